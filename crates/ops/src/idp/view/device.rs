//! A device as the wire shows it.
//! AWS: API_DeviceType; the attributes' names as the examples of `aws cognito-idp admin-get-device` have them.

use rules::pools::Pool;
use store::devices::Device;
use store::users::User;
use wire::Timestamp;
use wire::idp::{AttributeType, DeviceType};

/// A device as its owner sees it.
pub fn shown(device: &Device) -> DeviceType {
    let mut attributes = vec![attribute("device_status", "valid")];
    attributes.extend(device.name.as_deref().map(|name| attribute("device_name", name)));
    attributes.push(attribute("last_ip_used", &device.last_ip));
    DeviceType {
        device_key: Some(device.key.clone()),
        device_attributes: Some(attributes),
        device_create_date: Some(Timestamp::from_millis(device.created_at)),
        device_last_modified_date: Some(Timestamp::from_millis(device.updated_at)),
        // AWS: whole seconds, unlike the two others.
        device_last_authenticated_date: Some(Timestamp::from_millis(device.authenticated_at / 1_000 * 1_000)),
    }
}

/// A device as an administrator sees it.
pub fn shown_to_administrator(pool: &Pool, user: &User, device: &Device) -> DeviceType {
    let mut shown = shown(device);
    let owner = format!("{}.{}", user.username, pool.id());
    let (region, account, key) = (&pool.row.region, &pool.row.account, &device.key);
    let arn = format!("arn:aws:cognito-idp:{region}:{account}:owner/{owner}/device/{key}");
    let status = if device.is_remembered { "remembered" } else { "not_remembered" };
    shown.device_attributes.get_or_insert_default().extend([
        attribute("dev:device_arn", &arn),
        attribute("dev:device_owner", &owner),
        attribute("dev:device_remembered_status", status),
        attribute("dev:device_sdk", "aws-sdk"),
    ]);
    shown
}

fn attribute(name: &str, value: &str) -> AttributeType {
    AttributeType { name: name.to_owned(), value: Some(value.to_owned()) }
}
