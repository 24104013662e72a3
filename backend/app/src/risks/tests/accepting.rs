//! Accepting a risk, with the real roles of real people in the log.

use domain::{
    authority::{Act, Caller, Grant},
    catalogue::{self, OwnItem, Section},
    evaluations, people,
    risks::{
        Acceptance, Acceptor, Band, Cause, Command, Identification, Risks, Terms, Treatment, Which,
    },
};
use kernel::{Decimal, Digest, Micros, Note, Personal, Subject};
use serde_json::{Value, json};

use super::{assessment, name, score, scores, subject};
use crate::{
    AppError, Instant, Meta,
    catalogue::own_stream,
    import::Reported,
    risks::{RiskFilter, RiskRow, RiskState, Status},
    testing::{NOW, TestApp, drill_app, empty_app, with_roles},
};

/// Two teams with a system each, and people with a role each.
const PEOPLE: [(&str, &str, &str); 7] = [
    ("finder", "product_owner", "team:a"),
    ("owner", "system_owner", "team:a"),
    ("other", "system_owner", "team:b"),
    ("mrm", "model_risk_manager", "organisation:o"),
    ("ciso", "ciso", "organisation:o"),
    ("cro", "chief_risk_officer", "organisation:o"),
    ("admin", "administrator", "organisation:o"),
];

pub(super) struct World {
    pub(super) test: TestApp,
    commands: std::cell::Cell<u32>,
}

impl World {
    pub(super) async fn new() -> Self {
        let world = Self { test: empty_app().await, commands: std::cell::Cell::new(0) };
        world
            .told("organisation.registered", "organisation:o", json!({ "name": "O", "units": [] }))
            .await;
        for team in ["a", "b"] {
            world.told("team.created", &format!("team:{team}"), json!({ "name": team })).await;
            let system = json!({ "name": team, "purpose": "Decides", "kinds": [], "risk_class": "high",
                "team": format!("team:{team}"), "processes_personal_data": true,
                "affects_persons": true, "trained_in_house": true });
            world.told("system.registered", &format!("system:{team}"), system).await;
        }
        for (person, role, scope) in PEOPLE {
            let stream = format!("person:{person}");
            world
                .told("person.registered", &stream, json!({ "name": person, "service": false }))
                .await;
            let until = NOW.plus_days(30);
            let grant = json!({ "role": role, "scope": scope, "from": 0, "until": until });
            world.told("person.role_granted", &stream, grant).await;
        }
        world
    }

    pub(super) fn meta(&self) -> Meta {
        self.commands.set(self.commands.get() + 1);
        let command = self.commands.get().to_string();
        Meta { source: String::from("test"), command, ..Meta::default() }
    }

    pub(super) async fn told(&self, kind: &str, stream: &str, data: Value) {
        self.told_by("root", kind, stream, data).await;
    }

    /// Records a fact as somebody who may do anything, whom the log does not know.
    async fn told_by(&self, person: &str, kind: &str, stream: &str, data: Value) {
        let (kind, stream) = (kind.to_owned(), subject(stream));
        let fact = Reported { kind, stream, at: NOW, actor: None, data };
        let grant = |role: &str| Grant {
            role: role.to_owned(),
            scope: subject("organisation:o"),
            from: Micros(0),
            until: None,
        };
        let caller = Caller {
            person: subject(&format!("person:{person}")),
            grants: ["administrator", "product_owner", "compliance_officer"].map(grant).into(),
            now: NOW,
        };
        self.test.app.report(&caller, &self.meta(), &fact).await.unwrap();
    }

    pub(super) async fn caller(&self, person: &str) -> Caller {
        self.test.app.caller(&subject(&format!("person:{person}"))).await.unwrap()
    }

    pub(super) async fn does(&self, person: &str, command: Command) -> Result<(), AppError> {
        self.does_on("risk:r", person, command).await
    }

    pub(super) async fn does_on(
        &self,
        risk: &str,
        person: &str,
        command: Command,
    ) -> Result<(), AppError> {
        let caller = self.caller(person).await;
        self.test.app.risks(&caller, &self.meta(), &subject(risk), command).await.map(|_| ())
    }

    pub(super) async fn refused(&self, person: &str, command: Command) -> String {
        match self.does(person, command).await {
            Err(AppError::Refused(refused)) => refused.code,
            other => panic!("not refused: {other:?}"),
        }
    }

    async fn status(&self) -> Status {
        let sight = self.test.sight(Instant::Now).await;
        let row = self.test.app.find::<RiskRow>(&sight, &subject("risk:r")).await.unwrap().unwrap();
        row.state.status(NOW)
    }

    /// A risk of system a, found and put forward by its product owner.
    pub(super) async fn with_risk(inherent: (i64, i64), residual: (i64, i64)) -> Self {
        let world = Self::new().await;
        world.does("finder", Command::Identify(identification("THR-06"))).await.unwrap();
        let scores = scores(score(inherent.0, inherent.1), score(residual.0, residual.1));
        world.does("mrm", Command::Assess(assessment(scores))).await.unwrap();
        world.does("finder", Command::RequestAcceptance(terms())).await.unwrap();
        world
    }
}

pub(super) fn identification(threat: &str) -> Identification {
    Identification {
        title: name("False records"),
        threat: name(threat),
        system: Some(subject("system:a")),
        concerns: Vec::new(),
        category: domain::risks::Category::Integrity,
        owner: subject("person:owner"),
        description: Note::parse("Anybody can add records").unwrap(),
    }
}

pub(super) fn terms() -> Terms {
    Terms {
        until: NOW.plus_days(60),
        compensating: vec![name("spot check")],
        review: None,
        reason: Personal::Erased,
    }
}

pub(super) fn accept() -> Command {
    accept_as(Vec::new())
}

fn accept_as(acceptors: Vec<Acceptor>) -> Command {
    Command::Accept(Acceptance {
        acceptors,
        band: None,
        terms: None,
        reason: Personal::Erased,
        prohibited: false,
        unwaivable: Vec::new(),
        board: Vec::new(),
    })
}

#[tokio::test]
async fn a_role_accepts_where_and_while_it_is_held() {
    let world = World::with_risk((4, 4), (2, 4)).await;
    assert_eq!(world.refused("other", accept()).await, "risk.unknown");
    assert_eq!(world.refused("finder", accept()).await, "risk.wrong_role");
    assert_eq!(world.refused("admin", accept()).await, "risk.never_accepts");
    world
        .told(
            "person.role_ended",
            "person:owner",
            json!({ "role": "system_owner", "scope": "team:a" }),
        )
        .await;
    assert_eq!(world.refused("owner", accept()).await, "risk.unknown", "without a role, no sight");
    let grant = json!({ "role": "system_owner", "scope": "system:a", "from": 0 });
    world.told("person.role_granted", "person:owner", grant).await;
    world.does("owner", accept()).await.unwrap();
    assert_eq!(world.status().await, Status::AwaitingAcceptance);
    world.does("mrm", accept()).await.unwrap();
    assert_eq!(world.status().await, Status::Accepted);
}

#[tokio::test]
async fn a_lent_role_accepts_while_the_lender_holds_it() {
    let world = World::with_risk((4, 4), (3, 4)).await;
    let deputy = json!({ "name": "deputy", "service": false });
    world.told("person.registered", "person:deputy", deputy).await;
    let lend = people::Command::Delegate {
        role: name("ciso"),
        scope: subject("organisation:o"),
        from: NOW,
        until: NOW.plus_days(14),
    };
    let (ciso, to) = (world.caller("ciso").await, subject("person:deputy"));
    world.test.app.people(&ciso, &world.meta(), &to, lend).await.unwrap();
    let role = json!({ "role": "ciso", "scope": "organisation:o" });
    world.told("person.role_ended", "person:ciso", role).await;
    assert_eq!(world.refused("deputy", accept()).await, "risk.unknown", "nothing is lent any more");
    let role = json!({ "role": "ciso", "scope": "organisation:o", "from": 0 });
    world.told("person.role_granted", "person:ciso", role).await;
    world.does("deputy", accept()).await.unwrap();
    world.does("cro", accept()).await.unwrap();
    assert_eq!(world.status().await, Status::Accepted);
}

#[tokio::test]
async fn nobody_accepts_for_somebody_else() {
    let world = World::with_risk((4, 4), (3, 4)).await;
    let named = |person: &str, role: &str| Acceptor {
        person: subject(&format!("person:{person}")),
        roles: vec![name(role)],
        owns: false,
        built: false,
        service: false,
    };
    let both = vec![named("ciso", "ciso"), named("cro", "chief_risk_officer")];
    assert_eq!(world.refused("owner", accept_as(both.clone())).await, "risk.wrong_role");
    world.does("ciso", accept_as(both)).await.unwrap();
    assert_eq!(world.status().await, Status::AwaitingAcceptance);
    let sight = world.test.sight(Instant::Now).await;
    let row = world.test.app.find::<RiskRow>(&sight, &subject("risk:r")).await.unwrap().unwrap();
    let agreed: Vec<Subject> =
        row.request.unwrap().agreed.into_iter().map(|(_, said)| said.by).collect();
    assert_eq!(agreed, [subject("person:ciso")]);
}

#[tokio::test]
async fn an_owner_does_not_accept_a_high_risk_of_the_own_system() {
    let world = World::with_risk((4, 4), (3, 4)).await;
    let owner = json!({ "person": "person:cro", "duty": "owner" });
    world.told("system.owner_assigned", "system:a", owner).await;
    assert_eq!(world.refused("cro", accept()).await, "risk.too_close");
    let band = Command::Accept(Acceptance {
        band: Some(Band::Medium),
        acceptors: Vec::new(),
        terms: None,
        reason: Personal::Erased,
        prohibited: false,
        unwaivable: Vec::new(),
        board: Vec::new(),
    });
    assert_eq!(world.refused("ciso", band).await, "risk.another_band");
}

/// What an authorisation test of the live support chat found.
fn authorisation_test(open_endpoints: &str) -> evaluations::Command {
    let number = |text: &str| Decimal::parse(text).unwrap();
    let metrics = [
        ("api.unauthenticated_endpoints".to_owned(), number(open_endpoints)),
        ("api.authz_test_failures".to_owned(), number("0")),
    ];
    evaluations::Command::Attach(evaluations::Report {
        subject: subject("deployment:dep-ch-0002"),
        system: Some(subject("system:sys-supportchat")),
        evidence_type: name("EV-API-AUTH-TEST"),
        tool: name("zap"),
        digest: Digest::parse(&"a".repeat(64)).unwrap(),
        metrics: metrics.into(),
        flags: [].into(),
        details: [].into(),
        dataset: None,
        thresholds: vec![],
        speaks_to: vec![],
        fresh_days: None,
    })
}

fn meta(command: &str) -> Meta {
    Meta { source: String::from("test"), command: command.to_owned(), ..Meta::default() }
}

async fn attach(test: &TestApp, id: &str, open_endpoints: &str) {
    let engineer = with_roles("usr-chat-ml", &["ml_engineer"]);
    let (evidence, found) =
        (subject(&format!("evidence:{id}")), authorisation_test(open_endpoints));
    test.app.evaluations(&engineer, &meta(id), &evidence, found).await.unwrap();
}

/// A risk of the support chat of the drill, as high as can be, put forward for acceptance.
async fn put_forward(test: &TestApp) -> Subject {
    let (app, risk) = (&test.app, subject("risk:RSK-CH-01"));
    let manager = with_roles("usr-mrm2", &["model_risk_manager"]);
    let owner = with_roles("usr-chat-owner", &["system_owner"]);
    let assess = Command::Assess(assessment(scores(score(5, 5), score(5, 5))));
    app.risks(&manager, &meta("assess"), &risk, assess).await.unwrap();
    let plan = Command::PlanTreatment {
        treatment: Treatment::Mitigate,
        description: Note::parse("Put it behind the gateway").unwrap(),
        due: Some(NOW.plus_days(90)),
    };
    app.risks(&manager, &meta("plan"), &risk, plan).await.unwrap();
    let request = Terms { until: NOW.plus_days(20), ..terms() };
    let request = Command::RequestAcceptance(request);
    app.risks(&owner, &meta("request"), &risk, request).await.unwrap();
    risk
}

/// Whoever accepts has looked, and has not recorded it yet, when the test is found to fail.
#[tokio::test]
async fn a_test_that_fails_in_the_same_moment_is_not_accepted_away() {
    let test = drill_app(None).await;
    let app = &test.app;
    let risk = put_forward(&test).await;
    attach(&test, "shut", "0").await;
    test.advance_days(1);
    let sponsor = app.caller(&subject("person:usr-ceo")).await.unwrap();
    let mut draft = app.draft(&sponsor, &meta("slow"));
    let alone = Acceptor {
        person: sponsor.person.clone(),
        roles: Vec::new(),
        owns: false,
        built: false,
        service: false,
    };
    let Command::Accept(asked) = accept_as(vec![alone]) else { panic!("it accepts") };
    let known = app.known_acceptance(&mut draft, &risk, asked).await.unwrap();
    assert!(app.unwaivable(&mut draft, &risk).await.unwrap().is_empty());
    let command = Command::Accept(known);
    let place = draft.decide::<Risks>(Some(&sponsor), &risk, command).await.unwrap();
    let permit = sponsor.permit(Act::AcceptRisk, &place).unwrap();

    attach(&test, "open", "1").await;
    let late = draft.commit(&permit, &meta("slow"), Vec::new()).await;
    assert!(matches!(late, Err(AppError::Conflict)), "{late:?}");
    let again = app.risks(&sponsor, &meta("again"), &risk, accept()).await;
    let Err(AppError::Refused(refused)) = again else { panic!("not refused: {again:?}") };
    assert_eq!(refused.code, "risk.unwaivable");
}

#[tokio::test]
async fn a_failing_test_that_nobody_may_waive_is_not_accepted() {
    let test = drill_app(None).await;
    let app = &test.app;
    let risk = put_forward(&test).await;
    attach(&test, "open", "1").await;
    let sponsor = app.caller(&subject("person:usr-ceo")).await.unwrap();
    let refused = match app.risks(&sponsor, &meta("early"), &risk, accept()).await {
        Err(AppError::Refused(refused)) => refused,
        other => panic!("not refused: {other:?}"),
    };
    assert_eq!(refused.code, "risk.unwaivable");
    assert!(refused.sentence.contains("AIC-DA-01-T1"), "{}", refused.sentence);

    test.advance_days(1);
    attach(&test, "shut", "0").await;
    app.risks(&sponsor, &meta("late"), &risk, accept()).await.unwrap();
    let sight = test.sight(Instant::Now).await;
    let row = app.find::<RiskRow>(&sight, &risk).await.unwrap().unwrap();
    assert_eq!(row.request.unwrap().agreed.len(), 1);
}

#[tokio::test]
async fn a_prohibited_system_has_nothing_to_accept() {
    let world = World::with_risk((4, 4), (2, 4)).await;
    let class = json!({ "act_class": "prohibited", "note": "social scoring" });
    world.told("system.classification_proposed", "system:a", class.clone()).await;
    world.told_by("officer", "system.classification_approved", "system:a", class).await;
    assert_eq!(world.refused("owner", accept()).await, "risk.prohibited");
}

#[tokio::test]
async fn a_threat_is_one_of_the_catalogue() {
    let world = World::new().await;
    let unknown = Command::Identify(identification("THR-99"));
    assert_eq!(world.refused("finder", unknown).await, "risk.unknown_threat");
    world.does("finder", Command::Identify(identification("THR-06.03"))).await.unwrap();
    assert_eq!(world.status().await, Status::Unassessed);
}

#[tokio::test]
async fn an_own_threat_is_one_of_the_catalogue() {
    let world = World::new().await;
    let app = &world.test.app;
    app.ensure_catalogue().await.unwrap();
    let own = || Command::Identify(identification("ORG-THR-1"));
    assert_eq!(world.refused("finder", own()).await, "risk.unknown_threat");
    let officer = with_roles("officer", &["compliance_officer"]);
    let (stream, id) = (own_stream().unwrap(), name("ORG-THR-1"));
    let item = OwnItem {
        section: Section::Threats,
        id: id.clone(),
        body: json!({ "title": "A supplier is bought" }),
        valid_from: None,
        valid_to: None,
    };
    let add = catalogue::Command::Add(item);
    app.catalogue(&officer, &world.meta(), &stream, add).await.unwrap();
    world.does("finder", own()).await.unwrap();
    let reason = Personal::Erased;
    let withdraw = catalogue::Command::Withdraw { section: Section::Threats, id, reason };
    app.catalogue(&officer, &world.meta(), &stream, withdraw).await.unwrap();
    let sight = world.test.sight(Instant::Now).await;
    let book = app.choices(&sight).await.unwrap();
    assert!(book.risk_threat("ORG-THR-1").is_none(), "what was withdrawn is chosen no more");
    assert!(book.risk_threat("THR-06.03").is_some());
}

#[tokio::test]
async fn a_red_indicator_raises_the_current_score() {
    let world = World::with_risk((4, 4), (2, 3)).await;
    let reopen = |indicator: &str| Command::Reopen {
        why: Cause::Indicator,
        cause: None,
        indicator: Some(name(indicator)),
        note: Personal::Erased,
    };
    assert_eq!(world.refused("mrm", reopen("KRI-99")).await, "risk.unknown_indicator");
    world.does("mrm", reopen("KRI-06")).await.unwrap();
    let sight = world.test.sight(Instant::Now).await;
    let scores = |state: &RiskState| (state.score(Which::Current), state.score(Which::Residual));
    let row = world.test.app.find::<RiskRow>(&sight, &subject("risk:r")).await.unwrap().unwrap();
    assert_eq!(scores(&row.state), (Some(score(3, 3)), Some(score(2, 3))));
    let app = &world.test.app;
    let map = app.heat_map(&sight, RiskFilter::default(), Which::Current).await.unwrap();
    let full: Vec<_> = map.cells.iter().filter(|cell| cell.count > 0).collect();
    assert_eq!((full.len(), full[0].score), (1, score(3, 3)));
    let assess = Command::Assess(assessment(super::scores(score(4, 4), score(2, 3))));
    world.does("mrm", assess).await.unwrap();
    let sight = world.test.sight(Instant::Now).await;
    let row = world.test.app.find::<RiskRow>(&sight, &subject("risk:r")).await.unwrap().unwrap();
    assert_eq!(scores(&row.state), (Some(score(2, 3)), Some(score(2, 3))));
}
