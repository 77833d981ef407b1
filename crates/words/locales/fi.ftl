# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Kieli
language-change = Vaihda kieltä
error-title = Virhe: { $title }
errors = Korjaa seuraavat kohdat
help = Ohje
terms = Käyttöehdot
privacy = Tietosuojakäytäntö
continue = Jatka
cancel = Peruuta
back = Takaisin
save = Tallenna
or = tai
show-password = Näytä salasana
hide-password = Piilota salasana
optional = valinnainen
skip = Ei nyt
try-again = Yritä uudelleen

## Signing in
sign-in-title = Kirjaudu sisään
sign-in-to = palveluun { $app }
sign-in = Kirjaudu sisään
username = Käyttäjänimi
email = Sähköpostiosoite
phone = Puhelinnumero
email-or-phone = Sähköpostiosoite tai puhelinnumero
username-or-email = Käyttäjänimi tai sähköpostiosoite
username-or-phone = Käyttäjänimi tai puhelinnumero
username-email-or-phone = Käyttäjänimi, sähköpostiosoite tai puhelinnumero
password = Salasana
forgot-password = Unohditko salasanan?
no-account = Eikö sinulla ole tiliä?
create-account = Luo tili
sign-in-with = Jatka palvelun { $provider } kautta
sign-in-as = Jatka käyttäjänä { $name }
other-account = Käytä toista tiliä
choose-account-title = Valitse tili
signed-out-account = Kirjautunut ulos
remove-account = Poista { $name }
choose-method-title = Valitse kirjautumistapa
method-password = Salasana
method-email = Koodi sähköpostilla
method-sms = Koodi tekstiviestillä
method-passkey = Pääsyavain
method-totp = Todennussovellus
other-method = Valitse toinen tapa
password-title = Anna salasana
not-you = Etkö se ole sinä?
passkey-button = Kirjaudu sisään pääsyavaimella
passkey-title = Kirjaudu sisään pääsyavaimellasi
passkey-text = Laitteesi pyytää sormenjälkeä, kasvojentunnistusta tai näytön lukitusta.
passkey-unsupported = Tämä selain ei tue pääsyavaimia. Valitse toinen tapa.
passkey-cancelled = Pääsyavainta ei käytetty. Voit yrittää uudelleen tai valita toisen tavan.

## Codes
code-title = Anna koodi
code = Koodi
code-sent-email = Lähetimme koodin osoitteeseen { $to }.
code-sent-sms = Lähetimme koodin tekstiviestillä numeroon { $to }.
code-from-app = Anna todennussovelluksen näyttämä koodi.
code-from-app-named = Anna koodi, jonka todennussovellus näyttää laitteelle { $device }.
code-resend = Lähetä uusi koodi
code-resent = Lähetimme uuden koodin: { $to }. Edellinen koodi ei enää toimi.
code-wait = { $seconds ->
    [one] Voit pyytää uuden koodin { $seconds } sekunnin kuluttua.
   *[other] Voit pyytää uuden koodin { $seconds } sekunnin kuluttua.
}
verify = Vahvista

## Second factors
mfa-choose-title = Valitse kirjautumisen lisävaihe
mfa-setup-title = Ota käyttöön kirjautumisen lisävaihe
mfa-setup-text = Pelkkä salasana ei riitä tälle tilille. Valitse, mitä haluat käyttää tästä lähtien.
mfa-setup-email-text = Mihin sähköpostiosoitteeseen lähetämme koodit?
mfa-setup-sms-text = Mihin puhelinnumeroon lähetämme koodit?
totp-title = Ota todennussovellus käyttöön
totp-scan = Skannaa tämä kuva todennussovelluksellasi.
totp-picture = QR-koodi todennussovellusta varten
totp-secret = Jos et voi skannata sitä, anna tämä avain:
totp-open = Avaa tämän laitteen todennussovelluksessa
totp-code = Anna sitten sovelluksen näyttämä koodi
totp-name = Tämän laitteen nimi

## Passkeys of an account
passkey-add-title = Kirjaudu ensi kerralla nopeammin
passkey-add-text = Pääsyavaimella kirjaudut sisään sormenjäljellä, kasvoilla tai näytön lukituksella. Sinun ei tarvitse muistaa mitään.
passkey-add = Luo pääsyavain
passkey-added = Pääsyavaimesi on valmis.

## Passwords
new-password-title = Valitse uusi salasana
new-password-text = Joku muu on asettanut salasanasi. Valitse salasana, jonka vain sinä tiedät.
new-password = Uusi salasana
current-password = Nykyinen salasana
password-rules = Salasanassa on oltava
rule-length = { $count ->
    [one] vähintään { $count } merkki
   *[other] vähintään { $count } merkkiä
}
rule-lowercase = pieni kirjain
rule-uppercase = iso kirjain
rule-number = numero
rule-symbol = erikoismerkki tai välilyönti
rule-met = täyttyy
rule-unmet = ei täyty vielä
missing-attributes-title = Vielä muutama tieto
missing-attributes-text = Tarvitsemme nämä tiedot, ennen kuin voit jatkaa.

## Signing up
sign-up-title = Luo tili
sign-up = Rekisteröidy
have-account = Onko sinulla jo tili?
agree = Rekisteröitymällä hyväksyt seuraavat: { $terms } ja { $privacy }.
confirm-title = Vahvista tilisi
confirm-text-email = Lähetimme koodin osoitteeseen { $to }. Vahvista osoite omaksesi antamalla koodi.
confirm-text-sms = Lähetimme koodin numeroon { $to }. Vahvista numero omaksesi antamalla koodi.
confirm-link-text = Lähetimme linkin osoitteeseen { $to }. Vahvista osoite omaksesi avaamalla linkki. Palaa sitten tänne ja kirjaudu sisään.
confirm = Vahvista
confirmed-title = Tilisi on vahvistettu
confirmed-text = Voit palata sovellukseen ja kirjautua sisään.
confirm-question-title = Vahvista tilisi
confirm-question-text = Vahvista painikkeella, että tämä sähköpostiosoite on sinun.
confirm-no-code-title = Tilisi on luotu
confirm-no-code-text = Ylläpitäjän on vahvistettava tilisi, ennen kuin voit kirjautua sisään.
confirm-link-resend = Lähetä uusi linkki
confirm-spent-title = Tämä linkki ei enää toimi
confirm-spent-text = Se on jo käytetty tai liian vanha, tai uudempi linkki on lähetetty. Pyydä sovelluksesta uusi linkki.
confirm-incomplete-title = Tämä linkki on vajaa
confirm-incomplete-text = Kopioi linkki viestistä kokonaan.
feedback-title = Kirjauduitko sinä sisään?
feedback-valid-text = Paina painiketta, jos kirjauduit sisään itse.
feedback-invalid-text = Paina painiketta, jos et itse kirjautunut sisään.
feedback-valid = Se olin minä
feedback-invalid = Se en ollut minä
feedback-done-title = Kiitos
feedback-done-valid-text = Merkitsimme muistiin, että tämä kirjautuminen oli sinun.
feedback-done-invalid-text = Merkitsimme muistiin, että tämä kirjautuminen ei ollut sinun. Jos joku saattaa tietää salasanasi, vaihda se nyt.
feedback-unknown-text = Tämä linkki ei kelpaa. Kopioi linkki viestistä kokonaan.
invitation-title = Tervetuloa
invitation-text = Kirjaudu sisään sinulle lähetetyllä väliaikaisella salasanalla ja valitse sitten oma salasanasi.
invitation-resend = Lähetä uusi kutsu
invitation-resent = Lähetimme sinulle uuden väliaikaisen salasanan. Kirjaudu sillä sisään.
invitation-expired-title = Kutsusi on vanhentunut
invitation-expired-text = Väliaikaista salasanaa ei käytetty ajoissa. Voimme lähettää sinulle uuden.

## Forgotten passwords
forgot-title = Palauta salasana
forgot-text = Kerro meille, kuka olet, niin lähetämme sinulle koodin.
forgot-send = Lähetä koodi
reset-title = Valitse uusi salasana
reset-text = Jos tili on olemassa, lähetimme koodin: { $to }.
reset = Palauta salasana
reset-done-title = Salasanasi on vaihdettu
reset-done-text = Kirjaudu sisään uudella salasanallasi.

## Changing an address
address-change-title = Vahvista uusi osoite
address-change-text = Lähetimme koodin osoitteeseen { $to }. Vanha osoitteesi on voimassa, kunnes vahvistat uuden.
address-changed = Osoitteesi on vaihdettu.
undo-title = Palauta vanha osoitteesi
undo-text = Paina painiketta, jos haluat, että osoite, johon tämä viesti lähetettiin, on jälleen tilisi sähköpostiosoite. Kaikki kirjataan ulos tililtä.
undo-done-title = Vanha osoitteesi on palautettu
undo-done-text = Olet kirjautunut ulos kaikkialta. Jos et vaihtanut osoitetta itse, valitse uusi salasana nyt: joku saattaa tietää vanhan.
undo-spent-text = Se on jo käytetty tai liian vanha.

## Names of attributes
attribute-address = Osoite
attribute-birthdate = Syntymäaika
attribute-email = Sähköpostiosoite
attribute-family_name = Sukunimi
attribute-gender = Sukupuoli
attribute-given_name = Etunimi
attribute-locale = Kieli ja alue
attribute-middle_name = Toinen nimi
attribute-name = Nimi
attribute-nickname = Lempinimi
attribute-phone_number = Puhelinnumero
attribute-picture = Kuvasi verkko-osoite
attribute-preferred_username = Ensisijainen käyttäjänimi
attribute-profile = Profiilisivusi verkko-osoite
attribute-website = Verkkosivusto
attribute-zoneinfo = Aikavyöhyke
hint-phone = Maatunnuksen kanssa, esimerkiksi +358 40 1234567.
hint-birthdate = Vuosi, kuukausi ja päivä, esimerkiksi 1990-12-31.

## What apps may do
consent-title = { $app } haluaa käyttää tiliäsi
consent-text = Sovellus voi
consent-openid = tietää, kuka olet
consent-profile = nähdä nimesi ja muut profiilisi tiedot
consent-email = nähdä sähköpostiosoitteesi
consent-phone = nähdä puhelinnumerosi
consent-account = muuttaa tietojasi, salasanaasi ja kirjautumisen lisävaiheita
consent-scope = käyttää oikeutta { $scope }
consent-allow = Salli
consent-deny = Älä salli
consent-goes = Sinut ohjataan osoitteeseen { $host }.

## Devices without a browser
device-title = Yhdistä laite
device-text = Anna laitteesi näyttämä koodi.
device-code = Laitteen koodi
device-confirm-title = Onko tämä sinun laitteesi?
device-confirm-text = { $app } pyytää toisella laitteella lupaa kirjautua sisään sinuna. Jatka vain, jos laite näyttää tämän koodin:
device-done-title = Laitteesi on yhdistetty
device-done-text = Voit sulkea tämän sivun ja jatkaa laitteellasi.
device-denied-title = Laitetta ei yhdistetty
device-unknown = Tällaista koodia ei ole, tai se on liian vanha. Hanki laitteellasi uusi koodi.
device-denied-text = Et antanut lupaa, eikä laite saanut mitään tietoja tilistäsi. Voit sulkea tämän sivun.

## Challenges of the pool's own
challenge-title = Vielä yksi vaihe
challenge-answer = Vastauksesi

## Signing out
sign-out = Kirjaudu ulos
sign-out-question-title = Haluatko kirjautua ulos?
signed-out-title = Olet kirjautunut ulos
signed-out-text = Olet kirjautunut ulos näiltä sivuilta.
signed-out-others = Saatat olla vielä kirjautuneena täällä:
sign-in-again = Kirjaudu uudelleen sisään
sign-out-of = Kirjaa ulos { $name }
sign-out-all = Kirjaudu ulos kaikilta tileiltä

## Troubles
trouble-title = Jokin meni vikaan
trouble-text = Palaa sovellukseen ja yritä uudelleen.
trouble-id = Jos näin käy uudelleen, kerro tämä numero sovelluksen ylläpitäjille:
trouble-parameter = Sovellus lähetti pyynnön, jota emme voi toteuttaa. Virheellinen osa on { $parameter }.
trouble-redirect = Sovellus pyysi ohjaamaan sinut osoitteeseen, joka ei ole sen luettelossa.
trouble-client = Emme tunne sovellusta, joka ohjasi sinut tänne.
trouble-unavailable = Nämä sivut eivät ole vielä valmiit. Ota yhteyttä sovelluksen ylläpitäjiin.
expired-title = Tämä sivu on vanhentunut
expired-text = Sivu oli auki liian kauan tai se avattiin toisessa selaimessa. Mitään ei ole kadonnut: aloita alusta tästä.
expired-restart = Aloita alusta
already-title = Olet jo kirjautunut sisään
already-text = Kirjauduit sisään tämän selaimen toisella sivulla.
forbidden-title = Emme voineet tarkistaa, mistä pyyntö tuli
forbidden-text = Evästeet saattavat olla estettyjä, tai sivu oli auki liian kauan.
not-found-title = Täällä ei ole mitään
not-found-text = Osoite saattaa olla väärä tai liian vanha.
method-title = Tämä ei toimi täällä
not-allowed-title = Et voi tehdä tätä täällä
not-allowed-text = Ota yhteyttä sovelluksen ylläpitäjiin.

## Signing in through other providers
federated-more-title = Vielä muutama tieto
federated-more-text = Palvelu { $provider } ei antanut kaikkia tietoja, joita tilisi täällä tarvitsee.
federated-link-title = Sinulla on jo tili
federated-link-text = Osoitteella { $to } on jo tili. Kirjaudu sille kerran, niin pääset jatkossa samalle tilille myös palvelun { $provider } kautta.
federated-link-prove = Kirjaudu sille tilille
federated-link-apart = Pidä tilit erillään
organisation-search = Kirjaudu organisaatiosi kautta

## What is wrong with what was typed
wrong-credentials = Nimi tai salasana on väärä.
wrong-unknown-user = Tämännimistä käyttäjää ei ole.
wrong-code = Koodi on väärä.
wrong-code-expired = Koodi on vanhentunut. Pyydä uusi koodi.
wrong-code-used = Koodi on jo käytetty. Odota seuraavaa.
wrong-too-many = Yrityksiä oli liian monta. Odota hetki ja yritä uudelleen.
wrong-locked = Virheellisiä yrityksiä oli liian monta. Yritä myöhemmin uudelleen.
wrong-disabled = Tämä tili on poistettu käytöstä. Ota yhteyttä sovelluksen ylläpitäjiin.
wrong-unconfirmed = Tätä tiliä ei ole vielä vahvistettu.
wrong-reset-required = Salasanasi on palautettava, ennen kuin voit kirjautua sisään.
wrong-temporary-expired = Väliaikainen salasanasi on vanhentunut. Pyydä uusi kutsu.
wrong-required = Täytä tämä kenttä.
wrong-password-policy = Salasana ei täytä vaatimuksia.
wrong-password-reused = Olet käyttänyt tätä salasanaa aiemmin. Valitse toinen.
wrong-current-password = Nykyinen salasana on väärä.
wrong-taken = Nimi on jo käytössä. Valitse toinen.
wrong-email = Tämä ei ole sähköpostiosoite.
wrong-phone = Tämä ei ole puhelinnumero, jossa on maatunnus.
wrong-value = Tätä arvoa ei sallita tässä.
wrong-delivery = Emme voineet lähettää viestiä. Yritä myöhemmin uudelleen.
wrong-no-way = Tälle tilille ei voi kirjautua millään tavalla. Ota yhteyttä sovelluksen ylläpitäjiin.
wrong-function = Sovellus hylkäsi pyynnön: { $text }
wrong-passkey = Pääsyavainta ei hyväksytty.
wrong-not-allowed = Tätä ei sallita täällä.
wrong-last-way = Tämä on ainoa tapa kirjautua tilillesi. Lisää ensin toinen.
wrong-level = Sovellus vaatii vahvemman kirjautumistavan kuin tällä tilillä on.
wrong-address-taken = Tällä osoitteella on jo tili. Kirjaudu sille.
wrong-no-recovery = Emme voi palauttaa tämän tilin salasanaa. Ota yhteyttä sovelluksen ylläpitäjiin.
wrong-provider-down = { $text } ei vastaa juuri nyt. Yritä myöhemmin uudelleen tai valitse toinen kirjautumistapa.
wrong-provider-failed = Kirjautuminen ei onnistunut: { $text }
wrong-account = Se oli toinen tili. Kirjaudu tilille, jolla on tämä osoite.
wrong-organisation = Tälle osoitteelle ei löytynyt organisaatiota.
wrong-provider = Tämä kirjautumistapa ei ole käytettävissä. Valitse toinen.
wrong-locked-seconds = { $seconds ->
    [one] Virheellisiä yrityksiä oli liian monta. Yritä uudelleen { $seconds } sekunnin kuluttua.
   *[other] Virheellisiä yrityksiä oli liian monta. Yritä uudelleen { $seconds } sekunnin kuluttua.
}
wrong-locked-minutes = { $minutes ->
    [one] Virheellisiä yrityksiä oli liian monta. Yritä uudelleen { $minutes } minuutin kuluttua.
   *[other] Virheellisiä yrityksiä oli liian monta. Yritä uudelleen { $minutes } minuutin kuluttua.
}
wrong-too-many-minutes = { $minutes ->
    [one] Yrityksiä oli liian monta. Yritä uudelleen { $minutes } minuutin kuluttua.
   *[other] Yrityksiä oli liian monta. Yritä uudelleen { $minutes } minuutin kuluttua.
}

## The account pages
account-title = Tilisi
account-profile = Profiili
account-security = Turvallisuus
account-sessions = Istunnot ja laitteet
account-apps = Sovellukset
account-data = Tietosi
account-signed-in-as = Kirjautuneena: { $name }
account-saved = Tallennettu.
account-proof-title = Vahvista, että se olet sinä
account-proof-text = Kirjaudu vielä kerran sisään, ennen kuin muutat tätä.
account-verified = vahvistettu
account-unverified = ei vahvistettu
account-verify = Vahvista
account-password-text = Vaihda salasana, jolla kirjaudut sisään.
account-password-changed = Salasanasi on vaihdettu.
account-passkeys-none = Sinulla ei ole vielä pääsyavaimia.
account-passkey-remove = Poista tämä pääsyavain
account-passkey-removed = Pääsyavain on poistettu.
account-totp-on = Todennussovellus on käytössä.
account-totp-off = Todennussovellus ei ole käytössä.
account-totp-remove = Poista todennussovellus
account-totp-removed = Todennussovellus on poistettu.
account-created = Luotu { $date }
account-last-used = Viimeksi käytetty { $date }
account-this-session = Tämä selain
account-session-end = Kirjaudu ulos
account-session-ended = Istunto on päättynyt.
account-sessions-end-all = Kirjaudu ulos kaikkialta
account-sessions-ended = Olet kirjautunut ulos kaikkialta muualta.
account-devices = Muistetut laitteet
account-devices-none = Muistettuja laitteita ei ole.
account-device-forget = Unohda tämä laite
account-device-forgotten = Laite on unohdettu.
account-apps-none = Mikään sovellus ei käytä tiliäsi.
account-app-remove = Poista käyttöoikeus
account-app-removed = Sovellus ei voi enää käyttää tiliäsi.
account-app-since = Käyttöoikeus annettu { $date }
account-download = Lataa tietoni
account-download-text = Saat tiedoston, jossa on kaikki sinusta tallennetut tiedot.
account-delete = Poista tilini
account-delete-text = Tilisi ja kaikki siihen kuuluva poistetaan. Tätä ei voi kumota.
account-delete-confirm = Kyllä, poista tilini
account-deleted-title = Tilisi on poistettu

## Messages by email and text message
mail-code-subject = Vahvistuskoodisi
mail-code = Vahvistuskoodisi on { $code }
mail-reset = Koodisi salasanan palauttamiseen on { $code }
mail-sign-in-subject = Kirjautumiskoodisi
mail-sign-in = Kirjautumiskoodisi on { $code }.
mail-link-subject = Vahvistuslinkkisi
mail-link = Vahvista sähköpostiosoitteesi napsauttamalla alla olevaa linkkiä. { $link }
mail-link-text = Vahvista sähköpostiosoite
mail-invitation-subject = Väliaikainen salasanasi
mail-invitation = Käyttäjänimesi on { $username } ja väliaikainen salasanasi on { $code }.
mail-welcome-subject = Tilisi
mail-welcome = Käyttäjänimesi on { $username }.
mail-notice-subject = Kirjautuminen tilillesi estettiin
mail-notice = Joku yritti kirjautua tilillesi, ja kirjautuminen estettiin: { $login-time }, { $device-name }, { $ip-address }. Jos se olit sinä: { $one-click-link-valid } Jos se et ollut sinä: { $one-click-link-invalid }
mail-address-changed-subject = Sähköpostiosoitteesi on vaihdettu
mail-address-changed = Tämä ei ole enää tilisi sähköpostiosoite. Jos et vaihtanut sitä itse, palauta se seitsemän päivän kuluessa: { $link }
