//! `token`: tokens for programs.

use app::{App, identity::NewToken};
use kernel::{Micros, Name, Subject};
use serde_json::json;

use crate::{
    cli::{Output, TokenCommand},
    config::{Config, role},
    failure::Failure,
    local,
    output::{note, say, say_json},
};

pub(super) async fn run(command: TokenCommand, config: &Config) -> Result<(), Failure> {
    let app = local::open(config).await?;
    let done = act(&app, command, config).await;
    app.store.close().await;
    done
}

async fn act(app: &App, command: TokenCommand, config: &Config) -> Result<(), Failure> {
    match command {
        TokenCommand::Create { name, role, scope, expires } => {
            let organisation = config.text("organisation").unwrap_or_default();
            let new = new_token(app, organisation, (name, role, scope, expires)).await?;
            let (role, scope, until) = (new.role.clone(), new.scope.clone(), new.until);
            let made = app.create_token(new, local::random()?).await?;
            note(format!("{} acts as {role} for {scope} until {until}", made.holder));
            if domain::people::decides(role.as_str()) {
                note(
                    "This role decides, so the holder is registered as a person: use it for trials.",
                );
            }
            note("The token is shown once:");
            say(made.token);
            Ok(())
        }
        TokenCommand::List { output } => list(app, output).await,
        TokenCommand::Revoke { name } => {
            app.revoke_token(&name).await?;
            say(format!("{name} is revoked"));
            Ok(())
        }
    }
}

type Asked = (String, String, Option<String>, String);

async fn new_token(
    app: &App,
    organisation: &str,
    (name, role_name, scope, expires): Asked,
) -> Result<NewToken, Failure> {
    let until = period(&expires)?;
    let role = role("--role", &role_name)?;
    let scope = match scope {
        Some(text) => text.parse::<Subject>().map_err(|why| Failure::broke(&why))?,
        None => app.ensure_organisation(organisation).await?,
    };
    Ok(NewToken {
        name,
        role: Name::parse(&role).map_err(|why| Failure::broke(&why))?,
        scope,
        until: Micros(app.now().0.saturating_add(until)),
    })
}

/// `12h`, `90d` or `52w` in microseconds.
fn period(text: &str) -> Result<i64, Failure> {
    let bad =
        || Failure::cannot(format!("'{text}' is not a period; write it like 12h, 90d or 52w"));
    let unit = match text.chars().last() {
        Some('h') => Micros::DAY / 24,
        Some('d') => Micros::DAY,
        Some('w') => 7 * Micros::DAY,
        _ => return Err(bad()),
    };
    let digits = text.get(..text.len().saturating_sub(1)).unwrap_or_default();
    let count: u32 = digits.parse().map_err(|_| bad())?;
    if count == 0 {
        return Err(bad());
    }
    Ok(i64::from(count).saturating_mul(unit))
}

async fn list(app: &App, output: Output) -> Result<(), Failure> {
    let tokens = app.store.credentials().await?;
    let now = app.now().0;
    let state = |token: &store::Credential| match token.revoked_at {
        Some(_) => "revoked",
        None if token.expires_at <= now => "expired",
        None => "valid",
    };
    if output == Output::Json {
        let tokens: Vec<_> = tokens
            .iter()
            .map(|token| {
                json!({
                    "name": token.name,
                    "holder": token.holder,
                    "state": state(token),
                    "expires": Micros(token.expires_at).to_string(),
                })
            })
            .collect();
        return say_json(&tokens);
    }
    for token in &tokens {
        let until = Micros(token.expires_at);
        say(format!("{}\t{}\t{}\tuntil {until}", token.name, token.holder, state(token)));
    }
    Ok(())
}
