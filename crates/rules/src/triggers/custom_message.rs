//! CustomMessage: other words for a message. Sources CustomMessage_SignUp, _AdminCreateUser, _ResendCode, _ForgotPassword,
//! _UpdateUserAttribute, _VerifyUserAttribute and _Authentication, called by whatever sends a code.
//! AWS: the developer guide, "Custom message Lambda trigger".

use serde::Deserialize;
use serde_json::json;

use super::{About, Trigger, add_metadata, attributes, call, configured};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::{Draft, Kind, link};
use crate::pools::Pool;

/// Where the code, or temporary password, goes.
const CODE: &str = "{####}";
/// Where the name goes.
const USERNAME: &str = "{username}";
/// Where a link goes.
const LINK: &str = "{##Click Here##}";
/// AWS: the most characters of a text message, an e-mail, its subject.
const LONGEST: [usize; 3] = [140, 20_000, 140];

/// The words that a function puts in the place of the pool's own.
#[derive(Default)]
pub(crate) struct Answer {
    /// The e-mail's subject.
    pub subject: Option<String>,
    /// The text.
    pub body: Option<String>,
}

/// Asks for the words of a message; of one with a link, an e-mail may hold the link in the code's place.
///
/// Errors: those of the function, among them `FunctionAnswer` for words that are too long or lack a placeholder, and for
/// an e-mail where the pool does not send by its own account.
pub(crate) async fn words(ctx: &Ctx, pool: &Pool, draft: &Draft<'_>, has_link: bool) -> Result<Answer> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Said {
        sms_message: Option<String>,
        email_message: Option<String>,
        email_subject: Option<String>,
    }
    let arn = configured(pool, |config| config.custom_message.as_ref());
    let (Some(arn), Some(source)) = (arn, source(draft.what)) else { return Ok(Answer::default()) };
    let is_invitation = matches!(draft.what, Kind::Invite | Kind::InviteBare);
    let has_code = draft.what != Kind::InviteBare;
    let mut request = super::request(attributes(pool, draft.user));
    request.insert("codeParameter".to_owned(), json!(CODE));
    request.insert("linkParameter".to_owned(), json!(LINK));
    request.insert("usernameParameter".to_owned(), json!(is_invitation.then_some(USERNAME)));
    add_metadata(&mut request, draft.cause.client_metadata);
    let response = json!({ "smsMessage": null, "emailMessage": null, "emailSubject": null });
    let about = About::user(pool, draft.cause.client_id, draft.user);
    let trigger = Trigger::new("CustomMessage", source);
    let said: Said = call(ctx, about, (&trigger, arn), (request, response)).await?;
    // An empty text says as little as none.
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (sms, email) = (filled(said.sms_message), filled(said.email_message));
    let subject = filled(said.email_subject);
    // AWS: "you can use this parameter only if EmailSendingAccount is DEVELOPER".
    let is_own =
        pool.settings.email_configuration.as_ref().and_then(|config| config.email_sending_account.as_deref())
            == Some("DEVELOPER");
    let has_way =
        |text: &str, takes_link: bool| !has_code || text.contains(CODE) || (takes_link && link::is_in(text));
    let is_good = [(&sms, false), (&email, has_link)].into_iter().all(|(text, takes_link)| {
        text.as_ref()
            .is_none_or(|text| has_way(text, takes_link) && (!is_invitation || text.contains(USERNAME)))
    });
    let is_short = [&sms, &email, &subject]
        .into_iter()
        .zip(LONGEST)
        .all(|(text, most)| text.as_ref().is_none_or(|text| text.chars().count() <= most));
    if !is_good || !is_short || (!is_own && (email.is_some() || subject.is_some())) {
        return Err(Error::new(Reason::FunctionAnswer));
    }
    Ok(match draft.contact.attribute {
        "phone_number" => Answer { subject: None, body: sms },
        _ => Answer { subject, body: email },
    })
}

/// AWS: what has no code has no source.
fn source(what: Kind) -> Option<&'static str> {
    Some(match what {
        Kind::SignUp => "CustomMessage_SignUp",
        Kind::Resend => "CustomMessage_ResendCode",
        Kind::ForgotPassword => "CustomMessage_ForgotPassword",
        Kind::Invite | Kind::InviteBare => "CustomMessage_AdminCreateUser",
        Kind::Welcome | Kind::Notice | Kind::AddressChanged => return None,
        Kind::UpdateAttribute => "CustomMessage_UpdateUserAttribute",
        Kind::VerifyAttribute => "CustomMessage_VerifyUserAttribute",
        Kind::SignIn => "CustomMessage_Authentication",
    })
}
