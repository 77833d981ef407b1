//! AWS-JSON 1.1: the target header names the operation, the body is one JSON object, an error is another.
//!
//! AWS: AWS JSON 1.1 protocol of the Smithy specification.

use crate::operation::{Invalid, Operation, Service, write};
use serde_json::{Map, Value, json};

/// The operation that an `X-Amz-Target` header names, `AWSCognitoIdentityProviderService.SignUp`.
pub fn operation(target: &str) -> Option<&'static Operation> {
    let (prefix, name) = target.rsplit_once('.')?;
    let service = Service::ALL.into_iter().find(|service| service.target_prefix() == Some(prefix))?;
    service.operation(name)
}

/// The body as a JSON object; an empty body is an empty object.
///
/// Errors: `Serialization` for invalid UTF-8, what is not JSON, nesting beyond 128 levels, and JSON that
/// is no object.
pub fn parse(body: &[u8]) -> Result<Value, Invalid> {
    if body.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(Value::Object(members)),
        Ok(Value::Array(_)) => {
            Err(Invalid::Serialization("Start of list found where not expected".to_owned()))
        }
        Ok(_) => Err(Invalid::Serialization("Unexpected field type".to_owned())),
        // The parser's own text is left out: it may quote the body.
        Err(_) => Err(Invalid::Serialization("The request body is not valid JSON".to_owned())),
    }
}

/// The body of an error: the bare code and its message.
pub fn error(code: &str, message: &str) -> Vec<u8> {
    write(&json!({ "__type": code, "message": message }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Auth;

    #[test]
    fn targets_name_operations() {
        let found = operation("AWSCognitoIdentityProviderService.SignUp").unwrap();
        assert_eq!((found.service, found.name, found.auth), (Service::Idp, "SignUp", Auth::None));
        let found = operation("AWSCognitoIdentityService.GetId").unwrap();
        assert_eq!((found.service, found.name), (Service::Identity, "GetId"));
        for target in [
            "",
            ".",
            "SignUp",
            "AWSCognitoIdentityProviderService.",
            "AWSCognitoIdentityProviderService.signUp",
            "AWSCognitoIdentityProviderService.SignUp ",
            "AWSCognitoIdentityService.SignUp",
            "x.AWSCognitoIdentityProviderService.SignUp",
        ] {
            assert!(operation(target).is_none(), "{target}");
        }
    }

    #[test]
    fn bodies_are_objects() {
        assert_eq!(parse(b"").unwrap(), json!({}));
        assert_eq!(parse(b" {\"A\": null} ").unwrap(), json!({ "A": null }));
        let deep = "[".repeat(100_000);
        let closed = format!("{{\"A\":{}{}}}", "[".repeat(1000), "]".repeat(1000));
        for body in [&b"[]"[..], b"1", b"null", b"\"a\"", b"{", b"{} {}", b"\xff{}", b"{\"a\":\"\xc3\x28\"}"]
        {
            assert!(matches!(parse(body), Err(Invalid::Serialization(_))), "{body:?}");
        }
        assert!(parse(deep.as_bytes()).is_err());
        assert!(parse(closed.as_bytes()).is_err());
    }

    #[test]
    fn errors_are_a_bare_code_and_a_message() {
        let body = error("NotAuthorizedException", "Incorrect username or password.");
        let expected = r#"{"__type":"NotAuthorizedException","message":"Incorrect username or password."}"#;
        assert_eq!(String::from_utf8(body).unwrap(), expected);
    }
}
