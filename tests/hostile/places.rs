//! Every place of an input, at every depth of the model's shape, and a tree with something put there.

use serde_json::{Map, Value, json};
use wire::{Kind, Shape};

/// One step into a tree.
#[derive(Clone, Debug)]
pub enum Step {
    /// A member of a structure, or an entry of a map.
    Key(String),
    /// The first element of a list.
    First,
}

/// A place of an input.
pub struct Place {
    /// How to get there.
    pub path: Vec<Step>,
    /// What the model has there.
    pub shape: &'static Shape,
}

impl Place {
    /// `Policies.PasswordPolicy.MinimumLength`
    pub fn text(&self) -> String {
        let steps = self.path.iter().map(|step| match step {
            Step::Key(name) => name.as_str(),
            Step::First => "0",
        });
        steps.collect::<Vec<_>>().join(".")
    }
}

/// All places below a shape, those that the input leaves out too.
pub fn all(shape: &'static Shape, input: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    walk(shape, input, &[], &mut found);
    found
}

fn walk(shape: &'static Shape, value: &Value, path: &[Step], found: &mut Vec<Place>) {
    const DEEPEST: usize = 12;
    if path.len() > DEEPEST {
        return;
    }
    let mut enter = |step: Step, shape: &'static Shape, value: &Value| {
        let path = [path, &[step]].concat();
        found.push(Place { path: path.clone(), shape });
        walk(shape, value, &path, found);
    };
    match &shape.kind {
        Kind::Structure(members) => {
            for member in *members {
                let value = value.get(member.name).unwrap_or(&Value::Null);
                enter(Step::Key(member.name.to_owned()), member.shape, value);
            }
        }
        Kind::List(element) => enter(Step::First, element, value.get(0).unwrap_or(&Value::Null)),
        Kind::Map(_, part) => {
            for (name, value) in value.as_object().into_iter().flatten() {
                enter(Step::Key(name.clone()), part, value);
            }
            for name in ["new", "", "\u{0}", "userAttributes.x"] {
                enter(Step::Key(name.to_owned()), part, &Value::Null);
            }
        }
        _ => {}
    }
}

/// Puts something at a place, or takes away what is there; what has to be around it is made up.
pub fn put(shape: &'static Shape, tree: &mut Value, path: &[Step], new: Option<Value>) {
    let Some((step, rest)) = path.split_first() else {
        if let Some(new) = new {
            *tree = new;
        }
        return;
    };
    if tree.is_null() {
        *tree = sample(shape, 0);
    }
    match (step, &shape.kind) {
        (Step::Key(name), Kind::Structure(members)) => {
            let member = members.iter().find(|member| member.name == name).expect("a member");
            into_entry(member.shape, tree, name, (rest, new));
        }
        (Step::Key(name), Kind::Map(_, part)) => into_entry(part, tree, name, (rest, new)),
        (Step::First, Kind::List(element)) => {
            let list = tree.as_array_mut().expect("a list");
            if list.is_empty() {
                list.push(sample(element, 0));
            }
            match rest.is_empty() && new.is_none() {
                true => drop(list.remove(0)),
                false => put(element, &mut list[0], rest, new),
            }
        }
        _ => panic!("a step that the shape {} does not have", shape.name),
    }
}

fn into_entry(shape: &'static Shape, tree: &mut Value, name: &str, (rest, new): (&[Step], Option<Value>)) {
    let members = tree.as_object_mut().expect("an object");
    match rest.is_empty() && new.is_none() {
        true => drop(members.remove(name)),
        false => put(shape, members.entry(name).or_insert(Value::Null), rest, new),
    }
}

/// Something that the model's constraints most likely allow.
fn sample(shape: &'static Shape, depth: usize) -> Value {
    const TEXTS: [&str; 10] = [
        "email",
        "us-east-1_AbCdEfGhI",
        "arn:aws:iam::123456789012:role/sender",
        "https://example.com/back",
        "It is {####}.",
        "For {username}: {####}",
        "1",
        "name@example.com",
        "00000000-0000-4000-8000-000000000000",
        "",
    ];
    match &shape.kind {
        Kind::Structure(members) if depth < 6 => {
            let required = members.iter().filter(|member| member.is_required);
            let parts = required.map(|member| (member.name.to_owned(), sample(member.shape, depth + 1)));
            Value::Object(parts.collect())
        }
        Kind::Structure(_) | Kind::Map(..) => Value::Object(Map::new()),
        Kind::List(element) => json!([sample(element, depth + 1)]),
        Kind::Integer | Kind::Long => json!(shape.min.unwrap_or(1)),
        Kind::Boolean => json!(false),
        Kind::Timestamp => json!(1_700_000_000),
        Kind::Document => json!({}),
        Kind::String | Kind::Blob => {
            if let Some(value) = shape.values.first() {
                return json!(value);
            }
            let fits = |text: &&&str| {
                let length = i64::try_from(text.len()).expect("a length");
                shape.pattern.is_none_or(|pattern| pattern.is_match(text))
                    && shape.min.is_none_or(|min| length >= min)
                    && shape.max.is_none_or(|max| length <= max)
            };
            json!(TEXTS.iter().find(fits).unwrap_or(&"a"))
        }
    }
}
