use super::{
    coverage::{
        COLUMNS, Count, HEAD, Line, RoleCoverage, TeamCoverage, TrainingCoverage, chosen, file,
    },
    draft::{ModuleDraft, QuestionDraft},
    learner::MyTrainingPage,
    lesson::read_test,
    model::{Chosen, left_words, standing_so},
};
use crate::{ask::OfAll, words::TrainingStanding};

const TEST: &str = r#"{"data":{"asOf":{"module":{"test":{"attempt":"a-1","questions":[
  {"id":"Q1","question":"What?","options":["this","that"]},
  {"id":"Q2","question":"Who?","options":["me","you"]}]}}}}}"#;

#[test]
fn a_test_is_sent_when_all_is_answered() {
    let test = read_test(TEST).unwrap();
    let mut chosen = Chosen::from([("Q2".to_owned(), 1)]);
    assert_eq!(test.missing(&chosen), 1);
    assert!(test.answers("M01", &chosen).is_none());
    chosen.insert("Q1".to_owned(), 0);
    let sent = test.answers("M01", &chosen).unwrap();
    assert_eq!((sent.module.as_str(), sent.attempt.inner()), ("M01", "a-1"));
    let pairs: Vec<_> =
        sent.answers.iter().map(|one| (one.question.as_str(), one.option)).collect();
    assert_eq!(pairs, [("Q1", 0), ("Q2", 1)]);
    assert!(read_test(r#"{"data":{"asOf":{"module":null}}}"#).is_err());
}

#[test]
fn a_share_of_nothing_is_no_share() {
    let count = |required, current, share| Count {
        people: 1,
        trained: 0,
        required,
        current,
        overdue: 2,
        waived: 0,
        share,
    };
    assert_eq!(count(0, 0, None).words(), "Nothing required");
    assert_eq!(count(0, 0, None).percent(), "—");
    let some = count(8, 3, Some(0.375));
    assert_eq!((some.words().as_str(), some.open()), ("3 of 8 (38 %)", 3));
}

#[test]
fn a_file_of_coverage_has_every_figure() {
    let count = Count {
        people: 3,
        trained: 1,
        required: 5,
        current: 2,
        overdue: 1,
        waived: 4,
        share: Some(0.4),
    };
    let role = RoleCoverage { role: "ciso".to_owned(), title: "CISO".to_owned(), count };
    let found = TrainingCoverage {
        organisation: count,
        teams: vec![TeamCoverage { team: None, count }],
        roles: vec![role],
        modules: Vec::new(),
    };
    let rows = file(found.organisation, &found.lines());
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == HEAD.len()));
    assert_eq!(rows[1][..2], ["Team", "Without a team"]);
    assert_eq!(rows[2], ["Role", "CISO", "ciso", "3", "1", "5", "2", "1", "4"]);
}

#[test]
fn what_is_least_done_is_first() {
    let line = |of, name: &str, people, share| {
        let counted =
            Count { people, trained: 0, required: 10, current: 0, overdue: 0, waived: 0, share };
        Line { of, name: name.to_owned(), id: format!("id-{name}"), count: counted }
    };
    let lines = [
        line("team", "Nothing", 9, None),
        line("team", "beta", 3, Some(0.5)),
        line("team", "Alpha", 7, Some(0.75)),
        line("role", "Alpha too", 1, Some(0.0)),
    ];
    let names = |text: &str, order| -> Vec<String> {
        chosen(&lines, "team", text, order).into_iter().map(|line| line.name).collect()
    };
    assert_eq!(names("", None), ["beta", "Alpha", "Nothing"]);
    assert_eq!(names("", Some(("share", true))), ["Alpha", "beta", "Nothing"]);
    assert_eq!(names("", Some(("name", false))), ["Alpha", "beta", "Nothing"]);
    assert_eq!(names("", Some(("people", true))), ["Nothing", "Alpha", "beta"]);
    assert_eq!(names(" ID-B", None), ["beta"]);
    // Every column that is offered orders by its own figure.
    let keys: Vec<&str> = COLUMNS.iter().filter_map(|column| column.sort).collect();
    assert_eq!(keys, ["name", "share", "people", "trained", "overdue", "waived"]);
}

#[test]
fn what_is_left_is_said_in_a_sentence() {
    let text = r#"{"data":{"asOf":{"at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
      "myTraining":{"minutesLeft":30,"more":[],"steps":[
        {"position":8,"at":"2026-01-01T00:00:00Z","by":null,"module":"M02","kind":"COMPLETED","score":"0.9",
         "until":"2027-01-01T00:00:00Z","reported":true,"note":null}],
      "duties":[
        {"module":{"id":"M01","title":"Basics","minutes":30},"standing":"DUE","at":"2026-03-01T00:00:00Z",
         "because":["Approver"],"completed":null,"score":null,"triesLeft":3},
        {"module":{"id":"M02","title":"Threats","minutes":45},"standing":"CURRENT","at":"2027-01-01T00:00:00Z",
         "because":["Approver"],"completed":"2026-01-01T00:00:00Z","score":"0.9","triesLeft":3}]}}}}"#;
    let mine = MyTrainingPage::read(text).unwrap().my_training.unwrap();
    assert_eq!(left_words(&mine.duties, mine.minutes_left), "1 module left, about 30 minutes.");
    assert_eq!(left_words(&mine.duties[1..], 0), "Everything that is required is done.");
    assert_eq!(left_words(&[], 0), "Nothing is required of you now.");
    assert_eq!(standing_so(&mine.duties, TrainingStanding::Current), 1);
    assert_eq!(mine.steps[0].words(), "Completed elsewhere, score 0.9");
}

#[test]
fn an_own_module_says_what_is_missing() {
    let question = QuestionDraft {
        question: "Who looks?".to_owned(),
        options: "Nobody\n\n Two people \n".to_owned(),
        answer: "2".to_owned(),
        explanation: "Four eyes.".to_owned(),
    };
    let text = |text: &str| text.to_owned();
    let whole = ModuleDraft {
        module: text(" OUR-1 "),
        title: text("How we ship"),
        minutes: text("20"),
        months: text("6"),
        percent: text("80"),
        days: text("14"),
        roles: vec![text("ml_engineer")],
        systems: vec![text("system:s")],
        text: text("# How"),
        questions: vec![question.clone()],
    };
    let input = whole.read().unwrap();
    assert_eq!((input.module.as_str(), input.pass_score.as_str()), ("OUR-1", "0.8"));
    assert_eq!(input.questions[0].options, ["Nobody", "Two people"]);
    assert_eq!(input.questions[0].answer, 1);
    let wrong = |change: &dyn Fn(&mut ModuleDraft)| {
        let mut draft = whole.clone();
        change(&mut draft);
        draft.read().unwrap_err()
    };
    assert_eq!(wrong(&|one| one.title.clear()), "Write a title.");
    assert!(wrong(&|one| one.minutes = text("0")).starts_with("How many minutes"));
    assert!(wrong(&|one| one.percent = text("101")).contains("1 to 100"));
    assert!(wrong(&|one| one.questions.clear()).contains("at least one question"));
    assert!(wrong(&|one| one.questions[0].answer = text("3")).contains("question 1 is right"));
    assert!(wrong(&|one| one.questions[0].options = text("One")).contains("two options"));
    let all = |percent: &str| {
        let draft = ModuleDraft { percent: percent.to_owned(), ..whole.clone() };
        draft.read().unwrap().pass_score
    };
    assert_eq!([all("100"), all("5"), all("67")], ["1", "0.05", "0.67"]);
}
