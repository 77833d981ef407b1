# Pools: the barest, one with nearly every setting, and what excludes one another in pools of their own.

resource "aws_cognito_user_pool" "plain" {
  name = "plain"
}

resource "aws_cognito_user_pool" "full" {
  name                     = "full"
  alias_attributes         = ["email", "preferred_username"]
  auto_verified_attributes = ["email"]
  deletion_protection      = var.is_changed ? "INACTIVE" : "ACTIVE"
  mfa_configuration        = var.is_changed ? "ON" : "OPTIONAL"
  user_pool_tier           = "PLUS"
  tags                     = var.is_changed ? { team = "red", cost = "7" } : { team = "blue", stage = "test" }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
    recovery_mechanism {
      name     = "verified_phone_number"
      priority = 2
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = var.is_changed

    invite_message_template {
      email_message = "You are {username}, and your password is {####}."
      email_subject = var.is_changed ? "Come in" : "Welcome"
      sms_message   = "You are {username}: {####}"
    }
  }

  device_configuration {
    challenge_required_on_new_device      = true
    device_only_remembered_on_user_prompt = var.is_changed
  }

  email_configuration {
    email_sending_account  = "COGNITO_DEFAULT"
    reply_to_email_address = "help@example.com"
  }

  password_policy {
    minimum_length                   = var.is_changed ? 12 : 10
    require_lowercase                = true
    require_numbers                  = var.is_changed
    require_symbols                  = false
    require_uppercase                = true
    temporary_password_validity_days = 5
  }

  schema {
    name                = "colour"
    attribute_data_type = "String"
    mutable             = true

    string_attribute_constraints {
      min_length = 1
      max_length = 20
    }
  }

  schema {
    name                     = "size"
    attribute_data_type      = "Number"
    developer_only_attribute = false
    mutable                  = true

    number_attribute_constraints {
      min_value = 1
      max_value = 99
    }
  }

  schema {
    name                = "email"
    attribute_data_type = "String"
    mutable             = true
    required            = true

    string_attribute_constraints {
      min_length = 5
      max_length = 300
    }
  }

  # A schema only grows.
  dynamic "schema" {
    for_each = var.is_changed ? ["member"] : []

    content {
      name                = schema.value
      attribute_data_type = "Boolean"
      mutable             = true
    }
  }

  sign_in_policy {
    allowed_first_auth_factors = ["PASSWORD"]
  }

  sms_authentication_message = "Your code is {####}"

  sms_configuration {
    external_id    = "outside"
    sns_caller_arn = "arn:aws:iam::000000000000:role/sms"
    sns_region     = "us-east-1"
  }

  software_token_mfa_configuration {
    enabled = true
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  user_pool_add_ons {
    advanced_security_mode = var.is_changed ? "ENFORCED" : "AUDIT"

    advanced_security_additional_flows {
      custom_auth_mode = "AUDIT"
    }
  }

  username_configuration {
    case_sensitive = false
  }

  verification_message_template {
    default_email_option = "CONFIRM_WITH_CODE"
    email_message        = "It is {####}."
    email_subject        = var.is_changed ? "The code" : "Your code"
    sms_message          = "It is {####}."
  }

  web_authn_configuration {
    relying_party_id  = "example.com"
    user_verification = var.is_changed ? "required" : "preferred"
  }
}

# Names that are addresses, mail by a service of one's own, and codes by mail.
resource "aws_cognito_user_pool" "addresses" {
  name                     = "addresses"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"
  user_pool_tier           = "ESSENTIALS"

  account_recovery_setting {
    recovery_mechanism {
      name     = "admin_only"
      priority = 1
    }
  }

  email_configuration {
    configuration_set      = var.is_changed ? "loud" : "quiet"
    email_sending_account  = "DEVELOPER"
    from_email_address     = "The shop <shop@example.com>"
    reply_to_email_address = "help@example.com"
    source_arn             = "arn:aws:ses:us-east-1:000000000000:identity/shop@example.com"
  }

  email_mfa_configuration {
    message = var.is_changed ? "Enter {####}" : "Your code is {####}"
    subject = "Your code"
  }

  verification_message_template {
    default_email_option  = "CONFIRM_WITH_LINK"
    email_message_by_link = "Please {##follow this##}."
    email_subject_by_link = var.is_changed ? "A link" : "Your link"
  }
}

# Messages by their older names, first factors other than passwords, and a history of passwords: not where users are
# imported, whose password an import sets again.
resource "aws_cognito_user_pool" "older" {
  name                       = "older"
  auto_verified_attributes   = ["email"]
  email_verification_message = "It is {####}."
  email_verification_subject = var.is_changed ? "The code" : "Your code"
  sms_verification_message   = var.is_changed ? "The code is {####}." : "Your code is {####}."

  password_policy {
    minimum_length        = 8
    password_history_size = var.is_changed ? 5 : 3
  }

  sign_in_policy {
    allowed_first_auth_factors = var.is_changed ? ["PASSWORD", "EMAIL_OTP"] : ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]
  }
}

# Functions; nobody signs in here, so none is called.
resource "aws_cognito_user_pool" "functions" {
  name = "functions"

  lambda_config {
    create_auth_challenge          = "${local.function}create-auth-challenge"
    custom_message                 = "${local.function}custom-message"
    define_auth_challenge          = "${local.function}define-auth-challenge"
    kms_key_id                     = "arn:aws:kms:us-east-1:000000000000:key/a1b2c3d4-0000-4000-8000-000000000000"
    post_authentication            = "${local.function}post-authentication"
    post_confirmation              = "${local.function}post-confirmation"
    pre_authentication             = var.is_changed ? null : "${local.function}pre-authentication"
    pre_sign_up                    = var.is_changed ? "${local.function}pre-sign-up:2" : "${local.function}pre-sign-up:1"
    user_migration                 = "${local.function}user-migration"
    verify_auth_challenge_response = "${local.function}verify-auth-challenge-response"

    custom_email_sender {
      lambda_arn     = "${local.function}custom-email-sender"
      lambda_version = "V1_0"
    }

    custom_sms_sender {
      lambda_arn     = "${local.function}custom-sms-sender"
      lambda_version = "V1_0"
    }

    pre_token_generation_config {
      lambda_arn     = "${local.function}pre-token-generation"
      lambda_version = var.is_changed ? "V3_0" : "V2_0"
    }
  }
}

# The oldest way to name the function that adds to tokens.
resource "aws_cognito_user_pool" "function" {
  name = "function"

  lambda_config {
    pre_token_generation = var.is_changed ? "${local.function}other-tokens" : "${local.function}tokens"
  }
}

locals {
  function = "arn:aws:lambda:us-east-1:000000000000:function:"
}
