//! What a verified response says, read from its canonical bytes.
//! OASIS: saml-core-2.0-os sections 2.3 to 2.7.

use jiff::Timestamp;
use roxmltree::Node;
use serde::{Deserialize, Serialize};

use super::Refusal;
use super::layout::{ASSERTION, PROTOCOL, parsed};

/// A verified response. Its own attributes are there only where the response itself is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Where it was to be given.
    pub destination: Option<String>,
    /// The request that it answers.
    pub in_response_to: Option<String>,
    /// Its status code; success where the assertion alone is signed.
    pub status: String,
    /// What it says.
    pub assertion: Assertion,
}

/// A verified assertion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assertion {
    /// Its ID, which serves once.
    pub id: String,
    /// The provider's entity id.
    pub issuer: String,
    /// When it was made, in epoch seconds.
    pub issued_at: i64,
    /// Whom it is about.
    pub name_id: NameId,
    /// How they were confirmed.
    pub confirmations: Vec<Confirmation>,
    /// From when on it is good, and until when, in epoch seconds.
    pub not_before: Option<i64>,
    /// See `not_before`.
    pub not_on_or_after: Option<i64>,
    /// For whom it is: each list must hold who takes it.
    pub audiences: Vec<Vec<String>>,
    /// The provider's session.
    pub session_index: Option<String>,
    /// When the provider's session ends, in epoch seconds.
    pub session_ends_at: Option<i64>,
    /// When they signed in there, in epoch seconds.
    pub authenticated_at: Option<i64>,
    /// How they signed in.
    pub authn_context: Option<String>,
    /// What else is said of them, in its order.
    pub attributes: Vec<(String, Vec<String>)>,
}

/// The name of a subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameId {
    /// The name itself.
    pub value: String,
    /// Its format.
    pub format: Option<String>,
    /// The qualifiers.
    pub name_qualifier: Option<String>,
    /// See `name_qualifier`.
    pub sp_name_qualifier: Option<String>,
}

/// How a subject was confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmation {
    /// The method's URI.
    pub method: String,
    /// Where the assertion is to be given.
    pub recipient: Option<String>,
    /// Until when, in epoch seconds.
    pub not_on_or_after: Option<i64>,
    /// From when on: a bearer's has none.
    pub not_before: Option<i64>,
    /// The request that is answered.
    pub in_response_to: Option<String>,
}

/// The status of what worked out.
const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";

/// The longest text of an attribute or a name.
const LONGEST: usize = 16_384;

/// Reads a response or an assertion.
pub(super) fn read(covered: &[u8]) -> Result<Response, Refusal> {
    let text = std::str::from_utf8(covered).map_err(|error| Refusal::Unreadable(error.to_string()))?;
    let document = parsed(text)?;
    let root = document.root_element();
    if root.has_tag_name((ASSERTION, "Assertion")) {
        let assertion = assertion(root)?;
        return Ok(Response {
            destination: None,
            in_response_to: None,
            status: SUCCESS.to_owned(),
            assertion,
        });
    }
    let layout = Refusal::Layout("its Assertion is not right below it");
    let node = child(root, ASSERTION, "Assertion")?.ok_or(layout)?;
    let status = child(root, PROTOCOL, "Status")?.map(|status| child(status, PROTOCOL, "StatusCode"));
    let status = status.transpose()?.flatten().and_then(|code| code.attribute("Value"));
    let status = status.unwrap_or_default();
    if status != SUCCESS {
        return Err(Refusal::Status(status.chars().take(128).collect()));
    }
    let attribute = |name| root.attribute(name).map(str::to_owned);
    if attribute("Version").as_deref() != Some("2.0") {
        return Err(Refusal::Layout("its version is not 2.0"));
    }
    Ok(Response {
        destination: attribute("Destination"),
        in_response_to: attribute("InResponseTo"),
        status: status.to_owned(),
        assertion: assertion(node)?,
    })
}

/// What a provider says of a sign-in that did not work out, before anybody has verified it: the innermost code, and its
/// sentence. It proves nothing, and takes nothing from anybody.
pub fn refusal(xml: &[u8]) -> Option<(String, Option<String>)> {
    let canonical = super::canonical(xml).ok()?;
    let document = parsed(&canonical).ok()?;
    let root = Some(document.root_element()).filter(|root| root.has_tag_name((PROTOCOL, "Response")))?;
    let status = child(root, PROTOCOL, "Status").ok()??;
    let mut code = child(status, PROTOCOL, "StatusCode").ok()??;
    let outer = code.attribute("Value").filter(|code| *code != SUCCESS)?;
    let mut name = outer;
    while let Some(inner) = child(code, PROTOCOL, "StatusCode").ok()? {
        code = inner;
        name = inner.attribute("Value").unwrap_or(name);
    }
    let message = child(status, PROTOCOL, "StatusMessage").ok()?.and_then(|node| text(node).ok());
    let short = |text: &str| text.chars().take(256).collect::<String>();
    Some((short(name), message.map(|text| short(text.trim())).filter(|text| !text.is_empty())))
}

fn assertion(node: Node<'_, '_>) -> Result<Assertion, Refusal> {
    if node.attribute("Version") != Some("2.0") {
        return Err(Refusal::Layout("its version is not 2.0"));
    }
    let mut read = Assertion {
        id: node.attribute("ID").unwrap_or_default().to_owned(),
        issuer: child(node, ASSERTION, "Issuer")?.map(text).transpose()?.unwrap_or_default(),
        issued_at: time(node, "IssueInstant")?.ok_or(Refusal::Layout("it does not say when it was made"))?,
        ..Assertion::default()
    };
    if let Some(subject) = child(node, ASSERTION, "Subject")? {
        subject_of(subject, &mut read)?;
    }
    if let Some(conditions) = child(node, ASSERTION, "Conditions")? {
        conditions_of(conditions, &mut read)?;
    }
    for statement in elements(node) {
        match statement.tag_name().name() {
            // AWS: the first says which session it is.
            "AuthnStatement" if read.authn_context.is_some() || read.session_index.is_some() => {}
            "AuthnStatement" => {
                read.session_index = statement.attribute("SessionIndex").map(str::to_owned);
                read.session_ends_at = time(statement, "SessionNotOnOrAfter")?;
                read.authenticated_at = time(statement, "AuthnInstant")?;
                let context = child(statement, ASSERTION, "AuthnContext")?;
                let class = context.map(|context| child(context, ASSERTION, "AuthnContextClassRef"));
                read.authn_context = class.transpose()?.flatten().map(text).transpose()?;
            }
            "AttributeStatement" => attributes_of(statement, &mut read)?,
            _ => {}
        }
    }
    Ok(read)
}

fn subject_of(subject: Node<'_, '_>, read: &mut Assertion) -> Result<(), Refusal> {
    if let Some(name) = child(subject, ASSERTION, "NameID")? {
        read.name_id = name_id(name)?;
    }
    for confirmation in elements(subject).filter(|n| n.has_tag_name((ASSERTION, "SubjectConfirmation"))) {
        let mut one = Confirmation {
            method: confirmation.attribute("Method").unwrap_or_default().to_owned(),
            ..Confirmation::default()
        };
        if let Some(data) = child(confirmation, ASSERTION, "SubjectConfirmationData")? {
            one.recipient = data.attribute("Recipient").map(str::to_owned);
            one.in_response_to = data.attribute("InResponseTo").map(str::to_owned);
            one.not_on_or_after = time(data, "NotOnOrAfter")?;
            one.not_before = time(data, "NotBefore")?;
        }
        read.confirmations.push(one);
    }
    Ok(())
}

pub(super) fn name_id(name: Node<'_, '_>) -> Result<NameId, Refusal> {
    let attribute = |key| name.attribute(key).map(str::to_owned);
    Ok(NameId {
        value: text(name)?.trim().to_owned(),
        format: attribute("Format"),
        name_qualifier: attribute("NameQualifier"),
        sp_name_qualifier: attribute("SPNameQualifier"),
    })
}

fn conditions_of(conditions: Node<'_, '_>, read: &mut Assertion) -> Result<(), Refusal> {
    read.not_before = time(conditions, "NotBefore")?;
    read.not_on_or_after = time(conditions, "NotOnOrAfter")?;
    for condition in elements(conditions) {
        match condition.tag_name().name() {
            "AudienceRestriction" => {
                read.audiences.push(elements(condition).map(text).collect::<Result<_, _>>()?);
            }
            // Kept for one use, and not handed on: both so here anyway.
            "OneTimeUse" | "ProxyRestriction" => {}
            // OASIS: a condition that is not understood makes the assertion's validity unknown.
            _ => return Err(Refusal::Layout("it has a condition that is not understood")),
        }
    }
    Ok(())
}

fn attributes_of(statement: Node<'_, '_>, read: &mut Assertion) -> Result<(), Refusal> {
    for attribute in elements(statement).filter(|node| node.has_tag_name((ASSERTION, "Attribute"))) {
        let name = attribute.attribute("Name").unwrap_or_default().to_owned();
        let values = elements(attribute).map(text).collect::<Result<Vec<String>, Refusal>>()?;
        match read.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => known.extend(values),
            None => read.attributes.push((name, values)),
        }
    }
    Ok(())
}

pub(super) fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// The only child of a name. Two of what there can be one of are none that can be trusted.
pub(super) fn child<'a, 'i>(
    node: Node<'a, 'i>,
    space: &str,
    name: &str,
) -> Result<Option<Node<'a, 'i>>, Refusal> {
    let mut found = elements(node).filter(|child| child.has_tag_name((space, name)));
    match (found.next(), found.next()) {
        (one, None) => Ok(one),
        _ => Err(Refusal::Layout("an element is there twice")),
    }
}

/// All the text of an element that holds nothing but text.
pub(super) fn text(node: Node<'_, '_>) -> Result<String, Refusal> {
    // An EPPN or a NameID as an attribute's value: its own text.
    let mut node = node;
    while let Some(inner) = node.children().find(Node::is_element) {
        if node.children().count() != 1 {
            return Err(Refusal::Layout("a text holds elements"));
        }
        node = inner;
    }
    let text: String = node.children().filter_map(|child| child.text()).collect();
    match text.len() > LONGEST || text.chars().any(|c| c == '\0') {
        true => Err(Refusal::Unreadable("a text is too long".to_owned())),
        false => Ok(text),
    }
}

/// A moment in epoch seconds. OASIS: in UTC.
pub(super) fn time(node: Node<'_, '_>, name: &str) -> Result<Option<i64>, Refusal> {
    let Some(written) = node.attribute(name) else { return Ok(None) };
    let moment: Timestamp = written.parse().map_err(|_| Refusal::Unreadable(format!("{name} is no time")))?;
    Ok(Some(moment.as_second()))
}
