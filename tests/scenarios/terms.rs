//! Terms documents: made, found, changed and deleted, one of each name per client.

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

fn links() -> Value {
    json!({
        "cognito:default": "https://example.com/terms", "cognito:german": "https://example.com/agb",
        "cognito:chinese-simplified": "http://example.com/條款?a=b#c", "cognito:dutch": "HTTPS://example.com",
    })
}

impl Home {
    fn input(&self, more: Value) -> Value {
        let base = json!({
            "UserPoolId": self.pool, "ClientId": self.client, "TermsName": "terms-of-use", "TermsSource": "LINK",
            "Enforcement": "NONE", "Links": links(),
        });
        merged(base, more)
    }

    async fn create(&self, more: Value) -> Value {
        self.world.ok("CreateTerms", self.input(more)).await["Terms"].clone()
    }

    fn named(&self, terms: &Value, more: Value) -> Value {
        merged(json!({ "UserPoolId": self.pool, "TermsId": terms["TermsId"] }), more)
    }

    async fn described(&self, terms: &Value) -> Value {
        self.world.ok("DescribeTerms", self.named(terms, json!({}))).await["Terms"].clone()
    }
}

#[tokio::test]
async fn a_document_is_made_found_changed_and_deleted() {
    let it = home().await;
    let made = it.create(json!({})).await;
    let id = made["TermsId"].as_str().unwrap();
    let created = made["CreationDate"].clone();
    assert_eq!(
        made,
        json!({
            "TermsId": id, "UserPoolId": it.pool, "ClientId": it.client, "TermsName": "terms-of-use",
            "TermsSource": "LINK", "Enforcement": "NONE", "Links": links(), "CreationDate": created,
            "LastModifiedDate": created,
        })
    );
    assert_eq!(it.described(&made).await, made);
    assert_eq!(it.described(&json!({ "TermsId": id.to_uppercase() })).await, made);
    let by_client = json!({ "UserPoolId": it.pool, "ClientId": it.client, "TermsName": "terms-of-use" });
    assert_eq!(it.world.ok("DescribeTermsByClient", by_client.clone()).await["Terms"], made);

    it.world.pass_s(60);
    let new = json!({ "Links": { "cognito:default": "https://example.com/new" } });
    let changed = it.world.ok("UpdateTerms", it.named(&made, new.clone())).await["Terms"].clone();
    let later = changed["LastModifiedDate"].clone();
    assert!(later.as_f64().unwrap() >= created.as_f64().unwrap() + 60.0);
    assert_eq!(changed, merged(merged(made.clone(), new), json!({ "LastModifiedDate": later })));
    assert_eq!(it.described(&made).await, changed);

    let renamed = it.world.ok("UpdateTerms", it.named(&made, json!({ "TermsName": "privacy-policy" }))).await;
    assert_eq!(renamed["Terms"]["Links"], changed["Links"]);
    assert_eq!(
        it.world.refused("DescribeTermsByClient", by_client).await,
        "ResourceNotFoundException: Terms document terms-of-use does not exist."
    );

    assert_eq!(it.world.ok("DeleteTerms", it.named(&made, json!({}))).await, Value::Null);
    for operation in ["DescribeTerms", "UpdateTerms", "DeleteTerms"] {
        assert_eq!(
            it.world.refused(operation, it.named(&made, json!({}))).await,
            format!("ResourceNotFoundException: Terms document {id} does not exist."),
            "{operation}"
        );
    }
}

#[tokio::test]
async fn a_client_has_one_document_of_each_name() {
    let it = home().await;
    let use_ = it.create(json!({})).await;
    let privacy = it.create(json!({ "TermsName": "privacy-policy" })).await;
    let exists = "TermsExistsException: Terms document terms-of-use already exists for the client.";
    assert_eq!(it.world.refused("CreateTerms", it.input(json!({}))).await, exists);
    let rename = |name: &str| json!({ "TermsName": name });
    assert_eq!(it.world.refused("UpdateTerms", it.named(&privacy, rename("terms-of-use"))).await, exists);
    it.world.ok("UpdateTerms", it.named(&use_, rename("terms-of-use"))).await;
    assert_eq!(it.described(&privacy).await, privacy);
    let other = it.world.client(&it.pool, json!({})).await;
    it.create(json!({ "ClientId": other })).await;
}

#[tokio::test]
async fn of_two_that_make_or_take_a_name_at_once_one_is_refused() {
    let it = home().await;
    let exists = "TermsExistsException: Terms document terms-of-use already exists for the client.";
    let create = || it.world.call("CreateTerms", it.input(json!({})));
    let (one, two) = tokio::join!(create(), create());
    let refused: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
    assert_eq!(refused, [exists]);

    let privacy = it.create(json!({ "TermsName": "privacy-policy" })).await;
    let other = it.world.client(&it.pool, json!({})).await;
    let rename = it.world.call("UpdateTerms", it.named(&privacy, json!({ "TermsName": "terms-of-use" })));
    let make = it.world.call("CreateTerms", it.input(json!({ "ClientId": other })));
    let (renamed, made) = tokio::join!(rename, make);
    assert_eq!((renamed, made.is_ok()), (Err(exists.to_owned()), true));
}

#[tokio::test]
async fn a_document_goes_with_its_client_and_with_its_pool() {
    let it = home().await;
    let made = it.create(json!({})).await;
    it.world.ok("DeleteUserPoolClient", json!({ "UserPoolId": it.pool, "ClientId": it.client })).await;
    let id = made["TermsId"].as_str().unwrap();
    assert_eq!(
        it.world.refused("DescribeTerms", it.named(&made, json!({}))).await,
        format!("ResourceNotFoundException: Terms document {id} does not exist.")
    );
    assert_eq!(it.world.ok("ListTerms", json!({ "UserPoolId": it.pool })).await, json!({ "Terms": [] }));
    let other = it.world.client(&it.pool, json!({})).await;
    let made = it.create(json!({ "ClientId": other })).await;
    it.world.ok("DeleteUserPool", json!({ "UserPoolId": it.pool })).await;
    let read = it.world.inner.store.read();
    let row = store::terms::get(&read, &it.pool, made["TermsId"].as_str().unwrap()).await;
    assert_eq!(row.unwrap(), None);
}

#[tokio::test]
async fn every_reader_has_a_link_that_a_page_can_offer() {
    let it = home().await;
    for links in [json!({}), json!({ "cognito:english": "https://example.com" })] {
        let text = "InvalidParameterException: Links must have an entry for cognito:default.";
        let created = it.world.refused("CreateTerms", it.input(json!({ "Links": links }))).await;
        match links.as_object().unwrap().is_empty() {
            // One link at least, says the model.
            true => assert!(created.contains("at 'links' failed to satisfy constraint"), "{created}"),
            false => assert_eq!(created, text),
        }
    }
    let mut without = it.input(json!({}));
    without.as_object_mut().unwrap().remove("Links");
    assert_eq!(
        it.world.refused("CreateTerms", without).await,
        "InvalidParameterException: Links must have an entry for cognito:default."
    );
    let made = it.create(json!({})).await;
    for url in [
        "example.com",
        "javascript:alert(1)",
        "data:text/html,x",
        "https:",
        "https://",
        "https:///x",
        "https://\\example.com",
        "https://me@example.com/",
        "/terms",
    ] {
        let links = json!({ "Links": { "cognito:default": "https://example.com", "cognito:german": url } });
        let text = format!("InvalidParameterException: Invalid link URL: {url}");
        let input = it.input(merged(links.clone(), json!({ "TermsName": "privacy-policy" })));
        assert_eq!(it.world.refused("CreateTerms", input).await, text);
        assert_eq!(it.world.refused("UpdateTerms", it.named(&made, links)).await, text);
    }
    assert_eq!(it.described(&made).await, made);
}

#[tokio::test]
async fn the_model_knows_the_names_and_the_languages() {
    let it = home().await;
    for (member, value) in [
        ("TermsName", json!("terms")),
        ("TermsSource", json!("TEXT")),
        ("Enforcement", json!("ALWAYS")),
        ("Links", json!({ "cognito:klingon": "https://example.com" })),
        ("Links", json!({ "cognito:default": "https://example.com/a b" })),
    ] {
        let error = it.world.refused("CreateTerms", it.input(json!({ member: value }))).await;
        assert!(error.starts_with("InvalidParameterException: 1 validation error detected: "), "{error}");
    }
}

#[tokio::test]
async fn documents_are_listed_page_by_page_and_forty_is_all() {
    let it = home().await;
    let mut client = it.client.clone();
    for n in 0..40 {
        if n % 2 == 0 {
            client = it.world.client(&it.pool, json!({})).await;
        }
        let name = if n % 2 == 0 { "terms-of-use" } else { "privacy-policy" };
        it.create(json!({ "ClientId": client, "TermsName": name })).await;
    }
    assert_eq!(
        it.world.refused("CreateTerms", it.input(json!({}))).await,
        "LimitExceededException: A user pool can have at most 40 terms documents."
    );
    let mut seen = Vec::new();
    let mut input = json!({ "UserPoolId": it.pool, "MaxResults": 15 });
    loop {
        let page = it.world.ok("ListTerms", input.clone()).await;
        for terms in page["Terms"].as_array().unwrap() {
            let mut names: Vec<_> = terms.as_object().unwrap().keys().cloned().collect();
            names.sort();
            assert_eq!(names, ["CreationDate", "Enforcement", "LastModifiedDate", "TermsId", "TermsName"]);
            seen.push(terms["TermsId"].clone());
        }
        match page.get("NextToken") {
            Some(token) => input["NextToken"] = token.clone(),
            None => break,
        }
    }
    seen.dedup();
    assert_eq!(seen.len(), 40);
    let other = it.world.pool(json!({})).await;
    let page = it.world.ok("ListTerms", json!({ "UserPoolId": it.pool, "MaxResults": 1 })).await;
    let foreign = json!({ "UserPoolId": other, "NextToken": page["NextToken"] });
    assert_eq!(
        it.world.refused("ListTerms", foreign).await,
        "InvalidParameterException: Invalid pagination token."
    );
}

#[tokio::test]
async fn pools_and_clients_must_be_there() {
    let it = home().await;
    let of_id = json!({ "UserPoolId": "us-east-1_none", "TermsId": NONE });
    let by_client = json!({ "UserPoolId": it.pool, "ClientId": it.client, "TermsName": "terms-of-use" });
    for (operation, input) in [
        ("CreateTerms", it.input(json!({ "UserPoolId": "us-east-1_none" }))),
        ("DescribeTerms", of_id.clone()),
        ("DescribeTermsByClient", merged(by_client.clone(), json!({ "UserPoolId": "us-east-1_none" }))),
        ("ListTerms", json!({ "UserPoolId": "us-east-1_none" })),
        ("UpdateTerms", of_id.clone()),
        ("DeleteTerms", of_id),
    ] {
        assert_eq!(
            it.world.refused(operation, input).await,
            "ResourceNotFoundException: User pool us-east-1_none does not exist.",
            "{operation}"
        );
    }
    for (operation, input) in [("CreateTerms", it.input(json!({}))), ("DescribeTermsByClient", by_client)] {
        assert_eq!(
            it.world.refused(operation, merged(input, json!({ "ClientId": "none" }))).await,
            "ResourceNotFoundException: User pool client none does not exist.",
            "{operation}"
        );
    }
    // A document is known to its own pool alone.
    let made = it.create(json!({})).await;
    let other = it.world.pool(json!({})).await;
    assert_eq!(
        it.world.refused("DescribeTerms", it.named(&made, json!({ "UserPoolId": other }))).await,
        format!(
            "ResourceNotFoundException: Terms document {} does not exist.",
            made["TermsId"].as_str().unwrap()
        )
    );
}
