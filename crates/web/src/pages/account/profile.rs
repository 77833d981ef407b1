//! `/account`: what is known of a person, and what of it the person may change through this client.
//! AWS: API_GetUser, API_UpdateUserAttributes.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::Reason;
use rules::account::attributes::{self, Change};
use rules::users::contact;
use rules::users::schema::Writer;
use serde::Serialize;

use super::{At, NAME, Shell};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::pages::Page;
use crate::pages::attributes::{Field, fault, field, kept};
use crate::pages::form::Form;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct ProfilePage {
    shell: Shell,
    form: Form,
    action: String,
    username: String,
    created: i64,
    /// The two attributes that have to be confirmed.
    addresses: Vec<Address>,
    /// What says something, or must.
    fields: Vec<Shown>,
    /// The rest.
    more: Vec<Shown>,
    /// Whether something is wrong among the rest.
    is_open: bool,
    change_address: String,
    verify: String,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    field: Field,
    value: String,
}

/// An address that codes go to.
#[derive(Serialize)]
struct Address {
    #[serde(flatten)]
    shown: Shown,
    is_verified: bool,
    /// A new one that is not confirmed yet.
    waits: Option<String>,
    is_writable: bool,
}

/// What codes go to.
pub(super) const ADDRESSES: [&str; 2] = ["email", "phone_number"];

/// The order of a form; the pool's own attributes follow.
const ORDER: [&str; 14] = [
    "name",
    "given_name",
    "middle_name",
    "family_name",
    "nickname",
    "preferred_username",
    "birthdate",
    "gender",
    "address",
    "locale",
    "zoneinfo",
    "website",
    "profile",
    "picture",
];

/// Shows it.
pub(super) fn get(at: &At<'_, '_>) -> Outcome {
    show(at, StatusCode::OK, Form::default())
}

/// Takes the attributes.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let (visit, user, pool) = (at.visit, &at.account.live.user, &at.visit.site.pool);
    let own = own(at);
    let names: Vec<&str> = own.iter().map(|field| field.attribute.as_str()).collect();
    let mut form = Form::kept(visit, &names);
    let mut given = BTreeMap::new();
    for field in &own {
        let name = &field.attribute;
        let Some(typed) = visit.form.get(name.as_str()) else { continue };
        let value = kept(name, typed);
        let before = user.attributes.get(name).map_or("", String::as_str);
        if value == before {
            continue;
        }
        if value.is_empty() && field.is_required {
            form = form.with(name.clone(), "wrong-required");
        } else if let Some(key) = fault(pool, name, &value).filter(|_| !value.is_empty()) {
            form = form.with(name.clone(), key);
        }
        given.insert(name.clone(), value);
    }
    if !form.wrong.is_empty() {
        return show(at, StatusCode::BAD_REQUEST, form);
    }
    if given.is_empty() {
        return at.lead("/account");
    }
    let change = Change { writer: Writer::User(&at.account.client), given, client_metadata: None };
    match attributes::change(visit.ctx, pool, user, change).await {
        Ok(_) => at.done("/account", "account-saved"),
        Err(error) => {
            let at_fault = if error.reason() == Reason::AliasExists { "preferred_username" } else { "" };
            show(at, StatusCode::BAD_REQUEST, form.with_error(at_fault, error)?)
        }
    }
}

/// What the person may change here, but for addresses.
fn own(at: &At<'_, '_>) -> Vec<Field> {
    let own = attributes::own(&at.visit.site.pool, &at.account.client);
    let own = own.into_iter().filter(|(name, _)| !ADDRESSES.contains(name));
    let mut fields: Vec<Field> = own
        .map(|(name, is_required)| field(name, name.to_owned(), is_required))
        .filter(|field| field.label.is_some() || field.attribute.starts_with("custom:"))
        .collect();
    let place = |field: &Field| ORDER.iter().position(|name| *name == field.attribute).unwrap_or(ORDER.len());
    fields.sort_by(|a, b| (place(a), &a.attribute).cmp(&(place(b), &b.attribute)));
    fields
}

fn addresses(at: &At<'_, '_>) -> Result<Vec<Address>, rules::Error> {
    let (user, pool) = (&at.account.live.user, &at.visit.site.pool);
    let pending = rules::users::extra(user)?.pending;
    let own = attributes::own(pool, &at.account.client);
    let mut all = Vec::new();
    for name in ADDRESSES {
        let own = own.iter().find(|(known, _)| *known == name);
        let value = user.attributes.get(name).cloned().unwrap_or_default();
        if own.is_none() && value.is_empty() {
            continue;
        }
        let is_required = own.is_some_and(|(_, is_required)| *is_required);
        all.push(Address {
            shown: Shown { field: field(name, name.to_owned(), is_required), value },
            is_verified: contact::is_verified(user, name),
            waits: pending.get(name).cloned(),
            is_writable: own.is_some(),
        });
    }
    Ok(all)
}

/// Shows it with what is to be mended.
pub(super) fn show(at: &At<'_, '_>, status: StatusCode, form: Form) -> Outcome {
    let user = &at.account.live.user;
    let shown = own(at).into_iter().map(|field| {
        let value = user.attributes.get(&field.attribute).cloned().unwrap_or_default();
        Shown { field, value }
    });
    let is_main =
        |shown: &Shown| shown.field.is_required || !shown.value.is_empty() || shown.field.attribute == "name";
    let (fields, more): (Vec<Shown>, Vec<Shown>) = shown.partition(is_main);
    let is_wrong = |shown: &Shown| form.wrong.iter().any(|wrong| wrong.field == shown.field.name);
    let page = ProfilePage {
        shell: at.shell("account-profile", "/account"),
        is_open: more.iter().any(is_wrong),
        form,
        action: at.to("/account"),
        username: user.username.clone(),
        created: user.created_at,
        addresses: addresses(at)?,
        fields,
        more,
        change_address: at.to("/account/address"),
        verify: at.to("/account/verify"),
    };
    render(at.visit, status, &page)
}

impl Page for ProfilePage {
    const TEMPLATE: &'static str = "hosted/account.html";

    fn samples() -> Vec<ProfilePage> {
        let [calm, full] = Shell::samples("account-profile");
        let hostile = full.name.clone();
        let shown = |name: &str, value: &str| Shown {
            field: field(name, name.to_owned(), false),
            value: value.to_owned(),
        };
        let page = |shell: Shell, form, text: &str| ProfilePage {
            shell,
            form,
            action: text.to_owned(),
            username: text.to_owned(),
            created: 0,
            addresses: ["email", "phone_number"]
                .map(|name| Address {
                    shown: shown(name, text),
                    is_verified: name == "email",
                    waits: (name == "email").then(|| text.to_owned()),
                    is_writable: true,
                })
                .into(),
            fields: vec![shown("name", text)],
            more: vec![shown("birthdate", ""), shown(&format!("custom:{text}"), text)],
            is_open: false,
            change_address: text.to_owned(),
            verify: text.to_owned(),
        };
        let wrong = Form::default().with("name", "wrong-value").with("email", "wrong-email");
        let mut mended = page(calm.clone(), wrong, &hostile);
        mended.is_open = true;
        vec![page(calm, Form::default(), "alice"), page(full, Form::default(), &hostile), mended]
    }
}

impl HostedPage for ProfilePage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
