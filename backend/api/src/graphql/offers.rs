//! What may be done about a thing, by whom: for pages that show an act only to those who may.
//!
//! # Invariants
//! - An offer says what the door would say. (`an_offer_says_what_the_door_would_say`)
//! - Whoever may not is told who may. (`whoever_may_not_is_told_who_may`)
//!
//! # Deliberately absent
//! - No check of the state: whether an act is possible now, and whether it takes a second person,
//!   the room decides when it is asked.

use std::sync::Arc;

use app::{people::PersonRow, systems::SystemRow};
use async_graphql::{Object, SimpleObject};
use domain::{
    authority::{Act, Caller, Place, allows},
    people::roles,
};
use kernel::Subject as Name;

use super::{people::Person, things::Shown};
use crate::{
    authority,
    reply::{Answer, Reply},
    scope::{Ref, Thing},
};

/// Acts that are somebody's own affair: done where they hold a role, whatever they are about.
const OWN: [Act; 4] = [Act::AttestPolicy, Act::ReportAction, Act::GiveFeedback, Act::SaveView];
/// People named in an offer; the rest is counted.
const NAMED: usize = 5;

/// Whether the caller may do something about a thing, and who else may. Judged now, also when the
/// question is about the past.
#[derive(SimpleObject)]
pub struct Offer {
    /// Name of the mutation.
    mutation: String,
    /// Whether the caller may send it about this thing.
    may: bool,
    /// Whether the caller may send it about something.
    elsewhere: bool,
    /// Titles of the roles that allow it.
    roles: Vec<String>,
    /// People who hold such a role here, the nearest first; five at most.
    people: Vec<Person>,
    /// How many more people do.
    more: usize,
}

/// What may be done about a thing.
pub struct Offers {
    scope: Ref,
    system: Option<Name>,
    team: Option<Name>,
}

impl Offers {
    /// What may be done about something of a system that is no row of a view.
    pub(super) fn of_system(scope: &Ref, system: &Name) -> Self {
        Self { scope: Arc::clone(scope), system: Some(system.clone()), team: None }
    }

    /// What may be done about something of the organisation.
    pub(super) fn of_organisation(scope: &Ref) -> Self {
        Self { scope: Arc::clone(scope), system: None, team: None }
    }

    /// What may be done about a team: roles for it count.
    pub(super) fn of_team(scope: &Ref, team: &Name) -> Self {
        Self::of_people(scope, Some(team))
    }

    /// What may be done about people, or about what belongs to the whole organisation: roles for
    /// their team count, where they have one.
    pub(super) fn of_people(scope: &Ref, team: Option<&Name>) -> Self {
        Self { scope: Arc::clone(scope), system: None, team: team.cloned() }
    }
}

/// What may be done about a thing.
#[Object]
impl Offers {
    /// Who may send some mutations about it, the caller among them or not.
    async fn offers(&self, mutations: Vec<String>) -> Answer<Vec<Offer>> {
        let mut place = place(&self.scope, self.system.as_ref()).await?;
        place.team = place.team.or_else(|| self.team.clone());
        let places = [place];
        let mut offers = Vec::with_capacity(mutations.len());
        for mutation in mutations {
            offers.push(offer(&self.scope, &mutation, &places).await?);
        }
        Ok(offers)
    }
}

impl<V: Thing> Shown<V> {
    /// What may be done about it.
    pub(super) fn allowed(&self) -> Offers {
        Offers { scope: Arc::clone(&self.scope), system: self.row.system().cloned(), team: None }
    }
}

/// Where a thing of a system belongs now.
pub(super) async fn place(scope: &Ref, system: Option<&Name>) -> Answer<Place> {
    let Some(system) = system else { return Ok(Place::default()) };
    let found = scope.now().await?.find::<SystemRow>(system).await?;
    Ok(Place { system: Some(system.clone()), team: found.map(|row| row.team.clone()) })
}

/// Who may send a mutation at all of some places.
pub(super) async fn offer(scope: &Ref, mutation: &str, places: &[Place]) -> Answer<Offer> {
    let act = authority::MUTATIONS.iter().find(|(name, _)| *name == mutation);
    let Some((_, act)) = act else {
        return Err(Reply::bad_input("mutations", format!("there is no mutation {mutation}")));
    };
    let now = scope.now().await?;
    let table = now.table::<PersonRow>().await?;
    let may_here = |row: &PersonRow| {
        let (person, grants) = (row.subject.clone(), row.roles.clone());
        let caller = Caller { person, grants, now: scope.caller.now };
        row.active && !row.service && may(&caller, *act, places)
    };
    let mut holders: Vec<Arc<PersonRow>> =
        table.rows.iter().filter(|row| may_here(row)).cloned().collect();
    holders.sort_by_key(|row| !is_near(row, *act, places));
    let more = holders.len().saturating_sub(NAMED);
    holders.truncate(NAMED);
    let titles = roles().iter().filter(|role| allows(&role.id, *act));
    Ok(Offer {
        mutation: mutation.to_owned(),
        may: may(&scope.caller, *act, places),
        elsewhere: scope.caller.ever_may(*act),
        roles: titles.map(|role| role.title.clone()).collect(),
        people: Person::all_of(&now, holders),
        more,
    })
}

fn may(caller: &Caller, act: Act, places: &[Place]) -> bool {
    if OWN.contains(&act) {
        return caller.ever_may(act);
    }
    places.iter().all(|place| caller.permit(act, place).is_ok())
}

/// Whether somebody may because of a role for the very system or its team.
fn is_near(row: &PersonRow, act: Act, places: &[Place]) -> bool {
    row.roles.iter().any(|grant| {
        let here = |place: &Place| {
            place.system.as_ref() == Some(&grant.scope) || place.team.as_ref() == Some(&grant.scope)
        };
        allows(&grant.role, act) && places.iter().any(here)
    })
}
