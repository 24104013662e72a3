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
    let reopened = Event::Reopened { why, cause: None, indicator: None, note: reason() };
    asked(Band::Medium, 10)
        .and_by("x", [reopened])
        .when(command())
        .then_refused(Refusal::UnderReview);
}

#[test]
fn each_level_by_each_role() {
    for band in Band::ALL.iter().copied() {
        let pair = pair(band);
        let (role, rest) = pair.split_last().unwrap();
        for candidate in roles() {
            let mut two = people(rest);
            two.push(acceptor(role.0, &[candidate.id.as_str()]));
            let answer = asked(band, 10).when(Command::Accept(acceptance(two)));
            let who = who_phrase(band);
            if candidate.id == role.1 {
                answer.then([expected(band, 10, &pair)]);
            } else if candidate.id == "administrator" {
                answer.then_refused(Refusal::NeverAccepts(subject(&format!("person:{}", role.0))));
            } else if crate::risks::who_accepts(band).contains(&candidate.id.as_str()) {
                // A role of the level or of a higher one, yet not one that completes the two.
                answer.then_refused(Refusal::NotEnough(who));
            } else {
                let person = subject(&format!("person:{}", role.0));
                answer.then_refused(Refusal::WrongRole { person, who });
            }
        }
    }
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
