# What is done about risky sign-ins.

resource "aws_cognito_risk_configuration" "all" {
  user_pool_id = aws_cognito_user_pool.full.id

  risk_exception_configuration {
    blocked_ip_range_list = var.is_changed ? ["10.10.10.10/32", "10.20.0.0/16"] : ["10.10.10.10/32"]
  }

  compromised_credentials_risk_configuration {
    event_filter = ["SIGN_IN"]

    actions {
      event_action = "BLOCK"
    }
  }
}

resource "aws_cognito_risk_configuration" "of_client" {
  user_pool_id = aws_cognito_user_pool.full.id
  client_id    = aws_cognito_user_pool_client.plain.id

  account_takeover_risk_configuration {
    actions {
      low_action {
        event_action = "NO_ACTION"
        notify       = false
      }
      medium_action {
        event_action = "MFA_IF_CONFIGURED"
        notify       = var.is_changed
      }
      high_action {
        event_action = "BLOCK"
        notify       = true
      }
    }

    notify_configuration {
      from       = "security@example.com"
      reply_to   = "help@example.com"
      source_arn = "arn:aws:ses:us-east-1:000000000000:identity/example.com"

      block_email {
        html_body = "<p>Stopped.</p>"
        subject   = "Stopped"
        text_body = "Stopped."
      }
      mfa_email {
        html_body = "<p>Asked twice.</p>"
        subject   = "Asked twice"
        text_body = "Asked twice."
      }
      no_action_email {
        html_body = "<p>Seen.</p>"
        subject   = "Seen"
        text_body = "It was seen."
      }
    }
  }
}
