# App clients.

resource "aws_cognito_user_pool_client" "plain" {
  name         = "plain"
  user_pool_id = aws_cognito_user_pool.full.id
}

resource "aws_cognito_user_pool_client" "full" {
  name                                 = var.is_changed ? "full and changed" : "full"
  user_pool_id                         = aws_cognito_user_pool.full.id
  generate_secret                      = true
  access_token_validity                = var.is_changed ? 30 : 45
  id_token_validity                    = 1
  refresh_token_validity               = 10
  auth_session_validity                = 5
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes                 = var.is_changed ? ["openid", "email"] : ["openid", "profile", "email"]
  callback_urls                        = ["https://example.com/in", "http://localhost:3000"]
  default_redirect_uri                 = "https://example.com/in"
  logout_urls                          = ["https://example.com/out"]
  supported_identity_providers         = ["COGNITO"]
  enable_token_revocation              = true
  prevent_user_existence_errors        = var.is_changed ? "LEGACY" : "ENABLED"
  read_attributes                      = ["email", "email_verified", "custom:colour"]
  write_attributes                     = ["email", "custom:colour"]

  explicit_auth_flows = var.is_changed ? ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] : [
    "ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH",
  ]

  token_validity_units {
    access_token  = "minutes"
    id_token      = "hours"
    refresh_token = "days"
  }

  # An import cannot know how a secret came about.
  lifecycle {
    ignore_changes = [generate_secret]
  }
}

resource "aws_cognito_user_pool_client" "rotating" {
  name                = "rotating"
  user_pool_id        = aws_cognito_user_pool.full.id
  explicit_auth_flows = ["ALLOW_USER_SRP_AUTH"]

  refresh_token_rotation {
    feature                    = "ENABLED"
    retry_grace_period_seconds = var.is_changed ? 20 : 10
  }
}

# Everything that leaves the browser, and what is told of it elsewhere.
resource "aws_cognito_user_pool_client" "federated" {
  name                                          = "federated"
  user_pool_id                                  = aws_cognito_user_pool.full.id
  generate_secret                               = true
  allowed_oauth_flows                           = ["code", "implicit"]
  allowed_oauth_flows_user_pool_client          = true
  allowed_oauth_scopes                          = ["openid", "phone", "aws.cognito.signin.user.admin"]
  callback_urls                                 = ["https://example.com/in", "com.example.app://in"]
  enable_propagate_additional_user_context_data = var.is_changed

  supported_identity_providers = var.is_changed ? ["COGNITO", "Google", "Partner"] : ["COGNITO", "Google", "Firm"]

  analytics_configuration {
    application_id   = "a1b2c3d4"
    external_id      = "outside"
    role_arn         = "arn:aws:iam::000000000000:role/analytics"
    user_data_shared = var.is_changed
  }

  lifecycle {
    ignore_changes = [generate_secret]
  }

  depends_on = [
    aws_cognito_identity_provider.google,
    aws_cognito_identity_provider.oidc,
    aws_cognito_identity_provider.saml,
  ]
}

# Clients that another service has made in a pool; the pool and the clients are there before.
variable "managed_pool" {
  type = string
}

resource "aws_cognito_managed_user_pool_client" "by_prefix" {
  name_prefix           = "AmazonOpenSearchService-logs"
  user_pool_id          = var.managed_pool
  access_token_validity = var.is_changed ? 20 : 30

  token_validity_units {
    access_token  = "minutes"
    id_token      = "hours"
    refresh_token = "days"
  }
}

resource "aws_cognito_managed_user_pool_client" "by_pattern" {
  name_pattern        = "^AmazonOpenSearchService-metrics-[0-9]+$"
  user_pool_id        = var.managed_pool
  explicit_auth_flows = ["ALLOW_USER_SRP_AUTH"]
  read_attributes     = var.is_changed ? ["email"] : ["email", "name"]
}
