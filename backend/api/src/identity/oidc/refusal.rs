//! Why somebody was not let in. People read the sentence; support reads the code.

/// Why a sign-in did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No sign-in was begun in this browser, or too long ago.
    #[error(
        "This sign-in was not begun in this browser, or more than ten minutes ago. Start again."
    )]
    NotBegun,
    /// The state is not the one that was sent.
    #[error("The answer does not belong to the sign-in that was begun here. Start again.")]
    WrongState,
    /// The provider said no, or the person did.
    #[error("Your identity provider did not sign you in.")]
    ProviderSaidNo,
    /// The answer came from another provider.
    #[error("The answer came from another identity provider than the one that was asked.")]
    WrongIssuer,
    /// The provider did not exchange the code.
    #[error("Your identity provider did not accept the answer it gave itself. Start again.")]
    NotExchanged,
    /// The provider does not answer.
    #[error("Your identity provider cannot be reached. Try again later.")]
    Unreachable,
    /// There is no ID token, or it cannot be read.
    #[error("Your identity provider sent no proof of who you are that can be read.")]
    Unreadable,
    /// The signature is missing, of another kind, or false.
    #[error("The proof of who you are is not signed by your identity provider.")]
    WrongSignature,
    /// The token is for somebody else.
    #[error("The proof of who you are was made for another application.")]
    WrongAudience,
    /// The token is of another sign-in.
    #[error("The proof of who you are belongs to another sign-in.")]
    WrongNonce,
    /// The token has expired.
    #[error("The proof of who you are has expired. Start again.")]
    Expired,
    /// The token was made in the future.
    #[error("The proof of who you are lies in the future; a clock is wrong.")]
    FromTheFuture,
    /// Nobody here knows the account, or they hold no role.
    #[error(
        "You are known to your organisation, but you hold no role here. Ask an administrator for one."
    )]
    NoRole,
    /// More sign-ins than can be kept are waiting.
    #[error("Too many people are signing in at this moment. Try again in a minute.")]
    Busy,
    /// There is no provider.
    #[error("Nobody signs in through an identity provider here.")]
    TurnedOff,
    /// Something broke on our side.
    #[error("Something broke on our side.")]
    Broke,
}

impl Refusal {
    /// A stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotBegun => "oidc.not_begun",
            Self::WrongState => "oidc.wrong_state",
            Self::ProviderSaidNo => "oidc.denied",
            Self::WrongIssuer => "oidc.wrong_issuer",
            Self::NotExchanged => "oidc.not_exchanged",
            Self::Unreachable => "oidc.unreachable",
            Self::Unreadable => "oidc.unreadable",
            Self::WrongSignature => "oidc.wrong_signature",
            Self::WrongAudience => "oidc.wrong_audience",
            Self::WrongNonce => "oidc.wrong_nonce",
            Self::Expired => "oidc.expired",
            Self::FromTheFuture => "oidc.from_the_future",
            Self::NoRole => "oidc.no_role",
            Self::Busy => "oidc.busy",
            Self::TurnedOff => "oidc.turned_off",
            Self::Broke => "oidc.broke",
        }
    }

    /// The HTTP status it is answered with.
    pub(super) fn status(self) -> u16 {
        match self {
            Self::NotBegun | Self::WrongState | Self::WrongIssuer => 400,
            Self::Unreachable | Self::NotExchanged | Self::Unreadable => 502,
            Self::TurnedOff => 404,
            Self::Busy => 503,
            Self::Broke => 500,
            Self::ProviderSaidNo
            | Self::WrongSignature
            | Self::WrongAudience
            | Self::WrongNonce
            | Self::Expired
            | Self::FromTheFuture
            | Self::NoRole => 403,
        }
    }
}
