//! The condition keys of SAML: what a trust policy sees of an assertion.
//! AWS: the IAM user guide, "Available keys for SAML-based AWS STS federation", and its table of attributes and keys.

use super::assertion::Vouched;
use crate::policy::Value;

/// Attributes by their names, and the keys that they are.
const ATTRIBUTES: [(&str, &str); 27] = [
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "eduPersonAffiliation"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.2", "eduPersonNickname"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.3", "eduPersonOrgDN"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.4", "eduPersonOrgUnitDN"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.5", "eduPersonPrimaryAffiliation"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.6", "eduPersonPrincipalName"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.7", "eduPersonEntitlement"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.8", "eduPersonPrimaryOrgUnitDN"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.9", "eduPersonScopedAffiliation"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.10", "eduPersonTargetedID"),
    ("urn:oid:1.3.6.1.4.1.5923.1.1.1.11", "eduPersonAssurance"),
    ("urn:oid:1.3.6.1.4.1.5923.1.2.1.2", "eduOrgHomePageURI"),
    ("urn:oid:1.3.6.1.4.1.5923.1.2.1.3", "eduOrgIdentityAuthNPolicyURI"),
    ("urn:oid:1.3.6.1.4.1.5923.1.2.1.4", "eduOrgLegalName"),
    ("urn:oid:1.3.6.1.4.1.5923.1.2.1.5", "eduOrgSuperiorURI"),
    ("urn:oid:1.3.6.1.4.1.5923.1.2.1.6", "eduOrgWhitePagesURI"),
    ("urn:oid:2.5.4.3", "cn"),
    ("urn:oid:2.5.4.4", "surname"),
    ("urn:oid:2.5.4.42", "givenName"),
    ("urn:oid:2.5.4.45", "x500UniqueIdentifier"),
    ("urn:oid:0.9.2342.19200300.100.1.1", "uid"),
    ("urn:oid:0.9.2342.19200300.100.1.3", "mail"),
    ("urn:oid:0.9.2342.19200300.100.1.45", "organizationStatus"),
    ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "name"),
    ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "mail"),
    ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname", "givenName"),
    ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname", "surname"),
];

/// The keys of an assertion, without their prefix.
pub(super) fn of(vouched: &Vouched) -> Vec<(&'static str, Value)> {
    // What the provider writes as attributes comes first, so that none of it takes the place of what we have verified.
    let said = ATTRIBUTES.iter().filter_map(|(name, key)| {
        let (_, values) = vouched.attributes.iter().find(|(known, _)| known == name)?;
        match values.as_slice() {
            [value] => Some((*key, Value::One(value.clone()))),
            values => Some((*key, Value::Many(values.to_vec()))),
        }
    });
    let own = [
        ("aud", &vouched.recipient),
        ("iss", &vouched.issuer),
        ("sub", &vouched.subject),
        ("sub_type", &vouched.subject_type),
        ("doc", &vouched.doc),
        ("namequalifier", &vouched.name_qualifier),
    ];
    said.chain(own.map(|(key, value)| (key, Value::One(value.clone())))).collect()
}
