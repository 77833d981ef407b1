//! Answers and errors in XML.

use serde_json::Value;

use crate::operation::{Operation, Service};
use crate::shape::{Kind, Shape};
use crate::timestamp::Timestamp;

/// An answer: the tree that the operation encoded, by the shape of its output. Members come in the model's order.
pub fn answer(operation: &Operation, tree: &Value, request_id: &str) -> Vec<u8> {
    let name = operation.name;
    let namespace = operation.service.xml_namespace().unwrap_or_default();
    let mut out = format!("<{name}Response xmlns=\"{namespace}\">\n");
    if let Some(shape) = operation.output {
        write(&mut out, &format!("{name}Result"), shape, tree, 1);
    }
    out.push_str("  <ResponseMetadata>\n");
    element(&mut out, "RequestId", request_id, 2);
    out.push_str(&format!("  </ResponseMetadata>\n</{name}Response>\n"));
    out.into_bytes()
}

/// An error; whose fault it is follows from the status.
pub fn error(service: Option<Service>, status: u16, code: &str, message: &str, request_id: &str) -> Vec<u8> {
    // AWS: what no service has answered comes without one's namespace.
    let namespace = service.and_then(Service::xml_namespace).unwrap_or("http://webservices.amazon.com/");
    let mut out = format!("<ErrorResponse xmlns=\"{namespace}\">\n  <Error>\n");
    element(&mut out, "Type", if status < 500 { "Sender" } else { "Receiver" }, 2);
    element(&mut out, "Code", code, 2);
    element(&mut out, "Message", message, 2);
    out.push_str("  </Error>\n");
    element(&mut out, "RequestId", request_id, 1);
    out.push_str("</ErrorResponse>\n");
    out.into_bytes()
}

fn write(out: &mut String, name: &str, shape: &Shape, value: &Value, depth: usize) {
    let parts: Vec<(&str, &Shape, &Value)> = match (&shape.kind, value) {
        (_, Value::Null) => return,
        (Kind::Structure(members), Value::Object(found)) => members
            .iter()
            .filter_map(|member| Some((member.name, member.shape, found.get(member.name)?)))
            .collect(),
        (Kind::List(part), Value::Array(values)) => {
            values.iter().map(|value| ("member", *part, value)).collect()
        }
        (Kind::Map(key, part), Value::Object(found)) => {
            opened(out, name, depth);
            for (name, value) in found {
                opened(out, "entry", depth + 1);
                write(out, "key", key, &Value::String(name.clone()), depth + 2);
                write(out, "value", part, value, depth + 2);
                closed(out, "entry", depth + 1);
            }
            return closed(out, name, depth);
        }
        (_, Value::String(text)) => return element(out, name, text, depth),
        (Kind::Timestamp, Value::Number(number)) => {
            let at = Timestamp::from_number(number).unwrap_or_default();
            return element(out, name, &at.iso8601(), depth);
        }
        (_, scalar) => return element(out, name, &scalar.to_string(), depth),
    };
    if parts.is_empty() {
        indent(out, depth);
        return out.push_str(&format!("<{name}/>\n"));
    }
    opened(out, name, depth);
    for (name, shape, value) in parts {
        write(out, name, shape, value, depth + 1);
    }
    closed(out, name, depth);
}

fn opened(out: &mut String, name: &str, depth: usize) {
    indent(out, depth);
    out.push_str(&format!("<{name}>\n"));
}

fn closed(out: &mut String, name: &str, depth: usize) {
    indent(out, depth);
    out.push_str(&format!("</{name}>\n"));
}

fn element(out: &mut String, name: &str, text: &str, depth: usize) {
    indent(out, depth);
    out.push_str(&format!("<{name}>"));
    text.chars().for_each(|letter| escape(out, letter));
    out.push_str(&format!("</{name}>\n"));
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// One character of text. What XML cannot hold becomes the sign for a character that is lost.
fn escape(out: &mut String, letter: char) {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&apos;"),
        // A parser would make a line feed of it.
        '\r' => out.push_str("&#xD;"),
        '\t' | '\n' => out.push(letter),
        '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
        letter => out.push(letter),
    }
}
