//! Trying a provider out: what is found, and what claims would become; nobody signs in by it.

use std::sync::Arc;

use rules::federation::trial::{self, Finding, State};
use rules::{Caller, Ctx, Origin, pools, providers};
use serde_json::json;

use super::{ISSUER, Stage, alice, plain};
use crate::world::World;
use crate::world::internet::{key_set, token};
use crate::world::provider::CLIENT;

fn ctx(world: &World) -> Ctx {
    let id = "11111111-2222-4333-8444-555555555555".to_owned();
    Ctx::new(Arc::clone(&world.inner), Caller::Anyone, id, Origin::default())
}

async fn looked_at(world: &World, stage: &Stage) -> Vec<(&'static str, State)> {
    let ctx = ctx(world);
    let pool = pools::get(&ctx, &stage.pool).await.unwrap();
    let provider = providers::get(&ctx, &pool, "Corp").await.unwrap();
    let findings = trial::findings(&ctx, &provider).await;
    findings.into_iter().map(|Finding { what, state, .. }| (what, state)).collect()
}

#[tokio::test]
async fn what_keeps_people_out_is_found() {
    let world = World::new();
    let stage = plain(&world).await;
    let all_well = [("clock", State::Ok), ("discovery", State::Ok), ("keys", State::Ok)];
    assert_eq!(looked_at(&world, &stage).await, all_well);
    world.internet.serve(&format!("{ISSUER}/keys"), r#"{"keys":[]}"#);
    assert!(looked_at(&world, &stage).await.contains(&("keys", State::Bad)));
    world.internet.serve(&format!("{ISSUER}/keys"), &key_set(&[(0, "key-1")]));
    world.internet.silence(ISSUER);
    assert_eq!(looked_at(&world, &stage).await, [("discovery", State::Bad), ("keys", State::Bad)]);
}

#[tokio::test]
async fn a_captured_token_shows_the_profile_and_makes_none() {
    let world = World::new();
    let stage = plain(&world).await;
    let ctx = ctx(&world);
    let pool = pools::get(&ctx, &stage.pool).await.unwrap();
    let provider = providers::get(&ctx, &pool, "Corp").await.unwrap();
    let mapped = trial::mapped(&ctx, &pool, &provider, &alice().to_string()).await.unwrap();
    assert_eq!((mapped.username.as_str(), mapped.wrong), ("Corp_A-1", None));
    assert_eq!(mapped.attributes["email"], "Alice@Corp.example");
    let now = world.now() / 1_000;
    let said = |exp: i64| json!({ "iss": ISSUER, "aud": CLIENT, "sub": "A-1", "exp": exp, "email": "a@corp.example" });
    let mapped = trial::mapped(&ctx, &pool, &provider, &token(0, "key-1", &said(now + 60))).await.unwrap();
    assert_eq!((mapped.wrong, mapped.absent.as_slice()), (None, ["name (name)".to_owned()].as_slice()));
    let mapped = trial::mapped(&ctx, &pool, &provider, &token(0, "key-1", &said(now - 600))).await.unwrap();
    assert_eq!(mapped.wrong.as_deref(), Some("Corp Error - the ID token has expired"));
    for nonsense in ["", "nonsense", "a.b.c", "[]", r#"{"sub":""}"#, r#"{"email":"a@b.example"}"#] {
        assert!(trial::mapped(&ctx, &pool, &provider, nonsense).await.is_err(), "{nonsense}");
    }
    let listed = world.ok("ListUsers", json!({ "UserPoolId": stage.pool })).await;
    assert_eq!(listed["Users"], json!([]));
}
