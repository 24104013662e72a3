mod champions;
mod roles;

use kernel::{
    Micros, Refusal as _,
    testing::{given, moment},
};

use super::{Command, Event, People, Refusal};
use crate::golden::{self, name, note, said, subject};

fn register(service: bool, team: &str) -> Command {
    let (name, email) = (said("A name"), said("a@example.org"));
    Command::Register { name, email, team: Some(subject(team)), service }
}

fn registered(service: bool) -> Event {
    let (name, email) = (said("A name"), said("a@example.org"));
    Event::Registered { name, email, team: Some(subject("team:t-1")), service }
}

fn day(days: i64) -> Micros {
    moment().now.plus_days(days)
}

fn grant(role: &str) -> Command {
    grant_until(role, None)
}

fn grant_until(role: &str, until: Option<Micros>) -> Command {
    let scope = subject("organisation:o-1");
    Command::GrantRole { role: name(role), scope, from: day(0), until }
}

fn granted(role: &str) -> Event {
    let scope = subject("organisation:o-1");
    Event::RoleGranted { role: name(role), scope, from: day(0), until: None }
}

fn end(role: &str) -> Command {
    Command::EndRole { role: name(role), scope: subject("organisation:o-1") }
}

fn ended(role: &str) -> Event {
    Event::RoleEnded { role: name(role), scope: subject("organisation:o-1") }
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("people");
}

#[test]
fn an_unknown_person_is_refused() {
    assert_eq!(Refusal::Unknown.code(), "person.unknown");
    let erase = Command::Erase { authority: note("request") };
    let leave = Command::Move { team: subject("team:t-2") };
    for command in [grant("data_scientist"), Command::Deactivate, erase, leave] {
        given::<People>([]).when(command).then_refused(Refusal::Unknown);
    }
}

#[test]
fn a_registration_is_not_overwritten() {
    given::<People>([]).when(register(false, "team:t-1")).then([registered(false)]);
    given::<People>([registered(false)])
        .when(register(true, "team:t-1"))
        .then_refused(Refusal::AlreadyRegistered);
    let team = |text: &str| Command::CreateTeam { name: name(text) };
    given::<People>([]).when(team("Care")).then([Event::TeamCreated { name: name("Care") }]);
    given::<People>([Event::TeamCreated { name: name("Care") }])
        .when(team("Credit"))
        .then_refused(Refusal::AlreadyRegistered);
    let organisation = |units| Command::RegisterOrganisation { name: name("We"), units };
    let known = Event::OrganisationRegistered { name: name("We"), units: Vec::new() };
    given::<People>([]).when(organisation(Vec::new())).then([known.clone()]);
    given::<People>([known])
        .when(organisation(vec![name("Health")]))
        .then_refused(Refusal::AlreadyRegistered);
}

#[test]
fn a_team_is_a_team() {
    given::<People>([])
        .when(register(false, "system:care"))
        .then_refused(Refusal::NotATeam(subject("system:care")));
    given::<People>([registered(false)])
        .when(Command::Move { team: subject("team:t-2") })
        .then([Event::Moved { team: subject("team:t-2") }]);
}

#[test]
fn a_deactivated_person_gets_no_role() {
    given::<People>([registered(false)]).when(Command::Deactivate).then([Event::Deactivated {}]);
    given::<People>([registered(false), Event::Deactivated {}])
        .when(grant("ciso"))
        .then_refused(Refusal::HasLeft);
}

#[test]
fn an_erased_person_is_not_written_about() {
    let erased = || Event::Erased { authority: note("request") };
    given::<People>([registered(false)])
        .when(Command::Erase { authority: note("request") })
        .then([erased()]);
    let leave = Command::Move { team: subject("team:t-2") };
    for command in [grant("ciso"), leave] {
        given::<People>([registered(false), erased()])
            .when(command)
            .then_refused(Refusal::IsErased);
    }
}
