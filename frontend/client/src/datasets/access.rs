//! Letting somebody touch a dataset, and going through who may: every right in force is kept, or
//! withdrawn with a reason.
//!
//! # Deliberately absent
//! - Rights that lapsed: they end by themselves, so there is nothing to decide.
use super::{
    commands::{
        CompleteAccessReviewInput, GrantAccessInput, HeldAccessInput, WithdrawnAccessInput,
    },
    queries::{AccessGrant, Dataset},
};
use crate::{people::catalogue::last_moment, scalars::Subject, words::plain};

/// What somebody may do with a dataset: the word of the schema, and how it is said.
pub const RIGHTS: [(&str, &str); 2] = [("read", "Read"), ("write", "Write")];

/// The grant, when it says to whom and to do what. The right ends with its last day, where it has one.
pub fn grant(
    dataset: &str,
    (principal, right): (&str, &str),
    last_day: &str,
) -> Option<GrantAccessInput> {
    if principal.is_empty() || right.is_empty() {
        return None;
    }
    Some(GrantAccessInput {
        dataset: Subject::from(dataset),
        principal: Subject::from(principal),
        right: right.to_owned(),
        until: last_moment(last_day.trim()),
    })
}

/// What the answer to a right is called in a form, and how it is said.
pub const VERDICTS: [(&str, &str); 2] = [(KEEP, "Keep"), (WITHDRAW, "Withdraw")];
const KEEP: &str = "keep";
const WITHDRAW: &str = "withdraw";

/// What a reviewer says of one right.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Whose, and to do what.
    pub grant: AccessGrant,
    /// `keep` or `withdraw`; empty while nothing is decided.
    pub verdict: String,
    /// Why it is withdrawn.
    pub reason: String,
}

impl Decided {
    /// Whether nothing is missing.
    pub fn is_complete(&self) -> bool {
        match self.verdict.as_str() {
            KEEP => true,
            WITHDRAW => !self.reason.trim().is_empty(),
            _ => false,
        }
    }
}

/// Whether a verdict takes a right away.
pub fn withdraws(verdict: &str) -> bool {
    verdict == WITHDRAW
}

impl AccessGrant {
    /// Who may do what: `R. Meyer may read`.
    pub fn words(&self) -> String {
        format!("{} may {}", self.principal_name, plain(&self.right).to_lowercase())
    }
}

impl Dataset {
    /// The rights that a review decides about.
    pub fn in_force(&self) -> Vec<AccessGrant> {
        self.access.iter().filter(|grant| !grant.lapsed).cloned().collect()
    }
}

/// The review, when nothing is missing: what was looked at, until when, and what becomes of each
/// right.
pub fn review(
    dataset: &str,
    (scope, next_due): (&str, &str),
    decided: &[Decided],
) -> Option<CompleteAccessReviewInput> {
    let (scope, next_due) = (scope.trim(), last_moment(next_due.trim())?);
    if scope.is_empty() || !decided.iter().all(Decided::is_complete) {
        return None;
    }
    let (withdrawn, kept): (Vec<&Decided>, Vec<&Decided>) =
        decided.iter().partition(|one| withdraws(&one.verdict));
    let keep = |one: &Decided| HeldAccessInput {
        principal: one.grant.principal.clone(),
        right: one.grant.right.clone(),
    };
    let withdraw = |one: &Decided| WithdrawnAccessInput {
        principal: one.grant.principal.clone(),
        right: one.grant.right.clone(),
        reason: one.reason.trim().to_owned(),
    };
    Some(CompleteAccessReviewInput {
        dataset: Subject::from(dataset),
        scope: scope.to_owned(),
        kept: kept.into_iter().map(keep).collect(),
        withdrawn: withdrawn.into_iter().map(withdraw).collect(),
        next_due,
    })
}

#[cfg(test)]
mod tests {
    use super::{AccessGrant, Decided, RIGHTS, Subject, grant, review};
    use crate::scalars::Time;

    fn decided(person: &str, verdict: &str, reason: &str) -> Decided {
        let grant = AccessGrant {
            principal: Subject::from(person),
            principal_name: "R. Meyer".to_owned(),
            right: "write".to_owned(),
            since: Time("2026-02-10T14:35:00Z".to_owned()),
            until: None,
            lapsed: false,
        };
        Decided { grant, verdict: verdict.to_owned(), reason: reason.to_owned() }
    }

    #[test]
    fn a_grant_says_to_whom_and_to_do_what() {
        let (read, _) = RIGHTS[0];
        let sent = grant("dataset:d", ("team:a", read), " 2027-02-10 ").unwrap();
        assert_eq!((sent.dataset.0.as_str(), sent.principal.0.as_str()), ("dataset:d", "team:a"));
        assert_eq!(sent.right, "read");
        assert_eq!(sent.until, Some(Time("2027-02-10T23:59:59Z".to_owned())));
        let open = grant("dataset:d", ("team:a", read), "").unwrap();
        assert_eq!(open.until, None, "until it is revoked");
        assert_eq!(grant("dataset:d", ("", read), ""), None);
        assert_eq!(grant("dataset:d", ("team:a", ""), ""), None);
    }

    #[test]
    fn a_review_is_sent_when_everything_is_decided() {
        let about = ("readers", "2027-02-10");
        let kept = || decided("person:k", "keep", "");
        let all = [kept(), decided("person:w", "withdraw", " Left the team ")];
        let sent = review("dataset:d", about, &all).unwrap();
        assert_eq!((sent.kept.len(), sent.withdrawn.len()), (1, 1));
        assert_eq!(sent.kept[0].principal.0, "person:k");
        assert_eq!(sent.withdrawn[0].principal.0, "person:w");
        assert_eq!(sent.withdrawn[0].reason, "Left the team");
        assert_eq!(sent.next_due.0, "2027-02-10T23:59:59Z");
        for missing in [decided("person:w", "withdraw", " "), decided("person:w", "", "because")] {
            assert_eq!(review("dataset:d", about, &[kept(), missing]), None);
        }
        assert_eq!(review("dataset:d", (" ", "2027-02-10"), &all), None);
        assert_eq!(review("dataset:d", ("readers", ""), &all), None);
        assert!(review("dataset:d", about, &[]).is_some(), "nobody may touch it: seen as well");
        assert_eq!(all[0].grant.words(), "R. Meyer may write");
    }
}
