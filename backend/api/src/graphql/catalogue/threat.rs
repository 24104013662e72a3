//! A threat: what it is, how it is carried out, and what counters it.

use std::{collections::BTreeMap, sync::Arc};

use app::catalogue::Book;
use async_graphql::{ComplexObject, InputObject, Object, SimpleObject};
use domain::catalogue::{Subtechnique, Threat as Body};

use super::{ControlText, ItemOrigin, Mapping, Titled, mappings};
use crate::{
    graphql::{
        connection::{Connection, Part, cut},
        offers::Offers,
        order::{Key, arranged, known},
        query::contains,
        systems::System,
    },
    reply::Answer,
    scope::Ref,
};

/// A threat.
pub struct Threat {
    scope: Ref,
    book: Arc<Book>,
    body: Body,
}

/// A way a threat is carried out.
#[derive(SimpleObject)]
pub struct Technique {
    /// Its id, `THR-06.03`.
    id: String,
    /// What people call it.
    title: String,
    /// How it is done.
    how: String,
    /// The metrics in which it shows.
    signals: Vec<Titled>,
    /// The items of frameworks that name it.
    mappings: Vec<Mapping>,
}

/// How far a threat is countered for a system.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Countered {
    /// Points won, in tenths of a preventive control.
    points: u32,
    /// Points there are.
    of: u32,
    /// The share, from 0 to 1; absent when no control counters the threat here.
    share: Option<f64>,
    #[graphql(skip)]
    scope: Ref,
    #[graphql(skip)]
    subject: kernel::Subject,
}

/// Which threats are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ThreatFilter {
    /// That strike in this stage of a system's life: `data`, `training`, `operation`.
    pub stage: Option<String>,
    /// With this text in title, id, definition or a technique.
    pub text: Option<String>,
}

/// Keys of the columns of the list of threats.
const KEYS: [&str; 4] = ["name", "id", "techniques", "countered"];

/// A page of the threats a filter wants.
pub async fn threats(
    scope: &Ref,
    filter: ThreatFilter,
    Part { order, first, after }: Part,
) -> Answer<Connection<Threat>> {
    let mut rows = Threat::all(scope).await?;
    if let Some(stage) = filter.stage {
        rows.retain(|row| row.body.stages.contains(&stage));
    }
    if let Some(text) = filter.text {
        rows.retain(|row| row.says(&text));
    }
    if let Some(order) = order {
        let keys = match known(&order, &KEYS)? {
            "id" => rows.iter().map(|row| Key::words(&row.body.id)).collect(),
            "techniques" => {
                rows.iter().map(|row| Key::number(row.body.sub_techniques.len())).collect()
            }
            "countered" => {
                let board = scope.board(None).await?;
                let systems = board.systems();
                let least = |row: &Threat| {
                    let found = systems.iter().filter_map(|system| {
                        let found = board.effectiveness(system, &row.body.id);
                        found.points.saturating_mul(1000).checked_div(found.of)
                    });
                    found.min().and_then(Key::number)
                };
                rows.iter().map(least).collect()
            }
            _ => rows.iter().map(|row| Key::words(&row.body.title)).collect(),
        };
        rows = arranged(rows, keys, order.descending);
    }
    Ok(cut(rows, (first, after), |row| row.body.id.clone())?.into())
}

impl Threat {
    fn says(&self, text: &str) -> bool {
        let Body { id, title, definition, sub_techniques, .. } = &self.body;
        contains(text, &[id, title, definition])
            || sub_techniques.iter().any(|one| contains(text, &[&one.id, &one.title]))
    }

    /// Every threat of the catalogue of the moment.
    pub async fn all(scope: &Ref) -> Answer<Vec<Self>> {
        let book = scope.book().await?;
        let shown = |body: &Body| Self {
            scope: Arc::clone(scope),
            book: Arc::clone(&book),
            body: body.clone(),
        };
        Ok(book.threats.values().map(shown).collect())
    }

    /// One threat.
    pub async fn of(scope: &Ref, id: &str) -> Answer<Option<Self>> {
        Ok(Self::all(scope).await?.into_iter().find(|threat| threat.body.id == id))
    }

    fn technique(&self, body: &Subtechnique) -> Technique {
        let signal = |id: &String| Titled {
            id: id.clone(),
            title: self
                .book
                .metrics
                .get(id)
                .map_or_else(|| id.clone(), |metric| metric.title.clone()),
        };
        Technique {
            id: body.id.clone(),
            title: body.title.clone(),
            how: body.how.clone(),
            signals: body.signals.iter().map(signal).collect(),
            mappings: mappings(&self.book, &self.body.id, &body.mappings),
        }
    }
}

/// A threat.
#[Object]
impl Threat {
    /// What may be done about it in the catalogue.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        Offers::of_organisation(&self.scope)
    }

    /// Its id, `THR-06`.
    async fn id(&self) -> &str {
        &self.body.id
    }

    /// What people call it.
    async fn title(&self) -> &str {
        &self.body.title
    }

    /// What it is.
    async fn definition(&self) -> &str {
        &self.body.definition
    }

    /// What it harms.
    async fn harms(&self) -> &[String] {
        &self.body.harms
    }

    /// Who is behind it.
    async fn actor(&self) -> &str {
        &self.body.actor
    }

    /// Where in the life of a system it strikes.
    async fn stages(&self) -> &[String] {
        &self.body.stages
    }

    /// What a board would ask.
    async fn board_question(&self) -> &str {
        &self.body.board_question
    }

    /// The ways it is carried out.
    async fn techniques(&self) -> Vec<Technique> {
        self.body.sub_techniques.iter().map(|body| self.technique(body)).collect()
    }

    /// The controls that counter it.
    async fn controls(&self) -> Vec<ControlText> {
        let found = self.book.countering(&self.body.id);
        found.filter_map(|control| ControlText::of(&self.scope, &self.book, &control.id)).collect()
    }

    /// The items of frameworks that name it.
    async fn mappings(&self) -> Vec<Mapping> {
        mappings(&self.book, &self.body.id, &self.body.mappings)
    }

    /// Where it comes from.
    async fn origin(&self) -> Option<ItemOrigin> {
        self.book.origin("threats", &self.body.id).map(ItemOrigin::from)
    }

    /// How far it is countered, system by system.
    async fn countered(&self) -> Answer<Vec<Countered>> {
        let board = self.scope.board(None).await?;
        let cells: BTreeMap<kernel::Subject, _> = board
            .systems()
            .into_iter()
            .map(|system| (system.clone(), board.effectiveness(&system, &self.body.id)))
            .collect();
        let shown =
            |(subject, found): (kernel::Subject, domain::controls::Effectiveness)| Countered {
                points: found.points,
                of: found.of,
                share: found.share(),
                scope: Arc::clone(&self.scope),
                subject,
            };
        Ok(cells.into_iter().map(shown).collect())
    }
}

#[ComplexObject]
impl Countered {
    /// The system.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_name(&self.scope, &self.subject).await
    }
}
