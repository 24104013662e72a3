//! Parts of a control: its tests with their readings, decisions, and what was told.

use std::sync::Arc;

use app::controls::{Decided, Notice, Told};
use async_graphql::{ComplexObject, SimpleObject};
use domain::controls::{Grounds, Reading as ReadingRow, RoomFact, TestResult};

use crate::{
    graphql::{
        catalogue::op_word,
        people::Person,
        scalars::{Position, Subject, Time},
        words::ControlStatus,
    },
    reply::Answer,
    scope::Ref,
};

/// How a test of a control stands.
#[derive(SimpleObject)]
pub struct ControlTest {
    /// Its id.
    id: String,
    /// What it shows.
    statement: String,
    /// `block` or `warn`: how much a failure matters.
    severity: &'static str,
    /// How it stands.
    status: ControlStatus,
    /// Why it is asked of this system, or which systems it is for; absent where it is for all.
    applies: Option<String>,
    /// Why the limit is what it is.
    rationale: String,
    /// Where the limit comes from.
    source: String,
    /// One reading for each limit and each thing it is asked of.
    readings: Vec<Reading>,
}

/// One limit held against one thing that is live.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Reading {
    /// What had to be covered.
    target: Subject,
    /// The metric; empty where the outcome of the evidence counts.
    metric: String,
    /// What people call it.
    title: String,
    /// How it is compared: `lt`, `le`, `gt`, `ge`, `eq` or `ne`.
    op: Option<&'static str>,
    /// The limit; 1 or 0 for yes or no.
    limit: Option<String>,
    /// What was measured: a number, `true` or `false`.
    value: Option<String>,
    /// How it stands.
    status: ControlStatus,
    /// What makes it stand so: `holds`, `breaks`, `no_evidence`, `not_reported`, `too_old`, `ended`,
    /// `overtaken` or `cannot_tell`.
    grounds: &'static str,
    /// The evidence that says so; what recorded the fact, where it is one of the record.
    evidence: Option<Subject>,
    /// The fact of the record that says so, as people call it; absent where somebody handed in
    /// evidence.
    recorded: Option<&'static str>,
    /// When that was attached, or recorded.
    attached: Option<Time>,
    /// Until when it counts.
    until: Option<Time>,
    #[graphql(skip)]
    scope: Ref,
    #[graphql(skip)]
    fact: Option<(RoomFact, kernel::Subject)>,
}

/// A decision of a person about a control.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ControlDecision {
    /// When.
    at: Time,
    #[graphql(skip)]
    scope: Ref,
    #[graphql(skip)]
    row: Decided,
}

/// A change of status that was noticed.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ControlNotice {
    /// When.
    at: Time,
    /// What it was.
    from: ControlStatus,
    /// What it became.
    to: ControlStatus,
    #[graphql(skip)]
    scope: Ref,
    #[graphql(skip)]
    row: Notice,
}

/// A date that somebody was told about.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ControlDue {
    /// When they were told.
    at: Time,
    /// What came due.
    what: Subject,
    /// When it came due.
    due: Time,
    #[graphql(skip)]
    scope: Ref,
    #[graphql(skip)]
    told: Option<kernel::Subject>,
}

impl ControlDecision {
    /// A decision, as shown.
    pub fn new(scope: &Ref, row: Decided) -> Self {
        Self { at: row.at.into(), scope: Arc::clone(scope), row }
    }
}

impl ControlNotice {
    /// A notice, as shown.
    pub fn new(scope: &Ref, row: &Notice) -> Self {
        Self {
            at: row.at.into(),
            from: row.from.into(),
            to: row.to.into(),
            scope: Arc::clone(scope),
            row: row.clone(),
        }
    }
}

impl ControlDue {
    /// A date, as shown.
    pub fn new(scope: &Ref, row: &Told) -> Self {
        Self {
            at: row.at.into(),
            what: Subject::from(&row.what),
            due: row.due.into(),
            scope: Arc::clone(scope),
            told: row.told.clone(),
        }
    }
}

impl ControlTest {
    /// A test with its text, as shown.
    pub fn new(scope: &Ref, test: &TestResult, said: Option<&domain::catalogue::Test>) -> Self {
        let say = |part: fn(&domain::catalogue::Test) -> &String| said.map(part).cloned();
        Self {
            id: test.id.clone(),
            statement: say(|text| &text.statement).unwrap_or_default(),
            severity: test.severity.as_str(),
            status: test.status.into(),
            applies: applies(test, said),
            rationale: say(|text| &text.rationale).unwrap_or_default(),
            source: say(|text| &text.source).unwrap_or_default(),
            readings: test.readings.iter().map(|row| reading(scope, row)).collect(),
        }
    }
}

/// Why a test is asked, or whom it is for.
fn applies(test: &TestResult, said: Option<&domain::catalogue::Test>) -> Option<String> {
    let asked = test.because.as_ref().map(|because| format!("Asked because the system {because}."));
    let whom = || Some(format!("It is for systems that {}.", said?.applies_if.whom()?));
    asked.or_else(whom)
}

fn reading(scope: &Ref, row: &ReadingRow) -> Reading {
    Reading {
        target: Subject::from(&row.target),
        metric: row.metric.clone(),
        title: row.title.clone(),
        op: row.limit.as_ref().map(|(op, _)| op_word(*op)),
        limit: row.limit.as_ref().map(|(_, limit)| limit.to_string()),
        value: row.value.clone(),
        status: row.status.into(),
        grounds: match row.grounds {
            Grounds::Holds => "holds",
            Grounds::Breaks => "breaks",
            Grounds::NoEvidence => "no_evidence",
            Grounds::NotReported => "not_reported",
            Grounds::TooOld(_) => "too_old",
            Grounds::Ended(_) => "ended",
            Grounds::Overtaken(_) => "overtaken",
            Grounds::CannotTell => "cannot_tell",
        },
        evidence: row.evidence.as_ref().map(Subject::from),
        attached: row.attached.map(Time::from),
        until: row.until.map(Time::from),
        recorded: row.recorded.map(|fact| fact.stands().title),
        scope: Arc::clone(scope),
        fact: row.recorded.zip(row.evidence.clone()),
    }
}

#[ComplexObject]
impl Reading {
    /// The position of the event that recorded the fact; absent where somebody handed in evidence.
    async fn position(&self) -> Answer<Option<Position>> {
        let Some((fact, subject)) = &self.fact else { return Ok(None) };
        let scope = &self.scope;
        let found = scope.app.recorded_at(&scope.sight, *fact, subject).await?;
        Ok(found.map(Position))
    }
}

#[ComplexObject]
impl ControlDecision {
    /// By whom.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.by).await
    }

    /// Why; absent when it was erased.
    async fn reason(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.reason).await
    }
}

#[ComplexObject]
impl ControlNotice {
    /// By whom.
    async fn by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.by).await
    }

    /// Because of what; absent when it was erased.
    async fn because(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.because).await
    }
}

#[ComplexObject]
impl ControlDue {
    /// Who was told; absent when nobody answered for it.
    async fn told(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.told.as_ref()).await
    }
}
