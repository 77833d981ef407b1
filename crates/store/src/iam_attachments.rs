//! Managed policies on roles, users and groups, and as their boundaries: by the entity's id and the policy's ARN.
//!
//! Written together with the next revision of the entity and, where it is one of ours, of the policy.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::Statement;
use crate::error::Result;
use crate::iam_entities::Entity;

/// What a policy is to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// It grants.
    Policy,
    /// It bounds what others grant.
    Boundary,
}

impl Usage {
    fn text(self) -> &'static str {
        match self {
            Usage::Policy => "policy",
            Usage::Boundary => "boundary",
        }
    }
}

/// How often a policy is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The policy.
    pub policy_arn: String,
    /// Whether as a boundary.
    pub is_boundary: bool,
    /// By how many.
    pub count: i64,
}

/// The ARNs of the policies that are attached to an entity, in their order; its boundary is not among them.
pub async fn of_entity(read: &Read<'_>, account: &str, entity_id: &str) -> Result<Vec<String>> {
    let sql = "SELECT policy_arn FROM iam_attachments WHERE account = $1 AND entity_id = $2 AND usage = 'policy' \
               ORDER BY policy_arn";
    let rows = read.rows(sql, &[account.into(), entity_id.into()]).await?;
    rows.iter().map(|row| row.text("policy_arn")).collect()
}

/// How often each policy that is used at all is used.
pub async fn counts(read: &Read<'_>, account: &str) -> Result<Vec<Count>> {
    let sql = "SELECT policy_arn, usage, COUNT(*) AS uses FROM iam_attachments WHERE account = $1 \
               GROUP BY policy_arn, usage ORDER BY policy_arn, usage";
    let rows = read.rows(sql, &[account.into()]).await?;
    let count = |row: &crate::Row| {
        Ok(Count {
            policy_arn: row.text("policy_arn")?,
            is_boundary: row.text("usage")? == "boundary",
            count: row.int("uses")?,
        })
    };
    rows.iter().map(count).collect()
}

/// Attaches a policy; one that is attached stays.
pub fn insert(batch: &mut Batch, entity: &Entity, usage: Usage, policy_arn: &str) {
    let sql = "INSERT INTO iam_attachments (account, entity_id, usage, policy_arn, attached_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let args = vec![
        (&entity.account).into(),
        (&entity.id).into(),
        usage.text().into(),
        policy_arn.into(),
        batch.at().into(),
    ];
    batch.push(Statement::any(sql, args));
    changes::insert(batch, "iam_attachments", &key(entity, usage, policy_arn), batch.at());
}

/// Detaches a policy, if it is attached.
pub fn delete(batch: &mut Batch, entity: &Entity, usage: Usage, policy_arn: &str) {
    let sql = "DELETE FROM iam_attachments WHERE account = $1 AND entity_id = $2 AND usage = $3 AND policy_arn = $4";
    let args = vec![(&entity.account).into(), (&entity.id).into(), usage.text().into(), policy_arn.into()];
    batch.push(Statement::any(sql, args));
    changes::tombstone(batch, "iam_attachments", &key(entity, usage, policy_arn), batch.at());
}

fn key(entity: &Entity, usage: Usage, policy_arn: &str) -> String {
    format!("{}/{}/{}/{policy_arn}", entity.account, entity.id, usage.text())
}
