//! What a directory is asked for a name and a password, before a server that does as the test says: nobody becomes anybody else by
//! what they type, or by what stands in their entry.
//! RFC: 4511, 4514, 4515.

use std::sync::Mutex as Held;

use rules::directory::Directory as _;
use rules::outside::SystemClock;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::answers::{BOUND, ENTRY, SEARCHED, answer, done, entry};
use super::*;

const BIND: u8 = 0x60;
const SEARCH: u8 = 0x63;

/// What is asked, and what it is about: the name of a bind, the base of a search.
struct Asked {
    operation: u8,
    about: String,
    whole: Vec<u8>,
}

/// A server that answers each question as it is told to: with entries, and a code.
struct Stand {
    port: u16,
    heard: Arc<Held<Vec<Asked>>>,
}

type Told = (Vec<Vec<u8>>, i64);

impl Stand {
    async fn new(says: impl Fn(&Asked) -> Told + Send + Sync + 'static) -> Stand {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard: Arc<Held<Vec<Asked>>> = Arc::default();
        let (notes, says) = (Arc::clone(&heard), Arc::new(says));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (notes, says) = (Arc::clone(&notes), Arc::clone(&says));
                tokio::spawn(async move {
                    let mut unread = Vec::new();
                    while stream.read_buf(&mut unread).await.is_ok_and(|read| read > 0) {
                        while let Ok(Some(length)) = ber::whole(&unread)
                            && length <= unread.len()
                        {
                            let frame: Vec<u8> = unread.drain(..length).collect();
                            let Some((id, asked)) = question(frame) else { continue };
                            let (entries, code) = says(&asked);
                            let end = if asked.operation == BIND { BOUND } else { SEARCHED };
                            let all = entries.into_iter().map(|entry| answer(id, ENTRY, &entry));
                            let all: Vec<u8> = all.chain([done(id, end, code)]).flatten().collect();
                            notes.lock().unwrap().push(asked);
                            stream.write_all(&all).await.unwrap();
                        }
                    }
                });
            }
        });
        Stand { port, heard }
    }

    /// A directory of this server, with more settings.
    fn directory(&self, more: &str) -> Client {
        let text = format!(
            "[directories.\"us-east-1_Abc\"]\nservers = \"ldap://127.0.0.1:{}\"\nallow_plaintext = true\n\
             base_dn = \"dc=x\"\nuser_filter = \"(uid={{name}})\"\nid_attribute = \"entryUUID\"\n{more}\n",
            self.port
        );
        let mut faults = Vec::new();
        let mut read = crate::config::directories::read(&text.parse().unwrap(), &|_| None, &mut faults);
        assert_eq!(faults, Vec::new());
        let settings = read.all.pop_first().unwrap().1;
        Client::new(Servers::new(&settings, &[]).unwrap(), Arc::new(SystemClock))
    }

    /// What was asked since the last time: `bind NAME`, `search BASE`.
    fn heard(&self) -> Vec<String> {
        let all = std::mem::take(&mut *self.heard.lock().unwrap());
        let word = |asked: &Asked| if asked.operation == BIND { "bind" } else { "search" };
        all.iter().map(|asked| format!("{} {}", word(asked), asked.about)).collect()
    }
}

/// None for a farewell.
fn question(frame: Vec<u8>) -> Option<(i64, Asked)> {
    let mut all = ber::Reader::new(&frame).within(ber::SEQUENCE).ok()?;
    let id = all.number(ber::INTEGER).ok()?;
    let (operation, content) = all.any().ok()?;
    let mut inner = ber::Reader::new(content);
    if operation == BIND {
        inner.number(ber::INTEGER).ok()?;
    }
    let about = inner.text().ok().filter(|_| matches!(operation, BIND | SEARCH))?;
    Some((id, Asked { operation, about, whole: frame }))
}

fn person(dn: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let own = [("entryUUID", "00112233-4455-6677-8899-aabbccddeeff"), ("uid", "alice")];
    entry(dn, &[&own[..], more].concat())
}

const ALICE: &str = "uid=alice,dc=x";
const OWN: &str = "bind = \"user\"\nuser_dn = \"uid={name},dc=x\"";

#[tokio::test]
async fn nobody_is_asked_about_what_can_be_no_name_and_no_password() {
    for settings in ["bind = \"anonymous\"", OWN] {
        let stand = Stand::new(|asked| match asked.operation {
            BIND => (Vec::new(), 0),
            _ => (vec![person(ALICE, &[])], 0),
        })
        .await;
        let directory = stand.directory(settings);
        let long = "a".repeat(LONGEST_WORD + 1);
        for password in ["", "\0", "right\0", long.as_str()] {
            assert_eq!(directory.prove("alice", password).await, Err(Refusal::WrongPassword), "{settings}");
        }
        for name in ["", "alice\0", long.as_str()] {
            assert_eq!(directory.prove(name, "right").await, Err(Refusal::Unknown), "{settings}");
        }
        assert_eq!(stand.heard(), Vec::<String>::new());
        assert_eq!(directory.prove("alice", "right").await.map(|entry| entry.name), Ok("alice".to_owned()));
    }
}

#[tokio::test]
async fn a_name_that_nobody_has_costs_a_bind_as_a_wrong_password_does() {
    let stand = Stand::new(|asked| match asked.operation {
        SEARCH if !asked.whole.windows(5).any(|part| part == b"alice") => (Vec::new(), 0),
        SEARCH => (vec![person(ALICE, &[])], 0),
        // Even where a server lets in who is not there.
        _ if asked.about == ALICE => (Vec::new(), 49),
        _ => (Vec::new(), 0),
    })
    .await;
    let directory = stand.directory("bind = \"anonymous\"");
    assert_eq!(directory.prove("alice", "wrong").await, Err(Refusal::WrongPassword));
    assert_eq!(stand.heard(), ["search dc=x".to_owned(), format!("bind {ALICE}")]);
    assert_eq!(directory.prove("nobody", "wrong").await, Err(Refusal::Unknown));
    assert_eq!(stand.heard(), ["search dc=x", "bind cn=00000000-0000-0000-0000-000000000000,dc=x"]);
}

#[tokio::test]
async fn whoever_binds_as_themselves_is_nobody_whom_the_filter_finds_beside() {
    let stand = Stand::new(|asked| match asked.operation {
        BIND => (Vec::new(), 0),
        // What somebody has written into their own entry, or another's name.
        _ => (vec![person("uid=admin,dc=x", &[])], 0),
    })
    .await;
    let directory = stand.directory(OWN);
    assert_eq!(directory.prove("mallory", "hers").await, Err(Refusal::Unknown));
    // In every spelling it is herself.
    assert!(directory.prove("admin", "right").await.is_ok());
    assert!(directory.prove("ADMIN", "right").await.is_ok());
    stand.heard();
    // A name stays one value of the name that is bound.
    for name in ["mallory,dc=x\u{0}", "admin,dc=x", "admin+cn=a", " admin", "#61", "a\\2cdc"] {
        directory.prove(name, "hers").await.unwrap_err();
    }
    let bound: Vec<String> = stand.heard().into_iter().filter(|one| one.starts_with("bind")).collect();
    let wanted = ["admin\\2cdc\\3dx", "admin\\2bcn\\3da", "\\20admin", "\\2361", "a\\5c2cdc"];
    assert_eq!(bound, wanted.map(|own| format!("bind uid={own},dc=x")));
}

#[tokio::test]
async fn groups_count_below_their_base_and_as_the_filter_says() {
    let above = [("memberOf", "cn=staff,ou=groups,dc=x"), ("memberOf", "cn=admins,ou=other,dc=x")];
    let stand = Stand::new(move |asked| match (asked.operation, asked.about.as_str()) {
        (BIND, _) => (Vec::new(), 0),
        (_, "dc=x") => (vec![person(ALICE, &above)], 0),
        // It goes in circles.
        (_, "cn=staff,ou=groups,dc=x") => {
            let above = [("cn", "staff"), ("memberOf", "CN=Staff, ou=groups,dc=x"), ("memberOf", ALICE)];
            (vec![entry("cn=staff,ou=groups,dc=x", &above)], 0)
        }
        _ => (vec![entry("cn=admins,ou=other,dc=x", &[("cn", "admins")])], 0),
    })
    .await;
    let groups = "group_lookup = \"member_of\"\ngroups = \"all\"\ngroup_base_dn = \"ou=groups,dc=x\"\n\
                  group_filter = \"(objectClass=chosen)\"\nbind = \"anonymous\"";
    let directory = stand.directory(groups);
    assert_eq!(directory.find("alice").await.unwrap().unwrap().groups, ["staff"]);
    let asked = std::mem::take(&mut *stand.heard.lock().unwrap());
    let about: Vec<&str> = asked.iter().map(|asked| asked.about.as_str()).collect();
    assert_eq!(about, ["dc=x", "cn=staff,ou=groups,dc=x"]);
    assert!(asked[1].whole.windows(6).any(|part| part == b"chosen"));
}

#[tokio::test]
async fn a_name_that_is_a_pattern_is_in_no_group_by_it() {
    // Whoever may choose the own name gets into no group that it would match.
    const STAR: &str = "uid=*,dc=x";
    let stand = Stand::new(|asked| match (asked.operation, asked.about.as_str()) {
        (SEARCH, "dc=x") => {
            let own = [("entryUUID", "00112233-4455-6677-8899-aabbccddeeff"), ("uid", "a*)(cn=*")];
            (vec![entry(STAR, &own)], 0)
        }
        _ => (Vec::new(), 0),
    })
    .await;
    let groups = "group_lookup = \"members\"\ngroups = \"all\"\ngroup_base_dn = \"ou=groups,dc=x\"\nbind = \"anonymous\"";
    let directory = stand.directory(groups);
    assert_eq!(directory.find("a*)(cn=*").await.unwrap().unwrap().groups, Vec::<String>::new());
    let asked = std::mem::take(&mut *stand.heard.lock().unwrap());
    assert_eq!(asked.len(), 2);
    // Each is compared as it is: an equality holds it whole.
    for (name, value) in [("member", STAR), ("uniqueMember", STAR), ("memberUid", "a*)(cn=*")] {
        let (mut inner, mut wanted) = (Vec::new(), Vec::new());
        ber::put(&mut inner, ber::OCTETS, name.as_bytes());
        ber::put(&mut inner, ber::OCTETS, value.as_bytes());
        ber::put(&mut wanted, 0xa3, &inner);
        assert!(asked[1].whole.windows(wanted.len()).any(|part| part == wanted), "{name}");
    }
}
