//! Meetings, their decisions, and what became of them.

use app::programme::{DecisionRow, MeetingRow};
use async_graphql::{Object, SimpleObject};

use super::{
    findings::DayNotice,
    offers::Offers,
    people::Person,
    scalars::{Long, Subject, Time},
    systems::System,
    things::Shown,
};
use crate::reply::Answer;

/// A meeting.
pub type Meeting = Shown<MeetingRow>;

/// Something said about a decision after the meeting.
#[derive(SimpleObject)]
#[graphql(name = "DecisionFollowUp")]
pub struct FollowUp {
    /// Whether the decision is done.
    done: bool,
    /// What was said.
    note: Option<String>,
    /// By whom.
    by: Option<Person>,
    /// When.
    at: Time,
}

/// A decision of a meeting.
#[derive(SimpleObject)]
#[graphql(name = "MeetingDecision")]
pub struct Decision {
    /// Its number, from 1.
    number: Long,
    /// What was decided.
    text: String,
    /// Who sees to it.
    owner: Option<Person>,
    /// The day by which it is done.
    due: Option<Time>,
    /// When it was done.
    done: Option<Time>,
    /// Whether its day has passed at the moment asked about while it is open.
    overdue: bool,
    /// What was said since, oldest first.
    follow_ups: Vec<FollowUp>,
    /// Who was told that its day has passed.
    notices: Vec<DayNotice>,
}

impl Shown<MeetingRow> {
    async fn decision(&self, row: &DecisionRow) -> Answer<Decision> {
        let mut follow_ups = Vec::with_capacity(row.follow_ups.len());
        for said in &row.follow_ups {
            follow_ups.push(FollowUp {
                done: said.done,
                note: self.scope.text(&said.note).await?,
                by: Person::by_name(&self.scope, &said.by).await?,
                at: said.at.into(),
            });
        }
        Ok(Decision {
            number: row.number.into(),
            text: row.text.to_string(),
            owner: Person::by_maybe(&self.scope, row.owner.as_ref()).await?,
            due: row.due.map(Time::from),
            done: row.done().map(Time::from),
            overdue: row.is_overdue(self.scope.sight.time),
            follow_ups,
            notices: DayNotice::all(&self.scope, &row.told).await?,
        })
    }
}

/// A meeting: what it saw and decided.
#[Object(name = "Meeting")]
impl Shown<MeetingRow> {
    /// The meeting, `meeting:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What people call it.
    async fn title(&self) -> &str {
        self.row.title.as_str()
    }

    /// The period it looked at.
    async fn period(&self) -> &str {
        self.row.period.as_str()
    }

    /// The moment its figures count from.
    #[graphql(name = "figuresAsOf")]
    async fn figures(&self) -> Time {
        self.row.as_of.into()
    }

    /// The system it was about; all of them when absent.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// What was shown.
    async fn highlights(&self) -> Vec<&str> {
        self.row.highlights.iter().map(kernel::Note::as_str).collect()
    }

    /// What was decided.
    async fn decisions(&self) -> Answer<Vec<Decision>> {
        let mut all = Vec::with_capacity(self.row.decisions.len());
        for row in &self.row.decisions {
            all.push(self.decision(row).await?);
        }
        Ok(all)
    }

    /// How many decisions are not done.
    async fn open_decisions(&self) -> usize {
        self.row.decisions.iter().filter(|row| row.done().is_none()).count()
    }

    /// How many decisions are overdue at the moment asked about.
    async fn overdue_decisions(&self) -> usize {
        let time = self.scope.sight.time;
        self.row.decisions.iter().filter(|row| row.is_overdue(time)).count()
    }

    /// When it was recorded.
    async fn held(&self) -> Time {
        self.row.held.into()
    }

    /// By whom.
    async fn held_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.held_by).await
    }
}
