//! The table of shapes that `wire::validate` reads: `patterns.rs`, `scalars.rs` and `structures.rs`.

use super::model::{Member, Model, Shape};
use super::{names, pattern};
use crate::Result;
use std::collections::BTreeMap;

/// Pattern text to the static that holds it, named after the first shape that has it.
fn pattern_names(model: &Model) -> BTreeMap<&str, String> {
    let mut found = BTreeMap::new();
    for name in model.used() {
        if let Some(pattern) = model.shapes.get(name).and_then(|shape| shape.pattern.as_deref()) {
            found.entry(pattern).or_insert_with(|| names::constant(name));
        }
    }
    found
}

/// `patterns.rs`: each pattern once, as the model has it and as the `regex` crate reads it.
pub fn patterns(model: &Model) -> Result<String> {
    let mut by_name: Vec<(String, &str)> =
        pattern_names(model).into_iter().map(|(pattern, name)| (name, pattern)).collect();
    by_name.sort();
    let mut out = String::from("#[cfg(test)]\nuse crate::shape::Examples;\nuse crate::shape::Pattern;\n\n");
    for (name, text) in &by_name {
        let regex = pattern::regex(model, text)?;
        out.push_str(&format!(
            "pub(crate) static {name}: Pattern = Pattern::new({}, {});\n",
            raw(text),
            raw(&regex)
        ));
    }
    let list: String = by_name.iter().map(|(name, _)| format!("&{name}, ")).collect();
    out.push_str(&format!(
        "\n#[cfg(test)]\npub(crate) static PATTERNS: [&Pattern; {}] = [{list}];\n",
        by_name.len()
    ));
    out.push_str(&substitutes(model, &by_name)?);
    Ok(out)
}

/// The examples that a substitute's patch gives, for the test of the patterns.
fn substitutes(model: &Model, by_name: &[(String, &str)]) -> Result<String> {
    let mut rows = String::new();
    for substitute in &model.patches.substitutes {
        let (name, _) = by_name.iter().find(|(_, text)| *text == substitute.pattern).ok_or_else(|| {
            format!("no shape has the pattern {} any more; drop the patch", substitute.pattern)
        })?;
        rows.push_str(&format!("(&{name}, &{:?}, &{:?}),\n", substitute.matches, substitute.refuses));
    }
    Ok(format!("\n#[cfg(test)]\npub(crate) static SUBSTITUTES: &[Examples] = &[{rows}];\n"))
}

/// `scalars.rs`: every shape without parts.
pub fn scalars(model: &Model) -> Result<String> {
    let names = pattern_names(model);
    let mut body = String::new();
    for (name, shape) in used(model)? {
        let kind = match shape.kind.as_str() {
            _ if shape.document => "Document",
            "string" => "String",
            "integer" => "Integer",
            "long" => "Long",
            "boolean" => "Boolean",
            "timestamp" => "Timestamp",
            "blob" => "Blob",
            _ => continue,
        };
        let mut text = format!("Shape::new({name:?}, Kind::{kind}){}", bounds(shape));
        if let Some(pattern) = &shape.pattern {
            let pattern = names.get(pattern.as_str()).ok_or("a pattern without a name")?;
            text.push_str(&format!(".pattern(&patterns::{pattern})"));
        }
        if !shape.values.is_empty() {
            text.push_str(&format!(".values(&{:?})", shape.values));
        }
        body.push_str(&format!("pub(crate) static {}: Shape = {text};\n", names::constant(name)));
    }
    let patterns = if body.contains("patterns::") { "use super::patterns;\n" } else { "" };
    Ok(format!("{patterns}use crate::shape::{{Kind, Shape}};\n\n{body}"))
}

/// `structures.rs`: every structure, list and map.
pub fn structures(model: &Model) -> Result<String> {
    let mut body = String::new();
    for (name, shape) in used(model)? {
        let kind = match shape.kind.as_str() {
            _ if shape.document => continue,
            "structure" => {
                let members: Result<Vec<String>> = shape.members.iter().map(member).collect();
                format!("Structure(&[{}])", members?.concat())
            }
            "list" => format!("List(&{})", part(&shape.member)?),
            "map" => format!("Map(&{}, &{})", part(&shape.key)?, part(&shape.value)?),
            _ => continue,
        };
        let text = format!("Shape::new({name:?}, Kind::{kind}){}", bounds(shape));
        body.push_str(&format!("pub(crate) static {}: Shape = {text};\n\n", names::constant(name)));
    }
    let place = if body.contains("Place::") { ", Place" } else { "" };
    Ok(format!("use super::scalars::*;\nuse crate::shape::{{Kind, Member{place}, Shape}};\n\n{body}"))
}

fn used(model: &Model) -> Result<Vec<(&str, &Shape)>> {
    model.used().into_iter().map(|name| Ok((name, model.shape(name)?))).collect()
}

fn part(name: &Option<String>) -> Result<String> {
    name.as_deref().map(names::constant).ok_or_else(|| "a list or map without elements".into())
}

fn member(member: &Member) -> Result<String> {
    let make = if member.required { "required" } else { "optional" };
    let mut text = format!("Member::{make}({:?}, &{})", member.name, names::constant(&member.shape));
    if let Some(location) = &member.location {
        let name = member.location_name.as_ref().unwrap_or(&member.name);
        let place = match location.as_str() {
            "uri" => "Uri",
            "querystring" => "Query",
            "header" => "Header",
            other => return Err(format!("{}: no place for {other}", member.name).into()),
        };
        text.push_str(&format!(".at(Place::{place}({name:?}))"));
    }
    Ok(text + ",\n")
}

/// Lengths, ranges and the sensitive mark, as calls on the shape.
fn bounds(shape: &Shape) -> String {
    let mut text = String::new();
    if let Some(min) = shape.min {
        text.push_str(&format!(".min({min})"));
    }
    if let Some(max) = shape.max {
        text.push_str(&format!(".max({max})"));
    }
    if shape.sensitive {
        text.push_str(".sensitive()");
    }
    text
}

/// A raw string literal.
fn raw(text: &str) -> String {
    if text.contains('"') { format!("r#\"{text}\"#") } else { format!("r\"{text}\"") }
}
