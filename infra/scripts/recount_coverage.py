#!/usr/bin/env python3
"""Counts owners and champions from the raw events of the drill, knowing nothing of the product.

    recount_coverage.py FOLDER MOMENT...

prints a JSON list, for each moment [moment, systems with an owner, systems, teams with a champion,
teams that run a system]. Python's standard library only. A test holds the product's figures against it.
"""

import json
import pathlib
import sys


def events(folder):
    """Every event of the folder's files, in order of time."""
    found = []
    for path in sorted(pathlib.Path(folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                found.append(json.loads(line))
    return sorted(found, key=lambda event: event["at"])


def count(all_events, moment):
    """The figures as of a moment, inclusive."""
    systems, champions = {}, set()
    for event in (event for event in all_events if event["at"] <= moment):
        data = event["data"]
        if event["type"] == "system.registered":
            systems[event["subject"]["id"]] = (data["team"], data.get("owner"))
        elif event["type"] == "person.registered":
            if "security_champion" in data.get("roles", []):
                champions.add(data["team"])
        elif event["type"] == "champion.appointed":
            champions.add(data["team"])
    teams = {team for team, _ in systems.values()}
    owned = sum(1 for _, owner in systems.values() if owner)
    return [moment, owned, len(systems), len(teams & champions), len(teams)]


if __name__ == "__main__":
    FOUND = events(sys.argv[1])
    print(json.dumps([count(FOUND, moment) for moment in sys.argv[2:]]))
