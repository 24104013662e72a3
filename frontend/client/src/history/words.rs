//! The timeline in words: its happenings and gaps as lines.
use super::{Gap, Timeline, TimelineItem};
use crate::{
    scalars::{Position, Time},
    shared::PersonLink,
};

/// Columns of the lines as a file.
pub const HEAD: [&str; 12] = [
    "When",
    "Until",
    "Lane",
    "What happened",
    "Position",
    "Kind",
    "Who",
    "Who id",
    "About",
    "Said about it",
    "Imported",
    "Leaf hash",
];

/// A line, and the lane it is from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    /// Name of the lane.
    pub lane: &'a str,
    /// What it says.
    pub what: What<'a>,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What<'a> {
    /// Something happened.
    Happened(&'a TimelineItem),
    /// Something was missing.
    Missing(&'a Gap),
}

/// Which lines, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of this lane; of all when empty.
    pub lane: String,
    /// That contain this.
    pub text: String,
    /// Whether the oldest is first, and not the newest.
    pub oldest_first: bool,
}

impl<'a> Line<'a> {
    /// Where it stands in time; what happened at once stands as in the log.
    fn place(self) -> (&'a Time, Option<Position>) {
        match self.what {
            What::Happened(item) => (&item.at, Some(item.position)),
            What::Missing(gap) => (&gap.from, None),
        }
    }

    fn contains(&self, text: &str) -> bool {
        let has = |words: &str| words.to_lowercase().contains(text);
        match self.what {
            What::Happened(item) => {
                let who = item.by.as_ref().map(PersonLink::words).unwrap_or_default();
                let note = item.note.as_deref().unwrap_or_default();
                [
                    item.sentence.as_str(),
                    item.kind.as_str(),
                    item.subject.as_str(),
                    who.as_str(),
                    note,
                ]
                .into_iter()
                .any(has)
            }
            What::Missing(gap) => has(&gap.sentence),
        }
    }

    /// The line as one of a file under [`HEAD`].
    pub fn cells(&self) -> Vec<String> {
        let lane = self.lane.to_owned();
        let (when, until, sentence) = match self.what {
            What::Happened(item) => (item.at.0.clone(), String::new(), item.sentence.clone()),
            What::Missing(gap) => (gap.from.0.clone(), gap.to.0.clone(), gap.sentence.clone()),
        };
        let mut cells = vec![when, until, lane, sentence];
        if let What::Happened(item) = self.what {
            let by = item.by.as_ref();
            cells.extend([
                item.position.0.to_string(),
                item.kind.clone(),
                by.map(PersonLink::words).unwrap_or_default(),
                by.map(|person| person.subject.0.clone()).unwrap_or_default(),
                item.subject.0.clone(),
                item.note.clone().unwrap_or_default(),
                String::from(if item.imported { "Yes" } else { "No" }),
                item.leaf_hash.clone(),
            ]);
        }
        cells.resize(HEAD.len(), String::new());
        cells
    }
}

impl Timeline {
    /// What is said where older events are left out.
    pub fn cut(&self) -> Option<String> {
        let since = self.since?.0;
        Some(format!("What happened before event {since} is not drawn here, and not in the file."))
    }

    /// Happenings and gaps as lines.
    pub fn lines(&self, wanted: &Wanted) -> Vec<Line<'_>> {
        let lanes = self.lanes.iter();
        let lanes = lanes.filter(|lane| wanted.lane.is_empty() || lane.name == wanted.lane);
        let all = lanes.flat_map(|lane| {
            let happened = lane.items.iter().map(What::Happened);
            let both = happened.chain(lane.gaps.iter().map(What::Missing));
            both.map(move |what| Line { lane: &lane.name, what })
        });
        let text = wanted.text.trim().to_lowercase();
        let mut found: Vec<Line<'_>> = all.filter(|line| line.contains(&text)).collect();
        found.sort_by_key(|line| line.place());
        if !wanted.oldest_first {
            found.reverse();
        }
        found
    }
}
