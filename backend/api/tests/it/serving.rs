//! The real server on a real socket.

use std::net::SocketAddr;

use api::{ServerConfig, Site, serve};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::{oneshot, watch},
};

use crate::{
    talk::{Talk, conversation, subject},
    world,
};

/// A line to the server, spoken by hand.
struct Line {
    stream: TcpStream,
    heard: Vec<u8>,
}

impl Line {
    async fn to(address: SocketAddr) -> Self {
        Self { stream: TcpStream::connect(address).await.unwrap(), heard: Vec::new() }
    }

    async fn say(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).await.unwrap();
    }

    /// Asks to be upgraded to the protocol of subscriptions.
    async fn upgrade(&mut self, cookie: &str, origin: &str) -> String {
        self.say(&format!(
            "GET /graphql/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Origin: {origin}\r\nCookie: ls_session={cookie}\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
        ))
        .await;
        self.until("\r\n\r\n").await
    }

    /// A text frame, masked with zeros as clients must mask.
    async fn frame(&mut self, text: &str) {
        let length = u8::try_from(text.len()).ok().filter(|length| *length < 126).unwrap();
        let mut bytes = vec![0x81, 0x80 | length, 0, 0, 0, 0];
        bytes.extend(text.as_bytes());
        self.stream.write_all(&bytes).await.unwrap();
    }

    /// Everything heard up to and with some text.
    async fn until(&mut self, text: &str) -> String {
        loop {
            let heard = String::from_utf8_lossy(&self.heard).into_owned();
            if let Some(at) = heard.find(text) {
                self.heard.clear();
                self.heard.extend(&heard.as_bytes()[at + text.len()..]);
                return heard[..at + text.len()].to_owned();
            }
            let mut bytes = [0; 4096];
            let read = self.stream.read(&mut bytes).await.unwrap();
            assert!(read > 0, "the line ended after: {heard}");
            self.heard.extend(&bytes[..read]);
        }
    }
}

/// A server while a closure talks to it.
async fn served(talk: &Talk, visit: impl AsyncFnOnce(SocketAddr, String)) {
    let site = Site::new(talk.app.clone());
    let person = subject("person:incident_commander-org");
    let cookie = site.sessions.begin(&person, None, talk.app.now()).unwrap();
    let (told, address) = oneshot::channel();
    let (stop, stopped) = watch::channel(false);
    let server = serve(ServerConfig {
        site,
        listen: "127.0.0.1:0".parse().unwrap(),
        on_listening: Box::new(|address| told.send(address).unwrap()),
        stop: stopped,
        more: None,
    });
    let visitor = async {
        visit(address.await.unwrap(), cookie.as_str().to_owned()).await;
        stop.send(true).unwrap();
    };
    let (ended, ()) = futures::join!(server, visitor);
    ended.unwrap();
}

#[tokio::test]
async fn the_server_listens_and_ends() {
    conversation(async |talk| {
        served(talk, async |address, _| {
            let mut line = Line::to(address).await;
            line.say("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
            let answer = line.until("ready\n").await;
            assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_line_brings_new_events_to_those_signed_in() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        let commander = talk.role("incident_commander").await;
        served(talk, async |address, cookie| {
            let refused = Line::to(address).await.upgrade("nonsense", "http://localhost").await;
            assert!(refused.starts_with("HTTP/1.1 401"), "{refused}");
            let forged = Line::to(address).await.upgrade(&cookie, "http://evil.example").await;
            assert!(forged.starts_with("HTTP/1.1 403"), "{forged}");

            let mut line = Line::to(address).await;
            let open = line.upgrade(&cookie, "http://localhost").await;
            assert!(open.starts_with("HTTP/1.1 101"), "{open}");
            line.frame(r#"{"type":"connection_init"}"#).await;
            line.until(r#""connection_ack""#).await;
            let question = "subscription { events(after: 0) { kind } }";
            let subscribe =
                json!({ "id": "1", "type": "subscribe", "payload": { "query": question } });
            line.frame(&subscribe.to_string()).await;
            line.until("system.registered").await;
            let open = json!({ "severity": "SEV4", "title": "Something new" });
            commander.must("openIncident", open).await;
            line.until("incident.opened").await;
        })
        .await;
    })
    .await;
}

/// A line that follows everything.
async fn following(address: SocketAddr, cookie: &str) -> Line {
    let mut line = Line::to(address).await;
    let open = line.upgrade(cookie, "http://localhost").await;
    assert!(open.starts_with("HTTP/1.1 101"), "{open}");
    line.frame(r#"{"type":"connection_init"}"#).await;
    line.until(r#""connection_ack""#).await;
    let question = "subscription { events(after: 0) { kind } }";
    let subscribe = json!({ "id": "1", "type": "subscribe", "payload": { "query": question } });
    line.frame(&subscribe.to_string()).await;
    line.until("system.registered").await;
    line
}

impl Line {
    /// The code and the sentence of the frame that closes the line.
    async fn closed(&mut self, sentence: &str) -> u16 {
        loop {
            let text = sentence.as_bytes();
            let at = self.heard.windows(text.len()).position(|heard| heard == text);
            if let Some(at) = at {
                assert_eq!(self.heard[at - 4], 0x88, "a closing frame");
                assert_eq!(usize::from(self.heard[at - 3]), text.len() + 2);
                let mut rest = [0; 16];
                assert_eq!(self.stream.read(&mut rest).await.unwrap(), 0, "the line is over");
                return u16::from_be_bytes([self.heard[at - 2], self.heard[at - 1]]);
            }
            let mut bytes = [0; 4096];
            let read = self.stream.read(&mut bytes).await.unwrap();
            assert!(read > 0, "the line ended without a word");
            self.heard.extend(&bytes[..read]);
        }
    }
}

#[tokio::test]
async fn a_line_ends_with_its_session() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role("incident_commander").await;
        served(talk, async |address, cookie| {
            let mut line = following(address, &cookie).await;
            let csrf = "c".repeat(64);
            let mut other = Line::to(address).await;
            other
                .say(&format!(
                    "POST /auth/logout HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\
                     Cookie: ls_session={cookie}; ls_csrf={csrf}\r\nX-CSRF-Token: {csrf}\r\n\r\n"
                ))
                .await;
            let answer = other.until("\r\n\r\n").await;
            assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
            assert_eq!(line.closed("your session has ended").await, 4401);
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_line_ends_with_the_last_role() {
    conversation(async |talk| {
        world::two_teams(talk).await;
        talk.role("incident_commander").await;
        let person = subject("person:incident_commander-org");
        talk.grant(&person, "data_scientist", "organisation:org").await;
        served(talk, async |address, cookie| {
            let mut line = following(address, &cookie).await;
            let end = |role: &str| domain::people::Command::EndRole {
                role: kernel::Name::parse(role).unwrap(),
                scope: subject("organisation:org"),
            };
            talk.as_root(&person, "end one", end("incident_commander")).await;
            line.until("person.role_ended").await;
            talk.as_root(&person, "end the other", end("data_scientist")).await;
            assert_eq!(line.closed("you do not hold a role here any more").await, 4403);
            let seen = String::from_utf8_lossy(&line.heard).into_owned();
            assert!(!seen.contains("\"next\""), "nothing is told without a role: {seen}");
        })
        .await;
    })
    .await;
}
