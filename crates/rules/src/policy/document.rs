//! Documents: a text becomes matchers, or is refused as IAM refuses it.
//! AWS: the IAM user guide, "Grammar of the IAM JSON policy language"; the texts of MalformedPolicyDocument as IAM gives
//! them, where they are known, and else "Syntax errors in policy.".

use std::collections::BTreeSet;
use std::fmt;

use super::arn::{ArnPattern, NoArn};
use super::condition::Condition;
use super::context::Context;
use super::json::{self, Node};
use super::pattern::{Pattern, Reading};
use super::places::{self, Place};
use super::principal;
use super::statement::{Listed, Statement};

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What users, groups and roles may do; boundaries and session policies are of this kind too.
    Identity,
    /// Who may assume a role.
    Trust,
    /// Who may do what with a resource.
    Resource,
}

/// Why a document is refused: IAM's `MalformedPolicyDocument` with this text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(String);

impl Malformed {
    pub(super) fn new(text: impl Into<String>) -> Malformed {
        Malformed(text.into())
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Malformed {}

/// The text where nothing better is known.
pub(super) fn syntax() -> Malformed {
    Malformed::new("Syntax errors in policy.")
}

pub(super) fn no_vendor() -> Malformed {
    Malformed::new("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
}

/// The length of a document as IAM's limits count it: white space is free.
pub fn size(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// More than any limit of IAM lets in. AWS: the model's bound on policy documents.
const LONGEST: usize = 131_072;

/// A compiled document.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) statements: Vec<Statement>,
}

impl Document {
    /// Compiles a text. How long it may be differs by what it is kept for: the caller compares `size`.
    ///
    /// Errors: IAM's text for what is wrong first.
    pub fn parse(text: &str, kind: Kind) -> Result<Document, Malformed> {
        if text.len() > LONGEST {
            return Err(syntax());
        }
        if text.starts_with(char::is_whitespace) {
            return Err(Malformed::new("JSON strings must not have leading spaces"));
        }
        let Some(Node::Object(members)) = json::parse(text) else { return Err(syntax()) };
        let mut version = "2008-10-17";
        let mut statements = None;
        for (name, node) in &members {
            match name.as_str() {
                "Version" => version = node.string().ok_or_else(syntax)?,
                "Id" => drop(node.string().ok_or_else(syntax)?),
                "Statement" => statements = Some(node),
                _ => return Err(syntax()),
            }
        }
        let has_variables = match version {
            "2012-10-17" => true,
            "2008-10-17" => false,
            _ => return Err(syntax()),
        };
        let one;
        let nodes = match statements {
            Some(Node::List(nodes)) if !nodes.is_empty() => nodes,
            Some(Node::Object(members)) => {
                one = vec![Node::Object(members.clone())];
                &one
            }
            _ => return Err(syntax()),
        };
        let reader = Reader { kind, has_variables };
        let mut statements: Vec<Statement> =
            nodes.iter().map(|node| reader.statement(node)).collect::<Result<_, _>>()?;
        for (statement, place) in statements.iter_mut().zip(places::of_statements(text)) {
            statement.place = place;
        }
        let mut sids = BTreeSet::new();
        let is_unique =
            statements.iter().filter_map(|statement| statement.sid.as_ref()).all(|sid| sids.insert(sid));
        if !is_unique {
            return Err(Malformed::new("Statement IDs (SID) in a single policy must be unique."));
        }
        Ok(Document { statements })
    }

    /// How many statements it has.
    pub fn len(&self) -> usize {
        self.statements.len()
    }

    /// Whether it has none, which no document is let in with.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// Whether what it says of an action on a resource hangs on keys that begin so, in lower case.
    pub fn leans_on(&self, prefix: &str, (action, resource): (&str, &str), context: &Context) -> bool {
        let action = action.to_lowercase();
        self.statements.iter().any(|statement| statement.leans_on(prefix, (&action, resource), context))
    }

    /// The condition keys that its conditions and variables look at, as they are written.
    pub fn keys(&self) -> BTreeSet<&str> {
        self.statements.iter().flat_map(Statement::keys).collect()
    }
}

/// A string, or a list of them.
pub(super) fn strings(node: &Node) -> Result<Vec<&str>, Malformed> {
    match node {
        Node::List(list) => list.iter().map(|node| node.string().ok_or_else(syntax)).collect(),
        node => Ok(vec![node.string().ok_or_else(syntax)?]),
    }
}

/// Reads statements of one document.
struct Reader {
    kind: Kind,
    has_variables: bool,
}

/// The elements of a statement as they are written.
#[derive(Default)]
struct Elements<'a> {
    sid: Option<&'a str>,
    effect: Option<&'a str>,
    principal: Option<(bool, &'a Node)>,
    action: Option<(bool, &'a Node)>,
    resource: Option<(bool, &'a Node)>,
    conditions: Option<&'a Node>,
}

impl<'a> Elements<'a> {
    fn read(node: &'a Node) -> Result<Elements<'a>, Malformed> {
        let Node::Object(members) = node else { return Err(syntax()) };
        let mut elements = Elements::default();
        for (name, node) in members {
            let (place, is_not) = match name.as_str() {
                "Sid" => {
                    elements.sid = Some(node.string().ok_or_else(syntax)?);
                    continue;
                }
                "Effect" => {
                    elements.effect = Some(node.string().ok_or_else(syntax)?);
                    continue;
                }
                "Condition" => {
                    elements.conditions = Some(node);
                    continue;
                }
                "Principal" => (&mut elements.principal, false),
                "NotPrincipal" => (&mut elements.principal, true),
                "Action" => (&mut elements.action, false),
                "NotAction" => (&mut elements.action, true),
                "Resource" => (&mut elements.resource, false),
                "NotResource" => (&mut elements.resource, true),
                _ => return Err(syntax()),
            };
            // An element and its complement exclude each other.
            if place.replace((is_not, node)).is_some() {
                return Err(syntax());
            }
        }
        Ok(elements)
    }
}

impl Reader {
    fn statement(&self, node: &Node) -> Result<Statement, Malformed> {
        let elements = Elements::read(node)?;
        let is_allow = match elements.effect {
            Some("Allow") => true,
            Some("Deny") => false,
            _ => return Err(syntax()),
        };
        if elements.sid.is_some_and(|sid| !self.is_sid(sid)) {
            return Err(Malformed::new(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
            ));
        }
        Ok(Statement {
            sid: elements.sid.filter(|sid| !sid.is_empty()).map(str::to_owned),
            is_allow,
            principals: self.principals(elements.principal)?,
            actions: self.actions(elements.action)?,
            resources: self.resources(elements.resource)?,
            conditions: self.conditions(elements.conditions)?,
            place: Place::default(),
        })
    }

    /// AWS: services have rules of their own for what they keep themselves.
    fn is_sid(&self, sid: &str) -> bool {
        self.kind == Kind::Resource || sid.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }

    fn principals(
        &self,
        element: Option<(bool, &Node)>,
    ) -> Result<Option<Listed<principal::Named>>, Malformed> {
        match (self.kind, element) {
            (Kind::Identity, None) => Ok(None),
            (Kind::Identity, Some(_)) => {
                Err(Malformed::new("Policy document should not specify a principal."))
            }
            (Kind::Trust, Some((true, _))) => Err(Malformed::new("Has prohibited field NotPrincipal")),
            (_, None) => Err(Malformed::new("Missing required field Principal")),
            (_, Some((is_not, node))) => Ok(Some(Listed { is_not, members: principal::read(node)? })),
        }
    }

    fn actions(&self, element: Option<(bool, &Node)>) -> Result<Listed<Pattern>, Malformed> {
        let missing = || Malformed::new("Policy statement must contain actions.");
        let (is_not, node) = element.ok_or_else(missing)?;
        let texts = strings(node)?;
        if texts.is_empty() {
            return Err(missing());
        }
        let reading = Reading { has_wildcards: true, has_variables: false };
        let compile = |text: &&str| {
            self.check_action(text)?;
            Pattern::compile(&text.to_ascii_lowercase(), reading).map_err(|_| syntax())
        };
        Ok(Listed { is_not, members: texts.iter().map(compile).collect::<Result<_, _>>()? })
    }

    fn check_action(&self, text: &str) -> Result<(), Malformed> {
        if self.kind == Kind::Trust {
            let is_ours = text.get(..4).is_some_and(|vendor| vendor.eq_ignore_ascii_case("sts:"));
            let only = "AssumeRole policy may only specify STS AssumeRole actions.";
            return if is_ours { Ok(()) } else { Err(Malformed::new(only)) };
        }
        if text == "*" {
            return Ok(());
        }
        let (vendor, name) = text.split_once(':').ok_or_else(no_vendor)?;
        if name.contains(':') {
            return Err(Malformed::new("Actions/Condition can contain only one colon."));
        }
        let is_vendor = !vendor.is_empty()
            && vendor.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.*".contains(&byte));
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
        match (is_vendor, is_name) {
            (false, _) => Err(Malformed::new(format!("Vendor {vendor} is not valid"))),
            (_, false) => Err(syntax()),
            _ => Ok(()),
        }
    }

    fn resources(&self, element: Option<(bool, &Node)>) -> Result<Option<Listed<ArnPattern>>, Malformed> {
        let missing = || Malformed::new("Policy statement must contain resources.");
        let (is_not, node) = match (self.kind, element) {
            (Kind::Trust, None) => return Ok(None),
            (Kind::Trust, Some((is_not, _))) => {
                let name = if is_not { "NotResource" } else { "Resource" };
                return Err(Malformed::new(format!("Has prohibited field {name}")));
            }
            (_, element) => element.ok_or_else(missing)?,
        };
        let texts = strings(node)?;
        if texts.is_empty() {
            return Err(missing());
        }
        let members = texts.iter().map(|text| self.resource(text)).collect::<Result<_, _>>()?;
        Ok(Some(Listed { is_not, members }))
    }

    fn resource(&self, text: &str) -> Result<ArnPattern, Malformed> {
        let pattern = ArnPattern::compile(text, self.has_variables).map_err(|why| match why {
            NoArn::Form => Malformed::new(format!("Resource {text} must be in ARN format or \"*\".")),
            NoArn::Parts => Malformed::new("The policy failed legacy parsing"),
            NoArn::Variable => syntax(),
        })?;
        // AWS: a variable may stand in a resource's own name alone.
        if pattern.has_early_variable() {
            return Err(Malformed::new("The policy failed legacy parsing"));
        }
        Ok(pattern)
    }

    fn conditions(&self, element: Option<&Node>) -> Result<Vec<Condition>, Malformed> {
        let mut conditions = Vec::new();
        let Some(element) = element else { return Ok(conditions) };
        let Node::Object(operators) = element else { return Err(syntax()) };
        for (operator, node) in operators {
            let Node::Object(keys) = node else { return Err(syntax()) };
            for (key, values) in keys {
                conditions.push(Condition::compile(operator, key, values, self.has_variables)?);
            }
        }
        Ok(conditions)
    }
}
