//! The tree, branch by branch.

use super::*;

const S: Method = Method::Sms;
const T: Method = Method::SoftwareToken;
const E: Method = Method::Email;

/// Offered, recovery, able, enabled, preferred; then what is due.
type Row = (&'static [Method], Option<Method>, &'static [Method], &'static [Method], Option<Method>, Due);

fn check(demand: Demand, rows: &[Row]) {
    for (offered, recovery, able, enabled, preferred, due) in rows {
        let set = |methods: &[Method]| methods.iter().copied().collect::<BTreeSet<_>>();
        let case = Case {
            demand,
            offered: set(offered),
            recovery: *recovery,
            able: set(able),
            enabled: set(enabled),
            preferred: *preferred,
            first: BTreeSet::new(),
        };
        assert_eq!(decide(&case), *due, "{case:?}");
    }
}

#[test]
fn a_pool_without_second_factors_asks_for_none() {
    check(
        Demand::Off,
        &[
            (&[], None, &[], &[], None, Due::Nothing),
            (&[S, T, E], None, &[S, T, E], &[S, T, E], Some(T), Due::Nothing),
        ],
    );
}

#[test]
fn an_optional_second_factor_is_asked_of_who_turned_one_on() {
    let select = |methods: &[Method]| Due::Select(methods.to_vec());
    check(
        Demand::Optional,
        &[
            (&[S, T, E], None, &[S, T, E], &[], None, Due::Nothing),
            (&[S, T, E], None, &[S, T, E], &[S], None, Due::Challenge(S)),
            (&[S, T, E], None, &[S, T, E], &[S, T], Some(T), Due::Challenge(T)),
            (&[S, T, E], None, &[S, T, E], &[S, T], Some(S), Due::Challenge(S)),
            (&[S, T, E], None, &[S, T, E], &[S, T], None, select(&[S, T])),
            (&[S, T, E], None, &[S, T, E], &[S, T, E], None, select(&[S, T, E])),
            // What the pool stopped offering, or recovers by, is no way around what the user turned on.
            (&[T], None, &[S, T], &[S], Some(S), Due::Challenge(S)),
            (&[S, T, E], Some(E), &[E], &[E], Some(E), Due::Challenge(E)),
            // An address that is gone cannot be asked for.
            (&[S, T, E], None, &[T], &[S, T], Some(S), Due::Challenge(T)),
            (&[S, T, E], None, &[], &[S], Some(S), Due::Nothing),
        ],
    );
}

#[test]
fn a_demanded_second_factor_is_the_preferred_one() {
    check(
        Demand::On,
        &[
            (&[S, T, E], None, &[S, T, E], &[S, T, E], Some(E), Due::Challenge(E)),
            (&[S, T, E], Some(E), &[E], &[E], Some(E), Due::Challenge(E)),
            // The app stays good where the pool no longer offers apps; text messages do not.
            (&[S], None, &[S, T], &[T], Some(T), Due::Challenge(T)),
            (&[E], None, &[S, E], &[S], Some(S), Due::Challenge(E)),
            (&[T], None, &[S], &[S], Some(S), Due::Setup(vec![T])),
        ],
    );
}

#[test]
fn a_verified_app_is_asked_for_alone_or_beside_eligible_addresses() {
    let select = |methods: &[Method]| Due::Select(methods.to_vec());
    check(
        Demand::On,
        &[
            (&[T], None, &[T], &[], None, Due::Challenge(T)),
            (&[T], None, &[S, T, E], &[], None, Due::Challenge(T)),
            (&[S, T, E], None, &[T], &[], None, Due::Challenge(T)),
            (&[S, T], None, &[S, T, E], &[], None, select(&[S, T])),
            (&[S, T, E], None, &[S, T, E], &[], None, select(&[S, T, E])),
            (&[S, T, E], Some(E), &[S, T, E], &[], None, select(&[S, T])),
            (&[S, T, E], Some(S), &[S, T, E], &[], None, select(&[T, E])),
            (&[T, E], Some(E), &[T, E], &[], None, Due::Challenge(T)),
            // Turned on and none preferred: as if none were turned on.
            (&[S, T], None, &[S, T], &[S, T], None, select(&[S, T])),
            // An app where the pool no longer offers apps.
            (&[S], None, &[T], &[], None, Due::Setup(vec![S])),
        ],
    );
}

#[test]
fn with_one_address_it_is_asked_for_unless_passwords_are_recovered_by_it() {
    check(
        Demand::On,
        &[
            (&[S, T, E], None, &[E], &[], None, Due::Challenge(E)),
            (&[S, T, E], None, &[S], &[], None, Due::Challenge(S)),
            (&[S, E], Some(S), &[E], &[], None, Due::Challenge(E)),
            (&[S, E], Some(E), &[S], &[], None, Due::Challenge(S)),
            // Not eligible: an app if there can be one.
            (&[S, E], Some(E), &[E], &[], None, Due::Refused),
            (&[S, E], Some(S), &[S], &[], None, Due::Refused),
            (&[S, T, E], Some(E), &[E], &[], None, Due::Setup(vec![T])),
            (&[T], None, &[E], &[], None, Due::Setup(vec![T])),
            (&[T], Some(E), &[E], &[], None, Due::Setup(vec![T])),
            (&[S], None, &[E], &[], None, Due::Refused),
            (&[E], None, &[S], &[], None, Due::Refused),
        ],
    );
}

#[test]
fn with_both_addresses_the_recovery_channel_is_left_out() {
    check(
        Demand::On,
        &[
            (&[S, E], None, &[S, E], &[], None, Due::Select(vec![S, E])),
            (&[S, T, E], None, &[S, E], &[], None, Due::Select(vec![S, E])),
            (&[S, E], Some(E), &[S, E], &[], None, Due::Challenge(S)),
            (&[S, E], Some(S), &[S, E], &[], None, Due::Challenge(E)),
            (&[S], None, &[S, E], &[], None, Due::Challenge(S)),
            (&[E], None, &[S, E], &[], None, Due::Challenge(E)),
            (&[E], Some(E), &[S, E], &[], None, Due::Refused),
            (&[T, E], Some(E), &[S, E], &[], None, Due::Setup(vec![T])),
        ],
    );
}

#[test]
fn with_no_address_one_is_set_up() {
    let setup = |methods: &[Method]| Due::Setup(methods.to_vec());
    check(
        Demand::On,
        &[
            (&[T], None, &[], &[], None, setup(&[T])),
            (&[T, E], None, &[], &[], None, setup(&[T, E])),
            (&[T, E], Some(E), &[], &[], None, setup(&[T])),
            (&[S, T, E], Some(E), &[], &[], None, setup(&[S, T])),
            (&[E], Some(E), &[], &[], None, Due::Refused),
            (&[], None, &[], &[], None, Due::Refused),
        ],
    );
}

/// Demand, offered, recovery, able, enabled, preferred, codes to begin with; then what gets further than a password.
type Way = (
    Demand,
    &'static [Method],
    Option<Method>,
    &'static [Method],
    &'static [Method],
    Option<Method>,
    &'static [Method],
    &'static [Method],
);

#[test]
fn a_level_is_reached_by_what_the_user_has() {
    let rows: &[Way] = &[
        // Nothing is due: what could be turned on at once, and what one can begin with.
        (Demand::Optional, &[S, T], None, &[S, T, E], &[], None, &[], &[S, T]),
        (Demand::Optional, &[S, T], None, &[S, T, E], &[], None, &[E], &[S, T, E]),
        (Demand::Optional, &[S, T, E], Some(E), &[S, T, E], &[], None, &[E], &[S, T]),
        (Demand::Off, &[S], None, &[S, T, E], &[], None, &[], &[]),
        (Demand::Off, &[S], None, &[S, T, E], &[], None, &[S, E], &[S, E]),
        (Demand::Off, &[], Some(E), &[E], &[], None, &[E], &[]),
        // One is due: what the user has turned on, and what would be asked for.
        (Demand::Optional, &[S, T, E], None, &[S, T, E], &[S], None, &[], &[S]),
        (Demand::Optional, &[S, T, E], Some(S), &[S, T, E], &[S, T], Some(S), &[], &[S, T]),
        (Demand::On, &[S, T, E], Some(E), &[S, T, E], &[], None, &[], &[S, T]),
        (Demand::On, &[S, T], None, &[S, T], &[S], Some(S), &[], &[S]),
        (Demand::On, &[S], None, &[S, T, E], &[S, T, E], Some(S), &[], &[S, T]),
        // One would have to be set up first.
        (Demand::On, &[T], None, &[], &[], None, &[], &[]),
        (Demand::On, &[S, E], Some(E), &[E], &[], None, &[], &[]),
    ];
    for (demand, offered, recovery, able, enabled, preferred, first, ways) in rows {
        let set = |methods: &[Method]| methods.iter().copied().collect::<BTreeSet<_>>();
        let case = Case {
            demand: *demand,
            offered: set(offered),
            recovery: *recovery,
            able: set(able),
            enabled: set(enabled),
            preferred: *preferred,
            first: set(first),
        };
        assert_eq!(further(&case), set(ways), "{case:?}");
    }
}
