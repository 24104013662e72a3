//! What can be done about the catalogue.
use crate::{
    answer, ask,
    scalars::Time,
    schema,
    shared::{Receipt, Refusal},
};

/// What a command about the catalogue answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct CataloguePayload {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
}

/// What loading answers.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct LoadCataloguePayload {
    /// Where it was recorded.
    pub receipt: Option<Receipt>,
    /// Why it was not.
    pub refusal: Option<Refusal>,
}

/// An item of the organisation's own.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CatalogueItemInput {
    /// The section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// What it says, as JSON.
    pub body: String,
    /// From when it holds.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Time>,
    /// Until when.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Time>,
}

/// An own item to withdraw.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct WithdrawCatalogueItemInput {
    /// The section.
    pub section: String,
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// A link to stand behind.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ConfirmMappingInput {
    /// The control or threat.
    pub item: String,
    /// The framework, as the mapping calls it.
    pub framework: String,
    /// The item of the framework.
    pub reference: String,
}

/// The shipped files to load.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct LoadCatalogueInput {
    /// Only say what would change.
    pub dry_run: Option<bool>,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct CatalogueItemVars {
    input: CatalogueItemInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "CatalogueItemVars")]
struct AddCatalogueItem {
    #[arguments(input: $input)]
    add_catalogue_item: CataloguePayload,
}

/// Adds an item.
pub fn order_item(input: CatalogueItemInput) -> String {
    ask::order::<AddCatalogueItem, _>(CatalogueItemVars { input })
}

/// Reads the answer to [`order_item`].
pub fn read_item(text: &str) -> Result<CataloguePayload, String> {
    answer::decode::<AddCatalogueItem>(text).map(|answer| answer.add_catalogue_item)
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct WithdrawCatalogueItemVars {
    input: WithdrawCatalogueItemInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "WithdrawCatalogueItemVars")]
struct WithdrawCatalogueItem {
    #[arguments(input: $input)]
    withdraw_catalogue_item: CataloguePayload,
}

/// Withdraws an own item.
pub fn order_withdrawal(input: WithdrawCatalogueItemInput) -> String {
    ask::order::<WithdrawCatalogueItem, _>(WithdrawCatalogueItemVars { input })
}

/// Reads the answer to [`order_withdrawal`].
pub fn read_withdrawal(text: &str) -> Result<CataloguePayload, String> {
    answer::decode::<WithdrawCatalogueItem>(text).map(|answer| answer.withdraw_catalogue_item)
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct ConfirmMappingVars {
    input: ConfirmMappingInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ConfirmMappingVars")]
struct ConfirmMapping {
    #[arguments(input: $input)]
    confirm_mapping: CataloguePayload,
}

/// Stands behind a link.
pub fn order_confirmation(input: ConfirmMappingInput) -> String {
    ask::order::<ConfirmMapping, _>(ConfirmMappingVars { input })
}

/// Reads the answer to [`order_confirmation`].
pub fn read_confirmation(text: &str) -> Result<CataloguePayload, String> {
    answer::decode::<ConfirmMapping>(text).map(|answer| answer.confirm_mapping)
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct LoadCatalogueVars {
    input: LoadCatalogueInput,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Mutation", variables = "LoadCatalogueVars")]
struct LoadCatalogue {
    #[arguments(input: $input)]
    load_catalogue: LoadCataloguePayload,
}

/// Loads the shipped files.
pub fn order_load(input: LoadCatalogueInput) -> String {
    ask::order::<LoadCatalogue, _>(LoadCatalogueVars { input })
}

/// Reads the answer to [`order_load`].
pub fn read_load(text: &str) -> Result<LoadCataloguePayload, String> {
    answer::decode::<LoadCatalogue>(text).map(|answer| answer.load_catalogue)
}
