//! What a piece of evidence says, in a sentence.
use super::{
    queries::{Evidence, EvidenceFile},
    upload,
};
use crate::{
    offer::{Ask, Chance, chance},
    shared::Me,
    words::{Freshness, Outcome},
};

impl Evidence {
    /// How many limits were broken, of how many.
    pub fn limits(&self) -> (usize, usize) {
        let held = self.metrics.iter().filter_map(|metric| metric.passed);
        let broken = held.clone().filter(|passed| !passed).count();
        (broken, held.count())
    }

    /// What it said, in a sentence.
    pub fn verdict(&self) -> String {
        match (self.outcome, self.limits()) {
            (Outcome::Fail, (broken, all)) => format!("{broken} of {all} limits broken"),
            (Outcome::Pass, (_, all)) => format!("All {all} limits kept"),
            (Outcome::Inconclusive, _) => "No limit to hold it against".to_owned(),
            (Outcome::NotApplicable, _) => "The question does not arise".to_owned(),
        }
    }

    /// Whether the caller may keep a file with it. Nothing more comes to what was withdrawn.
    pub fn keeping(&self, me: &Me) -> Chance {
        if self.freshness == Freshness::Withdrawn {
            return Chance::Hidden;
        }
        let ask = Ask::of("attachEvidence", "keep files with this evidence");
        chance(&self.offers, me, ask)
    }

    /// Whether the caller may withdraw it. Once is enough.
    pub fn withdrawing(&self, me: &Me) -> Chance {
        if self.freshness == Freshness::Withdrawn {
            return Chance::Hidden;
        }
        chance(&self.offers, me, Ask::of("withdrawEvidence", "withdraw this evidence"))
    }
}

impl EvidenceFile {
    /// Its name, or what stands in its place.
    pub fn words(&self) -> String {
        let short = || self.digest.chars().take(10).collect::<String>();
        self.name.clone().unwrap_or_else(|| format!("Unnamed file {}…", short()))
    }

    /// What kind of file it is, as people call it: `SARIF`.
    pub fn kind(&self) -> String {
        let known = upload::TYPES.iter().find(|(_, media_type)| *media_type == self.media_type);
        known.map_or_else(|| self.media_type.clone(), |(end, _)| end.to_uppercase())
    }

    /// How large it is.
    pub fn size(&self) -> String {
        upload::size(self.bytes.0)
    }
}
