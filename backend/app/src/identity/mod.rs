//! Door: who comes in, and which person that is. Rights follow from the log alone.
//!
//! # Invariants
//! - A token is never kept, only its hash. (`a_token_is_kept_as_its_hash`)
//! - Names of tokens are used once. (`a_name_of_a_token_is_used_once`)
//! - An account is known by issuer and subject, never by an e-mail address.
//!   (`an_account_is_known_by_issuer_and_subject_only`)
//! - Who left a group loses the role that came with it. (`who_leaves_a_group_loses_its_role`)
//! - Groups touch no role that somebody gave by hand. (`a_role_given_by_hand_outlives_the_group`)
//!
//! # Deliberately absent
//! - Sessions and protocols: they belong to the door in `api`.

mod operator;
mod provider;
#[cfg(test)]
mod tests;
mod token;

pub use operator::DEFAULT_ORGANISATION;
pub use provider::{Account, Admission, Rules};
pub use token::{MadeToken, NewToken};
