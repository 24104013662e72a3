//! What the pages of datasets and their versions show.
use super::privacy::Privacy;
use crate::{
    offer::Offer,
    rows::VersionRow,
    scalars::{Subject, Time},
    schema,
    shared::{At, Me, OneFields, PersonLink, SystemLink},
};

/// The page of one dataset.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "One")]
pub struct DatasetPage {
    /// What the answer counts from.
    pub at: At,
    /// What the caller may send.
    pub me: Me,
    /// The dataset.
    #[arguments(subject: $subject)]
    pub dataset: Option<Dataset>,
}

/// A dataset with its versions and who may touch it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Dataset {
    /// `dataset:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// How carefully it must be handled.
    pub sensitivity: String,
    /// Under which terms it came.
    pub licence: Option<String>,
    /// The system it belongs to.
    pub system: Option<SystemLink>,
    /// Who answers for it.
    pub owner: Option<PersonLink>,
    /// Since when it is known.
    pub registered: Time,
    /// Its versions.
    pub versions: Vec<VersionRow>,
    /// Who may touch it.
    pub access: Vec<AccessGrant>,
    /// When somebody last looked at that.
    pub last_review: Option<AccessReview>,
    /// Whether somebody has to look now.
    pub access_review_due: bool,
    /// How the people in it are protected, and what was spent of their privacy.
    pub privacy: Privacy,
    /// Who may do what about it.
    #[arguments(mutations: ["declarePrivacyTechnique", "withdrawPrivacyTechnique", "setPrivacyBudget", "completeAccessReview", "reassignDataset", "grantAccess"])]
    pub offers: Vec<Offer>,
}

/// Somebody may touch a dataset.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct AccessGrant {
    /// Who.
    pub principal: Subject,
    /// Who, for people.
    pub principal_name: String,
    /// To do what.
    pub right: String,
    /// From when.
    pub since: Time,
    /// Until when.
    pub until: Option<Time>,
    /// Whether it has ended by itself.
    pub lapsed: bool,
}

/// Somebody looked at who may touch it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct AccessReview {
    /// When.
    pub at: Time,
    /// Who.
    pub by: Option<PersonLink>,
    /// What they looked at.
    pub scope: String,
    /// How many grants they took back.
    pub revoked: i32,
    /// When it is due again.
    pub next_due: Option<Time>,
    /// Whether that has passed.
    pub overdue: bool,
}
