//! Words as they are compared: small letters without accents, cut where a name has a sign.
//!
//! # Invariants
//! - Case, accents and the signs in an id make no difference. (`words_are_compared_without_case_accents_and_signs`)
//! - Each beginning of a word, up to its eighth letter, finds it. (`beginnings_grow_letter_by_letter`)
//!
//! # Deliberately absent
//! - Stems and stop words: ids and names are looked for, in any language.

use std::collections::BTreeSet;

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, RawTokenizer, TextAnalyzer, TokenStream};

/// Longest beginning that is written down; longer ones are looked for among the words.
pub(super) const BEGINNING: usize = 8;
/// Longest word; what is longer is cut.
const LONGEST: usize = 80;
/// A word longer than this is a digest: nobody means it by its first digits.
const DIGEST: usize = 32;
/// From so many digits on a digest is meant.
const MEANT: usize = 6;
/// A word with so many letters may have a typo.
const TYPO: usize = 5;

/// Small letters without accents.
pub(super) fn folded(text: &str) -> String {
    // Accents that stand apart from their letters.
    let plain: String =
        text.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect();
    let mut analyzer = TextAnalyzer::builder(RawTokenizer::default())
        .filter(AsciiFoldingFilter)
        .filter(LowerCaser)
        .build();
    let mut stream = analyzer.token_stream(&plain);
    if stream.advance() { stream.token().text.clone() } else { String::new() }
}

/// The words of a text, in its order.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let cut = |word: &str| word.chars().take(LONGEST).collect::<String>();
    words.filter(|word| !word.is_empty()).map(cut).collect()
}

/// The beginnings of a word by which it is found.
pub(super) fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let is_digest = word.len() > DIGEST;
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let ends = ends.enumerate().take(BEGINNING);
    let meant = ends.filter(move |(number, _)| !is_digest || *number + 1 >= MEANT);
    meant.filter_map(|(_, end)| word.get(..end))
}

/// Whether a word is long enough to be found with a typo. Numbers are not: the next one is another.
pub(super) fn may_have_typo(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() >= TYPO
}

/// Words that stand for a text in the index, once each.
pub(super) fn distinct<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    texts.into_iter().flat_map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::{beginnings, distinct, folded, may_have_typo, words};

    #[test]
    fn words_are_compared_without_case_accents_and_signs() {
        assert_eq!(words("Élan-Vitál_2"), ["elan", "vital", "2"]);
        assert_eq!(words("model:mdl-carerisk@1.4.0"), ["model", "mdl", "carerisk", "1", "4", "0"]);
        assert_eq!(words("Re\u{301}sume\u{301} Straße"), ["resume", "strasse"]);
        assert_eq!(words(" \t- "), Vec::<String>::new());
        assert_eq!(folded("ÄÖ x"), "ao x");
        assert_eq!(distinct(["Care risk", "risk"]).len(), 2);
    }

    #[test]
    fn beginnings_grow_letter_by_letter() {
        assert_eq!(beginnings("care").collect::<Vec<_>>(), ["c", "ca", "car", "care"]);
        assert_eq!(beginnings("deployments").count(), 8);
        let digest = "ab".repeat(32);
        assert_eq!(beginnings(&digest).collect::<Vec<_>>(), ["ababab", "abababa", "abababab"]);
        assert!(may_have_typo("carer") && !may_have_typo("care") && !may_have_typo("202601"));
    }
}
