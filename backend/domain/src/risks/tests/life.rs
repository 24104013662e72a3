use kernel::{Decimal, Personal, testing::given};

use super::*;
use crate::risks::{Cause, Due, Task};

fn task() -> Task {
    Task {
        task: name("t-1"),
        title: name("Issue keys"),
        owner: subject("person:p-3"),
        due: in_days(-1),
        controls: vec![subject("control:AIC-DI-04")],
    }
}

fn added() -> Event {
    let Task { task, title, owner, due, controls } = task();
    Event::TaskAdded { task, title, owner, due, controls }
}

#[test]
fn an_unknown_risk_is_refused() {
    given::<Risks>([])
        .when(Command::Assess(assessment(score(2, 2))))
        .then_refused(Refusal::Unknown);
    given::<Risks>([]).when(Command::Identify(identification())).then([identified()]);
}

#[test]
fn a_risk_follows_from_a_finding_or_an_incident() {
    let from = |text: &str| Command::IdentifyFrom { what: identification(), from: subject(text) };
    for origin in ["finding:FND-1", "incident:INC-1"] {
        given::<Risks>([])
            .when(from(origin))
            .then([identified(), Event::Linked { to: subject(origin) }]);
    }
    given::<Risks>([]).when(from("control:AIC-DI-04")).then_refused(Refusal::WrongKind {
        field: "from",
        subject: subject("control:AIC-DI-04"),
        expected: "a finding or an incident",
    });
    let other = Identification { title: name("Another"), ..identification() };
    let from = Command::IdentifyFrom { what: other, from: subject("finding:FND-1") };
    given::<Risks>([identified()]).when(from).then_refused(Refusal::AlreadyIdentified);
}

#[test]
fn a_risk_is_identified_once() {
    let other = Identification { title: name("Another"), ..identification() };
    given::<Risks>([identified()])
        .when(Command::Identify(other))
        .then_refused(Refusal::AlreadyIdentified);
    let nobody = Identification { owner: subject("team:a"), ..identification() };
    given::<Risks>([])
        .when(Command::Identify(nobody))
        .then_refused(Refusal::NotAPerson(subject("team:a")));
    let inexact = Identification { concerns: vec![subject("model:m")], ..identification() };
    given::<Risks>([]).when(Command::Identify(inexact)).then_refused(Refusal::WrongKind {
        field: "concerns",
        subject: subject("model:m"),
        expected: "an exact version of a model, dataset or prompt",
    });
}

#[test]
fn residual_is_never_above_inherent() {
    let scores = Scores { inherent: score(3, 3), current: None, residual: score(2, 4) };
    given::<Risks>([identified()])
        .when(Command::Assess(Assessment { scores, ..assessment(score(1, 1)) }))
        .then_refused(Refusal::ResidualAboveInherent);
    let effectiveness = Decimal::parse("1.2").unwrap();
    let share =
        Assessment { effectiveness: Some(effectiveness.clone()), ..assessment(score(1, 1)) };
    given::<Risks>([identified()])
        .when(Command::Assess(share))
        .then_refused(Refusal::NotAShare(effectiveness));
    given::<Risks>([identified()])
        .when(Command::Assess(assessment(score(2, 4))))
        .then([assessed(score(2, 4))]);
}

#[test]
fn a_risk_is_treated_by_tasks() {
    let (treatment, due) = (Treatment::Mitigate, Some(in_days(60)));
    let plan = Command::PlanTreatment { treatment, description: note("One key per clinic"), due };
    given::<Risks>([identified()]).when(plan).then([planned()]);
    given::<Risks>([identified()]).when(Command::AddTask(task())).then([added()]);
    let other = Task { title: name("Something else"), ..task() };
    given::<Risks>([identified(), added()])
        .when(Command::AddTask(other))
        .then_refused(Refusal::TaskExists(name("t-1")));
    let done = Event::TaskDone { task: name("t-1"), note: reason() };
    let complete = Command::CompleteTask { task: name("t-1"), note: reason() };
    given::<Risks>([identified(), added()]).when(complete.clone()).then([done.clone()]);
    given::<Risks>([identified()]).when(complete).then_refused(Refusal::NoSuchTask(name("t-1")));
    let close = || Command::Close { reason: reason() };
    given::<Risks>([identified(), added()]).when(close()).then_refused(Refusal::OpenTasks(1));
    let closed = Event::Closed { reason: reason() };
    given::<Risks>([identified(), added(), done]).when(close()).then([closed]);
}

#[test]
fn a_task_is_given_to_somebody_else() {
    let give = |to: &str| Command::ReassignTask { task: name("t-1"), owner: subject(to) };
    let given_to = |to: &str| Event::TaskReassigned { task: name("t-1"), owner: subject(to) };
    given::<Risks>([]).when(give("person:p-4")).then_refused(Refusal::Unknown);
    given::<Risks>([identified()])
        .when(give("person:p-4"))
        .then_refused(Refusal::NoSuchTask(name("t-1")));
    given::<Risks>([identified(), added()]).when(give("person:p-3")).then_nothing();
    given::<Risks>([identified(), added()]).when(give("person:p-4")).then([given_to("person:p-4")]);
    let history = || [identified(), added(), given_to("person:p-4")];
    given::<Risks>(history()).when(give("person:p-4")).then_nothing();
    given::<Risks>(history()).when(give("person:p-3")).then([given_to("person:p-3")]);
    given::<Risks>(history())
        .when(give("team:a"))
        .then_refused(Refusal::NotAPerson(subject("team:a")));
    // The task is still the one that was added.
    given::<Risks>(history()).when(Command::AddTask(task())).then_nothing();
    let done = Event::TaskDone { task: name("t-1"), note: reason() };
    given::<Risks>([identified(), added(), done.clone()])
        .when(give("person:p-4"))
        .then_refused(Refusal::TaskDone(name("t-1")));
    let closed = Event::Closed { reason: reason() };
    given::<Risks>([identified(), added(), done, closed])
        .when(give("person:p-4"))
        .then_refused(Refusal::IsClosed);
}

#[test]
fn a_closed_risk_takes_nothing_until_it_is_reopened() {
    let closed = Event::Closed { reason: reason() };
    given::<Risks>([identified(), closed.clone()])
        .when(Command::Assess(assessment(score(2, 2))))
        .then_refused(Refusal::IsClosed);
    let why = Cause::ThreatChanged;
    let reopen = Command::Reopen { why, cause: None, indicator: None, note: reason() };
    let reopened =
        Event::Reopened { why, cause: None, indicator: None, since: None, note: reason() };
    given::<Risks>([identified(), closed.clone()]).when(reopen).then([reopened.clone()]);
    given::<Risks>([identified(), closed, reopened])
        .when(Command::Assess(assessment(score(2, 2))))
        .then([assessed(score(2, 2))]);
}

#[test]
fn a_risk_is_reopened_for_a_reason() {
    let reopen = |why, cause: Option<&str>| Command::Reopen {
        why,
        cause: cause.map(subject),
        indicator: None,
        note: reason(),
    };
    let refused =
        |command, refusal| given::<Risks>([identified()]).when(command).then_refused(refusal);
    refused(reopen(Cause::Incident, None), Refusal::NoCause);
    refused(reopen(Cause::Indicator, None), Refusal::NoIndicator);
    refused(reopen(Cause::Expiry, None), Refusal::NotExpired);
    let wrong = subject("model:m@1");
    refused(
        reopen(Cause::Incident, Some("model:m@1")),
        Refusal::WrongKind { field: "cause", subject: wrong, expected: "an incident" },
    );
}

#[test]
fn an_indicator_reopens_once_for_each_turn() {
    let notice = |indicator: &str, since| Command::NoticeRed {
        indicator: name(indicator),
        since,
        cause: Some(subject("evidence:e-1")),
    };
    let noticed = |indicator: &str, since| Event::Reopened {
        why: Cause::Indicator,
        cause: Some(subject("evidence:e-1")),
        indicator: Some(name(indicator)),
        since: Some(since),
        note: Personal::Erased,
    };
    let (first, second) = (in_days(-3), in_days(-1));
    given::<Risks>([identified()]).when(notice("KRI-06", first)).then([noticed("KRI-06", first)]);
    let turned = || [identified(), noticed("KRI-06", first), assessed(score(2, 2))];
    given::<Risks>(turned()).when(notice("KRI-06", first)).then_nothing();
    given::<Risks>(turned()).when(notice("KRI-06", second)).then([noticed("KRI-06", second)]);
    given::<Risks>(turned()).when(notice("KRI-05", first)).then([noticed("KRI-05", first)]);
    let by_hand = Event::Reopened {
        why: Cause::Indicator,
        cause: None,
        indicator: Some(name("KRI-06")),
        since: None,
        note: reason(),
    };
    given::<Risks>([identified(), by_hand]).when(notice("KRI-06", first)).then_nothing();
    given::<Risks>([identified()])
        .when(notice("KRI-06", in_days(1)))
        .then_refused(Refusal::NotDue(in_days(1)));
    given::<Risks>([]).when(notice("KRI-06", first)).then_refused(Refusal::Unknown);
}

fn put_back(why: Cause, cause: &str, since: Micros) -> Event {
    let (cause, note) = (Some(subject(cause)), Personal::Erased);
    Event::Reopened { why, cause, indicator: None, since: Some(since), note }
}

#[test]
fn an_incident_of_its_system_reopens_a_risk_once() {
    let notice = |incident: &str, since| {
        let incident = subject(incident);
        Command::NoticeIncident { incident, since }
    };
    let reopened = |incident| put_back(Cause::Incident, incident, now());
    let judged = || [identified(), assessed(score(2, 2))];
    given::<Risks>(judged()).when(notice("incident:i", now())).then([reopened("incident:i")]);
    let known = || given::<Risks>(judged()).and_by("clock", [reopened("incident:i")]);
    known().when(notice("incident:i", now())).then_nothing();
    known().and_by("x", [assessed(score(2, 2))]).when(notice("incident:i", now())).then_nothing();
    known()
        .and_by("x", [Event::Unlinked { to: subject("incident:i") }])
        .when(notice("incident:i", now()))
        .then_nothing();
    known().when(notice("incident:j", now())).then([reopened("incident:j")]);
    // Whoever scored it after the incident knew of it; what nobody scored has nothing to go back to.
    given::<Risks>(judged()).when(notice("incident:i", in_days(-1))).then_nothing();
    given::<Risks>([identified()]).when(notice("incident:i", now())).then_nothing();
    let closed = Event::Closed { reason: reason() };
    given::<Risks>(judged()).and_by("x", [closed]).when(notice("incident:i", now())).then_nothing();
    given::<Risks>(judged())
        .when(notice("incident:i", in_days(1)))
        .then_refused(Refusal::NotDue(in_days(1)));
    let (field, expected) = ("incident", "an incident");
    given::<Risks>(judged()).when(notice("model:m@1", now())).then_refused(Refusal::WrongKind {
        field,
        subject: subject("model:m@1"),
        expected,
    });
    given::<Risks>([]).when(notice("incident:i", now())).then_refused(Refusal::Unknown);
}

#[test]
fn a_new_version_reopens_what_was_accepted_before_it() {
    let notice = |version: &str, since| {
        let version = subject(version);
        Command::NoticeVersion { version, since }
    };
    let reopened = |version| put_back(Cause::NewVersion, version, now());
    let judged = || given::<Risks>([identified(), assessed(score(2, 4))]);
    judged().when(notice("model:m@2", now())).then_nothing();
    let medium = || accepted(Band::Medium, 10, &[("o", "system_owner")]);
    let decided = || judged().and_by("o", [medium()]);
    decided().when(notice("model:m@2", now())).then([reopened("model:m@2")]);
    decided().when(notice("model:m@2", in_days(-1))).then_nothing();
    decided().and_by("x", [reopened("model:m@2")]).when(notice("model:m@3", now())).then_nothing();
    decided()
        .and_by("x", [reopened("model:m@2"), assessed(score(2, 4))])
        .and_by("o", [medium()])
        .when(notice("model:m@2", now()))
        .then_nothing();
    let over = accepted(Band::Medium, 0, &[("o", "system_owner")]);
    judged().and_by("o", [over]).when(notice("model:m@2", now())).then_nothing();
    let (field, expected) = ("version", "an exact version of a model");
    decided().when(notice("model:m", now())).then_refused(Refusal::WrongKind {
        field,
        subject: subject("model:m"),
        expected,
    });
}

#[test]
fn a_risk_is_connected_with_what_it_is_about() {
    let (to, linked) =
        (subject("control:AIC-DI-04"), Event::Linked { to: subject("control:AIC-DI-04") });
    given::<Risks>([identified()]).when(Command::Link { to: to.clone() }).then([linked.clone()]);
    let unlink = || Command::Unlink { to: to.clone() };
    given::<Risks>([identified(), linked])
        .when(unlink())
        .then([Event::Unlinked { to: to.clone() }]);
    given::<Risks>([identified()]).when(unlink()).then_nothing();
    let (field, expected) = ("to", "an incident, a control, a finding or a piece of evidence");
    given::<Risks>([identified()])
        .when(Command::Link { to: subject("team:a") })
        .then_refused(Refusal::WrongKind { field, subject: subject("team:a"), expected });
}

#[test]
fn a_review_lies_ahead() {
    let review = |next| Command::Review { next, note: reason() };
    given::<Risks>([identified()])
        .when(review(now()))
        .then_refused(Refusal::ReviewInThePast(now()));
    let reviewed = Event::Reviewed { next: in_days(90), note: reason() };
    given::<Risks>([identified()]).when(review(in_days(90))).then([reviewed]);
    let schedule = Command::ScheduleReview { due: in_days(10) };
    given::<Risks>([identified()])
        .when(schedule)
        .then([Event::ReviewScheduled { due: in_days(10) }]);
    given::<Risks>([identified()])
        .when(Command::ScheduleReview { due: in_days(-1) })
        .then_refused(Refusal::ScheduledInThePast(in_days(-1)));
    given::<Risks>([identified()])
        .when(Command::ScheduleReview { due: now() })
        .then([Event::ReviewScheduled { due: now() }]);
    let assign = Command::AssignOwner { owner: subject("person:p-3") };
    given::<Risks>([identified()])
        .when(assign)
        .then([Event::OwnerAssigned { owner: subject("person:p-3") }]);
    given::<Risks>([identified()])
        .when(Command::AssignOwner { owner: subject("person:owner") })
        .then_nothing();
}

#[test]
fn what_is_due_is_noticed_once() {
    let told = vec![subject("person:p-3")];
    let notice = |what, task: Option<&str>, due| Command::NoticeDue {
        what,
        task: task.map(name),
        due,
        told: told.clone(),
    };
    let noticed = |what, task: Option<&str>, due| Event::DueNoticed {
        what,
        task: task.map(name),
        due,
        told: told.clone(),
    };
    let yesterday = in_days(-1);
    let done = Event::TaskDone { task: name("t-1"), note: reason() };
    let is_task = || notice(Due::Task, Some("t-1"), yesterday);
    given::<Risks>([identified(), added()]).when(is_task()).then([noticed(
        Due::Task,
        Some("t-1"),
        yesterday,
    )]);
    given::<Risks>([identified(), added(), done])
        .when(is_task())
        .then_refused(Refusal::NotDue(yesterday));
    given::<Risks>([identified(), planned()])
        .when(notice(Due::Treatment, None, in_days(60)))
        .then_refused(Refusal::NotDue(in_days(60)));
    let review = Event::ReviewScheduled { due: now() };
    given::<Risks>([identified(), review]).when(notice(Due::Review, None, now())).then([noticed(
        Due::Review,
        None,
        now(),
    )]);
    let over = accepted(Band::Low, 0, &[("owner", "system_owner")]);
    given::<Risks>([identified(), over])
        .when(notice(Due::Acceptance, None, now()))
        .then([noticed(Due::Acceptance, None, now())]);
}

#[test]
fn a_loss_is_simulated_where_it_is_recorded() {
    let golden: Event = golden::example("risk.quantified");
    let Event::Quantified { which, seed, iterations, currency, inputs, .. } = golden else {
        panic!("an example of another type");
    };
    let simulation = crate::risks::Simulation { seed, iterations, currency, inputs };
    let result = simulation.run().unwrap();
    let crate::risks::Simulation { seed, iterations, currency, inputs } = simulation.clone();
    let quantified = Event::Quantified { which, seed, iterations, currency, inputs, result };
    given::<Risks>([identified()]).when(Command::Quantify { which, simulation }).then([quantified]);
}
