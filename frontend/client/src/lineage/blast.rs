//! What a blast radius means, in a few words.
use super::{BlastRadius, LiveEndpoint};

impl BlastRadius {
    /// Endpoints that were not confirmed to have stopped, and those that were.
    pub fn live_by_stop(&self) -> (Vec<LiveEndpoint>, Vec<LiveEndpoint>) {
        self.live_endpoints.iter().cloned().partition(|live| !live.stop_confirmed)
    }

    /// Whether nothing was reached.
    pub fn is_empty(&self) -> bool {
        self.counts.iter().all(|kind| kind.count == 0)
    }

    /// How many things of a kind were reached.
    pub fn count_of(&self, kind: &str) -> i32 {
        self.counts.iter().find(|one| one.kind == kind).map_or(0, |one| one.count)
    }

    /// A title to begin with.
    pub fn suggested_title(&self) -> String {
        let systems: Vec<&str> = self.systems.iter().map(|system| system.name.as_str()).collect();
        match systems.as_slice() {
            [] => "Data that cannot be trusted".to_owned(),
            [only] => format!("{only}: data that cannot be trusted"),
            [first, rest @ ..] => {
                format!("{first} and {} more: data that cannot be trusted", rest.len())
            }
        }
    }
}
