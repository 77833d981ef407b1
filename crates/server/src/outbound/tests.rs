//! Which addresses are asked, and which are not even connected to.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::config::values::network;

fn loopback() -> Client {
    Client::new(vec![network("127.0.0.0/8").unwrap()])
}

/// A server that answers each connection with these texts, one after another.
async fn answering(answers: Vec<String>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 1_024];
            let read = stream.read(&mut asked).await.unwrap();
            assert!(asked[..read].starts_with(b"GET /"));
            // A client that has had enough hangs up.
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    port
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn only_public_addresses_are_public() {
    for private in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "ff02::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2001::1",
        "100::1",
        "fec0::1",
    ] {
        assert!(!is_public(private.parse().unwrap()), "{private}");
    }
    for public in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111", "::ffff:8.8.8.8"]
    {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
}

#[tokio::test]
async fn private_addresses_are_refused_by_any_name_and_before_they_are_connected_to() {
    let client = Client::new(Vec::new());
    assert!(!client.may_be_plain());
    for url in [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data",
        "http://1.1.1.1/",
        "https://1.1.1.1:8443/",
        "https://user@1.1.1.1/",
        "https://0x7f.1/",
    ] {
        let refused = client.get(url).await.unwrap_err();
        let is_right = matches!(refused, Unfetched::Forbidden(_))
            || (url.contains("0x7f") && matches!(refused, Unfetched::Failed(_)));
        assert!(is_right, "{url}: {refused}");
    }
}

#[tokio::test]
async fn a_network_that_is_named_is_asked_over_http() {
    let client = loopback();
    let port = answering(vec![ok("hello"), "HTTP/1.1 404 Not Found\r\n\r\n".to_owned()]).await;
    let url = format!("http://127.0.0.1:{port}/metadata?x=1");
    assert_eq!(client.get(&url).await.unwrap(), b"hello");
    assert!(matches!(client.get(&url).await, Err(Unfetched::Status(404))));
    for url in ["ftp://127.0.0.1/", "/metadata", "nonsense", ""] {
        assert!(client.get(url).await.is_err(), "{url}");
    }
}

#[tokio::test]
async fn a_redirect_is_checked_like_the_first_address() {
    let client = loopback();
    let to = |place: &str| format!("HTTP/1.1 302 Found\r\nlocation: {place}\r\ncontent-length: 0\r\n\r\n");
    let port = answering(vec![to("/there"), ok("there")]).await;
    assert_eq!(client.get(&format!("http://127.0.0.1:{port}/")).await.unwrap(), b"there");
    let port = answering(vec![to("http://169.254.169.254/latest/meta-data")]).await;
    let refused = client.get(&format!("http://127.0.0.1:{port}/")).await.unwrap_err();
    assert!(matches!(refused, Unfetched::Forbidden(_)), "{refused}");
    let port = answering(vec![to("/again"); 6]).await;
    let refused = client.get(&format!("http://127.0.0.1:{port}/")).await.unwrap_err();
    assert_eq!(refused.to_string(), "it does not answer: it redirects too often");
}

#[tokio::test]
async fn a_form_is_told_where_it_may_be_and_followed_nowhere() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://127.0.0.1:{}/logout?x=1", listener.local_addr().unwrap().port());
    let peer = tokio::spawn(async move {
        let mut told = Vec::new();
        for answer in ["204 No Content", "302 Found\r\nlocation: http://127.0.0.1:1/", "400 Bad Request"] {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut text = Vec::new();
            while !text.ends_with(b"logout_token=a.b.c") {
                assert_ne!(stream.read_buf(&mut text).await.unwrap(), 0);
            }
            told.push(String::from_utf8(text).unwrap().to_ascii_lowercase());
            let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        told
    });
    let form = || "logout_token=a.b.c".to_owned();
    for status in [204, 302, 400] {
        assert_eq!(loopback().tell(&url, form()).await.unwrap(), status);
    }
    let told = peer.await.unwrap();
    assert!(told[0].starts_with("post /logout?x=1 http/1.1\r\n"), "{}", told[0]);
    assert!(told[0].contains("content-type: application/x-www-form-urlencoded\r\n"), "{}", told[0]);
    // Where nobody has named the network it is not even connected to.
    for url in [url.as_str(), "https://localhost/", "http://1.1.1.1/", "https://[::ffff:10.0.0.1]/"] {
        let refused = Client::new(Vec::new()).tell(url, form()).await.unwrap_err();
        assert!(matches!(refused, Unfetched::Forbidden(_)), "{url}: {refused}");
    }
}

#[tokio::test]
async fn a_question_goes_nowhere_but_where_it_is_asked_and_its_answer_is_read_whatever_it_is() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://127.0.0.1:{}/token", listener.local_addr().unwrap().port());
    let peer = tokio::spawn(async move {
        let mut told = Vec::new();
        for answer in ["400 Bad Request", "302 Found\r\nlocation: http://127.0.0.1:1/"] {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut text = Vec::new();
            while !text.ends_with(b"code=c") {
                assert_ne!(stream.read_buf(&mut text).await.unwrap(), 0);
            }
            told.push(String::from_utf8(text).unwrap().to_ascii_lowercase());
            let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 2\r\n\r\n{{}}");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
        told
    });
    let headers = vec![("authorization", "Basic eA==".to_owned())];
    let question = Question { url: &url, headers, form: Some("code=c".to_owned()) };
    for status in [400, 302] {
        let reply = loopback().ask(question.clone()).await.unwrap();
        assert_eq!((reply.status, reply.body.as_slice()), (status, b"{}".as_slice()));
    }
    let told = peer.await.unwrap();
    assert!(told[0].starts_with("post /token http/1.1\r\n"), "{}", told[0]);
    assert!(told[0].contains("authorization: basic ea==\r\n"), "{}", told[0]);
    for url in [
        url.as_str(),
        "https://localhost/",
        "http://1.1.1.1/",
        "http://1.1.1.1:443/",
        "https://1.1.1.1:8443/",
        "https://idp.example@1.1.1.1/",
        "https://[64:ff9b::a00:1]/",
    ] {
        let refused = Client::new(Vec::new()).ask(Question { url, ..question.clone() }).await.unwrap_err();
        assert!(matches!(refused, Unfetched::Forbidden(_)), "{url}: {refused}");
    }
}

#[tokio::test]
async fn a_document_that_is_too_long_is_given_up() {
    let port = answering(vec![ok(&"x".repeat(LONGEST + 1)), ok(&"x".repeat(LONGEST))]).await;
    let url = format!("http://127.0.0.1:{port}/");
    assert!(matches!(loopback().get(&url).await, Err(Unfetched::Failed(_))));
    assert_eq!(loopback().get(&url).await.unwrap().len(), LONGEST);
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_given_up() {
    let port = answering(vec![ok(&"x".repeat(LONGEST + 1)), ok(&"x".repeat(LONGEST))]).await;
    let url = format!("http://127.0.0.1:{port}/");
    let question = Question { url: &url, headers: Vec::new(), form: None };
    assert!(matches!(loopback().ask(question.clone()).await, Err(Unfetched::Failed(_))));
    assert_eq!(loopback().ask(question).await.unwrap().body.len(), LONGEST);
}

#[tokio::test]
async fn a_server_that_says_nothing_holds_nobody_for_long() {
    assert_eq!(loopback().patience, Duration::from_secs(5));
    let hasty = Client { patience: Duration::from_millis(20), ..loopback() };
    // Reached, and silent.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let question = Question { url: &url, headers: Vec::new(), form: Some("a=b".to_owned()) };
    for error in [
        hasty.get(&url).await.unwrap_err(),
        hasty.ask(question).await.unwrap_err(),
        hasty.tell(&url, "a=b".to_owned()).await.unwrap_err(),
    ] {
        assert_eq!(error.to_string(), "it does not answer: it takes too long");
    }
}
