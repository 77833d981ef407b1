# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Språk
language-change = Bytt språk
error-title = Feil: { $title }
errors = Noe må rettes
help = Hjelp
terms = Vilkår for bruk
privacy = Personvernerklæring
continue = Fortsett
cancel = Avbryt
back = Tilbake
save = Lagre
or = eller
show-password = Vis passordet
hide-password = Skjul passordet
optional = valgfritt
skip = Ikke nå
try-again = Prøv på nytt

## Signing in
sign-in-title = Logg inn
sign-in-to = på { $app }
sign-in = Logg inn
username = Brukernavn
email = E-postadresse
phone = Telefonnummer
email-or-phone = E-postadresse eller telefonnummer
username-or-email = Brukernavn eller e-postadresse
username-or-phone = Brukernavn eller telefonnummer
username-email-or-phone = Brukernavn, e-postadresse eller telefonnummer
password = Passord
forgot-password = Har du glemt passordet?
no-account = Har du ingen konto?
create-account = Opprett en konto
sign-in-with = Fortsett med { $provider }
sign-in-as = Fortsett som { $name }
other-account = Bruk en annen konto
choose-account-title = Velg en konto
signed-out-account = Logget ut
remove-account = Fjern { $name }
choose-method-title = Velg hvordan du vil logge inn
method-password = Passord
method-email = Kode på e-post
method-sms = Kode på SMS
method-passkey = Tilgangsnøkkel
method-totp = Autentiseringsapp
other-method = Velg en annen måte
password-title = Skriv inn passordet
not-you = Er det ikke deg?
passkey-button = Logg inn med en tilgangsnøkkel
passkey-title = Logg inn med tilgangsnøkkelen din
passkey-text = Enheten din ber om fingeravtrykket ditt, ansiktet ditt eller skjermlåsen.
passkey-unsupported = Denne nettleseren støtter ikke tilgangsnøkler. Velg en annen måte.
passkey-cancelled = Tilgangsnøkkelen ble ikke brukt. Du kan prøve på nytt eller velge en annen måte.

## Codes
code-title = Skriv inn koden
code = Kode
code-sent-email = Vi har sendt en kode til { $to }.
code-sent-sms = Vi har sendt en kode på SMS til { $to }.
code-from-app = Skriv inn koden som vises i autentiseringsappen.
code-from-app-named = Skriv inn koden som vises for { $device } i autentiseringsappen.
code-resend = Send en ny kode
code-resent = Vi har sendt en ny kode til { $to }. Den forrige koden virker ikke lenger.
code-wait = { $seconds ->
    [one] Du kan be om en ny kode om { $seconds } sekund.
   *[other] Du kan be om en ny kode om { $seconds } sekunder.
}
verify = Bekreft

## Second factors
mfa-choose-title = Velg det ekstra trinnet
mfa-setup-title = Legg til et ekstra trinn
mfa-setup-text = Et passord er ikke nok for denne kontoen. Velg hva du vil bruke fra nå av.
mfa-setup-email-text = Hvilken e-postadresse skal vi sende koder til?
mfa-setup-sms-text = Hvilket telefonnummer skal vi sende koder til?
totp-title = Konfigurer autentiseringsappen
totp-scan = Skann dette bildet med autentiseringsappen.
totp-picture = QR-kode for autentiseringsappen
totp-secret = Hvis du ikke kan skanne den, skriver du inn denne nøkkelen:
totp-open = Åpne i en autentiseringsapp på denne enheten
totp-code = Skriv deretter inn koden som vises i appen
totp-name = Navn på denne enheten

## Passkeys of an account
passkey-add-title = Logg inn raskere neste gang
passkey-add-text = Med en tilgangsnøkkel logger du inn med fingeravtrykket, ansiktet eller skjermlåsen. Du trenger ikke å huske noe.
passkey-add = Opprett en tilgangsnøkkel
passkey-added = Tilgangsnøkkelen er klar.

## Passwords
new-password-title = Velg et nytt passord
new-password-text = Passordet ditt ble valgt av noen andre. Velg et som bare du kjenner.
new-password = Nytt passord
current-password = Nåværende passord
password-rules = Passordet må inneholde
rule-length = { $count ->
    [one] minst { $count } tegn
   *[other] minst { $count } tegn
}
rule-lowercase = en liten bokstav
rule-uppercase = en stor bokstav
rule-number = et tall
rule-symbol = et spesialtegn eller et mellomrom
rule-met = oppfylt
rule-unmet = ikke oppfylt ennå
missing-attributes-title = Noen flere opplysninger
missing-attributes-text = Vi trenger disse før du kan fortsette.

## Signing up
sign-up-title = Opprett kontoen din
sign-up = Registrer deg
have-account = Har du allerede en konto?
agree = Når du registrerer deg, godtar du følgende: { $terms } og { $privacy }.
confirm-title = Bekreft kontoen din
confirm-text-email = Vi har sendt en kode til { $to }. Skriv den inn for å bekrefte at adressen er din.
confirm-text-sms = Vi har sendt en kode til { $to }. Skriv den inn for å bekrefte at nummeret er ditt.
confirm-link-text = Vi har sendt en lenke til { $to }. Åpne den for å bekrefte at adressen er din, og kom deretter tilbake og logg inn.
confirm = Bekreft
confirmed-title = Kontoen din er bekreftet
confirmed-text = Du kan gå tilbake til appen og logge inn.
confirm-question-title = Bekreft kontoen din
confirm-question-text = Trykk på knappen for å bekrefte at denne e-postadressen er din.
confirm-no-code-title = Kontoen din er opprettet
confirm-no-code-text = Kontoen må bekreftes av en administrator før du kan logge inn.
confirm-link-resend = Send en ny lenke
confirm-spent-title = Denne lenken er ikke lenger gyldig
confirm-spent-text = Den er allerede brukt, den er for gammel, eller det er sendt en nyere. Be om en ny i appen.
confirm-incomplete-title = Denne lenken er ufullstendig
confirm-incomplete-text = Kopier hele lenken fra meldingen.
feedback-title = Var det du som logget inn?
feedback-valid-text = Trykk på knappen hvis det var du som logget inn.
feedback-invalid-text = Trykk på knappen hvis det ikke var du som logget inn.
feedback-valid = Det var meg
feedback-invalid = Det var ikke meg
feedback-done-title = Takk
feedback-done-valid-text = Vi har notert at det var du som logget inn.
feedback-done-invalid-text = Vi har notert at det ikke var du som logget inn. Hvis noen kan kjenne passordet ditt, bør du endre det nå.
feedback-unknown-text = Denne lenken er ikke gyldig. Kopier hele lenken fra meldingen.
invitation-title = Velkommen
invitation-text = Logg inn med det midlertidige passordet du har fått tilsendt, og velg deretter ditt eget.
invitation-resend = Send en ny invitasjon
invitation-resent = Vi har sendt deg et nytt midlertidig passord. Logg inn med det.
invitation-expired-title = Invitasjonen din er utløpt
invitation-expired-text = Det midlertidige passordet ble ikke brukt i tide. Vi kan sende deg et nytt.

## Forgotten passwords
forgot-title = Tilbakestill passordet
forgot-text = Fortell oss hvem du er, så sender vi deg en kode.
forgot-send = Send en kode
reset-title = Velg et nytt passord
reset-text = Hvis kontoen finnes, har vi sendt en kode til { $to }.
reset = Tilbakestill passordet
reset-done-title = Passordet ditt er endret
reset-done-text = Logg inn med det nye passordet.

## Changing an address
address-change-title = Bekreft den nye adressen
address-change-text = Vi har sendt en kode til { $to }. Den gamle adressen gjelder til du bekrefter den nye.
address-changed = Adressen din er endret.
undo-title = Gjenopprett den gamle adressen
undo-text = Trykk på knappen hvis adressen som denne meldingen ble sendt til, igjen skal være e-postadressen til kontoen din. Alle blir logget ut av kontoen.
undo-done-title = Den gamle adressen din er gjenopprettet
undo-done-text = Du er logget ut overalt. Hvis det ikke var du som endret adressen, bør du velge et nytt passord nå: Noen kan kjenne det gamle.
undo-spent-text = Den er allerede brukt, eller den er for gammel.

## Names of attributes
attribute-address = Adresse
attribute-birthdate = Fødselsdato
attribute-email = E-postadresse
attribute-family_name = Etternavn
attribute-gender = Kjønn
attribute-given_name = Fornavn
attribute-locale = Språk og region
attribute-middle_name = Mellomnavn
attribute-name = Navn
attribute-nickname = Kallenavn
attribute-phone_number = Telefonnummer
attribute-picture = Nettadresse til bildet ditt
attribute-preferred_username = Foretrukket brukernavn
attribute-profile = Nettadresse til profilsiden din
attribute-website = Nettsted
attribute-zoneinfo = Tidssone
hint-phone = Med landskode, for eksempel +47 21 23 45 67.
hint-birthdate = År, måned og dag, for eksempel 1990-12-31.

## What apps may do
consent-title = { $app } vil bruke kontoen din
consent-text = Appen får mulighet til å
consent-openid = vite hvem du er
consent-profile = se navnet ditt og de andre opplysningene i profilen din
consent-email = se e-postadressen din
consent-phone = se telefonnummeret ditt
consent-account = endre opplysningene dine, passordet ditt og de ekstra innloggingstrinnene dine
consent-scope = bruke { $scope }
consent-allow = Tillat
consent-deny = Ikke tillat
consent-goes = Du blir sendt til { $host }.

## Devices without a browser
device-title = Koble til en enhet
device-text = Skriv inn koden som vises på enheten din.
device-code = Kode fra enheten
device-confirm-title = Er dette enheten din?
device-confirm-text = { $app } på en annen enhet ber om å logge inn som deg. Fortsett bare hvis enheten viser denne koden:
device-done-title = Enheten din er koblet til
device-done-text = Du kan lukke denne siden og fortsette på enheten din.
device-denied-title = Enheten ble ikke koblet til
device-unknown = Koden finnes ikke eller er for gammel. Hent en ny kode på enheten din.
device-denied-text = Du tillot det ikke, og enheten fikk ingen opplysninger om kontoen din. Du kan lukke denne siden.

## Challenges of the pool's own
challenge-title = Ett trinn til
challenge-answer = Svaret ditt

## Signing out
sign-out = Logg ut
sign-out-question-title = Vil du logge ut?
signed-out-title = Du er logget ut
signed-out-text = Du er logget ut av disse sidene.
signed-out-others = Det kan hende du fortsatt er logget inn her:
sign-in-again = Logg inn igjen
sign-out-of = Logg ut { $name }
sign-out-all = Logg ut av alle kontoer

## Troubles
trouble-title = Noe gikk galt
trouble-text = Gå tilbake til appen og prøv på nytt.
trouble-id = Hvis det skjer igjen, gir du dette nummeret til dem som driver appen:
trouble-parameter = Appen sendte en forespørsel vi ikke kan følge. Feilen ligger i { $parameter }.
trouble-redirect = Appen ba om å sende deg til en adresse som ikke står på listen dens.
trouble-client = Vi kjenner ikke appen som sendte deg hit.
trouble-unavailable = Disse sidene er ikke klare ennå. Kontakt dem som driver appen.
expired-title = Denne siden er utløpt
expired-text = Siden har vært åpen for lenge, eller den ble åpnet i en annen nettleser. Ingenting er gått tapt: Start på nytt herfra.
expired-restart = Start på nytt
already-title = Du er allerede logget inn
already-text = Du logget inn fra en annen side i denne nettleseren.
forbidden-title = Vi kunne ikke kontrollere hvor dette kom fra
forbidden-text = Informasjonskapsler kan være blokkert, eller siden har vært åpen for lenge.
not-found-title = Det er ingenting her
not-found-text = Adressen kan være feil eller for gammel.
method-title = Dette går ikke her
not-allowed-title = Du kan ikke gjøre dette her
not-allowed-text = Kontakt dem som driver appen.

## Signing in through other providers
federated-more-title = Noen flere opplysninger
federated-more-text = { $provider } har ikke gitt oss alle opplysningene som kontoen din her trenger.
federated-link-title = Du har allerede en konto
federated-link-text = Det finnes allerede en konto med adressen { $to }. Logg inn på den én gang, så kan du deretter også logge inn på den med { $provider }.
federated-link-prove = Logg inn på den kontoen
federated-link-apart = Hold kontoene atskilt
organisation-search = Logg inn med organisasjonen din

## What is wrong with what was typed
wrong-credentials = Navnet eller passordet er feil.
wrong-unknown-user = Det finnes ingen bruker med dette navnet.
wrong-code = Koden er feil.
wrong-code-expired = Koden er utløpt. Be om en ny.
wrong-code-used = Denne koden er allerede brukt. Vent på den neste.
wrong-too-many = Det har vært for mange forsøk. Vent litt og prøv på nytt.
wrong-locked = Det har vært for mange mislykkede forsøk. Prøv på nytt senere.
wrong-disabled = Denne kontoen er deaktivert. Kontakt dem som driver appen.
wrong-unconfirmed = Denne kontoen er ikke bekreftet ennå.
wrong-reset-required = Passordet må tilbakestilles før du kan logge inn.
wrong-temporary-expired = Det midlertidige passordet er utløpt. Be om en ny invitasjon.
wrong-required = Fyll ut dette feltet.
wrong-password-policy = Passordet oppfyller ikke kravene.
wrong-password-reused = Du har brukt dette passordet før. Velg et annet.
wrong-current-password = Det nåværende passordet er feil.
wrong-taken = Navnet er allerede i bruk. Velg et annet.
wrong-email = Dette er ikke en e-postadresse.
wrong-phone = Dette er ikke et telefonnummer med landskode.
wrong-value = Denne verdien er ikke tillatt her.
wrong-delivery = Vi kunne ikke sende meldingen. Prøv på nytt senere.
wrong-no-way = Det er ikke mulig å logge inn på denne kontoen. Kontakt dem som driver appen.
wrong-function = Appen avviste: { $text }
wrong-passkey = Tilgangsnøkkelen ble ikke godtatt.
wrong-not-allowed = Dette er ikke tillatt her.
wrong-last-way = Dette er den eneste måten å logge inn på kontoen din på. Legg til en annen først.
wrong-level = Appen krever en sterkere innloggingsmåte enn denne kontoen har.
wrong-address-taken = Det finnes allerede en konto med denne adressen. Logg inn på den i stedet.
wrong-no-recovery = Vi kan ikke tilbakestille passordet til denne kontoen. Kontakt dem som driver appen.
wrong-provider-down = { $text } svarer ikke for øyeblikket. Prøv på nytt senere, eller velg en annen innloggingsmåte.
wrong-provider-failed = Innloggingen mislyktes: { $text }
wrong-account = Det var en annen konto. Logg inn på kontoen med denne adressen.
wrong-organisation = Vi kjenner ingen organisasjon med denne adressen.
wrong-provider = Denne innloggingsmåten er ikke tilgjengelig. Velg en annen.
wrong-locked-seconds = { $seconds ->
    [one] Det har vært for mange mislykkede forsøk. Prøv på nytt om { $seconds } sekund.
   *[other] Det har vært for mange mislykkede forsøk. Prøv på nytt om { $seconds } sekunder.
}
wrong-locked-minutes = { $minutes ->
    [one] Det har vært for mange mislykkede forsøk. Prøv på nytt om { $minutes } minutt.
   *[other] Det har vært for mange mislykkede forsøk. Prøv på nytt om { $minutes } minutter.
}
wrong-too-many-minutes = { $minutes ->
    [one] Det har vært for mange forsøk. Prøv på nytt om { $minutes } minutt.
   *[other] Det har vært for mange forsøk. Prøv på nytt om { $minutes } minutter.
}

## The account pages
account-title = Kontoen din
account-profile = Profil
account-security = Sikkerhet
account-sessions = Økter og enheter
account-apps = Apper
account-data = Dataene dine
account-signed-in-as = Logget inn som { $name }
account-saved = Lagret.
account-proof-title = Bekreft at det er deg
account-proof-text = Logg inn en gang til før du endrer dette.
account-verified = bekreftet
account-unverified = ikke bekreftet
account-verify = Bekreft
account-password-text = Endre passordet du logger inn med.
account-password-changed = Passordet ditt er endret.
account-passkeys-none = Du har ingen tilgangsnøkler ennå.
account-passkey-remove = Fjern denne tilgangsnøkkelen
account-passkey-removed = Tilgangsnøkkelen er fjernet.
account-totp-on = En autentiseringsapp er konfigurert.
account-totp-off = Ingen autentiseringsapp er konfigurert.
account-totp-remove = Fjern autentiseringsappen
account-totp-removed = Autentiseringsappen er fjernet.
account-created = Opprettet { $date }
account-last-used = Sist brukt { $date }
account-this-session = Denne nettleseren
account-session-end = Logg ut
account-session-ended = Økten er avsluttet.
account-sessions-end-all = Logg ut overalt
account-sessions-ended = Du er logget ut alle andre steder.
account-devices = Lagrede enheter
account-devices-none = Ingen enheter er lagret.
account-device-forget = Glem denne enheten
account-device-forgotten = Enheten er glemt.
account-apps-none = Ingen apper bruker kontoen din.
account-app-remove = Fjern tilgang
account-app-removed = Appen kan ikke lenger bruke kontoen din.
account-app-since = Tilgang gitt { $date }
account-download = Last ned dataene mine
account-download-text = Du får en fil med alt som er lagret om deg.
account-delete = Slett kontoen min
account-delete-text = Kontoen din og alt som hører til den, blir slettet. Dette kan ikke angres.
account-delete-confirm = Ja, slett kontoen min
account-deleted-title = Kontoen din er slettet

## Messages by email and text message
mail-code-subject = Bekreftelseskoden din
mail-code = Bekreftelseskoden din er { $code }
mail-reset = Koden din for å tilbakestille passordet er { $code }
mail-sign-in-subject = Innloggingskoden din
mail-sign-in = Innloggingskoden din er { $code }.
mail-link-subject = Bekreftelseslenken din
mail-link = Klikk på lenken nedenfor for å bekrefte e-postadressen din. { $link }
mail-link-text = Bekreft e-postadressen
mail-invitation-subject = Det midlertidige passordet ditt
mail-invitation = Brukernavnet ditt er { $username }, og det midlertidige passordet er { $code }.
mail-welcome-subject = Kontoen din
mail-welcome = Brukernavnet ditt er { $username }.
mail-notice-subject = En innlogging på kontoen din ble avvist
mail-notice = Noen prøvde å logge inn på kontoen din og ble avvist: { $login-time }, { $device-name }, { $ip-address }. Hvis det var deg: { $one-click-link-valid } Hvis det ikke var deg: { $one-click-link-invalid }
mail-address-changed-subject = E-postadressen din er endret
mail-address-changed = Dette er ikke lenger e-postadressen til kontoen din. Hvis det ikke var du som endret den, kan du gjenopprette den innen sju dager: { $link }
