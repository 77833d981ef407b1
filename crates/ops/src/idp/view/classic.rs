//! The looks of the classic pages as the wire shows them.
//! AWS: API_UICustomizationType.

use rules::Ctx;
use rules::looks::classic;
use store::ui_customizations::UiCustomization;
use wire::Timestamp;
use wire::idp::UICustomizationType;

/// Looks with the address of their logo.
pub fn shown(ctx: &Ctx, row: UiCustomization) -> UICustomizationType {
    UICustomizationType {
        image_url: classic::logo_url(ctx, &row),
        css_version: Some(classic::version(&row)),
        creation_date: Some(Timestamp::from_millis(row.created_at)),
        last_modified_date: Some(Timestamp::from_millis(row.updated_at)),
        user_pool_id: Some(row.pool_id),
        client_id: Some(row.client_id),
        css: row.css,
    }
}
