//! Becoming the security champion of a team: asked, then answered. And giving it up.

use kernel::{
    Decision, Kind, Moment, Name, Personal, Subject, nothing_new, record, record_all, refuse,
};

use super::{Event, Held, Person, Refusal, check_duties, check_present};

/// The role of the catalogue that a champion holds.
const ROLE: &str = "security_champion";

/// A nomination for a team, and the answer to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Nomination {
    team: Subject,
    answer: Option<bool>,
}

pub(super) fn nominate(person: &Person, team: Subject) -> Decision<Event, Refusal> {
    if find(person, &team).is_some_and(|known| known.answer.is_none()) {
        return nothing_new();
    }
    check_present(person)?;
    if team.kind() != Kind::Team {
        return refuse(Refusal::NotATeam(team));
    }
    if person.service {
        return refuse(Refusal::ServiceDecides(role()?));
    }
    if is_champion(person, &team) {
        return refuse(Refusal::AlreadyChampion(team));
    }
    record(Event::ChampionNominated { team })
}

pub(super) fn accept(person: &Person, team: Subject, moment: &Moment) -> Decision<Event, Refusal> {
    match find(person, &team).map(|known| known.answer) {
        None => return refuse(Refusal::NotNominated(team)),
        Some(Some(true)) => return nothing_new(),
        Some(Some(false)) => return refuse(Refusal::AlreadyAnswered(team)),
        Some(None) => {}
    }
    check_present(person)?;
    let (from, until, has_ended) = (moment.now, None, false);
    let new = Held { role: role()?, scope: team.clone(), from, until, has_ended };
    check_duties(person, &new)?;
    let granted = Event::RoleGranted { role: new.role, scope: new.scope, from, until };
    record_all(vec![Event::ChampionAccepted { team }, granted])
}

pub(super) fn decline(
    person: &Person,
    team: Subject,
    reason: Personal,
) -> Decision<Event, Refusal> {
    match find(person, &team).map(|known| known.answer) {
        None => refuse(Refusal::NotNominated(team)),
        Some(Some(false)) => nothing_new(),
        Some(Some(true)) => refuse(Refusal::AlreadyAnswered(team)),
        Some(None) => record(Event::ChampionDeclined { team, reason }),
    }
}

/// Ends the role with a reason. Nominating whom they propose is for the stream of that person.
pub(super) fn step_down(
    person: &Person,
    team: Subject,
    reason: Personal,
    successor: Option<Subject>,
    moment: &Moment,
) -> Decision<Event, Refusal> {
    let role = role()?;
    if !is_champion(person, &team) {
        let was_it = person.roles.iter().any(|held| held.is_for(&role, &team));
        return if was_it { nothing_new() } else { refuse(Refusal::NotChampion(team)) };
    }
    if successor.as_ref() == Some(&moment.actor) {
        return refuse(Refusal::OwnSuccessor);
    }
    let ended = Event::RoleEnded { role, scope: team.clone() };
    record_all(vec![Event::ChampionSteppedDown { team, reason, successor }, ended])
}

pub(super) fn evolve(nominations: &mut Vec<Nomination>, event: &Event) {
    if let Event::ChampionNominated { team } = event {
        nominations.retain(|known| known.team != *team);
        nominations.push(Nomination { team: team.clone(), answer: None });
    } else if let Event::ChampionAccepted { team } = event {
        answer(nominations, team, true);
    } else if let Event::ChampionDeclined { team, .. } = event {
        answer(nominations, team, false);
    }
}

fn answer(nominations: &mut [Nomination], team: &Subject, yes: bool) {
    for known in nominations.iter_mut().filter(|known| known.team == *team) {
        known.answer = Some(yes);
    }
}

fn find<'a>(person: &'a Person, team: &Subject) -> Option<&'a Nomination> {
    person.nominations.iter().find(|known| known.team == *team)
}

fn is_champion(person: &Person, team: &Subject) -> bool {
    let holds = |held: &Held| !held.has_ended && held.role.as_str() == ROLE && held.scope == *team;
    person.roles.iter().any(holds)
}

fn role() -> Result<Name, Refusal> {
    // The catalogue has the role, and a test says so.
    Name::parse(ROLE).map_err(|_| Refusal::Unknown)
}
