//! The order of the register, and its first page found in one pass.
//!
//! # Invariants
//! - A page is the first so many of all that are wanted, whatever order they come in.
//!   (`a_page_is_the_beginning_of_the_whole_order`)

use std::cmp::Ordering;

use domain::risks;
use kernel::Micros;

use super::{
    filter::{RiskOrder, RiskSort},
    register::Hit,
    state::Status,
};

/// A risk with what it is ordered by, worked out once.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) hit: Hit<'a>,
    number: Option<i64>,
}

impl RiskOrder {
    /// A risk in this order, as it stands at a moment.
    pub(super) fn placed(self, hit: Hit<'_>, at: Micros) -> Placed<'_> {
        Placed { number: self.number(&hit, at), hit }
    }

    /// Which of two risks stands first. What has no value of the order stands last either way; ties
    /// go by id.
    pub(super) fn compare(self, one: &Placed<'_>, two: &Placed<'_>) -> Ordering {
        let (first, second) = (one.hit.line, two.hit.line);
        let order = match (self.sort, one.number, two.number) {
            (RiskSort::Title, ..) => self.turn(first.title.as_str().cmp(second.title.as_str())),
            (RiskSort::Threat, ..) => self.turn(first.threat.as_str().cmp(second.threat.as_str())),
            (_, Some(one), Some(two)) => self.turn(one.cmp(&two)),
            (_, one, two) => one.is_none().cmp(&two.is_none()),
        };
        order.then_with(|| first.subject.cmp(&second.subject))
    }

    fn turn(self, order: Ordering) -> Ordering {
        if self.descending { order.reverse() } else { order }
    }

    fn number(self, hit: &Hit<'_>, at: Micros) -> Option<i64> {
        // The band first, then the product: 1 × 5 is graver than 1 × 4.
        let score = |which| {
            let score: risks::Score = hit.state.score(which)?;
            let band = place(risks::Band::ALL, &score.band())?;
            Some(band.saturating_mul(100).saturating_add(score.value().into()))
        };
        match self.sort {
            RiskSort::Residual => score(risks::Which::Residual),
            RiskSort::Current => score(risks::Which::Current),
            RiskSort::Inherent => score(risks::Which::Inherent),
            RiskSort::Category => place(risks::Category::ALL, &hit.line.category),
            RiskSort::Status => place(&Status::ALL, &hit.state.status(at)),
            RiskSort::Identified => Some(hit.line.identified.0),
            RiskSort::Review => hit.state.review.map(|review| review.0),
            RiskSort::AcceptedUntil => hit.state.accepted.map(|accepted| accepted.until.0),
            RiskSort::Tasks => i64::try_from(hit.state.open_tasks.len()).ok(),
            RiskSort::Title | RiskSort::Threat => None,
        }
    }
}

/// The first so many of an order, out of any number that come in any order: room for twice as many,
/// and whatever stands behind the last of them is let go at once.
pub(super) struct First<'a> {
    order: RiskOrder,
    count: usize,
    best: Vec<Placed<'a>>,
    /// The last that is still on the page.
    bar: Option<Placed<'a>>,
    has_more: bool,
}

impl<'a> First<'a> {
    /// The first `count`.
    pub(super) fn of(order: RiskOrder, count: usize) -> Self {
        Self { order, count, best: Vec::new(), bar: None, has_more: false }
    }

    /// Looks at one more.
    pub(super) fn take(&mut self, one: Placed<'a>) {
        let is_behind = |bar: &Placed<'a>| self.order.compare(&one, bar).is_ge();
        if self.count == 0 || self.bar.as_ref().is_some_and(is_behind) {
            self.has_more = true;
            return;
        }
        self.best.push(one);
        if self.best.len() >= self.count.saturating_mul(2) {
            self.cut();
        }
    }

    /// Lets go what is not on the page.
    fn cut(&mut self) {
        let Some(last) = self.count.checked_sub(1).filter(|_| self.best.len() > self.count) else {
            return;
        };
        let order = self.order;
        let (_, bar, _) =
            self.best.select_nth_unstable_by(last, |one, two| order.compare(one, two));
        self.bar = Some(*bar);
        self.best.truncate(self.count);
        self.has_more = true;
    }

    /// The page in order, and whether there are more behind it.
    pub(super) fn finish(mut self) -> (Vec<Hit<'a>>, bool) {
        self.cut();
        let order = self.order;
        self.best.sort_unstable_by(|one, two| order.compare(one, two));
        (self.best.into_iter().map(|one| one.hit).collect(), self.has_more)
    }
}

/// The place of a word among all of its kind.
fn place<T: PartialEq>(all: &[T], one: &T) -> Option<i64> {
    all.iter().position(|other| other == one).and_then(|place| i64::try_from(place).ok())
}
