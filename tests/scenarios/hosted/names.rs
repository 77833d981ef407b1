//! What log and metrics call an answer: a refusal has the name of the endpoint or page that refused, as its successes have.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method};
use serde_json::json;

use super::{CALLBACK, PREFIX, authorize, stage};
use crate::world::browser::encoded;
use crate::world::{PASSWORD, World};

/// The name and status of what a form, or a look, is answered with.
async fn named(world: &World, path: &str, form: Option<&[(&str, &str)]>) -> (&'static str, u16) {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let method = if form.is_some() { Method::POST } else { Method::GET };
    let host = format!("{PREFIX}.auth.localhost:7665");
    let body = encoded(form.unwrap_or_default());
    let (name, response) = world.answer_hosted(&host, (method, path), headers, &body).await;
    (name, response.status().as_u16())
}

#[tokio::test]
async fn a_refusal_is_counted_under_the_name_of_what_refused() {
    let world = World::new();
    let (_, client) = stage(&world, json!({}), json!({})).await;
    let mut browser = world.browser(PREFIX);
    browser.open(&authorize(&client, &[])).await;
    browser.send(&[("username", "alice"), ("password", PASSWORD)]).await;
    let code = browser.told()["code"].clone();
    let form = [
        ("client_id", client.as_str()),
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
    ];
    assert_eq!(named(&world, "/oauth2/token", Some(&form)).await, ("token", 200));
    // The code is spent.
    assert_eq!(named(&world, "/oauth2/token", Some(&form)).await, ("token", 400));
    assert_eq!(named(&world, "/oauth2/token", None).await, ("token", 405));
    assert_eq!(named(&world, &authorize(&client, &[]), None).await, ("authorize", 302));
    for path in ["/oauth2/authorize", "/oauth2/authorize?client_id=nobody"] {
        let (name, status) = named(&world, path, None).await;
        assert!(name == "authorize" && matches!(status, 302 | 400), "{path}: {name} {status}");
    }
    for name in ["revoke", "introspect", "par", "device_authorization", "register", "userInfo"] {
        let (named, status) = named(&world, &format!("/oauth2/{name}"), Some(&[])).await;
        assert!(named == name && (400..500).contains(&status), "{name}: {named} {status}");
    }
    // A form of no browser of ours.
    assert_eq!(named(&world, "/login", Some(&[("_csrf", "x")])).await, ("login", 403));
    // What there is not has one name for all.
    for path in ["/nowhere", "/oauth2/nowhere", "/login/x"] {
        assert_eq!(named(&world, path, None).await, ("trouble", 404), "{path}");
    }
}
