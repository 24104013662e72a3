//! Datasets and their versions.

use app::datasets::{DatasetRow, Held, VersionRow};
use async_graphql::{Object, SimpleObject};
use kernel::Kind;

use super::{
    links::{Trust, Version},
    offers::Offers,
    people::{Person, Team},
    privacy::DatasetPrivacy,
    scalars::{Long, Subject, Time},
    sources::{Batch, Source},
    systems::System,
    things::Shown,
    training::Run,
};
use crate::{reply::Answer, scope::Ref};

/// A dataset.
pub type Dataset = Shown<DatasetRow>;
/// A dataset version.
pub type DatasetVersion = Shown<VersionRow>;

/// A column of a dataset version.
#[derive(SimpleObject)]
pub struct Column {
    /// Its name.
    name: String,
    /// Its type, in the words of the tool that wrote it.
    kind: String,
}

/// A right somebody holds on a dataset.
#[derive(SimpleObject)]
pub struct AccessGrant {
    /// Who.
    principal: Subject,
    /// What they are called; their id when they were erased.
    principal_name: String,
    /// What they may do: `read` or `write`.
    right: &'static str,
    /// Until when.
    until: Option<Time>,
    /// Since when.
    since: Time,
    /// Whether it had ended by itself at the moment asked about.
    lapsed: bool,
}

/// A review of who may reach a dataset.
#[derive(SimpleObject)]
pub struct AccessReview {
    /// When.
    at: Time,
    /// Who did it.
    by: Option<Person>,
    /// What was looked at.
    scope: String,
    /// How many rights were taken away.
    revoked: u64,
    /// When the next one is due.
    next_due: Option<Time>,
    /// Whether it is overdue at the moment asked about.
    overdue: bool,
}

/// Why a version is stopped, and who asked to let it go.
#[derive(SimpleObject)]
pub struct Quarantine {
    /// Since when.
    at: Time,
    /// By whom.
    by: Option<Person>,
    /// Why; absent when erased.
    reason: Option<String>,
    /// The incident it belongs to.
    incident: Option<Subject>,
    /// Who asked to lift it.
    lift_requested_by: Option<Person>,
    /// Why they asked.
    lift_reason: Option<String>,
}

/// A dataset: a name with versions.
#[Object(name = "Dataset")]
impl Shown<DatasetRow> {
    /// The dataset, `dataset:NAME`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What people call it.
    async fn name(&self) -> &str {
        self.row.name.as_str()
    }

    /// How sensitive it is.
    async fn sensitivity(&self) -> &str {
        self.row.sensitivity.as_str()
    }

    /// Under which licence it may be used.
    async fn licence(&self) -> Option<&str> {
        self.row.licence.as_ref().map(kernel::Name::as_str)
    }

    /// The system it is for.
    async fn system(&self) -> Answer<Option<System>> {
        System::by_maybe(&self.scope, self.row.system.as_ref()).await
    }

    /// The person who decides on its use; absent when a team does.
    async fn owner(&self) -> Answer<Option<Person>> {
        Person::by_name(&self.scope, &self.row.owner).await
    }

    /// The team that decides on its use, where a team does.
    async fn owning_team(&self) -> Answer<Option<Team>> {
        Team::by_name(&self.scope, &self.row.owner).await
    }

    /// When it was registered.
    async fn registered(&self) -> Time {
        self.row.registered.into()
    }

    /// Its versions, oldest first.
    async fn versions(&self) -> Answer<Vec<DatasetVersion>> {
        DatasetVersion::by_names(&self.scope, &self.row.versions).await
    }

    /// Who may reach it.
    async fn access(&self) -> Answer<Vec<AccessGrant>> {
        let mut grants = Vec::new();
        for held in &self.row.access {
            grants.push(grant(&self.scope, held).await?);
        }
        Ok(grants)
    }

    /// How the people in it are protected, and what runs spent of their privacy.
    async fn privacy(&self) -> DatasetPrivacy {
        DatasetPrivacy::of(&self.scope, &self.row)
    }

    /// The last review of who may reach it.
    async fn last_review(&self) -> Answer<Option<AccessReview>> {
        let Some(review) = &self.row.last_review else { return Ok(None) };
        Ok(Some(AccessReview {
            at: review.at.into(),
            by: Person::by_name(&self.scope, &review.by).await?,
            scope: review.scope.to_string(),
            revoked: review.revoked,
            next_due: review.next_due.map(Time::from),
            overdue: review.is_overdue(self.scope.sight.time),
        }))
    }

    /// Whether somebody has to go through who may reach it, at the moment asked about.
    async fn access_review_due(&self) -> bool {
        self.row.is_review_due(self.scope.sight.time)
    }
}

async fn grant(scope: &Ref, held: &Held) -> Answer<AccessGrant> {
    let name = if held.principal.kind() == Kind::Team {
        Team::by_name(scope, &held.principal).await?.map(|team| team.row.name.to_string())
    } else {
        Person::name_of(scope, &held.principal).await?
    };
    Ok(AccessGrant {
        principal: Subject::from(&held.principal),
        principal_name: name.unwrap_or_else(|| held.principal.label()),
        right: held.right.as_str(),
        until: held.until.map(Time::from),
        since: held.since.into(),
        lapsed: held.has_lapsed(scope.sight.time),
    })
}

/// A dataset version: exactly which bytes, and what they were made of.
#[Object(name = "DatasetVersion")]
impl Shown<VersionRow> {
    /// The version, `dataset:NAME@VERSION`.
    async fn subject(&self) -> Subject {
        Subject::from(&self.row.subject)
    }

    /// What may be done about it.
    #[graphql(flatten)]
    async fn acts(&self) -> Offers {
        self.allowed()
    }

    /// What it has in common with every exact version.
    #[graphql(flatten)]
    async fn common(&self) -> Version {
        self.exact()
    }

    /// How far it can be trusted.
    #[graphql(flatten)]
    async fn trust(&self) -> Trust {
        self.trusted()
    }

    /// The dataset it is a version of.
    async fn dataset(&self) -> Answer<Dataset> {
        let found = Dataset::by_name(&self.scope, &self.row.subject.stream()).await?;
        found.ok_or_else(|| app::AppError::NotFound.into())
    }

    /// SHA-256 of its bytes, in hex.
    async fn digest(&self) -> &str {
        self.row.digest.as_str()
    }

    /// How many rows it holds.
    async fn rows(&self) -> Long {
        self.row.rows.into()
    }

    /// The source it came from.
    async fn source(&self) -> Answer<Option<Source>> {
        Source::by_maybe(&self.scope, self.row.source.as_ref()).await
    }

    /// The pipeline that took it in.
    async fn pipeline(&self) -> Option<&str> {
        self.row.pipeline.as_ref().map(kernel::Name::as_str)
    }

    /// Under which licence it may be used.
    async fn licence(&self) -> Option<&str> {
        self.row.licence.as_ref().map(kernel::Name::as_str)
    }

    /// Whether it is never to change its role: a holdout.
    async fn frozen(&self) -> bool {
        self.row.frozen
    }

    /// Its columns.
    async fn schema(&self) -> Vec<Column> {
        let column = |column: &domain::datasets::Column| Column {
            name: column.name.to_string(),
            kind: column.kind.to_string(),
        };
        self.row.schema.iter().map(column).collect()
    }

    /// The batches in it.
    async fn batches(&self) -> Answer<Vec<Batch>> {
        Batch::by_names(&self.scope, &self.row.batches).await
    }

    /// Set while it is quarantined.
    async fn quarantine(&self) -> Answer<Option<Quarantine>> {
        let Some(quarantine) = &self.row.quarantine else { return Ok(None) };
        let lift = quarantine.lift.as_ref();
        Ok(Some(Quarantine {
            at: quarantine.at.into(),
            by: Person::by_name(&self.scope, &quarantine.by).await?,
            reason: self.scope.text(&quarantine.reason).await?,
            incident: quarantine.incident.as_ref().map(Subject::from),
            lift_requested_by: Person::by_maybe(&self.scope, lift.map(|(by, _)| by)).await?,
            lift_reason: match lift {
                Some((_, reason)) => self.scope.text(reason).await?,
                None => None,
            },
        }))
    }

    /// Runs it went into.
    async fn used_by(&self) -> Answer<Vec<Run>> {
        let subject = &self.row.subject;
        Run::where_holds(&self.scope, |run| run.inputs.contains(subject)).await
    }
}
