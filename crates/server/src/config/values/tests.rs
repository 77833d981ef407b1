//! Forms that are taken, and forms that are refused.

use super::*;

#[test]
fn origins_are_scheme_host_and_port() {
    for (text, shown) in [
        ("https://id.example.com", "https://id.example.com"),
        ("https://ID.example.com/", "https://id.example.com"),
        ("http://127.0.0.1:7665", "http://127.0.0.1:7665"),
        ("http://[::1]:7665", "http://[::1]:7665"),
    ] {
        assert_eq!(origin(text).unwrap().to_string(), shown);
    }
    for text in
        ["id.example.com", "ftp://x", "https://", "https://x/y", "https://x?y", "https://a@x", "https://a b"]
    {
        assert!(origin(text).is_err(), "{text}");
    }
    assert!(origin("http://[::1]:1").unwrap().is_loopback());
    assert!(origin("http://demo.auth.localhost:1").unwrap().is_loopback());
    assert!(!origin("http://localhost.example.com").unwrap().is_loopback());
}

#[test]
fn hosts_name_origins() {
    let own = origin("https://id.example.com").unwrap();
    assert!(own.answers_to("id.example.com") && own.answers_to("ID.example.com:443"));
    assert!(!own.answers_to("id.example.com:80") && !own.answers_to("example.com"));
    let local = origin("http://[::1]:7665").unwrap();
    assert!(local.answers_to("[::1]:7665") && !local.answers_to("[::1]") && !local.answers_to("[::1]:x"));
    assert_eq!(split_port("[::1]"), ("[::1]", None));
    assert_eq!(split_port("localhost:7665"), ("localhost", Some("7665")));
}

#[test]
fn networks_hold_addresses() {
    let holds = |range: &str, address: &str| network(range).unwrap().contains(address.parse().unwrap());
    assert!(holds("10.0.0.0/8", "10.255.1.2") && !holds("10.0.0.0/8", "11.0.0.1"));
    assert!(holds("192.0.2.7", "192.0.2.7") && !holds("192.0.2.7", "192.0.2.8"));
    assert!(holds("0.0.0.0/0", "203.0.113.9") && !holds("0.0.0.0/0", "2001:db8::1"));
    assert!(holds("::/0", "2001:db8::1") && holds("2001:db8::/32", "2001:db8:1::1"));
    assert!(holds("10.0.0.0/8", "::ffff:10.0.0.1"));
    for text in ["", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/-1", "example.com"] {
        assert!(network(text).is_err(), "{text}");
    }
}

#[test]
fn regions_look_real() {
    for text in ["us-east-1", "us-gov-west-1", "eusc-de-east-1", "ap-southeast-2"] {
        assert!(region(text).is_ok(), "{text}");
    }
    for text in ["", "local", "local-1", "us-east", "us-east-12", "US-EAST-1", "us--1", "eusc-east-1-1"] {
        assert!(region(text).is_err(), "{text}");
    }
}

#[test]
fn secrets_do_not_show() {
    assert_eq!(format!("{:?}", Secret::from("hunter2")), "***");
    let fault = root_key("c2VjcmV0").unwrap_err();
    assert_eq!(fault, "it holds 6 bytes instead of 32");
    assert!(root_key(&STANDARD.encode([7; 32])).is_ok());
}
