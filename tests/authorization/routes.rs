//! Routes: whoever adds one says what it asks for. What manages anything goes through the door, which asks for a signature.
//!
//! Attack 36: a management route that was added beside the door and asked for nothing.

const SOURCE: &str = include_str!("../../crates/server/src/routes.rs");

/// Routes of every listener, and what opens each.
const ROUTES: [(&str, &str); 24] = [
    ("/", "the door: a signature, a token or a client, by operation; a page that shows nothing"),
    ("/identitypools", "the door: a signature"),
    ("/identitypools/{*rest}", "the door: a signature, by operation"),
    ("/sync/devices/{device_id}/events", "the device's id: names and counts of datasets"),
    ("/{user_pool_id}/.well-known/jwks.json", "nothing: public keys"),
    ("/{user_pool_id}/.well-known/openid-configuration", "nothing: public addresses"),
    ("/{user_pool_id}/.well-known/oauth-authorization-server", "nothing: public addresses"),
    ("/.well-known/oauth-authorization-server/{user_pool_id}", "nothing: public addresses"),
    ("/.well-known/openid-configuration/{user_pool_id}", "nothing: public addresses"),
    ("/identity/.well-known/jwks_uri", "nothing: public keys"),
    ("/identity/.well-known/openid-configuration", "nothing: public addresses"),
    ("/.well-known/jwks_uri", "nothing: public keys"),
    ("/.well-known/openid-configuration", "nothing: public addresses"),
    ("/user-import/{token}", "the sealed name of a job, which an administrator was given"),
    ("/{user_pool_id}/{client_id}/{version}/assets/images/{name}", "nothing: a client's logo"),
    ("/domain/{name}/{*rest}", "the hosted domain's own forms"),
    (
        "/auth/{*rest}",
        "a gate's own: a token or a cookie; what tells of another request, a trusted proxy's address",
    ),
    ("/assets/cenote.css", "nothing"),
    ("/assets/hosted.css", "nothing"),
    ("/assets/hosted.js", "nothing"),
    ("/assets/passkeys.js", "nothing"),
    ("/health/live", "nothing: yes or no"),
    ("/health/ready", "nothing: yes or no"),
    ("/metrics", "nothing: numbers without names"),
];

fn paths(source: &str) -> Vec<&str> {
    source.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_route_says_what_opens_it() {
    let (everywhere, dev) = SOURCE.split_once("if app.dev.is_some() {").expect("what `cenote dev` alone has");
    assert_eq!(paths(everywhere), ROUTES.map(|(path, _)| path));
    // What shows mail, or what functions were asked, is nowhere else.
    let (dev, after) = dev.split_once("\n    }\n").expect("its end");
    assert!(paths(dev).contains(&"/mailbox") && paths(dev).contains(&"/triggers/calls"));
    assert_eq!(paths(after), [""; 0]);
}
