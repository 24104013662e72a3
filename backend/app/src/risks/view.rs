//! One line of the risk register, with everything its page shows.

use domain::{
    Event,
    risks::{
        self, Agreed, Assessment, Category, Cause, Due, Estimate, Simulation, Task, Terms,
        Treatment, Which,
    },
};
use kernel::{Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use super::state::RiskState;
use crate::{Fact, View};

/// Something somebody did, with their words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Who.
    pub by: Subject,
    /// When.
    pub at: Micros,
    /// What they said.
    pub text: Personal,
}

/// A risk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RiskRow {
    /// The risk.
    pub subject: Subject,
    /// What people call it.
    pub title: Name,
    /// The threat of the catalogue behind it.
    pub threat: Name,
    /// The system it belongs to.
    pub system: Option<Subject>,
    /// The exact versions it concerns; none for the system as a whole.
    pub concerns: Vec<Subject>,
    /// The category of appetite.
    pub category: Category,
    /// What could happen.
    pub description: Note,
    /// Who is accountable for it.
    pub owner: Subject,
    /// When it was identified.
    pub identified: Micros,
    /// By whom.
    pub identified_by: Subject,
    /// Where it stands.
    pub state: RiskState,
    /// How it was judged last, by whom and when.
    pub assessment: Option<(Assessment, u64, Said)>,
    /// What is done about it.
    pub plan: Option<Plan>,
    /// Its tasks, in the order they were added.
    pub tasks: Vec<TaskLine>,
    /// The open request for acceptance.
    pub request: Option<Request>,
    /// Who turned the last request down.
    pub declined: Option<Said>,
    /// Its latest acceptance.
    pub acceptance: Option<AcceptanceLine>,
    /// Who took it back.
    pub revoked: Option<Said>,
    /// Why it is, or was last, back under review.
    pub reopened: Option<Reopening>,
    /// What it is connected with.
    pub links: Vec<Subject>,
    /// The last review.
    pub reviewed: Option<Said>,
    /// Who closed it.
    pub closed: Option<Said>,
    /// Its yearly loss, by state.
    pub estimates: Vec<EstimateLine>,
    /// What was noticed as due.
    pub noticed: Vec<Notice>,
}

/// What is done about a risk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Which way.
    pub treatment: Treatment,
    /// What exactly.
    pub description: Note,
    /// Until when.
    pub due: Option<Micros>,
    /// Who planned it.
    pub by: Subject,
    /// When.
    pub at: Micros,
}

/// A task, and whether it is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskLine {
    /// The task.
    pub task: Task,
    /// Who did it, when and how.
    pub done: Option<Said>,
}

/// An open request for acceptance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The terms.
    pub terms: Terms,
    /// Who asks.
    pub by: Subject,
    /// Since when.
    pub at: Micros,
    /// Who agreed so far, in which roles.
    pub agreed: Vec<(Vec<Name>, Said)>,
}

/// An acceptance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AcceptanceLine {
    /// When it was given.
    pub at: Micros,
    /// By whom, in which roles.
    pub accepted_by: Vec<Agreed>,
    /// What makes up for missing controls.
    pub compensating: Vec<Name>,
    /// When it is looked at again.
    pub review: Option<Micros>,
    /// Who was told.
    pub reported_to: Vec<Subject>,
    /// Why.
    pub reason: Personal,
}

/// Why a risk went back to review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reopening {
    /// What happened.
    pub why: Cause,
    /// What showed it.
    pub cause: Option<Subject>,
    /// The indicator.
    pub indicator: Option<Name>,
    /// Who reopened it, when, and what they said.
    pub said: Said,
}

/// A yearly loss, as simulated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EstimateLine {
    /// Of which state.
    pub which: Which,
    /// What was believed.
    pub simulation: Simulation,
    /// What was found.
    pub result: Estimate,
    /// When.
    pub at: Micros,
    /// By whom.
    pub by: Subject,
}

/// It was noticed that something is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// What.
    pub what: Due,
    /// Which task.
    pub task: Option<Name>,
    /// Since when it is due.
    pub due: Micros,
    /// When it was noticed.
    pub at: Micros,
    /// Who was told.
    pub told: Vec<Subject>,
}

impl RiskRow {
    fn identified(fact: &Fact, event: &risks::Event) -> Option<Self> {
        let risks::Event::Identified {
            title,
            threat,
            system,
            concerns,
            category,
            owner,
            description,
        } = event
        else {
            return None;
        };
        Some(Self {
            subject: fact.stream.clone(),
            title: title.clone(),
            threat: threat.clone(),
            system: system.clone(),
            concerns: concerns.clone(),
            category: *category,
            description: description.clone(),
            owner: owner.clone(),
            identified: fact.at,
            identified_by: fact.by().clone(),
            state: RiskState::default(),
            assessment: None,
            plan: None,
            tasks: Vec::new(),
            request: None,
            declined: None,
            acceptance: None,
            revoked: None,
            reopened: None,
            links: Vec::new(),
            reviewed: None,
            closed: None,
            estimates: Vec::new(),
            noticed: Vec::new(),
        })
    }

    fn change(&mut self, event: &risks::Event, fact: &Fact) {
        use risks::Event;
        self.state.change(event, fact.at);
        let said = |text: &Personal| said(fact, text);
        match event {
            Event::Assessed { scores, effectiveness, scheme, rationale } => {
                let (scores, effectiveness) = (*scores, effectiveness.clone());
                let assessment = Assessment { scores, effectiveness, rationale: Personal::Erased };
                self.assessment = Some((assessment, *scheme, said(rationale)));
                self.request = None;
            }
            Event::TreatmentPlanned { .. }
            | Event::TaskAdded { .. }
            | Event::TaskReassigned { .. }
            | Event::TaskDone { .. } => self.treat(event, fact),
            Event::AcceptanceRequested { .. }
            | Event::AcceptanceAgreed { .. }
            | Event::AcceptanceDeclined { .. }
            | Event::Accepted { .. } => self.accept(event, fact),
            Event::AcceptanceRevoked { reason } => self.revoked = Some(said(reason)),
            Event::Reopened { why, cause, indicator, note, .. } => {
                let (cause, indicator) = (cause.clone(), indicator.clone());
                let new: Vec<_> =
                    cause.iter().filter(|cause| self.is_new(cause)).cloned().collect();
                self.links.extend(new);
                self.reopened = Some(Reopening { why: *why, cause, indicator, said: said(note) });
                self.request = None;
                self.closed = None;
            }
            Event::Linked { to } => self.links.push(to.clone()),
            Event::Unlinked { to } => self.links.retain(|link| link != to),
            Event::Reviewed { note, .. } => self.reviewed = Some(said(note)),
            Event::Identified { .. } | Event::ReviewScheduled { .. } => {}
            Event::OwnerAssigned { owner } => self.owner = owner.clone(),
            Event::Closed { reason } => {
                self.closed = Some(said(reason));
                self.request = None;
            }
            Event::DueNoticed { what, task, due, told } => self.noticed.push(Notice {
                what: *what,
                task: task.clone(),
                due: *due,
                at: fact.at,
                told: told.clone(),
            }),
            Event::Quantified { .. } => self.estimate(event, fact),
        }
    }

    fn is_new(&self, link: &Subject) -> bool {
        use kernel::Kind;
        let is_kept =
            matches!(link.kind(), Kind::Incident | Kind::Control | Kind::Evidence | Kind::Finding);
        is_kept && !self.links.contains(link)
    }

    fn treat(&mut self, event: &risks::Event, fact: &Fact) {
        if let risks::Event::TreatmentPlanned { treatment, description, due } = event {
            self.plan = Some(Plan {
                treatment: *treatment,
                description: description.clone(),
                due: *due,
                by: fact.by().clone(),
                at: fact.at,
            });
        }
        if let risks::Event::TaskAdded { task, title, owner, due, controls } = event {
            let task = Task {
                task: task.clone(),
                title: title.clone(),
                owner: owner.clone(),
                due: *due,
                controls: controls.clone(),
            };
            self.tasks.push(TaskLine { task, done: None });
        }
        if let risks::Event::TaskReassigned { task, owner } = event
            && let Some(line) = self.tasks.iter_mut().find(|line| line.task.task == *task)
        {
            line.task.owner = owner.clone();
        }
        if let risks::Event::TaskDone { task, note } = event
            && let Some(line) = self.tasks.iter_mut().find(|line| line.task.task == *task)
        {
            line.done = Some(said(fact, note));
        }
    }

    fn accept(&mut self, event: &risks::Event, fact: &Fact) {
        if let risks::Event::AcceptanceRequested { until, compensating, review, reason } = event {
            self.declined = None;
            self.request = Some(Request {
                terms: Terms {
                    until: *until,
                    compensating: compensating.clone(),
                    review: *review,
                    reason: reason.clone(),
                },
                by: fact.by().clone(),
                at: fact.at,
                agreed: Vec::new(),
            });
        }
        if let risks::Event::AcceptanceAgreed { roles, reason } = event
            && let Some(request) = &mut self.request
        {
            request.agreed.push((roles.clone(), said(fact, reason)));
        }
        if let risks::Event::AcceptanceDeclined { reason } = event {
            self.request = None;
            self.declined = Some(said(fact, reason));
        }
        if let risks::Event::Accepted {
            accepted_by,
            compensating,
            review,
            reported_to,
            reason,
            ..
        } = event
        {
            self.request = None;
            self.revoked = None;
            self.acceptance = Some(AcceptanceLine {
                at: fact.at,
                accepted_by: accepted_by.clone(),
                compensating: compensating.clone(),
                review: *review,
                reported_to: reported_to.clone(),
                reason: reason.clone(),
            });
        }
    }

    fn estimate(&mut self, event: &risks::Event, fact: &Fact) {
        let risks::Event::Quantified { which, seed, iterations, currency, inputs, result } = event
        else {
            return;
        };
        self.estimates.retain(|known| known.which != *which);
        let (seed, iterations) = (*seed, *iterations);
        let (currency, inputs) = (currency.clone(), inputs.clone());
        self.estimates.push(EstimateLine {
            which: *which,
            simulation: Simulation { seed, iterations, currency, inputs },
            result: result.clone(),
            at: fact.at,
            by: fact.by().clone(),
        });
        self.estimates.sort_by_key(|line| line.which);
    }
}

fn said(fact: &Fact, text: &Personal) -> Said {
    Said { by: fact.by().clone(), at: fact.at, text: text.clone() }
}

impl View for RiskRow {
    const NAME: &'static str = "risks";
    const VERSION: u32 = 4;

    fn keys(fact: &Fact) -> Vec<String> {
        let is_ours = matches!(fact.event, Event::Risks(_));
        if is_ours { vec![fact.stream.to_string()] } else { Vec::new() }
    }

    fn fold(row: Option<Self>, _: &str, fact: &Fact) -> Option<Self> {
        let Event::Risks(event) = &fact.event else { return row };
        let mut row = row.or_else(|| Self::identified(fact, event))?;
        row.change(event, fact);
        Some(row)
    }

    fn system(&self) -> Option<&Subject> {
        self.system.as_ref()
    }

    fn sort(&self) -> String {
        self.identified.to_string()
    }
}
