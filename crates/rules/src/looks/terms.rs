//! Terms: documents that people agree to when they sign up, one link for each language.
//! AWS: API_CreateTerms, API_UpdateTerms, API_TermsType; the developer guide, "Terms documents".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use store::terms::Terms as Row;
use store::{Miss, Outcome, room};

use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;
use crate::quotas::Quota;

/// The language of those whose own has no link.
const DEFAULT: &str = "cognito:default";

/// A document.
pub struct Terms {
    /// The row as it is kept.
    pub row: Row,
    /// What it says.
    pub content: Content,
}

/// What a document says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// LINK.
    pub source: String,
    /// NONE.
    pub enforcement: String,
    /// Where it is, by language.
    pub links: BTreeMap<String, String>,
}

/// What a caller says of a document; what is left out stays.
pub struct Said {
    /// Which document it is.
    pub name: Option<String>,
    /// Where its text comes from.
    pub source: Option<String>,
    /// Whether people must agree.
    pub enforcement: Option<String>,
    /// All its links.
    pub links: Option<BTreeMap<String, String>>,
}

impl Terms {
    /// Reads a row. Errors: `Internal` when it does not parse.
    pub fn open(row: Row) -> Result<Terms> {
        let content = serde_json::from_str(&row.settings)?;
        Ok(Terms { row, content })
    }
}

/// The document of an id. Errors: `TermsNotFound`.
pub async fn get(ctx: &Ctx, pool: &Pool, id: &str) -> Result<Terms> {
    let row = store::terms::get(&ctx.read(), pool.id(), &id.to_ascii_lowercase()).await?;
    Terms::open(row.ok_or_else(|| Error::about(Reason::TermsNotFound, id))?)
}

/// The document of this name that a client has. Errors: `TermsNotFound`.
pub async fn of_client(ctx: &Ctx, client: &Client, name: &str) -> Result<Terms> {
    let row = store::terms::find(&ctx.read(), &client.row.pool_id, client.id(), name).await?;
    Terms::open(row.ok_or_else(|| Error::about(Reason::TermsNotFound, name))?)
}

/// Where the terms of use and the privacy policy of a client are for readers of a language, by its code; nothing where the
/// client lacks one of them. AWS: the pages show both or neither.
pub async fn links(ctx: &Ctx, client: &Client, language: &str) -> Result<Option<(String, String)>> {
    let name = match language {
        "de" => "cognito:german",
        "en" => "cognito:english",
        "es" => "cognito:spanish",
        "fr" => "cognito:french",
        "id" => "cognito:bahasa-indonesia",
        "it" => "cognito:italian",
        "ja" => "cognito:japanese",
        "ko" => "cognito:korean",
        "nl" => "cognito:dutch",
        "pt-BR" => "cognito:portuguese-brazil",
        "zh-CN" => "cognito:chinese-simplified",
        "zh-TW" => "cognito:chinese-traditional",
        _ => DEFAULT,
    };
    let mut found = Vec::new();
    for document in ["terms-of-use", "privacy-policy"] {
        let row = store::terms::find(&ctx.read(), &client.row.pool_id, client.id(), document).await?;
        let Some(row) = row else { return Ok(None) };
        let links = Terms::open(row)?.content.links;
        found.extend(links.get(name).or_else(|| links.get(DEFAULT)).cloned());
    }
    let mut found = found.into_iter();
    Ok(found.next().zip(found.next()))
}

/// Makes a document for the users of a client.
///
/// Errors: those of [`check`], `TermsExist`, `TooManyTerms`, `ClientNotFound` when the client goes meanwhile.
pub async fn create(ctx: &Ctx, client: &Client, name: String, content: Content) -> Result<Terms> {
    check(&content)?;
    if store::terms::find(&ctx.read(), &client.row.pool_id, client.id(), &name).await?.is_some() {
        return Err(Error::about(Reason::TermsExist, name));
    }
    let now = ctx.now();
    let row = Row {
        pool_id: client.row.pool_id.clone(),
        id: ids::uuid(ctx)?,
        client_id: client.id().to_owned(),
        name,
        revision: 0,
        settings: serde_json::to_string(&content)?,
        created_at: now,
        updated_at: now,
    };
    let mut batch = ctx.batch()?;
    room::in_pool(&mut batch, room::In::Terms, &row.pool_id, ctx.most(Quota::Terms));
    store::terms::insert(&mut batch, &row);
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(Terms { row, content }),
        Outcome::Missed { tag: room::TAG, .. } => Err(ctx.exceeded(Quota::Terms)),
        Outcome::Missed { miss: Miss::Gone, .. } => Err(clients::not_found(client.id())),
        // Somebody was quicker, as the next try will see.
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Changes what is given and keeps the rest; links are replaced as a whole.
///
/// Errors: `TermsNotFound`, `TermsExist` for a name that another document of the client has, and those of [`check`].
pub async fn update(ctx: &Ctx, pool: &Pool, id: &str, said: Said) -> Result<Terms> {
    let Terms { mut row, mut content } = get(ctx, pool, id).await?;
    content.source = said.source.unwrap_or(content.source);
    content.enforcement = said.enforcement.unwrap_or(content.enforcement);
    content.links = said.links.unwrap_or(content.links);
    check(&content)?;
    if let Some(name) = said.name
        && name != row.name
    {
        if store::terms::find(&ctx.read(), pool.id(), &row.client_id, &name).await?.is_some() {
            return Err(Error::about(Reason::TermsExist, name));
        }
        row.name = name;
    }
    row.settings = serde_json::to_string(&content)?;
    let mut batch = ctx.batch()?;
    store::terms::update(&mut batch, &row);
    row.updated_at = batch.at();
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(Terms { row, content }),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// Deletes a document. Errors: `TermsNotFound`.
pub async fn delete(ctx: &Ctx, pool: &Pool, id: &str) -> Result<()> {
    let terms = get(ctx, pool, id).await?;
    let mut batch = ctx.batch()?;
    store::terms::delete(&mut batch, &terms.row);
    ctx.commit(batch).await
}

/// AWS: every reader has a link. A link is one that a page can offer: to the web, without a name and password in it.
///
/// Errors: `TermsDefaultLink`, `TermsLinkInvalid`.
fn check(content: &Content) -> Result<()> {
    if !content.links.contains_key(DEFAULT) {
        return Err(Error::new(Reason::TermsDefaultLink));
    }
    let is_link = |url: &str| {
        let rest = ["https://", "http://"].iter().find_map(|scheme| {
            url.get(..scheme.len()).filter(|s| s.eq_ignore_ascii_case(scheme)).map(|s| &url[s.len()..])
        });
        let host = rest.and_then(|rest| rest.split(['/', '?', '#', '\\']).next());
        host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
    };
    match content.links.values().find(|url| !is_link(url)) {
        Some(url) => Err(Error::about(Reason::TermsLinkInvalid, url)),
        None => Ok(()),
    }
}
