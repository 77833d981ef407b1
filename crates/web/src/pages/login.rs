//! `/login`: who somebody is, and the password.
//! AWS: the developer guide, "Managed login"; scripted clients rely on the names of its fields.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::hosted::authorize::Request;
use rules::hosted::browser::Live;
use rules::hosted::progress::Progress;
use rules::signin::{self, Asked, Entrance};
use serde::Serialize;

use super::form::Form;
use super::{Page, challenge};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::visit::Visit;
use crate::oauth::authorize;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct LoginPage {
    form: Form,
    action: String,
    /// The key of what the name field is called.
    name_label: &'static str,
    /// `email`, `tel` or `text`.
    name_type: &'static str,
    app: String,
    /// Who is signed in already.
    known: Vec<Known>,
    sign_up: Option<String>,
    forgot: Option<String>,
}

#[derive(Serialize)]
struct Known {
    sub: String,
    name: String,
}

/// Shows it.
pub async fn get(visit: &Visit<'_>) -> Outcome {
    let request = visit.request().await?;
    let values = request.login_hint.iter().map(|hint| ("username".to_owned(), hint.clone())).collect();
    show(visit, &request, StatusCode::OK, Form { values, wrong: Vec::new() }).await
}

/// Takes it.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    if let Some(sub) = visit.field("continue_as") {
        return go_on_as(visit, &request, sub).await;
    }
    let form = Form::kept(visit, &["username"]);
    let (Some(username), Some(password)) = (visit.field("username"), visit.field("password")) else {
        let form = match visit.field("username") {
            None => form.with("username", "wrong-required"),
            Some(_) => form.with("password", "wrong-required"),
        };
        return show(visit, &request, StatusCode::BAD_REQUEST, form).await;
    };
    let given = [("USERNAME", username), ("PASSWORD", password)];
    let asked = Asked {
        client_id: request.client.id().to_owned(),
        flow: "USER_PASSWORD_AUTH".to_owned(),
        given: given.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        session: None,
        validation_data: None,
        client_metadata: None,
    };
    let entrance = Entrance::Page(visit.site.pool.clone());
    match signin::start(visit.ctx, entrance, asked).await {
        Ok(reply) => {
            let progress = Progress {
                browser: visit.browser().unwrap_or_default(),
                client_id: request.client.id().to_owned(),
                username: username.to_owned(),
                ..Progress::default()
            };
            challenge::go_on(visit, &request, challenge::Standing::New(progress), reply).await
        }
        Err(error) => {
            let form = form.with_error("", error)?;
            show(visit, &request, StatusCode::BAD_REQUEST, form).await
        }
    }
}

/// Somebody who is signed in already goes on as such, where that still serves the request.
async fn go_on_as(visit: &Visit<'_>, request: &Request, sub: &str) -> Outcome {
    let mut all = visit.signed_in().await?;
    let Some(at) = all.iter().position(|live| live.user.sub == sub) else {
        return show(visit, request, StatusCode::OK, Form::default()).await;
    };
    all.swap(0, at);
    let may = serves(visit, request, &all[0]).await?;
    if !may {
        let values = BTreeMap::from([("username".to_owned(), all[0].user.username.clone())]);
        return show(visit, request, StatusCode::OK, Form { values, wrong: Vec::new() }).await;
    }
    let cookie = visit.session_cookie(&all)?;
    Ok(authorize::admit(visit, request, &all[0]).await?.with_cookie(&cookie))
}

async fn serves(visit: &Visit<'_>, request: &Request, live: &Live) -> Result<bool, rules::Error> {
    let is_young =
        rules::hosted::browser::serves(visit.ctx, &request.client, live, request.max_age_s).await?;
    Ok(is_young && !request.prompt.login)
}

async fn show(visit: &Visit<'_>, request: &Request, status: StatusCode, form: Form) -> Outcome {
    let settings = &visit.site.pool.settings;
    let mut known = Vec::new();
    for live in visit.signed_in().await? {
        if serves(visit, request, &live).await? {
            known.push(Known { sub: live.user.sub.clone(), name: live.shown_name() });
        }
    }
    let has = |list: &Option<Vec<String>>, name: &str| list.iter().flatten().any(|entry| entry == name);
    let takes =
        |name: &str| has(&settings.username_attributes, name) || has(&settings.alias_attributes, name);
    let takes_names = settings.username_attributes.as_ref().is_none_or(Vec::is_empty);
    let (name_label, name_type) = match (takes_names, takes("email"), takes("phone_number")) {
        (true, false, false) => ("username", "text"),
        (true, true, false) => ("username-or-email", "text"),
        (true, false, true) => ("username-or-phone", "text"),
        (true, true, true) => ("username-email-or-phone", "text"),
        (false, true, true) => ("email-or-phone", "text"),
        (false, _, false) => ("email", "email"),
        (false, false, true) => ("phone", "tel"),
    };
    let page = LoginPage {
        form,
        action: visit.onward("/login", &[], None),
        name_label,
        name_type,
        app: request.client.settings.client_name.clone().unwrap_or_default(),
        known,
        sign_up: (!visit.site.pool.is_admin_create_only()).then(|| visit.onward("/signup", &[], None)),
        forgot: Some(visit.onward("/forgotPassword", &[], None)),
    };
    render(visit, status, &page)
}

impl Page for LoginPage {
    const TEMPLATE: &'static str = "hosted/login.html";

    fn samples() -> Vec<LoginPage> {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>".to_owned();
        let plain = LoginPage {
            form: Form::default(),
            action: "/login?client_id=c".to_owned(),
            name_label: "email",
            name_type: "email",
            app: String::new(),
            known: Vec::new(),
            sign_up: None,
            forgot: None,
        };
        let values = BTreeMap::from([("username".to_owned(), hostile.clone())]);
        let full = LoginPage {
            form: Form { values, wrong: Vec::new() }
                .with("", "wrong-credentials")
                .with("password", "wrong-required"),
            action: hostile.clone(),
            name_label: "username-email-or-phone",
            name_type: "text",
            app: hostile.clone(),
            known: vec![Known { sub: hostile.clone(), name: hostile.clone() }],
            sign_up: Some(hostile.clone()),
            forgot: Some(hostile),
        };
        vec![plain, full]
    }
}

impl HostedPage for LoginPage {
    const NAME: &'static str = "login";

    fn title(&self) -> &str {
        "sign-in-title"
    }

    fn has_errors(&self) -> bool {
        !self.form.wrong.is_empty()
    }
}
