//! What the AI Act asks for, in the words of the catalogue.
//!
//! # Invariants
//! - Every obligation that the questionnaire names has words. (`every_obligation_has_words`)
//! - The words are those of the catalogue of the moment. (`duties_are_those_of_the_moment`)

use domain::catalogue::FrameworkItem;

use crate::catalogue::Book;

/// The framework that the ids of obligations belong to.
const ACT: &str = "eu_ai_act";

/// The duties of these ids, in their order: as a catalogue words them, or as they ship where it does
/// not have them.
pub fn duties<'a>(book: &'a Book, ids: &'a [String]) -> impl Iterator<Item = &'a FrameworkItem> {
    let find = |book: &'a Book, id: &str| book.framework_item(ACT, id);
    ids.iter().filter_map(move |id| find(book, id).or_else(|| find(Book::shipped(), id)))
}

#[cfg(test)]
mod tests {
    use domain::systems::{ActClass, questionnaire::obligations};

    use super::{Book, duties};

    #[test]
    fn every_obligation_has_words() {
        let flags = ["fria_required", "dpia_screening", "transparency", "treated_as_provider"];
        let flags: Vec<String> = flags.into_iter().map(String::from).collect();
        let book = Book::shipped();
        for class in ActClass::ALL {
            let ids = obligations(*class, &flags);
            let found: Vec<_> = duties(book, &ids).collect();
            assert_eq!(found.len(), ids.len(), "{class}");
            assert!(found.iter().all(|duty| !duty.title.is_empty() && !duty.article.is_empty()));
        }
        let class = ActClass::HighRiskAnnexIii;
        let annex = obligations(class, &[]);
        let from = duties(book, &annex).find_map(|duty| duty.applies_from.of(class));
        assert_eq!(from, Some("2027-12-02"));
    }

    #[test]
    fn duties_are_those_of_the_moment() {
        let ids = [String::from("EUAI-4"), String::from("EUAI-5")];
        let mut older = Book::shipped().clone();
        let items = older.framework_items.get_mut("eu_ai_act").unwrap();
        items.retain(|item| item.id != "EUAI-5");
        items.iter_mut().find(|item| item.id == "EUAI-4").unwrap().title = String::from("Teach");
        let titles = |book: &Book| -> Vec<String> {
            duties(book, &ids).map(|duty| duty.title.clone()).collect()
        };
        let (then, shipped) = (titles(&older), titles(Book::shipped()));
        assert_eq!((then[0].as_str(), &then[1]), ("Teach", &shipped[1]));
        assert_ne!(shipped[0], "Teach");
        assert_eq!(titles(&Book::default()), shipped, "no catalogue was loaded");
    }
}
