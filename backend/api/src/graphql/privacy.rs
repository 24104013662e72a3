//! How people in data are protected, and what runs spent of their privacy.

use std::sync::Arc;

use app::{
    datasets::{Account, Budget, DatasetRow, Spent, Technique},
    training::RunSpending,
};
use async_graphql::{Object, SimpleObject};
use domain::privacy::Amount;
use kernel::Decimal;

use super::{
    evidence::Evidence,
    people::Person,
    scalars::{Subject, Time},
    sources::Pair,
    training::Run,
};
use crate::{reply::Answer, scope::Ref};

/// How the people in a dataset are protected, and the account of what was spent of their privacy.
pub struct DatasetPrivacy {
    row: Arc<DatasetRow>,
    account: Account,
    scope: Ref,
}

impl DatasetPrivacy {
    /// Of a dataset, at the moment of a question.
    pub(super) fn of(scope: &Ref, row: &Arc<DatasetRow>) -> Self {
        let account = row.privacy.account();
        Self { row: Arc::clone(row), account, scope: Arc::clone(scope) }
    }
}

/// A privacy technique in use.
#[derive(SimpleObject)]
pub struct PrivacyTechnique {
    /// Which: `differential_privacy`, `k_anonymity`, `encryption` and so on.
    technique: &'static str,
    /// With which parameters.
    parameters: Vec<Pair>,
    /// In which versions; all of them when none is named.
    versions: Vec<Subject>,
    /// What shows it; absent when nothing was named, or when the caller may not see it.
    evidence: Option<Subject>,
    /// When it was declared so.
    at: Time,
    /// By whom.
    by: Option<Person>,
}

/// A privacy technique that is used no longer.
#[derive(SimpleObject)]
pub struct WithdrawnTechnique {
    /// Which.
    technique: &'static str,
    /// When somebody said so.
    at: Time,
    /// Who.
    by: Option<Person>,
    /// Why; absent when erased.
    reason: Option<String>,
}

/// How much privacy may be spent.
#[derive(SimpleObject)]
pub struct PrivacyBudget {
    /// The most epsilon, a decimal number.
    epsilon: String,
    /// The most delta, a decimal number; absent when it is not limited.
    delta: Option<String>,
    /// What is spent from then on counts; absent when all of it does.
    from: Option<Time>,
    /// What is spent before then counts; absent when it counts for ever.
    until: Option<Time>,
    /// When it was set.
    at: Time,
    /// By whom.
    by: Option<Person>,
    /// Why so much; absent when erased.
    reason: Option<String>,
}

/// What is left of a privacy budget.
#[derive(SimpleObject)]
pub struct PrivacyRemaining {
    /// How much epsilon, a decimal number; nothing when more was spent.
    epsilon: String,
    /// How much delta; absent when it is not limited.
    delta: Option<String>,
}

/// A line of a dataset's privacy ledger. Of a run that the caller may not see, only the amounts.
#[derive(SimpleObject)]
pub struct PrivacyLedgerEntry {
    /// The run that spent it.
    run: Option<Subject>,
    /// The version whose people it concerns.
    version: Subject,
    /// By which mechanism.
    mechanism: Option<String>,
    /// How much epsilon, a decimal number.
    epsilon: String,
    /// How much delta; absent when nobody stated it.
    delta: Option<String>,
    /// The accounting.
    evidence: Option<Subject>,
    /// When it was stated.
    at: Time,
    /// By whom.
    by: Option<Person>,
    /// When it was corrected last.
    corrected: Option<Time>,
    /// Whether it counts against the budget in force.
    counts: bool,
}

/// What a run spent of the privacy of a dataset version.
#[derive(SimpleObject)]
pub struct PrivacySpending {
    /// The version whose people it concerns.
    dataset: Subject,
    /// By which mechanism.
    mechanism: String,
    /// How much epsilon, a decimal number.
    epsilon: String,
    /// How much delta; absent when nobody stated it.
    delta: Option<String>,
    /// The accounting.
    evidence: Option<Subject>,
    /// When it was stated.
    at: Time,
    /// By whom.
    by: Option<Person>,
    /// How it was corrected, oldest first.
    corrections: Vec<PrivacyCorrection>,
}

/// A correction of what a run spent.
#[derive(SimpleObject)]
pub struct PrivacyCorrection {
    /// When.
    at: Time,
    /// By whom.
    by: Option<Person>,
    /// Why; absent when erased.
    reason: Option<String>,
    /// The epsilon that was stated before.
    before_epsilon: String,
    /// The delta that was stated before.
    before_delta: Option<String>,
}

/// How the people in a dataset are protected, and the account of what was spent of their privacy.
#[Object]
impl DatasetPrivacy {
    /// The techniques in use.
    async fn techniques(&self) -> Answer<Vec<PrivacyTechnique>> {
        let mut all = Vec::with_capacity(self.row.privacy.techniques.len());
        for one in &self.row.privacy.techniques {
            all.push(self.technique(one).await?);
        }
        Ok(all)
    }

    /// Those that are used no longer, oldest first.
    async fn withdrawn(&self) -> Answer<Vec<WithdrawnTechnique>> {
        let mut all = Vec::with_capacity(self.row.privacy.withdrawn.len());
        for one in &self.row.privacy.withdrawn {
            all.push(WithdrawnTechnique {
                technique: one.technique.as_str(),
                at: one.at.into(),
                by: Person::by_name(&self.scope, &one.by).await?,
                reason: self.scope.text(&one.reason).await?,
            });
        }
        Ok(all)
    }

    /// How much may be spent; absent when nobody set it.
    async fn budget(&self) -> Answer<Option<PrivacyBudget>> {
        match &self.row.privacy.budget {
            Some(budget) => self.limits(budget).await.map(Some),
            None => Ok(None),
        }
    }

    /// What runs spent, oldest first, as corrected.
    async fn ledger(&self) -> Answer<Vec<PrivacyLedgerEntry>> {
        let mut all = Vec::with_capacity(self.row.privacy.ledger.len());
        for spent in &self.row.privacy.ledger {
            all.push(self.line(spent).await?);
        }
        Ok(all)
    }

    /// How it stands: `no_budget`, `within`, `unclear`, `used_up` or `overspent`.
    async fn standing(&self) -> &'static str {
        self.account.standing.as_str()
    }

    /// The epsilon spent in the period of the budget, or ever: the sum, by basic composition.
    async fn spent_epsilon(&self) -> String {
        self.account.spent.epsilon.to_string()
    }

    /// The sum of the deltas that were stated.
    async fn spent_delta(&self) -> String {
        self.account.spent.delta.to_string()
    }

    /// How many of these spendings state no delta.
    async fn delta_unstated(&self) -> u64 {
        self.account.spent.unstated
    }

    /// What is left of the budget; absent when there is none.
    async fn remaining(&self) -> Option<PrivacyRemaining> {
        let delta = self.account.delta_left.map(|delta| delta.to_string());
        let epsilon = self.account.epsilon_left.map(|epsilon| epsilon.to_string());
        epsilon.map(|epsilon| PrivacyRemaining { epsilon, delta })
    }
}

impl DatasetPrivacy {
    async fn technique(&self, one: &Technique) -> Answer<PrivacyTechnique> {
        let of = &one.protection;
        let version = |label: &kernel::Name| self.row.subject.at(label.as_str()).ok();
        Ok(PrivacyTechnique {
            technique: of.technique.as_str(),
            parameters: Pair::all(&of.parameters),
            versions: of.versions.iter().filter_map(version).map(|v| Subject::from(&v)).collect(),
            evidence: seen(&self.scope, of.evidence.as_ref()).await?,
            at: one.at.into(),
            by: Person::by_name(&self.scope, &one.by).await?,
        })
    }

    async fn limits(&self, budget: &Budget) -> Answer<PrivacyBudget> {
        let limits = &budget.limits;
        Ok(PrivacyBudget {
            epsilon: plain(&limits.epsilon),
            delta: limits.delta.as_ref().map(plain),
            from: limits.from.map(Time::from),
            until: limits.until.map(Time::from),
            at: budget.at.into(),
            by: Person::by_name(&self.scope, &budget.by).await?,
            reason: self.scope.text(&budget.reason).await?,
        })
    }

    async fn line(&self, spent: &Spent) -> Answer<PrivacyLedgerEntry> {
        let run = Run::by_name(&self.scope, &spent.run).await?;
        let is_seen = run.is_some();
        let of = &spent.spending;
        let evidence = of.evidence.as_ref().filter(|_| is_seen);
        let limits = self.row.privacy.budget.as_ref().map(|budget| &budget.limits);
        Ok(PrivacyLedgerEntry {
            run: is_seen.then(|| Subject::from(&spent.run)),
            version: Subject::from(&of.dataset),
            mechanism: is_seen.then(|| of.mechanism.to_string()),
            epsilon: plain(&of.epsilon),
            delta: of.delta.as_ref().map(plain),
            evidence: seen(&self.scope, evidence).await?,
            at: spent.at.into(),
            by: if is_seen { Person::by_name(&self.scope, &spent.by).await? } else { None },
            corrected: spent.corrected.map(Time::from),
            counts: limits.is_none_or(|limits| spent.counts(limits)),
        })
    }
}

/// A piece of evidence by name, where the caller may see it.
async fn seen(scope: &Ref, evidence: Option<&kernel::Subject>) -> Answer<Option<Subject>> {
    let found = Evidence::by_maybe(scope, evidence).await?;
    Ok(evidence.filter(|_| found.is_some()).map(Subject::from))
}

/// What a run spent, as the schema shows it.
pub(super) async fn spending(scope: &Ref, one: &RunSpending) -> Answer<PrivacySpending> {
    let mut corrections = Vec::with_capacity(one.corrections.len());
    for correction in &one.corrections {
        corrections.push(PrivacyCorrection {
            at: correction.at.into(),
            by: Person::by_name(scope, &correction.by).await?,
            reason: scope.text(&correction.reason).await?,
            before_epsilon: plain(&correction.before.epsilon),
            before_delta: correction.before.delta.as_ref().map(plain),
        });
    }
    let of = &one.spending;
    Ok(PrivacySpending {
        dataset: Subject::from(&of.dataset),
        mechanism: of.mechanism.to_string(),
        epsilon: plain(&of.epsilon),
        delta: of.delta.as_ref().map(plain),
        evidence: seen(scope, of.evidence.as_ref()).await?,
        at: one.at.into(),
        by: Person::by_name(scope, &one.by).await?,
        corrections,
    })
}

/// A number without an exponent, as it is compared and added.
fn plain(number: &Decimal) -> String {
    Amount::read(number).map_or_else(|| number.to_string(), |amount| amount.to_string())
}
