//! The rules of a pool's passwords, as a page shows them before anything is typed.
//! AWS: API_PasswordPolicyType.

use rules::pools::Pool;
use rules::users::password::{self, Rule};
use serde::Serialize;

/// One rule in words.
#[derive(Serialize)]
struct Shown {
    key: &'static str,
    count: i32,
}

/// The rules.
#[derive(Serialize)]
pub struct PasswordRules {
    all: Vec<Shown>,
    /// The fewest characters.
    least: i32,
}

impl PasswordRules {
    /// Those of a pool.
    pub fn of(pool: &Pool) -> PasswordRules {
        let (mut all, mut least) = (Vec::new(), 1);
        for rule in password::rules(pool) {
            let (key, count) = match rule {
                Rule::Length(count) => ("rule-length", count),
                Rule::Lowercase => ("rule-lowercase", 0),
                Rule::Uppercase => ("rule-uppercase", 0),
                Rule::Number => ("rule-number", 0),
                Rule::Symbol => ("rule-symbol", 0),
            };
            least = least.max(count);
            all.push(Shown { key, count });
        }
        PasswordRules { all, least }
    }

    /// For samples.
    pub fn sample() -> PasswordRules {
        let all = ["rule-length", "rule-symbol"].map(|key| Shown { key, count: 8 }).into();
        PasswordRules { all, least: 8 }
    }
}
