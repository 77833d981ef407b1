//! A resource server as the wire shows it.
//! AWS: API_ResourceServerType.

use rules::resource_servers::ResourceServer;
use wire::idp::ResourceServerType;

/// A resource server; a list of no scopes is left out.
pub fn shown(server: &ResourceServer) -> ResourceServerType {
    let mut shown = server.settings.clone();
    shown.user_pool_id = Some(server.row.pool_id.clone());
    shown.identifier = Some(server.row.identifier.clone());
    shown.scopes = shown.scopes.filter(|scopes| !scopes.is_empty());
    shown
}
