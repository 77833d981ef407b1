//! Notices: what a person is told of a sign-in in their name that was found strange, in the words of the pool's
//! NotifyConfiguration, with links by which they say whether it was theirs; and of an address that is no longer theirs.
//! AWS: API_NotifyConfigurationType, API_NotifyEmailType; the developer guide, "Customizing adaptive authentication
//! notification messages".

use crypto::sigv4::percent_encoded;
use store::users::User;
use wire::idp::{NotifyConfigurationType, NotifyEmailType};

use super::guard::{self, Asker};
use super::{Draft, Form, Kind, Sender, Written, link, sender, templates};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::events::{device_name, feedback};
use crate::pools::Pool;
use crate::triggers::Cause;
use crate::users::contact::Contact;

/// What a notice is about.
#[derive(Clone, Copy)]
pub(crate) struct Occasion<'a> {
    /// Whose name it was.
    pub user: &'a User,
    /// The app client.
    pub client_id: &'a str,
    /// The event in the user's history.
    pub event_id: &'a str,
}

/// A notice as it goes out, but for who it is from and to.
pub(super) struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
    pub sender: Sender,
}

/// Writes a notice; nothing for somebody without an e-mail address. AWS: it goes out whether or not the address is
/// verified.
///
/// `own` are the pool's words for what was done; ours are said without them.
pub(crate) async fn compose(
    ctx: &Ctx,
    pool: &Pool,
    occasion: Occasion<'_>,
    (config, own): (&NotifyConfigurationType, Option<&NotifyEmailType>),
) -> Result<Option<Written>> {
    let Some(contact) = Contact::of(occasion.user, "email") else { return Ok(None) };
    let draft = Draft {
        user: occasion.user,
        what: Kind::Notice,
        contact: &contact,
        cause: Cause { client_id: Some(occasion.client_id), client_metadata: None },
        // Whoever signs in learns nothing of it.
        asker: Asker::Hidden(""),
    };
    let (counted, is_barred) = guard::admit(ctx, pool, &draft).await?;
    let form = match (is_barred, sender::event(pool, &draft)) {
        (true, _) => Form::Barred,
        (false, Some(event)) => Form::Event(event),
        (false, None) => Form::Letter(letter(ctx, pool, occasion, config, own).await?),
    };
    Ok(Some(Written {
        sub: occasion.user.sub.clone(),
        username: occasion.user.username.clone(),
        shown_name: String::new(),
        what: Kind::Notice,
        link: None,
        contact,
        counted,
        form,
    }))
}

/// Writes the word to the verified address that an account had until now, with the link that puts it back; nothing where
/// the pool has no domain that a link could lead to.
///
/// It counts against no limit: whoever could have it barred by a flood of other messages would change the address unseen.
pub(crate) async fn of_changed_address(
    ctx: &Ctx,
    pool: &Pool,
    (user, contact): (&User, Contact),
    token: &str,
) -> Result<Option<Written>> {
    let Some(base) = link::to_pool(ctx, pool).await? else { return Ok(None) };
    let link = format!("{base}/undo-address?undo_token={}", percent_encoded(token));
    let language = templates::language(ctx, user);
    let body = language.say("mail-address-changed", &[("link", "{link}".into())]);
    let anchor = format!("<a href=\"{0}\">{0}</a>", templates::escape(&link));
    let letter = Letter {
        subject: language.say("mail-address-changed-subject", &[]),
        text: fill(&body, &[("link", link.clone())], str::to_owned),
        html: fill(&templates::escape(&body), &[("link", anchor)], str::to_owned),
        sender: Sender::of(pool, false),
    };
    Ok(Some(Written {
        sub: user.sub.clone(),
        username: user.username.clone(),
        shown_name: String::new(),
        what: Kind::AddressChanged,
        link: Some(link),
        contact,
        counted: guard::Counted::default(),
        form: Form::Letter(letter),
    }))
}

async fn letter(
    ctx: &Ctx,
    pool: &Pool,
    occasion: Occasion<'_>,
    config: &NotifyConfigurationType,
    own: Option<&NotifyEmailType>,
) -> Result<Letter> {
    let language = templates::language(ctx, occasion.user);
    // Words of the pool's own are in a language that nobody knows.
    let when = match own {
        None => language.date(ctx.now()),
        Some(_) => words::dates::exact(ctx.now()),
    };
    let facts = facts(ctx, pool, occasion, when).await?;
    let plain = |template: &str| fill(template, &facts, str::to_owned);
    let escaped = |template: &str| fill(template, &facts, templates::escape);
    let ours = || {
        let names =
            ["login-time", "device-name", "ip-address", "one-click-link-valid", "one-click-link-invalid"];
        let placeholders = names.map(|name| (name, format!("{{{name}}}")));
        let given: Vec<_> = placeholders.iter().map(|(name, shown)| (*name, shown.as_str().into())).collect();
        (language.say("mail-notice-subject", &[]), language.say("mail-notice", &given))
    };
    let (subject, text, html) = match own {
        None => {
            let (subject, body) = ours();
            (subject, plain(&body), escaped(&templates::escape(&body)))
        }
        // AWS: either body may be missing.
        Some(own) => {
            let (text, html) = (own.text_body.as_deref(), own.html_body.as_deref());
            (
                own.subject.clone(),
                text.or(html).map(plain).unwrap_or_default(),
                html.or(text).map(escaped).unwrap_or_default(),
            )
        }
    };
    let of_pool = Sender::of(pool, false);
    let sender = Sender {
        from: config.from.clone().or(of_pool.from),
        reply_to: config.reply_to.clone().or(of_pool.reply_to),
        arn: Some(config.source_arn.clone()),
        ..of_pool
    };
    Ok(Letter { subject: plain(&subject), text, html, sender })
}

/// The placeholders and what stands for them. AWS: the developer guide's list; a place is known by no more than its
/// address here.
async fn facts(
    ctx: &Ctx,
    pool: &Pool,
    occasion: Occasion<'_>,
    when: String,
) -> Result<[(&'static str, String); 9]> {
    const UNKNOWN: &str = "unknown";
    let token = feedback::token(ctx, pool, occasion.user, occasion.event_id)?;
    let base = link::to_pool(ctx, pool).await?;
    let link = |value: &str| match &base {
        None => String::new(),
        Some(base) => format!(
            "{base}/feedback?user_name={}&event_id={}&feedback_token={}&feedback_value={value}",
            percent_encoded(&occasion.user.username),
            percent_encoded(occasion.event_id),
            percent_encoded(&token),
        ),
    };
    Ok([
        ("username", templates::name_for_reader(pool, occasion.user)),
        ("ip-address", ctx.origin.ip.clone()),
        ("city", UNKNOWN.to_owned()),
        ("country", UNKNOWN.to_owned()),
        ("login-time", when),
        ("device-name", device_name::of(&ctx.origin.user_agent).unwrap_or_else(|| UNKNOWN.to_owned())),
        ("event-id", occasion.event_id.to_owned()),
        ("one-click-link-valid", link("Valid")),
        ("one-click-link-invalid", link("Invalid")),
    ])
}

/// Fills the placeholders, each text only once: what is filled in is not looked at again.
fn fill(template: &str, facts: &[(&str, String)], shown: fn(&str) -> String) -> String {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let known = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = facts.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        rest = match known {
            Some((value, after)) => {
                out.push_str(&shown(value));
                after
            }
            None => {
                out.push('{');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn what_is_filled_in_is_not_looked_at_again() {
        let facts = [("username", "{city}".to_owned()), ("city", "a<b".to_owned())];
        let shown = fill("{username} in {city}, {nowhere} {", &facts, str::to_owned);
        assert_eq!(shown, "{city} in a<b, {nowhere} {");
        assert_eq!(fill("{{city}}", &facts, crate::messages::templates::escape), "{a&lt;b}");
    }
}
