//! What the commands that work on the data have in common: where it is, and whether they answer programs.

use std::sync::Arc;

use rules::pools::{self, Pool};
use rules::{Ctx, Reason};

use super::serve_settings;
use crate::config::flags::{OfStore, TO_STORE};
use crate::config::values::Origin;
use crate::config::{Fault, Settings};
use crate::failure::Failure;
use crate::start::{self, Spare};
use crate::{delivery, logs};

/// Where the data is.
#[derive(clap::Args)]
pub struct Place {
    /// The settings file; default cenote.toml, where it is there [CENOTE_CONFIG]
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
    #[command(flatten)]
    flags: OfStore,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

impl Place {
    /// The settings of `cenote serve` with all their faults. Errors: the settings file that was named cannot be read.
    pub fn all_settings(&self) -> Result<(Settings, Vec<Fault>), Failure> {
        serve_settings(&self.flags.0, self.config.as_deref())
    }

    /// The settings, for a log of people. Errors: they have faults, of the store or such as count besides: what else is
    /// wrong with them is no matter to a command that starts nothing.
    pub fn settings(&self, counts: impl Fn(&str) -> bool) -> Result<Settings, Failure> {
        let (mut settings, faults) = self.all_settings()?;
        let is_ours = |fault: &Fault| {
            let option = fault.option.as_str();
            option == "the settings file" || TO_STORE.contains(&option) || counts(option)
        };
        let faults: Vec<Fault> = faults.into_iter().filter(is_ours).collect();
        if !faults.is_empty() {
            return Err(Failure::settings(&faults));
        }
        settings.logs_json = false;
        "warn".clone_into(&mut settings.log);
        Ok(settings)
    }

    /// A context on the store that is there. Errors: there is none, or it does not open.
    pub async fn on_store(&self) -> Result<Ctx, Failure> {
        let settings = self.settings(|_| false)?;
        is_there(&settings)?;
        logs::start(&settings);
        ctx(&settings).await
    }

    /// A context on the store, which is made where there is none.
    pub async fn on_new_store(&self) -> Result<Ctx, Failure> {
        let settings = self.settings(|_| false)?;
        logs::start(&settings);
        ctx(&settings).await
    }
}

/// Errors: nobody has made the database yet. Whoever asks in a wrong folder gets no new one there.
pub fn is_there(settings: &Settings) -> Result<(), Failure> {
    if settings.database_path().is_none_or(|path| path.exists()) {
        return Ok(());
    }
    Err(Failure::new(
        format!("There is no database in `{}`.", settings.data.display()),
        "Name its directory with --data (that of `cenote dev` is .cenote), or the settings file with --config.",
    ))
}

/// A context on the store of these settings.
pub async fn ctx(settings: &Settings) -> Result<Ctx, Failure> {
    let ground = start::ground(settings).await?;
    let public = settings.public_url.clone().unwrap_or_else(|| Origin::of_listener(settings.listen));
    Ok(start::ctx(&start::world(settings, ground, &public, delivery::nobody(), Spare::None)?))
}

/// A pool. Errors: there is none of that id.
pub async fn pool(ctx: &Ctx, id: &str) -> Result<Arc<Pool>, Failure> {
    pools::get(ctx, id).await.map_err(|error| match error.reason() {
        Reason::PoolNotFound => Failure::new(
            format!("There is no user pool {id}."),
            "Check the id (`aws cognito-idp list-user-pools --max-results 60`), and where the data is.",
        ),
        _ => error.into(),
    })
}
