//! What a settings file says of gates, and what of it is refused.

use rules::forward_auth::gate::{Provider, Stranger};

use super::*;

fn read_text(text: &str) -> (ForwardAuth, Vec<String>) {
    let table: Table = text.parse().unwrap();
    let mut faults = Vec::new();
    let environment = |name: &str| (name == "SECRET").then(|| "hush".to_owned());
    let read = read(&table, &environment, &mut faults);
    (read, faults.iter().map(|fault| format!("{}: {}", fault.option, fault.problem)).collect())
}

#[test]
fn gates_of_tokens_read() {
    let (read, faults) = read_text(
        r#"
        [forward_auth.api]
        kind = "jwt"
        user_pool = "us-east-1_Abc123"
        audience = ["web", "mobile"]
        scopes = ["orders/read"]
        groups = "staff"
        claims = { tenant = ["7", "8"], plan = "gold" }
        claim_headers = { "X-Tenant" = "tenant" }
        identity_source = "$request.querystring.token"
        token_use = "access"
        result_ttl_s = 300
        [forward_auth.rest]
        kind = "user_pools"
        user_pools = ["us-east-1_Abc123", "eu-west-1_Def456"]
        identity_source = "method.request.header.X-Token"
        check_revocation = false
        [forward_auth.foreign]
        kind = "jwt"
        issuer = "https://login.example.com/tenant"
        audience = "api"
        [forward_auth.graph]
        kind = "appsync"
        user_pool = "us-east-1_Abc123"
        default_action = "DENY"
        "#,
    );
    assert_eq!(faults, [""; 0]);
    let Kind::Tokens(api) = &read.gates["api"].kind else { panic!() };
    assert_eq!(api.issuers, [Issuer::Pool("us-east-1_Abc123".to_owned())]);
    assert_eq!((api.source.clone(), api.ttl_s), (Source::Query("token".to_owned()), 300));
    assert_eq!((api.token_use.as_deref(), api.asks_store), (Some("access"), true));
    let wanted = &read.gates["api"].wanted;
    assert_eq!(
        (&wanted.scopes, &wanted.groups),
        (&vec!["orders/read".to_owned()], &vec!["staff".to_owned()])
    );
    assert_eq!(wanted.claims["tenant"], ["7", "8"]);
    assert_eq!(read.gates["api"].claim_headers, [("x-tenant".to_owned(), "tenant".to_owned())]);
    let Kind::Tokens(rest) = &read.gates["rest"].kind else { panic!() };
    assert_eq!((rest.token_use.as_deref(), rest.asks_store, rest.issuers.len()), (Some("id"), false, 2));
    assert_eq!(rest.source, Source::Header("x-token".to_owned()));
    assert_eq!(read.gates["foreign"].wanted.groups_claim, "groups");
    assert_eq!(read.gates["graph"].wanted.groups_claim, "cognito:groups");
}

#[test]
fn each_fault_is_told_with_its_place() {
    let told = |text: &str| read_text(text).1;
    let jwt = |more: &str| {
        told(&format!(
            "[forward_auth.a]\nkind = \"jwt\"\nuser_pool = \"us-east-1_A\"\naudience = \"x\"\n{more}"
        ))
    };
    for (more, fault) in [
        ("issuer = \"https://x.example\"", "forward_auth.a: names more than one issuer"),
        ("nonsense = 1", "forward_auth.a.nonsense: is not an option of this kind"),
        ("default_action = \"ALLOW\"", "forward_auth.a.default_action: is not an option of this kind"),
        ("result_ttl_s = 3601", "forward_auth.a.result_ttl_s: has a value that it cannot have"),
        ("token_use = \"both\"", "forward_auth.a.token_use: `both` is not one of its words"),
        ("scopes = [\"a b\"]", "forward_auth.a.scopes: has what no scope can be"),
        ("scopes = [\"a\\\"\"]", "forward_auth.a.scopes: has what no scope can be"),
        ("groups = []", "forward_auth.a.groups: has a value of the wrong kind"),
        ("claims = \"x\"", "forward_auth.a.claims: has a value of the wrong kind"),
        (
            "claim_headers = { \"Cookie\" = \"sub\" }",
            "forward_auth.a.claim_headers: has `Cookie`, which cannot be one",
        ),
        (
            "claim_headers = { \"X-A\\n\" = \"sub\" }",
            "forward_auth.a.claim_headers: has `X-A\n`, which cannot be one",
        ),
        ("identity_source = \"cookie\"", "forward_auth.a.identity_source: `cookie` is no place in a request"),
        ("check_revocation = 1", "forward_auth.a.check_revocation: has a value of the wrong kind"),
    ] {
        assert_eq!(jwt(more), [fault], "{more}");
    }
    for (text, fault) in [
        ("forward_auth = 1", "forward_auth: is no table"),
        ("[forward_auth]\na = 1", "forward_auth.a: is no table"),
        ("[forward_auth.keys]\nkind = \"jwt\"", "forward_auth.keys: has a name that no address holds"),
        ("[forward_auth.\"a/b\"]\nkind = \"jwt\"", "forward_auth.a/b: has a name that no address holds"),
        (
            "[forward_auth.a]\nkind = \"jwt\"\nuser_pool = \"us-east-1_A\"",
            "forward_auth.a.audience: is missing",
        ),
        (
            "[forward_auth.a]\nkind = \"jwt\"\naudience = \"x\"",
            "forward_auth.a: names nobody who issues tokens",
        ),
        (
            "[forward_auth.a]\nkind = \"jwt\"\naudience = \"x\"\nissuer = \"login.example\"",
            "forward_auth.a.issuer: is not a URL",
        ),
        (
            "[forward_auth.a]\nkind = \"user_pools\"\nuser_pools = [\"local_x\"]",
            "forward_auth.a.user_pool: `local_x` is no id of a pool",
        ),
        (
            "[forward_auth.a]\nuser_pool = \"us-east-1_A\"\naudience = \"x\"",
            "forward_auth.a.kind: is missing",
        ),
    ] {
        assert_eq!(told(text), [fault], "{text}");
    }
}

#[test]
fn a_gate_of_sign_ins_reads() {
    let text = r#"
        [forward_auth.app]
        kind = "alb"
        user_pool = "us-east-1_Abc123"
        client_id = "5g1h2example"
        origins = ["https://APP.example.com", "http://localhost:8080"]
        extra_params = { lang = "de" }
        on_unauthenticated_request = "deny"
        logout_uri = "https://app.example.com/bye"
    "#;
    let (read, faults) = read_text(text);
    assert_eq!(faults, [""; 0]);
    let Kind::Sessions(app) = &read.gates["app"].kind else { panic!() };
    assert_eq!(app.origins, ["https://app.example.com", "http://localhost:8080"]);
    assert_eq!(
        (app.cookie.as_str(), app.callback.as_str()),
        ("AWSELBAuthSessionCookie", "/oauth2/idpresponse")
    );
    assert_eq!((app.timeout_s, app.stranger, app.is_padded), (604_800, Stranger::Deny, true));
    assert_eq!(app.extra_params, [("lang".to_owned(), "de".to_owned())]);

    for (more, fault) in [
        ("scope = \"email\"", "scope: has no openid, by which people are known"),
        ("session_timeout_s = 0", "session_timeout_s: has a value that it cannot have"),
        ("session_timeout_s = 604801", "session_timeout_s: has a value that it cannot have"),
        ("session_cookie_name = \"a b\"", "session_cookie_name: is no name of a cookie"),
        (
            "session_cookie_name = \"__Host-a\"",
            "session_cookie_name: begins with a prefix that browsers take by https alone",
        ),
        ("callback_path = \"back\"", "callback_path: is no path"),
        ("callback_path = \"/a/../b\"", "callback_path: is no path"),
        ("load_balancer_arn = \"arn:aws:s3:::x\"", "load_balancer_arn: is not the ARN of a load balancer"),
        ("audience = \"x\"", "audience: is not an option of this kind"),
        ("padding = \"alb\"", "padding: has a value of the wrong kind"),
    ] {
        let told = read_text(&format!("{text}\n{more}")).1;
        assert_eq!(told, [format!("forward_auth.app.{fault}")], "{more}");
    }
    for (from, to, fault) in [
        (
            "lang = \"de\"",
            "state = \"x\"",
            "extra_params: has `state`, which is set already or has several values",
        ),
        (
            "http://localhost:8080",
            "http://app.example.com",
            "origins: has `http://app.example.com`, where cookies would travel in clear",
        ),
        (
            "http://localhost:8080",
            "https://a.example/x",
            "origins: `https://a.example/x` has a path: issuers and endpoints are made from the bare origin",
        ),
        ("https://app.example.com/bye", "javascript:1", "logout_uri: is not a URL"),
        ("us-east-1_Abc123", "x", "user_pool: is missing or no id of a pool"),
        ("client_id = \"5g1h2example\"", "", "client_id: is missing"),
    ] {
        let told = read_text(&text.replace(from, to)).1;
        assert_eq!(told, [format!("forward_auth.app.{fault}")], "{from}");
    }
}

#[test]
fn a_gate_of_a_provider_elsewhere_reads() {
    let text = r#"
        [forward_auth.app]
        kind = "alb"
        issuer = "https://login.example.com/tenant"
        authorization_endpoint = "https://login.example.com/authorize"
        token_endpoint = "https://login.example.com/token"
        user_info_endpoint = "https://login.example.com/userinfo"
        client_id = "app"
        client_secret = { env = "SECRET" }
        origins = ["https://app.example.com"]
    "#;
    let (read, faults) = read_text(text);
    assert_eq!(faults, [""; 0]);
    assert!(!read.holds_secrets);
    let Kind::Sessions(app) = &read.gates["app"].kind else { panic!() };
    let Provider::Elsewhere(there) = &app.provider else { panic!() };
    assert_eq!(
        (there.client_secret.reveal(), format!("{:?}", there.client_secret).as_str()),
        ("hush", "***")
    );
    assert_eq!(read.gates["app"].wanted.groups_claim, "groups");
    assert!(read_text(&text.replace("{ env = \"SECRET\" }", "\"bare\"")).0.holds_secrets);
    for (from, to, faults) in [
        (
            "{ env = \"SECRET\" }",
            "{ env = \"NONE\" }",
            vec!["client_secret: names the variable `NONE`, which is not set"],
        ),
        (
            "https://login.example.com/token\"",
            "login.example.com\"",
            vec!["token_endpoint: is missing or no URL"],
        ),
        (
            "user_info_endpoint = \"https://login.example.com/userinfo\"",
            "",
            vec!["user_info_endpoint: is missing or no URL"],
        ),
        (
            "client_id",
            "user_pool = \"us-east-1_A\"\nclient_id",
            vec!["user_pool: is not an option of this kind"],
        ),
    ] {
        let told = read_text(&text.replace(from, to)).1;
        let faults: Vec<String> = faults.iter().map(|fault| format!("forward_auth.app.{fault}")).collect();
        assert_eq!(told, faults, "{from}");
    }
}

/// The page has a row for each member, and names no other.
#[test]
fn the_page_lists_every_member() {
    let page = include_str!("../../../../../docs/forward-auth.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let mut listed: Vec<&str> = rows.filter(|name| !name.starts_with(['/', 'X', 'x', 'S'])).collect();
    let source = [include_str!("../forward_auth.rs"), include_str!("sessions.rs")].concat();
    let named = source.split("entries.").skip(1).filter_map(|rest| {
        let reads = ["choice(", "text(", "texts(", "pairs(", "flag(", "number(", "secret("];
        let rest = reads.into_iter().find_map(|read| rest.strip_prefix(read))?;
        rest.strip_prefix('"')?.split('"').next()
    });
    let mut named: Vec<&str> = named.collect();
    listed.sort_unstable();
    listed.dedup();
    named.sort_unstable();
    named.dedup();
    assert_eq!(listed, named);
}
