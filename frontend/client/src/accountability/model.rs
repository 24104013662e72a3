//! What accountability means, as lanes over time and as sentences.
use super::queries::{Accountability, Answerable, Coverage};
use crate::{scalars::Time, shared::PersonLink};

/// Those who answered as one thing, one after another.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// As what: `Accountable owner`, `Deputy for production`.
    pub name: String,
    /// From when until when who did; `None` for who is a stretch without anybody.
    pub spans: Vec<Held>,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Who; nobody when absent.
    pub who: Option<String>,
    /// From when.
    pub from: Time,
    /// Until when; open when absent.
    pub until: Option<Time>,
    /// Whether the stretch ends because they left.
    pub left: bool,
}

impl Coverage {
    /// `4 of 5`, or what it means that nothing needs anybody.
    pub fn words(&self) -> String {
        if self.total == 0 {
            String::from("Nothing yet")
        } else {
            format!("{} of {}", self.covered, self.total)
        }
    }

    /// How many have nobody.
    pub fn open(&self) -> usize {
        usize::try_from(self.total.saturating_sub(self.covered)).unwrap_or_default()
    }
}

impl Accountability {
    /// As what, in words.
    pub fn duty_words(&self) -> String {
        let duty = match self.duty.as_str() {
            "owner" => "Accountable owner",
            "deputy" => "Deputy",
            _ => "Responsible",
        };
        match self.stage {
            Some(stage) => format!("{duty}, {}", stage.word().to_lowercase()),
            None => duty.to_owned(),
        }
    }

    /// What it is sorted by: owners first, then deputies; those for all stages before those for one.
    pub fn weight(&self) -> (bool, bool, bool) {
        (self.duty != "owner", self.duty != "deputy", self.stage.is_some())
    }

    /// Whether nobody is accountable for the whole system once it ends.
    pub fn is_the_owner(&self) -> bool {
        self.duty == "owner" && self.stage.is_none()
    }

    /// Who, in words.
    pub fn who(&self) -> String {
        self.person.as_ref().map_or_else(|| String::from("Somebody"), PersonLink::words)
    }

    /// The stretch in which they answered; it ends when they leave.
    fn held(&self) -> Held {
        let until = self.left.clone().or_else(|| self.until.clone());
        Held { who: Some(self.who()), from: self.from.clone(), until, left: self.left.is_some() }
    }
}

impl Answerable {
    /// Who answers at the end of what is shown, the owner first.
    pub fn current(&self) -> Vec<&Accountability> {
        let mut now: Vec<&Accountability> =
            self.accountable.iter().filter(|held| held.until.is_none()).collect();
        now.sort_by_key(|held| held.weight());
        now
    }

    /// Lanes over time: the accountable owner first, with gaps where nobody was.
    pub fn lanes(&self) -> Vec<Lane> {
        let owner = String::from("Accountable owner");
        let mut lanes = vec![Lane { name: owner.clone(), spans: self.owners() }];
        for held in &self.accountable {
            let name = held.duty_words();
            if name == owner {
                continue;
            }
            match lanes.iter_mut().find(|lane| lane.name == name) {
                Some(lane) => lane.spans.push(held.held()),
                None => lanes.push(Lane { name, spans: vec![held.held()] }),
            }
        }
        lanes
    }

    /// Owners for all stages, and the gaps between them.
    fn owners(&self) -> Vec<Held> {
        let mut spans = Vec::new();
        let mut free = Some(self.registered.clone());
        let mut owners: Vec<&Accountability> = self
            .accountable
            .iter()
            .filter(|held| held.duty == "owner" && held.stage.is_none())
            .collect();
        owners.sort_by(|a, b| a.from.cmp(&b.from));
        for held in owners {
            if let Some(from) = free.take().filter(|from| *from < held.from) {
                spans.push(Held { who: None, from, until: Some(held.from.clone()), left: false });
            }
            let stretch = held.held();
            free.clone_from(&stretch.until);
            spans.push(stretch);
        }
        if let Some(from) = free {
            spans.push(Held { who: None, from, until: self.decommissioned.clone(), left: false });
        }
        spans
    }
}
