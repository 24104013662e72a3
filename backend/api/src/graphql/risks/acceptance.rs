//! What is done about a risk, and who lives with it.

use app::risks::{AcceptanceLine, Accepted, Request, RiskRow, Said, TaskLine};
use async_graphql::SimpleObject;
use domain::risks::{Band, scheme, who_accepts};
use kernel::{Micros, Name};

use crate::{
    graphql::{
        people::Person,
        scalars::{Subject, Time, subjects},
        words::{AcceptanceEnding, RiskBand, Treatment},
    },
    reply::Answer,
    scope::Ref,
};

/// Something somebody did, with their words.
#[derive(SimpleObject)]
pub struct RiskNote {
    /// Who.
    by: Option<Person>,
    /// When.
    at: Time,
    /// What they said; absent when nothing was said, or when it was erased.
    note: Option<String>,
}

impl RiskNote {
    /// As shown.
    pub(super) async fn of(scope: &Ref, said: &Said) -> Answer<Self> {
        let by = Person::by_name(scope, &said.by).await?;
        Ok(Self { by, at: said.at.into(), note: scope.text(&said.text).await? })
    }

    /// As shown, where there is one.
    pub(super) async fn maybe(scope: &Ref, said: Option<&Said>) -> Answer<Option<Self>> {
        match said {
            Some(said) => Self::of(scope, said).await.map(Some),
            None => Ok(None),
        }
    }
}

/// What is done about a risk.
#[derive(SimpleObject)]
pub struct RiskPlan {
    /// Which way.
    treatment: Treatment,
    /// What exactly.
    description: String,
    /// Until when.
    due: Option<Time>,
    /// Who planned it.
    by: Option<Person>,
    /// When.
    at: Time,
}

impl RiskPlan {
    /// As shown.
    pub(super) async fn of(scope: &Ref, row: &RiskRow) -> Answer<Option<Self>> {
        let Some(plan) = &row.plan else { return Ok(None) };
        Ok(Some(Self {
            treatment: plan.treatment.into(),
            description: plan.description.to_string(),
            due: plan.due.map(Time::from),
            by: Person::by_name(scope, &plan.by).await?,
            at: plan.at.into(),
        }))
    }
}

/// A task of a treatment.
#[derive(SimpleObject)]
pub struct RiskTask {
    /// Its id within the risk.
    task: String,
    /// What is to be done.
    title: String,
    /// Who does it.
    owner: Option<Person>,
    /// Until when.
    due: Time,
    /// Whether that has passed while it is open.
    overdue: bool,
    /// The controls it adds or mends.
    controls: Vec<Subject>,
    /// Who did it, when and how; absent while it is open.
    done: Option<RiskNote>,
}

impl RiskTask {
    /// As shown.
    pub(super) async fn of(scope: &Ref, line: &TaskLine) -> Answer<Self> {
        Ok(Self {
            task: line.task.task.to_string(),
            title: line.task.title.to_string(),
            owner: Person::by_name(scope, &line.task.owner).await?,
            due: line.task.due.into(),
            overdue: line.done.is_none() && line.task.due <= scope.sight.time,
            controls: subjects(&line.task.controls),
            done: RiskNote::maybe(scope, line.done.as_ref()).await?,
        })
    }
}

/// Who accepts a band, and for how long.
#[derive(SimpleObject, Clone, Debug)]
pub struct AcceptanceRule {
    /// The band.
    band: RiskBand,
    /// The roles that accept it together, each by another person.
    roles: Vec<String>,
    /// The same roles, as people call them.
    titles: Vec<String>,
    /// Every role that may take part: these, and those of higher bands.
    may: Vec<String>,
    /// For how many days at most.
    max_days: i32,
    /// What else there is to know.
    sentence: String,
}

impl AcceptanceRule {
    /// The rule of a band.
    pub(super) fn of(band: Band) -> Option<Self> {
        let rule = scheme().rule(band)?;
        Some(Self {
            band: band.into(),
            titles: rule.roles.iter().map(|role| title(role)).collect(),
            roles: rule.roles.clone(),
            may: who_accepts(band).into_iter().map(str::to_owned).collect(),
            max_days: i32::try_from(rule.max_days).unwrap_or(i32::MAX),
            sentence: rule.sentence.clone(),
        })
    }
}

fn title(role: &str) -> String {
    domain::people::role(role).map_or_else(|| role.replace('_', " "), |role| role.title.clone())
}

/// Somebody accepted, or agreed to.
#[derive(SimpleObject)]
pub struct RiskAcceptor {
    /// Who.
    person: Option<Person>,
    /// In which roles, as people call them.
    roles: Vec<String>,
    /// When; absent when it was said with the acceptance.
    at: Option<Time>,
    /// Why, in their words.
    reason: Option<String>,
}

/// An open request for acceptance.
#[derive(SimpleObject)]
pub struct AcceptanceRequest {
    /// Until when.
    until: Time,
    /// What makes up for missing controls.
    compensating: Vec<String>,
    /// When it is looked at again.
    review: Option<Time>,
    /// Who asks.
    by: Option<Person>,
    /// Since when.
    at: Time,
    /// Why.
    reason: Option<String>,
    /// Who agreed so far.
    agreed: Vec<RiskAcceptor>,
}

impl AcceptanceRequest {
    /// As shown.
    pub(super) async fn of(scope: &Ref, request: &Request) -> Answer<Self> {
        let mut agreed = Vec::new();
        for (roles, said) in &request.agreed {
            agreed.push(RiskAcceptor {
                person: Person::by_name(scope, &said.by).await?,
                roles: roles.iter().map(|role| title(role.as_str())).collect(),
                at: Some(said.at.into()),
                reason: scope.text(&said.text).await?,
            });
        }
        Ok(Self {
            until: request.terms.until.into(),
            compensating: texts(&request.terms.compensating),
            review: request.terms.review.map(Time::from),
            by: Person::by_name(scope, &request.by).await?,
            at: request.at.into(),
            reason: scope.text(&request.terms.reason).await?,
            agreed,
        })
    }
}

/// An acceptance.
#[derive(SimpleObject)]
pub struct RiskAcceptance {
    /// The band that was accepted.
    band: RiskBand,
    /// Until when (exclusive).
    until: Time,
    /// Whether it counts at the moment asked about.
    counts: bool,
    /// Whether it ended by time.
    expired: bool,
    /// When it ended early.
    ended: Option<Time>,
    /// Why it ended early.
    ended_because: Option<AcceptanceEnding>,
    /// When it was given.
    at: Time,
    /// By whom.
    accepted_by: Vec<RiskAcceptor>,
    /// What makes up for missing controls.
    compensating: Vec<String>,
    /// When it is looked at again.
    review: Option<Time>,
    /// Who was told.
    reported_to: Vec<Person>,
    /// Why.
    reason: Option<String>,
}

impl RiskAcceptance {
    /// As shown.
    pub(super) async fn of(scope: &Ref, row: &RiskRow) -> Answer<Option<Self>> {
        let (Some(accepted), Some(line)) = (row.state.accepted, &row.acceptance) else {
            return Ok(None);
        };
        Self::shown(scope, accepted, line, scope.sight.time).await.map(Some)
    }

    async fn shown(
        scope: &Ref,
        accepted: Accepted,
        line: &AcceptanceLine,
        time: Micros,
    ) -> Answer<Self> {
        let mut accepted_by = Vec::new();
        for agreed in &line.accepted_by {
            accepted_by.push(RiskAcceptor {
                person: Person::by_name(scope, &agreed.person).await?,
                roles: vec![title(agreed.role.as_str())],
                at: None,
                reason: None,
            });
        }
        Ok(Self {
            band: accepted.band.into(),
            until: accepted.until.into(),
            counts: accepted.counts(time),
            expired: accepted.is_expired(time),
            ended: accepted.ended.map(|(at, _)| at.into()),
            ended_because: accepted.ended.map(|(_, why)| why.into()),
            at: line.at.into(),
            accepted_by,
            compensating: texts(&line.compensating),
            review: line.review.map(Time::from),
            reported_to: Person::by_names(scope, &line.reported_to).await?,
            reason: scope.text(&line.reason).await?,
        })
    }
}

fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}
