# The provider, pointed at the server, and the pool that everything else is in. `is_changed` gives each resource a
# second form, with what may change changed.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "endpoint" {
  type = string
}

variable "is_changed" {
  type    = bool
  default = false
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
  max_retries                 = 1

  endpoints {
    cognitoidp = var.endpoint
  }
}

# needs: CreateUserPool, DescribeUserPool, UpdateUserPool, DeleteUserPool
# needs: SetUserPoolMfaConfig, GetUserPoolMfaConfig, TagResource, UntagResource

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
    password_history_size            = 3
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

# Names that are addresses, and no other settings but those that go with them.
resource "aws_cognito_user_pool" "addresses" {
  name                     = "addresses"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]

  verification_message_template {
    default_email_option  = "CONFIRM_WITH_LINK"
    email_message_by_link = "Please {##follow this##}."
    email_subject_by_link = var.is_changed ? "A link" : "Your link"
  }
}
