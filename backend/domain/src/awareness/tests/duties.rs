use std::collections::BTreeMap;

use kernel::{Micros, Name, Subject};

use super::{Event, completed, day, module, publication, published, role_plan};
use crate::{
    authority::Grant,
    awareness::{
        Assignment, Because, Duty, Learner, Markdown, Notice, Plan, Publication, Record, Standing,
        Told, duties, notices,
    },
    golden::{name, subject},
};

/// A person as tests see them.
#[derive(Default)]
struct Person {
    grants: Vec<Grant>,
    records: BTreeMap<Name, Record>,
    systems: Vec<(Subject, Micros)>,
}

impl Person {
    fn with(role: &str, from: i64, until: Option<i64>) -> Self {
        let grant = Grant {
            role: role.to_owned(),
            scope: subject("team:t-1"),
            from: day(from),
            until: until.map(day),
        };
        Self { grants: vec![grant], ..Self::default() }
    }

    fn and(mut self, module: &str, event: &Event, at: i64) -> Self {
        self.records.entry(name(module)).or_default().evolve(event, day(at));
        self
    }

    fn duties(&self, plan: &Plan, at: i64) -> Vec<Duty> {
        let team = subject("team:t-1");
        let learner = Learner {
            grants: &self.grants,
            team: Some(&team),
            in_team_since: day(-100),
            known_since: day(-100),
            systems: &self.systems,
            records: &self.records,
        };
        duties(plan, &learner, day(at))
    }

    fn stands(&self, plan: &Plan, module: &str, at: i64) -> Option<Standing> {
        let duties = self.duties(plan, at);
        duties.into_iter().find(|duty| duty.module == name(module)).map(|duty| duty.standing)
    }
}

fn plan(events: &[(Event, i64)]) -> Plan {
    let mut plan = Plan::default();
    for (event, at) in events {
        plan.evolve(event, day(*at));
    }
    plan
}

fn first() -> Plan {
    plan(&[(published(publication()), 0)])
}

fn at(time: &str) -> Micros {
    time.parse().unwrap()
}

#[test]
fn a_new_role_has_its_days_and_then_is_overdue() {
    let person = Person::with("data_scientist", 10, None);
    let plan = first();
    assert_eq!(person.stands(&plan, "M1", 9), None, "the role is not held yet");
    assert_eq!(person.stands(&plan, "M1", 10), Some(Standing::Due { by: day(40) }));
    assert_eq!(person.stands(&plan, "M1", 39), Some(Standing::Due { by: day(40) }));
    assert_eq!(person.stands(&plan, "M1", 40), Some(Standing::Overdue { since: day(40) }));
    let ended = Person::with("data_scientist", 10, Some(20));
    assert_eq!(ended.stands(&plan, "M1", 20), None, "who gave the role back owes nothing");
}

#[test]
fn nobody_is_late_for_a_curriculum_that_was_not_there() {
    let person = Person::with("data_scientist", -400, None);
    assert_eq!(person.stands(&first(), "M1", 1), Some(Standing::Due { by: day(30) }));
    assert_eq!(person.duties(&Plan::default(), 1), Vec::new());
    let coming = Publication { valid_from: day(50), ..publication() };
    let coming = plan(&[(published(coming), 0)]);
    assert_eq!(person.stands(&coming, "M1", 49), None);
    assert_eq!(person.stands(&coming, "M1", 50), Some(Standing::Due { by: day(80) }));
}

#[test]
fn a_new_version_keeps_the_days_of_what_it_asks_again() {
    let second = Publication {
        version: name("2"),
        valid_from: day(100),
        modules: vec![module("M1"), module("M2"), module("M3")],
        roles: vec![role_plan("data_scientist", &["M1", "M3"])],
        ..publication()
    };
    let plan = plan(&[(published(publication()), 0), (published(second), 90)]);
    let person = Person::with("data_scientist", 0, None);
    assert_eq!(person.stands(&plan, "M1", 99), Some(Standing::Overdue { since: day(30) }));
    assert_eq!(person.stands(&plan, "M1", 100), Some(Standing::Overdue { since: day(30) }));
    assert_eq!(person.stands(&plan, "M2", 100), None, "it is not asked any more");
    assert_eq!(person.stands(&plan, "M3", 100), Some(Standing::Due { by: day(130) }));
}

#[test]
fn a_completion_counts_until_its_months_are_over() {
    let done = completed("M1", "1", None, Some(at("2026-02-28T09:00:00Z")));
    let person = Person::with("approver", 0, None).and("M1", &done, 18);
    let plan = first();
    let end = at("2027-02-28T09:00:00Z");
    let learner = |person: &Person, time: &str| {
        let learner = Learner {
            grants: &person.grants,
            team: None,
            in_team_since: day(0),
            known_since: day(0),
            systems: &[],
            records: &person.records,
        };
        let duties = duties(&plan, &learner, at(time));
        duties[0].standing
    };
    assert_eq!(learner(&person, "2026-03-01T00:00:00Z"), Standing::Current { until: end });
    assert_eq!(learner(&person, "2027-01-29T08:59:59Z"), Standing::Current { until: end });
    assert_eq!(learner(&person, "2027-01-29T09:00:00Z"), Standing::Expiring { until: end });
    assert_eq!(learner(&person, "2027-02-28T08:59:59.999999Z"), Standing::Expiring { until: end });
    assert_eq!(learner(&person, "2027-02-28T09:00:00Z"), Standing::Overdue { since: end });
    assert!(person.records[&name("M1")].is_current(at("2027-02-28T08:59:59Z")));
    assert!(!person.records[&name("M1")].is_current(end));
}

#[test]
fn an_old_completion_leaves_a_new_holder_their_days() {
    let done = completed("M1", "1", None, Some(day(-500)));
    let person = Person::with("approver", 10, None).and("M1", &done, -500);
    assert_eq!(person.stands(&first(), "M1", 11), Some(Standing::Due { by: day(40) }));
}

#[test]
fn a_waiver_excuses_until_it_ends() {
    let waived =
        Event::Waived { module: name("M1"), until: day(60), reason: crate::golden::reason() };
    let person = Person::with("approver", 0, None).and("M1", &waived, 5);
    assert_eq!(person.stands(&first(), "M1", 59), Some(Standing::Waived { until: day(60) }));
    assert_eq!(person.stands(&first(), "M1", 60), Some(Standing::Overdue { since: day(30) }));
}

#[test]
fn an_assignment_asks_once_whoever_it_is() {
    let mut person = Person::default();
    let record =
        Record { assigned: Some(Assignment { at: day(5), due: day(25) }), ..Record::default() };
    person.records.insert(name("M2"), record);
    let plan = first();
    let asked = person.duties(&plan, 10);
    assert_eq!(asked[0].because, [Because::Assigned]);
    assert_eq!(asked[0].standing, Standing::Due { by: day(25) });
    let done = person.and("M2", &completed("M2", "1", None, None), 20);
    assert!(matches!(done.stands(&plan, "M2", 30), Some(Standing::Current { .. })));
    assert_eq!(done.stands(&plan, "M2", 20 + 366), None, "it asked once, and that was answered");
}

#[test]
fn an_assignment_asks_anew_for_what_was_completed_before() {
    let assigned =
        Event::Assigned { module: name("M1"), due: day(50), why: crate::golden::reason() };
    let person = Person::with("approver", 0, None)
        .and("M1", &completed("M1", "1", None, None), 5)
        .and("M1", &assigned, 20);
    assert_eq!(person.stands(&first(), "M1", 21), Some(Standing::Due { by: day(50) }));
    let again = person.and("M1", &completed("M1", "1", None, None), 22);
    assert!(matches!(again.stands(&first(), "M1", 60), Some(Standing::Current { .. })));
}

fn campaign(roles: &[&str], anew: bool) -> Plan {
    let started = Event::CampaignStarted {
        campaign: name("spring"),
        title: name("Spring"),
        modules: vec![name("M2")],
        roles: roles.iter().map(|role| name(role)).collect(),
        teams: Vec::new(),
        systems: Vec::new(),
        due: day(60),
        anew,
    };
    plan(&[(published(publication()), 0), (started, 40)])
}

#[test]
fn a_campaign_asks_its_audience_and_nobody_else() {
    let approver = Person::with("approver", 0, None);
    let spring = campaign(&["approver"], false);
    assert_eq!(approver.stands(&spring, "M2", 39), None);
    assert_eq!(approver.stands(&spring, "M2", 40), Some(Standing::Due { by: day(60) }));
    assert_eq!(Person::with("ciso", 0, None).stands(&spring, "M2", 41), None);
    let everybody = campaign(&[], false);
    assert_eq!(Person::default().stands(&everybody, "M2", 41), Some(Standing::Due { by: day(60) }));
    // Who joins the audience later gets days of their own.
    let late = Person::with("approver", 55, None);
    assert_eq!(late.stands(&spring, "M2", 61), Some(Standing::Due { by: day(85) }));
}

#[test]
fn whoever_works_on_a_system_needs_what_it_asks_for() {
    let care = subject("system:care");
    let own = |roles: Vec<Name>, systems: Vec<Subject>| Event::ModulePublished {
        module: module("OUR-1"),
        roles,
        systems,
        grace_days: 14,
        text: Markdown::parse("# How we ship").unwrap(),
        questions: Vec::new(),
        key: crate::golden::reason(),
    };
    let plan = plan(&[
        (published(publication()), 0),
        (own(vec![], vec![care.clone()]), 10),
        // A new edition does not begin the days anew.
        (own(vec![name("ciso")], vec![care.clone()]), 20),
    ]);
    let person = |since| Person { systems: vec![(care.clone(), day(since))], ..Person::default() };
    assert_eq!(person(0).stands(&plan, "OUR-1", 21), Some(Standing::Due { by: day(24) }));
    assert_eq!(person(15).stands(&plan, "OUR-1", 21), Some(Standing::Due { by: day(29) }));
    assert_eq!(person(0).duties(&plan, 21)[0].because, [Because::System(care.clone())]);
    assert_eq!(Person::default().stands(&plan, "OUR-1", 21), None, "they work on nothing");
    assert_eq!(plan.systems(day(21)), [&care].into());
    let mut asked = first();
    asked.evolve(
        &Event::CampaignStarted {
            campaign: name("care"),
            title: name("Care"),
            modules: vec![name("M2")],
            roles: Vec::new(),
            teams: Vec::new(),
            systems: vec![care.clone()],
            due: day(60),
            anew: false,
        },
        day(40),
    );
    assert_eq!(person(0).stands(&asked, "M2", 41), Some(Standing::Due { by: day(60) }));
    assert_eq!(person(50).stands(&asked, "M2", 51), Some(Standing::Due { by: day(80) }));
    assert_eq!(Person::default().stands(&asked, "M2", 41), None);
}

#[test]
fn a_campaign_may_ask_anew_or_be_content() {
    let done =
        || Person::with("approver", 0, None).and("M2", &completed("M2", "1", None, None), 10);
    let content = done().stands(&campaign(&["approver"], false), "M2", 45);
    assert!(matches!(content, Some(Standing::Current { .. })), "{content:?}");
    let anew = done().stands(&campaign(&["approver"], true), "M2", 45);
    assert_eq!(anew, Some(Standing::Due { by: day(60) }));
    let mut stopped = campaign(&["approver"], true);
    let stop = Event::CampaignStopped { campaign: name("spring"), reason: crate::golden::reason() };
    stopped.evolve(&stop, day(44));
    assert_eq!(done().stands(&stopped, "M2", 45), None);
}

#[test]
fn the_most_urgent_reason_decides() {
    let assigned =
        Event::Assigned { module: name("M2"), due: day(12), why: crate::golden::reason() };
    let person = Person::with("data_scientist", 0, None).and("M2", &assigned, 5);
    let duties = person.duties(&first(), 13);
    let both = duties.iter().find(|duty| duty.module == name("M2")).unwrap();
    assert_eq!(both.standing, Standing::Overdue { since: day(12) });
    let role = Because::Role(String::from("data_scientist"));
    assert_eq!(both.because, [role, Because::Assigned]);
}

#[test]
fn people_are_told_two_weeks_ahead_and_when_it_is_late() {
    let person = Person::with("approver", 0, None);
    let told = |at: i64| notices(&person.duties(&first(), at), day(at));
    let notice = |what| vec![Notice { module: name("M1"), what, due: day(30) }];
    assert_eq!(told(15), Vec::new());
    assert_eq!(told(16), notice(Told::Coming));
    assert_eq!(told(29), notice(Told::Coming));
    assert_eq!(told(30), notice(Told::Overdue));
    assert_eq!(told(300), notice(Told::Overdue));
}
