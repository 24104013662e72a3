//! Subjects (`kind:name@version`): where they lead, how they look.
use leptos::prelude::*;

use super::{Icon, Link, icon};

/// Splits `kind:name@version`; the version may be absent.
pub fn parts(subject: &str) -> Option<(&str, &str, Option<&str>)> {
    let (kind, rest) = subject.split_once(':')?;
    let (name, version) = match rest.rsplit_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (rest, None),
    };
    (!kind.is_empty() && !name.is_empty()).then_some((kind, name, version))
}

/// The page of a subject: its own where its room has one, and its events for the rest.
pub fn page_of(subject: &str) -> String {
    let Some((kind, name, version)) = parts(subject) else {
        return "/events".to_owned();
    };
    if let ("control", Some((system, control))) = (kind, name.rsplit_once('.')) {
        return format!("/controls/{}/{}", escaped(system), escaped(control));
    }
    let room = match kind {
        "catalogue" => return "/catalogue".to_owned(),
        "system" => "systems",
        "dataset" => "datasets",
        "model" => "models",
        "prompt" => "prompts",
        "deployment" => "deployments",
        "incident" => "incidents",
        "risk" => "risks",
        "batch" => "batches",
        "source" => "sources",
        "run" => "runs",
        "environment" => "environments",
        "evidence" => "evidence",
        "person" => "people",
        "team" => "teams",
        // What somebody learnt stands on a page of its own.
        "learner" => "learning/people",
        "curriculum" => return "/learning/modules".to_owned(),
        "intake" => "intake",
        // Services have no page of their own kind: they are shown where people are.
        "service" => return format!("/people/{}", escaped(subject)),
        "review" => "reviews",
        "finding" => "findings",
        "action" => "actions",
        "policy" => "policies",
        "meeting" => "meetings",
        "feedback" => "feedback",
        "initiative" => "initiatives",
        "exercise" => return "/exercises".to_owned(),
        "survey" => return "/surveys".to_owned(),
        "appetite" => return "/programme".to_owned(),
        _ => return format!("/events?subject={}", escaped(subject)),
    };
    let name = escaped(name);
    match version {
        Some(version) => format!("/{room}/{name}/{}", escaped(version)),
        None => format!("/{room}/{name}"),
    }
}

/// The icon of a kind of subject.
pub fn icon_of(kind: &str) -> &'static str {
    match kind {
        "system" => icon::SYSTEM,
        "dataset" => icon::DATASET,
        "model" | "prompt" => icon::MODEL,
        "deployment" | "endpoint" | "service" => icon::DEPLOYMENT,
        "environment" => icon::ENVIRONMENT,
        "incident" | "alert" => icon::INCIDENT,
        "risk" => icon::RISK,
        "source" => icon::SOURCE,
        "batch" => icon::BATCH,
        "run" => icon::RUN,
        "evidence" | "finding" | "policy" => icon::EVIDENCE,
        "control" | "catalogue" | "review" | "appetite" => icon::SHIELD,
        "action" => icon::CHECK,
        "person" | "team" => icon::PERSON,
        "curriculum" | "learner" => icon::LEARNING,
        "intake" => icon::SEARCH,
        _ => icon::THING,
    }
}

/// The kind as people say it.
pub fn kind_name(kind: &str) -> &'static str {
    match kind {
        "system" => "AI system",
        "dataset" => "Dataset",
        "model" => "Model",
        "prompt" => "Prompt",
        "deployment" => "Deployment",
        "endpoint" => "Endpoint",
        "service" => "Service",
        "environment" => "Environment",
        "incident" => "Incident",
        "risk" => "Risk",
        "alert" => "Alert",
        "source" => "Source",
        "batch" => "Batch",
        "run" => "Training run",
        "evidence" => "Evidence",
        "finding" => "Finding",
        "review" => "Design review",
        "action" => "Action",
        "policy" => "Policy",
        "attestation" => "Attestation",
        "appetite" => "Risk appetite",
        "initiative" => "Initiative",
        "meeting" => "Meeting",
        "exercise" => "Exercise",
        "survey" => "Survey",
        "feedback" => "Feedback",
        "control" => "Control",
        "intake" => "Reported use",
        "catalogue" => "Catalogue",
        "person" => "Person",
        "team" => "Team",
        "learner" => "Training of",
        "curriculum" => "Curriculum",
        "view" => "Saved view",
        _ => "Thing",
    }
}

/// Percent-encodes everything but unreserved characters.
pub fn escaped(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            // Writing into a string cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
        out
    })
}

/// A subject as a link to its page. The name is kept as it was given.
#[component]
pub fn Subject(
    /// `kind:name@version`.
    #[prop(into)]
    of: String,
    /// A name for people, shown in place of the written name.
    #[prop(optional, into)]
    title: MaybeProp<String>,
) -> impl IntoView {
    let title = title.get_untracked();
    let to = page_of(&of);
    let (kind, written) = match parts(&of) {
        Some((kind, _, _)) => {
            (kind.to_owned(), of.get(kind.len() + 1..).unwrap_or_default().to_owned())
        }
        None => (String::new(), of.clone()),
    };
    let is_code = title.is_none();
    let label = format!("{} {}", kind_name(&kind), title.as_deref().unwrap_or(&written));
    view! {
        <Link to=to class="subject" label=label>
            <Icon d=icon_of(&kind)/>
            <span class:code=is_code>{title.unwrap_or(written)}</span>
        </Link>
    }
}

#[cfg(test)]
mod tests {
    use super::{page_of, parts};

    #[test]
    fn a_subject_leads_to_the_page_of_its_room() {
        assert_eq!(page_of("dataset:ds-care-train@v4"), "/datasets/ds-care-train/v4");
        assert_eq!(page_of("model:mdl-carerisk@1.3.0"), "/models/mdl-carerisk/1.3.0");
        assert_eq!(page_of("system:sys-carerisk"), "/systems/sys-carerisk");
        assert_eq!(page_of("prompt:prm-support@v4"), "/prompts/prm-support/v4");
        assert_eq!(page_of("control:sys-a.b.AIC-DI-01"), "/controls/sys-a.b/AIC-DI-01");
        assert_eq!(page_of("risk:RSK-HC-01"), "/risks/RSK-HC-01");
    }

    #[test]
    fn a_subject_without_a_page_leads_to_its_events() {
        assert_eq!(page_of("batch:bat-pc-1"), "/batches/bat-pc-1");
        assert_eq!(page_of("environment:env-train-eu"), "/environments/env-train-eu");
        assert_eq!(page_of("service:token-ci"), "/people/service%3Atoken-ci");
        assert_eq!(page_of("curriculum:ours@1"), "/learning/modules");
        assert_eq!(page_of("learner:usr-a"), "/learning/people/usr-a");
        assert_eq!(page_of("action:ACT-2026-021"), "/actions/ACT-2026-021");
        assert_eq!(page_of("survey:evt-org-0080"), "/surveys");
        assert_eq!(page_of("initiative:evt-org-0072"), "/initiatives/evt-org-0072");
        assert_eq!(page_of("gate:g-1@2"), "/events?subject=gate%3Ag-1%402");
        assert_eq!(page_of("nonsense"), "/events");
    }

    #[test]
    fn a_name_may_hold_any_character() {
        assert_eq!(parts("model:a/b@c@2"), Some(("model", "a/b@c", Some("2"))));
        assert_eq!(page_of("model:a/b@c@2"), "/models/a%2Fb%40c/2");
        assert_eq!(page_of("system:größe"), "/systems/gr%C3%B6%C3%9Fe");
    }
}
