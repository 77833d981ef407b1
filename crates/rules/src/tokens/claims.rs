//! What ID and access tokens say.
//! AWS: the developer guide, "Understanding the identity (ID) token" and "Understanding the access token".

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
    Ok(claims)
}

/// The claims of an ID token.
pub fn id(ctx: &Ctx, subject: &Subject<'_>) -> Result<Map<String, Value>> {
    let mut claims = common(ctx, subject, subject.client.id_ttl_s())?;
    add_attributes(&mut claims, subject.client, subject.user);
    claims.insert("token_use".to_owned(), json!("id"));
    claims.insert("aud".to_owned(), json!(subject.client.id()));
    claims.insert("cognito:username".to_owned(), json!(subject.user.username));
    add_roles(&mut claims, subject.groups);
    Ok(claims)
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
    let amr = assurance::amr(&subject.grant.proved);
    if ctx.config().acr_claims && !amr.is_empty() {
        if let Some(acr) = assurance::acr(subject.pool, assurance::level(&amr)) {
            claims.insert("acr".to_owned(), json!(acr));
        }
        claims.insert("amr".to_owned(), json!(amr));
    }
    claims.insert("auth_time".to_owned(), json!(subject.family.auth_time / 1_000));
    claims.insert("iat".to_owned(), json!(now_s));
    claims.insert("exp".to_owned(), json!(now_s + ttl_s));
    claims.insert("jti".to_owned(), json!(ids::timed(ctx)?));
    Ok(claims)
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
