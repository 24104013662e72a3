//! Results in groups, kinds in words, and the way the arrows go.
use super::queries::{Finds, Hit};
use crate::{
    catalogue::model::{escaped, item_page},
    words::plain,
};

/// Results of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The word for the kind.
    pub kind: String,
    /// The kind as people say it.
    pub name: String,
    /// The results, the best first.
    pub hits: Vec<Hit>,
}

impl Finds {
    /// The results by kind, beginning with the kind of the best.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for hit in &self.hits {
            if let Some(group) = groups.iter_mut().find(|group| group.kind == hit.kind) {
                group.hits.push(hit.clone());
                continue;
            }
            let (kind, name) = (hit.kind.clone(), kind_words(&hit.kind));
            groups.push(Group { kind, name, hits: vec![hit.clone()] });
        }
        groups
    }

    /// The kinds that have results, with how many.
    pub fn kinds(&self) -> Vec<(String, String, usize)> {
        let count = |number: i64| usize::try_from(number).unwrap_or_default();
        let kind = |facet: &super::queries::Facet| {
            (facet.kind.clone(), kind_words(&facet.kind), count(facet.count.0))
        };
        self.facets.iter().map(kind).collect()
    }

    /// How many there are of all kinds.
    pub fn of_all_kinds(&self) -> usize {
        self.kinds().iter().map(|(_, _, count)| count).sum()
    }
}

impl Hit {
    /// Its own name, where the title is another one.
    pub fn id(&self) -> Option<&str> {
        let of_subject = self.subject.0.split_once(':').map(|(_, id)| id);
        let id = self.item.as_deref().or(of_subject).unwrap_or(self.subject.as_str());
        (id != self.title).then_some(id)
    }

    /// The page of a part of a subject, or the list of what has no page of its own; none for every
    /// other subject.
    pub fn page(&self) -> Option<String> {
        if let Some(list) = listed(&self.kind) {
            return Some(format!("{list}?q={}", escaped(self.subject.name())));
        }
        let item = self.item.as_deref()?;
        match (self.section.as_deref(), self.kind.as_str()) {
            (Some(section), _) => Some(item_page(section, item)),
            (None, "module") => Some(format!("/learning/modules/{}", escaped(item))),
            (None, "campaign") => Some(format!("/learning/campaigns?q={}", escaped(item))),
            (None, _) => None,
        }
    }

    /// How it stands, in words.
    pub fn state_words(&self) -> Option<String> {
        self.state.as_deref().map(plain)
    }
}

/// Where things of a kind stand that have no page of their own.
fn listed(kind: &str) -> Option<&'static str> {
    match kind {
        "exercise" => Some("/exercises"),
        "survey" => Some("/surveys"),
        _ => None,
    }
}

/// Things of a kind, as people say it.
pub fn kind_words(kind: &str) -> String {
    let words = match kind {
        "system" => "AI systems",
        "intake" => "Reported uses",
        "source" => "Sources",
        "batch" => "Batches",
        "dataset" => "Datasets",
        "dataset_version" => "Dataset versions",
        "environment" => "Training environments",
        "run" => "Training runs",
        "model" => "Models",
        "model_version" => "Model versions",
        "evidence" => "Evidence",
        "deployment" => "Deployments",
        "incident" => "Incidents",
        "risk" => "Risks",
        "control" => "Controls",
        "review" => "Design reviews",
        "finding" => "Findings",
        "action" => "Actions",
        "policy" => "Policies",
        "initiative" => "Initiatives",
        "meeting" => "Meetings",
        "exercise" => "Exercises",
        "survey" => "Surveys",
        "feedback" => "Feedback",
        "appetite" => "Risk appetite",
        "team" => "Teams",
        "person" => "People",
        "curriculum" => "Curriculum",
        "module" => "Training modules",
        "campaign" => "Training campaigns",
        "catalogue_control" => "Controls of the catalogue",
        "threat" => "Threats",
        "framework" => "Frameworks",
        "catalogue_item" => "Items of the catalogue",
        other => return plain(other),
    };
    words.to_owned()
}

/// How many there are, for people: `1 result`.
pub fn result_words(count: usize) -> String {
    match count {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        _ => format!("{count} results"),
    }
}

/// Whether every word of a text begins a word of a name.
pub fn fits(name: &str, text: &str) -> bool {
    let name = name.to_lowercase();
    let text = text.to_lowercase();
    text.split_whitespace()
        .all(|wanted| name.split_whitespace().any(|word| word.starts_with(wanted)))
}

/// Where an arrow leads among so many results; `None` for every other key.
pub fn step(key: &str, here: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" if here >= last => Some(0),
        "ArrowDown" => Some(here + 1),
        "ArrowUp" if here == 0 => Some(last),
        "ArrowUp" => Some((here - 1).min(last)),
        _ => None,
    }
}
