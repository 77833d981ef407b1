//! Shorthand for second factors: pools that offer them, authenticator apps, the answers to challenges.

use serde_json::{Value, json};

use super::{World, by_password, merged};

/// The role that text messages go by.
pub const SMS_ROLE: &str = "arn:aws:iam::000000000000:role/sms";

impl World {
    /// Sets which second factors a pool offers, by AWS's names, and whether it demands one.
    pub async fn set_mfa(&self, pool: &str, demand: &str, methods: &[&str]) {
        let mut input = json!({ "UserPoolId": pool, "MfaConfiguration": demand });
        for method in methods {
            let (member, value) = match *method {
                "SMS_MFA" => {
                    let sms = json!({ "SnsCallerArn": SMS_ROLE, "ExternalId": "x" });
                    ("SmsMfaConfiguration", json!({ "SmsConfiguration": sms }))
                }
                "SOFTWARE_TOKEN_MFA" => ("SoftwareTokenMfaConfiguration", json!({ "Enabled": true })),
                _ => ("EmailMfaConfiguration", json!({})),
            };
            input[member] = value;
        }
        self.ok("SetUserPoolMfaConfig", input).await;
    }

    /// What an authenticator app shows so many steps from now.
    pub fn totp(&self, secret_code: &Value, steps: i64) -> String {
        let secret = crypto::totp::read(secret_code.as_str().expect("a secret")).expect("base32");
        let at_s = u64::try_from(self.now() / 1_000 + steps * 30).expect("a time");
        crypto::totp::code(&secret, at_s)
    }

    /// Sets an app up for the holder of an access token, by the code of the step before this one; gives its secret.
    pub async fn set_up_app(&self, access_token: &Value) -> Value {
        let token = json!({ "AccessToken": access_token });
        let secret = self.ok("AssociateSoftwareToken", token.clone()).await["SecretCode"].clone();
        let code = json!({ "UserCode": self.totp(&secret, -1) });
        self.ok("VerifySoftwareToken", merged(token, code)).await;
        secret
    }

    /// Turns second factors of a user on, the first one preferred if so wished.
    pub async fn turn_on(&self, pool: &str, name: &str, methods: &[&str], is_first_preferred: bool) {
        let mut input = json!({ "UserPoolId": pool, "Username": name });
        for (at, method) in methods.iter().enumerate() {
            let member = match *method {
                "SMS_MFA" => "SMSMfaSettings",
                "SOFTWARE_TOKEN_MFA" => "SoftwareTokenMfaSettings",
                _ => "EmailMfaSettings",
            };
            input[member] = json!({ "Enabled": true, "PreferredMfa": at == 0 && is_first_preferred });
        }
        self.ok("AdminSetUserMFAPreference", input).await;
    }

    /// What follows a right password.
    pub async fn after_password(&self, client: &str, name: &str) -> Value {
        self.ok("InitiateAuth", by_password(client, name, super::PASSWORD)).await
    }
}

/// The answer to a challenge.
pub fn respond(client: &str, challenge: &Value, name: &str, answers: &[(&str, &str)]) -> Value {
    let mut input = json!({
        "ClientId": client, "ChallengeName": challenge["ChallengeName"], "Session": challenge["Session"],
        "ChallengeResponses": { "USERNAME": name },
    });
    for (key, value) in answers {
        input["ChallengeResponses"][*key] = json!(value);
    }
    input
}
