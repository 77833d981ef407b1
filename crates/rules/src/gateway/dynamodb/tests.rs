//! What requests to DynamoDB touch, however they are spelled.

use std::collections::BTreeMap;

use super::*;
use crate::gateway::Bearer;
use crate::policy::Value;

mod spellings;

const TABLE: &str = "arn:aws:dynamodb:us-east-1:000000000000:table/Games";

/// The names of the partition keys that are known in these tests.
fn keys() -> BTreeMap<String, String> {
    let known = [("Games", "UserId"), ("Other", "Id"), ("Games/index/ByTitle", "Title"), ("Numbers", "N")];
    known.map(|(table, key)| (table.to_owned(), key.to_owned())).into()
}

fn ask<T>(operation: &str, body: &str, then: impl FnOnce(&Request<'_>) -> T) -> T {
    let (keys, target) = (keys(), format!("DynamoDB_20120810.{operation}"));
    then(&Request {
        bearer: Bearer { access_key_id: "ASIA1", arn: "", user_id: "", session: None },
        backend: "store",
        region: "us-east-1",
        account: "000000000000",
        method: "POST",
        host: "dynamodb.example.com",
        hosts: &[],
        path: "/",
        query: &[],
        headers: &[("content-type", "application/x-amz-json-1.0"), ("x-amz-target", &target)],
        is_presigned: false,
        body: body.as_bytes(),
        partition_keys: &keys,
    })
}

fn planned(operation: &str, body: &str) -> Result<Vec<Asked>, Refusal> {
    ask(operation, body, plan).map(|plan| plan.asked)
}

fn one(operation: &str, body: &str) -> Asked {
    let mut asked = planned(operation, body).unwrap_or_else(|why| panic!("{operation} {body}: {why:?}"));
    assert_eq!(asked.len(), 1, "{asked:?}");
    asked.remove(0)
}

fn said(asked: &Asked, key: &str) -> Option<String> {
    let value = asked.keys.iter().find(|(name, _)| name == key).map(|(_, value)| value)?;
    Some(match value {
        Value::One(text) => text.clone(),
        Value::Many(all) => all.join(" "),
    })
}

/// Action, resource, leading keys and attributes; `?` where they cannot be told.
fn told(asked: &Asked) -> String {
    let known = |key: &str, unsaid: &str| match asked.unsaid.contains(&unsaid) {
        true => "?".to_owned(),
        false => said(asked, key).unwrap_or_default(),
    };
    let place = asked.resource.rsplit_once(":table/").map_or("*", |(_, place)| place);
    let action = asked.action.trim_start_matches("dynamodb:");
    let (leading, attributes) =
        (known("dynamodb:LeadingKeys", LEADING_KEYS), known("dynamodb:Attributes", ATTRIBUTES));
    format!("{action} {place} [{leading}] [{attributes}]")
}

#[test]
fn one_item_is_its_key_and_what_is_named_of_it() {
    for (operation, body, expected) in [
        (
            "GetItem",
            r#"{"TableName":"Games","Key":{"UserId":{"S":"me"},"Title":{"S":"x"}}}"#,
            "GetItem Games [me] [?]",
        ),
        (
            "GetItem",
            r##"{"TableName":"Games","Key":{"UserId":{"S":"me"}},"ProjectionExpression":"#s.a, Wins","ExpressionAttributeNames":{"#s":"Score"}}"##,
            "GetItem Games [me] [Score UserId Wins]",
        ),
        (
            "GetItem",
            r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}},"AttributesToGet":["Wins"]}"#,
            "GetItem Games [me] [UserId Wins]",
        ),
        (
            "PutItem",
            r#"{"TableName":"Games","Item":{"UserId":{"S":"me"},"Wins":{"N":"1"}},"ConditionExpression":"attribute_not_exists(Losses)"}"#,
            "PutItem Games [me] [Losses UserId Wins]",
        ),
        (
            "PutItem",
            r#"{"TableName":"Games","Item":{"UserId":{"S":"me"}},"ReturnValues":"ALL_OLD"}"#,
            "PutItem Games [me] [?]",
        ),
        (
            "UpdateItem",
            r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}},"UpdateExpression":"SET Wins = Wins + :n REMOVE a.b","ExpressionAttributeValues":{":n":{"N":"1"}},"ReturnValues":"UPDATED_NEW"}"#,
            "UpdateItem Games [me] [UserId Wins a]",
        ),
        (
            "UpdateItem",
            r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}},"AttributeUpdates":{"Wins":{"Value":{"N":"1"}}},"Expected":{"Losses":{"Exists":false}}}"#,
            "UpdateItem Games [me] [Losses UserId Wins]",
        ),
        (
            "DeleteItem",
            r#"{"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/Games","Key":{"UserId":{"S":"me"}}}"#,
            "DeleteItem Games [me] [UserId]",
        ),
        (
            "DeleteItem",
            r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}"#,
            "DeleteItem Games [me] [?]",
        ),
        ("GetItem", r#"{"TableName":"Numbers","Key":{"N":{"N":"+01.50e1"}}}"#, "GetItem Numbers [15] [?]"),
        ("GetItem", r#"{"TableName":"Numbers","Key":{"N":{"B":"bWU="}}}"#, "GetItem Numbers [bWU=] [?]"),
        ("GetItem", r#"{"TableName":"Unknown","Key":{"Id":{"S":"me"}}}"#, "GetItem Unknown [?] [?]"),
    ] {
        assert_eq!(told(&one(operation, body)), expected, "{body}");
    }
    let asked = one("UpdateItem", r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}}}"#);
    assert_eq!(said(&asked, "dynamodb:ReturnValues").as_deref(), Some("NONE"));
    assert_eq!(said(&asked, "dynamodb:ReturnConsumedCapacity").as_deref(), Some("NONE"));
    assert_eq!(asked.resource, TABLE);
}

#[test]
fn a_query_is_its_partition_and_a_scan_is_everything() {
    let value = r#""ExpressionAttributeValues":{":u":{"S":"me"},":t":{"S":"x"}}"#;
    for (operation, more, expected) in [
        ("Query", r#""KeyConditionExpression":"UserId = :u""#, "Query Games [me] [?]"),
        (
            "Query",
            r#""KeyConditionExpression":"UserId = :u","Select":"COUNT","FilterExpression":"a > :t""#,
            "Query Games [me] [UserId a]",
        ),
        (
            "Query",
            r#""KeyConditionExpression":"UserId = :u","ProjectionExpression":"Wins""#,
            "Query Games [me] [UserId Wins]",
        ),
        (
            "Query",
            r#""KeyConditionExpression":"UserId = :u","ExclusiveStartKey":{"UserId":{"S":"other"}}"#,
            "Query Games [me other] [?]",
        ),
        ("Query", r#""KeyConditionExpression":"UserId = :unknown""#, "Query Games [?] [?]"),
        ("Query", r#""KeyConditionExpression":"Title = :t""#, "Query Games [?] [?]"),
        (
            "Query",
            r#""IndexName":"ByTitle","KeyConditionExpression":"Title = :t AND UserId = :u""#,
            "Query Games/index/ByTitle [x] [?]",
        ),
        (
            "Query",
            r#""IndexName":"ByTitle","KeyConditionExpression":"UserId = :u""#,
            "Query Games/index/ByTitle [?] [?]",
        ),
        (
            "Query",
            r#""IndexName":"ByOther","KeyConditionExpression":"UserId = :u""#,
            "Query Games/index/ByOther [?] [?]",
        ),
        (
            "Query",
            r#""KeyConditions":{"UserId":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"me"}]}}"#,
            "Query Games [me] [?]",
        ),
        (
            "Query",
            r#""KeyConditions":{"UserId":{"ComparisonOperator":"GE","AttributeValueList":[{"S":"me"}]}}"#,
            "Query Games [?] [?]",
        ),
        ("Scan", r#""FilterExpression":"UserId = :u""#, "Scan Games [?] [?]"),
        ("Scan", r#""Select":"COUNT""#, "Scan Games [?] []"),
        ("Scan", r#""IndexName":"ByTitle","ProjectionExpression":"a""#, "Scan Games/index/ByTitle [?] [a]"),
    ] {
        let body = format!(r#"{{"TableName":"Games",{more},{value}}}"#);
        let asked = one(operation, &body);
        assert_eq!(told(&asked), expected, "{body}");
    }
    let select = |more: &str| {
        said(&one("Query", &format!(r#"{{"TableName":"Games"{more}}}"#)), "dynamodb:Select").unwrap()
    };
    assert_eq!(select(""), "ALL_ATTRIBUTES");
    assert_eq!(select(r#","IndexName":"ByTitle""#), "ALL_PROJECTED_ATTRIBUTES");
    assert_eq!(select(r#","ProjectionExpression":"a""#), "SPECIFIC_ATTRIBUTES");
    let needed = |operation: &str, body: &str| ask(operation, body, tables);
    assert_eq!(needed("Query", r#"{"TableName":"Games","IndexName":"ByTitle"}"#), ["Games/index/ByTitle"]);
    assert_eq!(needed("Query", r#"{"TableName":"Games"}"#), ["Games"]);
    assert_eq!(needed("ListTables", "{}"), [""; 0]);
}

#[test]
fn batches_and_transactions_are_judged_table_by_table_and_entry_by_entry() {
    let many = |operation: &str, body: &str| -> Vec<String> {
        planned(operation, body).unwrap_or_else(|why| panic!("{body}: {why:?}")).iter().map(told).collect()
    };
    let body = r#"{"RequestItems":{"Games":{"Keys":[{"UserId":{"S":"me"}},{"UserId":{"S":"other"}},{"UserId":{"S":"me"}}],"ProjectionExpression":"a"},"Other":{"Keys":[{"Id":{"S":"me"}}]}}}"#;
    assert_eq!(
        many("BatchGetItem", body),
        ["BatchGetItem Games [me other] [UserId a]", "BatchGetItem Other [me] [?]"]
    );
    assert_eq!(ask("BatchGetItem", body, tables), ["Games", "Other"]);
    let body = r#"{"RequestItems":{"Games":[{"PutRequest":{"Item":{"UserId":{"S":"me"},"a":{"N":"1"}}}},{"DeleteRequest":{"Key":{"UserId":{"S":"other"}}}}]}}"#;
    assert_eq!(many("BatchWriteItem", body), ["BatchWriteItem Games [me other] [UserId a]"]);
    let body = r#"{"TransactItems":[{"Get":{"TableName":"Games","Key":{"UserId":{"S":"me"}}}},{"Get":{"TableName":"Other","Key":{"Id":{"S":"x"}}}}]}"#;
    assert_eq!(many("TransactGetItems", body), ["GetItem Games [me] [?]", "GetItem Other [x] [?]"]);
    let body = r#"{"TransactItems":[{"ConditionCheck":{"TableName":"Games","Key":{"UserId":{"S":"a"}},"ConditionExpression":"attribute_exists(w)"}},{"Put":{"TableName":"Games","Item":{"UserId":{"S":"b"}}}},{"Update":{"TableName":"Games","Key":{"UserId":{"S":"c"}},"UpdateExpression":"SET z = :v"}},{"Delete":{"TableName":"Other","Key":{"Id":{"S":"d"}}}}]}"#;
    let expected = [
        "ConditionCheckItem Games [a] [UserId w]",
        "PutItem Games [b] [UserId]",
        "UpdateItem Games [c] [UserId z]",
        "DeleteItem Other [d] [Id]",
    ];
    assert_eq!(many("TransactWriteItems", body), expected);
    let asked = planned("TransactWriteItems", body).unwrap();
    assert_eq!(said(&asked[0], "dynamodb:EnclosingOperation").as_deref(), Some("TransactWriteItems"));
    assert_eq!(asked[0].keys.iter().filter(|(key, _)| key == "dynamodb:ReturnConsumedCapacity").count(), 1);

    let body = r#"{"Statements":[{"Statement":"select * FROM \"Games\".\"ByTitle\" WHERE Title='x'"},{"Statement":"delete from Other WHERE Id='x'"}]}"#;
    assert_eq!(
        many("BatchExecuteStatement", body),
        ["PartiQLSelect Games/index/ByTitle [x] [?]", "PartiQLDelete Other [x] [Id]"]
    );
    assert_eq!(
        told(&one("ExecuteStatement", r#"{"Statement":"select * FROM Games"}"#)),
        "PartiQLSelect Games [?] [?]"
    );
}

#[test]
fn tables_are_judged_as_a_whole() {
    for (operation, body, expected) in [
        ("DescribeTable", r#"{"TableName":"Games"}"#, vec!["DescribeTable Games"]),
        ("ListTables", "{}", vec!["ListTables *"]),
        (
            "TagResource",
            r#"{"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Games","Tags":[{"Key":"a","Value":"b"}]}"#,
            vec!["TagResource Games"],
        ),
        (
            "CreateTable",
            r#"{"TableName":"Games","Tags":[{"Key":"a","Value":"b"}]}"#,
            vec!["CreateTable Games", "TagResource Games"],
        ),
    ] {
        let asked = planned(operation, body).unwrap();
        let told: Vec<String> = asked
            .iter()
            .map(|asked| {
                let place = asked.resource.rsplit_once(":table/").map_or("*", |(_, place)| place);
                format!("{} {place}", asked.action.trim_start_matches("dynamodb:"))
            })
            .collect();
        assert_eq!(told, expected, "{operation}");
        if body.contains("Tags") {
            assert!(asked.iter().all(|asked| said(asked, "aws:RequestTag/a").as_deref() == Some("b")));
            assert!(asked.iter().all(|asked| said(asked, "aws:TagKeys").as_deref() == Some("a")));
        }
    }
}

#[test]
fn what_could_be_read_otherwise_is_refused() {
    let whole = r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}}}"#;
    for (operation, body) in [
        ("GetItem", ""),
        ("GetItem", "[]"),
        ("GetItem", r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}},"Key":{"UserId":{"S":"other"}}}"#),
        (
            "GetItem",
            r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}},"\u004bey":{"UserId":{"S":"other"}}}"#,
        ),
        ("GetItem", r#"{"TableName":"Games","Key":{"UserId":{"S":"me"},"UserId":{"S":"other"}}}"#),
        ("GetItem", r#"{"TableName":"Games","Key":{"UserId":{"S":"me","N":"1"}}}"#),
        ("GetItem", r#"{"TableName":"Games","Key":{"UserId":"me"}}"#),
        ("GetItem", r#"{"TableName":"Games","Key":{"UserId":{"SS":["me"]}}}"#),
        ("GetItem", r#"{"TableName":"Games","Key":{"userid":{"S":"me"}}}"#),
        ("GetItem", r#"{"TableName":"Games","key":{"UserId":{"S":"me"}}}"#),
        ("GetItem", r#"{"TableName":"Games","Keys":[{"UserId":{"S":"other"}}],"Key":{"UserId":{"S":"me"}}}"#),
        ("GetItem", r#"{"TableName":"Games/index/ByTitle","Key":{"UserId":{"S":"me"}}}"#),
        (
            "GetItem",
            r#"{"TableName":"arn:aws:dynamodb:eu-west-1:000000000000:table/Games","Key":{"UserId":{"S":"me"}}}"#,
        ),
        ("GetItem", r#"{"TableName":"Numbers","Key":{"N":{"N":"one"}}}"#),
        ("GetItem", r#"{"TableName":"Numbers","Key":{"N":{"B":"bWU"}}}"#),
        ("GetItem", r#"{"TableName":"Games","Key":{"UserId":{"S":"me"}},"ProjectionExpression":"a b"}"#),
        ("PutItem", r#"{"TableName":"Games","Item":{"Title":{"S":"x"}}}"#),
        ("PutItem", r#"{"TableName":"Games","Item":{"UserId":{"S":"me"}},"ConditionExpression":"eval(a)"}"#),
        ("Query", r#"{"TableName":"Games","KeyConditions":{},"KeyConditionExpression":"UserId = :u"}"#),
        ("BatchGetItem", r#"{"RequestItems":{}}"#),
        ("BatchGetItem", r#"{"RequestItems":{"Games":{"Keys":[{"UserId":{"S":"me"}}],"keys":[]}}}"#),
        (
            "BatchWriteItem",
            r#"{"RequestItems":{"Games":[{"PutRequest":{"Item":{"UserId":{"S":"me"}}},"DeleteRequest":{"Key":{"UserId":{"S":"other"}}}}]}}"#,
        ),
        (
            "BatchWriteItem",
            r#"{"RequestItems":{"Games":[{"PutRequest":{"Item":{"UserId":{"S":"me"}},"Key":{"UserId":{"S":"other"}}}}]}}"#,
        ),
        ("TransactWriteItems", r#"{"TransactItems":[]}"#),
        (
            "TransactWriteItems",
            r#"{"TransactItems":[{"Get":{"TableName":"Games","Key":{"UserId":{"S":"me"}}}}]}"#,
        ),
        ("ExecuteStatement", r#"{"Statement":"select * FROM Games; select * FROM Other"}"#),
        ("RestoreTableToPointInTime", "{}"),
        ("getitem", whole),
    ] {
        assert!(planned(operation, body).is_err(), "{operation} {body}");
        assert!(ask(operation, body, tables).len() <= 2, "{operation} {body}");
    }
    assert!(planned("GetItem", whole).is_ok());
    // A table that nobody can name an item of may still be judged as a whole.
    let of = |request: Request<'_>| plan(&request).map(|plan| plan.asked.len());
    ask("GetItem", whole, |request| {
        assert_eq!(of(*request), Ok(1));
        assert!(of(Request { method: "GET", ..*request }).is_err());
        assert!(of(Request { path: "/x", ..*request }).is_err());
        assert!(of(Request { is_presigned: true, ..*request }).is_err());
        for kind in [
            "text/plain",
            "application/x-amz-json-1.0; charset=utf-16",
            "application/x-amz-json-1.0;charset=utf-7",
        ] {
            let headers = [("content-type", kind), ("x-amz-target", "DynamoDB_20120810.GetItem")];
            assert!(of(Request { headers: &headers, ..*request }).is_err(), "{kind}");
        }
        let target = ("x-amz-target", "DynamoDB_20120810.GetItem");
        let twice = [("content-type", "application/x-amz-json-1.0"), target, target];
        assert!(of(Request { headers: &twice, ..*request }).is_err());
        let foreign = [
            ("content-type", "application/x-amz-json-1.0"),
            ("x-amz-target", "DynamoDBStreams_20120810.GetItem"),
        ];
        assert!(of(Request { headers: &foreign, ..*request }).is_err());
    });
}
