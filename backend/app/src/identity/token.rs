//! Tokens for programs: made once, shown once, kept as a hash.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{authority::Act, people};
use kernel::{Kind, Micros, Name, Personal, Subject};
use sha2::{Digest, Sha256};
use store::Credential;

use crate::{App, AppError};

/// How every token begins, so that scanners for leaked secrets know it.
const PREFIX: &str = "lst_";

/// A token to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What its maker calls it; used once.
    pub name: String,
    /// The role's id in the catalogue.
    pub role: Name,
    /// Where the role counts.
    pub scope: Subject,
    /// When it ends.
    pub until: Micros,
}

/// A token, shown once.
pub struct MadeToken {
    /// The token itself.
    pub token: String,
    /// Who acts with it.
    pub holder: Subject,
}

impl App {
    /// Registers a holder with the role, and makes their token from 32 random bytes.
    ///
    /// A holder of a role that decides is registered as a person, because services never decide;
    /// such tokens are for trying things out.
    pub async fn create_token(
        &self,
        new: NewToken,
        secret: [u8; 32],
    ) -> Result<MadeToken, AppError> {
        let holder = holder_of(&new.name)?;
        if self.exists(&holder).await?.is_some() {
            let sentence =
                format!("there is a token called {} already; choose another name", new.name);
            return Err(AppError::refused("token.name_taken", sentence, Some("name")));
        }
        if people::role(new.role.as_str()).is_none() {
            let sentence = format!("there is no role {}", new.role);
            return Err(AppError::refused("person.unknown_role", sentence, Some("role")));
        }
        self.check_scope(&new.scope).await?;
        let operator = self.operator().await?.person;
        let register = people::Command::Register {
            name: Personal::written(&holder, &new.name),
            email: Personal::Erased,
            team: None,
            service: !people::decides(new.role.as_str()),
        };
        self.as_operator(&operator, Act::ManagePeople, &holder, register).await?;
        let (from, until) = (self.now(), Some(new.until));
        let grant = people::Command::GrantRole { role: new.role, scope: new.scope, from, until };
        self.as_operator(&operator, Act::GrantRole, &holder, grant).await?;
        let token = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(secret));
        let credential = Credential {
            hash: hash_of(&token),
            name: new.name,
            holder: holder.to_string(),
            made_at: self.now().0,
            expires_at: new.until.0,
            revoked_at: None,
        };
        self.store.put_credential(&credential).await?;
        Ok(MadeToken { token, holder })
    }

    /// Who acts with a token, if it counts now.
    pub async fn token_holder(&self, token: &str) -> Result<Option<Subject>, AppError> {
        if !token.starts_with(PREFIX) {
            return Ok(None);
        }
        let holder = self.store.holder_of(hash_of(token)).await?;
        holder.map(|holder| holder.parse().map_err(AppError::internal)).transpose()
    }

    /// Ends the tokens of this name.
    pub async fn revoke_token(&self, name: &str) -> Result<(), AppError> {
        let holder = holder_of(name)?;
        if self.store.revoke_credentials(&holder.to_string()).await? == 0 {
            let sentence = format!("there is no token called {name} that could be revoked");
            return Err(AppError::refused("token.unknown", sentence, Some("name")));
        }
        let operator = self.operator().await?.person;
        let end = people::Command::Deactivate;
        self.as_operator(&operator, Act::ManagePeople, &holder, end).await
    }

    async fn check_scope(&self, scope: &Subject) -> Result<(), AppError> {
        let is_scope = matches!(scope.kind(), Kind::Organisation | Kind::Team | Kind::System);
        if is_scope && self.exists(scope).await?.is_some() {
            return Ok(());
        }
        let sentence = format!("there is no {scope} that a role could count for");
        Err(AppError::refused("subject.unknown", sentence, Some("scope")))
    }
}

fn holder_of(name: &str) -> Result<Subject, AppError> {
    Subject::new(Kind::Person, &format!("tok-{}", name.trim()), None)
        .map_err(|error| AppError::refused("token.bad_name", error.to_string(), Some("name")))
}

fn hash_of(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
