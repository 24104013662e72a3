//! Saved views: addresses of list pages under a name.

use std::sync::Arc;

use app::saved_views::SavedViewRow;
use async_graphql::{Object, SimpleObject};
use domain::saved_views::{Address, List};
use futures::future::try_join_all;
use kernel::Kind;

use super::{
    people::{Person, Team},
    scalars::Subject,
    things::Shown,
};
use crate::{authority, reply::Answer, scope::Ref};

/// A saved view of a list.
pub type SavedView = Shown<SavedViewRow>;

/// Somebody a view can be shared with.
#[derive(SimpleObject)]
pub struct ViewAudience {
    /// The team, or the organisation.
    subject: Subject,
    /// What people call it.
    title: String,
}

/// The views of a list that the caller finds, and with whom they may share one.
#[derive(SimpleObject, Default)]
pub struct ViewMenu {
    /// The views: the caller's own first, each by name.
    views: Vec<SavedView>,
    /// With whom the caller may share a view: their team, and the organisation.
    audiences: Vec<ViewAudience>,
}

impl ViewMenu {
    /// The menu of the list at a path; an empty one where there is no list that the caller may see.
    pub async fn of(scope: &Ref, path: &str) -> Answer<Self> {
        let list = path.strip_prefix('/').and_then(|path| path.parse::<List>().ok());
        let Some(list) = list.filter(|list| authority::may_ask(&scope.caller, question(*list)))
        else {
            return Ok(Self::default());
        };
        let rows = scope.app.views_of(&scope.sight, &scope.caller, list).await?;
        let texts = try_join_all(rows.iter().map(|row| scope.text(&row.name))).await?;
        // Whoever was erased left no views.
        let named = texts.into_iter().zip(rows).filter_map(|(name, row)| Some((name?, row)));
        let mut named: Vec<(String, Arc<SavedViewRow>)> = named.collect();
        let own = &scope.caller.person;
        named.sort_by_cached_key(|(name, row)| (row.owner != *own, name.to_lowercase()));
        let rows = named.into_iter().map(|(_, row)| row).collect();
        let mut audiences = Vec::new();
        for with in scope.app.audiences(&scope.caller).await? {
            let title = title(scope, &with).await?;
            audiences.push(ViewAudience { subject: Subject(with), title });
        }
        Ok(Self { views: SavedView::all_of(scope, rows), audiences })
    }
}

/// The question that gives the rows of a list: who may not ask it, sees no views of it.
fn question(list: List) -> &'static str {
    match list {
        List::Systems => "systems",
        List::Intakes => "intakes",
        List::Sources => "sources",
        List::Batches => "batches",
        List::Datasets => "datasets",
        List::Quarantine => "quarantined",
        List::Runs => "runs",
        List::Environments => "environments",
        List::Models => "models",
        List::Evidence => "evidence",
        List::Deployments => "deployments",
        List::Incidents => "incidents",
        List::Risks => "risks",
        List::Controls => "controls",
        List::Reviews => "reviews",
        List::Findings => "findings",
        List::Actions => "actions",
        List::Policies => "policies",
        List::Initiatives => "initiatives",
        List::Meetings => "meetings",
        List::Exercises => "exercises",
        List::Surveys => "surveys",
        List::Feedback => "feedback",
        List::People => "people",
        List::Modules => "modules",
        List::Duties => "training",
        List::Campaigns => "campaigns",
        List::Frameworks => "frameworks",
        List::Threats => "threats",
        List::CatalogueItems => "catalogueItems",
        List::Traceability => "traceability",
        List::Accountability => "vacancies",
        List::Champions => "championTeams",
        List::Consistency => "inconsistencies",
    }
}

/// What people call an audience.
async fn title(scope: &Ref, with: &kernel::Subject) -> Answer<String> {
    if with.kind() == Kind::Organisation {
        return Ok(String::from("Everyone"));
    }
    let team = Team::by_name(scope, with).await?;
    Ok(team.map_or_else(|| with.label(), |team| team.row.name.to_string()))
}

/// A saved view of a list.
#[Object(name = "SavedView")]
impl Shown<SavedViewRow> {
    /// The view, `view:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What its owner calls it; absent when they were erased.
    async fn name(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.name).await
    }

    /// The address, `/risks?band=high&sort=-residual`.
    async fn address(&self) -> Answer<String> {
        let query = self.scope.text(&self.row.query).await?.unwrap_or_default();
        Ok(Address::written(self.row.list, &query))
    }

    /// Whether it always shows the same moment.
    async fn pinned(&self) -> Answer<bool> {
        let query = self.scope.text(&self.row.query).await?.unwrap_or_default();
        Ok(Address::is_pinned(&query))
    }

    /// Who saved it.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.owner).await
    }

    /// Whether it is the caller's own.
    async fn own(&self) -> bool {
        self.row.owner == self.scope.caller.person
    }

    /// Who finds it besides its owner: a team by its name, or everyone; absent when nobody does.
    async fn shared_with(&self) -> Answer<Option<String>> {
        match &self.row.with {
            Some(with) => Ok(Some(title(&self.scope, with).await?)),
            None => Ok(None),
        }
    }
}
