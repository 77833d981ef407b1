//! DynamoDB: which actions on which tables and indexes a request is, with the partition keys and attributes that it names.
//! AWS: the service authorization reference, "Actions, resources, and condition keys for Amazon DynamoDB"; the developer
//! guide, "Using IAM policy conditions for fine-grained access control".
//!
//! A body is read strictly: no name twice, no member that the operation does not have, no value of two types. What it would
//! be to another reader, it is here too, or it is refused.
//!
//! DEVIATION: where the partition keys or attributes that a request touches cannot be told (a scan, a whole item, a statement
//! of PartiQL that has none of the plain forms), whoever has a policy that looks at them is refused. At AWS the condition key
//! is absent then, and a `ForAllValues` lets everything by.

mod expression;
mod item;
mod operations;
mod partiql;

use std::collections::BTreeSet;

use super::{Asked, Form, Plan, Refusal, Request, Service, Tagged, fate_of_json};
use crate::policy::json::{self, Node};
use operations::{Operation, Shape};

/// The service.
pub const SERVICE: Service =
    Service { name: "dynamodb", form: FORM, body: |_| Some(LONGEST), tables, plan, fate: fate_of_json };

const FORM: Form = Form::Json;

/// AWS: the largest batch of writes.
const LONGEST: usize = 16 << 20;

/// What stands before an operation's name.
const TARGET: &str = "DynamoDB_20120810.";

/// The members of an object, none of them twice.
type Members = [(String, Node)];

/// An operation, and its input.
type Read = (&'static Operation, Vec<(String, Node)>);

/// The condition keys that are left unsaid where they cannot be told, in lower case.
const LEADING_KEYS: &str = "dynamodb:leadingkeys";
const ATTRIBUTES: &str = "dynamodb:attributes";
const FULL_SCAN: &str = "dynamodb:fulltablescan";

fn plan(request: &Request<'_>) -> Result<Plan, Refusal> {
    let (operation, members) = read(request)?;
    let mut asked = asked(request, operation, &members)?;
    let tables = arn(request, "");
    for asked in &mut asked {
        // The tags of an index are those of its table.
        let place = asked.resource.strip_prefix(&tables);
        if let Some(table) = place.and_then(|place| place.split('/').next()).map(str::to_owned) {
            asked.of_tagged(Tagged::Table(table));
        }
    }
    Ok(Plan::as_is(request, asked))
}

/// The tables whose partition keys are to be known, and of a query of an index `TABLE/index/INDEX`.
fn tables(request: &Request<'_>) -> Vec<String> {
    let Ok((operation, members)) = read(request) else { return Vec::new() };
    named_tables(request, operation, &members).unwrap_or_default().into_iter().collect()
}

/// The operation, and its input. Errors: what we do not know for certain.
fn read(request: &Request<'_>) -> Result<Read, Refusal> {
    request.refuse_twins(FORM)?;
    if request.method != "POST" || request.path != "/" || !request.query.is_empty() || request.is_presigned {
        return Err(Refusal::unknown(FORM));
    }
    let target = request.header("x-amz-target").and_then(|target| target.strip_prefix(TARGET));
    let operation = target.and_then(operations::find).ok_or_else(|| Refusal::unknown(FORM))?;
    check_type(request.header("content-type"))?;
    let unreadable =
        || Refusal::new(400, "SerializationException", "The body is not JSON as it is read here.");
    let text = std::str::from_utf8(request.body).map_err(|_| unreadable())?;
    let Some(Node::Object(members)) = json::parse(text) else { return Err(unreadable()) };
    check_members(&members, operation.members)?;
    Ok((operation, members))
}

/// A store that believed another character set would read another text.
fn check_type(content_type: Option<&str>) -> Result<(), Refusal> {
    let (kind, rest) =
        content_type.unwrap_or_default().split_once(';').unwrap_or((content_type.unwrap_or_default(), ""));
    let is_json = ["application/x-amz-json-1.0", "application/x-amz-json-1.1", "application/json"]
        .iter()
        .any(|known| kind.trim().eq_ignore_ascii_case(known));
    let is_utf8 = matches!(rest.trim().to_ascii_lowercase().as_str(), "" | "charset=utf-8");
    if is_json && is_utf8 { Ok(()) } else { Err(Refusal::unknown(FORM)) }
}

fn check_members(members: &Members, known: &[&str]) -> Result<(), Refusal> {
    match members.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        Some((name, _)) => {
            Err(invalid(&format!("The gateway does not know the member {name} of this operation.")))
        }
        None => Ok(()),
    }
}

fn invalid(text: &str) -> Refusal {
    Refusal::invalid(FORM, text)
}

fn get<'a>(members: &'a Members, name: &str) -> Option<&'a Node> {
    // AWS: null is as good as nothing.
    members.iter().find(|(key, _)| key == name).map(|(_, node)| node).filter(|node| **node != Node::Null)
}

/// A string among the members. Errors: it is something else.
fn text<'a>(members: &'a Members, name: &str) -> Result<Option<&'a str>, Refusal> {
    match get(members, name) {
        None => Ok(None),
        Some(node) => node.string().map(Some).ok_or_else(|| wrong(name)),
    }
}

/// An object among the members. Errors: it is something else.
fn object<'a>(members: &'a Members, name: &str) -> Result<Option<&'a Members>, Refusal> {
    match get(members, name) {
        None => Ok(None),
        Some(Node::Object(members)) => Ok(Some(members.as_slice())),
        Some(_) => Err(wrong(name)),
    }
}

/// A list among the members. Errors: it is something else, or not there.
fn list<'a>(members: &'a Members, name: &str) -> Result<&'a [Node], Refusal> {
    match get(members, name) {
        Some(Node::List(list)) => Ok(list),
        _ => Err(wrong(name)),
    }
}

fn wrong(name: &str) -> Refusal {
    invalid(&format!("The member {name} is missing or of another type."))
}

/// The one member of an object that has one. Errors: it has none or several.
fn single<'a>(node: &'a Node, known: &[&str]) -> Result<(&'a str, &'a Members), Refusal> {
    if let Node::Object(members) = node
        && let [(name, Node::Object(inner))] = members.as_slice()
        && known.contains(&name.as_str())
    {
        return Ok((name.as_str(), inner.as_slice()));
    }
    Err(invalid("An entry of the request must have exactly one of its members."))
}

/// The table that a request names, by its name or by the ARN that it has here.
fn table(request: &Request<'_>, name: &str) -> Result<String, Refusal> {
    let prefix = arn(request, "");
    let name = name.strip_prefix(&prefix).unwrap_or(name);
    let is_name = (3..=255).contains(&name.len()) && is_plain(name);
    if is_name { Ok(name.to_owned()) } else { Err(invalid("Invalid table/index name.")) }
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

fn arn(request: &Request<'_>, table: &str) -> String {
    format!("arn:aws:dynamodb:{}:{}:table/{table}", request.region, request.account)
}

/// The index that a read names.
fn index(members: &Members) -> Result<Option<&str>, Refusal> {
    let index = text(members, "IndexName")?;
    match index {
        Some(name) if !((3..=255).contains(&name.len()) && is_plain(name)) => {
            Err(invalid("Invalid table/index name."))
        }
        index => Ok(index),
    }
}

fn required<'a>(members: &'a Members, name: &str) -> Result<&'a str, Refusal> {
    text(members, name)?.ok_or_else(|| wrong(name))
}

fn named_tables(
    request: &Request<'_>,
    operation: &Operation,
    members: &Members,
) -> Result<BTreeSet<String>, Refusal> {
    let mut tables = BTreeSet::new();
    match operation.shape {
        Shape::Item | Shape::Scan => {
            tables.insert(table(request, required(members, "TableName")?)?);
        }
        Shape::Query => {
            let table = table(request, required(members, "TableName")?)?;
            tables.insert(index(members)?.map_or(table.clone(), |index| format!("{table}/index/{index}")));
        }
        Shape::BatchGet | Shape::BatchWrite => {
            for (name, _) in object(members, "RequestItems")?.unwrap_or_default() {
                tables.insert(table(request, name)?);
            }
        }
        Shape::Transact(kinds) => {
            for entry in list(members, "TransactItems")? {
                let (_, one) = single(entry, &kinds.iter().map(|kind| kind.member).collect::<Vec<_>>())?;
                tables.insert(table(request, required(one, "TableName")?)?);
            }
        }
        Shape::Statements(within) => tables.extend(partiql::places(request, within, members)?),
        Shape::Table | Shape::NewTable | Shape::Account | Shape::Tagged => {}
    }
    Ok(tables)
}

fn asked(request: &Request<'_>, operation: &Operation, members: &Members) -> Result<Vec<Asked>, Refusal> {
    let action = format!("dynamodb:{}", operation.name);
    let one = |asked: Asked| Ok(vec![asked]);
    match operation.shape {
        Shape::Account => one(Asked::new(action, "*")),
        Shape::Table => {
            one(Asked::new(action, arn(request, &table(request, required(members, "TableName")?)?)))
        }
        Shape::NewTable => new_table(request, &action, members),
        Shape::Tagged => tagged(request, &action, members),
        Shape::Item => one(item::single_item(request, &action, members)?),
        Shape::Query => one(item::query(request, &action, members)?),
        Shape::Scan => one(item::scan(request, &action, members)?),
        Shape::BatchGet => item::batch_get(request, &action, members),
        Shape::BatchWrite => item::batch_write(request, &action, members),
        Shape::Transact(kinds) => item::transact(request, operation.name, kinds, members),
        Shape::Statements(within) => partiql::asked(request, operation.name, within, members),
    }
}

fn new_table(request: &Request<'_>, action: &str, members: &Members) -> Result<Vec<Asked>, Refusal> {
    let resource = arn(request, &table(request, required(members, "TableName")?)?);
    let mut asked = vec![Asked::new(action, resource.as_str())];
    if get(members, "Tags").is_some() {
        asked.push(Asked::new("dynamodb:TagResource", resource));
        let tags = tags(list(members, "Tags")?)?;
        asked.iter_mut().for_each(|asked| say_tags(asked, &tags));
    }
    Ok(asked)
}

fn tagged(request: &Request<'_>, action: &str, members: &Members) -> Result<Vec<Asked>, Refusal> {
    let arn_of = required(members, "ResourceArn")?;
    let name = arn_of.strip_prefix(&arn(request, "")).ok_or_else(|| invalid("Invalid ResourceArn."))?;
    let mut asked = Asked::new(action, arn(request, &table(request, name)?));
    if get(members, "Tags").is_some() {
        say_tags(&mut asked, &tags(list(members, "Tags")?)?);
    }
    if get(members, "TagKeys").is_some() {
        let keys: Option<Vec<String>> =
            list(members, "TagKeys")?.iter().map(|key| key.string().map(str::to_owned)).collect();
        asked.keys.push(("aws:TagKeys".to_owned(), keys.ok_or_else(|| wrong("TagKeys"))?.into()));
    }
    Ok(vec![asked])
}

fn tags(list: &[Node]) -> Result<Vec<(&str, &str)>, Refusal> {
    let mut tags = Vec::new();
    for node in list {
        let Node::Object(members) = node else { return Err(wrong("Tags")) };
        check_members(members, &["Key", "Value"])?;
        tags.push((required(members, "Key")?, required(members, "Value")?));
    }
    let names: BTreeSet<&str> = tags.iter().map(|(name, _)| *name).collect();
    if names.len() == tags.len() { Ok(tags) } else { Err(invalid("A tag is there twice.")) }
}

fn say_tags(asked: &mut Asked, tags: &[(&str, &str)]) {
    asked.keys.extend(tags.iter().map(|(key, value)| (format!("aws:RequestTag/{key}"), (*value).into())));
    let keys: Vec<String> = tags.iter().map(|(key, _)| (*key).to_owned()).collect();
    asked.keys.push(("aws:TagKeys".to_owned(), keys.into()));
}

#[cfg(test)]
mod tests;
