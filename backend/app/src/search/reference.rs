//! What is found of the catalogue: controls, threats, frameworks, and every other item that has an id.
//!
//! # Deliberately absent
//! - What a file says about itself: that is no item.

use serde_json::Value;

use super::{
    rooms::{Found, Reference},
    things::line,
};
use crate::catalogue::title;

/// The section of what files say about themselves.
const FILES: &str = "files";
const CONTROLS: &str = "controls";
const THREATS: &str = "threats";
const FRAMEWORKS: &str = "frameworks";

fn text(body: &Value, member: &str) -> String {
    body.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn texts(body: &Value, member: &str) -> Vec<String> {
    let list = body.get(member).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Controls as the catalogue writes them.
pub(super) struct Controls;

impl Reference for Controls {
    const KIND: &'static str = "catalogue_control";

    fn holds(section: &str) -> bool {
        section == CONTROLS
    }

    fn found(_: &str, body: &Value) -> Found {
        let objective = text(body, "objective");
        let mut words = texts(body, "threats");
        words.extend([text(body, "stage"), text(body, "owner_role")]);
        let detail = line(&objective);
        words.push(objective);
        Found { title: title(body), detail, words, ..Found::default() }
    }
}

/// Threats, each with its techniques.
pub(super) struct Threats;

impl Reference for Threats {
    const KIND: &'static str = "threat";

    fn holds(section: &str) -> bool {
        section == THREATS
    }

    fn found(_: &str, body: &Value) -> Found {
        let definition = text(body, "definition");
        let detail = line(&definition);
        let techniques = body.get("sub_techniques").and_then(Value::as_array);
        let techniques = techniques.into_iter().flatten();
        let named = |one: &Value| [text(one, "id"), title(one)];
        let mut words: Vec<String> = techniques.flat_map(named).collect();
        words.push(definition);
        Found { title: title(body), detail, words, ..Found::default() }
    }
}

/// Frameworks.
pub(super) struct Frameworks;

impl Reference for Frameworks {
    const KIND: &'static str = "framework";

    fn holds(section: &str) -> bool {
        section == FRAMEWORKS
    }

    fn found(_: &str, body: &Value) -> Found {
        let (publisher, version) = (text(body, "publisher"), text(body, "version"));
        let detail = [publisher.as_str(), version.as_str()];
        let detail: Vec<&str> = detail.into_iter().filter(|part| !part.is_empty()).collect();
        Found {
            title: title(body),
            detail: line(&detail.join(" · ")),
            words: vec![publisher, version],
            ..Found::default()
        }
    }
}

/// Every other item: of frameworks, metrics, types of evidence, indicators.
pub(super) struct Others;

impl Reference for Others {
    const KIND: &'static str = "catalogue_item";

    fn holds(section: &str) -> bool {
        ![FILES, CONTROLS, THREATS, FRAMEWORKS].contains(&section)
    }

    fn found(section: &str, body: &Value) -> Found {
        Found {
            title: line(&title(body)),
            detail: section.to_owned(),
            words: vec![section.to_owned()],
            aside: true,
            ..Found::default()
        }
    }
}
