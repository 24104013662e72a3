use kernel::testing::{Given, given};

use super::*;
use crate::{people::roles, risks::Cause};

/// An assessed risk with a plan, which somebody else asks to have accepted.
fn asked(band: Band, days: i64) -> Given<Risks> {
    given::<Risks>([identified()])
        .and_by("planner", [planned()])
        .and_by("assessor", [assessed(of(band))])
        .and_by("requester", [requested(days)])
}

/// The roles that fill each level, with people who hold nothing else.
fn pair(band: Band) -> Vec<(&'static str, &'static str)> {
    match band {
        Band::Low => vec![("o", "system_owner")],
        Band::Medium => vec![("m", "model_risk_manager"), ("o", "system_owner")],
        Band::High => vec![("c", "ciso"), ("r", "chief_risk_officer")],
        Band::VeryHigh => vec![("e", "executive_sponsor"), ("r", "chief_risk_officer")],
    }
}

fn people(pair: &[(&str, &str)]) -> Vec<Acceptor> {
    pair.iter().map(|(person, role)| acceptor(person, &[*role])).collect()
}

fn expected(band: Band, days: i64, pair: &[(&str, &str)]) -> Event {
    // The catalogue's order of roles, not that of the people.
    let order = &scheme().rule(band).unwrap().roles;
    let mut pair = pair.to_vec();
    pair.sort_by_key(|(_, role)| order.iter().position(|known| known == role));
    accepted(band, days, &pair)
}

#[test]
fn acceptance_needs_an_assessment() {
    let command = || Command::Accept(acceptance(people(&pair(Band::Medium))));
    given::<Risks>([identified()]).when(command()).then_refused(Refusal::NotAssessed);
    given::<Risks>([identified()])
        .when(Command::RequestAcceptance(terms(10)))
        .then_refused(Refusal::NotAssessed);
    let why = Cause::ThreatChanged;
    let reopened =
        Event::Reopened { why, cause: None, indicator: None, since: None, note: reason() };
    asked(Band::Medium, 10)
        .and_by("x", [reopened])
        .when(command())
        .then_refused(Refusal::UnderReview);
}

/// The levels as the catalogue writes them, each with its roles: read here again, not by the scheme.
fn levels() -> Vec<(Band, Vec<String>)> {
    let file = include_str!("../../../catalog/risk_scoring.json");
    let file: serde_json::Value = serde_json::from_str(file).unwrap();
    let level = |entry: &serde_json::Value| {
        let band = match entry["residual_band"].as_str().unwrap() {
            "low" => Band::Low,
            "medium" => Band::Medium,
            "high" => Band::High,
            "very_high" => Band::VeryHigh,
            other => panic!("{other} is no band"),
        };
        let who = entry["who"].as_str().unwrap().split(',').next().unwrap();
        (band, who.split(" + ").map(|role| role.trim().to_owned()).collect())
    };
    file["acceptance"].as_array().unwrap().iter().map(level).collect()
}

/// Who fills the roles of a level, or of the nearest one above it, of people with a role each. Each
/// fills one role, and the first named fills it.
fn filled<'a>(level: Band, held: &[(&'a str, &'a str)]) -> Option<Vec<(&'a str, &'a str)>> {
    levels().iter().filter(|(band, _)| *band >= level).find_map(|(_, roles)| {
        roles.iter().map(|role| held.iter().find(|(_, other)| other == role).copied()).collect()
    })
}

/// Why one of them takes no part at a level, if so.
fn barred(level: Band, (person, role): (&str, &str)) -> Option<Refusal> {
    let person = subject(&format!("person:{person}"));
    if role == "administrator" {
        return Some(Refusal::NeverAccepts(person));
    }
    let fits = |(band, roles): &(Band, Vec<String>)| {
        *band >= level && roles.iter().any(|known| known == role)
    };
    let who = who_phrase(level);
    (!levels().iter().any(fits)).then_some(Refusal::WrongRole { person, who })
}

#[test]
fn each_level_by_each_role() {
    assert_eq!(levels().len(), Band::ALL.len(), "every band has its level");
    let (mut recorded, mut refused) = (0, 0);
    for level in Band::ALL.iter().copied() {
        for (first, second) in roles().iter().flat_map(|a| roles().iter().map(move |b| (a, b))) {
            let held = [("a", first.id.as_str()), ("b", second.id.as_str())];
            let answer = asked(level, 10).when(Command::Accept(acceptance(people(&held))));
            let bar = held.into_iter().find_map(|one| barred(level, one));
            match (bar, filled(level, &held)) {
                (Some(bar), _) => {
                    answer.then_refused(bar);
                    refused += 1;
                }
                (None, None) => {
                    answer.then_refused(Refusal::NotEnough(who_phrase(level)));
                    refused += 1;
                }
                (None, Some(by)) => {
                    answer.then([accepted(level, 10, &by)]);
                    recorded += 1;
                }
            }
        }
    }
    // By hand, in ordered pairs. Low: one owner with any of five, 9, and both ways risk officer with
    // CISO or sponsor, 4. Medium: owner with manager, and those 4. High: those 4. Very high: 2.
    assert_eq!(recorded, (9 + 4) + (2 + 4) + 4 + 2);
    assert_eq!(recorded + refused, 4 * roles().len() * roles().len());
}

#[test]
fn an_owner_accepts_low_alone_whoever_else_is_named() {
    let named = |pair: &[(&str, &str)]| Command::Accept(acceptance(people(pair)));
    let held = [("m", "model_risk_manager"), ("o", "system_owner")];
    let alone = accepted(Band::Low, 10, &[("o", "system_owner")]);
    asked(Band::Low, 10).when(named(&held)).then([alone.clone()]);
    let others = [("m", "model_risk_manager"), ("p", "system_owner")];
    asked(Band::Low, 10).and_by("x", [alone]).when(named(&others)).then_refused(Refusal::NoEnd);
}

fn who_phrase(band: Band) -> String {
    match band {
        Band::Low => "AI system owner",
        Band::Medium => "AI system owner and Model risk manager",
        Band::High => "CISO and Chief risk officer",
        Band::VeryHigh => "Executive sponsor and Chief risk officer",
    }
    .to_owned()
}

#[test]
fn one_agrees_after_the_other() {
    let alone =
        |person: &str, role: &str| Command::Accept(acceptance(vec![acceptor(person, &[role])]));
    let agreed = Event::AcceptanceAgreed { roles: vec![name("ciso")], reason: reason() };
    asked(Band::High, 10).when_by("c", alone("c", "ciso")).then([agreed.clone()]);
    asked(Band::High, 10)
        .and_by("c", [agreed.clone()])
        .when_by("r", alone("r", "chief_risk_officer"))
        .then([expected(Band::High, 10, &pair(Band::High))]);
    asked(Band::High, 10)
        .and_by("c", [agreed])
        .when_by("d", alone("d", "ciso"))
        .then([Event::AcceptanceAgreed { roles: vec![name("ciso")], reason: reason() }]);
    asked(Band::High, 10)
        .when_by("x", alone("c", "ciso"))
        .then_refused(Refusal::NotEnough(who_phrase(Band::High)));
    let both = acceptor("c", &["ciso", "chief_risk_officer"]);
    asked(Band::High, 10)
        .when_by("x", Command::Accept(acceptance(vec![both])))
        .then_refused(Refusal::NotEnough(who_phrase(Band::High)));
}

#[test]
fn those_above_may_accept_what_lies_below() {
    let above = pair(Band::VeryHigh);
    asked(Band::High, 10).when(Command::Accept(acceptance(people(&above)))).then([accepted(
        Band::High,
        10,
        &above,
    )]);
}

#[test]
fn an_acceptance_ends_in_time() {
    for (band, most) in
        [(Band::Low, 365), (Band::Medium, 180), (Band::High, 90), (Band::VeryHigh, 30)]
    {
        let ask = |days| Command::RequestAcceptance(terms(days));
        let ready = || given::<Risks>([identified(), planned(), assessed(of(band))]);
        ready().when(ask(most)).then([requested(most)]);
        ready().when(ask(most + 1)).then_refused(Refusal::TooLong { band, max_days: most });
        ready().when(ask(0)).then_refused(Refusal::EndsInThePast(now()));
    }
    asked(Band::Medium, -1)
        .when(Command::Accept(acceptance(people(&pair(Band::Medium)))))
        .then_refused(Refusal::EndsInThePast(in_days(-1)));
}

#[test]
fn an_owner_accepts_a_low_risk_alone() {
    let owner = || people(&[("owner", "system_owner")]);
    let alone = Acceptance { terms: Some(terms(10)), ..acceptance(owner()) };
    let by_owner =
        || given::<Risks>([]).and_by("owner", [identified(), assessed(of(Band::Low)), planned()]);
    by_owner().when_by("owner", Command::Accept(alone.clone())).then([accepted(
        Band::Low,
        10,
        &[("owner", "system_owner")],
    )]);
    by_owner().when_by("owner", Command::Accept(acceptance(owner()))).then_refused(Refusal::NoEnd);
    let expects = Acceptance { band: Some(Band::Medium), ..alone.clone() };
    by_owner()
        .when_by("owner", Command::Accept(expects))
        .then_refused(Refusal::AnotherBand(Band::Low));
    given::<Risks>([identified(), assessed(of(Band::Medium))])
        .when_by("owner", Command::Accept(alone))
        .then_refused(Refusal::NotRequested(Band::Medium));
    let later = Acceptance { terms: Some(terms(20)), ..acceptance(people(&pair(Band::Medium))) };
    asked(Band::Medium, 10).when(Command::Accept(later)).then_refused(Refusal::OtherTerms);
}

#[test]
fn requester_and_author_do_not_accept() {
    let with = |person: &str| {
        Command::Accept(acceptance(people(&[
            ("m", "model_risk_manager"),
            (person, "system_owner"),
        ])))
    };
    let person = |name: &str| subject(&format!("person:{name}"));
    asked(Band::Medium, 10)
        .when(with("requester"))
        .then_refused(Refusal::RequesterAccepts(person("requester")));
    for author in ["tester", "planner"] {
        asked(Band::Medium, 10)
            .when(with(author))
            .then_refused(Refusal::AuthorAccepts(person(author)));
    }
    let expected =
        accepted(Band::Medium, 10, &[("assessor", "system_owner"), ("m", "model_risk_manager")]);
    asked(Band::Medium, 10).when(with("assessor")).then([expected]);
    let high = people(&[("assessor", "ciso"), ("r", "chief_risk_officer")]);
    asked(Band::High, 10)
        .when(Command::Accept(acceptance(high)))
        .then_refused(Refusal::AuthorAccepts(person("assessor")));
}

#[test]
fn builders_and_owners_do_not_accept_high() {
    let close = |change: &dyn Fn(&mut Acceptor)| {
        let mut two = people(&pair(Band::High));
        change(&mut two[0]);
        Command::Accept(acceptance(two))
    };
    let person = subject("person:c");
    let too_close = || Refusal::TooClose { person: person.clone(), band: Band::High };
    asked(Band::High, 10).when(close(&|a| a.owns = true)).then_refused(too_close());
    asked(Band::High, 10).when(close(&|a| a.built = true)).then_refused(too_close());
    asked(Band::High, 10)
        .when(close(&|a| a.service = true))
        .then_refused(Refusal::NeverAccepts(person.clone()));
    let bare = Terms { compensating: Vec::new(), ..terms(10) };
    given::<Risks>([identified(), assessed(of(Band::High))])
        .when(Command::RequestAcceptance(bare))
        .then_refused(Refusal::NoCompensation(Band::High));
}

#[test]
fn very_high_needs_a_dated_plan() {
    let command = || Command::Accept(acceptance(people(&pair(Band::VeryHigh))));
    given::<Risks>([identified(), assessed(of(Band::VeryHigh)), requested(10)])
        .when(command())
        .then_refused(Refusal::NoDatedPlan);
    asked(Band::VeryHigh, 10).when(command()).then([expected(
        Band::VeryHigh,
        10,
        &pair(Band::VeryHigh),
    )]);
}

#[test]
fn a_test_that_nobody_may_waive_is_not_accepted_away() {
    let failing = |band| {
        let unwaivable = vec![name("AIC-DA-01-T1")];
        Command::Accept(Acceptance { unwaivable, ..acceptance(people(&pair(band))) })
    };
    asked(Band::VeryHigh, 10)
        .when(failing(Band::VeryHigh))
        .then_refused(Refusal::Unwaivable(name("AIC-DA-01-T1")));
    asked(Band::High, 10).when(failing(Band::High)).then([expected(
        Band::High,
        10,
        &pair(Band::High),
    )]);
}

#[test]
fn a_prohibited_practice_is_not_accepted() {
    let prohibited = Acceptance { prohibited: true, ..acceptance(people(&pair(Band::Medium))) };
    asked(Band::Medium, 10).when(Command::Accept(prohibited)).then_refused(Refusal::Prohibited);
}

#[test]
fn a_second_renewal_is_decided_one_level_higher() {
    let before = |times: usize| {
        let once = expected(Band::Medium, 5, &pair(Band::Medium));
        asked(Band::Medium, 5).and_by("x", vec![once; times]).and_by("requester", [requested(10)])
    };
    let by = |band| Command::Accept(acceptance(people(&pair(band))));
    before(1).when(by(Band::Medium)).then([expected(Band::Medium, 10, &pair(Band::Medium))]);
    let person = subject("person:m");
    let who = who_phrase(Band::High);
    before(2).when(by(Band::Medium)).then_refused(Refusal::WrongRole { person, who });
    let higher = accepted(Band::Medium, 10, &[("c", "ciso"), ("r", "chief_risk_officer")]);
    before(2).when(by(Band::High)).then([higher]);
    let worst = expected(Band::VeryHigh, 5, &pair(Band::VeryHigh));
    asked(Band::VeryHigh, 5)
        .and_by("x", [worst.clone(), worst, requested(10)])
        .when(by(Band::VeryHigh))
        .then_refused(Refusal::RenewedEnough);
}

#[test]
fn a_live_acceptance_is_prolonged_by_a_new_request() {
    let medium = || people(&pair(Band::Medium));
    let ask = Command::RequestAcceptance(terms(100));
    current(Band::Medium).when_by("requester", ask).then([requested(100)]);
    let asked_again = || current(Band::Medium).and_by("requester", [requested(100)]);
    // Until it is decided the old end stands: what counts can be taken back, what is over cannot.
    let revoked = Event::AcceptanceRevoked { reason: reason() };
    asked_again().when(revoke()).then([revoked]);
    let over = expected(Band::Medium, 0, &pair(Band::Medium));
    asked(Band::Medium, 10)
        .and_by("x", [over])
        .and_by("requester", [requested(100)])
        .when(revoke())
        .then_refused(Refusal::NotAccepted);
    // Whoever asked does not grant it, and who accepted before says so anew.
    let own = people(&[("m", "model_risk_manager"), ("requester", "system_owner")]);
    asked_again()
        .when(Command::Accept(acceptance(own)))
        .then_refused(Refusal::RequesterAccepts(subject("person:requester")));
    let one = || Command::Accept(acceptance(people(&[("m", "model_risk_manager")])));
    let agreed =
        Event::AcceptanceAgreed { roles: vec![name("model_risk_manager")], reason: reason() };
    asked_again().when_by("m", one()).then([agreed]);
    let prolonged = expected(Band::Medium, 100, &pair(Band::Medium));
    asked_again().when(Command::Accept(acceptance(medium()))).then([prolonged.clone()]);
    // The terms of the request, within the days of the band as if it were the first.
    let other = Acceptance { terms: Some(terms(120)), ..acceptance(medium()) };
    asked_again().when(Command::Accept(other)).then_refused(Refusal::OtherTerms);
    current(Band::Medium)
        .when_by("requester", Command::RequestAcceptance(terms(181)))
        .then_refused(Refusal::TooLong { band: Band::Medium, max_days: 180 });
    // Renewed once; the next level decides the second time, while the first renewal still counts.
    let twice =
        || asked_again().and_by("x", [prolonged.clone()]).and_by("requester", [requested(150)]);
    let (person, who) = (subject("person:m"), who_phrase(Band::High));
    twice()
        .when(Command::Accept(acceptance(medium())))
        .then_refused(Refusal::WrongRole { person, who });
    let above = Command::Accept(acceptance(people(&pair(Band::High))));
    twice().when(above).then([accepted(
        Band::Medium,
        150,
        &[("c", "ciso"), ("r", "chief_risk_officer")],
    )]);
}

fn current(band: Band) -> Given<Risks> {
    asked(band, 10).and_by("x", [expected(band, 10, &pair(band))])
}

fn revoke() -> Command {
    Command::RevokeAcceptance { reason: reason() }
}

#[test]
fn a_revoked_acceptance_is_over() {
    let revoked = Event::AcceptanceRevoked { reason: reason() };
    current(Band::Medium).when(revoke()).then([revoked]);
    asked(Band::Medium, 10).when(revoke()).then_refused(Refusal::NotAccepted);
    let over = expected(Band::Medium, 0, &pair(Band::Medium));
    asked(Band::Medium, 10).and_by("x", [over]).when(revoke()).then_refused(Refusal::NotAccepted);
}

#[test]
fn an_acceptance_ends_when_the_band_rises() {
    current(Band::Medium)
        .and_by("assessor", [assessed(of(Band::High))])
        .when(revoke())
        .then_refused(Refusal::NotAccepted);
    let revoked = Event::AcceptanceRevoked { reason: reason() };
    current(Band::Medium)
        .and_by("assessor", [assessed(of(Band::Low))])
        .when(revoke())
        .then([revoked]);
}

#[test]
fn an_incident_ends_an_acceptance() {
    let reopen = |why, cause: Option<&str>| Event::Reopened {
        why,
        cause: cause.map(subject),
        indicator: Some(name("KRI-06")),
        since: None,
        note: reason(),
    };
    for (why, cause) in [(Cause::Incident, Some("incident:i")), (Cause::NewVersion, None)] {
        current(Band::Medium)
            .and_by("x", [reopen(why, cause)])
            .when(revoke())
            .then_refused(Refusal::NotAccepted);
    }
    let revoked = Event::AcceptanceRevoked { reason: reason() };
    current(Band::Medium)
        .and_by("x", [reopen(Cause::Indicator, None)])
        .when(revoke())
        .then([revoked]);
}

#[test]
fn a_new_assessment_voids_the_request() {
    let agreed = Event::AcceptanceAgreed { roles: vec![name("ciso")], reason: reason() };
    asked(Band::High, 10)
        .and_by("c", [agreed])
        .and_by("assessor", [assessed(of(Band::High))])
        .when_by("r", Command::Accept(acceptance(people(&[("r", "chief_risk_officer")]))))
        .then_refused(Refusal::NotRequested(Band::High));
}

#[test]
fn a_request_can_be_turned_down() {
    let decline = || Command::DeclineAcceptance { reason: reason() };
    let declined = Event::AcceptanceDeclined { reason: reason() };
    asked(Band::Medium, 10).when(decline()).then([declined]);
    given::<Risks>([identified()]).when(decline()).then_refused(Refusal::NoRequest);
}
