//! What of a provider's claims becomes an attribute of the pool, and in which form.
//! AWS: the developer guide, "Mapping IdP attributes to profiles and tokens".

use std::collections::BTreeMap;

use store::users::User;

use super::{Claims, Failure};
use crate::account::sign_up::folded;
use crate::clients::Client;
use crate::pools::Pool;
use crate::users::identities;
use crate::users::schema;

/// AWS: the longest value.
const LONGEST: usize = 2_048;

/// The attributes whose being verified is an attribute of its own.
const ADDRESSES: [&str; 2] = ["email", "phone_number"];

/// Several values as one text. AWS: `[a,b]`, in which all but letters, digits and `. - * _` is encoded as in a form.
pub fn text(values: &[String]) -> String {
    match values {
        [] => String::new(),
        [only] => only.clone(),
        several => {
            let encoded =
                |value: &String| form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>();
            format!("[{}]", several.iter().map(encoded).collect::<Vec<_>>().join(","))
        }
    }
}

/// Whether an attribute is one to be mapped, and does not name the user.
pub(crate) fn may_be_mapped(name: &str) -> bool {
    !matches!(name, "username" | "sub") && name != identities::ATTRIBUTE
}

/// What a mapping makes of claims: attributes by name. A claim that is not there is no attribute, an empty one is empty.
/// AWS: what names the user is not to be mapped.
///
/// A provider that says "verified" and no address has verified none that the person writes or has written.
pub fn attributes(mapping: &BTreeMap<String, String>, claims: &Claims) -> BTreeMap<String, String> {
    let mapped = mapping.iter().filter(|(name, _)| may_be_mapped(name));
    let mut mapped: BTreeMap<String, String> =
        mapped.filter_map(|(name, claim)| Some((name.clone(), text(claims.get(claim)?)))).collect();
    for address in ADDRESSES {
        let flag = format!("{address}_verified");
        let is_bare = mapped.get(address).is_none_or(String::is_empty);
        if is_bare && mapped.get(&flag).is_some_and(|flag| flag.eq_ignore_ascii_case("true")) {
            mapped.remove(&flag);
        }
    }
    mapped
}

/// The user with what a provider says laid over what was known. What the client, if there is one, may not write is left out; where
/// `is_new`, what the pool requires is written all the same.
///
/// Errors, for the app: a value that is too long or of no form that the attribute takes, another value for an attribute that
/// cannot change. One that stays the same is never wrong.
pub(crate) fn over(
    pool: &Pool,
    client: Option<&Client>,
    user: &User,
    (wanted, is_new): (BTreeMap<String, String>, bool),
) -> Result<User, Failure> {
    let required: Vec<&str> = pool.required_attributes().collect();
    let wanted = in_form(pool, wanted);
    let mut after = user.clone();
    for (name, value) in &wanted {
        let base = name.strip_suffix("_verified").filter(|base| ADDRESSES.contains(base)).unwrap_or(name);
        let is_writable =
            client.is_none_or(|client| client.writes(base)) || (is_new && required.contains(&base));
        if !is_writable || user.attributes.get(name) == Some(value) {
            continue;
        }
        if value.chars().count() > LONGEST || value.contains('\0') {
            return Err(Failure::told(format!("user.{name}: The value is too long or cannot be kept.")));
        }
        let is_fixed = pool.schema(name).is_some_and(|entry| entry.mutable == Some(false));
        if is_fixed && !is_new {
            return Err(Failure::told(format!("user.{name}: Attribute cannot be updated.")));
        }
        if value.is_empty() && required.contains(&name.as_str()) {
            return Err(missing(std::slice::from_ref(name)));
        }
        schema::check_value(pool, name, value)?;
        after.attributes.insert(name.clone(), value.clone());
    }
    for address in ADDRESSES {
        let flag = format!("{address}_verified");
        let now = after.attributes.get(address).filter(|now| !now.is_empty());
        match now {
            None => _ = after.attributes.remove(&flag),
            // AWS: nobody vouches for a new address but a provider whose claim is mapped.
            Some(now) if user.attributes.get(address) != Some(now) && !wanted.contains_key(&flag) => {
                after.attributes.insert(flag, "false".to_owned());
            }
            Some(_) => {}
        }
    }
    Ok(after)
}

/// What of the required attributes nobody has said.
pub(crate) fn lacking(pool: &Pool, user: &User) -> Vec<String> {
    let is_there = |name: &str| user.attributes.get(name).is_some_and(|value| !value.is_empty());
    pool.required_attributes().filter(|name| !is_there(name)).map(str::to_owned).collect()
}

/// AWS: the text for what is required and did not come.
pub(crate) fn missing(names: &[String]) -> Failure {
    Failure::told(format!("attributes required: [{}]", names.join(", ")))
}

/// Values as the pool keeps them: the flags as words, addresses in lower case where case does not count.
fn in_form(pool: &Pool, wanted: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let (empty, wanted): (BTreeMap<_, _>, BTreeMap<_, _>) =
        wanted.into_iter().partition(|(_, value)| value.is_empty());
    let wanted = wanted.into_iter().map(|(name, value)| match name.as_str() {
        // Nothing but the word itself says that an address was verified.
        "email_verified" | "phone_number_verified" => {
            let is_verified = value.eq_ignore_ascii_case("true");
            (name, is_verified.to_string())
        }
        _ => (name, value),
    });
    let empty = empty.into_iter().filter(|(name, _)| !name.ends_with("_verified"));
    folded(pool, wanted.collect()).into_iter().chain(empty).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn several_values_stand_in_brackets_and_encoded() {
        assert_eq!(text(&texts(&["a b&c"])), "a b&c");
        assert_eq!(text(&texts(&["a", "b"])), "[a,b]");
        assert_eq!(text(&texts(&["a b", "x,y", "é", "k.-*_1"])), "[a+b,x%2Cy,%C3%A9,k.-*_1]");
        assert_eq!(text(&[]), "");
    }

    #[test]
    fn an_address_that_is_not_said_is_not_verified() {
        let mapping = [("email", "mail"), ("email_verified", "ok")];
        let mapping = mapping.map(|(name, claim)| (name.to_owned(), claim.to_owned())).into();
        let of = |claims: &[(&str, &str)]| {
            let claims = claims.iter().map(|(name, value)| ((*name).to_owned(), texts(&[value])));
            attributes(&mapping, &claims.collect()).get("email_verified").cloned()
        };
        assert_eq!(of(&[("mail", "a@b.example"), ("ok", "true")]), Some("true".to_owned()));
        assert_eq!(of(&[("ok", "True")]), None);
        assert_eq!(of(&[("mail", ""), ("ok", "true")]), None);
        assert_eq!(of(&[("ok", "false")]), Some("false".to_owned()));
    }

    #[test]
    fn what_names_the_user_is_not_mapped_and_what_is_absent_is_left_out() {
        let mapping =
            [("username", "sub"), ("email", "mail"), ("name", "n"), ("identities", "i"), ("nickname", "e")];
        let mapping = mapping.map(|(name, claim)| (name.to_owned(), claim.to_owned())).into();
        let claims = [
            ("sub", texts(&["1"])),
            ("mail", texts(&["a@b.example"])),
            ("i", texts(&["x"])),
            ("e", texts(&[""])),
        ];
        let claims = claims.map(|(name, values)| (name.to_owned(), values)).into();
        let mapped = attributes(&mapping, &claims);
        assert_eq!(
            mapped,
            [("email", "a@b.example"), ("nickname", "")].map(|(n, v)| (n.to_owned(), v.to_owned())).into()
        );
    }
}
