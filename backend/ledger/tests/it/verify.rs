//! The check of a whole log: what is intact, what is cut, and what older evidence tells.

use ledger::verify::FindingKind::{
    self, BeyondHead, Changed, CutTail, Forked, ReceiptDiffers, Rewritten,
};
use ledger::verify::{KnownLeaf, Report, Verifier};
use ledger::{Hash, Leaf, VerifiedCheckpoint, tree};
use serde_json::json;

use crate::samples::{ORIGIN, Row, rows, signed};

pub(crate) const SIZE: usize = 20;

pub(crate) fn check(rows: &[Row], head: usize) -> Report {
    check_against(rows, head, [], [])
}

pub(crate) fn check_against(
    rows: &[Row],
    head: usize,
    signed: impl IntoIterator<Item = VerifiedCheckpoint>,
    known: impl IntoIterator<Item = KnownLeaf>,
) -> Report {
    let mut verifier = Verifier::new(ORIGIN).against(signed).knowing(known);
    for row in rows {
        verifier.push(&row.stored());
    }
    verifier.finish(u64::try_from(head).unwrap())
}

/// Kinds and positions of all findings.
pub(crate) fn found(report: &Report) -> Vec<(FindingKind, Option<u64>)> {
    report.findings.iter().map(|finding| (finding.kind, finding.pos)).collect()
}

/// Changes an event and mends its row, as somebody with the database in hand can.
pub(crate) fn rewrite(rows: &mut [Row], pos: usize, change: impl FnOnce(&mut Leaf)) {
    let mut leaf = Leaf::from_bytes(&rows[pos].leaf).unwrap();
    change(&mut leaf);
    rows[pos] = Row { pos: rows[pos].pos, ..Row::of(&leaf) };
}

#[test]
fn an_untouched_log_is_intact() {
    for size in [0, 1, 2, SIZE, 257] {
        let rows = rows(u64::try_from(size).unwrap());
        let earlier = (0..=size).step_by(size / 8 + 1).map(|size| signed(&rows, size));
        let known = rows.iter().map(|row| KnownLeaf { pos: row.pos, hash: row.leaf_hash });
        let report = check_against(&rows, size, earlier, known);
        assert!(report.intact(), "{report:?}");
        let hashes: Vec<Hash> = rows.iter().map(|row| row.leaf_hash).collect();
        assert_eq!(report.root, Some(tree::root_of(&hashes)));
    }
}

#[test]
fn a_cut_tail_is_named_by_whatever_is_longer() {
    let whole = rows(20);
    let cut = &whole[..17];
    let told = check(cut, SIZE);
    assert_eq!(found(&told), [(CutTail, Some(17))]);
    assert_eq!(
        told.findings[0].sentence,
        "the end is cut off: the head of the log speaks of 20 events, but the rows end after 17"
    );
    assert!(check(cut, 17).intact(), "a mended head alone shows nothing");
    let earlier = signed(&whole, 19).signed_on("1 March 2026");
    let told = check_against(cut, 17, [earlier], []);
    assert_eq!(found(&told), [(CutTail, Some(17))]);
    assert_eq!(
        told.findings[0].sentence,
        "the end is cut off: what was signed on 1 March 2026 speaks of 19 events, but the rows end \
         after 17"
    );
    let receipt = KnownLeaf { pos: 18, hash: whole[18].leaf_hash };
    assert_eq!(found(&check_against(cut, 17, [], [receipt])), [(CutTail, Some(17))]);
}

#[test]
fn rows_beyond_the_head_are_named() {
    assert_eq!(found(&check(&rows(20), 18)), [(BeyondHead, Some(18))]);
}

fn rewritten_at(pos: usize) -> (Vec<Row>, Vec<Row>) {
    let whole = rows(20);
    let mut changed = whole.clone();
    rewrite(&mut changed, pos, |leaf| {
        leaf.data = json!({ "name": "nothing happened" });
    });
    (whole, changed)
}

#[test]
fn a_mended_rewrite_is_caught_by_an_older_checkpoint_only() {
    let (whole, changed) = rewritten_at(12);
    assert!(check(&changed, SIZE).intact());
    assert!(check_against(&changed, SIZE, [signed(&whole, 12)], []).intact());
    let later = signed(&whole, SIZE).signed_on("1 March 2026");
    let report = check_against(&changed, SIZE, [later], []);
    assert_eq!(found(&report), [(Rewritten, None)]);
    assert_eq!(
        report.findings[0].sentence,
        "the first 20 events differ from what was signed on 1 March 2026; which one cannot be told \
         from this checkpoint alone"
    );
}

#[test]
fn more_evidence_names_a_smaller_range() {
    let (whole, changed) = rewritten_at(12);
    let receipt = |pos: usize| KnownLeaf { pos: whole[pos].pos, hash: whole[pos].leaf_hash };
    let told = |sizes: &[usize], receipts: &[usize]| {
        let earlier = sizes.iter().map(|size| signed(&whole, *size));
        check_against(&changed, SIZE, earlier, receipts.iter().map(|pos| receipt(*pos)))
    };
    let report = told(&[5, 10, 15, 20], &[]);
    assert_eq!(found(&report), [(Rewritten, None)]);
    assert_eq!(
        report.findings[0].sentence,
        "the first 15 events differ from the signed checkpoint of 15 events; the first 10 still \
         agree with the signed checkpoint of 10 events; so the first that differs is at one of \
         positions 10 to 14"
    );
    let report = told(&[10, 15], &[10, 14]);
    assert!(report.findings[0].sentence.ends_with("positions 11 to 13"), "{report:?}");
    assert_eq!(found(&told(&[10, 15], &[10, 11, 13, 14])), [(Rewritten, Some(12))]);
    assert_eq!(found(&told(&[12, 13], &[])), [(Rewritten, Some(12))]);
    assert_eq!(found(&told(&[], &[11, 12, 13])), [(ReceiptDiffers, Some(12))]);
    let report = told(&[12, 20], &[12]);
    assert_eq!(found(&report), [(ReceiptDiffers, Some(12)), (Rewritten, Some(12))]);
}

#[test]
fn a_checkpoint_tells_whether_a_leaf_or_its_hash_was_changed() {
    let whole = rows(20);
    let sentence = |damage: fn(&mut Row)| {
        let mut rows = whole.clone();
        damage(&mut rows[7]);
        let report = check_against(&rows, SIZE, [signed(&whole, SIZE)], []);
        assert_eq!(found(&report), [(Changed, Some(7))]);
        report.findings[0].sentence.clone()
    };
    let bytes = sentence(|row| row.leaf[40] ^= 1);
    assert!(bytes.ends_with("so the bytes were altered"), "{bytes}");
    let hash = sentence(|row| row.leaf_hash.0[9] ^= 1);
    assert!(hash.ends_with("so the stored hash was altered"), "{hash}");
}

#[test]
fn two_signed_histories_are_named() {
    let (whole, changed) = rewritten_at(3);
    let report = check_against(&changed, SIZE, [signed(&whole, 10), signed(&changed, 15)], []);
    assert_eq!(found(&report), [(Forked, None)]);
    let report = check_against(&whole, SIZE, [signed(&whole, 10), signed(&changed, 10)], []);
    assert_eq!(found(&report), [(Forked, None)]);
}

#[test]
fn findings_beyond_the_limit_are_counted() {
    let mut rows = rows(1_500);
    for row in &mut rows {
        row.leaf[40] ^= 1;
    }
    let report = check(&rows, 1_500);
    assert_eq!((report.findings.len(), report.omitted), (1_000, 500));
    assert!(!report.intact());
}
