//! Statements of PartiQL: what they do, and to which table or index; whose items and which attributes, where they have one of
//! the plain forms. Of others whoever has a policy that looks at these is refused.
//! AWS: the developer guide, "PartiQL - a SQL-compatible query language for Amazon DynamoDB"; "IAM security policies with
//! PartiQL for DynamoDB".

mod clauses;
mod tokens;

use super::{
    ATTRIBUTES, FULL_SCAN, LEADING_KEYS, Members, Node, arn, check_members, get, invalid, list, required,
    table, text, wrong,
};
use crate::gateway::{Asked, Refusal, Request};
use clauses::Told;
use tokens::Token;

/// The members of a statement among several.
const OF_STATEMENT: [&str; 4] =
    ["Statement", "Parameters", "ConsistentRead", "ReturnValuesOnConditionCheckFailure"];

/// One statement of a request, and what it is given.
struct Given<'a> {
    text: &'a str,
    parameters: &'a [Node],
    /// Whether it gives back an item that a condition does not let it change.
    gives_refused: bool,
}

/// The statements: the one of the request, or those in the list `within`.
fn given<'a>(within: Option<&str>, members: &'a Members) -> Result<Vec<Given<'a>>, Refusal> {
    let one = |members: &'a Members| {
        let parameters = match get(members, "Parameters") {
            None => &[][..],
            Some(_) => list(members, "Parameters")?,
        };
        let on_failure = text(members, "ReturnValuesOnConditionCheckFailure")?;
        let gives_refused = on_failure.is_some_and(|returned| returned != "NONE");
        Ok(Given { text: required(members, "Statement")?, parameters, gives_refused })
    };
    let Some(within) = within else { return Ok(vec![one(members)?]) };
    let mut all = Vec::new();
    for entry in list(members, within)? {
        let Node::Object(entry) = entry else { return Err(wrong(within)) };
        check_members(entry, &OF_STATEMENT)?;
        all.push(one(entry)?);
    }
    Ok(all)
}

/// The tables and indexes of statements, as [`Request::partition_keys`] has them.
pub fn places(
    request: &Request<'_>,
    within: Option<&str>,
    members: &Members,
) -> Result<Vec<String>, Refusal> {
    given(within, members)?.iter().map(|given| place(request, &read(given.text)?.0)).collect()
}

/// What statements ask for.
pub fn asked(
    request: &Request<'_>,
    enclosing: &str,
    within: Option<&str>,
    members: &Members,
) -> Result<Vec<Asked>, Refusal> {
    let given = given(within, members)?;
    if given.is_empty() {
        return Err(invalid("The request asks for nothing."));
    }
    let mut all = Vec::new();
    for Given { text, parameters, gives_refused } in given {
        let (statement, tokens) = read(text)?;
        let place = place(request, &statement)?;
        let mut asked = Asked::new(format!("dynamodb:{}", statement.action), arn(request, &place));
        if enclosing == "ExecuteTransaction" {
            asked = asked.with("dynamodb:EnclosingOperation", enclosing);
        }
        let key = request.partition_keys.get(&place);
        let mut told = key.and_then(|key| clauses::told(&tokens, statement.next, key, parameters));
        if let Some(told) = &mut told {
            told.gives_others |= gives_refused;
        }
        say(&mut asked, told, statement.action == "PartiQLSelect");
        all.push(asked);
    }
    Ok(all)
}

/// Says what is told of a statement.
fn say(asked: &mut Asked, told: Option<Told>, is_read: bool) {
    let Some(Told { keys, names, gives_others }) = told else {
        asked.unsaid.extend([LEADING_KEYS, ATTRIBUTES, FULL_SCAN]);
        return;
    };
    if is_read {
        // AWS: what binds no partition key reads all.
        asked.keys.push(("dynamodb:FullTableScan".to_owned(), keys.is_none().to_string().into()));
    }
    match keys {
        Some(keys) => {
            let keys: Vec<String> = keys.into_iter().collect();
            asked.keys.push(("dynamodb:LeadingKeys".to_owned(), keys.into()));
        }
        None => asked.unsaid.push(LEADING_KEYS),
    }
    if gives_others {
        asked.unsaid.push(ATTRIBUTES);
    }
    let names: Vec<String> = names.into_iter().collect();
    asked.keys.push(("dynamodb:Attributes".to_owned(), names.into()));
}

fn place(request: &Request<'_>, statement: &Statement) -> Result<String, Refusal> {
    let place = table(request, &statement.table)?;
    match &statement.index {
        Some(index) => Ok(format!("{place}/index/{}", table(request, index)?)),
        None => Ok(place),
    }
}

/// Reads a statement. Errors: it has another form.
fn read(text: &str) -> Result<(Statement, Vec<Token>), Refusal> {
    let read = tokens::read(text).and_then(|tokens| Some((statement(&tokens)?, tokens)));
    read.ok_or_else(|| invalid("Statement wasn't well formed, or does more than the gateway can judge."))
}

/// What a statement does.
#[derive(Debug, PartialEq)]
struct Statement {
    action: &'static str,
    table: String,
    index: Option<String>,
    /// The place of the first token after the table.
    next: usize,
}

/// Words that begin or join another statement within one: they may stand nowhere but where they are looked for.
const RESERVED: [&str; 16] = [
    "select",
    "insert",
    "update",
    "delete",
    "from",
    "into",
    "join",
    "union",
    "except",
    "intersect",
    "exists",
    "with",
    "exec",
    "create",
    "drop",
    "upsert",
];

fn statement(tokens: &[Token]) -> Option<Statement> {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is(word));
    let (action, at, reserved) = match () {
        () if is(0, "select") => {
            let from = (0..tokens.len()).find(|at| is(*at, "from"))?;
            ("PartiQLSelect", from + 1, vec![0, from])
        }
        () if is(0, "insert") && is(1, "into") => ("PartiQLInsert", 2, vec![0, 1]),
        () if is(0, "update") => ("PartiQLUpdate", 1, vec![0]),
        () if is(0, "delete") && is(1, "from") => ("PartiQLDelete", 2, vec![0, 1]),
        () => return None,
    };
    let is_reserved = |at: usize| RESERVED.iter().any(|word| is(at, word));
    if (0..tokens.len()).any(|at| is_reserved(at) && !reserved.contains(&at)) {
        return None;
    }
    let table = name(tokens.get(at)?)?;
    let (index, next) = match tokens.get(at + 1) {
        Some(Token::Sign('.')) if action == "PartiQLSelect" => (Some(name(tokens.get(at + 2)?)?), at + 3),
        _ => (None, at + 1),
    };
    // What follows the table is a clause, and neither another table nor a name for this one.
    let follows = match action {
        "PartiQLSelect" => tokens.len() == next || is(next, "where") || is(next, "order"),
        "PartiQLInsert" => is(next, "value"),
        "PartiQLUpdate" => is(next, "set") || is(next, "remove"),
        _ => is(next, "where"),
    };
    follows.then_some(Statement { action, table, index, next })
}

/// A table's or index's name: quoted, or bare as it was written.
fn name(token: &Token) -> Option<String> {
    match token {
        Token::Name(name) => Some(name.clone()),
        Token::Word(name) if !RESERVED.iter().any(|word| token.is(word)) => Some(name.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
