//! The generated tables and codecs hold together.

use super::*;
use crate::idp::{
    AdminGetUserResponse, AttributeType, CompleteWebAuthnRegistrationRequest, InitiateAuthRequest,
    SetUICustomizationRequest, SignUpRequest, SignUpResponse, UserPoolClientType, UserPoolType, UserType,
};
use crate::{Place, Timestamp};
use serde_json::json;

#[test]
fn every_operation_is_there_in_order() {
    assert_eq!(Service::ALL.map(|service| service.operations().len()), [141, 23, 17, 94, 7]);
    for service in Service::ALL {
        assert!(service.operations().is_sorted_by(|a, b| a.name < b.name));
        assert!(service.errors().is_sorted_by(|a, b| a.name < b.name));
        for operation in service.operations() {
            assert!(operation.service == service && operation.has_output == operation.output.is_some());
            for error in operation.errors {
                assert!(service.errors().iter().any(|known| known.name == *error), "{error}");
            }
        }
    }
}

#[test]
fn services_are_told_apart() {
    let facts = Service::ALL.map(|service| (service.signing_name(), service.target_prefix()));
    assert_eq!(
        facts,
        [
            ("cognito-idp", Some("AWSCognitoIdentityProviderService")),
            ("cognito-identity", Some("AWSCognitoIdentityService")),
            ("cognito-sync", None),
            ("iam", None),
            ("sts", None),
        ]
    );
}

#[test]
fn open_operations_are_the_models_and_the_two_patched() {
    let open = |service: Service| service.operations().iter().filter(|it| it.auth == Auth::None).count();
    assert_eq!(Service::ALL.map(open), [34 + 2, 4, 0, 0, 2]);
    assert_eq!(Service::Idp.operation("GetClientToken").unwrap().auth, Auth::None);
    assert_eq!(Service::Idp.operation("AdminGetUser").unwrap().auth, Auth::SigV4);
}

#[test]
fn errors_have_their_status() {
    let status =
        |service: Service, name: &str| service.errors().iter().find(|it| it.name == name).unwrap().status;
    assert_eq!(status(Service::Idp, "NotAuthorizedException"), 400);
    assert_eq!(status(Service::Idp, "TooManyRequestsException"), 400);
    assert_eq!(status(Service::Idp, "InternalErrorException"), 500);
    assert_eq!(status(Service::Sync, "ResourceConflictException"), 409);
    // The codes of the wire, where their shapes end in Exception.
    assert_eq!(status(Service::Iam, "NoSuchEntity"), 404);
    assert_eq!(status(Service::Sts, "IDPRejectedClaim"), 403);
}

#[test]
fn a_request_knows_its_operation() {
    assert_eq!(SignUpRequest::OPERATION.name, "SignUp");
    assert_eq!(InitiateAuthRequest::OPERATION.input.name, "InitiateAuthRequest");
    assert_eq!(crate::identity::IdentityPool::OPERATION.name, "UpdateIdentityPool");
    assert_eq!(crate::sync::ListRecordsRequest::OPERATION.name, "ListRecords");
}

#[test]
fn rest_operations_say_where_members_travel() {
    let operation = Service::Sync.operation("UpdateRecords").unwrap();
    assert_eq!(
        (operation.method, operation.uri),
        ("POST", "/identitypools/{IdentityPoolId}/identities/{IdentityId}/datasets/{DatasetName}")
    );
    let crate::Kind::Structure(members) = operation.input.kind else { panic!("an input is a structure") };
    let place = |name: &str| members.iter().find(|member| member.name == name).unwrap().place;
    assert_eq!(place("DatasetName"), Place::Uri("DatasetName"));
    assert_eq!(place("ClientContext"), Place::Header("x-amz-Client-Context"));
    assert_eq!(place("RecordPatches"), Place::Body);
}

#[test]
fn requests_decode() {
    let mut tree = json!({
        "ClientId": "1example23456789",
        "Username": "alice",
        "Password": null,
        "UserAttributes": [{ "Name": "email", "Value": "alice@example.com" }, { "Name": "locale" }],
        "ClientMetadata": { "a": "b" },
        "FutureMember": [1, 2, { "deep": true }],
    });
    crate::validate(SignUpRequest::OPERATION, &mut tree).unwrap();
    let request = SignUpRequest::decode(&tree).unwrap();
    assert_eq!(request.client_id, "1example23456789");
    assert!(request.password.is_none() && request.secret_hash.is_none());
    let attributes = request.user_attributes.unwrap();
    assert_eq!(attributes[0].value.as_deref(), Some("alice@example.com"));
    assert!(attributes[1].value.is_none());
    assert_eq!(request.client_metadata.unwrap()["a"], "b");

    let mut tree = json!({ "AccessToken": "a.b.c", "Credential": { "id": [1, null] } });
    crate::validate(CompleteWebAuthnRegistrationRequest::OPERATION, &mut tree).unwrap();
    let request = CompleteWebAuthnRegistrationRequest::decode(&tree).unwrap();
    assert_eq!(request.credential, json!({ "id": [1, null] }));

    let roles = json!({ "p": { "Type": "Token", "AmbiguousRoleResolution": "Deny" } });
    let tree = json!({ "IdentityPoolId": "us-east-1:0", "Roles": {}, "RoleMappings": roles });
    let request = crate::identity::SetIdentityPoolRolesInput::decode(&tree).unwrap();
    assert_eq!(request.role_mappings.unwrap()["p"].type_, "Token");

    let tree = json!({ "UserPoolId": "us-east-1_AbCdEfGhI", "CSS": ".a {}", "ImageFile": "AP8QAQ==" });
    let request = SetUICustomizationRequest::decode(&tree).unwrap();
    assert_eq!(request.css.as_deref(), Some(".a {}"));
    assert_eq!(request.image_file.unwrap().0, [0, 255, 16, 1]);
}

#[test]
fn an_unjudged_tree_is_refused_without_its_values() {
    let tree = json!({ "ClientId": "c", "Username": "alice", "Password": ["secret"] });
    let Err(Invalid::Serialization(text)) = SignUpRequest::decode(&tree) else {
        panic!("a list is no string")
    };
    assert!(!text.contains("secret"));
}

#[test]
fn responses_encode_without_what_is_absent() {
    let text = |body: Vec<u8>| String::from_utf8(body).unwrap();
    assert_eq!(text(Empty.encode()), "");
    assert_eq!(text(crate::idp::ChangePasswordResponse {}.encode()), "{}");
    let response =
        SignUpResponse { user_confirmed: Some(false), user_sub: Some("sub".into()), ..Default::default() };
    assert_eq!(text(response.encode()), r#"{"UserConfirmed":false,"UserSub":"sub"}"#);
    let response = AdminGetUserResponse {
        username: Some("alice".into()),
        user_attributes: Some(vec![AttributeType { name: "sub".into(), value: Some("1".into()) }]),
        user_create_date: Some(Timestamp::from_millis(1_470_957_431_965)),
        mfa_options: Some(Vec::new()),
        user_mfa_setting_list: Some(vec!["SOFTWARE_TOKEN_MFA".into()]),
        ..Default::default()
    };
    let expected = concat!(
        r#"{"Username":"alice","UserAttributes":[{"Name":"sub","Value":"1"}],"UserCreateDate":1470957431.965,"#,
        r#""MFAOptions":[],"UserMFASettingList":["SOFTWARE_TOKEN_MFA"]}"#
    );
    assert_eq!(text(response.encode()), expected);
}

#[test]
fn settings_are_kept_in_awss_own_form() {
    let client = UserPoolClientType {
        client_name: Some("web".into()),
        callback_urls: Some(vec!["https://example.com/".into()]),
        default_redirect_uri: Some("https://example.com/".into()),
        allowed_oauth_flows: Some(vec!["code".into()]),
        allowed_oauth_flows_user_pool_client: Some(true),
        creation_date: Some(Timestamp::from_millis(1_470_957_431_965)),
        ..Default::default()
    };
    let text = client.to_json();
    let expected = concat!(
        r#"{"ClientName":"web","CreationDate":1470957431.965,"CallbackURLs":["https://example.com/"],"#,
        r#""DefaultRedirectURI":"https://example.com/","AllowedOAuthFlows":["code"],"#,
        r#""AllowedOAuthFlowsUserPoolClient":true}"#
    );
    assert_eq!(text, expected);
    assert!(UserPoolClientType::from_json(&text).unwrap() == client);
    assert!(UserPoolType::from_json("{}").unwrap() == UserPoolType::default());
    assert!(UserType::from_json("[]").is_err());
    assert!(UserType::from_json("{").is_err());
}
