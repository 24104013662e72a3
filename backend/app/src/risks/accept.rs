//! Accepting a risk: what the decision needs to know about those who accept, read with it.
//!
//! # Invariants
//! - A role counts where and while it is held: a role of another team, or one that ended, accepts nothing.
//!   (`a_role_accepts_where_and_while_it_is_held`, `each_role_accepts_only_within_its_place_and_days`)
//! - Each level takes what the catalogue says of the roles in the log. (`each_level_by_each_pair_of_held_roles`)
//! - Prolonging what is accepted is a decision anew. (`a_live_acceptance_goes_back_to_review_to_be_prolonged`)
//! - A lent role accepts while the lender holds it. (`a_lent_role_accepts_while_the_lender_holds_it`)
//! - What nobody may waive is not accepted away either. (`a_failing_test_that_nobody_may_waive_is_not_accepted`)
//! - What fails in the moment of accepting is seen. (`a_test_that_fails_in_the_same_moment_is_not_accepted_away`)
//! - Nobody accepts in another's name. (`nobody_accepts_for_somebody_else`)

use std::collections::BTreeSet;

use domain::{
    Event,
    authority::{Act, Caller, Place},
    controls::Status,
    risks::{self, Acceptance, Acceptor, Band, Command, Risks},
    systems::{self, ActClass},
};
use kernel::{Name, Subject};

use crate::{
    App, AppError, Draft, Fact, Filter, Instant, Meta, Outcome,
    catalogue::{own_stream, shipped_stream},
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
            // Of now alone: what history accepted is kept.
            let unwaivable = self.unwaivable(&mut draft, risk).await?;
            let known = Acceptance { unwaivable, ..known };
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
        Ok(Acceptance { acceptors, prohibited, unwaivable: Vec::new(), board, ..asked })
    }

    /// Tests against the threat of a very high risk that fail for its system and that nobody may waive.
    /// That nothing happens to the system or to the evidence meanwhile becomes a condition.
    pub(super) async fn unwaivable(
        &self,
        draft: &mut Draft<'_>,
        risk: &Subject,
    ) -> Result<Vec<Name>, AppError> {
        let facts = draft.read(risk).await?;
        let named = facts.iter().find_map(threat_of);
        let (Some((system, threat)), Some(Band::VeryHigh)) =
            (named, facts.iter().rev().find_map(residual_band))
        else {
            return Ok(Vec::new());
        };
        let sight = self.everything();
        let board = self.control_board(&sight, Some(&system)).await?;
        let whole = threat.as_str().split_once('.').map_or(threat.as_str(), |(whole, _)| whole);
        let is_it = |known: &String| known == threat.as_str() || known == whole;
        let counters = board.standings.iter().filter(|standing| {
            board.control(standing).is_some_and(|control| control.threats.iter().any(is_it))
        });
        let tests: Vec<_> = counters.flat_map(|standing| &standing.assessment.tests).collect();
        let readings = tests.iter().flat_map(|test| &test.readings);
        let decides = readings.flat_map(|one| one.evidence.iter().chain([&one.target]));
        let mut decides: BTreeSet<Subject> = decides.cloned().collect();
        decides.extend([system, shipped_stream()?, own_stream()?]);
        decides.extend(self.organisation().await?);
        draft.unless(decides, &[], sight.upto);
        let failed = tests.into_iter().filter(|test| test.status == Status::Fail);
        let failed = failed.filter(|test| board.book.non_waivable.contains(&test.id));
        let found: Result<Vec<Name>, _> = failed.map(|test| Name::parse(&test.id)).collect();
        found.map_err(AppError::internal)
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

/// The system and the threat of a risk.
fn threat_of(fact: &Fact) -> Option<(Subject, Name)> {
    let Event::Risks(risks::Event::Identified { system, threat, .. }) = &fact.event else {
        return None;
    };
    Some((system.clone()?, threat.clone()))
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
