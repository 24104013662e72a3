//! Turns to red: which risks an indicator puts back to review, once for each turn.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    catalogue::{Colour, Indicator},
    risks::Command,
};
use kernel::{Micros, Name, Subject};

use super::{Indication, TRAINING};
use crate::{
    App, AppError, Sight,
    notices::{Due, Notice},
    risks::register::Register,
};

/// Most moments looked at for the one at which an indicator turned red.
const LOOKED_AT: usize = 8;

/// A risk of a system, as far as indicators concern it.
struct Watched {
    risk: Subject,
    threat: Name,
    identified: Micros,
    reddened: Vec<(Name, Micros)>,
}

impl Watched {
    /// Whether a turn to red is news for it: it was there when the indicator turned, and nobody
    /// reopened it for that since.
    fn is_news(&self, indication: &Indication, (name, since): (&Name, Micros)) -> bool {
        self.identified <= since
            && indication.indicator.warns_of(self.threat.as_str())
            && !self.reddened.iter().any(|(known, at)| known == name && *at >= since)
    }
}

impl App {
    /// Indicators that turned red after the log began, and the risks that were not reopened for it.
    pub(crate) async fn indicators_to_tell(
        &self,
        sight: &Sight,
        began: Micros,
    ) -> Result<Vec<Due>, AppError> {
        let of_systems = |register: &Register| watched(register, sight);
        let watched = self.register.ask(&self.store, sight.upto, of_systems).await?;
        let threats = watched.values().flatten().map(|risk| risk.threat.as_str());
        let threats: BTreeSet<&str> = threats.collect();
        let warns =
            |one: &Indicator| is_told(one) && threats.iter().any(|threat| one.warns_of(threat));
        let all = self.indicators_where(sight, None, warns).await?;
        let mut due = Vec::new();
        for indication in all.iter().filter(|one| one.colour() == Some(Colour::Red)) {
            let Some(measured) = indication.measured() else { continue };
            let name = Name::parse(&indication.indicator.id).map_err(AppError::internal)?;
            let of_system = watched.get(&indication.system).map_or(&[][..], Vec::as_slice);
            let is_any_news = |since: Micros| {
                of_system.iter().any(|risk| risk.is_news(indication, (&name, since)))
            };
            if !is_any_news(measured.since) {
                continue;
            }
            let turned = self.turned(sight, (indication, measured.since), began).await?;
            let Some(since) = turned else { continue };
            let news = of_system.iter().filter(|risk| risk.is_news(indication, (&name, since)));
            due.extend(news.map(|risk| {
                let (indicator, cause) = (name.clone(), measured.source.clone());
                let notice = Notice::Risks(Command::NoticeRed { indicator, since, cause });
                Due { stream: risk.risk.clone(), day: since, notice }
            }));
        }
        Ok(due)
    }

    /// When an indicator turned red that is red since a moment; none when that was before the log
    /// began. What is counted may know only since when it is red with what is still there: where it
    /// was red right before, it turned when it says so of then.
    async fn turned(
        &self,
        sight: &Sight,
        (indication, since): (&Indication, Micros),
        began: Micros,
    ) -> Result<Option<Micros>, AppError> {
        let mut turn = since;
        for _ in 0..LOOKED_AT {
            if turn < began {
                return Ok(None);
            }
            match self.red_before(sight, indication, turn).await? {
                Some(earlier) => turn = earlier,
                None => return Ok(Some(turn)),
            }
        }
        Ok(None)
    }

    /// Since when an indicator was red right before a moment, if it was.
    async fn red_before(
        &self,
        sight: &Sight,
        indication: &Indication,
        moment: Micros,
    ) -> Result<Option<Micros>, AppError> {
        let time = Micros(moment.0.saturating_sub(1));
        let upto = self.store.position_at(time.0).await?.min(sight.upto);
        let before = Sight { upto, time, live: false, ..sight.clone() };
        let id = indication.indicator.id.as_str();
        let system = Some(&indication.system);
        let found = self.indicators_where(&before, system, |one| one.id == id).await?;
        let red = found.iter().find(|one| one.colour() == Some(Colour::Red));
        Ok(red.and_then(Indication::measured).map(|measured| measured.since))
    }
}

/// The risks of each system.
fn watched(register: &Register, sight: &Sight) -> BTreeMap<Subject, Vec<Watched>> {
    let mut found: BTreeMap<Subject, Vec<Watched>> = BTreeMap::new();
    for hit in register.seen(sight) {
        let Some(system) = hit.system else { continue };
        found.entry(system.clone()).or_default().push(Watched {
            risk: hit.line.subject.clone(),
            threat: hit.line.threat.clone(),
            identified: hit.line.identified,
            reddened: hit.state.reddened.clone(),
        });
    }
    found
}

/// Whether a turn to red is told. Every reader of a risk reads why it was reopened, and not all of
/// them may count who owes a training.
fn is_told(indicator: &Indicator) -> bool {
    indicator.metric != TRAINING
}

#[cfg(test)]
mod tests {
    use super::is_told;
    use crate::catalogue::Book;

    #[test]
    fn what_people_learnt_reopens_no_risk() {
        let book = Book::shipped();
        let kept = book.indicators.values().filter(|one| !is_told(one));
        let kept: Vec<&str> = kept.map(|one| one.id.as_str()).collect();
        assert_eq!(kept, ["KRI-23"], "training overdue among deciders");
    }
}
