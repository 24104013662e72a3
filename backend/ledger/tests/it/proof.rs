//! Receipts.

use ledger::proof::ProofError;
use ledger::{Hash, NoteKey, Proof, leaf_hash, tree};

use crate::samples::{ORIGIN, Row, key, rows, signed_note};

fn receipt(rows: &[Row], index: u64) -> Proof {
    let hashes: Vec<Hash> = rows.iter().map(|row| leaf_hash(&row.leaf)).collect();
    let size = u64::try_from(rows.len()).unwrap();
    Proof {
        extra: None,
        index,
        hashes: tree::inclusion_proof(&hashes, index, size).unwrap(),
        checkpoint: signed_note(rows, rows.len()),
    }
}

#[test]
fn a_receipt_holds_for_its_leaf_only() {
    let rows = rows(21);
    let known = [key().verifier()];
    let proof = receipt(&rows, 7);
    let leaf = &rows[7].leaf;
    assert_eq!(proof.verify(leaf, &known, ORIGIN).unwrap().size(), 21);

    let refused = proof.verify(&rows[8].leaf, &known, ORIGIN);
    assert!(matches!(refused, Err(ProofError::Tree(_))), "{refused:?}");
    let elsewhere = Proof { index: 8, ..proof.clone() };
    assert!(matches!(elsewhere.verify(leaf, &known, ORIGIN), Err(ProofError::Tree(_))));
    for at in (0..leaf.len()).step_by(16) {
        let mut altered = leaf.clone();
        altered[at] ^= 1;
        assert!(proof.verify(&altered, &known, ORIGIN).is_err(), "byte {at}");
    }
    let stranger = [NoteKey::from_seed(ORIGIN, &[9; 32]).unwrap().verifier()];
    assert!(matches!(proof.verify(leaf, &stranger, ORIGIN), Err(ProofError::Checkpoint(_))));
    assert!(matches!(proof.verify(leaf, &known, "other"), Err(ProofError::Checkpoint(_))));
}

#[test]
fn a_receipt_with_an_altered_character_proves_nothing() {
    let rows = rows(5);
    let known = [key().verifier()];
    let text = receipt(&rows, 3).to_string();
    for (at, letter) in text.char_indices().step_by(5) {
        let other = if letter == 'A' { 'B' } else { 'A' };
        let altered = [&text[..at], &other.to_string(), &text[at + letter.len_utf8()..]].concat();
        let holds = altered
            .parse::<Proof>()
            .is_ok_and(|proof| proof.verify(&rows[3].leaf, &known, ORIGIN).is_ok());
        assert!(!holds, "{altered}");
    }
}

#[test]
fn a_receipt_reads_back() {
    let rows = rows(6);
    let plain = receipt(&rows, 5);
    let with_extra = Proof { extra: Some(b"anything".to_vec()), ..plain.clone() };
    let only_leaf = receipt(&rows[..1], 0);
    for proof in [plain, with_extra, only_leaf] {
        assert_eq!(proof.to_string().parse(), Ok(proof));
    }
}

#[test]
fn what_is_not_a_receipt_is_refused() {
    let good = receipt(&rows(6), 5).to_string();
    for bad in [
        String::new(),
        good.replacen("@v1", "@v2", 1),
        good.replacen("index 5", "index 05", 1),
        good.replacen("index 5", "extra ?\nindex 5", 1),
        good.replacen("index 5\n", "", 1),
        good.replacen("=\n", "\n", 1),
        good.replacen("\n\n", "\n", 2),
        good.replacen("index 5\n", &format!("index 5\n{}", "AAAA\n".repeat(65)), 1),
    ] {
        assert!(bad.parse::<Proof>().is_err(), "{bad}");
    }
}
