# The certificate of a pool.
# needs: GetSigningCertificate

data "aws_cognito_user_pool_signing_certificate" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
}

output "certificate" {
  value = data.aws_cognito_user_pool_signing_certificate.full.certificate
}
