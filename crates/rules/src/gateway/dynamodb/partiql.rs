//! Statements of PartiQL: what they do, and to which table or index. Nothing is told of keys and attributes, so whoever has a
//! policy that looks at these is refused.
//! AWS: the developer guide, "PartiQL - a SQL-compatible query language for Amazon DynamoDB"; "IAM security policies with
//! PartiQL for DynamoDB".

use super::{
    ATTRIBUTES, FULL_SCAN, LEADING_KEYS, Members, Node, arn, check_members, invalid, list, required, table,
    wrong,
};
use crate::gateway::{Asked, Refusal, Request};

/// The members of a statement among several.
const OF_STATEMENT: [&str; 4] =
    ["Statement", "Parameters", "ConsistentRead", "ReturnValuesOnConditionCheckFailure"];

/// What statements ask for: the one of the request, or those in the list `within`.
pub fn asked(
    request: &Request<'_>,
    enclosing: &str,
    within: Option<&str>,
    members: &Members,
) -> Result<Vec<Asked>, Refusal> {
    let mut texts = Vec::new();
    match within {
        None => texts.push(required(members, "Statement")?),
        Some(within) => {
            for entry in list(members, within)? {
                let Node::Object(entry) = entry else { return Err(wrong(within)) };
                check_members(entry, &OF_STATEMENT)?;
                texts.push(required(entry, "Statement")?);
            }
        }
    }
    if texts.is_empty() {
        return Err(invalid("The request asks for nothing."));
    }
    let mut all = Vec::new();
    for text in texts {
        let unread = || invalid("Statement wasn't well formed, or does more than the gateway can judge.");
        let Statement { action, table: name, index } = statement(text).ok_or_else(unread)?;
        let mut place = table(request, &name)?;
        if let Some(index) = index {
            place = format!("{place}/index/{}", table(request, &index)?);
        }
        let mut asked = Asked::new(format!("dynamodb:{action}"), arn(request, &place));
        if enclosing == "ExecuteTransaction" {
            asked = asked.with("dynamodb:EnclosingOperation", enclosing);
        }
        asked.unsaid.extend([LEADING_KEYS, ATTRIBUTES, FULL_SCAN]);
        all.push(asked);
    }
    Ok(all)
}

/// What a statement does.
#[derive(Debug, PartialEq)]
struct Statement {
    action: &'static str,
    table: String,
    index: Option<String>,
}

#[derive(Debug, PartialEq)]
enum Token {
    /// In small letters.
    Word(String),
    /// In double quotes, or a bare word as it was written.
    Name(String),
    Other(char),
}

/// Bare words as they were written, by their places.
type Bare = Vec<(usize, String)>;

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

fn statement(text: &str) -> Option<Statement> {
    let (tokens, bare) = tokens(text)?;
    let word = |at: usize| match tokens.get(at) {
        Some(Token::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    let place = |at: usize| name(&tokens, &bare, at);
    let first = word(0)?;
    let (action, at, reserved) = match first {
        "select" => {
            let from = (0..tokens.len()).find(|at| word(*at) == Some("from"))?;
            ("PartiQLSelect", from + 1, vec![0, from])
        }
        "insert" if word(1) == Some("into") => ("PartiQLInsert", 2, vec![0, 1]),
        "update" => ("PartiQLUpdate", 1, vec![0]),
        "delete" if word(1) == Some("from") => ("PartiQLDelete", 2, vec![0, 1]),
        _ => return None,
    };
    let is_reserved = |at: usize| word(at).is_some_and(|word| RESERVED.contains(&word));
    if (0..tokens.len()).any(|at| is_reserved(at) && !reserved.contains(&at)) {
        return None;
    }
    let table = place(at)?;
    let (index, next) = match tokens.get(at + 1) {
        Some(Token::Other('.')) if action == "PartiQLSelect" => (Some(place(at + 2)?), at + 3),
        _ => (None, at + 1),
    };
    // What follows the table is a clause, and neither another table nor a name for this one.
    let follows = match action {
        "PartiQLSelect" => tokens.len() == next || matches!(word(next), Some("where" | "order")),
        "PartiQLInsert" => word(next) == Some("value"),
        "PartiQLUpdate" => matches!(word(next), Some("set" | "remove")),
        _ => word(next) == Some("where"),
    };
    follows.then_some(Statement { action, table, index })
}

/// A table's or index's name: quoted, or bare as it was written.
fn name(tokens: &[Token], bare: &Bare, at: usize) -> Option<String> {
    match tokens.get(at)? {
        Token::Name(name) => Some(name.clone()),
        Token::Word(word) if !RESERVED.contains(&word.as_str()) => {
            bare.iter().find(|(place, _)| *place == at).map(|(_, text)| text.clone())
        }
        _ => None,
    }
}

/// The tokens of a statement, and bare words as they were written. Nothing for what holds comments, several statements, or
/// signs that it has no use for.
fn tokens(text: &str) -> Option<(Vec<Token>, Bare)> {
    let (mut tokens, mut bare) = (Vec::new(), Vec::new());
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let Some(first) = rest.chars().next() else { return Some((tokens, bare)) };
        if rest.starts_with("--") || rest.starts_with("/*") {
            return None;
        }
        match first {
            '"' | '\'' => {
                let (inside, after) = quoted(rest, first)?;
                tokens.push(if first == '"' { Token::Name(inside) } else { Token::Other('\'') });
                rest = after;
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
                bare.push((tokens.len(), rest[..length].to_owned()));
                tokens.push(Token::Word(rest[..length].to_ascii_lowercase()));
                rest = &rest[length..];
            }
            '0'..='9'
            | '.'
            | ','
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | ':'
            | '?'
            | '*'
            | '='
            | '<'
            | '>'
            | '!'
            | '+'
            | '-'
            | '/' => {
                tokens.push(Token::Other(first));
                rest = &rest[1..];
            }
            _ => return None,
        }
    }
}

/// What stands between quotes, each of which within is doubled, and what comes after them.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut inside = String::new();
    let mut rest = &text[1..];
    loop {
        let (before, after) = rest.split_once(quote)?;
        inside.push_str(before);
        // A backslash may or may not be one.
        if before.contains('\\') {
            return None;
        }
        match after.strip_prefix(quote) {
            Some(more) => {
                inside.push(quote);
                rest = more;
            }
            None => return Some((inside, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::statement;

    #[test]
    fn a_statement_is_what_it_does_to_one_table() {
        let told = |text: &str| {
            statement(text).map(|found| {
                let index = found.index.map(|index| format!("/{index}")).unwrap_or_default();
                format!("{} {}{index}", found.action, found.table)
            })
        };
        for (text, expected) in [
            ("select * FROM \"Games\"", "PartiQLSelect Games"),
            ("select a, b.c from Games where id = 'x'", "PartiQLSelect Games"),
            (
                "select * FROM \"Games\".\"ByUser\" WHERE \"from\" = ? ORDER BY a DESC",
                "PartiQLSelect Games/ByUser",
            ),
            ("insert into \"Games\" VALUE {'id': 'a; DROP', 'n': 1}", "PartiQLInsert Games"),
            ("update \"Games\" SET a = 'it''s' WHERE id = ? RETURNING ALL OLD *", "PartiQLUpdate Games"),
            ("delete from Games WHERE id = ?", "PartiQLDelete Games"),
        ] {
            assert_eq!(told(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "select *",
            "select * FROM \"Games\", \"Others\"",
            "select * FROM Games g",
            "select * FROM Games AS g",
            "select * FROM (select * FROM Others)",
            "select * FROM Games WHERE id IN (select id FROM Others)",
            "select * FROM Games; delete from Games",
            "select * FROM Games -- WHERE",
            "select * FROM /* Others */ Games",
            "select * FROM Games JOIN Others",
            "select * FROM 'Games'",
            "select * FROM `Games`",
            "select * FROM \"Games",
            "select * FROM \"Games\\\"\" WHERE a = 1",
            "insert into Games << {} >>",
            "update Games.ByUser SET a = 1",
            "delete from Games",
            "EXISTS(select * FROM Games WHERE id = 1)",
            "EXEC Games",
            "ＳELECT * FROM Games",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
