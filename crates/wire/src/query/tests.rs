//! Forms become trees, trees become XML.

use super::*;
use crate::iam::{CreateRoleRequest, GetRoleResponse, ListRolesResponse, Role, Tag};
use crate::{Empty, Request, Response};
use serde_json::json;

fn tree(operation: &Operation, text: &str) -> Value {
    Form::parse(text.as_bytes()).unwrap().tree(operation)
}

#[test]
fn a_form_is_the_tree_of_its_operation() {
    let operation = Service::Iam.operation("CreateRole").unwrap();
    let text = "Action=CreateRole&Version=2010-05-08&RoleName=web+app&MaxSessionDuration=3600&Nonsense.member.1=x\
                &AssumeRolePolicyDocument=%7B%22a%22%3A+1%7D&Tags.member.2.Key=b&Tags.member.2.Value=\
                &Tags.member.10.Key=c&Tags.member.1.Key=a&Tags.member.1.Value=%C3%A9";
    let expected = json!({
        "RoleName": "web app", "MaxSessionDuration": 3600, "AssumeRolePolicyDocument": "{\"a\": 1}",
        "Tags": [{ "Key": "a", "Value": "é" }, { "Key": "b", "Value": "" }, { "Key": "c" }],
    });
    assert_eq!(tree(operation, text), expected);
    let form = Form::parse(text.as_bytes()).unwrap();
    assert_eq!((form.get("Action"), form.get("Tags")), (Some("CreateRole"), None));
}

#[test]
fn what_is_of_another_kind_is_left_for_the_judge() {
    let operation = Service::Iam.operation("CreateRole").unwrap();
    let of = |text: &str| {
        let mut tree = tree(operation, text);
        crate::validate(operation, &mut tree)
    };
    for text in ["MaxSessionDuration=long", "Tags=a", "RoleName.member.1=a", "Tags.member.1=a"] {
        assert!(matches!(of(text), Err(Invalid::Serialization(_))), "{text}");
    }
    assert!(matches!(of(""), Err(Invalid::Constraints(_))));
    assert_eq!(tree(operation, "Tags=")["Tags"], json!([]));
    assert_eq!(tree(operation, "Tags.x=1")["Tags"], Value::Null);
}

#[test]
fn forms_are_bounded_and_read_as_they_are_written() {
    assert!(Form::parse(b"%ff=1").is_err());
    assert!(Form::parse(&b"a&".repeat(MOST + 1)).is_err());
    assert!(Form::parse("a.".repeat(DEEPEST + 1).as_bytes()).is_err());
    assert_eq!(Form::parse(b"a=%zz%4&&=&b").unwrap().get("a"), Some("%zz%4"));
    let tree = json!({ "RoleName": "a&b=é %", "AssumeRolePolicyDocument": "{}", "Tags": [{ "Key": "k", "Value": "v" }] });
    let text = form(CreateRoleRequest::OPERATION, &tree);
    assert_eq!(
        text,
        "Action=CreateRole&Version=2010-05-08&AssumeRolePolicyDocument=%7B%7D&RoleName=a%26b%3D%C3%A9%20%25\
         &Tags.member.1.Key=k&Tags.member.1.Value=v"
    );
    assert_eq!(Form::parse(text.as_bytes()).unwrap().tree(CreateRoleRequest::OPERATION), tree);
}

#[test]
fn versions_name_services() {
    assert_eq!(service("2010-05-08"), Some(Service::Iam));
    assert_eq!(service("2011-06-15"), Some(Service::Sts));
    assert_eq!(service("2014-06-30"), None);
}

#[test]
fn answers_are_elements_in_the_models_order() {
    let role = Role {
        path: Some("/".to_owned()),
        role_name: Some("web".to_owned()),
        role_id: Some("AROA".to_owned()),
        arn: Some("arn".to_owned()),
        create_date: Some(Timestamp::from_millis(1_795_233_600_123)),
        tags: Some(vec![Tag { key: "k".to_owned(), value: "<\u{1}&\r>".to_owned() }]),
        ..Role::default()
    };
    let tree = |response: &dyn Response| serde_json::from_slice(&response.encode()).unwrap_or_default();
    let got = answer(
        Service::Iam.operation("GetRole").unwrap(),
        &tree(&GetRoleResponse { role: Some(role) }),
        "id-1",
    );
    let expected = "\
<GetRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">
  <GetRoleResult>
    <Role>
      <Path>/</Path>
      <RoleName>web</RoleName>
      <RoleId>AROA</RoleId>
      <Arn>arn</Arn>
      <CreateDate>2026-11-21T04:00:00Z</CreateDate>
      <Tags>
        <member>
          <Key>k</Key>
          <Value>&lt;\u{fffd}&amp;&#xD;&gt;</Value>
        </member>
      </Tags>
    </Role>
  </GetRoleResult>
  <ResponseMetadata>
    <RequestId>id-1</RequestId>
  </ResponseMetadata>
</GetRoleResponse>
";
    assert_eq!(String::from_utf8(got).unwrap(), expected);
    let none = ListRolesResponse { roles: Some(Vec::new()), ..Default::default() };
    let got = answer(Service::Iam.operation("ListRoles").unwrap(), &tree(&none), "id-1");
    assert!(
        String::from_utf8(got).unwrap().contains("<ListRolesResult>\n    <Roles/>\n  </ListRolesResult>")
    );
    let got = answer(Service::Iam.operation("DeleteRole").unwrap(), &tree(&Empty), "id-1");
    assert!(!String::from_utf8(got).unwrap().contains("Result"));
}

#[test]
fn errors_say_whose_fault_they_are() {
    let got = error(Some(Service::Sts), 403, "AccessDenied", "no \"x\"", "id-1");
    let expected = "\
<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">
  <Error>
    <Type>Sender</Type>
    <Code>AccessDenied</Code>
    <Message>no &quot;x&quot;</Message>
  </Error>
  <RequestId>id-1</RequestId>
</ErrorResponse>
";
    assert_eq!(String::from_utf8(got).unwrap(), expected);
    assert!(String::from_utf8(error(None, 500, "a", "b", "c")).unwrap().contains("Receiver"));
}
