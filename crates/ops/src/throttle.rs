//! Which rate each operation counts to, and the judgement at the door, before any work.
//! AWS: the developer guide, "API operation categories and request rate quotas".

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rules::rates::Category;
use rules::tokens::access;
use rules::{Caller, Result, World, clients};
use serde_json::Value;
use wire::{Operation, Service};

/// Every operation of user pools, by its category; those that are not built too. AWS publishes no list of the younger
/// ones: they stand with their like.
const CATEGORIES: &[(Category, &[&str])] = &[
    (
        Category::UserAuthentication,
        &[
            "AdminInitiateAuth",
            "AdminRespondToAuthChallenge",
            "GetTokensFromRefreshToken",
            "InitiateAuth",
            "RespondToAuthChallenge",
        ],
    ),
    (Category::UserCreation, &["AdminConfirmSignUp", "AdminCreateUser", "ConfirmSignUp", "SignUp"]),
    (
        Category::UserAccountRecovery,
        &[
            "AdminResetUserPassword",
            "AdminSetUserPassword",
            "ChangePassword",
            "ConfirmForgotPassword",
            "ForgotPassword",
        ],
    ),
    (Category::UserRead, &["AdminGetUser", "AdminGetUserAuthFactors", "GetUser", "GetUserAuthFactors"]),
    (
        Category::UserUpdate,
        &[
            "AdminAddUserToGroup",
            "AdminDeleteUser",
            "AdminDeleteUserAttributes",
            "AdminDisableProviderForUser",
            "AdminDisableUser",
            "AdminEnableUser",
            "AdminLinkProviderForUser",
            "AdminRemoveUserFromGroup",
            "AdminUpdateUserAttributes",
            "AdminUserGlobalSignOut",
            "DeleteUser",
            "DeleteUserAttributes",
            "GlobalSignOut",
            "UpdateUserAttributes",
            "VerifyUserAttribute",
        ],
    ),
    (Category::UserToken, &["RevokeToken"]),
    (
        Category::UserResourceRead,
        &[
            "AdminGetDevice",
            "AdminListDevices",
            "AdminListGroupsForUser",
            "AdminListUserAuthEvents",
            "AdminListUserSessions",
            "GetDevice",
            "GetUserAttributeVerificationCode",
            "ListDevices",
            "ListUserSessions",
            "ListWebAuthnCredentials",
            "ResendConfirmationCode",
        ],
    ),
    (
        Category::UserResourceUpdate,
        &[
            "AdminDeleteSoftwareToken",
            "AdminForgetDevice",
            "AdminRevokeUserSession",
            "AdminSetUserMFAPreference",
            "AdminSetUserSettings",
            "AdminUpdateAuthEventFeedback",
            "AdminUpdateDeviceStatus",
            "AssociateSoftwareToken",
            "CompleteWebAuthnRegistration",
            "ConfirmDevice",
            "DeleteWebAuthnCredential",
            "ForgetDevice",
            "RevokeUserSession",
            "SetUserMFAPreference",
            "SetUserSettings",
            "StartWebAuthnRegistration",
            "UpdateAuthEventFeedback",
            "UpdateDeviceStatus",
            "VerifySoftwareToken",
        ],
    ),
    (Category::UserList, &["ListUsers", "ListUsersInGroup"]),
    (Category::UserPoolRead, &["DescribeUserPool", "ListUserPoolReplicas", "ListUserPools"]),
    (
        Category::UserPoolUpdate,
        &[
            "CreateUserPool",
            "CreateUserPoolReplica",
            "DeleteUserPool",
            "DeleteUserPoolReplica",
            "UpdateUserPool",
            "UpdateUserPoolReplica",
        ],
    ),
    (
        Category::UserPoolResourceRead,
        &[
            "DescribeIdentityProvider",
            "DescribeManagedLoginBranding",
            "DescribeManagedLoginBrandingByClient",
            "DescribeResourceServer",
            "DescribeRiskConfiguration",
            "DescribeTerms",
            "DescribeTermsByClient",
            "DescribeUserImportJob",
            "DescribeUserPoolDomain",
            "GetCSVHeader",
            "GetGroup",
            "GetIdentityProviderByIdentifier",
            "GetLogDeliveryConfiguration",
            "GetSigningCertificate",
            "GetUICustomization",
            "GetUserPoolMfaConfig",
            "GetUserPoolSessionConfiguration",
            "ListGroups",
            "ListIdentityProviders",
            "ListResourceServers",
            "ListTagsForResource",
            "ListTerms",
            "ListUserImportJobs",
        ],
    ),
    (
        Category::UserPoolResourceUpdate,
        &[
            "AddCustomAttributes",
            "CreateGroup",
            "CreateIdentityProvider",
            "CreateManagedLoginBranding",
            "CreateResourceServer",
            "CreateTerms",
            "CreateUserImportJob",
            "CreateUserPoolDomain",
            "DeleteGroup",
            "DeleteIdentityProvider",
            "DeleteManagedLoginBranding",
            "DeleteResourceServer",
            "DeleteTerms",
            "DeleteUserPoolDomain",
            "SetLogDeliveryConfiguration",
            "SetRiskConfiguration",
            "SetUICustomization",
            "SetUserPoolMfaConfig",
            "SetUserPoolSessionConfiguration",
            "StartUserImportJob",
            "StopUserImportJob",
            "TagResource",
            "UntagResource",
            "UpdateGroup",
            "UpdateIdentityProvider",
            "UpdateManagedLoginBranding",
            "UpdateResourceServer",
            "UpdateTerms",
            "UpdateUserPoolDomain",
        ],
    ),
    (
        Category::UserPoolClientRead,
        &[
            "DescribeUserPoolClient",
            "GetUserPoolClientSessionConfiguration",
            "ListUserPoolClientSecrets",
            "ListUserPoolClients",
        ],
    ),
    (
        Category::UserPoolClientUpdate,
        &[
            "AddUserPoolClientSecret",
            "CreateUserPoolClient",
            "DeleteUserPoolClient",
            "DeleteUserPoolClientSecret",
            "SetUserPoolClientSessionConfiguration",
            "UpdateUserPoolClient",
        ],
    ),
    (Category::ClientAuthentication, &["GetClientToken", "GetDerivedToken"]),
    (Category::LimitManagement, &["GetProvisionedLimit", "UpdateProvisionedLimit"]),
];

/// The operations of identity pools that AWS publishes a rate of; the others have none.
const OF_IDENTITY_POOLS: &[(&str, Category)] = &[
    ("GetId", Category::GetId),
    ("GetOpenIdToken", Category::GetOpenIdToken),
    ("GetCredentialsForIdentity", Category::GetCredentialsForIdentity),
    ("GetOpenIdTokenForDeveloperIdentity", Category::GetOpenIdTokenForDeveloperIdentity),
    ("ListIdentities", Category::ListIdentities),
    ("DeleteIdentities", Category::DeleteIdentities),
    ("TagResource", Category::TagIdentityPool),
    ("UntagResource", Category::UntagIdentityPool),
    ("ListTagsForResource", Category::ListIdentityPoolTags),
];

static BY_NAME: LazyLock<BTreeMap<&str, Category>> = LazyLock::new(|| {
    CATEGORIES.iter().flat_map(|(category, names)| names.iter().map(|name| (*name, *category))).collect()
});

/// What an operation counts to; nothing for services that have no categories.
pub fn category(operation: &Operation) -> Option<Category> {
    match operation.service {
        Service::Idp => BY_NAME.get(operation.name).copied(),
        Service::Identity => {
            OF_IDENTITY_POOLS.iter().find(|(name, _)| *name == operation.name).map(|(_, category)| *category)
        }
        _ => None,
    }
}

/// Counts a call whose input is sound. Users and pools come before the account: one that floods is not to use up what
/// all share.
///
/// Errors: `RateExceeded`.
pub fn judge(world: &World, caller: &Caller, operation: &Operation, tree: &Value) -> Result<()> {
    if !world.rates.is_judging() {
        return Ok(());
    }
    let Some(category) = category(operation) else { return Ok(()) };
    let now = world.clock.now();
    if let Some((within, user)) = user(tree)
        && let Some(what) = category.of_user()
    {
        world.rates.take_of_user(what, within, user, now)?;
    }
    if let Some(pool) = member(tree, "UserPoolId").or_else(|| member(tree, "ResourceArn"))
        && category.is_per_pool()
    {
        world.rates.take_of_pool(operation.name, pool, now)?;
    }
    let region = region(world, caller, tree);
    match operation.name {
        "AdminRespondToAuthChallenge" | "RespondToAuthChallenge" => {
            match member(tree, "ChallengeName") {
                // AWS: a password is being replaced.
                Some("NEW_PASSWORD_REQUIRED") => {
                    world.rates.take(&region, Category::UserAccountRecovery, now)
                }
                _ => world.rates.take_answer(&region, now),
            }
        }
        _ => world.rates.take(&region, category, now),
    }
}

/// Whom a call acts for, as it names them: somebody's name in a pool or client, or a token of theirs. A user goes by more
/// than one name and token, and has a rate for each: nobody can use up another's by a token that they made up.
fn user(tree: &Value) -> Option<(&str, &str)> {
    let within = |table: &str, name: &str| member(tree.get(table)?, name);
    let token = member(tree, "AccessToken").or_else(|| member(tree, "RefreshToken"));
    if let Some(token) = token.or_else(|| within("AuthParameters", "REFRESH_TOKEN")) {
        return Some(("", token));
    }
    let name = member(tree, "Username")
        .or_else(|| within("AuthParameters", "USERNAME"))
        .or_else(|| within("ChallengeResponses", "USERNAME"))?;
    Some((member(tree, "UserPoolId").or_else(|| member(tree, "ClientId"))?, name))
}

/// The region whose rates a call counts to: the signature's, else that of the pool that the call leads to, as far as that
/// is known without asking the store; else the default one.
fn region<'a>(world: &World, caller: &'a Caller, tree: &Value) -> Cow<'a, str> {
    match caller {
        Caller::Administrator { region, .. } => Cow::Borrowed(region),
        Caller::Anyone if !world.rates.has_regions() => Cow::Borrowed(""),
        Caller::Anyone => {
            let of_client = || clients::known_pool(world, member(tree, "ClientId")?);
            let of_token = || access::named_pool(member(tree, "AccessToken")?);
            let pool = member(tree, "UserPoolId").map(str::to_owned).or_else(of_client).or_else(of_token);
            let region = pool.as_deref().and_then(|pool| pool.split_once('_'));
            // Ids of identity pools and identities begin with theirs.
            let of_identity =
                || member(tree, "IdentityPoolId").or_else(|| member(tree, "IdentityId"))?.split_once(':');
            Cow::Owned(region.or_else(of_identity).map_or("", |(region, _)| region).to_owned())
        }
    }
}

fn member<'a>(tree: &'a Value, name: &str) -> Option<&'a str> {
    tree.get(name)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_user_pools_has_one_category() {
        let without: Vec<&str> = Service::Idp
            .operations()
            .iter()
            .filter(|operation| category(operation).is_none())
            .map(|operation| operation.name)
            .collect();
        assert_eq!(without, [""; 0]);
        let listed = CATEGORIES.iter().map(|(_, names)| names.len()).sum::<usize>();
        assert_eq!(listed, Service::Idp.operations().len(), "a name is listed twice, or is no operation");
    }
}
