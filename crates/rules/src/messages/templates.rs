//! The texts of messages: the pool's own templates, else AWS's defaults, with the placeholders filled in.
//! AWS: API_VerificationMessageTemplateType, API_MessageTemplateType, API_SmsMfaConfigType.

use store::users::User;

use super::{Draft, Message, Sender, Written, link};
use crate::pools::Pool;
use crate::triggers::custom_message::Answer;
use crate::users::contact::Contact;

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The code of a sign-up.
    SignUp,
    /// The code of a sign-up again.
    Resend,
    /// The code that resets a password.
    ForgotPassword,
    /// An invitation with a temporary password.
    Invite,
    /// An invitation of somebody who needs no password: a code is what they sign in with.
    InviteBare,
    /// A word to somebody who was brought over from elsewhere.
    Welcome,
    /// The code that verifies an address which has just changed.
    UpdateAttribute,
    /// The code that verifies an address, asked for.
    VerifyAttribute,
    /// The code of a sign-in.
    SignIn,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::SignUp => "sign_up",
            Kind::Resend => "resend",
            Kind::ForgotPassword => "forgot_password",
            Kind::Invite | Kind::InviteBare => "invite",
            Kind::Welcome => "welcome",
            Kind::UpdateAttribute | Kind::VerifyAttribute => "verify_attribute",
            Kind::SignIn => "sign_in",
        }
    }
}

const SUBJECT: &str = "Your verification code";
const BODY: &str = "Your confirmation code is {####}";
const RESET_BODY: &str = "Your password reset code is {####}";
const SIGN_IN_SUBJECT: &str = "Your sign-in code";
const SIGN_IN_BODY: &str = "Your authentication code is {####}.";
const INVITE_SUBJECT: &str = "Your temporary password";
const INVITE_BODY: &str = "Your username is {username} and temporary password is {####}.";
const LINK_SUBJECT: &str = "Your verification link";
const LINK_BODY: &str = "Please click the link below to verify your email address. {##Verify Email##}";
const WELCOME_SUBJECT: &str = "Your account";
const WELCOME_BODY: &str = "Your username is {username}.";

/// Words with their placeholders.
pub(super) struct Texts {
    subject: String,
    body: String,
}

/// Fills in one message.
pub(super) fn fill_in(
    pool: &Pool,
    written: &Written,
    texts: &Texts,
    (id, code): (String, &str),
    at: i64,
) -> Message {
    let Written { contact, sub, username, shown_name, what, .. } = written;
    let is_sms = contact.attribute == "phone_number";
    let link = written.link.as_ref().map(|link| format!("{link}{code}"));
    let (html, text) = match &link {
        None => (texts.body.clone(), texts.body.clone()),
        Some(link) => (
            link::placed(&texts.body, link, |link, text| format!("<a href=\"{}\">{text}</a>", escape(link))),
            link::placed(&texts.body, link, |link, text| format!("{text}: {link}")),
        ),
    };
    Message {
        id,
        channel: contact.medium().to_owned(),
        to: contact.address.clone(),
        subject: if is_sms { String::new() } else { fill(&texts.subject, code, shown_name) },
        html: if is_sms { String::new() } else { fill(&html, &escape(code), &escape(shown_name)) },
        text: fill(&text, code, shown_name),
        code: Some(code.to_owned()).filter(|code| !code.is_empty()),
        link,
        kind: what.name().to_owned(),
        user_pool_id: pool.id().to_owned(),
        username: username.clone(),
        at,
        sub: sub.clone(),
        sender: Sender::of(pool, is_sms),
    }
}

/// The words of a message: the function's where it gave any, else the pool's, else AWS's.
pub(super) fn texts(pool: &Pool, draft: &Draft<'_>, has_link: bool, own: Answer) -> Texts {
    let (subject, body) = match has_link {
        true => of_link(pool),
        false => templates(pool, draft.what, draft.contact),
    };
    Texts { subject: own.subject.unwrap_or(subject), body: own.body.unwrap_or(body) }
}

fn of_link(pool: &Pool) -> (String, String) {
    let template = pool.settings.verification_message_template.as_ref();
    let or = |set: Option<&String>, default: &str| set.cloned().unwrap_or_else(|| default.to_owned());
    (
        or(template.and_then(|template| template.email_subject_by_link.as_ref()), LINK_SUBJECT),
        or(template.and_then(|template| template.email_message_by_link.as_ref()), LINK_BODY),
    )
}

fn templates(pool: &Pool, what: Kind, contact: &Contact) -> (String, String) {
    let is_sms = contact.attribute == "phone_number";
    let or = |set: Option<&String>, default: &str| set.cloned().unwrap_or_else(|| default.to_owned());
    if matches!(what, Kind::Invite | Kind::InviteBare | Kind::Welcome) {
        let invite =
            pool.settings.admin_create_user_config.as_ref().and_then(|c| c.invite_message_template.as_ref());
        let body =
            invite.and_then(|t| if is_sms { t.sms_message.as_ref() } else { t.email_message.as_ref() });
        let subject = invite.and_then(|t| t.email_subject.as_ref());
        if what != Kind::Invite {
            // There is no temporary password to tell of, and the lasting one is nobody's to send.
            let body = body.filter(|body| !body.contains("{####}"));
            return (or(subject.filter(|_| body.is_some()), WELCOME_SUBJECT), or(body, WELCOME_BODY));
        }
        return (or(subject, INVITE_SUBJECT), or(body, INVITE_BODY));
    }
    if what == Kind::SignIn {
        if is_sms {
            return (String::new(), or(pool.settings.sms_authentication_message.as_ref(), SIGN_IN_BODY));
        }
        let email = pool.more.mfa.as_ref().and_then(|mfa| mfa.email.as_ref());
        return (
            or(email.and_then(|texts| texts.subject.as_ref()), SIGN_IN_SUBJECT),
            or(email.and_then(|texts| texts.message.as_ref()), SIGN_IN_BODY),
        );
    }
    let template = pool.settings.verification_message_template.as_ref();
    let default = if what == Kind::ForgotPassword { RESET_BODY } else { BODY };
    let (own, legacy) = match is_sms {
        true => (template.and_then(|t| t.sms_message.as_ref()), &pool.settings.sms_verification_message),
        false => (template.and_then(|t| t.email_message.as_ref()), &pool.settings.email_verification_message),
    };
    let subject = template.and_then(|t| t.email_subject.as_ref());
    (
        or(subject.or(pool.settings.email_verification_subject.as_ref()), SUBJECT),
        or(own.or(legacy.as_ref()), default),
    )
}

/// The name that an invitation shows. AWS: what people type, not the identifier behind it.
pub(super) fn name_for_reader(pool: &Pool, user: &User) -> String {
    if !pool.uses_username_attributes() {
        return user.username.clone();
    }
    ["email", "phone_number"]
        .into_iter()
        .filter(|attribute| pool.has_username_attribute(attribute))
        .find_map(|attribute| user.attributes.get(attribute).cloned())
        .unwrap_or_else(|| user.username.clone())
}

/// Fills the placeholders, each text only once: a name that holds a placeholder stays as it is.
fn fill(template: &str, code: &str, username: &str) -> String {
    let mut out = String::with_capacity(template.len() + code.len() + username.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("{####}") {
            out.push_str(code);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("{username}") {
            out.push_str(username);
            rest = after;
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
