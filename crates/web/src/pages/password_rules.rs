//! The rules of a pool's passwords, as a page shows them before anything is typed.
//! AWS: API_PasswordPolicyType. Source: developer.apple.com/password-rules for the form that password managers read.

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
    /// For password managers.
    managers: String,
}

impl PasswordRules {
    /// Those of a pool.
    pub fn of(pool: &Pool) -> PasswordRules {
        let (mut all, mut least, mut managers) = (Vec::new(), 1, String::new());
        for rule in password::rules(pool) {
            let (key, managed) = match rule {
                Rule::Length(count) => {
                    least = count;
                    ("rule-length", format!("minlength: {count};"))
                }
                Rule::Lowercase => ("rule-lowercase", "required: lower;".to_owned()),
                Rule::Uppercase => ("rule-uppercase", "required: upper;".to_owned()),
                Rule::Number => ("rule-number", "required: digit;".to_owned()),
                Rule::Symbol => ("rule-symbol", "required: [-!@#%&*+=?];".to_owned()),
            };
            all.push(Shown { key, count: least });
            managers = format!("{managers} {managed}");
        }
        PasswordRules { all, least, managers: managers.trim().to_owned() }
    }

    /// For samples.
    pub fn sample() -> PasswordRules {
        let all = ["rule-length", "rule-symbol"].map(|key| Shown { key, count: 8 }).into();
        PasswordRules { all, least: 8, managers: "minlength: 8;".to_owned() }
    }
}
