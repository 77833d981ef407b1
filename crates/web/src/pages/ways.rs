//! The ways to identity providers on the sign-in page, each with the provider's name and sign.
//! AWS: the developer guide, "Managed login" and "The branding editor": `idpButtons`, `IDP_BUTTON_ICON`.

use rules::federation::discovery;
use rules::hosted::authorize::Request;
use rules::looks::pages::{self as looks, Federation, Image};
use rules::providers;
use serde::Serialize;

use super::federated;
use crate::hosted::visit::Visit;

/// The way to a provider.
#[derive(Serialize)]
pub(super) struct Button {
    /// The provider's name in the pool, by which a style has colours for it.
    name: String,
    /// What people call it.
    label: String,
    /// Where it leads.
    href: String,
    /// Whether it has a sign.
    has_icon: bool,
    /// Whose sign it has: `google`, `facebook`, `amazon`, `apple`, or none of theirs.
    mark: &'static str,
    /// The sign of any other: the first letter of its name.
    letter: String,
    /// The style's own sign in place of these, and the one for dark.
    icon: Option<String>,
    dark_icon: Option<String>,
}

/// How people sign in to a client.
pub(super) struct Ways {
    /// The providers that people choose from.
    pub buttons: Vec<Button>,
    /// Whether others are found by an address.
    pub searches: bool,
    /// Whether people sign in here too.
    pub has_own: bool,
    /// Whether the providers stand first.
    pub providers_first: bool,
}

impl Ways {
    /// The providers in the order of the client's style, and then in that of its settings.
    pub async fn of(visit: &Visit<'_>, request: &Request) -> Result<Ways, rules::Error> {
        let listed = request.client.settings.supported_identity_providers.as_deref().unwrap_or_default();
        let (own, mut others): (Vec<&String>, Vec<&String>) =
            listed.iter().partition(|name| *name == providers::OWN);
        let plain = Federation::default();
        let federation = visit.looks.as_ref().map_or(&plain, |looks| &looks.federation);
        let pool = &visit.site.pool;
        let searched = discovery::searched(visit.ctx, pool, &request.client, federation.is_search).await?;
        others.retain(|name| !searched.contains(*name));
        let order = &federation.order;
        others.sort_by_key(|name| order.iter().position(|one| one == *name).unwrap_or(order.len()));
        Ok(Ways {
            buttons: others.into_iter().map(|name| Button::of(visit, name, federation)).collect(),
            searches: !searched.is_empty(),
            has_own: !own.is_empty(),
            providers_first: federation.is_first,
        })
    }
}

impl Button {
    fn of(visit: &Visit<'_>, name: &str, federation: &Federation) -> Button {
        let without = ["flow", "errorMessage", "identity_provider", "idp_identifier"];
        let href = visit.onward("/oauth2/authorize", &without, Some(("identity_provider", name)));
        let (icon, dark_icon) = icons(visit, name, federation);
        Button { has_icon: federation.has_icons, icon, dark_icon, ..Button::plain(name, href) }
    }

    fn plain(name: &str, href: String) -> Button {
        let label = federated::shown(name).to_owned();
        let mark = match name {
            "Google" => "google",
            "Facebook" => "facebook",
            "LoginWithAmazon" => "amazon",
            "SignInWithApple" => "apple",
            _ => "",
        };
        let letter = label.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        Button {
            name: name.to_owned(),
            label,
            href,
            has_icon: true,
            mark,
            letter,
            icon: None,
            dark_icon: None,
        }
    }

    /// Values for tests: each sign, and one button of this text alone.
    pub(super) fn samples(text: &str) -> Vec<Button> {
        let known = ["Google", "Facebook", "LoginWithAmazon", "SignInWithApple"];
        let button = |name: &str| Button::plain(name, text.to_owned());
        let own = Button { icon: Some(text.to_owned()), dark_icon: Some(text.to_owned()), ..button(text) };
        known.map(button).into_iter().chain([button(text), own]).collect()
    }
}

/// The style's own signs of a provider: what stands in light or always, and what stands in dark alone.
fn icons(visit: &Visit<'_>, name: &str, federation: &Federation) -> (Option<String>, Option<String>) {
    let (Some(looks), Some(all)) = (&visit.looks, federation.icons.get(name)) else { return (None, None) };
    let address = |image: &Image| looks::address(visit.site, &looks.id, &image.name);
    let of = |is_dark: bool| all.iter().rfind(|image| image.is_dark == is_dark).map(address);
    match looks.scheme {
        "dark" => (of(true).or_else(|| of(false)), None),
        "light" => (of(false), None),
        // One for dark alone has ours beside it in light, which a picture cannot show: it stands for both.
        _ => (of(false).or_else(|| of(true)), of(true)),
    }
}
