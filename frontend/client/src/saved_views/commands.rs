//! Saving, sharing, renaming and removing a view.
use crate::{
    command::{Command, Sent, commands, done, payloads},
    scalars::Subject,
    schema,
};

/// A view to save for oneself.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SaveViewInput {
    /// Its id; one is made up when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub view: Option<Subject>,
    /// What to call it.
    pub name: String,
    /// Where it leads.
    pub address: String,
    /// Whether to keep the moment that the address names.
    pub pinned: Option<bool>,
}

/// A view to share with others.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ShareViewInput {
    /// Its id; one is made up when absent.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub view: Option<Subject>,
    /// What to call it.
    pub name: String,
    /// Where it leads.
    pub address: String,
    /// Whether to keep the moment that the address names.
    pub pinned: Option<bool>,
    /// Who finds it.
    pub with: Subject,
}

/// A view to call something else.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RenameViewInput {
    /// Which.
    pub view: Subject,
    /// What to call it from now on.
    pub name: String,
}

/// A view to remove.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RemoveViewInput {
    /// Which.
    pub view: Subject,
}

payloads! {
    /// What a command about a view answers.
    SavedViewPayload {}
}

commands! {
    /// Saves a view for oneself.
    SaveView = "saveView" of SaveViewInput, answers SavedViewPayload;
    /// Shares a view with others.
    ShareView = "shareView" of ShareViewInput, answers SavedViewPayload;
    /// Calls a view something else.
    RenameView = "renameView" of RenameViewInput, answers SavedViewPayload;
    /// Removes a view.
    RemoveView = "removeView" of RemoveViewInput, answers SavedViewPayload;
}

/// What can be done in the menu.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Keep an address: for oneself, or with others.
    Keep {
        /// Where it leads.
        address: String,
        /// Whether to keep the moment that the address names.
        pinned: bool,
        /// Who finds it too; nobody when empty.
        with: String,
    },
    /// Call a view something else.
    Rename(Subject),
    /// Remove a view.
    Remove(Subject),
}

impl Act {
    /// The request under an id, with the name from the form.
    pub fn order(&self, id: &str, name: &str) -> String {
        let name = name.to_owned();
        match self.clone() {
            Self::Keep { address, pinned, with } if with.is_empty() => {
                let (view, pinned) = (None, Some(pinned));
                SaveView::order(id, SaveViewInput { view, name, address, pinned })
            }
            Self::Keep { address, pinned, with } => {
                let (view, pinned, with) = (None, Some(pinned), Subject(with));
                ShareView::order(id, ShareViewInput { view, name, address, pinned, with })
            }
            Self::Rename(view) => RenameView::order(id, RenameViewInput { view, name }),
            Self::Remove(view) => RemoveView::order(id, RemoveViewInput { view }),
        }
    }

    /// Reads what became of it.
    pub fn read(&self, text: &str) -> Result<Sent<()>, String> {
        match self {
            Self::Keep { with, .. } if with.is_empty() => done::<SaveView>(text),
            Self::Keep { .. } => done::<ShareView>(text),
            Self::Rename(_) => done::<RenameView>(text),
            Self::Remove(_) => done::<RemoveView>(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Subject};

    fn keep(with: &str) -> Act {
        let address = String::from("/risks?band=high");
        Act::Keep { address, pinned: false, with: with.to_owned() }
    }

    #[test]
    fn a_view_is_shared_only_when_somebody_is_named() {
        let sends = |act: &Act| act.order("id", "High");
        assert!(sends(&keep("")).contains("saveView") && !sends(&keep("")).contains("\"with\""));
        let shared = sends(&keep("team:a"));
        assert!(shared.contains("shareView") && shared.contains(r#""with":"team:a""#), "{shared}");
        let view = || Subject::from("view:v");
        assert!(sends(&Act::Rename(view())).contains(r#""name":"High""#));
        assert!(!sends(&Act::Remove(view())).contains("High"));
    }
}
