//! How an incident is handled: who does what, which clocks run, what came of it.

use domain::{
    incidents::{Due, Event, Harm, Role, Severity},
    risks::Category,
};
use kernel::{Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::IncidentRow;
use crate::{App, AppError, Fact, Sight, Table, people::PersonRow, systems::SystemRow};

/// That something was done: when, by whom, and what they said.
pub type Done = (Micros, Subject, Personal);

/// What was judged, ordered, reported and learnt.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Handling {
    /// The catalogue's category it belongs to.
    pub category: Option<Category>,
    /// The harm that came about.
    pub harms: Vec<Harm>,
    /// How many people it struck.
    pub persons: Option<u64>,
    /// When it was judged last, by whom and why.
    pub assessed: Option<Done>,
    /// Who holds which role.
    pub roles: Vec<Holder>,
    /// Measures against the harm, in the order they were ordered.
    pub measures: Vec<Measure>,
    /// Clocks of reports to authorities, one for each legal period.
    pub clocks: Vec<Clock>,
    /// Who outside was told what.
    pub notices: Vec<Sent>,
    /// How far it reached, as computed last.
    pub reach: Option<Reach>,
    /// What came of it.
    pub corrections: Vec<Correction>,
    /// When it was looked back on.
    pub reviews: Vec<LookBack>,
    /// What people were told of its days.
    pub told: Vec<Noticed>,
}

/// Somebody with a role in the handling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Holder {
    /// Which.
    pub role: Role,
    /// Who.
    pub person: Subject,
    /// Since when.
    pub since: Micros,
}

/// A measure against the harm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Its name within the incident.
    pub name: Name,
    /// Who carries it out.
    pub owner: Subject,
    /// What is to be done.
    pub what: Personal,
    /// What it is done to.
    pub about: Vec<Subject>,
    /// When it was ordered.
    pub ordered: Micros,
    /// By whom.
    pub ordered_by: Subject,
    /// Who saw that it works, when, and what they saw.
    pub confirmed: Option<Done>,
    /// Who took it back, when and why.
    pub withdrawn: Option<Done>,
}

impl Measure {
    /// Whether it is neither confirmed nor withdrawn.
    pub fn is_open(&self) -> bool {
        self.confirmed.is_none() && self.withdrawn.is_none()
    }
}

/// The clock of a report to an authority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clock {
    /// The legal period.
    pub period: Name,
    /// Its version.
    pub version: u64,
    /// The law and its article.
    pub law: Name,
    /// How many hours there are.
    pub hours: u64,
    /// When somebody became aware.
    pub aware: Micros,
    /// When the time is over.
    pub due: Micros,
    /// Whether the law did not bind and is followed all the same.
    pub voluntary: bool,
    /// When it was started.
    pub started: Micros,
    /// By whom.
    pub started_by: Subject,
    /// The report.
    pub met: Option<Report>,
    /// Who found that nothing is owed, when and why.
    pub dismissed: Option<Done>,
}

/// A report that an authority has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// When it was handed in.
    pub submitted: Micros,
    /// Who recorded it.
    pub by: Subject,
    /// To whom it went.
    pub addressee: Personal,
    /// What they were told.
    pub about: Personal,
}

/// How a clock stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClockState {
    /// The time is over, and there is no report.
    Late,
    /// It runs.
    Running,
    /// The report came after the time.
    MetLate,
    /// The report came in time.
    Met,
    /// Nothing is owed.
    Dismissed,
}

impl Clock {
    /// How it stands at a moment.
    pub fn state(&self, at: Micros) -> ClockState {
        if self.dismissed.is_some() {
            return ClockState::Dismissed;
        }
        match &self.met {
            Some(report) if report.submitted > self.due => ClockState::MetLate,
            Some(_) => ClockState::Met,
            None if at > self.due => ClockState::Late,
            None => ClockState::Running,
        }
    }
}

/// Somebody outside was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    /// When.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
    /// Who was told.
    pub addressee: Personal,
    /// What.
    pub about: Personal,
}

/// How far it reached when somebody computed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// When that was.
    pub at: Micros,
    /// The position it was computed at.
    pub as_of: u64,
    /// How many are affected, by kind of subject.
    pub counts: Vec<(String, u64)>,
}

/// Something that came of an incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// What.
    pub to: Subject,
    /// The root cause it takes away.
    pub cause: Option<Note>,
    /// When it was linked.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
}

/// That it was looked back on together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookBack {
    /// When.
    pub held: Micros,
    /// Who took part.
    pub participants: Vec<Subject>,
    /// What they said.
    pub note: Personal,
    /// Who recorded it.
    pub by: Subject,
}

/// That somebody was told of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Noticed {
    /// What of it.
    pub what: Due,
    /// The legal period; none for the look back.
    pub period: Option<Name>,
    /// The moment.
    pub due: Micros,
    /// When they were told.
    pub at: Micros,
    /// Who.
    pub people: Vec<Subject>,
}

impl IncidentRow {
    /// The day by which it is looked back on together: none before its end, where nobody must, and
    /// once that was done.
    pub fn review_due(&self) -> Option<Micros> {
        let days = self.severity.review_within_days()?;
        let closed = self.closed.filter(|_| self.handling.reviews.is_empty())?;
        Some(closed.plus_days(days))
    }

    /// Those still here who lead and who speak to authorities; where none of them is, who opened it,
    /// and else the owner of the system. Nobody where all of them left.
    pub(super) fn answerable(
        &self,
        people: &Table<PersonRow>,
        systems: &Table<SystemRow>,
    ) -> Vec<Subject> {
        let is_here = |person: &Subject| {
            people.get(person).is_some_and(|known| known.active && !known.service)
        };
        let leads = |holder: &&Holder| matches!(holder.role, Role::Commander | Role::Legal);
        let leading = self.handling.roles.iter().filter(leads).map(|holder| holder.person.clone());
        let mut leading: Vec<Subject> = leading.filter(is_here).collect();
        leading.sort();
        leading.dedup();
        if !leading.is_empty() {
            return leading;
        }
        let system = self.system.as_ref().and_then(|system| systems.get(system));
        let owner = system.and_then(|row| row.owner.clone());
        let next = [Some(self.opened_by.clone()), owner].into_iter().flatten().find(is_here);
        next.into_iter().collect()
    }
}

impl App {
    /// Those whom notices of the days of an incident go to.
    pub async fn answerable(
        &self,
        sight: &Sight,
        row: &IncidentRow,
    ) -> Result<Vec<Subject>, AppError> {
        let people = self.table::<PersonRow>(sight).await?;
        let systems = self.table::<SystemRow>(sight).await?;
        Ok(row.answerable(&people, &systems))
    }
}

impl Handling {
    /// Takes one fact in. Answers how bad it is, where that was judged.
    pub(super) fn change(&mut self, event: &Event, fact: &Fact) -> Option<Severity> {
        self.judge(event, fact);
        self.respond(event, fact);
        self.report(event, fact);
        self.look_back(event, fact);
        let Event::Assessed { severity, .. } = event else { return None };
        Some(*severity)
    }

    fn judge(&mut self, event: &Event, fact: &Fact) {
        if let Event::Assessed { category, harms, persons, why, .. } = event {
            self.category = Some(*category);
            self.harms.clone_from(harms);
            self.persons = *persons;
            self.assessed = Some(done(fact, why));
        }
        if let Event::BlastRadiusComputed { counts, as_of, .. } = event {
            let counts = counts.iter().map(|(kind, count)| (kind.clone(), *count)).collect();
            self.reach = Some(Reach { at: fact.at, as_of: *as_of, counts });
        }
    }

    fn respond(&mut self, event: &Event, fact: &Fact) {
        if let Event::RoleGiven { role, person } = event {
            self.roles.retain(|holder| holder.role != *role);
            self.roles.push(Holder { role: *role, person: person.clone(), since: fact.at });
            self.roles.sort_by_key(|holder| holder.role);
        }
        if let Event::MeasureOrdered { measure, owner, what, about } = event {
            self.measures.push(Measure {
                name: measure.clone(),
                owner: owner.clone(),
                what: what.clone(),
                about: about.clone(),
                ordered: fact.at,
                ordered_by: fact.by().clone(),
                confirmed: None,
                withdrawn: None,
            });
        }
        if let Event::MeasureConfirmed { measure, note } = event
            && let Some(known) = self.measure(measure)
        {
            known.confirmed = Some(done(fact, note));
        }
        if let Event::MeasureWithdrawn { measure, why } = event
            && let Some(known) = self.measure(measure)
        {
            known.withdrawn = Some(done(fact, why));
        }
    }

    fn report(&mut self, event: &Event, fact: &Fact) {
        if let Event::NoticeSent { addressee, about } = event {
            self.notices.push(sent(fact, addressee, about));
        }
        if let Event::ClockStarted { period, version, law, hours, aware, due, voluntary } = event {
            self.clocks.retain(|clock| clock.period != *period);
            self.clocks.push(Clock {
                period: period.clone(),
                version: *version,
                law: law.clone(),
                hours: *hours,
                aware: *aware,
                due: *due,
                voluntary: *voluntary,
                started: fact.at,
                started_by: fact.by().clone(),
                met: None,
                dismissed: None,
            });
        }
        if let Event::ClockMet { period, submitted, addressee, about } = event {
            self.notices.push(sent(fact, addressee, about));
            if let Some(clock) = self.clock(period) {
                clock.met = Some(Report {
                    submitted: *submitted,
                    by: fact.by().clone(),
                    addressee: addressee.clone(),
                    about: about.clone(),
                });
            }
        }
        if let Event::ClockDismissed { period, why } = event
            && let Some(clock) = self.clock(period)
        {
            clock.dismissed = Some(done(fact, why));
        }
    }

    fn look_back(&mut self, event: &Event, fact: &Fact) {
        if let Event::CorrectionLinked { to, cause } = event {
            self.corrections.retain(|known| known.to != *to);
            let (at, by) = (fact.at, fact.by().clone());
            self.corrections.push(Correction { to: to.clone(), cause: cause.clone(), at, by });
        }
        if let Event::CorrectionUnlinked { to } = event {
            self.corrections.retain(|known| known.to != *to);
        }
        if let Event::ReviewHeld { held, participants, note } = event {
            self.reviews.push(LookBack {
                held: *held,
                participants: participants.clone(),
                note: note.clone(),
                by: fact.by().clone(),
            });
        }
        if let Event::DueNoticed { what, period, due, told } = event {
            self.told.push(Noticed {
                what: *what,
                period: period.clone(),
                due: *due,
                at: fact.at,
                people: told.clone(),
            });
        }
    }

    fn measure(&mut self, name: &Name) -> Option<&mut Measure> {
        self.measures.iter_mut().find(|measure| measure.name == *name)
    }

    fn clock(&mut self, period: &Name) -> Option<&mut Clock> {
        self.clocks.iter_mut().find(|clock| clock.period == *period)
    }
}

fn done(fact: &Fact, said: &Personal) -> Done {
    (fact.at, fact.by().clone(), said.clone())
}

fn sent(fact: &Fact, addressee: &Personal, about: &Personal) -> Sent {
    Sent { at: fact.at, by: fact.by().clone(), addressee: addressee.clone(), about: about.clone() }
}
