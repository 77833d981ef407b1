//! The looks of the classic pages: a style sheet and a logo, of a client or of all that have none of their own.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rules::ctx::{Caller, Origin};
use serde_json::{Value, json};

use crate::world::{World, merged};

const CSS: &str = ".logo-customizable {\n\tmax-width: 60%;\n}\n.label-customizable { font-weight: 300; }";

fn png(of: u8) -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[of; 17]].concat()
}

struct Home {
    world: World,
    pool: String,
    client: String,
}

/// A pool with a domain and a client.
async fn home() -> Home {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": "looks" })).await;
    Home { world, pool, client }
}

impl Home {
    fn input(&self, more: Value) -> Value {
        merged(json!({ "UserPoolId": self.pool }), more)
    }

    fn own(&self, more: Value) -> Value {
        self.input(merged(json!({ "ClientId": self.client }), more))
    }

    async fn set(&self, input: Value) -> Value {
        self.world.ok("SetUICustomization", input).await["UICustomization"].clone()
    }

    async fn get(&self, input: Value) -> Value {
        self.world.ok("GetUICustomization", input).await["UICustomization"].clone()
    }

    /// What a browser gets at an address.
    async fn image(&self, url: &Value) -> Option<web::looks::Image> {
        let path = url.as_str().unwrap().strip_prefix("http://127.0.0.1:7665/").expect("our own address");
        let parts: Vec<_> = path.split('/').collect();
        let [pool, client, version, "assets", "images", _] = parts[..] else { panic!("{path}") };
        let caller = Caller::Anyone;
        let ctx = rules::Ctx::new(self.world.inner.clone(), caller, "browser".to_owned(), Origin::default());
        web::looks::logo(&ctx, pool, client, version).await.unwrap()
    }
}

#[tokio::test]
async fn looks_of_the_pool_are_of_all_clients_without_their_own() {
    let it = home().await;
    assert_eq!(it.get(it.input(json!({}))).await, json!({}));
    assert_eq!(it.get(it.own(json!({}))).await, json!({}));

    let set = it.set(it.input(json!({ "CSS": CSS }))).await;
    let created = set["CreationDate"].clone();
    assert_eq!(
        set,
        json!({
            "UserPoolId": it.pool, "ClientId": "ALL", "CSS": CSS, "CSSVersion": "20261121040000",
            "CreationDate": created, "LastModifiedDate": created,
        })
    );
    for input in [it.input(json!({})), it.input(json!({ "ClientId": "ALL" })), it.own(json!({}))] {
        assert_eq!(it.get(input).await, set);
    }
    it.world.pass_s(90);
    let own = it.set(it.own(json!({ "CSS": ".background-customizable {}" }))).await;
    assert_eq!((&own["ClientId"], &own["CSSVersion"]), (&json!(it.client), &json!("20261121040130")));
    assert_eq!(it.get(it.own(json!({}))).await, own);
    assert_eq!(it.get(it.input(json!({}))).await, set);

    // Set again, the day of its making stays.
    let again = it.set(it.input(json!({ "ClientId": "ALL", "CSS": CSS }))).await;
    assert_eq!(again["CreationDate"], created);
    assert!(again["LastModifiedDate"].as_f64() > created.as_f64());
}

#[tokio::test]
async fn what_is_set_replaces_all_and_nothing_takes_it_away() {
    let it = home().await;
    let pools = it.set(it.input(json!({ "CSS": CSS }))).await;
    it.set(it.own(json!({ "CSS": CSS, "ImageFile": STANDARD.encode(png(1)) }))).await;
    let only_logo = it.set(it.own(json!({ "ImageFile": STANDARD.encode(png(1)) }))).await;
    assert_eq!(only_logo.get("CSS"), None);
    let only_css = it.set(it.own(json!({ "CSS": CSS }))).await;
    assert_eq!(only_css.get("ImageUrl"), None);
    assert_eq!(it.get(it.own(json!({}))).await, only_css);
    for nothing in [json!({}), json!({ "CSS": "", "ImageFile": "" })] {
        let reset = it.set(it.own(nothing)).await;
        assert_eq!((reset.get("CSS"), &reset["ClientId"]), (None, &json!(it.client)));
        assert_eq!(it.get(it.own(json!({}))).await, pools);
    }
    it.set(it.input(json!({}))).await;
    assert_eq!(it.get(it.own(json!({}))).await, json!({}));
}

#[tokio::test]
async fn a_logo_is_served_under_its_address() {
    let it = home().await;
    let set = it.set(it.own(json!({ "ImageFile": STANDARD.encode(png(1)) }))).await;
    let (pool, client) = (&it.pool, &it.client);
    assert_eq!(
        set["ImageUrl"],
        format!("http://127.0.0.1:7665/{pool}/{client}/20261121040000/assets/images/image.png")
    );
    let image = it.image(&set["ImageUrl"]).await.expect("an image");
    assert_eq!((image.media_type, image.bytes), ("image/png", png(1)));

    it.world.pass_s(1);
    let jpeg = STANDARD.encode([0xff, 0xd8, 0xff, 0xe0]);
    let newer = it.set(it.own(json!({ "ImageFile": jpeg }))).await;
    assert!(newer["ImageUrl"].as_str().unwrap().ends_with("/image.jpg"), "{newer}");
    assert_eq!(it.image(&newer["ImageUrl"]).await.expect("an image").media_type, "image/jpeg");
    assert!(it.image(&set["ImageUrl"]).await.is_none(), "the older one is gone");
    for strange in
        ["http://127.0.0.1:7665/a\0/b/c/assets/images/d", "http://127.0.0.1:7665/a/b\0/c/assets/images/d"]
    {
        assert!(it.image(&json!(strange)).await.is_none());
    }
    it.world.ok("DeleteUserPoolDomain", json!({ "UserPoolId": it.pool, "Domain": "looks" })).await;
    it.world.ok("DeleteUserPool", json!({ "UserPoolId": it.pool })).await;
    assert!(it.image(&newer["ImageUrl"]).await.is_none(), "gone with the pool");
}

#[tokio::test]
async fn looks_go_with_their_client() {
    let it = home().await;
    let set = it.set(it.own(json!({ "CSS": CSS, "ImageFile": STANDARD.encode(png(1)) }))).await;
    it.world.ok("DeleteUserPoolClient", it.own(json!({}))).await;
    assert!(it.image(&set["ImageUrl"]).await.is_none());
    for operation in ["GetUICustomization", "SetUICustomization"] {
        assert_eq!(
            it.world.refused(operation, it.own(json!({}))).await,
            format!("ResourceNotFoundException: User pool client {} does not exist.", it.client)
        );
        assert_eq!(
            it.world.refused(operation, json!({ "UserPoolId": "us-east-1_none" })).await,
            "ResourceNotFoundException: User pool us-east-1_none does not exist."
        );
    }
}

#[tokio::test]
async fn a_pool_without_a_domain_has_no_pages_to_style() {
    let it = home().await;
    it.world.ok("DeleteUserPoolDomain", json!({ "UserPoolId": it.pool, "Domain": "looks" })).await;
    assert_eq!(
        it.world.refused("SetUICustomization", it.input(json!({ "CSS": CSS }))).await,
        "InvalidParameterException: There has to be an existing domain associated with this user pool"
    );
    assert_eq!(it.get(it.input(json!({}))).await, json!({}));
}

#[tokio::test]
async fn sheets_and_logos_that_are_none_are_refused() {
    let it = home().await;
    let kept = it.set(it.input(json!({ "CSS": CSS }))).await;
    for (css, what) in [
        ("body { color: red }", "the selector body is not allowed"),
        ("@import url('a.css');", "@import is not allowed"),
        (".label-customizable { color: red", "a rule is not closed"),
        ("</style>", "the character < is not allowed"),
        (".label-customizable\u{0} {}", "the character \\u{0} is not allowed"),
    ] {
        assert_eq!(
            it.world.refused("SetUICustomization", it.input(json!({ "CSS": css }))).await,
            format!("InvalidParameterException: Invalid CSS: {what}.")
        );
    }
    let large = [png(1), vec![0; 100 << 10]].concat();
    for logo in [b"GIF89a".to_vec(), b"<svg/>".to_vec(), large] {
        assert_eq!(
            it.world
                .refused("SetUICustomization", it.input(json!({ "ImageFile": STANDARD.encode(logo) })))
                .await,
            "InvalidParameterException: ImageFile must be a PNG or JPEG image of at most 100 KB."
        );
    }
    let long = it.input(json!({ "CSS": " ".repeat(131_073) }));
    assert!(it.world.refused("SetUICustomization", long).await.contains("at 'cSS' failed to satisfy"));
    assert_eq!(it.get(it.input(json!({}))).await, kept);
}
