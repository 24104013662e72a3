//! Who asks, and the moment they ask at: one per request.

use std::sync::Arc;

use app::{App, Instant};
use async_graphql::Context;
use domain::authority::Caller;
use tokio::sync::OnceCell;

use crate::{
    reply::{Answer, Reply},
    scope::{Ref, Scope},
};

/// Who asks: nobody, or a person or service with their roles. One per request.
pub struct Asking {
    /// The product.
    pub app: App,
    /// Who asks; absent when nobody is signed in.
    pub caller: Option<Caller>,
    /// Who counts the ids of their commands: a session's person, or a token.
    pub source: String,
    now: OnceCell<Ref>,
}

impl Asking {
    /// Somebody, or nobody, asks.
    pub fn new(app: &App, caller: Option<Caller>, source: impl Into<String>) -> Self {
        Self { app: app.clone(), caller, source: source.into(), now: OnceCell::new() }
    }

    /// Who asks; an error when nobody is signed in.
    pub fn caller(&self) -> Answer<&Caller> {
        self.caller.as_ref().ok_or_else(Reply::signed_out)
    }

    /// The scope of everything this request asks of now.
    pub async fn now(&self) -> Answer<Ref> {
        let caller = self.caller()?;
        let open = || Scope::open(&self.app, caller, Instant::Now);
        Ok(Arc::clone(self.now.get_or_try_init(open).await?))
    }
}

/// Who asks, out of the request.
pub fn asking<'a>(ctx: &'a Context<'_>) -> Answer<&'a Asking> {
    ctx.data::<Asking>().map_err(|_| Reply::signed_out())
}
