use super::{model::duration, queries};
use crate::{ask::query_of, moment::Moment};

#[test]
fn runs_are_one_question_each() {
    insta::assert_snapshot!("list", query_of(&queries::ask_list(Moment::default(), None, None)));
    insta::assert_snapshot!("run", query_of(&queries::ask_one(Moment::default(), "run:r")));
}

#[test]
fn a_duration_is_said_in_the_largest_units() {
    assert_eq!(duration(360), "6 h");
    assert_eq!(duration(65), "1 h 5 min");
    assert_eq!(duration(12), "12 min");
    assert_eq!(duration(0), "0 min");
}

#[test]
fn a_run_reads_its_answer() {
    let text = r#"{"data":{"asOf":{
      "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
      "run":{"subject":"run:r","kind":"train","system":null,"inputs":["dataset:d@v1"],"outputs":[],
        "codeCommit":"abc","environment":{"subject":"environment:e","name":"E","isolation":"subnet","encryption":null,
        "leastPrivilege":null,"attestedUntil":null,"attestation":"UNDATED"},
        "parameters":[{"name":"trees","value":"1200"}],"started":"2026-01-01T00:00:00Z","ended":null,"minutes":null,
        "state":"running","standing":"CLEAN","actions":[]}}}}"#;
    let run = queries::read_one(text).unwrap().run.unwrap();
    assert_eq!(run.environment.unwrap().attestation_words(), "Never attested");
    assert_eq!(run.parameters[0].value, "1200");
}
