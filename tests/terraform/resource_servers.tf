# What APIs offer to clients.

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
