//! Import through a server.

use serde::Deserialize;

use super::{Fate, Numbered, Refusal, Summary};
use crate::{failure::Failure, remote::Remote};

#[derive(Deserialize)]
struct Answer {
    results: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    status: String,
    refusal: Option<Said>,
}

#[derive(Deserialize)]
struct Said {
    sentence: String,
    field: Option<String>,
}

pub(super) async fn send(
    remote: &Remote,
    batch: &[Numbered],
    summary: &mut Summary,
) -> Result<Option<Refusal>, Failure> {
    let texts: Vec<&str> = batch.iter().map(|numbered| numbered.text.as_str()).collect();
    let answer = remote.events(format!("[{}]", texts.join(","))).await?;
    let answer: Answer = serde_json::from_value(answer).map_err(|why| Failure::broke(&why))?;
    for (numbered, one) in batch.iter().zip(answer.results) {
        let fate = match one.status.as_str() {
            "recorded" => Fate::Recorded,
            "nothing_new" => Fate::NothingNew,
            "duplicate" => Fate::Duplicate,
            _ => {
                let said = one.refusal;
                let field = said.as_ref().and_then(|said| said.field.clone());
                return Ok(Some(Refusal {
                    number: numbered.number,
                    field: field.unwrap_or_else(|| String::from("data")),
                    reason: said.map_or(one.status, |said| said.sentence),
                }));
            }
        };
        summary.count(fate);
    }
    Ok(None)
}
