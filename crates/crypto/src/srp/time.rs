//! The TIMESTAMP of a password claim.
//! AWS: the form of AWS's own clients, `EEE MMM d HH:mm:ss 'UTC' yyyy` in English.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Epoch milliseconds of a TIMESTAMP; `None` if it has another form.
// DEVIATION: a zero-padded day is taken too, as sloppy clients send it. The weekday must be one, not the right one.
pub fn timestamp_millis(text: &str) -> Option<i64> {
    let mut fields = text.split(' ');
    let mut next = || fields.next();
    let [weekday, month, day, clock, zone, year] = [next()?, next()?, next()?, next()?, next()?, next()?];
    if fields.next().is_some() || !DAYS.contains(&weekday) || zone != "UTC" {
        return None;
    }
    let month = (1_i8..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    let day = i8::try_from(digits(day, 1..=2)?).ok()?;
    let year = digits(year, 4..=4)?;
    let mut parts = clock.split(':').map(|part| i8::try_from(digits(part, 2..=2)?).ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let civil = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let is_number = lengths.contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::timestamp_millis;

    #[test]
    fn the_sdks_form_is_read() {
        assert_eq!(timestamp_millis("Sat Nov 7 01:02:03 UTC 2026"), Some(1_794_013_323_000));
        assert_eq!(timestamp_millis("Sat Nov 07 01:02:03 UTC 2026"), Some(1_794_013_323_000));
        assert_eq!(timestamp_millis("Mon Nov 7 01:02:03 UTC 2026"), Some(1_794_013_323_000));
        assert_eq!(timestamp_millis("Thu Jan 1 00:00:00 UTC 1970"), Some(0));
        assert_eq!(timestamp_millis("Thu Feb 29 23:59:59 UTC 2024"), Some(1_709_251_199_000));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            " ",
            "Sat Nov 7 01:02:03 UTC",
            "Sat Nov 7 01:02:03 UTC 2026 ",
            "Sat Nov  7 01:02:03 UTC 2026",
            "Sat Nov 007 01:02:03 UTC 2026",
            "Sat Nov +7 01:02:03 UTC 2026",
            "Sat Nov 31 01:02:03 UTC 2026",
            "Sat Feb 29 01:02:03 UTC 2026",
            "Sat Nov 0 01:02:03 UTC 2026",
            "Sat Nov 7 24:00:00 UTC 2026",
            "Sat Nov 7 01:02:60 UTC 2026",
            "Sat Nov 7 1:02:03 UTC 2026",
            "Sat Nov 7 01:02:03:04 UTC 2026",
            "Sat Nov 7 01:02 UTC 2026",
            "Sat Nov 7 01:02:03 GMT 2026",
            "Sat Nov 7 01:02:03 UTC 26",
            "Sat Nov 7 01:02:03 UTC 20260",
            "sat nov 7 01:02:03 UTC 2026",
            "Sam Nov 7 01:02:03 UTC 2026",
            "Sat Nov ٧ 01:02:03 UTC 2026",
        ] {
            assert_eq!(timestamp_millis(text), None, "{text}");
        }
    }
}
