//! The menu of a list: its saved views, and with whom one may be shared.
use crate::{
    ask::{answer, question},
    moment::Moment,
    scalars::{Position, Subject, Time},
    schema,
    shared::PersonLink,
};

/// Which list, and when.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct MenuVars {
    /// As of when.
    pub time: Option<Time>,
    /// As of where in the log.
    pub position: Option<Position>,
    /// The path of the list.
    pub path: String,
}

/// The views of a list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "MenuVars")]
pub struct MenuPage {
    /// The menu.
    #[arguments(path: $path)]
    pub saved_views: ViewMenu,
}

/// The views of a list, and with whom one may be shared.
#[derive(cynic::QueryFragment, Clone, Debug, Default, PartialEq)]
pub struct ViewMenu {
    /// The reader's own first, each by name.
    pub views: Vec<SavedView>,
    /// With whom the reader may share a view.
    pub audiences: Vec<ViewAudience>,
}

/// A saved view.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct SavedView {
    /// `view:…`.
    pub subject: Subject,
    /// What its owner calls it; absent when they were erased.
    pub name: Option<String>,
    /// Where it leads.
    pub address: String,
    /// Whether it always shows the same moment.
    pub pinned: bool,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Who finds it besides its owner.
    pub shared_with: Option<String>,
    /// Who saved it.
    pub owner: Option<PersonLink>,
}

impl SavedView {
    /// What it is called.
    pub fn title(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.subject.name().to_owned())
    }

    /// Who finds it and whose it is, in a few words: `Team a, by R. Meyer`.
    pub fn note(&self) -> String {
        let with = self.shared_with.as_deref().unwrap_or("Only me");
        let by = self.owner.as_ref().filter(|_| !self.own).map(PersonLink::words);
        let by = by.map(|by| format!(", by {by}")).unwrap_or_default();
        let pinned = if self.pinned { ", always the same moment" } else { "" };
        format!("{with}{by}{pinned}")
    }
}

/// Somebody a view can be shared with.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ViewAudience {
    /// The team, or the organisation.
    pub subject: Subject,
    /// What people call it.
    pub title: String,
}

/// Asks for the menu of the list at a path: that of now, whatever moment the list shows.
pub fn ask(path: String) -> String {
    let Moment { time, position } = Moment::default();
    question::<MenuPage, _>(MenuVars { time, position, path })
}

/// Reads the answer.
pub fn read(text: &str) -> Result<ViewMenu, String> {
    answer::<MenuPage>(text).map(|page| page.saved_views)
}

#[cfg(test)]
mod tests {
    use super::{PersonLink, SavedView, Subject};

    #[test]
    fn a_view_says_whose_it_is() {
        let owner = PersonLink {
            subject: Subject::from("person:p"),
            name: Some(String::from("R. Meyer")),
            erased: false,
        };
        let mut view = SavedView {
            subject: Subject::from("view:v"),
            name: Some(String::from("High and open")),
            address: String::from("/risks?band=high"),
            pinned: false,
            own: true,
            shared_with: None,
            owner: Some(owner),
        };
        assert_eq!((view.title().as_str(), view.note().as_str()), ("High and open", "Only me"));
        view.shared_with = Some(String::from("Everyone"));
        view.own = false;
        view.pinned = true;
        assert_eq!(view.note(), "Everyone, by R. Meyer, always the same moment");
        view.name = None;
        assert_eq!(view.title(), "v");
    }
}
