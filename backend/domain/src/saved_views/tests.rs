use kernel::{
    Decider as _, Subject,
    testing::{given, moment},
};

use super::{Address, BadAddress, Command, Event, List, Refusal, SavedViews, State};
use crate::golden::{self, said, subject};

fn save(list: List, with: Option<Subject>) -> Command {
    Command::Save { list, name: said("Open"), query: said("show=open"), with }
}

fn saved(list: List, with: Option<Subject>) -> Event {
    Event::Saved { list, name: said("Open"), query: said("show=open"), with }
}

fn address(text: &str) -> Result<(List, String), BadAddress> {
    Address::parse(text, false).map(|address| (address.list, address.query))
}

#[test]
fn only_pages_of_lists_are_saved() {
    assert_eq!(address("/risks"), Ok((List::Risks, String::new())));
    assert_eq!(address("/learning/modules?q=care"), Ok((List::Modules, String::from("q=care"))));
    for list in List::ALL {
        assert_eq!(address(&Address::written(*list, "q=1")), Ok((*list, String::from("q=1"))));
    }
    let others = [
        "",
        "risks",
        "/",
        "/risks/",
        "/risks/RSK-1",
        "//evil.example/risks",
        "https://evil.example/risks",
        "/Risks",
        "/risks#x",
        "javascript:alert(1)",
    ];
    for other in others {
        assert_eq!(address(other), Err(BadAddress::NotAList), "{other}");
    }
    for strange in ["/risks?q=a b", "/risks?q=ü", "/risks?q=1#x", "/risks?q=<b>", "/risks?q=a\nb"]
    {
        assert_eq!(address(strange), Err(BadAddress::NotWritten), "{strange}");
    }
}

#[test]
fn an_address_keeps_its_moment_only_when_asked() {
    let text = "/risks?band=high&asOf=2026-02-10T14:35:00Z&after=cursor&sort=-residual";
    assert_eq!(address(text), Ok((List::Risks, String::from("band=high&sort=-residual"))));
    let pinned = Address::parse(text, true).unwrap();
    assert_eq!(pinned.query, "band=high&asOf=2026-02-10T14:35:00Z&sort=-residual");
    assert!(Address::is_pinned(&pinned.query) && !Address::is_pinned("q=asOf"));
    assert_eq!(Address::written(List::Risks, ""), "/risks");
}

#[test]
fn a_long_address_is_refused() {
    let long = |length: usize| format!("/risks?q={}", "a".repeat(length - 2));
    assert!(address(&long(2_000)).is_ok());
    assert_eq!(address(&long(2_001)), Err(BadAddress::TooLong(2_001)));
}

#[test]
fn a_view_is_saved_once() {
    given::<SavedViews>([]).when(save(List::Risks, None)).then([saved(List::Risks, None)]);
    given::<SavedViews>([saved(List::Risks, None)])
        .when(save(List::Controls, None))
        .then_refused(Refusal::AlreadySaved);
    given::<SavedViews>([saved(List::Risks, None), Event::Removed {}])
        .when(save(List::Risks, None))
        .then_refused(Refusal::AlreadySaved);
    given::<SavedViews>([saved(List::Risks, None)])
        .when_by("another", save(List::Risks, None))
        .then_refused(Refusal::AlreadySaved);
}

#[test]
fn a_view_is_shared_with_a_team_or_everybody() {
    for with in ["team:t", "organisation:o"] {
        let with = Some(subject(with));
        given::<SavedViews>([])
            .when(save(List::Risks, with.clone()))
            .then([saved(List::Risks, with)]);
    }
    given::<SavedViews>([])
        .when(save(List::Risks, Some(subject("person:p"))))
        .then_refused(Refusal::NoAudience(subject("person:p")));
}

#[test]
fn only_the_owner_changes_a_view() {
    let rename = || Command::Rename { name: said("Another name") };
    let known = || [saved(List::Risks, Some(subject("team:t")))];
    for command in [rename(), Command::Remove] {
        given::<SavedViews>([]).when(command.clone()).then_refused(Refusal::NotYours);
        given::<SavedViews>(known()).when_by("b", command).then_refused(Refusal::NotYours);
    }
    given::<SavedViews>(known()).when(Command::Remove).then([Event::Removed {}]);
    let gone = || known().into_iter().chain([Event::Removed {}]);
    given::<SavedViews>(gone()).when(rename()).then_refused(Refusal::NotYours);
    given::<SavedViews>(gone()).when(Command::Remove).then_nothing();
    // A name is never read, so the same name again is recorded again.
    let state = known()
        .iter()
        .fold(State::default(), |state, event| SavedViews::evolve(state, event, &moment()));
    let answer = SavedViews::decide(&state, rename(), &moment());
    assert_eq!(answer, Ok(vec![Event::Renamed { name: said("Another name") }]));
}

#[test]
fn wire_format_is_frozen() {
    golden::wire_format_is_frozen::<Event>("saved_views");
}
