//! The one test crate: what a user of Cenote would notice, and what keeps the house in order.

#[cfg(test)]
mod anomaly;
#[cfg(test)]
mod authorization;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod model;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod store;
#[cfg(test)]
mod world;
