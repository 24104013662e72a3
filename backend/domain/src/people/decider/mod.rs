//! The rules for the organisation, one team or one person.

mod champion;
mod delegation;

use kernel::{Decider, Decision, Kind, Micros, Moment, Name, Subject, nothing_new, record, refuse};

use super::{Command, Event, refusal::Refusal, roles};

/// What decisions depend on; which part is filled says which sort of stream it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    organisation: Option<(Name, Vec<Name>)>,
    team: Option<Name>,
    person: Option<Person>,
}

#[derive(Clone, Debug, PartialEq)]
struct Person {
    service: bool,
    /// The team given at registration, to recognise the same registration.
    first_team: Option<Subject>,
    team: Option<Subject>,
    roles: Vec<Held>,
    nominations: Vec<champion::Nomination>,
    lent: Vec<delegation::Lent>,
    is_active: bool,
    is_erased: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Held {
    role: Name,
    scope: Subject,
    from: Micros,
    until: Option<Micros>,
    has_ended: bool,
}

impl Held {
    fn is_for(&self, role: &Name, scope: &Subject) -> bool {
        self.role == *role && self.scope == *scope
    }

    /// Whether both are held at some moment.
    fn overlaps(&self, other: &Self) -> bool {
        let begins_before_end = |one: &Self, two: &Self| two.until.is_none_or(|end| one.from < end);
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}

/// The room of the organisation, teams and people.
pub struct People;

impl Decider for People {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        match command {
            Command::RegisterOrganisation { name, units } => match &state.organisation {
                None => record(Event::OrganisationRegistered { name, units }),
                Some(known) => same_or_refused(*known == (name, units)),
            },
            Command::CreateTeam { name } => match &state.team {
                None => record(Event::TeamCreated { name }),
                Some(known) => same_or_refused(*known == name),
            },
            Command::Register { name, email, team, service } => {
                if let Some(known) = &state.person {
                    let is_same = (known.service, &known.first_team) == (service, &team);
                    return same_or_refused(is_same);
                }
                check_team(team.as_ref())?;
                record(Event::Registered { name, email, team, service })
            }
            Command::Move { .. }
            | Command::GrantRole { .. }
            | Command::EndRole { .. }
            | Command::NominateChampion { .. }
            | Command::AcceptNomination { .. }
            | Command::DeclineNomination { .. }
            | Command::StepDown { .. }
            | Command::Delegate { .. }
            | Command::EndDelegation { .. }
            | Command::NoticeDelegationEnd { .. }
            | Command::Deactivate
            | Command::Erase { .. } => {
                let Some(person) = &state.person else {
                    return refuse(Refusal::Unknown);
                };
                decide_for(person, command, moment)
            }
        }
    }

    fn evolve(mut state: State, event: &Event, _: &Moment) -> State {
        match event {
            Event::OrganisationRegistered { name, units } => {
                state.organisation = Some((name.clone(), units.clone()));
            }
            Event::TeamCreated { name } => state.team = Some(name.clone()),
            Event::Registered { team, service, .. } => {
                state.person = Some(Person {
                    service: *service,
                    first_team: team.clone(),
                    team: team.clone(),
                    roles: Vec::new(),
                    nominations: Vec::new(),
                    lent: Vec::new(),
                    is_active: true,
                    is_erased: false,
                });
            }
            Event::Moved { .. }
            | Event::RoleGranted { .. }
            | Event::RoleEnded { .. }
            | Event::ChampionNominated { .. }
            | Event::ChampionAccepted { .. }
            | Event::ChampionDeclined { .. }
            | Event::ChampionSteppedDown { .. }
            | Event::RoleDelegated { .. }
            | Event::DelegationEnded { .. }
            | Event::DelegationEndNoticed { .. }
            | Event::Deactivated {}
            | Event::Erased { .. } => {
                if let Some(person) = &mut state.person {
                    evolve_person(person, event);
                }
            }
        }
        state
    }

    /// People belong to teams, not to systems.
    fn system(_: &State) -> Option<Subject> {
        None
    }
}

fn same_or_refused(is_same: bool) -> Decision<Event, Refusal> {
    if is_same { nothing_new() } else { refuse(Refusal::AlreadyRegistered) }
}

fn check_team(team: Option<&Subject>) -> Result<(), Refusal> {
    match team {
        Some(other) if other.kind() != Kind::Team => Err(Refusal::NotATeam(other.clone())),
        Some(_) | None => Ok(()),
    }
}

fn decide_for(person: &Person, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
    match command {
        Command::Move { team } => move_to(person, team),
        Command::GrantRole { role, scope, from, until } => {
            grant(person, Held { role, scope, from, until, has_ended: false })
        }
        Command::EndRole { role, scope } => end(person, role, scope),
        Command::NominateChampion { team } => champion::nominate(person, team),
        Command::AcceptNomination { team } => champion::accept(person, team, moment),
        Command::DeclineNomination { team, reason } => champion::decline(person, team, reason),
        Command::StepDown { team, reason, successor } => {
            champion::step_down(person, team, reason, successor, moment)
        }
        Command::Delegate { role, scope, from, until } => {
            let by = moment.actor.clone();
            delegation::lend(
                person,
                delegation::Lent { by, role, scope, from, until, has_ended: false, noticed: false },
            )
        }
        Command::NoticeDelegationEnd { by, role, scope, due, told } => {
            delegation::notice(person, (by, role, scope), due, told, moment)
        }
        Command::EndDelegation { by, role, scope } => delegation::end(person, by, role, scope),
        Command::Deactivate if !person.is_active => nothing_new(),
        Command::Deactivate => record(Event::Deactivated {}),
        Command::Erase { .. } if person.is_erased => nothing_new(),
        Command::Erase { authority } => record(Event::Erased { authority }),
        Command::RegisterOrganisation { .. }
        | Command::CreateTeam { .. }
        | Command::Register { .. } => nothing_new(),
    }
}

fn move_to(person: &Person, team: Subject) -> Decision<Event, Refusal> {
    if person.team.as_ref() == Some(&team) {
        return nothing_new();
    }
    check_team(Some(&team))?;
    check_present(person)?;
    record(Event::Moved { team })
}

fn check_present(person: &Person) -> Result<(), Refusal> {
    if person.is_erased {
        return Err(Refusal::IsErased);
    }
    if !person.is_active {
        return Err(Refusal::HasLeft);
    }
    Ok(())
}

fn grant(person: &Person, new: Held) -> Decision<Event, Refusal> {
    if person.roles.contains(&new) {
        return nothing_new();
    }
    check_present(person)?;
    if roles::role(new.role.as_str()).is_none() {
        return refuse(Refusal::UnknownRole(new.role));
    }
    if !matches!(new.scope.kind(), Kind::Organisation | Kind::Team | Kind::System) {
        return refuse(Refusal::BadScope(new.scope));
    }
    if new.until.is_some_and(|until| until <= new.from) {
        return refuse(Refusal::EndsBeforeItBegins);
    }
    if person.service && roles::decides(new.role.as_str()) {
        return refuse(Refusal::ServiceDecides(new.role));
    }
    check_duties(person, &new)?;
    let Held { role, scope, from, until, .. } = new;
    record(Event::RoleGranted { role, scope, from, until })
}

fn check_duties(person: &Person, new: &Held) -> Result<(), Refusal> {
    let together = person
        .roles
        .iter()
        .filter(|held| !held.has_ended && held.role != new.role && held.overlaps(new));
    for held in together {
        if let Some(rule) = roles::conflict(held.role.as_str(), new.role.as_str()) {
            let (held, asked) = (held.role.clone(), new.role.clone());
            return Err(Refusal::DutiesConflict { rule, held, asked });
        }
    }
    Ok(())
}

fn end(person: &Person, role: Name, scope: Subject) -> Decision<Event, Refusal> {
    let held = person.roles.iter().find(|held| held.is_for(&role, &scope));
    match held {
        None => refuse(Refusal::NotHeld(role, scope)),
        Some(held) if held.has_ended => nothing_new(),
        Some(_) => record(Event::RoleEnded { role, scope }),
    }
}

fn evolve_person(person: &mut Person, event: &Event) {
    if let Event::Moved { team } = event {
        person.team = Some(team.clone());
    }
    if let Event::RoleGranted { role, scope, from, until } = event {
        let (from, until) = (*from, *until);
        let new = Held { role: role.clone(), scope: scope.clone(), from, until, has_ended: false };
        person.roles.retain(|held| !held.is_for(role, scope));
        person.roles.push(new);
    }
    if let Event::RoleEnded { role, scope } = event {
        let ended = person.roles.iter_mut().filter(|held| held.is_for(role, scope));
        ended.for_each(|held| held.has_ended = true);
    }
    champion::evolve(&mut person.nominations, event);
    delegation::evolve(&mut person.lent, event);
    if matches!(event, Event::Deactivated {}) {
        person.is_active = false;
    }
    if matches!(event, Event::Erased { .. }) {
        person.is_erased = true;
    }
}
