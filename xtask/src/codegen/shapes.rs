//! Structures of the model as Rust structs: `requests.rs`, `responses.rs` and `types.rs` for all others.
//!
//! A shape is `Deserialize` if an input reaches it, `Serialize` and `Default` if an output does; what the
//! patches name as settings, and all below, is both and `Clone` and `PartialEq` too.

use super::model::{Member, Model};
use super::names;
use crate::Result;
use std::collections::BTreeSet;

/// Which way each shape travels.
struct Ways<'a> {
    inputs: BTreeSet<&'a str>,
    outputs: BTreeSet<&'a str>,
    settings: BTreeSet<&'a str>,
}

/// The three files: name and text, empty where the service has none of the kind.
pub fn emit(model: &Model) -> Result<[(&'static str, String); 3]> {
    let ways = Ways {
        inputs: model.reach(model.inputs()),
        outputs: model.reach(model.outputs()),
        settings: model.reach(model.patches.settings.iter().map(String::as_str)),
    };
    let (mut requests, mut responses, mut types) = (String::new(), String::new(), String::new());
    for name in model.used() {
        let shape = model.shape(name)?;
        if shape.kind != "structure" || shape.document {
            continue;
        }
        let file = match (is_root(model, name), model.inputs().contains(name)) {
            (true, true) => &mut requests,
            (true, false) => &mut responses,
            (false, _) => &mut types,
        };
        file.push_str(&structure(model, &ways, name)?);
    }
    Ok([("requests", file(requests)), ("responses", file(responses)), ("types", file(types))])
}

/// Adds the imports that the text needs.
fn file(text: String) -> String {
    if text.is_empty() {
        return text;
    }
    let names = |ty: &str| text.contains(&format!("{ty}>")) || text.contains(&format!(": {ty},"));
    let mut imports = String::new();
    for (ty, import) in [("Blob", "crate::Blob"), ("Timestamp", "crate::Timestamp")] {
        if names(ty) {
            imports.push_str(&format!("use {import};\n"));
        }
    }
    if text.contains("types::") {
        imports.push_str("use super::types;\n");
    }
    match (text.contains("Deserialize"), text.contains(" Serialize")) {
        (true, true) => imports.push_str("use serde::{Deserialize, Serialize};\n"),
        (true, false) => imports.push_str("use serde::Deserialize;\n"),
        (false, _) => imports.push_str("use serde::Serialize;\n"),
    }
    if text.contains("BTreeMap<") {
        imports.push_str("use std::collections::BTreeMap;\n");
    }
    format!("{imports}\n{text}")
}

fn structure(model: &Model, ways: &Ways<'_>, name: &str) -> Result<String> {
    let shape = model.shape(name)?;
    let is_settings = ways.settings.contains(name);
    let mut derives = Vec::new();
    if is_settings {
        derives.push("Clone");
    }
    if is_settings || ways.outputs.contains(name) {
        derives.push("Default");
    }
    if is_settings {
        derives.push("PartialEq");
    }
    if is_settings || ways.inputs.contains(name) {
        derives.push("Deserialize");
    }
    let is_written = is_settings || ways.outputs.contains(name);
    if is_written {
        derives.push("Serialize");
    }
    let mut out = format!("#[derive({})]\n", derives.join(", "));
    let is_plain = |member: &Member| names::serde_pascal(&names::field(&member.name)) == member.name;
    let renames_all = shape.members.iter().any(is_plain);
    if renames_all {
        out.push_str("#[serde(rename_all = \"PascalCase\")]\n");
    }
    out.push_str(&format!("pub struct {name} {{\n"));
    for member in &shape.members {
        let mut attributes = Vec::new();
        if !is_plain(member) {
            attributes.push(format!("rename = {:?}", member.name));
        }
        let is_required = member.required && ways.inputs.contains(name);
        if is_written && !is_required {
            attributes.push("skip_serializing_if = \"Option::is_none\"".to_owned());
        }
        if !attributes.is_empty() {
            out.push_str(&format!("#[serde({})]\n", attributes.join(", ")));
        }
        let mut ty = rust_type(model, &member.shape, is_root(model, name))?;
        if !is_required {
            ty = format!("Option<{ty}>");
        }
        out.push_str(&format!("pub {}: {ty},\n", names::field(&member.name)));
    }
    out.push_str("}\n\n");
    Ok(out)
}

/// Whether the structure is a request or a response and nothing else: not both, and in no other shape.
fn is_root(model: &Model, name: &str) -> bool {
    let is_part = model.shapes.values().any(|shape| {
        let mut parts = shape.members.iter().map(|member| member.shape.as_str());
        parts.any(|part| part == name)
            || shape.member.as_deref() == Some(name)
            || shape.value.as_deref() == Some(name)
    });
    model.inputs().contains(name) != model.outputs().contains(name) && !is_part
}

fn rust_type(model: &Model, name: &str, is_outside: bool) -> Result<String> {
    let shape = model.shape(name)?;
    let inner = |name: &Option<String>| match name {
        Some(name) => rust_type(model, name, is_outside),
        None => Err("a list or map without elements".into()),
    };
    Ok(match shape.kind.as_str() {
        _ if shape.document => "serde_json::Value".to_owned(),
        "structure" if is_outside => format!("types::{name}"),
        "structure" => name.to_owned(),
        "string" => "String".to_owned(),
        "integer" => "i32".to_owned(),
        "long" => "i64".to_owned(),
        "boolean" => "bool".to_owned(),
        "timestamp" => "Timestamp".to_owned(),
        "blob" => "Blob".to_owned(),
        "list" => format!("Vec<{}>", inner(&shape.member)?),
        "map" => format!("BTreeMap<String, {}>", inner(&shape.value)?),
        other => return Err(format!("{name}: no Rust type for {other}").into()),
    })
}
