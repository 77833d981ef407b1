//! What an entry says of somebody: who it is, and whether the account may be used; and what the answer to a bind says of it.
//! Active Directory: MS-ADTS 2.2.16 (userAccountControl), 3.1.1.4.5.17 (its computed part), the codes of Windows' errors in the
//! words of a bind. LDAP: draft-behera-ldap-password-policy, RFC 2307 (shadow accounts).

use std::collections::BTreeMap;

use rules::directory::{Entry, State};

use super::message::{Outcome, Raw};
use crate::config::directories::{Directory, Kind, Lookup};

/// The longest value that is passed on: what is longer is a picture or a certificate.
const LONGEST_VALUE: usize = 4_096;

/// How many values of one attribute are passed on.
const MOST_VALUES: usize = 256;

const DAY_MS: i64 = 86_400_000;

/// Steps of a hundred nanoseconds between 1601 and 1970.
const FILETIME_OF_1970: i64 = 116_444_736_000_000_000;

/// Never, in Active Directory's times.
const NEVER: [i64; 2] = [0, i64::MAX];

/// When somebody of OpenLDAP is locked until an administrator says otherwise.
const FOR_GOOD: &str = "000001010000Z";

const OF_AD: [&str; 4] =
    ["userAccountControl", "msDS-User-Account-Control-Computed", "accountExpires", "pwdLastSet"];
const OF_LDAP: [&str; 6] = [
    "pwdAccountLockedTime",
    "pwdReset",
    "shadowExpire",
    "shadowLastChange",
    "nsAccountLock",
    "loginDisabled",
];

/// The attributes to ask for.
pub fn attributes(settings: &Directory) -> Vec<String> {
    let mut all = vec![settings.id_attribute.clone(), settings.name_attribute.clone()];
    let of_state: &[&str] = if settings.kind == Kind::ActiveDirectory { &OF_AD } else { &OF_LDAP };
    all.extend(of_state.iter().map(|&name| name.to_owned()));
    all.extend(settings.served.mapping.attributes.values().cloned());
    if matches!(settings.groups.lookup, Lookup::MemberOf | Lookup::Chain) {
        all.push("memberOf".to_owned());
    }
    all
}

/// Somebody, without groups. Errors: what the entry lacks.
pub fn entry(settings: &Directory, raw: &Raw, now: i64) -> Result<Entry, String> {
    let id = raw.values(&settings.id_attribute).next().and_then(id);
    let id = id.ok_or_else(|| format!("its {} is missing or no UUID", settings.id_attribute))?;
    let name = raw.text(&settings.name_attribute).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| format!("its {} is missing", settings.name_attribute))?.to_owned();
    let mut attributes = BTreeMap::new();
    for theirs in settings.served.mapping.attributes.values() {
        let texts = raw.texts(theirs).filter(|text| !text.is_empty() && text.len() <= LONGEST_VALUE);
        let values: Vec<String> =
            texts.filter(|text| !text.contains('\0')).take(MOST_VALUES).map(str::to_owned).collect();
        if !values.is_empty() {
            attributes.insert(theirs.clone(), values);
        }
    }
    Ok(Entry {
        id,
        dn: raw.dn.clone(),
        name,
        attributes,
        groups: Vec::new(),
        state: state(settings.kind, raw, now),
    })
}

/// A UUID in lower case: the bytes of an objectGUID, or thirty-two digits however they are put apart.
fn id(value: &[u8]) -> Option<String> {
    if let Ok(bytes) = <[u8; 16]>::try_from(value) {
        return Some(uuid::Uuid::from_bytes_le(bytes).to_string());
    }
    let digits: String =
        std::str::from_utf8(value).ok()?.chars().filter(|c| !matches!(c, '-' | '{' | '}')).collect();
    (digits.len() == 32).then(|| uuid::Uuid::try_parse(&digits).ok()).flatten().map(|id| id.to_string())
}

/// Whether the account may be used, as far as the entry itself says.
fn state(kind: Kind, raw: &Raw, now: i64) -> State {
    let number = |name: &str| raw.text(name).and_then(|text| text.trim().parse::<i64>().ok());
    let is_true = |name: &str| raw.text(name).is_some_and(|text| text.eq_ignore_ascii_case("true"));
    match kind {
        Kind::ActiveDirectory => {
            let control = number("userAccountControl").unwrap_or(0);
            let computed = number("msDS-User-Account-Control-Computed").unwrap_or(0);
            let ends = number("accountExpires").filter(|time| !NEVER.contains(time));
            let must_change = number("pwdLastSet") == Some(0) && control & 0x1_0000 == 0;
            match () {
                () if control & 0x2 != 0 => State::Disabled,
                () if ends.is_some_and(|time| time.saturating_sub(FILETIME_OF_1970) / 10_000 <= now) => {
                    State::Expired
                }
                () if computed & 0x10 != 0 => State::Locked,
                () if computed & 0x80_0000 != 0 || must_change => State::PasswordExpired,
                () => State::Active,
            }
        }
        Kind::Ldap => {
            let today = now / DAY_MS;
            match () {
                () if is_true("nsAccountLock") || is_true("loginDisabled") => State::Disabled,
                // A lock of a while ends by itself, and the entry does not tell when: the bind does.
                () if raw.text("pwdAccountLockedTime") == Some(FOR_GOOD) => State::Locked,
                () if number("shadowExpire").is_some_and(|day| day > 0 && day <= today) => State::Expired,
                () if is_true("pwdReset") || number("shadowLastChange") == Some(0) => State::PasswordExpired,
                () => State::Active,
            }
        }
    }
}

/// Whether the entry says that a lock was put on, which may have ended since.
pub fn was_locked(raw: &Raw) -> bool {
    raw.text("pwdAccountLockedTime").is_some()
}

/// What a bind proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The password.
    Right,
    /// That it is another.
    Wrong,
    /// The password or nothing of it, and the account may not be used.
    Not(State),
    /// Nothing: the server fails.
    Nothing,
}

/// Reads the answer to the bind of a person.
pub fn proof(outcome: &Outcome) -> Proof {
    const INVALID: i64 = 49;
    match (outcome.code, outcome.policy_error) {
        // Expired and locked; and a password that is to be changed, which opens the door to nothing else.
        (0 | INVALID, Some(0 | 2)) => Proof::Not(State::PasswordExpired),
        (0 | INVALID, Some(1)) => Proof::Not(State::Locked),
        (0, _) => Proof::Right,
        (INVALID, _) => match windows_error(&outcome.text) {
            // Not at this time, not at this machine, not at all.
            Some("530" | "531" | "533") => Proof::Not(State::Disabled),
            Some("532" | "773") => Proof::Not(State::PasswordExpired),
            Some("701") => Proof::Not(State::Expired),
            Some("775") => Proof::Not(State::Locked),
            _ => Proof::Wrong,
        },
        // 389 and FreeIPA: unwilling to let in whom they have switched off.
        (53, _) if outcome.text.to_ascii_lowercase().contains("inactivated") => Proof::Not(State::Disabled),
        // No such object; a name that is none; nobody may log on with it.
        (32 | 34 | 48, _) => Proof::Wrong,
        _ => Proof::Nothing,
    }
}

/// The code that Active Directory puts into its words: `80090308: LdapErr: DSID-0C090439, comment: …, data 52e, v4563`.
fn windows_error(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(", data ")?;
    rest.split([',', ' ', '\0']).next().filter(|code| text.contains("LdapErr") && !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(attributes: &[(&str, &str)]) -> Raw {
        let one = |(name, value): &(&str, &str)| (name.to_string(), vec![value.as_bytes().to_vec()]);
        Raw { dn: "cn=x".to_owned(), attributes: attributes.iter().map(one).collect() }
    }

    /// 2026-01-01.
    const NOW: i64 = 1_767_225_600_000;

    #[test]
    fn active_directory_says_who_may_come_in() {
        let ended = (NOW - DAY_MS) * 10_000 + FILETIME_OF_1970;
        let ends = (NOW + DAY_MS) * 10_000 + FILETIME_OF_1970;
        for (name, value, wanted) in [
            ("userAccountControl", "512".to_owned(), State::Active),
            ("userAccountControl", "514".to_owned(), State::Disabled),
            ("msDS-User-Account-Control-Computed", "16".to_owned(), State::Locked),
            ("msDS-User-Account-Control-Computed", "8388608".to_owned(), State::PasswordExpired),
            ("accountExpires", ended.to_string(), State::Expired),
            ("accountExpires", ends.to_string(), State::Active),
            ("accountExpires", "0".to_owned(), State::Active),
            ("accountExpires", i64::MAX.to_string(), State::Active),
            ("accountExpires", i64::MIN.to_string(), State::Expired),
            ("pwdLastSet", "0".to_owned(), State::PasswordExpired),
            ("PWDLASTSET", "133000000000000000".to_owned(), State::Active),
            ("userAccountControl", "nonsense".to_owned(), State::Active),
        ] {
            let found = state(Kind::ActiveDirectory, &raw(&[(name, &value)]), NOW);
            assert_eq!(found, wanted, "{name} {value}");
        }
        // Whose password never ends need not change it.
        let all = raw(&[("pwdLastSet", "0"), ("userAccountControl", "66048")]);
        assert_eq!(state(Kind::ActiveDirectory, &all, NOW), State::Active);
    }

    #[test]
    fn directories_say_who_may_come_in() {
        for (name, value, wanted) in [
            ("pwdAccountLockedTime", FOR_GOOD, State::Locked),
            ("pwdAccountLockedTime", "20260101000000Z", State::Active),
            ("shadowExpire", "20453", State::Expired),
            ("shadowExpire", "20455", State::Active),
            ("shadowExpire", "-1", State::Active),
            ("shadowLastChange", "0", State::PasswordExpired),
            ("pwdReset", "TRUE", State::PasswordExpired),
            ("nsAccountLock", "true", State::Disabled),
        ] {
            assert_eq!(state(Kind::Ldap, &raw(&[(name, value)]), NOW), wanted, "{name} {value}");
        }
    }

    #[test]
    fn the_words_of_a_bind_are_read() {
        let ad = |code: &str| Outcome {
            code: 49,
            text: format!(
                "80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data {code}, v4563"
            ),
            ..Outcome::default()
        };
        for (code, wanted) in [
            ("52e", Proof::Wrong),
            ("525", Proof::Wrong),
            ("530", Proof::Not(State::Disabled)),
            ("531", Proof::Not(State::Disabled)),
            ("532", Proof::Not(State::PasswordExpired)),
            ("533", Proof::Not(State::Disabled)),
            ("701", Proof::Not(State::Expired)),
            ("773", Proof::Not(State::PasswordExpired)),
            ("775", Proof::Not(State::Locked)),
        ] {
            assert_eq!(proof(&ad(code)), wanted, "{code}");
        }
        let said = |code, policy_error| proof(&Outcome { code, policy_error, ..Outcome::default() });
        assert_eq!(
            (said(0, None), said(49, None), said(49, Some(1))),
            (Proof::Right, Proof::Wrong, Proof::Not(State::Locked))
        );
        assert_eq!(
            (said(0, Some(2)), said(49, Some(0))),
            (Proof::Not(State::PasswordExpired), Proof::Not(State::PasswordExpired))
        );
        assert_eq!((said(51, None), said(1, None)), (Proof::Nothing, Proof::Nothing));
        // A text that names a code lets nobody in.
        assert_eq!(proof(&Outcome { code: 49, text: "data 533".into(), ..Outcome::default() }), Proof::Wrong);
    }

    #[test]
    fn ids_are_uuids() {
        let guid =
            [0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
        let wanted = Some("00112233-4455-6677-8899-aabbccddeeff".to_owned());
        assert_eq!(id(&guid), wanted);
        assert_eq!(id(b"00112233-4455-6677-8899-AABBCCDDEEFF"), wanted);
        assert_eq!(id(b"00112233-44556677-8899aabb-ccddeeff"), wanted);
        assert_eq!((id(b""), id(b"alice"), id(b"zz112233-4455-6677-8899-aabbccddeeff")), (None, None, None));
    }
}
