//! The root page of `cenote dev`: what runs here, and where to look next.

use serde::Serialize;

use super::Page;

/// Everything that the page shows.
#[derive(Serialize)]
pub struct HomePage {
    /// The origin that SDKs call.
    pub endpoint: String,
    /// The release.
    pub version: &'static str,
    /// The demo pool.
    pub user_pool_id: String,
    /// Its public client.
    pub client_id: String,
    /// Its client with a secret.
    pub confidential_client_id: String,
    /// Names and passwords of its users.
    pub users: Vec<(String, String)>,
    /// Messages in the mailbox.
    pub messages: usize,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "home.html";

    fn samples() -> Vec<HomePage> {
        let page = |users: &[(&str, &str)], messages| HomePage {
            endpoint: "http://127.0.0.1:7665".to_owned(),
            version: "0.1.0",
            user_pool_id: "us-east-1_CenoteDem".to_owned(),
            client_id: "cenotedemopublicclient0001".to_owned(),
            confidential_client_id: "cenotedemosecretclient0001".to_owned(),
            users: users.iter().map(|(name, word)| ((*name).to_owned(), (*word).to_owned())).collect(),
            messages,
        };
        vec![page(&[("alice", "Demo-1234!"), ("<img src=x>", "\"'&")], 1), page(&[], 0), page(&[], 12)]
    }
}
