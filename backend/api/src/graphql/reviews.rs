//! Design reviews.

use app::reviews::{FindingRow, ReviewRow, Said};
use async_graphql::{Object, SimpleObject};
use domain::reviews::{Participant as TakesPart, SECURITY};

use super::{
    catalogue::Titled,
    findings::{DayNotice, Finding},
    offers::Offers,
    people::{Person, role_title},
    scalars::{Long, Subject, Time},
    systems::System,
    things::Shown,
    words::{Grade, ReviewAnswer, ReviewPhase, ReviewVerdict},
};
use crate::reply::Answer;

/// A design review.
pub type Review = Shown<ReviewRow>;

/// Somebody who takes part in a review.
#[derive(SimpleObject)]
#[graphql(name = "ReviewParticipant")]
pub struct Participant {
    /// Who, `person:ID`.
    subject: Subject,
    /// Who they are; absent when unknown.
    person: Option<Person>,
    /// The roles they held when the review was opened.
    roles: Vec<String>,
    /// Whether one of them is a role of security.
    security: bool,
}

/// A question of a review, and the last answer to it.
#[derive(SimpleObject)]
#[graphql(name = "ReviewQuestion")]
pub struct Question {
    /// The threat it is about.
    threat: Titled,
    /// What is asked.
    text: String,
    /// What was answered; absent until somebody did.
    answer: Option<ReviewAnswer>,
    /// How bad it is, where something is left open.
    severity: Option<Grade>,
    /// Why.
    note: Option<String>,
    /// Who answered.
    by: Option<Person>,
    /// When.
    at: Option<Time>,
}

/// What a review concluded.
#[derive(SimpleObject)]
#[graphql(name = "ReviewConclusion")]
pub struct Conclusion {
    /// What was concluded; absent for some that were imported.
    verdict: Option<ReviewVerdict>,
    /// The threats that were looked at.
    threats: Vec<Titled>,
    /// How many high threats are open.
    open_high: Long,
    /// Why.
    note: Option<String>,
    /// Who concluded.
    by: Option<Person>,
    /// When.
    at: Time,
    /// Until when it counts.
    fresh_until: Option<Time>,
    /// Whether it counts at the moment asked about.
    fresh: bool,
}

/// A design review: who takes part, what is asked, what was answered and concluded.
#[Object(name = "Review")]
impl Shown<ReviewRow> {
    /// The review, `review:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// The system it looks at.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_name(&self.scope, &self.row.system).await
    }

    /// When in the system's life.
    async fn phase(&self) -> ReviewPhase {
        self.row.phase.into()
    }

    /// When it was opened.
    async fn opened(&self) -> Time {
        self.row.opened.into()
    }

    /// By whom.
    async fn opened_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.opened_by).await
    }

    /// Who takes part.
    async fn participants(&self) -> Answer<Vec<Participant>> {
        let mut all = Vec::with_capacity(self.row.participants.len());
        for TakesPart { person, roles } in &self.row.participants {
            all.push(Participant {
                subject: Subject::from(person),
                person: Person::by_name(&self.scope, person).await?,
                security: roles.iter().any(|role| SECURITY.contains(&role.as_str())),
                roles: roles.iter().map(|role| role_title(role.as_str())).collect(),
            });
        }
        Ok(all)
    }

    /// What is asked.
    async fn questions(&self) -> Answer<Vec<Question>> {
        let book = self.scope.book().await?;
        let mut all = Vec::with_capacity(self.row.questions.len());
        for asked in &self.row.questions {
            let said = asked.said.as_ref();
            all.push(Question {
                threat: Titled::of(&book, &asked.threat),
                text: asked.text.to_string(),
                answer: said.map(|said| said.answer.into()),
                severity: said.and_then(|said| said.severity).map(Grade::from),
                note: match said {
                    Some(Said { note, .. }) => self.scope.text(note).await?,
                    None => None,
                },
                by: Person::by_maybe(&self.scope, said.map(|said| &said.by)).await?,
                at: said.map(|said| said.at.into()),
            });
        }
        Ok(all)
    }

    /// How many questions there are.
    async fn asked(&self) -> usize {
        self.row.questions.len()
    }

    /// How many of them are answered.
    async fn answered(&self) -> usize {
        self.row.answered()
    }

    /// What was concluded; absent until somebody did.
    async fn concluded(&self) -> Answer<Option<Conclusion>> {
        let Some(concluded) = &self.row.concluded else { return Ok(None) };
        Ok(Some(Conclusion {
            verdict: concluded.verdict.map(ReviewVerdict::from),
            threats: Titled::all(&*self.scope.book().await?, &concluded.threats),
            open_high: concluded.open_high.into(),
            note: self.scope.text(&concluded.note).await?,
            by: Person::by_name(&self.scope, &concluded.by).await?,
            at: concluded.at.into(),
            fresh_until: self.row.fresh_until().map(Time::from),
            fresh: self.row.is_fresh(self.scope.sight.time),
        }))
    }

    /// Who was told that its conclusion counts no longer.
    async fn notices(&self) -> Answer<Vec<DayNotice>> {
        DayNotice::all(&self.scope, &self.row.told).await
    }

    /// What was found in it.
    async fn findings(&self) -> Answer<Vec<Finding>> {
        let subject = Some(&self.row.subject);
        Shown::<FindingRow>::where_holds(&self.scope, |row| row.review.as_ref() == subject).await
    }
}
