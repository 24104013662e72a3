//! The log of a data folder or a database, for commands that work beside it.

use app::App;
use domain::authority::{Caller, Grant};
use kernel::{Kind, Micros, Subject};
use store::{Settings, Store};

use crate::{clock::clock, config::Config, failure::Failure};

/// The address of the log's database.
pub(crate) fn database(config: &Config) -> String {
    match config.text("database_url") {
        Some(url) => url.to_owned(),
        None => format!("sqlite://{}?mode=rwc", config.data_dir().join("ledgerstone.db").display()),
    }
}

/// Opens the log, making one when there is none.
pub(crate) async fn open(config: &Config) -> Result<App, Failure> {
    let keys_dir = config.data_dir();
    std::fs::create_dir_all(&keys_dir).map_err(|why| {
        Failure::cannot(format!("cannot make the folder {}: {why}", keys_dir.display()))
    })?;
    let known = match config.text("origin") {
        Some(origin) => Some(origin.to_owned()),
        None => store::origin_in(&keys_dir)?,
    };
    let origin = known.map_or_else(fresh_origin, Ok)?;
    let settings = Settings { url: database(config), keys_dir, origin, clock: clock() };
    Ok(App::new(Store::open(settings).await?, clock()))
}

/// Opens a log that must be there already.
pub(crate) async fn open_existing(config: &Config) -> Result<App, Failure> {
    let file = config.data_dir().join("ledgerstone.db");
    if config.text("database_url").is_none() && !file.is_file() {
        return Err(Failure::cannot(format!("there is no log at {}", file.display())));
    }
    open(config).await
}

/// Random bits from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|why| Failure::broke(&why))?;
    Ok(bytes)
}

/// A name for a new log that no other log has.
fn fresh_origin() -> Result<String, Failure> {
    let digits: Vec<String> = random::<6>()?.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("ledgerstone.localhost/{}", digits.concat()))
}

/// Whoever can read the files reads everything; this caller can do nothing else.
pub(crate) fn reader(app: &App) -> Result<Caller, Failure> {
    let subject = |kind, name| Subject::new(kind, name, None).map_err(|why| Failure::broke(&why));
    Ok(Caller {
        person: subject(Kind::Person, "operator")?,
        grants: vec![Grant {
            role: String::from("internal_auditor"),
            scope: subject(Kind::Organisation, "org")?,
            from: Micros(0),
            until: None,
        }],
        now: app.now(),
    })
}
