//! Attacks on systems like this one that have succeeded since 2023, as far as they touch management, tokens and identity pools,
//! each with the tests that it must not get past.

use super::{read, root};

struct Attack {
    number: u8,
    /// What must hold.
    holds: &'static str,
    /// Files and tests of them.
    tests: &'static [(&'static str, &'static str)],
}

const ATTACKS: &[Attack] = &[
    Attack {
        number: 13,
        holds: "alg none, HS256 with the public key, a missing or foreign kid, a token within a token: refused",
        tests: &[
            ("tests/scenarios/identity_pools/logins.rs", "what_is_signed_otherwise_is_no_token"),
            ("tests/scenarios/auth/tokens.rs", "no_other_algorithm_or_key_signs"),
            ("tests/scenarios/auth/tokens.rs", "no_letter_of_a_token_can_be_changed"),
            ("tests/scenarios/hosted/user_info.rs", "a_token_that_was_tampered_with_is_none"),
        ],
    },
    Attack {
        number: 36,
        holds: "every management route asks for a signature",
        tests: &[
            ("tests/authorization/routes.rs", "every_route_says_what_opens_it"),
            (
                "tests/authorization/administrators.rs",
                "an_administrators_operation_takes_the_signature_of_a_kept_key_and_nothing_else",
            ),
        ],
    },
    Attack {
        number: 37,
        holds: "credentials for one pool do not read another",
        tests: &[
            (
                "tests/authorization/policies.rs",
                "an_operation_takes_its_action_on_what_it_names_and_nothing_else",
            ),
            (
                "tests/scenarios/identity_pools/identities.rs",
                "what_is_of_another_pool_is_not_seen_in_this_one",
            ),
            ("tests/scenarios/auth/tokens.rs", "the_token_of_another_pool_serves_in_that_pool_alone"),
        ],
    },
    Attack {
        number: 38,
        holds: "an unknown pool or an old version of the protocol opens nothing",
        tests: &[
            ("tests/scenarios/attacks.rs", "an_unknown_pool_or_another_version_opens_nothing"),
            ("tests/scenarios/sts.rs", "a_form_that_names_no_operation_is_refused"),
        ],
    },
    Attack {
        number: 39,
        holds: "who administers a pool changes nothing of the account",
        tests: &[(
            "tests/authorization/policies.rs",
            "an_operation_takes_its_action_on_what_it_names_and_nothing_else",
        )],
    },
    Attack {
        number: 40,
        holds: "who gives others rights does not raise their own",
        tests: &[
            (
                "tests/authorization/policies.rs",
                "who_may_do_something_may_not_hand_on_a_role_that_they_may_not_pass",
            ),
            ("tests/scenarios/iam/delegation.rs", "who_hands_on_rights_is_held_to_policies_and_boundaries"),
        ],
    },
    Attack {
        number: 43,
        holds: "documents are not fetched from private addresses, nor where an answer leads to one",
        tests: &[
            (
                "crates/server/src/outbound/tests.rs",
                "private_addresses_are_refused_by_any_name_and_before_they_are_connected_to",
            ),
            (
                "tests/scenarios/identity_providers/oidc.rs",
                "addresses_are_https_unless_requests_may_go_to_private_ones",
            ),
        ],
    },
    Attack {
        number: 44,
        holds: "a token of a page is sealed, and goes on in the list that it came from alone",
        tests: &[
            ("tests/scenarios/list_users.rs", "a_token_opens_only_the_list_that_it_came_from"),
            ("tests/scenarios/pools/list.rs", "tokens_that_are_not_of_this_list_are_refused"),
            (
                "tests/scenarios/identity_pools/identities.rs",
                "identities_are_listed_page_by_page_and_deleted",
            ),
            ("tests/scenarios/iam/roles.rs", "lists_go_on_where_they_ended_and_below_a_path"),
        ],
    },
    Attack {
        number: 45,
        holds: "neither uploads nor ids are parts of paths",
        tests: &[
            ("tests/scenarios/branding.rs", "images_are_what_they_are_called_and_where_they_belong"),
            ("tests/scenarios/identity_pools/pools.rs", "tags_are_of_pools_that_are_there"),
            ("tests/hostile/members.rs", "administrators_nonsense_is_answered_and_changes_nothing"),
            ("tests/hostile/hosted.rs", "no_form_of_request_breaks_anything"),
        ],
    },
    Attack {
        number: 54,
        holds: "guests are let in where the pool says so, and never have more than guests may",
        tests: &[
            ("tests/scenarios/identity_pools/identities.rs", "guests_are_refused_where_the_pool_has_none"),
            (
                "tests/scenarios/attacks.rs",
                "a_guest_gets_no_more_than_guests_may_have_whatever_the_role_grants",
            ),
            ("tests/scenarios/identity_pools/roles.rs", "rules_are_tried_in_their_order"),
        ],
    },
    Attack {
        number: 55,
        holds: "a role that trusts whatever identity pool there is cannot be saved, and the pool must be the one it trusts",
        tests: &[
            ("tests/scenarios/iam/roles.rs", "what_a_role_may_be_made_of"),
            ("tests/scenarios/sts.rs", "an_identity_of_a_pool_assumes_a_role_by_its_token"),
        ],
    },
    Attack {
        number: 56,
        holds: "no operation tells who is there where the client hides it",
        tests: &[
            (
                "tests/scenarios/auth/unknown_users.rs",
                "a_hidden_name_answers_in_every_flow_as_a_known_one_with_a_wrong_password",
            ),
            (
                "tests/scenarios/forgot_password.rs",
                "who_cannot_get_a_code_is_told_that_one_was_sent_where_the_client_hides_who_exists",
            ),
            ("tests/scenarios/confirmation.rs", "an_unknown_name_is_hidden_where_the_client_hides_it"),
        ],
    },
    Attack {
        number: 57,
        holds: "an ID token is no access token, and the reverse",
        tests: &[
            ("tests/scenarios/auth/tokens.rs", "an_id_token_or_a_refresh_token_is_no_access_token"),
            (
                "tests/scenarios/identity_pools/logins.rs",
                "of_a_user_pool_only_a_live_id_token_of_a_listed_app_is_taken",
            ),
            ("tests/scenarios/attacks.rs", "an_access_token_assumes_no_role"),
            (
                "tests/authorization/holders.rs",
                "an_operation_for_holders_takes_a_live_access_token_and_nothing_else",
            ),
        ],
    },
];

#[test]
fn every_attack_has_tests_that_are_there() {
    for Attack { number, holds, tests } in ATTACKS {
        assert!(!tests.is_empty(), "{number}: {holds}");
        for (file, test) in *tests {
            assert!(root(file).is_file(), "{number}: there is no {file}");
            let text = read(file);
            let has = text.contains(&format!("fn {test}()"));
            assert!(has, "{number}, {holds}: {file} has no {test}");
        }
    }
    assert!(ATTACKS.is_sorted_by_key(|attack| attack.number));
}
