//! Precedence, kinds, and names that are not options.

use super::*;

fn none(_: &str) -> Option<String> {
    None
}

fn serve(file: &str) -> (Given, Vec<Fault>) {
    gather(Command::Serve, &Given::new(), &none, Some(file))
}

#[test]
fn flags_go_before_variables_before_the_file() {
    let file = "listen = \"127.0.0.1:1\"\naccount = \"111111111111\"\nissuer = \"aws\"\n";
    let environment = |name: &str| match name {
        "CENOTE_LISTEN" => Some("127.0.0.1:2".to_owned()),
        "CENOTE_ACCOUNT" => Some("222222222222".to_owned()),
        _ => None,
    };
    let flags = Given::from([("listen", "127.0.0.1:3".to_owned())]);
    let (given, faults) = gather(Command::Serve, &flags, &environment, Some(file));
    assert_eq!(faults, []);
    let of = |key: &str| given.get(key).map(String::as_str);
    assert_eq!(of("listen"), Some("127.0.0.1:3"));
    assert_eq!(of("account"), Some("222222222222"));
    assert_eq!(of("issuer"), Some("aws"));
    assert_eq!(of("data"), None);
}

#[test]
fn the_file_has_tables_lists_flags_and_numbers() {
    let (given, faults) = serve(
        "regions = [\"eu-west-1\", \"us-east-1\"]\nallow_http = true\nshutdown_grace_s = 5\n\
         [delivery]\nkind = \"file\"\npath = \"mail.jsonl\"\n",
    );
    assert_eq!(faults, []);
    assert_eq!(given["regions"], "eu-west-1,us-east-1");
    assert_eq!((given["allow_http"].as_str(), given["shutdown_grace_s"].as_str()), ("true", "5"));
    assert_eq!((given["delivery.kind"].as_str(), given["delivery.path"].as_str()), ("file", "mail.jsonl"));
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    let (_, faults) = serve("publik_url = \"x\"\nzebra_crossings = 1\n[delivery]\nkin = \"file\"\n");
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "delivery.kin: is not an option. Did you mean `delivery.kind`?",
            "publik_url: is not an option. Did you mean `public_url`?",
            "zebra_crossings: is not an option. Take it out; `cenote serve --help` lists the options",
        ]
    );
}

#[test]
fn wrong_kinds_secrets_and_dev_options_are_refused() {
    let (_, faults) = serve("listen = 1\nroot_key = \"a\"\nfixed_code = \"123456\"\nallow_http = \"yes\"\n");
    let options: Vec<&str> = faults.iter().map(|fault| fault.option.as_str()).collect();
    assert_eq!(options, ["allow_http", "fixed_code", "listen", "root_key"]);
    let environment = |name: &str| (name == "CENOTE_FIXED_CODE").then(|| "123456".to_owned());
    let (given, faults) = gather(Command::Serve, &Given::new(), &environment, None);
    assert_eq!((given.len(), faults[0].option.as_str()), (0, "CENOTE_FIXED_CODE"));
    let (given, faults) = gather(Command::Dev, &Given::new(), &environment, None);
    assert_eq!((given.len(), faults.len()), (1, 0));
}

#[test]
fn a_file_that_does_not_parse_names_its_line() {
    let (_, faults) = serve("listen = \"a\"\n= 3\n");
    assert!(faults[0].problem.starts_with("does not parse at line 2"), "{}", faults[0].problem);
}
