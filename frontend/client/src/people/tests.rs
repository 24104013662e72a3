use super::{
    commands::RosterLine,
    delegation::LendPage,
    model::{Draft, new_team},
    queries::PersonPage,
    roster::{Seen, Sheet},
};
use crate::{
    ask::{OfAll, OfOne},
    shared::{PersonLink, Refusal},
};

const PERSON: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "me":{"person":{"subject":"person:b","name":"B","erased":false},"may":["erasePerson"]},
  "person":{"subject":"person:a","name":null,"email":null,"erased":true,"service":false,"active":false,"team":null,
    "roles":[{"role":"auditor","title":"Auditor","scope":"org:all","from":"2026-01-01T00:00:00Z","until":null}],"delegations":[],"owns":[],"handOvers":[{"at":"2026-02-01T09:00:00Z","subject":"risk:r","role":"owner of a risk",
      "from":{"subject":"person:a","name":null,"erased":true},"to":{"subject":"person:b","name":"B","erased":false}}],"training":null,"offers":[]}}}}"#;

#[test]
fn an_erased_person_keeps_roles_but_no_name() {
    let page = PersonPage::read(PERSON).unwrap();
    let person = page.person.unwrap();
    assert_eq!(person.words(), "Erased person");
    assert_eq!(person.roles[0].reach(), "Everywhere");
    let given = &person.hand_overs[0];
    assert_eq!(given.from.as_ref().map(PersonLink::words).as_deref(), Some("Erased person"));
    assert!(page.me.may("erasePerson") && !page.me.may("grantRole"));
}

#[test]
fn only_ones_own_roles_are_offered_for_lending() {
    let page = r#"{"data":{"asOf":{
      "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":false},
      "me":{"person":{"subject":"person:b","name":"B","erased":false,"roles":[
        {"role":"auditor","title":"Auditor","scope":"organisation:o","from":"2026-01-01T00:00:00Z","until":null},
        {"role":"ml_engineer","title":"ML engineer","scope":"team:t","from":"2026-01-01T00:00:00Z","until":null}]}},
      "people":{"nodes":[
        {"subject":"person:b","name":"B","erased":false,"delegations":[]},
        {"subject":"person:c","name":"C","erased":false,"delegations":[
          {"by":{"subject":"person:b","name":"B","erased":false},"role":{"role":"auditor","title":"Auditor",
           "scope":"organisation:o","from":"2026-02-01T00:00:00Z","until":"2026-03-01T00:00:00Z"}},
          {"by":{"subject":"person:d","name":"D","erased":false},"role":{"role":"auditor","title":"Auditor",
           "scope":"organisation:o","from":"2026-02-01T00:00:00Z","until":"2026-03-01T00:00:00Z"}}]}]}}}}"#;
    let page = LendPage::read(page).unwrap();
    let roles = page.roles();
    assert_eq!(roles.len(), 2);
    assert_eq!(roles[0].1, "Auditor (everywhere)");
    assert_eq!(roles[1].1, "ML engineer (t)");
    let chosen = page.role(&roles[1].0).unwrap();
    assert_eq!((chosen.role.as_str(), chosen.scope.0.as_str()), ("ml_engineer", "team:t"));
    let others: Vec<String> = page.others().into_iter().map(|(_, name)| name).collect();
    assert_eq!(others, ["C"]);
    let lent = page.lent();
    assert_eq!(lent.len(), 1);
    assert_eq!(lent[0].0.words(), "C");
}

#[test]
fn a_team_is_sent_with_a_fit_identifier() {
    let sent = |name: &str, id: &str| new_team(name, id).map(|team| (team.team.0, team.name));
    let team = |id: &str, name: &str| Some((format!("team:{id}"), name.to_owned()));
    assert_eq!(sent(" Care AI ", ""), team("care-ai", "Care AI"));
    assert_eq!(sent("Care AI", " team-care "), team("team-care", "Care AI"));
    assert_eq!(sent("", "care"), None, "it has no name");
    assert_eq!(sent("Care", "care ai"), None, "no spaces");
    assert_eq!(sent("!?", ""), None, "nothing of the name can be an identifier");
}

#[test]
fn an_identifier_is_never_made_of_a_name() {
    let ada = Draft { name: " Ada Example ".to_owned(), ..Draft::default() };
    let sent = ada.input("p-1").unwrap();
    assert_eq!((sent.person.0.as_str(), sent.name.as_str()), ("person:p-1", "Ada Example"));
    assert_eq!((sent.email, sent.team), (None, None), "what was left empty is not sent");
    let full = Draft {
        email: "bot@example.org".to_owned(),
        team: "team:care".to_owned(),
        id: " svc-scan ".to_owned(),
        service: true,
        ..ada.clone()
    };
    let sent = full.input("p-1").unwrap();
    assert_eq!(sent.person.0, "service:svc-scan");
    assert_eq!(sent.team.map(|team| team.0).as_deref(), Some("team:care"));
    assert_eq!(Draft { name: "  ".to_owned(), ..full }.input("p-1"), None, "it has no name");
    assert_eq!(Draft { id: "ada example".to_owned(), ..ada }.input("p-1"), None, "no spaces");
}

#[test]
fn a_file_with_a_wrong_line_is_not_sent() {
    let line = |line, records: &[&str], wrong: bool| RosterLine {
        line,
        id: format!("p-{line}"),
        records: records.iter().map(|one| (*one).to_owned()).collect(),
        refusal: wrong.then(|| Refusal {
            code: "roster.bad_line".to_owned(),
            sentence: "a person needs a name".to_owned(),
            field: Some("name".to_owned()),
        }),
    };
    let seen = Seen::of(vec![line(2, &["register p-2", "give x"], false), line(3, &[], true)]);
    assert_eq!((seen.people(), seen.wrong(), seen.is_ready()), (1, 1, false));
    let seen = Seen::of(vec![line(2, &["register p-2"], false), line(3, &[], false)]);
    assert!(seen.is_ready());
    assert_eq!(seen.words(), "1 of 2 lines records something, nothing is wrong.");
    assert!(!Seen::of(vec![line(2, &[], false)]).is_ready(), "there is nothing to record");
}

#[test]
fn a_sheet_begins_with_all_of_its_columns() {
    for sheet in Sheet::ALL {
        let named: Vec<&str> = sheet.columns().iter().map(|(name, _)| *name).collect();
        let mut lines = sheet.example().lines();
        assert_eq!(lines.next(), Some(named.join(",").as_str()), "{sheet:?}");
        let cells = lines.next().unwrap().split(',').count();
        assert_eq!((cells, lines.next()), (named.len(), None), "{sheet:?}: one whole line");
        assert_eq!(Sheet::of(sheet.slug()), sheet);
    }
    assert_eq!(Sheet::of("moon"), Sheet::People);
}
