//! Configuration: the only place that reads the environment.
//!
//! # Invariants
//! - The documentation names every setting. (`the_settings_are_documented`)
//! - A name in the file that means nothing is refused. (`an_unknown_setting_is_refused_by_name`)
//! - Files lie beside the log unless somebody says where. (`files_lie_in_the_data_folder`)
//! - The command line wins over the environment, which wins over the file.
//!   (`the_command_line_wins_over_the_environment_over_the_file`)
//!
//! # Deliberately absent
//! - Settings that change while the server runs.

mod table;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use crate::failure::Failure;
use table::SETTINGS;
pub(crate) use table::help;

/// What the command line said, by the name of the setting.
pub(crate) type Flags = [(&'static str, Option<String>)];

/// Variables of a bucket, as other programs read them too. The rest of the settings is ours.
const BUCKET: [&str; 17] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_S3",
    "AWS_ALLOW_HTTP",
    "AWS_VIRTUAL_HOSTED_STYLE_REQUEST",
    "AWS_SERVER_SIDE_ENCRYPTION",
    "AWS_SSE_KMS_KEY_ID",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
];

/// Settings by name, as text.
pub(crate) struct Config {
    values: BTreeMap<&'static str, String>,
    bucket: Vec<(String, String)>,
}

/// Where files are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attachments {
    /// A folder, or `s3://bucket/prefix`.
    pub(crate) address: String,
    /// The most bytes a file may have.
    pub(crate) limit: u64,
    /// The settings of the bucket, by variable.
    pub(crate) bucket: Vec<(String, String)>,
}

/// How people sign in at a provider.
#[derive(Clone, Debug)]
pub(crate) struct Oidc {
    /// The provider.
    pub(crate) issuer: String,
    /// Who we are there.
    pub(crate) client_id: String,
    /// And the proof of it.
    pub(crate) client_secret: Option<String>,
    /// What is asked for.
    pub(crate) scopes: Vec<String>,
    /// Where groups are listed.
    pub(crate) groups_claim: String,
    /// Whom to let in, and as what.
    pub(crate) rules: app::identity::Rules,
    /// Whether an issuer on loopback may do without TLS.
    pub(crate) allow_http: bool,
}

impl Config {
    /// Reads the file and the environment under what the command line said.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn load(file: Option<&Path>, flags: &Flags) -> Result<Self, Failure> {
        let file = file.map(read_file).transpose()?.unwrap_or_default();
        Self::assemble(&file, |variable| std::env::var(variable).ok(), flags)
    }

    fn assemble(
        file: &str,
        environment: impl Fn(&str) -> Option<String>,
        flags: &Flags,
    ) -> Result<Self, Failure> {
        let file = flat(file)?;
        let mut values = BTreeMap::new();
        for setting in SETTINGS {
            let flag = flags.iter().find(|(key, value)| *key == setting.key && value.is_some());
            let value = flag
                .and_then(|(_, value)| value.clone())
                .or_else(|| environment(&setting.variable()))
                .or_else(|| file.get(setting.key).cloned())
                .unwrap_or_else(|| setting.default.to_owned());
            values.insert(setting.key, value.trim().to_owned());
        }
        let bucket = BUCKET.iter().filter_map(|name| {
            let value = environment(name).filter(|value| !value.is_empty())?;
            Some(((*name).to_owned(), value))
        });
        Ok(Self { values, bucket: bucket.collect() })
    }

    /// The value of a setting, unless it is empty.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    fn or_empty(&self, key: &str) -> &str {
        self.text(key).unwrap_or_default()
    }

    fn flag(&self, key: &str) -> Result<bool, Failure> {
        match self.or_empty(key) {
            "true" | "1" | "yes" => Ok(true),
            "false" | "0" | "no" | "" => Ok(false),
            other => Err(Failure::cannot(format!("{key} is '{other}'; write true or false"))),
        }
    }

    /// Where the server listens.
    pub(crate) fn listen(&self) -> Result<SocketAddr, Failure> {
        let text = self.or_empty("listen").replace("localhost:", "127.0.0.1:");
        text.parse().map_err(|_| {
            let sentence = format!("cannot listen on '{text}'; write it like 127.0.0.1:8080");
            Failure::cannot(sentence)
        })
    }

    /// The folder of the log and the keys.
    pub(crate) fn data_dir(&self) -> PathBuf {
        PathBuf::from(self.or_empty("data_dir"))
    }

    /// Where files are kept.
    pub(crate) fn attachments(&self) -> Result<Attachments, Failure> {
        let text = self.or_empty("attachment_limit");
        let limit = text.parse::<u64>().ok().filter(|limit| *limit > 0).ok_or_else(|| {
            Failure::cannot(format!(
                "attachment_limit is '{text}'; write a number of bytes, such as 26214400"
            ))
        })?;
        let beside = || self.data_dir().join("attachments").display().to_string();
        let address = self.text("attachments").map_or_else(beside, str::to_owned);
        Ok(Attachments { address, limit, bucket: self.bucket.clone() })
    }

    /// Sign-in at a provider, when it is turned on.
    pub(crate) fn oidc(&self) -> Result<Option<Oidc>, Failure> {
        let Some(issuer) = self.text("oidc.issuer") else { return Ok(None) };
        let client_id = self
            .text("oidc.client_id")
            .ok_or_else(|| Failure::cannot("oidc.issuer needs oidc.client_id beside it"))?;
        let secret_file = self.text("oidc.client_secret_file").map(Path::new);
        let from_file = secret_file.map(read_file).transpose()?;
        let written = self.text("oidc.client_secret").map(str::to_owned);
        Ok(Some(Oidc {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: written.or_else(|| from_file.map(|text| text.trim().to_owned())),
            scopes: self.or_empty("oidc.scopes").split_whitespace().map(str::to_owned).collect(),
            groups_claim: self.or_empty("oidc.groups_claim").to_owned(),
            rules: self.rules()?,
            allow_http: self.flag("oidc.allow_http")?,
        }))
    }

    fn rules(&self) -> Result<app::identity::Rules, Failure> {
        let mut roles = BTreeMap::new();
        let pairs = self.or_empty("oidc.roles").split(',').map(str::trim);
        for pair in pairs.filter(|pair| !pair.is_empty()) {
            let (group, name) = pair.split_once('=').ok_or_else(|| {
                Failure::cannot(format!("oidc.roles has '{pair}'; write group=role, group=role"))
            })?;
            roles.insert(group.trim().to_owned(), role("oidc.roles", name)?);
        }
        let default_role = self.text("oidc.default_role");
        Ok(app::identity::Rules {
            auto_provision: self.flag("oidc.auto_provision")?,
            default_role: default_role.map(|name| role("oidc.default_role", name)).transpose()?,
            roles,
        })
    }
}

/// The catalogue's id of a role; short names are accepted.
pub(crate) fn role(field: &str, name: &str) -> Result<String, Failure> {
    let found = domain::authority::role_of_short_name(name.trim());
    found.map(str::to_owned).ok_or_else(|| {
        let known: Vec<&str> =
            domain::people::roles().iter().map(|role| role.id.as_str()).collect();
        let sentence =
            format!("{field}: there is no role '{name}'; roles are {}", known.join(", "));
        Failure::cannot(sentence)
    })
}

fn read_file(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|why| Failure::cannot(format!("cannot read {}: {why}", path.display())))
}

/// The file's settings by their dotted names.
fn flat(file: &str) -> Result<BTreeMap<String, String>, Failure> {
    let table: toml::Table = file.parse().map_err(|why: toml::de::Error| {
        let before = why.span().and_then(|span| file.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count().saturating_add(1);
        let why = why.message().replace('\n', ", ");
        Failure::cannot(format!("the settings file is not TOML: line {line}: {why}"))
    })?;
    let mut found = BTreeMap::new();
    flatten("", &table, &mut found);
    let unknown = found.keys().find(|key| !SETTINGS.iter().any(|setting| setting.key == **key));
    if let Some(key) = unknown {
        let sentence = format!("there is no setting '{key}'; docs/settings.md lists them all");
        return Err(Failure::cannot(sentence));
    }
    Ok(found)
}

fn flatten(before: &str, table: &toml::Table, found: &mut BTreeMap<String, String>) {
    for (name, value) in table {
        let key = if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
        match value {
            // The only setting that is a table itself.
            toml::Value::Table(pairs) if key == "oidc.roles" => {
                let pairs = pairs
                    .iter()
                    .map(|(group, role)| format!("{group}={}", role.as_str().unwrap_or_default()));
                found.insert(key, pairs.collect::<Vec<_>>().join(","));
            }
            toml::Value::Table(inner) => flatten(&key, inner, found),
            toml::Value::String(text) => {
                found.insert(key, text.clone());
            }
            toml::Value::Integer(_)
            | toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_) => {
                found.insert(key, value.to_string());
            }
        }
    }
}
