#!/usr/bin/env python3
"""Counts training coverage anew from the raw events of a log, without the product.

Reads events from standard input, one JSON object a line, in the order of their positions:
    {"kind": "awareness.completed", "stream": "learner:usr-a", "at": 1756890000000000, "data": {...}}
`at` is the event's time on the timeline in microseconds. Events later than --as-of are left out.
Prints one JSON object: the organisation, teams, roles and modules, each with the six counts.

Definition. Counted are persons who are registered, not deactivated or erased, no services, and of
whom something is required. A pair of person and module is required when a role held at the moment
needs the module in the version of the curriculum in force, when an own module is asked for a system
the person works on, when a running campaign asks for it, or when somebody asked for it after it was
last completed. A person works on a system whose team they are in, for which they hold a role, or for
which they answer. It is current when the completion that counts longest is not over. A pair with a waiver in force is waived and not required.
Only the standard library is used; nothing is shared with the product.
"""

import argparse
import calendar
import json
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DAY = 86_400_000_000
JOINED_DAYS = 30


def micros(text):
    if text.lstrip("-").isdigit():
        return int(text)
    when = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (when - EPOCH) // timedelta(microseconds=1)


def plus_months(at, months):
    when = EPOCH + timedelta(microseconds=at)
    total = when.year * 12 + when.month - 1 + months
    year, month = divmod(total, 12)
    day = min(when.day, calendar.monthrange(year, month + 1)[1])
    return (when.replace(year=year, month=month + 1, day=day) - EPOCH) // timedelta(microseconds=1)


class Log:
    """What the events say, up to a moment."""

    def __init__(self):
        self.people = {}
        self.versions = []
        self.own = {}
        self.campaigns = {}
        self.completed = defaultdict(list)
        self.assigned = {}
        self.waived = {}
        self.systems = {}

    def take(self, event):
        kind, stream, at, data = event["kind"], event["stream"], event["at"], event["data"]
        name = stream.split(":", 1)[1]
        if kind == "person.registered":
            self.people[name] = {
                "team": data.get("team"),
                "team_since": at,
                "since": at,
                "counts": stream.startswith("person:") and not data.get("service", False),
                "roles": [],
            }
        elif kind == "person.moved":
            self.people[name]["team"], self.people[name]["team_since"] = data["team"], at
        elif kind == "person.role_granted":
            role = [data["role"], data["scope"], data["from"], data.get("until")]
            self.people[name]["roles"].append(role)
        elif kind == "person.role_ended":
            for role in self.people[name]["roles"]:
                held = role[2] <= at and (role[3] is None or at < role[3])
                if held and role[:2] == [data["role"], data["scope"]]:
                    role[3] = at
        elif kind in ("person.deactivated", "person.erased"):
            self.people[name]["counts"] = False
        elif kind == "system.registered":
            self.systems[stream] = {"team": data["team"], "since": at, "people": {}}
        elif kind == "system.owner_assigned":
            duty = (data["person"], data["duty"], data.get("stage"))
            self.systems[stream]["people"].setdefault(duty, at)
        elif kind == "system.owner_released":
            duty = (data["person"], data["duty"], data.get("stage"))
            self.systems[stream]["people"].pop(duty, None)
        elif kind == "system.decommissioned":
            self.systems.pop(stream, None)
        elif kind == "curriculum.published":
            self.versions.append(data)
        elif kind == "curriculum.module_published":
            before = self.own.get(data["module"]["id"], {"roles": {}})["roles"]
            roles = {role: before.get(role, at) for role in data.get("roles", [])}
            before = self.own.get(data["module"]["id"], {"systems": {}})["systems"]
            systems = {system: before.get(system, at) for system in data.get("systems", [])}
            own = {"roles": roles, "systems": systems, "grace": data["grace_days"]}
            self.own[data["module"]["id"]] = own
        elif kind == "curriculum.module_withdrawn":
            self.own.pop(data["module"], None)
        elif kind == "campaign.started":
            self.campaigns[data["campaign"]] = dict(data, started=at)
        elif kind == "campaign.stopped":
            self.campaigns.pop(data["campaign"], None)
        elif kind == "awareness.completed":
            on = data.get("on", at)
            until = plus_months(on, data["refresh_months"])
            self.completed[name, data["module"]].append((until, on))
        elif kind == "awareness.assigned":
            self.assigned[name, data["module"]] = (at, data["due"])
        elif kind == "awareness.waived":
            self.waived[name, data["module"]] = data["until"]

    def needs(self, role, at):
        """module -> (since when the role has needed it, days of grace)"""
        found = {}
        versions = sorted((v for v in self.versions if v["valid_from"] <= at), key=lambda v: v["valid_from"])
        for version in versions:
            plan = next((p for p in version["roles"] if p["role"] == role), {"modules": [], "grace_days": 0})
            found = {
                module: (found.get(module, (version["valid_from"],))[0], plan["grace_days"])
                for module in plan["modules"]
            }
        for module, own in self.own.items():
            if role in own["roles"]:
                found[module] = (own["roles"][role], own["grace"])
        return found

    def modules(self, at):
        versions = sorted((v for v in self.versions if v["valid_from"] <= at), key=lambda v: v["valid_from"])
        shipped = [module["id"] for module in versions[-1]["modules"]] if versions else []
        return set(shipped) | set(self.own)

    def asked(self, name, at):
        """(module, reason) -> 'current', 'due' or 'overdue'"""
        person, found = self.people[name], {}
        held = [r for r in person["roles"] if r[2] <= at and (r[3] is None or at < r[3])]
        for role, _, since, _ in held:
            for module, (needed, grace) in self.needs(role, at).items():
                by = max(since, needed) + grace * DAY
                self.always(found, (name, module), "role:" + role, by, at)
        works_on = self.works_on(name, held)
        for system, since in works_on.items():
            for module, own in self.own.items():
                if system in own["systems"]:
                    by = max(since, own["systems"][system]) + own["grace"] * DAY
                    self.always(found, (name, module), "system:" + system, by, at)
        known = self.modules(at)
        for (who, module), (since, due) in self.assigned.items():
            if who == name and module in known:
                self.once(found, name, module, "assigned", (since, due, True), at)
        for campaign in self.campaigns.values():
            joined = self.joined(person, campaign, held, works_on)
            if joined is None or campaign["started"] > at:
                continue
            due = campaign["due"]
            if joined > campaign["started"]:
                due = max(due, joined + JOINED_DAYS * DAY)
            for module in campaign["modules"]:
                if module in known:
                    ask = (campaign["started"], due, campaign.get("anew", False))
                    self.once(found, name, module, "campaign:" + campaign["campaign"], ask, at)
        return found

    def works_on(self, name, held):
        """system -> since when: by the team, by a role for the system, by answering for it"""
        person, found = self.people[name], {}
        for system, known in self.systems.items():
            since = [when for (who, _, _), when in known["people"].items() if who == "person:" + name]
            since += [role[2] for role in held if role[1] == system]
            if person["team"] == known["team"]:
                since.append(max(person["team_since"], known["since"]))
            if since:
                found[system] = min(since)
        return found

    def always(self, found, pair, reason, by, at):
        newest = max(self.completed[pair], default=None)
        if newest and at < newest[0]:
            stands = "current"
        else:
            by = max(by, newest[0]) if newest else by
            stands = "due" if at < by else "overdue"
        found.setdefault((pair[1], reason), []).append(stands)

    def once(self, found, name, module, reason, ask, at):
        since, due, anew = ask
        newest = max(self.completed[name, module], default=None)
        if newest and (newest[1] >= since or (not anew and newest[0] > due)):
            if at < newest[0]:
                found.setdefault((module, reason), []).append("current")
            return
        found.setdefault((module, reason), []).append("due" if at < due else "overdue")

    @staticmethod
    def joined(person, campaign, held, works_on):
        roles, teams = campaign.get("roles", []), campaign.get("teams", [])
        systems = campaign.get("systems", [])
        if not roles and not teams and not systems:
            return person["since"]
        since = [r[2] for r in held if r[0] in roles]
        if person["team"] in teams:
            since.append(person["team_since"])
        since += [since_when for system, since_when in works_on.items() if system in systems]
        return min(since, default=None)


WORST = ["overdue", "due", "current"]


def worst(stands):
    return min(stands, key=WORST.index)


def count(pairs):
    """The six counts over [(person, module, stands)]."""
    people = {who for who, _, _ in pairs}
    open_ones = {who for who, _, stands in pairs if stands in ("due", "overdue")}
    required = [stands for _, _, stands in pairs if stands != "waived"]
    return {
        "people": len(people),
        "trained": len(people - open_ones),
        "required": len(required),
        "current": required.count("current"),
        "overdue": required.count("overdue"),
        "waived": len(pairs) - len(required),
    }


def recount(events, at):
    log = Log()
    for event in events:
        if event["at"] <= at:
            log.take(event)
    whole, teams, roles, modules = [], defaultdict(list), defaultdict(list), defaultdict(list)
    for name, person in log.people.items():
        if not person["counts"]:
            continue
        by_module = defaultdict(list)
        asked = log.asked(name, at)
        waived = {m for m in {m for m, _ in asked} if at < log.waived.get((name, m), at)}
        for (module, reason), stands in asked.items():
            by_module[module].extend(stands)
        standing = {m: "waived" if m in waived else worst(s) for m, s in by_module.items()}
        for module, stands in standing.items():
            pair = (name, module, stands)
            whole.append(pair)
            teams[person["team"] or ""].append(pair)
            modules[module].append(pair)
        for module, reason in asked:
            if reason.startswith("role:"):
                roles[reason[5:]].append((name, module, standing[module]))
    counts = lambda groups: {key: count(pairs) for key, pairs in sorted(groups.items())}
    return {
        "organisation": count(whole),
        "teams": counts(teams),
        "roles": counts(roles),
        "modules": counts(modules),
    }


def main():
    parser = argparse.ArgumentParser(description="Counts training coverage anew from raw events.")
    parser.add_argument("--as-of", required=True, help="RFC 3339 time, or microseconds since 1970")
    arguments = parser.parse_args()
    events = [json.loads(line) for line in sys.stdin if line.strip()]
    print(json.dumps(recount(events, micros(arguments.as_of)), sort_keys=True))


if __name__ == "__main__":
    main()
