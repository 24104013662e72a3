//! The curriculum, folded from its stream: the same fold for decisions and for what pages show.

use std::collections::BTreeSet;

use kernel::{Micros, Name, Subject};
use serde::{Deserialize, Serialize};

use super::{Audience, Event, Module, Publication, RolePlan};

/// Everything a curriculum asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Published versions, by when they begin to count.
    pub versions: Vec<Publication>,
    /// Own modules of the organisation.
    pub own: Vec<Own>,
    /// Campaigns, in the order they started.
    pub campaigns: Vec<Campaign>,
}

/// An own module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The module, as published last.
    pub module: Module,
    /// Roles that need it, each since when.
    pub roles: Vec<(Name, Micros)>,
    /// Systems it is needed for, each since when.
    pub systems: Vec<(Subject, Micros)>,
    /// Days a new holder of such a role, or a newcomer to such a system, has.
    pub grace_days: u32,
    /// When it was first published.
    pub since: Micros,
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its id.
    pub id: Name,
    /// What people call it.
    pub title: Name,
    /// What it asks for.
    pub modules: Vec<Name>,
    /// Whom it asks.
    pub audience: Audience,
    /// When it started.
    pub started: Micros,
    /// Until when.
    pub due: Micros,
    /// Whether what was completed before does not count.
    pub anew: bool,
    /// When it was stopped.
    pub stopped: Option<Micros>,
}

/// A module that a role needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The module.
    pub module: Name,
    /// Since when the role has needed it, without a break.
    pub since: Micros,
    /// Days a new holder has.
    pub grace_days: u32,
}

impl Plan {
    /// Takes one fact in. Facts about people change nothing here.
    pub fn evolve(&mut self, event: &Event, at: Micros) {
        match event {
            Event::Published { version, valid_from, basis, modules, roles } => {
                self.publish(Publication {
                    version: version.clone(),
                    valid_from: *valid_from,
                    basis: basis.clone(),
                    modules: modules.clone(),
                    roles: roles.clone(),
                });
            }
            Event::ModulePublished { module, roles, systems, grace_days, .. } => {
                self.take_own(module, (roles, systems), *grace_days, at);
            }
            Event::ModuleWithdrawn { module, .. } => {
                self.own.retain(|own| own.module.id != *module);
            }
            Event::CampaignStarted {
                campaign,
                title,
                modules,
                roles,
                teams,
                systems,
                due,
                anew,
            } => {
                self.campaigns.push(Campaign {
                    id: campaign.clone(),
                    title: title.clone(),
                    modules: modules.clone(),
                    audience: Audience {
                        roles: roles.clone(),
                        teams: teams.clone(),
                        systems: systems.clone(),
                    },
                    started: at,
                    due: *due,
                    anew: *anew,
                    stopped: None,
                });
            }
            Event::CampaignStopped { campaign, .. } => {
                let stopped = self.campaigns.iter_mut().filter(|one| one.id == *campaign);
                stopped.for_each(|one| one.stopped = Some(at));
            }
            Event::Assigned { .. }
            | Event::Attempted { .. }
            | Event::Completed { .. }
            | Event::Waived { .. }
            | Event::DueNoticed { .. } => {}
        }
    }

    fn publish(&mut self, new: Publication) {
        let later = self.versions.iter().position(|known| known.valid_from > new.valid_from);
        let place = later.unwrap_or(self.versions.len());
        self.versions.insert(place, new);
    }

    /// A new edition keeps since when a role or a system has needed the module.
    fn take_own(
        &mut self,
        module: &Module,
        (roles, systems): (&[Name], &[Subject]),
        grace_days: u32,
        at: Micros,
    ) {
        let known = self.own.iter().position(|own| own.module.id == module.id);
        let known = known.map(|place| self.own.remove(place));
        let before = known.as_ref();
        let roles = kept(roles, before.map(|own| own.roles.as_slice()), at);
        let systems = kept(systems, before.map(|own| own.systems.as_slice()), at);
        self.own.push(Own {
            module: module.clone(),
            roles,
            systems,
            grace_days,
            since: before.map_or(at, |own| own.since),
        });
    }

    /// The version that counts at a moment.
    pub fn in_force(&self, at: Micros) -> Option<&Publication> {
        self.versions.iter().rev().find(|version| version.valid_from <= at)
    }

    /// The modules that count at a moment: those of the version in force, then own ones.
    pub fn modules(&self, at: Micros) -> impl Iterator<Item = &Module> {
        let shipped = self.in_force(at).into_iter().flat_map(|version| &version.modules);
        shipped.chain(self.own.iter().map(|own| &own.module))
    }

    /// A module that counts at a moment.
    pub fn module(&self, id: &Name, at: Micros) -> Option<&Module> {
        self.modules(at).find(|module| module.id == *id)
    }

    /// The own module with this id.
    pub fn own(&self, id: &Name) -> Option<&Own> {
        self.own.iter().find(|own| own.module.id == *id)
    }

    /// The campaign with this id.
    pub fn campaign(&self, id: &Name) -> Option<&Campaign> {
        self.campaigns.iter().find(|campaign| campaign.id == *id)
    }

    /// The modules a role needs at a moment.
    pub fn rules(&self, role: &str, at: Micros) -> Vec<Rule> {
        let mut rules = Vec::new();
        if let Some(plan) = self.in_force(at).and_then(|version| of_role(version, role)) {
            rules.extend(plan.modules.iter().map(|module| Rule {
                module: module.clone(),
                since: self.needed_since(role, module, at),
                grace_days: plan.grace_days,
            }));
        }
        for own in &self.own {
            let needed = own.roles.iter().find(|(held, _)| held.as_str() == role);
            rules.extend(needed.map(|(_, since)| Rule {
                module: own.module.id.clone(),
                since: *since,
                grace_days: own.grace_days,
            }));
        }
        rules
    }

    /// The modules that whoever works on a system needs.
    pub fn rules_of_system(&self, system: &Subject) -> Vec<Rule> {
        let mut rules = Vec::new();
        for own in &self.own {
            let needed = own.systems.iter().find(|(known, _)| known == system);
            rules.extend(needed.map(|(_, since)| Rule {
                module: own.module.id.clone(),
                since: *since,
                grace_days: own.grace_days,
            }));
        }
        rules
    }

    /// The systems that own modules and running campaigns name.
    pub fn systems(&self, at: Micros) -> BTreeSet<&Subject> {
        let own = self.own.iter().flat_map(|own| &own.systems).map(|(system, _)| system);
        let running = self.campaigns.iter().filter(|campaign| campaign.is_running(at));
        own.chain(running.flat_map(|campaign| &campaign.audience.systems)).collect()
    }

    /// Publishing a version that asks for the same again does not begin the days anew.
    fn needed_since(&self, role: &str, module: &Name, at: Micros) -> Micros {
        let needs = |version: &&Publication| {
            of_role(version, role).is_some_and(|plan| plan.modules.contains(module))
        };
        let counted = self.versions.iter().rev().filter(|version| version.valid_from <= at);
        let unbroken = counted.take_while(needs).map(|version| version.valid_from);
        unbroken.min().unwrap_or(at)
    }
}

/// Those that need something, each since when: since before, where they needed it already.
fn kept<T: Clone + PartialEq>(
    needed: &[T],
    before: Option<&[(T, Micros)]>,
    at: Micros,
) -> Vec<(T, Micros)> {
    let since = |one: &T| {
        let known = before.into_iter().flatten().find(|(known, _)| known == one);
        known.map_or(at, |(_, since)| *since)
    };
    needed.iter().map(|one| (one.clone(), since(one))).collect()
}

fn of_role<'a>(version: &'a Publication, role: &str) -> Option<&'a RolePlan> {
    version.roles.iter().find(|plan| plan.role.as_str() == role)
}

impl Campaign {
    /// Whether it asks at a moment.
    pub fn is_running(&self, at: Micros) -> bool {
        self.started <= at && self.stopped.is_none_or(|stopped| at < stopped)
    }
}

impl Audience {
    /// Whether it names nobody, and so means everybody.
    pub fn is_everybody(&self) -> bool {
        self.roles.is_empty() && self.teams.is_empty() && self.systems.is_empty()
    }

    /// Whether it names a team.
    pub fn has_team(&self, team: Option<&Subject>) -> bool {
        team.is_some_and(|team| self.teams.contains(team))
    }
}
