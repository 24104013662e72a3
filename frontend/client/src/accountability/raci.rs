//! Who is accountable, stands in, does the work and is consulted, for every system in use: systems by
//! people.
use super::queries::Accountability;
use crate::{
    list::day,
    scalars::{Subject, Time},
    schema,
    shared::{At, PersonLink, TeamLink, WholeFields},
};

/// All systems with everybody who answers for them.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query", variables = "Whole")]
pub struct RaciPage {
    /// What the answer counts from.
    pub at: At,
    /// The systems, by name.
    #[arguments(first: 500, order: { key: "name", descending: false })]
    pub systems: Held,
}

/// Systems with their people.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "SystemConnection")]
pub struct Held {
    /// The systems.
    pub nodes: Vec<HeldSystem>,
    /// How many there are in all.
    pub total_count: i32,
}

/// A system with its people.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "System")]
pub struct HeldSystem {
    /// `system:…`.
    pub subject: Subject,
    /// Name for people.
    pub name: String,
    /// Its team.
    pub team: Option<TeamLink>,
    /// When it was taken out of use.
    pub decommissioned: Option<Time>,
    /// Everybody who answers or answered for it.
    pub accountable: Vec<Accountability>,
    /// Who is consulted about it.
    pub consulted: Vec<PersonLink>,
}

/// How somebody answers; the first is the heaviest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Accountable: one for a system and stage.
    Accountable,
    /// Stands in.
    Deputy,
    /// Does the work.
    Responsible,
    /// Is asked: a security champion of the team, or somebody in a review that is not concluded.
    Consulted,
}

impl Duty {
    /// All, the heaviest first.
    pub const ALL: [Self; 4] =
        [Self::Accountable, Self::Deputy, Self::Responsible, Self::Consulted];

    /// The letter of the matrix.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Accountable => "A",
            Self::Deputy => "D",
            Self::Responsible => "R",
            Self::Consulted => "C",
        }
    }

    /// What the letter means.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accountable => "Accountable owner",
            Self::Deputy => "Deputy",
            Self::Responsible => "Responsible",
            Self::Consulted => "Consulted",
        }
    }

    fn of(held: &Accountability) -> Self {
        match held.duty.as_str() {
            "owner" => Self::Accountable,
            "deputy" => Self::Deputy,
            _ => Self::Responsible,
        }
    }
}

/// What somebody is for a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// As what.
    pub duty: Duty,
    /// The same in words, with the stage where it is for one.
    pub words: String,
    /// Whether they left, and nobody followed.
    pub left: bool,
}

/// A system's line: a cell for every person of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The system.
    pub system: Subject,
    /// Name for people.
    pub name: String,
    /// Name of its team.
    pub team: String,
    /// Whether somebody who is still here is accountable for all of it.
    pub owned: bool,
    /// What each person is for it; empty where they are nothing.
    pub cells: Vec<Vec<Mark>>,
}

/// Systems by people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raci {
    /// Everybody who answers for something or is consulted, by name.
    pub people: Vec<PersonLink>,
    /// The systems in use.
    pub lines: Vec<Line>,
}

/// Whether a stretch lasts at the moment looked at.
fn lasts(held: &Accountability) -> bool {
    held.until.is_none()
}

impl RaciPage {
    /// The matrix of what matches some words: the name of a system, of a team or of a person.
    pub fn matrix(&self, words: &str) -> Raci {
        let words = words.trim().to_lowercase();
        let hit = |text: &str| text.to_lowercase().contains(&words);
        let in_use = self.systems.nodes.iter().filter(|one| one.decommissioned.is_none());
        let kept: Vec<&HeldSystem> = in_use
            .filter(|one| {
                let team = one.team.as_ref().is_some_and(|team| hit(&team.name));
                hit(&one.name) || team || one.names().any(|name| hit(&name))
            })
            .collect();
        let mut people: Vec<PersonLink> =
            kept.iter().flat_map(|one| one.people()).cloned().collect();
        people.sort_by_key(|one| (one.words().to_lowercase(), one.subject.clone()));
        people.dedup_by(|a, b| a.subject == b.subject);
        let lines = kept.into_iter().map(|system| system.line(&people)).collect();
        Raci { people, lines }
    }

    /// That there are more systems than were asked for; nothing when these are all.
    pub fn beyond(&self) -> Option<String> {
        let (here, all) = (self.systems.nodes.len(), self.systems.total_count);
        usize::try_from(all).ok().filter(|all| *all > here).map(|all| {
            format!(
                "These are the first {here} of {all} systems by name. The others are neither found \
                 here nor in the file."
            )
        })
    }

    /// Every duty that lasts and everybody consulted, of some lines in their order, as rows of a
    /// file under [`HEAD`].
    pub fn rows(&self, lines: &[Line]) -> Vec<Vec<String>> {
        let system = |line: &Line| self.systems.nodes.iter().find(|one| one.subject == line.system);
        lines.iter().filter_map(system).flat_map(HeldSystem::rows).collect()
    }
}

/// Columns of the file.
pub const HEAD: [&str; 9] =
    ["System", "Identifier", "Team", "Person", "Person id", "As", "Stage", "Since", "Left"];

impl HeldSystem {
    fn now(&self) -> impl Iterator<Item = &Accountability> {
        self.accountable.iter().filter(|held| lasts(held))
    }

    /// Whether somebody answers for something of it.
    fn is_answered_by(&self, person: &PersonLink) -> bool {
        let people = self.now().filter_map(|held| held.person.as_ref());
        people.map(|one| &one.subject).any(|subject| *subject == person.subject)
    }

    /// Those who are consulted and answer for nothing of it: what is heavier stands alone.
    fn only_consulted(&self) -> impl Iterator<Item = &PersonLink> {
        self.consulted.iter().filter(move |one| !self.is_answered_by(one))
    }

    /// Everybody in its line.
    fn people(&self) -> impl Iterator<Item = &PersonLink> {
        self.now().filter_map(|held| held.person.as_ref()).chain(self.only_consulted())
    }

    /// Their names; somebody whom the reader may not know is somebody.
    fn names(&self) -> impl Iterator<Item = String> {
        self.now().map(Accountability::who).chain(self.only_consulted().map(PersonLink::words))
    }

    /// Its rows of a file.
    fn rows(&self) -> Vec<Vec<String>> {
        let row = |who: (String, String), duty: Duty, when: [String; 3]| -> Vec<String> {
            let team = self.team.as_ref().map(|team| team.name.clone()).unwrap_or_default();
            let (who, id) = who;
            let (name, subject, duty) =
                (self.name.clone(), self.subject.0.clone(), duty.word().to_owned());
            [name, subject, team, who, id, duty].into_iter().chain(when).collect()
        };
        let held = self.now().map(|held| {
            let id = held.person.as_ref().map(|one| one.subject.0.clone()).unwrap_or_default();
            let stage = held.stage.map(|stage| stage.word().to_owned()).unwrap_or_default();
            let when = [stage, day(Some(&held.from)), day(held.left.as_ref())];
            row((held.who(), id), Duty::of(held), when)
        });
        let consulted = self.only_consulted().map(|one| {
            let when = [String::new(), String::new(), String::new()];
            row((one.words(), one.subject.0.clone()), Duty::Consulted, when)
        });
        held.chain(consulted).collect()
    }

    fn line(&self, people: &[PersonLink]) -> Line {
        let marks = |person: &PersonLink| {
            let own = self.now().filter(|held| {
                held.person.as_ref().is_some_and(|one| one.subject == person.subject)
            });
            let mut marks: Vec<Mark> = own
                .map(|held| Mark {
                    duty: Duty::of(held),
                    words: held.duty_words(),
                    left: held.left.is_some(),
                })
                .collect();
            if self.only_consulted().any(|one| one.subject == person.subject) {
                let (duty, words) = (Duty::Consulted, Duty::Consulted.word().to_owned());
                marks.push(Mark { duty, words, left: false });
            }
            marks.sort_by_key(|mark| mark.duty);
            marks
        };
        let is_owner = |held: &Accountability| {
            Duty::of(held) == Duty::Accountable && held.stage.is_none() && held.left.is_none()
        };
        Line {
            system: self.subject.clone(),
            name: self.name.clone(),
            team: self.team.as_ref().map(|team| team.name.clone()).unwrap_or_default(),
            owned: self.now().any(is_owner),
            cells: people.iter().map(marks).collect(),
        }
    }
}
