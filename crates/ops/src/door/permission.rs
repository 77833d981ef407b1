//! Whether whoever signs may call this operation on what it names.
//! AWS: the service authorization reference of each service; the IAM user guide, "Global condition context keys".
//!
//! A key of the account itself may do everything. Everybody else needs the leave of their policies for the operation's action
//! on every resource that it names, and `iam:PassRole` for every role that it hands to a service.

use rules::iam::authority::{Authority, Signer, moment};
use rules::policy::Context;
use rules::{Caller, Config, Ctx, Reason, Result, identity_pools, pools};
use serde_json::Value;
use wire::{Operation, Service};

use super::{Incoming, header};

mod iam;
mod resources;

/// Lets a call pass. Errors: `AccessDenied`.
pub async fn judge(ctx: &Ctx, incoming: &Incoming<'_>, operation: &Operation, tree: &Value) -> Result<()> {
    let Caller::Administrator { signer, region, .. } = &ctx.caller else { return Ok(()) };
    if *signer == Signer::Root || resources::is_free(operation) {
        return Ok(());
    }
    let authority = Authority::load(ctx, signer).await?;
    let mut context = authority.known.clone();
    say(&mut context, ctx, incoming, region);
    say_tags(&mut context, tree);
    let resource = match operation.service {
        Service::Iam => iam::resource(ctx, operation, tree).await?,
        _ => resources::of(ctx.config(), region, operation, tree),
    };
    if operation.service == Service::Iam {
        iam::say(&mut context, ctx, &authority, (operation, tree)).await?;
    } else if authority.looks_at("aws:resourcetag/") {
        say_resource_tags(&mut context, ctx, operation, tree).await?;
    }
    let action = format!("{}:{}", operation.service.signing_name(), operation.name);
    authority.judge(&action, &resource, &context)?;
    for role in resources::passed_roles(operation, tree) {
        let mut context = context.clone();
        context.set("iam:PassedToService", format!("{}.amazonaws.com", operation.service.signing_name()));
        authority.judge("iam:PassRole", role, &context)?;
    }
    Ok(())
}

/// What is known of the request.
fn say(context: &mut Context, ctx: &Ctx, incoming: &Incoming<'_>, region: &str) {
    let now = ctx.now();
    context.set("aws:CurrentTime", moment(now));
    context.set("aws:EpochTime", (now / 1_000).to_string());
    context.set("aws:SourceIp", incoming.peer_ip);
    context.set("aws:SecureTransport", is_secure(ctx.config()).to_string());
    context.set("aws:RequestedRegion", region);
    context.set("aws:ViaAWSService", "false");
    context.set_some("aws:UserAgent", header(incoming, "user-agent"));
    context.set_some("aws:Referer", header(incoming, "referer"));
}

/// Whether calls come in by TLS: what ends it may stand before Cenote, so the address that clients use says so.
fn is_secure(config: &Config) -> bool {
    config.public_url.starts_with("https://")
}

/// Tags that the call would set, or the keys of those that it would take away.
fn say_tags(context: &mut Context, tree: &Value) {
    let mut keys = Vec::new();
    for member in ["Tags", "UserPoolTags", "IdentityPoolTags"] {
        let tags: Vec<(&str, &str)> = match tree.get(member) {
            Some(Value::Object(tags)) => {
                tags.iter().filter_map(|(key, value)| Some((key.as_str(), value.as_str()?))).collect()
            }
            Some(Value::Array(tags)) => {
                tags.iter().filter_map(|tag| Some((tag["Key"].as_str()?, tag["Value"].as_str()?))).collect()
            }
            _ => continue,
        };
        keys.extend(tags.iter().map(|(key, _)| (*key).to_owned()));
        context.set_tags("aws:RequestTag", tags);
    }
    if let Some(Value::Array(taken)) = tree.get("TagKeys") {
        keys.extend(taken.iter().filter_map(|key| Some(key.as_str()?.to_owned())));
    }
    context.set("aws:TagKeys", keys);
}

/// Tags of what the call names. What is not there has none; whoever may, learns that from the operation.
async fn say_resource_tags(
    context: &mut Context,
    ctx: &Ctx,
    operation: &Operation,
    tree: &Value,
) -> Result<()> {
    let Some(id) = resources::pool(tree) else { return Ok(()) };
    let found = match operation.service {
        Service::Idp => pools::get(ctx, id).await.map(|pool| pool.settings.user_pool_tags.clone()),
        Service::Identity => {
            identity_pools::get(ctx, id).await.map(|pool| pool.settings.identity_pool_tags.clone())
        }
        _ => return Ok(()),
    };
    let tags = match found {
        Ok(tags) => tags.unwrap_or_default(),
        Err(error) if matches!(error.reason(), Reason::PoolNotFound | Reason::IdentityPoolNotFound) => {
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    context.set_tags("aws:ResourceTag", tags.iter().map(|(key, value)| (key.as_str(), value.as_str())));
    Ok(())
}
