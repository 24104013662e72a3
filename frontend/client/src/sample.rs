//! Names of things that operations are about.
use crate::moment::Moment;

/// Names of things to ask about. They should exist where the operations are sent.
#[derive(Clone, Debug)]
pub struct Sample {
    /// A system.
    pub system: String,
    /// A dataset.
    pub dataset: String,
    /// A version of it.
    pub dataset_version: String,
    /// Another version of it, to be quarantined.
    pub spare_version: String,
    /// A source.
    pub source: String,
    /// A batch.
    pub batch: String,
    /// A run.
    pub run: String,
    /// A training environment.
    pub environment: String,
    /// A model.
    pub model: String,
    /// A version of it.
    pub model_version: String,
    /// A piece of evidence.
    pub evidence: String,
    /// A deployment.
    pub deployment: String,
    /// An incident.
    pub incident: String,
    /// A reported use that waits.
    pub intake: String,
    /// A risk that is open.
    pub risk: String,
    /// A module of the curriculum.
    pub module: String,
    /// A person.
    pub person: String,
    /// Who sends them.
    pub me: String,
    /// A team.
    pub team: String,
    /// The organisation.
    pub organisation: String,
    /// A design review that is not concluded.
    pub review: String,
    /// A finding that is not closed.
    pub finding: String,
    /// An action that is not closed.
    pub action: String,
    /// A policy.
    pub policy: String,
    /// An initiative.
    pub initiative: String,
    /// A meeting with a decision.
    pub meeting: String,
    /// A piece of feedback that waits.
    pub feedback: String,
    /// The moment that questions are about.
    pub moment: Moment,
}

impl Default for Sample {
    fn default() -> Self {
        let name = str::to_owned;
        Self {
            system: name("system:s"),
            dataset: name("dataset:d"),
            dataset_version: name("dataset:d@v1"),
            spare_version: name("dataset:d@v2"),
            source: name("source:s"),
            batch: name("batch:b"),
            run: name("run:r"),
            environment: name("environment:e"),
            model: name("model:m"),
            model_version: name("model:m@1"),
            evidence: name("evidence:e"),
            deployment: name("deployment:d"),
            incident: name("incident:i"),
            intake: name("intake:i"),
            risk: name("risk:r"),
            module: name("M01"),
            person: name("person:p"),
            me: name("person:me"),
            team: name("team:t"),
            organisation: name("organisation:o"),
            review: name("review:r"),
            finding: name("finding:f"),
            action: name("action:a"),
            policy: name("policy:p"),
            initiative: name("initiative:i"),
            meeting: name("meeting:m"),
            feedback: name("feedback:f"),
            moment: Moment::default(),
        }
    }
}
