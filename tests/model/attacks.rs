//! Attacks on systems like this one that have succeeded since 2023, as far as they touch the hosted pages, management,
//! tokens and identity pools, each with the tests that it must not get past.

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
        number: 1,
        holds: "a redirect is followed where it is registered to the last byte, and nowhere else",
        tests: &[
            ("tests/scenarios/hosted/conformance.rs", "a_redirect_is_compared_to_its_last_byte"),
            ("tests/scenarios/hosted/sign_in.rs", "an_address_that_is_not_the_clients_is_told_to_nobody"),
        ],
    },
    Attack {
        number: 2,
        holds: "of this machine's addresses only the port may differ, and only for apps that registered themselves",
        tests: &[
            ("tests/scenarios/hosted/conformance.rs", "a_redirect_is_compared_to_its_last_byte"),
            (
                "tests/scenarios/hosted/consent.rs",
                "an_app_on_the_persons_machine_is_asked_about_each_time_and_needs_pkce",
            ),
        ],
    },
    Attack {
        number: 3,
        holds: "a full stop in a registered address is a full stop",
        tests: &[("tests/scenarios/hosted/conformance.rs", "a_redirect_is_compared_to_its_last_byte")],
    },
    Attack {
        number: 4,
        holds: "addresses are judged by the client, and the client is of the pool whose domain is asked",
        tests: &[
            ("tests/scenarios/hosted/token.rs", "a_pool_takes_nothing_of_another_pools"),
            (
                "tests/scenarios/hosted/logout.rs",
                "an_address_that_is_not_registered_is_never_followed_and_nobody_is_signed_out",
            ),
        ],
    },
    Attack {
        number: 5,
        holds: "what a request says of hosts changes no link, issuer or document",
        tests: &[
            (
                "tests/operator/test_domain.py",
                "test_what_a_request_says_of_hosts_changes_no_link_and_no_issuer",
            ),
            ("tests/scenarios/hosted/discovery.rs", "a_domain_brings_its_endpoints_and_takes_them_along"),
        ],
    },
    Attack {
        number: 6,
        holds: "forwarded headers count from proxies that the operator names, and what does not read is no crash",
        tests: &[
            ("crates/server/src/peer.rs", "only_configured_proxies_are_believed"),
            ("crates/server/src/peer.rs", "what_does_not_read_is_neither_believed_nor_a_crash"),
            ("tests/operator/test_hosted_paths.py", "test_forwarded_headers_of_strangers_say_nothing"),
        ],
    },
    Attack {
        number: 7,
        holds: "what judges a path sees the path that is answered",
        tests: &[(
            "tests/operator/test_hosted_paths.py",
            "test_no_spelling_of_a_path_reaches_what_it_does_not_name",
        )],
    },
    Attack {
        number: 8,
        holds: "what another client sends is refused, and ends",
        tests: &[("tests/scenarios/hosted/token.rs", "what_another_client_sends_is_refused_and_ends")],
    },
    Attack {
        number: 9,
        holds: "one kind of secret opens no other",
        tests: &[("tests/scenarios/hosted/token.rs", "one_kind_of_secret_never_opens_another")],
    },
    Attack {
        number: 10,
        holds: "neither challenge nor verifier comes without the other",
        tests: &[("tests/scenarios/hosted/token.rs", "a_code_is_bound_to_its_challenge_both_ways")],
    },
    Attack {
        number: 11,
        holds: "what has ended has ended at every endpoint",
        tests: &[
            ("tests/scenarios/hosted/token.rs", "whatever_ends_a_sign_in_ends_it_here"),
            ("tests/scenarios/hosted/user_info.rs", "every_end_of_a_sign_in_ends_it_here"),
            ("tests/scenarios/hosted/discovery.rs", "introspection_tells_clients_with_a_secret_what_is_good"),
        ],
    },
    Attack {
        number: 12,
        holds: "the side doors ask who is signed in too, and whether they are open",
        tests: &[
            ("tests/scenarios/hosted/account.rs", "nothing_is_changed_for_who_is_not_signed_in_any_more"),
            ("tests/scenarios/hosted/account.rs", "where_they_are_off_there_are_none"),
        ],
    },
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
        number: 14,
        holds: "logout tokens are only sent, and are no other token",
        tests: &[(
            "tests/scenarios/hosted/back_channel.rs",
            "an_app_is_told_of_a_sign_out_by_a_token_that_is_nothing_else",
        )],
    },
    Attack {
        number: 15,
        holds: "a bit more or less, and no token of ours is taken",
        tests: &[
            ("tests/scenarios/auth/tokens.rs", "no_letter_of_a_token_can_be_changed"),
            ("tests/scenarios/hosted/token.rs", "one_kind_of_secret_never_opens_another"),
            ("tests/scenarios/hosted/undo_address.rs", "what_is_no_link_says_so"),
        ],
    },
    Attack {
        number: 16,
        holds: "only the code opens the new password, in whatever order the steps are tried",
        tests: &[
            (
                "tests/scenarios/hosted/recovery.rs",
                "only_the_code_opens_the_password_whatever_the_order_of_steps",
            ),
            (
                "tests/scenarios/forgot_password.rs",
                "codes_of_other_purposes_reset_nothing_and_reset_codes_serve_nothing_else",
            ),
        ],
    },
    Attack {
        number: 17,
        holds: "a cookie of somebody else's making proves nothing",
        tests: &[
            ("tests/scenarios/hosted/sessions.rs", "a_cookie_that_is_not_ours_proves_nothing"),
            ("tests/scenarios/hosted/account.rs", "the_session_of_another_pool_opens_nothing"),
        ],
    },
    Attack {
        number: 18,
        holds: "passkeys are made within the pool, by whoever has just signed in",
        tests: &[
            ("tests/scenarios/passkeys.rs", "a_challenge_is_one_users_one_clients_and_good_for_minutes"),
            (
                "tests/scenarios/hosted/account_security.rs",
                "a_passkey_is_made_by_who_has_just_signed_in_and_for_nobody_else",
            ),
        ],
    },
    Attack {
        number: 19,
        holds: "forms are of our own pages, and a new password wants the old one",
        tests: &[
            ("tests/scenarios/hosted/sign_in.rs", "a_form_from_elsewhere_is_refused"),
            ("tests/scenarios/hosted/steps.rs", "the_forms_of_every_step_want_their_token"),
            (
                "tests/scenarios/hosted/account.rs",
                "a_form_is_of_this_browser_and_of_the_account_that_it_was_made_for",
            ),
            ("tests/scenarios/hosted/account.rs", "the_password_is_changed_by_who_knows_the_old_one"),
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
        number: 46,
        holds: "nothing that a request says runs on a page",
        tests: &[
            ("tests/scenarios/hosted/requests.rs", "state_comes_back_as_it_went_and_no_page_runs_it"),
            ("tests/scenarios/hosted/requests.rs", "each_answer_has_the_headers_that_keep_it_safe"),
        ],
    },
    Attack {
        number: 47,
        holds: "ends of lines reach no header and no line of the log",
        tests: &[
            ("tests/scenarios/hosted/sign_up.rs", "lines_in_what_is_typed_reach_no_header"),
            ("tests/operator/test_serve.py", "test_ends_of_lines_make_no_lines_of_the_log"),
        ],
    },
    Attack {
        number: 52,
        holds: "a new address is nobody's before it is proved, and no address is two people's",
        tests: &[
            ("tests/scenarios/attributes.rs", "a_new_address_is_unverified_until_its_code_comes_back"),
            ("tests/scenarios/attributes.rs", "a_pool_can_keep_the_old_address_until_the_new_one_is_proved"),
            ("tests/scenarios/aliases.rs", "an_address_signs_in_only_while_it_is_verified"),
            ("tests/scenarios/aliases.rs", "a_pool_that_ignores_case_knows_one_address_in_every_case"),
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
    Attack {
        number: 60,
        holds: "what is for development stays on the machine, and logs hold no code",
        tests: &[
            ("tests/operator/test_dev.py", "test_loopback_only"),
            ("tests/operator/test_serve.py", "test_logs_tell_of_requests_and_never_of_secrets"),
            ("tests/operator/test_serve.py", "test_a_mailbox_is_for_development_only"),
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
            let has = text.contains(&format!("fn {test}()")) || text.contains(&format!("def {test}("));
            assert!(has, "{number}, {holds}: {file} has no {test}");
        }
    }
    assert!(ATTACKS.is_sorted_by_key(|attack| attack.number));
}
