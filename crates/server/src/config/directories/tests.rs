//! What a directory's table may say.

use super::*;

const GOOD: &str = "[directories.\"us-east-1_Abc123456\"]\nservers = [\"ldaps://one.example.com\", \"ldaps://[::1]:1636\"]\n\
    base_dn = \"ou=people,dc=example,dc=com\"\nbind_dn = \"cn=cenote,dc=example,dc=com\"\n\
    bind_password = { env = \"LDAP_PASSWORD\" }\n";

fn told(text: &str) -> (Directories, Vec<String>) {
    let mut faults = Vec::new();
    let environment = |name: &str| (name == "LDAP_PASSWORD").then(|| "quiet".to_owned());
    let directories = read(&text.parse().unwrap(), &environment, &mut faults);
    (directories, faults.iter().map(ToString::to_string).collect())
}

#[test]
fn a_directory_reads() {
    let (directories, faults) = told(GOOD);
    assert_eq!(faults, Vec::<String>::new());
    let one = &directories.all["us-east-1_Abc123456"];
    let shown: Vec<String> = one.servers.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["ldaps://one.example.com:636", "ldaps://[::1]:1636"]);
    assert_eq!((one.kind, one.groups.lookup, directories.hold_secrets), (Kind::Ldap, Lookup::None, false));
    assert_eq!(one.everybody, "(&(objectClass=inetOrgPerson)(uid=*))");
    assert!(one.served.sync.is_none() && one.served.checks_refresh);
    assert!(!format!("{directories:?}").contains("quiet"));
    assert!(told(&GOOD.replace("{ env = \"LDAP_PASSWORD\" }", "\"quiet\"")).0.hold_secrets);
    assert!(told("").0.all.is_empty());
}

#[test]
fn an_active_directory_has_its_own_ways() {
    let more = "kind = \"active-directory\"\ngroups = { \"Domain Admins\" = \"admins\" }\nsync_minutes = 30\nverified = \"email\"\n";
    let (directories, faults) = told(&format!("{GOOD}{more}"));
    assert_eq!(faults, Vec::<String>::new());
    let one = &directories.all["us-east-1_Abc123456"];
    assert_eq!((one.id_attribute.as_str(), one.groups.lookup), ("objectGUID", Lookup::Chain));
    assert_eq!(one.served.sync.as_ref().map(|walk| walk.every_s), Some(1_800));
    assert_eq!(one.served.mapping.groups, Mapped::Of([("Domain Admins".into(), "admins".into())].into()));
}

#[test]
fn what_is_wrong_is_told() {
    for (from, to, problem) in [
        ("\"ldaps://one.example.com\"", "\"ldap://one.example.com\"", "servers: sends passwords in clear"),
        ("\"ldaps://one.example.com\"", "\"https://one.example.com\"", "servers: has `https://"),
        ("\"ldaps://one.example.com\"", "\"ldaps://one.example.com/dc=x\"", "servers: has `"),
        ("\"ldaps://one.example.com\"", "\"ldaps://[::1]:1636\"", "servers: names `"),
        ("servers", "server", "servers: is missing"),
        ("base_dn = \"ou", "base = \"ou", "base_dn: is missing"),
        ("bind_dn = \"cn", "dn = \"cn", "bind_dn: is missing"),
        ("LDAP_PASSWORD", "OTHER", "bind_password: names the variable `OTHER`, which is not set"),
        ("bind_password = {", "password = {", "bind_password: is missing"),
        ("base_dn", "bind = \"user\"\nbase_dn", "user_dn: has no {name}"),
        (
            "base_dn",
            "bind = \"user\"\nuser_dn = \"uid={name}\"\nsync_minutes = 5\nbase_dn",
            "sync_minutes: cannot be",
        ),
        ("base_dn", "bind = \"user\"\nuser_dn = \"uid={name}\"\nbase_dn", "bind_dn: is not an option"),
        ("base_dn", "user_filter = \"(uid=x)\"\nbase_dn", "user_filter: has no {name}"),
        ("base_dn", "user_filter = \"uid={name}\"\nbase_dn", "user_filter: lacks a `(`"),
        ("base_dn", "user_filter = \"(uid:2.5.13.2:={name})\"\nbase_dn", "sync_filter: has a `*`"),
        ("base_dn", "group_filter = \"(\"\nbase_dn", "group_filter: "),
        ("base_dn", "ca_file = \"/nowhere/ca.pem\"\nbase_dn", "ca_file: `/nowhere/ca.pem` cannot be read"),
        ("base_dn", "start_tls = true\nallow_plaintext = true\nbase_dn", "allow_plaintext: contradicts"),
        ("base_dn", "name_attribute = \"a b\"\nbase_dn", "name_attribute: `a b` is no name"),
        ("base_dn", "attributes = { email = [\"a\", \"b\"] }\nbase_dn", "attributes: has `email`"),
        ("base_dn", "verified = [\"name\"]\nbase_dn", "verified: has `name`"),
        ("base_dn", "group_lookup = \"chain\"\nbase_dn", "group_lookup: `chain` is not one"),
        ("base_dn", "ask_timeout_s = 0\nbase_dn", "ask_timeout_s: has a value"),
        ("base_dn", "kind = \"nis\"\nbase_dn", "kind: `nis` is not one"),
        ("base_dn", "filter = \"x\"\nbase_dn", "filter: is not an option"),
    ] {
        let (directories, faults) = told(&GOOD.replacen(from, to, 1));
        let wanted = format!("directories.us-east-1_Abc123456.{problem}");
        assert!(faults.iter().any(|fault| fault.starts_with(&wanted)), "{wanted}: {faults:?}");
        assert!(directories.all.is_empty(), "{to}");
    }
    assert!(told("directories = 3").1[0].contains("is no table"));
    assert!(told(&GOOD.replace("us-east-1_Abc123456", "corp")).1[0].contains("is no id of a pool"));
}
