//! Incidents.

use app::incidents::IncidentRow;
use async_graphql::{Object, SimpleObject};

use super::{
    deployments::Deployment,
    findings::Action,
    handling::Handling,
    history::TimelineItem,
    lineage::BlastRadius,
    offers::Offers,
    people::Person,
    scalars::{Long, Subject, Time, subjects},
    systems::System,
    things::Shown,
    words::{IncidentState, Severity},
};
use crate::reply::Answer;

/// An incident.
pub type Incident = Shown<IncidentRow>;

/// Somebody was told.
#[derive(SimpleObject)]
pub struct Told {
    /// Who.
    person: Option<Person>,
    /// When.
    at: Time,
    /// About what.
    about: Vec<Subject>,
}

/// A rollback of one deployment.
#[derive(SimpleObject)]
pub struct Rollback {
    /// The deployment.
    deployment: Subject,
    /// The version to leave.
    from: Subject,
    /// The version to go back to; absent when there is no clean one.
    to: Option<Subject>,
    /// Who proposed it.
    proposed_by: Option<Person>,
    /// When.
    proposed_at: Time,
    /// What was decided; absent until somebody did.
    approved: Option<bool>,
    /// Who decided.
    decided_by: Option<Person>,
    /// When they did.
    decided_at: Option<Time>,
    /// Why.
    reason: Option<String>,
    /// When it was done.
    completed_at: Option<Time>,
}

/// A threat an incident realised.
#[derive(SimpleObject)]
pub struct RealisedThreat {
    /// Its id, `THR-06` or `THR-06.03`.
    id: String,
    /// What the catalogue calls it; absent when it has none of this id any more.
    title: Option<String>,
}

/// An incident: what it is about, who was told, what was proposed, decided and done.
#[Object(name = "Incident")]
impl Shown<IncidentRow> {
    /// The incident, `incident:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What it is called.
    async fn title(&self) -> &str {
        self.row.title.as_str()
    }

    /// How bad it is.
    async fn severity(&self) -> Severity {
        self.row.severity.into()
    }

    /// How it stands.
    async fn state(&self) -> IncidentState {
        self.row.state.into()
    }

    /// The system it is about.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// When it was opened.
    async fn opened(&self) -> Time {
        self.row.opened.into()
    }

    /// By whom.
    async fn opened_by(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.opened_by).await
    }

    /// When it was contained.
    async fn contained(&self) -> Option<Time> {
        self.row.contained.map(Time::from)
    }

    /// When it was closed.
    async fn closed(&self) -> Option<Time> {
        self.row.closed.map(Time::from)
    }

    /// What was said at its end.
    async fn summary(&self) -> Answer<Option<String>> {
        self.scope.text(&self.row.summary).await
    }

    /// How it was noticed.
    async fn detected_by(&self) -> Vec<&str> {
        self.row.detected_by.iter().map(kernel::Name::as_str).collect()
    }

    /// Where the trouble began.
    async fn roots(&self) -> Vec<Subject> {
        subjects(&self.row.roots)
    }

    /// The threats it realised, as far as somebody said so; while there are none, it concerns every
    /// risk of its system.
    async fn threats(&self) -> Answer<Vec<RealisedThreat>> {
        let book = self.scope.choices().await?;
        let threat = |id: &kernel::Name| RealisedThreat {
            id: id.as_str().to_owned(),
            title: book.risk_threat(id.as_str()).map(|known| known.title.to_owned()),
        };
        Ok(self.row.threats.iter().map(threat).collect())
    }

    /// Owners who were told.
    async fn told(&self) -> Answer<Vec<Told>> {
        let mut all = Vec::new();
        for told in &self.row.told {
            let person = Person::by_name(&self.scope, &told.person).await?;
            all.push(Told { person, at: told.at.into(), about: subjects(&told.about) });
        }
        Ok(all)
    }

    /// Rollbacks, proposed and maybe decided and done.
    async fn rollbacks(&self) -> Answer<Vec<Rollback>> {
        let mut all = Vec::new();
        for rollback in &self.row.rollbacks {
            let decided = rollback.decided.as_ref();
            all.push(Rollback {
                deployment: Subject::from(&rollback.deployment),
                from: Subject::from(&rollback.from),
                to: rollback.to.as_ref().map(Subject::from),
                proposed_by: Person::by_name(&self.scope, &rollback.proposed_by).await?,
                proposed_at: rollback.proposed_at.into(),
                approved: decided.map(|(approved, ..)| *approved),
                decided_by: Person::by_maybe(&self.scope, decided.map(|(_, by, ..)| by)).await?,
                decided_at: decided.map(|(_, _, at, _)| (*at).into()),
                reason: match decided {
                    Some((.., reason)) => self.scope.text(reason).await?,
                    None => None,
                },
                completed_at: rollback.completed.map(Time::from),
            });
        }
        Ok(all)
    }

    /// Deployments it flagged, and those a rollback was proposed for.
    async fn deployments(&self) -> Answer<Vec<Deployment>> {
        Deployment::where_holds(&self.scope, |deployment| self.row.touches(deployment)).await
    }

    /// The actions that follow from it, by the day they were opened.
    async fn actions(&self) -> Answer<Vec<Action>> {
        let subject = Some(&self.row.subject);
        Action::where_holds(&self.scope, |action| action.incident.as_ref() == subject).await
    }

    /// Past decisions looked at again; unknown until somebody counted.
    async fn decisions_affected(&self) -> Option<Long> {
        self.row.rescored.as_ref().map(|rescored| rescored.total.into())
    }

    /// Past decisions that would have been others.
    async fn decisions_changed(&self) -> Option<Long> {
        self.row.rescored.as_ref().map(|rescored| rescored.changed.into())
    }

    /// Why it happened.
    async fn root_causes(&self) -> Vec<&str> {
        self.row.root_causes.iter().map(kernel::Note::as_str).collect()
    }

    /// What it did, who does what, which reports are owed, and what came of it.
    async fn handling(&self) -> Handling {
        Handling::of(&self.scope, &self.row)
    }

    /// What happened, oldest first.
    async fn timeline(&self) -> Answer<Vec<TimelineItem>> {
        let scope = &self.scope;
        let timeline = scope.app.timeline(&scope.sight, &self.row.subject).await?;
        let mut items: Vec<_> = timeline.lanes.into_iter().flat_map(|lane| lane.items).collect();
        items.sort_by_key(|item| item.pos);
        Ok(items.into_iter().map(|item| TimelineItem::new(scope, item)).collect())
    }

    /// What is downstream of its roots; absent when it has none.
    async fn blast_radius(&self) -> Answer<Option<BlastRadius>> {
        if self.row.roots.is_empty() {
            return Ok(None);
        }
        BlastRadius::of(&self.scope, &self.row.roots).await.map(Some)
    }
}
