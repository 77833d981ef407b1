"""boto3: passwords forgotten, reset, changed and set."""

from people import Person, new_password, other_code, refused


def test_a_forgotten_password_is_replaced_by_mail(pool, idp, mail):
    person = pool.join()
    answer = idp.forgot_password(ClientId=pool.client.id, Username=person.username)
    assert answer["CodeDeliveryDetails"] == {
        "Destination": "p***@e***",
        "DeliveryMedium": "EMAIL",
        "AttributeName": "email",
    }
    code, chosen = mail.code(person.email), new_password()

    def confirm(code, password):
        idp.confirm_forgot_password(
            ClientId=pool.client.id, Username=person.username, ConfirmationCode=code, Password=password
        )

    with refused("CodeMismatchException", "Invalid verification code provided, please try again."):
        confirm(other_code(code), chosen)
    with refused("InvalidPasswordException"):
        confirm(code, "weak")
    assert pool.client.sign_in(person)["AccessToken"]

    confirm(code, chosen)
    with refused("NotAuthorizedException", "Incorrect username or password."):
        pool.client.sign_in(person)
    with refused("NotAuthorizedException", "Incorrect username or password."):
        pool.client.sign_in_by_srp(person)
    assert pool.client.sign_in(person, chosen)["AccessToken"]
    assert pool.client.sign_in_by_srp(person, chosen)["AccessToken"]
    with refused(("ExpiredCodeException", "CodeMismatchException")):
        confirm(code, new_password())


def test_a_user_without_a_verified_address_cannot_recover(pool, idp):
    person = Person()
    pool.client.sign_up(person)
    text = "Cannot reset password for the user as there is no registered/verified email or phone_number"
    with refused("InvalidParameterException", text):
        idp.forgot_password(ClientId=pool.client.id, Username=person.username)


def test_a_stranger_who_forgot_is_named_unless_the_client_hides_who_exists(pool, idp, mail):
    stranger = Person()
    with refused("UserNotFoundException", "Username/client id combination not found."):
        idp.forgot_password(ClientId=pool.client.id, Username=stranger.username)

    discreet = pool.new_client(PreventUserExistenceErrors="ENABLED")
    answer = idp.forgot_password(ClientId=discreet.id, Username=stranger.email)
    assert answer["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
    assert mail.to(stranger.email) == []


def test_an_administrator_resets_a_password(pool, idp, mail):
    person = pool.join()
    idp.admin_reset_user_password(UserPoolId=pool.id, Username=person.username)
    assert pool.user(person.username)["UserStatus"] == "RESET_REQUIRED"
    with refused("PasswordResetRequiredException", "Password reset required for the user"):
        pool.client.sign_in(person)

    chosen = new_password()
    idp.confirm_forgot_password(
        ClientId=pool.client.id,
        Username=person.username,
        ConfirmationCode=mail.code(person.email),
        Password=chosen,
    )
    assert pool.user(person.username)["UserStatus"] == "CONFIRMED"
    assert pool.client.sign_in_by_srp(person, chosen)["AccessToken"]


def test_a_user_changes_the_password(pool, idp):
    person = pool.join()
    token = pool.client.sign_in(person)["AccessToken"]
    chosen = new_password()

    def change(previous, proposed):
        idp.change_password(AccessToken=token, PreviousPassword=previous, ProposedPassword=proposed)

    with refused("NotAuthorizedException", "Incorrect username or password."):
        change("Wrong-password-1!", chosen)
    with refused("InvalidPasswordException"):
        change(person.password, "weak")
    change(person.password, chosen)

    with refused("NotAuthorizedException", "Incorrect username or password."):
        pool.client.sign_in(person)
    assert pool.client.sign_in_by_srp(person, chosen)["AccessToken"]
    assert idp.get_user(AccessToken=token)["Username"] == person.username


def test_a_pool_can_remember_passwords(make_pool, idp):
    pool = make_pool(Policies={"PasswordPolicy": {"MinimumLength": 8, "PasswordHistorySize": 2}})
    person = pool.join()
    token = pool.client.sign_in(person)["AccessToken"]
    with refused("PasswordHistoryPolicyViolationException"):
        idp.change_password(AccessToken=token, PreviousPassword=person.password, ProposedPassword=person.password)


def test_an_administrator_sets_a_password(pool, idp):
    person = pool.join()
    lasting = new_password()
    idp.admin_set_user_password(UserPoolId=pool.id, Username=person.username, Password=lasting, Permanent=True)
    assert pool.client.sign_in_by_srp(person, lasting)["AccessToken"]
    assert pool.user(person.username)["UserStatus"] == "CONFIRMED"

    passing = new_password()
    idp.admin_set_user_password(UserPoolId=pool.id, Username=person.username, Password=passing)
    assert pool.user(person.username)["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    challenge = pool.client.auth("USER_PASSWORD_AUTH", person.username, PASSWORD=passing)
    assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
