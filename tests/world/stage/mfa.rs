//! Inputs of what sets second factors up and asks for them.

use serde_json::{Value, json};

use super::{ClientKind, PASSWORD, Stage, by_password, merged};
use crate::world::mfa::{SMS_ROLE, respond};

/// Further ways into operations.
pub const WAYS: [(&str, &str); 11] = [
    ("AdminInitiateAuth", "mfa by email"),
    ("AdminRespondToAuthChallenge", "mfa by app"),
    ("AssociateSoftwareToken", "mfa session"),
    ("InitiateAuth", "mfa by app"),
    ("InitiateAuth", "mfa by email"),
    ("InitiateAuth", "mfa setup"),
    ("RespondToAuthChallenge", "mfa by app"),
    ("RespondToAuthChallenge", "mfa by email"),
    ("RespondToAuthChallenge", "mfa select"),
    ("RespondToAuthChallenge", "mfa setup"),
    ("VerifySoftwareToken", "mfa session"),
];

/// Whether [`Stage::mfa_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    let operation = operation.to_lowercase();
    operation.contains("mfa") || operation.contains("usersettings") || operation.contains("softwaretoken")
}

/// The client of a pool that demands a second factor, and its secret.
struct Strict {
    client: String,
    secret: Option<String>,
}

impl Stage {
    /// Offers every second factor in the stage's pool.
    pub(super) async fn offer_mfa(&self) {
        let all = ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"];
        self.world.set_mfa(&self.pool, "OPTIONAL", &all).await;
    }

    pub(super) async fn mfa_input(&self, operation: &str, way: &str) -> Value {
        let options = json!([{ "DeliveryMedium": "SMS", "AttributeName": "phone_number" }]);
        match operation {
            "AdminDeleteSoftwareToken" => {
                let (name, _) = self.with_app().await;
                json!({ "UserPoolId": self.pool, "Username": name })
            }
            "AdminSetUserMFAPreference" => {
                let (name, _) = self.with_app().await;
                merged(json!({ "UserPoolId": self.pool, "Username": name }), wishes())
            }
            "AdminSetUserSettings" => {
                let name = self.with_phone().await;
                json!({ "UserPoolId": self.pool, "Username": name, "MFAOptions": options })
            }
            "AssociateSoftwareToken" if way == "mfa session" => {
                let (strict, name) = self.strict().await;
                json!({ "Session": self.begin(&strict, &name).await["Session"] })
            }
            "AssociateSoftwareToken" => self.access().await,
            "GetUserPoolMfaConfig" => json!({ "UserPoolId": self.pool }),
            "SetUserMFAPreference" => {
                let (name, _) = self.with_app().await;
                merged(json!({ "AccessToken": self.sign_in(&name).await["AccessToken"] }), wishes())
            }
            "SetUserPoolMfaConfig" => {
                let sms = json!({ "SnsCallerArn": SMS_ROLE, "ExternalId": "x" });
                json!({
                    "UserPoolId": self.world.pool(json!({})).await, "MfaConfiguration": "OPTIONAL",
                    "SmsMfaConfiguration": { "SmsAuthenticationMessage": "It is {####}.", "SmsConfiguration": sms },
                    "SoftwareTokenMfaConfiguration": { "Enabled": true },
                    "EmailMfaConfiguration": { "Message": "It is {####}.", "Subject": "Code" },
                    "WebAuthnConfiguration": { "RelyingPartyId": "example.com", "UserVerification": "required" },
                })
            }
            "SetUserSettings" => {
                let name = self.with_phone().await;
                json!({ "AccessToken": self.sign_in(&name).await["AccessToken"], "MFAOptions": options })
            }
            "VerifySoftwareToken" if way == "mfa session" => {
                let (strict, name) = self.strict().await;
                let session = self.begin(&strict, &name).await["Session"].clone();
                let given = self.world.ok("AssociateSoftwareToken", json!({ "Session": session })).await;
                let code = self.world.totp(&given["SecretCode"], 0);
                json!({ "Session": given["Session"], "UserCode": code, "FriendlyDeviceName": "Phone" })
            }
            "VerifySoftwareToken" => {
                let access = self.access().await;
                let given = self.world.ok("AssociateSoftwareToken", access.clone()).await;
                let code = self.world.totp(&given["SecretCode"], 0);
                merged(access, json!({ "UserCode": code, "FriendlyDeviceName": "Phone" }))
            }
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }

    /// Inputs of sign-ins that meet a second factor.
    pub(super) async fn mfa_sign_in_input(&self, operation: &str, way: &str) -> Value {
        let is_admin = operation.starts_with("Admin");
        if way == "mfa setup" {
            return self.setup_input(operation).await;
        }
        let (name, secret) = self.with_app().await;
        let methods: &[&str] = match way {
            "mfa by email" => &["EMAIL_OTP"],
            "mfa by app" => &["SOFTWARE_TOKEN_MFA"],
            _ => &["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"],
        };
        self.world.turn_on(&self.pool, &name, methods, way != "mfa select").await;
        let mut start = self.proved_within(by_password(&self.client, &name, PASSWORD), &name);
        if is_admin {
            start["AuthFlow"] = json!("ADMIN_USER_PASSWORD_AUTH");
        }
        let start = self.of_door(is_admin, start);
        if operation.ends_with("InitiateAuth") {
            return start;
        }
        let door = if is_admin { "AdminInitiateAuth" } else { "InitiateAuth" };
        let challenge = self.world.ok(door, start).await;
        let (key, value) = match way {
            "mfa by email" => ("EMAIL_OTP_CODE", self.world.code(&format!("{name}@example.com"))),
            "mfa by app" => ("SOFTWARE_TOKEN_MFA_CODE", self.world.totp(&secret, 0)),
            _ => ("ANSWER", "EMAIL_OTP".to_owned()),
        };
        let answer = respond(&self.client, &challenge, &name, &[(key, &value)]);
        self.of_door(is_admin, self.proved_within(answer, &name))
    }

    async fn setup_input(&self, operation: &str) -> Value {
        let (strict, name) = self.strict().await;
        let start = strict.proved(by_password(&strict.client, &name, PASSWORD), &name);
        if operation == "InitiateAuth" {
            return start;
        }
        let mut challenge = self.world.ok("InitiateAuth", start).await;
        let given = json!({ "Session": challenge["Session"] });
        let given = self.world.ok("AssociateSoftwareToken", given).await;
        let code = self.world.totp(&given["SecretCode"], 0);
        let verify = json!({ "Session": given["Session"], "UserCode": code });
        challenge["Session"] = self.world.ok("VerifySoftwareToken", verify).await["Session"].clone();
        strict.proved(respond(&strict.client, &challenge, &name, &[]), &name)
    }

    /// Somebody whose authenticator app is set up and not turned on.
    async fn with_app(&self) -> (String, Value) {
        let name = self.person().await;
        let token = self.sign_in(&name).await["AccessToken"].clone();
        (name, self.world.set_up_app(&token).await)
    }

    /// Somebody with a phone.
    async fn with_phone(&self) -> String {
        let name = self.person().await;
        let attributes = json!([{ "Name": "phone_number", "Value": "+15550001234" }]);
        let input = json!({ "UserPoolId": self.pool, "Username": name, "UserAttributes": attributes });
        self.world.ok("AdminUpdateUserAttributes", input).await;
        name
    }

    /// A client of a fresh pool that demands an app, and somebody who has none.
    async fn strict(&self) -> (Strict, String) {
        let pool = self.world.pool(json!({})).await;
        let kind = if self.secret.is_some() { ClientKind::Confidential } else { ClientKind::Public };
        let settings = json!({ "GenerateSecret": kind == ClientKind::Confidential });
        let client = self.world.client(&pool, settings).await;
        let asked = json!({ "UserPoolId": pool, "ClientId": client });
        let described = self.world.ok("DescribeUserPoolClient", asked).await;
        let secret = described["UserPoolClient"]["ClientSecret"].as_str().map(str::to_owned);
        let strict = Strict { client, secret };
        let name = self.name();
        self.world.user(&pool, &name).await;
        // The pool's signing keys are made at the first sign-in: not what an input is to meet.
        self.begin(&strict, &name).await;
        self.world.set_mfa(&pool, "ON", &["SOFTWARE_TOKEN_MFA"]).await;
        (strict, name)
    }

    async fn begin(&self, strict: &Strict, name: &str) -> Value {
        let start = strict.proved(by_password(&strict.client, name, PASSWORD), name);
        self.world.ok("InitiateAuth", start).await
    }
}

impl Strict {
    fn proved(&self, mut input: Value, name: &str) -> Value {
        let inner =
            if input.get("AuthParameters").is_some() { "AuthParameters" } else { "ChallengeResponses" };
        if let Some(secret) = &self.secret {
            input[inner]["SECRET_HASH"] = json!(crypto::mac::secret_hash(secret, name, &self.client));
        }
        input
    }
}

fn wishes() -> Value {
    json!({
        "SoftwareTokenMfaSettings": { "Enabled": true, "PreferredMfa": true },
        "EmailMfaSettings": { "Enabled": true },
    })
}
