//! How strongly somebody signed in: `amr` names what was proved, `acr` the level that it reaches.
//! AWS: the developer guide, "Authentication levels with ACR and AMR claims"; RFC 8176.

use std::collections::BTreeMap;

use crate::pools::{self, Pool};
use crate::signin::Factor;

/// The most that there is to reach.
pub const HIGHEST: u8 = 4;

/// The names of what was proved, in order, each once; `mfa` after more than one.
pub fn amr(proved: &[Factor]) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for name in proved.iter().filter_map(|factor| factor.amr()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > 1 {
        names.push("mfa");
    }
    names
}

/// The level that these names of proofs reach, 1 to 4; 0 for none.
pub fn level(amr: &[&str]) -> u8 {
    let has = |name: &str| amr.contains(&name);
    let has_code = has("sms") || has("email_otp");
    if has("pwd") && has("otp") {
        4
    } else if has("swk") || has("hwk") || (has("pwd") && has_code) {
        3
    } else if has_code {
        2
    } else if has("pwd") {
        1
    } else {
        0
    }
}

/// The level that was reached by what was proved; 0 for none.
pub fn reached(proved: &[Factor]) -> u8 {
    level(&amr(proved))
}

/// What the pool calls a level. AWS: `urn:cognito:loa:N`, or the name that AcrConfiguration gives it.
pub fn acr(pool: &Pool, level: u8) -> Option<String> {
    pools::levels(&pool.settings).remove(&format!("Level{level}")).map(|level| level.acr_value)
}

/// The levels of a pool by its names of them.
pub fn named(pool: &Pool) -> BTreeMap<String, u8> {
    (1..=HIGHEST).filter_map(|level| Some((acr(pool, level)?, level))).collect()
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn levels_are_those_of_the_developer_guide() {
        for (amr, expected) in [
            (vec![], 0),
            (vec!["fed"], 0),
            (vec!["otp"], 0),
            (vec!["pwd"], 1),
            (vec!["sms"], 2),
            (vec!["email_otp"], 2),
            (vec!["sms", "email_otp", "mfa"], 2),
            (vec!["hwk"], 3),
            (vec!["swk"], 3),
            (vec!["pwd", "sms", "mfa"], 3),
            (vec!["pwd", "email_otp", "mfa"], 3),
            (vec!["pwd", "otp", "mfa"], 4),
            (vec!["pwd", "sms", "otp", "mfa"], 4),
        ] {
            assert_eq!(level(&amr), expected, "{amr:?}");
        }
    }
}
