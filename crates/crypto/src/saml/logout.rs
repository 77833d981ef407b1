//! Words of logout that a provider has signed: its request to end a session, and its answer to ours.
//! OASIS: saml-core-2.0-os section 3.7, saml-profiles-2.0-os section 4.4.

use roxmltree::Node;

use super::bindings::Carried;
use super::claims::{NameId, child, elements, name_id, text, time};
use super::layout::{ASSERTION, PROTOCOL, check_message, parsed};
use super::{Refusal, canonical, cover};

/// How far two clocks may be apart, and how old a word may be, in seconds.
const SKEW_S: i64 = 300;

/// A word of logout that a provider has signed. What it says is judged by [`Word::judge`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its ID.
    pub id: String,
    /// The provider's entity id.
    pub issuer: String,
    /// Where it was to be given.
    pub destination: String,
    /// When it was made, in epoch seconds.
    pub issued_at: i64,
    /// What it says.
    pub said: Said,
}

/// What it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// That a session is to end.
    Ask {
        /// Whose.
        name_id: NameId,
        /// Which; all of theirs where there is none.
        sessions: Vec<String>,
        /// Until when the request is good, in epoch seconds.
        until: Option<i64>,
    },
    /// What became of our request.
    Answer {
        /// The request.
        in_response_to: String,
        /// Its status: the codes from the outermost on.
        status: Vec<String>,
    },
}

/// Verifies what came in a form (decoded, XML), with the certificates of its provider, DER.
///
/// Errors: those of [`super::verified`].
pub fn posted(xml: &[u8], is_request: bool, certificates: &[Vec<u8>]) -> Result<Word, Refusal> {
    let canonical = canonical(xml)?;
    let layout = check_message(&canonical, name(is_request))?;
    if layout.signatures.is_empty() {
        return Err(Refusal::Unsigned);
    }
    read(&cover(&canonical, &layout, certificates)?)
}

/// Verifies what came in a query.
///
/// Errors: those of [`super::verified`].
pub fn redirected(carried: &Carried, certificates: &[Vec<u8>]) -> Result<Word, Refusal> {
    carried.verify(certificates)?;
    let canonical = canonical(&carried.xml)?;
    // One inside would cover what the query's covers already; the binding forbids it, and nobody is to wonder which holds.
    if !check_message(&canonical, name(carried.is_request))?.signatures.is_empty() {
        return Err(Refusal::Layout("it is signed twice"));
    }
    read(canonical.as_bytes())
}

/// Who says to have sent a message, before anybody has verified it: whose certificates are to be asked.
pub fn claimed_issuer(xml: &[u8]) -> Result<String, Refusal> {
    let canonical = canonical(xml)?;
    let document = parsed(&canonical)?;
    child(document.root_element(), ASSERTION, "Issuer")?.map(text).transpose()?.ok_or(Refusal::Issuer)
}

fn name(is_request: bool) -> &'static str {
    if is_request { "LogoutRequest" } else { "LogoutResponse" }
}

fn read(covered: &[u8]) -> Result<Word, Refusal> {
    let text = std::str::from_utf8(covered).map_err(|error| Refusal::Unreadable(error.to_string()))?;
    let document = parsed(text)?;
    let root = document.root_element();
    if root.attribute("Version") != Some("2.0") {
        return Err(Refusal::Layout("its version is not 2.0"));
    }
    let attribute = |name: &str| root.attribute(name).unwrap_or_default().to_owned();
    Ok(Word {
        id: attribute("ID"),
        issuer: child(root, ASSERTION, "Issuer")?.map(super::claims::text).transpose()?.unwrap_or_default(),
        destination: attribute("Destination"),
        issued_at: time(root, "IssueInstant")?.ok_or(Refusal::Layout("it does not say when it was made"))?,
        said: if root.has_tag_name((PROTOCOL, "LogoutRequest")) { asked(root)? } else { answered(root)? },
    })
}

fn asked(root: Node<'_, '_>) -> Result<Said, Refusal> {
    let name = child(root, ASSERTION, "NameID")?.map(name_id).transpose()?.unwrap_or_default();
    let indexes = elements(root).filter(|node| node.has_tag_name((PROTOCOL, "SessionIndex")));
    let sessions = indexes.map(text).collect::<Result<Vec<String>, Refusal>>()?;
    let sessions = sessions.into_iter().map(|index| index.trim().to_owned()).collect();
    Ok(Said::Ask { name_id: name, sessions, until: time(root, "NotOnOrAfter")? })
}

fn answered(root: Node<'_, '_>) -> Result<Said, Refusal> {
    let mut status = Vec::new();
    let mut at = child(root, PROTOCOL, "Status")?;
    while let Some(node) = at {
        at = child(node, PROTOCOL, "StatusCode")?;
        status.extend(at.and_then(|code| code.attribute("Value")).map(str::to_owned));
    }
    let in_response_to = root.attribute("InResponseTo").unwrap_or_default().to_owned();
    Ok(Said::Answer { in_response_to, status })
}

impl Word {
    /// Judges what is said of issuer, place and time.
    ///
    /// Errors: `Issuer`, `Recipient`, `Time`, `Subject`.
    pub fn judge(&self, issuer: &str, places: &[&str], now_s: i64) -> Result<(), Refusal> {
        if self.issuer != issuer {
            return Err(Refusal::Issuer);
        }
        // OASIS: what is signed names its destination.
        if !places.contains(&self.destination.as_str()) {
            return Err(Refusal::Recipient);
        }
        let is_over = matches!(self.said, Said::Ask { until: Some(until), .. } if until <= now_s - SKEW_S);
        if is_over || (self.issued_at - now_s).abs() > SKEW_S {
            return Err(Refusal::Time);
        }
        match &self.said {
            Said::Ask { name_id, .. } if name_id.value.is_empty() => Err(Refusal::Subject),
            _ => Ok(()),
        }
    }

    /// Until when, in epoch seconds, its ID must be remembered: nobody takes it later.
    pub fn ends_at(&self) -> i64 {
        self.issued_at + SKEW_S
    }
}
