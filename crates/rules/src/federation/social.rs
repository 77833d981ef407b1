//! What is particular to Google, Facebook, Amazon and Apple.
//! AWS: the developer guide, "Using social identity providers with a user pool". Google: People API, people.get. Facebook: Graph
//! API, /me. Amazon: Login with Amazon, /user/profile. Apple: "Sign in with Apple REST API".

use serde_json::{Map, Value, json};

use super::party::{Party, wanted};
use super::{Arrival, Failure, oidc};

/// What Google's ID token does not say and its People API does: names of fields there.
const PERSON: [&str; 12] = [
    "addresses",
    "ageRanges",
    "birthdays",
    "emailAddresses",
    "genders",
    "locales",
    "names",
    "nicknames",
    "organizations",
    "phoneNumbers",
    "photos",
    "urls",
];

/// Somebody of Facebook's or Amazon's, who speak OAuth alone: whom their profile names.
pub(super) async fn arrival(party: &Party<'_>, tokens: Map<String, Value>) -> Result<Arrival, Failure> {
    let token = tokens.get("access_token").and_then(Value::as_str).filter(|token| !token.is_empty());
    let Some(token) = token.map(str::to_owned) else {
        return Err(party.told("the answer has no access_token"));
    };
    let is_facebook = party.provider.row.kind == "Facebook";
    let url = party.address("attributes_url")?;
    let url = match is_facebook {
        true => format!("{url}{}", fields(party)),
        false => url,
    };
    let mut info = party.json(&url, (Some(&token), None)).await?;
    if is_facebook && let Some(picture) = info.get("picture").map(|picture| picture["data"]["url"].clone()) {
        info.insert("picture".to_owned(), picture);
    }
    let name = if is_facebook { "id" } else { "user_id" };
    let subject = info.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(oidc::arrived(party, subject, (tokens, Map::new(), info)))
}

/// What Facebook is asked for: all that is mapped.
fn fields(party: &Party<'_>) -> String {
    let mapping = party.provider.attribute_mapping().unwrap_or_default();
    let is_field = |name: &&str| {
        !name.is_empty()
            && !matches!(*name, "access_token" | "id_token")
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let mut fields = vec!["id"];
    for field in wanted(&mapping).filter(is_field) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields.join(",")
}

/// What Google's People API says of the fields that are mapped; it is not asked where none is.
pub(super) async fn google(party: &Party<'_>, token: Option<&str>) -> Result<Map<String, Value>, Failure> {
    let mapping = party.provider.attribute_mapping().unwrap_or_default();
    let mut fields: Vec<&str> = wanted(&mapping).filter(|name| PERSON.contains(name)).collect();
    fields.sort_unstable();
    fields.dedup();
    let (Some(token), false) = (token, fields.is_empty()) else { return Ok(Map::new()) };
    let url = party.address("attributes_url")?;
    let person = party.json(&format!("{url}{}", fields.join(",")), (Some(token), None)).await?;
    let of = |name: &&str| Some(((*name).to_owned(), first(name, person.get(*name)?)?));
    Ok(fields.iter().filter_map(of).collect())
}

/// The primary value of a field, else its first, as a text.
fn first(field: &str, values: &Value) -> Option<Value> {
    let values = values.as_array()?;
    let primary =
        values.iter().find(|value| value["metadata"]["primary"] == true).or_else(|| values.first())?;
    if field == "birthdays" {
        let number = |part: &str| primary["date"][part].as_i64().filter(|number| *number > 0);
        let date = format!("{:04}-{:02}-{:02}", number("year")?, number("month")?, number("day")?);
        return Some(json!(date));
    }
    let names = ["canonicalForm", "formattedValue", "displayName", "url", "name", "ageRange", "value"];
    names.into_iter().find_map(|name| primary.get(name)).filter(|value| value.is_string()).cloned()
}

/// What Apple lets the browser bring at the first consent. Nothing of it is signed, so it names nobody and vouches for nothing:
/// the address counts as the ID token has it.
pub(super) fn apple(user: Option<&str>) -> Map<String, Value> {
    const LONGEST: usize = 4_096;
    let user: Option<Value> =
        user.filter(|user| user.len() <= LONGEST).and_then(|user| serde_json::from_str(user).ok());
    let Some(user) = user else { return Map::new() };
    let part = |name: &str| user["name"][name].as_str().map(str::trim).filter(|part| !part.is_empty());
    let mut said = Map::new();
    for name in ["firstName", "lastName", "middleName"] {
        said.extend(part(name).map(|part| (name.to_owned(), json!(part))));
    }
    let parts: Vec<&str> = ["firstName", "lastName"].into_iter().filter_map(part).collect();
    if !parts.is_empty() {
        said.insert("name".to_owned(), json!(parts.join(" ")));
    }
    said
}
