//! `/login`: who somebody is, and the password.
//! AWS: the developer guide, "Managed login"; scripted clients rely on the names of its fields.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::Reason;
use rules::clients::{Client, Flow};
use rules::federation::discovery;
use rules::hosted::authorize::{self, Request, Stand};
use rules::hosted::progress::{self, Progress};
use rules::pools::Pool;
use rules::signin::{self, Reply};
use serde::Serialize;

use super::form::Form;
use super::ways::{Button, Ways};
use super::{Page, challenge, forgot, invitation, select_account};
use crate::hosted::Outcome;
use crate::hosted::answer::Answer;
use crate::hosted::render::{HostedPage, render};
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;
use crate::oauth::with_query;

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
    /// What has just been done.
    notice: Option<&'static str>,
    /// Whether the password is asked for here.
    asks_password: bool,
    /// Where the script asks for any passkey.
    passkeys: Option<String>,
    /// Who is signed in already.
    known: Vec<Known>,
    /// The providers that the client lets people in through.
    providers: Vec<Button>,
    /// Whether others are found by an address.
    searches: bool,
    /// Whether people sign in here too.
    has_own: bool,
    /// Whether the providers stand first.
    providers_first: bool,
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
    if let Some((username, notice)) = back(visit, &request).await? {
        let values = BTreeMap::from([("username".to_owned(), username)]);
        return show_with(
            visit,
            &request,
            (StatusCode::OK, Some(notice)),
            Form { values, wrong: Vec::new() },
        )
        .await;
    }
    let values = request.login_hint.iter().map(|hint| ("username".to_owned(), hint.clone())).collect();
    let form = Form { values, wrong: Vec::new() };
    // AWS: what the app has asked for is not there. Its own text is nobody's to choose.
    if visit.params.contains_key("errorMessage") {
        let form = form.with("", "wrong-provider");
        return show(visit, &request, StatusCode::UNAUTHORIZED, form).await;
    }
    show(visit, &request, StatusCode::OK, form).await
}

/// Takes it.
pub async fn post(visit: &Visit<'_>) -> Outcome {
    visit.check_form()?;
    let request = visit.request().await?;
    if let Some(sub) = visit.field("continue_as") {
        return select_account::go_on_as(visit, &request, sub).await;
    }
    if visit.field("credential").is_some() {
        return by_passkey(visit, &request).await;
    }
    if visit.field("organisation").is_some() {
        return search(visit, &request).await;
    }
    if !Ways::of(visit, &request).await?.has_own {
        return Err(Trouble::NotAllowed);
    }
    let form = Form::kept(visit, &["username"]);
    let begins = Begins::of(&request.client);
    let (username, password) = (visit.field("username"), visit.field("password"));
    let missing = match (username, password) {
        (None, _) => Some("username"),
        (_, None) if begins == Begins::Password => Some("password"),
        _ => None,
    };
    if let Some(field) = missing {
        return show(visit, &request, StatusCode::BAD_REQUEST, form.with(field, "wrong-required")).await;
    }
    let username = username.unwrap_or_default();
    // Whoever sends both is judged by both, whatever the page asks for: scripts do, and password managers.
    let flow = if password.is_some() { Begins::Password } else { begins };
    match begin(visit, &request, username, flow).await {
        Ok((progress, reply)) => {
            challenge::go_on(visit, &request, challenge::Standing::New(progress), reply).await
        }
        Err(error) => refused(visit, username, error).await,
    }
}

/// To the provider of an address.
async fn search(visit: &Visit<'_>, request: &Request) -> Outcome {
    let form = Form::kept(visit, &["address"]);
    let Some(address) = visit.field("address") else {
        let form = form.with("address", "wrong-required");
        return show(visit, request, StatusCode::BAD_REQUEST, form).await;
    };
    match discovery::by_address(visit.ctx, &visit.site.pool, &request.client, address).await? {
        Some(identifier) => {
            let without = ["flow", "errorMessage", "identity_provider", "idp_identifier", "login_hint"];
            let to = visit.onward("/oauth2/authorize", &without, Some(("idp_identifier", &identifier)));
            Answer::redirect("login", &with_query(&to, [("login_hint", address)]))
        }
        None => {
            let form = form.with("address", "wrong-organisation");
            show(visit, request, StatusCode::BAD_REQUEST, form).await
        }
    }
}

/// Somebody whose authenticator has found a passkey for this page.
async fn by_passkey(visit: &Visit<'_>, request: &Request) -> Outcome {
    let name = visit.field("passkey").unwrap_or_default();
    let kept = challenge::named(visit, request, name).await?;
    let credential = visit.field("credential").unwrap_or_default().to_owned();
    let given = BTreeMap::from([("CREDENTIAL".to_owned(), credential)]);
    let (entrance, asked) = challenge::asked(visit, &kept.progress, "", given);
    match signin::by_passkey(visit.ctx, entrance, asked).await {
        Ok(reply) => challenge::go_on(visit, request, challenge::Standing::Kept(kept), reply).await,
        Err(error) if error.reason() == Reason::IncorrectCredentials => {
            let form = Form::default().with("", "wrong-passkey");
            show(visit, request, StatusCode::BAD_REQUEST, form).await
        }
        Err(error) => {
            let form = Form::default().with_error("", error)?;
            show(visit, request, StatusCode::BAD_REQUEST, form).await
        }
    }
}

/// What the first page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    /// Name and password.
    Password,
    /// The name; then what the person may begin with.
    Choice,
    /// The name; then what the pool's functions ask.
    Custom,
}

impl Begins {
    /// AWS: a client that allows USER_AUTH asks for the name first. Ours: one that allows CUSTOM_AUTH and no other way to
    /// begin is asked by its functions, which AWS's pages never run.
    fn of(client: &Client) -> Begins {
        let has_password = client.allows(Flow::Srp) || client.allows(Flow::Password);
        match (client.allows(Flow::Choice), client.allows(Flow::Custom)) {
            (true, _) => Begins::Choice,
            (false, true) if !has_password => Begins::Custom,
            _ => Begins::Password,
        }
    }

    fn flow(self) -> &'static str {
        match self {
            Begins::Password => "USER_PASSWORD_AUTH",
            Begins::Choice => "USER_AUTH",
            Begins::Custom => "CUSTOM_AUTH",
        }
    }
}

/// Begins a sign-in; a choice that is none is made at once.
async fn begin(
    visit: &Visit<'_>,
    request: &Request,
    username: &str,
    begins: Begins,
) -> Result<(Progress, Reply), rules::Error> {
    let mut progress = Progress {
        browser: visit.browser().unwrap_or_default(),
        client_id: request.client.id().to_owned(),
        username: username.to_owned(),
        has_passkeys: visit.field("has_passkeys").is_some(),
        ..Progress::default()
    };
    let password = visit.field("password").filter(|_| begins == Begins::Password);
    let given = password.map(|password| ("PASSWORD".to_owned(), password.to_owned()));
    let given = given.into_iter().chain(request.target()).collect();
    let (entrance, asked) = challenge::asked(visit, &progress, begins.flow(), given);
    let reply = challenge::begin(visit, entrance, asked).await?;
    let Reply::Challenge(challenge) = &reply else { return Ok((progress, reply)) };
    let ways: Vec<&&str> = challenge.available.iter().filter(|name| **name != "PASSWORD_SRP").collect();
    match ways.as_slice() {
        [only] if challenge.name == "SELECT_CHALLENGE" && **only != "PASSWORD" => {
            progress.session.clone_from(&challenge.session);
            let given = BTreeMap::from([("ANSWER".to_owned(), (**only).to_owned())]);
            let (entrance, asked) = challenge::asked(visit, &progress, "", given);
            let reply = signin::respond(visit.ctx, entrance, "SELECT_CHALLENGE", asked).await?;
            Ok((progress, reply))
        }
        _ => Ok((progress, reply)),
    }
}

/// The beginning again, with what ended a sign-in on its way; or the page that mends it.
pub(super) async fn refused(visit: &Visit<'_>, username: &str, error: rules::Error) -> Outcome {
    let request = visit.request().await?;
    match error.reason() {
        Reason::PasswordResetRequired => return forgot::required(visit, &request, username).await,
        Reason::TemporaryPasswordExpired => return invitation::expired(visit, &request, username).await,
        _ => {}
    }
    let values = BTreeMap::from([("username".to_owned(), username.to_owned())]);
    let form = Form { values, wrong: Vec::new() }.with_error("", error)?;
    show(visit, &request, StatusCode::BAD_REQUEST, form).await
}

/// What the row of a page's own step is called that leads back here.
const BACK: &str = "SIGN_IN";

/// Leads back here from a page that has changed something, with the name filled in and a word about what was done: by a row
/// of this browser, so that no link of a stranger's can say it.
pub async fn lead_back(visit: &Visit<'_>, request: &Request, username: &str, notice: Notice) -> Outcome {
    let progress = Progress {
        browser: visit.browser().unwrap_or_default(),
        client_id: request.client.id().to_owned(),
        username: username.to_owned(),
        step: BACK.to_owned(),
        parameters: BTreeMap::from([("NOTICE".to_owned(), notice.key().to_owned())]),
        ..Progress::default()
    };
    let name = progress::begin(visit.ctx, &visit.site.pool, &progress).await?;
    Answer::redirect("login", &visit.onward("/login", &["flow", "resent"], Some(("flow", &name))))
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A sign-up was confirmed.
    Confirmed,
    /// A password was chosen anew.
    Reset,
    /// A new invitation is on its way.
    Invited,
}

impl Notice {
    const ALL: [Notice; 3] = [Notice::Confirmed, Notice::Reset, Notice::Invited];

    fn key(self) -> &'static str {
        match self {
            Notice::Confirmed => "confirmed-title",
            Notice::Reset => "reset-done-text",
            Notice::Invited => "invitation-resent",
        }
    }
}

/// The name and the word with which a row has led back here.
async fn back(visit: &Visit<'_>, request: &Request) -> Result<Option<(String, &'static str)>, Trouble> {
    let (Some(name), Some(browser)) = (authorize::text(&visit.params, "flow"), visit.browser()) else {
        return Ok(None);
    };
    let kept = progress::find(visit.ctx, &visit.site.pool, name, &browser).await?;
    let kept =
        kept.filter(|kept| kept.progress.step == BACK && kept.progress.client_id == request.client.id());
    Ok(kept.and_then(|kept| {
        let said = kept.progress.parameters.get("NOTICE")?;
        let notice = Notice::ALL.into_iter().map(Notice::key).find(|key| key == said)?;
        Some((kept.progress.username, notice))
    }))
}

/// The page with what went wrong.
pub(super) async fn show(visit: &Visit<'_>, request: &Request, status: StatusCode, form: Form) -> Outcome {
    show_with(visit, request, (status, None), form).await
}

async fn show_with(
    visit: &Visit<'_>,
    request: &Request,
    (status, notice): (StatusCode, Option<&'static str>),
    form: Form,
) -> Outcome {
    let mut known = Vec::new();
    for live in visit.signed_in().await? {
        if request.stand(visit.ctx, &visit.site.pool, &live).await? != Stand::Old {
            known.push(Known { sub: live.user.sub.clone(), name: live.shown_name() });
        }
    }
    let (name_label, name_type) = name_field(&visit.site.pool);
    let ways = Ways::of(visit, request).await?;
    let page = LoginPage {
        form,
        notice,
        action: visit.onward("/login", &["flow", "errorMessage"], None),
        name_label,
        name_type,
        asks_password: Begins::of(&request.client) == Begins::Password,
        passkeys: (ways.has_own && visit.site.has_passkeys(visit.ctx, &request.client).await?)
            .then(|| visit.onward("/passkeys/options", &["flow"], None)),
        app: request.client.settings.client_name.clone().unwrap_or_default(),
        known,
        providers: ways.buttons,
        searches: ways.searches,
        has_own: ways.has_own,
        providers_first: ways.providers_first,
        sign_up: (ways.has_own && !visit.site.pool.is_admin_create_only())
            .then(|| visit.onward("/signup", &["flow"], None)),
        forgot: visit
            .site
            .pool
            .recovers_by_people()
            .then(|| visit.onward("/forgotPassword", &["flow"], None)),
    };
    render(visit, status, &page)
}

/// What the field for the name is called in this pool, and the kind of input.
pub fn name_field(pool: &Pool) -> (&'static str, &'static str) {
    let settings = &pool.settings;
    let has = |list: &Option<Vec<String>>, name: &str| list.iter().flatten().any(|entry| entry == name);
    let takes =
        |name: &str| has(&settings.username_attributes, name) || has(&settings.alias_attributes, name);
    let takes_names = settings.username_attributes.as_ref().is_none_or(Vec::is_empty);
    match (takes_names, takes("email"), takes("phone_number")) {
        (true, false, false) => ("username", "text"),
        (true, true, false) => ("username-or-email", "text"),
        (true, false, true) => ("username-or-phone", "text"),
        (true, true, true) => ("username-email-or-phone", "text"),
        (false, true, true) => ("email-or-phone", "text"),
        (false, _, false) => ("email", "email"),
        (false, false, true) => ("phone", "tel"),
    }
}

impl Page for LoginPage {
    const TEMPLATE: &'static str = "hosted/login.html";

    fn samples() -> Vec<LoginPage> {
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>".to_owned();
        let plain = |app: String| LoginPage {
            form: Form::default(),
            action: "/login?client_id=c".to_owned(),
            name_label: "email",
            name_type: "email",
            app,
            notice: None,
            asks_password: false,
            passkeys: Some("/passkeys/options".to_owned()),
            known: Vec::new(),
            providers: Vec::new(),
            searches: false,
            has_own: true,
            providers_first: false,
            sign_up: None,
            forgot: None,
        };
        let values = BTreeMap::from([("username".to_owned(), hostile.clone())]);
        let only = LoginPage {
            form: Form::default().with_text("wrong-provider-down", hostile.clone()),
            action: "/login?client_id=c".to_owned(),
            providers: Button::samples(""),
            has_own: false,
            passkeys: None,
            ..plain(String::new())
        };
        let full = LoginPage {
            form: Form { values, wrong: Vec::new() }
                .with("", "wrong-credentials")
                .with("password", "wrong-required"),
            action: hostile.clone(),
            name_label: "username-email-or-phone",
            name_type: "text",
            app: hostile.clone(),
            notice: Some("reset-done-text"),
            asks_password: true,
            passkeys: None,
            known: vec![Known { sub: hostile.clone(), name: hostile.clone() }],
            providers: Button::samples(&hostile),
            searches: true,
            has_own: true,
            providers_first: true,
            sign_up: Some(hostile.clone()),
            forgot: Some(hostile),
        };
        vec![plain(String::new()), only, full]
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
