# LSTM Tutor. 'make' lists the targets.
SHELL := /bin/bash
SWIFT ?= swift
PACKAGES := libncurses-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libsqlite3-dev
TEST_PACKAGES := tmux python3
# The Python that has PyTorch and ONNX Runtime; another one is taken as it is.
BENCH_PYTHON ?= .bench-venv/bin/python
SWIFT_SOURCES := Package.swift Sources Tests Benchmarks/Engine/Package.swift Benchmarks/Engine/Sources

.PHONY: help run build test lint format golden check check-claims check-anki kill9 quiz-clock play bench rates install system test-system clean

help:
	@echo "make run      install what is missing, build and start the tutor"
	@echo "make test     install what is missing and run all tests"
	@echo "make lint     the formatter's linter and the house rules"
	@echo "make build    build the release program into .build/release"
	@echo "make check    look for mistakes in Content/"
	@echo "make check-claims run what the content says of PyTorch, Keras and ONNX"
	@echo "make check-anki  import the export for Anki with Anki's own library"
	@echo "make kill9    kill the program after every keystroke and look for lost answers"
	@echo "make quiz-clock  look whether a stopped quiz is charged its time"
	@echo "make format   format the sources"
	@echo "make golden   accept the screens as they are now (read the diff)"
	@echo "make play SCRIPT=keys.txt [SIZE=80x24]   press keys, print the screen"
	@echo "make bench    measure beside vim, htop, PyTorch and ONNX Runtime, write Benchmarks/RESULTS.md"
	@echo "make rates    measure how often the training tasks are solved (docs/tasks.md)"
	@echo "make install [PREFIX=/usr/local]"

run: build
	@.build/release/lstm-tutor

build: system
	@$(SWIFT) build -c release --product lstm-tutor

test: system test-system
	@$(SWIFT) build --product lstm-tutor
	@$(SWIFT) test

lint:
	@$(SWIFT) format lint --strict --recursive $(SWIFT_SOURCES)
	@Scripts/house-rules

format:
	@$(SWIFT) format --in-place --recursive $(SWIFT_SOURCES)

golden: system
	@UPDATE_GOLDEN=1 $(SWIFT) test

check: build
	@.build/release/lstm-tutor check --strict Content
	@Scripts/check-content --numbers

check-claims: .claims-venv/installed
	@set -e; for script in Scripts/content/*.py; do echo "$$script"; .claims-venv/bin/python $$script; done

check-anki: build .check-venv/installed
	@.check-venv/bin/python Scripts/check-anki

kill9: build .check-venv/installed
	@.check-venv/bin/python Scripts/kill9 --kills $(or $(KILLS),200)

quiz-clock: build .check-venv/installed
	@.check-venv/bin/python Scripts/quiz-clock

play: build
	@.build/release/lstm-tutor play $(SCRIPT) --size $(or $(SIZE),80x24)

bench: build $(if $(filter .bench-venv/%,$(BENCH_PYTHON)),.bench-venv/installed)
	@Scripts/install-packages vim htop python3
	@$(SWIFT) build -c release --package-path Benchmarks/Engine
	@$(BENCH_PYTHON) Benchmarks/report.py

.bench-venv/installed: Benchmarks/requirements.txt
	@Scripts/install-packages python3 python3-venv
	@python3 -m venv .bench-venv
	@.bench-venv/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.check-venv/installed: Scripts/requirements.txt
	@Scripts/install-packages python3 python3-venv
	@python3 -m venv .check-venv
	@.check-venv/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.claims-venv/installed: Scripts/content/requirements.txt
	@Scripts/install-packages python3 python3-venv
	@python3 -m venv .claims-venv
	@.claims-venv/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

rates: build
	@Scripts/install-packages python3
	@Scripts/success-rates

PREFIX ?= /usr/local
install: build
	install -D -m 755 .build/release/lstm-tutor $(DESTDIR)$(PREFIX)/bin/lstm-tutor
	mkdir -p $(DESTDIR)$(PREFIX)/share/lstm-tutor
	cp -R Content $(DESTDIR)$(PREFIX)/share/lstm-tutor/

system:
	@Scripts/install-packages $(PACKAGES)

test-system:
	@Scripts/install-packages $(TEST_PACKAGES)

clean:
	rm -rf .build Benchmarks/Engine/.build .bench-venv .check-venv .claims-venv
