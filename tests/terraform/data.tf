# What is read of all that, by each data source.
# needs: ListUserPools, ListUserPoolClients, ListGroups

data "aws_cognito_user_pools" "named" {
  name = aws_cognito_user_pool.plain.name
}

data "aws_cognito_user_pool" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
}

data "aws_cognito_user_pool_clients" "all" {
  user_pool_id = aws_cognito_user_pool.full.id
  depends_on   = [aws_cognito_user_pool_client.plain, aws_cognito_user_pool_client.full]
}

data "aws_cognito_user_pool_client" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
  client_id    = aws_cognito_user_pool_client.full.id
}

data "aws_cognito_user_group" "full" {
  user_pool_id = aws_cognito_user_pool.full.id
  name         = aws_cognito_user_group.full.name
}

data "aws_cognito_user_groups" "all" {
  user_pool_id = aws_cognito_user_pool.full.id
  depends_on   = [aws_cognito_user_group.plain, aws_cognito_user_group.full]
}

output "read" {
  sensitive = true
  value = {
    pools       = data.aws_cognito_user_pools.named.ids
    name        = data.aws_cognito_user_pool.full.name
    clients     = data.aws_cognito_user_pool_clients.all.client_names
    secret      = data.aws_cognito_user_pool_client.full.client_secret
    description = data.aws_cognito_user_group.full.description
    groups      = [for group in data.aws_cognito_user_groups.all.groups : group.group_name]
  }
}

output "expected" {
  sensitive = true
  value = {
    pools       = [aws_cognito_user_pool.plain.id]
    name        = aws_cognito_user_pool.full.name
    secret      = aws_cognito_user_pool_client.full.client_secret
    description = aws_cognito_user_group.full.description
  }
}
