use super::{
    environment::{EnvironmentPage, Force, attestation_words},
    model::duration,
    queries::RunPage,
};
use crate::ask::OfOne;

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
      "me":{"person":{"subject":"person:a","name":"A","erased":false},"may":[]},
      "run":{"subject":"run:r","kind":"train","system":null,"inputs":["dataset:d@v1"],"outputs":[],
        "codeCommit":"abc","environment":{"subject":"environment:e","name":"E","isolation":"subnet","encryption":null,
        "leastPrivilege":null,"attestedUntil":null,"attestation":"UNDATED","system":null},
        "parameters":[{"name":"trees","value":"1200"}],"started":"2026-01-01T00:00:00Z","ended":null,"minutes":null,
        "state":"running","standing":"CLEAN","actions":[],"offers":[],
        "privacySpent":[{"dataset":"dataset:d@v1","mechanism":"DP-SGD","epsilon":"7.9","delta":null,"evidence":null,
          "at":"2026-01-02T00:00:00Z","by":null,"corrections":[
            {"at":"2026-01-03T00:00:00Z","reason":"an epoch more","beforeEpsilon":"7.6"}]}]}}}}"#;
    let run = RunPage::read(text).unwrap().run.unwrap();
    assert_eq!(attestation_words(run.environment.unwrap().attestation), "Never attested");
    assert_eq!(run.parameters[0].value, "1200");
    assert_eq!(run.privacy_spent[0].corrected().as_deref(), Some("Was epsilon 7.6: an epoch more"));
}

#[test]
fn only_the_last_attestation_is_in_force() {
    let attested = |at: &str, until: &str, counts: &str| {
        format!(
            r#"{{"at":"{at}","by":null,"isolation":"subnet","encryption":"AES","leastPrivilege":true,"until":"{until}","counts":"{counts}"}}"#
        )
    };
    let run = |started: &str| {
        format!(
            r#"{{"subject":"run:{started}","kind":"train","state":"completed","started":"{started}","minutes":1,"standing":"CLEAN","inputs":[],"outputs":[]}}"#
        )
    };
    let (new, old) = (
        attested("2026-03-01T00:00:00Z", "2026-09-01T00:00:00Z", "FRESH"),
        attested("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "FRESH"),
    );
    let runs = ["2026-01-15T00:00:00Z", "2026-02-15T00:00:00Z", "2026-03-15T00:00:00Z"].map(run);
    let text = format!(
        r#"{{"data":{{"asOf":{{"at":{{"position":9,"time":"2026-04-01T00:00:00Z","imported":false}},
        "me":{{"person":{{"subject":"person:a","name":"A","erased":false}},"may":[]}},
        "environment":{{"subject":"environment:e","name":"E","isolation":"subnet","encryption":"AES",
        "leastPrivilege":true,"attestedUntil":null,"attestation":"FRESH","system":null,
        "attestations":[{new},{old}],"runs":[{}],"datasets":[],"offers":[]}}}}}}}}"#,
        runs.join(",")
    );
    let environment = EnvironmentPage::read(&text).unwrap().environment.unwrap();
    let history: Vec<Force> = environment.history().into_iter().map(|(_, force)| force).collect();
    assert_eq!(history, [Force::InForce, Force::Replaced]);
    assert_eq!(environment.unattested_runs(), 1, "between the two nobody vouched for it");
}
