//! Questions that walk from thing to thing: lineage, blast radius, timeline.

use async_graphql::{Context, Object};
use kernel::Subject as Name;

use super::Moment;
use crate::{
    graphql::{
        history::Timeline,
        lineage::{BlastRadius, Lineage},
        plan::ContainmentPlan,
        scalars::Subject,
        words::Direction,
    },
    reply::{Answer, Reply},
};

/// Most roots of one question about the lineage.
const ROOTS: usize = 200;

/// Questions that walk from thing to thing.
#[derive(Default)]
pub struct LineageQuery(pub(super) Moment);

#[Object]
impl LineageQuery {
    /// The lineage around some roots, laid out as a picture.
    #[graphql(complexity = "100 + child_complexity")]
    async fn lineage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where to begin.")] roots: Vec<Subject>,
        #[graphql(desc = "Which way to walk; both ways when absent.")] direction: Option<Direction>,
        #[graphql(desc = "How many steps at most.")] depth: Option<i32>,
    ) -> Answer<Lineage> {
        let scope = self.0.scope(ctx).await?;
        let roots = names(roots)?;
        let direction = direction.unwrap_or(Direction::Both).into();
        let bad = |_| Reply::bad_input("depth", "the number of steps cannot be negative");
        let depth = depth.map(u32::try_from).transpose().map_err(bad)?;
        Lineage::of(&scope, &roots, direction, depth).await
    }

    /// Everything downstream of some roots, united.
    #[graphql(complexity = "100 + child_complexity")]
    async fn blast_radius(&self, ctx: &Context<'_>, roots: Vec<Subject>) -> Answer<BlastRadius> {
        let scope = self.0.scope(ctx).await?;
        BlastRadius::of(&scope, &names(roots)?).await
    }

    /// What containing some roots would record: the plan that `contain` carries out.
    #[graphql(complexity = "100 + child_complexity")]
    async fn containment_plan(
        &self,
        ctx: &Context<'_>,
        roots: Vec<Subject>,
    ) -> Answer<ContainmentPlan> {
        let scope = self.0.scope(ctx).await?;
        ContainmentPlan::of(&scope, &names(roots)?).await
    }

    /// What happened to a thing, in lanes.
    async fn timeline(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Timeline> {
        Timeline::of(&self.0.scope(ctx).await?, &subject.0).await
    }
}

fn names(roots: Vec<Subject>) -> Answer<Vec<Name>> {
    if roots.len() > ROOTS {
        return Err(Reply::bad_input("roots", format!("name at most {ROOTS} roots")));
    }
    Ok(roots.into_iter().map(|root| root.0).collect())
}
