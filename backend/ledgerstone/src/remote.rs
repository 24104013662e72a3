//! A server that client commands talk to.

use serde_json::{Value, json};

use crate::{
    config::Config,
    failure::{Failure, chain},
};

/// The server of `LEDGERSTONE_URL`, with the token of `LEDGERSTONE_TOKEN`.
pub(crate) struct Remote {
    base: String,
    token: String,
    client: reqwest::Client,
}

impl Remote {
    /// The server the settings name, if they name one.
    pub(crate) fn of(config: &Config) -> Result<Option<Self>, Failure> {
        let Some(base) = config.text("url") else { return Ok(None) };
        let token = config.text("token").ok_or_else(|| {
            Failure::cannot("LEDGERSTONE_URL is set without LEDGERSTONE_TOKEN; make one with `ledgerstone token create`")
        })?;
        Self::at(base, token.to_owned()).map(Some)
    }

    /// The server at an address, asked with a token.
    pub(crate) fn at(base: &str, token: String) -> Result<Self, Failure> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|why| Failure::broke(&why))?;
        Ok(Self { base: base.trim_end_matches('/').to_owned(), token, client })
    }

    /// Reads a file.
    pub(crate) async fn file(&self, path: &str) -> Result<String, Failure> {
        let url = format!("{}{path}", self.base);
        let unreachable = |why: reqwest::Error| {
            Failure::cannot(format!("cannot reach {}: {}", self.base, chain(&why.without_url())))
        };
        let answer = self.client.get(&url).bearer_auth(&self.token).send().await;
        let answer = answer.map_err(unreachable)?;
        let status = answer.status();
        if !status.is_success() {
            return Err(Failure::cannot(format!("{} answered {}", self.base, status.as_u16())));
        }
        answer.text().await.map_err(unreachable)
    }

    /// Asks a GraphQL question.
    pub(crate) async fn graphql(&self, query: &str, variables: Value) -> Result<Value, Failure> {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let answer = self.post("/graphql", "application/json", body).await?;
        if let Some(error) = answer.pointer("/errors/0/message").and_then(Value::as_str) {
            return Err(Failure::cannot(error));
        }
        answer
            .get("data")
            .cloned()
            .ok_or_else(|| Failure::cannot(format!("{} does not answer GraphQL", self.base)))
    }

    /// Hands in a batch of CloudEvents; the server stops at the first it does not take.
    pub(crate) async fn events(&self, batch: String) -> Result<Value, Failure> {
        let kind = "application/cloudevents-batch+json";
        self.post("/api/v1/events?stop_at_refusal=true", kind, batch).await
    }

    async fn post(&self, path: &str, kind: &str, body: String) -> Result<Value, Failure> {
        let url = format!("{}{path}", self.base);
        let unreachable = |why: reqwest::Error| {
            Failure::cannot(format!("cannot reach {}: {}", self.base, chain(&why.without_url())))
        };
        let sent = self.client.post(&url).bearer_auth(&self.token).header("content-type", kind);
        let answer = sent.body(body).send().await.map_err(unreachable)?;
        let status = answer.status();
        let text = answer.text().await.map_err(unreachable)?;
        let value: Option<Value> = serde_json::from_str(&text).ok();
        if let (true, Some(value)) = (status.is_success() || status.as_u16() == 422, &value) {
            return Ok(value.clone());
        }
        let plain = Some(text.trim()).filter(|text| !text.is_empty() && text.len() < 300);
        let said = value.as_ref().and_then(sentence).or(plain).unwrap_or("no reason given");
        Err(Failure::cannot(format!("{} answered {}: {said}", self.base, status.as_u16())))
    }
}

/// What an error answer says, wherever it says it.
fn sentence(value: &Value) -> Option<&str> {
    ["/sentence", "/error/sentence", "/errors/0/message"]
        .iter()
        .find_map(|pointer| value.pointer(pointer).and_then(Value::as_str))
}
