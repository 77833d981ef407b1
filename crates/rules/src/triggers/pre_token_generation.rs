//! PreTokenGeneration: what tokens say beside what they would. Sources TokenGeneration_Authentication,
//! TokenGeneration_NewPasswordChallenge and TokenGeneration_AuthenticateDevice, called at the end of a sign-in,
//! TokenGeneration_RefreshTokens, called by a refresh, TokenGeneration_ClientCredentials, called for a machine's token
//! where the trigger is of version V3_0, and TokenGeneration_HostedAuth, for the hosted pages.
//! AWS: the developer guide, "Pre token generation Lambda trigger".

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};
use store::groups::Group;
use store::users::User;

use super::{About, Metadata, Trigger, add_metadata, attributes, call};
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::tokens::overrides::{Changes, Claims, Groups};
use crate::users::groups;

const NAME: &str = "PreTokenGeneration";
/// AWS: the most claims and scopes that an answer names.
const MOST: usize = 5_000;

/// Why tokens are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A sign-in has ended.
    Authentication,
    /// The same, and a temporary password was replaced in it.
    NewPassword,
    /// The same, and a device proved itself last.
    Device,
    /// A refresh token was redeemed.
    Refresh,
    /// A machine proved itself.
    Machine,
    /// A sign-in on the hosted pages has ended.
    Hosted,
}

impl Source {
    fn name(self) -> &'static str {
        match self {
            Source::Authentication => "TokenGeneration_Authentication",
            Source::NewPassword => "TokenGeneration_NewPasswordChallenge",
            Source::Device => "TokenGeneration_AuthenticateDevice",
            Source::Refresh => "TokenGeneration_RefreshTokens",
            Source::Machine => "TokenGeneration_ClientCredentials",
            Source::Hosted => "TokenGeneration_HostedAuth",
        }
    }
}

/// Whose tokens are made.
pub struct Event<'a> {
    /// The pool.
    pub pool: &'a Pool,
    /// The app client.
    pub client: &'a Client,
    /// The user with the groups, by precedence; nobody where a machine speaks for itself.
    pub user: Option<(&'a User, &'a [Group])>,
    /// The scopes of the access token.
    pub scopes: &'a [String],
    /// ClientMetadata of the call that makes them.
    pub client_metadata: Option<&'a Metadata>,
}

/// The version of the pool's trigger and its ARN.
fn configured(pool: &Pool) -> Option<(&'static str, &str)> {
    let config = pool.settings.lambda_config.as_ref()?;
    // The older member is mirrored into this one when a pool is configured.
    let config =
        config.pre_token_generation_config.as_ref().filter(|config| !config.lambda_arn.is_empty())?;
    let version = match config.lambda_version.as_str() {
        "V2_0" => "2",
        "V3_0" => "3",
        _ => "1",
    };
    Some((version, &config.lambda_arn))
}

/// Whether the pool is to be asked about the tokens of users.
pub fn is_configured(pool: &Pool) -> bool {
    configured(pool).is_some()
}

/// Asks what is to be different; nothing where nobody is to be asked.
///
/// Errors: those of the function, among them `FunctionAnswer` for claims of version V1_0 that are no texts, scopes with
/// blanks, and more than 5,000 of both.
pub async fn ask(ctx: &Ctx, event: &Event<'_>, source: Source) -> Result<Changes> {
    let Some((version, arn)) = configured(event.pool) else { return Ok(Changes::default()) };
    // AWS: of machines only the third version knows.
    if source == Source::Machine && version != "3" {
        return Ok(Changes::default());
    }
    let trigger = Trigger { name: NAME, source: source.name(), version };
    let client_id = event.client.id();
    let username = event.user.map_or(client_id, |(user, _)| &user.username);
    let about = About { pool: event.pool, client_id: Some(client_id), username };
    let request = request(event, version);
    let changes = match version {
        "1" => {
            let response = json!({ "claimsOverrideDetails": null });
            let said: First = call(ctx, about, (&trigger, arn), (request, response)).await?;
            said.claims_override_details.map(First1::changes).unwrap_or_default()
        }
        _ => {
            let response = json!({ "claimsAndScopeOverrideDetails": null });
            let said: Second = call(ctx, about, (&trigger, arn), (request, response)).await?;
            said.claims_and_scope_override_details.map(Second2::changes).unwrap_or_default()
        }
    };
    check(&changes)?;
    Ok(changes)
}

fn request(event: &Event<'_>, version: &str) -> Map<String, Value> {
    let of_user = event.user.map(|(user, _)| attributes(event.pool, user));
    let mut request = super::request(of_user.unwrap_or_default());
    let groups = event.user.map(|(_, groups)| groups).unwrap_or_default();
    let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    let configuration = json!({
        "groupsToOverride": names,
        "iamRolesToOverride": groups::roles(groups),
        "preferredRole": groups::preferred_role(groups),
    });
    request.insert("groupConfiguration".to_owned(), configuration);
    if version != "1" {
        request.insert("scopes".to_owned(), json!(event.scopes));
    }
    add_metadata(&mut request, event.client_metadata);
    request
}

/// Errors: `FunctionAnswer`.
fn check(changes: &Changes) -> Result<()> {
    let both = [&changes.id, &changes.access];
    let count: usize = both.iter().map(|claims| claims.len()).sum();
    let has_blank = |scope: &String| scope.is_empty() || scope.chars().any(char::is_whitespace);
    match count > MOST || both.iter().any(|claims| claims.scopes.iter().any(has_blank)) {
        true => Err(Error::new(Reason::FunctionAnswer)),
        false => Ok(()),
    }
}

/// The answer of version V1_0.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct First {
    claims_override_details: Option<First1>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct First1 {
    claims_to_add_or_override: Option<BTreeMap<String, String>>,
    claims_to_suppress: Option<BTreeSet<String>>,
    #[serde(default, deserialize_with = "named")]
    group_override_details: Option<SaidGroups>,
}

impl First1 {
    fn changes(self) -> Changes {
        let texts = self.claims_to_add_or_override.unwrap_or_default();
        let id = Claims {
            added: texts.into_iter().map(|(name, value)| (name, json!(value))).collect(),
            suppressed: self.claims_to_suppress.unwrap_or_default(),
            ..Claims::default()
        };
        Changes { id, access: Claims::default(), groups: self.group_override_details.map(SaidGroups::groups) }
    }
}

/// The answer of the later versions.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Second {
    claims_and_scope_override_details: Option<Second2>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Second2 {
    id_token_generation: Option<SaidClaims>,
    access_token_generation: Option<SaidClaims>,
    #[serde(default, deserialize_with = "named")]
    group_override_details: Option<SaidGroups>,
}

impl Second2 {
    fn changes(self) -> Changes {
        let claims = |said: Option<SaidClaims>| said.map(SaidClaims::claims).unwrap_or_default();
        let id = Claims {
            scopes: Vec::new(),
            suppressed_scopes: BTreeSet::new(),
            ..claims(self.id_token_generation)
        };
        let groups = self.group_override_details.map(SaidGroups::groups);
        Changes { id, access: claims(self.access_token_generation), groups }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SaidClaims {
    claims_to_add_or_override: Option<BTreeMap<String, Value>>,
    claims_to_suppress: Option<BTreeSet<String>>,
    scopes_to_add: Option<Vec<String>>,
    scopes_to_suppress: Option<BTreeSet<String>>,
}

impl SaidClaims {
    fn claims(self) -> Claims {
        Claims {
            added: self.claims_to_add_or_override.unwrap_or_default(),
            suppressed: self.claims_to_suppress.unwrap_or_default(),
            scopes: self.scopes_to_add.unwrap_or_default(),
            suppressed_scopes: self.scopes_to_suppress.unwrap_or_default(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SaidGroups {
    groups_to_override: Option<Vec<String>>,
    iam_roles_to_override: Option<Vec<String>>,
    preferred_role: Option<String>,
}

impl SaidGroups {
    fn groups(self) -> Groups {
        Groups {
            names: self.groups_to_override.unwrap_or_default(),
            roles: self.iam_roles_to_override.unwrap_or_default(),
            preferred_role: self.preferred_role.filter(|role| !role.is_empty()),
        }
    }
}

/// AWS: a member that is there and empty, or null, takes the groups away; one that is not there leaves them.
fn named<'de, D: Deserializer<'de>>(given: D) -> Result<Option<SaidGroups>, D::Error> {
    Ok(Some(Option::deserialize(given)?.unwrap_or_default()))
}
