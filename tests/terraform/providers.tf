# Identity providers, one of each kind. What AWS adds to the details is written out, as the plan asks for it.

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

resource "aws_cognito_identity_provider" "facebook" {
  user_pool_id  = aws_cognito_user_pool.full.id
  provider_name = "Facebook"
  provider_type = "Facebook"

  provider_details = {
    api_version                   = "v19.0"
    authorize_scopes              = var.is_changed ? "public_profile" : "public_profile, email"
    client_id                     = "facebook-client"
    client_secret                 = "facebook-secret"
    attributes_url                = "https://graph.facebook.com/v19.0/me?fields="
    attributes_url_add_attributes = "true"
    authorize_url                 = "https://www.facebook.com/v19.0/dialog/oauth"
    token_request_method          = "GET"
    token_url                     = "https://graph.facebook.com/v19.0/oauth/access_token"
  }

  attribute_mapping = var.is_changed ? { email = "email", username = "id", name = "name" } : {
    email    = "email"
    username = "id"
  }
}

resource "aws_cognito_identity_provider" "amazon" {
  user_pool_id  = aws_cognito_user_pool.full.id
  provider_name = "LoginWithAmazon"
  provider_type = "LoginWithAmazon"

  provider_details = {
    authorize_scopes              = var.is_changed ? "profile" : "profile postal_code"
    client_id                     = "amazon-client"
    client_secret                 = "amazon-secret"
    attributes_url                = "https://api.amazon.com/user/profile"
    attributes_url_add_attributes = "false"
    authorize_url                 = "https://www.amazon.com/ap/oa"
    token_request_method          = "POST"
    token_url                     = "https://api.amazon.com/auth/o2/token"
  }
}

resource "aws_cognito_identity_provider" "apple" {
  user_pool_id  = aws_cognito_user_pool.full.id
  provider_name = "SignInWithApple"
  provider_type = "SignInWithApple"

  provider_details = {
    authorize_scopes              = var.is_changed ? "email" : "email name"
    client_id                     = "com.example.app"
    team_id                       = "TEAM000000"
    key_id                        = "KEY0000000"
    private_key                   = "MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCA="
    attributes_url_add_attributes = "false"
    authorize_url                 = "https://appleid.apple.com/auth/authorize"
    oidc_issuer                   = "https://appleid.apple.com"
    token_request_method          = "POST"
    token_url                     = "https://appleid.apple.com/auth/token"
  }

  # The private key is not given back.
  lifecycle {
    ignore_changes = [provider_details["private_key"]]
  }
}

resource "aws_cognito_identity_provider" "saml" {
  user_pool_id  = aws_cognito_user_pool.full.id
  provider_name = "Firm"
  provider_type = "SAML"

  provider_details = {
    EncryptedResponses      = var.is_changed ? "true" : "false"
    IDPInit                 = "true"
    IDPSignout              = "true"
    MetadataFile            = local.metadata
    RequestSigningAlgorithm = "rsa-sha256"
    SLORedirectBindingURI   = "https://saml.example.com/out"
    SSORedirectBindingURI   = "https://saml.example.com/in"
  }

  attribute_mapping = {
    email = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"
  }

  # Added by the service where responses are encrypted, and nobody knows it before.
  lifecycle {
    ignore_changes = [provider_details["ActiveEncryptionCertificate"]]
  }
}

locals {
  metadata = <<-XML
    <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://saml.example.com">
      <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
        <KeyDescriptor use="signing">
          <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
            <X509Data>
              <X509Certificate>${local.certificate}</X509Certificate>
            </X509Data>
          </KeyInfo>
        </KeyDescriptor>
        <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
          Location="https://saml.example.com/out"/>
        <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
          Location="https://saml.example.com/in"/>
      </IDPSSODescriptor>
    </EntityDescriptor>
  XML

  # Until 2099; its private key is kept nowhere.
  certificate = join("", [
    "MIIBJDCBy6ADAgECAgEBMAoGCCqGSM49BAMCMBsxGTAXBgNVBAMMEHNhbWwuZXhhbXBsZS5jb20wIBcNMjAwMTAxMDAwMDAwWhgP",
    "MjA5OTAxMDEwMDAwMDBaMBsxGTAXBgNVBAMMEHNhbWwuZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATkE1ZO",
    "23NWrHnCAWxAUjINmgui/tXg3yGV7xIacNr0GrILPLAlosRKkwM/ldm+9q8ahTYQWimHn/LpcKiSHfETMAoGCCqGSM49BAMCA0gA",
    "MEUCIHPehlU3BfJzG+I7neLnRuVOhw1eKF6AURnXiUGWRUaRAiEAmYW6wWPrutgMNIvv5bVLi+Wk1HpdQ+ORGFMDjF85rGQ=",
  ])
}
