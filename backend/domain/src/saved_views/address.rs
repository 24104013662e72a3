//! The address of a page of a list: its path and its query, parsed once.

use super::List;

/// Most characters of a query.
const LONGEST: usize = 2_000;
/// The key of the moment looked at.
const MOMENT: &str = "asOf";
/// The key of where a list goes on: it belongs to one answer, not to a view.
const CURSOR: &str = "after";

/// The address of a page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Of which list.
    pub list: List,
    /// Filters, order and, where it is pinned, the moment: `band=high&sort=-residual`.
    pub query: String,
}

/// Why a text is no address that can be saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// It is not the page of a list.
    #[error("this is not the page of a list; save one such as /risks?band=high")]
    NotAList,
    /// There is too much of it.
    #[error("filters of {0} characters are too many; at most {LONGEST} are saved")]
    TooLong(usize),
    /// It is not written as addresses are.
    #[error("an address is written with letters, digits and percent signs; take it from the page")]
    NotWritten,
}

impl Address {
    /// Reads `/risks?band=high&sort=-residual`. The moment stays only in a pinned address; where
    /// the list goes on never does.
    pub fn parse(text: &str, pinned: bool) -> Result<Self, BadAddress> {
        let text = text.trim();
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let list = path.strip_prefix('/').and_then(|path| path.parse().ok());
        let list = list.ok_or(BadAddress::NotAList)?;
        let length = query.chars().count();
        if length > LONGEST {
            return Err(BadAddress::TooLong(length));
        }
        let is_written = |byte: u8| byte.is_ascii_graphic() && !b"#<>\"\\?".contains(&byte);
        if !query.bytes().all(is_written) {
            return Err(BadAddress::NotWritten);
        }
        let stays = |pair: &&str| {
            let key = pair.split_once('=').map_or(*pair, |(key, _)| key);
            !key.is_empty() && key != CURSOR && (pinned || key != MOMENT)
        };
        let pairs: Vec<&str> = query.split('&').filter(stays).collect();
        Ok(Self { list, query: pairs.join("&") })
    }

    /// The address as a link writes it.
    pub fn written(list: List, query: &str) -> String {
        if query.is_empty() { format!("/{list}") } else { format!("/{list}?{query}") }
    }

    /// Whether a query names the moment to look at.
    pub fn is_pinned(query: &str) -> bool {
        query.split('&').any(|pair| pair.split_once('=').is_some_and(|(key, _)| key == MOMENT))
    }
}
