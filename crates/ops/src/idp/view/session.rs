//! A session as the wire shows it.
//! AWS: API_SessionDescriptionType. Where it was, as city and country, is not known.

use rules::tokens::sessions::{self, MOST, Session};
use wire::Timestamp;
use wire::idp::SessionDescriptionType;

/// A user's sessions, the caller's own marked among them.
pub fn list(sessions: &[Session], current: Option<&str>) -> Vec<SessionDescriptionType> {
    sessions.iter().take(MOST).map(|session| shown(session, current)).collect()
}

fn shown(session: &Session, current: Option<&str>) -> SessionDescriptionType {
    let Session { family, tracked } = session;
    SessionDescriptionType {
        session_id: sessions::id(&family.origin_jti),
        session_type: Some("TOKEN".to_owned()),
        client_id: Some(family.client_id.clone()),
        create_date: Some(Timestamp::from_millis(family.auth_time)),
        last_active_date: Some(Timestamp::from_millis(tracked.active_at)),
        device_type: Some(tracked.device.clone()).filter(|device| !device.is_empty()),
        last_ip_address: Some(tracked.ip.clone()).filter(|ip| !ip.is_empty()),
        is_current_session: Some(current == Some(family.origin_jti.as_str())),
        ..SessionDescriptionType::default()
    }
}
