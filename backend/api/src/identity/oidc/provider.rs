//! The provider: what it says about itself, where it sends people, what it says about them.

use std::sync::{Mutex, PoisonError};

use app::identity::{Account, Rules};
use openidconnect::{
    AdditionalProviderMetadata, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    HttpRequest, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata,
    RedirectUrl, Scope,
    core::{
        CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient,
        CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
        CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
        CoreSubjectIdentifierType,
    },
    url::{Host, Url},
};
use serde::{Deserialize, Serialize};

use super::{
    Refusal,
    fetch::{self, FetchError, fetch},
    pending::{Pending, Waiting},
    token::{self, Expected},
};

/// How long what the provider says about itself is believed, in microseconds.
const BELIEVED: i64 = 5 * 60 * 1_000_000;

/// How people sign in at a provider.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The provider.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// And the proof of it.
    pub client_secret: Option<String>,
    /// What is asked for; `openid` is always asked for.
    pub scopes: Vec<String>,
    /// The claim that lists groups.
    pub groups_claim: String,
    /// Whom to let in, and as what.
    pub rules: Rules,
    /// Whether a provider on loopback may do without TLS.
    pub allow_http: bool,
    /// Our address, as browsers see it.
    pub public_url: String,
}

/// What we read of a provider's description beyond the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct More {
    /// Whether its answers name it (RFC 9207).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for More {}

type Metadata = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// The door people come in by after signing in at the provider.
pub struct Door {
    settings: Settings,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    http: reqwest::Client,
    known: Mutex<Option<(i64, Metadata)>>,
    waiting: Waiting,
}

/// What the provider sent along with the browser.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answer {
    /// What the ID token is got for.
    pub code: Option<String>,
    /// What we sent there.
    pub state: Option<String>,
    /// Who answers (RFC 9207).
    pub iss: Option<String>,
    /// Set when the answer is no.
    pub error: Option<String>,
}

impl Door {
    /// A door, if the settings make sense.
    ///
    /// # Errors
    /// A sentence for whoever wrote the settings.
    pub fn new(settings: Settings) -> Result<Self, String> {
        let issuer = IssuerUrl::new(settings.issuer.clone())
            .map_err(|why| format!("oidc.issuer is not an address: {why}"))?;
        check_tls(issuer.url(), settings.allow_http)?;
        let base = settings.public_url.trim_end_matches('/');
        let redirect = RedirectUrl::new(format!("{base}/auth/oidc/callback"))
            .map_err(|why| format!("public_url is not an address: {why}"))?;
        let http = fetch::client().map_err(|why| why.to_string())?;
        let (known, waiting) = (Mutex::default(), Waiting::default());
        Ok(Self { settings, issuer, redirect, http, known, waiting })
    }

    /// Whom to let in, and as what.
    pub fn rules(&self) -> &Rules {
        &self.settings.rules
    }

    /// Begins a sign-in for the browser with this cookie: where to send it.
    pub async fn begin(&self, cookie: String, next: String, now: i64) -> Result<Url, Refusal> {
        let metadata = self.metadata(now, false).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = CoreClient::from_provider_metadata(metadata, self.client_id(), None)
            .set_redirect_uri(self.redirect.clone());
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let scopes = self.settings.scopes.iter().filter(|scope| *scope != "openid");
        let scopes = scopes.map(|scope| Scope::new(scope.clone()));
        let (url, state, nonce) = request.add_scopes(scopes).set_pkce_challenge(challenge).url();
        let state = state.into_secret();
        self.waiting.begin(cookie, Pending { state, nonce, verifier, next }, now)?;
        Ok(url)
    }

    /// Ends a sign-in: whose account it is, and where to go.
    pub async fn finish(
        &self,
        cookie: &str,
        answer: Answer,
        now: i64,
    ) -> Result<(Account, String), Refusal> {
        let state = answer.state.as_deref().ok_or(Refusal::WrongState);
        let pending = self.waiting.take(cookie, state.unwrap_or_default(), now)?;
        let metadata = self.metadata(now, false).await?;
        let names_itself =
            metadata.additional_metadata().authorization_response_iss_parameter_supported;
        check_issuer(answer.iss.as_deref(), self.issuer.as_str(), names_itself)?;
        let code = match (answer.error, answer.code) {
            (None, Some(code)) => AuthorizationCode::new(code),
            (Some(_), _) | (None, None) => return Err(Refusal::ProviderSaidNo),
        };
        let token = self.exchange(metadata.clone(), code, pending.verifier).await?;
        let account = match self.account(&token, &metadata, &pending.nonce, now) {
            Err(refusal) if token::may_be_a_new_key(refusal) => {
                let metadata = self.metadata(now, true).await?;
                self.account(&token, &metadata, &pending.nonce, now)?
            }
            other => other?,
        };
        Ok((account, pending.next))
    }

    fn account(
        &self,
        token: &str,
        metadata: &Metadata,
        nonce: &Nonce,
        now: i64,
    ) -> Result<Account, Refusal> {
        let expected = Expected {
            issuer: &self.issuer,
            client: &self.client_id(),
            keys: metadata.jwks(),
            nonce,
            now,
            groups_claim: &self.settings.groups_claim,
        };
        token::account(token, &expected)
    }

    fn client_id(&self) -> ClientId {
        ClientId::new(self.settings.client_id.clone())
    }

    /// What the provider says about itself, with its keys.
    async fn metadata(&self, now: i64, anew: bool) -> Result<Metadata, Refusal> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, metadata)) = known
            && !anew
            && now < at.saturating_add(BELIEVED)
        {
            return Ok(metadata);
        }
        // The keys are fetched from an address that the provider names: it needs TLS like the rest.
        let (http, allow_http) = (&self.http, self.settings.allow_http);
        let ask = move |request: HttpRequest| async move {
            let url = Url::parse(&request.uri().to_string()).map_err(|why| why.to_string());
            let checked = url.and_then(|url| check_tls(&url, allow_http));
            checked.map_err(FetchError::Insecure)?;
            fetch(http, request).await
        };
        let found = Metadata::discover_async(self.issuer.clone(), &ask).await;
        let metadata = found.map_err(|why| {
            tracing::warn!("the identity provider cannot be used: {}", fetch::chain(&why));
            Refusal::Unreachable
        })?;
        let token_url = metadata.token_endpoint().map(openidconnect::TokenUrl::url);
        for url in [Some(metadata.authorization_endpoint().url()), token_url].into_iter().flatten()
        {
            check_tls(url, self.settings.allow_http).map_err(|why| {
                tracing::warn!("the identity provider cannot be used: {why}");
                Refusal::Unreachable
            })?;
        }
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, metadata.clone()));
        Ok(metadata)
    }

    /// Gets the ID token for a code, as the provider wrote it.
    async fn exchange(
        &self,
        metadata: Metadata,
        code: AuthorizationCode,
        verifier: PkceCodeVerifier,
    ) -> Result<String, Refusal> {
        let methods = metadata.token_endpoint_auth_methods_supported();
        let takes_basic =
            methods.is_none_or(|all| all.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let auth = if takes_basic { AuthType::BasicAuth } else { AuthType::RequestBody };
        let secret = self.settings.client_secret.clone().map(ClientSecret::new);
        let client = CoreClient::from_provider_metadata(metadata, self.client_id(), secret)
            .set_auth_type(auth)
            .set_redirect_uri(self.redirect.clone());
        // The library reads the token and would write it anew; its signature is over these bytes.
        let written = Mutex::new(None);
        let ask = async |request: HttpRequest| {
            let answer = fetch(&self.http, request).await?;
            *written.lock().unwrap_or_else(PoisonError::into_inner) = id_token_in(answer.body());
            Ok::<_, fetch::FetchError>(answer)
        };
        let request = client.exchange_code(code).map_err(|_| Refusal::Unreachable)?;
        let exchanged = request.set_pkce_verifier(verifier).request_async(&ask).await;
        let written = written.into_inner().unwrap_or_else(PoisonError::into_inner);
        match (exchanged, written) {
            (_, Some(token)) => Ok(token),
            (Ok(_), None) => Err(Refusal::Unreadable),
            (Err(why), None) => {
                tracing::warn!("a code was not exchanged: {}", fetch::chain(&why));
                Err(Refusal::NotExchanged)
            }
        }
    }
}

fn id_token_in(body: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(body).ok()?;
    Some(answer.get("id_token")?.as_str()?.to_owned())
}

/// The provider must be the one that was asked (RFC 9207).
pub(super) fn check_issuer(
    named: Option<&str>,
    asked: &str,
    names_itself: bool,
) -> Result<(), Refusal> {
    match named {
        Some(named) if named == asked => Ok(()),
        None if !names_itself => Ok(()),
        Some(_) | None => Err(Refusal::WrongIssuer),
    }
}

/// Without TLS only a provider on this machine will do, and only for development.
fn check_tls(url: &Url, allow_http: bool) -> Result<(), String> {
    let is_loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if allow_http && is_loopback => Ok(()),
        "http" if is_loopback => Err(format!(
            "the identity provider at {url} does without TLS; set oidc.allow_http for development"
        )),
        _ => Err(format!("the identity provider at {url} must use https")),
    }
}
