//! Temporary credentials: what was put into them comes out on any node that has the keys, and nowhere else.
//! AWS: the IAM user guide, "Temporary security credentials".

use std::collections::BTreeMap;

use rules::credentials::{self, Opened, Principal, Scope, Session};
use rules::{Caller, Ctx, Origin, Reason};

use crate::world::{World, config};

const INVALID: Reason = Reason::UnknownAccessKey;

fn ctx(world: &World) -> Ctx {
    Ctx::new(world.inner.clone(), Caller::Anyone, "request".to_owned(), Origin::default())
}

fn session(world: &World) -> Session {
    let sub = "us-east-1:11111111-2222-4333-8444-555555555555";
    let amr = ["authenticated", "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"];
    let key = |name: &str| format!("cognito-identity.amazonaws.com:{name}");
    Session {
        principal: Principal::Role {
            arn: "arn:aws:iam::123456789012:role/service/app-users".to_owned(),
            id: "AROAAAAAAAAAAAAAAAAAA".to_owned(),
            session_name: "CognitoIdentityCredentials".to_owned(),
        },
        account: "123456789012".to_owned(),
        region: "us-east-1".to_owned(),
        issued_at: world.now(),
        expires_at: credentials::end(world.now(), 3_600),
        scope: Scope { is_guest: true, ..Scope::default() },
        principal_tags: BTreeMap::from([("team".to_owned(), "blue".to_owned())]),
        transitive_tag_keys: vec!["team".to_owned()],
        federated: BTreeMap::from([
            (key("sub"), vec![sub.to_owned()]),
            (key("aud"), vec![sub.to_owned()]),
            (key("amr"), amr.map(str::to_owned).to_vec()),
        ]),
        provider: Some("cognito-identity.amazonaws.com".to_owned()),
        source_identity: None,
    }
}

#[tokio::test]
async fn a_session_comes_out_of_its_token_on_any_node() {
    let world = World::new();
    let given = session(&world);
    let made = credentials::mint(&ctx(&world), &given).unwrap();
    assert_eq!(credentials::account_of(&made.access_key_id).as_deref(), Some("123456789012"));
    assert_eq!((made.secret.reveal().len(), made.expires_at % 1_000), (40, 0));
    assert!((300..1_500).contains(&made.session_token.len()), "{}", made.session_token.len());
    let node = world.beside(config());
    let Opened { session, secret } =
        credentials::open(&node.inner, &made.access_key_id, &made.session_token).unwrap();
    assert_eq!(session, given);
    assert_eq!(secret.reveal(), made.secret.reveal());
    let name = "assumed-role/app-users/CognitoIdentityCredentials";
    assert_eq!(session.arn(), format!("arn:aws:sts::123456789012:{name}"));
    assert_eq!(session.user_id(), "AROAAAAAAAAAAAAAAAAAA:CognitoIdentityCredentials");
    assert_eq!(session.scope.texts().count(), 2);
}

#[tokio::test]
async fn a_token_opens_with_its_own_key_until_it_ends() {
    let world = World::new();
    let made = credentials::mint(&ctx(&world), &session(&world)).unwrap();
    let other = credentials::mint(&ctx(&world), &session(&world)).unwrap();
    let reason = |id: &str, token: &str| credentials::open(&world.inner, id, token).err().map(|e| e.reason());
    assert_eq!(reason(&made.access_key_id, &made.session_token), None);
    assert_eq!(reason(&other.access_key_id, &made.session_token), Some(INVALID));
    for token in ["", "%", "AAAA", &made.session_token[4..], &made.session_token.to_lowercase()] {
        assert_eq!(reason(&made.access_key_id, token), Some(INVALID), "{token}");
    }
    world.pass_s(3_601);
    assert_eq!(reason(&made.access_key_id, &made.session_token), Some(Reason::CredentialsExpired));
}
