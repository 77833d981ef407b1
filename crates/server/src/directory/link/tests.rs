//! Servers that lie, and whoever sits between and would: what a connection makes of them, and what they get to read.
//! RFC: 4511, 4513 section 3.1.1 (nothing is sent along with StartTLS).

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::*;
use crate::directory::answers::{BOUND, ENTRY, SEARCHED, answer, done, entry};
use crate::directory::servers;

fn found_at(dn: &str) -> Vec<u8> {
    answer(1, ENTRY, &entry(dn, &[]))
}

const ELSEWHERE: u8 = 0x73;
const EXTENDED: u8 = 0x78;

/// A server that answers the first that it hears with this, and tells all that it heard until the connection ended.
async fn serve(answer: Vec<u8>) -> (u16, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = vec![0; 4_096];
        let length = stream.read(&mut heard).await.unwrap();
        heard.truncate(length);
        if length > 0 {
            stream.write_all(&answer).await.unwrap();
        }
        stream.read_to_end(&mut heard).await.ok();
        heard
    });
    (port, heard)
}

async fn reach(port: u16, security: Security) -> Result<Link, Trouble> {
    let address = Address { host: "127.0.0.1".to_owned(), port, security };
    in_time(Link::reach(0, &address, &servers::tls(None).unwrap(), &[])).await
}

/// Whoever waits for what never comes has found a fault.
async fn in_time<T>(asked: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    timeout(Duration::from_secs(10), asked).await.expect("an end")
}

fn anybody() -> Search {
    Search {
        base: "dc=x".to_owned(),
        is_deep: true,
        filter: crate::directory::filter::encoded("(uid=alice)").unwrap(),
        attributes: Vec::new(),
        most: 2,
        page: None,
    }
}

async fn bound(answer: Vec<u8>) -> Result<Outcome, Trouble> {
    let (port, heard) = serve(answer).await;
    let mut link = reach(port, Security::Plain).await.unwrap();
    let told = in_time(link.bind("uid=alice,dc=x", "the password")).await;
    drop(link);
    assert_eq!(heard.await.unwrap(), message::bind(1, "uid=alice,dc=x", "the password"));
    told
}

async fn found(answer: Vec<u8>) -> Result<Vec<String>, Trouble> {
    let (port, _heard) = serve(answer).await;
    let mut link = reach(port, Security::Plain).await.unwrap();
    let (all, _) = link.search(&anybody(), LONGEST).await?;
    Ok(all.into_iter().map(|raw| raw.dn).collect())
}

#[tokio::test]
async fn whoever_takes_starttls_away_or_adds_to_it_hears_nothing_more() {
    let yes = done(1, EXTENDED, 0);
    for (answer, wanted) in [
        (done(1, EXTENDED, 2), "it does not offer StartTLS: code 2, "),
        (done(1, EXTENDED, 52), "it does not offer StartTLS: code 52, "),
        // A bind that nobody has asked for, put before what comes by TLS.
        ([yes.clone(), done(2, BOUND, 0)].concat(), "its answer does not read as LDAP"),
        ([yes.clone(), yes[..3].to_vec()].concat(), "its answer does not read as LDAP"),
        (done(2, EXTENDED, 0), "its answer does not read as LDAP"),
    ] {
        let (port, heard) = serve(answer).await;
        let refused = reach(port, Security::StartTls).await.err().expect("a refusal");
        assert_eq!(refused.to_string(), wanted);
        assert_eq!(heard.await.unwrap(), message::start_tls(1), "{wanted}");
    }
}

#[tokio::test]
async fn nobody_binds_without_a_name_or_a_password() {
    let (port, heard) = serve(done(1, BOUND, 0)).await;
    let mut link = reach(port, Security::Plain).await.unwrap();
    for (dn, password) in [("uid=alice,dc=x", ""), ("", "the password"), ("", "")] {
        assert!(matches!(link.bind(dn, password).await, Err(Trouble::Refused(49, _))));
    }
    drop(link);
    assert_eq!(heard.await.unwrap(), b"");
}

#[tokio::test]
async fn an_answer_counts_for_its_own_question_alone() {
    assert_eq!(bound(done(1, BOUND, 0)).await.unwrap().code, 0);
    assert_eq!(bound(done(1, BOUND, 49)).await.unwrap().code, 49);
    for (answer, wanted) in [
        (done(2, BOUND, 0), "its answer does not read as LDAP"),
        (done(0, EXTENDED, 0), "it ends the connection"),
        (found_at("uid=alice,dc=x"), "its answer does not read as LDAP"),
        (vec![0x30, 0x84, 0x7f, 0xff, 0xff, 0xff], "its answer is longer than 1048576 bytes"),
    ] {
        let refused = bound(answer).await.expect_err("a refusal");
        assert!(matches!(refused, Trouble::Lost(_)) && refused.to_string() == wanted, "{refused}");
    }
}

#[tokio::test]
async fn nobody_is_asked_elsewhere_and_nothing_more_is_taken_than_was_asked_for() {
    let alice = found_at("uid=alice,dc=x");
    let end = done(1, SEARCHED, 0);
    let mut place = Vec::new();
    ber::put(&mut place, ber::OCTETS, b"ldap://evil.example/dc=x");
    let elsewhere = answer(1, ELSEWHERE, &place);
    let all = [elsewhere, alice.clone(), end.clone()].concat();
    assert_eq!(found(all).await, Ok(vec!["uid=alice,dc=x".to_owned()]));
    // What is not here at all is no answer: least of all that there is nobody.
    assert_eq!(found(done(1, SEARCHED, REFERRAL)).await, Err(Trouble::Refused(REFERRAL, String::new())));
    assert_eq!(
        found([alice.clone(), done(1, SEARCHED, REFERRAL)].concat()).await,
        Err(Trouble::Refused(REFERRAL, String::new()))
    );
    let three = [alice.clone(), alice.clone(), alice.clone(), end].concat();
    let more = Trouble::Lost("it gives more entries than were asked for".to_owned());
    assert_eq!(found(three).await, Err(more));
    let cut = [alice.clone(), alice, done(1, SEARCHED, SIZE_LIMIT)].concat();
    assert_eq!(found(cut).await.unwrap().len(), 2);
}
