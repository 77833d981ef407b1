"""boto3: what the hosted pages of a client look like and link to, and its secrets."""

import urllib.request

from people import refused

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(17)


def test_a_style_comes_back_as_it_was_sent(pool, idp):
    settings = {
        "componentClasses": {"buttons": {"borderRadius": 12}},
        "categories": {"global": {"colorSchemeMode": "DARK"}},
    }
    assets = [{"Category": "FORM_LOGO", "ColorMode": "LIGHT", "Extension": "PNG", "Bytes": PNG}]
    of_client = {"UserPoolId": pool.id, "ClientId": pool.client.id}
    made = idp.create_managed_login_branding(**of_client, Settings=settings, Assets=assets)["ManagedLoginBranding"]
    assert made["Settings"] == settings
    assert made["Assets"] == assets
    merged = idp.describe_managed_login_branding_by_client(**of_client, ReturnMergedResources=True)
    merged = merged["ManagedLoginBranding"]["Settings"]
    assert merged["categories"]["global"] == {
        "colorSchemeMode": "DARK",
        "pageFooter": {"enabled": False},
        "pageHeader": {"enabled": False},
        "spacingDensity": "REGULAR",
    }
    with refused("ManagedLoginBrandingExistsException"):
        idp.create_managed_login_branding(**of_client, UseCognitoProvidedValues=True)
    style = {"UserPoolId": pool.id, "ManagedLoginBrandingId": made["ManagedLoginBrandingId"]}
    large = [dict(assets[0], Bytes=PNG + bytes(999_000))]
    assert idp.update_managed_login_branding(**style, Assets=large)["ManagedLoginBranding"]["Assets"] == large
    idp.delete_managed_login_branding(**style)
    with refused("ResourceNotFoundException"):
        idp.describe_managed_login_branding(**style)


def test_a_logo_is_served_where_the_answer_says(pool, idp):
    css = ".logo-customizable { max-width: 60%; }"
    with refused("InvalidParameterException", "There has to be an existing domain associated with this user pool"):
        idp.set_ui_customization(UserPoolId=pool.id, CSS=css)
    domain = {"UserPoolId": pool.id, "Domain": pool.id.split("_")[1].lower()}
    idp.create_user_pool_domain(**domain)
    set_ = idp.set_ui_customization(UserPoolId=pool.id, CSS=css, ImageFile=PNG)["UICustomization"]
    assert set_["ClientId"] == "ALL"
    shown = idp.get_ui_customization(UserPoolId=pool.id, ClientId=pool.client.id)["UICustomization"]
    assert shown == set_
    with urllib.request.urlopen(shown["ImageUrl"]) as answer:
        assert answer.read() == PNG
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["x-content-type-options"] == "nosniff"
    idp.delete_user_pool_domain(**domain)


def test_terms_have_a_link_for_each_language(pool, idp):
    links = {"cognito:default": "https://example.com/terms", "cognito:german": "https://example.com/agb"}
    of_client = {"UserPoolId": pool.id, "ClientId": pool.client.id, "TermsName": "terms-of-use"}
    made = idp.create_terms(**of_client, TermsSource="LINK", Enforcement="NONE", Links=links)["Terms"]
    assert idp.describe_terms_by_client(**of_client)["Terms"] == made
    assert made["Links"] == links
    with refused("TermsExistsException"):
        idp.create_terms(**of_client, TermsSource="LINK", Enforcement="NONE", Links=links)
    listed = idp.list_terms(UserPoolId=pool.id, MaxResults=5)["Terms"]
    assert [terms["TermsId"] for terms in listed] == [made["TermsId"]]
    idp.delete_terms(UserPoolId=pool.id, TermsId=made["TermsId"])


def test_a_secret_is_rotated(make_pool, idp):
    pool = make_pool(client_settings={"GenerateSecret": True})
    of_client = {"UserPoolId": pool.id, "ClientId": pool.client.id}
    person = pool.join()
    pool.client.sign_in(person)
    added = idp.add_user_pool_client_secret(**of_client)["ClientSecretDescriptor"]
    old, new = idp.list_user_pool_client_secrets(**of_client)["ClientSecrets"]
    assert new["ClientSecretId"] == added["ClientSecretId"]
    pool.client.sign_in(person)
    pool.client.secret = added["ClientSecretValue"]
    pool.client.sign_in(person)
    idp.delete_user_pool_client_secret(**of_client, ClientSecretId=old["ClientSecretId"])
    pool.client.sign_in(person)
