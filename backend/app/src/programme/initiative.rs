//! An initiative: what was funded, what was spent, and what came of it.

use std::collections::BTreeMap;

use domain::{
    Event,
    programme::{self, sum},
};
use kernel::{Decimal, Kind, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::{Fact, View};

/// An initiative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InitiativeRow {
    /// The initiative.
    pub subject: Subject,
    /// What people call it.
    pub title: Name,
    /// What it is for.
    pub purpose: Note,
    /// How much money it got.
    pub amount: Decimal,
    /// Which money.
    pub currency: Name,
    /// For which period.
    pub period: Name,
    /// Which share of all money for AI it is.
    pub share_of_ai_budget: Option<Decimal>,
    /// The threats it works against.
    pub threats: Vec<Name>,
    /// The risks it lowers.
    pub risks: Vec<Subject>,
    /// Who answers for it now.
    pub owner: Option<Subject>,
    /// When it was funded.
    pub funded: Micros,
    /// By whom.
    pub funded_by: Subject,
    /// What was spent.
    pub bills: Vec<Bill>,
    /// What came of it.
    pub outcomes: Vec<Achievement>,
    /// When it was closed, and how it ended.
    pub closed: Option<(Micros, Personal)>,
}

/// Money spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bill {
    /// The bill.
    pub reference: Name,
    /// How much.
    pub amount: Decimal,
    /// When.
    pub on: Micros,
    /// For what.
    pub what: Note,
}

/// What came of an initiative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Achievement {
    /// In words.
    pub note: Note,
    /// In figures.
    pub metrics: BTreeMap<String, Decimal>,
    /// When it was recorded.
    pub at: Micros,
}

impl InitiativeRow {
    /// How much was spent, exactly.
    pub fn spent(&self) -> String {
        sum(self.bills.iter().map(|bill| &bill.amount))
    }

    fn funded(fact: &Fact, event: &programme::Event) -> Option<Self> {
        let programme::Event::Funded {
            title,
            purpose,
            amount,
            currency,
            period,
            share_of_ai_budget,
            threats,
            risks,
            owner,
        } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            title: title.clone(),
            purpose: purpose.clone(),
            amount: amount.clone(),
            currency: currency.clone(),
            period: period.clone(),
            share_of_ai_budget: share_of_ai_budget.clone(),
            threats: threats.clone(),
            risks: risks.clone(),
            owner: owner.clone(),
            funded: fact.at,
            funded_by: fact.by().clone(),
            bills: Vec::new(),
            outcomes: Vec::new(),
            closed: None,
        })
    }
}

impl View for InitiativeRow {
    const NAME: &'static str = "initiatives";
    const VERSION: u32 = 1;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_initiative = fact.stream.kind() == Kind::Initiative;
        if is_initiative { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Programme(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::funded(fact, event))?;
        if let programme::Event::Spent { reference, amount, on, what } = event {
            let (reference, amount, what) = (reference.clone(), amount.clone(), what.clone());
            row.bills.push(Bill { reference, amount, on: *on, what });
        }
        if let programme::Event::OutcomeRecorded { note, metrics } = event {
            let (note, metrics) = (note.clone(), metrics.clone());
            row.outcomes.push(Achievement { note, metrics, at: fact.at });
        }
        if let programme::Event::InitiativeReassigned { owner } = event {
            row.owner = Some(owner.clone());
        }
        if let programme::Event::InitiativeClosed { summary } = event {
            row.closed = Some((fact.at, summary.clone()));
        }
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        None
    }

    fn sort(&self) -> String {
        self.funded.to_string()
    }
}
