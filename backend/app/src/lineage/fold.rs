//! Taking facts into the graph.
//!
//! # Invariants
//! - A thing belongs to the system of its own registration, whoever named it before.
//!   (`a_thing_belongs_to_the_system_that_registered_it`)

use domain::{Event, datasets, deployments, incidents, models};
use kernel::{Name, Subject};

use super::{
    NONE, index,
    marks::What,
    net::{Moved, Net, Service},
};
use crate::Fact;

impl Net {
    /// Takes one fact in.
    pub(super) fn fold(&mut self, fact: &Fact) {
        for subject in domain::introduces(&fact.event, &fact.stream) {
            let number = self.introduce(&subject, fact);
            self.settle(number, &subject, fact);
        }
        for edge in domain::lineage::edges(&fact.event, &fact.stream) {
            let (from, to) = (self.introduce(&edge.from, fact), self.introduce(&edge.to, fact));
            self.link(from, to, edge.kind, fact.pos);
        }
        self.fold_state(fact);
        self.upto = fact.pos.saturating_add(1);
    }

    fn introduce(&mut self, subject: &Subject, fact: &Fact) -> u32 {
        if let Some(number) = self.find(subject) {
            return number;
        }
        let system = self.system(fact.system.as_ref(), fact.pos);
        let parts = (subject.kind(), subject.name(), subject.version());
        self.add_node(parts, (fact.pos, fact.at), system)
    }

    /// Gives a thing to the system of its registration; what somebody else's event introduces only
    /// when it has none.
    fn settle(&mut self, node: u32, subject: &Subject, fact: &Fact) {
        let Some(known) = self.point(node).map(|point| point.system) else { return };
        let is_own = subject.kind() == fact.stream.kind() && subject.name() == fact.stream.name();
        if !is_own && known != NONE {
            return;
        }
        let system = self.system(fact.system.as_ref(), fact.pos);
        if system != known {
            self.move_node(Moved { pos: fact.pos, node, before: known, system });
        }
    }

    fn fold_state(&mut self, fact: &Fact) {
        match &fact.event {
            Event::Datasets(event) => self.fold_dataset(event, fact),
            Event::Models(event) => self.fold_model(event, fact),
            Event::Deployments(event) => self.fold_deployment(event, fact),
            Event::Incidents(incidents::Event::DecisionsRescored { .. }) => {
                self.mark(&fact.stream, What::Counted, fact.pos);
            }
            Event::Incidents(_)
            | Event::Systems(_)
            | Event::Training(_)
            | Event::Evaluations(_)
            | Event::Risks(_)
            | Event::People(_)
            | Event::Awareness(_)
            | Event::Catalogue(_)
            | Event::Controls(_)
            | Event::SavedViews(_)
            | Event::Reviews(_)
            | Event::Programme(_) => {}
        }
    }

    fn fold_dataset(&mut self, event: &datasets::Event, fact: &Fact) {
        use datasets::{BatchVerdict, Event};
        if let Event::Quarantined { version, .. } = event {
            self.taint(version_of(fact, version), fact);
        } else if let Event::QuarantineLifted { version, .. } = event {
            self.mark_version(fact, version, What::Cleared);
        } else if let Event::BatchMarked { verdict, .. } = event {
            match verdict {
                BatchVerdict::Malicious | BatchVerdict::Suspicious => {
                    self.taint(Some(fact.stream.clone()), fact);
                }
                BatchVerdict::Clean => self.mark(&fact.stream, What::Cleared, fact.pos),
            }
        }
    }

    fn fold_model(&mut self, event: &models::Event, fact: &Fact) {
        match event {
            models::Event::VersionPromoted { version, .. } => {
                self.mark_version(fact, version, What::Promoted);
            }
            models::Event::VersionRejected { version, .. } => {
                self.mark_version(fact, version, What::Stopped);
            }
            models::Event::VersionRetired { version, .. } => {
                self.mark_version(fact, version, What::Released);
            }
            models::Event::VersionQuarantined { version, .. } => {
                self.taint(version_of(fact, version), fact);
                self.mark_version(fact, version, What::Stopped);
            }
            models::Event::VersionReleased { version, .. } => {
                self.mark_version(fact, version, What::Cleared);
                self.mark_version(fact, version, What::Released);
            }
            models::Event::Registered { .. }
            | models::Event::VersionRegistered { .. }
            | models::Event::PromptVersionRegistered { .. }
            | models::Event::PromptTextGiven { .. }
            | models::Event::ProviderChanged { .. } => {}
        }
    }

    fn fold_deployment(&mut self, event: &deployments::Event, fact: &Fact) {
        match event {
            deployments::Event::Activated { model, endpoint, stage, people, .. } => {
                let node = self.introduce(&fact.stream, fact);
                let (model, endpoint) =
                    (self.introduce(model, fact), self.introduce(endpoint, fact));
                let (pos, stage, people) = (fact.pos, *stage, *people);
                self.add_service(Service { pos, node, model, endpoint, stage, people });
                self.mark(&fact.stream, What::Live, pos);
            }
            deployments::Event::Ended { .. } => self.mark(&fact.stream, What::Ended, fact.pos),
            deployments::Event::Flagged { .. }
            | deployments::Event::FlagCleared { .. }
            | deployments::Event::StopRequested { .. }
            | deployments::Event::StopConfirmed { .. } => {}
        }
    }

    fn taint(&mut self, subject: Option<Subject>, fact: &Fact) {
        let Some(subject) = subject else { return };
        self.introduce(&subject, fact);
        self.mark(&subject, What::Tainted, fact.pos);
    }

    fn mark_version(&mut self, fact: &Fact, version: &Name, what: What) {
        if let Some(subject) = version_of(fact, version) {
            self.mark(&subject, what, fact.pos);
        }
    }

    /// Notes what an event says about a thing, if the thing is known.
    fn mark(&mut self, subject: &Subject, what: What, pos: u64) {
        if let Some(node) = self.find(subject) {
            self.add_mark(pos, node, what);
        }
    }

    /// Notes what an event says about a node.
    pub(super) fn add_mark(&mut self, pos: u64, node: u32, what: What) {
        if let Some(point) = self.points.get_mut(index(node))
            && let Some(added) = self.marks.add(pos, node, what, point.mark)
        {
            point.mark = added;
        }
    }
}

fn version_of(fact: &Fact, version: &Name) -> Option<Subject> {
    fact.stream.at(version.as_str()).ok()
}
