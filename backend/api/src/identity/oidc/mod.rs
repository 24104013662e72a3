//! Sign-in at the organisation's OpenID Connect provider: the code flow with PKCE.
//!
//! # Invariants
//! - An ID token counts only with the provider's signature, though it came straight from the
//!   provider. (`a_token_that_is_not_the_providers_is_refused`)
//! - It counts for us, for this sign-in, and now. (`a_token_for_another_party_sign_in_or_time_is_refused`)
//! - A sign-in ends in the browser it began in, once. (`a_sign_in_is_taken_up_once_and_by_its_browser`)
//! - An answer of another provider is refused. (`an_answer_of_another_provider_is_refused`)
//! - Providers without TLS are for development. (`a_provider_without_tls_needs_a_switch`)
//!
//! # Deliberately absent
//! - E-mail addresses as identities: whoever controls an address elsewhere is somebody else.
//! - Access tokens and refresh tokens: nothing is asked of the provider after the sign-in.

mod fetch;
mod page;
mod pending;
mod provider;
mod refusal;
mod routes;
#[cfg(test)]
mod tests;
mod token;

pub use provider::{Answer, Door, Settings};
pub use refusal::Refusal;
pub(crate) use routes::routes;
