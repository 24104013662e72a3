//! The table of settings. It is also the documentation: `docs/settings.md` is made from it.

use std::fmt::Write as _;

/// One setting.
pub(crate) struct Setting {
    /// Its name in the settings file; a dot is a table.
    pub(crate) key: &'static str,
    /// Its value when nobody says otherwise; empty means none.
    pub(crate) default: &'static str,
    /// What it means.
    pub(crate) about: &'static str,
}

impl Setting {
    /// Its variable in the environment.
    pub(crate) fn variable(&self) -> String {
        format!("LEDGERSTONE_{}", self.key.to_uppercase().replace('.', "_"))
    }
}

const fn setting(key: &'static str, default: &'static str, about: &'static str) -> Setting {
    Setting { key, default, about }
}

/// Every setting there is.
pub(crate) const SETTINGS: &[Setting] = &[
    setting("listen", "127.0.0.1:8080", "Address and port the server listens on."),
    setting(
        "data_dir",
        "./data",
        "Folder of the log, the views and the keys. With `database_url`, of the keys alone.",
    ),
    setting(
        "database_url",
        "",
        "`postgres://…` keeps the log and the views in PostgreSQL instead of SQLite in the data folder.",
    ),
    setting(
        "attachments",
        "",
        "Where files of evidence are kept: a folder, or `s3://BUCKET/PREFIX` with the usual variables `AWS_…`; the folder `attachments` in the data folder when empty.",
    ),
    setting("attachment_limit", "26214400", "The most bytes a file of evidence may have."),
    setting(
        "public_url",
        "",
        "Address that browsers use, such as `https://ledgerstone.example`; `http://` and the listening address when empty.",
    ),
    setting(
        "origin",
        "",
        "Name of the log in its checkpoints, fixed when the log is created; made up when empty.",
    ),
    setting(
        "organisation",
        "Our organisation",
        "Name of the organisation, recorded when the first command needs one.",
    ),
    setting(
        "log",
        "info",
        "What the server writes about itself: `error`, `warn`, `info`, `debug`, or filters by module.",
    ),
    setting("log_format", "text", "`text` for people, `json` for programs."),
    setting("url", "", "Server that client commands talk to."),
    setting("token", "", "API token that client commands send."),
    setting(
        "oidc.issuer",
        "",
        "Issuer of the OpenID Connect provider; turns sign-in through it on.",
    ),
    setting("oidc.client_id", "", "Client id at the provider."),
    setting("oidc.client_secret", "", "Client secret at the provider."),
    setting(
        "oidc.client_secret_file",
        "",
        "File with the client secret, instead of the secret itself.",
    ),
    setting("oidc.scopes", "openid profile email groups", "Scopes asked for, separated by spaces."),
    setting("oidc.groups_claim", "groups", "Claim of the ID token that lists groups."),
    setting(
        "oidc.roles",
        "",
        "Which group brings which role for the whole organisation: `group=role`, separated by commas. A listed role ends when its group does.",
    ),
    setting(
        "oidc.auto_provision",
        "false",
        "Whether accounts that nobody knows yet are registered at their first sign-in. Those with a listed group always are.",
    ),
    setting(
        "oidc.default_role",
        "",
        "Role that everybody who signs in gets for the whole organisation.",
    ),
    setting(
        "oidc.allow_http",
        "false",
        "Accept an issuer without TLS, on a loopback address, for development. `serve --demo` does so, too.",
    ),
];

/// All settings, for `serve --help`.
pub(crate) fn help() -> String {
    let mut text = String::from("Settings, by variable or in the file of --config:\n");
    for setting in SETTINGS {
        // Writing into a String cannot fail.
        let _ =
            write!(text, "  {} ({})\n      {}\n", setting.variable(), setting.key, setting.about);
    }
    text
}

/// The documentation of all settings.
#[cfg(test)]
pub(crate) fn document() -> String {
    let mut text = String::from(
        "# Settings\n\n\
         Made from the table in `backend/ledgerstone/src/config/table.rs`; change it there, then `make bless`.\n\n\
         A setting comes from the command line, else from its variable, else from the file that `--config FILE` \
         names (TOML; a dot in a name is a table), else from its default.\n\n\
         | In the file | Variable | Default | Meaning |\n|---|---|---|---|\n",
    );
    for setting in SETTINGS {
        let default = match setting.default {
            "" => String::from("none"),
            value => format!("`{value}`"),
        };
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | `{}` | {default} | {} |",
            setting.key,
            setting.variable(),
            setting.about
        );
    }
    text
}
