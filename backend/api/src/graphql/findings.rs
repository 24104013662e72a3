//! Findings and the actions that mend them.

use app::reviews::{ActionRow, FindingRow};
use async_graphql::{Object, SimpleObject};

use super::{
    catalogue::Titled,
    incidents::Incident,
    offers::Offers,
    people::Person,
    reviews::Review,
    scalars::{Subject, Time},
    systems::System,
    things::{Shown, seen},
    words::{ActionState, Grade},
};
use crate::{reply::Answer, scope::Ref};

/// A finding.
pub type Finding = Shown<FindingRow>;
/// An action.
pub type Action = Shown<ActionRow>;

/// That something was done: when, by whom, and what they said.
#[derive(SimpleObject)]
#[graphql(name = "DoneNote")]
pub struct Done {
    /// When.
    at: Time,
    /// By whom.
    by: Option<Person>,
    /// What they said.
    note: Option<String>,
}

impl Done {
    /// What was done, as the schema shows it.
    pub(super) async fn of(scope: &Ref, done: Option<&app::reviews::Done>) -> Answer<Option<Self>> {
        let Some((at, by, note)) = done else { return Ok(None) };
        let (by, note) = (Person::by_name(scope, by).await?, scope.text(note).await?);
        Ok(Some(Self { at: (*at).into(), by, note }))
    }
}

/// A notice that a day has passed.
#[derive(SimpleObject)]
pub struct DayNotice {
    /// The day.
    due: Time,
    /// When it was noticed.
    at: Time,
    /// Who was told.
    told: Vec<Person>,
}

impl DayNotice {
    /// Notices as the schema shows them.
    pub async fn all(scope: &Ref, told: &[app::reviews::Told]) -> Answer<Vec<Self>> {
        let mut all = Vec::with_capacity(told.len());
        for one in told {
            let told = Person::by_names(scope, &one.people).await?;
            all.push(Self { due: one.due.into(), at: one.at.into(), told });
        }
        Ok(all)
    }
}

/// A finding: what is wrong, what follows from it, and who saw that it is mended.
#[Object(name = "Finding")]
impl Shown<FindingRow> {
    /// The finding, `finding:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// The control that does not hold.
    async fn control(&self) -> Answer<Titled> {
        Ok(Titled::of(&*self.scope.book().await?, &self.row.control))
    }

    /// How bad it is.
    async fn severity(&self) -> Grade {
        self.row.severity.into()
    }

    /// What was found.
    async fn text(&self) -> &str {
        self.row.text.as_str()
    }

    /// The system it is about.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// The review it comes from.
    async fn review(&self) -> Answer<Option<Review>> {
        Review::by_maybe(&self.scope, self.row.review.as_ref()).await
    }

    /// Who mends it.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_maybe(&self.scope, self.row.owner.as_ref()).await
    }

    /// When it was raised.
    async fn raised(&self) -> Time {
        self.row.raised.into()
    }

    /// By whom.
    async fn raised_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.raised_by).await
    }

    /// The risks and actions that follow from it.
    async fn links(&self) -> Answer<Vec<Subject>> {
        seen(&self.scope, &self.row.links).await
    }

    /// The actions that mend it.
    async fn actions(&self) -> Answer<Vec<Action>> {
        Action::by_names(&self.scope, &self.row.links).await
    }

    /// Whether nobody closed it.
    async fn open(&self) -> bool {
        self.row.closed.is_none()
    }

    /// Who saw that it is mended.
    async fn closed(&self) -> Answer<Option<Done>> {
        Done::of(&self.scope, self.row.closed.as_ref()).await
    }
}

/// An action: what is to be done, by whom, by when, and who saw that it is done.
#[Object(name = "Action")]
impl Shown<ActionRow> {
    /// The action, `action:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What is to be done.
    async fn title(&self) -> &str {
        self.row.title.as_str()
    }

    /// Who does it.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.owner).await
    }

    /// The day by which it is done; the whole day counts, in UTC.
    async fn due(&self) -> Time {
        self.row.due.into()
    }

    /// How it stands at the moment asked about.
    async fn state(&self) -> ActionState {
        self.row.state(self.scope.sight.time).into()
    }

    /// Whether it was closed after its day.
    async fn late(&self) -> bool {
        self.row.is_late()
    }

    /// The controls it strengthens.
    async fn controls(&self) -> Answer<Vec<Titled>> {
        Ok(Titled::all(&*self.scope.book().await?, &self.row.controls))
    }

    /// The system it is about.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// The incident it follows from.
    async fn incident(&self) -> Answer<Option<Incident>> {
        Incident::by_maybe(&self.scope, self.row.incident.as_ref()).await
    }

    /// The finding it mends.
    async fn finding(&self) -> Answer<Option<Finding>> {
        Finding::by_maybe(&self.scope, self.row.finding.as_ref()).await
    }

    /// When it was opened.
    async fn opened(&self) -> Time {
        self.row.opened.into()
    }

    /// By whom.
    async fn opened_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.opened_by).await
    }

    /// That its owner reported it done.
    async fn reported(&self) -> Answer<Option<Done>> {
        Done::of(&self.scope, self.row.reported.as_ref()).await
    }

    /// Who saw that it is done.
    async fn closed(&self) -> Answer<Option<Done>> {
        Done::of(&self.scope, self.row.closed.as_ref()).await
    }

    /// Who was told that its day has passed.
    async fn notices(&self) -> Answer<Vec<DayNotice>> {
        DayNotice::all(&self.scope, &self.row.told).await
    }
}
