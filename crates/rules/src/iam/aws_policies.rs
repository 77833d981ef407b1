//! Policies that AWS has made and every account has: those that templates attach most. Others are not there.
//! AWS: the AWS managed policy reference. The documents here grant what those of AWS grant of the services that can be
//! behind Cenote, in fewer words.

/// One of AWS's policies.
#[derive(Clone, Copy, Debug)]
pub struct AwsPolicy {
    /// Its name.
    pub name: &'static str,
    /// Its path.
    pub path: &'static str,
    /// What it grants.
    pub document: &'static str,
}

const fn policy(name: &'static str, path: &'static str, document: &'static str) -> AwsPolicy {
    AwsPolicy { name, path, document }
}

/// All of them, by name.
pub const ALL: [AwsPolicy; 9] = [
    policy(
        "AWSLambdaBasicExecutionRole",
        "/service-role/",
        concat!(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","#,
            r#""logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}"#,
        ),
    ),
    policy(
        "AdministratorAccess",
        "/",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    ),
    policy(
        "AmazonCognitoPowerUser",
        "/",
        concat!(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cognito-identity:*","#,
            r#""cognito-idp:*","cognito-sync:*","iam:ListRoles","iam:ListOpenIDConnectProviders"],"Resource":"*"}]}"#,
        ),
    ),
    policy(
        "AmazonCognitoReadOnly",
        "/",
        concat!(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cognito-identity:Describe*","#,
            r#""cognito-identity:Get*","cognito-identity:List*","cognito-idp:Describe*","cognito-idp:AdminGet*","#,
            r#""cognito-idp:AdminList*","cognito-idp:List*","cognito-idp:Get*","cognito-sync:Describe*","#,
            r#""cognito-sync:Get*","cognito-sync:List*","iam:ListOpenIDConnectProviders","iam:ListRoles"],"#,
            r#""Resource":"*"}]}"#,
        ),
    ),
    policy(
        "AmazonDynamoDBFullAccess",
        "/",
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:*","dax:*"],"Resource":"*"}]}"#,
    ),
    policy(
        "AmazonDynamoDBReadOnlyAccess",
        "/",
        concat!(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:BatchGetItem","#,
            r#""dynamodb:Describe*","dynamodb:Get*","dynamodb:List*","dynamodb:PartiQLSelect","dynamodb:Query","#,
            r#""dynamodb:Scan"],"Resource":"*"}]}"#,
        ),
    ),
    policy(
        "AmazonS3FullAccess",
        "/",
        concat!(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","s3-object-lambda:*"],"#,
            r#""Resource":"*"}]}"#,
        ),
    ),
    policy(
        "AmazonS3ReadOnlyAccess",
        "/",
        concat!(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*","s3:Describe*","#,
            r#""s3-object-lambda:Get*","s3-object-lambda:List*"],"Resource":"*"}]}"#,
        ),
    ),
    policy(
        "IAMReadOnlyAccess",
        "/",
        concat!(
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:Get*","iam:List*","#,
            r#""iam:Simulate*"],"Resource":"*"}]}"#,
        ),
    ),
];

impl AwsPolicy {
    /// Its ARN.
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::aws:policy{}{}", self.path, self.name)
    }

    /// Its id: the same each time.
    pub fn id(&self) -> String {
        let hash = crypto::mac::sha256(self.name.as_bytes());
        let letters = hash.iter().map(|byte| char::from(b'A' + byte % 26));
        format!("ANPA{}", letters.take(17).collect::<String>())
    }
}

/// The policy of an ARN.
pub fn find(arn: &str) -> Option<AwsPolicy> {
    ALL.into_iter().find(|policy| policy.arn() == arn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::documents;

    #[test]
    fn each_is_a_policy_that_could_be_saved() {
        for policy in ALL {
            documents::managed(policy.document).unwrap();
            assert!(find(&policy.arn()).is_some());
        }
        assert!(ALL.is_sorted_by_key(|policy| policy.name));
    }
}
