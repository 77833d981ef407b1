# The look of the pages, which a pool has with a domain.

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
