# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Språk
language-change = Byt språk
error-title = Fel: { $title }
errors = Kontrollera uppgifterna
help = Hjälp
terms = Användarvillkor
privacy = Integritetspolicy
continue = Fortsätt
cancel = Avbryt
back = Tillbaka
save = Spara
or = eller
show-password = Visa lösenord
hide-password = Dölj lösenord
optional = valfritt
skip = Inte nu
try-again = Försök igen

## Signing in
sign-in-title = Logga in
sign-in-to = på { $app }
sign-in = Logga in
username = Användarnamn
email = E-postadress
phone = Telefonnummer
email-or-phone = E-postadress eller telefonnummer
username-or-email = Användarnamn eller e-postadress
username-or-phone = Användarnamn eller telefonnummer
username-email-or-phone = Användarnamn, e-postadress eller telefonnummer
password = Lösenord
forgot-password = Har du glömt lösenordet?
no-account = Ny här?
create-account = Skapa ett konto
sign-in-with = Fortsätt med { $provider }
sign-in-as = Fortsätt som { $name }
other-account = Använd ett annat konto
choose-account-title = Välj ett konto
signed-out-account = Utloggad
remove-account = Ta bort { $name }
choose-method-title = Välj hur du vill logga in
method-password = Lösenord
method-email = Kod via e-post
method-sms = Kod via sms
method-passkey = Passkey
method-totp = Autentiseringsapp
other-method = Välj ett annat sätt
password-title = Ange ditt lösenord
not-you = Är det inte du?
passkey-button = Logga in med en passkey
passkey-title = Logga in med din passkey
passkey-text = Enheten frågar efter ditt fingeravtryck, ditt ansikte eller ditt skärmlås.
passkey-unsupported = Den här webbläsaren stöder inte passkeys. Välj ett annat sätt.
passkey-cancelled = Ingen passkey användes. Du kan försöka igen eller välja ett annat sätt.

## Codes
code-title = Ange koden
code = Kod
code-sent-email = Vi har skickat en kod till { $to }.
code-sent-sms = Vi har skickat en kod via sms till { $to }.
code-from-app = Ange koden som visas i din autentiseringsapp.
code-from-app-named = Ange koden som visas i din autentiseringsapp för { $device }.
code-resend = Skicka en ny kod
code-resent = Vi har skickat en ny kod till { $to }. Den tidigare gäller inte längre.
code-wait = { $seconds ->
    [one] Du kan begära en ny kod om { $seconds } sekund.
   *[other] Du kan begära en ny kod om { $seconds } sekunder.
}
verify = Verifiera

## Second factors
mfa-choose-title = Välj ditt andra steg
mfa-setup-title = Lägg till ett andra steg
mfa-setup-text = Det här kontot kräver mer än ett lösenord. Välj vad du vill använda från och med nu.
mfa-setup-email-text = Vilken e-postadress ska vi skicka koder till?
mfa-setup-sms-text = Vilket telefonnummer ska vi skicka koder till?
totp-title = Konfigurera din autentiseringsapp
totp-scan = Skanna bilden med din autentiseringsapp.
totp-picture = QR-kod för din autentiseringsapp
totp-secret = Om du inte kan skanna den anger du den här nyckeln:
totp-open = Öppna i en autentiseringsapp på den här enheten
totp-code = Ange sedan koden som visas i appen
totp-name = Namn på den här enheten

## Passkeys of an account
passkey-add-title = Logga in snabbare nästa gång
passkey-add-text = Med en passkey loggar du in med fingeravtryck, ansikte eller skärmlås. Du behöver inte komma ihåg något.
passkey-add = Skapa en passkey
passkey-added = Din passkey är klar.

## Passwords
new-password-title = Välj ett nytt lösenord
new-password-text = Ditt lösenord har angetts av någon annan. Välj ett som bara du känner till.
new-password = Nytt lösenord
current-password = Nuvarande lösenord
password-rules = Lösenordet måste innehålla
rule-length = { $count ->
    [one] minst { $count } tecken
   *[other] minst { $count } tecken
}
rule-lowercase = en liten bokstav
rule-uppercase = en stor bokstav
rule-number = en siffra
rule-symbol = ett specialtecken eller ett mellanslag
rule-met = uppfyllt
rule-unmet = inte uppfyllt än
missing-attributes-title = Några uppgifter till
missing-attributes-text = Vi behöver de här uppgifterna innan du kan fortsätta.

## Signing up
sign-up-title = Skapa ditt konto
sign-up = Registrera dig
have-account = Har du redan ett konto?
agree = Genom att registrera dig godkänner du följande: { $terms } och { $privacy }.
confirm-title = Bekräfta ditt konto
confirm-text-email = Vi har skickat en kod till { $to }. Ange den för att bekräfta att adressen är din.
confirm-text-sms = Vi har skickat en kod till { $to }. Ange den för att bekräfta att numret är ditt.
confirm-link-text = Vi har skickat en länk till { $to }. Öppna den för att bekräfta att adressen är din. Kom sedan tillbaka och logga in.
confirm = Bekräfta
confirmed-title = Ditt konto är bekräftat
confirmed-text = Du kan gå tillbaka till appen och logga in.
confirm-question-title = Bekräfta ditt konto
confirm-question-text = Tryck på knappen för att bekräfta att e-postadressen är din.
confirm-no-code-title = Ditt konto har skapats
confirm-no-code-text = Någon måste bekräfta det innan du kan logga in.
confirm-link-resend = Skicka en ny länk
confirm-spent-title = Länken gäller inte längre
confirm-spent-text = Den har redan använts, är för gammal eller så har en nyare skickats. Begär en ny i appen.
confirm-incomplete-title = Länken är ofullständig
confirm-incomplete-text = Kopiera hela länken från meddelandet.
feedback-title = Var det du som loggade in?
feedback-valid-text = Tryck på knappen om det var du som loggade in.
feedback-invalid-text = Tryck på knappen om det inte var du som loggade in.
feedback-valid = Det var jag
feedback-invalid = Det var inte jag
feedback-done-title = Tack
feedback-done-valid-text = Vi har noterat att det var du som loggade in.
feedback-done-invalid-text = Vi har noterat att det inte var du som loggade in. Om någon kan känna till ditt lösenord bör du ändra det nu.
feedback-unknown-text = Länken är inte giltig. Kopiera hela länken från meddelandet.
invitation-title = Välkommen
invitation-text = Logga in med det tillfälliga lösenord som du har fått och välj sedan ett eget.
invitation-resend = Skicka en ny inbjudan
invitation-resent = Vi har skickat ett nytt tillfälligt lösenord till dig. Logga in med det.
invitation-expired-title = Din inbjudan har gått ut
invitation-expired-text = Det tillfälliga lösenordet användes inte i tid. Vi kan skicka ett nytt till dig.

## Forgotten passwords
forgot-title = Återställ ditt lösenord
forgot-text = Ange vem du är så skickar vi en kod.
forgot-send = Skicka en kod
reset-title = Välj ett nytt lösenord
reset-text = Om kontot finns har vi skickat en kod till { $to }.
reset = Återställ lösenordet
reset-done-title = Ditt lösenord har ändrats
reset-done-text = Logga in med ditt nya lösenord.

## Changing an address
address-change-title = Bekräfta din nya adress
address-change-text = Vi har skickat en kod till { $to }. Din gamla adress gäller tills du har bekräftat den nya.
address-changed = Din adress har ändrats.
undo-title = Återställ din gamla adress
undo-text = Tryck på knappen om adressen som det här meddelandet skickades till ska bli kontots e-postadress igen. Alla loggas ut från kontot.
undo-done-title = Din gamla adress är återställd
undo-done-text = Du är utloggad överallt. Om det inte var du som ändrade adressen bör du välja ett nytt lösenord nu: någon kan känna till det gamla.
undo-spent-text = Den har redan använts eller är för gammal.

## Names of attributes
attribute-address = Adress
attribute-birthdate = Födelsedatum
attribute-email = E-postadress
attribute-family_name = Efternamn
attribute-gender = Kön
attribute-given_name = Förnamn
attribute-locale = Språk och region
attribute-middle_name = Mellannamn
attribute-name = Namn
attribute-nickname = Smeknamn
attribute-phone_number = Telefonnummer
attribute-picture = Adress till din bild
attribute-preferred_username = Önskat användarnamn
attribute-profile = Adress till din profilsida
attribute-website = Webbplats
attribute-zoneinfo = Tidszon
hint-phone = Med landskod, till exempel +46 8 123 456 78.
hint-birthdate = År, månad och dag, till exempel 1990-12-31.

## What apps may do
consent-title = { $app } vill använda ditt konto
consent-text = Appen kommer att kunna
consent-openid = veta vem du är
consent-profile = se ditt namn och övriga uppgifter i din profil
consent-email = se din e-postadress
consent-phone = se ditt telefonnummer
consent-account = ändra dina uppgifter, ditt lösenord och dina andra steg
consent-scope = använda { $scope }
consent-allow = Tillåt
consent-deny = Tillåt inte
consent-goes = Du skickas vidare till { $host }.

## Devices without a browser
device-title = Anslut en enhet
device-text = Ange koden som visas på enheten.
device-code = Enhetens kod
device-confirm-title = Är det här din enhet?
device-confirm-text = { $app } på en annan enhet vill logga in med ditt konto. Fortsätt bara om den här koden visas där:
device-done-title = Enheten är ansluten
device-done-text = Du kan stänga sidan och fortsätta på enheten.
device-denied-title = Enheten anslöts inte
device-unknown = Koden finns inte eller är för gammal. Begär en ny på enheten.
device-denied-text = Du tillät det inte, och enheten fick inga uppgifter om ditt konto. Du kan stänga sidan.

## Challenges of the pool's own
challenge-title = Ett steg till
challenge-answer = Ditt svar

## Signing out
sign-out = Logga ut
sign-out-question-title = Vill du logga ut?
signed-out-title = Du är utloggad
signed-out-text = Du är utloggad från de här sidorna.
signed-out-others = Du kan fortfarande vara inloggad här:
sign-in-again = Logga in igen
sign-out-of = Logga ut { $name }
sign-out-all = Logga ut från alla konton

## Troubles
trouble-title = Något gick fel
trouble-text = Gå tillbaka till appen och försök igen.
trouble-id = Om det händer igen uppger du det här numret för dem som ansvarar för appen:
trouble-parameter = Appen skickade en begäran som vi inte kan utföra. Felet gäller { $parameter }.
trouble-redirect = Appen ville skicka dig till en adress som inte finns på dess lista.
trouble-client = Vi känner inte till appen som skickade dig hit.
trouble-unavailable = De här sidorna är inte klara än. Kontakta dem som ansvarar för appen.
expired-title = Sidan är för gammal
expired-text = Den var öppen för länge eller öppnades i en annan webbläsare. Inget har gått förlorat: börja om härifrån.
expired-restart = Börja om
already-title = Du är redan inloggad
already-text = Du loggade in på en annan sida i den här webbläsaren.
forbidden-title = Vi kunde inte kontrollera varifrån begäran kom
forbidden-text = Cookies kan vara blockerade, eller så var sidan öppen för länge.
not-found-title = Här finns ingenting
not-found-text = Adressen kan vara fel eller för gammal.
method-title = Det här fungerar inte här
not-allowed-title = Du kan inte göra detta här
not-allowed-text = Kontakta dem som ansvarar för appen.

## Signing in through other providers
federated-more-title = Några uppgifter till
federated-more-text = { $provider } har inte lämnat alla uppgifter som ditt konto behöver här.
federated-link-title = Du har redan ett konto
federated-link-text = Det finns redan ett konto med adressen { $to }. Logga in på det en gång, så kan du sedan använda { $provider } för att logga in på samma konto.
federated-link-prove = Logga in på det kontot
federated-link-apart = Håll kontona åtskilda
organisation-search = Logga in med din organisation

## What is wrong with what was typed
wrong-credentials = Namnet eller lösenordet stämmer inte.
wrong-unknown-user = Det finns ingen användare med det namnet.
wrong-code = Koden stämmer inte.
wrong-code-expired = Koden har gått ut. Begär en ny.
wrong-code-used = Koden har redan använts. Vänta på nästa.
wrong-too-many = Det gjordes för många försök. Vänta en stund och försök igen.
wrong-locked = Det gjordes för många felaktiga försök. Försök igen senare.
wrong-disabled = Kontot är inaktiverat. Kontakta dem som ansvarar för appen.
wrong-unconfirmed = Kontot är inte bekräftat än.
wrong-reset-required = Lösenordet måste återställas innan du kan logga in.
wrong-temporary-expired = Ditt tillfälliga lösenord har gått ut. Be om en ny inbjudan.
wrong-required = Fyll i det här fältet.
wrong-password-policy = Lösenordet uppfyller inte kraven.
wrong-password-reused = Du har använt det här lösenordet tidigare. Välj ett annat.
wrong-current-password = Det nuvarande lösenordet stämmer inte.
wrong-taken = Namnet används redan. Välj ett annat.
wrong-email = Det här är inte en e-postadress.
wrong-phone = Det här är inte ett telefonnummer med landskod.
wrong-value = Värdet är inte tillåtet här.
wrong-delivery = Det gick inte att skicka meddelandet. Försök igen senare.
wrong-no-way = Det finns inget sätt att logga in på det här kontot. Kontakta dem som ansvarar för appen.
wrong-function = Appen nekade: { $text }
wrong-passkey = Din passkey godtogs inte.
wrong-not-allowed = Det här är inte tillåtet här.
wrong-last-way = Det här är det enda sättet att logga in på ditt konto. Lägg till ett annat först.
wrong-level = Appen kräver ett säkrare sätt att logga in än vad kontot har.
wrong-address-taken = Det finns redan ett konto med den här adressen. Logga in på det i stället.
wrong-no-recovery = Vi kan inte återställa lösenordet för det här kontot. Kontakta dem som ansvarar för appen.
wrong-provider-down = { $text } svarar inte just nu. Försök igen senare eller välj ett annat sätt att logga in.
wrong-provider-failed = Det gick inte att logga in: { $text }
wrong-account = Det var ett annat konto. Logga in på kontot med den här adressen.
wrong-organisation = Det finns ingen känd organisation för den här adressen.
wrong-provider = Det här sättet att logga in är inte tillgängligt. Välj ett annat.
wrong-locked-seconds = { $seconds ->
    [one] Det gjordes för många felaktiga försök. Försök igen om { $seconds } sekund.
   *[other] Det gjordes för många felaktiga försök. Försök igen om { $seconds } sekunder.
}
wrong-locked-minutes = { $minutes ->
    [one] Det gjordes för många felaktiga försök. Försök igen om { $minutes } minut.
   *[other] Det gjordes för många felaktiga försök. Försök igen om { $minutes } minuter.
}
wrong-too-many-minutes = { $minutes ->
    [one] Det gjordes för många försök. Försök igen om { $minutes } minut.
   *[other] Det gjordes för många försök. Försök igen om { $minutes } minuter.
}

## The account pages
account-title = Ditt konto
account-profile = Profil
account-security = Säkerhet
account-sessions = Sessioner och enheter
account-apps = Appar
account-data = Dina data
account-signed-in-as = Inloggad som { $name }
account-saved = Ändringarna har sparats.
account-proof-title = Bekräfta att det är du
account-proof-text = Logga in en gång till innan du ändrar det här.
account-verified = verifierad
account-unverified = inte verifierad
account-verify = Verifiera
account-password-text = Ändra lösenordet som du loggar in med.
account-password-changed = Ditt lösenord har ändrats.
account-passkeys-none = Du har inga passkeys än.
account-passkey-remove = Ta bort denna passkey
account-passkey-removed = Din passkey har tagits bort.
account-totp-on = En autentiseringsapp är konfigurerad.
account-totp-off = Ingen autentiseringsapp är konfigurerad.
account-totp-remove = Ta bort autentiseringsappen
account-totp-removed = Autentiseringsappen har tagits bort.
account-created = Skapades { $date }
account-last-used = Användes senast { $date }
account-this-session = Den här webbläsaren
account-session-end = Logga ut
account-session-ended = Sessionen har avslutats.
account-sessions-end-all = Logga ut överallt
account-sessions-ended = Du är utloggad överallt utom här.
account-devices = Sparade enheter
account-devices-none = Inga enheter är sparade.
account-device-forget = Glöm den här enheten
account-device-forgotten = Enheten är inte längre sparad.
account-apps-none = Inga appar använder ditt konto.
account-app-remove = Ta bort åtkomst
account-app-removed = Appen kan inte längre använda ditt konto.
account-app-since = Åtkomst gavs { $date }
account-download = Ladda ner mina data
account-download-text = Du får en fil med allt som är sparat om dig.
account-delete = Radera mitt konto
account-delete-text = Ditt konto och allt som hör till det raderas. Det går inte att ångra.
account-delete-confirm = Ja, radera mitt konto
account-deleted-title = Ditt konto har raderats

## Messages by email and text message
mail-code-subject = Din verifieringskod
mail-code = Din verifieringskod är { $code }
mail-reset = Din kod för att återställa lösenordet är { $code }
mail-sign-in-subject = Din inloggningskod
mail-sign-in = Din inloggningskod är { $code }.
mail-link-subject = Din verifieringslänk
mail-link = Klicka på länken nedan för att verifiera din e-postadress. { $link }
mail-link-text = Verifiera e-postadress
mail-invitation-subject = Ditt tillfälliga lösenord
mail-invitation = Ditt användarnamn är { $username } och ditt tillfälliga lösenord är { $code }.
mail-welcome-subject = Ditt konto
mail-welcome = Ditt användarnamn är { $username }.
mail-notice-subject = En inloggning på ditt konto nekades
mail-notice = Någon försökte logga in på ditt konto och nekades: { $login-time }, { $device-name }, { $ip-address }. Om det var du: { $one-click-link-valid } Om det inte var du: { $one-click-link-invalid }
mail-address-changed-subject = Din e-postadress har ändrats
mail-address-changed = Det här är inte längre e-postadressen för ditt konto. Om det inte var du som ändrade den kan du återställa den inom sju dagar: { $link }
