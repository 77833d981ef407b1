//! A branding style as the wire shows it.
//! AWS: API_ManagedLoginBrandingType, API_AssetType.

use rules::looks::branding::Branding;
use store::brandings::Asset;
use wire::idp::{AssetType, ManagedLoginBrandingType};
use wire::{Blob, Timestamp};

/// A style as far as it is of one's own.
pub fn shown(branding: Branding) -> ManagedLoginBrandingType {
    let Branding { row, settings, assets } = branding;
    ManagedLoginBrandingType {
        managed_login_branding_id: Some(row.id),
        user_pool_id: Some(row.pool_id),
        use_cognito_provided_values: Some(row.is_provided),
        settings,
        assets: Some(assets.into_iter().map(asset).collect()).filter(|assets: &Vec<_>| !assets.is_empty()),
        creation_date: Some(Timestamp::from_millis(row.created_at)),
        last_modified_date: Some(Timestamp::from_millis(row.updated_at)),
    }
}

/// The same, or with AWS's settings wherever it has none of its own.
pub fn asked(branding: Branding, is_merged: Option<bool>) -> ManagedLoginBrandingType {
    let complete = (is_merged == Some(true)).then(|| branding.complete_settings());
    let mut shown = shown(branding);
    shown.settings = complete.or(shown.settings);
    shown
}

fn asset(asset: Asset) -> AssetType {
    AssetType {
        category: asset.category,
        color_mode: asset.color_mode,
        extension: asset.extension,
        bytes: Some(Blob(asset.bytes)),
        resource_id: Some(asset.resource_id).filter(|id| !id.is_empty()),
    }
}
