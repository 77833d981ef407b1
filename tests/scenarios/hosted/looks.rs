//! How the pages look where somebody has said so: branding styles on managed login, style sheet and logo on the classic
//! pages. AWS: the developer guide, "Apply branding to managed login pages" and "Hosted UI (classic) branding".

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::{Value, json};

use super::{PREFIX, authorize, stage};
use crate::world::{World, merged};

fn png() -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[7; 17]].concat()
}

fn image(category: &str, mode: &str) -> Value {
    json!({ "Category": category, "ColorMode": mode, "Extension": "PNG", "Bytes": STANDARD.encode(png()) })
}

/// The addresses below /assets/branding/ that a page names.
fn addresses(html: &str) -> Vec<String> {
    let html = crate::world::browser::unescaped(html);
    let parts = html.split('"').filter(|part| part.starts_with("/assets/branding/"));
    parts.map(str::to_owned).collect()
}

async fn page(world: &World, client: &str) -> String {
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(client, &[])).await.html.clone()
}

async fn asset(world: &World, address: &str) -> (u16, String, Vec<u8>) {
    let response = world.hosted(PREFIX, (Method::GET, address), &[], "").await;
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    (response.status().as_u16(), kind, response.into_body())
}

#[tokio::test]
async fn a_style_is_laid_over_the_pages_of_its_client_alone() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let other = json!({
        "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email"], "CallbackURLs": [super::CALLBACK],
        "SupportedIdentityProviders": ["COGNITO"],
    });
    let other = world.client(&pool, other).await;
    world
        .ok("UpdateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX, "ManagedLoginVersion": 2 }))
        .await;
    assert!(addresses(&page(&world, &client).await).is_empty());
    let settings = json!({
        "categories": { "global": { "colorSchemeMode": "DYNAMIC" } },
        "components": {
            "form": { "logo": { "enabled": true } },
            "primaryButton": { "lightMode": { "defaults": { "backgroundColor": "aa3300ff" } } },
        },
    });
    let assets =
        [image("FORM_LOGO", "LIGHT"), image("FORM_LOGO", "DARK"), image("PAGE_BACKGROUND", "DYNAMIC")];
    let input = json!({ "UserPoolId": pool, "ClientId": client, "Settings": settings, "Assets": assets });
    let made = world.ok("CreateManagedLoginBranding", input).await;
    let id = made["ManagedLoginBranding"]["ManagedLoginBrandingId"].as_str().unwrap().to_owned();

    let html = page(&world, &client).await;
    assert!(html.contains("data-scheme=\"dynamic\""), "{html}");
    let found = addresses(&html);
    let names: Vec<&str> =
        found.iter().map(|one| one.rsplit('/').next().unwrap().split('?').next().unwrap()).collect();
    assert_eq!(names, ["style.css", "form_logo-dark", "form_logo-light"]);
    let (status, kind, sheet) = asset(&world, &found[0]).await;
    assert_eq!((status, kind.as_str()), (200, "text/css; charset=utf-8"));
    let sheet = String::from_utf8(sheet).unwrap();
    assert!(sheet.contains("--button:#aa3300ff;"), "{sheet}");
    assert!(
        sheet.contains(&format!("--page:url(/assets/branding/{id}/page_background-dynamic?v=")),
        "{sheet}"
    );
    assert_eq!(asset(&world, &found[1]).await, (200, "image/png".to_owned(), png()));
    assert!(addresses(&page(&world, &other).await).is_empty());

    // A change has another address; what is no image of the style is nothing.
    let change = json!({ "components": { "form": { "borderRadius": 3 } } });
    let input = json!({ "UserPoolId": pool, "ManagedLoginBrandingId": id, "Settings": change });
    world.ok("UpdateManagedLoginBranding", input).await;
    let changed = addresses(&page(&world, &client).await);
    assert_ne!(changed[0], found[0]);
    for nothing in ["form_logo-dynamic", "form_logo", "other.css", "style.css/x", ""] {
        assert_eq!(asset(&world, &format!("/assets/branding/{id}/{nothing}")).await.0, 404, "{nothing}");
    }
    let nobody = "/assets/branding/00000000-0000-4000-8000-000000000000/style.css";
    assert_eq!(asset(&world, nobody).await.0, 404);
}

#[tokio::test]
async fn the_classic_sheet_and_logo_are_on_the_classic_pages() {
    let world = World::new();
    let (pool, client) = stage(&world, json!({}), json!({})).await;
    let css = ".submitButton-customizable { background-color: #aa3300; position: fixed }";
    let input = json!({ "UserPoolId": pool, "CSS": css, "ImageFile": STANDARD.encode(png()) });
    world.ok("SetUICustomization", input).await;
    let html = page(&world, &client).await;
    let found = addresses(&html);
    assert_eq!(found.len(), 2, "{html}");
    let (status, _, sheet) = asset(&world, &found[0]).await;
    let sheet = String::from_utf8(sheet).unwrap();
    assert_eq!(status, 200);
    assert!(sheet.contains("{background-color:#aa3300}") && !sheet.contains("position"), "{sheet}");
    assert_eq!(asset(&world, &found[1]).await, (200, "image/png".to_owned(), png()));
    // Managed login has looks of its own.
    world
        .ok("UpdateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX, "ManagedLoginVersion": 2 }))
        .await;
    assert!(addresses(&page(&world, &client).await).is_empty());
}

/// A client on managed login, and the id of its style of these settings.
async fn styled(world: &World, settings: Value) -> (String, String, String) {
    let (pool, client) = stage(world, json!({}), json!({})).await;
    world
        .ok("UpdateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": PREFIX, "ManagedLoginVersion": 2 }))
        .await;
    let input = json!({ "UserPoolId": pool, "ClientId": client, "Settings": settings });
    let made = world.ok("CreateManagedLoginBranding", input).await;
    let id = made["ManagedLoginBranding"]["ManagedLoginBrandingId"].as_str().unwrap().to_owned();
    (pool, client, id)
}

#[tokio::test]
async fn a_style_has_words_links_and_a_layout_of_its_own() {
    let world = World::new();
    let own = json!({
        "layout": "SPLIT",
        "links": {
            "default": { "help": "mailto:help@example.com", "privacy": "https://example.com/privacy?a=1&b=2" },
            "de": { "privacy": "https://example.com/de" },
        },
        "words": {
            "en": { "sign-in-to": "<b>Hello</b> from { $app } & all", "wrong-credentials": "No such key & door" },
            "de": { "sign-in-title": "Moin" },
        },
    });
    let (pool, client, id) = styled(&world, json!({ "cenote": own })).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    assert!(browser.says("<b>Hello</b> from web & all") && !browser.html.contains("<b>"), "{}", browser.html);
    assert!(browser.html.contains("data-layout=\"split\""));
    assert!(
        browser.says("href=\"https://example.com/privacy?a=1&b=2\"")
            && browser.says("mailto:help@example.com")
    );
    assert!(!browser.says("Terms of use"));
    browser.send(&[("username", "alice"), ("password", "Wrong-pass-1")]).await;
    assert!(browser.says("No such key & door"), "{}", browser.html);
    // Each language by itself; titles too.
    browser.open(&authorize(&client, &[("lang", "de")])).await;
    assert!(browser.says("<title>Moin – ") && browser.says("<h1>Moin</h1>"), "{}", browser.html);
    assert!(browser.says("https://example.com/de") && !browser.says("Hello"));
    browser.open(&authorize(&client, &[("lang", "fr")])).await;
    assert!(browser.says("https://example.com/privacy") && !browser.says("Moin"));

    // It is kept and given back as it was said; an update lays over, and an empty text takes away.
    let of = json!({ "UserPoolId": pool, "ManagedLoginBrandingId": id });
    let told = world.ok("DescribeManagedLoginBranding", of.clone()).await;
    assert_eq!(told["ManagedLoginBranding"]["Settings"], json!({ "cenote": own }));
    let less = json!({ "cenote": {
        "layout": "PLAIN", "links": { "default": { "help": "" } }, "words": { "de": { "sign-in-title": "" } },
    } });
    world.ok("UpdateManagedLoginBranding", merged(of.clone(), json!({ "Settings": less }))).await;
    browser.open(&authorize(&client, &[("lang", "de")])).await;
    assert!(
        browser.says("<h1>Anmelden</h1>") && browser.html.contains("data-layout=\"plain\""),
        "{}",
        browser.html
    );
    assert!(!browser.says("mailto:") && browser.says("https://example.com/de"));
    // AWS's own values say nothing of it.
    let whole = merged(of, json!({ "ReturnMergedResources": true }));
    let told = world.ok("DescribeManagedLoginBranding", whole).await;
    assert_eq!(told["ManagedLoginBranding"]["Settings"]["cenote"]["layout"], "PLAIN");
    assert!(told["ManagedLoginBranding"]["Settings"]["components"].is_object());
}

#[tokio::test]
async fn words_that_would_break_a_page_are_refused() {
    let world = World::new();
    let (pool, client, id) = styled(&world, json!({ "cenote": { "layout": "CARD" } })).await;
    let of = json!({ "UserPoolId": pool, "ManagedLoginBrandingId": id });
    for (own, why) in [
        (
            json!({ "words": { "en": { "sign-in-to": "Hello" } } }),
            "cenote.words.en.sign-in-to must have the placeholders of its sentence ({ $app }), and $app differs.",
        ),
        (
            json!({ "words": { "en": { "sign-in": "a".repeat(501) } } }),
            "cenote.words.en.sign-in must be text of at most 500 characters.",
        ),
        (
            json!({ "words": { "en": { "sign-in": "{" } } }),
            "cenote.words.en.sign-in has a brace that is no placeholder.",
        ),
        (json!({ "words": { "xx": {} } }), "cenote.words.xx is not a language of the pages."),
        (
            json!({ "words": { "en": { "html": "<b>" } } }),
            "cenote.words.en.html is not a sentence of the pages.",
        ),
        (
            json!({ "links": { "en": { "help": "javascript:alert(1)" } } }),
            "cenote.links.en.help must be a web address.",
        ),
        (json!({ "layout": "LEFT" }), "cenote.layout must be one of [\"CARD\", \"SPLIT\", \"PLAIN\"]."),
        (json!({ "html": "<b>" }), "cenote.html is not a setting."),
        (json!("SPLIT"), "cenote must be a JSON object."),
    ] {
        let input = merged(of.clone(), json!({ "Settings": { "cenote": own } }));
        let refused = world.refused("UpdateManagedLoginBranding", input).await;
        assert_eq!(refused, format!("InvalidParameterException: Invalid Settings: {why}"));
    }
    assert!(page(&world, &client).await.contains("data-layout=\"card\""));
}
