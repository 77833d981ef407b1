//! A provisioned limit: what a definition names, and how one is shown.
//! AWS: API_LimitDefinitionType, API_LimitType.

use rules::rates::Category;
use rules::rates::provisioned::Provisioned;
use rules::{Error, Reason, Result};
use wire::idp::{LimitDefinitionType, LimitType};

/// The category that a definition names. Errors: `CategoryUnnamed`, `CategoryNotFound`.
pub fn category(definition: &LimitDefinitionType) -> Result<Category> {
    let name = match definition.attributes.len() {
        1 => definition.attributes.get("Category"),
        _ => None,
    };
    let name = name.ok_or_else(|| Error::new(Reason::CategoryUnnamed))?;
    let known = Category::named(name).filter(|category| category.is_of_user_pools());
    known.ok_or_else(|| Error::about(Reason::CategoryNotFound, name))
}

/// The limit as AWS shows it.
pub fn shown(definition: LimitDefinitionType, provisioned: Provisioned) -> Result<LimitType> {
    let number = |rate: u32| i32::try_from(rate).map_err(Error::internal);
    Ok(LimitType {
        limit_definition: Some(definition),
        provisioned_limit_value: Some(number(provisioned.value)?),
        free_limit_value: Some(number(provisioned.free)?),
    })
}
