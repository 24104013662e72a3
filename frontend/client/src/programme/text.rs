//! The text of a policy.
use crate::{
    evaluations::upload,
    scalars::{Long, Time},
    schema,
    shared::PersonLink,
};

/// The text of a version of a policy.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PolicyText {
    /// SHA-256 of its bytes.
    pub digest: String,
    /// How many bytes it has.
    pub bytes: Long,
    /// What whoever sent it called it.
    pub name: Option<String>,
    /// When it was kept.
    pub kept_at: Time,
    /// By whom.
    pub kept_by: Option<PersonLink>,
}

impl PolicyText {
    /// What to call it.
    pub fn words(&self) -> String {
        let named = self.name.clone().filter(|name| !name.is_empty());
        named.unwrap_or_else(|| "The text".to_owned())
    }

    /// How large it is, as people write it.
    pub fn size(&self) -> String {
        upload::size(self.bytes.0)
    }
}

/// That the text of a version is kept.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PolicyText")]
pub struct TextMark {
    /// SHA-256 of its bytes.
    pub digest: String,
}
