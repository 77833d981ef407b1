//! Whether a verified response is meant for whoever got it, here and now.
//! OASIS: saml-profiles-2.0-os section 4.1.4.3, saml-core-2.0-os section 2.5.

use super::{Refusal, Response};

const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/// How far two clocks may be apart, in seconds.
const SKEW_S: i64 = 300;

/// What a response must fit.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The entity id of the provider.
    pub issuer: &'a str,
    /// Our entity id.
    pub audience: &'a str,
    /// The addresses at which it may have been given.
    pub recipients: &'a [&'a str],
    /// The request that it must answer; without one it must answer none.
    pub in_response_to: Option<&'a str>,
    /// Now, in epoch seconds.
    pub now_s: i64,
}

impl Response {
    /// Judges what is said of issuer, audience, place, time and request.
    ///
    /// That an assertion serves once is for the caller to keep: by its `id`, until [`Response::ends_at`].
    ///
    /// Errors: `Issuer`, `Audience`, `Recipient`, `Time`, `InResponseTo`, `Subject`.
    pub fn judge(&self, expected: &Expected<'_>) -> Result<(), Refusal> {
        let assertion = &self.assertion;
        if assertion.issuer != expected.issuer {
            return Err(Refusal::Issuer);
        }
        let is_for = |audiences: &Vec<String>| audiences.iter().any(|audience| audience == expected.audience);
        // AWS asks for it, and so does the profile: an assertion for nobody is not one for everybody.
        if assertion.audiences.is_empty() || !assertion.audiences.iter().all(is_for) {
            return Err(Refusal::Audience);
        }
        let begins = |at: Option<i64>| at.is_none_or(|at| at <= expected.now_s + SKEW_S);
        let lasts = |at: Option<i64>| at.is_none_or(|at| expected.now_s - SKEW_S < at);
        let is_now = begins(assertion.not_before) && lasts(assertion.not_on_or_after);
        if !is_now || !begins(Some(assertion.issued_at)) || !lasts(assertion.session_ends_at) {
            return Err(Refusal::Time);
        }
        let is_here = |place: &str| expected.recipients.contains(&place);
        if self.destination.as_deref().is_some_and(|place| !place.is_empty() && !is_here(place)) {
            return Err(Refusal::Recipient);
        }
        if self.in_response_to.as_deref().is_some_and(|id| Some(id) != expected.in_response_to) {
            return Err(Refusal::InResponseTo);
        }
        if assertion.name_id.value.is_empty() || assertion.id.is_empty() {
            return Err(Refusal::Subject);
        }
        self.confirm(expected)
    }

    /// Finds a bearer's confirmation that fits, or says what the last one lacks.
    fn confirm(&self, expected: &Expected<'_>) -> Result<(), Refusal> {
        let mut refusal = Refusal::Subject;
        for one in self.assertion.confirmations.iter().filter(|one| one.method == BEARER) {
            let is_here = one.recipient.as_deref().is_some_and(|place| expected.recipients.contains(&place));
            // The profile: a bearer's must end, and has no beginning.
            let is_now = one.not_on_or_after.is_some_and(|at| expected.now_s - SKEW_S < at)
                && one.not_before.is_none_or(|at| at <= expected.now_s + SKEW_S);
            refusal = match (is_here, is_now, one.in_response_to.as_deref() == expected.in_response_to) {
                (false, ..) => Refusal::Recipient,
                (_, false, _) => Refusal::Time,
                (_, _, false) => Refusal::InResponseTo,
                _ => return Ok(()),
            };
        }
        Err(refusal)
    }

    /// Until when, in epoch seconds, its assertion's id must be remembered: nobody takes it later.
    pub fn ends_at(&self) -> i64 {
        let ends = self.assertion.confirmations.iter().filter_map(|one| one.not_on_or_after);
        ends.max().unwrap_or(self.assertion.issued_at) + SKEW_S
    }
}
