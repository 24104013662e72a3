//! Mutations: each has one input and answers with a receipt or a refusal.
//!
//! # Invariants
//! - Every mutation carries the id of its command, so that sending it twice records once.
//!   (`every_mutation_carries_the_id_of_its_command`)
//! - The same submission sent again keeps its id; a changed one gets another.
//!   (`a_submission_keeps_its_id`)
//!
//! # Deliberately absent
//! - No rules: the server refuses, and says how to mend it.
use serde::{Serialize, de::DeserializeOwned};

use crate::shared::{Receipt, Refusal};

/// What a payload holds besides the thing.
pub trait Payload: DeserializeOwned {
    /// The receipt and the refusal; at most one of them is there.
    fn ends(&self) -> (Option<Receipt>, Option<Refusal>);
}

/// One mutation.
pub trait Command: 'static {
    /// Its name in the schema.
    const NAME: &'static str;
    /// What it needs.
    type Input;
    /// What it answers.
    type Payload: Payload;

    /// The request that sends it under this id.
    fn order(id: &str, input: Self::Input) -> String;

    /// Reads the answer; the error is a sentence for people.
    fn read(text: &str) -> Result<Self::Payload, String>;
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent<T> {
    /// It was recorded, or there was nothing new to record.
    Done {
        /// Where it was recorded; absent when there was nothing new.
        receipt: Option<Receipt>,
        /// What came of it.
        made: T,
    },
    /// The domain said no.
    Refused(Refusal),
}

/// Reads what became of a command.
pub fn sent<C: Command>(text: &str) -> Result<Sent<C::Payload>, String> {
    let made = C::read(text)?;
    Ok(match made.ends() {
        (_, Some(refusal)) => Sent::Refused(refusal),
        (receipt, None) => Sent::Done { receipt, made },
    })
}

/// Reads what became of a command of which nothing but that counts.
pub fn done<C: Command>(text: &str) -> Result<Sent<()>, String> {
    Ok(match sent::<C>(text)? {
        Sent::Done { receipt, .. } => Sent::Done { receipt, made: () },
        Sent::Refused(refusal) => Sent::Refused(refusal),
    })
}

#[derive(Serialize)]
struct Request<'a, I> {
    query: &'a str,
    variables: Variables<'a, I>,
}

#[derive(Serialize)]
struct Variables<'a, I> {
    input: Keyed<'a, I>,
}

#[derive(Serialize)]
struct Keyed<'a, I> {
    command: &'a str,
    #[serde(flatten)]
    input: &'a I,
}

/// The request body of a mutation under an id.
pub(crate) fn keyed<I: Serialize>(query: &str, id: &str, input: &I) -> String {
    let request = Request { query, variables: Variables { input: Keyed { command: id, input } } };
    // Strings, numbers and lists always have a JSON form.
    serde_json::to_string(&request).unwrap_or_default()
}

/// Gives mutations their form: `Name = "nameInTheSchema" of Input, answers Payload;`
macro_rules! commands {
    ($($(#[$about:meta])* $name:ident = $field:tt of $shape:ty, answers $payload:ty;)+) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            const _: () = {
                #[derive(cynic::QueryVariables)]
                struct Vars {
                    input: $shape,
                }

                #[derive(cynic::QueryFragment)]
                #[cynic(graphql_type = "Mutation", variables = "Vars")]
                struct Order {
                    #[arguments(input: $input)]
                    #[cynic(rename = $field)]
                    answer: $payload,
                }

                impl $crate::command::Command for $name {
                    const NAME: &'static str = $field;
                    type Input = $shape;
                    type Payload = $payload;

                    fn order(id: &str, input: $shape) -> String {
                        use cynic::MutationBuilder as _;
                        let operation = Order::build(Vars { input });
                        $crate::command::keyed(&operation.query, id, &operation.variables.input)
                    }

                    fn read(text: &str) -> Result<$payload, String> {
                        $crate::answer::decode::<Order>(text).map(|order| order.answer)
                    }
                }
            };
        )+
    };
}

/// Payloads that hold a receipt and a refusal, and what the pages read besides.
macro_rules! payloads {
    ($($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $field:ident: Option<$thing:ident>),* $(,)? })+) => {
        $(
            $(#[$about])*
            #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
            pub struct $name {
                $($(#[$meaning])* pub $field: Option<$thing>,)*
                /// Where it was recorded.
                pub receipt: Option<$crate::shared::Receipt>,
                /// Why it was not.
                pub refusal: Option<$crate::shared::Refusal>,
            }

            impl $crate::command::Payload for $name {
                fn ends(
                    &self,
                ) -> (Option<$crate::shared::Receipt>, Option<$crate::shared::Refusal>) {
                    (self.receipt.clone(), self.refusal.clone())
                }
            }
        )+
    };
}

pub(crate) use commands;
pub(crate) use payloads;

/// The id of a submission: the same as long as the same thing is sent.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    last: Option<(String, String)>,
}

impl Submission {
    /// The request to send, made by `order` from an id. What was sent last and is sent again, after
    /// a failure or by a double click, keeps its id; anything else gets a `fresh` one.
    pub fn body(
        &mut self,
        fresh: impl FnOnce() -> String,
        order: impl Fn(&str) -> String,
    ) -> String {
        let content = order("");
        let id = match self.last.take() {
            Some((before, id)) if before == content => id,
            _ => fresh(),
        };
        let body = order(&id);
        self.last = Some((content, id));
        body
    }

    /// The id of what was sent last.
    pub fn id(&self) -> Option<&str> {
        self.last.as_ref().map(|(_, id)| id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Submission;
    use crate::{
        command::Command,
        people::commands::{ErasePerson, ErasePersonInput},
        scalars::Subject,
    };

    fn order(id: &str, authority: &str) -> String {
        let (person, authority) = (Subject::from("person:a"), authority.to_owned());
        ErasePerson::order(id, ErasePersonInput { person, authority })
    }

    #[test]
    fn every_mutation_carries_the_id_of_its_command() {
        let body: serde_json::Value = serde_json::from_str(&order("id-1", "A request")).unwrap();
        let expected = serde_json::json!({
            "input": { "command": "id-1", "person": "person:a", "authority": "A request" }
        });
        assert_eq!(body["variables"], expected);
    }

    #[test]
    fn a_submission_keeps_its_id() {
        let mut submission = Submission::default();
        let mut ids = ["one", "two", "three"].map(str::to_owned).into_iter();
        let mut fresh = || ids.next().unwrap();
        let first = submission.body(&mut fresh, |id| order(id, "A request"));
        assert_eq!(first, order("one", "A request"));
        assert_eq!(submission.body(&mut fresh, |id| order(id, "A request")), first);
        let changed = submission.body(&mut fresh, |id| order(id, "A court"));
        assert_eq!(changed, order("two", "A court"));
        assert_eq!(submission.id(), Some("two"));
    }
}
