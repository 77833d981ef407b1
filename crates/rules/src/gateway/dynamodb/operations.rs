//! The operations of DynamoDB that pass: each with the members that its input may have, and how it is judged.
//! AWS: the API reference of DynamoDB, version 2012-08-10.

/// An operation.
pub struct Operation {
    /// Its name, which is that of its action too.
    pub name: &'static str,
    /// The members of its input.
    pub members: &'static [&'static str],
    /// How it is judged.
    pub shape: Shape,
}

/// How an operation is judged.
#[derive(Clone, Copy)]
pub enum Shape {
    /// On the account.
    Account,
    /// On a table as a whole.
    Table,
    /// On a table that is made.
    NewTable,
    /// On the table of an ARN.
    Tagged,
    /// On one item of a table.
    Item,
    /// On the items of one partition key.
    Query,
    /// On all items.
    Scan,
    /// On items of several tables that are read.
    BatchGet,
    /// On items of several tables that are written.
    BatchWrite,
    /// On items, each by an action of its own.
    Transact(&'static [Kind]),
    /// By a statement of PartiQL, or by those in this list.
    Statements(Option<&'static str>),
}

/// A kind of entry in a transaction.
pub struct Kind {
    /// What it is called.
    pub member: &'static str,
    /// Its action.
    pub action: &'static str,
    /// The members that it may have.
    pub members: &'static [&'static str],
}

const READS: [Kind; 1] = [Kind {
    member: "Get",
    action: "GetItem",
    members: &["TableName", "Key", "ProjectionExpression", "ExpressionAttributeNames"],
}];

const WRITES: [Kind; 4] = [
    Kind {
        member: "ConditionCheck",
        action: "ConditionCheckItem",
        members: &[
            "TableName",
            "Key",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
    },
    Kind {
        member: "Put",
        action: "PutItem",
        members: &[
            "TableName",
            "Item",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
    },
    Kind {
        member: "Delete",
        action: "DeleteItem",
        members: &[
            "TableName",
            "Key",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
    },
    Kind {
        member: "Update",
        action: "UpdateItem",
        members: &[
            "TableName",
            "Key",
            "UpdateExpression",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
    },
];

/// The members of a table's part of BatchGetItem.
pub const OF_TABLE: [&str; 5] =
    ["Keys", "AttributesToGet", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames"];

const OPERATIONS: [Operation; 24] = [
    Operation {
        name: "GetItem",
        members: &[
            "TableName",
            "Key",
            "AttributesToGet",
            "ConsistentRead",
            "ReturnConsumedCapacity",
            "ProjectionExpression",
            "ExpressionAttributeNames",
        ],
        shape: Shape::Item,
    },
    Operation {
        name: "PutItem",
        members: &[
            "TableName",
            "Item",
            "Expected",
            "ReturnValues",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "ConditionalOperator",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
        shape: Shape::Item,
    },
    Operation {
        name: "UpdateItem",
        members: &[
            "TableName",
            "Key",
            "AttributeUpdates",
            "Expected",
            "ConditionalOperator",
            "ReturnValues",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "UpdateExpression",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
        shape: Shape::Item,
    },
    Operation {
        name: "DeleteItem",
        members: &[
            "TableName",
            "Key",
            "Expected",
            "ConditionalOperator",
            "ReturnValues",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
        ],
        shape: Shape::Item,
    },
    Operation {
        name: "Query",
        members: &[
            "TableName",
            "IndexName",
            "Select",
            "AttributesToGet",
            "Limit",
            "ConsistentRead",
            "KeyConditions",
            "QueryFilter",
            "ConditionalOperator",
            "ScanIndexForward",
            "ExclusiveStartKey",
            "ReturnConsumedCapacity",
            "ProjectionExpression",
            "FilterExpression",
            "KeyConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
        ],
        shape: Shape::Query,
    },
    Operation {
        name: "Scan",
        members: &[
            "TableName",
            "IndexName",
            "AttributesToGet",
            "Limit",
            "Select",
            "ScanFilter",
            "ConditionalOperator",
            "ExclusiveStartKey",
            "ReturnConsumedCapacity",
            "TotalSegments",
            "Segment",
            "ProjectionExpression",
            "FilterExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ConsistentRead",
        ],
        shape: Shape::Scan,
    },
    Operation {
        name: "BatchGetItem",
        members: &["RequestItems", "ReturnConsumedCapacity"],
        shape: Shape::BatchGet,
    },
    Operation {
        name: "BatchWriteItem",
        members: &["RequestItems", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics"],
        shape: Shape::BatchWrite,
    },
    Operation {
        name: "TransactGetItems",
        members: &["TransactItems", "ReturnConsumedCapacity"],
        shape: Shape::Transact(&READS),
    },
    Operation {
        name: "TransactWriteItems",
        members: &[
            "TransactItems",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics",
            "ClientRequestToken",
        ],
        shape: Shape::Transact(&WRITES),
    },
    Operation {
        name: "ExecuteStatement",
        members: &[
            "Statement",
            "Parameters",
            "ConsistentRead",
            "NextToken",
            "ReturnConsumedCapacity",
            "Limit",
            "ReturnValuesOnConditionCheckFailure",
        ],
        shape: Shape::Statements(None),
    },
    Operation {
        name: "BatchExecuteStatement",
        members: &["Statements", "ReturnConsumedCapacity"],
        shape: Shape::Statements(Some("Statements")),
    },
    Operation {
        name: "ExecuteTransaction",
        members: &["TransactStatements", "ClientRequestToken", "ReturnConsumedCapacity"],
        shape: Shape::Statements(Some("TransactStatements")),
    },
    Operation { name: "DescribeTable", members: &["TableName"], shape: Shape::Table },
    Operation { name: "DescribeTimeToLive", members: &["TableName"], shape: Shape::Table },
    Operation { name: "DescribeContinuousBackups", members: &["TableName"], shape: Shape::Table },
    Operation {
        name: "UpdateTimeToLive",
        members: &["TableName", "TimeToLiveSpecification"],
        shape: Shape::Table,
    },
    Operation { name: "DeleteTable", members: &["TableName"], shape: Shape::Table },
    Operation {
        name: "CreateTable",
        members: &[
            "AttributeDefinitions",
            "TableName",
            "KeySchema",
            "LocalSecondaryIndexes",
            "GlobalSecondaryIndexes",
            "BillingMode",
            "ProvisionedThroughput",
            "StreamSpecification",
            "SSESpecification",
            "Tags",
            "TableClass",
            "DeletionProtectionEnabled",
        ],
        shape: Shape::NewTable,
    },
    Operation {
        name: "UpdateTable",
        members: &[
            "AttributeDefinitions",
            "TableName",
            "BillingMode",
            "ProvisionedThroughput",
            "GlobalSecondaryIndexUpdates",
            "StreamSpecification",
            "SSESpecification",
            "TableClass",
            "DeletionProtectionEnabled",
        ],
        shape: Shape::Table,
    },
    Operation { name: "TagResource", members: &["ResourceArn", "Tags"], shape: Shape::Tagged },
    Operation { name: "UntagResource", members: &["ResourceArn", "TagKeys"], shape: Shape::Tagged },
    Operation { name: "ListTagsOfResource", members: &["ResourceArn", "NextToken"], shape: Shape::Tagged },
    Operation { name: "ListTables", members: &["ExclusiveStartTableName", "Limit"], shape: Shape::Account },
];

/// The operation of a name.
pub fn find(name: &str) -> Option<&'static Operation> {
    static ALL: &[Operation] = &OPERATIONS;
    ALL.iter().find(|operation| operation.name == name)
}
