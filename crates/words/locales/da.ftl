# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Sprog
language-change = Skift sprog
error-title = Fejl: { $title }
errors = Der er noget, der skal rettes
help = Hjælp
terms = Vilkår for brug
privacy = Privatlivspolitik
continue = Fortsæt
cancel = Annuller
back = Tilbage
save = Gem
or = eller
show-password = Vis adgangskode
hide-password = Skjul adgangskode
optional = valgfrit
skip = Ikke nu
try-again = Prøv igen

## Signing in
sign-in-title = Log ind
sign-in-to = på { $app }
sign-in = Log ind
username = Brugernavn
email = Mailadresse
phone = Telefonnummer
email-or-phone = Mailadresse eller telefonnummer
username-or-email = Brugernavn eller mailadresse
username-or-phone = Brugernavn eller telefonnummer
username-email-or-phone = Brugernavn, mailadresse eller telefonnummer
password = Adgangskode
forgot-password = Har du glemt din adgangskode?
no-account = Har du ikke en konto?
create-account = Opret en konto
sign-in-with = Fortsæt med { $provider }
sign-in-as = Fortsæt som { $name }
other-account = Brug en anden konto
choose-account-title = Vælg en konto
signed-out-account = Logget ud
remove-account = Fjern { $name }
choose-method-title = Vælg, hvordan du vil logge ind
method-password = Adgangskode
method-email = Kode via mail
method-sms = Kode via sms
method-passkey = Adgangsnøgle
method-totp = Godkendelsesapp
other-method = Vælg en anden metode
password-title = Angiv din adgangskode
not-you = Er det ikke dig?
passkey-button = Log ind med en adgangsnøgle
passkey-title = Log ind med din adgangsnøgle
passkey-text = Din enhed beder om dit fingeraftryk, dit ansigt eller din skærmlås.
passkey-unsupported = Denne browser understøtter ikke adgangsnøgler. Vælg en anden metode.
passkey-cancelled = Adgangsnøglen blev ikke brugt. Du kan prøve igen eller vælge en anden metode.

## Codes
code-title = Angiv koden
code = Kode
code-sent-email = Vi har sendt en kode til { $to }.
code-sent-sms = Vi har sendt en kode på sms til { $to }.
code-from-app = Angiv den kode, der vises i din godkendelsesapp.
code-from-app-named = Angiv den kode, der vises for { $device } i din godkendelsesapp.
code-resend = Send en ny kode
code-resent = Vi har sendt en ny kode til { $to }. Den tidligere kode virker ikke længere.
code-wait = { $seconds ->
    [one] Du kan bede om en ny kode om { $seconds } sekund.
   *[other] Du kan bede om en ny kode om { $seconds } sekunder.
}
verify = Bekræft

## Second factors
mfa-choose-title = Vælg dit ekstra trin
mfa-setup-title = Tilføj et ekstra trin
mfa-setup-text = En adgangskode er ikke nok til denne konto. Vælg, hvad du vil bruge fremover.
mfa-setup-email-text = Hvilken mailadresse skal vi sende koder til?
mfa-setup-sms-text = Hvilket telefonnummer skal vi sende koder til?
totp-title = Konfigurer din godkendelsesapp
totp-scan = Scan dette billede med din godkendelsesapp.
totp-picture = QR-kode til din godkendelsesapp
totp-secret = Hvis du ikke kan scanne den, skal du angive denne nøgle:
totp-open = Åbn i en godkendelsesapp på denne enhed
totp-code = Angiv derefter den kode, der vises i appen
totp-name = Navn på denne enhed

## Passkeys of an account
passkey-add-title = Log hurtigere ind næste gang
passkey-add-text = Med en adgangsnøgle logger du ind med dit fingeraftryk, dit ansigt eller din skærmlås. Du skal ikke huske noget.
passkey-add = Opret en adgangsnøgle
passkey-added = Din adgangsnøgle er klar.

## Passwords
new-password-title = Vælg en ny adgangskode
new-password-text = Din adgangskode er valgt af en anden. Vælg en, som kun du kender.
new-password = Ny adgangskode
current-password = Nuværende adgangskode
password-rules = Din adgangskode skal indeholde
rule-length = { $count ->
    [one] mindst { $count } tegn
   *[other] mindst { $count } tegn
}
rule-lowercase = et lille bogstav
rule-uppercase = et stort bogstav
rule-number = et tal
rule-symbol = et specialtegn eller et mellemrum
rule-met = opfyldt
rule-unmet = ikke opfyldt endnu
missing-attributes-title = Et par oplysninger mere
missing-attributes-text = Vi skal bruge disse oplysninger, før du kan fortsætte.

## Signing up
sign-up-title = Opret din konto
sign-up = Tilmeld dig
have-account = Har du allerede en konto?
agree = Når du tilmelder dig, accepterer du følgende: { $terms } og { $privacy }.
confirm-title = Bekræft din konto
confirm-text-email = Vi har sendt en kode til { $to }. Angiv den for at bekræfte, at adressen er din.
confirm-text-sms = Vi har sendt en kode til { $to }. Angiv den for at bekræfte, at nummeret er dit.
confirm-link-text = Vi har sendt et link til { $to }. Åbn det for at bekræfte, at adressen er din, og kom så tilbage og log ind.
confirm = Bekræft
confirmed-title = Din konto er bekræftet
confirmed-text = Du kan gå tilbage til appen og logge ind.
confirm-question-title = Bekræft din konto
confirm-question-text = Tryk på knappen for at bekræfte, at denne mailadresse er din.
confirm-no-code-title = Din konto er oprettet
confirm-no-code-text = Din konto skal bekræftes af en administrator, før du kan logge ind.
confirm-link-resend = Send et nyt link
confirm-spent-title = Linket virker ikke længere
confirm-spent-text = Linket er allerede brugt, det er for gammelt, eller der er sendt et nyere. Bed om et nyt i appen.
confirm-incomplete-title = Linket er ufuldstændigt
confirm-incomplete-text = Kopiér hele linket fra beskeden.
feedback-title = Var det dig, der loggede ind?
feedback-valid-text = Tryk på knappen, hvis det var dig, der loggede ind.
feedback-invalid-text = Tryk på knappen, hvis det ikke var dig, der loggede ind.
feedback-valid = Det var mig
feedback-invalid = Det var ikke mig
feedback-done-title = Tak
feedback-done-valid-text = Vi har noteret, at det var dig, der loggede ind.
feedback-done-invalid-text = Vi har noteret, at det ikke var dig, der loggede ind. Hvis nogen kan kende din adgangskode, så skift den nu.
feedback-unknown-text = Linket er ikke gyldigt. Kopiér hele linket fra beskeden.
invitation-title = Velkommen
invitation-text = Log ind med den midlertidige adgangskode, du har fået tilsendt, og vælg derefter din egen.
invitation-resend = Send en ny invitation
invitation-resent = Vi har sendt dig en ny midlertidig adgangskode. Log ind med den.
invitation-expired-title = Din invitation er udløbet
invitation-expired-text = Den midlertidige adgangskode blev ikke brugt i tide. Vi kan sende dig en ny.

## Forgotten passwords
forgot-title = Nulstil din adgangskode
forgot-text = Fortæl os, hvem du er, så sender vi dig en kode.
forgot-send = Send en kode
reset-title = Vælg en ny adgangskode
reset-text = Hvis kontoen findes, har vi sendt en kode til { $to }.
reset = Nulstil adgangskode
reset-done-title = Din adgangskode er ændret
reset-done-text = Log ind med din nye adgangskode.

## Changing an address
address-change-title = Bekræft din nye adresse
address-change-text = Vi har sendt en kode til { $to }. Din gamle adresse gælder, indtil du bekræfter den nye.
address-changed = Din adresse er ændret.
undo-title = Gendan din gamle adresse
undo-text = Tryk på knappen, hvis den adresse, som denne besked blev sendt til, igen skal være mailadressen til din konto. Alle bliver logget ud af kontoen.
undo-done-title = Din gamle adresse er gendannet
undo-done-text = Du er logget ud alle steder. Hvis det ikke var dig, der ændrede adressen, så vælg en ny adgangskode nu: Måske kender nogen den gamle.
undo-spent-text = Linket er allerede brugt, eller det er for gammelt.

## Names of attributes
attribute-address = Adresse
attribute-birthdate = Fødselsdato
attribute-email = Mailadresse
attribute-family_name = Efternavn
attribute-gender = Køn
attribute-given_name = Fornavn
attribute-locale = Sprog og område
attribute-middle_name = Mellemnavn
attribute-name = Navn
attribute-nickname = Kaldenavn
attribute-phone_number = Telefonnummer
attribute-picture = Webadresse til dit billede
attribute-preferred_username = Foretrukket brugernavn
attribute-profile = Webadresse til din profilside
attribute-website = Website
attribute-zoneinfo = Tidszone
hint-phone = Med landekode, f.eks. +45 32 12 34 56.
hint-birthdate = År, måned og dag, f.eks. 1990-12-31.

## What apps may do
consent-title = { $app } vil bruge din konto
consent-text = Appen får mulighed for at
consent-openid = vide, hvem du er
consent-profile = se dit navn og de andre oplysninger i din profil
consent-email = se din mailadresse
consent-phone = se dit telefonnummer
consent-account = ændre dine oplysninger, din adgangskode og dine ekstra trin ved login
consent-scope = bruge { $scope }
consent-allow = Tillad
consent-deny = Tillad ikke
consent-goes = Du bliver sendt til { $host }.

## Devices without a browser
device-title = Tilslut en enhed
device-text = Angiv den kode, der vises på din enhed.
device-code = Enhedens kode
device-confirm-title = Er det din enhed?
device-confirm-text = { $app } på en anden enhed beder om at logge ind som dig. Fortsæt kun, hvis enheden viser denne kode:
device-done-title = Din enhed er tilsluttet
device-done-text = Du kan lukke denne side og fortsætte på din enhed.
device-denied-title = Enheden blev ikke tilsluttet
device-unknown = Koden findes ikke eller er for gammel. Få en ny kode på din enhed.
device-denied-text = Du tillod det ikke, og enheden fik ingen oplysninger om din konto. Du kan lukke denne side.

## Challenges of the pool's own
challenge-title = Et trin mere
challenge-answer = Dit svar

## Signing out
sign-out = Log ud
sign-out-question-title = Vil du logge ud?
signed-out-title = Du er logget ud
signed-out-text = Du er logget ud af disse sider.
signed-out-others = Du kan stadig være logget ind her:
sign-in-again = Log ind igen
sign-out-of = Log { $name } ud
sign-out-all = Log ud af alle konti

## Troubles
trouble-title = Der opstod en fejl
trouble-text = Gå tilbage til appen, og prøv igen.
trouble-id = Hvis det sker igen, skal du oplyse dette nummer til dem, der driver appen:
trouble-parameter = Appen har sendt en anmodning, som vi ikke kan udføre. Fejlen ligger i { $parameter }.
trouble-redirect = Appen bad om at sende dig til en adresse, der ikke er på dens liste.
trouble-client = Vi kender ikke den app, der sendte dig hertil.
trouble-unavailable = Disse sider er ikke klar endnu. Kontakt dem, der driver appen.
expired-title = Siden er udløbet
expired-text = Siden har været åben for længe, eller den blev åbnet i en anden browser. Intet er gået tabt: Start igen herfra.
expired-restart = Start igen
already-title = Du er allerede logget ind
already-text = Du loggede ind på en anden side i denne browser.
forbidden-title = Vi kunne ikke kontrollere, hvor dette kom fra
forbidden-text = Cookies er måske blokeret, eller siden har været åben for længe.
not-found-title = Der er ikke noget her
not-found-text = Adressen er måske forkert eller for gammel.
method-title = Det kan ikke lade sig gøre her
not-allowed-title = Du kan ikke gøre dette her
not-allowed-text = Kontakt dem, der driver appen.

## Signing in through other providers
federated-more-title = Et par oplysninger mere
federated-more-text = { $provider } har ikke givet os alle de oplysninger, som din konto her har brug for.
federated-link-title = Du har allerede en konto
federated-link-text = Der findes allerede en konto med adressen { $to }. Log ind på den én gang, så kan du fremover også logge ind på den med { $provider }.
federated-link-prove = Log ind på den konto
federated-link-apart = Hold kontiene adskilt
organisation-search = Log ind med din organisation

## What is wrong with what was typed
wrong-credentials = Navnet eller adgangskoden er forkert.
wrong-unknown-user = Der er ingen bruger med dette navn.
wrong-code = Koden er forkert.
wrong-code-expired = Koden er udløbet. Bed om en ny.
wrong-code-used = Koden er allerede brugt. Vent på den næste.
wrong-too-many = Der har været for mange forsøg. Vent lidt, og prøv igen.
wrong-locked = Der har været for mange forkerte forsøg. Prøv igen senere.
wrong-disabled = Denne konto er deaktiveret. Kontakt dem, der driver appen.
wrong-unconfirmed = Denne konto er ikke bekræftet endnu.
wrong-reset-required = Din adgangskode skal nulstilles, før du kan logge ind.
wrong-temporary-expired = Din midlertidige adgangskode er udløbet. Bed om en ny invitation.
wrong-required = Udfyld dette felt.
wrong-password-policy = Adgangskoden opfylder ikke kravene.
wrong-password-reused = Du har brugt denne adgangskode før. Vælg en anden.
wrong-current-password = Den nuværende adgangskode er forkert.
wrong-taken = Navnet er allerede i brug. Vælg et andet.
wrong-email = Dette er ikke en mailadresse.
wrong-phone = Dette er ikke et telefonnummer med landekode.
wrong-value = Denne værdi er ikke tilladt her.
wrong-delivery = Vi kunne ikke sende beskeden. Prøv igen senere.
wrong-no-way = Det er ikke muligt at logge ind på denne konto. Kontakt dem, der driver appen.
wrong-function = Appen afviste: { $text }
wrong-passkey = Adgangsnøglen blev ikke godkendt.
wrong-not-allowed = Dette er ikke tilladt her.
wrong-last-way = Dette er den eneste loginmetode til din konto. Tilføj en anden først.
wrong-level = Appen kræver en stærkere loginmetode, end denne konto har.
wrong-address-taken = Der findes allerede en konto med denne adresse. Log ind på den i stedet.
wrong-no-recovery = Vi kan ikke nulstille adgangskoden til denne konto. Kontakt dem, der driver appen.
wrong-provider-down = { $text } svarer ikke i øjeblikket. Prøv igen senere, eller vælg en anden loginmetode.
wrong-provider-failed = Det lykkedes ikke at logge ind: { $text }
wrong-account = Det var en anden konto. Log ind på kontoen med denne adresse.
wrong-organisation = Vi kender ingen organisation med denne adresse.
wrong-provider = Denne loginmetode er ikke tilgængelig. Vælg en anden.
wrong-locked-seconds = { $seconds ->
    [one] Der har været for mange forkerte forsøg. Prøv igen om { $seconds } sekund.
   *[other] Der har været for mange forkerte forsøg. Prøv igen om { $seconds } sekunder.
}
wrong-locked-minutes = { $minutes ->
    [one] Der har været for mange forkerte forsøg. Prøv igen om { $minutes } minut.
   *[other] Der har været for mange forkerte forsøg. Prøv igen om { $minutes } minutter.
}
wrong-too-many-minutes = { $minutes ->
    [one] Der har været for mange forsøg. Prøv igen om { $minutes } minut.
   *[other] Der har været for mange forsøg. Prøv igen om { $minutes } minutter.
}

## The account pages
account-title = Din konto
account-profile = Profil
account-security = Sikkerhed
account-sessions = Sessioner og enheder
account-apps = Apps
account-data = Dine data
account-signed-in-as = Logget ind som { $name }
account-saved = Gemt.
account-proof-title = Bekræft, at det er dig
account-proof-text = Log ind en gang til, før du ændrer dette.
account-verified = bekræftet
account-unverified = ikke bekræftet
account-verify = Bekræft
account-password-text = Skift den adgangskode, du logger ind med.
account-password-changed = Din adgangskode er ændret.
account-passkeys-none = Du har ingen adgangsnøgler endnu.
account-passkey-remove = Fjern denne adgangsnøgle
account-passkey-removed = Adgangsnøglen er fjernet.
account-totp-on = Der er konfigureret en godkendelsesapp.
account-totp-off = Der er ikke konfigureret en godkendelsesapp.
account-totp-remove = Fjern godkendelsesappen
account-totp-removed = Godkendelsesappen er fjernet.
account-created = Oprettet { $date }
account-last-used = Sidst brugt { $date }
account-this-session = Denne browser
account-session-end = Log ud
account-session-ended = Sessionen er afsluttet.
account-sessions-end-all = Log ud alle steder
account-sessions-ended = Du er logget ud alle andre steder.
account-devices = Huskede enheder
account-devices-none = Ingen enheder huskes.
account-device-forget = Glem denne enhed
account-device-forgotten = Enheden er glemt.
account-apps-none = Ingen apps bruger din konto.
account-app-remove = Fjern adgang
account-app-removed = Appen kan ikke længere bruge din konto.
account-app-since = Adgang givet { $date }
account-download = Download mine data
account-download-text = Du får en fil med alt, hvad der er gemt om dig.
account-delete = Slet min konto
account-delete-text = Din konto og alt, hvad der hører til den, bliver slettet. Det kan ikke fortrydes.
account-delete-confirm = Ja, slet min konto
account-deleted-title = Din konto er slettet

## Messages by email and text message
mail-code-subject = Din bekræftelseskode
mail-code = Din bekræftelseskode er { $code }
mail-reset = Din kode til nulstilling af adgangskoden er { $code }
mail-sign-in-subject = Din loginkode
mail-sign-in = Din loginkode er { $code }.
mail-link-subject = Dit bekræftelseslink
mail-link = Klik på linket nedenfor for at bekræfte din mailadresse. { $link }
mail-link-text = Bekræft mailadresse
mail-invitation-subject = Din midlertidige adgangskode
mail-invitation = Dit brugernavn er { $username }, og din midlertidige adgangskode er { $code }.
mail-welcome-subject = Din konto
mail-welcome = Dit brugernavn er { $username }.
mail-notice-subject = Et login på din konto blev afvist
mail-notice = Nogen forsøgte at logge ind på din konto og blev afvist: { $login-time }, { $device-name }, { $ip-address }. Hvis det var dig: { $one-click-link-valid } Hvis det ikke var dig: { $one-click-link-invalid }
mail-address-changed-subject = Din mailadresse er ændret
mail-address-changed = Dette er ikke længere mailadressen til din konto. Hvis det ikke var dig, der ændrede den, kan du gendanne den inden for syv dage: { $link }
