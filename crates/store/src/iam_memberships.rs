//! Which users are in which groups, by the ids of both. Who they are is read in `iam_entities`.
//!
//! Written together with the next revisions of both.

use crate::batch::Batch;
use crate::changes;
use crate::driver::Statement;
use crate::iam_entities::Entity;

/// Puts a user into a group; who is in it stays.
pub fn insert(batch: &mut Batch, user: &Entity, group: &Entity) {
    let sql = "INSERT INTO iam_memberships (account, user_id, group_id, joined_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT DO NOTHING";
    let args = vec![(&user.account).into(), (&user.id).into(), (&group.id).into(), batch.at().into()];
    batch.push(Statement::any(sql, args));
    changes::insert(batch, "iam_memberships", &key(user, group), batch.at());
}

/// Takes a user out of a group.
pub fn delete(batch: &mut Batch, user: &Entity, group: &Entity) {
    let sql = "DELETE FROM iam_memberships WHERE account = $1 AND user_id = $2 AND group_id = $3";
    batch.push(Statement::any(sql, vec![(&user.account).into(), (&user.id).into(), (&group.id).into()]));
    changes::tombstone(batch, "iam_memberships", &key(user, group), batch.at());
}

fn key(user: &Entity, group: &Entity) -> String {
    format!("{}/{}/{}", user.account, user.id, group.id)
}
