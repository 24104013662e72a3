use super::queries::ModelPage;
use crate::{
    ask::OfOne,
    words::{Stage, Standing},
};

const MODEL: &str = r#"{"data":{"asOf":{
  "at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":true},
  "model":{"subject":"model:m","name":"M","system":null,"versions":[
    {"subject":"model:m@1","version":"1","digest":null,"format":"onnx","registered":"2026-01-01T00:00:00Z","state":"PROMOTED","standing":"CLEAN",
     "deployments":[{"subject":"deployment:a","stage":"PRODUCTION","live":false}]},
    {"subject":"model:m@2","version":"2","digest":"00","format":"onnx","registered":"2026-02-01T00:00:00Z","state":"PROMOTED","standing":"SUSPECT",
     "deployments":[{"subject":"deployment:b","stage":"TEST","live":true},{"subject":"deployment:c","stage":"PRODUCTION","live":true}]}
  ]}}}}"#;

#[test]
fn what_answers_now_decides_how_a_model_stands() {
    let model = ModelPage::read(MODEL).unwrap().model.unwrap();
    assert_eq!(model.worst_live(), Some(Standing::Suspect));
    assert_eq!(model.live().len(), 1);
    assert_eq!(model.latest().unwrap().version, "2");
    assert_eq!(model.versions[1].live_stage(), Some(Stage::Production));
    assert_eq!(model.versions[0].live_stage(), None);
}

#[test]
fn an_unknown_model_is_no_error() {
    let text = r#"{"data":{"asOf":{"at":{"position":9,"time":"2026-02-10T14:35:00Z","imported":false},"model":null}}}"#;
    assert_eq!(ModelPage::read(text).unwrap().model, None);
}
