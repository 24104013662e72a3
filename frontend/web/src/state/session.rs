//! Who is signed in, as `/auth/me` says.
use leptos::prelude::*;
use serde::Deserialize;

use crate::api;

const RETURN_TO: &str = "ls.return";

/// Ways in that this server offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Doors {
    /// Personas can be chosen; only on a demonstration server.
    #[serde(default)]
    pub demo: bool,
    /// An identity provider is configured.
    #[serde(default)]
    pub oidc: bool,
}

/// The person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// Subject of the person, such as `person:usr-ceo`.
    pub person: String,
    /// Display name.
    pub name: String,
    /// Role names.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Ways in that this server offers.
    #[serde(flatten)]
    pub doors: Doors,
}

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Not known yet.
    Asking,
    /// Nobody is; these are the ways in.
    Out(Doors),
    /// This person is.
    In(Person),
    /// The server could not say, for this reason.
    Away(String),
}

/// The session of this browser.
#[derive(Clone, Copy)]
pub struct Session {
    who: RwSignal<Who>,
}

impl Session {
    /// Asks the server, and listens for the end of the session.
    pub fn new() -> Self {
        let session = Self { who: RwSignal::new(Who::Asking) };
        api::on_signed_out(move || session.ask());
        session.ask();
        session
    }

    /// Who is signed in.
    pub fn who(&self) -> Who {
        self.who.get()
    }

    /// The person who is signed in.
    pub fn person(&self) -> Option<Person> {
        match self.who.get() {
            Who::In(person) => Some(person),
            Who::Asking | Who::Out(_) | Who::Away(_) => None,
        }
    }

    /// Asks the server again.
    pub fn ask(&self) {
        let who = self.who;
        leptos::task::spawn_local(async move {
            let found = match api::get("/auth/me").await {
                Ok((status, text)) => read(status, &text),
                Err(failure) => Who::Away(failure.to_string()),
            };
            if who.get_untracked() != found {
                who.set(found);
            }
        });
    }

    /// Ends the session and starts over at the sign-in page.
    pub fn sign_out(&self) {
        leptos::task::spawn_local(async move {
            // Whatever the answer, the next page asks who is signed in.
            let _ = api::send_to("POST", "/auth/logout", None).await;
            let _ = window().location().set_href("/");
        });
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

/// Remembers the page in the address, to come back to it after signing in elsewhere.
pub(crate) fn remember_page() {
    let location = window().location();
    let (path, query) = (location.pathname(), location.search());
    if let (Some(storage), Ok(path), Ok(query)) = (storage(), path, query) {
        let _ = storage.set_item(RETURN_TO, &format!("{path}{query}"));
    }
}

/// The page to come back to, once.
pub(crate) fn remembered_page() -> Option<String> {
    let storage = storage()?;
    let page = storage.get_item(RETURN_TO).ok().flatten()?;
    let _ = storage.remove_item(RETURN_TO);
    is_own_page(&page).then_some(page)
}

fn is_own_page(page: &str) -> bool {
    page.starts_with('/') && !page.starts_with("//") && !page.contains('\\')
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

fn read(status: u16, text: &str) -> Who {
    match status {
        200 => serde_json::from_str(text).map_or_else(|e| Who::Away(e.to_string()), Who::In),
        401 => Who::Out(serde_json::from_str(text).unwrap_or_default()),
        _ => Who::Away(format!("The server could not say who is signed in (status {status}).")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Doors, Who, is_own_page, read};

    #[test]
    fn the_answer_of_auth_me_says_who_is_signed_in() {
        let text = r#"{"person":"person:usr-a","name":"A","roles":["executive"],"csrf":"t","demo":true,"oidc":false}"#;
        let Who::In(person) = read(200, text) else { panic!("expected a person") };
        assert_eq!(person.roles, ["executive"]);
        assert_eq!(person.doors, Doors { demo: true, oidc: false });
        assert_eq!(
            read(401, r#"{"demo":true,"oidc":true,"csrf":"t"}"#),
            Who::Out(Doors { demo: true, oidc: true })
        );
        assert!(matches!(read(500, ""), Who::Away(_)));
    }

    #[test]
    fn only_our_own_pages_are_returned_to() {
        assert!(is_own_page("/systems?asOf=3"));
        assert!(!is_own_page("//evil.example"));
        assert!(!is_own_page("https://evil.example"));
        assert!(!is_own_page("/\\evil.example"));
    }
}
