//! Subscriptions over `graphql-transport-ws`: init, ack, subscribe, next, ping and pong, and
//! reconnecting with growing pauses. Frames are passed on as text.
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::prelude::set_timeout;
use serde::Deserialize;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

const PATH: &str = "/graphql/ws";
const PROTOCOL: &str = "graphql-transport-ws";
/// The server closes with this code when the session has ended: trying again is pointless.
const FORBIDDEN: u16 = 4403;
/// The code of `graphql-transport-ws` for a connection without authority.
const UNAUTHORISED: u16 = 4401;

#[derive(Deserialize)]
struct Frame<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(borrow, default)]
    payload: Option<&'a serde_json::value::RawValue>,
}

struct Handlers {
    _open: Closure<dyn FnMut()>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _close: Closure<dyn FnMut(CloseEvent)>,
}

struct Line {
    request: String,
    on_next: Box<dyn Fn(&str)>,
    on_state: Box<dyn Fn(bool)>,
    socket: RefCell<Option<WebSocket>>,
    handlers: RefCell<Option<Handlers>>,
    ended: Cell<bool>,
    tries: Cell<u32>,
}

/// An open subscription. It goes on until [`Subscription::end`] is called.
#[derive(Clone)]
pub struct Subscription {
    line: Rc<Line>,
}

impl Subscription {
    /// Closes the connection for good.
    pub fn end(&self) {
        self.line.ended.set(true);
        if let Some(socket) = self.line.socket.take() {
            // A socket that is closed already has nothing to say about it.
            let _ = socket.close();
        }
    }
}

/// Follows a subscription. `request` is a GraphQL request as JSON; `on_next` gets the text of each
/// answer (`{"data":…}`); `on_state` hears whether the line is up.
pub fn subscribe(
    request: String,
    on_next: impl Fn(&str) + 'static,
    on_state: impl Fn(bool) + 'static,
) -> Subscription {
    let line = Rc::new(Line {
        request,
        on_next: Box::new(on_next),
        on_state: Box::new(on_state),
        socket: RefCell::default(),
        handlers: RefCell::default(),
        ended: Cell::new(false),
        tries: Cell::new(0),
    });
    open(&line);
    Subscription { line }
}

fn open(line: &Rc<Line>) {
    if line.ended.get() {
        return;
    }
    let Ok(socket) = WebSocket::new_with_str(&address(), PROTOCOL) else {
        return;
    };
    let handlers = Handlers {
        _open: on_open(&socket),
        _message: on_message(&socket, line),
        _close: on_close(&socket, line),
    };
    line.socket.replace(Some(socket));
    // The old handlers may be running right now: drop them when they have returned.
    let old = line.handlers.replace(Some(handlers));
    set_timeout(move || drop(old), Duration::ZERO);
}

fn on_open(socket: &WebSocket) -> Closure<dyn FnMut()> {
    let own = socket.clone();
    let closure = Closure::<dyn FnMut()>::new(move || say(&own, r#"{"type":"connection_init"}"#));
    socket.set_onopen(Some(closure.as_ref().unchecked_ref()));
    closure
}

fn on_message(socket: &WebSocket, line: &Rc<Line>) -> Closure<dyn FnMut(MessageEvent)> {
    let (own, line) = (socket.clone(), Rc::clone(line));
    let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(&own, &line, &text);
        }
    });
    socket.set_onmessage(Some(closure.as_ref().unchecked_ref()));
    closure
}

fn hear(socket: &WebSocket, line: &Line, text: &str) {
    let Ok(frame) = serde_json::from_str::<Frame<'_>>(text) else {
        return;
    };
    match frame.kind {
        "connection_ack" => {
            line.tries.set(0);
            (line.on_state)(true);
            let request = &line.request;
            say(socket, &format!(r#"{{"id":"1","type":"subscribe","payload":{request}}}"#));
        }
        "next" => {
            if let Some(payload) = frame.payload {
                (line.on_next)(payload.get());
            }
        }
        "ping" => say(socket, r#"{"type":"pong"}"#),
        _ => {}
    }
}

fn on_close(socket: &WebSocket, line: &Rc<Line>) -> Closure<dyn FnMut(CloseEvent)> {
    let line = Rc::clone(line);
    let closure = Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| {
        (line.on_state)(false);
        if matches!(event.code(), FORBIDDEN | UNAUTHORISED) {
            return;
        }
        let tries = line.tries.get();
        line.tries.set(tries.saturating_add(1));
        let again = Rc::clone(&line);
        set_timeout(move || open(&again), pause(tries));
    });
    socket.set_onclose(Some(closure.as_ref().unchecked_ref()));
    closure
}

fn say(socket: &WebSocket, text: &str) {
    // A socket that is gone reports itself through its close event.
    let _ = socket.send_with_str(text);
}

fn pause(tries: u32) -> Duration {
    Duration::from_millis(500 << tries.min(6))
}

fn address() -> String {
    let location = leptos::prelude::location();
    let secure = location.protocol().is_ok_and(|protocol| protocol == "https:");
    let host = location.host().unwrap_or_default();
    format!("{}://{host}{PATH}", if secure { "wss" } else { "ws" })
}

#[cfg(test)]
mod tests {
    use super::{Frame, pause};

    #[test]
    fn waiting_grows_and_stays_bounded() {
        let pauses: Vec<_> = (0..40).map(pause).collect();
        assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!(pauses[0].as_millis(), 500);
        assert_eq!(pauses[39].as_secs(), 32);
    }

    #[test]
    fn a_frame_keeps_its_payload_as_text() {
        let text = r#"{"id":"1","type":"next","payload":{"data":{"n":1}}}"#;
        let frame: Frame<'_> = serde_json::from_str(text).unwrap();
        assert_eq!(frame.kind, "next");
        assert_eq!(frame.payload.unwrap().get(), r#"{"data":{"n":1}}"#);
    }
}
