//! Who accepts at which level, by the roles that people hold in the log: every pair of those that could
//! matter, and each where, or when, it does not count.

use domain::{
    people,
    risks::{Band, Command, Terms, Treatment},
};
use kernel::Note;
use serde_json::{Value, json};

use super::{
    accepting::{World, accept, identification, terms},
    assessment, name, score, scores, subject,
};
use crate::{
    AppError, Instant,
    risks::{RiskRow, Status},
    testing::NOW,
};

/// The roles of the levels, one that builds, and one that never accepts.
const ROLES: [&str; 7] = [
    "system_owner",
    "model_risk_manager",
    "ciso",
    "chief_risk_officer",
    "executive_sponsor",
    "product_owner",
    "administrator",
];

/// The levels as the catalogue writes them, each with its roles.
fn levels() -> Vec<(Band, Vec<String>)> {
    let file = include_str!("../../../catalog/risk_scoring.json");
    let file: Value = serde_json::from_str(file).unwrap();
    let level = |entry: &Value| {
        let band: Band = entry["residual_band"].as_str().unwrap().parse().unwrap();
        let who = entry["who"].as_str().unwrap().split(',').next().unwrap();
        (band, who.split(" + ").map(|role| role.trim().to_owned()).collect())
    };
    file["acceptance"].as_array().unwrap().iter().map(level).collect()
}

/// The roles that take part at a level: its own, and those of the levels above.
fn takes_part(level: Band, role: &str) -> bool {
    levels().iter().any(|(band, roles)| *band >= level && roles.iter().any(|known| known == role))
}

/// Whether these roles, each of another person, are what a level or one above it takes.
fn is_enough(level: Band, held: &[&str]) -> bool {
    let has = |role: &String| held.contains(&role.as_str());
    levels().iter().any(|(band, roles)| *band >= level && roles.iter().all(has))
}

/// What one person who holds a role hears at a level: the code of the refusal, if it is one.
fn answer(level: Band, role: &str) -> Option<&'static str> {
    if role == "administrator" {
        return Some("risk.never_accepts");
    }
    (!takes_part(level, role)).then_some("risk.wrong_role")
}

/// What is left of 4 x 5 when it falls into a band.
fn of(band: Band) -> (i64, i64) {
    match band {
        Band::Low => (2, 2),
        Band::Medium => (2, 4),
        Band::High => (3, 4),
        Band::VeryHigh => (4, 5),
    }
}

impl World {
    async fn person(&self, person: &str) {
        let stream = format!("person:{person}");
        let data = json!({ "name": person, "service": false });
        self.told("person.registered", &stream, data).await;
    }

    async fn gives(&self, person: &str, role: &str, scope: &str, days: (i64, i64)) {
        let (from, until) = (NOW.plus_days(days.0), NOW.plus_days(days.1));
        let grant = json!({ "role": role, "scope": scope, "from": from, "until": until });
        self.told("person.role_granted", &format!("person:{person}"), grant).await;
    }

    async fn lends(
        &self,
        lender: &str,
        person: &str,
        (role, scope): (&str, &str),
        days: (i64, i64),
    ) {
        let lend = people::Command::Delegate {
            role: name(role),
            scope: subject(scope),
            from: NOW.plus_days(days.0),
            until: NOW.plus_days(days.1),
        };
        let (lender, to) = (self.caller(lender).await, subject(&format!("person:{person}")));
        self.test.app.people(&lender, &self.meta(), &to, lend).await.unwrap();
    }

    /// A risk of system a in a band, planned for and put forward.
    async fn put_forward(&self, risk: &str, band: Band) {
        let (likelihood, impact) = of(band);
        let scores = scores(score(4, 5), score(likelihood, impact));
        let plan = Command::PlanTreatment {
            treatment: Treatment::Mitigate,
            description: Note::parse("One key per clinic").unwrap(),
            due: Some(NOW.plus_days(90)),
        };
        self.does_on(risk, "finder", Command::Identify(identification("THR-06"))).await.unwrap();
        self.does_on(risk, "finder", plan).await.unwrap();
        self.does_on(risk, "assessor", Command::Assess(assessment(scores))).await.unwrap();
        let asked = Terms { until: NOW.plus_days(20), ..terms() };
        self.does_on(risk, "finder", Command::RequestAcceptance(asked)).await.unwrap();
    }

    /// What came of accepting: nothing when it was recorded, else the code of the refusal.
    async fn accepts(&self, risk: &str, person: &str) -> Option<String> {
        match self.does_on(risk, person, accept()).await {
            Ok(()) => None,
            Err(AppError::Refused(refused)) => Some(refused.code),
            Err(other) => panic!("{person} on {risk}: {other:?}"),
        }
    }

    async fn is_accepted(&self, risk: &str) -> bool {
        let sight = self.test.sight(Instant::Now).await;
        let row = self.test.app.find::<RiskRow>(&sight, &subject(risk)).await.unwrap().unwrap();
        row.state.status(NOW) == Status::Accepted
    }

    /// Two people for each role, who hold it everywhere, and one who only scores.
    async fn with_pairs() -> Self {
        let world = Self::new().await;
        world.person("assessor").await;
        world.gives("assessor", "model_risk_manager", "organisation:o", (0, 30)).await;
        for (role, who) in ROLES.into_iter().flat_map(|role| [(role, "a"), (role, "b")]) {
            let person = format!("{who}-{role}");
            world.person(&person).await;
            world.gives(&person, role, "organisation:o", (0, 30)).await;
        }
        world
    }
}

#[tokio::test]
async fn each_level_by_each_pair_of_held_roles() {
    let world = World::with_pairs().await;
    let mut accepted = 0;
    for (level, _) in levels() {
        for (first, second) in ROLES.iter().flat_map(|a| ROLES.iter().map(move |b| (*a, *b))) {
            let risk = format!("risk:{}-{first}-{second}", level.as_str());
            world.put_forward(&risk, level).await;
            let case = format!("{first}, then {second}, at {level:?}");
            let said = world.accepts(&risk, &format!("a-{first}")).await;
            assert_eq!(said.as_deref(), answer(level, first), "{case}");
            let taking_part: Vec<&str> =
                [first].into_iter().filter(|role| answer(level, role).is_none()).collect();
            if is_enough(level, &taking_part) {
                // An owner who accepts a low risk needs nobody else.
                assert!(world.is_accepted(&risk).await, "{case}");
                accepted += 1;
                continue;
            }
            let said = world.accepts(&risk, &format!("b-{second}")).await;
            assert_eq!(said.as_deref(), answer(level, second), "{case}");
            let both: Vec<&str> =
                [first, second].into_iter().filter(|role| answer(level, role).is_none()).collect();
            assert_eq!(world.is_accepted(&risk).await, is_enough(level, &both), "{case}");
            accepted += i32::from(is_enough(level, &both));
        }
    }
    // By hand, in ordered pairs. Low: an owner first with any of 7, or after any of the other 6, and
    // risk officer with CISO or sponsor both ways, 4. Medium: owner with manager, and those 4. High:
    // those 4. Very high: 2.
    assert_eq!(accepted, (7 + 6 + 4) + (2 + 4) + 4 + 2);
}

fn risk(day: i64, level: Band, role: &str, who: &str) -> String {
    format!("risk:d{day}-{}-{role}-{who}", level.as_str())
}

#[tokio::test]
async fn each_role_accepts_only_within_its_place_and_days() {
    let world = World::with_pairs().await;
    let cases: Vec<(Band, String)> = levels()
        .into_iter()
        .flat_map(|(level, roles)| roles.into_iter().map(move |role| (level, role)))
        .collect();
    assert_eq!(cases.len(), 7, "one for low, two for each other level");
    // `later` holds it from tomorrow on; `lent` has it lent for the two days after today.
    let standings = ["near", "team", "system", "over", "later", "lent"];
    for role in ROLES.into_iter().take(5) {
        for who in standings {
            world.person(&format!("{who}-{role}")).await;
        }
        world.gives(&format!("near-{role}"), role, "system:a", (0, 30)).await;
        world.gives(&format!("team-{role}"), role, "team:b", (0, 30)).await;
        world.gives(&format!("system-{role}"), role, "system:b", (0, 30)).await;
        world.gives(&format!("over-{role}"), role, "organisation:o", (-9, -1)).await;
        world.gives(&format!("later-{role}"), role, "organisation:o", (1, 30)).await;
        let (lender, lent) = (format!("a-{role}"), format!("lent-{role}"));
        world.lends(&lender, &lent, (role, "organisation:o"), (1, 3)).await;
    }
    let days: [(i64, &[&str], &[&str]); 3] = [
        (0, &["near"], &["team", "system", "over", "later", "lent"]),
        (2, &["near", "later", "lent"], &["team", "system", "over"]),
        (4, &["near", "later"], &["team", "system", "over", "lent"]),
    ];
    let mut today = 0;
    for (day, may, may_not) in days {
        world.test.advance_days(day - today);
        today = day;
        for (level, role) in &cases {
            let closed = risk(day, *level, role, "closed");
            world.put_forward(&closed, *level).await;
            for who in may_not {
                let said = world.accepts(&closed, &format!("{who}-{role}")).await;
                let case = format!("day {day}: {who} {role} at {level:?}");
                assert_eq!(said.as_deref(), Some("risk.unknown"), "{case}");
            }
            for who in may {
                let open = risk(day, *level, role, who);
                world.put_forward(&open, *level).await;
                let said = world.accepts(&open, &format!("{who}-{role}")).await;
                assert_eq!(said, None, "day {day}: {who} {role} at {level:?}");
            }
        }
    }
}
