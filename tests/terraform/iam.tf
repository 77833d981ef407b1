# Who may be somebody besides the people in pools, and what they may do.

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = [var.is_changed ? "us-east-1:22222222-0000-4000-8000-000000000000" : "us-east-1:11111111-0000-4000-8000-000000000000"]
    }
  }
}

data "aws_iam_policy_document" "own_prefix" {
  statement {
    actions   = var.is_changed ? ["s3:GetObject"] : ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::files/$${cognito-identity.amazonaws.com:sub}/*"]
  }
}

resource "aws_iam_role" "app" {
  name                 = "app"
  path                 = "/people/"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  description          = var.is_changed ? "changed" : "who has signed in"
  max_session_duration = var.is_changed ? 7200 : 3600
  permissions_boundary = var.is_changed ? null : aws_iam_policy.files.arn
  tags                 = var.is_changed ? { stage = "two" } : { stage = "one", team = "blue" }
}

resource "aws_iam_role_policy" "own_prefix" {
  name   = "own-prefix"
  role   = aws_iam_role.app.name
  policy = data.aws_iam_policy_document.own_prefix.json
}

resource "aws_iam_policy" "files" {
  name        = "files"
  description = "their own files"
  policy      = data.aws_iam_policy_document.own_prefix.json
  tags        = { team = var.is_changed ? "green" : "blue" }
}

resource "aws_iam_role_policy_attachment" "files" {
  role       = aws_iam_role.app.name
  policy_arn = aws_iam_policy.files.arn
}

resource "aws_iam_openid_connect_provider" "corp" {
  url             = "https://id.example.com/tenant"
  client_id_list  = var.is_changed ? ["app", "other"] : ["app"]
  thumbprint_list = [var.is_changed ? "cf23df2207d99a74fbe169e3eba035e633b65d94" : "9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

resource "aws_iam_user" "robot" {
  name = "robot"
  path = var.is_changed ? "/machines/" : "/"
}

resource "aws_iam_group" "robots" {
  name = var.is_changed ? "machines" : "robots"
}

resource "aws_iam_user_group_membership" "robot" {
  user   = aws_iam_user.robot.name
  groups = [aws_iam_group.robots.name]
}
