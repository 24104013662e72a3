//! Accepting a risk: what the decision needs to know about those who accept, read with it.
//!
//! # Invariants
//! - A role counts where and while it is held: a role of another team, or one that ended, accepts nothing.
//!   (`a_role_accepts_where_and_while_it_is_held`)
//! - A lent role accepts while the lender holds it. (`a_lent_role_accepts_while_the_lender_holds_it`)
//! - Nobody accepts in another's name. (`nobody_accepts_for_somebody_else`)

use domain::{
    Event,
    authority::{Act, Caller, Place},
    risks::{self, Acceptance, Acceptor, Band, Command, Risks},
    systems::{self, ActClass},
};
use kernel::{Name, Subject};

use crate::{
    App, AppError, Draft, Fact, Filter, Instant, Meta, Outcome,
    people::{PersonRow, holder},
    transact::{TRIES, request_bytes},
};

/// Roles of those who build a system.
const BUILDERS: [&str; 3] = ["data_engineer", "data_scientist", "ml_engineer"];
/// The role that is told of the gravest acceptances.
const BOARD: &str = "board_risk_committee";

impl App {
    /// Accepts a risk in the caller's own name, or agrees to an open request.
    pub(super) async fn accept_risk(
        &self,
        caller: &Caller,
        meta: &Meta,
        risk: &Subject,
        asked: Acceptance,
    ) -> Result<Outcome, AppError> {
        // Whoever reports it, only the caller accepts.
        let asked = Acceptance { acceptors: vec![nobody(&caller.person)], ..asked };
        let request = request_bytes(&(Act::AcceptRisk.as_str(), risk, &asked))?;
        if let Some(receipt) = self.done_before(meta, &request).await? {
            return Ok(Some(receipt));
        }
        for _ in 0..TRIES {
            let mut draft = self.draft(caller, meta);
            let known = self.known_acceptance(&mut draft, risk, asked.clone()).await?;
            let command = Command::Accept(known);
            let place = draft.decide::<Risks>(Some(caller), risk, command).await?;
            let permit = caller.permit(Act::AcceptRisk, &place)?;
            draft.check_subjects(Some(caller)).await?;
            match draft.commit(&permit, meta, request.clone()).await {
                Err(AppError::Conflict) => {}
                answer => return answer,
            }
        }
        Err(AppError::Conflict)
    }

    /// An acceptance with everything the register of people and of systems says about it.
    pub(crate) async fn known_acceptance(
        &self,
        draft: &mut Draft<'_>,
        risk: &Subject,
        asked: Acceptance,
    ) -> Result<Acceptance, AppError> {
        let facts = draft.read(risk).await?;
        let system = facts.iter().find_map(system_of);
        let place = self.place(system.clone()).await?;
        let about_system = match &system {
            Some(system) => draft.read(system).await?,
            None => Vec::new(),
        };
        let owners = owners(&about_system);
        let mut acceptors = Vec::with_capacity(asked.acceptors.len());
        for acceptor in &asked.acceptors {
            acceptors.push(known(draft, &acceptor.person, &place, &owners).await?);
        }
        let board = match facts.iter().rev().find_map(residual_band) {
            Some(Band::VeryHigh) => self.board(&draft.moment().clone()).await?,
            Some(Band::Low | Band::Medium | Band::High) | None => Vec::new(),
        };
        let prohibited = about_system.iter().rev().find_map(class) == Some(ActClass::Prohibited);
        Ok(Acceptance { acceptors, prohibited, board, ..asked })
    }

    /// Whoever is told of the gravest acceptances.
    async fn board(&self, moment: &kernel::Moment) -> Result<Vec<Subject>, AppError> {
        let reader = Caller { person: moment.actor.clone(), grants: Vec::new(), now: moment.now };
        let mut sight = self.sight(&reader, Instant::Now).await?;
        // The names of those who are told are read for the log, not for the caller.
        sight.visible = crate::Visible::All;
        let people = self.list::<PersonRow>(&sight, Filter::default()).await?.rows;
        let sits = |row: &PersonRow| {
            row.active
                && row.roles.iter().any(|held| held.role == BOARD && held.is_current(moment.now))
        };
        Ok(people.into_iter().filter(sits).map(|row| row.subject).collect())
    }
}

/// An acceptor of whom nothing is known yet.
fn nobody(person: &Subject) -> Acceptor {
    let person = person.clone();
    Acceptor { person, roles: Vec::new(), owns: false, built: false, service: false }
}

async fn known(
    draft: &mut Draft<'_>,
    person: &Subject,
    place: &Place,
    owners: &[Subject],
) -> Result<Acceptor, AppError> {
    let found = holder(draft, person).await?;
    let held: Vec<_> = found.grants.into_iter().filter(|grant| grant.covers(place)).collect();
    let built = held.iter().any(|grant| {
        let is_near = grant.scope.kind() != kernel::Kind::Organisation;
        is_near && BUILDERS.contains(&grant.role.as_str())
    });
    let roles: Result<Vec<Name>, _> = held.iter().map(|grant| Name::parse(&grant.role)).collect();
    Ok(Acceptor {
        person: person.clone(),
        roles: roles.map_err(AppError::internal)?,
        owns: owners.contains(person),
        built,
        service: found.service,
    })
}

fn system_of(fact: &Fact) -> Option<Subject> {
    let Event::Risks(risks::Event::Identified { system, .. }) = &fact.event else { return None };
    system.clone()
}

fn residual_band(fact: &Fact) -> Option<Band> {
    let Event::Risks(risks::Event::Assessed { scores, .. }) = &fact.event else { return None };
    Some(scores.residual.band())
}

fn class(fact: &Fact) -> Option<ActClass> {
    let Event::Systems(systems::Event::ClassificationApproved { act_class, .. }) = &fact.event
    else {
        return None;
    };
    Some(*act_class)
}

/// Who answers for a system, as owner or deputy, for any stage.
fn owners(facts: &[Fact]) -> Vec<Subject> {
    let mut held = Vec::new();
    for fact in facts {
        if let Event::Systems(systems::Event::OwnerAssigned { person, duty, stage }) = &fact.event {
            held.push((person.clone(), *duty, *stage));
        }
        if let Event::Systems(systems::Event::OwnerReleased { person, duty, stage }) = &fact.event {
            held.retain(|known| *known != (person.clone(), *duty, *stage));
        }
    }
    held.into_iter().map(|(person, ..)| person).collect()
}
