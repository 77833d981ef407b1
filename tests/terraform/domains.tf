# Domains: one by a prefix, one of one's own.

resource "aws_cognito_user_pool_domain" "prefix" {
  user_pool_id          = aws_cognito_user_pool.full.id
  domain                = "terraform-test"
  managed_login_version = var.is_changed ? 2 : 1
}

resource "aws_cognito_user_pool_domain" "own" {
  user_pool_id    = aws_cognito_user_pool.addresses.id
  domain          = "auth.example.com"
  certificate_arn = var.is_changed ? local.certificate_b : local.certificate_a
}

locals {
  certificate_a = "arn:aws:acm:us-east-1:000000000000:certificate/a1b2c3d4-0000-4000-8000-000000000000"
  certificate_b = "arn:aws:acm:us-east-1:000000000000:certificate/b1b2c3d4-0000-4000-8000-000000000000"
}
