//! Checking a leaf where the reader sits: the server's word is not taken for it.
use super::Event;

/// What came of hashing the leaf's bytes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// The bytes give the hash that the server named.
    Matches,
    /// They give this one instead.
    Differs(String),
}

impl Event {
    /// Hashes the bytes of the leaf by the rule of the log (RFC 6962) and compares.
    pub fn check(&self) -> Check {
        let own = ledger::leaf_hash(self.leaf.as_bytes());
        let named = self.leaf_hash.parse().or_else(|_| ledger::Hash::from_base64(&self.leaf_hash));
        if named.is_ok_and(|named| own == named) {
            Check::Matches
        } else {
            Check::Differs(own.to_string())
        }
    }

    /// Number of bytes in the leaf.
    pub fn leaf_size(&self) -> usize {
        self.leaf.len()
    }

    /// The facts, indented; as they are when they are no JSON.
    pub fn data_lines(&self) -> String {
        serde_json::from_str::<serde_json::Value>(&self.data)
            .and_then(|data| serde_json::to_string_pretty(&data))
            .unwrap_or_else(|_| self.data.clone())
    }

    /// Where the receipt is: a proof that other programs can check.
    pub fn receipt_path(&self) -> String {
        format!("/log/receipt/{}.tlog-proof", self.position.0)
    }

    /// Where the leaf's bytes are.
    pub fn leaf_path(&self) -> String {
        format!("/log/receipt/{}.leaf", self.position.0)
    }
}
