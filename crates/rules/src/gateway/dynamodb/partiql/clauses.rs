//! The clauses of a statement: whose items it touches and which attributes it names, where it is one of the plain forms.
//! AWS: the developer guide, "PartiQL select statements for DynamoDB", and those for insert, update and delete.
//!
//! What is not wholly understood is nothing: then neither keys nor attributes can be told.

use std::collections::BTreeSet;

use super::super::{Node, item};
use super::RESERVED;
use super::tokens::Token;

/// How deep brackets may stand within each other.
const DEEPEST: usize = 32;

/// What is told of a statement.
#[derive(Debug, Default, PartialEq)]
pub struct Told {
    /// The values to which it binds the partition key; nothing where it does not.
    pub keys: Option<BTreeSet<String>>,
    /// The top-level attributes that it names.
    pub names: BTreeSet<String>,
    /// Whether it gives back others too.
    pub gives_others: bool,
}

/// Reads what follows the table, and before it of a `select`. `key` is the name of the partition key of table or index.
pub fn told(tokens: &[Token], next: usize, key: &str, given: &[Node]) -> Option<Told> {
    // Which parameter a question mark is follows from its place: one too many or too few, and nothing does.
    if tokens.iter().filter(|token| **token == Token::Sign('?')).count() != given.len() {
        return None;
    }
    let mut clauses = Clauses { tokens, at: 1, key, given, depth: 0, told: Told::default() };
    let first = tokens.first()?;
    if first.is("select") {
        clauses.projection()?;
        clauses.at = next;
        if clauses.takes("where") {
            clauses.told.keys = clauses.any()?;
        }
        if clauses.takes("order") {
            clauses.takes("by").then_some(())?;
            clauses.order()?;
        }
        return clauses.ended();
    }
    clauses.at = next;
    if first.is("insert") {
        clauses.takes("value").then_some(())?;
        clauses.item()?;
        return clauses.ended();
    }
    if first.is("update") {
        clauses.changes()?;
    }
    clauses.takes("where").then_some(())?;
    clauses.told.keys = clauses.any()?;
    if clauses.takes("returning") {
        clauses.returning()?;
    }
    clauses.ended()
}

/// What an operand is, as far as it can be a key.
type Operand = Option<String>;

/// The values to which a condition binds the key.
type Bound = Option<BTreeSet<String>>;

struct Clauses<'a> {
    tokens: &'a [Token],
    at: usize,
    key: &'a str,
    given: &'a [Node],
    depth: usize,
    told: Told,
}

impl Clauses<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_it = self.peek().is_some_and(|token| token.is(word));
        self.at += usize::from(is_it);
        is_it
    }

    fn takes_sign(&mut self, sign: char) -> bool {
        let is_it = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(is_it);
        is_it
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        self.takes_sign(sign).then_some(())
    }

    fn ended(self) -> Option<Told> {
        (self.at == self.tokens.len()).then_some(self.told)
    }

    /// Runs one level deeper. Nothing where that is too deep.
    fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.depth += 1;
        let read = if self.depth > DEEPEST { None } else { read(self) };
        self.depth -= 1;
        read
    }

    /// `*`, or paths; up to the table.
    fn projection(&mut self) -> Option<()> {
        if self.takes_sign('*') {
            self.told.gives_others = true;
        } else {
            self.path()?;
            while self.takes_sign(',') {
                self.path()?;
            }
        }
        self.takes("from").then_some(())
    }

    fn order(&mut self) -> Option<()> {
        loop {
            self.path()?;
            if !self.takes("asc") {
                self.takes("desc");
            }
            if !self.takes_sign(',') {
                return Some(());
            }
        }
    }

    /// `ALL OLD *` and the like. What was changed alone has been named.
    fn returning(&mut self) -> Option<()> {
        let is_all = self.takes("all");
        (is_all || self.takes("modified")).then_some(())?;
        (self.takes("old") || self.takes("new")).then_some(())?;
        self.told.gives_others |= is_all;
        self.sign('*')
    }

    /// `SET path = value …`, `REMOVE path …`; one after the other.
    fn changes(&mut self) -> Option<()> {
        let mut has_any = false;
        loop {
            if self.takes("set") {
                self.path()?;
                self.sign('=')?;
                self.sum()?;
            } else if self.takes("remove") {
                self.path()?;
            } else {
                return has_any.then_some(());
            }
            has_any = true;
            while self.takes_sign(',') {
                self.path()?;
                if self.takes_sign('=') {
                    self.sum()?;
                }
            }
        }
    }

    /// `{'name': value, …}`, no name twice.
    fn item(&mut self) -> Option<()> {
        self.sign('{')?;
        loop {
            let Some(Token::Text(name)) = self.peek().cloned() else { return None };
            self.at += 1;
            self.sign(':')?;
            let value = self.operand()?;
            if name == self.key {
                self.told.keys = Some(BTreeSet::from([value?]));
            }
            self.told.names.insert(name).then_some(())?;
            if !self.takes_sign(',') {
                return self.sign('}');
            }
        }
    }

    /// Conditions of which one must hold: bound is what all of them bind.
    fn any(&mut self) -> Option<Bound> {
        let mut bound = self.all()?;
        while self.takes("or") {
            let other = self.all()?;
            bound = match (bound, other) {
                (Some(one), Some(other)) => Some(&one | &other),
                _ => None,
            };
        }
        Some(bound)
    }

    /// Conditions that all must hold: bound is what any of them binds.
    fn all(&mut self) -> Option<Bound> {
        let mut bound = self.condition()?;
        while self.takes("and") {
            bound = match (bound, self.condition()?) {
                (Some(one), Some(other)) => Some(&one | &other),
                (one, other) => one.or(other),
            };
        }
        Some(bound)
    }

    fn condition(&mut self) -> Option<Bound> {
        if self.takes_sign('(') {
            let bound = self.within(Self::any)?;
            self.sign(')')?;
            return Some(bound);
        }
        if self.is_call() {
            self.call()?;
            if let Some(Token::Sign('=' | '<' | '>' | '!')) = self.peek() {
                self.comparison()?;
                self.sum()?;
            }
            return Some(None);
        }
        let is_key = self.path()?;
        if self.takes("between") {
            self.operand()?;
            self.takes("and").then_some(())?;
            self.operand()?;
            return Some(None);
        }
        if self.takes("in") {
            let values = self.list()?;
            return Some(if is_key { values.into_iter().collect() } else { None });
        }
        if self.takes("is") {
            self.takes("not");
            return (self.takes("missing") || self.takes("null")).then_some(None);
        }
        let is_equal = self.comparison()?;
        let value = self.sum()?;
        Some(value.filter(|_| is_key && is_equal).map(|value| BTreeSet::from([value])))
    }

    /// A sign of comparison: whether it is that of equality.
    fn comparison(&mut self) -> Option<bool> {
        if self.takes_sign('=') {
            return Some(true);
        }
        if self.takes_sign('<') {
            _ = self.takes_sign('=') || self.takes_sign('>');
            return Some(false);
        }
        if self.takes_sign('>') {
            self.takes_sign('=');
            return Some(false);
        }
        if self.takes_sign('!') {
            return self.sign('=').map(|()| false);
        }
        None
    }

    /// A list of operands, in either brackets.
    fn list(&mut self) -> Option<Vec<Operand>> {
        let end = if self.takes_sign('[') { ']' } else { self.sign('(').map(|()| ')')? };
        let mut values = vec![self.operand()?];
        while self.takes_sign(',') {
            values.push(self.operand()?);
        }
        self.sign(end)?;
        Some(values)
    }

    /// What is set or compared with: an operand, a path or a call; several of them make no key.
    fn sum(&mut self) -> Option<Operand> {
        let mut value = self.term()?;
        while self.takes_sign('+') || self.takes_sign('-') {
            self.term()?;
            value = None;
        }
        Some(value)
    }

    fn term(&mut self) -> Option<Operand> {
        if self.is_call() {
            return self.within(Self::call).map(|()| None);
        }
        if self.is_path() {
            return self.path().map(|_| None);
        }
        self.operand()
    }

    /// Whether what comes is a bare word before a bracket.
    fn is_call(&self) -> bool {
        matches!(self.peek(), Some(Token::Word(_))) && self.tokens.get(self.at + 1) == Some(&Token::Sign('('))
    }

    fn call(&mut self) -> Option<()> {
        const FUNCTIONS: [&str; 7] =
            ["begins_with", "contains", "attribute_type", "size", "list_append", "set_add", "set_delete"];
        let is_known = FUNCTIONS.iter().any(|name| self.peek().is_some_and(|token| token.is(name)));
        is_known.then_some(())?;
        self.at += 1;
        self.sign('(')?;
        self.sum()?;
        while self.takes_sign(',') {
            self.sum()?;
        }
        self.sign(')')
    }

    fn is_path(&self) -> bool {
        match self.peek() {
            Some(Token::Name(_)) => true,
            Some(token @ Token::Word(_)) => !CONSTANTS.iter().any(|constant| token.is(constant)),
            _ => false,
        }
    }

    /// An attribute, or one within it: whether it is the partition key.
    fn path(&mut self) -> Option<bool> {
        let top = self.name()?;
        let is_key = top == self.key;
        self.told.names.insert(top);
        let mut is_within = false;
        loop {
            if self.takes_sign('.') {
                self.name()?;
            } else if self.takes_sign('[') {
                let Some(Token::Number(_)) = self.peek() else { return None };
                self.at += 1;
                self.sign(']')?;
            } else {
                return Some(is_key && !is_within);
            }
            is_within = true;
        }
    }

    /// A name: in quotes, or a bare word that is none of the language.
    fn name(&mut self) -> Option<String> {
        let name = match self.peek()? {
            Token::Name(name) => name.clone(),
            token @ Token::Word(word) => {
                let mut words = RESERVED.iter().chain(&CONSTANTS).chain(&WORDS);
                words.all(|known| !token.is(known)).then(|| word.clone())?
            }
            _ => return None,
        };
        self.at += 1;
        Some(name)
    }

    /// A value, given or written: its text where it can be a key.
    fn operand(&mut self) -> Option<Operand> {
        let at = self.at;
        let token = self.peek()?.clone();
        self.at += 1;
        match token {
            Token::Sign('?') => {
                let before = self.tokens[..at].iter().filter(|token| **token == Token::Sign('?')).count();
                self.given.get(before).map(item::scalar)
            }
            Token::Text(text) => Some(Some(text)),
            Token::Number(number) => Some(item::number(&number)),
            Token::Sign('-') => {
                let Some(Token::Number(number)) = self.peek().cloned() else { return None };
                self.at += 1;
                Some(item::number(&format!("-{number}")))
            }
            Token::Sign('{') => {
                self.at = at;
                self.within(Self::structure).map(|()| None)
            }
            Token::Sign('[') if self.takes_sign(']') => Some(None),
            Token::Sign('[') => {
                self.at = at;
                self.within(Self::list).map(|_| None)
            }
            token if CONSTANTS.iter().any(|constant| token.is(constant)) => Some(None),
            _ => None,
        }
    }

    /// A map within an item.
    fn structure(&mut self) -> Option<()> {
        self.sign('{')?;
        if self.takes_sign('}') {
            return Some(());
        }
        loop {
            let Some(Token::Text(_)) = self.peek() else { return None };
            self.at += 1;
            self.sign(':')?;
            self.operand()?;
            if !self.takes_sign(',') {
                return self.sign('}');
            }
        }
    }
}

const CONSTANTS: [&str; 4] = ["true", "false", "null", "missing"];

/// Words that join clauses and conditions.
const WORDS: [&str; 22] = [
    "where",
    "order",
    "by",
    "set",
    "remove",
    "returning",
    "value",
    "and",
    "or",
    "not",
    "between",
    "in",
    "is",
    "as",
    "at",
    "asc",
    "desc",
    "like",
    "escape",
    "case",
    "all",
    "modified",
];
