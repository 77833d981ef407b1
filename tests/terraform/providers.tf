# Identity providers and resource servers.
# needs: CreateIdentityProvider, DescribeIdentityProvider, UpdateIdentityProvider, DeleteIdentityProvider
# needs: CreateResourceServer, DescribeResourceServer, UpdateResourceServer, DeleteResourceServer

resource "aws_cognito_identity_provider" "google" {
  user_pool_id  = aws_cognito_user_pool.full.id
  provider_name = "Google"
  provider_type = "Google"

  provider_details = {
    authorize_scopes              = var.is_changed ? "openid email" : "openid email profile"
    client_id                     = "google-client"
    client_secret                 = "google-secret"
    attributes_url                = "https://people.googleapis.com/v1/people/me?personFields="
    attributes_url_add_attributes = "true"
    authorize_url                 = "https://accounts.google.com/o/oauth2/v2/auth"
    oidc_issuer                   = "https://accounts.google.com"
    token_request_method          = "POST"
    token_url                     = "https://www.googleapis.com/oauth2/v4/token"
  }

  attribute_mapping = {
    email    = "email"
    username = "sub"
  }
}

resource "aws_cognito_identity_provider" "oidc" {
  user_pool_id    = aws_cognito_user_pool.full.id
  provider_name   = "Partner"
  provider_type   = "OIDC"
  idp_identifiers = var.is_changed ? ["partner.example.com", "partner"] : ["partner.example.com"]

  provider_details = {
    attributes_request_method     = "GET"
    attributes_url_add_attributes = "false"
    authorize_scopes              = "openid"
    authorize_url                 = "https://partner.example.com/authorize"
    attributes_url                = "https://partner.example.com/userinfo"
    token_url                     = "https://partner.example.com/token"
    jwks_uri                      = "https://partner.example.com/keys"
    client_id                     = "partner-client"
    client_secret                 = var.is_changed ? "partner-secret-2" : "partner-secret"
    oidc_issuer                   = "https://partner.example.com"
  }

  attribute_mapping = {
    username = "sub"
  }
}

resource "aws_cognito_resource_server" "plain" {
  user_pool_id = aws_cognito_user_pool.full.id
  identifier   = "https://plain.example.com"
  name         = "plain"
}

resource "aws_cognito_resource_server" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
  identifier   = "https://api.example.com"
  name         = var.is_changed ? "api and changed" : "api"

  scope {
    scope_name        = "read"
    scope_description = "Look"
  }

  dynamic "scope" {
    for_each = var.is_changed ? ["write", "delete"] : ["write"]

    content {
      scope_name        = scope.value
      scope_description = "Change"
    }
  }
}

# A client that may ask for what a resource server offers, and sign in elsewhere.
resource "aws_cognito_user_pool_client" "machine" {
  name                                 = "machine"
  user_pool_id                         = aws_cognito_user_pool.full.id
  generate_secret                      = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes                 = ["${aws_cognito_resource_server.full.identifier}/read"]

  lifecycle {
    ignore_changes = [generate_secret]
  }
}
