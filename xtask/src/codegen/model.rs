//! The API model as `models/reduce.py` writes it, with the patches applied.

use crate::Result;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One service's model.
#[derive(Deserialize)]
pub struct Model {
    pub metadata: Metadata,
    pub operations: BTreeMap<String, Operation>,
    pub shapes: BTreeMap<String, Shape>,
    #[serde(skip)]
    pub patches: Patches,
}

/// What identifies the service on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    pub api_version: String,
    pub endpoint_prefix: String,
    pub signing_name: Option<String>,
    pub target_prefix: Option<String>,
    pub xml_namespace: Option<String>,
}

/// One operation.
#[derive(Deserialize)]
pub struct Operation {
    pub method: String,
    pub uri: String,
    pub input: String,
    pub output: Option<String>,
    #[serde(default)]
    pub noauth: bool,
    pub errors: Vec<String>,
}

/// One shape of any type.
#[derive(Deserialize)]
pub struct Shape {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub sensitive: bool,
    #[serde(default)]
    pub document: bool,
    #[serde(default)]
    pub exception: bool,
    #[serde(default)]
    pub fault: bool,
    pub status: Option<u16>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub pattern: Option<String>,
    #[serde(default, rename = "enum")]
    pub values: Vec<String>,
    pub member: Option<String>,
    pub key: Option<String>,
    pub value: Option<String>,
    #[serde(default)]
    pub members: Vec<Member>,
}

/// One member of a structure.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Member {
    pub name: String,
    pub shape: String,
    pub location: Option<String>,
    pub location_name: Option<String>,
    #[serde(default)]
    pub required: bool,
}

/// Hand corrections, `models/patches/<service>.json`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patches {
    #[serde(default)]
    enums: Vec<EnumPatch>,
    #[serde(default)]
    patterns: Vec<PatternPatch>,
    #[serde(default)]
    pub substitutes: Vec<Substitute>,
    #[serde(default)]
    no_auth: Vec<NoAuthPatch>,
    #[serde(default)]
    pub settings: Vec<String>,
}

/// Values that a model's enum lacks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EnumPatch {
    shape: String,
    add: Vec<String>,
    #[serde(rename = "reason")]
    _reason: String,
}

/// A pattern that the service applies in place of the model's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternPatch {
    shape: String,
    pattern: String,
    #[serde(rename = "reason")]
    _reason: String,
}

/// A hand-written equal of a pattern that the `regex` crate cannot express.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Substitute {
    pub pattern: String,
    pub regex: String,
    pub matches: Vec<String>,
    pub refuses: Vec<String>,
    #[serde(rename = "reason")]
    _reason: String,
}

/// An operation that is open to unsigned calls although its model does not say so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoAuthPatch {
    operation: String,
    #[serde(rename = "reason")]
    _reason: String,
}

impl Model {
    /// Reads `<folder>/<name>.json` and `<folder>/patches/<name>.json`, if there is one.
    pub fn load(folder: &Path, name: &str) -> Result<Self> {
        let mut model: Model =
            serde_json::from_str(&std::fs::read_to_string(folder.join(format!("{name}.json")))?)?;
        let patches = folder.join(format!("patches/{name}.json"));
        if patches.exists() {
            model.patches = serde_json::from_str(&std::fs::read_to_string(patches)?)?;
            model.apply()?;
        }
        Ok(model)
    }

    fn apply(&mut self) -> Result<()> {
        for patch in &self.patches.enums {
            let shape = self.shapes.get_mut(&patch.shape).ok_or("a patch names an enum that is not there")?;
            for value in &patch.add {
                if shape.values.contains(value) {
                    return Err(format!("{} has {value} now; drop the patch", patch.shape).into());
                }
                shape.values.push(value.clone());
            }
        }
        for patch in &self.patches.patterns {
            let shape = self.shapes.get_mut(&patch.shape).ok_or("a patch names a shape that is not there")?;
            shape.pattern = Some(patch.pattern.clone());
        }
        for patch in &self.patches.no_auth {
            let operation = self
                .operations
                .get_mut(&patch.operation)
                .ok_or("a patch names an operation that is not there")?;
            operation.noauth = true;
        }
        Ok(())
    }

    /// The named shape.
    pub fn shape(&self, name: &str) -> Result<&Shape> {
        self.shapes.get(name).ok_or_else(|| format!("the model lacks the shape {name}").into())
    }

    /// Input shapes of all operations.
    pub fn inputs(&self) -> BTreeSet<&str> {
        self.operations.values().map(|operation| operation.input.as_str()).collect()
    }

    /// Output shapes of all operations.
    pub fn outputs(&self) -> BTreeSet<&str> {
        self.operations.values().filter_map(|operation| operation.output.as_deref()).collect()
    }

    /// The given shapes and all that hang on them.
    pub fn reach<'a>(&'a self, roots: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = roots.into_iter().collect();
        while let Some(name) = open.pop() {
            if !seen.insert(name) {
                continue;
            }
            let Some(shape) = self.shapes.get(name) else { continue };
            open.extend(shape.members.iter().map(|member| member.shape.as_str()));
            open.extend([&shape.member, &shape.key, &shape.value].into_iter().flatten().map(String::as_str));
        }
        seen
    }

    /// All shapes that an operation's input or output needs.
    pub fn used(&self) -> BTreeSet<&str> {
        self.reach(self.inputs().into_iter().chain(self.outputs()))
    }
}
