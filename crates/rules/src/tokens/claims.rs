//! What ID and access tokens say.
//! AWS: the developer guide, "Understanding the identity (ID) token" and "Understanding the access token".

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use store::families::Family;
use store::groups::Group;
use store::users::User;

use super::assurance;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::ids;
use crate::pools::Pool;
use crate::users::{groups, identities};

/// The scope of tokens that the SDK's sign-in gives.
pub const ADMIN_SCOPE: &str = "aws.cognito.signin.user.admin";

/// Who signs in where: what both tokens are written from.
pub struct Subject<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The app client.
    pub client: &'a Client,
    /// The user.
    pub user: &'a User,
    /// The sign-in that the tokens belong to.
    pub family: &'a Family,
    /// The user's groups, by precedence.
    pub groups: &'a [Group],
    /// What the family keeps beside its columns.
    pub grant: &'a super::refresh::Grant,
    /// What the client has sent to find in the ID token again.
    pub nonce: Option<&'a str>,
    /// The key that the access token is bound to, by its thumbprint.
    pub key: Option<&'a str>,
}

/// The claims of an access token.
pub fn access(ctx: &Ctx, subject: &Subject<'_>) -> Result<Map<String, Value>> {
    let mut claims = common(ctx, subject, subject.client.access_ttl_s())?;
    claims.insert("token_use".to_owned(), json!("access"));
    claims.insert("client_id".to_owned(), json!(subject.client.id()));
    claims.insert("scope".to_owned(), json!(subject.grant.scopes.join(" ")));
    claims.insert("username".to_owned(), json!(subject.user.username));
    if let Some(key) = &subject.grant.device_key {
        claims.insert("device_key".to_owned(), json!(key));
    }
    if let Some(key) = subject.key {
        claims.insert("cnf".to_owned(), confirmation(key));
    }
    if let Some(hosted) = &subject.grant.hosted {
        claims.insert("version".to_owned(), json!(2));
        claims.extend(hosted.resource.iter().map(|resource| ("aud".to_owned(), json!(resource))));
    }
    Ok(claims)
}

/// The claims of an ID token, but for what it says of the access token beside it.
pub fn id(ctx: &Ctx, subject: &Subject<'_>) -> Result<Map<String, Value>> {
    let mut claims = common(ctx, subject, subject.client.id_ttl_s())?;
    add_attributes(&mut claims, subject.client, subject.user);
    if subject.grant.hosted.is_some() {
        claims.retain(|name, _| {
            // AWS: whoever comes through a provider is told of it whatever the scopes are.
            !subject.user.attributes.contains_key(name)
                || name == identities::ATTRIBUTE
                || releases(&subject.grant.scopes, name)
        });
    }
    if let Some(nonce) = subject.nonce {
        claims.insert("nonce".to_owned(), json!(nonce));
    }
    claims.insert("token_use".to_owned(), json!("id"));
    claims.insert("aud".to_owned(), json!(subject.client.id()));
    claims.insert("cognito:username".to_owned(), json!(subject.user.username));
    add_roles(&mut claims, subject.groups);
    Ok(claims)
}

/// Whether the scopes of a sign-in on the hosted pages let an attribute out, of those that the client may read.
///
/// AWS: `openid` alone all, else those of `email`, `phone` and `profile`; the developer guide, "Understanding the scopes".
pub fn releases(scopes: &[String], name: &str) -> bool {
    let has = |wanted: &str| scopes.iter().any(|scope| scope == wanted);
    if !["email", "phone", "profile"].into_iter().any(has) {
        return true;
    }
    match name {
        "email" | "email_verified" => has("email"),
        "phone_number" | "phone_number_verified" => has("phone"),
        _ => has("profile"),
    }
}

/// What binds an access token to a key. RFC: 9449 section 6.1.
pub(super) fn confirmation(thumbprint: &str) -> Value {
    json!({ "jkt": thumbprint })
}

/// What binds an access token to the ID token beside it. RFC: OpenID Connect Core 1.0, section 3.1.3.6.
pub(super) fn at_hash(access_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&crypto::mac::sha256(access_token.as_bytes())[..16])
}

fn common(ctx: &Ctx, subject: &Subject<'_>, ttl_s: i64) -> Result<Map<String, Value>> {
    let now_s = ctx.now() / 1_000;
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), json!(subject.user.sub));
    claims.insert("iss".to_owned(), json!(subject.pool.issuer(ctx)));
    // A session that is tracked ends with its tokens, whatever its client says of revocation.
    let is_session = subject.grant.session.is_some();
    if subject.client.revokes_tokens() || subject.client.rotates() || is_session {
        claims.insert("origin_jti".to_owned(), json!(subject.family.origin_jti));
    }
    add_groups(&mut claims, subject.groups);
    claims.insert("event_id".to_owned(), json!(subject.grant.event_id));
    if ctx.config().acr_claims {
        add_assurance(&mut claims, subject);
    }
    claims.insert("auth_time".to_owned(), json!(subject.family.auth_time / 1_000));
    claims.insert("iat".to_owned(), json!(now_s));
    claims.insert("exp".to_owned(), json!(now_s + ttl_s));
    claims.insert("jti".to_owned(), json!(ids::timed(ctx)?));
    Ok(claims)
}

/// How strongly the person signed in, here or by the word of a provider.
fn add_assurance(claims: &mut Map<String, Value>, subject: &Subject<'_>) {
    let own = assurance::amr(&subject.grant.proved);
    let (level, amr) = match &subject.grant.federated {
        Some(federated) if own.is_empty() => (federated.level, json!(federated.amr)),
        _ if own.is_empty() => return,
        _ => (assurance::level(&own), json!(own)),
    };
    if let Some(acr) = assurance::acr(subject.pool, level) {
        claims.insert("acr".to_owned(), json!(acr));
    }
    claims.insert("amr".to_owned(), amr);
}

/// The attributes that the client may read. One cannot take the place of a claim of the protocol.
pub(super) fn add_attributes(claims: &mut Map<String, Value>, client: &Client, user: &User) {
    let readable = user.attributes.iter().filter(|(name, value)| !value.is_empty() && client.reads(name));
    for (name, value) in readable {
        claims.entry(name.clone()).or_insert_with(|| attribute(name, value));
    }
    let linked = user.attributes.get(identities::ATTRIBUTE);
    if let Some(linked) = linked.and_then(|text| identities::claim(text)) {
        claims.insert(identities::ATTRIBUTE.to_owned(), linked);
    }
}

/// The names of groups, by precedence.
pub(super) fn add_groups(claims: &mut Map<String, Value>, groups: &[Group]) {
    if !groups.is_empty() {
        let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
        claims.insert("cognito:groups".to_owned(), json!(names));
    }
}

/// The roles of groups, and the one that counts.
pub(super) fn add_roles(claims: &mut Map<String, Value>, groups: &[Group]) {
    let roles = groups::roles(groups);
    if !roles.is_empty() {
        claims.insert("cognito:roles".to_owned(), json!(roles));
    }
    if let Some(role) = groups::preferred_role(groups) {
        claims.insert("cognito:preferred_role".to_owned(), json!(role));
    }
}

/// An attribute as a claim. AWS: the flags are booleans, the address an object, the rest strings.
fn attribute(name: &str, value: &str) -> Value {
    match name {
        "email_verified" | "phone_number_verified" => json!(value == "true"),
        "address" => json!({ "formatted": value }),
        "updated_at" => value.parse::<i64>().map_or_else(|_| json!(value), |number| json!(number)),
        _ => json!(value),
    }
}
