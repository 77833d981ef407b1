//! What `dev` and `serve` have in common: listen, announce, serve, end in order.

use std::sync::Arc;

use ops::door::Admission;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::app::{App, Dev};
use crate::config::Settings;
use crate::config::values::Origin;
use crate::failure::Failure;
use crate::functions::Registry;
use crate::gateway::{self, Gateway};
use crate::jobs::Jobs;
use crate::listener::{self, Answers, Serving};
use crate::start::{self, Ground, Spare};
use crate::tls::{Tls, Unopened};
use crate::{directory, front, metrics, outbound, routes};

/// A world that is ready to be served.
pub struct Ready {
    /// The taken address.
    pub listener: TcpListener,
    /// The taken address of the gateway, where there is one.
    pub gateway: Option<TcpListener>,
    /// What clients call it.
    pub public_url: Origin,
    /// Who asks servers elsewhere.
    pub outbound: Arc<outbound::Client>,
    /// What the rules work with.
    pub world: Arc<rules::World>,
    /// Who runs the functions of pools.
    pub functions: Arc<Registry>,
    /// Who asks directories.
    pub directories: directory::All,
    /// Whose calls are let in.
    pub admission: Admission,
    /// What only `cenote dev` has.
    pub dev: Option<Dev>,
}

impl Ready {
    /// Takes the address and opens the store. `public_url` gets the port that was taken where it names none.
    pub async fn new(
        settings: &Settings,
        courier: Arc<dyn rules::messages::Courier>,
        admission: Admission,
    ) -> Result<Ready, Failure> {
        let listener = start::listen(settings.listen).await?;
        let address = listener.local_addr()?;
        let mut public_url = settings.public_url.clone().unwrap_or_else(|| Origin::of_listener(address));
        if public_url.port == Some(0) && public_url.is_loopback() {
            public_url.port = Some(address.port());
        }
        let gateway = match settings.gateway.listen {
            Some(address) => Some(start::listen(address).await?),
            None => None,
        };
        let ground: Ground = start::ground(settings).await?;
        let functions = Arc::clone(&ground.functions);
        let outbound = Arc::clone(&ground.outbound);
        let directories = ground.directories.clone();
        let world = start::world(settings, ground, &public_url, courier, Spare::Made)?;
        Ok(Ready {
            listener,
            gateway,
            public_url,
            outbound,
            world,
            functions,
            directories,
            admission,
            dev: None,
        })
    }

    /// Serves until a signal asks for the end. The store is closed when this returns.
    pub async fn serve(self, settings: &Settings) -> Result<(), Failure> {
        let tls = match &settings.tls {
            None => None,
            Some(files) => Some(Tls::open(files, &self.world).await.map_err(unopened)?),
        };
        let acceptor = acceptor(tls.as_ref())?;
        let metrics = counting()?;
        let (stop, stops) = watch::channel(false);
        signals(stop, tls.clone())?;
        let holder = rules::ids::uuid(&start::ctx(&self.world))?;
        if self.world.rates.is_judging() {
            rules::rates::provisioned::refresh(&start::ctx(&self.world)).await?;
        }
        let mut jobs = Jobs::start(&self.world, &holder, &stops);
        jobs.keep_up(metrics.clone(), tls.clone(), &stops);
        warm();
        if !self.directories.0.is_empty() {
            tokio::spawn(self.directories.clone().sweep());
        }
        let gateway = self.gateway.map(|listener| {
            let world = Arc::clone(&self.world);
            let gateway = Gateway::new(settings, world, &self.outbound, metrics.clone());
            guard(gateway, listener, acceptor.clone(), stops.clone(), settings)
        });
        let app = Arc::new(App {
            world: self.world,
            admission: self.admission,
            public_url: self.public_url,
            extra_origins: settings.extra_origins.clone(),
            trusted_proxies: settings.trusted_proxies.clone(),
            metrics_from: settings.metrics_from.clone(),
            metrics,
            tls,
            directories: self.directories,
            dev: self.dev,
        });
        let router = routes::router(Arc::clone(&app));
        let answers: Answers = Arc::new(move |peer, request| {
            Box::pin(front::handle(Arc::clone(&app), router.clone(), peer, request))
        });
        let serving = Serving { answers, tls: acceptor, piece: None };
        let served = listener::serve(serving, self.listener, stops, settings.shutdown_grace);
        match gateway {
            Some(gateway) => _ = tokio::join!(served, gateway),
            None => served.await,
        }
        jobs.end().await;
        self.functions.stop(settings.shutdown_grace).await;
        tracing::info!("stopped");
        Ok(())
    }
}

/// Serves the gateway until `stops` turns true.
pub fn guard(
    gateway: Gateway,
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    stops: watch::Receiver<bool>,
    settings: &Settings,
) -> impl Future<Output = ()> + use<> {
    let gateway = Arc::new(gateway);
    let answers: Answers = Arc::new(move |peer, request| {
        let gateway = Arc::clone(&gateway);
        Box::pin(async move { Ok(gateway.handle(peer, request).await) })
    });
    let serving = Serving { answers, tls: acceptor, piece: Some(gateway::PIECE) };
    listener::serve(serving, listener, stops, settings.shutdown_grace)
}

/// What ends TLS, where it ends here.
pub fn acceptor(tls: Option<&Arc<Tls>>) -> Result<Option<TlsAcceptor>, Failure> {
    let config = tls.map(Tls::config).transpose().map_err(|error| {
        Failure::new(format!("TLS cannot be set up: {error}."), "Report this: it is a bug.")
    })?;
    Ok(config.map(TlsAcceptor::from))
}

/// Begins to count.
pub fn counting() -> Result<metrics_exporter_prometheus::PrometheusHandle, Failure> {
    metrics::start().map_err(|error| {
        Failure::new(format!("Metrics cannot be set up: {error}."), "Report this: it is a bug.")
    })
}

/// A certificate that cannot be used.
pub fn unopened(why: Unopened) -> Failure {
    match why {
        Unopened::Files(problem) => {
            Failure::new(format!("{}: {}.", problem.option, problem.sentence), "Name PEM files that fit.")
        }
        Unopened::Store(error) => error.into(),
    }
}

/// Builds the tables of the sign-in arithmetic beside the first requests.
fn warm() {
    tokio::task::spawn_blocking(crypto::srp::warm);
}

/// The first SIGTERM or SIGINT ends gracefully, the second at once; SIGHUP reads the certificate again.
#[cfg(unix)]
pub fn signals(stop: watch::Sender<bool>, tls: Option<Arc<Tls>>) -> Result<(), Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
                _ = hang_up.recv() => {
                    if let Some(tls) = &tls {
                        tls.refresh_files(true);
                    }
                    continue;
                }
            }
            if stop.send_replace(true) {
                // What was acknowledged is durable: nothing is lost by leaving now.
                std::process::exit(130);
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub fn signals(stop: watch::Sender<bool>, _: Option<Arc<Tls>>) -> Result<(), Failure> {
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if stop.send_replace(true) {
                std::process::exit(130);
            }
        }
    });
    Ok(())
}
