//! Requests for items: the partition keys that they touch, the attributes that they name, what comes back.
//! AWS: the developer guide, "Using IAM policy conditions for fine-grained access control".

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::expression::{self, Names};
use super::operations::{Kind, OF_TABLE};
use super::{
    ATTRIBUTES, LEADING_KEYS, Members, Node, arn, check_members, get, index, invalid, list, object, required,
    single, table, text, wrong,
};
use crate::gateway::{Asked, Refusal, Request};

/// What is known of the attributes of a request.
#[derive(Default)]
struct Seen {
    /// Those that it names.
    names: BTreeSet<String>,
    /// Whether it gives back others.
    gives_others: bool,
}

impl Seen {
    /// Says it of what is asked.
    fn say(self, asked: &mut Asked) {
        if self.gives_others {
            asked.unsaid.push(ATTRIBUTES);
        }
        let names: Vec<String> = self.names.into_iter().collect();
        asked.keys.push(("dynamodb:Attributes".to_owned(), names.into()));
    }
}

/// Says which partition keys are touched; nothing of them where they cannot be told.
fn say_keys(asked: &mut Asked, values: Option<Vec<String>>) {
    match values {
        Some(values) => asked.keys.push(("dynamodb:LeadingKeys".to_owned(), values.into())),
        None => asked.unsaid.push(LEADING_KEYS),
    }
}

/// GetItem, PutItem, UpdateItem and DeleteItem.
pub fn single_item(request: &Request<'_>, action: &str, members: &Members) -> Result<Asked, Refusal> {
    let table = table(request, required(members, "TableName")?)?;
    let mut asked = Asked::new(action, arn(request, &table));
    let mut seen = expressions(members)?;
    let what = if action == "dynamodb:PutItem" { "Item" } else { "Key" };
    let key = object(members, what)?.ok_or_else(|| wrong(what))?;
    seen.names.extend(key.iter().map(|(name, _)| name.clone()));
    say_keys(&mut asked, leading(request, &table, key)?.map(|value| vec![value]));
    if action == "dynamodb:GetItem" {
        say_read(&mut asked, members, &mut seen, "ALL_ATTRIBUTES")?;
    } else {
        let returned = text(members, "ReturnValues")?.unwrap_or("NONE");
        let on_failure = text(members, "ReturnValuesOnConditionCheckFailure")?.unwrap_or("NONE");
        // What is given back of a change alone has been named.
        let is_known = |returned: &str| matches!(returned, "NONE" | "UPDATED_OLD" | "UPDATED_NEW");
        seen.gives_others |= !is_known(returned) || !is_known(on_failure);
        asked = asked.with("dynamodb:ReturnValues", returned);
    }
    seen.say(&mut asked);
    say_capacity(asked, members)
}

/// Query.
pub fn query(request: &Request<'_>, action: &str, members: &Members) -> Result<Asked, Refusal> {
    let (place, mut asked) = place(request, action, members)?;
    let seen = expressions(members)?;
    let key = request.partition_keys.get(&place);
    let value = match key {
        Some(key) => bound(members, key)?,
        None => None,
    };
    let mut values: Option<Vec<String>> = value.map(|value| vec![value]);
    // Where it goes on from is one of the same items, or the store has been misled.
    if let (Some(key), Some(values), Some(start)) = (key, &mut values, object(members, "ExclusiveStartKey")?)
        && let Some(value) = get(start, key)
    {
        values.push(scalar(value).ok_or_else(|| wrong("ExclusiveStartKey"))?);
        values.dedup();
    }
    say_keys(&mut asked, values);
    say_list(asked, members, seen)
}

/// Scan: whose items it reads cannot be told.
pub fn scan(request: &Request<'_>, action: &str, members: &Members) -> Result<Asked, Refusal> {
    let (_, mut asked) = place(request, action, members)?;
    let seen = expressions(members)?;
    say_keys(&mut asked, None);
    say_list(asked, members, seen)
}

/// What a query or scan gives of its items.
fn say_list(mut asked: Asked, members: &Members, mut seen: Seen) -> Result<Asked, Refusal> {
    let is_index = index(members)?.is_some();
    say_read(
        &mut asked,
        members,
        &mut seen,
        if is_index { "ALL_PROJECTED_ATTRIBUTES" } else { "ALL_ATTRIBUTES" },
    )?;
    seen.say(&mut asked);
    say_capacity(asked, members)
}

/// The table or index that is read: as [`Request::partition_keys`] has it, and what is asked of it.
fn place(request: &Request<'_>, action: &str, members: &Members) -> Result<(String, Asked), Refusal> {
    let table = table(request, required(members, "TableName")?)?;
    let place = match index(members)? {
        Some(index) => format!("{table}/index/{index}"),
        None => table,
    };
    let asked = Asked::new(action, arn(request, &place));
    Ok((place, asked))
}

/// BatchGetItem: each table for itself.
pub fn batch_get(request: &Request<'_>, action: &str, members: &Members) -> Result<Vec<Asked>, Refusal> {
    let tables = object(members, "RequestItems")?.ok_or_else(|| wrong("RequestItems"))?;
    let mut all = Vec::new();
    for (name, of_table) in tables {
        let Node::Object(of_table) = of_table else { return Err(wrong("RequestItems")) };
        check_members(of_table, &OF_TABLE)?;
        let table = table(request, name)?;
        let mut asked = Asked::new(action, arn(request, &table));
        let mut seen = expressions(of_table)?;
        let mut values = Some(Vec::new());
        let keys = list(of_table, "Keys")?;
        some(keys)?;
        for key in keys {
            let Node::Object(key) = key else { return Err(wrong("Keys")) };
            seen.names.extend(key.iter().map(|(name, _)| name.clone()));
            add(&mut values, leading(request, &table, key)?);
        }
        say_keys(&mut asked, values);
        say_read(&mut asked, of_table, &mut seen, "ALL_ATTRIBUTES")?;
        seen.say(&mut asked);
        all.push(say_capacity(asked, members)?);
    }
    some(&all)?;
    Ok(all)
}

/// BatchWriteItem: each table for itself.
pub fn batch_write(request: &Request<'_>, action: &str, members: &Members) -> Result<Vec<Asked>, Refusal> {
    let tables = object(members, "RequestItems")?.ok_or_else(|| wrong("RequestItems"))?;
    let mut all = Vec::new();
    for (name, entries) in tables {
        let Node::List(entries) = entries else { return Err(wrong("RequestItems")) };
        some(entries)?;
        let table = table(request, name)?;
        let mut asked = Asked::new(action, arn(request, &table));
        let mut seen = Seen::default();
        let mut values = Some(Vec::new());
        for entry in entries {
            let (kind, entry) = single(entry, &["PutRequest", "DeleteRequest"])?;
            let what = if kind == "PutRequest" { "Item" } else { "Key" };
            check_members(entry, &[what])?;
            let key = object(entry, what)?.ok_or_else(|| wrong(what))?;
            seen.names.extend(key.iter().map(|(name, _)| name.clone()));
            add(&mut values, leading(request, &table, key)?);
        }
        say_keys(&mut asked, values);
        seen.say(&mut asked);
        all.push(say_capacity(asked, members)?);
    }
    some(&all)?;
    Ok(all)
}

/// TransactGetItems and TransactWriteItems: each entry by its own action.
pub fn transact(
    request: &Request<'_>,
    enclosing: &str,
    kinds: &'static [Kind],
    members: &Members,
) -> Result<Vec<Asked>, Refusal> {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.member).collect();
    let mut all = Vec::new();
    for entry in list(members, "TransactItems")? {
        let (name, entry) = single(entry, &names)?;
        let kind = kinds.iter().find(|kind| kind.member == name).ok_or_else(|| wrong("TransactItems"))?;
        check_members(entry, kind.members)?;
        let asked = single_item(request, &format!("dynamodb:{}", kind.action), entry)?;
        let mut asked = asked.with("dynamodb:EnclosingOperation", enclosing);
        asked.keys.retain(|(key, _)| key != "dynamodb:ReturnConsumedCapacity");
        all.push(say_capacity(asked, members)?);
    }
    some(&all)?;
    Ok(all)
}

/// What asks for nothing is judged by nothing: it is refused.
fn some<T>(all: &[T]) -> Result<(), Refusal> {
    if all.is_empty() { Err(invalid("The request asks for nothing.")) } else { Ok(()) }
}

fn add(values: &mut Option<Vec<String>>, value: Option<String>) {
    match (values.as_mut(), value) {
        (Some(values), Some(value)) => {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        _ => *values = None,
    }
}

/// The value of the partition key in a key or an item; nothing where the key's name is not known.
///
/// Errors: the item lacks it, or has something else in its place.
fn leading(request: &Request<'_>, table: &str, key: &Members) -> Result<Option<String>, Refusal> {
    let Some(name) = request.partition_keys.get(table) else { return Ok(None) };
    let value = get(key, name).and_then(scalar);
    let missing =
        || invalid("One or more parameter values were invalid: Missing the key of the table in the item");
    value.map(Some).ok_or_else(missing)
}

/// The text of a key: of a number its shortest form, of bytes their only base64. Nothing for what is no key.
pub(super) fn scalar(node: &Node) -> Option<String> {
    let Node::Object(members) = node else { return None };
    let [(kind, value)] = members.as_slice() else { return None };
    let text = value.string()?;
    match kind.as_str() {
        "S" => Some(text.to_owned()),
        "N" => number(text),
        "B" => Some(STANDARD.encode(STANDARD.decode(text).ok()?)),
        _ => None,
    }
}

/// A number without what does not change it, and without an exponent. AWS: 38 digits, to the power of 125 at most.
pub(super) fn number(text: &str) -> Option<String> {
    let text = text.trim_matches(' ');
    let (is_negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let leading = digits.bytes().take_while(|byte| *byte == b'0').count();
    let significant = digits[leading..].trim_end_matches('0');
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let point = point.checked_sub(i32::try_from(leading).ok()?)?;
    if significant.len() > 38 || !(-130..=130).contains(&point) {
        return None;
    }
    let length = i32::try_from(significant.len()).ok()?;
    let plain = if point <= 0 {
        format!("0.{}{significant}", "0".repeat(usize::try_from(-point).ok()?))
    } else if point >= length {
        format!("{significant}{}", "0".repeat(usize::try_from(point - length).ok()?))
    } else {
        let (before, after) = significant.split_at(usize::try_from(point).ok()?);
        format!("{before}.{after}")
    };
    Some(if is_negative { format!("-{plain}") } else { plain })
}

/// The value to which a query binds the key; nothing where it cannot be told.
fn bound(members: &Members, key: &str) -> Result<Option<String>, Refusal> {
    let conditions = object(members, "KeyConditions")?;
    let expression = text(members, "KeyConditionExpression")?;
    match (conditions, expression) {
        (Some(_), Some(_)) => {
            Err(invalid("Can not use both expression and non-expression parameters in the same request"))
        }
        (None, Some(expression)) => {
            let names = names(members)?;
            let Some(placeholder) = expression::bound(expression, &names, key) else { return Ok(None) };
            let values = object(members, "ExpressionAttributeValues")?.unwrap_or_default();
            Ok(get(values, placeholder).and_then(scalar))
        }
        (Some(conditions), None) => {
            let Some(Node::Object(condition)) = get(conditions, key) else { return Ok(None) };
            check_members(condition, &["ComparisonOperator", "AttributeValueList"])?;
            match (text(condition, "ComparisonOperator")?, list(condition, "AttributeValueList")?) {
                (Some("EQ"), [value]) => Ok(scalar(value)),
                _ => Ok(None),
            }
        }
        (None, None) => Ok(None),
    }
}

fn names(members: &Members) -> Result<Names<'_>, Refusal> {
    let given = object(members, "ExpressionAttributeNames")?;
    Names::of(given).ok_or_else(|| wrong("ExpressionAttributeNames"))
}

/// The attributes that conditions, filters and updates name. Errors: an expression does not read.
fn expressions(members: &Members) -> Result<Seen, Refusal> {
    let names = names(members)?;
    let mut seen = Seen::default();
    for name in ["ConditionExpression", "FilterExpression", "KeyConditionExpression", "UpdateExpression"] {
        if let Some(expression) = text(members, name)? {
            let found = expression::mentioned(expression, &names);
            seen.names.extend(found.ok_or_else(|| unreadable(name))?);
        }
    }
    for name in ["Expected", "AttributeUpdates", "ScanFilter", "QueryFilter", "KeyConditions"] {
        let given = object(members, name)?.unwrap_or_default();
        seen.names.extend(given.iter().map(|(name, _)| name.clone()));
    }
    Ok(seen)
}

fn unreadable(name: &str) -> Refusal {
    invalid(&format!("Invalid {name}: the gateway cannot read it."))
}

/// Says what a read gives back: `usual` is what it gives where nothing is chosen.
fn say_read(asked: &mut Asked, members: &Members, seen: &mut Seen, usual: &str) -> Result<(), Refusal> {
    let mut chosen = None;
    if let Some(projection) = text(members, "ProjectionExpression")? {
        let found = expression::projected(projection, &names(members)?);
        chosen = Some(found.ok_or_else(|| unreadable("ProjectionExpression"))?);
    }
    if get(members, "AttributesToGet").is_some() {
        let listed: Option<BTreeSet<String>> =
            list(members, "AttributesToGet")?.iter().map(|name| name.string().map(str::to_owned)).collect();
        // A path in the older form is that of an attribute within another.
        let listed = listed.ok_or_else(|| wrong("AttributesToGet"))?;
        chosen.get_or_insert_default().extend(listed);
    }
    let default = if chosen.is_some() { "SPECIFIC_ATTRIBUTES" } else { usual };
    let select = text(members, "Select")?.unwrap_or(default);
    let is_chosen = matches!(select, "SPECIFIC_ATTRIBUTES" | "COUNT");
    seen.gives_others |= !is_chosen || (select == "SPECIFIC_ATTRIBUTES" && chosen.is_none());
    seen.names.extend(chosen.unwrap_or_default());
    asked.keys.push(("dynamodb:Select".to_owned(), select.into()));
    Ok(())
}

fn say_capacity(asked: Asked, members: &Members) -> Result<Asked, Refusal> {
    let capacity = text(members, "ReturnConsumedCapacity")?.unwrap_or("NONE");
    Ok(asked.with("dynamodb:ReturnConsumedCapacity", capacity))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_has_one_spelling() {
        for text in ["1", "01", "1.0", "+1", "1e0", "10E-1", "0.1e1", "1.", " 1", "0.0001e4"] {
            assert_eq!(number(text).as_deref(), Some("1"), "{text}");
        }
        for (text, expected) in [
            ("-0", "0"),
            ("0e9", "0"),
            ("-1.50", "-1.5"),
            (".5", "0.5"),
            ("5e-3", "0.005"),
            ("12e3", "12000"),
            ("1234567890.0987654321", "1234567890.0987654321"),
        ] {
            assert_eq!(number(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", ".", "-", "1e", "e1", "1_0", "0x1", "NaN", "1e999", "--1", "1 1", "١"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
