//! Sealing a personal text: what is stored beside the log, and what the leaf says about it.
//!
//! The text is encrypted under a key of its own, derived from the data subject's key, the event and
//! the part, and bound to its place in the log. The leaf gets the hash of the ciphertext and a keyed
//! commitment to the text; both say nothing once the data subject's key is gone.
//!
//! # Invariants
//! - A sealed text opens with its key in its place only (`a_sealed_text_opens_only_in_its_place`).
//!
//! # Deliberately absent
//! - Plain or unkeyed hashes of texts: a name can be guessed from them.

use chacha20poly1305::{
    Key, KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use ledger::{Hash, Part};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::files::{Secret, random};
use crate::StoreError;

const CIPHER: &str = "xchacha20poly1305";
const NONCE: usize = 24;
const TAG: usize = 16;

/// The place of a part: what it is bound to.
pub(crate) struct Place<'a> {
    pub(crate) log: &'a str,
    pub(crate) pos: u64,
    pub(crate) stream: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) event_id: &'a [u8],
    pub(crate) pointer: &'a str,
}

/// What is stored of a sealed text.
#[derive(Debug)]
pub(crate) struct Sealed {
    pub(crate) nonce: Vec<u8>,
    pub(crate) ciphertext: Vec<u8>,
}

/// Seals `text` for the data subject `key` and says what the leaf is to say of it.
pub(crate) fn seal(
    dek: &Secret,
    place: &Place<'_>,
    key: &str,
    text: &str,
) -> Result<(Sealed, Part), StoreError> {
    let nonce = random::<NONCE>()?;
    let aad = place.bound();
    let payload = Payload { msg: text.as_bytes(), aad: &aad };
    let ciphertext = cipher(&place.derive(dek, b"part")?)
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| StoreError::Keys("a part could not be sealed".to_owned()))?;
    let part = Part {
        n: place.pointer.to_owned(),
        key: key.to_owned(),
        alg: CIPHER.to_owned(),
        len: u64::try_from(ciphertext.len().saturating_sub(TAG)).unwrap_or(u64::MAX),
        ct: sealed_hash(&nonce, &ciphertext),
        pc: keyed(&place.derive(dek, b"commit")?, &[text.as_bytes()]),
    };
    Ok((Sealed { nonce: nonce.to_vec(), ciphertext }, part))
}

/// Opens what [`seal`] stored.
pub(crate) fn open(dek: &Secret, place: &Place<'_>, sealed: &Sealed) -> Result<String, StoreError> {
    let broken = || {
        StoreError::Damaged(format!(
            "part {} at position {} does not open",
            place.pointer, place.pos
        ))
    };
    let nonce: [u8; NONCE] = sealed.nonce.as_slice().try_into().map_err(|_| broken())?;
    let aad = place.bound();
    let payload = Payload { msg: &sealed.ciphertext, aad: &aad };
    let text = cipher(&place.derive(dek, b"part")?)
        .decrypt(&XNonce::from(nonce), payload)
        .map_err(|_| broken())?;
    String::from_utf8(text).map_err(|_| broken())
}

/// What the leaf says of stored bytes: SHA-256 of nonce, ciphertext and tag.
pub(crate) fn sealed_hash(nonce: &[u8], ciphertext: &[u8]) -> Hash {
    let mut sha = Sha256::new_with_prefix(nonce);
    sha.update(ciphertext);
    Hash(sha.finalize().into())
}

/// HMAC-SHA-256 over parts that each carry their length.
pub(crate) fn keyed(key: &Secret, parts: &[&[u8]]) -> Hash {
    let mut padded = [0_u8; 64];
    for (to, from) in padded.iter_mut().zip(key.iter()) {
        *to = *from;
    }
    // 64 bytes are the block of SHA-256: a key of that size is used as it is.
    let padded = Zeroizing::new(padded);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&(*padded).into());
    if let [only] = parts {
        mac.update(only);
    } else {
        for part in parts {
            mac.update(&length(part));
            mac.update(part);
        }
    }
    Hash(mac.finalize().into_bytes().into())
}

/// Wraps a data key under the key-encryption key, bound to its name and epoch.
pub(crate) fn wrap(kek: &Secret, bound: &str, dek: &Secret) -> Result<Sealed, StoreError> {
    let nonce = random::<NONCE>()?;
    let payload = Payload { msg: dek.as_slice(), aad: bound.as_bytes() };
    let ciphertext = cipher(kek)
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| StoreError::Keys("a data key could not be wrapped".to_owned()))?;
    Ok(Sealed { nonce: nonce.to_vec(), ciphertext })
}

/// Unwraps what [`wrap`] stored.
pub(crate) fn unwrap(kek: &Secret, bound: &str, sealed: &Sealed) -> Result<Secret, StoreError> {
    let broken = || {
        StoreError::Keys(format!("the data key {bound} does not open with this key-encryption key"))
    };
    let nonce: [u8; NONCE] = sealed.nonce.as_slice().try_into().map_err(|_| broken())?;
    let payload = Payload { msg: &sealed.ciphertext, aad: bound.as_bytes() };
    let plain = cipher(kek).decrypt(&XNonce::from(nonce), payload).map_err(|_| broken())?;
    let plain = Zeroizing::new(plain);
    let dek: [u8; 32] = plain.as_slice().try_into().map_err(|_| broken())?;
    Ok(Zeroizing::new(dek))
}

impl Place<'_> {
    fn derive(&self, dek: &Secret, purpose: &[u8]) -> Result<Secret, StoreError> {
        let mut key = Secret::default();
        Hkdf::<Sha256>::new(None, dek.as_slice())
            .expand_multi_info(
                &[&length(purpose), purpose, self.event_id, self.pointer.as_bytes()],
                key.as_mut_slice(),
            )
            .map_err(|_| StoreError::Keys("a key could not be derived".to_owned()))?;
        Ok(key)
    }

    fn bound(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in [self.log, self.stream, self.kind, self.pointer] {
            bytes.extend(length(part.as_bytes()));
            bytes.extend(part.as_bytes());
        }
        bytes.extend(self.pos.to_be_bytes());
        bytes
    }
}

fn cipher(key: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(**key))
}

fn length(bytes: &[u8]) -> [u8; 8] {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(pos: u64, pointer: &str) -> Place<'_> {
        Place {
            log: "l",
            pos,
            stream: "person:p",
            kind: "person.named",
            event_id: &[7; 16],
            pointer,
        }
    }

    #[test]
    fn a_sealed_text_opens_only_in_its_place() {
        let dek = Zeroizing::new([1; 32]);
        let (sealed, part) = seal(&dek, &place(3, "/name"), "person:p", "Ada").unwrap();
        assert_eq!(open(&dek, &place(3, "/name"), &sealed).unwrap(), "Ada");
        assert_eq!(part.len, 3);
        assert_eq!(part.ct, sealed_hash(&sealed.nonce, &sealed.ciphertext));
        assert!(open(&dek, &place(4, "/name"), &sealed).is_err());
        assert!(open(&dek, &place(3, "/mail"), &sealed).is_err());
        assert!(open(&Zeroizing::new([2; 32]), &place(3, "/name"), &sealed).is_err());
    }

    #[test]
    fn a_data_key_opens_under_its_own_name_only() {
        let (kek, dek) = (Zeroizing::new([1; 32]), Zeroizing::new([9; 32]));
        let wrapped = wrap(&kek, "1/person:p", &dek).unwrap();
        assert_eq!(*unwrap(&kek, "1/person:p", &wrapped).unwrap(), *dek);
        assert!(unwrap(&kek, "1/person:q", &wrapped).is_err());
    }

    #[test]
    fn the_keyed_hash_is_hmac_sha_256() {
        let mut key = [0_u8; 32];
        key[..4].copy_from_slice(b"Jefe");
        let hash = keyed(&Zeroizing::new(key), &[b"what do ya want for nothing?"]);
        let rfc_4231 = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hash.to_string(), rfc_4231);
    }
}
