//! Acts: whether somebody may do something about a thing, and what is said to those who may not.
//!
//! # Invariants
//! - Whoever may do something is offered it. (`whoever_may_is_offered_it`)
//! - Whoever was the first person is told that a second one is needed, and who it may be.
//!   (`the_first_person_is_told_who_the_second_may_be`)
//! - Whoever may do it elsewhere is told who may here. (`whoever_may_elsewhere_is_told_who_may_here`)
//! - Nobody else is bothered, unless the thing waits for it. (`others_are_told_only_of_what_waits`)
//!
//! # Deliberately absent
//! - No rule: the server says who may, and refuses whatever it refuses.
use crate::{
    scalars::Subject,
    schema,
    shared::{At, Me, PersonLink, WholeFields},
};

/// What the reader may ever send.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct MayPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
}

/// Who may send a mutation about a thing.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Offer {
    /// Name of the mutation.
    pub mutation: String,
    /// Whether the caller may, here.
    pub may: bool,
    /// Whether the caller may, somewhere.
    pub elsewhere: bool,
    /// Titles of the roles that allow it.
    pub roles: Vec<String>,
    /// People who may, here; a few of them.
    pub people: Vec<PersonLink>,
    /// How many more.
    pub more: i32,
}

/// An act, as a page speaks of it.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// Name of the mutation.
    pub mutation: &'static str,
    /// What it does, after "may": `lift this quarantine`.
    pub what: &'static str,
    /// Who did the first half and so may not do this one, and what that was: `asked for it`.
    pub not: Option<(&'a PersonLink, &'static str)>,
    /// Whether the thing waits for it, so that everybody wants to know for whom.
    pub waits: bool,
}

impl<'a> Ask<'a> {
    /// An act that anybody may do who has the right.
    pub fn of(mutation: &'static str, what: &'static str) -> Self {
        Self { mutation, what, not: None, waits: false }
    }

    /// An act that waits for a second person, where the first one is known.
    #[must_use]
    pub fn second(self, first: Option<&'a PersonLink>, did: &'static str) -> Self {
        Self { not: first.map(|first| (first, did)), waits: true, ..self }
    }
}

/// What stands where an act would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chance {
    /// The act.
    Offered,
    /// A sentence that says who may.
    Said(String),
    /// Nothing: it does not concern this reader.
    Hidden,
}

/// What stands where an act would be, for the caller of a question. An act that was not asked
/// about is not offered.
pub fn chance(offers: &[Offer], me: &Me, ask: Ask<'_>) -> Chance {
    let offer = offers.iter().find(|offer| offer.mutation == ask.mutation);
    offer.map_or(Chance::Hidden, |offer| offer.chance(&me.person.subject, ask))
}

impl Offer {
    fn chance(&self, me: &Subject, ask: Ask<'_>) -> Chance {
        let what = ask.what;
        if let Some((first, did)) = ask.not.filter(|(first, _)| first.subject == *me) {
            if !self.may {
                return self.to_others(me, ask);
            }
            return Chance::Said(match self.names(Some(&first.subject)) {
                Some(names) => format!("You {did}, so a second person must {what}: {names}."),
                None => format!(
                    "You {did}, so a second person must {what}. Nobody else may here: it takes {}.",
                    any(&self.roles)
                ),
            });
        }
        if self.may { Chance::Offered } else { self.to_others(me, ask) }
    }

    /// What somebody reads who has not the right here.
    fn to_others(&self, me: &Subject, ask: Ask<'_>) -> Chance {
        let what = ask.what;
        if !self.elsewhere && !ask.waits {
            return Chance::Hidden;
        }
        let before = if self.elsewhere { "Your role does not reach here. " } else { "" };
        let first = ask.not.map(|(first, _)| &first.subject).or(Some(me));
        Chance::Said(match self.names(first) {
            Some(names) => format!("{before}{names} may {what}."),
            None => format!("{before}Nobody may {what} here: it takes {}.", any(&self.roles)),
        })
    }

    /// The people by name, without one of them; `None` when nobody is left.
    fn names(&self, without: Option<&Subject>) -> Option<String> {
        let wanted = self.people.iter().filter(|one| Some(&one.subject) != without);
        let mut names: Vec<String> = wanted.map(PersonLink::words).collect();
        if self.more > 0 {
            names.push(format!("{} more", self.more));
        }
        (!names.is_empty()).then(|| any(&names))
    }
}

/// Words joined as a choice: `a, b or c`.
fn any(words: &[String]) -> String {
    match words {
        [] => "a role that nobody holds".to_owned(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Ask, Chance, Offer, chance};
    use crate::{
        scalars::Subject,
        shared::{Me, PersonLink},
    };

    fn person(name: &str) -> PersonLink {
        let subject = Subject(format!("person:{}", name.to_lowercase()));
        PersonLink { subject, name: Some(name.to_owned()), erased: false }
    }

    fn offer(may: bool, elsewhere: bool, people: &[&str], more: i32) -> Vec<Offer> {
        vec![Offer {
            mutation: "liftQuarantine".to_owned(),
            may,
            elsewhere,
            roles: vec!["Data owner".to_owned(), "CISO".to_owned()],
            people: people.iter().map(|name| person(name)).collect(),
            more,
        }]
    }

    fn seen(offers: &[Offer], first: Option<&PersonLink>, waits: bool) -> Chance {
        let me = Me { person: person("Ada"), may: Vec::new() };
        let ask = Ask::of("liftQuarantine", "lift it");
        let ask = if waits { ask.second(first, "asked for it") } else { ask };
        chance(offers, &me, ask)
    }

    fn said(sentence: &str) -> Chance {
        Chance::Said(sentence.to_owned())
    }

    #[test]
    fn whoever_may_is_offered_it() {
        assert_eq!(seen(&offer(true, true, &["Ada"], 0), None, false), Chance::Offered);
        let bo = person("Bo");
        assert_eq!(seen(&offer(true, true, &["Ada"], 0), Some(&bo), true), Chance::Offered);
        assert_eq!(seen(&[], None, true), Chance::Hidden, "nobody asked about it");
    }

    #[test]
    fn the_first_person_is_told_who_the_second_may_be() {
        let ada = person("Ada");
        let both = offer(true, true, &["Ada", "Bo", "Cy"], 2);
        let words = "You asked for it, so a second person must lift it: Bo, Cy or 2 more.";
        assert_eq!(seen(&both, Some(&ada), true), said(words));
        let alone = offer(true, true, &["Ada"], 0);
        let words = "You asked for it, so a second person must lift it. Nobody else may here: it takes Data owner or CISO.";
        assert_eq!(seen(&alone, Some(&ada), true), said(words));
    }

    #[test]
    fn whoever_may_elsewhere_is_told_who_may_here() {
        let words = "Your role does not reach here. Bo may lift it.";
        assert_eq!(seen(&offer(false, true, &["Bo"], 0), None, false), said(words));
        let words =
            "Your role does not reach here. Nobody may lift it here: it takes Data owner or CISO.";
        assert_eq!(seen(&offer(false, true, &[], 0), None, false), said(words));
    }

    #[test]
    fn others_are_told_only_of_what_waits() {
        assert_eq!(seen(&offer(false, false, &["Bo"], 0), None, false), Chance::Hidden);
        let bo = person("Bo");
        let waiting = offer(false, false, &["Bo", "Cy"], 0);
        assert_eq!(seen(&waiting, Some(&bo), true), said("Cy may lift it."));
    }
}
