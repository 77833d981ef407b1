//! InboundFederation by itself: what a provider says is shown to the function before it is mapped, and what the function makes
//! of it. Whole sign-ins through providers whose pools have functions are in `federation/triggers.rs`.

use std::collections::BTreeMap;

use rules::triggers::inbound_federation::{Event, Said, ask};
use serde_json::{Value, json};

use super::{Place, arn};

const TRIGGER: &str = "InboundFederation";

async fn place() -> Place {
    let config = json!({ "LambdaVersion": "V1_0", "LambdaArn": arn(TRIGGER) });
    let place = Place::with(&[], json!({ "LambdaConfig": { TRIGGER: config } }), json!({})).await;
    place.world.functions.set(&arn(TRIGGER), |event| Ok(event.clone()));
    place
}

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl Place {
    async fn federated(
        &self,
        said: Said<'_>,
        kind: &str,
    ) -> Result<Option<BTreeMap<String, String>>, String> {
        let ctx = self.world.ctx();
        let pool = rules::pools::get(&ctx, &self.pool).await.expect("a pool");
        let event = Event {
            pool: &pool,
            client_id: &self.client,
            username: "Corp_john",
            provider_name: "Corp",
            provider_type: kind,
            said,
        };
        ask(&ctx, &event).await.map_err(|why| format!("{}: {}", why.code(), why.message()))
    }
}

#[tokio::test]
async fn a_providers_words_are_shown_by_its_protocol() {
    let place = place().await;
    let (token, id) = (map(&[("expires_in", "3600")]), map(&[("sub", "1"), ("email", "a@b.c")]));
    let info = map(&[("email", "a@b.c")]);
    let said = Said::Tokens { token_response: &token, id_token: &id, user_info: &info };
    assert_eq!(place.federated(said, "OIDC").await, Ok(None), "an empty answer changes nothing");
    let source = "InboundFederation_ExternalProvider";
    let event = |kind: &str, attributes: Value| {
        let request = json!({ "providerName": "Corp", "providerType": kind, "attributes": attributes });
        place.event("Corp_john", source, request, json!({ "userAttributesToMap": {} }))
    };
    let attributes = json!({ "tokenResponse": token, "idToken": id, "userInfo": info });
    assert_eq!(place.world.functions.events(), [event("OIDC", attributes)]);
    assert_eq!(place.federated(Said::Saml(&id), "SAML").await, Ok(None));
    assert_eq!(place.world.functions.events(), [event("SAML", json!({ "samlResponse": id }))]);
}

#[tokio::test]
async fn what_is_returned_is_all_that_is_mapped() {
    let place = place().await;
    let id = map(&[("sub", "1"), ("email", "a@b.c")]);
    place.answer(TRIGGER, json!({ "userAttributesToMap": { "email": "other@b.c" } }));
    assert_eq!(place.federated(Said::Saml(&id), "SAML").await, Ok(Some(map(&[("email", "other@b.c")]))));
    place.answer(TRIGGER, json!({ "userAttributesToMap": { "email": 7 } }));
    let invalid = "InvalidLambdaResponseException: Unrecognizable lambda output";
    assert_eq!(place.federated(Said::Saml(&id), "SAML").await, Err(invalid.to_owned()));
    let without = Place::new(&[]).await;
    assert_eq!(without.federated(Said::Saml(&id), "SAML").await, Ok(None));
}
