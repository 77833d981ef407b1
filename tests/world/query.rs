//! Calls of the query protocol, written and read as JSON is: a scenario need not know which protocol a service speaks.
//! An operation of another service than user pools and identity pools is called by the name of its action, `iam:GetRole`.

use roxmltree::{Document, Node};
use serde_json::{Map, Value, json};
use wire::{Kind, Operation, Service, Shape};

/// The operation of a name, `SignUp` or `iam:GetRole`.
pub fn operation(called: &str) -> Option<&'static Operation> {
    match called.split_once(':') {
        None => Service::Idp.operation(called).or_else(|| Service::Identity.operation(called)),
        Some((service, name)) => {
            Service::ALL.into_iter().find(|it| it.signing_name() == service)?.operation(name)
        }
    }
}

/// What an operation is called in tests.
pub fn called(operation: &Operation) -> String {
    match operation.service {
        Service::Idp => operation.name.to_owned(),
        // Its operations have names of their own, but for those of tags.
        Service::Identity if Service::Idp.operation(operation.name).is_none() => operation.name.to_owned(),
        service => format!("{}:{}", service.signing_name(), operation.name),
    }
}

/// Whether an operation is called in the query protocol.
pub fn is_spoken(operation: &Operation) -> bool {
    operation.service.xml_namespace().is_some()
}

/// A body in JSON as the form that it says; what is no JSON object comes after the operation's name as it is.
pub fn form(operation: &Operation, body: &[u8]) -> Vec<u8> {
    match serde_json::from_slice(body) {
        Ok(tree @ Value::Object(_)) => wire::query::form(operation, &tree).into_bytes(),
        _ => [wire::query::form(operation, &json!({})).as_bytes(), b"&", body].concat(),
    }
}

/// The result in an answer, as JSON would have it.
pub fn result(operation: &Operation, body: &[u8]) -> Value {
    let text = std::str::from_utf8(body).expect("UTF-8");
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), format!("{}Response", operation.name));
    assert_eq!(root.tag_name().namespace(), operation.service.xml_namespace());
    assert!(text.contains("<RequestId>"), "{text}");
    let Some(shape) = operation.output else { return Value::Null };
    let found = child(root, &format!("{}Result", operation.name));
    found.map_or(Value::Null, |found| value(shape, found))
}

/// Code and message of an error.
pub fn error(body: &[u8]) -> Option<(String, String)> {
    let document = Document::parse(std::str::from_utf8(body).ok()?).ok()?;
    let error = child(document.root_element(), "Error")?;
    let text = |name: &str| Some(child(error, name)?.text().unwrap_or_default().to_owned());
    Some((text("Code")?, text("Message")?))
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn value(shape: &Shape, node: Node<'_, '_>) -> Value {
    let elements = || node.children().filter(Node::is_element);
    match shape.kind {
        Kind::Structure(members) => {
            let known = |name: &str| members.iter().find(|member| member.name == name);
            let members = elements().map(|element| {
                let name = element.tag_name().name();
                let member = known(name).unwrap_or_else(|| panic!("{} has no {name}", shape.name));
                (name.to_owned(), value(member.shape, element))
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        Kind::List(part) => Value::Array(elements().map(|element| value(part, element)).collect()),
        Kind::Map(_, part) => {
            let entries = elements().filter_map(|entry| {
                let key = child(entry, "key")?.text().unwrap_or_default().to_owned();
                Some((key, value(part, child(entry, "value")?)))
            });
            Value::Object(entries.collect())
        }
        Kind::Integer | Kind::Long => {
            json!(node.text().unwrap_or_default().parse::<i64>().expect("a number"))
        }
        Kind::Boolean => json!(node.text() == Some("true")),
        _ => json!(node.text().unwrap_or_default()),
    }
}
