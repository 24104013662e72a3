#!/usr/bin/env python3
"""Counts owners and champions anew from the raw events of a log, without the product.

Reads events from standard input, one JSON object a line, in the order of their positions:
    {"kind": "system.owner_assigned", "stream": "system:sys-a", "at": 1756890000000000, "data": {...}}
`at` is the event's time on the timeline in microseconds. Takes moments as arguments, and prints a
JSON list, for each moment [systems with an owner, systems, teams with a champion, teams that run a
system], where systems and teams are lists of ids in order.

Definition. Counted are systems that are registered and not decommissioned, and the teams that run
them. A system has an owner when the one made accountable last, for all stages, was not released and
has neither left nor been erased. A team has a champion when somebody who has not left holds the role
for the team, or holds it for the organisation as a member of the team, at the moment.
Only the standard library is used; nothing is shared with the product.
"""

import json
import sys

ROLE = "security_champion"


class Log:
    """What the events say, up to a moment."""

    def __init__(self):
        self.systems, self.teams, self.people = {}, set(), {}

    def take(self, event):
        kind, stream, at, data = event["kind"], event["stream"], event["at"], event["data"]
        if kind == "team.created":
            self.teams.add(stream)
        elif kind == "person.registered":
            self.people[stream] = {"team": data.get("team"), "left": False, "roles": []}
        elif kind == "person.moved":
            self.people[stream]["team"] = data["team"]
        elif kind == "person.role_granted" and data["role"] == ROLE:
            self.people[stream]["roles"].append([data["scope"], data["from"], data.get("until")])
        elif kind == "person.role_ended" and data["role"] == ROLE:
            for role in self.people[stream]["roles"]:
                if role[0] == data["scope"] and (role[2] is None or role[2] > at):
                    role[2] = at
        elif kind in ("person.deactivated", "person.erased"):
            self.people[stream]["left"] = True
        elif kind == "system.registered":
            self.systems[stream] = {"team": data["team"], "owner": None}
        elif kind == "system.owner_assigned" and owns(data):
            self.systems[stream]["owner"] = data["person"]
        elif kind == "system.owner_released" and owns(data):
            if self.systems[stream]["owner"] == data["person"]:
                self.systems[stream]["owner"] = None
        elif kind == "system.decommissioned":
            self.systems.pop(stream, None)

    def here(self, person):
        """Whether a person is still there; whom no event registers never left."""
        return not self.people.get(person, {"left": False})["left"]

    def champions(self, person, team, at):
        for scope, since, until in person["roles"]:
            wide = scope.startswith("organisation:") and person["team"] == team
            if (scope == team or wide) and since <= at and (until is None or at < until):
                return not person["left"]
        return False

    def count(self, at):
        systems = sorted(self.systems)
        owned = [s for s in systems if self.systems[s]["owner"] and self.here(self.systems[s]["owner"])]
        teams = sorted({system["team"] for system in self.systems.values()} & self.teams)
        people = self.people.values()
        led = [team for team in teams if any(self.champions(person, team, at) for person in people)]
        return [owned, systems, led, teams]


def owns(data):
    return data["duty"] == "owner" and data.get("stage") is None


def as_of(events, moment):
    log = Log()
    for event in events:
        if event["at"] <= moment:
            log.take(event)
    return log.count(moment)


if __name__ == "__main__":
    EVENTS = [json.loads(line) for line in sys.stdin if line.strip()]
    print(json.dumps([as_of(EVENTS, int(moment)) for moment in sys.argv[1:]]))
