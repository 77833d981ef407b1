//! Branding styles: what is said of a client's hosted pages, laid over what AWS gives them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::world::{World, merged};

const NONE: &str = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

struct Home {
    world: World,
    pool: String,
    client: String,
}

async fn home() -> Home {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    Home { world, pool, client }
}

fn png(of: u8) -> String {
    STANDARD.encode([&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[of; 17]].concat())
}

fn svg(inside: &str) -> String {
    STANDARD.encode(format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>"))
}

fn asset(category: &str, mode: &str, extension: &str, bytes: &str) -> Value {
    json!({ "Category": category, "ColorMode": mode, "Extension": extension, "Bytes": bytes })
}

fn settings() -> Value {
    json!({
        "categories": { "global": { "colorSchemeMode": "DYNAMIC" }, "auth": { "federation": { "order": ["Ü b"] } } },
        "componentClasses": { "buttons": { "borderRadius": 12 } },
        "components": {
            "primaryButton": { "lightMode": { "defaults": { "backgroundColor": "FF0000ff", "borderColor": "00ff00ff" } } },
            "idpButton": { "custom": { "Corporate": { "darkMode": { "hover": { "textColor": "123456ff" } } } } },
        },
    })
}

impl Home {
    fn input(&self, more: Value) -> Value {
        merged(json!({ "UserPoolId": self.pool, "ClientId": self.client }), more)
    }

    async fn create(&self, more: Value) -> Value {
        let made = self.world.ok("CreateManagedLoginBranding", self.input(more)).await;
        made["ManagedLoginBranding"].clone()
    }

    fn named(&self, style: &Value, more: Value) -> Value {
        let id = &style["ManagedLoginBrandingId"];
        merged(json!({ "UserPoolId": self.pool, "ManagedLoginBrandingId": id }), more)
    }

    async fn described(&self, style: &Value, more: Value) -> Value {
        let found = self.world.ok("DescribeManagedLoginBranding", self.named(style, more)).await;
        found["ManagedLoginBranding"].clone()
    }

    async fn update(&self, style: &Value, more: Value) -> Value {
        let changed = self.world.ok("UpdateManagedLoginBranding", self.named(style, more)).await;
        changed["ManagedLoginBranding"].clone()
    }

    /// What making a style and changing one say to this; the one that is there stays as it is.
    async fn refused(&self, style: &Value, what: Value) -> String {
        let other = self.world.client(&self.pool, json!({})).await;
        let create = self.input(merged(json!({ "ClientId": other }), what.clone()));
        let created = self.world.refused("CreateManagedLoginBranding", create).await;
        let updated = self.world.refused("UpdateManagedLoginBranding", self.named(style, what)).await;
        assert_eq!(created, updated);
        assert_eq!(self.described(style, json!({})).await, *style);
        created
    }
}

#[tokio::test]
async fn a_style_is_given_back_as_it_was_sent_or_whole() {
    let it = home().await;
    let assets = json!([
        asset("PAGE_BACKGROUND", "LIGHT", "PNG", &png(1)),
        asset("FORM_LOGO", "DYNAMIC", "SVG", &svg("<path d='M0 0h1'/>")),
        merged(asset("IDP_BUTTON_ICON", "DARK", "SVG", &svg("")), json!({ "ResourceId": "Corporate" })),
    ]);
    let made = it.create(json!({ "Settings": settings(), "Assets": assets })).await;
    let (id, created) = (&made["ManagedLoginBrandingId"], &made["CreationDate"]);
    assert_eq!(
        made,
        json!({
            "ManagedLoginBrandingId": id, "UserPoolId": it.pool, "UseCognitoProvidedValues": false,
            "Settings": settings(), "Assets": assets, "CreationDate": created, "LastModifiedDate": created,
        })
    );
    assert_eq!(it.described(&made, json!({})).await, made);
    let by_client = it.world.ok("DescribeManagedLoginBrandingByClient", it.input(json!({}))).await;
    assert_eq!(by_client["ManagedLoginBranding"], made);

    let whole = it.described(&made, json!({ "ReturnMergedResources": true })).await;
    let parts = &whole["Settings"];
    assert_eq!(parts["categories"]["global"]["colorSchemeMode"], "DYNAMIC");
    assert_eq!(parts["categories"]["global"]["spacingDensity"], "REGULAR");
    let button = &parts["components"]["primaryButton"]["lightMode"]["defaults"];
    let mine = json!({ "backgroundColor": "FF0000ff", "borderColor": "00ff00ff", "textColor": "ffffffff" });
    assert_eq!(*button, mine);
    assert_eq!(parts["components"]["primaryButton"]["darkMode"]["defaults"]["backgroundColor"], "539fe5ff");
    assert_eq!(whole["Assets"], assets);
    let merged_by_client = it.input(json!({ "ReturnMergedResources": true }));
    let by_client = it.world.ok("DescribeManagedLoginBrandingByClient", merged_by_client).await;
    assert_eq!(by_client["ManagedLoginBranding"], whole);
    // The whole can be sent back as it is.
    let again = it.update(&made, json!({ "Settings": whole["Settings"], "Assets": whole["Assets"] })).await;
    assert_eq!((&again["Settings"], &again["Assets"]), (&whole["Settings"], &whole["Assets"]));
}

#[tokio::test]
async fn a_style_of_provided_values_has_nothing_of_its_own() {
    let it = home().await;
    let made = it.create(json!({ "UseCognitoProvidedValues": true })).await;
    assert_eq!(made["UseCognitoProvidedValues"], true);
    assert_eq!((made.get("Settings"), made.get("Assets")), (None, None));
    let whole = it.described(&made, json!({ "ReturnMergedResources": true })).await;
    assert_eq!(whole["Settings"]["components"]["alert"]["borderRadius"], 12.0);

    let own = it.update(&made, json!({ "Settings": settings() })).await;
    assert_eq!((&own["UseCognitoProvidedValues"], &own["Settings"]), (&json!(false), &settings()));
    let own = it.update(&made, json!({ "Assets": [asset("FORM_LOGO", "LIGHT", "PNG", &png(1))] })).await;
    assert_eq!((own["Assets"].as_array().unwrap().len(), &own["Settings"]), (1, &settings()));
    let reset = it.update(&made, json!({ "UseCognitoProvidedValues": true })).await;
    assert_eq!(merged(reset.clone(), json!({ "LastModifiedDate": made["LastModifiedDate"] })), made);
    assert_eq!(it.described(&made, json!({})).await, reset);
}

#[tokio::test]
async fn an_update_keeps_what_it_does_not_name() {
    let it = home().await;
    let (light, dark) =
        (asset("FORM_LOGO", "LIGHT", "PNG", &png(1)), asset("FORM_LOGO", "DARK", "PNG", &png(2)));
    let made = it.create(json!({ "Settings": settings(), "Assets": [light, dark] })).await;
    it.world.pass_s(60);
    let change = json!({ "components": { "primaryButton": { "lightMode": { "hover": { "textColor": "000000ff" } } } } });
    let changed = it.update(&made, json!({ "Settings": change })).await;
    let mut wanted = settings();
    wanted["components"]["primaryButton"]["lightMode"]["hover"] = json!({ "textColor": "000000ff" });
    assert_eq!((&changed["Settings"], &changed["Assets"]), (&wanted, &json!([light, dark])));
    let date = |style: &Value| style["LastModifiedDate"].as_f64().unwrap();
    assert!(date(&changed) >= date(&made) + 60.0);
    assert_eq!(changed["CreationDate"], made["CreationDate"]);

    // An image takes the place of its like, another stands beside it, and one without bytes takes its like away.
    let other = asset("PAGE_BACKGROUND", "LIGHT", "PNG", &png(3));
    let newer = asset("FORM_LOGO", "LIGHT", "SVG", &svg(""));
    let changed = it.update(&made, json!({ "Assets": [other, newer] })).await;
    assert_eq!(changed["Assets"], json!([newer, dark, other]));
    let gone = json!({ "Category": "FORM_LOGO", "ColorMode": "DARK", "Extension": "PNG" });
    let changed = it.update(&made, json!({ "Assets": [gone] })).await;
    assert_eq!((&changed["Assets"], &changed["Settings"]), (&json!([newer, other]), &wanted));
    assert_eq!(it.described(&made, json!({})).await, changed);
}

#[tokio::test]
async fn a_client_has_one_style_until_it_is_deleted() {
    let it = home().await;
    let provided = json!({ "UseCognitoProvidedValues": true });
    let create = || it.world.call("CreateManagedLoginBranding", it.input(provided.clone()));
    let (one, two) = tokio::join!(create(), create());
    let exists = "ManagedLoginBrandingExistsException: The client already has a managed login branding.";
    let (made, refused): (Vec<_>, Vec<_>) = [one, two].into_iter().partition(Result::is_ok);
    assert_eq!(refused, [Err(exists.to_owned())]);
    let made = made[0].as_ref().unwrap()["ManagedLoginBranding"].clone();
    assert_eq!(create().await, Err(exists.to_owned()));

    it.update(&made, json!({ "Assets": [asset("FORM_LOGO", "LIGHT", "PNG", &png(1))] })).await;
    assert_eq!(it.world.ok("DeleteManagedLoginBranding", it.named(&made, json!({}))).await, Value::Null);
    let id = made["ManagedLoginBrandingId"].as_str().unwrap();
    for operation in
        ["DescribeManagedLoginBranding", "UpdateManagedLoginBranding", "DeleteManagedLoginBranding"]
    {
        assert_eq!(
            it.world.refused(operation, it.named(&made, json!({}))).await,
            format!("ResourceNotFoundException: Managed login branding {id} does not exist."),
            "{operation}"
        );
    }
    assert_eq!(
        it.world.refused("DescribeManagedLoginBrandingByClient", it.input(json!({}))).await,
        "ResourceNotFoundException: The client has no managed login branding."
    );
    let again = it.create(provided).await;
    assert_eq!(again.get("Assets"), None);
}

#[tokio::test]
async fn a_style_goes_with_its_client_and_a_pool_has_twenty() {
    let it = home().await;
    let provided = |client: &str| it.input(json!({ "ClientId": client, "UseCognitoProvidedValues": true }));
    let mut last = (String::new(), Value::Null);
    for _ in 0..20 {
        let client = it.world.client(&it.pool, json!({})).await;
        let made = it.world.ok("CreateManagedLoginBranding", provided(&client)).await;
        last = (client, made["ManagedLoginBranding"].clone());
    }
    assert_eq!(
        it.world.refused("CreateManagedLoginBranding", provided(&it.client)).await,
        "LimitExceededException: A user pool can have at most 20 managed login brandings."
    );
    let (client, style) = last;
    it.update(&style, json!({ "Assets": [asset("FORM_LOGO", "LIGHT", "PNG", &png(1))] })).await;
    it.world.ok("DeleteUserPoolClient", json!({ "UserPoolId": it.pool, "ClientId": client })).await;
    let id = style["ManagedLoginBrandingId"].as_str().unwrap();
    assert_eq!(
        it.world.refused("DescribeManagedLoginBranding", it.named(&style, json!({}))).await,
        format!("ResourceNotFoundException: Managed login branding {id} does not exist.")
    );
    let read = it.world.inner.store.read();
    assert_eq!(store::brandings::assets(&read, &it.pool, id).await.unwrap(), []);
    it.world.ok("CreateManagedLoginBranding", provided(&it.client)).await;
}

#[tokio::test]
async fn provided_values_and_values_of_ones_own_exclude_one_another() {
    let it = home().await;
    let made = it.create(json!({ "Settings": {} })).await;
    let text = "InvalidParameterException: Either UseCognitoProvidedValues must be true, or Settings or Assets must \
                be given, but not both.";
    let logo = asset("FORM_LOGO", "LIGHT", "PNG", &png(1));
    for own in [json!({ "Settings": {} }), json!({ "Assets": [logo] })] {
        assert_eq!(it.refused(&made, merged(own, json!({ "UseCognitoProvidedValues": true }))).await, text);
    }
    let other = it.world.client(&it.pool, json!({})).await;
    for nothing in [json!({}), json!({ "UseCognitoProvidedValues": false }), json!({ "Assets": [] })] {
        let input = it.input(merged(nothing, json!({ "ClientId": other })));
        assert_eq!(it.world.refused("CreateManagedLoginBranding", input).await, text);
    }
}

#[tokio::test]
async fn settings_are_those_that_there_are() {
    let it = home().await;
    let made = it.create(json!({ "Settings": settings() })).await;
    let button =
        |state: Value| json!({ "components": { "primaryButton": { "lightMode": { "defaults": state } } } });
    for (wrong, what) in [
        (json!([]), "Settings must be a JSON object"),
        (json!("x"), "Settings must be a JSON object"),
        (json!({ "other": {} }), "other is not a setting"),
        (json!({ "components": { "none": {} } }), "components.none is not a setting"),
        (json!({ "components": [] }), "components is of the wrong type"),
        (
            button(json!({ "backgroundColor": "red" })),
            "components.primaryButton.lightMode.defaults.backgroundColor must be a color of 8 hexadecimal digits",
        ),
        (
            button(json!({ "shadowColor": "000000ff" })),
            "components.primaryButton.lightMode.defaults.shadowColor is not a setting",
        ),
        (
            json!({ "componentClasses": { "buttons": { "borderRadius": "8" } } }),
            "componentClasses.buttons.borderRadius is of the wrong type",
        ),
        (
            json!({ "componentClasses": { "buttons": { "borderRadius": -1 } } }),
            "componentClasses.buttons.borderRadius must be a number from 0 to 1000",
        ),
        (
            json!({ "categories": { "global": { "colorSchemeMode": "BLUE" } } }),
            "categories.global.colorSchemeMode must be one of [\"LIGHT\", \"DARK\", \"DYNAMIC\"]",
        ),
        (
            json!({ "categories": { "global": { "spacingDensity": "</style>" } } }),
            "categories.global.spacingDensity has an unknown value",
        ),
        (
            json!({ "categories": { "auth": { "authMethodOrder": [[{ "display": "IMAGE" }]] } } }),
            "categories.auth.authMethodOrder.display must be one of [\"BUTTON\", \"INPUT\"]",
        ),
        (
            json!({ "categories": { "auth": { "federation": { "order": ["a\u{0}"] } } } }),
            "categories.auth.federation.order must be a list of provider names",
        ),
        (
            json!({ "components": { "favicon": { "enabledTypes": vec!["ICO"; 301] } } }),
            "components.favicon.enabledTypes has too many entries",
        ),
    ] {
        assert_eq!(
            it.refused(&made, json!({ "Settings": wrong })).await,
            format!("InvalidParameterException: Invalid Settings: {what}.")
        );
    }
    // What is null is as if it were not there.
    let nulls = json!({ "components": { "favicon": null }, "categories": { "form": { "location": { "vertical": null } } } });
    let changed = it.update(&made, json!({ "Settings": nulls })).await;
    assert_eq!(changed["Settings"]["components"], settings()["components"]);
}

#[tokio::test]
async fn images_are_what_they_are_called_and_where_they_belong() {
    let it = home().await;
    let made = it.create(json!({ "Settings": {} })).await;
    let icon = STANDARD.encode([0, 0, 1, 0, 1, 0]);
    let script = svg("<script>1</script>");
    for (wrong, what) in [
        (asset("FORM_LOGO", "LIGHT", "ICO", &icon), "Invalid asset: ICO is not a file type of FORM_LOGO."),
        (
            asset("FAVICON_ICO", "LIGHT", "PNG", &png(1)),
            "Invalid asset: PNG is not a file type of FAVICON_ICO.",
        ),
        (
            asset("FAVICON_SVG", "LIGHT", "ICO", &icon),
            "Invalid asset: ICO is not a file type of FAVICON_SVG.",
        ),
        (
            asset("IDP_BUTTON_ICON", "LIGHT", "ICO", &icon),
            "Invalid asset: ResourceId is required for IDP_BUTTON_ICON.",
        ),
        (
            asset("FORM_LOGO", "LIGHT", "JPEG", &png(1)),
            "Invalid asset: The bytes of FORM_LOGO are not of type JPEG.",
        ),
        (
            asset("FORM_LOGO", "LIGHT", "PNG", ""),
            "Invalid asset: The bytes of FORM_LOGO are not of type PNG.",
        ),
        (asset("FORM_LOGO", "LIGHT", "SVG", &png(1)), "Invalid SVG: it is not UTF-8 text."),
        (asset("FORM_LOGO", "LIGHT", "SVG", &script), "Invalid SVG: the element script is not allowed."),
    ] {
        assert_eq!(
            it.refused(&made, json!({ "Assets": [wrong] })).await,
            format!("InvalidParameterException: {what}")
        );
    }
    let logo = asset("FORM_LOGO", "LIGHT", "PNG", &png(1));
    assert_eq!(
        it.refused(&made, json!({ "Assets": [logo, logo] })).await,
        "InvalidParameterException: Invalid asset: FORM_LOGO is given twice for one color mode."
    );
    let gone = json!({ "Category": "FORM_LOGO", "ColorMode": "DARK", "Extension": "PNG" });
    let other = it.world.client(&it.pool, json!({})).await;
    assert_eq!(
        it.world
            .refused("CreateManagedLoginBranding", it.input(json!({ "ClientId": other, "Assets": [gone] })))
            .await,
        "InvalidParameterException: Invalid asset: Bytes is required."
    );
}

#[tokio::test]
async fn forty_images_are_all_also_by_and_by() {
    let it = home().await;
    let icon = |n: usize| {
        merged(
            asset("IDP_BUTTON_ICON", "LIGHT", "SVG", &svg("")),
            json!({ "ResourceId": format!("idp {n}") }),
        )
    };
    let made = it.create(json!({ "Assets": (0..30).map(icon).collect::<Vec<_>>() })).await;
    it.update(&made, json!({ "Assets": (20..40).map(icon).collect::<Vec<_>>() })).await;
    assert_eq!(
        it.world
            .refused("UpdateManagedLoginBranding", it.named(&made, json!({ "Assets": [icon(40)] })))
            .await,
        "InvalidParameterException: A managed login branding can have at most 40 assets."
    );
    assert_eq!(it.described(&made, json!({})).await["Assets"].as_array().unwrap().len(), 40);
}

#[tokio::test]
async fn pool_client_and_style_must_be_named_and_there() {
    let it = home().await;
    let no_pool = json!({ "UserPoolId": "us-east-1_none", "ManagedLoginBrandingId": NONE });
    let of_client = it.input(json!({ "UserPoolId": "us-east-1_none" }));
    for (operation, input) in [
        (
            "CreateManagedLoginBranding",
            merged(of_client.clone(), json!({ "UseCognitoProvidedValues": true })),
        ),
        ("DescribeManagedLoginBranding", no_pool.clone()),
        ("DescribeManagedLoginBrandingByClient", of_client),
        ("UpdateManagedLoginBranding", no_pool.clone()),
        ("DeleteManagedLoginBranding", no_pool),
    ] {
        assert_eq!(
            it.world.refused(operation, input).await,
            "ResourceNotFoundException: User pool us-east-1_none does not exist.",
            "{operation}"
        );
    }
    for operation in ["CreateManagedLoginBranding", "DescribeManagedLoginBrandingByClient"] {
        assert_eq!(
            it.world.refused(operation, it.input(json!({ "ClientId": "none" }))).await,
            "ResourceNotFoundException: User pool client none does not exist."
        );
    }
    for (input, name) in [
        (json!({ "ManagedLoginBrandingId": NONE }), "UserPoolId"),
        (json!({ "UserPoolId": it.pool }), "ManagedLoginBrandingId"),
    ] {
        assert_eq!(
            it.world.refused("UpdateManagedLoginBranding", input).await,
            format!("InvalidParameterException: Missing required parameter {name}")
        );
    }
    // A style is known to its own pool alone.
    let made = it.create(json!({ "UseCognitoProvidedValues": true })).await;
    let other = it.world.pool(json!({})).await;
    let id = made["ManagedLoginBrandingId"].as_str().unwrap();
    assert_eq!(
        it.world
            .refused("DescribeManagedLoginBranding", it.named(&made, json!({ "UserPoolId": other })))
            .await,
        format!("ResourceNotFoundException: Managed login branding {id} does not exist.")
    );
    let upper = json!({ "ManagedLoginBrandingId": id.to_uppercase() });
    assert_eq!(it.described(&made, upper).await, made);
}
