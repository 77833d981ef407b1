# Who gets credentials for signing in, which role, and with which tags.

resource "aws_cognito_identity_pool" "app" {
  # Another name would be another pool: what follows is changed in place.
  identity_pool_name               = "app"
  allow_unauthenticated_identities = !var.is_changed
  allow_classic_flow               = var.is_changed
  developer_provider_name          = "login.example"
  openid_connect_provider_arns     = [aws_iam_openid_connect_provider.corp.arn]
  saml_provider_arns               = var.is_changed ? [] : [aws_iam_saml_provider.corp.arn]

  supported_login_providers = {
    "accounts.google.com" = var.is_changed ? "456.apps.googleusercontent.com" : "123.apps.googleusercontent.com"
  }

  cognito_identity_providers {
    client_id               = aws_cognito_user_pool_client.plain.id
    provider_name           = "cognito-idp.us-east-1.amazonaws.com/${aws_cognito_user_pool_client.plain.user_pool_id}"
    server_side_token_check = var.is_changed
  }

  tags = var.is_changed ? { stage = "two" } : { stage = "one", team = "blue" }
}

resource "aws_cognito_identity_pool_roles_attachment" "app" {
  identity_pool_id = aws_cognito_identity_pool.app.id

  roles = {
    authenticated   = aws_iam_role.app.arn
    unauthenticated = var.is_changed ? "arn:aws:iam::000000000000:role/nobody" : "arn:aws:iam::000000000000:role/guest"
  }

  role_mapping {
    identity_provider         = "accounts.google.com"
    ambiguous_role_resolution = var.is_changed ? "Deny" : "AuthenticatedRole"
    type                      = "Rules"

    mapping_rule {
      claim      = "isAdmin"
      match_type = var.is_changed ? "Contains" : "Equals"
      role_arn   = aws_iam_role.app.arn
      value      = "paid"
    }
  }
}

resource "aws_cognito_identity_pool_provider_principal_tag" "app" {
  identity_pool_id       = aws_cognito_identity_pool.app.id
  identity_provider_name = "accounts.google.com"
  use_defaults           = false
  principal_tags         = { mail = var.is_changed ? "email_verified" : "email" }
}

resource "aws_iam_saml_provider" "corp" {
  name                   = "corp"
  saml_metadata_document = <<-XML
    <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp${var.is_changed ? "2" : ""}.example">
    <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing">
    <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${join("", [for at in range(100) : "AAAAAAAAAA"])}
    </X509Certificate></X509Data></KeyInfo></KeyDescriptor></IDPSSODescriptor></EntityDescriptor>
  XML
}

resource "aws_iam_access_key" "robot" {
  user   = aws_iam_user.robot.name
  status = var.is_changed ? "Inactive" : "Active"
}

data "aws_cognito_identity_pool" "app" {
  identity_pool_name = aws_cognito_identity_pool.app.identity_pool_name
  depends_on         = [aws_cognito_identity_pool.app]
}
