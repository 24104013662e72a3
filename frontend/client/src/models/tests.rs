use super::{
    diff::Mark,
    list::Models,
    prompts::{Changed, PromptPage},
    queries::ModelPage,
};
use crate::{
    ask::OfOne,
    list::Paged,
    words::{Stage, Standing},
};

const LIST: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "models":{"totalCount":1,"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[
  {"subject":"model:m","name":"M","system":null,"versions":[
    {"subject":"model:m@1","version":"1","digest":null,"format":"onnx","registered":"2026-01-01T00:00:00Z","state":"PROMOTED","standing":"CLEAN",
     "deployments":[{"subject":"deployment:a","stage":"PRODUCTION","live":false}]},
    {"subject":"model:m@2","version":"2","digest":"00","format":"onnx","registered":"2026-02-01T00:00:00Z","state":"PROMOTED","standing":"SUSPECT",
     "deployments":[{"subject":"deployment:b","stage":"TEST","live":true},{"subject":"deployment:c","stage":"PRODUCTION","live":true}]}
  ]}]}}}}"#;

#[test]
fn what_answers_now_decides_how_a_model_stands() {
    let model = Models::read(LIST).unwrap().rows.remove(0);
    assert_eq!(model.worst_live(), Some(Standing::Suspect));
    assert_eq!(model.live().len(), 1);
    assert_eq!(model.latest().unwrap().version, "2");
    assert_eq!(model.versions[1].live_stage(), Some(Stage::Production));
    assert_eq!(model.versions[0].live_stage(), None);
}

#[test]
fn an_unknown_model_is_no_error() {
    let text = r#"{"data":{"asOf":{"at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":false},
      "me":{"person":{"subject":"person:a","name":"A","erased":false},"may":[]},"model":null}}}"#;
    assert_eq!(ModelPage::read(text).unwrap().model, None);
}

const HOSTED: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "me":{"person":{"subject":"person:a","name":"A","erased":false},"may":["changeProvider"]},
  "model":{"subject":"model:h","name":"H","system":null,"offers":[],
    "providerChanges":[{"at":"2026-02-18T07:00:00Z","from":"model:h@1","to":"model:h@3","noticeDays":0}],
    "versions":[
      {"subject":"model:h@1","version":"1","digest":null,"format":"api","registered":"2026-01-01T00:00:00Z","state":"PROMOTED","standing":"CLEAN","deployments":[]},
      {"subject":"model:h@2","version":"2","digest":null,"format":"api","registered":"2026-02-01T00:00:00Z","state":"PROMOTED","standing":"CLEAN",
       "deployments":[{"subject":"deployment:b","stage":"TEST","live":true}]}
    ]}}}}"#;

#[test]
fn what_a_provider_put_there_last_is_replaced_next() {
    let mut model = ModelPage::read(HOSTED).unwrap().model.unwrap();
    let names = |all: Vec<crate::scalars::Subject>| all.into_iter().map(|one| one.0).collect();
    let replaceable: Vec<String> = names(model.replaceable());
    assert_eq!(replaceable, ["model:h@3", "model:h@2", "model:h@1"]);
    assert_eq!(
        (model.live_count(), model.provider_changes[0].notice().as_str()),
        (1, "Without notice")
    );
    model.provider_changes.clear();
    let replaceable: Vec<String> = names(model.replaceable());
    assert_eq!(replaceable, ["model:h@2", "model:h@1"]);
}

const PROMPT: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "me":{"person":{"subject":"person:a","name":"A","erased":false},"may":[]},
  "model":{"subject":"prompt:p","system":null,"offers":[],"versions":[
    {"subject":"prompt:p@v1","version":"v1","digest":"01","registered":"2026-01-01T00:00:00Z","registeredBy":null,"state":"CANDIDATE","standing":"CLEAN","note":"first","text":null},
    {"subject":"prompt:p@v2","version":"v2","digest":"02","registered":"2026-01-02T00:00:00Z","registeredBy":null,"state":"CANDIDATE","standing":"CLEAN","note":null,"text":"Be kind."},
    {"subject":"prompt:p@v3","version":"v3","digest":"03","registered":"2026-01-03T00:00:00Z","registeredBy":null,"state":"CANDIDATE","standing":"CLEAN","note":null,"text":"Be kind.\nBe brief."}
  ]}}}}"#;

#[test]
fn a_version_shows_what_it_changed_or_why_nobody_can_tell() {
    let prompt = PromptPage::read(PROMPT).unwrap().model.unwrap();
    let history = prompt.history();
    let labels: Vec<&str> = history.iter().map(|(one, _)| one.version.as_str()).collect();
    assert_eq!(labels, ["v3", "v2", "v1"]);
    let Changed::Lines(before, lines) = &history[0].1 else { panic!("{:?}", history[0].1) };
    assert_eq!(before, "v2");
    let marks: Vec<Mark> = lines.iter().map(|line| line.mark).collect();
    assert_eq!(marks, [Mark::Same, Mark::Added]);
    let Changed::Unknown(why) = &history[1].1 else { panic!("{:?}", history[1].1) };
    assert!(why.starts_with("The text of v1 is not kept"), "{why}");
    assert_eq!(history[2].1, Changed::First(None));
    assert_eq!(prompt.latest_text(), "Be kind.\nBe brief.");
}
