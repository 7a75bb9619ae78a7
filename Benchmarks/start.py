#!/usr/bin/env python3
"""Start-up of lstm-tutor beside vim, in one run on one machine, in turn (A B A B ...).

Measures, in a pseudo-terminal of 80x24:
  first paint   from the start of the process to the last byte of Home's row of keys,
                beside `vim -u NONE` to the last byte of its first picture
  course        from Home's first picture to the picture with the counts of the course
  idle          CPU time used in 10 s without a key

Usage: Benchmarks/start.py [PROGRAM] [ROUNDS]
"""
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build/release/lstm-tutor")
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 31
HOME = tempfile.mkdtemp()


def start(arguments, rows=24, columns=80):
    """Starts a program in a new pseudo-terminal; returns (pid, descriptor, start)."""
    began = time.perf_counter()
    pid, descriptor = pty.fork()
    if pid == 0:
        # The size has to stand before the program asks for it.
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {"HOME": HOME, "TERM": "xterm-256color", "LANG": "C.UTF-8",
                       "PATH": os.environ["PATH"]}
        os.execvpe(arguments[0], arguments, environment)
    return pid, descriptor, began


def stop(pid, descriptor):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(descriptor)


def read_until(descriptor, done, limit=3.0):
    """Reads until done(bytes); returns the instant of the byte that did it."""
    seen = b""
    end = time.perf_counter() + limit
    while time.perf_counter() < end:
        ready, _, _ = select.select([descriptor], [], [], 0.05)
        if ready:
            seen += os.read(descriptor, 1 << 16)
            if done(seen):
                return time.perf_counter()
    raise SystemExit(f"no picture within {limit} s: {seen[-200:]!r}")


def read_until_quiet(descriptor, quiet=0.08):
    """Reads until nothing comes for a while; returns the instant of the last byte."""
    last = time.perf_counter()
    seen = False
    while True:
        ready, _, _ = select.select([descriptor], [], [], quiet if seen else 3.0)
        if not ready:
            return last
        os.read(descriptor, 1 << 16)
        last = time.perf_counter()
        seen = True


def shows_course(seen):
    """Whether Home counts what there is to learn, or what is due of it."""
    return b"lessons \xc2\xb7" in seen or b"readiness" in seen


def ours():
    """Milliseconds to the first picture, and from there to the course."""
    pid, descriptor, began = start([PROGRAM])
    first = read_until(descriptor, lambda seen: b"quit" in seen)
    course = read_until(descriptor, shows_course)
    stop(pid, descriptor)
    return (first - began) * 1000, (course - first) * 1000


def vim():
    pid, descriptor, began = start(["vim", "-u", "NONE"])
    last = read_until_quiet(descriptor)
    stop(pid, descriptor)
    return (last - began) * 1000


def idle(seconds=10):
    """CPU milliseconds used while nothing happens."""
    pid, descriptor, _ = start([PROGRAM])
    read_until_quiet(descriptor, 0.5)

    def ticks():
        with open(f"/proc/{pid}/stat") as file:
            return sum(int(field) for field in file.read().rsplit(")", 1)[1].split()[11:13])

    before = ticks()
    time.sleep(seconds)
    used = (ticks() - before) * 1000 / os.sysconf("SC_CLK_TCK")
    stop(pid, descriptor)
    return used


def main():
    rounds = [(*ours(), vim()) for _ in range(ROUNDS)]
    ratios = sorted(first / peer for first, _, peer in rounds)
    ratio = statistics.median(ratios)
    course = statistics.median(r[1] for r in rounds)
    print(f"first paint   {statistics.median(r[0] for r in rounds):6.1f} ms")
    print(f"vim -u NONE   {statistics.median(r[2] for r in rounds):6.1f} ms")
    print(f"ratio         {ratio:6.2f}    "
          f"(quartiles {ratios[len(ratios) // 4]:.2f} to {ratios[3 * len(ratios) // 4]:.2f}; "
          f"at most 1.5 was asked for: {'met' if ratio <= 1.5 else 'missed'})")
    print(f"course        {course:6.1f} ms after the first paint "
          f"(under 150 ms was asked for: {'met' if course < 150 else 'missed'})")
    print(f"idle          {idle():6.1f} ms of CPU in 10 s")


if __name__ == "__main__":
    main()
