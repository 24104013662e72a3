use super::{Config, Flags, table::document};

fn config(file: &str, environment: &[(&str, &str)], flags: &Flags) -> Result<Config, String> {
    let environment = |name: &str| {
        environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    };
    Config::assemble(file, environment, flags).map_err(|failure| failure.to_string())
}

#[test]
#[expect(clippy::disallowed_methods, reason = "BLESS=1 regenerates the file")]
fn the_settings_are_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/settings.md");
    if std::env::var("BLESS").is_ok() {
        std::fs::write(path, document()).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(written, document(), "run `make bless`");
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
    let sentence = config("[oidc]\nisuer = 'x'", &[], &[]).err().unwrap();
    assert_eq!(sentence, "there is no setting 'oidc.isuer'; docs/settings.md lists them all");
}

#[test]
fn the_command_line_wins_over_the_environment_over_the_file() {
    let file = "listen = '127.0.0.1:1'";
    let env: &[_] = &[("LEDGERSTONE_LISTEN", "127.0.0.1:2")];
    let flag = [("listen", Some(String::from("127.0.0.1:3")))];
    let port = |config: Result<Config, String>| config.unwrap().listen().unwrap().port();
    assert_eq!(port(config("", &[], &[])), 8080);
    assert_eq!(port(config(file, &[], &[])), 1);
    assert_eq!(port(config(file, env, &[])), 2);
    assert_eq!(port(config(file, env, &flag)), 3);
}

#[test]
fn groups_bring_roles_from_file_and_environment() {
    let file = "[oidc]\nissuer = 'https://id.example'\nclient_id = 'us'\nroles = { admins = 'administrator' }";
    let oidc = config(file, &[], &[]).unwrap().oidc().unwrap().unwrap();
    assert_eq!(oidc.rules.roles.get("admins").map(String::as_str), Some("administrator"));
    let env: &[_] = &[("LEDGERSTONE_OIDC_ROLES", "a=auditor, b = engineer")];
    let oidc = config(file, env, &[]).unwrap().oidc().unwrap().unwrap();
    assert_eq!(oidc.rules.roles.get("a").map(String::as_str), Some("internal_auditor"));
    assert_eq!(oidc.rules.roles.get("b").map(String::as_str), Some("ml_engineer"));
    let env: &[_] = &[("LEDGERSTONE_OIDC_ROLES", "a=emperor")];
    let refused = config(file, env, &[]).unwrap().oidc();
    assert!(refused.err().unwrap().to_string().contains("there is no role 'emperor'"));
}

#[test]
fn files_lie_in_the_data_folder() {
    let kept = |environment: &[(&str, &str)]| {
        config("data_dir = '/srv/log'", environment, &[]).unwrap().attachments()
    };
    let beside = kept(&[]).unwrap();
    assert_eq!((beside.address.as_str(), beside.limit), ("/srv/log/attachments", 25 * 1024 * 1024));
    let bucket = kept(&[
        ("LEDGERSTONE_ATTACHMENTS", "s3://evidence/of/us"),
        ("LEDGERSTONE_ATTACHMENT_LIMIT", "1000"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_SESSION_TOKEN", ""),
        ("AWS_PROFILE", "other"),
    ])
    .unwrap();
    assert_eq!((bucket.address.as_str(), bucket.limit), ("s3://evidence/of/us", 1000));
    assert_eq!(bucket.bucket, [("AWS_REGION".to_owned(), "eu-central-1".to_owned())]);
    for wrong in ["0", "25 MiB", "-1"] {
        let sentence = kept(&[("LEDGERSTONE_ATTACHMENT_LIMIT", wrong)]).unwrap_err().to_string();
        assert!(sentence.starts_with(&format!("attachment_limit is '{wrong}'; ")), "{sentence}");
    }
}
