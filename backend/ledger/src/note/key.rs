//! Keys that sign and check notes, and their text forms.
//!
//! # Invariants
//! - Keys are written as Go's sumdb writes them. (`go_notes_and_keys_are_read`)
//! - A private key never shows in debug output. (`a_private_key_does_not_show`)
//! - A key under another name is another key. (`a_key_with_a_wrong_id_is_refused`)
//!
//! # Deliberately absent
//! - No randomness: a key is made from a seed the caller draws.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature as Ed25519, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::{NoteError, Signature, check_name};

const ED25519: u8 = 0x01;

/// A key that signs notes, with the name it signs under.
pub struct NoteKey {
    name: String,
    secret: SigningKey,
}

/// A key that checks notes: name and public key, written as a *vkey*.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: VerifyingKey,
}

impl NoteKey {
    /// The key that belongs to 32 random bytes.
    ///
    /// # Errors
    /// [`NoteError::BadName`].
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        check_name(name)?;
        Ok(Self { name: name.to_owned(), secret: SigningKey::from_bytes(seed) })
    }

    /// Reads what [`NoteKey::to_private_text`] writes.
    ///
    /// # Errors
    /// [`NoteError::BadKey`], [`NoteError::BadName`].
    pub fn from_private_text(text: &str) -> Result<Self, NoteError> {
        let rest = text.trim_end_matches('\n').strip_prefix("PRIVATE+KEY+");
        let (name, id, seed) = key_fields(rest.ok_or(NoteError::BadKey("no PRIVATE+KEY+"))?)?;
        let key = Self::from_seed(name, &seed)?;
        if key.verifier().key_id() != id {
            return Err(NoteError::BadKey("its id belongs to another key"));
        }
        Ok(key)
    }

    /// The private key as text, as Go's sumdb writes it: `PRIVATE+KEY+name+id+base64`.
    pub fn to_private_text(&self) -> String {
        let (id, seed) = (self.verifier().key_id(), self.secret.as_bytes());
        format!("PRIVATE+KEY+{}", key_text(&self.name, id, seed))
    }

    /// The name signed under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), public: self.secret.verifying_key() }
    }

    /// The public half as text.
    pub fn vkey(&self) -> String {
        self.verifier().to_string()
    }

    /// The signature line for a text.
    pub(super) fn sign(&self, text: &str) -> Signature {
        Signature {
            name: self.name.clone(),
            key_id: self.verifier().key_id(),
            bytes: self.secret.sign(text.as_bytes()).to_bytes().to_vec(),
        }
    }
}

impl fmt::Debug for NoteKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("NoteKey").field("name", &self.name).finish_non_exhaustive()
    }
}

impl VerifierKey {
    /// The name signed under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of SHA-256 over name, line feed, kind and public key.
    pub fn key_id(&self) -> [u8; 4] {
        let mut sha = Sha256::new_with_prefix(self.name.as_bytes());
        sha.update([b'\n', ED25519]);
        sha.update(self.public.as_bytes());
        let hash: [u8; 32] = sha.finalize().into();
        let [a, b, c, d, ..] = hash;
        [a, b, c, d]
    }

    /// Whether a line claims to be of this key.
    pub(super) fn made(&self, signature: &Signature) -> bool {
        signature.name == self.name && signature.key_id == self.key_id()
    }

    /// Whether this key signed the text.
    pub(super) fn accepts(&self, text: &str, signature: &Signature) -> bool {
        let signature = Ed25519::from_slice(&signature.bytes);
        signature.is_ok_and(|it| self.public.verify_strict(text.as_bytes(), &it).is_ok())
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&key_text(&self.name, self.key_id(), self.public.as_bytes()))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "VerifierKey({self})")
    }
}

impl FromStr for VerifierKey {
    type Err = NoteError;

    fn from_str(vkey: &str) -> Result<Self, NoteError> {
        let (name, id, public) = key_fields(vkey)?;
        check_name(name)?;
        let public = VerifyingKey::from_bytes(&public)
            .map_err(|_| NoteError::BadKey("its bytes are not a point of the curve"))?;
        let key = Self { name: name.to_owned(), public };
        if key.key_id() != id {
            return Err(NoteError::BadKey("its id belongs to another key"));
        }
        Ok(key)
    }
}

fn key_text(name: &str, id: [u8; 4], key: &[u8; 32]) -> String {
    let key = STANDARD.encode([&[ED25519], key.as_slice()].concat());
    format!("{name}+{}+{key}", hex::encode(id))
}

fn key_fields(text: &str) -> Result<(&str, [u8; 4], [u8; 32]), NoteError> {
    let mut fields = text.splitn(3, '+');
    let (Some(name), Some(id), Some(key)) = (fields.next(), fields.next(), fields.next()) else {
        return Err(NoteError::BadKey("not name+id+base64"));
    };
    let mut key_id = [0; 4];
    hex::decode_to_slice(id, &mut key_id).map_err(|_| NoteError::BadKey("its id is not hex"))?;
    let key = STANDARD.decode(key).map_err(|_| NoteError::BadKey("not base64"))?;
    let Some((&ED25519, key)) = key.split_first() else {
        return Err(NoteError::BadKey("not of the kind Ed25519"));
    };
    let key = key.try_into().map_err(|_| NoteError::BadKey("not 32 bytes"))?;
    Ok((name, key_id, key))
}
