//! A session as the wire shows it.
//! AWS: API_SessionDescriptionType. Where it was, as city and country, is not known.

use rules::tokens::sessions::{MOST, Shown};
use wire::Timestamp;
use wire::idp::SessionDescriptionType;

/// RevokeAssociatedSessions: with what a session came out of, and what came out of it.
pub const LINKED: &str = "LINKED";

/// A user's sessions, the caller's own marked among them.
pub fn list(sessions: Vec<Shown>, current: Option<&str>) -> Vec<SessionDescriptionType> {
    sessions.into_iter().take(MOST).map(|session| shown(session, current)).collect()
}

fn shown(session: Shown, current: Option<&str>) -> SessionDescriptionType {
    let is_current = session.origin_jti.is_some() && session.origin_jti.as_deref() == current;
    SessionDescriptionType {
        session_id: session.id,
        session_type: Some(if session.is_browser { "SSO" } else { "TOKEN" }.to_owned()),
        client_id: Some(session.client_id),
        create_date: Some(Timestamp::from_millis(session.began_at)),
        last_active_date: Some(Timestamp::from_millis(session.tracked.active_at)),
        device_type: Some(session.tracked.device).filter(|device| !device.is_empty()),
        last_ip_address: Some(session.tracked.ip).filter(|ip| !ip.is_empty()),
        origin_session_id: session.origin,
        is_current_session: Some(is_current),
        ..SessionDescriptionType::default()
    }
}
