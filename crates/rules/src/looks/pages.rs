//! What the hosted pages of a client look like: of its branding style where the domain shows managed login, of the classic
//! style sheet and logo where it shows the hosted UI of old.
//! AWS: the developer guide, "Apply branding to managed login pages" and "Hosted UI (classic) branding".

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use store::brandings::{self, Place};

use super::images::Kind;
use super::own::Own;
use super::{classic, css, settings, sheet};
use crate::clients;
use crate::ctx::Ctx;
use crate::error::{Reason, Result};
use crate::hosted::site::Site;
use crate::pools::Pool;

/// The looks of a client's pages.
#[derive(Clone, Debug)]
pub struct Looks {
    /// Names them in addresses.
    pub id: String,
    /// The style sheet that is laid over the pages' own; nothing where it says nothing.
    pub sheet: String,
    /// `light`, `dark` or `dynamic`.
    pub scheme: &'static str,
    /// The logo: one for both, or one for light and one for dark.
    pub logo: Vec<Image>,
    /// The icon of the window.
    pub icon: Option<Image>,
    /// Other words, links and layout.
    pub own: Own,
    /// How identity providers stand on the sign-in page.
    pub federation: Federation,
}

/// How identity providers stand on the sign-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Federation {
    /// Providers in their order; others follow.
    pub order: Vec<String>,
    /// Whether they stand before the pool's own way.
    pub is_first: bool,
    /// Whether people type an address whose domain leads to their provider. AWS: `DOMAIN_SEARCH`, or any other style than a
    /// list of buttons.
    pub is_search: bool,
    /// Whether a button has a sign beside its words.
    pub has_icons: bool,
    /// Signs of the style's own, by the provider's name: one for both, or one for light and one for dark.
    pub icons: BTreeMap<String, Vec<Image>>,
}

impl Default for Federation {
    fn default() -> Federation {
        let (order, icons) = (Vec::new(), BTreeMap::new());
        Federation { order, is_first: false, is_search: false, has_icons: true, icons }
    }
}

impl Federation {
    fn of(given: &Value, whole: &Value, (places, version): (&[Place], i64)) -> Federation {
        let auth = &whole["categories"]["auth"];
        let names = auth["federation"]["order"].as_array().into_iter().flatten();
        // AWS's own order has providers first, which nobody has chosen.
        let order = &given["categories"]["auth"]["authMethodOrder"];
        let first = order
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|row| row.as_array().into_iter().flatten())
            .next();
        Federation {
            order: names.filter_map(|name| name.as_str().map(str::to_owned)).collect(),
            is_first: first.is_some_and(|method| method["type"] == "FEDERATED"),
            is_search: auth["federation"]["interfaceStyle"]
                .as_str()
                .is_some_and(|style| style != "BUTTON_LIST"),
            has_icons: whole["componentClasses"]["idpButtons"]["icons"]["enabled"] != false,
            icons: places
                .iter()
                .filter(|place| place.category == BUTTON_ICON)
                .map(|place| {
                    let all = images(places, (BUTTON_ICON, &place.resource_id));
                    (place.resource_id.clone(), all.into_iter().map(|image| image.of(version)).collect())
                })
                .collect(),
        }
    }
}

/// AWS: the category of the signs of providers' buttons, of which there is one for each provider.
const BUTTON_ICON: &str = "IDP_BUTTON_ICON";

/// An image of a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its name below the style's address.
    pub name: String,
    /// Whether it is for dark pages alone.
    pub is_dark: bool,
}

/// What the ids of classic looks begin with.
const CLASSIC: &str = "classic-";

/// The address of a style's sheet or image at a domain.
pub fn address(site: &Site, id: &str, name: &str) -> String {
    format!("{}/assets/branding/{id}/{name}", site.path)
}

/// The looks of a client's pages at a domain; none where nobody has set any.
pub async fn of(ctx: &Ctx, site: &Site, client_id: Option<&str>) -> Result<Option<Looks>> {
    match site.domain.settings.managed_login_version {
        Some(2) => managed(ctx, site, client_id).await,
        _ => of_old(ctx, &site.pool, client_id).await,
    }
}

async fn managed(ctx: &Ctx, site: &Site, client_id: Option<&str>) -> Result<Option<Looks>> {
    let pool = &site.pool;
    let Some(client_id) = client_id else { return Ok(None) };
    let row = brandings::of_client(&ctx.read(), pool.id(), client_id).await?;
    let Some(row) = row.filter(|row| !row.is_provided) else { return Ok(None) };
    let given = row.settings.as_deref().map_or_else(|| Ok(Value::Null), serde_json::from_str)?;
    let places = brandings::places(&ctx.read(), pool.id(), &row.id).await?;
    let whole = settings::complete(Some(&given).filter(|given| given.is_object()));
    let is_on = |value: &Value| value["enabled"] == true;
    let version = row.updated_at;
    let mut variables = [String::new(), String::new()];
    for (category, name, is_shown) in [
        ("PAGE_BACKGROUND", "page", is_on(&whole["components"]["pageBackground"]["image"])),
        ("FORM_BACKGROUND", "card-image", is_on(&whole["components"]["form"]["backgroundImage"])),
    ] {
        for image in images(&places, (category, "")).into_iter().filter(|_| is_shown) {
            let address = address(site, &row.id, &image.name);
            let said = format!("--{name}:url({address}?v={version:x});");
            let modes = if image.is_dark { 1..2 } else { 0..2 };
            variables[modes].iter_mut().for_each(|all| all.push_str(&said));
        }
    }
    let components = &whole["components"];
    let logo = match is_on(&components["form"]["logo"]) {
        true => images(&places, ("FORM_LOGO", "")),
        false
            if is_on(&whole["categories"]["global"]["pageHeader"])
                && is_on(&components["pageHeader"]["logo"]) =>
        {
            images(&places, ("PAGE_HEADER_LOGO", ""))
        }
        false => Vec::new(),
    };
    let icons = ["FAVICON_SVG", "FAVICON_ICO"].map(|category| images(&places, (category, "")));
    Ok(Some(Looks {
        sheet: sheet::of(&given, [&variables[0], &variables[1]]),
        scheme: sheet::Scheme::of(&given).word(),
        logo: logo.into_iter().map(|image| image.of(version)).collect(),
        icon: icons.into_iter().flatten().next().map(|image| image.of(version)),
        own: Own::of(&given),
        federation: Federation::of(&given, &whole, (&places, version)),
        id: row.id,
    }))
}

/// The images of a category, and of one of its resources: of both modes first, so that one for dark comes over it.
fn images(places: &[Place], (category, resource): (&str, &str)) -> Vec<Image> {
    let is_of = |place: &&Place| place.category == category && place.resource_id == resource;
    let mut found: Vec<&Place> = places.iter().filter(is_of).collect();
    found.sort_by_key(|place| ["DYNAMIC", "LIGHT", "DARK"].iter().position(|mode| *mode == place.color_mode));
    let name = |place: &Place| {
        let name = format!("{}-{}", place.category, place.color_mode).to_ascii_lowercase();
        match place.resource_id.as_str() {
            "" => name,
            resource => format!("{name}.{}", URL_SAFE_NO_PAD.encode(resource)),
        }
    };
    found.into_iter().map(|place| Image { name: name(place), is_dark: place.color_mode == "DARK" }).collect()
}

impl Image {
    fn of(self, version: i64) -> Image {
        Image { name: format!("{}?v={version:x}", self.name), ..self }
    }
}

async fn of_old(ctx: &Ctx, pool: &Pool, client_id: Option<&str>) -> Result<Option<Looks>> {
    let client = match client_id {
        Some(id) => match clients::of_pool(ctx, pool, id).await {
            Err(error) if error.reason() == Reason::ClientNotFound => None,
            client => Some(client?),
        },
        None => None,
    };
    let Some(row) = classic::get(ctx, pool, client.as_deref()).await? else { return Ok(None) };
    let version = row.updated_at;
    Ok(Some(Looks {
        id: format!("{CLASSIC}{}", row.client_id),
        sheet: row.css.as_deref().map(css::for_pages).unwrap_or_default(),
        // AWS: the classic pages are light.
        scheme: "light",
        logo: row
            .logo
            .is_some()
            .then(|| Image { name: format!("logo?v={version:x}"), is_dark: false })
            .into_iter()
            .collect(),
        icon: None,
        own: Own::default(),
        federation: Federation::default(),
    }))
}

/// The style sheet of looks, by their id.
pub async fn sheet(ctx: &Ctx, site: &Site, id: &str) -> Result<Option<String>> {
    let pool = &site.pool;
    let looks = match id.strip_prefix(CLASSIC) {
        Some(client_id) => of_old(ctx, pool, Some(client_id)).await?,
        None => match brandings::get(&ctx.read(), pool.id(), id).await? {
            Some(row) => managed(ctx, site, Some(&row.client_id)).await?,
            None => None,
        },
    };
    Ok(looks.map(|looks| looks.sheet))
}

/// An image of looks, by their id and its name.
pub async fn image(ctx: &Ctx, site: &Site, id: &str, name: &str) -> Result<Option<(Kind, Vec<u8>)>> {
    let pool = &site.pool;
    if let Some(client_id) = id.strip_prefix(CLASSIC) {
        let row = store::ui_customizations::get(&ctx.read(), pool.id(), client_id).await?;
        let logo = row.filter(|_| name == "logo").and_then(|row| row.logo);
        return Ok(logo.and_then(|logo| Some((Kind::of(&logo)?, logo))));
    }
    let (name, resource) = name.split_once('.').unwrap_or((name, ""));
    let resource = URL_SAFE_NO_PAD.decode(resource).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let (Some(resource), Some((category, mode))) = (resource, name.rsplit_once('-')) else {
        return Ok(None);
    };
    let (category, mode) = (category.to_ascii_uppercase(), mode.to_ascii_uppercase());
    let asset = brandings::asset(&ctx.read(), pool.id(), (id, &category, &mode, &resource)).await?;
    Ok(asset.and_then(|asset| Some((Kind::of_extension(&asset.extension)?, asset.bytes))))
}
