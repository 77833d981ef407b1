//! The texts of messages: the pool's own templates, else ours, with the placeholders filled in.
//! AWS: API_VerificationMessageTemplateType, API_MessageTemplateType, API_SmsMfaConfigType.

use store::users::User;
use words::Language;

use super::{Draft, Message, Sender, Written, link};
use crate::ctx::Ctx;
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
    /// A word of a sign-in that was found strange.
    Notice,
    /// A word to the address that an account had until now.
    AddressChanged,
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
            Kind::Notice => "notice",
            Kind::AddressChanged => "address_changed",
        }
    }
}

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

/// The words of a message: the function's where it gave any, else the pool's, else ours, which in English are AWS's.
///
/// Ours are in the language of the page, else of the user's `locale`; beside words of the pool's own they are English.
pub(super) fn texts(ctx: &Ctx, pool: &Pool, draft: &Draft<'_>, has_link: bool, own: Answer) -> Texts {
    let found = if has_link { of_link(pool) } else { templates(pool, draft.what, draft.contact) };
    let subject = own.subject.as_ref().or(found.subject);
    let body = own.body.as_ref().or(found.body);
    let language = match (subject, body) {
        (None, None) => language(ctx, draft.user),
        _ => words::default(),
    };
    let (subject_key, body_key) = found.keys;
    Texts {
        subject: subject.cloned().unwrap_or_else(|| language.say(subject_key, &[])),
        body: body.cloned().unwrap_or_else(|| ours(language, body_key)),
    }
}

/// The language of the page, else of the user's `locale`.
pub(super) fn language(ctx: &Ctx, user: &User) -> &'static Language {
    let of_page = ctx.origin.language.and_then(words::named);
    let of_user = || words::named(user.attributes.get("locale")?);
    of_page.or_else(of_user).unwrap_or_else(words::default)
}

/// A text of ours with the placeholders that pools write.
fn ours(language: &Language, key: &str) -> String {
    let link = format!("{{##{}##}}", language.say("mail-link-text", &[]));
    let filled =
        [("code", "{####}".into()), ("username", "{username}".into()), ("link", link.as_str().into())];
    language.say(key, &filled)
}

/// What a pool says itself, and the keys of what is said otherwise.
struct Found<'a> {
    subject: Option<&'a String>,
    body: Option<&'a String>,
    keys: (&'static str, &'static str),
}

fn of_link(pool: &Pool) -> Found<'_> {
    let template = pool.settings.verification_message_template.as_ref();
    Found {
        subject: template.and_then(|template| template.email_subject_by_link.as_ref()),
        body: template.and_then(|template| template.email_message_by_link.as_ref()),
        keys: ("mail-link-subject", "mail-link"),
    }
}

fn templates<'a>(pool: &'a Pool, what: Kind, contact: &Contact) -> Found<'a> {
    let is_sms = contact.attribute == "phone_number";
    if matches!(what, Kind::Invite | Kind::InviteBare | Kind::Welcome) {
        return of_invitation(pool, what, is_sms);
    }
    if what == Kind::SignIn {
        let email = pool.more.mfa.as_ref().and_then(|mfa| mfa.email.as_ref());
        let keys = ("mail-sign-in-subject", "mail-sign-in");
        return match is_sms {
            true => Found { subject: None, body: pool.settings.sms_authentication_message.as_ref(), keys },
            false => Found {
                subject: email.and_then(|texts| texts.subject.as_ref()),
                body: email.and_then(|texts| texts.message.as_ref()),
                keys,
            },
        };
    }
    let template = pool.settings.verification_message_template.as_ref();
    let (own, legacy) = match is_sms {
        true => (template.and_then(|t| t.sms_message.as_ref()), &pool.settings.sms_verification_message),
        false => (template.and_then(|t| t.email_message.as_ref()), &pool.settings.email_verification_message),
    };
    let subject = template.and_then(|t| t.email_subject.as_ref());
    Found {
        // A text message has no subject that its words would have to go with.
        subject: subject.or(pool.settings.email_verification_subject.as_ref()).filter(|_| !is_sms),
        body: own.or(legacy.as_ref()),
        keys: ("mail-code-subject", if what == Kind::ForgotPassword { "mail-reset" } else { "mail-code" }),
    }
}

fn of_invitation(pool: &Pool, what: Kind, is_sms: bool) -> Found<'_> {
    let invite =
        pool.settings.admin_create_user_config.as_ref().and_then(|c| c.invite_message_template.as_ref());
    let body = invite.and_then(|t| if is_sms { t.sms_message.as_ref() } else { t.email_message.as_ref() });
    let subject = invite.and_then(|t| t.email_subject.as_ref()).filter(|_| !is_sms);
    if what == Kind::Invite {
        return Found { subject, body, keys: ("mail-invitation-subject", "mail-invitation") };
    }
    // There is no temporary password to tell of, and the lasting one is nobody's to send.
    let body = body.filter(|body| !body.contains("{####}"));
    let subject = subject.filter(|_| body.is_some());
    Found { subject, body, keys: ("mail-welcome-subject", "mail-welcome") }
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

/// A text as it stands in HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
