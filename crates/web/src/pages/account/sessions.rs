//! `/account/sessions`: where a person is signed in, and the devices that are remembered.
//! AWS: API_ListUserSessions, API_RevokeUserSession, API_GlobalSignOut, API_ListDevices, API_ForgetDevice.

use std::collections::BTreeMap;

use http::StatusCode;
use rules::events::device_name;
use rules::hosted::browser;
use rules::tokens::sessions;
use rules::users::devices;
use rules::{Reason, clients};
use serde::Serialize;

use super::{At, NAME, Shell};
use crate::hosted::Outcome;
use crate::hosted::render::{HostedPage, render};
use crate::pages::Page;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct SessionsPage {
    shell: Shell,
    action: String,
    sessions: Vec<Session>,
    /// Whether devices are remembered in this pool.
    has_devices: bool,
    devices: Vec<Device>,
}

#[derive(Serialize)]
struct Session {
    id: String,
    /// The browser, or the app.
    name: String,
    /// The app, where the name is another.
    app: String,
    address: String,
    used: i64,
    is_this: bool,
}

#[derive(Serialize)]
struct Device {
    key: String,
    name: String,
    used: i64,
}

/// Shows it.
pub(super) async fn get(at: &At<'_, '_>) -> Outcome {
    let (ctx, pool, user) = (at.visit.ctx, &at.visit.site.pool, &at.account.live.user);
    let this = sessions::id_of_browser(&at.account.live.session.id);
    let mut apps = BTreeMap::<String, String>::new();
    let mut shown = Vec::new();
    for session in sessions::all(ctx, user).await?.into_iter().take(sessions::MOST) {
        if !apps.contains_key(&session.client_id) {
            let name = match clients::of_pool(ctx, pool, &session.client_id).await {
                Ok(client) => client.settings.client_name.clone().unwrap_or_default(),
                Err(error) if error.reason() == Reason::ClientNotFound => String::new(),
                Err(error) => return Err(error.into()),
            };
            apps.insert(session.client_id.clone(), name);
        }
        let app = apps.get(&session.client_id).cloned().unwrap_or_default();
        let agent = device_name::of(&session.tracked.device);
        let (name, app) = match agent {
            Some(agent) => (agent, app),
            None => (app, String::new()),
        };
        shown.push(Session {
            is_this: session.id == this,
            id: session.id.unwrap_or_default(),
            name,
            app,
            address: session.tracked.ip,
            used: session.tracked.active_at,
        });
    }
    // This browser stands on top.
    shown.sort_by_key(|session| !session.is_this);
    let own = devices::of_user(ctx, user).await?;
    let page = SessionsPage {
        shell: at.shell("account-sessions", "/account/sessions"),
        action: at.to("/account/sessions"),
        sessions: shown,
        has_devices: devices::tracking(pool).is_some() || !own.is_empty(),
        devices: own.into_iter().map(Device::of).collect(),
    };
    render(at.visit, StatusCode::OK, &page)
}

/// Ends one, or all others; or forgets a device.
pub(super) async fn post(at: &At<'_, '_>) -> Outcome {
    let (visit, pool, live) = (at.visit, &at.visit.site.pool, &at.account.live);
    const HERE: &str = "/account/sessions";
    if visit.field("everywhere").is_some() {
        browser::end_others(visit.ctx, pool, live).await?;
        return at.done(HERE, "account-sessions-ended");
    }
    if let Some(key) = visit.field("forget") {
        return match devices::forget(visit.ctx, &live.user, key).await {
            Ok(()) => at.done(HERE, "account-device-forgotten"),
            Err(error) if error.reason() == Reason::DeviceNotFound => at.lead(HERE),
            Err(error) => Err(error.into()),
        };
    }
    let id = visit.field("end").unwrap_or_default();
    // Who wants to leave this browser signs out.
    if sessions::id_of_browser(&live.session.id).as_deref() == Some(id) {
        return at.lead(HERE);
    }
    match sessions::revoke_any(visit.ctx, &live.user, id).await {
        Ok(()) => at.done(HERE, "account-session-ended"),
        // It has ended meanwhile.
        Err(error) if error.reason() == Reason::SessionNotFound => at.lead(HERE),
        Err(error) => Err(error.into()),
    }
}

impl Device {
    fn of(row: store::devices::Device) -> Device {
        let used = row.authenticated_at;
        let name = row.name.filter(|name| !name.is_empty()).unwrap_or_else(|| row.key.clone());
        Device { key: row.key, name, used }
    }
}

impl Page for SessionsPage {
    const TEMPLATE: &'static str = "hosted/account_sessions.html";

    fn samples() -> Vec<SessionsPage> {
        let [calm, full] = Shell::samples("account-sessions");
        let hostile = full.name.clone();
        let session = |text: &str, is_this| Session {
            id: text.to_owned(),
            name: text.to_owned(),
            app: if is_this { String::new() } else { text.to_owned() },
            address: if is_this { String::new() } else { text.to_owned() },
            used: 0,
            is_this,
        };
        let device = || Device { key: hostile.clone(), name: hostile.clone(), used: 0 };
        let page = |shell, text: &str, devices: Vec<Device>| SessionsPage {
            shell,
            action: text.to_owned(),
            sessions: vec![session(text, true), session(text, false)],
            has_devices: true,
            devices,
        };
        vec![
            page(calm.clone(), "/account", Vec::new()),
            page(calm, &hostile, vec![device(), device()]),
            page(full, &hostile, Vec::new()),
        ]
    }
}

impl HostedPage for SessionsPage {
    const NAME: &'static str = NAME;

    fn title(&self) -> &str {
        self.shell.title
    }
}
