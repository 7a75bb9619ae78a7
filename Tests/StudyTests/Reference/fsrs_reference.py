"""Reviews as py-fsrs schedules them, the reference for Sources/Study/Schedule/FSRS.swift.

Writes fsrs.json beside this file:

    pip install fsrs==6.3.2
    python3 Tests/StudyTests/Reference/fsrs_reference.py

py-fsrs is asked without learning steps, relearning steps and fuzz. A setting has the 21 weights and
the wished retention. A history is a list of `grade` or `grade@days`, days being whole days since the
answer before (0 is ten minutes); `intervals` are the days to the next review after each of them,
`s` and `d` the stability and difficulty at its end and `checks` both after some of the answers, from
0. Histories end before a stability exceeds 36500, where py-fsrs has no limit.
"""

import datetime
import importlib.metadata
import json
import pathlib
import random

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

VERSION = "6.3.2"
REVIEWS = 12_000
START = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.timezone.utc)
DEFAULT = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
]


def settings(source):
    """The default weights with five retentions, then weights around them, then the bounds."""
    chosen = [(DEFAULT, retention) for retention in (0.9, 0.7, 0.8, 0.95, 0.99)]
    bounds = list(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS))
    for retention in (0.9, 0.85, 0.97):
        weights = [
            min(max(round(weight * source.uniform(0.6, 1.6), 4), low), high)
            for weight, (low, high) in zip(DEFAULT, bounds)
        ]
        chosen.append((weights, retention))
    chosen.append(([low for low, _ in bounds], 0.9))
    chosen.append(([high for _, high in bounds], 0.9))
    return chosen


def history(source, number, weights, retention):
    scheduler = Scheduler(
        weights, retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    card, now = Card(card_id=1), START
    steps, intervals, states = [], [], []
    for index in range(source.randint(1, 40)):
        days = 0
        if index > 0:
            due = (card.due - now).days
            days = source.choice([0, 0, 1, 1, 2, 3, 5, 8, 13, 30, 90, 365, due, due, due, due + 3])
            now += datetime.timedelta(days=days) if days else datetime.timedelta(minutes=10)
        grade = source.choice([1, 2, 3, 3, 3, 4])
        card, _ = scheduler.review_card(card, Rating(grade), now)
        if card.stability > 36_500:
            break
        steps.append(f"{grade}@{days}" if index > 0 else f"{grade}")
        intervals.append((card.due - now).days)
        states.append((card.stability, card.difficulty))
    checks = {str(i): states[i] for i in range(0, len(states) - 1, 13)}
    return {
        "setting": number, "steps": " ".join(steps),
        "intervals": " ".join(map(str, intervals)), "checks": checks,
        "s": states[-1][0], "d": states[-1][1],
    } if states else None


def main():
    version = importlib.metadata.version("fsrs")
    assert version == VERSION, f"fsrs {version} is installed; this script is for {VERSION}"
    source = random.Random(6)
    chosen = settings(source)
    histories, reviews = [], 0
    while reviews < REVIEWS:
        # Half of the histories have the default weights and retention.
        number = source.choice([0] * len(chosen) + list(range(len(chosen))))
        made = history(source, number, *chosen[number])
        if made:
            histories.append(made)
            reviews += len(made["steps"].split())
    file = pathlib.Path(__file__).with_name("fsrs.json")
    lines = ",\n".join(json.dumps(h, separators=(",", ":")) for h in histories)
    described = json.dumps(
        [{"weights": weights, "retention": retention} for weights, retention in chosen]
    )
    file.write_text(
        f'{{"generator": "py-fsrs {version}", "reviews": {reviews},\n"settings": {described},\n'
        f'"histories": [\n{lines}\n]}}\n'
    )
    print(f"{reviews} reviews in {len(histories)} histories, {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
