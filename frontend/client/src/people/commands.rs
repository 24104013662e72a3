//! What can be done about people.
use crate::{
    answer, ask,
    scalars::Subject,
    schema,
    shared::{Receipt, Refusal},
};

/// A person to forget, and who asked for it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ErasePersonInput {
    /// The person.
    pub person: Subject,
    /// On what ground: a request, a court.
    pub authority: String,
}

/// What a command about people answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PeoplePayload {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct EraseVars {
    input: ErasePersonInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "EraseVars")]
struct ErasePerson {
    #[arguments(input: $input)]
    erase_person: PeoplePayload,
}

/// Forgets a person for good.
pub fn order_erasure(person: &str, authority: String) -> String {
    let input = ErasePersonInput { person: Subject::from(person), authority };
    ask::order::<ErasePerson, _>(EraseVars { input })
}

/// Reads the answer to [`order_erasure`].
pub fn read_erasure(text: &str) -> Result<PeoplePayload, String> {
    answer::decode::<ErasePerson>(text).map(|answer| answer.erase_person)
}

/// Somebody who has left.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeactivatePersonInput {
    /// Who.
    pub person: Subject,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct LeaveVars {
    input: DeactivatePersonInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "LeaveVars")]
struct DeactivatePerson {
    #[arguments(input: $input)]
    deactivate_person: PeoplePayload,
}

/// Records that somebody has left.
pub fn order_leave(person: &str) -> String {
    let input = DeactivatePersonInput { person: Subject::from(person) };
    ask::order::<DeactivatePerson, _>(LeaveVars { input })
}

/// Reads the answer to [`order_leave`].
pub fn read_leave(text: &str) -> Result<PeoplePayload, String> {
    answer::decode::<DeactivatePerson>(text).map(|answer| answer.deactivate_person)
}
