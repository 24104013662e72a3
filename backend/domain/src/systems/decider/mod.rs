//! The rules for one system.

mod intake;
mod owners;
mod profile;

use kernel::{
    Decider, Decision, Kind, Moment, Name, Personal, Subject, nothing_new, record, refuse,
};

use super::{ActClass, Command, Event, Profile, Refusal, Registration, questionnaire::Answers};

/// What decisions about a system depend on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    registered: Option<Registered>,
    accountable: Vec<owners::Accountable>,
    /// Who was released, so that releasing twice records nothing twice.
    released: Vec<owners::Accountable>,
    profile: Option<Profile>,
    answers: Option<Answers>,
    is_decommissioned: bool,
    /// A reported use, when the stream is one.
    report: Option<intake::Report>,
    proposal: Option<Proposal>,
    approved: Option<(ActClass, Option<Name>)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Registered {
    registration: Registration,
    by: Subject,
}

#[derive(Clone, Debug, PartialEq)]
struct Proposal {
    act_class: ActClass,
    answers: Option<Name>,
    by: Subject,
}

/// The room of AI systems.
pub struct Systems;

impl Decider for Systems {
    type Command = Command;
    type Event = Event;
    type State = State;
    type Refusal = Refusal;

    fn decide(state: &State, command: Command, moment: &Moment) -> Decision<Event, Refusal> {
        if let Command::Register(registration) = command {
            return register(state, registration);
        }
        if is_about_a_report(&command) {
            return intake::decide(state.report.as_ref(), command);
        }
        let Some(registered) = &state.registered else {
            return refuse(Refusal::Unknown);
        };
        match command {
            Command::Register(registration) => register(state, registration),
            Command::AssignOwner { person, duty, stage } => {
                owners::assign(state, owners::Accountable { person, duty, stage })
            }
            Command::ReleaseOwner { person, duty, stage } => {
                owners::release(state, owners::Accountable { person, duty, stage })
            }
            Command::Decommission { reason } => profile::decommission(state, reason),
            Command::ReportUse { .. } | Command::SettleUse { .. } | Command::DismissUse { .. } => {
                intake::decide(state.report.as_ref(), command)
            }
            Command::ChangeProfile(new) => {
                profile::check_in_use(state)?;
                profile::change(state, new)
            }
            Command::AnswerQuestionnaire { answers } => {
                profile::check_in_use(state)?;
                profile::answer(state, answers)
            }
            Command::ProposeClass { act_class, answers } => propose(state, act_class, answers),
            Command::ApproveClass { act_class, obligations_from, note } => {
                if state.approved == Some((act_class, obligations_from.clone())) {
                    return nothing_new();
                }
                four_eyes(state, registered, act_class, moment)?;
                record(approved(act_class, obligations_from, note))
            }
        }
    }

    fn evolve(mut state: State, event: &Event, by: &Moment) -> State {
        intake::evolve(&mut state.report, event);
        match event {
            Event::UseReported { .. } | Event::UseSettled { .. } | Event::UseDismissed { .. } => {}
            Event::ProfileChanged(profile) => state.profile = Some(profile.clone()),
            Event::QuestionnaireAnswered { answers, .. } => state.answers = Some(answers.clone()),
            Event::Decommissioned { .. } => state.is_decommissioned = true,
            Event::Registered { .. } => {
                let by = by.actor.clone();
                state.registered =
                    registration(event).map(|registration| Registered { registration, by });
            }
            Event::OwnerAssigned { person, duty, stage } => {
                let new =
                    owners::Accountable { person: person.clone(), duty: *duty, stage: *stage };
                state.released.retain(|old| *old != new);
                state.accountable.push(new);
            }
            Event::OwnerReleased { person, duty, stage } => {
                let old =
                    owners::Accountable { person: person.clone(), duty: *duty, stage: *stage };
                state.accountable.retain(|held| *held != old);
                state.released.push(old);
            }
            Event::ClassificationProposed { act_class, answers } => {
                let (act_class, answers, by) = (*act_class, answers.clone(), by.actor.clone());
                state.proposal = Some(Proposal { act_class, answers, by });
            }
            Event::ClassificationApproved { act_class, obligations_from, .. } => {
                state.proposal = None;
                state.approved = Some((*act_class, obligations_from.clone()));
            }
        }
        state
    }

    /// A system is its own: its stream names it.
    fn system(_: &State) -> Option<Subject> {
        None
    }
}

fn is_about_a_report(command: &Command) -> bool {
    matches!(
        command,
        Command::ReportUse { .. } | Command::SettleUse { .. } | Command::DismissUse { .. }
    )
}

fn register(state: &State, new: Registration) -> Decision<Event, Refusal> {
    if let Some(known) = &state.registered {
        let is_same = known.registration == new;
        return if is_same { nothing_new() } else { refuse(Refusal::AlreadyRegistered) };
    }
    if new.team.kind() != Kind::Team {
        return refuse(Refusal::NotATeam(new.team));
    }
    record(Event::Registered {
        name: new.name,
        purpose: new.purpose,
        kinds: new.kinds,
        risk_class: new.risk_class,
        team: new.team,
        processes_personal_data: new.processes_personal_data,
        affects_persons: new.affects_persons,
        trained_in_house: new.trained_in_house,
    })
}

fn registration(event: &Event) -> Option<Registration> {
    let Event::Registered {
        name,
        purpose,
        kinds,
        risk_class,
        team,
        processes_personal_data,
        affects_persons,
        trained_in_house,
    } = event
    else {
        return None;
    };
    Some(Registration {
        name: name.clone(),
        purpose: purpose.clone(),
        kinds: kinds.clone(),
        risk_class: *risk_class,
        team: team.clone(),
        processes_personal_data: *processes_personal_data,
        affects_persons: *affects_persons,
        trained_in_house: *trained_in_house,
    })
}

fn propose(state: &State, act_class: ActClass, answers: Option<Name>) -> Decision<Event, Refusal> {
    let is_pending = |known: &Proposal| (known.act_class, &known.answers) == (act_class, &answers);
    if state.proposal.as_ref().is_some_and(is_pending) {
        return nothing_new();
    }
    record(Event::ClassificationProposed { act_class, answers })
}

/// Two people stand behind a class: one proposed it, or registered the system; another approves.
fn four_eyes(
    state: &State,
    registered: &Registered,
    act_class: ActClass,
    moment: &Moment,
) -> Result<(), Refusal> {
    let Some(proposal) = &state.proposal else {
        let is_alone = registered.by == moment.actor;
        return if is_alone { Err(Refusal::RegistrantApproves) } else { Ok(()) };
    };
    if proposal.by == moment.actor {
        return Err(Refusal::ProposerApproves);
    }
    if proposal.act_class != act_class {
        let proposed = proposal.act_class;
        return Err(Refusal::AnotherClassProposed { proposed, asked: act_class });
    }
    Ok(())
}

fn approved(act_class: ActClass, obligations_from: Option<Name>, note: Personal) -> Event {
    Event::ClassificationApproved { act_class, obligations_from, note }
}
