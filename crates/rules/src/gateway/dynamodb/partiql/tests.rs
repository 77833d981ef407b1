//! What statements do, whose items they touch and which attributes they name.

use super::*;
use crate::policy::json;

#[test]
fn a_statement_is_what_it_does_to_one_table() {
    let told = |text: &str| {
        read(text).ok().map(|(found, _)| {
            let index = found.index.map(|index| format!("/{index}")).unwrap_or_default();
            format!("{} {}{index}", found.action, found.table)
        })
    };
    for (text, expected) in [
        ("select * FROM \"Games\"", "PartiQLSelect Games"),
        ("select a, b.c from Games where id = 'x'", "PartiQLSelect Games"),
        (
            "select * FROM \"Games\".\"ByUser\" WHERE \"from\" = ? ORDER BY a DESC",
            "PartiQLSelect Games/ByUser",
        ),
        ("insert into \"Games\" VALUE {'id': 'a; DROP', 'n': 1}", "PartiQLInsert Games"),
        ("update \"Games\" SET a = 'it''s' WHERE id = ? RETURNING ALL OLD *", "PartiQLUpdate Games"),
        ("delete from Games WHERE id = ?", "PartiQLDelete Games"),
    ] {
        assert_eq!(told(text).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "",
        "select *",
        "select * FROM \"Games\", \"Others\"",
        "select * FROM Games g",
        "select * FROM Games AS g",
        "select * FROM (select * FROM Others)",
        "select * FROM Games WHERE id IN (select id FROM Others)",
        "select * FROM Games; delete from Games",
        "select * FROM Games -- WHERE",
        "select * FROM /* Others */ Games",
        "select * FROM Games JOIN Others",
        "select * FROM 'Games'",
        "select * FROM `Games`",
        "select * FROM \"Games",
        "select * FROM \"Games\\\"\" WHERE a = 1",
        "insert into Games << {} >>",
        "update Games.ByUser SET a = 1",
        "delete from Games",
        "EXISTS(select * FROM Games WHERE id = 1)",
        "EXEC Games",
        "ＳELECT * FROM Games",
    ] {
        assert_eq!(told(text), None, "{text}");
    }
}

/// Keys and attributes of a statement on a table whose key is `id`, with these parameters; `-` where it binds none, and
/// nothing where it is not understood.
fn touched(text: &str, parameters: &str) -> Option<(String, String)> {
    let (statement, tokens) = read(text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
    let Some(Node::List(parameters)) = json::parse(parameters) else { panic!("{parameters}") };
    let Told { keys, names, gives_others } = clauses::told(&tokens, statement.next, "id", &parameters)?;
    let keys = keys.map_or("-".to_owned(), |keys| keys.into_iter().collect::<Vec<_>>().join(" "));
    let mut names: Vec<String> = names.into_iter().collect();
    names.extend(gives_others.then(|| "*".to_owned()));
    Some((keys, names.join(" ")))
}

#[test]
fn the_plain_forms_tell_whose_items_they_touch() {
    for (text, parameters, keys, names) in [
        ("SELECT * FROM Games", "[]", "-", "*"),
        ("SELECT a, b.c[0].d FROM Games WHERE id = 'me'", "[]", "me", "a b id"),
        ("SELECT a FROM Games WHERE \"id\" = ? AND b > ?", r#"[{"S":"me"},{"N":"1"}]"#, "me", "a b id"),
        (
            "SELECT a FROM Games WHERE b BETWEEN ? AND ? AND id = ?",
            r#"[{"N":"1"},{"N":"2"},{"S":"me"}]"#,
            "me",
            "a b id",
        ),
        ("SELECT a FROM Games WHERE id = 010.0", "[]", "10", "a id"),
        ("SELECT a FROM Games WHERE id = -1e2", "[]", "-100", "a id"),
        ("SELECT a FROM Games WHERE id = ?", r#"[{"B":"aGk="}]"#, "aGk=", "a id"),
        (
            "SELECT a FROM Games WHERE (id = 'me' AND begins_with(t, 'x')) ORDER BY t DESC",
            "[]",
            "me",
            "a id t",
        ),
        ("SELECT a FROM Games WHERE id IN ['me', ?]", r#"[{"S":"other"}]"#, "me other", "a id"),
        ("SELECT a FROM Games WHERE id = 'me' OR id = 'other'", "[]", "me other", "a id"),
        ("SELECT a FROM Games WHERE id = 'me' AND (id = 'other' OR b = 1)", "[]", "me", "a b id"),
        ("SELECT a FROM Games WHERE id = 'me' AND id = 'other'", "[]", "me other", "a id"),
        ("SELECT a FROM Games WHERE id = 'it''s'", "[]", "it's", "a id"),
        ("SELECT a FROM Games WHERE id = 'me' AND b IS NOT MISSING AND size(c) > 1", "[]", "me", "a b c id"),
        (
            "INSERT INTO Games VALUE {'id': 'me', 'a': {'id': 'x', 'b': [1, ?]}, 'c': ?}",
            r#"[{"N":"1"},{"S":"y"}]"#,
            "me",
            "a c id",
        ),
        ("INSERT INTO Games VALUE {'a': ?, 'id': ?}", r#"[{"S":"x"},{"S":"me"}]"#, "me", "a id"),
        (
            "UPDATE Games SET a = ? SET b.c = d + 1 REMOVE e WHERE id = ? AND t = 'x'",
            r#"[{"S":"x"},{"S":"me"}]"#,
            "me",
            "a b d e id t",
        ),
        (
            "UPDATE Games SET a = list_append(a, [1]), b = 2 WHERE id = 'me' RETURNING MODIFIED NEW *",
            "[]",
            "me",
            "a b id",
        ),
        ("UPDATE Games SET a = 1 WHERE id = 'me' RETURNING ALL OLD *", "[]", "me", "a id *"),
        ("DELETE FROM Games WHERE id = 'me' AND t = 'x' RETURNING ALL OLD *", "[]", "me", "id t *"),
    ] {
        let found = touched(text, parameters);
        assert_eq!(found, Some((keys.to_owned(), names.to_owned())), "{text}");
    }
}

#[test]
fn what_binds_no_key_binds_none() {
    for (text, parameters) in [
        ("SELECT a FROM Games WHERE id > 'me'", "[]"),
        ("SELECT a FROM Games WHERE id <> 'me'", "[]"),
        ("SELECT a FROM Games WHERE id <= 'me'", "[]"),
        ("SELECT a FROM Games WHERE id.b = 'me'", "[]"),
        ("SELECT a FROM Games WHERE id[0] = 'me'", "[]"),
        ("SELECT a FROM Games WHERE ID = 'me'", "[]"),
        ("SELECT a FROM Games WHERE b = 'me'", "[]"),
        ("SELECT a FROM Games WHERE id = b", "[]"),
        ("SELECT a FROM Games WHERE id = \"me\"", "[]"),
        ("SELECT a FROM Games WHERE id = 'me' + 1", "[]"),
        ("SELECT a FROM Games WHERE id = 'me' OR b = 1", "[]"),
        ("SELECT a FROM Games WHERE b = 1 AND id = 'me' OR c = 2", "[]"),
        ("SELECT a FROM Games WHERE id IN ['me', NULL]", "[]"),
        ("SELECT a FROM Games WHERE id = true", "[]"),
        ("SELECT a FROM Games WHERE begins_with(id, 'me')", "[]"),
        ("SELECT a FROM Games WHERE id BETWEEN 'me' AND 'me'", "[]"),
        ("SELECT a FROM Games WHERE id = ?", r#"[{"BOOL":true}]"#),
        ("SELECT a FROM Games WHERE id = ?", r#"[{"S":"me","N":"1"}]"#),
        ("INSERT INTO Games VALUE {'a': 'me'}", "[]"),
        ("UPDATE Games SET id = 'me' WHERE b = 1", "[]"),
        ("DELETE FROM Games WHERE b = 1", "[]"),
    ] {
        let (keys, _) = touched(text, parameters).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(keys, "-", "{text}");
    }
}

#[test]
fn what_is_not_wholly_understood_tells_nothing() {
    let deep = format!("SELECT a FROM Games WHERE {}id = 'me'{}", "(".repeat(1_000), ")".repeat(1_000));
    for (text, parameters) in [
        ("SELECT a FROM Games WHERE id = ?", "[]"),
        ("SELECT a FROM Games WHERE id = ?", r#"[{"S":"me"},{"S":"other"}]"#),
        ("SELECT a FROM Games WHERE id = 'me' b", "[]"),
        ("SELECT a FROM Games WHERE id = 'me' = 'other'", "[]"),
        ("SELECT a FROM Games WHERE NOT id = 'me'", "[]"),
        ("SELECT a FROM Games WHERE 1 = 1 OR id = 'me'", "[]"),
        ("SELECT a FROM Games WHERE size(b) ! AND id = 'me'", "[]"),
        ("SELECT a FROM Games WHERE own(b) AND id = 'me'", "[]"),
        ("SELECT a FROM Games WHERE id = 'me' LIMIT 1", "[]"),
        ("SELECT a AS b FROM Games WHERE id = 'me'", "[]"),
        ("SELECT VALUE a FROM Games WHERE id = 'me'", "[]"),
        ("SELECT DISTINCT a FROM Games WHERE id = 'me'", "[]"),
        ("SELECT a FROM Games WHERE id = 12ab", "[]"),
        ("INSERT INTO Games VALUE {'id': 'me', 'id': 'other'}", "[]"),
        ("INSERT INTO Games VALUE {id: 'me'}", "[]"),
        ("INSERT INTO Games VALUE {'id': 'me'} {'id': 'other'}", "[]"),
        ("INSERT INTO Games VALUE {'id': 'me'}, {'id': 'other'}", "[]"),
        ("INSERT INTO Games VALUE ?", r#"[{"M":{"id":{"S":"me"}}}]"#),
        ("UPDATE Games SET a = 1", "[]"),
        ("UPDATE Games SET a = 1 WHERE id = 'me' RETURNING *", "[]"),
        ("DELETE FROM Games WHERE id = 'me' WHERE id = 'other'", "[]"),
        (deep.as_str(), "[]"),
    ] {
        let is_read = read(text).is_ok();
        assert!(!is_read || touched(text, parameters).is_none(), "{text}");
    }
}
