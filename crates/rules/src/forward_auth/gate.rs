//! What a table `[forward_auth.NAME]` of the settings says, once it has been read and found whole.
//! AWS: CreateAuthorizer of API Gateway (both kinds), AuthenticationType AMAZON_COGNITO_USER_POOLS of AppSync;
//! AuthenticateCognitoActionConfig and AuthenticateOidcActionConfig of load balancers.

use super::wanted::Wanted;
use crate::clients::Secret;

/// One table.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Its name, which addresses hold.
    pub name: String,
    /// What it asks for.
    pub kind: Kind,
    /// What whoever passes must have beside.
    pub wanted: Wanted,
    /// Further headers for the app, with the claims that they tell.
    pub claim_headers: Vec<(String, String)>,
}

/// What a gate asks for.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A token with each request: `/auth/jwt/NAME`.
    Tokens(Tokens),
    /// A sign-in, kept in cookies of the app's host: `/auth/alb/NAME`.
    Sessions(Box<Sessions>),
}

/// How tokens are judged.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Whose rules and answers.
    pub form: Form,
    /// Who may have issued them.
    pub issuers: Vec<Issuer>,
    /// The apps or APIs that they may be for; of REST APIs and AppSync any where none is named.
    pub audience: Vec<String>,
    /// The one kind of a pool's tokens that is taken, where it is one: `access` or `id`.
    pub token_use: Option<String>,
    /// Where in a request they stand.
    pub source: Source,
    /// How long a decision is kept, in seconds; 0 for never.
    pub ttl_s: i64,
    /// Whether the store is asked, of tokens of its own pools, that nobody has revoked them.
    pub asks_store: bool,
}

/// Whose authorizer a gate does as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The JWT authorizer of HTTP APIs.
    HttpApi,
    /// COGNITO_USER_POOLS of REST APIs.
    RestApi,
    /// AMAZON_COGNITO_USER_POOLS of AppSync.
    AppSync {
        /// What fields without a directive do: the server behind is told.
        allows_by_default: bool,
    },
}

/// Who issues tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// A pool of ours, by its id.
    Pool(String),
    /// Somebody else, by the whole issuer.
    Elsewhere(String),
}

/// Where a token stands. AWS: `$request.header.Authorization`, `$request.querystring.token`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In a header, its name in lower case.
    Header(String),
    /// In a parameter of the query.
    Query(String),
}

/// How people are signed in, and how long it lasts.
#[derive(Clone, Debug)]
pub struct Sessions {
    /// Who signs them in.
    pub provider: Provider,
    /// The origins of the app: `https://app.example.com`. Nobody is sent anywhere else when they are signed in.
    pub origins: Vec<String>,
    /// SessionCookieName.
    pub cookie: String,
    /// Scope.
    pub scope: String,
    /// SessionTimeout, in seconds.
    pub timeout_s: i64,
    /// OnUnauthenticatedRequest.
    pub stranger: Stranger,
    /// AuthenticationRequestExtraParams.
    pub extra_params: Vec<(String, String)>,
    /// The path of the callback on the app's host.
    pub callback: String,
    /// Who signs what the app is told: the ARN of a load balancer. One of the gate's own where none is named.
    pub signer: Option<String>,
    /// Whether what the app is told is padded, as load balancers do it.
    pub is_padded: bool,
    /// Where people go when they have signed out.
    pub logout_uri: Option<String>,
    /// Whether the store is asked, of people of its own pools, that they are signed in still.
    pub asks_store: bool,
}

/// What becomes of whoever is not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranger {
    /// They are led to the sign-in.
    Authenticate,
    /// They pass, and the app is told nothing of them.
    Allow,
    /// They are refused; whose session has ended is led to the sign-in all the same, as at AWS.
    Deny,
}

/// Who signs people in.
#[derive(Clone, Debug)]
pub enum Provider {
    /// A pool of ours: authenticate-cognito.
    Pool(OwnPool),
    /// Somebody else: authenticate-oidc.
    Elsewhere(Box<Elsewhere>),
}

/// An app client of a pool of ours.
#[derive(Clone, Debug)]
pub struct OwnPool {
    /// The pool.
    pub user_pool_id: String,
    /// The app client.
    pub client_id: String,
    /// The prefix or custom host of the pages, where the pool has two.
    pub domain: Option<String>,
}

/// A client at a provider of OpenID Connect.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// `iss` of its tokens; its keys are found below.
    pub issuer: String,
    /// Where people sign in.
    pub authorization_endpoint: String,
    /// Where codes become tokens.
    pub token_endpoint: String,
    /// Where it says who somebody is.
    pub user_info_endpoint: String,
    /// Where people sign out.
    pub end_session_endpoint: Option<String>,
    /// The client.
    pub client_id: String,
    /// Its secret.
    pub client_secret: Secret,
}

impl Provider {
    /// What tells one provider's sessions from another's.
    pub fn mark(&self) -> String {
        match self {
            Provider::Pool(own) => format!("{} {}", own.user_pool_id, own.client_id),
            Provider::Elsewhere(there) => format!("{} {}", there.issuer, there.client_id),
        }
    }

    /// The client that people sign in to.
    pub fn client_id(&self) -> &str {
        match self {
            Provider::Pool(own) => &own.client_id,
            Provider::Elsewhere(there) => &there.client_id,
        }
    }
}
