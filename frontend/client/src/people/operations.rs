//! What the pages of people send, with examples.
use super::{
    commands::{
        CreateTeam, CreateTeamInput, DelegateRole, DelegateRoleInput, EndDelegation,
        EndDelegationInput, EndRole, EndRoleInput, GrantRole, GrantRoleInput,
        ImportAccountabilities, ImportAccountabilitiesInput, ImportChampions, ImportChampionsInput,
        ImportRoster, ImportRosterInput, MovePerson, MovePersonInput, RegisterPerson,
        RegisterPersonInput,
    },
    delegation::LendPage,
};
use crate::{
    accountability::{
        commands::{
            AcceptNomination, AcceptNominationInput, DeclineNomination, DeclineNominationInput,
            NominateChampion, NominateChampionInput, StepDownChampion, StepDownChampionInput,
        },
        raci::RaciPage,
    },
    operations::{Operation, Sample, command, whole, words},
    scalars::{Subject, Time},
};

pub(crate) fn pages(sample: &Sample) -> Vec<Operation> {
    vec![whole::<LendPage>(sample), whole::<RaciPage>(sample)]
}

/// In an order in which each can be done: whoever sends them is given a role, and lends it; was asked
/// to be a champion and says no, is asked again, says yes, and steps down for somebody else.
pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    let (me, person) = (|| Subject(sample.me.clone()), || Subject(sample.person.clone()));
    let (role, scope) = (|| "data_scientist".to_owned(), || Subject(sample.organisation.clone()));
    let team = || Subject(sample.team.clone());
    let mut all = vec![
        command::<GrantRole>(GrantRoleInput {
            person: me(),
            role: role(),
            scope: scope(),
            from: None,
            until: None,
        }),
        command::<DelegateRole>(DelegateRoleInput {
            person: person(),
            role: role(),
            scope: scope(),
            from: None,
            until: Time("2026-12-24T23:59:59Z".to_owned()),
        }),
        command::<EndDelegation>(EndDelegationInput {
            person: person(),
            lender: me(),
            role: role(),
            scope: scope(),
        }),
        command::<EndRole>(EndRoleInput { person: me(), role: role(), scope: scope() }),
        command::<DeclineNomination>(DeclineNominationInput {
            person: me(),
            team: team(),
            reason: Some(words()),
        }),
        command::<NominateChampion>(NominateChampionInput { person: me(), team: team() }),
        command::<AcceptNomination>(AcceptNominationInput { person: me(), team: team() }),
        command::<StepDownChampion>(StepDownChampionInput {
            person: me(),
            team: team(),
            reason: words(),
            successor: Some(person()),
        }),
    ];
    all.extend(arrivals(sample));
    all
}

/// People and teams that are new, one by one and from files.
fn arrivals(sample: &Sample) -> Vec<Operation> {
    let team = || Subject(sample.team.clone());
    vec![
        command::<RegisterPerson>(RegisterPersonInput {
            person: Subject("person:a-new-person".to_owned()),
            name: "New Colleague".to_owned(),
            email: Some("new@example.org".to_owned()),
            team: None,
        }),
        command::<MovePerson>(MovePersonInput {
            person: Subject("person:a-new-person".to_owned()),
            team: team(),
        }),
        command::<CreateTeam>(CreateTeamInput {
            team: Subject("team:a-new-team".to_owned()),
            name: "A new team".to_owned(),
        }),
        command::<ImportRoster>(ImportRosterInput {
            csv: "id,name\nusr-new,New Colleague\n".to_owned(),
            dry_run: true,
        }),
        command::<ImportAccountabilities>(ImportAccountabilitiesInput {
            csv: format!("system,duty,person\n{},responsible,{}\n", sample.system, sample.person),
            dry_run: true,
        }),
        command::<ImportChampions>(ImportChampionsInput {
            csv: format!("team,person\n{},{}\n", sample.team, sample.person),
            dry_run: true,
        }),
    ]
}
