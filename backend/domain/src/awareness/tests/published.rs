use kernel::{Personal, Refusal as _, testing::given};

use super::{
    Awareness, Command, Event, Lesson, Publication, Question, Refusal, audience, day, decimal,
    lesson, module, publication, published, question, role_plan,
};
use crate::golden::{digest, name, reason, subject};

fn publish_lesson(lesson: Lesson) -> Command {
    Command::PublishModule { curriculum: subject("curriculum:ours"), lesson, digest: digest("b") }
}

fn lesson_published(lesson: &Lesson) -> Event {
    let mut own = module("OUR-1");
    own.title = lesson.title.clone();
    own.minutes = lesson.minutes;
    own.pass_score = lesson.pass_score.clone();
    own.digest = digest("b");
    let text = r#"[{"id":"Q1","answer":1,"explanation":"because it is so"}]"#;
    Event::ModulePublished {
        module: own,
        roles: lesson.roles.clone(),
        systems: lesson.systems.clone(),
        grace_days: lesson.grace_days,
        text: lesson.text.clone(),
        questions: vec![question("Q1", 1).asked()],
        key: Personal::written(&subject("curriculum:ours"), text),
    }
}

fn start(id: &str) -> Command {
    Command::StartCampaign {
        campaign: name(id),
        title: name("Spring"),
        modules: vec![name("M1")],
        audience: audience(&["approver"]),
        due: day(20),
        anew: true,
    }
}

fn started(id: &str) -> Event {
    Event::CampaignStarted {
        campaign: name(id),
        title: name("Spring"),
        modules: vec![name("M1")],
        roles: vec![name("approver")],
        teams: Vec::new(),
        systems: Vec::new(),
        due: day(20),
        anew: true,
    }
}

#[test]
fn a_version_is_not_overwritten() {
    given::<Awareness>([]).when(Command::Publish(publication())).then([published(publication())]);
    let other = Publication { modules: vec![module("M9")], roles: Vec::new(), ..publication() };
    given::<Awareness>([published(publication())])
        .when(Command::Publish(other))
        .then_refused(Refusal::VersionTaken(name("1")));
}

#[test]
fn a_curriculum_names_only_what_exists() {
    let refused = |publication, refusal| {
        given::<Awareness>([]).when(Command::Publish(publication)).then_refused(refusal);
    };
    let twice = Publication { modules: vec![module("M1"), module("M1")], ..publication() };
    refused(twice, Refusal::ModuleTwice(name("M1")));
    let role = Publication { roles: vec![role_plan("wizard", &["M1"])], ..publication() };
    refused(role, Refusal::UnknownRole(name("wizard")));
    let missing = Publication { roles: vec![role_plan("ciso", &["M7"])], ..publication() };
    refused(missing, Refusal::UnknownModule(name("M7")));
    for pass in ["0", "1.1", "-1"] {
        let mut odd = publication();
        odd.modules[0].pass_score = decimal(pass);
        let why = "the score that passes is above 0 and at most 1";
        refused(odd, Refusal::BadModule(name("M1"), why));
    }
    let mut odd = publication();
    odd.modules[0].refresh_months = 0;
    refused(odd, Refusal::BadModule(name("M1"), "a completion counts for 1 to 120 months"));
    let mut odd = publication();
    odd.modules[0].minutes = 0;
    refused(odd, Refusal::BadModule(name("M1"), "it takes at least a minute"));
}

#[test]
fn a_version_never_counts_in_the_past() {
    assert_eq!(Refusal::CountsInThePast.field(), Some("valid_from"));
    let early = Publication { valid_from: day(-1), ..publication() };
    given::<Awareness>([]).when(Command::Publish(early)).then_refused(Refusal::CountsInThePast);
    // The morning of the same day is early enough.
    let morning =
        Publication { valid_from: "2026-02-10T00:00:00Z".parse().unwrap(), ..publication() };
    given::<Awareness>([]).when(Command::Publish(morning.clone())).then([published(morning)]);
}

#[test]
fn the_answers_of_an_own_module_are_sealed() {
    given::<Awareness>([published(publication())])
        .when(publish_lesson(lesson()))
        .then([lesson_published(&lesson())]);
    let wire = kernel::encode(&lesson_published(&lesson())).unwrap();
    let leaf = wire.data.to_string();
    assert!(!leaf.contains("answer") && !leaf.contains("because it is so"), "{leaf}");
    assert_eq!(wire.parts.len(), 1);
    assert_eq!(wire.parts[0].of, subject("curriculum:ours"));
}

#[test]
fn an_own_module_comes_in_editions_and_goes() {
    let second = Lesson { minutes: 25, ..lesson() };
    given::<Awareness>([published(publication()), lesson_published(&lesson())])
        .when(publish_lesson(second.clone()))
        .then([lesson_published(&second)]);
    let withdraw = |id: &str| Command::WithdrawModule { module: name(id), reason: reason() };
    given::<Awareness>([published(publication()), lesson_published(&lesson())])
        .when(withdraw("OUR-1"))
        .then([Event::ModuleWithdrawn { module: name("OUR-1"), reason: reason() }]);
    given::<Awareness>([published(publication())])
        .when(withdraw("M1"))
        .then_refused(Refusal::NotOwn(name("M1")));
}

#[test]
fn an_own_module_needs_a_curriculum_and_a_sound_test() {
    given::<Awareness>([]).when(publish_lesson(lesson())).then_refused(Refusal::NoCurriculum);
    let refused = |lesson, refusal| {
        given::<Awareness>([published(publication())])
            .when(publish_lesson(lesson))
            .then_refused(refusal);
    };
    refused(Lesson { id: name("M1"), ..lesson() }, Refusal::NotOwn(name("M1")));
    refused(Lesson { questions: Vec::new(), ..lesson() }, Refusal::NoQuestions);
    let bad = |questions| Lesson { questions, ..lesson() };
    let why = |why| Refusal::BadQuestion(name("Q1"), why);
    refused(bad(vec![question("Q1", 3)]), why("say which option is right"));
    refused(bad(vec![question("Q1", 0), question("Q1", 1)]), why("it is there twice"));
    let mut one = question("Q1", 0);
    one.options.truncate(1);
    refused(bad(vec![one]), why("give 2 to 6 options"));
    let mut same = question("Q1", 0);
    same.options[1] = same.options[0].clone();
    refused(bad(vec![same]), why("two options are the same"));
    let mut long = question("Q1", 0);
    long.explanation = name(&"\"".repeat(200));
    let numbered = |number: u32| Question { id: name(&format!("Q{number}")), ..long.clone() };
    refused(bad((1..=12).map(numbered).collect()), Refusal::ExplanationsTooLong);
    refused(
        Lesson { roles: vec![name("wizard")], ..lesson() },
        Refusal::UnknownRole(name("wizard")),
    );
    refused(
        Lesson { systems: vec![subject("team:care")], ..lesson() },
        Refusal::NotASystem(subject("team:care")),
    );
}

#[test]
fn a_campaign_asks_for_modules_there_are_until_a_day_to_come() {
    given::<Awareness>([published(publication())]).when(start("spring")).then([started("spring")]);
    let refused = |change: fn(&mut Command), refusal| {
        let mut command = start("spring");
        change(&mut command);
        given::<Awareness>([published(publication())]).when(command).then_refused(refusal);
    };
    refused(
        |command| {
            if let Command::StartCampaign { modules, .. } = command {
                *modules = vec![name("M7")];
            }
        },
        Refusal::UnknownModule(name("M7")),
    );
    refused(
        |command| {
            if let Command::StartCampaign { modules, .. } = command {
                modules.clear();
            }
        },
        Refusal::NoModules,
    );
    refused(
        |command| {
            if let Command::StartCampaign { due, .. } = command {
                *due = day(0);
            }
        },
        Refusal::DueInThePast,
    );
    refused(
        |command| {
            if let Command::StartCampaign { audience, .. } = command {
                audience.teams = vec![subject("system:care")];
            }
        },
        Refusal::NotATeam(subject("system:care")),
    );
    refused(
        |command| {
            if let Command::StartCampaign { audience, .. } = command {
                audience.systems = vec![subject("team:care")];
            }
        },
        Refusal::NotASystem(subject("team:care")),
    );
}

#[test]
fn a_campaign_keeps_its_id_and_can_be_stopped() {
    let facts = || [published(publication()), started("spring")];
    let stop = |id: &str| Command::StopCampaign { campaign: name(id), reason: reason() };
    given::<Awareness>(facts())
        .when(stop("spring"))
        .then([Event::CampaignStopped { campaign: name("spring"), reason: reason() }]);
    given::<Awareness>(facts())
        .when(stop("autumn"))
        .then_refused(Refusal::UnknownCampaign(name("autumn")));
    let mut other = start("spring");
    if let Command::StartCampaign { anew, .. } = &mut other {
        *anew = false;
    }
    given::<Awareness>(facts()).when(other).then_refused(Refusal::CampaignTaken(name("spring")));
}
