//! The page that the link of a sign-up leads to: it asks, and confirms when its button is pressed.
//! AWS: the developer guide, "Email verification messages" (`/confirmUser`).
//!
//! What follows links without pressing buttons, as mail scanners do, spends nothing. The button carries the code of the
//! link and nothing else proves anything, so no other site can press it for somebody.

use rules::account::confirm::{self, Confirmation};
use rules::{Ctx, Reason, Result, users};
use serde::{Deserialize, Serialize};

use super::Page;

/// What the link carries.
#[derive(Clone, Serialize, Deserialize)]
pub struct Asked {
    /// The client of the sign-up.
    pub client_id: String,
    /// Who.
    pub user_name: String,
    /// The code.
    pub confirmation_code: String,
}

impl Asked {
    /// Whether its parts have the forms that ConfirmSignUp's have: nobody has judged them before.
    fn is_sane(&self) -> bool {
        let is = |text: &str, most: usize| {
            (1..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control)
        };
        is(&self.client_id, 128) && is(&self.user_name, 128) && is(&self.confirmation_code, 2_048)
    }
}

/// The button and what it carries.
#[derive(Clone, Serialize)]
pub struct Form {
    /// Where it leads.
    action: String,
    client_id: String,
    user_name: String,
    confirmation_code: String,
}

/// Everything that the page shows.
#[derive(Serialize)]
pub struct ConfirmUserPage {
    title: &'static str,
    text: String,
    form: Option<Form>,
}

impl ConfirmUserPage {
    /// The question.
    pub fn question(action: String, asked: Asked) -> ConfirmUserPage {
        let Asked { client_id, user_name, confirmation_code } = asked;
        ConfirmUserPage {
            title: "Confirm your sign-up",
            text: "Press the button to confirm that this e-mail address is yours.".to_owned(),
            form: Some(Form { action, client_id, user_name, confirmation_code }),
        }
    }

    fn told(title: &'static str, text: &str) -> ConfirmUserPage {
        ConfirmUserPage { title, text: text.to_owned(), form: None }
    }

    /// What a link says that lacks a part.
    pub fn incomplete() -> ConfirmUserPage {
        ConfirmUserPage::told("This link is incomplete", "Copy the whole of it from the message.")
    }
}

/// Confirms as ConfirmSignUp does, for the pool of a domain; gives the page to show, and whether it is good news.
///
/// Errors: `Internal`, `Moved`.
pub async fn confirm(ctx: &Ctx, domain: &str, asked: &Asked) -> Result<(bool, ConfirmUserPage)> {
    let spent = || {
        let text =
            "It was used already, or it is too old, or a newer one was sent. Ask the app for a new one.";
        (false, ConfirmUserPage::told("This link is no longer good", text))
    };
    if !asked.is_sane() {
        return Ok(spent());
    }
    let Some(domain) = rules::pools::domains::get(ctx, domain).await? else { return Ok(spent()) };
    let known = match users::of_client(ctx, &asked.client_id, &asked.user_name).await {
        Ok(known) if known.pool.id() == domain.row.pool_id => known,
        Ok(_) => return Ok(spent()),
        Err(error) if error.reason().entry().status < 500 => return Ok(spent()),
        Err(error) => return Err(error),
    };
    let confirmation = Confirmation {
        username: &asked.user_name,
        code: &asked.confirmation_code,
        takes_aliases: false,
        session: None,
        client_metadata: None,
    };
    match confirm::by_code(ctx, &known, confirmation).await {
        Ok(_) => Ok((
            true,
            ConfirmUserPage::told("Your sign-up is confirmed", "You can go back to the app and sign in."),
        )),
        Err(error) if error.reason() == Reason::TooManyAttempts => Ok((
            false,
            ConfirmUserPage::told("Too many attempts", "Wait an hour, and ask the app for a new link."),
        )),
        Err(error) if error.reason() != Reason::Moved && error.reason().entry().status < 500 => Ok(spent()),
        Err(error) => Err(error),
    }
}

impl Page for ConfirmUserPage {
    const TEMPLATE: &'static str = "confirm_user.html";

    fn samples() -> Vec<ConfirmUserPage> {
        let hostile = Asked {
            client_id: "\"><script>alert(1)</script>".to_owned(),
            user_name: "<img src=x onerror=alert(1)>".to_owned(),
            confirmation_code: "'><img src=x>".to_owned(),
        };
        vec![
            ConfirmUserPage::incomplete(),
            ConfirmUserPage::question("/domain/demo/confirmUser".to_owned(), hostile),
        ]
    }
}
