//! The text of a control, and how it stands across systems.

use std::sync::Arc;

use app::catalogue::Book;
use async_graphql::{Object, SimpleObject};
use domain::catalogue::{Control as Body, Test};

use super::{EvidenceType, ItemOrigin, Mapping, Titled, mappings, op_word};
use crate::{
    graphql::{controls::Control, offers::Offers},
    reply::Answer,
    scope::Ref,
};

/// The text of a control.
pub struct ControlText {
    scope: Ref,
    book: Arc<Book>,
    body: Body,
}

/// A test as the catalogue writes it.
#[derive(SimpleObject)]
pub struct TestText {
    /// Its id.
    id: String,
    /// What it shows.
    statement: String,
    /// `block` or `warn`: how much a failure matters.
    severity: &'static str,
    /// Which systems it is for; absent where it is for all.
    applies: Option<String>,
    /// Why the limit is what it is.
    rationale: String,
    /// Where the limit comes from.
    source: String,
    /// Its limits.
    limits: Vec<LimitText>,
}

/// A limit as the catalogue writes it.
#[derive(SimpleObject)]
pub struct LimitText {
    /// The metric.
    metric: String,
    /// What people call it.
    title: String,
    /// How the catalogue compares it: `lt`, `le`, `gt`, `ge`, `eq` or `ne`.
    op: &'static str,
    /// How it is compared for high, medium and low risk, in this order: a class that is let off some
    /// of an exact value has to reach its own limit at least.
    ops: Vec<&'static str>,
    /// The limit for high, medium and low risk, in this order.
    values: Vec<String>,
}

impl ControlText {
    /// The text of a control, where the catalogue of the moment has it.
    pub fn of(scope: &Ref, book: &Arc<Book>, id: &str) -> Option<Self> {
        let body = book.controls.get(id)?.clone();
        Some(Self { scope: Arc::clone(scope), book: Arc::clone(book), body })
    }

    fn test(&self, test: &Test) -> TestText {
        let classes = domain::systems::RiskClass::ALL;
        let limits = test.pass_if.all.iter().map(|limit| LimitText {
            metric: limit.metric.clone(),
            title: self
                .book
                .metrics
                .get(&limit.metric)
                .map(|metric| metric.title.clone())
                .unwrap_or_default(),
            op: op_word(limit.op.0),
            ops: classes.iter().map(|class| op_word(limit.op(*class))).collect(),
            values: classes.iter().map(|class| limit.limit(*class).to_string()).collect(),
        });
        TestText {
            id: test.id.clone(),
            statement: test.statement.clone(),
            severity: test.severity_on_fail.as_str(),
            applies: test.applies_if.whom().map(|whom| format!("For systems that {whom}")),
            rationale: test.rationale.clone(),
            source: test.source.clone(),
            limits: limits.collect(),
        }
    }
}

/// The text of a control.
#[Object]
impl ControlText {
    /// What may be done about it in the catalogue.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        Offers::of_organisation(&self.scope)
    }

    /// Its id, `AIC-DI-03`.
    async fn id(&self) -> &str {
        &self.body.id
    }

    /// What people call it.
    async fn title(&self) -> &str {
        &self.body.title
    }

    /// Where in the life of a system it belongs.
    async fn stage(&self) -> &str {
        &self.body.stage
    }

    /// What it is to reach.
    async fn objective(&self) -> &str {
        &self.body.objective
    }

    /// What it does about a threat: `preventive`, `detective`, `corrective`.
    async fn functions(&self) -> Vec<&'static str> {
        self.body.function.iter().map(|function| function.as_str()).collect()
    }

    /// The role that usually answers for it.
    async fn owner_role(&self) -> String {
        role_title(&self.body.owner_role)
    }

    /// The role that looks over it.
    async fn reviewer_role(&self) -> String {
        role_title(&self.body.reviewer_role)
    }

    /// For how many days evidence counts for high, medium and low risk, in this order; absent
    /// where it counts until something changes.
    async fn freshness_days(&self) -> Vec<Option<i32>> {
        let days =
            |class| self.body.freshness_days.get(class).and_then(|days| i32::try_from(*days).ok());
        domain::systems::RiskClass::ALL.iter().map(days).collect()
    }

    /// What makes earlier evidence stale.
    async fn invalidated_by(&self) -> &[String] {
        &self.body.invalidated_by
    }

    /// The types of evidence it is shown with.
    async fn evidence_types(&self) -> Vec<EvidenceType> {
        let found = self.body.evidence_types();
        found.filter_map(|id| self.book.evidence_types.get(id)).map(EvidenceType::from).collect()
    }

    /// Its tests, as they are written.
    async fn tests(&self) -> Vec<TestText> {
        self.body.tests.iter().map(|test| self.test(test)).collect()
    }

    /// The threats it counters.
    async fn threats(&self) -> Vec<Titled> {
        let titled = |id: &String| Titled {
            id: id.clone(),
            title: self.book.title(id).unwrap_or_default().to_owned(),
        };
        self.body.threats.iter().map(titled).collect()
    }

    /// The items of frameworks it supports.
    async fn mappings(&self) -> Vec<Mapping> {
        mappings(&self.book, &self.body.id, &self.body.mappings)
    }

    /// Where it comes from.
    async fn origin(&self) -> Option<ItemOrigin> {
        self.book.origin("controls", &self.body.id).map(ItemOrigin::from)
    }

    /// How it stands for each system.
    async fn standings(&self) -> Answer<Vec<Control>> {
        let mut all = Control::all(&self.scope, None).await?;
        all.retain(|control| control.is(&self.body.id));
        Ok(all)
    }
}

fn role_title(id: &str) -> String {
    domain::people::role(id).map_or_else(|| id.replace('_', " "), |role| role.title.clone())
}
