//! One statement: to whom it applies, to which actions and resources, and when.
//! AWS: the IAM user guide, "IAM JSON policy element reference".

use super::arn::ArnPattern;
use super::condition::Condition;
use super::context::Context;
use super::pattern::{Match, Pattern, any};
use super::places::Place;
use super::principal::{Named, Naming, Who};

/// A compiled statement.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub sid: Option<String>,
    pub is_allow: bool,
    /// Nobody is named in the policies of users and roles.
    pub principals: Option<Listed<Named>>,
    /// Lower case.
    pub actions: Listed<Pattern>,
    /// A trust policy names none: it is about its own role.
    pub resources: Option<Listed<ArnPattern>>,
    pub conditions: Vec<Condition>,
    /// Where it stands in the text.
    pub place: Place,
}

/// What an element lists, or its complement.
#[derive(Clone, Debug)]
pub(super) struct Listed<T> {
    /// `NotAction`, `NotResource`, `NotPrincipal`.
    pub is_not: bool,
    pub members: Vec<T>,
}

impl<T> Listed<T> {
    fn matches(&self, one: impl FnMut(&T) -> Match) -> bool {
        let found = any(self.members.iter().map(one));
        match self.is_not {
            true => found.not() == Match::Yes,
            false => found == Match::Yes,
        }
    }
}

/// A request as statements see it.
pub(super) struct Seen<'a> {
    pub who: Who<'a>,
    /// Lower case.
    pub action: &'a str,
    pub resource: &'a str,
    pub context: &'a Context,
}

impl Statement {
    /// Whether it applies, and how closely it names whoever asks.
    pub fn applies(&self, seen: &Seen<'_>) -> Option<Naming> {
        if !self.actions.matches(|action| action.matches(seen.action, seen.context)) {
            return None;
        }
        if let Some(resources) = &self.resources
            && !resources.matches(|resource| resource.matches(seen.resource, seen.context))
        {
            return None;
        }
        let naming = self.naming(&seen.who)?;
        self.conditions.iter().all(|condition| condition.holds(seen.context)).then_some(naming)
    }

    fn naming(&self, who: &Who<'_>) -> Option<Naming> {
        let Some(principals) = &self.principals else { return Some(Naming::Itself) };
        let closest = principals.members.iter().filter_map(|named| named.names(who)).max();
        match (principals.is_not, closest) {
            (false, closest) => closest,
            // Whoever is not left out is one of everybody.
            (true, None) => Some(Naming::Role),
            (true, Some(_)) => None,
        }
    }

    /// Whether it is about an action on a resource and looks at keys that begin so, in lower case. Resources that such a key
    /// is part of may be any.
    pub fn leans_on(&self, prefix: &str, (action, resource): (&str, &str), context: &Context) -> bool {
        let begins = |key: &str| key.to_lowercase().starts_with(prefix);
        if !self.actions.matches(|pattern| pattern.matches(action, context)) {
            return false;
        }
        let resources = self.resources.iter().flat_map(|listed| &listed.members);
        if resources.flat_map(ArnPattern::keys).any(begins) {
            return true;
        }
        let is_of_resource = self
            .resources
            .as_ref()
            .is_none_or(|resources| resources.matches(|pattern| pattern.matches(resource, context)));
        is_of_resource && self.conditions.iter().flat_map(Condition::keys).any(begins)
    }

    /// The condition keys that it looks at.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let resources =
            self.resources.iter().flat_map(|listed| listed.members.iter().flat_map(ArnPattern::keys));
        self.conditions.iter().flat_map(Condition::keys).chain(resources)
    }
}
