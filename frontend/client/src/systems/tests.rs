use super::{
    act::{Answers, NONE, Question, option_words, section},
    draft::{Draft, Step, identifier},
    intake::IntakeFilter,
    list::{SystemFilter, Systems},
};
use crate::{
    list::{List, Paged},
    words::{Autonomy, IntakeStatus, RiskClass, SystemKind},
};

const LIST: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "systems":{"totalCount":1,"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[
    {"subject":"system:s","name":"S","kinds":[],"riskClass":"HIGH","actClass":null,
     "owner":{"subject":"person:o","name":"Olga","erased":false},
     "ownerMissing":{"left":{"subject":"person:o","name":"Olga","erased":false},"since":"2026-02-01T00:00:00Z"},
     "team":null,"live":false,"suspectBecause":[],"deployments":[],"incidents":[],
     "evidence":{"total":0,"fresh":0,"stale":0,"failed":0,"passed":0,"inconclusive":0}}
    ]}}}}"#;

#[test]
fn an_owner_who_left_is_marked_in_the_list() {
    let mut row = Systems::read(LIST).unwrap().rows.remove(0);
    assert!(row.owner_has_left());
    assert!(Systems::cells(&row).contains(&"Olga (left)".to_owned()));
    row.owner_missing = None;
    assert_eq!((row.owner_has_left(), row.owner_words().as_str()), (false, "Olga"));
    row.owner = None;
    assert_eq!(row.owner_words(), "Nobody");
}

#[test]
fn an_address_without_filters_leaves_everything_in() {
    assert_eq!(SystemFilter::read("", "", "  "), SystemFilter::default());
    assert_eq!(SystemFilter::read("nonsense", "all", ""), SystemFilter::default());
}

#[test]
fn an_address_narrows_the_list() {
    let filter = SystemFilter::read("high", "suspect", " care ");
    assert_eq!(filter.risk_class, Some(RiskClass::High));
    assert_eq!((filter.suspect, filter.live, filter.owner_missing), (Some(true), None, None));
    assert_eq!(filter.text.as_deref(), Some("care"));
}

fn draft() -> Draft {
    Draft {
        name: "Care Risk 2".to_owned(),
        purpose: " Early detection ".to_owned(),
        kinds: vec![SystemKind::Predictive],
        affects_persons: true,
        data_subjects: "patients, , relatives".to_owned(),
        autonomy: "advises".to_owned(),
        criticality: "vital".to_owned(),
        risk: "high".to_owned(),
        team: "team:care".to_owned(),
        ..Draft::default()
    }
}

#[test]
fn a_step_says_what_is_missing() {
    let fields = |draft: &Draft, step, taken: &[String]| {
        draft.problems(step, taken).into_iter().map(|(field, _)| field).collect::<Vec<_>>()
    };
    let (empty, full) = (Draft::default(), draft());
    assert_eq!(fields(&empty, Step::Purpose, &[]), ["name", "purpose"]);
    assert_eq!(fields(&empty, Step::Kind, &[]), ["kinds"]);
    assert_eq!(fields(&empty, Step::Weight, &[]), ["autonomy", "criticality", "riskClass"]);
    assert_eq!(empty.first_problem(&[]), Some(Step::Purpose));
    assert_eq!(full.first_problem(&[]), None);
    let taken = ["system:care-risk-2".to_owned()];
    assert_eq!(fields(&full, Step::Purpose, &taken), ["system"]);
    let named = Draft { id: "care risk".to_owned(), ..full.clone() };
    assert_eq!(fields(&named, Step::Purpose, &taken), ["system"], "no spaces");
    let bought = Draft { kinds: vec![SystemKind::ThirdParty], ..full.clone() };
    assert_eq!(fields(&bought, Step::Kind, &[]), ["vendor"]);
    let nobody = Draft { data_subjects: " ,".to_owned(), ..full };
    assert_eq!(nobody.first_problem(&[]), Some(Step::People));
}

#[test]
fn steps_lead_on_and_back() {
    assert_eq!(Step::read(""), Step::Purpose);
    assert_eq!(Step::read("9"), Step::Purpose);
    assert_eq!((Step::read("6"), Step::read("6").next()), (Step::Check, None));
    assert_eq!((Step::Purpose.before(), Step::Kind.before()), (None, Some(Step::Purpose)));
    assert!(Step::ALL.iter().all(|step| Step::read(&step.number().to_string()) == *step));
}

#[test]
fn a_draft_is_sent_as_it_stands() {
    let registration = draft().registration();
    assert_eq!(registration.system.0, "system:care-risk-2");
    assert_eq!(
        (registration.purpose.as_str(), registration.risk_class),
        ("Early detection", RiskClass::High)
    );
    let profile = draft().profile();
    assert_eq!(profile.data_subjects, Some(vec!["patients".to_owned(), "relatives".to_owned()]));
    assert_eq!((profile.autonomy, profile.vendor), (Some(Autonomy::Advises), None));
    let was_bought = Draft { vendor: "A vendor".to_owned(), ..draft() };
    assert_eq!(was_bought.profile().vendor, None, "only what is bought has a vendor");
    assert_eq!(identifier("  Ärzte & Pflege: Büro. "), "rzte-pflege-b-ro");
}

#[test]
fn none_stands_alone() {
    let mut answers = Answers::default();
    answers.choose("Q30", "5b", true);
    answers.choose("Q30", "4a", true);
    answers.choose("Q30", NONE, true);
    assert!(answers.has_chosen("Q30", NONE) && !answers.has_chosen("Q30", "5b"));
    answers.choose("Q30", "5b", true);
    assert!(!answers.has_chosen("Q30", NONE) && answers.has_chosen("Q30", "5b"));
    answers.choose("Q30", "5b", false);
    assert!(!answers.has("Q30"), "nothing chosen is no answer");
}

#[test]
fn recorded_answers_read_back() {
    let data = r#"{"questionnaire":1,"answers":{"Q01":true,"Q30":["none"]},"act_class":"minimal","flags":[]}"#;
    let answers = Answers::of_event(data).unwrap();
    assert!(answers.is("Q01", true) && !answers.is("Q01", false));
    let question = |id: &str| Question {
        id: id.to_owned(),
        text: String::new(),
        help: String::new(),
        article: String::new(),
        options: Vec::new(),
    };
    assert_eq!(answers.words(&question("Q30")).as_deref(), Some("None of these"));
    assert_eq!(answers.words(&question("Q02")), None);
    let sent = answers.sent(|id| id != "Q30");
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].question.as_str(), sent[0].yes), ("Q01", Some(true)));
    assert!(Answers::of_event("{}").is_none());
    assert_eq!(option_words("Q30", "5b"), "5b: Credit worthiness and scores");
    assert_eq!(option_words("Q03", "product_manufacturer"), "Product manufacturer");
    assert_eq!((section("Q13"), section("")), ("Prohibited practices", "More"));
}

#[test]
fn a_queue_shows_what_waits() {
    assert_eq!(IntakeFilter::read("").status, Some(IntakeStatus::Waiting));
    assert_eq!(IntakeFilter::read("nonsense"), IntakeFilter::default());
    assert_eq!(IntakeFilter::read("dismissed").status, Some(IntakeStatus::Dismissed));
    assert_eq!(IntakeFilter::read("all").status, None);
}
