# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Taal
language-change = Taal wijzigen
error-title = Fout: { $title }
errors = Controleer wat je hebt ingevuld
help = Hulp
terms = Gebruiksvoorwaarden
privacy = Privacybeleid
continue = Doorgaan
cancel = Annuleren
back = Terug
save = Opslaan
or = of
show-password = Wachtwoord tonen
hide-password = Wachtwoord verbergen
optional = optioneel
skip = Niet nu
try-again = Opnieuw proberen

## Signing in
sign-in-title = Inloggen
sign-in-to = bij { $app }
sign-in = Inloggen
username = Gebruikersnaam
email = E-mailadres
phone = Telefoonnummer
email-or-phone = E-mailadres of telefoonnummer
username-or-email = Gebruikersnaam of e-mailadres
username-or-phone = Gebruikersnaam of telefoonnummer
username-email-or-phone = Gebruikersnaam, e-mailadres of telefoonnummer
password = Wachtwoord
forgot-password = Wachtwoord vergeten?
no-account = Nieuw hier?
create-account = Account maken
sign-in-with = Doorgaan met { $provider }
sign-in-as = Doorgaan als { $name }
other-account = Ander account gebruiken
choose-account-title = Kies een account
signed-out-account = Uitgelogd
remove-account = { $name } verwijderen
choose-method-title = Kies hoe je wilt inloggen
method-password = Wachtwoord
method-email = Code per e-mail
method-sms = Code per sms
method-passkey = Toegangssleutel
method-totp = Authenticator-app
other-method = Andere manier kiezen
password-title = Vul je wachtwoord in
not-you = Ben jij dit niet?
passkey-button = Inloggen met een toegangssleutel
passkey-title = Log in met je toegangssleutel
passkey-text = Je apparaat vraagt om je vingerafdruk, je gezicht of je schermvergrendeling.
passkey-unsupported = Deze browser ondersteunt geen toegangssleutels. Kies een andere manier.
passkey-cancelled = De toegangssleutel is niet gebruikt. Je kunt het opnieuw proberen of een andere manier kiezen.

## Codes
code-title = Vul de code in
code = Code
code-sent-email = We hebben een code gestuurd naar { $to }.
code-sent-sms = We hebben een code per sms gestuurd naar { $to }.
code-from-app = Vul de code in die je authenticator-app toont.
code-from-app-named = Vul de code in die je authenticator-app toont voor { $device }.
code-resend = Nieuwe code sturen
code-resent = We hebben een nieuwe code gestuurd naar { $to }. De vorige werkt niet meer.
code-wait = { $seconds ->
    [one] Je kunt over { $seconds } seconde een nieuwe code aanvragen.
   *[other] Je kunt over { $seconds } seconden een nieuwe code aanvragen.
}
verify = Verifiëren

## Second factors
mfa-choose-title = Kies je tweede stap
mfa-setup-title = Voeg een tweede stap toe
mfa-setup-text = Voor dit account is een wachtwoord alleen niet genoeg. Kies wat je vanaf nu wilt gebruiken.
mfa-setup-email-text = Naar welk e-mailadres mogen we codes sturen?
mfa-setup-sms-text = Naar welk telefoonnummer mogen we codes sturen?
totp-title = Stel je authenticator-app in
totp-scan = Scan deze afbeelding met je authenticator-app.
totp-picture = QR-code voor je authenticator-app
totp-secret = Lukt het scannen niet, vul dan deze sleutel in:
totp-open = Openen in een authenticator-app op dit apparaat
totp-code = Vul daarna de code in die de app toont
totp-name = Naam van dit apparaat

## Passkeys of an account
passkey-add-title = Log de volgende keer sneller in
passkey-add-text = Met een toegangssleutel log je in met je vingerafdruk, je gezicht of je schermvergrendeling. Je hoeft niets te onthouden.
passkey-add = Toegangssleutel maken
passkey-added = Je toegangssleutel is klaar.

## Passwords
new-password-title = Kies een nieuw wachtwoord
new-password-text = Je wachtwoord is door iemand anders ingesteld. Kies er een dat alleen jij kent.
new-password = Nieuw wachtwoord
current-password = Huidig wachtwoord
password-rules = Je wachtwoord moet het volgende bevatten
rule-length = { $count ->
    [one] minstens { $count } teken
   *[other] minstens { $count } tekens
}
rule-lowercase = een kleine letter
rule-uppercase = een hoofdletter
rule-number = een cijfer
rule-symbol = een speciaal teken of een spatie
rule-met = in orde
rule-unmet = nog niet in orde
missing-attributes-title = Nog een paar gegevens
missing-attributes-text = We hebben deze nodig voordat je verder kunt.

## Signing up
sign-up-title = Maak je account
sign-up = Registreren
have-account = Heb je al een account?
agree = Door je te registreren ga je akkoord met de { $terms } en het { $privacy }.
confirm-title = Bevestig je account
confirm-text-email = We hebben een code gestuurd naar { $to }. Vul deze in om te bevestigen dat het adres van jou is.
confirm-text-sms = We hebben een code gestuurd naar { $to }. Vul deze in om te bevestigen dat het nummer van jou is.
confirm-link-text = We hebben een link gestuurd naar { $to }. Open deze om te bevestigen dat het adres van jou is. Kom daarna terug en log in.
confirm = Bevestigen
confirmed-title = Je account is bevestigd
confirmed-text = Je kunt teruggaan naar de app en inloggen.
confirm-question-title = Bevestig je account
confirm-question-text = Druk op de knop om te bevestigen dat dit e-mailadres van jou is.
confirm-no-code-title = Je account is gemaakt
confirm-no-code-text = Iemand moet het nog bevestigen voordat je kunt inloggen.
confirm-link-resend = Nieuwe link sturen
confirm-spent-title = Deze link is niet meer geldig
confirm-spent-text = De link is al gebruikt of te oud, of er is een nieuwere gestuurd. Vraag in de app een nieuwe aan.
confirm-incomplete-title = Deze link is onvolledig
confirm-incomplete-text = Kopieer de hele link uit het bericht.
feedback-title = Was jij het die inlogde?
feedback-valid-text = Druk op de knop als jij het was die inlogde.
feedback-invalid-text = Druk op de knop als jij het niet was die inlogde.
feedback-valid = Ik was het
feedback-invalid = Ik was het niet
feedback-done-title = Bedankt
feedback-done-valid-text = We hebben genoteerd dat jij het was die inlogde.
feedback-done-invalid-text = We hebben genoteerd dat jij het niet was die inlogde. Als iemand je wachtwoord zou kunnen kennen, wijzig het dan nu.
feedback-unknown-text = Deze link is niet geldig. Kopieer de hele link uit het bericht.
invitation-title = Welkom
invitation-text = Log in met het tijdelijke wachtwoord dat je hebt ontvangen en kies daarna je eigen wachtwoord.
invitation-resend = Nieuwe uitnodiging sturen
invitation-resent = We hebben je een nieuw tijdelijk wachtwoord gestuurd. Log daarmee in.
invitation-expired-title = Je uitnodiging is verlopen
invitation-expired-text = Het tijdelijke wachtwoord is niet op tijd gebruikt. We kunnen je een nieuw wachtwoord sturen.

## Forgotten passwords
forgot-title = Stel je wachtwoord opnieuw in
forgot-text = Laat ons weten wie je bent, dan sturen we je een code.
forgot-send = Code sturen
reset-title = Kies een nieuw wachtwoord
reset-text = Als dit account bestaat, hebben we een code gestuurd naar { $to }.
reset = Wachtwoord opnieuw instellen
reset-done-title = Je wachtwoord is gewijzigd
reset-done-text = Log in met je nieuwe wachtwoord.

## Changing an address
address-change-title = Bevestig je nieuwe adres
address-change-text = We hebben een code gestuurd naar { $to }. Je oude adres blijft gelden tot je het nieuwe bevestigt.
address-changed = Je adres is gewijzigd.
undo-title = Je oude adres herstellen
undo-text = Druk op de knop om het adres waarnaar dit bericht is gestuurd weer het e-mailadres van je account te maken. Iedereen die op het account is ingelogd, wordt uitgelogd.
undo-done-title = Je oude adres is hersteld
undo-done-text = Je bent overal uitgelogd. Als jij het niet was die het adres wijzigde, kies dan nu een nieuw wachtwoord: misschien kent iemand het oude.
undo-spent-text = De link is al gebruikt of te oud.

## Names of attributes
attribute-address = Adres
attribute-birthdate = Geboortedatum
attribute-email = E-mailadres
attribute-family_name = Achternaam
attribute-gender = Geslacht
attribute-given_name = Voornaam
attribute-locale = Taal en regio
attribute-middle_name = Tweede voornaam
attribute-name = Naam
attribute-nickname = Bijnaam
attribute-phone_number = Telefoonnummer
attribute-picture = Adres van je foto
attribute-preferred_username = Voorkeursgebruikersnaam
attribute-profile = Adres van je profielpagina
attribute-website = Website
attribute-zoneinfo = Tijdzone
hint-phone = Met de landcode, bijvoorbeeld +31 20 123 4567.
hint-birthdate = Jaar, maand en dag, bijvoorbeeld 1990-12-31.

## What apps may do
consent-title = { $app } wil je account gebruiken
consent-text = De app kan dan
consent-openid = weten wie je bent
consent-profile = je naam en de andere gegevens van je profiel zien
consent-email = je e-mailadres zien
consent-phone = je telefoonnummer zien
consent-account = je gegevens, je wachtwoord en je tweede stappen wijzigen
consent-scope = { $scope } gebruiken
consent-allow = Toestaan
consent-deny = Niet toestaan
consent-goes = Je wordt doorgestuurd naar { $host }.

## Devices without a browser
device-title = Apparaat verbinden
device-text = Vul de code in die je apparaat toont.
device-code = Code van het apparaat
device-confirm-title = Is dit jouw apparaat?
device-confirm-text = { $app } wil op een ander apparaat inloggen met jouw account. Ga alleen verder als daar deze code te zien is:
device-done-title = Je apparaat is verbonden
device-done-text = Je kunt deze pagina sluiten en verdergaan op je apparaat.
device-denied-title = Het apparaat is niet verbonden
device-unknown = Deze code bestaat niet of is verlopen. Vraag op je apparaat een nieuwe aan.
device-denied-text = Je hebt geen toestemming gegeven en het apparaat heeft geen gegevens van je account gekregen. Je kunt deze pagina sluiten.

## Challenges of the pool's own
challenge-title = Nog één stap
challenge-answer = Je antwoord

## Signing out
sign-out = Uitloggen
sign-out-question-title = Wil je uitloggen?
signed-out-title = Je bent uitgelogd
signed-out-text = Je bent uitgelogd van deze pagina’s.
signed-out-others = Mogelijk ben je hier nog ingelogd:
sign-in-again = Opnieuw inloggen
sign-out-of = { $name } uitloggen
sign-out-all = Alle accounts uitloggen

## Troubles
trouble-title = Er is iets misgegaan
trouble-text = Ga terug naar de app en probeer het opnieuw.
trouble-id = Gebeurt het nog een keer, geef dan dit nummer door aan de beheerders van de app:
trouble-parameter = De app heeft een verzoek gestuurd dat we niet kunnen uitvoeren. Het probleem zit in { $parameter }.
trouble-redirect = De app wilde je doorsturen naar een adres dat niet op de lijst van de app staat.
trouble-client = We kennen de app niet die je hierheen heeft gestuurd.
trouble-unavailable = Deze pagina’s zijn nog niet klaar. Laat het de beheerders van de app weten.
expired-title = Deze pagina is verlopen
expired-text = De pagina heeft te lang opengestaan of is in een andere browser geopend. Er is niets verloren gegaan: begin hier opnieuw.
expired-restart = Opnieuw beginnen
already-title = Je bent al ingelogd
already-text = Je hebt ingelogd op een andere pagina in deze browser.
forbidden-title = We konden niet controleren waar dit verzoek vandaan kwam
forbidden-text = Mogelijk zijn cookies geblokkeerd of heeft de pagina te lang opengestaan.
not-found-title = Hier is niets te vinden
not-found-text = Het adres is misschien onjuist of te oud.
method-title = Dit werkt hier niet
not-allowed-title = Je kunt dit hier niet doen
not-allowed-text = Neem contact op met de beheerders van de app.

## Signing in through other providers
federated-more-title = Nog een paar gegevens
federated-more-text = { $provider } heeft ons niet alle gegevens doorgegeven die je account hier nodig heeft.
federated-link-title = Je hebt al een account
federated-link-text = Er is al een account met het adres { $to }. Log daar één keer op in, dan kom je voortaan ook met { $provider } in dat account.
federated-link-prove = Inloggen op dat account
federated-link-apart = Accounts gescheiden houden
organisation-search = Inloggen met je organisatie

## What is wrong with what was typed
wrong-credentials = De naam of het wachtwoord klopt niet.
wrong-unknown-user = Er is geen gebruiker met deze naam.
wrong-code = De code klopt niet.
wrong-code-expired = De code is verlopen. Vraag een nieuwe aan.
wrong-code-used = Deze code is al gebruikt. Wacht op de volgende.
wrong-too-many = Er waren te veel pogingen. Wacht even en probeer het opnieuw.
wrong-locked = Er waren te veel mislukte pogingen. Probeer het later opnieuw.
wrong-disabled = Dit account is uitgeschakeld. Neem contact op met de beheerders van de app.
wrong-unconfirmed = Dit account is nog niet bevestigd.
wrong-reset-required = Je wachtwoord moet opnieuw worden ingesteld voordat je kunt inloggen.
wrong-temporary-expired = Je tijdelijke wachtwoord is verlopen. Vraag een nieuwe uitnodiging aan.
wrong-required = Vul dit veld in.
wrong-password-policy = Het wachtwoord voldoet niet aan de eisen.
wrong-password-reused = Je hebt dit wachtwoord al eerder gebruikt. Kies een ander wachtwoord.
wrong-current-password = Het huidige wachtwoord klopt niet.
wrong-taken = Deze naam is al in gebruik. Kies een andere.
wrong-email = Dit is geen e-mailadres.
wrong-phone = Dit is geen telefoonnummer met landcode.
wrong-value = Deze waarde is hier niet toegestaan.
wrong-delivery = We konden het bericht niet versturen. Probeer het later opnieuw.
wrong-no-way = Er is geen manier om op dit account in te loggen. Neem contact op met de beheerders van de app.
wrong-function = De app heeft geweigerd: { $text }
wrong-passkey = De toegangssleutel is niet geaccepteerd.
wrong-not-allowed = Dit is hier niet toegestaan.
wrong-last-way = Dit is de enige manier om op je account in te loggen. Voeg eerst een andere toe.
wrong-level = De app vraagt om een veiligere manier van inloggen dan dit account heeft.
wrong-address-taken = Er is al een account met dit adres. Log in plaats daarvan in op dat account.
wrong-no-recovery = We kunnen het wachtwoord van dit account niet opnieuw instellen. Neem contact op met de beheerders van de app.
wrong-provider-down = { $text } reageert op dit moment niet. Probeer het later opnieuw of kies een andere manier van inloggen.
wrong-provider-failed = Inloggen is niet gelukt: { $text }
wrong-account = Dat was een ander account. Log in op het account met dit adres.
wrong-organisation = Bij dit adres is geen organisatie bekend.
wrong-provider = Deze manier van inloggen is niet beschikbaar. Kies een andere.
wrong-locked-seconds = { $seconds ->
    [one] Er waren te veel mislukte pogingen. Probeer het over { $seconds } seconde opnieuw.
   *[other] Er waren te veel mislukte pogingen. Probeer het over { $seconds } seconden opnieuw.
}
wrong-locked-minutes = { $minutes ->
    [one] Er waren te veel mislukte pogingen. Probeer het over { $minutes } minuut opnieuw.
   *[other] Er waren te veel mislukte pogingen. Probeer het over { $minutes } minuten opnieuw.
}
wrong-too-many-minutes = { $minutes ->
    [one] Er waren te veel pogingen. Probeer het over { $minutes } minuut opnieuw.
   *[other] Er waren te veel pogingen. Probeer het over { $minutes } minuten opnieuw.
}

## The account pages
account-title = Je account
account-profile = Profiel
account-security = Beveiliging
account-sessions = Sessies en apparaten
account-apps = Apps
account-data = Je gegevens
account-signed-in-as = Ingelogd als { $name }
account-saved = Opgeslagen.
account-proof-title = Bevestig dat jij het bent
account-proof-text = Log nog een keer in voordat je dit wijzigt.
account-verified = geverifieerd
account-unverified = niet geverifieerd
account-verify = Verifiëren
account-password-text = Wijzig het wachtwoord waarmee je inlogt.
account-password-changed = Je wachtwoord is gewijzigd.
account-passkeys-none = Je hebt nog geen toegangssleutels.
account-passkey-remove = Deze toegangssleutel verwijderen
account-passkey-removed = De toegangssleutel is verwijderd.
account-totp-on = Er is een authenticator-app ingesteld.
account-totp-off = Er is geen authenticator-app ingesteld.
account-totp-remove = Authenticator-app verwijderen
account-totp-removed = De authenticator-app is verwijderd.
account-created = Gemaakt: { $date }
account-last-used = Laatst gebruikt: { $date }
account-this-session = Deze browser
account-session-end = Uitloggen
account-session-ended = De sessie is beëindigd.
account-sessions-end-all = Overal uitloggen
account-sessions-ended = Je bent overal elders uitgelogd.
account-devices = Onthouden apparaten
account-devices-none = Er zijn geen apparaten onthouden.
account-device-forget = Dit apparaat vergeten
account-device-forgotten = Het apparaat wordt niet meer onthouden.
account-apps-none = Er zijn geen apps die je account gebruiken.
account-app-remove = Toegang intrekken
account-app-removed = De app kan je account niet meer gebruiken.
account-app-since = Toegang gegeven: { $date }
account-download = Mijn gegevens downloaden
account-download-text = Je krijgt een bestand met alles wat over jou wordt bewaard.
account-delete = Mijn account verwijderen
account-delete-text = Je account en alles wat erbij hoort, wordt verwijderd. Dit kan niet ongedaan worden gemaakt.
account-delete-confirm = Ja, mijn account verwijderen
account-deleted-title = Je account is verwijderd

## Messages by email and text message
mail-code-subject = Je verificatiecode
mail-code = Je verificatiecode is { $code }
mail-reset = Je code om je wachtwoord opnieuw in te stellen is { $code }
mail-sign-in-subject = Je inlogcode
mail-sign-in = Je inlogcode is { $code }.
mail-link-subject = Je verificatielink
mail-link = Klik op de onderstaande link om je e-mailadres te verifiëren. { $link }
mail-link-text = E-mailadres verifiëren
mail-invitation-subject = Je tijdelijke wachtwoord
mail-invitation = Je gebruikersnaam is { $username } en je tijdelijke wachtwoord is { $code }.
mail-welcome-subject = Je account
mail-welcome = Je gebruikersnaam is { $username }.
mail-notice-subject = Een inlogpoging bij je account is geweigerd
mail-notice = Iemand heeft geprobeerd in te loggen op je account en is geweigerd: { $login-time }, { $device-name }, { $ip-address }. Als jij het was: { $one-click-link-valid } Als jij het niet was: { $one-click-link-invalid }
mail-address-changed-subject = Je e-mailadres is gewijzigd
mail-address-changed = Dit is niet meer het e-mailadres van je account. Als jij het niet was die het wijzigde, herstel het dan binnen zeven dagen: { $link }
