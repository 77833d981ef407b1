# The look of a client's pages, and the pages' domain.
# needs: CreateUserPoolDomain, DescribeUserPoolDomain, UpdateUserPoolDomain, DeleteUserPoolDomain
# needs: SetUICustomization, GetUICustomization

resource "aws_cognito_user_pool_domain" "prefix" {
  user_pool_id          = aws_cognito_user_pool.full.id
  domain                = "terraform-test"
  managed_login_version = var.is_changed ? 2 : 1
}

resource "aws_cognito_user_pool_domain" "own" {
  user_pool_id    = aws_cognito_user_pool.addresses.id
  domain          = "auth.example.com"
  certificate_arn = "arn:aws:acm:us-east-1:000000000000:certificate/${var.is_changed ? "b" : "a"}1b2c3d4-0000-4000-8000-000000000000"
}

resource "aws_cognito_user_pool_ui_customization" "all" {
  user_pool_id = aws_cognito_user_pool_domain.prefix.user_pool_id
  css          = var.is_changed ? ".label-customizable {font-weight: 700;}" : ".label-customizable {font-weight: 400;}"
}

resource "aws_cognito_user_pool_ui_customization" "of_client" {
  user_pool_id = aws_cognito_user_pool_domain.prefix.user_pool_id
  client_id    = aws_cognito_user_pool_client.plain.id
  css          = ".banner-customizable {background: #fff;}"
  image_file   = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
}
