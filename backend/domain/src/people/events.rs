//! What has happened to the organisation, a team or a person. The `rename` strings are bytes on disk.

use kernel::{Fact, Micros, Name, Note, Personal, Subject};
use serde::{Deserialize, Serialize};

use crate::about::About;

/// A fact about the organisation, a team or a person. Complete on its own; never edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// The organisation was registered.
    #[serde(rename = "organisation.registered")]
    OrganisationRegistered {
        /// What people call it.
        name: Name,
        /// Its units.
        #[serde(default)]
        units: Vec<Name>,
    },
    /// A team was created.
    #[serde(rename = "team.created")]
    TeamCreated {
        /// What people call it.
        name: Name,
    },
    /// A person or a service was registered.
    #[serde(rename = "person.registered")]
    Registered {
        /// The name.
        #[serde(default)]
        name: Personal,
        /// The e-mail address.
        #[serde(default)]
        email: Personal,
        /// The team.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<Subject>,
        /// Whether it is a service account.
        #[serde(default)]
        service: bool,
    },
    /// A person changed teams.
    #[serde(rename = "person.moved")]
    Moved {
        /// To which.
        team: Subject,
    },
    /// A person was given a role.
    #[serde(rename = "person.role_granted")]
    RoleGranted {
        /// The id of the role in the catalogue.
        role: Name,
        /// For what.
        scope: Subject,
        /// From when.
        from: Micros,
        /// Until when; none means until ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Micros>,
    },
    /// A role ended.
    #[serde(rename = "person.role_ended")]
    RoleEnded {
        /// The id of the role.
        role: Name,
        /// For what it was held.
        scope: Subject,
    },
    /// Somebody was asked to be the security champion of a team.
    #[serde(rename = "person.champion_nominated")]
    ChampionNominated {
        /// Which team.
        team: Subject,
    },
    /// They said yes.
    #[serde(rename = "person.champion_accepted")]
    ChampionAccepted {
        /// Which team.
        team: Subject,
    },
    /// They said no.
    #[serde(rename = "person.champion_declined")]
    ChampionDeclined {
        /// Which team.
        team: Subject,
        /// Why, in the nominee's words.
        #[serde(default)]
        reason: Personal,
    },
    /// They gave the duty up and stay; the end of the role follows.
    #[serde(rename = "person.champion_stepped_down")]
    ChampionSteppedDown {
        /// Of which team.
        team: Subject,
        /// Why, in the champion's words.
        #[serde(default)]
        reason: Personal,
        /// Whom they proposed to follow them, who was asked in the same append.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        successor: Option<Subject>,
    },
    /// Another person lent this one a role. It counts while the lender holds it.
    #[serde(rename = "person.role_delegated")]
    RoleDelegated {
        /// Who lends it.
        by: Subject,
        /// The id of the role.
        role: Name,
        /// For what it is held.
        scope: Subject,
        /// From when.
        from: Micros,
        /// Until when.
        until: Micros,
    },
    /// A lent role was taken back before its end.
    #[serde(rename = "person.delegation_ended")]
    DelegationEnded {
        /// Who lent it.
        by: Subject,
        /// The id of the role.
        role: Name,
        /// For what it was held.
        scope: Subject,
    },
    /// Who lent a role and who was lent it were told that it has reached its end.
    #[serde(rename = "person.delegation_end_noticed")]
    DelegationEndNoticed {
        /// Who lent it.
        by: Subject,
        /// The id of the role.
        role: Name,
        /// For what it was held.
        scope: Subject,
        /// The end.
        due: Micros,
        /// Who was told.
        #[serde(default)]
        told: Vec<Subject>,
    },
    /// A person left, a service was switched off.
    #[serde(rename = "person.deactivated")]
    Deactivated {},
    /// Everything personal about the person was destroyed.
    #[serde(rename = "person.erased")]
    Erased {
        /// On what authority.
        authority: Note,
    },
}

impl Fact for Event {
    fn about(&self, stream: &Subject) -> Vec<Subject> {
        let about = About::of(stream);
        match self {
            Self::Registered { team, .. } => about.all(team),
            Self::Moved { team }
            | Self::ChampionNominated { team }
            | Self::ChampionAccepted { team }
            | Self::ChampionDeclined { team, .. } => about.one(team),
            Self::ChampionSteppedDown { team, successor, .. } => about.one(team).all(successor),
            Self::RoleDelegated { by, scope, .. } | Self::DelegationEnded { by, scope, .. } => {
                about.one(by).one(scope)
            }
            Self::DelegationEndNoticed { by, scope, told, .. } => {
                about.one(by).one(scope).all(told)
            }
            Self::RoleGranted { scope, .. } | Self::RoleEnded { scope, .. } => about.one(scope),
            Self::OrganisationRegistered { .. }
            | Self::TeamCreated { .. }
            | Self::Deactivated {}
            | Self::Erased { .. } => about,
        }
        .list()
    }

    fn examples() -> Vec<Self> {
        crate::examples::read(include_str!("examples.json"))
    }
}
