//! A form as a page shows it again: what was typed, but for secrets, and what is wrong with it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rules::Error;
use serde::Serialize;

use crate::hosted::sentences;
use crate::hosted::trouble::Trouble;
use crate::hosted::visit::Visit;

/// What is wrong: a sentence by its key, and the field that it stands at.
#[derive(Clone, Debug, Serialize)]
pub struct Wrong {
    /// The field; the whole form where it is empty.
    pub field: Cow<'static, str>,
    /// The key of the sentence.
    pub key: &'static str,
    /// What it is filled in with, where it takes a text.
    pub text: String,
    /// The same of a number of seconds or minutes.
    pub count: i64,
}

/// Values by field, and what is wrong.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Form {
    /// What was typed; never a password or a code.
    pub values: BTreeMap<String, String>,
    /// What is wrong, the first of it on top.
    pub wrong: Vec<Wrong>,
}

impl Form {
    /// The fields of a visit's form that may be shown again.
    pub fn kept(visit: &Visit<'_>, fields: &[&str]) -> Form {
        let value = |name: &&str| Some(((*name).to_owned(), visit.form.get(*name)?.clone()));
        Form { values: fields.iter().filter_map(value).collect(), wrong: Vec::new() }
    }

    /// The same with something wrong.
    pub fn with(mut self, field: impl Into<Cow<'static, str>>, key: &'static str) -> Form {
        self.wrong.push(Wrong { field: field.into(), key, text: String::new(), count: 0 });
        self
    }

    /// The same of the whole form, with a number in it.
    pub fn with_count(mut self, key: &'static str, count: i64) -> Form {
        self.wrong.push(Wrong { field: "".into(), key, text: String::new(), count });
        self
    }

    /// The same of the whole form, with a text in it.
    pub fn with_text(mut self, key: &'static str, text: String) -> Form {
        self.wrong.push(Wrong { field: "".into(), key, text, count: 0 });
        self
    }

    /// The same with what the rules have said. Errors: what is no answer to what was typed.
    pub fn with_error(mut self, field: impl Into<Cow<'static, str>>, error: Error) -> Result<Form, Trouble> {
        let Some(sentence) = sentences::of(&error) else { return Err(error.into()) };
        let text = sentence.text.unwrap_or_default();
        self.wrong.push(Wrong { field: field.into(), key: sentence.key, text, count: sentence.count });
        Ok(self)
    }
}
