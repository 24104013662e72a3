//! What the pages of people send, with examples.
use super::{
    commands::{
        DelegateRole, DelegateRoleInput, EndDelegation, EndDelegationInput, EndRole, EndRoleInput,
        GrantRole, GrantRoleInput, ImportRoster, ImportRosterInput,
    },
    delegation::LendPage,
};
use crate::{
    accountability::{
        commands::{
            AcceptNomination, AcceptNominationInput, NominateChampion, NominateChampionInput,
        },
        raci::RaciPage,
    },
    operations::{Operation, Sample, command, whole},
    scalars::{Subject, Time},
};

pub(crate) fn pages(sample: &Sample) -> Vec<Operation> {
    vec![whole::<LendPage>(sample), whole::<RaciPage>(sample)]
}

/// In an order in which each can be done: whoever sends them is given a role, and lends it.
pub(crate) fn commands(sample: &Sample) -> Vec<Operation> {
    let (me, person) = (|| Subject(sample.me.clone()), || Subject(sample.person.clone()));
    let (role, scope) = (|| "data_scientist".to_owned(), || Subject(sample.organisation.clone()));
    let team = || Subject(sample.team.clone());
    vec![
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
        command::<NominateChampion>(NominateChampionInput { person: me(), team: team() }),
        command::<AcceptNomination>(AcceptNominationInput { person: me(), team: team() }),
        command::<ImportRoster>(ImportRosterInput {
            csv: "id,name\nusr-new,New Colleague\n".to_owned(),
            dry_run: true,
        }),
    ]
}
