//! From what somebody typed to what the index is asked.
//!
//! Every word must be found. A word counts more in a title than elsewhere, and more when it is whole;
//! the last word may be only begun. What is called exactly so comes first.
//!
//! # Invariants
//! - How well an answer fits depends on the answer and the question alone. (`the_order_of_answers_is_fixed`)
//! - A typo is forgiven when nothing is written as typed, and only then. (`a_typo_is_forgiven_when_nothing_else_fits`)

use tantivy::{
    Term,
    query::{
        BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    index::Fields,
    words::{BEGINNING, folded, may_have_typo, words},
};

/// Most words that are looked for.
const MOST: usize = 8;

/// What it counts to be called exactly so.
const EXACT: f32 = 1024.0;
/// A word of the title.
const TITLE: f32 = 16.0;
/// The beginning of a word of the title.
const TITLE_START: f32 = 8.0;
/// Another word.
const WORD: f32 = 4.0;
/// The beginning of another word.
const WORD_START: f32 = 2.0;
/// A word with a typo.
const TYPO: f32 = 1.0;

/// What somebody typed.
pub(super) struct Typed {
    id: String,
    words: Vec<String>,
    /// Whether the last word may go on.
    open: bool,
}

impl Typed {
    /// The words of a text. None when it has none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let id = folded(text.trim());
        let mut words = words(text);
        let open = words.len() <= MOST && text.ends_with(char::is_alphanumeric);
        words.truncate(MOST);
        (!words.is_empty()).then_some(Self { id, words, open })
    }

    /// Whether one of the words may have a typo.
    pub(super) fn may_have_typo(&self) -> bool {
        self.words.iter().any(|word| may_have_typo(word))
    }

    /// What an index is asked.
    pub(super) fn query(&self, fields: &Fields, with_typos: bool) -> Box<dyn Query> {
        let last = self.words.len().saturating_sub(1);
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(self.words.len() + 1);
        for (number, word) in self.words.iter().enumerate() {
            let mut ways = whole(fields, word);
            if number == last && self.open {
                ways.extend(begun(fields, word));
            }
            if with_typos && may_have_typo(word) {
                ways.extend(mistyped(fields, word));
            }
            let one_way: Box<dyn Query> = Box::new(DisjunctionMaxQuery::new(ways));
            all.push((Occur::Must, one_way));
        }
        all.push((Occur::Should, term(fields.id, &self.id, EXACT)));
        Box::new(BooleanQuery::new(all))
    }
}

fn term(field: Field, word: &str, score: f32) -> Box<dyn Query> {
    let query = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}

fn near(field: Field, word: &str, (distance, score): (u8, f32)) -> Box<dyn Query> {
    let term = Term::from_field_text(field, word);
    let query = if distance == 0 {
        FuzzyTermQuery::new_prefix(term, 0, true)
    } else {
        FuzzyTermQuery::new(term, distance, true)
    };
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}

fn whole(fields: &Fields, word: &str) -> Vec<Box<dyn Query>> {
    vec![term(fields.title, word, TITLE), term(fields.words, word, WORD)]
}

/// Short beginnings are written down; behind long ones few words are left.
fn begun(fields: &Fields, word: &str) -> [Box<dyn Query>; 2] {
    if word.chars().count() <= BEGINNING {
        return [
            term(fields.title_start, word, TITLE_START),
            term(fields.words_start, word, WORD_START),
        ];
    }
    [near(fields.title, word, (0, TITLE_START)), near(fields.words, word, (0, WORD_START))]
}

fn mistyped(fields: &Fields, word: &str) -> [Box<dyn Query>; 2] {
    [near(fields.title, word, (1, TYPO)), near(fields.words, word, (1, TYPO))]
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn what_is_typed_is_cut_into_words() {
        let typed = Typed::of("Care-Risk mod").unwrap();
        assert_eq!(typed.words, ["care", "risk", "mod"]);
        assert!(typed.open && !typed.may_have_typo());
        assert!(!Typed::of("care ").unwrap().open);
        assert!(Typed::of(" -- ").is_none());
        let long = Typed::of("a b c d e f g h i j").unwrap();
        assert!(long.words.len() == 8 && !long.open);
    }
}
