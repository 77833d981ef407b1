//! What guests may do at most, whatever their role allows: two session policies that the enhanced flow lays over it.
//! AWS: the developer guide, "Access policies for unauthenticated identities"; AmazonCognitoUnAuthedIdentitiesSessionPolicy.

/// The ARN of the managed one.
pub const MANAGED_ARN: &str = "arn:aws:iam::aws:policy/AmazonCognitoUnAuthedIdentitiesSessionPolicy";

/// The inline one.
pub const INLINE: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cloudwatch:*","logs:*","dynamodb:*","kinesis:*","mobileanalytics:*","s3:*","ses:*","sns:*","sqs:*","lambda:*","machinelearning:*","execute-api:*","iot:*","gamelift:*","cognito-identity:*","cognito-idp:*","lex:*","polly:*","comprehend:*","translate:*","transcribe:*","rekognition:*","mobiletargeting:*","firehose:*","appsync:*","personalize:*","sagemaker:InvokeEndpoint","cognito-sync:*","codewhisperer:*","textract:DetectDocumentText","textract:AnalyzeDocument","sdb:*"],"Resource":["*"]}]}"#;

/// The managed one.
pub const MANAGED: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["rum:PutRumEvents","polly:*","comprehend:*","translate:*","transcribe:*","rekognition:*","mobiletargeting:*","firehose:*","personalize:*","sagemaker:InvokeEndpoint","geo:GetMap*","geo:SearchPlaceIndex*","geo:GetPlace","geo:CalculateRoute*","geo:*Geofence","geo:*Geofences","geo:*DevicePosition*","kms:Encrypt","kms:Decrypt","kms:ReEncryptTo","kms:ReEncryptFrom","kms:GenerateDataKey","kms:GenerateDataKeyPair","kms:GenerateDataKeyPairWithoutPlaintext","kms:GenerateDataKeyWithoutPlaintext"],"Resource":["*"]}]}"#;
