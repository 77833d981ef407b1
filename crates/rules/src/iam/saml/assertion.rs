//! Assertions of IAM's SAML providers: verified by [`crypto::saml`], judged for whom they are, and spent once.
//! AWS: the IAM user guide, "Configure SAML assertions for the authentication response".
//!
//! An assertion must be for AWS's sign-in address, as every guide has providers write it, or for `{public_url}/saml`. It is
//! good for five minutes from its issue and gives credentials once: that it did is a row, which every node sees.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use crypto::saml::{self, Expected, Refusal, Response};
use store::flows::{self, Flow};
use store::{Miss, Outcome};

use crate::ctx::{Config, Ctx};
use crate::error::{Error, Reason};
use crate::iam::entities::Entity;
use crate::providers::metadata;

/// Where AWS takes assertions.
const SIGN_IN: &str = "signin.aws.amazon.com/saml";

/// AWS: what an assertion for it may have as its audience, beside the address.
const AUDIENCE: &str = "urn:amazon:webservices";

/// AWS: within how many seconds of its issue an assertion must be handed in.
const FRESH_S: i64 = 300;

const ATTRIBUTES: &str = "https://aws.amazon.com/SAML/Attributes/";

/// AWS: tags of a session.
const MOST_TAGS: usize = 50;
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

/// What a provider says of somebody, verified.
#[derive(Clone, Debug)]
pub struct Vouched {
    /// The provider's ARN.
    pub provider: String,
    /// The account and the provider's name: `saml:doc`.
    pub doc: String,
    /// Who it is there.
    pub subject: String,
    /// `persistent`, `transient`, or the whole format of the name.
    pub subject_type: String,
    /// The provider's entity id.
    pub issuer: String,
    /// Where the assertion was to be given: `saml:aud`.
    pub recipient: String,
    /// What tells the provider's subjects from those of others.
    pub name_qualifier: String,
    /// What else is said.
    pub attributes: Vec<(String, Vec<String>)>,
    /// When the provider's own session ends, in epoch seconds.
    pub ends_at: Option<i64>,
    /// The assertion, once and for all.
    id: String,
    /// Until when, in epoch milliseconds, it must be remembered.
    until: i64,
}

/// Why an assertion proves nothing.
#[derive(Debug)]
pub enum Unheld {
    /// It is not base64.
    Encoding,
    /// It is none, nobody trusted signed it, or it is for others.
    Refused(Refusal),
    /// It was issued too long ago, epoch seconds.
    Old {
        /// Until when it was good.
        until: i64,
        /// Now.
        now: i64,
    },
    /// It was used before.
    Spent,
    /// What it says of the session to be makes no sense.
    Claim(String),
    /// Something of ours failed.
    Failed(Error),
}

/// Verifies a response in base64 with the keys of a provider's metadata.
///
/// Errors: all but `Spent` and `Claim`.
pub async fn verify(ctx: &Ctx, provider: &Entity, text: &str) -> Result<Vouched, Unheld> {
    let compact: String = text.split_ascii_whitespace().collect();
    let xml = STANDARD.decode(compact).map_err(|_| Unheld::Encoding)?;
    let document = provider.settings.saml_metadata_document.as_deref().unwrap_or_default();
    // Without a certificate that is good now nobody can have signed it.
    let unsigned = |_| Unheld::Refused(Refusal::Signature);
    let (entity_id, certificates) = metadata::signers(document, ctx.now()).map_err(unsigned)?;
    let response = ctx.compute(move || saml::verified(&xml, &certificates)).await;
    let response = response.map_err(Unheld::Failed)?.map_err(Unheld::Refused)?;
    let now = ctx.now() / 1_000;
    let recipient = judged(ctx.config(), &response, &entity_id, now).map_err(Unheld::Refused)?;
    let until = response.assertion.issued_at.saturating_add(FRESH_S);
    if now >= until {
        return Err(Unheld::Old { until, now });
    }
    Ok(vouched(provider, response, recipient, until))
}

/// Judges a response, and gives the address at which it was to be given. Errors: why it is for others.
fn judged(config: &Config, response: &Response, issuer: &str, now_s: i64) -> Result<String, Refusal> {
    let own = format!("{}/saml", config.public_url);
    let regional = config.regions.iter().map(|region| format!("https://{region}.{SIGN_IN}"));
    let recipients: Vec<String> = [own, format!("https://{SIGN_IN}")].into_iter().chain(regional).collect();
    let recipients: Vec<&str> = recipients.iter().map(String::as_str).collect();
    // Whoever begins a sign-in at the provider is the app, and this is the first that we hear of it.
    let confirmations = &response.assertion.confirmations;
    let asked = confirmations.iter().find_map(|one| one.in_response_to.as_deref());
    let judge = |audience: &str| {
        let of = Expected { issuer, audience, recipients: &recipients, in_response_to: asked, now_s };
        response.judge(&of)
    };
    for audience in std::iter::once(AUDIENCE).chain(recipients.iter().copied()) {
        match judge(audience) {
            Ok(()) => {
                let mut places = confirmations.iter().filter_map(|one| one.recipient.as_deref());
                let place = places.find(|place| recipients.contains(place));
                return place.map(str::to_owned).ok_or(Refusal::Recipient);
            }
            Err(Refusal::Audience) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Refusal::Audience)
}

fn vouched(provider: &Entity, response: Response, recipient: String, until: i64) -> Vouched {
    let said = response.assertion;
    let (arn, row) = (provider.arn(), &provider.row);
    let qualified = format!("{}{}/{}", said.issuer, row.account, row.name);
    let format = said.name_id.format.unwrap_or_default();
    let subject_type = ["persistent", "transient"]
        .into_iter()
        .find(|short| format.strip_prefix("urn:oasis:names:tc:SAML:2.0:nameid-format:") == Some(*short))
        .map_or_else(|| format.clone(), str::to_owned);
    Vouched {
        // The provider's word counts once, by however many names it is registered.
        id: URL_SAFE_NO_PAD.encode(crypto::mac::sha256(format!("{}\n{}", said.issuer, said.id).as_bytes())),
        doc: format!("{}/{}", row.account, row.name),
        name_qualifier: STANDARD.encode(crypto::mac::sha1(qualified.as_bytes())),
        provider: arn,
        subject: said.name_id.value,
        subject_type,
        issuer: said.issuer,
        recipient,
        attributes: said.attributes,
        ends_at: said.session_ends_at,
        until: until.saturating_add(1).saturating_mul(1_000),
    }
}

/// Where the rows of assertions are: they belong to no pool.
fn place(ctx: &Ctx) -> String {
    format!("assertions/{}", ctx.config().account)
}

/// Whether an assertion has given credentials already. Errors: `Failed`.
pub async fn is_spent(ctx: &Ctx, vouched: &Vouched) -> Result<bool, Unheld> {
    let row = flows::get(&ctx.read(), &place(ctx), &vouched.id).await;
    row.map(|row| row.is_some()).map_err(|error| Unheld::Failed(error.into()))
}

/// Lets an assertion give credentials, this once. Errors: `Spent`, `Failed`.
pub async fn spend(ctx: &Ctx, vouched: &Vouched) -> Result<(), Unheld> {
    let row = Flow {
        pool_id: place(ctx),
        id: vouched.id.clone(),
        kind: "assertion".to_owned(),
        step: flows::SPENT.to_owned(),
        attempts: 0,
        state: Vec::new(),
        revision: 1,
        expires_at: vouched.until,
    };
    let mut batch = ctx.batch().map_err(Unheld::Failed)?;
    flows::insert(&mut batch, &row);
    match ctx.try_commit(batch).await.map_err(Unheld::Failed)? {
        Outcome::Done => Ok(()),
        Outcome::Missed { miss: Miss::Taken, .. } => Err(Unheld::Spent),
        Outcome::Missed { .. } => Err(Unheld::Failed(Error::new(Reason::Moved))),
    }
}

impl Vouched {
    /// The first value of one of AWS's attributes, by the end of its name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.values(name).first().map(String::as_str)
    }

    fn values(&self, name: &str) -> &[String] {
        let found = self.attributes.iter().find(|(known, _)| known.strip_prefix(ATTRIBUTES) == Some(name));
        found.map_or(&[], |(_, values)| values)
    }

    /// The roles that the provider lets them take: each stands beside the provider's own ARN, either first.
    pub fn roles(&self) -> Vec<String> {
        let pairs = self.values("Role").iter().filter_map(|pair| pair.split_once(','));
        let named = pairs.map(|(a, b)| (a.trim(), b.trim())).filter_map(|(a, b)| {
            let is_ours = [a == self.provider, b == self.provider];
            match is_ours {
                [true, _] => Some(b),
                [_, true] => Some(a),
                _ => None,
            }
        });
        let mut roles: Vec<String> = Vec::new();
        for role in named {
            if !roles.iter().any(|known| known == role) {
                roles.push(role.to_owned());
            }
        }
        roles
    }

    /// Tags of the session. Errors: `Claim` for more or longer ones than there can be.
    pub fn tags(&self) -> Result<BTreeMap<String, String>, Unheld> {
        let mut tags: BTreeMap<String, String> = BTreeMap::new();
        for (name, values) in &self.attributes {
            let key = name.strip_prefix(ATTRIBUTES).and_then(|name| name.strip_prefix("PrincipalTag:"));
            let (Some(key), Some(value)) = (key, values.first()) else { continue };
            let is_known = tags.keys().any(|known| known.eq_ignore_ascii_case(key));
            let is_long = key.chars().count() > LONGEST_KEY || value.chars().count() > LONGEST_VALUE;
            if key.is_empty() || is_known || is_long || tags.len() >= MOST_TAGS || key.starts_with("aws:") {
                // (guess)
                return Err(Unheld::Claim("Invalid PrincipalTag in AuthnResponse".to_owned()));
            }
            tags.insert(key.to_owned(), value.clone());
        }
        Ok(tags)
    }

    /// Keys of those tags that go on into the next role.
    pub fn transitive_tag_keys(&self) -> Vec<String> {
        self.values("TransitiveTagKeys").to_vec()
    }

    /// What conditions see of them as long as a session lasts. AWS: these of all the keys that a trust policy sees.
    pub fn lasting(&self) -> BTreeMap<String, Vec<String>> {
        let of = [
            ("saml:namequalifier", &self.name_qualifier),
            ("saml:sub", &self.subject),
            ("saml:sub_type", &self.subject_type),
        ];
        of.into_iter().map(|(key, value)| (key.to_owned(), vec![value.clone()])).collect()
    }
}
