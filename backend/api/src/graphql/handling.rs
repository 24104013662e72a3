//! How an incident is handled: what it did, who does what, which reports are owed, what came of it.

use std::sync::Arc;

use app::incidents::{IncidentRow, LegalReport as Known};
use async_graphql::{Object, SimpleObject};
use kernel::Name;

use super::{
    findings::Done,
    incident_words::{ClockState, Harm, IncidentDue, IncidentRole},
    people::Person,
    scalars::{Long, Position, Subject, Time, subjects},
    words::RiskCategory,
};
use crate::{reply::Answer, scope::Ref};

/// How an incident is handled.
pub struct Handling {
    row: Arc<IncidentRow>,
    scope: Ref,
}

impl Handling {
    /// The handling of an incident.
    pub(super) fn of(scope: &Ref, row: &Arc<IncidentRow>) -> Self {
        Self { row: Arc::clone(row), scope: Arc::clone(scope) }
    }
}

/// Somebody with a role in the handling of an incident.
#[derive(SimpleObject)]
pub struct IncidentRoleHolder {
    /// Which.
    role: IncidentRole,
    /// Who.
    person: Option<Person>,
    /// Since when.
    since: Time,
}

/// A measure against the harm of an incident.
#[derive(SimpleObject)]
pub struct IncidentMeasure {
    /// Its name within the incident.
    name: String,
    /// Who carries it out.
    owner: Option<Person>,
    /// What is to be done.
    what: Option<String>,
    /// What it is done to, as far as you may see it.
    about: Vec<Subject>,
    /// When it was ordered.
    ordered: Time,
    /// By whom.
    ordered_by: Option<Person>,
    /// Who saw that it works.
    confirmed: Option<Done>,
    /// Who took it back, and why.
    withdrawn: Option<Done>,
    /// Whether it is neither confirmed nor withdrawn.
    open: bool,
}

/// The clock of a report to an authority.
#[derive(SimpleObject)]
pub struct ReportClock {
    /// The legal period, by its id.
    period: String,
    /// Its version.
    version: Long,
    /// The law and its article.
    law: String,
    /// How many hours there are.
    hours: Long,
    /// When somebody became aware.
    aware: Time,
    /// When the time is over.
    due: Time,
    /// Whether the law did not bind and is followed all the same.
    voluntary: bool,
    /// How it stands at the moment asked about.
    state: ClockState,
    /// When it was started.
    started: Time,
    /// By whom.
    started_by: Option<Person>,
    /// When the report was handed in.
    submitted: Option<Time>,
    /// Who recorded that.
    submitted_by: Option<Person>,
    /// To whom it went.
    addressee: Option<String>,
    /// What they were told.
    about: Option<String>,
    /// Who found that nothing is owed, and why.
    dismissed: Option<Done>,
}

/// A report that the law knows, held against an incident.
#[derive(SimpleObject)]
pub struct LegalReport {
    /// The legal period, by its id.
    period: String,
    /// What is to be reported.
    title: String,
    /// The law and its article.
    law: String,
    /// To whom.
    addressee: String,
    /// The requirement of the catalogue it belongs to.
    requirement: Option<String>,
    /// The version of the period when the incident was opened.
    version: Long,
    /// How many hours there are.
    hours: Long,
    /// Where the figure comes from.
    source: String,
    /// When the time is over, counted from the opening.
    due: Time,
    /// Whether the law binds the system; else it may be followed voluntarily.
    binds: bool,
    /// Whether the harm that was judged asks for it.
    asked: bool,
    /// Whether its clock was ever started.
    started: bool,
}

impl From<Known> for LegalReport {
    fn from(known: Known) -> Self {
        let (period, version) = (known.period, known.version);
        Self {
            period: period.id.to_string(),
            title: period.title.to_string(),
            law: period.law.to_string(),
            addressee: period.addressee.to_string(),
            requirement: period.requirement.as_ref().map(Name::to_string),
            version: version.version.into(),
            hours: version.hours.into(),
            source: version.source.to_string(),
            due: known.due.into(),
            binds: known.binds,
            asked: known.asked,
            started: known.started,
        }
    }
}

/// Somebody outside was told.
#[derive(SimpleObject)]
pub struct IncidentNotice {
    /// When.
    at: Time,
    /// By whom.
    by: Option<Person>,
    /// Who was told.
    addressee: Option<String>,
    /// What.
    about: Option<String>,
}

/// How many things of a kind.
#[derive(SimpleObject)]
pub struct ReachCount {
    /// The kind.
    kind: String,
    /// How many.
    count: Long,
}

/// How far an incident reached when somebody computed it.
#[derive(SimpleObject)]
pub struct IncidentReach {
    /// When that was.
    at: Time,
    /// The position it was computed at.
    as_of: Position,
    /// How many are affected, by kind.
    counts: Vec<ReachCount>,
}

/// Something that came of an incident.
#[derive(SimpleObject)]
pub struct Correction {
    /// What: an action, a risk, a control, a finding, a review, a policy or training.
    to: Subject,
    /// The root cause it takes away.
    cause: Option<String>,
    /// When it was linked.
    at: Time,
    /// By whom.
    by: Option<Person>,
}

/// That an incident was looked back on together.
#[derive(SimpleObject)]
pub struct IncidentReview {
    /// When.
    held: Time,
    /// Who took part.
    participants: Vec<Person>,
    /// What they said.
    note: Option<String>,
    /// Who recorded it.
    by: Option<Person>,
}

/// That somebody was told of a day of an incident.
#[derive(SimpleObject)]
pub struct IncidentDayNotice {
    /// What of it.
    what: IncidentDue,
    /// The legal period; absent for the look back.
    period: Option<String>,
    /// The moment.
    due: Time,
    /// When they were told.
    at: Time,
    /// Who.
    told: Vec<Person>,
}

/// How an incident is handled: what it did, who does what, which reports are owed, what came of it.
#[Object(name = "IncidentHandling")]
impl Handling {
    /// The catalogue's category it belongs to; absent until it was judged.
    async fn category(&self) -> Option<RiskCategory> {
        self.row.handling.category.map(RiskCategory::from)
    }

    /// The harm that came about.
    async fn harms(&self) -> Vec<Harm> {
        self.row.handling.harms.iter().copied().map(Harm::from).collect()
    }

    /// How many people it struck; unknown until somebody counted.
    async fn persons(&self) -> Option<Long> {
        self.row.handling.persons.map(Long::from)
    }

    /// Who judged it last, when and why.
    async fn assessed(&self) -> Answer<Option<Done>> {
        Done::of(&self.scope, self.row.handling.assessed.as_ref()).await
    }

    /// Who holds which role.
    async fn roles(&self) -> Answer<Vec<IncidentRoleHolder>> {
        let mut all = Vec::new();
        for holder in &self.row.handling.roles {
            let person = Person::by_name(&self.scope, &holder.person).await?;
            let (role, since) = (holder.role.into(), holder.since.into());
            all.push(IncidentRoleHolder { role, person, since });
        }
        Ok(all)
    }

    /// Those whom notices of its days go to.
    async fn answerable(&self) -> Answer<Vec<Person>> {
        let people = self.scope.app.answerable(&self.scope.sight, &self.row).await?;
        Person::by_names(&self.scope, &people).await
    }

    /// Measures against the harm, in the order they were ordered.
    async fn measures(&self) -> Answer<Vec<IncidentMeasure>> {
        let (scope, mut all) = (&self.scope, Vec::new());
        for one in &self.row.handling.measures {
            let about = scope.app.measured(&scope.sight, one).await?;
            all.push(IncidentMeasure {
                name: one.name.to_string(),
                owner: Person::by_name(scope, &one.owner).await?,
                what: scope.text(&one.what).await?,
                about: subjects(&about),
                ordered: one.ordered.into(),
                ordered_by: Person::by_name(scope, &one.ordered_by).await?,
                confirmed: Done::of(scope, one.confirmed.as_ref()).await?,
                withdrawn: Done::of(scope, one.withdrawn.as_ref()).await?,
                open: one.is_open(),
            });
        }
        Ok(all)
    }

    /// Clocks of reports to authorities, one for each legal period.
    async fn clocks(&self) -> Answer<Vec<ReportClock>> {
        let (scope, mut all) = (&self.scope, Vec::new());
        for clock in &self.row.handling.clocks {
            let report = clock.met.as_ref();
            all.push(ReportClock {
                period: clock.period.to_string(),
                version: clock.version.into(),
                law: clock.law.to_string(),
                hours: clock.hours.into(),
                aware: clock.aware.into(),
                due: clock.due.into(),
                voluntary: clock.voluntary,
                state: clock.state(scope.sight.time).into(),
                started: clock.started.into(),
                started_by: Person::by_name(scope, &clock.started_by).await?,
                submitted: report.map(|report| report.submitted.into()),
                submitted_by: Person::by_maybe(scope, report.map(|report| &report.by)).await?,
                addressee: match report {
                    Some(report) => scope.text(&report.addressee).await?,
                    None => None,
                },
                about: match report {
                    Some(report) => scope.text(&report.about).await?,
                    None => None,
                },
                dismissed: Done::of(scope, clock.dismissed.as_ref()).await?,
            });
        }
        Ok(all)
    }

    /// Every report that the law knows, and whether it is owed here.
    async fn legal_reports(&self) -> Answer<Vec<LegalReport>> {
        let reports = self.scope.app.legal_reports(&self.scope.sight, &self.row).await?;
        Ok(reports.into_iter().map(LegalReport::from).collect())
    }

    /// Who outside was told what, the first first.
    async fn notices(&self) -> Answer<Vec<IncidentNotice>> {
        let (scope, mut all) = (&self.scope, Vec::new());
        for sent in &self.row.handling.notices {
            all.push(IncidentNotice {
                at: sent.at.into(),
                by: Person::by_name(scope, &sent.by).await?,
                addressee: scope.text(&sent.addressee).await?,
                about: scope.text(&sent.about).await?,
            });
        }
        Ok(all)
    }

    /// How far it reached when somebody computed it last; the blast radius of now may be another.
    async fn reach(&self) -> Option<IncidentReach> {
        let reach = self.row.handling.reach.as_ref()?;
        let count = |(kind, count): &(String, u64)| ReachCount {
            kind: kind.clone(),
            count: (*count).into(),
        };
        let counts = reach.counts.iter().map(count).collect();
        Some(IncidentReach { at: reach.at.into(), as_of: Position(reach.as_of), counts })
    }

    /// What came of it, as far as you may see it.
    async fn corrections(&self) -> Answer<Vec<Correction>> {
        let (scope, mut all) = (&self.scope, Vec::new());
        for one in scope.app.corrections(&scope.sight, &self.row).await? {
            all.push(Correction {
                to: Subject::from(&one.to),
                cause: one.cause.as_ref().map(ToString::to_string),
                at: one.at.into(),
                by: Person::by_name(scope, &one.by).await?,
            });
        }
        Ok(all)
    }

    /// When it was looked back on together.
    async fn reviews(&self) -> Answer<Vec<IncidentReview>> {
        let (scope, mut all) = (&self.scope, Vec::new());
        for one in &self.row.handling.reviews {
            all.push(IncidentReview {
                held: one.held.into(),
                participants: Person::by_names(scope, &one.participants).await?,
                note: scope.text(&one.note).await?,
                by: Person::by_name(scope, &one.by).await?,
            });
        }
        Ok(all)
    }

    /// The day by which it is looked back on; absent before its end, and where that is done or not asked.
    async fn review_due(&self) -> Option<Time> {
        self.row.review_due().map(Time::from)
    }

    /// What people were told of its days.
    async fn told(&self) -> Answer<Vec<IncidentDayNotice>> {
        let (scope, mut all) = (&self.scope, Vec::new());
        for one in &self.row.handling.told {
            all.push(IncidentDayNotice {
                what: one.what.into(),
                period: one.period.as_ref().map(Name::to_string),
                due: one.due.into(),
                at: one.at.into(),
                told: Person::by_names(scope, &one.people).await?,
            });
        }
        Ok(all)
    }
}
