//! Inputs of choice-based and custom sign-in.

use serde_json::{Value, json};

use super::{PASSWORD, Stage, merged};
use crate::world::functions::answered;
use crate::world::mfa::respond;
use crate::world::people::signing_up;
use crate::world::srp;

/// Further ways into operations.
pub const WAYS: [(&str, &str); 15] = [
    ("AdminInitiateAuth", "choice"),
    ("AdminRespondToAuthChallenge", "choice of a code"),
    ("ConfirmSignUp", "choice: session"),
    ("InitiateAuth", "choice"),
    ("InitiateAuth", "choice of a code"),
    ("InitiateAuth", "choice of a passkey"),
    ("InitiateAuth", "choice of srp"),
    ("InitiateAuth", "choice: session"),
    ("InitiateAuth", "custom"),
    ("RespondToAuthChallenge", "choice"),
    ("RespondToAuthChallenge", "choice of a code"),
    ("RespondToAuthChallenge", "choice of a passkey"),
    ("RespondToAuthChallenge", "choice of srp"),
    ("RespondToAuthChallenge", "custom"),
    ("SignUp", "choice"),
];

/// Whether [`Stage::choice_input`] has the input of an operation, by a way.
pub fn knows(operation: &str, way: &str) -> bool {
    way.starts_with("choice") || way == "custom" || operation.contains("AuthFactors")
}

/// A pool with every way in, a client of it, and its secret.
struct Open {
    pool: String,
    client: String,
    secret: Option<String>,
}

impl Stage {
    pub(super) async fn choice_input(&self, operation: &str, way: &str) -> Value {
        let open = self.open().await;
        let is_admin = operation.starts_with("Admin");
        let in_pool = |input: Value| match is_admin {
            true => merged(input, json!({ "UserPoolId": open.pool })),
            false => input,
        };
        match (operation, way) {
            ("GetUserAuthFactors", _) => {
                let access = self.world.access_token(&open.client_without(self).await, "keeper").await;
                self.world.passkey(&access).await;
                json!({ "AccessToken": access })
            }
            ("AdminGetUserAuthFactors", _) => json!({ "UserPoolId": open.pool, "Username": "keeper" }),
            ("SignUp", _) => open.without_password(),
            ("ConfirmSignUp", _) => open.confirming(self).await,
            (_, "choice: session") => {
                let confirmed = self.world.ok("ConfirmSignUp", open.confirming(self).await).await;
                let session = json!({ "Session": confirmed["Session"] });
                merged(open.begins("ina", "USER_AUTH", &[]), session)
            }
            (name, way) => {
                let begins = in_pool(open.beginning(way));
                if way == "choice of a passkey" {
                    self.register_keeper(&open).await;
                }
                if !name.contains("Respond") {
                    return begins;
                }
                let door = if is_admin { "AdminInitiateAuth" } else { "InitiateAuth" };
                let challenge = self.world.ok(door, begins).await;
                in_pool(self.answer(&open, way, &challenge))
            }
        }
    }

    async fn open(&self) -> Open {
        let arn = |name: &str| format!("arn:aws:lambda:us-east-1:000000000000:function:{name}");
        let functions = json!({
            "DefineAuthChallenge": arn("define"), "CreateAuthChallenge": arn("create"),
            "VerifyAuthChallengeResponse": arn("verify"),
        });
        self.world.functions.set(&arn("define"), |event| {
            answered(
                event,
                match event["request"]["session"].as_array().is_some_and(Vec::is_empty) {
                    true => json!({ "challengeName": "CUSTOM_CHALLENGE" }),
                    false => json!({ "issueTokens": true }),
                },
            )
        });
        self.world.functions.set(&arn("create"), |event| answered(event, json!({})));
        self.world.functions.set(&arn("verify"), |event| answered(event, json!({ "answerCorrect": true })));
        let pool = self.world.passkey_pool(json!({ "LambdaConfig": functions })).await;
        let flows = ["ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH"];
        let is_confidential = self.secret.is_some();
        let settings = json!({ "ExplicitAuthFlows": flows, "GenerateSecret": is_confidential });
        let client = self.world.client(&pool, settings).await;
        let asked = json!({ "UserPoolId": pool, "ClientId": client });
        let described = self.world.ok("DescribeUserPoolClient", asked).await;
        let secret = described["UserPoolClient"]["ClientSecret"].as_str().map(str::to_owned);
        self.world.user(&pool, "keeper").await;
        let open = Open { pool, client, secret };
        // The pool's signing keys are made at its first sign-in: not what an input is to meet.
        self.world.access_token(&open.client_without(self).await, "keeper").await;
        open
    }

    async fn register_keeper(&self, open: &Open) {
        let access = self.world.access_token(&open.client_without(self).await, "keeper").await;
        let passkey = self.world.passkey(&access).await;
        *self.passkey.lock().unwrap() = Some(passkey);
    }

    fn answer(&self, open: &Open, way: &str, challenge: &Value) -> Value {
        match way {
            "choice of a code" => {
                let code = self.world.code("keeper@example.com");
                open.proved(respond(&open.client, challenge, "keeper", &[("EMAIL_OTP_CODE", &code)]))
            }
            "choice of a passkey" => {
                let options = &challenge["ChallengeParameters"]["CREDENTIAL_REQUEST_OPTIONS"];
                let options: Value = serde_json::from_str(options.as_str().expect("options")).expect("JSON");
                let mut passkey = self.passkey.lock().unwrap().take().expect("a passkey");
                let credential = passkey.answer(&options).to_string();
                open.proved(respond(&open.client, challenge, "keeper", &[("CREDENTIAL", &credential)]))
            }
            "choice of srp" => {
                let proof = srp::proof(&self.world, &open.pool, &open.client, challenge, PASSWORD);
                open.proved(merged(proof, json!({ "Session": challenge["Session"] })))
            }
            "custom" => open.proved(respond(&open.client, challenge, "keeper", &[("ANSWER", "x")])),
            _ => {
                let answer = [("ANSWER", "PASSWORD"), ("PASSWORD", PASSWORD)];
                open.proved(respond(&open.client, challenge, "keeper", &answer))
            }
        }
    }
}

impl Open {
    /// Another client, without a secret.
    async fn client_without(&self, stage: &Stage) -> String {
        stage.world.client(&self.pool, json!({})).await
    }

    fn begins(&self, name: &str, flow: &str, more: &[(&str, &str)]) -> Value {
        let mut input = json!({
            "ClientId": self.client, "AuthFlow": flow, "AuthParameters": { "USERNAME": name },
        });
        for (key, value) in more {
            input["AuthParameters"][*key] = json!(value);
        }
        self.proved(input)
    }

    fn beginning(&self, way: &str) -> Value {
        let a = srp::hello(&self.client, "keeper")["AuthParameters"]["SRP_A"].as_str().expect("A").to_owned();
        let preferred = |name| ("PREFERRED_CHALLENGE", name);
        match way {
            "choice of a code" => self.begins("keeper", "USER_AUTH", &[preferred("EMAIL_OTP")]),
            "choice of a passkey" => self.begins("keeper", "USER_AUTH", &[preferred("WEB_AUTHN")]),
            "choice of srp" => {
                self.begins("keeper", "USER_AUTH", &[preferred("PASSWORD_SRP"), ("SRP_A", &a)])
            }
            "custom" => self.begins("keeper", "CUSTOM_AUTH", &[]),
            _ => self.begins("keeper", "USER_AUTH", &[]),
        }
    }

    fn without_password(&self) -> Value {
        let mut input = signing_up(&self.client, "ina", json!({}));
        input.as_object_mut().expect("an input").remove("Password");
        self.hashed(input, "ina")
    }

    async fn confirming(&self, stage: &Stage) -> Value {
        let signed_up = stage.world.ok("SignUp", self.without_password()).await;
        let input = json!({
            "ClientId": self.client, "Username": "ina", "Session": signed_up["Session"],
            "ConfirmationCode": stage.world.code("ina@example.com"),
        });
        self.hashed(input, "ina")
    }

    fn hashed(&self, input: Value, name: &str) -> Value {
        match &self.secret {
            None => input,
            Some(secret) => {
                let hash = crypto::mac::secret_hash(secret, name, &self.client);
                merged(input, json!({ "SecretHash": hash }))
            }
        }
    }

    fn proved(&self, mut input: Value) -> Value {
        let parameters =
            if input.get("AuthParameters").is_some() { "AuthParameters" } else { "ChallengeResponses" };
        if let Some(secret) = &self.secret {
            let name = input[parameters]["USERNAME"].as_str().expect("a name").to_owned();
            let hash = crypto::mac::secret_hash(secret, &name, &self.client);
            input[parameters]["SECRET_HASH"] = json!(hash);
        }
        input
    }
}
