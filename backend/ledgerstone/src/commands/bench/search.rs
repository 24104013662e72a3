//! What it takes to build the index for searching, and to search in it.

use std::time::Instant as Stopwatch;

use app::{
    App, Instant,
    search::{Asked, NAME},
};

use super::Spread;
use crate::{failure::Failure, local, output::say};

/// How often each text is looked for.
const ROUNDS: usize = 200;

/// What people look for, and what of the generated log it fits.
const TEXTS: [(&str, &str); 7] = [
    ("model:bench-1234@1.0.0", "one thing, by its name"),
    ("model 12345", "a few, by two words"),
    ("bench 123", "some hundred, the last word begun"),
    ("eval", "nearly everything of a kind, by another word"),
    ("b", "everything, by its first letter"),
    ("performence", "all evidence, with a typo"),
    ("nothing of that name", "nothing"),
];

/// Builds the index anew, then looks for some texts now and as of half-way.
pub(super) async fn measure(app: &App, events: u64) -> Result<(), Failure> {
    let watch = Stopwatch::now();
    app.rebuild(&[NAME.to_owned()]).await?;
    let seconds = watch.elapsed().as_secs_f64();
    say(format!(
        "  {seconds:>10.1} s  index for searching, built from the views of {events} events"
    ));
    let caller = local::reader(app)?;
    let now = app.sight(&caller, Instant::Now).await?;
    let half = app.sight(&caller, Instant::Position(events / 2)).await?;
    for (name, sight) in [("now", &now), ("as of half-way", &half)] {
        for (text, what) in TEXTS {
            let (mut times, mut total) = (Vec::new(), 0);
            for _ in 0..ROUNDS {
                let asked = Asked { text: text.to_owned(), kinds: Vec::new(), first: 20 };
                let watch = Stopwatch::now();
                total = app.search(sight, asked).await?.total;
                times.push(watch.elapsed());
            }
            Spread::of(times).say(&format!("search {name} for '{text}' ({what}): {total} found"));
        }
    }
    Ok(())
}
