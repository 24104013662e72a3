use super::{
    activity::{ActiveMonth, ChampionActivity},
    queries::AnswerablePage,
    raci::{Duty, HEAD, RaciPage},
    teams::{ChampionTeam, ChampionTeamFilter, ChampionTeams},
    vacancies::{KINDS, Vacancies, VacancyFilter},
};
use crate::{
    ask::{OfAll, OfOne},
    list::{List, Paged},
    scalars::Time,
    shared::PersonLink,
};

const PAGE: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "accountableFor":{"subject":"system:s","name":"S","registered":"2025-09-01T00:00:00Z","decommissioned":null,
    "team":null,"accountable":[
      {"person":{"subject":"person:a","name":"A","erased":false},"duty":"owner","stage":null,
       "from":"2025-09-03T00:00:00Z","until":"2025-12-01T00:00:00Z","left":null},
      {"person":{"subject":"person:b","name":"B","erased":false},"duty":"deputy","stage":"PRODUCTION",
       "from":"2025-09-03T00:00:00Z","until":null,"left":"2026-01-31T00:00:00Z"}]}}}}"#;

#[test]
fn nobody_being_accountable_is_a_gap() {
    let answerable = AnswerablePage::read(PAGE).unwrap().accountable_for.unwrap();
    let lanes = answerable.lanes();
    assert_eq!(lanes.len(), 2);
    let owners: Vec<Option<&str>> = lanes[0].spans.iter().map(|span| span.who.as_deref()).collect();
    assert_eq!(owners, [None, Some("A"), None]);
    assert_eq!(lanes[0].spans[2].from.0, "2025-12-01T00:00:00Z");
    assert_eq!(lanes[1].name, "Deputy, production");
}

#[test]
fn those_who_left_are_said_to_have_left() {
    let answerable = AnswerablePage::read(PAGE).unwrap().accountable_for.unwrap();
    let now = answerable.current();
    assert_eq!(now.len(), 1);
    assert_eq!(now[0].left.as_ref().map(|day| day.0.as_str()), Some("2026-01-31T00:00:00Z"));
    let lanes = answerable.lanes();
    let stretch = &lanes[1].spans[0];
    assert!(stretch.left, "it ends because they left");
    assert_eq!(stretch.until, now[0].left, "on the day they left");
}

const MATRIX: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "systems":{"totalCount":3,"nodes":[
    {"subject":"system:s","name":"S","team":{"subject":"team:t","name":"Care"},"decommissioned":null,
     "consulted":[],"accountable":[
      {"person":{"subject":"person:b","name":"B","erased":false},"duty":"owner","stage":null,
       "from":"2025-09-03T00:00:00Z","until":null,"left":null},
      {"person":{"subject":"person:a","name":"A","erased":false},"duty":"owner","stage":null,
       "from":"2025-09-01T00:00:00Z","until":"2025-09-03T00:00:00Z","left":null},
      {"person":{"subject":"person:a","name":"A","erased":false},"duty":"responsible","stage":"PRODUCTION",
       "from":"2025-09-03T00:00:00Z","until":null,"left":null}]},
    {"subject":"system:u","name":"U","team":null,"decommissioned":null,"consulted":[],"accountable":[
      {"person":{"subject":"person:c","name":"C","erased":false},"duty":"owner","stage":null,
       "from":"2025-09-03T00:00:00Z","until":null,"left":"2026-01-31T00:00:00Z"}]},
    {"subject":"system:old","name":"Old","team":null,"decommissioned":"2026-01-01T00:00:00Z","consulted":[],"accountable":[]}]}}}}"#;

#[test]
fn the_matrix_shows_what_lasts() {
    let page = RaciPage::read(MATRIX).unwrap();
    assert_eq!(page.beyond(), None, "all three are here");
    let all = page.matrix("");
    let people: Vec<String> = all.people.iter().map(PersonLink::words).collect();
    assert_eq!(people, ["A", "B", "C"]);
    assert_eq!(all.lines.len(), 2, "what is out of use is left out");
    let cells = &all.lines[0].cells;
    assert_eq!(cells[0][0].duty, Duty::Responsible, "the owner before is one no more");
    assert_eq!(cells[0][0].words, "Responsible, production");
    assert_eq!((cells[1][0].duty, cells[2].len()), (Duty::Accountable, 0));
    assert!(all.lines[0].owned && !all.lines[1].owned, "who left is accountable no more");
    assert!(all.lines[1].cells[2][0].left);
    let care = page.matrix("care");
    assert_eq!((care.lines.len(), care.people.len()), (1, 2));
    assert_eq!(page.matrix(" c ").lines.len(), 2, "a person and a team");
    let rows = page.rows(&all.lines);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == HEAD.len()));
    let found = page.rows(&care.lines);
    assert!(!found.is_empty() && found.len() < rows.len(), "the file is what is shown");
}

#[test]
fn the_matrix_says_that_there_is_more() {
    let page = RaciPage::read(&MATRIX.replace("\"totalCount\":3", "\"totalCount\":612")).unwrap();
    assert!(page.beyond().unwrap().starts_with("These are the first 3 of 612 systems"));
}

#[test]
fn the_consulted_are_those_with_nothing_heavier() {
    let consulted = r#""consulted":[{"subject":"person:b","name":"B","erased":false},
      {"subject":"person:d","name":"D","erased":false}]"#;
    let text = MATRIX.replacen(r#""consulted":[]"#, consulted, 1);
    let page = RaciPage::read(&text).unwrap();
    let cells = &page.matrix("").lines[0].cells;
    let duties: Vec<Vec<Duty>> =
        cells.iter().map(|marks| marks.iter().map(|mark| mark.duty).collect()).collect();
    let none = Vec::new;
    let wanted = [vec![Duty::Responsible], vec![Duty::Accountable], none(), vec![Duty::Consulted]];
    assert_eq!(duties, wanted, "B is accountable, and so is not shown as consulted");
    assert_eq!(page.matrix("d").people.len(), 3, "who is consulted is found by name");
    let rows = page.rows(&page.matrix("").lines);
    assert_eq!(rows[2][3..], ["D", "person:d", "Consulted", "", "", ""]);
}

const VACANT: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "vacancies":{"totalCount":2,"pageInfo":{"hasNextPage":false,"endCursor":"c"},"nodes":[
    {"subject":"system:s","role":"accountable owner","gap":true,"left":null,
     "since":"2026-01-01T00:00:00Z","suggested":null,"system":{"subject":"system:s","name":"S"}},
    {"subject":"action:a","role":"owner of an action","gap":false,
     "left":{"subject":"person:a","name":"A","erased":false},"since":"2026-02-01T00:00:00Z",
     "suggested":{"subject":"person:b","name":"B","erased":false},"system":null}]}}}}"#;

#[test]
fn a_vacant_duty_is_a_gap_or_a_task() {
    let read = |show: &str| VacancyFilter::read(show, "", " care ");
    let gaps = [read("gaps"), read("tasks"), read("")].map(|filter| filter.gap);
    assert_eq!(gaps, [Some(true), Some(false), None]);
    assert_eq!((read("").kind, read("").text.as_deref()), (None, Some("care")));
    assert_eq!(VacancyFilter::read("", "team", "").kind.as_deref(), Some("team"));
    let rows = Vacancies::read(VACANT).unwrap().rows;
    assert!(rows.iter().all(|row| KINDS.iter().any(|(kind, _)| *kind == row.subject.kind())));
    let cells: Vec<Vec<String>> = rows.iter().map(Vacancies::cells).collect();
    assert!(cells.iter().all(|row| row.len() == Vacancies::COLUMNS.len()));
    assert_eq!(cells[0][..5], ["system:s", "System", "S", "Missing", "accountable owner"]);
    assert_eq!(cells[0][5..], ["", "2026-01-01", ""]);
    assert_eq!(cells[1][1..4], ["Action", "", "Not counted"]);
    assert_eq!(cells[1][5..], ["A", "2026-02-01", "B"]);
}

const TEAMS: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "championTeams":{"totalCount":3,"pageInfo":{"hasNextPage":false,"endCursor":"c"},"nodes":[
    {"subject":"team:b","name":"B","runsSystem":true,"champion":null,"championActivity":null,
     "nominated":[{"subject":"person:c","name":"C","erased":false}],"members":[],"offers":[]},
    {"subject":"team:a","name":"A","runsSystem":true,
     "champion":{"subject":"person:p","name":"P","erased":false},
     "championActivity":{"since":"2025-09-01T00:00:00Z","reviewsAttended":2,"findingsHandled":0,
      "actionsDone":1,"last":"2026-02-01T00:00:00Z","daysSinceLast":9,"months":[]},
     "nominated":[],"members":[],"offers":[]},
    {"subject":"team:i","name":"I","runsSystem":false,"champion":null,"championActivity":null,
     "nominated":[],"members":[],"offers":[]}]}}}}"#;

#[test]
fn a_team_that_runs_a_system_needs_a_champion() {
    assert_eq!(ChampionTeamFilter::read("missing", "").missing, Some(true));
    let open = ChampionTeamFilter::read("nonsense", " care ");
    assert_eq!((open.missing, open.text.as_deref()), (None, Some("care")));
    let rows = ChampionTeams::read(TEAMS).unwrap().rows;
    let needs: Vec<bool> = rows.iter().map(ChampionTeam::needs_one).collect();
    assert_eq!(needs, [true, false, false]);
    let cells: Vec<Vec<String>> = rows.iter().map(ChampionTeams::cells).collect();
    assert!(cells.iter().all(|row| row.len() == ChampionTeams::COLUMNS.len()));
    assert_eq!(cells[0], ["B", "team:b", "Yes", "", "", "", "", "", "C"]);
    assert_eq!(cells[1], ["A", "team:a", "Yes", "P", "2", "0", "1", "2026-02-01", ""]);
    assert_eq!(cells[2][..4], ["I", "team:i", "No", ""]);
}

fn active(days: Option<i32>, counts: [i32; 3]) -> ChampionActivity {
    let month = |(name, count): (&str, i32)| ActiveMonth { month: name.to_owned(), count };
    let months = [("2025-12", counts[0]), ("2026-01", 0), ("2026-02", counts[1] + counts[2])];
    ChampionActivity {
        since: Time("2025-09-01T00:00:00Z".to_owned()),
        reviews_attended: counts[0],
        findings_handled: counts[1],
        actions_done: counts[2],
        last: days.map(|_| Time("2026-02-01T00:00:00Z".to_owned())),
        days_since_last: days,
        months: months.into_iter().map(month).collect(),
    }
}

#[test]
fn what_champions_did_is_said_in_words() {
    let busy = active(Some(9), [1, 2, 0]);
    assert_eq!(busy.words(), "1 review attended, 2 findings handled, 0 other actions done");
    assert_eq!((busy.last_words().as_str(), busy.course()), ("9 days ago", vec![1.0, 0.0, 2.0]));
    let words = "Done by month in the last twelve: 1 in 2025-12, 2 in 2026-02";
    assert_eq!(busy.course_words(), words);
    assert_eq!(active(Some(1), [1, 0, 0]).last_words(), "1 day ago");
    assert_eq!(active(Some(0), [1, 0, 0]).last_words(), "Today");
    let idle = active(None, [0, 0, 0]);
    assert_eq!(idle.last_words(), "Nothing yet");
    assert_eq!(idle.course_words(), "Nothing done in the last twelve months");
}
