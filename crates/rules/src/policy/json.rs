//! JSON as a policy may have it, and a request that one is asked about: no name twice in an object, whatever a reader would
//! make of that.
//! RFC: 8259, section 4.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A tree whose objects keep their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    /// A string, a number or a boolean: conditions take each as text.
    Scalar {
        text: String,
        is_string: bool,
    },
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The text of a string.
    pub fn string(&self) -> Option<&str> {
        match self {
            Node::Scalar { text, is_string: true } => Some(text),
            _ => None,
        }
    }

    fn bare(text: String) -> Node {
        Node::Scalar { text, is_string: false }
    }
}

/// Reads a text. Nothing where it is no JSON, or names something twice.
pub(crate) fn parse(text: &str) -> Option<Node> {
    serde_json::from_str(text).ok()
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::bare(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::bare(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::bare(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::bare(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Scalar { text: value.to_owned(), is_string: true })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = seq.next_element()? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut members: Vec<(String, Node)> = Vec::new();
        let mut names = std::collections::HashSet::new();
        while let Some((name, node)) = map.next_entry::<String, Node>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom("a name twice"));
            }
            members.push((name, node));
        }
        Ok(Node::Object(members))
    }
}
