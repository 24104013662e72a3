//! The forms of all acts, as data: which fields, in which words, and what they begin with.
use std::collections::BTreeMap;

use super::{
    act::{Act, Origin},
    one::Risk,
    words::{ReopenCause, RiskCategory, Treatment, WhichScore},
};
use crate::scalars::{Subject, Time};

/// What a field is filled in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// A day.
    Day,
    /// How likely, 1 to 5.
    Likelihood,
    /// How bad, 1 to 5.
    Impact,
    /// One of some values with their words.
    Choice(Vec<(String, String)>),
    /// Somebody of the organisation.
    Person,
    /// An AI system.
    System,
    /// A threat of the catalogue.
    Threat,
    /// An indicator of the catalogue.
    Indicator,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the input.
    pub key: &'static str,
    /// The words before it.
    pub label: &'static str,
    /// What to write.
    pub hint: &'static str,
    /// What it is filled in with.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub required: bool,
    /// What it begins with.
    pub start: String,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The heading.
    pub title: &'static str,
    /// One sentence under it.
    pub lede: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// The words on the button.
    pub button: &'static str,
    /// Whether it stops or takes something away.
    pub is_danger: bool,
}

/// What a form holds, by the names of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(pub BTreeMap<&'static str, String>);

impl Values {
    /// A text, trimmed.
    pub fn text(&self, key: &str) -> String {
        self.0.get(key).map(|text| text.trim().to_owned()).unwrap_or_default()
    }

    /// A text; absent when nothing is written.
    pub fn maybe(&self, key: &str) -> Option<String> {
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    /// A subject.
    pub fn subject(&self, key: &str) -> Subject {
        Subject(self.text(key))
    }

    /// A step of 1 to 5; 0, which the server refuses at its field, when none is chosen.
    pub fn step(&self, key: &str) -> i32 {
        self.text(key).parse().unwrap_or_default()
    }

    /// The beginning of a day; absent when none is chosen.
    pub fn day(&self, key: &str) -> Option<Time> {
        self.maybe(key).map(|day| Time(format!("{day}T00:00:00Z")))
    }

    /// The beginning of a day that the form does not let go without.
    pub fn must_day(&self, key: &str) -> Time {
        self.day(key).unwrap_or_else(|| Time(String::new()))
    }

    /// The lines of a text that say something.
    pub fn lines(&self, key: &str) -> Vec<String> {
        let text = self.text(key);
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

fn field(key: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { key, label, hint: "", kind, required: true, start: String::new() }
}

impl Field {
    fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    fn start(self, start: impl Into<String>) -> Self {
        Self { start: start.into(), ..self }
    }
}

fn form(
    title: &'static str,
    lede: impl Into<String>,
    button: &'static str,
    fields: Vec<Field>,
) -> Form {
    Form { title, lede: lede.into(), fields, button, is_danger: false }
}

fn reason(hint: &'static str) -> Field {
    field("reason", "Reason", Kind::Lines).hint(hint)
}

fn choices<T: Copy>(all: &[T], slug: fn(T) -> &'static str, word: fn(T) -> &'static str) -> Kind {
    Kind::Choice(all.iter().map(|one| (slug(*one).to_owned(), word(*one).to_owned())).collect())
}

/// The form of an act; `risk` is what it is about, unless it is a new one.
#[expect(clippy::too_many_lines, reason = "one short arm for each act")]
pub fn form_of(act: &Act, risk: Option<&Risk>) -> Form {
    match act {
        Act::Identify => identify(),
        Act::IdentifyFrom(origin) => identify_from(origin),
        Act::Assess => assess(risk),
        Act::Plan => plan(risk),
        Act::AddTask => form(
            "Add a task",
            "It counts as overdue from its day on.",
            "Add the task",
            vec![
                field("title", "What is to be done", Kind::Line),
                field("owner", "Who does it", Kind::Person),
                field("due", "Until when", Kind::Day),
            ],
        ),
        Act::GiveTask(_) => form(
            "Give the task to somebody else",
            "Who had it before stays in the record.",
            "Give",
            vec![field("owner", "Who does it", Kind::Person)],
        ),
        Act::CompleteTask(_) => form(
            "Mark the task as done",
            "It stays in the record with who did it.",
            "Mark as done",
            vec![field("note", "How it was done", Kind::Lines).optional()],
        ),
        Act::Request => request(risk),
        Act::Accept { requested, .. } => accept(*requested, risk),
        Act::Decline => danger(form(
            "Turn the request down",
            "What is asked for is not accepted; the reason is shown to who asked.",
            "Turn down",
            vec![reason("Why it shall not be accepted like this.")],
        )),
        Act::Revoke => danger(form(
            "Take the acceptance back",
            "From this moment the risk counts as not accepted.",
            "Take back",
            vec![reason("What changed.")],
        )),
        Act::Close => form(
            "Close the risk",
            "It leaves the open register and stays in the record.",
            "Close the risk",
            vec![reason("Why it is no risk any more.")],
        ),
        Act::Reopen => reopen(),
        Act::Link => form(
            "Link something",
            "An incident, a control, a finding or a piece of evidence.",
            "Link",
            vec![
                field("to", "What", Kind::Line)
                    .hint("Such as incident:INC-2026-002 or control:AIC-DI-04."),
            ],
        ),
        Act::Unlink(to) => danger(form(
            "Take the link away",
            format!(
                "The risk is no longer connected with {}. It was once, and the record says so.",
                to.0
            ),
            "Take away",
            Vec::new(),
        )),
        Act::Review => form(
            "Record a review",
            "Says that the risk was looked at and when it is looked at again.",
            "Record the review",
            vec![
                field("next", "Next review", Kind::Day),
                field("note", "What was found", Kind::Lines).optional(),
            ],
        ),
        Act::Schedule => form(
            "Set the review date",
            "The risk counts as overdue from this day on.",
            "Set the date",
            vec![field("due", "Review on", Kind::Day)],
        ),
        Act::Assign => form(
            "Name the owner",
            "Accountable for the risk from now on; the one before stays in the record.",
            "Name the owner",
            vec![field("owner", "Person", Kind::Person)],
        ),
        Act::Quantify => quantify(),
    }
}

fn danger(form: Form) -> Form {
    Form { is_danger: true, ..form }
}

fn identify() -> Form {
    let lede = "A risk belongs to a threat of the catalogue, and somebody answers for it.";
    form(
        "Identify a risk",
        lede,
        "Put it on the register",
        vec![
            field("title", "Title", Kind::Line).hint("What could go wrong, in a few words."),
            field("threat", "Threat", Kind::Threat),
            field("system", "System", Kind::System).optional(),
            field(
                "category",
                "Category of appetite",
                choices(RiskCategory::ALL, RiskCategory::slug, RiskCategory::word),
            )
            .start("people-safety"),
            field("owner", "Accountable", Kind::Person),
            field("description", "What could happen", Kind::Lines).hint("Names no person."),
            field("concerns", "Exact versions it concerns", Kind::Lines).optional().hint(
                "One on each line, such as model:mdl-carerisk@1.3.0; none for the whole system.",
            ),
        ],
    )
}

/// The same form, with what is known from the thing it follows from.
fn identify_from(origin: &Origin) -> Form {
    let start = |field: Field| match field.key {
        "title" => field.start(origin.title()),
        "threat" => field.start(origin.threat.clone().unwrap_or_default()),
        "system" => {
            field.start(origin.system.as_ref().map(|one| one.0.clone()).unwrap_or_default())
        }
        "description" => field.start(origin.text.clone()),
        _ => field,
    };
    let lede =
        format!("It follows from {}, and each of them will show the other.", origin.subject.name());
    let known = identify();
    Form {
        title: "Make it a risk",
        lede,
        fields: known.fields.into_iter().map(start).collect(),
        ..known
    }
}

fn assess(risk: Option<&Risk>) -> Form {
    let step = |key, label, kind, value: Option<i32>| {
        field(key, label, kind).start(value.map(|step| step.to_string()).unwrap_or_default())
    };
    let (inherent, residual) =
        (risk.and_then(|risk| risk.inherent), risk.and_then(|risk| risk.residual));
    let current = risk.and_then(|risk| risk.current).filter(|now| Some(*now) != residual);
    let share = risk.and_then(|risk| risk.effectiveness.clone()).unwrap_or_default();
    let (likely, bad) = (Kind::Likelihood, Kind::Impact);
    let fields = vec![
        step(
            "inherentLikelihood",
            "Inherent likelihood",
            likely.clone(),
            inherent.map(|one| one.likelihood),
        )
        .hint("As if no control worked."),
        step("inherentImpact", "Inherent impact", bad.clone(), inherent.map(|one| one.impact)),
        step(
            "currentLikelihood",
            "Current likelihood",
            likely.clone(),
            current.map(|one| one.likelihood),
        )
        .optional()
        .hint("As it stands today, where that is not the residual score."),
        step("currentImpact", "Current impact", bad.clone(), current.map(|one| one.impact))
            .optional(),
        step(
            "residualLikelihood",
            "Residual likelihood",
            likely,
            residual.map(|one| one.likelihood),
        )
        .hint("What is left when the controls work."),
        step("residualImpact", "Residual impact", bad, residual.map(|one| one.impact)),
        field("effectiveness", "Effectiveness of controls", Kind::Line)
            .optional()
            .start(share)
            .hint("A share between 0 and 1."),
        field("rationale", "Why", Kind::Lines),
    ];
    let lede = "A new score voids an open request, and ends an acceptance of a lower band.";
    form("Assess the risk", lede, "Record the assessment", fields)
}

fn plan(risk: Option<&Risk>) -> Form {
    let plan = risk.and_then(|risk| risk.plan.as_ref());
    let treatment = plan.map_or("mitigate", |plan| plan.treatment.slug());
    let text = plan.map(|plan| plan.description.clone()).unwrap_or_default();
    let due = plan.and_then(|plan| plan.due.as_ref()).map(|due| day(&due.0)).unwrap_or_default();
    form(
        "Plan the treatment",
        "What will be done, and until when.",
        "Record the plan",
        vec![
            field(
                "treatment",
                "Treatment",
                choices(Treatment::ALL, Treatment::slug, Treatment::word),
            )
            .start(treatment),
            field("description", "What exactly", Kind::Lines).start(text),
            field("due", "Until when", Kind::Day).optional().start(due),
        ],
    )
}

/// The day of a moment.
fn day(time: &str) -> String {
    time.chars().take(10).collect()
}

fn request(risk: Option<&Risk>) -> Form {
    let rule = risk.and_then(|risk| risk.who_accepts.as_ref());
    let lede = rule.map_or_else(|| "Score the risk first.".to_owned(), super::one::Rule::words);
    form(
        "Request acceptance",
        lede,
        "Request",
        vec![
            field("until", "Until when", Kind::Day),
            field("compensating", "Compensating controls", Kind::Lines)
                .optional()
                .hint("One on each line. Needed from high on."),
            reason("Why it can be lived with for this time."),
        ],
    )
}

fn accept(requested: bool, risk: Option<&Risk>) -> Form {
    let until = risk.and_then(|risk| risk.request.as_ref()).map(|request| day(&request.until.0));
    let lede = until.map_or_else(
        || "You accept it in your own name.".to_owned(),
        |until| format!("You accept it in your own name, until {until}, as it was asked for."),
    );
    let mut fields = vec![reason("Why you accept it.")];
    if !requested {
        fields.insert(0, field("until", "Until when", Kind::Day));
    }
    form("Accept the risk", lede, "Accept", fields)
}

fn reopen() -> Form {
    let lede = "It needs a new assessment. An incident or a new version ends an acceptance.";
    form(
        "Reopen the risk",
        lede,
        "Reopen",
        vec![
            field(
                "why",
                "What happened",
                choices(ReopenCause::ALL, ReopenCause::slug, ReopenCause::word),
            )
            .start("incident"),
            field("cause", "What showed it", Kind::Line)
                .optional()
                .hint("Such as incident:INC-2026-002."),
            field("indicator", "Indicator", Kind::Indicator)
                .optional()
                .hint("The one that turned red."),
            field("note", "More", Kind::Lines).optional(),
        ],
    )
}

fn quantify() -> Form {
    let range = |key, label, hint| field(key, label, Kind::Line).hint(hint);
    let lede =
        "Ranges are written least..most likely..most. The same figures give the same result again.";
    form(
        "Simulate the yearly loss",
        lede,
        "Simulate",
        vec![
            field("which", "State", choices(WhichScore::ALL, WhichScore::slug, WhichScore::word))
                .start("inherent"),
            range("frequency", "Threat events a year", "0.5..1.5..4"),
            range("vulnerability", "Share that become losses", "0.25..0.45..0.7"),
            range("primaryLoss", "Loss of one event", "150000..600000..2500000"),
            field("secondaryProbability", "Probability of a further loss", Kind::Line)
                .hint("A share between 0 and 1."),
            range("secondaryLoss", "That further loss", "200000..1500000..9000000"),
            field("currency", "Currency", Kind::Line).start("EUR"),
            field("seed", "Seed", Kind::Line).start("1"),
        ],
    )
}
