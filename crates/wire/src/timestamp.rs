//! A moment as AWS-JSON carries it: a number of epoch seconds with a fraction of milliseconds. In XML it is a date.

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;
use std::fmt;

/// Milliseconds since 1970 in UTC; on the wire `1470957431.965`, and `1470957431` for a whole second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since 1970.
    pub const fn from_millis(millis: i64) -> Self {
        Timestamp(millis)
    }

    /// Milliseconds since 1970.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// From a date of ISO 8601, `2026-11-21T04:00:00Z`; none when it is not one.
    pub(crate) fn from_iso8601(text: &str) -> Option<Self> {
        Some(Timestamp(text.parse::<jiff::Timestamp>().ok()?.as_millisecond()))
    }

    /// As a date of ISO 8601 in UTC, to the second.
    pub(crate) fn iso8601(self) -> String {
        let at = jiff::Timestamp::from_millisecond(self.0).unwrap_or_default();
        at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// From a JSON number of seconds; none when it is too large.
    pub(crate) fn from_number(number: &Number) -> Option<Self> {
        match number.as_i64() {
            Some(seconds) => Self::from_seconds(seconds),
            None => Self::from_fraction(number.as_f64()?),
        }
    }

    fn from_seconds(seconds: i64) -> Option<Self> {
        seconds.checked_mul(1000).map(Timestamp)
    }

    fn from_fraction(seconds: f64) -> Option<Self> {
        let millis = (seconds * 1000.0).round();
        // Beyond 2^53 a double no longer holds each millisecond; that is the year 287396.
        (millis.abs() < 9_007_199_254_740_992.0).then_some(Timestamp(millis as i64))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 1000 == 0 {
            serializer.serialize_i64(self.0 / 1000)
        } else {
            serializer.serialize_f64(self.0 as f64 / 1000.0)
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Seconds)
    }
}

struct Seconds;

impl Visitor<'_> for Seconds {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("epoch seconds")
    }

    fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Timestamp, E> {
        Timestamp::from_seconds(seconds).ok_or_else(|| E::custom("too many seconds"))
    }

    fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Timestamp, E> {
        let seconds = i64::try_from(seconds).map_err(|_| E::custom("too many seconds"))?;
        self.visit_i64(seconds)
    }

    fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<Timestamp, E> {
        Timestamp::from_fraction(seconds).ok_or_else(|| E::custom("too many seconds"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milliseconds_are_a_fraction() {
        for (millis, text) in [
            (1_470_957_431_965, "1470957431.965"),
            (1_470_957_431_000, "1470957431"),
            (1_470_957_431_001, "1470957431.001"),
            (1_470_957_431_900, "1470957431.9"),
            (0, "0"),
            (-1, "-0.001"),
        ] {
            assert_eq!(serde_json::to_string(&Timestamp::from_millis(millis)).unwrap(), text);
            assert_eq!(serde_json::from_str::<Timestamp>(text).unwrap().as_millis(), millis);
        }
    }

    #[test]
    fn exponents_are_read_and_the_absurd_is_refused() {
        assert_eq!(
            serde_json::from_str::<Timestamp>("1.470957431965E9").unwrap().as_millis(),
            1_470_957_431_965
        );
        for text in ["1e300", "9223372036854775807", "18446744073709551615", "\"1470957431\"", "true"] {
            assert!(serde_json::from_str::<Timestamp>(text).is_err(), "{text}");
        }
    }
}
