//! The traceability matrix, as the schema shows it.

use std::sync::Arc;

use app::controls::{Answered as By, Board, Trace as Row};
use async_graphql::{InputObject, Object};

use super::Titled;
use crate::{
    graphql::{
        connection::{Connection, Part, cut},
        controls::Control,
        order::{Key, arranged, known},
        query::contains,
        scalars::Subject,
        words::Answered,
    },
    reply::Answer,
    scope::Ref,
};

/// A row of the traceability matrix: what was asked of AI security, and what answers it.
pub struct Trace {
    scope: Ref,
    board: Arc<Board>,
    row: Row,
}

/// Which rows are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct TraceFilter {
    /// As they are answered for this system.
    pub system: Option<Subject>,
    /// Of this part of the text.
    pub section: Option<String>,
    /// That are answered and shown, or not.
    pub resolved: Option<bool>,
    /// That this control answers.
    pub control: Option<String>,
    /// With this text in id or meaning.
    pub text: Option<String>,
}

/// Keys of the columns of the matrix.
const KEYS: [&str; 5] = ["name", "id", "section", "answered", "controls"];

/// The ways to be answered, the most direct first.
const WAYS: [By; 4] = [By::ByControl, By::ByThreat, By::ByFeature, By::OutOfScope];

/// A page of the rows a filter wants.
pub async fn traces(
    scope: &Ref,
    filter: TraceFilter,
    Part { order, first, after }: Part,
) -> Answer<Connection<Trace>> {
    let system = filter.system.as_ref().map(|system| &system.0);
    let board = scope.board(system).await?;
    let mut rows = board.traces(system);
    if let Some(section) = filter.section {
        rows.retain(|row| row.row.section == section);
    }
    if let Some(resolved) = filter.resolved {
        rows.retain(|row| row.is_resolved() == resolved);
    }
    if let Some(control) = filter.control {
        rows.retain(|row| row.controls.contains(&control));
    }
    if let Some(text) = filter.text {
        rows.retain(|row| contains(&text, &[&row.row.id, &row.row.meaning]));
    }
    if let Some(order) = order {
        let key = known(&order, &KEYS)?;
        let of = |row: &Row| match key {
            "id" => Key::words(&row.row.id),
            "section" => Key::words(&row.row.section),
            "answered" => Key::step(&WAYS, &row.answered),
            "controls" => Key::number(row.controls.len()),
            _ => Key::words(&row.row.meaning),
        };
        let keys = rows.iter().map(of).collect();
        rows = arranged(rows, keys, order.descending);
    }
    let shown = |row| Trace { scope: Arc::clone(scope), board: Arc::clone(&board), row };
    let found = rows.into_iter().map(shown).collect();
    Ok(cut(found, (first, after), |row: &Trace| row.row.row.id.clone())?.into())
}

impl Trace {
    fn titled(&self, ids: &[String]) -> Vec<Titled> {
        let titled = |id: &String| Titled {
            id: id.clone(),
            title: self.board.book.title(id).unwrap_or_default().to_owned(),
        };
        ids.iter().map(titled).collect()
    }
}

/// A row of the traceability matrix: what was asked of AI security, and what answers it.
#[Object]
impl Trace {
    /// Its id, `ART-014`.
    async fn id(&self) -> &str {
        &self.row.row.id
    }

    /// The part of the text it stands in.
    async fn section(&self) -> &str {
        &self.row.row.section
    }

    /// What it is: `sentence`, `bullet`, `question`.
    async fn kind(&self) -> &str {
        &self.row.row.kind
    }

    /// What it says, in short.
    async fn meaning(&self) -> &str {
        &self.row.row.meaning
    }

    /// By what it is answered.
    async fn answered(&self) -> Answered {
        self.row.answered.into()
    }

    /// Whether a control, a type of evidence and a place where it is shown answer it.
    async fn resolved(&self) -> bool {
        self.row.is_resolved()
    }

    /// The threats it names.
    async fn threats(&self) -> Vec<Titled> {
        self.titled(&self.row.row.threats)
    }

    /// The controls that answer it.
    async fn controls(&self) -> Vec<Titled> {
        self.titled(&self.row.controls)
    }

    /// The types of evidence those controls are shown with.
    async fn evidence_types(&self) -> Vec<Titled> {
        let book = &self.board.book;
        let titled = |id: &String| Titled { id: id.clone(), title: book.evidence_title(id) };
        self.row.evidence_types.iter().map(titled).collect()
    }

    /// The features of the product that serve it.
    async fn features(&self) -> Vec<Titled> {
        let titled = |id: &String| Titled {
            id: id.clone(),
            title: self
                .board
                .book
                .features
                .get(id)
                .map(|feature| feature.title.clone())
                .unwrap_or_default(),
        };
        self.row.row.features.iter().map(titled).collect()
    }

    /// The control of a system that shows it best; absent where none applies.
    async fn shown(&self) -> Option<Control> {
        Some(Control::at(&self.scope, &self.board, self.row.shown?))
    }
}
