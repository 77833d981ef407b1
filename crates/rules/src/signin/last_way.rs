//! The last way in: what a person takes away on the account pages must not be the one thing that lets them sign in.
//! AWS: its operations take away whatever is asked for.

use store::users::User;

use super::{can_send_password, select_challenge};
use crate::clients::{Client, Flow};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::triggers::auth_challenge;
use crate::users::{identities, passkeys};

/// What is about to be taken away.
#[derive(Clone, Copy, Debug)]
pub enum Taken<'a> {
    /// The passkey of this id.
    Passkey(&'a str),
    /// `email` or `phone_number`.
    Address(&'a str),
}

/// Refuses to take away the last thing that lets somebody sign in; what never did may go. The caller commits with a guard on
/// the user's revision.
///
/// Errors: `LastWay`.
pub async fn check_leaves_a_way(
    ctx: &Ctx,
    (pool, client, user): (&Pool, &Client, &User),
    taken: Taken<'_>,
) -> Result<()> {
    let passkeys = passkeys::usable(ctx, pool, user).await?;
    let has_passkey = !passkeys.is_empty();
    let mut after = user.clone();
    let keeps_passkey = match taken {
        Taken::Passkey(id) => passkeys.iter().any(|passkey| passkey.credential_id != id),
        Taken::Address(name) => {
            after.attributes.remove(name);
            has_passkey
        }
    };
    let was_way = has_way(pool, client, user, has_passkey)?;
    match was_way && !has_way(pool, client, &after, keeps_passkey)? {
        true => Err(Error::new(Reason::LastWay)),
        false => Ok(()),
    }
}

/// Whether there is something that this client or the pool's choice lets the user begin with.
fn has_way(pool: &Pool, client: &Client, user: &User, has_passkey: bool) -> Result<bool> {
    // A provider lets them in, or a function of the pool decides.
    if !identities::of_user(user)?.is_empty()
        || (client.allows(Flow::Custom) && auth_challenge::check_configured(pool).is_ok())
    {
        return Ok(true);
    }
    let takes_passwords = pool.begins_with(select_challenge::PASSWORD)
        || client.allows(Flow::Srp)
        || client.allows(Flow::Password);
    Ok((takes_passwords && can_send_password(user)?)
        || select_challenge::begins_without_password(pool, user, has_passkey)?)
}
