//! People whose password a directory keeps, as apps, pages and administrators see them. AWS has no directories: the rules are
//! those of docs/directories.md.

mod names;
mod passwords;
mod refusals;
mod sign_in;
mod sync;

use std::sync::Arc;

use rules::directory::{Groups, Mapping, Settings, Walk};
use serde_json::{Value, json};

use crate::world::directory::Company;
use crate::world::{World, by_password, merged};

/// The password of people in the directory.
pub const WORD: &str = "kept elsewhere";

pub const INCORRECT: &str = "NotAuthorizedException: Incorrect username or password.";
pub const EXCEEDED: &str = "NotAuthorizedException: Password attempts exceeded";
pub const DISABLED: &str = "NotAuthorizedException: User is disabled.";
pub const UNKNOWN: &str = "UserNotFoundException: User does not exist.";
pub const DOWN: &str = "InternalErrorException: The directory that keeps the password does not answer.";
pub const KEPT: &str =
    "NotAuthorizedException: The password of this user is kept by a directory, and is changed there.";

/// A pool with a directory in which alice and bob are, and a client that hides who exists.
pub struct Home {
    pub world: World,
    pub pool: String,
    pub client: String,
    pub company: Arc<Company>,
}

/// What is mapped: `mail`, which counts as verified, and `cn`; all groups.
pub fn settings() -> Settings {
    let attributes =
        [("email", "Mail"), ("name", "cn")].map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()));
    let verified = ["email".to_owned()].into();
    Settings {
        mapping: Mapping { attributes: attributes.into(), verified, groups: Groups::All },
        checks_refresh: false,
        sync: Some(Walk::default()),
    }
}

impl Home {
    pub async fn new() -> Home {
        Home::with(World::new(), json!({})).await
    }

    pub async fn with(world: World, pool: Value) -> Home {
        let pool = world.pool(pool).await;
        let client = world.client(&pool, hiding()).await;
        let company = Company::new();
        for name in ["alice", "bob"] {
            company.hire(name, WORD, &[("mail", &format!("{name}@corp.example")), ("cn", name)]);
        }
        let home = Home { world, pool, client, company };
        home.serve(settings());
        home
    }

    /// The directory is served by these settings from now on.
    pub fn serve(&self, settings: Settings) {
        self.world.directories.serve(&self.pool, &self.company, settings);
    }

    /// Signs in by the password; gives AuthenticationResult.
    pub async fn sign_in(&self, name: &str) -> Value {
        let answer = self.world.ok("InitiateAuth", by_password(&self.client, name, WORD)).await;
        answer["AuthenticationResult"].clone()
    }

    /// What a sign-in is refused with.
    pub async fn refused(&self, name: &str, password: &str) -> String {
        self.world.no_sign_in(&self.client, name, password).await
    }

    /// The groups of a user.
    pub async fn groups(&self, name: &str) -> Vec<String> {
        let input = json!({ "UserPoolId": self.pool, "Username": name });
        let answer = self.world.ok("AdminListGroupsForUser", input).await;
        let groups = answer["Groups"].as_array().expect("groups");
        groups.iter().map(|group| group["GroupName"].as_str().expect("a name").to_owned()).collect()
    }

    /// The names of all users.
    pub async fn users(&self) -> Vec<String> {
        let answer = self.world.ok("ListUsers", json!({ "UserPoolId": self.pool })).await;
        let users = answer["Users"].as_array().expect("users");
        let mut names: Vec<String> =
            users.iter().map(|user| user["Username"].as_str().expect("a name").to_owned()).collect();
        names.sort();
        names
    }
}

/// A client that hides who exists, and lets people choose how to begin.
pub fn hiding() -> Value {
    let flows = [
        "USER_SRP_AUTH",
        "USER_PASSWORD_AUTH",
        "USER_AUTH",
        "ADMIN_USER_PASSWORD_AUTH",
        "REFRESH_TOKEN_AUTH",
    ];
    let flows = flows.map(|flow| format!("ALLOW_{flow}"));
    json!({ "PreventUserExistenceErrors": "ENABLED", "ExplicitAuthFlows": flows })
}

/// A client that tells who exists.
pub fn telling() -> Value {
    merged(hiding(), json!({ "PreventUserExistenceErrors": "LEGACY" }))
}
