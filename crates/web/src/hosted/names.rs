//! What log and metrics call a refusal: the endpoint or page that refused, by the name that its successes have.
//!
//! An answer of another name has it from whoever made it. A path that there is not gives no name: what strangers type is no label.

/// The names of answers that are made for many paths.
const SHARED: [&str; 4] = [REFUSED, "hosted", "trouble", "error"];

/// A refusal that a program reads, before it is known whose it is.
pub const REFUSED: &str = "oauth";

/// The name for an answer of a shared one; none where it keeps its own.
pub(super) fn of_refusal(name: &str, path: &str) -> Option<&'static str> {
    if SHARED.contains(&name) { of_path(path) } else { None }
}

/// The name of what answers at a path: that of its page or endpoint where nothing goes wrong.
fn of_path(path: &str) -> Option<&'static str> {
    Some(match path {
        "/oauth2/authorize" | "/authorize" => "authorize",
        "/oauth2/idpresponse" => "idp_response",
        "/oauth2/idplogout" => "idp_logout",
        "/saml2/idpresponse" => "saml_response",
        "/saml2/request" => "saml_form",
        "/saml2/logout" => "saml_logout",
        "/saml2/metadata" => "saml_metadata",
        "/federated" => "federated",
        "/oauth2/register" => "register",
        "/oauth2/device_authorization" => "device_authorization",
        "/oauth2/par" => "par",
        "/oauth2/token" => "token",
        "/oauth2/userInfo" => "userInfo",
        "/oauth2/revoke" => "revoke",
        "/oauth2/introspect" => "introspect",
        "/.well-known/openid-configuration" | "/.well-known/oauth-authorization-server" => {
            "openid-configuration"
        }
        "/.well-known/jwks.json" => "jwks",
        "/login" => "login",
        "/challenge" => "challenge",
        "/passkeys/add" | "/passkeys/options" | "/passkeys/add/options" => "passkeys",
        "/logout" => "logout",
        "/confirmUser" | "/confirmUser/" | "/feedback" | "/undo-address" => "asked",
        "/signed-out" => "signed_out",
        "/signup" => "sign_up",
        "/confirm" | "/resendcode" => "confirm",
        "/device" => "device",
        "/device/confirm" => "device_confirm",
        "/consent" => "consent",
        "/forgotPassword" => "forgot",
        "/confirmforgotPassword" => "reset",
        "/invitation" => "invitation",
        "/select-account" => "select_account",
        "/.well-known/change-password" | "/.well-known/passkey-endpoints" => "account",
        _ if path == "/account" || path.starts_with("/account/") => "account",
        _ if path.starts_with(crate::looks::BRANDING) => "branding",
        _ => return None,
    })
}
