//! How the room says no.

use kernel::{Decimal, Micros, Name, Subject};

use super::Band;

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No risk under this name.
    #[error("there is no such risk; identify it first")]
    Unknown,
    /// It was identified with other details.
    #[error("this risk is already on the register with other details; choose another id")]
    AlreadyIdentified,
    /// It is closed.
    #[error("this risk is closed; reopen it first")]
    IsClosed,
    /// Not a person.
    #[error("{0} is not a person; name one who can be held accountable")]
    NotAPerson(Subject),
    /// A subject is of the wrong kind.
    #[error("{subject} cannot stand here: name {expected}")]
    WrongKind {
        /// The field.
        field: &'static str,
        /// What it names.
        subject: Subject,
        /// What it should name.
        expected: &'static str,
    },
    /// Not a share.
    #[error("{0} is not a share between 0 and 1")]
    NotAShare(Decimal),
    /// What is left is worse than what there was.
    #[error(
        "what is left cannot be worse than the risk without controls; raise the inherent score too"
    )]
    ResidualAboveInherent,
    /// The task exists with other details.
    #[error("task {0} exists with other details; choose another id")]
    TaskExists(Name),
    /// No such task.
    #[error("this risk has no task {0}; add it first")]
    NoSuchTask(Name),
    /// The task is done.
    #[error("task {0} is done; there is nothing left of it to give away, add another one")]
    TaskDone(Name),
    /// Tasks are open.
    #[error("{0} of its tasks are open; complete them before you close the risk")]
    OpenTasks(usize),
    /// Nobody assessed it.
    #[error("this risk has not been assessed; score it before anyone accepts it")]
    NotAssessed,
    /// It went back to review.
    #[error("this risk was reopened; assess it again before anyone accepts it")]
    UnderReview,
    /// The end lies in the past.
    #[error("{0} has passed; an acceptance ends in the future")]
    EndsInThePast(Micros),
    /// The end is too far away.
    #[error("a {} risk is accepted for {max_days} days at most; choose an earlier end", band.title())]
    TooLong {
        /// The band.
        band: Band,
        /// The days.
        max_days: i64,
    },
    /// No end was named.
    #[error("say until when the risk is accepted")]
    NoEnd,
    /// Nobody asked for it.
    #[error("nobody has asked for this acceptance; a {} risk is accepted on request", .0.title())]
    NotRequested(Band),
    /// The request has other terms.
    #[error("the open request has other terms; agree to those, or ask anew")]
    OtherTerms,
    /// The risk has another band.
    #[error("this risk is {} now; look at it again before you accept it", .0.title())]
    AnotherBand(Band),
    /// A prohibited practice.
    #[error("this system is a prohibited practice; its risks cannot be accepted, stop its use")]
    Prohibited,
    /// A test fails that nobody may waive.
    #[error(
        "{0} fails and nobody may waive it; mend what it tests before you accept a very high risk"
    )]
    Unwaivable(Name),
    /// Nothing makes up for the missing controls.
    #[error("a {} risk is accepted with compensating controls; name at least one", .0.title())]
    NoCompensation(Band),
    /// There is no dated plan.
    #[error(
        "a very high risk is accepted only with a treatment plan that has a date in the future"
    )]
    NoDatedPlan,
    /// The role does not accept this.
    #[error("{person} holds no role that accepts this; it takes {who}")]
    WrongRole {
        /// Who.
        person: Subject,
        /// Who may.
        who: String,
    },
    /// Services and administrators never accept.
    #[error("{0} is a service or an administrator, and these never accept a risk")]
    NeverAccepts(Subject),
    /// They built or own the system.
    #[error("{person} built or owns the system; others accept a {} risk", band.title())]
    TooClose {
        /// Who.
        person: Subject,
        /// The level that decides.
        band: Band,
    },
    /// They asked for it.
    #[error("{0} asked for this acceptance; somebody else must accept")]
    RequesterAccepts(Subject),
    /// They wrote what is to be accepted.
    #[error("{0} wrote what is to be accepted; somebody else must accept")]
    AuthorAccepts(Subject),
    /// Not everybody who is needed.
    #[error("these people are not enough; it takes {0}, each another person")]
    NotEnough(String),
    /// It was renewed too often.
    #[error("a very high risk is renewed once; treat it, or stop the use")]
    RenewedEnough,
    /// There is no open request.
    #[error("nobody has asked for an acceptance, so there is none to turn down")]
    NoRequest,
    /// There is no acceptance.
    #[error("this risk is not accepted, so there is nothing to take back")]
    NotAccepted,
    /// Its acceptance did not end.
    #[error("the acceptance of this risk has not ended by time; give another reason to reopen it")]
    NotExpired,
    /// An indicator is missing.
    #[error("name the indicator that turned red, such as KRI-06")]
    NoIndicator,
    /// An incident is missing.
    #[error("name the incident that reopens this risk")]
    NoCause,
    /// The next review lies in the past.
    #[error("{0} has passed; the next review is in the future")]
    ReviewInThePast(Micros),
    /// A review is asked for by a day that has passed.
    #[error("{0} has passed; a review is asked for by a day that lies ahead")]
    ScheduledInThePast(Micros),
    /// It is not due.
    #[error("nothing of this sort is due at {0}")]
    NotDue(Micros),
    /// Too few or too many years.
    #[error("{0} years cannot be simulated; between 1000 and 100000 can")]
    Iterations(u32),
    /// A range is not one.
    #[error(
        "{field} is no range: least, most likely and most must follow each other, shares end at 1"
    )]
    BadRange {
        /// The field.
        field: &'static str,
    },
}

impl kernel::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "risk.unknown",
            Self::AlreadyIdentified => "risk.already_identified",
            Self::IsClosed => "risk.is_closed",
            Self::NotAPerson(_) => "risk.not_a_person",
            Self::WrongKind { .. } => "risk.wrong_kind",
            Self::NotAShare(_) => "risk.not_a_share",
            Self::ResidualAboveInherent => "risk.residual_above_inherent",
            Self::TaskExists(_) => "risk.task_exists",
            Self::NoSuchTask(_) => "risk.no_such_task",
            Self::TaskDone(_) => "risk.task_is_done",
            Self::OpenTasks(_) => "risk.open_tasks",
            Self::NotAssessed => "risk.not_assessed",
            Self::UnderReview => "risk.under_review",
            Self::EndsInThePast(_) => "risk.ends_in_the_past",
            Self::TooLong { .. } => "risk.too_long",
            Self::NoEnd => "risk.no_end",
            Self::NotRequested(_) => "risk.not_requested",
            Self::OtherTerms => "risk.other_terms",
            Self::AnotherBand(_) => "risk.another_band",
            Self::Prohibited => "risk.prohibited",
            Self::Unwaivable(_) => "risk.unwaivable",
            Self::NoCompensation(_) => "risk.no_compensation",
            Self::NoDatedPlan => "risk.no_dated_plan",
            Self::WrongRole { .. } => "risk.wrong_role",
            Self::NeverAccepts(_) => "risk.never_accepts",
            Self::TooClose { .. } => "risk.too_close",
            Self::RequesterAccepts(_) => "risk.requester_accepts",
            Self::AuthorAccepts(_) => "risk.author_accepts",
            Self::NotEnough(_) => "risk.not_enough",
            Self::RenewedEnough => "risk.renewed_enough",
            Self::NoRequest => "risk.no_request",
            Self::NotAccepted => "risk.not_accepted",
            Self::NotExpired => "risk.not_expired",
            Self::NoIndicator => "risk.no_indicator",
            Self::NoCause => "risk.no_cause",
            Self::ReviewInThePast(_) => "risk.review_in_the_past",
            Self::ScheduledInThePast(_) => "risk.scheduled_in_the_past",
            Self::NotDue(_) => "risk.not_due",
            Self::Iterations(_) => "risk.iterations",
            Self::BadRange { .. } => "risk.bad_range",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotAPerson(_) => Some("owner"),
            Self::WrongKind { field, .. } | Self::BadRange { field } => Some(field),
            Self::NotAShare(_) => Some("effectiveness"),
            Self::ResidualAboveInherent => Some("residual"),
            Self::TaskExists(_) | Self::NoSuchTask(_) | Self::TaskDone(_) => Some("task"),
            Self::EndsInThePast(_) | Self::TooLong { .. } | Self::NoEnd | Self::OtherTerms => {
                Some("until")
            }
            Self::AnotherBand(_) => Some("band"),
            Self::NoCompensation(_) => Some("compensating"),
            Self::NoIndicator => Some("indicator"),
            Self::NotExpired => Some("why"),
            Self::NoCause => Some("cause"),
            Self::ReviewInThePast(_) => Some("next"),
            Self::NotDue(_) | Self::ScheduledInThePast(_) => Some("due"),
            Self::Iterations(_) => Some("iterations"),
            Self::Unknown
            | Self::AlreadyIdentified
            | Self::IsClosed
            | Self::OpenTasks(_)
            | Self::NotAssessed
            | Self::UnderReview
            | Self::NotRequested(_)
            | Self::Prohibited
            | Self::Unwaivable(_)
            | Self::NoDatedPlan
            | Self::WrongRole { .. }
            | Self::NeverAccepts(_)
            | Self::TooClose { .. }
            | Self::RequesterAccepts(_)
            | Self::AuthorAccepts(_)
            | Self::NotEnough(_)
            | Self::RenewedEnough
            | Self::NoRequest
            | Self::NotAccepted => None,
        }
    }
}
