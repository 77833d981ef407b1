//! The demo app of `cenote dev`: a browser app that signs in at the demo pool's hosted domain.
//! RFC: 6749 section 4.1, 7636.

use serde::Serialize;

use super::Page;

/// Everything that the page shows; the rest is its script's.
#[derive(Serialize)]
pub struct DemoPage {
    /// The origin of the hosted domain.
    pub domain: String,
    /// The public client.
    pub client_id: String,
    /// Names and passwords of the demo users.
    pub users: Vec<(String, String)>,
}

impl DemoPage {
    /// The policy of its page: its own script and styles, and calls to the hosted domain.
    pub fn policy(&self) -> String {
        format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' {}; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            self.domain
        )
    }
}

impl Page for DemoPage {
    const TEMPLATE: &'static str = "demo.html";

    fn samples() -> Vec<DemoPage> {
        let page = |users: &[(&str, &str)]| DemoPage {
            domain: "http://demo.auth.localhost:7665".to_owned(),
            client_id: "cenotedemopublicclient0000".to_owned(),
            users: users.iter().map(|(name, word)| ((*name).to_owned(), (*word).to_owned())).collect(),
        };
        vec![page(&[]), page(&[("alice", "Demo-1234!"), ("<img src=x>", "\"'&")])]
    }
}
