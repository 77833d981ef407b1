//! Names of the model as Rust writes them.

/// Plurals of acronyms that would otherwise be cut before their last capital.
const PLURALS: [&str; 3] = ["URLs", "ARNs", "IDs"];

/// Words of the language that cannot be a field's name.
const KEYWORDS: [&str; 10] = ["as", "box", "enum", "loop", "match", "mod", "ref", "self", "type", "use"];

/// A field's name: snake case, `MFAOptions` to `mfa_options`, `AllowedOAuthFlows` to `allowed_oauth_flows`.
pub fn field(name: &str) -> String {
    let snake = words(name).join("_");
    if KEYWORDS.contains(&snake.as_str()) { format!("{snake}_") } else { snake }
}

/// A static's name.
pub fn constant(name: &str) -> String {
    words(name).join("_").to_ascii_uppercase()
}

/// The name that serde's `rename_all = "PascalCase"` makes of a field.
pub fn serde_pascal(field: &str) -> String {
    let capital = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    field.split('_').filter(|word| !word.is_empty()).map(capital).collect()
}

/// Lower-case words of a name in camel case.
fn words(name: &str) -> Vec<String> {
    let mut text = name.replace("OAuth", "Oauth");
    for plural in PLURALS {
        let word = plural[..1].to_owned() + &plural[1..].to_ascii_lowercase();
        text = text.replace(plural, &word);
    }
    let letters: Vec<char> = text.chars().collect();
    let mut words: Vec<String> = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        // A capital opens a word after a small letter or digit, and as the last of several capitals.
        let opens = letter.is_ascii_uppercase()
            && (before.is_none_or(|it| !it.is_ascii_uppercase())
                || after.is_some_and(char::is_ascii_lowercase));
        if opens || words.is_empty() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter.to_ascii_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_snake_case() {
        for (name, expected) in [
            ("UserPoolId", "user_pool_id"),
            ("MFAOptions", "mfa_options"),
            ("UserMFASettingList", "user_mfa_setting_list"),
            ("SMSMfaSettings", "sms_mfa_settings"),
            ("CallbackURLs", "callback_urls"),
            ("LogoutURLs", "logout_urls"),
            ("OpenIdConnectProviderARNs", "open_id_connect_provider_arns"),
            ("DefaultRedirectURI", "default_redirect_uri"),
            ("AllowedOAuthFlowsUserPoolClient", "allowed_oauth_flows_user_pool_client"),
            ("CSS", "css"),
            ("CSSVersion", "css_version"),
            ("KMSKeyID", "kms_key_id"),
            ("LastIPAddress", "last_ip_address"),
            ("BlockedIPRangeList", "blocked_ip_range_list"),
            ("SSOSession", "sso_session"),
            ("AWSAccountId", "aws_account_id"),
            ("S3Bucket", "s3_bucket"),
            ("PrimaryRoute53HealthCheckId", "primary_route53_health_check_id"),
            ("headerName", "header_name"),
            ("WebAuthnMfaSettings", "web_authn_mfa_settings"),
            ("Type", "type_"),
        ] {
            assert_eq!(field(name), expected);
        }
    }

    #[test]
    fn serde_undoes_plain_names() {
        assert_eq!(serde_pascal("user_pool_id"), "UserPoolId");
        assert_eq!(serde_pascal("type_"), "Type");
        assert_eq!(serde_pascal("mfa_options"), "MfaOptions");
    }
}
