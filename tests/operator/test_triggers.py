"""Accounts whose pool asks a function, in each language: sign-up, messages and old directories, by boto3."""

from triggered import PASSWORD, attributes_of, check_shape, claims, pairs, refused

UNKNOWN = "UserNotFoundException: User does not exist."
WRONG = "NotAuthorizedException: Incorrect username or password."
NO_CLIENT = "CLIENT_ID_NOT_APPLICABLE"


def signing_up(client, name, domain="example.com", **more):
    attributes = pairs({"email": f"{name}@{domain}"})
    return {"ClientId": client, "Username": name, "Password": PASSWORD, "UserAttributes": attributes, **more}


def test_a_sign_up_is_judged_worded_and_welcomed(asking):
    pool, client = asking.pool()
    sign_up = signing_up(client, "alice", ValidationData=pairs({"campaign": "autumn"}), ClientMetadata={"colour": "blue"})
    asking.idp.sign_up(**sign_up)
    judged, worded = asking.told()
    check_shape(judged, "PreSignUp_SignUp", pool, client, "alice")
    assert judged["request"] == {
        "userAttributes": {"email": "alice@example.com"},
        "validationData": {"campaign": "autumn"},
        "clientMetadata": {"colour": "blue"},
    }
    assert judged["response"] == {"autoConfirmUser": False, "autoVerifyEmail": False, "autoVerifyPhone": False}
    check_shape(worded, "CustomMessage_SignUp", pool, client, "alice")
    assert worded["request"]["codeParameter"] == "{####}" and worded["request"]["clientMetadata"] == {"colour": "blue"}
    assert worded["request"]["userAttributes"]["cognito:user_status"] == "UNCONFIRMED"
    mail = asking.mail("alice@example.com")
    assert mail["subject"] == "SignUp of alice" and mail["html"] == f"<p>alice, in blue: {mail['code']}</p>"

    # The function's error is told, and alice is confirmed all the same.
    confirm = {"ClientId": client, "Username": "alice", "ConfirmationCode": mail["code"], "ClientMetadata": {"welcome": "no"}}
    told = refused(asking.idp.confirm_sign_up, **confirm)
    assert told == "UserLambdaValidationException: PostConfirmation failed with error No welcome."
    (welcomed,) = asking.told()
    check_shape(welcomed, "PostConfirmation_ConfirmSignUp", pool, client, "alice")
    assert welcomed["request"]["userAttributes"]["email_verified"] == "true"
    assert welcomed["request"]["clientMetadata"] == {"welcome": "no"}
    assert asking.idp.admin_get_user(UserPoolId=pool, Username="alice")["UserStatus"] == "CONFIRMED"


def test_who_is_invited_needs_no_code_and_who_is_refused_is_not_made(asking):
    pool, client = asking.pool()
    answer = asking.idp.sign_up(**signing_up(client, "bob", ValidationData=pairs({"invitation": "yes"})))
    assert answer["UserConfirmed"] is True
    assert asking.sources() == ["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"]
    bob = asking.idp.admin_get_user(UserPoolId=pool, Username="bob")
    assert bob["UserStatus"] == "CONFIRMED" and attributes_of(bob)["email_verified"] == "true"
    asking.sign_in(client, "bob")

    told = "UserLambdaValidationException: PreSignUp failed with error Nobody comes from there."
    assert refused(asking.idp.sign_up, **signing_up(client, "eve", "refused.example.com")) == told
    by_administrator = {"UserPoolId": pool, "Username": "eve", "UserAttributes": pairs({"email": "eve@refused.example.com"})}
    assert refused(asking.idp.admin_create_user, **by_administrator) == told
    check_shape(asking.told()[-1], "PreSignUp_AdminCreateUser", pool, NO_CLIENT, "eve")
    assert refused(asking.idp.admin_get_user, UserPoolId=pool, Username="eve") == UNKNOWN


def test_every_message_has_the_words_of_the_function(asking):
    pool, client = asking.pool()
    dora = {"UserPoolId": pool, "Username": "dora", "UserAttributes": pairs({"email": "dora@example.com"})}
    asking.idp.admin_create_user(**dora, ClientMetadata={"colour": "red"})
    invitation = asking.mail("dora@example.com")
    assert invitation["subject"] == "AdminCreateUser of dora"
    assert invitation["html"].startswith("<p>dora, in red: ") and "{" not in invitation["html"]
    assert asking.sources() == ["PreSignUp_AdminCreateUser", "CustomMessage_AdminCreateUser"]

    asking.idp.sign_up(**signing_up(client, "carl"))
    asking.user(pool, "alice")
    access = {"AccessToken": asking.sign_in(client, "alice")["AuthenticationResult"]["AccessToken"]}
    metadata = {"ClientMetadata": {"colour": "green"}}
    new = pairs({"email": "alice@example.org"})
    calls = [
        ("ResendCode", "carl@example.com", lambda: asking.idp.resend_confirmation_code(ClientId=client, Username="carl", **metadata)),
        ("ForgotPassword", "alice@example.com", lambda: asking.idp.forgot_password(ClientId=client, Username="alice", **metadata)),
        ("UpdateUserAttribute", "alice@example.org", lambda: asking.idp.update_user_attributes(UserAttributes=new, **access, **metadata)),
        ("VerifyUserAttribute", "alice@example.org", lambda: asking.idp.get_user_attribute_verification_code(AttributeName="email", **access, **metadata)),
    ]
    asking.told()
    for suffix, address, call in calls:
        call()
        (event,) = asking.told()
        name = address.split("@")[0]
        check_shape(event, f"CustomMessage_{suffix}", pool, client, name)
        mail = asking.mail(address)
        assert (mail["subject"], mail["html"]) == (f"{suffix} of {name}", f"<p>{name}, in green: {mail['code']}</p>")


def test_a_new_password_is_welcomed_too(asking):
    pool, client = asking.pool()
    asking.user(pool, "alice")
    asking.idp.forgot_password(ClientId=client, Username="alice")
    asking.told()
    code = asking.mail("alice@example.com")["code"]
    reset = {"ClientId": client, "Username": "alice", "Password": "Other-pass-1", "ConfirmationCode": code}
    asking.idp.confirm_forgot_password(**reset, ClientMetadata={"from": "here"})
    (event,) = asking.told()
    check_shape(event, "PostConfirmation_ConfirmForgotPassword", pool, client, "alice")
    assert event["request"]["clientMetadata"] == {"from": "here"}
    asking.sign_in(client, "alice", "Other-pass-1")


def test_people_of_an_old_directory_come_with_their_password(asking):
    pool, client = asking.pool("V1_0")
    hides = asking.app(pool, PreventUserExistenceErrors="ENABLED")
    for who, password in (("olga", "guess"), ("nobody", "old")):
        assert refused(asking.sign_in, client=client, name=who, password=password) == UNKNOWN
        assert refused(asking.sign_in, client=hides, name=who, password=password) == WRONG
    assert refused(asking.idp.admin_get_user, UserPoolId=pool, Username="olga") == UNKNOWN
    asking.told()

    moved, _ = claims(asking.sign_in(client, "olga", "old", ClientMetadata={"from": "the old app"}))
    assert moved["cognito:username"] == "olga" and moved["nickname"] == "moved" and moved["email_verified"] is True
    events = asking.told()
    event = next(event for event in events if event["triggerSource"] == "UserMigration_Authentication")
    check_shape(event, "UserMigration_Authentication", pool, client, "olga")
    assert event["request"] == {"password": "old", "validationData": {"from": "the old app"}}
    assert event["response"] == {
        "userAttributes": None,
        "finalUserStatus": None,
        "messageAction": None,
        "desiredDeliveryMediums": None,
        "forceAliasCreation": None,
        "enableSMSMFA": None,
    }
    olga = asking.idp.admin_get_user(UserPoolId=pool, Username="olga")
    assert olga["UserStatus"] == "CONFIRMED" and attributes_of(olga)["email"] == "olga@example.com"
    # From then on she is the pool's own: the old directory is not asked again.
    asking.sign_in(client, "olga", "old")
    assert refused(asking.sign_in, client=client, name="olga", password="guess") == WRONG
    assert not [source for source in asking.sources() if source.startswith("UserMigration")]


def test_people_of_an_old_directory_come_with_a_new_password(asking):
    pool, client = asking.pool()
    told = "UserNotFoundException: Username/client id combination not found."
    assert refused(asking.idp.forgot_password, ClientId=client, Username="nobody") == told
    asking.told()
    metadata = {"colour": "grey"}
    asking.idp.forgot_password(ClientId=client, Username="otto", ClientMetadata=metadata)
    moved, worded = asking.told()
    check_shape(moved, "UserMigration_ForgotPassword", pool, client, "otto")
    assert "password" not in moved["request"] and moved["request"]["clientMetadata"] == metadata
    check_shape(worded, "CustomMessage_ForgotPassword", pool, client, "otto")
    mail = asking.mail("otto@example.com")
    assert mail["html"] == f"<p>otto, in grey: {mail['code']}</p>"
    reset = {"ClientId": client, "Username": "otto", "Password": PASSWORD, "ConfirmationCode": mail["code"]}
    asking.idp.confirm_forgot_password(**reset)
    assert asking.idp.admin_get_user(UserPoolId=pool, Username="otto")["UserStatus"] == "CONFIRMED"
    assert refused(asking.sign_in, client=client, name="otto", password="older") == WRONG
    asking.sign_in(client, "otto")
