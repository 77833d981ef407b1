//! User pools: what Create and Update keep, what Describe and List give back, what is refused, what Delete takes.

mod create;
mod delete;
mod list;
mod refusals;
mod schema;
mod update;

use serde_json::{Value, json};

use crate::world::World;

const LAMBDA: &str = "arn:aws:lambda:us-east-1:000000000000:function:hook";
const ROLE: &str = "arn:aws:iam::000000000000:role/sender";

/// What DescribeUserPool gives for a pool.
async fn described(world: &World, pool: &str) -> Value {
    world.ok("DescribeUserPool", json!({ "UserPoolId": pool })).await["UserPool"].clone()
}

/// Input of CreateUserPool that sets every member that can stand beside the others. What is sent is in AWS's own
/// full form, so that all of it comes back to the letter.
fn full_settings() -> Value {
    json!({
        "PoolName": "Full, with +=.@- all",
        "Policies": {
            "PasswordPolicy": {
                "MinimumLength": 12, "RequireUppercase": false, "RequireLowercase": true, "RequireNumbers": false,
                "RequireSymbols": true, "PasswordHistorySize": 4, "TemporaryPasswordValidityDays": 2,
            },
            "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] },
        },
        "DeletionProtection": "ACTIVE",
        "LambdaConfig": {
            "PreSignUp": LAMBDA, "CustomMessage": LAMBDA, "PostConfirmation": LAMBDA, "PreAuthentication": LAMBDA,
            "PostAuthentication": LAMBDA, "DefineAuthChallenge": LAMBDA, "CreateAuthChallenge": LAMBDA,
            "VerifyAuthChallengeResponse": LAMBDA, "PreTokenGeneration": LAMBDA, "UserMigration": LAMBDA,
            "PreTokenGenerationConfig": { "LambdaVersion": "V2_0", "LambdaArn": LAMBDA },
            "CustomSMSSender": { "LambdaVersion": "V1_0", "LambdaArn": LAMBDA },
            "CustomEmailSender": { "LambdaVersion": "V1_0", "LambdaArn": LAMBDA },
            "KMSKeyID": "arn:aws:kms:us-east-1:000000000000:key/1234abcd",
            "InboundFederation": { "LambdaVersion": "V1_0", "LambdaArn": LAMBDA },
        },
        "AutoVerifiedAttributes": ["email", "phone_number"],
        "AliasAttributes": ["email", "preferred_username"],
        "SmsVerificationMessage": "Code {####} by SMS",
        "EmailVerificationMessage": "Code {####} by mail",
        "EmailVerificationSubject": "Your code",
        "VerificationMessageTemplate": {
            "SmsMessage": "Code {####} by SMS", "EmailMessage": "Code {####} by mail", "EmailSubject": "Your code",
            "EmailMessageByLink": "Follow {##this##}", "EmailSubjectByLink": "Your link",
            "DefaultEmailOption": "CONFIRM_WITH_LINK",
        },
        "SmsAuthenticationMessage": "Sign in with {####}",
        "MfaConfiguration": "OPTIONAL",
        "UserAttributeUpdateSettings": { "AttributesRequireVerificationBeforeUpdate": ["email"] },
        "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true, "DeviceOnlyRememberedOnUserPrompt": false },
        "EmailConfiguration": {
            "SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/a@example.com",
            "ReplyToEmailAddress": "reply@example.com", "EmailSendingAccount": "DEVELOPER",
            "From": "Example <a@example.com>", "ConfigurationSet": "set-1",
        },
        "SmsConfiguration": { "SnsCallerArn": ROLE, "ExternalId": "one", "SnsRegion": "us-east-1" },
        "UserPoolTags": { "team": "identity", "empty": "" },
        "AdminCreateUserConfig": {
            "AllowAdminCreateUserOnly": true, "UnusedAccountValidityDays": 3,
            "InviteMessageTemplate": {
                "SMSMessage": "{username} {####}", "EmailMessage": "{username} and {####}", "EmailSubject": "Come in",
            },
        },
        "UserPoolAddOns": {
            "AdvancedSecurityMode": "AUDIT", "AdvancedSecurityAdditionalFlows": { "CustomAuthMode": "ENFORCED" },
        },
        "DcrConfiguration": {
            "EnableStatus": "Enabled", "OpenDcrEnabled": true, "AuthenticatedGrantTypes": ["code"],
            "OpenDcrGrantTypes": ["code"], "AllowedScopes": ["openid"],
        },
        "UsernameConfiguration": { "CaseSensitive": false },
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Priority": 1, "Name": "verified_phone_number" }] },
        "UserPoolTier": "PLUS",
        "KeyConfiguration": {
            "KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": "arn:aws:kms:us-east-1:000000000000:key/1234abcd",
        },
        "IssuerConfiguration": { "Type": "UPDATED" },
        "AcrConfiguration": {
            "Level1": { "AcrValue": "bronze" }, "Level2": { "AcrValue": "silver" },
            "Level3": { "AcrValue": "gold" }, "Level4": { "AcrValue": "urn:four" },
        },
    })
}

/// The members of Describe that nobody sends.
const OWN: [&str; 6] =
    ["Arn", "CreationDate", "EstimatedNumberOfUsers", "Id", "LastModifiedDate", "SchemaAttributes"];

/// `shown` as it would be sent: without what the service adds, and the name under its other name.
fn as_sent(shown: &Value) -> Value {
    let mut sent = shown.clone();
    let members = sent.as_object_mut().expect("an object");
    for own in OWN {
        members.remove(own).unwrap_or_else(|| panic!("{own} is not shown"));
    }
    let name = members.remove("Name").expect("a name");
    members.insert("PoolName".to_owned(), name);
    sent
}
