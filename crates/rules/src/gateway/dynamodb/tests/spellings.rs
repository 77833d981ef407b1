//! Requests by chance, in all their spellings, and whose items they touch.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::*;

/// Chance that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// A string of JSON, some of whose characters are escaped.
    fn spelled(&mut self, text: &str) -> String {
        let mut out = "\"".to_owned();
        for c in text.chars() {
            match self.below(4) {
                0 => write!(out, "\\u{:04x}", u32::from(c)).unwrap(),
                _ => out.push(c),
            }
        }
        out + "\""
    }

    /// An object with its members in some order, with some blanks.
    fn object(&mut self, mut members: Vec<(String, String)>) -> String {
        let mut parts = Vec::new();
        while !members.is_empty() {
            let (name, value) = members.swap_remove(self.below(members.len()));
            let blank = self.pick(&["", " ", "\n\t"]);
            parts.push(format!("{blank}{}{blank}:{blank}{value}", self.spelled(&name)));
        }
        format!("{{{}}}", parts.join(","))
    }

    fn member(name: &str, value: impl Into<String>) -> (String, String) {
        (name.to_owned(), value.into())
    }

    /// The key or item of somebody in a table, as it is written.
    fn key(&mut self, table: &str, who: &str) -> String {
        let (name, kind, text) = match table {
            "Games" => ("UserId", "S", who.to_owned()),
            "Other" => ("Id", "S", who.to_owned()),
            _ => ("N", "N", self.number(who)),
        };
        let text = self.spelled(&text);
        let value = self.object(vec![Self::member(kind, text)]);
        let sort = Self::member("Title", r#"{"S":"other"}"#);
        self.object(vec![Self::member(name, value), sort])
    }

    /// A number for somebody, in one of its spellings.
    fn number(&mut self, who: &str) -> String {
        let number = canonical("Numbers", who);
        match self.below(4) {
            0 => number,
            1 => format!("+0{number}.00"),
            2 => format!("{number}0e-1"),
            _ => format!("0.{number}E{}", number.len()),
        }
    }
}

/// What somebody's partition key is called in conditions.
fn canonical(table: &str, who: &str) -> String {
    match (table, who) {
        ("Numbers", "me") => "12".to_owned(),
        ("Numbers", "other") => "120".to_owned(),
        ("Numbers", _) => "13".to_owned(),
        (_, who) => who.to_owned(),
    }
}

type Touched = BTreeSet<(String, String)>;

/// A request, and whose items it touches.
fn request(chance: &mut Chance) -> (&'static str, String, Touched) {
    let mut touched = Touched::new();
    let tables = ["Games", "Other", "Numbers"];
    let people = ["me", "me", "me", "other", "third"];
    let mut somebody = |chance: &mut Chance, table: &str| {
        let who = chance.pick(&people);
        touched.insert((table.to_owned(), canonical(table, who)));
        chance.key(table, who)
    };
    let operation = chance.pick(&[
        "GetItem",
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "BatchGetItem",
        "BatchWriteItem",
        "TransactGetItems",
        "TransactWriteItems",
        "Query",
    ]);
    let table = chance.pick(&tables);
    let named = Chance::member("TableName", format!("\"{table}\""));
    let body = match operation {
        "GetItem" | "UpdateItem" | "DeleteItem" => {
            let key = somebody(chance, table);
            chance.object(vec![named, Chance::member("Key", key)])
        }
        "PutItem" => {
            let item = somebody(chance, table);
            chance.object(vec![named, Chance::member("Item", item)])
        }
        "BatchGetItem" | "BatchWriteItem" => {
            let mut of_tables = Vec::new();
            for table in &tables[..=chance.below(3)] {
                let mut entries = Vec::new();
                for _ in 0..=chance.below(3) {
                    let key = somebody(chance, table);
                    entries.push(match (operation, chance.below(2)) {
                        ("BatchGetItem", _) => key,
                        (_, 0) => format!(r#"{{"PutRequest":{{"Item":{key}}}}}"#),
                        _ => format!(r#"{{"DeleteRequest":{{"Key":{key}}}}}"#),
                    });
                }
                let list = format!("[{}]", entries.join(","));
                let of_table =
                    if operation == "BatchGetItem" { format!(r#"{{"Keys":{list}}}"#) } else { list };
                of_tables.push(Chance::member(table, of_table));
            }
            let items = chance.object(of_tables);
            chance.object(vec![Chance::member("RequestItems", items)])
        }
        "TransactGetItems" | "TransactWriteItems" => {
            let mut entries = Vec::new();
            for _ in 0..=chance.below(4) {
                let table = chance.pick(&tables);
                let kind = match operation {
                    "TransactGetItems" => "Get",
                    _ => chance.pick(&["ConditionCheck", "Put", "Delete", "Update"]),
                };
                let key = somebody(chance, table);
                let what = if kind == "Put" { "Item" } else { "Key" };
                let named = Chance::member("TableName", format!("\"{table}\""));
                let entry = chance.object(vec![named, Chance::member(what, key)]);
                entries.push(format!(r#"{{"{kind}":{entry}}}"#));
            }
            let items = format!("[{}]", entries.join(","));
            chance.object(vec![Chance::member("TransactItems", items)])
        }
        _ => query(chance, &mut touched, table),
    };
    (operation, body, touched)
}

fn query(chance: &mut Chance, touched: &mut Touched, table: &str) -> String {
    let who = chance.pick(&["me", "me", "other", "third"]);
    touched.insert((table.to_owned(), canonical(table, who)));
    let named = Chance::member("TableName", format!("\"{table}\""));
    let name = keys()[table].clone();
    let value = match table {
        "Numbers" => format!(r#"{{"N":"{}"}}"#, chance.number(who)),
        _ => format!(r#"{{"S":{}}}"#, chance.spelled(who)),
    };
    if chance.below(3) == 0 {
        let condition = format!(r#"{{"ComparisonOperator":"EQ","AttributeValueList":[{value}]}}"#);
        let conditions = chance.object(vec![Chance::member(&name, condition)]);
        return chance.object(vec![named, Chance::member("KeyConditions", conditions)]);
    }
    // The name may be a placeholder, the condition stand in brackets and among others.
    let shown = chance.pick(&[name.as_str(), "#k"]).to_owned();
    let mut condition = format!("{shown}{0}={0}:k", chance.pick(&["", " ", "\\n"]));
    if chance.below(2) == 0 {
        condition = format!("({condition})");
    }
    let other = chance.pick(&["Title = :other", "begins_with(Title, :other)", "#t BETWEEN :other AND :k"]);
    condition = match chance.below(4) {
        0 => condition,
        1 => format!("{condition} AND {other}"),
        2 => format!("({other}) and {condition}"),
        _ => format!("({other} AND ({condition}))"),
    };
    let names =
        chance.object(vec![Chance::member("#k", format!("\"{name}\"")), Chance::member("#t", "\"Title\"")]);
    let values =
        chance.object(vec![Chance::member(":k", value), Chance::member(":other", r#"{"S":"other"}"#)]);
    chance.object(vec![
        named,
        Chance::member("KeyConditionExpression", format!("\"{condition}\"")),
        Chance::member("ExpressionAttributeNames", names),
        Chance::member("ExpressionAttributeValues", values),
    ])
}

#[test]
fn no_spelling_of_a_request_reaches_an_item_outside_its_leading_keys() {
    let mut chance = Chance(7);
    let (mut own, mut foreign, mut twins) = (0, 0, 0);
    for round in 0..2_000 {
        let (operation, body, touched) = request(&mut chance);
        let asked =
            planned(operation, &body).unwrap_or_else(|why| panic!("{round} {operation} {body}: {why:?}"));
        let mut said = Touched::new();
        for asked in &asked {
            assert!(!asked.unsaid.contains(&LEADING_KEYS), "{round} {operation} {body}");
            let table = asked.resource.rsplit_once('/').unwrap().1;
            let keys =
                asked.keys.iter().find(|(key, _)| key == "dynamodb:LeadingKeys").map(|(_, value)| value);
            let Some(Value::Many(values)) = keys else { panic!("{round} {operation} {body}: {keys:?}") };
            assert!(!values.is_empty(), "a set of none lets everything by: {body}");
            said.extend(values.iter().map(|value| (table.to_owned(), value.clone())));
        }
        assert_eq!(said, touched, "{round} {operation} {body}");
        let is_own = touched.iter().all(|(table, value)| *value == canonical(table, "me"));
        (own, foreign) = if is_own { (own + 1, foreign) } else { (own, foreign + 1) };
        // A second reading, hidden anywhere, is none.
        for (name, hidden) in
            [("Key", r#"{"UserId":{"S":"other"}}"#), ("TableName", "\"Other\""), ("RequestItems", "{}")]
        {
            if body.contains(&format!("\"{name}\"")) {
                let end = body.rfind('}').unwrap();
                let twice = format!("{},\"{name}\":{hidden}}}", &body[..end]);
                // To a lenient reader it is sound, with one key or the other.
                assert!(serde_json::from_str::<serde_json::Value>(&twice).is_ok(), "{twice}");
                assert!(planned(operation, &twice).is_err(), "{twice}");
                twins += 1;
            }
        }
    }
    assert!(own > 300 && foreign > 300 && twins > 300, "{own} {foreign} {twins}");
}
