//! Signed notes and keys.

use ledger::{Note, NoteError, NoteKey, VerifierKey};

/// The example of Go's `golang.org/x/mod/sumdb/note` documentation.
const GO_KEY: &str =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const GO_VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_TEXT: &str = "If you think cryptography is the answer to your problem,\n\
                       then you don't know what your problem is.\n";
const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn alice() -> NoteKey {
    NoteKey::from_seed("alice", &[1; 32]).unwrap()
}

fn bob() -> NoteKey {
    NoteKey::from_seed("bob", &[2; 32]).unwrap()
}

#[test]
fn a_signed_note_verifies() {
    let text = Note::sign("hello\n\nworld\n", &[&alice(), &bob()]).unwrap().to_string();
    let note = Note::parse(&text).unwrap();
    assert_eq!(note.text(), "hello\n\nworld\n");
    assert_eq!(note.to_string(), text);
    let known = [bob().verifier(), alice().verifier()];
    let signers: Vec<&str> = note.verify(&known).unwrap().iter().map(|key| key.name()).collect();
    assert_eq!(signers, ["alice", "bob"]);
}

#[test]
fn go_notes_and_keys_are_read() {
    let key = NoteKey::from_private_text(GO_KEY).unwrap();
    assert_eq!(key.vkey(), GO_VKEY);
    assert_eq!(key.to_private_text(), GO_KEY);
    assert_eq!(Note::sign(GO_TEXT, &[&key]).unwrap().to_string(), GO_NOTE);
    let vkey: VerifierKey = GO_VKEY.parse().unwrap();
    assert_eq!(vkey.to_string(), GO_VKEY);
    assert!(Note::parse(GO_NOTE).unwrap().verify(&[vkey]).is_ok());
}

#[test]
fn unknown_signatures_are_ignored_and_a_false_known_one_rejects() {
    let note = Note::sign("text\n", &[&alice(), &bob()]).unwrap();
    assert_eq!(note.verify(&[alice().verifier()]).unwrap().len(), 1);
    assert_eq!(note.verify(&[]), Err(NoteError::Unverified));
    let altered = note.to_string().replacen("text", "test", 1);
    let false_alice = Err(NoteError::FalseSignature { name: "alice".into() });
    let altered = Note::parse(&altered).unwrap();
    assert_eq!(altered.verify(&[alice().verifier()]), false_alice);
    // One true signature does not outweigh a false one.
    let good = Note::sign("test\n", &[&bob()]).unwrap().to_string();
    let false_line = altered.to_string().lines().nth(2).unwrap().to_owned();
    let mixed = Note::parse(&format!("{good}{false_line}\n")).unwrap();
    assert_eq!(mixed.verify(&[alice().verifier(), bob().verifier()]), false_alice);
    assert_eq!(mixed.verify(&[bob().verifier()]).unwrap().len(), 1);
}

#[test]
fn a_key_of_the_same_name_is_another_key() {
    let impostor = NoteKey::from_seed("alice", &[3; 32]).unwrap();
    let note = Note::sign("text\n", &[&impostor]).unwrap();
    assert_eq!(note.verify(&[alice().verifier()]), Err(NoteError::Unverified));
}

#[test]
fn what_is_not_a_note_is_refused() {
    let good = Note::sign("text\n", &[&alice()]).unwrap().to_string();
    let line = good.lines().nth(2).unwrap();
    for bad in [
        String::new(),
        "text\n".to_owned(),
        "text\n\n".to_owned(),
        good.trim_end().to_owned(),
        good.replace('\n', "\r\n"),
        good.replacen("text", "te\txt", 1),
        good.replacen('\u{2014}', "-", 1),
        good.replacen("alice", "al ice", 1),
        good.replacen("alice", "al+ice", 1),
        format!("{good}\n"),
        format!("{good}not a signature line\n"),
        "text\n\n\u{2014} alice AAAA\n".to_owned(),
        "text\n\n\u{2014} alice\n".to_owned(),
        format!("text\n\n{}", format!("{line}\n").repeat(101)),
    ] {
        assert!(Note::parse(&bad).is_err(), "{bad:?}");
    }
    assert!(Note::sign("no line feed", &[&alice()]).is_err());
    assert!(Note::parse(&format!("text\n\n{}", format!("{line}\n").repeat(100))).is_ok());
}

#[test]
fn a_key_with_a_wrong_id_is_refused() {
    let renamed = alice().vkey().replacen("alice", "alicia", 1);
    assert!(renamed.parse::<VerifierKey>().is_err());
    let renamed = alice().to_private_text().replacen("alice", "alicia", 1);
    assert!(NoteKey::from_private_text(&renamed).is_err());
    for bad in ["", "alice", "alice+00", "alice+zzzzzzzz+AA==", "alice+00000000+Ag=="] {
        assert!(bad.parse::<VerifierKey>().is_err(), "{bad}");
    }
    for bad in ["", "two words", "a+b", "line\nfeed"] {
        assert!(NoteKey::from_seed(bad, &[0; 32]).is_err(), "{bad:?}");
    }
}

#[test]
fn a_private_key_does_not_show() {
    let shown = format!("{:?}", alice());
    assert_eq!(shown, r#"NoteKey { name: "alice", .. }"#);
}
