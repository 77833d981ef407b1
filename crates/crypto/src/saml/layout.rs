//! The only layouts that are accepted: of a response one assertion below it, open or encrypted; of all that is signed,
//! signatures right below what they cover.
//! OASIS: saml-core-2.0-os section 5.4; W3C: XML Signature Best Practices.

use std::ops::Range;

use roxmltree::{Document, Node, ParsingOptions};

use super::Refusal;

/// The namespaces.
pub(super) const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
pub(super) const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
pub(super) const SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#";

pub(super) const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
pub(super) const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

/// What may sign. SHA-1 is no proof any more.
pub(super) const METHODS: [&str; 6] = [
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
];

const DIGESTS: [&str; 3] = [
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
];

/// Elements in a message, and how deep they may lie: a parser's stack is not a caller's to fill.
const MOST_NODES: u32 = 5_000;
pub(super) const DEEPEST: usize = 32;

/// What is signed, in the order of the document.
pub(super) struct Layout {
    pub signatures: Vec<Signed>,
}

/// An element that holds a signature.
pub(super) struct Signed {
    /// Its ID.
    pub id: String,
    /// The InclusiveNamespaces of its canonical form.
    pub prefixes: Vec<String>,
}

/// A response whose assertion is encrypted.
pub(super) struct Closed {
    /// Where the encrypted assertion stands.
    pub at: Range<usize>,
    /// Where the response's signature stands, if it has one.
    pub signature_at: Option<Range<usize>>,
    /// What that signature covers.
    pub layout: Layout,
}

/// Refuses what a message has no use for: a document type, comments, processing instructions, depth.
pub(super) fn check_plain(text: &str) -> Result<(), Refusal> {
    let unreadable = |why: &str| Err(Refusal::Unreadable(why.to_owned()));
    let document = parsed(text)?;
    for node in document.descendants() {
        if node.is_comment() || node.is_pi() {
            return unreadable("it has a comment or a processing instruction");
        }
        if node.ancestors().nth(DEEPEST).is_some() {
            return unreadable("it is too deep");
        }
    }
    Ok(())
}

/// A document within the limits.
pub(super) fn parsed(text: &str) -> Result<Document<'_>, Refusal> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| Refusal::Unreadable(error.to_string()))
}

/// Whether a canonical response has an encrypted assertion, wherever.
pub(super) fn is_closed(canonical: &str) -> Result<bool, Refusal> {
    let document = parsed(canonical)?;
    let found = document.descendants().any(|node| node.tag_name().name() == "EncryptedAssertion");
    Ok(found)
}

/// Checks the layout of a canonical response. Whoever asks sees to it that something of it is signed.
pub(super) fn check(canonical: &str) -> Result<Layout, Refusal> {
    let document = parsed(canonical)?;
    let response = response(&document)?;
    let all = || document.descendants().filter(Node::is_element);
    if all().any(|node| node.tag_name().name() == "EncryptedAssertion") {
        return Err(Refusal::Encrypted);
    }
    // By name alone: an assertion of a foreign namespace has no business here either.
    let mut assertions = all().filter(|node| node.tag_name().name() == "Assertion");
    let (Some(assertion), None) = (assertions.next(), assertions.next()) else {
        return Err(Refusal::Layout("it has not just one Assertion"));
    };
    if !assertion.has_tag_name((ASSERTION, "Assertion")) || assertion.parent() != Some(response) {
        return Err(Refusal::Layout("its Assertion is not right below it"));
    }
    signatures(&document, &[response, assertion]).map(|signatures| Layout { signatures })
}

/// Whether a canonical document is an assertion and no response.
pub(super) fn is_bare(canonical: &str) -> Result<bool, Refusal> {
    Ok(parsed(canonical)?.root_element().tag_name().name() == "Assertion")
}

/// Checks the layout of a canonical assertion that stands for itself: it holds no other one and no message.
pub(super) fn check_bare(canonical: &str) -> Result<Layout, Refusal> {
    let document = parsed(canonical)?;
    let root = document.root_element();
    if !root.has_tag_name((ASSERTION, "Assertion")) {
        return Err(Refusal::Layout("its root is no Assertion"));
    }
    check_ids(&document)?;
    let strange = ["Assertion", "EncryptedAssertion", "Response"];
    let mut below = root.descendants().filter(|node| node.is_element() && *node != root);
    if below.any(|node| strange.contains(&node.tag_name().name())) {
        return Err(Refusal::Layout("it has not just one Assertion"));
    }
    signatures(&document, &[root]).map(|signatures| Layout { signatures })
}

/// Checks the layout of a canonical response whose assertion is encrypted: nothing but the response itself may be signed
/// then, since nobody can see what the rest says.
pub(super) fn check_closed(canonical: &str) -> Result<Closed, Refusal> {
    let document = parsed(canonical)?;
    let response = response(&document)?;
    let all = || document.descendants().filter(Node::is_element);
    if all().any(|node| node.tag_name().name() == "Assertion") {
        return Err(Refusal::Layout("it has an Assertion beside the encrypted one"));
    }
    let mut closed = all().filter(|node| node.tag_name().name() == "EncryptedAssertion");
    let (Some(node), None) = (closed.next(), closed.next()) else {
        return Err(Refusal::Layout("it has not just one EncryptedAssertion"));
    };
    if !node.has_tag_name((ASSERTION, "EncryptedAssertion")) || node.parent() != Some(response) {
        return Err(Refusal::Layout("its EncryptedAssertion is not right below it"));
    }
    let signatures = signatures(&document, &[response])?;
    let signature_at = children(response, "Signature").next().map(|signature| signature.range());
    Ok(Closed { at: node.range(), signature_at, layout: Layout { signatures } })
}

/// Checks the layout of a canonical message of another name than Response, which holds no assertion.
pub(super) fn check_message(canonical: &str, name: &'static str) -> Result<Layout, Refusal> {
    let document = parsed(canonical)?;
    let root = document.root_element();
    if !root.has_tag_name((PROTOCOL, name)) {
        return Err(Refusal::Layout("its root is another message"));
    }
    check_ids(&document)?;
    let strange = ["Assertion", "EncryptedAssertion", "Response", "LogoutRequest", "LogoutResponse"];
    let mut below = root.descendants().filter(|node| node.is_element() && *node != root);
    if below.any(|node| strange.contains(&node.tag_name().name())) {
        return Err(Refusal::Layout("it holds another message"));
    }
    signatures(&document, &[root]).map(|signatures| Layout { signatures })
}

/// The root, where it is a response and the only one.
fn response<'a, 'i>(document: &'a Document<'i>) -> Result<Node<'a, 'i>, Refusal> {
    let response = document.root_element();
    if !response.has_tag_name((PROTOCOL, "Response")) {
        return Err(Refusal::Layout("its root is no Response"));
    }
    check_ids(document)?;
    let elements = document.descendants().filter(Node::is_element);
    match elements.filter(|node| node.tag_name().name() == "Response").count() {
        1 => Ok(response),
        _ => Err(Refusal::Layout("it holds another Response")),
    }
}

/// All signatures, each right below one of these, which has no second one.
fn signatures(document: &Document<'_>, holders: &[Node<'_, '_>]) -> Result<Vec<Signed>, Refusal> {
    let all =
        document.descendants().filter(|node| node.is_element() && node.tag_name().name() == "Signature");
    let found: Vec<Signed> = all.map(|signature| signed(signature, holders)).collect::<Result<_, _>>()?;
    match holders.iter().any(|holder| children(*holder, "Signature").count() > 1) {
        true => Err(Refusal::Layout("it is signed twice")),
        false => Ok(found),
    }
}

/// Every ID is there once, whatever the case of its name: what one parser takes for an ID, no other takes for nothing.
fn check_ids(document: &Document<'_>) -> Result<(), Refusal> {
    let attributes = document.descendants().flat_map(|node| node.attributes());
    let mut ids: Vec<&str> =
        attributes.filter(|a| a.name().eq_ignore_ascii_case("id")).map(|a| a.value()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    match ids.len() == count && !ids.contains(&"") {
        true => Ok(()),
        false => Err(Refusal::Layout("an ID is there twice")),
    }
}

/// Checks one signature: right below what it covers, one reference to that, two transforms.
fn signed(signature: Node<'_, '_>, holders: &[Node<'_, '_>]) -> Result<Signed, Refusal> {
    let parent = signature.parent().filter(|parent| holders.contains(parent));
    let (Some(parent), true) = (parent, signature.tag_name().namespace() == Some(SIGNATURE)) else {
        return Err(Refusal::Layout("a Signature is where none belongs"));
    };
    if children(signature, "Object").next().is_some() {
        return Err(Refusal::Layout("a Signature holds an Object"));
    }
    let info = only(signature, "SignedInfo")?;
    only(signature, "SignatureValue")?;
    accepted(only(info, "CanonicalizationMethod")?, &[EXCLUSIVE])?;
    accepted(only(info, "SignatureMethod")?, &METHODS)?;
    let reference = only(info, "Reference")?;
    accepted(only(reference, "DigestMethod")?, &DIGESTS)?;
    only(reference, "DigestValue")?;
    let id = parent.attribute("ID").unwrap_or_default();
    if id.is_empty() || reference.attribute("URI") != Some(&format!("#{id}")) {
        return Err(Refusal::Layout("a Signature covers something else than what holds it"));
    }
    let transforms: Vec<_> = children(only(reference, "Transforms")?, "Transform").collect();
    let [first, second] = transforms.as_slice() else {
        return Err(Refusal::Layout("a Signature has not the two transforms"));
    };
    accepted(*first, &[ENVELOPED])?;
    accepted(*second, &[EXCLUSIVE])?;
    let inclusive = second.children().find(|node| node.has_tag_name((EXCLUSIVE, "InclusiveNamespaces")));
    let prefixes = inclusive.and_then(|node| node.attribute("PrefixList")).unwrap_or_default();
    let prefixes = prefixes.split_ascii_whitespace().map(str::to_owned).collect();
    Ok(Signed { id: id.to_owned(), prefixes })
}

/// The algorithm that an element names, where it is one of these.
pub(super) fn accepted(node: Node<'_, '_>, algorithms: &[&str]) -> Result<(), Refusal> {
    let named = node.attribute("Algorithm").unwrap_or_default();
    match algorithms.contains(&named) {
        true => Ok(()),
        false => Err(Refusal::Algorithm(named.chars().take(128).collect())),
    }
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.has_tag_name((SIGNATURE, name)))
}

fn only<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Result<Node<'a, 'i>, Refusal> {
    let mut found = children(node, name);
    match (found.next(), found.next()) {
        (Some(child), None) => Ok(child),
        _ => Err(Refusal::Layout("a Signature is not as XML Signature writes it")),
    }
}
