//! What an operation acts on, as policies name it, and the roles that it hands on.
//! AWS: the service authorization reference, "Actions, resources, and condition keys" of Amazon Cognito User Pools, Amazon
//! Cognito Identity, Amazon Cognito Sync, and AWS Security Token Service.

use rules::Config;
use serde_json::Value;
use wire::{Operation, Service};

/// Operations that ask for `*`, since they name nothing that is there already, or that has an ARN.
const OF_NOTHING: [&str; 11] = [
    "CreateIdentityPool",
    "CreateUserPool",
    // AWS: these two name identities, which have no ARN.
    "DeleteIdentities",
    "DescribeIdentity",
    "DescribeUserPoolDomain",
    "GetProvisionedLimit",
    "ListIdentityPoolUsage",
    "ListIdentityPools",
    "ListUserPools",
    "UpdateProvisionedLimit",
    "GetAccessKeyInfo",
];

/// Operations that need no permission. AWS: API_GetCallerIdentity and API_GetSessionToken say so; who may assume a role is
/// for the role's own policy and the caller's together, which the operation asks.
const FREE: [&str; 3] = ["AssumeRole", "GetCallerIdentity", "GetSessionToken"];

/// Where operations name roles that a service is to act as. `*` is each element of a list, or each value of a map.
const PASSED: [(&str, &[&str]); 12] = [
    ("CreateGroup", &["RoleArn"]),
    ("UpdateGroup", &["RoleArn"]),
    ("CreateUserPool", &["SmsConfiguration", "SnsCallerArn"]),
    ("UpdateUserPool", &["SmsConfiguration", "SnsCallerArn"]),
    ("SetUserPoolMfaConfig", &["SmsMfaConfiguration", "SmsConfiguration", "SnsCallerArn"]),
    ("CreateUserImportJob", &["CloudWatchLogsRoleArn"]),
    ("CreateUserPoolClient", &["AnalyticsConfiguration", "RoleArn"]),
    ("UpdateUserPoolClient", &["AnalyticsConfiguration", "RoleArn"]),
    ("SetIdentityPoolConfiguration", &["CognitoStreams", "RoleArn"]),
    ("SetIdentityPoolConfiguration", &["PushSync", "RoleArn"]),
    ("SetIdentityPoolRoles", &["Roles", "*"]),
    ("SetIdentityPoolRoles", &["RoleMappings", "*", "RulesConfiguration", "Rules", "*", "RoleARN"]),
];

/// Whether whoever signs may call it whatever their policies say.
pub fn is_free(operation: &Operation) -> bool {
    operation.service == Service::Sts && FREE.contains(&operation.name)
}

/// The ARN of what a call acts on, or `*`.
pub fn of(config: &Config, region: &str, operation: &Operation, tree: &Value) -> String {
    if OF_NOTHING.contains(&operation.name) {
        return "*".to_owned();
    }
    let account = &config.account;
    // A pool's id begins with its region; what does not is no pool, and is named where the call came in.
    let of_id =
        |id: &str, divider: char| id.split_once(divider).map_or(region, |(region, _)| region).to_owned();
    if let Some(arn) = text(tree, "ResourceArn") {
        return arn.to_owned();
    }
    match operation.service {
        Service::Idp => text(tree, "UserPoolId")
            .map(|id| format!("arn:aws:cognito-idp:{}:{account}:userpool/{id}", of_id(id, '_'))),
        Service::Identity => text(tree, "IdentityPoolId")
            .map(|id| format!("arn:aws:cognito-identity:{}:{account}:identitypool/{id}", of_id(id, ':'))),
        Service::Sync => text(tree, "IdentityPoolId").map(|id| {
            format!(
                "arn:aws:cognito-sync:{}:{account}:identitypool/{id}{}",
                of_id(id, ':'),
                below_pool(operation, tree)
            )
        }),
        _ => None,
    }
    .unwrap_or_else(|| "*".to_owned())
}

/// What of a pool an operation on datasets is about. AWS: a list of datasets is of every dataset of its identity.
fn below_pool(operation: &Operation, tree: &Value) -> String {
    let Some(identity) = text(tree, "IdentityId") else { return String::new() };
    let all = (operation.name == "ListDatasets").then_some("*");
    match text(tree, "DatasetName").or(all) {
        Some(dataset) => format!("/identity/{identity}/dataset/{dataset}"),
        None => format!("/identity/{identity}"),
    }
}

/// The id of the user pool or identity pool that a call names.
pub fn pool(tree: &Value) -> Option<&str> {
    let of_arn = || Some(text(tree, "ResourceArn")?.rsplit_once("pool/")?.1);
    text(tree, "UserPoolId").or_else(|| text(tree, "IdentityPoolId")).or_else(of_arn)
}

fn text<'a>(tree: &'a Value, member: &str) -> Option<&'a str> {
    tree.get(member)?.as_str()
}

/// The roles that a call hands to the service.
pub fn passed_roles<'a>(operation: &Operation, tree: &'a Value) -> Vec<&'a str> {
    let is_ours = matches!(operation.service, Service::Idp | Service::Identity | Service::Sync);
    let places = PASSED.iter().filter(|(name, _)| is_ours && *name == operation.name);
    places.flat_map(|(_, place)| at(tree, place)).filter_map(Value::as_str).collect()
}

fn at<'a>(tree: &'a Value, place: &[&str]) -> Vec<&'a Value> {
    let Some((first, rest)) = place.split_first() else { return vec![tree] };
    match (tree, *first) {
        (Value::Array(list), "*") => list.iter().flat_map(|tree| at(tree, rest)).collect(),
        (Value::Object(map), "*") => map.values().flat_map(|tree| at(tree, rest)).collect(),
        (tree, member) => tree.get(member).map(|tree| at(tree, rest)).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use wire::{Auth, Kind, Shape};

    use super::*;

    fn signed() -> impl Iterator<Item = &'static Operation> {
        [Service::Idp, Service::Identity, Service::Sync]
            .into_iter()
            .flat_map(Service::operations)
            .filter(|operation| operation.auth == Auth::SigV4)
    }

    fn members(shape: &'static Shape) -> &'static [wire::Member] {
        match shape.kind {
            Kind::Structure(members) => members,
            _ => &[],
        }
    }

    #[test]
    fn an_operation_names_its_pool_or_is_known_to_name_nothing() {
        for operation in signed() {
            let names = ["UserPoolId", "IdentityPoolId", "ResourceArn"];
            // Of one operation the model requires nothing, and it refuses who names no pool.
            let is_loose = operation.name == "UpdateManagedLoginBranding";
            let is_of_something = members(operation.input)
                .iter()
                .any(|member| names.contains(&member.name) && (member.is_required || is_loose));
            let is_of_nothing = OF_NOTHING.contains(&operation.name);
            assert!(is_of_something != is_of_nothing, "{}: what does it act on?", operation.name);
        }
    }

    /// The places of members that hold the ARN of a role.
    fn roles(shape: &'static Shape, depth: usize, place: &str, found: &mut Vec<String>) {
        if depth > 8 {
            return;
        }
        match shape.kind {
            Kind::Structure(members) => {
                for member in members {
                    let name = member.name.to_lowercase();
                    let place = format!("{place}/{}", member.name);
                    match name.ends_with("rolearn") || name == "snscallerarn" {
                        true => found.push(place),
                        false => roles(member.shape, depth + 1, &place, found),
                    }
                }
            }
            Kind::List(inner) | Kind::Map(_, inner) => roles(inner, depth + 1, &format!("{place}/*"), found),
            _ => {}
        }
    }

    #[test]
    fn every_role_that_an_operation_takes_is_a_role_that_it_hands_on() {
        for operation in signed() {
            let mut found = Vec::new();
            roles(operation.input, 0, "", &mut found);
            for place in found {
                let is_known = PASSED
                    .iter()
                    .any(|(name, known)| *name == operation.name && place == format!("/{}", known.join("/")));
                assert!(is_known, "{} takes a role at {place}", operation.name);
            }
        }
    }
}
