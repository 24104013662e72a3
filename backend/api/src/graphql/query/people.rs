//! Questions about teams and people.

use std::sync::Arc;

use app::people::{PersonRow, TeamRow};
use async_graphql::{Context, InputObject, Object};
use futures::future::try_join_all;

use super::{
    Connection, Key, Keys, Moment, OrderBy, Part, Sorted, called, contains, each, of, page, rows,
};
use crate::{
    graphql::{
        people::{CatalogueRole, Person, RoleCatalogue, Team},
        scalars::Subject,
    },
    reply::Answer,
    scope::Ref,
};

/// Which people are wanted.
#[derive(InputObject, Clone, Debug, Default)]
pub struct PersonFilter {
    /// In this team.
    pub team: Option<Subject>,
    /// Who hold this role now, by its id in the catalogue.
    pub role: Option<String>,
    /// Active, or not.
    pub active: Option<bool>,
    /// Services, or persons.
    pub service: Option<bool>,
    /// With this text in name or id.
    pub text: Option<String>,
}

/// Questions about teams and people.
#[derive(Default)]
pub struct PeopleQuery(pub(super) Moment);

#[Object]
impl PeopleQuery {
    /// The roles that can be given, and which two nobody may hold together.
    async fn role_catalogue(&self, ctx: &Context<'_>) -> Answer<RoleCatalogue> {
        let scope = self.0.scope(ctx).await?;
        let organisation = scope.app.organisation().await?.as_ref().map(Subject::from);
        Ok(RoleCatalogue { organisation, roles: CatalogueRole::all() })
    }

    /// The teams, by name.
    async fn teams(&self, ctx: &Context<'_>) -> Answer<Vec<Team>> {
        Team::where_holds(&self.0.scope(ctx).await?, |_| true).await
    }

    /// One team.
    async fn team(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Team>> {
        Team::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }

    /// People and services.
    #[graphql(complexity = "rows(first, child_complexity)")]
    async fn people(
        &self,
        ctx: &Context<'_>,
        filter: Option<PersonFilter>,
        order: Option<OrderBy>,
        first: Option<i32>,
        after: Option<String>,
    ) -> Answer<Connection<Person>> {
        let scope = self.0.scope(ctx).await?;
        let rows = wanted(&scope, filter.unwrap_or_default()).await?;
        page(&scope, rows, Part { order, first, after }).await
    }

    /// One person or service.
    async fn person(&self, ctx: &Context<'_>, subject: Subject) -> Answer<Option<Person>> {
        Person::by_name(&self.0.scope(ctx).await?, &subject.0).await
    }
}

async fn wanted(scope: &Ref, filter: PersonFilter) -> Answer<Vec<Arc<PersonRow>>> {
    let mut rows = of::<PersonRow>(scope, None).await?;
    if let Some(Subject(team)) = filter.team {
        rows.retain(|row| row.team.as_ref() == Some(&team));
    }
    if let Some(active) = filter.active {
        rows.retain(|row| row.active == active);
    }
    if let Some(service) = filter.service {
        rows.retain(|row| row.service == service);
    }
    if let Some(role) = filter.role {
        let now = scope.sight.time;
        rows.retain(|row| row.roles.iter().any(|one| one.role == role && one.is_current(now)));
    }
    let Some(text) = filter.text else { return Ok(rows) };
    // Names are opened for this question only; who was erased has none to be found by.
    let names = try_join_all(rows.iter().map(|row| scope.text(&row.name))).await?;
    let found = names.into_iter().zip(rows).filter(|(name, row)| {
        contains(&text, &[name.as_deref().unwrap_or_default(), row.subject.name()])
    });
    Ok(found.map(|(_, row)| row).collect())
}

impl Sorted for PersonRow {
    const KEYS: &'static [&'static str] = &["name", "roles", "team", "state"];

    async fn order_keys(rows: &[Arc<Self>], key: &str, scope: &Ref) -> Answer<Keys> {
        let now = scope.sight.time;
        Ok(match key {
            "roles" => each(rows, |row| {
                Key::number(row.roles.iter().filter(|grant| grant.is_current(now)).count())
            }),
            "team" => {
                let table = scope.table::<TeamRow>().await?;
                each(rows, |row| Key::words(table.get(row.team.as_ref()?)?.name.as_str()))
            }
            "state" => {
                let left = |row: &PersonRow| i64::from(!row.active) + i64::from(row.erased);
                each(rows, |row| Key::number(left(row)))
            }
            _ => called(scope, rows.iter().map(|row| Some(&row.subject))).await?,
        })
    }
}
