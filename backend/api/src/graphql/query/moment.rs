//! The moment of a question, and who asks.

use std::sync::Arc;

use app::Instant;
use async_graphql::{Context, Object};

use super::Query;
use crate::{
    authority,
    graphql::{
        asking::asking,
        at::{At, Me},
        dashboard::Dashboard,
        scalars::{Position, Time},
    },
    reply::{Answer, Reply},
    scope::{Ref, Scope},
};

/// The moment of a question: now, unless `asOf` chose another.
#[derive(Clone, Default)]
pub struct Moment(Option<Ref>);

impl Moment {
    /// What the question sees, once the authority table lets the caller ask it.
    pub async fn scope(&self, ctx: &Context<'_>) -> Answer<Ref> {
        let caller = asking(ctx)?.caller()?;
        if !authority::may_ask(caller, ctx.field().name()) {
            return Err(app::AppError::Denied.into());
        }
        match &self.0 {
            Some(scope) => Ok(Arc::clone(scope)),
            None => asking(ctx)?.now().await,
        }
    }
}

/// Questions about the moment itself, and about everything at once.
#[derive(Default)]
pub struct MomentQuery(pub(super) Moment);

#[Object]
impl MomentQuery {
    /// The same questions, answered as of a time or a position (inclusive); now when neither is
    /// given. Rights are judged now.
    #[graphql(complexity = "child_complexity")]
    async fn as_of(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Everything whose time is not later.")] time: Option<Time>,
        #[graphql(desc = "Everything up to and with this position.")] position: Option<Position>,
    ) -> Answer<Query> {
        let asking = asking(ctx)?;
        let instant = match (time, position) {
            (None, None) => return Ok(Query::of(&Moment(Some(asking.now().await?)))),
            (Some(time), None) => Instant::Time(time.0),
            (None, Some(position)) => Instant::Position(position.0),
            (Some(_), Some(_)) => {
                let sentence = "ask as of a time or as of a position, not both";
                return Err(Reply::bad_input("position", sentence));
            }
        };
        let scope = Scope::open(&asking.app, asking.caller()?, instant).await?;
        Ok(Query::of(&Moment(Some(scope))))
    }

    /// What the answers count from.
    async fn at(&self, ctx: &Context<'_>) -> Answer<At> {
        Ok(At::new(&self.0.scope(ctx).await?))
    }

    /// Who asks.
    async fn me(&self, ctx: &Context<'_>) -> Answer<Me> {
        Ok(Me::new(&self.0.scope(ctx).await?))
    }

    /// The portfolio at a glance.
    async fn dashboard(&self, ctx: &Context<'_>) -> Answer<Dashboard> {
        Ok(Dashboard::new(&self.0.scope(ctx).await?))
    }
}
