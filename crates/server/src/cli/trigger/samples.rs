//! A sample event for each source of each trigger.
//! AWS: the developer guide, the pages of the triggers, "… trigger parameters".

use rules::pools::Pool;
use serde_json::{Value, json};

/// A trigger.
pub struct Kind {
    /// As errors name it.
    pub name: &'static str,
    /// The members of LambdaConfig that may name its function, the one that counts first.
    pub members: &'static [&'static str],
    /// What makes a pool call it, the usual one first.
    pub sources: &'static [&'static str],
}

/// Every trigger.
pub const TRIGGERS: [Kind; 13] = [
    Kind {
        name: "PreSignUp",
        members: &["PreSignUp"],
        sources: &["PreSignUp_SignUp", "PreSignUp_AdminCreateUser", "PreSignUp_ExternalProvider"],
    },
    Kind {
        name: "PostConfirmation",
        members: &["PostConfirmation"],
        sources: &["PostConfirmation_ConfirmSignUp", "PostConfirmation_ConfirmForgotPassword"],
    },
    Kind {
        name: "PreAuthentication",
        members: &["PreAuthentication"],
        sources: &["PreAuthentication_Authentication"],
    },
    Kind {
        name: "PostAuthentication",
        members: &["PostAuthentication"],
        sources: &["PostAuthentication_Authentication"],
    },
    Kind {
        name: "DefineAuthChallenge",
        members: &["DefineAuthChallenge"],
        sources: &["DefineAuthChallenge_Authentication"],
    },
    Kind {
        name: "CreateAuthChallenge",
        members: &["CreateAuthChallenge"],
        sources: &["CreateAuthChallenge_Authentication"],
    },
    Kind {
        name: "VerifyAuthChallengeResponse",
        members: &["VerifyAuthChallengeResponse"],
        sources: &["VerifyAuthChallengeResponse_Authentication"],
    },
    Kind {
        name: "PreTokenGeneration",
        members: &["PreTokenGenerationConfig", "PreTokenGeneration"],
        sources: &[
            "TokenGeneration_Authentication",
            "TokenGeneration_HostedAuth",
            "TokenGeneration_NewPasswordChallenge",
            "TokenGeneration_AuthenticateDevice",
            "TokenGeneration_RefreshTokens",
            "TokenGeneration_ClientCredentials",
        ],
    },
    Kind {
        name: "UserMigration",
        members: &["UserMigration"],
        sources: &["UserMigration_Authentication", "UserMigration_ForgotPassword"],
    },
    Kind {
        name: "CustomMessage",
        members: &["CustomMessage"],
        sources: &[
            "CustomMessage_SignUp",
            "CustomMessage_AdminCreateUser",
            "CustomMessage_ResendCode",
            "CustomMessage_ForgotPassword",
            "CustomMessage_UpdateUserAttribute",
            "CustomMessage_VerifyUserAttribute",
            "CustomMessage_Authentication",
        ],
    },
    Kind {
        name: "CustomEmailSender",
        members: &["CustomEmailSender"],
        sources: &[
            "CustomEmailSender_SignUp",
            "CustomEmailSender_AdminCreateUser",
            "CustomEmailSender_ResendCode",
            "CustomEmailSender_ForgotPassword",
            "CustomEmailSender_UpdateUserAttribute",
            "CustomEmailSender_VerifyUserAttribute",
            "CustomEmailSender_Authentication",
            "CustomEmailSender_AccountTakeOverNotification",
        ],
    },
    Kind {
        name: "CustomSMSSender",
        members: &["CustomSMSSender"],
        sources: &[
            "CustomSMSSender_SignUp",
            "CustomSMSSender_AdminCreateUser",
            "CustomSMSSender_ResendCode",
            "CustomSMSSender_ForgotPassword",
            "CustomSMSSender_UpdateUserAttribute",
            "CustomSMSSender_VerifyUserAttribute",
            "CustomSMSSender_Authentication",
        ],
    },
    Kind {
        name: "InboundFederation",
        members: &["InboundFederation"],
        sources: &["InboundFederation_ExternalProvider"],
    },
];

/// A trigger by its name or by one of its sources, with the source.
pub fn find(name: &str) -> Option<(&'static Kind, &'static str)> {
    TRIGGERS.iter().find_map(|kind| {
        let source = match kind.name == name {
            true => kind.sources.first(),
            false => kind.sources.iter().find(|source| **source == name),
        };
        Some((kind, *source?))
    })
}

/// A sample. `version` is that of the pool's configuration.
pub fn event(kind: &Kind, source: &str, pool: &Pool, version: &str) -> Value {
    let (request, response) = parts(kind.name, source, version);
    let version = match (kind.name, version) {
        ("PreTokenGeneration", "V2_0") => "2",
        ("PreTokenGeneration", "V3_0") => "3",
        _ => "1",
    };
    json!({
        "version": version,
        "triggerSource": source,
        "region": pool.row.region,
        "userPoolId": pool.id(),
        "userName": "alice",
        "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "1example23456789" },
        "request": request,
        "response": response,
    })
}

/// `request` and `response`.
fn parts(trigger: &str, source: &str, version: &str) -> (Value, Value) {
    let new = json!({ "email": "alice@example.com" });
    let known = json!({
        "sub": "7f1d4ff0-3b8a-4bf5-9f37-0d8f5f1b3a52", "cognito:user_status": "CONFIRMED",
        "email": "alice@example.com", "email_verified": "true",
    });
    match trigger {
        "PreSignUp" => (
            json!({ "userAttributes": new, "validationData": null, "clientMetadata": {} }),
            json!({ "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false }),
        ),
        "PreAuthentication" => (json!({ "userAttributes": known, "validationData": {} }), json!({})),
        "PostAuthentication" => {
            (json!({ "userAttributes": known, "newDeviceUsed": false, "clientMetadata": {} }), json!({}))
        }
        "DefineAuthChallenge" => (
            json!({ "userAttributes": known, "session": [], "userNotFound": false }),
            json!({ "challengeName": null, "issueTokens": null, "failAuthentication": null }),
        ),
        "CreateAuthChallenge" => (
            json!({
                "userAttributes": known, "challengeName": "CUSTOM_CHALLENGE", "session": [], "userNotFound": false,
            }),
            json!({
                "publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null,
            }),
        ),
        "VerifyAuthChallengeResponse" => (
            json!({
                "userAttributes": known, "privateChallengeParameters": { "answer": "42" },
                "challengeAnswer": "42", "userNotFound": false,
            }),
            json!({ "answerCorrect": null }),
        ),
        "PreTokenGeneration" => of_tokens(known, version),
        "UserMigration" => {
            let password =
                json!({ "password": "Sample-pass-1", "validationData": null, "clientMetadata": {} });
            let request = match source.ends_with("_Authentication") {
                true => password,
                false => json!({ "validationData": null, "clientMetadata": {} }),
            };
            let response = json!({
                "userAttributes": null, "finalUserStatus": null, "messageAction": null,
                "desiredDeliveryMediums": null, "forceAliasCreation": null, "enableSMSMFA": null,
            });
            (request, response)
        }
        "CustomMessage" => {
            let username = source.ends_with("_AdminCreateUser").then_some("{username}");
            let request = json!({
                "userAttributes": known, "codeParameter": "{####}", "linkParameter": "{##Click Here##}",
                "usernameParameter": username, "clientMetadata": {},
            });
            (request, json!({ "smsMessage": null, "emailMessage": null, "emailSubject": null }))
        }
        "CustomEmailSender" => (sender("customEmailSenderRequestV1", known), json!({})),
        "CustomSMSSender" => (sender("customSMSSenderRequestV1", known), json!({})),
        "InboundFederation" => (
            json!({
                "providerName": "Example", "providerType": "OIDC",
                "attributes": {
                    "tokenResponse": { "access_token": "sample", "token_type": "Bearer", "expires_in": "3600" },
                    "idToken": { "sub": "alice", "email": "alice@example.com" },
                    "userInfo": { "email": "alice@example.com" },
                },
            }),
            json!({ "userAttributesToMap": {} }),
        ),
        _ => (json!({ "userAttributes": known, "clientMetadata": {} }), json!({})),
    }
}

fn of_tokens(known: Value, version: &str) -> (Value, Value) {
    let mut request = json!({
        "userAttributes": known, "clientMetadata": {},
        "groupConfiguration": { "groupsToOverride": [], "iamRolesToOverride": [], "preferredRole": null },
    });
    if version == "V1_0" {
        return (request, json!({ "claimsOverrideDetails": null }));
    }
    request["scopes"] = json!(["aws.cognito.signin.user.admin"]);
    (request, json!({ "claimsAndScopeOverrideDetails": null }))
}

/// What a sender is told. The code of a sample is none that it could decrypt.
fn sender(kind: &str, known: Value) -> Value {
    json!({ "type": kind, "code": "c2FtcGxl", "clientMetadata": {}, "userAttributes": known })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_is_found_by_its_name_and_by_its_sources() {
        for kind in &TRIGGERS {
            assert_eq!(find(kind.name).map(|(_, source)| source), kind.sources.first().copied());
            for source in kind.sources {
                let (found, named) = find(source).unwrap();
                assert_eq!((found.name, named), (kind.name, *source));
                let (request, response) = parts(kind.name, source, "V2_0");
                assert!(request.is_object() && response.is_object(), "{source}");
            }
        }
        assert!(find("PreSignIn").is_none());
    }
}
