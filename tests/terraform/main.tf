# The provider, pointed at the server. `is_changed` gives each resource a second form, with what may change changed.

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
  max_retries                 = 1

  endpoints {
    cognitoidentity = var.endpoint
    cognitoidp      = var.endpoint
    iam             = var.endpoint
    sts             = var.endpoint
  }
}
