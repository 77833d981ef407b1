//! Precedence ends in typed settings, and every weakness is refused by name.

use super::*;

fn given(pairs: &[(&'static str, &str)]) -> Given {
    pairs.iter().map(|(key, value)| (*key, (*value).to_owned())).collect()
}

fn refused(command: Command, pairs: &[(&'static str, &str)]) -> Vec<String> {
    let (_, faults) = settings(command, &given(pairs), Vec::new());
    faults.into_iter().map(|fault| fault.option).collect()
}

const GOOD: (&str, &str) = ("public_url", "https://id.example.com");

#[test]
fn dev_needs_nothing() {
    let (settings, faults) = settings(Command::Dev, &Given::new(), Vec::new());
    assert_eq!(faults, []);
    assert_eq!(settings.listen.to_string(), "127.0.0.1:7665");
    assert_eq!((settings.data.to_str(), settings.logs_json), (Some(".cenote"), false));
    assert_eq!((settings.regions, settings.account.as_str()), (vec!["us-east-1".to_owned()], "000000000000"));
    assert!(settings.limits_attempts && !settings.reuse_revokes);
}

#[test]
fn dev_is_for_this_machine() {
    for address in ["0.0.0.0:7665", "192.0.2.1:80", "[::]:7665"] {
        assert_eq!(refused(Command::Dev, &[("listen", address)]), ["listen"], "{address}");
    }
    for address in ["127.0.0.1:0", "[::1]:0", "localhost:7665", "127.1.2.3:7665"] {
        assert!(refused(Command::Dev, &[("listen", address)]).is_empty(), "{address}");
    }
    assert_eq!(refused(Command::Dev, &[("memory", "true"), ("data", "x")]), ["memory"]);
    assert_eq!(refused(Command::Dev, &[("memory", "true"), ("database_url", "postgres://x")]), ["memory"]);
    assert_eq!(refused(Command::Dev, &[("fixed_code", "12345")]), ["fixed_code"]);
}

#[test]
fn serve_names_every_weakness_at_once() {
    let weak = [
        ("listen", "0.0.0.0:7665"),
        ("account", "12"),
        ("regions", "local-1"),
        ("delivery.kind", "file"),
        ("database_url", "postgres://u:p@h/d"),
        ("tls_cert", "cert.pem"),
    ];
    let mut named = refused(Command::Serve, &weak);
    named.sort();
    assert_eq!(
        named,
        ["account", "delivery.path", "listen", "public_url", "regions", "root_key_file", "tls_key"]
    );
}

#[test]
fn serve_wants_https_or_a_word_for_it() {
    assert!(refused(Command::Serve, &[GOOD]).is_empty());
    assert!(refused(Command::Serve, &[("public_url", "http://127.0.0.1:7665")]).is_empty());
    assert_eq!(refused(Command::Serve, &[("public_url", "http://id.example.com")]), ["public_url"]);
    assert!(
        refused(Command::Serve, &[("public_url", "http://id.example.com"), ("allow_http", "true")])
            .is_empty()
    );
    assert_eq!(refused(Command::Serve, &[("public_url", "id.example.com")]), ["public_url"]);
    let zero = ("public_url", "http://127.0.0.1:0");
    assert_eq!(refused(Command::Serve, &[zero]), ["public_url"]);
    assert!(refused(Command::Serve, &[zero, ("listen", "127.0.0.1:0")]).is_empty());
}

#[test]
fn serve_listens_openly_only_when_covered() {
    let open = ("listen", "0.0.0.0:443");
    assert_eq!(refused(Command::Serve, &[GOOD, open]), ["listen"]);
    assert!(refused(Command::Serve, &[GOOD, open, ("tls_cert", "c"), ("tls_key", "k")]).is_empty());
    assert!(refused(Command::Serve, &[GOOD, open, ("trusted_proxies", "10.0.0.0/8")]).is_empty());
    assert!(refused(Command::Serve, &[GOOD, open, ("allow_plaintext", "true")]).is_empty());
}

#[test]
fn a_database_elsewhere_needs_a_place_for_its_keys() {
    let database = ("database_url", "postgres://u:p@h/d");
    assert_eq!(refused(Command::Serve, &[GOOD, database]), ["root_key_file"]);
    assert!(refused(Command::Serve, &[GOOD, database, ("data", "d")]).is_empty());
    assert!(refused(Command::Serve, &[GOOD, database, ("root_key_file", "k")]).is_empty());
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assert!(refused(Command::Serve, &[GOOD, database, ("root_key", key)]).is_empty());
    assert_eq!(refused(Command::Serve, &[GOOD, database, ("root_key", "AAAA")]), ["root_key"]);
}

#[test]
fn words_numbers_and_filters_are_checked() {
    assert_eq!(refused(Command::Serve, &[GOOD, ("issuer", "mine")]), ["issuer"]);
    assert_eq!(refused(Command::Serve, &[GOOD, ("shutdown_grace_s", "soon")]), ["shutdown_grace_s"]);
    assert_eq!(refused(Command::Serve, &[GOOD, ("allow_http", "yes")]), ["allow_http"]);
    assert_eq!(refused(Command::Serve, &[GOOD, ("log", "info,=")]), ["log"]);
    assert_eq!(
        refused(Command::Serve, &[GOOD, ("trusted_proxies", "10.0.0.0/8,office")]),
        ["trusted_proxies"]
    );
    assert_eq!(refused(Command::Serve, &[GOOD, ("regions", " ")]), ["regions"]);
}

#[test]
fn settings_do_not_show_secrets() {
    let pairs = [GOOD, ("database_url", "postgres://u:hunter2@h/d"), ("data", "d")];
    let (settings, _) = settings(Command::Serve, &given(&pairs), Vec::new());
    assert!(!format!("{settings:?}").contains("hunter2"));
}

#[cfg(unix)]
#[test]
fn files_that_others_can_read_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let ring = folder.path().join("keyring.json");
    std::fs::write(&ring, "{}").unwrap();
    let data = folder.path().to_str().unwrap();
    let (settings, faults) = settings(Command::Serve, &given(&[GOOD, ("data", data)]), Vec::new());
    assert_eq!(faults, []);
    for (folder_mode, ring_mode, named) in [
        (0o700, 0o600, &[][..]),
        (0o755, 0o644, &["data", "root_key_file"]),
        (0o700, 0o640, &["root_key_file"]),
    ] {
        std::fs::set_permissions(&ring, PermissionsExt::from_mode(ring_mode)).unwrap();
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(folder_mode)).unwrap();
        let mut faults = Vec::new();
        check::files(&settings, &mut faults);
        let options: Vec<&str> = faults.iter().map(|fault| fault.option.as_str()).collect();
        assert_eq!(options, named);
    }
}

#[test]
fn the_page_of_options_is_what_the_code_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(kept, docs::page(), "run: cargo run -- docs options > docs/configuration.md");
}

#[test]
fn what_a_wrong_value_should_be_fits_its_option() {
    for option in table::OPTIONS {
        let is_flag = option.kind == table::Kind::Flag;
        assert_eq!(wanted(option.key) == "Give a value true or false", is_flag, "{}", option.key);
    }
    assert_eq!(wanted("session_minutes"), "Give a value such as 60");
}
