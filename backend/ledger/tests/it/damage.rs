//! The check of a whole log, against every kind of damage.

use ledger::verify::FindingKind::{
    self, Changed, ColumnDiffers, DuplicateId, Inserted, Misplaced, Missing, NotALeaf,
    StreamBroken, Swapped, TimeWentBack,
};
use ledger::{Leaf, leaf_hash};

use crate::samples::{Row, leaf_at, rows, signed};
use crate::verify::{SIZE, check, check_against, found, rewrite};

fn renumber(rows: &mut [Row]) {
    (0..).zip(rows).for_each(|(pos, row)| row.pos = pos);
}

type Damage = fn(&mut Vec<Row>);
type Expected = &'static [(FindingKind, Option<u64>)];

/// What is done to the rows, and all that is to be found. The head says what fits the rows then.
const DAMAGES: &[(&str, Damage, Expected)] = &[
    ("flipped byte", |rows| rows[7].leaf[40] ^= 1, &[(Changed, Some(7))]),
    ("flipped byte of a hash", |rows| rows[7].leaf_hash.0[0] ^= 1, &[(Changed, Some(7))]),
    ("deleted row", |rows| drop(rows.remove(7)), &[(Missing, Some(7)), (StreamBroken, Some(10))]),
    (
        "deleted rows",
        |rows| drop(rows.drain(6..12)),
        &[
            (Missing, Some(6)),
            (StreamBroken, Some(12)),
            (StreamBroken, Some(13)),
            (StreamBroken, Some(14)),
        ],
    ),
    (
        "deleted row, later ones renumbered",
        |rows| {
            rows.remove(7);
            renumber(rows);
        },
        &[(Missing, Some(7)), (StreamBroken, Some(9))],
    ),
    (
        "swapped rows",
        |rows| {
            rows.swap(3, 6);
            renumber(rows);
        },
        &[(Swapped, Some(3))],
    ),
    (
        "swapped neighbours",
        |rows| {
            rows.swap(3, 4);
            renumber(rows);
        },
        &[(Swapped, Some(3))],
    ),
    (
        "swapped leaves, columns left",
        |rows| {
            let (three, eleven) = (rows[3].clone(), rows[11].clone());
            (rows[3].leaf, rows[3].leaf_hash) = (eleven.leaf, eleven.leaf_hash);
            (rows[11].leaf, rows[11].leaf_hash) = (three.leaf, three.leaf_hash);
        },
        &[(Swapped, Some(3))],
    ),
    (
        "swapped blocks",
        |rows| {
            (0..3).for_each(|at| rows.swap(3 + at, 9 + at));
            renumber(rows);
        },
        &[(Swapped, Some(3))],
    ),
    (
        "moved row",
        |rows| {
            let row = rows.remove(3);
            rows.insert(9, row);
            renumber(rows);
        },
        &[(Misplaced, Some(3)), (Misplaced, Some(9))],
    ),
    (
        "overwritten row",
        |rows| rows[8] = Row { pos: 8, ..rows[4].clone() },
        &[(Misplaced, Some(8)), (DuplicateId, Some(8)), (StreamBroken, Some(11))],
    ),
    (
        "inserted copy, later rows renumbered",
        |rows| {
            rows.insert(8, rows[4].clone());
            renumber(rows);
        },
        &[(Misplaced, Some(8)), (Inserted, Some(8)), (DuplicateId, Some(8))],
    ),
    (
        "inserted forgery, later rows renumbered",
        |rows| {
            let id = "ffffffff-0000-5000-8000-000000000000".into();
            let forged = Leaf { stream: "system:new".into(), ver: 1, id, ..leaf_at(8) };
            rows.insert(8, Row::of(&forged));
            renumber(rows);
        },
        &[(Inserted, Some(8))],
    ),
    (
        "inserted forgery beside the row it displaces",
        |rows| {
            let forged = Row { pos: 8, ..rows[4].clone() };
            rows.insert(9, forged);
        },
        &[(Inserted, Some(8))],
    ),
    ("column: stream", |rows| rows[5].stream = "system:x".into(), &[(ColumnDiffers, Some(5))]),
    ("column: version", |rows| rows[5].stream_ver = 9, &[(ColumnDiffers, Some(5))]),
    ("column: id", |rows| rows[5].event_id = rows[4].event_id.clone(), &[(ColumnDiffers, Some(5))]),
    ("column: type", |rows| rows[5].kind = "system.retired".into(), &[(ColumnDiffers, Some(5))]),
    ("column: time", |rows| rows[5].time = 1, &[(ColumnDiffers, Some(5))]),
    (
        "leaf of another log",
        |rows| rewrite(rows, 5, |leaf| leaf.log = "other".into()),
        &[(ColumnDiffers, Some(5))],
    ),
    (
        "another spelling, hash mended",
        |rows| {
            rows[5].leaf.push(b' ');
            rows[5].leaf_hash = leaf_hash(&rows[5].leaf);
        },
        &[(NotALeaf, Some(5))],
    ),
    (
        "no leaf at all, hash mended",
        |rows| {
            rows[5].leaf = b"{}".to_vec();
            rows[5].leaf_hash = leaf_hash(b"{}");
        },
        &[(NotALeaf, Some(5))],
    ),
    (
        "earlier time, row mended",
        |rows| rewrite(rows, 5, |leaf| leaf.time = 2_000),
        &[(TimeWentBack, Some(5))],
    ),
    (
        "other version, row mended",
        |rows| rewrite(rows, 5, |leaf| leaf.ver = 7),
        &[(StreamBroken, Some(5)), (StreamBroken, Some(8))],
    ),
    (
        "new stream that does not begin at its beginning",
        |rows| rewrite(rows, 19, |leaf| leaf.stream = "system:new".into()),
        &[(StreamBroken, Some(19))],
    ),
    (
        "id used twice, row mended",
        |rows| rewrite(rows, 5, |leaf| leaf.id = leaf_at(2).id),
        &[(DuplicateId, Some(5))],
    ),
    (
        "two damages at once",
        |rows| {
            rows[2].leaf[40] ^= 1;
            rows.swap(9, 13);
            renumber(rows);
        },
        &[(Changed, Some(2)), (Swapped, Some(9))],
    ),
];

#[test]
fn each_damage_is_named_where_it_is() {
    for (name, damage, expected) in DAMAGES {
        let mut rows = rows(20);
        let earlier = signed(&rows, SIZE);
        damage(&mut rows);
        let head = rows.last().map_or(0, |row| row.pos + 1);
        let head = usize::try_from(head).unwrap();
        let report = check(&rows, head);
        let mut found = found(&report);
        let mut expected = expected.to_vec();
        let order = |one: &(FindingKind, Option<u64>)| (one.1, format!("{:?}", one.0));
        found.sort_by_key(order);
        expected.sort_by_key(order);
        assert_eq!(found, expected, "{name}: {:#?}", report.findings);
        assert!(!report.intact());
        assert!(!check_against(&rows, head, [earlier], []).intact(), "{name}");
    }
}

#[test]
fn any_altered_byte_is_named() {
    let whole = rows(5);
    for at in 0..whole[3].leaf.len() {
        let mut rows = whole.clone();
        rows[3].leaf[at] ^= 1;
        assert_eq!(found(&check(&rows, 5)), [(Changed, Some(3))], "byte {at}");
    }
}
