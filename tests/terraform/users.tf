# Users, groups, and who is in which.

resource "aws_cognito_user" "lasting" {
  user_pool_id = aws_cognito_user_pool.full.id
  username     = "alice"
  password     = var.is_changed ? "Another-pass-12" : "Right-pass-123"

  attributes = var.is_changed ? {
    email          = "alice@example.com"
    email_verified = true
    nickname       = "Al"
    } : {
    email          = "alice@example.com"
    email_verified = true
    colour         = "red"
  }
}

resource "aws_cognito_user" "invited" {
  user_pool_id             = aws_cognito_user_pool.full.id
  username                 = "bob"
  temporary_password       = "Temporary-pass-1"
  desired_delivery_mediums = ["EMAIL"]
  enabled                  = !var.is_changed

  attributes = {
    email          = "bob@example.com"
    email_verified = true
  }
}

# What only the making of a user can say.
resource "aws_cognito_user" "silent" {
  user_pool_id         = aws_cognito_user_pool.full.id
  username             = "carol"
  message_action       = "SUPPRESS"
  force_alias_creation = true
  client_metadata      = { source = "terraform" }
  validation_data      = { ticket = "7" }

  attributes = {
    email = "carol@example.com"
    size  = var.is_changed ? 42 : 41
  }
}

resource "aws_cognito_user_group" "plain" {
  user_pool_id = aws_cognito_user_pool.full.id
  name         = "plain"
}

resource "aws_cognito_user_group" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
  name         = "full"
  description  = var.is_changed ? "Those who write" : "Those who read"
  precedence   = var.is_changed ? 4 : 2
  role_arn     = "arn:aws:iam::000000000000:role/readers"
}

resource "aws_cognito_user_in_group" "alice" {
  user_pool_id = aws_cognito_user_pool.full.id
  username     = aws_cognito_user.lasting.username
  group_name   = var.is_changed ? aws_cognito_user_group.plain.name : aws_cognito_user_group.full.name
}
