//! How the pages look where somebody has said so: branding styles on managed login, style sheet and logo on the classic
//! pages. AWS: the developer guide, "Apply branding to managed login pages" and "Hosted UI (classic) branding".

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::{Value, json};

use super::{PREFIX, authorize, stage};
use crate::world::World;

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
