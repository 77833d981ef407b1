//! The demo pool of `cenote dev`: fixed ids, two clients, two users, so that a first try needs no setting up.

use std::collections::BTreeMap;

use wire::idp::{UserPoolClientType, UserPoolType};

use crate::account::{invite, passwords};
use crate::clients::{self, configure as configure_client, configure::NewSecret};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::hosted::site;
use crate::looks::branding;
use crate::pools::domains::{self, Said};
use crate::pools::{self, Pool, configure as configure_pool};

/// What `cenote dev` prints.
pub struct Demo {
    /// The pool.
    pub user_pool_id: String,
    /// The origin of its hosted domain.
    pub domain: String,
    /// A client without a secret, as browsers and phones use.
    pub client_id: String,
    /// A client with a secret, as servers use.
    pub confidential_client_id: String,
    /// Its secret.
    pub confidential_client_secret: String,
    /// Usernames and passwords.
    pub users: Vec<(String, String)>,
}

/// The part of the pool's id after the region.
const POOL: &str = "CenoteDem";
const DOMAIN: &str = "demo";
/// Where the demo app is.
const APP: &str = "/demo";
const PUBLIC: &str = "cenotedemopublicclient0000";
const CONFIDENTIAL: &str = "cenotedemosecretclient0000";
const SECRET: &str = "cenotedemosecretthatisinthedocumentation000000000000";
const PASSWORD: &str = "Cenote-demo-1";
const USERS: [&str; 2] = ["alice", "bob"];
const SCOPES: [&str; 5] = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];
/// Where apps on a developer's machine usually listen.
const CALLBACKS: [&str; 3] = ["http://localhost:3000/", "http://localhost:5173/", "http://localhost:8080/"];

impl Demo {
    /// The sign-in page, as an app with the public client sends people there, who then come to the demo app.
    pub fn sign_in_page(&self, public_url: &str) -> String {
        let back = self.app(public_url);
        // Nothing in it needs an escape in a query.
        let client = &self.client_id;
        format!("{}/login?client_id={client}&response_type=code&redirect_uri={back}", self.domain)
    }

    /// The demo app.
    pub fn app(&self, public_url: &str) -> String {
        format!("{}{APP}", public_url.trim_end_matches('/'))
    }
}

/// Whether the store has a demo pool, whose secret and passwords everybody can read in the documentation.
pub async fn is_there(ctx: &Ctx) -> Result<bool> {
    for region in &ctx.config().regions {
        if store::pools::get(&ctx.read(), &format!("{region}_{POOL}")).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Makes whatever of the demo is not there yet.
pub async fn seed(ctx: &Ctx) -> Result<Demo> {
    let id = format!("{}_{POOL}", ctx.region());
    let pool = match store::pools::get(&ctx.read(), &id).await? {
        Some(_) => pools::get(ctx, &id).await?,
        None => configure_pool::create(ctx, pool_settings(), Some(id.clone())).await?,
    };
    if store::domains::of_pool(&ctx.read(), pool.id()).await?.is_empty() {
        let said = Said { managed_login_version: Some(2), custom_domain_config: None, routing: None };
        domains::create(ctx, &pool, DOMAIN.to_owned(), said).await?;
    }
    let domains = store::domains::of_pool(&ctx.read(), pool.id()).await?;
    let domain = domains.first().map(|domain| site::origin(ctx.config(), domain)).unwrap_or_default();
    for (client_id, secret) in
        [(PUBLIC, NewSecret::None), (CONFIDENTIAL, NewSecret::Given(SECRET.to_owned()))]
    {
        if store::clients::get(&ctx.read(), client_id).await?.is_none() {
            let settings = client_settings(client_id);
            configure_client::create(ctx, &pool, settings, secret, Some(client_id.to_owned())).await?;
        }
        let client = clients::of_pool(ctx, &pool, client_id).await?;
        if !branding::is_made(ctx, &client).await? {
            let provided = branding::Said { is_provided: Some(true), settings: None, assets: Vec::new() };
            branding::create(ctx, &client, provided).await?;
        }
    }
    if let Err(error) = lead_back(ctx, &pool, PUBLIC).await {
        tracing::warn!(%error, "the demo app cannot be led back to");
    }
    for name in USERS {
        seed_user(ctx, &pool, name).await?;
    }
    Ok(Demo {
        user_pool_id: id,
        domain,
        client_id: PUBLIC.to_owned(),
        confidential_client_id: CONFIDENTIAL.to_owned(),
        confidential_client_secret: clients::of_pool(ctx, &pool, CONFIDENTIAL)
            .await?
            .secrets
            .first()
            .map_or_else(String::new, |secret| secret.value.reveal().to_owned()),
        users: USERS.iter().map(|name| ((*name).to_owned(), PASSWORD.to_owned())).collect(),
    })
}

/// The demo app is where this server is, and that may be another port than the last time.
async fn lead_back(ctx: &Ctx, pool: &Pool, client_id: &str) -> Result<()> {
    let public_url = &ctx.config().public_url;
    let here = format!("{}{APP}", public_url.trim_end_matches('/'));
    // Browsers reach this machine by either name.
    let there = here.replace("//127.0.0.1:", "//localhost:");
    let client = clients::of_pool(ctx, pool, client_id).await?;
    let mut settings = client.settings.clone();
    let mut is_new = false;
    for list in [&mut settings.callback_urls, &mut settings.logout_urls] {
        let list = list.get_or_insert_default();
        // Those of other ports are gone.
        list.retain(|url| !url.ends_with(APP) || *url == here || *url == there);
        for url in [&here, &there] {
            if !list.contains(url) {
                list.push(url.clone());
                is_new = true;
            }
        }
    }
    if is_new {
        configure_client::update(ctx, pool, &client, settings).await?;
    }
    Ok(())
}

fn pool_settings() -> UserPoolType {
    UserPoolType {
        name: Some("demo".to_owned()),
        auto_verified_attributes: Some(vec!["email".to_owned()]),
        ..UserPoolType::default()
    }
}

fn client_settings(name: &str) -> UserPoolClientType {
    let flows = ["SRP_AUTH", "PASSWORD_AUTH"].map(|flow| format!("ALLOW_USER_{flow}"));
    let others = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"].map(str::to_owned);
    UserPoolClientType {
        client_name: Some(if name == PUBLIC { "demo-public" } else { "demo-confidential" }.to_owned()),
        explicit_auth_flows: Some(flows.into_iter().chain(others).collect()),
        allowed_oauth_flows_user_pool_client: Some(true),
        allowed_oauth_flows: Some(vec!["code".to_owned()]),
        allowed_oauth_scopes: Some(SCOPES.map(str::to_owned).to_vec()),
        callback_urls: Some(CALLBACKS.map(str::to_owned).to_vec()),
        logout_urls: Some(CALLBACKS.map(str::to_owned).to_vec()),
        supported_identity_providers: Some(vec!["COGNITO".to_owned()]),
        ..UserPoolClientType::default()
    }
}

async fn seed_user(ctx: &Ctx, pool: &Pool, name: &str) -> Result<()> {
    if crate::users::find(ctx, pool, name).await?.is_some() {
        return Ok(());
    }
    let address = BTreeMap::from([
        ("email".to_owned(), format!("{name}@example.com")),
        ("email_verified".to_owned(), "true".to_owned()),
    ]);
    let invitation = invite::Invitation {
        username: name.to_owned(),
        attributes: address,
        temporary_password: Some(PASSWORD.to_owned()),
        takes_aliases: false,
        is_silent: true,
        mediums: Vec::new(),
        validation_data: None,
        client_metadata: None,
    };
    let user = invite::create(ctx, pool, invitation).await?;
    passwords::set(ctx, pool, &user, PASSWORD, true).await
}
