//! Checkpoints and their frozen bytes.

use ledger::checkpoint::CheckpointError;
use ledger::{Checkpoint, Note, NoteError, NoteKey, leaf_hash};

use crate::samples::{ORIGIN, key};

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: ORIGIN.into(), size: 70_000, root: leaf_hash(b"root") }
}

#[test]
fn checkpoint_bytes_are_frozen() {
    assert_eq!(
        key().vkey(),
        "log.example/one+bae2f189+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"
    );
    assert_eq!(
        checkpoint().sign(&key()).unwrap(),
        concat!(
            "log.example/one\n70000\nPAb5plclr2BSYfY2ZyyWINQJcx2JpFHXRV/pxK4WeCk=\n\n",
            "\u{2014} log.example/one uuLxif8WMXr9SCsGJcAm+CJoXvQbrObi1uxrHLPFZbzUo8XSWn4F/",
            "r6SFHQd/JQvJoa4FXqOS1Jv+FuCTjV1gIv/+wA=\n",
        )
    );
}

#[test]
fn a_checkpoint_of_another_log_or_key_is_refused() {
    let known = [key().verifier()];
    let note = checkpoint().sign(&key()).unwrap();
    assert_eq!(Checkpoint::verify(&note, &known, ORIGIN).unwrap().checkpoint(), &checkpoint());

    let other_log = Checkpoint { origin: "other".into(), ..checkpoint() }.sign(&key()).unwrap();
    let refused = Checkpoint::verify(&other_log, &known, ORIGIN);
    assert!(matches!(refused, Err(CheckpointError::OtherLog { .. })), "{refused:?}");

    let witness = NoteKey::from_seed("witness", &[8; 32]).unwrap();
    let not_by_the_log = checkpoint().sign(&witness).unwrap();
    let known_witness = [key().verifier(), witness.verifier()];
    let refused = Checkpoint::verify(&not_by_the_log, &known_witness, ORIGIN);
    assert_eq!(refused, Err(CheckpointError::NotSignedByTheLog));

    let other_key = NoteKey::from_seed(ORIGIN, &[9; 32]).unwrap();
    let refused = Checkpoint::verify(&checkpoint().sign(&other_key).unwrap(), &known, ORIGIN);
    assert_eq!(refused, Err(CheckpointError::Note(NoteError::Unverified)));
}

#[test]
fn what_is_not_a_checkpoint_is_refused() {
    let good = checkpoint().to_string();
    assert_eq!(good.parse(), Ok(checkpoint()));
    for bad in [
        String::new(),
        "log\n1\n".to_owned(),
        good.trim_end().to_owned(),
        good.replacen("70000", "070000", 1),
        good.replacen("70000", "+70000", 1),
        good.replacen("70000", "99999999999999999999", 1),
        good.replacen(ORIGIN, "", 1),
        good.replacen("=\n", "\n", 1),
        format!("{good}\n"),
    ] {
        assert!(bad.parse::<Checkpoint>().is_err(), "{bad:?}");
    }
    let line_feed = Checkpoint { origin: "a\nb".into(), ..checkpoint() };
    assert!(line_feed.sign(&key()).is_err());
}

#[test]
fn extension_lines_of_others_are_read_over() {
    let text = format!("{}more to say\n", checkpoint());
    let note = Note::sign(&text, &[&key()]).unwrap().to_string();
    let read = Checkpoint::verify(&note, &[key().verifier()], ORIGIN).unwrap();
    assert_eq!(read.size(), 70_000);
}
