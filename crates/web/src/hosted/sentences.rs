//! What the pages say for each reason of the rules: the key of a sentence, and the field that it belongs to.
//! AWS: the texts of managed login say as little; ours say what to do next.

use rules::{Error, Reason};

/// A sentence about something that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its key.
    pub key: &'static str,
    /// What a function of the pool has said.
    pub text: Option<String>,
    /// How many seconds or minutes it says; 0 where it says none.
    pub count: i64,
}

/// The sentence of an error; none where it is no answer to what was typed, and the page of troubles is due.
pub fn of(error: &Error) -> Option<Sentence> {
    if let Some(wait_s) = error.wait_s() {
        return Some(wait(error.reason(), wait_s));
    }
    let key = match error.reason() {
        Reason::IncorrectCredentials | Reason::DirectoryNameTaken => "wrong-credentials",
        Reason::UserNotFound | Reason::UsernameClientNotFound => "wrong-unknown-user",
        Reason::PasswordAttemptsExceeded => "wrong-locked",
        Reason::UserDisabled | Reason::DirectoryEntryUnfit => "wrong-disabled",
        Reason::UserNotConfirmed => "wrong-unconfirmed",
        Reason::PasswordResetRequired | Reason::DirectoryPasswordExpired => "wrong-reset-required",
        Reason::TemporaryPasswordExpired => "wrong-temporary-expired",
        Reason::CodeMismatch => "wrong-code",
        Reason::CodeExpired => "wrong-code-expired",
        Reason::SoftwareTokenUsed => "wrong-code-used",
        Reason::TooManyAttempts => "wrong-too-many",
        Reason::NoRecoveryContact
        | Reason::CannotReset
        | Reason::PasswordInDirectory
        | Reason::AdminOnlyRecovery
        | Reason::InviteWithoutContact
        | Reason::ResendNotPossible => "wrong-no-recovery",
        Reason::CodeDeliveryFailed => "wrong-delivery",
        Reason::SoftwareTokenCodeWrong => "wrong-code",
        Reason::SignInCodesExceeded => "wrong-too-many",
        Reason::PasswordUsedBefore => "wrong-password-reused",
        Reason::InvalidEmail => "wrong-email",
        Reason::InvalidPhone => "wrong-phone",
        Reason::AttributeMissing => "wrong-required",
        Reason::InvalidBirthdate | Reason::SchemaMismatch | Reason::AttributeUnwritable => "wrong-value",
        Reason::NoMfaMethod => "wrong-no-way",
        Reason::LevelOutOfReach => "wrong-level",
        Reason::LastWay => "wrong-last-way",
        Reason::DirectoryDown => {
            return Some(Sentence { key: "wrong-provider-down", text: Some("LDAP".to_owned()), count: 0 });
        }
        Reason::FunctionRefused => {
            return Some(Sentence { key: "wrong-function", text: Some(error.message()), count: 0 });
        }
        _ if error.code() == "CodeMismatchException" => "wrong-code",
        _ if error.code() == "ExpiredCodeException" => "wrong-code-expired",
        _ if error.code() == "LimitExceededException" => "wrong-too-many",
        _ if error.code() == "InvalidPasswordException" => "wrong-password-policy",
        _ if error.code() == "UsernameExistsException" => "wrong-taken",
        _ if error.code() == "AliasExistsException" => "wrong-taken",
        _ => return None,
    };
    Some(Sentence { key, text: None, count: 0 })
}

/// What passes by itself: a short while in seconds, a longer one in minutes.
fn wait(reason: Reason, wait_s: i64) -> Sentence {
    let (key, count) = match (reason, wait_s) {
        (Reason::PasswordAttemptsExceeded, ..60) => ("wrong-locked-seconds", wait_s),
        (Reason::PasswordAttemptsExceeded, _) => ("wrong-locked-minutes", (wait_s + 59) / 60),
        _ => ("wrong-too-many-minutes", (wait_s + 59) / 60),
    };
    Sentence { key, text: None, count }
}
