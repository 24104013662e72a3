use kernel::{
    Micros, Refusal as _,
    testing::{given, moment},
};

use crate::{
    authority::Grant,
    golden::{digest, name, reason, subject, subjects},
    programme::{
        Binding, Command, Event, Level, Programme, Publication, Refusal, Statement, Text,
        Tolerance, attest_by, bound_since, review_by,
    },
};

fn publication(version: u64) -> Publication {
    Publication {
        title: name("Secure AI lifecycle policy"),
        version,
        digest: Some(digest("a")),
        approved_by: subject("person:ceo"),
        binds: vec![name("ml_engineer")],
        attest_within_days: Some(30),
        review_due: None,
    }
}

fn published(version: u64) -> Event {
    event(publication(version))
}

fn event(new: Publication) -> Event {
    let Publication { title, version, digest, approved_by, binds, attest_within_days, review_due } =
        new;
    Event::Published { title, version, digest, approved_by, binds, attest_within_days, review_due }
}

fn refused(new: Publication, refusal: Refusal) {
    given::<Programme>([]).when(Command::Publish(new)).then_refused(refusal);
}

fn attest(version: u64, binding: Option<Binding>) -> Command {
    let (policy, person) = (subject("policy:lifecycle"), subject("person:tester"));
    Command::Attest { policy, person, version, binding }
}

fn attested(version: u64) -> Event {
    let (policy, person) = (subject("policy:lifecycle"), subject("person:tester"));
    Event::Attested { policy, person, version }
}

fn binding() -> Binding {
    Binding { current: 2, retired: false, bound: true }
}

#[test]
fn an_unknown_policy_is_refused() {
    assert_eq!(Refusal::UnknownPolicy.code(), "policy.unknown");
    let notice = Command::NoticeReview { due: moment().now, told: Vec::new() };
    for command in [Command::Retire { reason: reason() }, notice] {
        given::<Programme>([]).when(command).then_refused(Refusal::UnknownPolicy);
    }
}

#[test]
fn a_version_never_changes() {
    let publish = |version| Command::Publish(publication(version));
    given::<Programme>([]).when(publish(2)).then([published(2)]);
    given::<Programme>([published(2)]).when(publish(5)).then([published(5)]);
    given::<Programme>([published(2)])
        .when(publish(1))
        .then_refused(Refusal::VersionNotNewer { latest: 2 });
    let other = Publication { attest_within_days: None, ..publication(2) };
    given::<Programme>([published(2)])
        .when(Command::Publish(other))
        .then_refused(Refusal::VersionTaken(2));
}

#[test]
fn a_publisher_does_not_approve() {
    let alone = Publication { approved_by: subject("person:tester"), ..publication(1) };
    refused(alone, Refusal::PublisherApproves);
    let team = Publication { approved_by: subject("team:board"), ..publication(1) };
    let (subject, expected) = (subject("team:board"), "a person");
    refused(team, Refusal::WrongKind { field: "approved_by", subject, expected });
}

#[test]
fn a_policy_binds_roles_of_the_catalogue() {
    let wizard = Publication { binds: vec![name("wizard")], ..publication(1) };
    refused(wizard, Refusal::UnknownRole(name("wizard")));
    let everybody = Publication { binds: Vec::new(), ..publication(1) };
    given::<Programme>([]).when(Command::Publish(everybody.clone())).then([event(everybody)]);
}

#[test]
fn a_new_version_leaves_time() {
    let at_once = Publication { attest_within_days: Some(0), ..publication(1) };
    refused(at_once, Refusal::NoTimeToAttest);
    let now = moment().now;
    refused(Publication { review_due: Some(now), ..publication(1) }, Refusal::ReviewInThePast(now));
}

#[test]
fn a_retired_policy_takes_nothing_more() {
    let retired = || Event::Retired { reason: reason() };
    let retire = || Command::Retire { reason: reason() };
    given::<Programme>([published(1)]).when(retire()).then([retired()]);
    given::<Programme>([published(1), retired()])
        .when(Command::Publish(publication(2)))
        .then_refused(Refusal::PolicyRetired);
    let gone = Binding { retired: true, ..binding() };
    given::<Programme>([]).when(attest(2, Some(gone))).then_refused(Refusal::PolicyRetired);
}

#[test]
fn nobody_attests_for_another() {
    given::<Programme>([])
        .when_by("somebody", attest(2, Some(binding())))
        .then_refused(Refusal::AttestsForAnother);
    given::<Programme>([]).when(attest(2, Some(binding()))).then([attested(2)]);
}

#[test]
fn only_the_bound_attest_the_current_version() {
    given::<Programme>([attested(1)])
        .when(attest(3, Some(binding())))
        .then_refused(Refusal::NotCurrent { current: 2 });
    let unbound = Binding { bound: false, ..binding() };
    given::<Programme>([]).when(attest(2, Some(unbound))).then_refused(Refusal::NotBound);
    // What was attested once stays attested, whatever the policy became.
    given::<Programme>([attested(1)]).when(attest(1, Some(binding()))).then_nothing();
    given::<Programme>([]).when(attest(7, None)).then([attested(7)]);
}

#[test]
fn the_day_to_attest_follows_from_roles() {
    let held = |role: &str, from: i64, until: Option<i64>| Grant {
        role: role.to_owned(),
        scope: subject("team:a"),
        from: Micros(0).plus_days(from),
        until: until.map(|until| Micros(0).plus_days(until)),
    };
    let roles = [
        held("data_scientist", 5, Some(8)),
        held("ml_engineer", 20, None),
        held("domain_expert", 10, None),
        held("internal_auditor", 1, None),
    ];
    let since = |binds: &[&str], at: i64| {
        let binds: Vec<_> = binds.iter().map(|role| name(role)).collect();
        bound_since(&binds, &roles, Micros(0).plus_days(at)).map(|from| from.days_since(Micros(0)))
    };
    assert_eq!(since(&["ml_engineer"], 30), Some(20));
    assert_eq!(since(&["ml_engineer"], 15), None, "not yet held");
    assert_eq!(since(&["data_scientist"], 9), None, "held no longer");
    assert_eq!(since(&[], 30), Some(10), "the first role held now");
    assert_eq!(since(&[], 4), None, "an auditor only reads");

    let day = |days| Micros(0).plus_days(days);
    assert_eq!(attest_by(day(100), Some(30), day(20)), Some(day(130)));
    assert_eq!(attest_by(day(100), Some(30), day(110)), Some(day(140)), "bound later");
    assert_eq!(attest_by(day(100), None, day(20)), None);
    assert_eq!(review_by(day(100), None), day(465));
    assert_eq!(review_by(day(100), Some(day(120))), day(120));
}

#[test]
fn a_passed_day_of_the_programme_is_noticed_once() {
    let (past, today) = (moment().now.plus_days(-1), moment().now);
    let due = |day| event(Publication { review_due: Some(day), ..publication(1) });
    let told = || subjects(&["person:ceo"]);
    let noticed = || Event::ReviewDueNoticed { due: past, told: told() };
    let notice = |day| Command::NoticeReview { due: day, told: told() };
    given::<Programme>([due(past)]).when(notice(past)).then([noticed()]);
    given::<Programme>([due(past), noticed()]).when(notice(past)).then_nothing();
    given::<Programme>([due(today)]).when(notice(today)).then_nothing();
    given::<Programme>([due(past)]).when(notice(past.plus_days(-1))).then_nothing();

    let (policy, person) = (subject("policy:lifecycle"), subject("person:tester"));
    let late = |due| {
        let (policy, person) = (policy.clone(), person.clone());
        Command::NoticeAttestation { policy, person, version: 2, due }
    };
    let was_late = Event::AttestationDueNoticed {
        policy: policy.clone(),
        person: person.clone(),
        version: 2,
        due: past,
    };
    given::<Programme>([attested(1)]).when(late(past)).then([was_late]);
    given::<Programme>([attested(2)]).when(late(past)).then_nothing();
    given::<Programme>([]).when(late(today)).then_nothing();
}

fn statement(category: &str) -> Statement {
    Statement {
        category: name(category),
        appetite: Level::Low,
        tolerance_max_band: Tolerance::Medium,
        limit: None,
    }
}

fn set(categories: &[&str], approved_by: &str) -> Command {
    let statements = categories.iter().map(|category| statement(category)).collect();
    Command::SetAppetite { statements, approved_by: subject(approved_by) }
}

#[test]
fn the_appetite_is_approved_by_another() {
    given::<Programme>([])
        .when(set(&["privacy"], "person:tester"))
        .then_refused(Refusal::SetterApproves);
    let statements = vec![statement("privacy")];
    let kept = Event::AppetiteSet { statements, approved_by: subject("person:chair") };
    given::<Programme>([]).when(set(&["privacy"], "person:chair")).then([kept]);
}

#[test]
fn a_category_has_one_statement() {
    given::<Programme>([])
        .when(set(&["privacy", "fairness", "Privacy"], "person:chair"))
        .then_refused(Refusal::CategoryTwice(name("Privacy")));
    given::<Programme>([]).when(set(&[], "person:chair")).then_refused(Refusal::NoStatements);
}

fn text(version: u64, of: &str) -> Text {
    Text {
        version,
        digest: digest(of),
        media_type: name("application/pdf"),
        bytes: 48_213,
        name: reason(),
    }
}

fn kept(text: Text) -> Event {
    let Text { version, digest, media_type, bytes, name } = text;
    Event::TextKept { version, digest, media_type, bytes, name }
}

#[test]
fn a_version_has_one_text() {
    let keep = |version, of| Command::KeepText(text(version, of));
    given::<Programme>([]).when(keep(2, "a")).then_refused(Refusal::UnknownPolicy);
    given::<Programme>([published(2)]).when(keep(1, "a")).then_refused(Refusal::NoSuchVersion(1));
    given::<Programme>([published(2)]).when(keep(2, "a")).then([kept(text(2, "a"))]);
    let another = Refusal::AnotherText { version: 2, expected: digest("a"), sent: digest("b") };
    given::<Programme>([published(2)]).when(keep(2, "b")).then_refused(another);
    let retired = Event::Retired { reason: reason() };
    given::<Programme>([published(2), retired])
        .when(keep(2, "a"))
        .then_refused(Refusal::PolicyRetired);
    // Published without a digest, a version takes the first text, and no other.
    let free = event(Publication { digest: None, ..publication(2) });
    given::<Programme>([free.clone()]).when(keep(2, "b")).then([kept(text(2, "b"))]);
    given::<Programme>([free, kept(text(2, "b"))])
        .when(keep(2, "a"))
        .then_refused(Refusal::TextKept(2));
}

#[test]
fn a_text_can_be_read() {
    let page = Text { media_type: name("text/html"), ..text(2, "a") };
    given::<Programme>([published(2)])
        .when(Command::KeepText(page))
        .then_refused(Refusal::TextTypeNotKept(name("text/html")));
    let empty = Text { bytes: 0, ..text(2, "a") };
    given::<Programme>([published(2)])
        .when(Command::KeepText(empty))
        .then_refused(Refusal::EmptyText);
    let written = Text { media_type: name("text/markdown"), ..text(2, "a") };
    given::<Programme>([published(2)])
        .when(Command::KeepText(written.clone()))
        .then([kept(written)]);
}
