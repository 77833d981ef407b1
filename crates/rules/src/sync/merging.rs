//! What becomes of datasets when identities become one.
//! AWS: the developer guide, "Merging datasets"; API_ListRecords, MergedDatasetNames.
//!
//! A dataset goes over as it is where its name is free; else under a name that ends in the identity that it comes from, and
//! the dataset of its old name tells of it until it is deleted.

use std::collections::BTreeSet;

use store::identities::Identity;
use store::{Batch, datasets};

use crate::ctx::Ctx;
use crate::error::Result;

/// AWS: the longest name of a dataset.
const LONGEST: usize = 128;

/// Gives the datasets of identities to the one that they become. The batch holds all of them.
pub async fn merge(ctx: &Ctx, batch: &mut Batch, others: &[&Identity], heir: &Identity) -> Result<()> {
    let mut taken = None;
    for other in others {
        let all = datasets::all(&ctx.read(), &other.id).await?;
        for dataset in all.iter().filter(|dataset| dataset.is_live) {
            let taken = match &mut taken {
                Some(taken) => taken,
                None => {
                    let own = datasets::all(&ctx.read(), &heir.id).await?;
                    let own: BTreeSet<String> = own.into_iter().map(|dataset| dataset.name).collect();
                    taken.insert(own)
                }
            };
            let name = free_name(taken, &dataset.name, &other.id);
            datasets::hand_over(batch, dataset, &heir.id, &name);
            taken.insert(name);
        }
    }
    Ok(())
}

/// What a dataset is called with its heir.
fn free_name(taken: &BTreeSet<String>, name: &str, from: &str) -> String {
    if !taken.contains(name) {
        return name.to_owned();
    }
    // Names are of ASCII; one that would be too long loses its end, and a number tells it from others.
    let named = |number: u32| {
        let tail = if number == 0 { format!(".{from}") } else { format!("-{number}.{from}") };
        let room = LONGEST.saturating_sub(tail.len());
        format!("{}{tail}", name.get(..room).unwrap_or(name))
    };
    (0..=u32::MAX).map(named).find(|name| !taken.contains(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_free_and_fits() {
        let id = "us-east-1:11111111-2222-4333-8444-555555555555";
        let long = "d".repeat(128);
        let mut taken: BTreeSet<String> = ["prefs".to_owned(), long.clone()].into();
        assert_eq!(free_name(&taken, "notes", id), "notes");
        assert_eq!(free_name(&taken, "prefs", id), format!("prefs.{id}"));
        taken.insert(format!("prefs.{id}"));
        assert_eq!(free_name(&taken, "prefs", id), format!("prefs-1.{id}"));
        let name = free_name(&taken, &long, id);
        assert!(name.len() == 128 && name.starts_with("dd") && name.ends_with(&format!(".{id}")));
    }
}
