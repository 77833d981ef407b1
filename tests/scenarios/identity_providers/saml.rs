//! SAML providers: their metadata, by text and by URL, and the key to which they encrypt.

use serde_json::{Value, json};

use super::{described, named};
use crate::world::internet::{certificate, metadata};
use crate::world::{World, merged};

const URL: &str = "https://idp.example/metadata.xml";

fn saml(pool: &str, details: Value) -> Value {
    json!({ "UserPoolId": pool, "ProviderName": "Corporate", "ProviderType": "SAML", "ProviderDetails": details })
}

fn found() -> Value {
    json!({ "SSORedirectBindingURI": "https://idp.example/login", "SLORedirectBindingURI": "https://idp.example/logout" })
}

#[tokio::test]
async fn metadata_is_read_from_text() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let text = metadata(&certificate(2036));
    let details =
        json!({ "MetadataFile": text, "IDPSignout": "true", "RequestSigningAlgorithm": "rsa-sha256" });
    let made =
        world.ok("CreateIdentityProvider", saml(&pool, details.clone())).await["IdentityProvider"].clone();
    assert_eq!(made["ProviderDetails"], merged(details, found()));
    assert_eq!(made.get("AttributeMapping"), None);
    assert_eq!(described(&world, &pool, "Corporate").await, made);
    assert_eq!(world.internet.asked(), [""; 0]);
}

#[tokio::test]
async fn metadata_is_fetched_from_its_url_and_anew_with_each_change_of_the_details() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let text = metadata(&certificate(2036));
    world.internet.serve(URL, &text);
    let details = json!({ "MetadataURL": URL });
    let made =
        world.ok("CreateIdentityProvider", saml(&pool, details.clone())).await["IdentityProvider"].clone();
    assert_eq!(made["ProviderDetails"], merged(details.clone(), found()));
    world.internet.serve(URL, &text.replace("idp.example/login", "idp.example/new"));
    let change = merged(named(&pool, "Corporate"), json!({ "ProviderDetails": made["ProviderDetails"] }));
    world.ok("UpdateIdentityProvider", change).await;
    let shown = described(&world, &pool, "Corporate").await;
    assert_eq!(shown["ProviderDetails"]["SSORedirectBindingURI"], "https://idp.example/new");
    assert_eq!(world.internet.asked(), [URL, URL]);

    // What fails leaves the provider as it was.
    world.internet.fail(URL, 404);
    let change = merged(named(&pool, "Corporate"), json!({ "ProviderDetails": details }));
    assert_eq!(
        world.refused("UpdateIdentityProvider", change.clone()).await,
        format!(
            "InvalidParameterException: Non-ok status code 404 returned from remote metadata source {URL}"
        )
    );
    world.internet.serve(URL, "<html/>");
    assert_eq!(
        world.refused("UpdateIdentityProvider", change).await,
        "InvalidParameterException: Unable to unmarshall metadata"
    );
    assert_eq!(described(&world, &pool, "Corporate").await, shown);
    let elsewhere = "https://down.example/metadata.xml";
    let other = saml(&world.pool(json!({})).await, json!({ "MetadataURL": elsewhere }));
    assert_eq!(
        world.refused("CreateIdentityProvider", other).await,
        format!("InvalidParameterException: Error retrieving metadata from {elsewhere}")
    );
}

#[tokio::test]
async fn metadata_that_cannot_serve_is_refused() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let good = metadata(&certificate(2036));
    let refused = async |text: &str| {
        world.refused("CreateIdentityProvider", saml(&pool, json!({ "MetadataFile": text }))).await
    };
    let unreadable = "InvalidParameterException: Unable to unmarshall metadata";
    let bomb = good.replace(
        "<EntityDescriptor",
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<EntityDescriptor",
    );
    let external =
        good.replace("<EntityDescriptor", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">\n<EntityDescriptor");
    for text in ["no XML", "<a/>", &good[..200], &bomb, &external] {
        assert_eq!(refused(text).await, unreadable, "{text}");
    }
    let other = good
        .replace("bindings:HTTP-Redirect", "bindings:PAOS")
        .replace("bindings:HTTP-POST", "bindings:SOAP");
    let script =
        good.replace("https://idp.example/login", "javascript:alert(1)").replace("HTTP-POST", "SOAP");
    for text in [other, script] {
        assert_eq!(
            refused(&text).await,
            "InvalidParameterException: No SingleSignOn Http redirect binding location found in metadata."
        );
    }
    for (text, why) in [
        (good.replace("IDPSSODescriptor", "SPSSODescriptor"), "No IDPSSODescriptor found in metadata."),
        (good.replace(" entityID=\"https://idp.example/saml\"", ""), "No entityID found in metadata."),
        (good.replace("use=\"signing\"", "use=\"encryption\""), "No signing certificate found in metadata."),
        (metadata(&certificate(2026)), "The signing certificate in metadata has expired."),
        (metadata(&"A".repeat(400)), "A signing certificate in metadata does not read."),
    ] {
        assert_eq!(refused(&text).await, format!("InvalidParameterException: {why}"));
    }
    // One that takes forms alone serves, and no address for a query is told.
    let forms = good.replace("bindings:HTTP-Redirect", "bindings:HTTP-POST");
    let pool_of_forms = world.pool(json!({})).await;
    let made =
        world.ok("CreateIdentityProvider", saml(&pool_of_forms, json!({ "MetadataFile": forms }))).await;
    assert_eq!(made["IdentityProvider"]["ProviderDetails"], json!({ "MetadataFile": forms }));
    // A key that does not say what it is for serves for signing too.
    let silent = good.replace(" use=\"signing\"", "");
    world.ok("CreateIdentityProvider", saml(&pool, json!({ "MetadataFile": silent }))).await;
}

#[tokio::test]
async fn a_browser_is_sent_in_clear_to_its_own_machine_alone() {
    let world = World::new();
    let good = metadata(&certificate(2036));
    let make = async |text: &str| {
        let pool = world.pool(json!({})).await;
        let input = saml(&pool, json!({ "MetadataFile": text }));
        let made = world.call("CreateIdentityProvider", input).await;
        made.map(|made| made["IdentityProvider"]["ProviderDetails"]["SSORedirectBindingURI"].clone())
    };
    let all = |base: &str| good.replace("\"https://idp.example/", &format!("\"{base}/"));
    let refused = "InvalidParameterException: The SingleSignOnService location in metadata is not https.";
    for base in [
        "http://idp.example",
        "http://10.0.0.1",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://evil.example\\.localhost",
        "http://[::1].evil.example",
        "http://[::2]",
    ] {
        assert_eq!(make(&all(base)).await, Err(refused.to_owned()), "{base}");
    }
    let locals = [
        "localhost:8080",
        "idp.localhost",
        "127.0.0.1:8080",
        "127.0.0.2",
        "[::1]:8080",
        "[::1]",
        "LOCALHOST",
    ];
    for base in locals.map(|host| format!("http://{host}")) {
        assert_eq!(make(&all(&base)).await, Ok(json!(format!("{base}/login"))));
    }
    // Of two addresses the one that is not in clear, whichever comes first, and by whichever binding.
    let plain = "<SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" \
                 Location=\"http://idp.example/plain\"/>";
    let both = good.replace("<SingleLogoutService", &format!("{plain}<SingleLogoutService"));
    assert_eq!(make(&both).await, Ok(json!("https://idp.example/login")));
    let by_form = good.replace("https://idp.example/login", "http://idp.example/login");
    assert_eq!(make(&by_form).await, Ok(json!(null)));

    // One that is not to be gone to for a sign-out is not told of any.
    let pool = world.pool(json!({})).await;
    let text = good.replace("https://idp.example/logout", "http://idp.example/logout");
    world
        .ok("CreateIdentityProvider", saml(&pool, json!({ "MetadataFile": text, "IDPSignout": "true" })))
        .await;
    let shown = described(&world, &pool, "Corporate").await;
    assert_eq!(shown["ProviderDetails"].get("SLORedirectBindingURI"), None);

    // What is fetched anew does not lead there either: what was had last stays.
    world.internet.serve(URL, &good);
    let pool = world.pool(json!({})).await;
    world.ok("CreateIdentityProvider", saml(&pool, json!({ "MetadataURL": URL }))).await;
    let before = described(&world, &pool, "Corporate").await;
    world.internet.serve(URL, &all("http://idp.example"));
    world.pass_s(7 * 3_600);
    rules::providers::refresh::look(&world.ctx(), true).await.unwrap();
    assert_eq!(described(&world, &pool, "Corporate").await, before);

    // The operator of a closed network decides for it.
    world.internet.let_in();
    assert_eq!(make(&all("http://idp.example")).await, Ok(json!("http://idp.example/login")));
}

#[tokio::test]
async fn metadata_comes_from_one_side_and_flags_are_flags() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let refused = async |details| world.refused("CreateIdentityProvider", saml(&pool, details)).await;
    assert_eq!(
        refused(json!({ "IDPSignout": "true" })).await,
        "InvalidParameterException: At least one of the MetadataURL or MetadataFile should be provided."
    );
    assert_eq!(
        refused(json!({ "MetadataURL": URL, "MetadataFile": "x" })).await,
        "InvalidParameterException: Only one of the MetadataURL or MetadataFile should be provided."
    );
    for url in ["http://idp.example/metadata", "file:///etc/passwd", ""] {
        assert_eq!(
            refused(json!({ "MetadataURL": url })).await,
            "InvalidParameterException: Invalid URL for MetadataURL in ProviderDetails."
        );
    }
    for key in ["IDPSignout", "IDPInit", "EncryptedResponses", "RequestSigningAlgorithm"] {
        assert_eq!(
            refused(json!({ "MetadataURL": URL, key: "yes" })).await,
            format!("InvalidParameterException: Invalid value for {key} in ProviderDetails.")
        );
    }
}

#[tokio::test]
async fn a_provider_that_encrypts_is_given_a_certificate_that_stays() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let text = metadata(&certificate(2036));
    let encrypting = json!({ "MetadataFile": text, "EncryptedResponses": "true" });
    let made = world.ok("CreateIdentityProvider", saml(&pool, encrypting.clone())).await;
    let given = made["IdentityProvider"]["ProviderDetails"]["ActiveEncryptionCertificate"].clone();
    let der = {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.decode(given.as_str().unwrap()).unwrap()
    };
    // Ten years from the day of the test world on.
    assert_eq!(crypto::x509::ends_at(&der), Some(2_110_838_400));
    let update = async |details: &Value| {
        let input = merged(named(&pool, "Corporate"), json!({ "ProviderDetails": details }));
        world.ok("UpdateIdentityProvider", input).await["IdentityProvider"]["ProviderDetails"].clone()
    };
    let plain = update(&json!({ "MetadataFile": text, "ActiveEncryptionCertificate": given })).await;
    assert_eq!(plain.get("ActiveEncryptionCertificate"), None);
    assert_eq!(update(&encrypting).await["ActiveEncryptionCertificate"], given);
}

#[tokio::test]
async fn a_certificate_of_ours_that_ends_is_told_of_ahead_too() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let encrypting = json!({ "MetadataFile": metadata(&certificate(2049)), "EncryptedResponses": "true" });
    world.ok("CreateIdentityProvider", saml(&pool, encrypting)).await;
    let look = async || {
        rules::providers::refresh::look(&world.ctx(), true).await.unwrap();
        let endings = world.inner.endings.all();
        endings.into_iter().map(|one| (one.provider, one.ends_at, one.is_ours)).collect::<Vec<_>>()
    };
    let end = 2_110_838_400;
    world.pass_s(end - 31 * 86_400 - world.now() / 1_000);
    assert_eq!(look().await, []);
    world.pass_s(86_400);
    assert_eq!(look().await, [("Corporate".to_owned(), end, true)]);
    // That by which the pool signs has been renewed long before.
    let signing = world.ok("GetSigningCertificate", json!({ "UserPoolId": pool })).await;
    let signing = {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.decode(signing["Certificate"].as_str().unwrap()).unwrap()
    };
    assert!(crypto::x509::ends_at(&signing).unwrap() > end + 9 * 365 * 86_400);
}

#[tokio::test]
async fn metadata_is_fetched_again_and_certificates_that_end_are_told_of_ahead() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    world.internet.serve(URL, &metadata(&certificate(2027)));
    world.ok("CreateIdentityProvider", saml(&pool, json!({ "MetadataURL": URL }))).await;
    let made = described(&world, &pool, "Corporate").await;
    let look = async |to_fetch| {
        rules::providers::refresh::look(&world.ctx(), to_fetch).await.unwrap();
        let endings = world.inner.endings.all();
        endings.into_iter().map(|one| (one.provider, one.ends_at)).collect::<Vec<_>>()
    };
    world.internet.asked();
    assert_eq!(look(true).await, []);
    // 2 December 2026: thirty days before its end.
    world.pass_s(11 * 86_400);
    let ending = ("Corporate".to_owned(), 1_798_761_600);
    assert_eq!(look(false).await, std::slice::from_ref(&ending));
    assert_eq!(world.internet.asked(), [""; 0]);
    world.internet.fail(URL, 503);
    assert_eq!(look(true).await, std::slice::from_ref(&ending));
    assert_eq!(look(true).await, std::slice::from_ref(&ending));
    assert_eq!(world.internet.asked(), [URL]);
    // What names another provider, or reads as none, takes the place of nothing.
    for bad in
        ["<html/>".to_owned(), metadata(&certificate(2036)).replace("idp.example/saml", "evil.example")]
    {
        world.pass_s(601);
        world.internet.serve(URL, &bad);
        assert_eq!(look(true).await, std::slice::from_ref(&ending));
        assert_eq!(world.internet.asked(), [URL]);
    }
    world.pass_s(601);
    world.internet.serve(URL, &metadata(&certificate(2036)).replace("idp.example/login", "idp.example/new"));
    assert_eq!(look(true).await, []);
    let shown = described(&world, &pool, "Corporate").await;
    assert_eq!(shown["ProviderDetails"]["SSORedirectBindingURI"], "https://idp.example/new");
    // Nobody has changed anything.
    assert_eq!(shown["LastModifiedDate"], made["LastModifiedDate"]);
    world.internet.asked();
    assert_eq!(look(true).await, []);
    assert_eq!(world.internet.asked(), [""; 0]);
}
