//! The forms of rates and quotas among option values.

use rules::quotas::Quota;
use rules::rates::{Category, RateLimits};

/// The highest rate: counters know no more than microseconds.
const FASTEST: u32 = 1_000_000;

/// One request rate of the operator's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// Of a category: what is free, and how far it may be raised.
    Category(Category, u32, Option<u32>),
    /// Of each user, reading and writing.
    PerUser(u32),
    /// Of each operation in a pool.
    PerPool(u32),
}

impl Rate {
    /// Puts it among the others.
    pub fn put(self, rates: &mut RateLimits) {
        match self {
            Rate::Category(category, free, most) => rates.set(category, free, most),
            Rate::PerUser(rate) => rates.set_per_user(rate),
            Rate::PerPool(rate) => rates.set_per_pool(rate),
        }
    }
}

/// Reads `UserRead=300`, `UserRead=300..1000` or `per_user=20`. Errors: a sentence about what is wrong.
pub fn rate(text: &str) -> Result<Rate, String> {
    let (name, number) = divided(text)?;
    let whole = |number: &str| {
        let number = number.trim().parse().ok().filter(|number| *number <= FASTEST);
        number.ok_or_else(|| format!("`{text}` has no whole number of at most {FASTEST}"))
    };
    match name {
        "per_user" => return whole(number).map(Rate::PerUser),
        "per_pool" => return whole(number).map(Rate::PerPool),
        _ => {}
    }
    let category = Category::named(name).ok_or_else(|| format!("`{name}` is no category of operations"))?;
    let Some((free, most)) = number.split_once("..") else {
        return Ok(Rate::Category(category, whole(number)?, None));
    };
    let (free, most) = (whole(free)?, whole(most)?);
    match most < free {
        true => Err(format!("`{text}` ends below where it begins")),
        false => Ok(Rate::Category(category, free, Some(most))),
    }
}

/// Reads `clients=5000`. Errors: a sentence about what is wrong.
pub fn quota(text: &str) -> Result<(Quota, i64), String> {
    let (name, number) = divided(text)?;
    let quota = Quota::named(name).ok_or_else(|| format!("`{name}` is no quota"))?;
    let number = number.parse().ok().filter(|number| *number >= 0);
    Ok((quota, number.ok_or_else(|| format!("`{text}` has no whole number"))?))
}

fn divided(text: &str) -> Result<(&str, &str), String> {
    let (name, number) = text.split_once('=').ok_or_else(|| format!("`{text}` has no `=`"))?;
    Ok((name.trim(), number.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_name_a_category_and_how_far_it_may_be_raised() {
        assert_eq!(rate("UserRead=300"), Ok(Rate::Category(Category::UserRead, 300, None)));
        assert_eq!(rate("UserRead = 3..10"), Ok(Rate::Category(Category::UserRead, 3, Some(10))));
        assert_eq!((rate("per_user=20"), rate("per_pool=0")), (Ok(Rate::PerUser(20)), Ok(Rate::PerPool(0))));
        for wrong in
            ["UserRead", "Read=1", "UserRead=-1", "UserRead=1000001", "UserRead=9..3", "UserRead=9.."]
        {
            assert!(rate(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_quota_can_be_named() {
        let documented = super::super::table::find("quota_limits").unwrap().doc;
        for name in Quota::names() {
            assert!(quota(&format!("{name}=7")).is_ok_and(|(_, number)| number == 7), "{name}");
            assert!(documented.contains(&format!("`{name}`")), "{name}");
        }
        for wrong in ["clients", "clients=", "clients=-1", "users=5"] {
            assert!(quota(wrong).is_err(), "{wrong}");
        }
    }
}
