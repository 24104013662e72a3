//! `serve`: the application, from an open log to a clean end.
//!
//! # Invariants
//! - A demonstration, where nobody needs a password, is served on loopback only.
//!   (`a_demonstration_refuses_every_other_address`)
//!
//! # Deliberately absent
//! - TLS: a proxy in front does that.

use std::net::SocketAddr;

use api::{
    ServerConfig, Site,
    http::Persona,
    identity::oidc::{Door, Settings},
};
use app::{App, drill::Loaded, jobs::Jobs};
use kernel::Micros;
use tokio::sync::watch;

use crate::{
    bundle::PAGES,
    cli::ServeArgs,
    config::Config,
    failure::Failure,
    local,
    output::{note, say},
    personas::PERSONAS,
};

pub(super) async fn run(args: ServeArgs, config: &Config) -> Result<(), Failure> {
    let listen = config.listen()?;
    if args.demo && !listen.ip().is_loopback() {
        return Err(Failure::cannot(format!(
            "--demo lets everybody in without a password, so it listens on a loopback address only, not on {listen}"
        )));
    }
    let until = args.demo_until.as_deref().map(str::parse::<Micros>).transpose();
    let until = until.map_err(|why| Failure::cannot(format!("--demo-until: {why}")))?;
    let public =
        config.text("public_url").map_or_else(|| format!("http://{listen}"), str::to_owned);
    let door = door(config, &public, args.demo)?;
    let app = local::open(config).await?;
    prepare(&app, &args, until, config).await?;
    let jobs = Jobs::start(&app);
    let site = Site {
        personas: if args.demo { personas() } else { Vec::new() },
        demo: args.demo,
        oidc: door.is_some(),
        door,
        secure: public.starts_with("https://"),
        pages: Some(PAGES),
        ..Site::new(app.clone())
    };
    let served = answer(site, listen).await;
    jobs.stop().await;
    app.store.close().await;
    served
}

/// Prints the GraphQL schema.
pub(super) fn schema() {
    say(api::graphql::sdl().trim_end());
}

/// Ends what a crash left half done, and fills an empty log.
async fn prepare(
    app: &App,
    args: &ServeArgs,
    until: Option<Micros>,
    config: &Config,
) -> Result<(), Failure> {
    app.finish_erasures().await?;
    if !args.demo {
        app.ensure_organisation(config.text("organisation").unwrap_or_default()).await?;
        app.ensure_catalogue().await?;
        return compare(app).await;
    }
    if app.store.head() > 0 {
        note(format!(
            "The log has {} events already; the demonstration is not loaded again.",
            app.store.head()
        ));
        return Ok(());
    }
    note("Loading the demonstration …");
    tell(&app.load_drill(until).await?);
    Ok(())
}

/// Says so when this program ships other reference data than what is loaded.
async fn compare(app: &App) -> Result<(), Failure> {
    let differences = app.catalogue_differences().await?.len();
    if differences > 0 {
        note(format!(
            "{differences} items of the catalogue that ships differ from what is loaded; look at them with `ledgerstone catalogue diff`."
        ));
    }
    Ok(())
}

/// What was loaded, and what waits for its room.
fn tell(loaded: &Loaded) {
    note(format!(
        "Read {} events of the demonstration, recorded {}.",
        loaded.read, loaded.recorded
    ));
    if !loaded.implied.is_empty() {
        note(format!("{} registrations were implied:", loaded.implied.len()));
        loaded.implied.iter().for_each(|implied| note(format!("  {implied}")));
    }
    if !loaded.waiting.is_empty() {
        let waiting: usize = loaded.waiting.values().sum();
        note(format!("{waiting} events wait for rooms that do not exist yet:"));
        loaded.waiting.iter().for_each(|(kind, count)| note(format!("  {kind} ({count})")));
    }
}

fn personas() -> Vec<Persona> {
    let persona = |(id, role): (&str, &str)| Persona { id: id.to_owned(), role: role.to_owned() };
    PERSONAS.into_iter().map(persona).collect()
}

/// The door to the identity provider, if there is one.
fn door(config: &Config, public: &str, demo: bool) -> Result<Option<Door>, Failure> {
    let Some(oidc) = config.oidc()? else { return Ok(None) };
    let settings = Settings {
        issuer: oidc.issuer,
        client_id: oidc.client_id,
        client_secret: oidc.client_secret,
        scopes: oidc.scopes,
        groups_claim: oidc.groups_claim,
        rules: oidc.rules,
        allow_http: oidc.allow_http || demo,
        public_url: public.to_owned(),
    };
    Door::new(settings).map(Some).map_err(Failure::cannot)
}

/// Serves until the process is asked to end.
async fn answer(site: Site, listen: SocketAddr) -> Result<(), Failure> {
    let (stop, stopped) = watch::channel(false);
    let demo = site.demo;
    let on_listening = move |address: SocketAddr| {
        say(format!("Ledgerstone listens on http://{address}"));
        if demo {
            note("This is a demonstration: choose a persona there; nobody needs a password.");
        }
    };
    let config = ServerConfig {
        site,
        listen,
        on_listening: Box::new(on_listening),
        stop: stopped,
        more: None,
    };
    let mut serving = api::serve(config);
    let served = tokio::select! {
        served = &mut serving => served,
        () = asked_to_end() => {
            stop.send_replace(true);
            serving.await
        }
    };
    served.map_err(|why| Failure::cannot(format!("cannot serve on {listen}: {why}")))
}

/// Waits for SIGTERM or SIGINT.
async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Without signals the process can only be killed, which loses nothing that was acknowledged.
    let _ = tokio::signal::ctrl_c().await;
}
