"""IAM and STS by boto3: the same endpoint, in the query protocol."""

import json

import boto3
import pytest
from botocore.exceptions import ClientError

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/é*"}],
}


@pytest.fixture(scope="module")
def iam():
    return boto3.client("iam")


def test_the_caller_is_the_account():
    who = boto3.client("sts").get_caller_identity()
    assert who["Arn"] == f"arn:aws:iam::{who['Account']}:root"


def test_a_role_and_its_policies(iam):
    tags = [{"Key": "team", "Value": "a + b"}]
    made = iam.create_role(RoleName="boto", AssumeRolePolicyDocument=json.dumps(TRUST), Tags=tags)["Role"]
    assert made["AssumeRolePolicyDocument"] == TRUST
    iam.put_role_policy(RoleName="boto", PolicyName="inline", PolicyDocument=json.dumps(POLICY))
    assert iam.get_role_policy(RoleName="boto", PolicyName="inline")["PolicyDocument"] == POLICY
    arn = iam.create_policy(PolicyName="boto", PolicyDocument=json.dumps(POLICY))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="boto", PolicyArn=arn)
    pages = iam.get_paginator("list_attached_role_policies").paginate(RoleName="boto")
    assert [policy["PolicyArn"] for page in pages for policy in page["AttachedPolicies"]] == [arn]
    assert iam.get_role(RoleName="boto")["Role"]["Tags"] == tags
    with pytest.raises(iam.exceptions.DeleteConflictException):
        iam.delete_role(RoleName="boto")
    iam.detach_role_policy(RoleName="boto", PolicyArn=arn)
    iam.delete_role_policy(RoleName="boto", PolicyName="inline")
    iam.delete_role(RoleName="boto")
    iam.delete_policy(PolicyArn=arn)
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        iam.get_role(RoleName="boto")


def test_lists_are_paged(iam):
    for at in range(3):
        iam.create_user(UserName=f"boto-{at}", Path="/boto/")
    pages = list(iam.get_paginator("list_users").paginate(PathPrefix="/boto/", PaginationConfig={"PageSize": 2}))
    assert [len(page["Users"]) for page in pages] == [2, 1]
    for at in range(3):
        iam.delete_user(UserName=f"boto-{at}")


def test_a_refusal_names_itself(iam):
    with pytest.raises(ClientError) as refused:
        iam.create_role(RoleName="boto", AssumeRolePolicyDocument="{}")
    assert refused.value.response["Error"]["Code"] == "MalformedPolicyDocument"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
