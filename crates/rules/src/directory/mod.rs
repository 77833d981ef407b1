//! Directories: whole companies whose passwords are kept elsewhere, by LDAP or in an Active Directory, and who sign in by the
//! pool's own flows. What a directory is asked, what it answers, and which pool has one.
//! RFC: 4511 for what binds and searches are. AWS has nothing of this; docs/directories.md tells every choice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;

pub(crate) mod asking;
mod groups;
pub(crate) mod mark;
pub(crate) mod profile;
pub mod sync;

/// One pool's directory. Nothing is held while it is asked: all of it may take as long as its timeouts allow.
#[async_trait]
pub trait Directory: Send + Sync {
    /// Looks the person up and proves the password by a bind. The state counts only once the password is known to be right.
    ///
    /// The password is never empty, and an implementation refuses one all the same: a bind without a password proves nothing.
    /// A name that nobody has, or several have, is [`Refusal::Unknown`], and takes as long as a wrong password: a bind that must
    /// fail is made all the same.
    async fn prove(&self, name: &str, password: &str) -> Result<Entry, Refusal>;

    /// Looks the person up without a proof; none where the directory has nobody of that name, or several.
    async fn find(&self, name: &str) -> Result<Option<Entry>, Unreachable>;

    /// The next page of everybody whom the filter lets in; `cookie` from the page before, none for the first. A paged search
    /// belongs to one connection: where that is lost the answer is `Unreachable`, and whoever walks begins anew.
    async fn page(&self, cookie: Option<&[u8]>) -> Result<Page, Unreachable>;
}

/// Somebody as the directory has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What never changes and is never given again: entryUUID or objectGUID, as a UUID in lower case.
    pub id: String,
    /// Where it stands, for the log.
    pub dn: String,
    /// The login name, as the directory writes it.
    pub name: String,
    /// What the directory says, by its own names for attributes, whose case does not count. Values that are no text are left out.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// The names of its groups, those within which these are too. Which groups of the pool that means is for [`Groups`] to say.
    pub groups: Vec<String>,
    /// Whether it may sign in.
    pub state: State,
}

/// Whether somebody may sign in, as the directory says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Yes.
    #[default]
    Active,
    /// Switched off.
    Disabled,
    /// For a while, after wrong passwords.
    Locked,
    /// The account has ended.
    Expired,
    /// The password has ended, or is to be changed first.
    PasswordExpired,
}

/// Why a password is not proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has this name, or several have it.
    Unknown,
    /// Another password.
    WrongPassword,
    /// The password is right, and the account does not let it count. `Locked` alone says nothing of the password: a directory
    /// judges none while it locks.
    NotNow(State),
    /// Nobody was asked, or did not answer: says nothing of the password.
    Unreachable(Unreachable),
}

/// Why a directory gives no answer, for the log alone. No password is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreachable(pub String);

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the directory does not answer: {}", self.0)
    }
}

impl std::error::Error for Unreachable {}

/// Some of everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// These.
    pub entries: Vec<Entry>,
    /// Where the next begins; none after the last. Never empty.
    pub cookie: Option<Vec<u8>>,
}

/// A directory with what the operator decided of it.
#[derive(Clone)]
pub struct Served {
    /// Whom to ask.
    pub directory: Arc<dyn Directory>,
    /// What becomes of its answers.
    pub settings: Settings,
}

/// What the operator decided of a directory, beside how it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What of an entry becomes the user's.
    pub mapping: Mapping,
    /// Tokens are refreshed only while the directory lets the person in.
    pub checks_refresh: bool,
    /// Everybody is looked at now and then; none for no sync.
    pub sync: Option<Walk>,
}

/// What of an entry becomes the user's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The directory's attribute by the pool's: `email` to `mail`.
    pub attributes: BTreeMap<String, String>,
    /// Addresses that count as verified because the directory says them: `email`, `phone_number`.
    pub verified: BTreeSet<String>,
    /// Groups.
    pub groups: Groups,
}

/// Which groups of the pool follow from those of the directory. Others of a user are let be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Groups {
    /// None.
    #[default]
    None,
    /// Those of the same names; they are made where they are not there.
    All,
    /// The pool's group by the directory's; they are made where they are not there.
    Of(BTreeMap<String, String>),
}

/// How everybody is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// How long after one look the next begins, in seconds.
    pub every_s: i64,
    /// Profiles are made of people who have never signed in.
    pub makes_profiles: bool,
    /// The most of the directory's users whom one look may keep out, in percent: more reads as a fault of the directory or of its
    /// settings, and keeps nobody out. Up to [`Walk::FEW`] always may be.
    pub most_gone_percent: i64,
}

impl Walk {
    /// So many users may be kept out whatever their share is.
    pub const FEW: i64 = 5;
}

impl Default for Walk {
    fn default() -> Walk {
        Walk { every_s: 3_600, makes_profiles: true, most_gone_percent: 20 }
    }
}

/// Which pool has which directory: at most one.
pub trait Directories: Send + Sync {
    /// The pool's.
    fn of(&self, pool_id: &str) -> Option<Arc<Served>>;

    /// The ids of the pools that have one.
    fn pools(&self) -> Vec<String>;
}

/// Directories by the ids of their pools, for as long as the process lives. Empty: no pool has one.
#[derive(Clone, Default)]
pub struct Fixed(pub BTreeMap<String, Arc<Served>>);

impl Directories for Fixed {
    fn of(&self, pool_id: &str) -> Option<Arc<Served>> {
        self.0.get(pool_id).cloned()
    }

    fn pools(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}
