//! Lineage: which facts say that one exact thing went into another.
//!
//! Edges point downstream: from what was there before to what was made of it. A blast radius
//! follows them forward, a search for causes backward.
//!
//! # Invariants
//! - A poisoned batch reaches the endpoint it ended up at. (`a_batch_reaches_the_deployment`)
//! - Evidence hangs on what it is about and on the data it was computed with. (`evidence_hangs_on_model_and_data`)
//! - A model whose output became data is a parent of that data. (`a_model_can_be_a_parent_of_data`)
//! - A source is an edge to a version only where no batch says it better. (`batches_stand_between_source_and_version`)
//!
//! # Deliberately absent
//! - No graph: the app keeps the edges in a view, as of any position.
//! - No verdicts: that something is suspect follows from edges and quarantines, when one asks.

#[cfg(test)]
mod tests;

use kernel::{Kind, Subject};

use crate::{Event, about::at, datasets, deployments, evaluations, models, training, words::words};

words! {
    /// How one thing went into another.
    pub enum EdgeKind {
        /// A source delivered a batch, or data directly.
        Delivered = "delivered",
        /// A batch became part of a dataset version.
        TakenIn = "taken_in",
        /// A version was derived from another version.
        Derived = "derived",
        /// A version went into a run.
        Input = "input",
        /// A run made a version.
        Output = "output",
        /// A version is served by a deployment.
        Served = "served",
        /// A version was tested; the evidence speaks about it.
        Tested = "tested",
        /// A test was computed with a dataset version.
        ComputedWith = "computed_with",
    }
}

/// One thing went into another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// What was there before.
    pub from: Subject,
    /// What was made of it.
    pub to: Subject,
    /// In which way.
    pub kind: EdgeKind,
}

/// The edges an event adds, for the stream it belongs to. The same edge may come from two facts (a
/// run's outputs and a version's run); it is equal then.
pub fn edges(event: &Event, stream: &Subject) -> Vec<Edge> {
    match event {
        Event::Datasets(event) => of_data(event, stream),
        Event::Training(event) => of_run(event, stream),
        Event::Models(event) => of_model(event, stream),
        Event::Evaluations(event) => of_evidence(event, stream),
        Event::Deployments(event) => of_deployment(event, stream),
        Event::Systems(_)
        | Event::Incidents(_)
        | Event::Risks(_)
        | Event::People(_)
        | Event::Awareness(_)
        | Event::Catalogue(_)
        | Event::Controls(_)
        | Event::SavedViews(_)
        | Event::Reviews(_)
        | Event::Programme(_) => Vec::new(),
    }
}

fn of_data(event: &datasets::Event, stream: &Subject) -> Vec<Edge> {
    if let datasets::Event::BatchReceived { source, .. } = event {
        return into([source], stream, EdgeKind::Delivered);
    }
    let datasets::Event::VersionRegistered { version, source, batches, derived_from, .. } = event
    else {
        return Vec::new();
    };
    let Some(made) = at(stream, version) else {
        return Vec::new();
    };
    let mut edges = into(batches, &made, EdgeKind::TakenIn);
    edges.extend(into(derived_from, &made, EdgeKind::Derived));
    if batches.is_empty() {
        edges.extend(into(source, &made, EdgeKind::Delivered));
    }
    edges
}

fn of_run(event: &training::Event, stream: &Subject) -> Vec<Edge> {
    if let training::Event::Started { inputs, .. } = event {
        return into(inputs, stream, EdgeKind::Input);
    }
    let training::Event::Completed { outputs, .. } = event else {
        return Vec::new();
    };
    let output =
        |made: &Subject| Edge { from: stream.clone(), to: made.clone(), kind: EdgeKind::Output };
    outputs.iter().map(output).collect()
}

fn of_model(event: &models::Event, stream: &Subject) -> Vec<Edge> {
    let models::Event::VersionRegistered { version, run, derived_from, .. } = event else {
        return Vec::new();
    };
    let Some(made) = at(stream, version) else {
        return Vec::new();
    };
    let mut edges = into(run, &made, EdgeKind::Output);
    edges.extend(into(derived_from, &made, EdgeKind::Derived));
    edges
}

fn of_evidence(event: &evaluations::Event, stream: &Subject) -> Vec<Edge> {
    let evaluations::Event::Attached { subject, dataset, .. } = event else {
        return Vec::new();
    };
    let is_tested = matches!(subject.kind(), Kind::Dataset | Kind::Model);
    let mut edges = into(Some(subject).filter(|_| is_tested), stream, EdgeKind::Tested);
    edges.extend(into(dataset, stream, EdgeKind::ComputedWith));
    edges
}

fn of_deployment(event: &deployments::Event, stream: &Subject) -> Vec<Edge> {
    let deployments::Event::Activated { model, uses, .. } = event else {
        return Vec::new();
    };
    let mut edges = into([model], stream, EdgeKind::Served);
    edges.extend(into(uses, stream, EdgeKind::Served));
    edges
}

fn into<'a>(
    from: impl IntoIterator<Item = &'a Subject>,
    to: &Subject,
    kind: EdgeKind,
) -> Vec<Edge> {
    from.into_iter().map(|from| Edge { from: from.clone(), to: to.clone(), kind }).collect()
}
