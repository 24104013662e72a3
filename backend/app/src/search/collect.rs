//! Counting what a caller may see, and keeping the best of it.
//!
//! What does not hold at the moment of the question, or is of a system the caller may not see, is
//! passed over before anything is counted.
//!
//! # Invariants
//! - Equally good answers come in the order of their kinds, then of their names.
//!   (`the_order_of_answers_is_fixed`)
//! - Nothing of another team is found, counted or listed. (`one_finds_what_one_may_see`)

use std::cmp::Reverse;

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader, TantivyError,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

use super::{
    index::{FROM, KIND, NO_SYSTEM, SCOPE, SUBJECT, TO},
    rooms::ROOMS,
};
use crate::{Sight, Visible};

/// A good answer: its score, its kind, its name, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Best {
    pub(super) score: u32,
    pub(super) kind: usize,
    pub(super) subject: String,
    /// Which index, and where in it.
    pub(super) place: (usize, SegmentOrdinal, DocId),
}

impl Best {
    /// Answers in this order, the best first.
    pub(super) fn order(&self) -> (Reverse<u32>, usize, &str) {
        (Reverse(self.score), self.kind, &self.subject)
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Harvest {
    /// The best, in order.
    pub(super) best: Vec<Best>,
    /// How many of each kind, in the order of the rooms.
    pub(super) kinds: Vec<u64>,
}

impl Harvest {
    /// Both together.
    pub(super) fn and(mut self, other: Self, first: usize) -> Self {
        self.best.extend(other.best);
        self.best.sort_by(|one, two| one.order().cmp(&two.order()));
        self.best.truncate(first);
        self.kinds.resize(ROOMS.len(), 0);
        for (sum, more) in self.kinds.iter_mut().zip(other.kinds) {
            *sum = sum.saturating_add(more);
        }
        self
    }
}

/// What one question counts.
pub(super) struct Seen<'a> {
    pub(super) sight: &'a Sight,
    /// The kinds that are listed; all are counted.
    pub(super) kinds: &'a [usize],
    /// How many are listed.
    pub(super) first: usize,
    /// Number of the index that is asked.
    pub(super) part: usize,
}

/// What one segment has of it.
pub(super) struct OfSegment {
    place: (usize, SegmentOrdinal),
    upto: u64,
    from: Option<Column<u64>>,
    to: Option<Column<u64>>,
    scopes: Scopes,
    kind: Column<u64>,
    subject: Option<StrColumn>,
    listed: Vec<bool>,
    counts: Vec<u64>,
    best: Vec<Place>,
    worst: Option<Place>,
    first: usize,
}

/// Score, kind, number of the name in this segment, document.
type Place = (Reverse<u32>, u64, u64, DocId);

enum Scopes {
    All,
    None,
    /// By number of the scope in this segment.
    Some(Column<u64>, Vec<bool>),
}

impl Scopes {
    fn of(visible: &Visible, segment: &SegmentReader) -> tantivy::Result<Self> {
        let systems = match visible {
            Visible::All => return Ok(Self::All),
            Visible::Nothing => return Ok(Self::None),
            Visible::Only(systems) => systems,
        };
        let Some(column) = segment.fast_fields().str(SCOPE)? else { return Ok(Self::None) };
        let mut seen = vec![false; column.num_terms()];
        for scope in systems.iter().map(String::as_str).chain([NO_SYSTEM]) {
            let number = column.dictionary().term_ord(scope.as_bytes())?;
            let number = number.and_then(|number| usize::try_from(number).ok());
            if let Some(seen) = number.and_then(|number| seen.get_mut(number)) {
                *seen = true;
            }
        }
        Ok(Self::Some(column.ords().clone(), seen))
    }

    fn sees(&self, doc: DocId) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Some(scopes, seen) => {
                let number = scopes.first(doc).and_then(|number| usize::try_from(number).ok());
                number.and_then(|number| seen.get(number)).copied().unwrap_or_default()
            }
        }
    }
}

impl Collector for Seen<'_> {
    type Fruit = Harvest;
    type Child = OfSegment;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<OfSegment> {
        let (columns, upto) = (segment.fast_fields(), self.sight.upto);
        let (from, to) = (columns.u64(FROM)?, columns.u64(TO)?);
        let listed = (0..ROOMS.len()).map(|kind| self.kinds.contains(&kind)).collect();
        Ok(OfSegment {
            place: (self.part, ordinal),
            upto,
            // What holds for the whole segment need not be asked of each document.
            from: (from.max_value() >= upto).then_some(from),
            to: (to.min_value() < upto).then_some(to),
            scopes: Scopes::of(&self.sight.visible, segment)?,
            kind: columns.u64(KIND)?,
            subject: columns.str(SUBJECT)?,
            listed,
            counts: vec![0; ROOMS.len()],
            best: Vec::new(),
            worst: None,
            first: self.first,
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, found: Vec<tantivy::Result<Harvest>>) -> tantivy::Result<Harvest> {
        let mut all = Harvest::default();
        for harvest in found {
            all = all.and(harvest?, self.first);
        }
        Ok(all)
    }
}

impl OfSegment {
    /// Keeps the best so many. What is not better than the last of them need not be looked at.
    fn cut(&mut self) {
        self.best.sort_unstable();
        self.best.truncate(self.first);
        self.worst = self.best.last().copied();
    }

    fn named(&self) -> tantivy::Result<Vec<Best>> {
        let mut named = Vec::with_capacity(self.best.len());
        for (Reverse(score), kind, number, doc) in &self.best {
            let mut subject = String::new();
            if let Some(column) = &self.subject {
                column.ord_to_str(*number, &mut subject).map_err(TantivyError::from)?;
            }
            let kind = usize::try_from(*kind).unwrap_or(usize::MAX);
            let place = (self.place.0, self.place.1, *doc);
            named.push(Best { score: *score, kind, subject, place });
        }
        Ok(named)
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = tantivy::Result<Harvest>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let value = |column: &Column<u64>| column.first(doc).unwrap_or_default();
        let begun = self.from.as_ref().is_none_or(|from| value(from) < self.upto);
        let holds = begun && self.to.as_ref().is_none_or(|to| value(to) >= self.upto);
        if !holds || !self.scopes.sees(doc) {
            return;
        }
        let number = value(&self.kind);
        let kind = usize::try_from(number).unwrap_or(usize::MAX);
        if let Some(count) = self.counts.get_mut(kind) {
            *count = count.saturating_add(1);
        }
        if !self.listed.get(kind).copied().unwrap_or_default() {
            return;
        }
        let score = Reverse(whole(score));
        if self.worst.is_some_and(|worst| (score, number) > (worst.0, worst.1)) {
            return;
        }
        let subject = self.subject.as_ref().and_then(|column| column.ords().first(doc));
        self.best.push((score, number, subject.unwrap_or_default(), doc));
        if self.best.len() > self.first.saturating_mul(2) {
            self.cut();
        }
    }

    fn harvest(mut self) -> tantivy::Result<Harvest> {
        self.cut();
        Ok(Harvest { best: self.named()?, kinds: self.counts })
    }
}

/// Scores are small whole numbers.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "scores are sums of a few constants, whole and not negative"
)]
fn whole(score: Score) -> u32 {
    score as u32
}
