//! What a settings file says of functions, and what of it is refused.

use super::*;

const ARN: &str = "arn:aws:lambda:eu-west-1:123456789012:function:f";

/// The functions of a file, and the options that are at fault, without the ARN.
fn told(body: &str) -> (Functions, Vec<String>) {
    let file: Table = format!("[functions.\"{ARN}\"]\n{body}").parse().unwrap();
    let environment = |name: &str| match name {
        "HOOK" => Some("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned()),
        "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => Some(name.to_lowercase()),
        _ => None,
    };
    let mut faults = Vec::new();
    let functions = read(&file, &environment, &mut faults);
    let place = format!("functions.\"{ARN}\"");
    let short = |fault: Fault| fault.option.replace(&place, "").trim_start_matches('.').to_owned();
    (functions, faults.into_iter().map(short).collect())
}

fn function(body: &str) -> Function {
    let (mut functions, faults) = told(body);
    assert_eq!(faults, [""; 0], "{body}");
    functions.by_arn.remove(ARN).unwrap()
}

#[test]
fn a_program_has_its_limits() {
    let function =
        function("command = [\"./bootstrap\", \"-v\"]\nenvironment = { A = \"1\", B = { env = \"HOOK\" } }");
    assert_eq!((function.timeout, function.attempts), (Duration::from_secs(5), 3));
    let Target::Local(local) = function.target else { panic!("a program") };
    assert_eq!(local.program, Program::Command(vec!["./bootstrap".to_owned(), "-v".to_owned()]));
    assert!(local.folder.is_absolute());
    assert_eq!((local.instances, local.idle, local.memory_mb), (4, Duration::from_secs(300), 512));
    assert!(local.environment["B"].reveal().starts_with("whsec_"));
}

#[test]
fn a_handler_tells_its_runtime_by_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let body = |more: &str| format!("handler = \"index.run\"\nfolder = {:?}\n{more}", folder.path());
    assert_eq!(told(&body("")).1, ["handler"]);
    let program = |more: &str| match function(&body(more)).target {
        Target::Local(local) => local.program,
        _ => panic!("a program"),
    };
    std::fs::write(folder.path().join("index.py"), "").unwrap();
    assert_eq!(program(""), Program::Python("index.run".to_owned()));
    std::fs::write(folder.path().join("index.mjs"), "").unwrap();
    assert_eq!(told(&body("")).1, ["handler"]);
    assert_eq!(program("runtime = \"node\""), Program::Node("index.run".to_owned()));
    assert_eq!(told(&body("runtime = \"ruby\"")).1, ["runtime"]);
}

#[test]
fn a_server_needs_a_key_and_a_closed_way() {
    let endpoint = |more: &str| told(&format!("url = \"https://hooks.example.com/x\"\n{more}"));
    let (functions, faults) = endpoint("secret = { env = \"HOOK\" }");
    assert!(faults.is_empty() && !functions.holds_secrets);
    let Target::Endpoint(endpoint_of) = &functions.by_arn[ARN].target else { panic!("a server") };
    assert_eq!(endpoint_of.key.0.len(), 24);
    assert!(endpoint("secret = \"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"").0.holds_secrets);
    for (secret, fault) in
        [("\"c2hvcnQ=\"", "secret"), ("\"***\"", "secret"), ("{ env = \"NOT_SET\" }", "secret")]
    {
        assert!(endpoint(&format!("secret = {secret}")).1.contains(&fault.to_owned()), "{secret}");
    }
    assert_eq!(endpoint("").1, ["secret"]);
    let plain = "url = \"http://10.0.0.1/x\"\nsecret = { env = \"HOOK\" }\n";
    assert_eq!(told(plain).1, ["url"]);
    assert!(told(&format!("{plain}allow_private = true")).1.is_empty());
    for url in ["ftp://x/", "hooks", "https://user@hooks.example.com/"] {
        assert_eq!(told(&format!("url = \"{url}\"\nsecret = {{ env = \"HOOK\" }}")).1, ["url"], "{url}");
    }
}

#[test]
fn an_invoke_endpoint_takes_the_keys_of_the_environment() {
    let base = "invoke = \"https://lambda.eu-west-1.amazonaws.com\"\n";
    let Target::Invoke(invoke) = function(base).target else { panic!("an endpoint") };
    assert_eq!((invoke.region.as_str(), invoke.access_key_id.as_str()), ("eu-west-1", "aws_access_key_id"));
    let own = format!(
        "{base}access_key_id = \"AKIA\"\nsecret_access_key = {{ env = \"HOOK\" }}\nregion = \"us-east-1\""
    );
    let Target::Invoke(invoke) = function(&own).target else { panic!("an endpoint") };
    assert_eq!((invoke.region.as_str(), invoke.access_key_id.as_str()), ("us-east-1", "AKIA"));
    assert_eq!(told(&format!("{base}access_key_id = \"AKIA\"")).1, ["secret_access_key"]);
}

#[test]
fn what_has_no_effect_is_refused() {
    assert_eq!(told("").1, [""]);
    assert_eq!(told("command = [\"x\"]\nurl = \"https://x\"").1, [""]);
    assert_eq!(told("command = [\"x\"]\nsecret = \"x\"\nspeed = 1").1, ["secret", "speed"]);
    assert_eq!(told("command = [\"x\"]\nenvironment = { A = 1 }").1, ["environment"]);
    for (key, wrong) in [("timeout_ms", "99"), ("attempts", "4"), ("instances", "0"), ("idle_s", "\"1\"")] {
        assert_eq!(told(&format!("command = [\"x\"]\n{key} = {wrong}")).1, [key]);
    }
    for command in ["[]", "\"x\"", "[1]", "[\"\"]"] {
        assert_eq!(told(&format!("command = {command}")).1, ["command"], "{command}");
    }
}

#[test]
fn an_arn_is_one_of_a_function() {
    assert!(is_function(ARN) && is_function(&format!("{ARN}:live")));
    for arn in
        ["f", "arn:aws:s3:::bucket", "arn:aws:lambda:eu-west-1:1:layer:x", "arn:aws:lambda::1:function:f"]
    {
        assert!(!is_function(arn), "{arn}");
    }
    assert!(!is_function(&format!("{ARN}:live:more")));
    assert_eq!((arn_part(ARN, 3), arn_part(ARN, 6), arn_part(ARN, 7)), ("eu-west-1", "f", ""));
}
