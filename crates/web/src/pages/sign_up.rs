//! `/signup`: a new account.
//! AWS: the developer guide, "Managed login", API_SignUp; scripted clients know the names of its fields from observation.
//!
//! What the page does not ask for it does not take, whatever a form says.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::account::sign_up::{self, SignUp, SignedUp};
use rules::account::{confirm, typed};
use rules::clients::Client;
use rules::hosted::authorize::Request;
use rules::hosted::progress::{self, Progress};
use rules::looks::terms;
use rules::pools::Pool;
use rules::signin::{self, Asked, Entrance};
use rules::{Error, Reason};
use serde::Serialize;

use super::attributes::{self, Field};
use super::confirm::{STEP, is_sent};
use super::form::Form;
use super::login::{Notice, lead_back};
use super::password_rules::PasswordRules;
use super::{Page, challenge};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct SignUpPage {
    form: Form,
    action: String,
    sign_in: String,
    app: String,
    name_label: &'static str,
    name_type: &'static str,
    name_complete: &'static str,
    name_hint: &'static str,
    fields: Vec<Field>,
    rules: PasswordRules,
    needs_password: bool,
    /// The terms of use and the privacy policy.
    terms: Option<(String, String)>,
}

/// Shows it.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    check_open(visit)?;
    let values = request.login_hint.iter().map(|hint| ("username".to_owned(), hint.clone())).collect();
    show(visit, &request, StatusCode::OK, Form { values, wrong: Vec::new() }).await
}

/// Takes it.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    check_open(visit)?;
    let pool = &visit.site.pool;
    let fields = fields(pool, &request.client);
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).chain(["username"]).collect();
    let mut form = Form::kept(visit, &names);
    let username = name(pool, visit.field("username").unwrap_or_default());
    form = match username.as_str() {
        "" => form.with("username", "wrong-required"),
        name if !typed::is_username(name) => form.with("username", "wrong-value"),
        _ => form,
    };
    let mut given = BTreeMap::new();
    for field in &fields {
        let value = attributes::kept(&field.attribute, visit.field(&field.name).unwrap_or_default());
        let wrong = match value.as_str() {
            "" => field.is_required.then_some("wrong-required"),
            value => attributes::fault(pool, &field.attribute, value),
        };
        if let Some(key) = wrong {
            form = form.with(field.name.clone(), key);
        }
        given.insert(field.attribute.clone(), value);
    }
    let password = visit.field("password").map(str::to_owned);
    if password.as_deref().is_some_and(|text| !typed::is_password(text)) {
        form = form.with("password", "wrong-password-policy");
    }
    if !form.wrong.is_empty() {
        return show(visit, &request, StatusCode::BAD_REQUEST, form).await;
    }
    let asked = SignUp {
        username: username.clone(),
        password,
        attributes: given,
        secret_hash: None,
        is_on_page: true,
        validation_data: None,
        client_metadata: None,
    };
    match sign_up::sign_up(visit.ctx, request.client.id(), asked).await {
        Ok(signed_up) => go_on(visit, &request, username, signed_up).await,
        // AWS: the user is there all the same.
        Err(error) if error.reason() == Reason::CodeDeliveryFailed => {
            let problem = BTreeMap::from([
                ("PROBLEM".to_owned(), error.code().to_owned()),
                ("CODE_DELIVERY_DELIVERY_MEDIUM".to_owned(), String::new()),
            ]);
            wait(visit, Progress { parameters: problem, ..progress(visit, &request, username, None) }).await
        }
        Err(error) if error.reason() == Reason::SignUpNotPermitted => Err(Trouble::NotAllowed),
        Err(error) => show(visit, &request, StatusCode::BAD_REQUEST, wrong(form, error)?).await,
    }
}

/// Errors: `NotAllowed` where only administrators make users.
fn check_open(visit: &Visit<'_>) -> Result<(), Trouble> {
    if visit.site.pool.is_admin_create_only() { Err(Trouble::NotAllowed) } else { Ok(()) }
}

/// A name as it is kept, from one as it was typed.
fn name(pool: &Pool, typed: &str) -> String {
    match pool.has_username_attribute("phone_number") {
        true => attributes::kept("phone_number", typed).trim().to_owned(),
        false => typed.trim().to_owned(),
    }
}

/// What the rules have said, at the field where it belongs.
fn wrong(form: Form, error: Error) -> Result<Form, Trouble> {
    let (field, key) = match error.reason() {
        Reason::UsernameExists => ("username", "wrong-taken"),
        Reason::AttributeAccountExists | Reason::AliasExists => ("username", "wrong-address-taken"),
        Reason::UsernameNotEmail | Reason::UsernameNotPhone => ("username", attributes::sentence(&error)),
        Reason::UsernameNotEmailOrPhone | Reason::UsernameLooksLikeEmail | Reason::UsernameLooksLikePhone => {
            ("username", "wrong-value")
        }
        Reason::PasswordRequired => ("password", "wrong-required"),
        Reason::PasswordPolicy => ("password", "wrong-password-policy"),
        Reason::SchemaMismatch | Reason::AttributeUnwritable => ("", "wrong-value"),
        _ => return form.with_error("", error),
    };
    Ok(form.with(field, key))
}

/// The attributes that the page asks for: the required ones that the name is not, and an address that a code can go to.
fn fields(pool: &Pool, client: &Client) -> Vec<Field> {
    let of_names = ["email", "phone_number"].map(|name| pool.has_username_attribute(name));
    let is_name = |name: &str| match name {
        "email" => of_names == [true, false],
        "phone_number" => of_names == [false, true],
        // It can be chosen once the account is confirmed.
        "preferred_username" => pool.has_alias(name),
        _ => false,
    };
    // Whoever signs up with either address may leave the other out.
    let is_either = |name: &str| of_names == [true, true] && matches!(name, "email" | "phone_number");
    let required = pool.required_attributes().filter(|name| !is_name(name) && !name.ends_with("_verified"));
    let mut wanted: Vec<(&str, bool)> = required.map(|name| (name, !is_either(name))).collect();
    let is_reached = ["email", "phone_number"].into_iter().any(|name| {
        pool.auto_verifies(name)
            && (pool.has_username_attribute(name) || wanted.iter().any(|(wanted, _)| *wanted == name))
    });
    let reach =
        ["email", "phone_number"].into_iter().find(|name| pool.auto_verifies(name) && client.writes(name));
    wanted.extend(reach.filter(|_| !is_reached).map(|name| (name, true)));
    let field =
        |(name, is_required)| attributes::field(name, format!("requiredAttributes[{name}]"), is_required);
    wanted.into_iter().map(field).collect()
}

fn progress(visit: &Visit<'_>, request: &Request, username: String, session: Option<String>) -> Progress {
    Progress {
        browser: visit.browser().unwrap_or_default(),
        client_id: request.client.id().to_owned(),
        username,
        step: STEP.to_owned(),
        session,
        ..Progress::default()
    }
}

/// To the page of the code, or straight on where nothing is left to confirm.
async fn go_on(visit: &Visit<'_>, request: &Request, username: String, done: SignedUp) -> Outcome {
    let SignedUp { is_confirmed, delivery, session, .. } = done;
    let mut progress = progress(visit, request, username, session);
    if is_confirmed {
        return enter(visit, request, progress).await;
    }
    progress.parameters =
        delivery.map(|details| confirm::shown(&visit.site.pool, &details)).unwrap_or_default();
    wait(visit, progress).await
}

/// Signs in whoever is confirmed, by the Session of the sign-up.
async fn enter(visit: &Visit<'_>, request: &Request, progress: Progress) -> Outcome {
    let Some(session) = progress.session.clone() else {
        return lead_back(visit, request, &progress.username, Notice::Confirmed).await;
    };
    match signed_in(visit, request, &progress.username, session).await? {
        Some(reply) => challenge::go_on(visit, request, challenge::Standing::New(progress), reply).await,
        None => lead_back(visit, request, &progress.username, Notice::Confirmed).await,
    }
}

/// The sign-in that follows from a sign-up; nothing where it has to be begun anew, and will tell why.
pub(super) async fn signed_in(
    visit: &Visit<'_>,
    request: &Request,
    username: &str,
    session: String,
) -> Result<Option<signin::Reply>, Trouble> {
    let asked = Asked {
        client_id: request.client.id().to_owned(),
        flow: String::new(),
        given: BTreeMap::from([("USERNAME".to_owned(), username.to_owned())]),
        session: Some(session),
        validation_data: None,
        client_metadata: None,
    };
    let entrance = Entrance::Page(visit.site.pool.clone());
    match signin::signed_up(visit.ctx, entrance, asked).await {
        Ok(reply) => Ok(Some(reply)),
        // The account is confirmed already: whatever refuses the sign-in is told at the next one.
        Err(error) if error.reason().entry().status < 500 && error.reason() != Reason::Moved => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn wait(visit: &Visit<'_>, mut progress: Progress) -> Outcome {
    if is_sent(&progress) {
        super::wait::sent(visit.ctx, &mut progress.parameters);
    }
    let name = progress::begin(visit.ctx, &visit.site.pool, &progress).await?;
    Answer::redirect("sign_up", &visit.onward("/confirm", &["flow", "resent"], Some(("flow", &name))))
}

async fn show(visit: &Visit<'_>, request: &Request, status: StatusCode, form: Form) -> Outcome {
    let (pool, client) = (&visit.site.pool, &request.client);
    let of_names = ["email", "phone_number"].map(|name| pool.has_username_attribute(name));
    let (name_label, name_type, name_hint) = match of_names {
        [false, false] => ("username", "text", ""),
        [true, false] => ("email", "email", ""),
        [false, true] => ("phone", "tel", "hint-phone"),
        [true, true] => ("email-or-phone", "text", ""),
    };
    let page = SignUpPage {
        form,
        action: visit.onward("/signup", &["flow"], None),
        sign_in: visit.onward("/login", &["flow"], None),
        app: client.settings.client_name.clone().unwrap_or_default(),
        name_label,
        name_type,
        name_complete: "username",
        name_hint,
        fields: fields(pool, client),
        rules: PasswordRules::of(pool),
        needs_password: !sign_up::has_codes_to_begin_with(pool, client),
        terms: terms::links(visit.ctx, client, visit.language.code).await?,
    };
    render(visit, status, &page)
}

impl Page for SignUpPage {
    const TEMPLATE: &'static str = "hosted/sign_up.html";

    fn samples() -> Vec<SignUpPage> {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>".to_owned();
        let page = |form, text: &str, fields, terms| SignUpPage {
            form,
            action: text.to_owned(),
            sign_in: text.to_owned(),
            app: text.to_owned(),
            name_label: "email",
            name_type: "email",
            name_complete: "username",
            name_hint: "",
            fields,
            rules: PasswordRules::sample(),
            needs_password: true,
            terms,
        };
        let field = |name: &str| attributes::field(name, format!("requiredAttributes[{name}]"), true);
        let values = BTreeMap::from([
            ("username".to_owned(), hostile.clone()),
            ("requiredAttributes[name]".to_owned(), hostile.clone()),
        ]);
        let form = Form { values, wrong: Vec::new() }
            .with("username", "wrong-taken")
            .with("requiredAttributes[phone_number]", "wrong-phone")
            .with("password", "wrong-password-policy");
        let fields = vec![field("name"), field("phone_number"), field("birthdate"), field(&hostile)];
        let links = Some((hostile.clone(), hostile.clone()));
        let optional = page(Form::default(), "", vec![field("email")], None);
        vec![
            page(Form::default(), "/signup", Vec::new(), None),
            SignUpPage { needs_password: false, ..optional },
            page(form, &hostile, fields, links),
        ]
    }
}

impl HostedPage for SignUpPage {
    const NAME: &'static str = "sign_up";

    fn title(&self) -> &str {
        "sign-up-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
