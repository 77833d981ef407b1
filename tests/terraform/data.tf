# What is read of all that, by each data source. Each waits for what it reads, so that it reads what was just changed.

data "aws_cognito_user_pools" "named" {
  name       = aws_cognito_user_pool.plain.name
  depends_on = [aws_cognito_user_pool.plain]
}

data "aws_cognito_user_pool" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
  depends_on   = [aws_cognito_user_pool.full]
}

data "aws_cognito_user_pool_clients" "all" {
  user_pool_id = aws_cognito_user_pool.full.id
  depends_on = [
    aws_cognito_user_pool_client.plain,
    aws_cognito_user_pool_client.full,
    aws_cognito_user_pool_client.rotating,
    aws_cognito_user_pool_client.federated,
    aws_cognito_user_pool_client.machine,
  ]
}

data "aws_cognito_user_pool_client" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
  client_id    = aws_cognito_user_pool_client.full.id
  depends_on   = [aws_cognito_user_pool_client.full]
}

data "aws_cognito_user_pool_signing_certificate" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
}

data "aws_cognito_user_group" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
  name         = aws_cognito_user_group.full.name
  depends_on   = [aws_cognito_user_group.full]
}

data "aws_cognito_user_groups" "all" {
  user_pool_id = aws_cognito_user_pool.full.id
  depends_on = [
    aws_cognito_user_group.plain,
    aws_cognito_user_group.full,
    aws_cognito_identity_provider.saml,
  ]
}

# Each is what was read beside what it must be.
output "read" {
  sensitive = true
  value = {
    pools = [data.aws_cognito_user_pools.named.ids, [aws_cognito_user_pool.plain.id]]
    identity_pool = [
      [data.aws_cognito_identity_pool.app.id, data.aws_cognito_identity_pool.app.allow_classic_flow],
      [aws_cognito_identity_pool.app.id, var.is_changed],
    ]
    pool_name = [data.aws_cognito_user_pool.full.name, "full"]
    pool_arn  = [data.aws_cognito_user_pool.full.arn, aws_cognito_user_pool.full.arn]
    pool_tags = [data.aws_cognito_user_pool.full.tags, aws_cognito_user_pool.full.tags]
    pool_mfa  = [data.aws_cognito_user_pool.full.mfa_configuration, var.is_changed ? "ON" : "OPTIONAL"]
    pool_security = [
      data.aws_cognito_user_pool.full.user_pool_add_ons[0].advanced_security_mode,
      var.is_changed ? "ENFORCED" : "AUDIT",
    ]
    pool_attributes = [
      length([for attribute in data.aws_cognito_user_pool.full.schema_attributes : attribute
      if startswith(attribute.name, "custom:")]),
      var.is_changed ? 3 : 2,
    ]
    clients = [
      sort(data.aws_cognito_user_pool_clients.all.client_names),
      sort([
        aws_cognito_user_pool_client.plain.name,
        aws_cognito_user_pool_client.full.name,
        aws_cognito_user_pool_client.rotating.name,
        aws_cognito_user_pool_client.federated.name,
        aws_cognito_user_pool_client.machine.name,
      ]),
    ]
    client_secret = [
      data.aws_cognito_user_pool_client.full.client_secret,
      aws_cognito_user_pool_client.full.client_secret,
    ]
    client_scopes = [
      data.aws_cognito_user_pool_client.full.allowed_oauth_scopes,
      aws_cognito_user_pool_client.full.allowed_oauth_scopes,
    ]
    certificate = [
      startswith(data.aws_cognito_user_pool_signing_certificate.full.certificate, "MII"),
      true,
    ]
    group_description = [
      data.aws_cognito_user_group.full.description,
      var.is_changed ? "Those who write" : "Those who read",
    ]
    group_precedence = [data.aws_cognito_user_group.full.precedence, var.is_changed ? 4 : 2]
    groups = [
      [for group in data.aws_cognito_user_groups.all.groups : group.group_name
      if !strcontains(group.group_name, "_")],
      ["full", "plain"],
    ]
    scopes = [
      sort(aws_cognito_resource_server.full.scope_identifiers),
      [for name in sort(concat(["read", "write"], var.is_changed ? ["delete"] : [])) : "https://api.example.com/${name}"],
    ]
    user_states = [
      [aws_cognito_user.lasting.status, aws_cognito_user.invited.status, aws_cognito_user.silent.status],
      ["CONFIRMED", "FORCE_CHANGE_PASSWORD", "FORCE_CHANGE_PASSWORD"],
    ]
    domain_addresses = [
      [for name in [
        aws_cognito_user_pool_domain.prefix.cloudfront_distribution,
        aws_cognito_user_pool_domain.own.cloudfront_distribution,
      ] : length(name) > 0],
      [true, true],
    ]
  }
}
