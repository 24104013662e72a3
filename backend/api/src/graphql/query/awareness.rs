//! Questions about the curriculum, campaigns and people's training.

use app::people::TeamRow;
use async_graphql::{Context, InputObject, Object};
use domain::awareness::Because;
use futures::future::try_join_all;

use super::{Connection, Key, Keys, Moment, OrderBy, called, contains, rows};
use crate::{
    graphql::{
        awareness::{
            Campaign, Curriculum, Learner, LiteracyReport, Module, PersonDuty, TrainingCoverage,
            TrainingStanding,
        },
        connection::cut,
        order::{arranged, known},
        people::Person,
        scalars::Subject,
    },
    reply::Answer,
    scope::Ref,
};

/// Which duties are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct DutyFilter {
    /// Standing so.
    pub standing: Option<TrainingStanding>,
    /// Neither done nor waived.
    pub open: Option<bool>,
    /// Of the members of this team.
    pub team: Option<Subject>,
    /// Required by this role, by its id in the catalogue.
    pub role: Option<String>,
    /// For this module, by its id.
    pub module: Option<String>,
    /// With this text in the person's name or id, or in the module's title or id.
    pub text: Option<String>,
}

/// Which modules are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct ModuleFilter {
    /// Needed by this role, by its id in the catalogue.
    pub role: Option<String>,
    /// The organisation's own, or those of the published curriculum.
    pub own: Option<bool>,
    /// With this text in title or id.
    pub text: Option<String>,
}

/// Which campaigns are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct CampaignFilter {
    /// Running, or stopped.
    pub running: Option<bool>,
    /// With this text in title or id.
    pub text: Option<String>,
}

/// Questions about the curriculum, campaigns and people's training.
#[derive(Default)]
pub struct AwarenessQuery(pub(super) Moment);

#[Object]
impl AwarenessQuery {
    /// One's own training. Absent for services, and for whom the log does not know.
    async fn my_training(&self, ctx: &Context<'_>) -> Answer<Option<Learner>> {
        let scope = self.0.scope(ctx).await?;
        let own = scope.caller.person.clone();
        Learner::by_name(&scope, &own).await
    }

    /// What people must learn; absent before it is published.
    async fn curriculum(&self, ctx: &Context<'_>) -> Answer<Option<Curriculum>> {
        Curriculum::of(&self.0.scope(ctx).await?).await
    }

    /// The modules that count, own ones last.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn modules(
        &self,
        ctx: &Context<'_>,
        filter: Option<ModuleFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Module>> {
        let curriculum = Curriculum::of(&self.0.scope(ctx).await?).await?;
        let mut modules = curriculum.map(|one| one.all_modules()).unwrap_or_default();
        let filter = filter.unwrap_or_default();
        modules.retain(|module| is_wanted(module, &filter));
        let modules = modules_by(modules, order)?;
        Ok(cut(modules, (first, after), |module| module.held().id.to_string())?.into())
    }

    /// One module, by its id.
    async fn module(&self, ctx: &Context<'_>, id: String) -> Answer<Option<Module>> {
        let curriculum = Curriculum::of(&self.0.scope(ctx).await?).await?;
        Ok(curriculum.and_then(|curriculum| curriculum.one(&id)))
    }

    /// Training campaigns, newest first.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn campaigns(
        &self,
        ctx: &Context<'_>,
        filter: Option<CampaignFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Campaign>> {
        let curriculum = Curriculum::of(&self.0.scope(ctx).await?).await?;
        let mut all = curriculum.map(|one| one.all_campaigns()).unwrap_or_default();
        let CampaignFilter { running, text } = filter.unwrap_or_default();
        all.retain(|one| running.is_none_or(|running| one.is_running() == running));
        if let Some(text) = text {
            all.retain(|one| contains(&text, &[one.held().title.as_str(), one.held().id.as_str()]));
        }
        let all = campaigns_by(all, order).await?;
        Ok(cut(all, (first, after), |campaign| campaign.held().id.to_string())?.into())
    }

    /// Who must learn what, most urgent first, among those whom the caller may see by name.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn training(
        &self,
        ctx: &Context<'_>,
        filter: Option<DutyFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<PersonDuty>> {
        let scope = self.0.scope(ctx).await?;
        let duties = wanted(&scope, filter.unwrap_or_default()).await?;
        let duties = duties_by(&scope, duties, order).await?;
        Ok(cut(duties, (first, after), PersonDuty::key)?.into())
    }

    /// How much of what must be learnt is done, among those whom the caller may count.
    async fn training_coverage(&self, ctx: &Context<'_>) -> Answer<TrainingCoverage> {
        TrainingCoverage::of(&self.0.scope(ctx).await?).await
    }

    /// The report on AI literacy (EU AI Act, Article 4), about those whom the caller may count.
    async fn literacy_report(&self, ctx: &Context<'_>) -> Answer<LiteracyReport> {
        LiteracyReport::of(&self.0.scope(ctx).await?).await
    }
}

fn is_wanted(module: &Module, filter: &ModuleFilter) -> bool {
    let held = module.held();
    filter.own.is_none_or(|own| module.is_own() == own)
        && filter.role.as_ref().is_none_or(|role| module.is_needed_by(role))
        && filter
            .text
            .as_ref()
            .is_none_or(|text| contains(text, &[held.title.as_str(), held.id.as_str()]))
}

fn modules_by(modules: Vec<Module>, order: Option<OrderBy>) -> Answer<Vec<Module>> {
    let Some(order) = order else { return Ok(modules) };
    let key = known(&order, &["id", "title", "minutes", "counts"])?;
    let key_of = |module: &Module| match key {
        "title" => Key::words(module.held().title.as_str()),
        "minutes" => Key::number(module.held().minutes),
        "counts" => Key::number(module.held().refresh_months),
        _ => Key::words(module.held().id.as_str()),
    };
    let keys: Keys = modules.iter().map(key_of).collect();
    Ok(arranged(modules, keys, order.descending))
}

async fn campaigns_by(all: Vec<Campaign>, order: Option<OrderBy>) -> Answer<Vec<Campaign>> {
    let Some(order) = order else { return Ok(all) };
    let key = known(&order, &["title", "started", "due", "done"])?;
    let mut keys = Vec::with_capacity(all.len());
    for one in &all {
        let held = one.held();
        keys.push(match key {
            "started" => Key::number(held.started.0),
            "due" => Key::number(held.due.0),
            // In ten-thousandths: keys are whole numbers.
            "done" => {
                let count = one.count().await?;
                let part = count.current.saturating_mul(10_000).checked_div(count.required);
                part.and_then(Key::number)
            }
            _ => Key::words(held.title.as_str()),
        });
    }
    Ok(arranged(all, keys, order.descending))
}

async fn wanted(scope: &Ref, filter: DutyFilter) -> Answer<Vec<PersonDuty>> {
    let DutyFilter { standing, open, team, role, module, text } = filter;
    let because = role.map(Because::Role);
    let mut all = PersonDuty::all(scope).await?;
    all.retain(|one| {
        let duty = one.required();
        let stands = TrainingStanding::from(duty.standing);
        let is_open = matches!(stands, TrainingStanding::Overdue | TrainingStanding::Due);
        standing.is_none_or(|wanted| wanted == stands)
            && open.is_none_or(|wanted| wanted == is_open)
            && team.as_ref().is_none_or(|team| one.learner().team.as_ref() == Some(&team.0))
            && because.as_ref().is_none_or(|because| duty.because.contains(because))
            && module.as_ref().is_none_or(|id| duty.module.as_str() == id)
    });
    let Some(text) = text else { return Ok(all) };
    // Names are opened for this question only; who was erased has none to be found by.
    let names =
        try_join_all(all.iter().map(|one| Person::name_of(scope, &one.learner().subject))).await?;
    let found = names.into_iter().zip(all).filter(|(name, one)| {
        let (person, module) = (one.learner().subject.name(), one.required().module.as_str());
        contains(&text, &[name.as_deref().unwrap_or_default(), person, one.module_title(), module])
    });
    Ok(found.map(|(_, one)| one).collect())
}

async fn duties_by(
    scope: &Ref,
    duties: Vec<PersonDuty>,
    order: Option<OrderBy>,
) -> Answer<Vec<PersonDuty>> {
    let Some(order) = order else { return Ok(duties) };
    let keys: Keys = match known(&order, &["person", "team", "module", "standing", "at"])? {
        "team" => {
            let table = scope.table::<TeamRow>().await?;
            let team = |one: &PersonDuty| {
                Key::words(table.get(one.learner().team.as_ref()?)?.name.as_str())
            };
            duties.iter().map(team).collect()
        }
        "module" => duties.iter().map(|one| Key::words(one.required().module.as_str())).collect(),
        "standing" => {
            let rank = |one: &PersonDuty| Key::number(one.required().standing.urgency().0);
            duties.iter().map(rank).collect()
        }
        "at" => {
            let moment = |one: &PersonDuty| Key::number(one.required().standing.moment().0);
            duties.iter().map(moment).collect()
        }
        _ => called(scope, duties.iter().map(|one| Some(&one.learner().subject))).await?,
    };
    Ok(arranged(duties, keys, order.descending))
}
