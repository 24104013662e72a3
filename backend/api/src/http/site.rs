//! What every request handler is given.

use app::App;

use super::{Pages, auth::Persona};
use crate::{
    graphql::Schema,
    identity::{Sessions, oidc::Door},
};

/// What the server was started with, and the sessions it keeps.
pub struct Site {
    /// The product.
    pub app: App,
    /// The schema.
    pub schema: Schema,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Who one can be in the demonstration; empty when this is none.
    pub personas: Vec<Persona>,
    /// Whether this is a demonstration.
    pub demo: bool,
    /// Whether people sign in at an identity provider.
    pub oidc: bool,
    /// The door to the identity provider, when there is one.
    pub door: Option<Door>,
    /// Whether browsers reach the server by https.
    pub secure: bool,
    /// The pages; absent where there are none.
    pub pages: Option<Pages>,
}

impl Site {
    /// A site over an app, without pages and without any way to sign in.
    pub fn new(app: App) -> Self {
        Self {
            app,
            schema: crate::graphql::schema(),
            sessions: Sessions::default(),
            personas: Vec::new(),
            demo: false,
            oidc: false,
            door: None,
            secure: false,
            pages: None,
        }
    }
}
