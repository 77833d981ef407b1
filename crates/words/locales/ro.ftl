# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Limbă
language-change = Schimbați limba
error-title = Eroare: { $title }
errors = Ceva trebuie corectat
help = Ajutor
terms = Condiții de utilizare
privacy = Politica de confidențialitate
continue = Continuare
cancel = Anulare
back = Înapoi
save = Salvare
or = sau
show-password = Afișare parolă
hide-password = Ascundere parolă
optional = opțional
skip = Nu acum
try-again = Încercați din nou

## Signing in
sign-in-title = Conectare
sign-in-to = la { $app }
sign-in = Conectare
username = Nume de utilizator
email = Adresă de e-mail
phone = Număr de telefon
email-or-phone = Adresă de e-mail sau număr de telefon
username-or-email = Nume de utilizator sau adresă de e-mail
username-or-phone = Nume de utilizator sau număr de telefon
username-email-or-phone = Nume de utilizator, adresă de e-mail sau număr de telefon
password = Parolă
forgot-password = Ați uitat parola?
no-account = Nu aveți cont?
create-account = Creați un cont
sign-in-with = Continuați cu { $provider }
sign-in-as = Continuați ca { $name }
other-account = Folosiți alt cont
choose-account-title = Alegeți un cont
signed-out-account = Deconectat
remove-account = Eliminați { $name } din listă
choose-method-title = Alegeți cum vă conectați
method-password = Parolă
method-email = Cod prin e-mail
method-sms = Cod prin SMS
method-passkey = Cheie de acces
method-totp = Aplicație de autentificare
other-method = Alegeți altă metodă
password-title = Introduceți parola
not-you = Nu sunteți dvs.?
passkey-button = Conectare cu o cheie de acces
passkey-title = Conectați-vă cu cheia de acces
passkey-text = Dispozitivul vă va cere amprenta, fața sau blocarea ecranului.
passkey-unsupported = Acest browser nu acceptă chei de acces. Alegeți altă metodă.
passkey-cancelled = Cheia de acces nu a fost folosită. Puteți încerca din nou sau puteți alege altă metodă.

## Codes
code-title = Introduceți codul
code = Cod
code-sent-email = Am trimis un cod la { $to }.
code-sent-sms = Am trimis un cod prin SMS la { $to }.
code-from-app = Introduceți codul afișat de aplicația de autentificare.
code-from-app-named = Introduceți codul afișat de aplicația de autentificare pentru { $device }.
code-resend = Trimiteți un cod nou
code-resent = Am trimis un cod nou la { $to }. Cel vechi nu mai este valabil.
code-wait = { $seconds ->
    [one] Puteți cere un cod nou peste { $seconds } secundă.
    [few] Puteți cere un cod nou peste { $seconds } secunde.
   *[other] Puteți cere un cod nou peste { $seconds } de secunde.
}
verify = Verificare

## Second factors
mfa-choose-title = Alegeți al doilea pas
mfa-setup-title = Adăugați un al doilea pas
mfa-setup-text = Pentru acest cont nu este suficientă doar parola. Alegeți ce doriți să folosiți de acum înainte.
mfa-setup-email-text = La ce adresă de e-mail să trimitem codurile?
mfa-setup-sms-text = La ce număr de telefon să trimitem codurile?
totp-title = Configurați aplicația de autentificare
totp-scan = Scanați această imagine cu aplicația de autentificare.
totp-picture = Cod QR pentru aplicația de autentificare
totp-secret = Dacă nu o puteți scana, introduceți această cheie:
totp-open = Deschideți într-o aplicație de autentificare de pe acest dispozitiv
totp-code = Apoi introduceți codul afișat de aplicație
totp-name = Numele acestui dispozitiv

## Passkeys of an account
passkey-add-title = Data viitoare, conectați-vă mai rapid
passkey-add-text = Cu o cheie de acces vă conectați cu amprenta, fața sau blocarea ecranului. Nu trebuie să rețineți nimic.
passkey-add = Creați o cheie de acces
passkey-added = Cheia de acces este gata.

## Passwords
new-password-title = Alegeți o parolă nouă
new-password-text = Parola a fost setată de altcineva. Alegeți una pe care o știți numai dvs.
new-password = Parolă nouă
current-password = Parola actuală
password-rules = Parola trebuie să conțină
rule-length = { $count ->
    [one] cel puțin { $count } caracter
    [few] cel puțin { $count } caractere
   *[other] cel puțin { $count } de caractere
}
rule-lowercase = o literă mică
rule-uppercase = o literă mare
rule-number = o cifră
rule-symbol = un caracter special sau un spațiu
rule-met = îndeplinit
rule-unmet = încă neîndeplinit
missing-attributes-title = Încă câteva detalii
missing-attributes-text = Avem nevoie de acestea înainte să continuați.

## Signing up
sign-up-title = Creați-vă contul
sign-up = Înregistrare
have-account = Aveți deja un cont?
agree = Prin înregistrare, acceptați următoarele: { $terms } și { $privacy }.
confirm-title = Confirmați contul
confirm-text-email = Am trimis un cod la { $to }. Introduceți-l pentru a confirma că adresa vă aparține.
confirm-text-sms = Am trimis un cod la { $to }. Introduceți-l pentru a confirma că numărul vă aparține.
confirm-link-text = Am trimis un link la { $to }. Deschideți-l pentru a confirma că adresa vă aparține, apoi reveniți și conectați-vă.
confirm = Confirmare
confirmed-title = Contul este confirmat
confirmed-text = Puteți reveni la aplicație și vă puteți conecta.
confirm-question-title = Confirmați contul
confirm-question-text = Apăsați butonul pentru a confirma că această adresă de e-mail vă aparține.
confirm-no-code-title = Contul a fost creat
confirm-no-code-text = Contul trebuie aprobat înainte să vă puteți conecta.
confirm-link-resend = Trimiteți un link nou
confirm-spent-title = Acest link nu mai este valabil
confirm-spent-text = A fost deja folosit, este prea vechi sau a fost trimis unul mai nou. Cereți unul nou din aplicație.
confirm-incomplete-title = Acest link este incomplet
confirm-incomplete-text = Copiați linkul întreg din mesaj.
feedback-title = Dvs. v-ați conectat?
feedback-valid-text = Apăsați butonul dacă dvs. v-ați conectat.
feedback-invalid-text = Apăsați butonul dacă nu dvs. v-ați conectat.
feedback-valid = Am fost eu
feedback-invalid = Nu am fost eu
feedback-done-title = Vă mulțumim
feedback-done-valid-text = Am notat că această conectare v-a aparținut.
feedback-done-invalid-text = Am notat că această conectare nu v-a aparținut. Dacă este posibil ca altcineva să vă știe parola, schimbați-o acum.
feedback-unknown-text = Acest link nu este valabil. Copiați linkul întreg din mesaj.
invitation-title = Bun venit
invitation-text = Conectați-vă cu parola temporară pe care ați primit-o, apoi alegeți una proprie.
invitation-resend = Trimiteți o invitație nouă
invitation-resent = V-am trimis o parolă temporară nouă. Conectați-vă cu ea.
invitation-expired-title = Invitația dvs. a expirat
invitation-expired-text = Parola temporară nu a fost folosită la timp. Vă putem trimite una nouă.

## Forgotten passwords
forgot-title = Resetați parola
forgot-text = Indicați contul dvs. și vă vom trimite un cod.
forgot-send = Trimiteți un cod
reset-title = Alegeți o parolă nouă
reset-text = Dacă există un astfel de cont, am trimis un cod la { $to }.
reset = Resetare parolă
reset-done-title = Parola a fost schimbată
reset-done-text = Conectați-vă cu parola nouă.

## Changing an address
address-change-title = Confirmați noua adresă
address-change-text = Am trimis un cod la { $to }. Vechea adresă rămâne valabilă până o confirmați pe cea nouă.
address-changed = Adresa a fost schimbată.
undo-title = Restabiliți vechea adresă
undo-text = Apăsați butonul pentru ca adresa la care a fost trimis acest mesaj să fie din nou adresa de e-mail a contului dvs. Toate sesiunile contului vor fi încheiate.
undo-done-title = Vechea adresă a fost restabilită
undo-done-text = Toate sesiunile au fost încheiate. Dacă nu dvs. ați schimbat adresa, alegeți acum o parolă nouă: este posibil ca altcineva să o știe pe cea veche.
undo-spent-text = A fost deja folosit sau este prea vechi.

## Names of attributes
attribute-address = Adresă
attribute-birthdate = Data nașterii
attribute-email = Adresă de e-mail
attribute-family_name = Nume de familie
attribute-gender = Gen
attribute-given_name = Prenume
attribute-locale = Limbă și regiune
attribute-middle_name = Al doilea prenume
attribute-name = Nume complet
attribute-nickname = Pseudonim
attribute-phone_number = Număr de telefon
attribute-picture = Adresa fotografiei dvs.
attribute-preferred_username = Nume de utilizator preferat
attribute-profile = Adresa paginii dvs. de profil
attribute-website = Site web
attribute-zoneinfo = Fus orar
hint-phone = Cu prefixul țării, de exemplu +40 21 123 4567.
hint-birthdate = Anul, luna și ziua, de exemplu 1990-12-31.

## What apps may do
consent-title = { $app } dorește să folosească contul dvs.
consent-text = Aplicația va putea
consent-openid = să știe cine sunteți
consent-profile = să vadă numele și celelalte detalii din profilul dvs.
consent-email = să vadă adresa dvs. de e-mail
consent-phone = să vadă numărul dvs. de telefon
consent-account = să modifice datele dvs., parola și al doilea pas de conectare
consent-scope = să folosească { $scope }
consent-allow = Permiteți
consent-deny = Nu permiteți
consent-goes = Vă vom redirecționa către { $host }.

## Devices without a browser
device-title = Conectați un dispozitiv
device-text = Introduceți codul afișat pe dispozitiv.
device-code = Codul dispozitivului
device-confirm-title = Este dispozitivul dvs.?
device-confirm-text = { $app } de pe alt dispozitiv cere să se conecteze la contul dvs. Continuați numai dacă afișează acest cod:
device-done-title = Dispozitivul este conectat
device-done-text = Puteți închide această pagină și puteți continua pe dispozitiv.
device-denied-title = Dispozitivul nu a fost conectat
device-unknown = Codul nu există sau este prea vechi. Cereți unul nou pe dispozitiv.
device-denied-text = Nu ați dat permisiunea, iar dispozitivul nu a primit nicio informație despre contul dvs. Puteți închide această pagină.

## Challenges of the pool's own
challenge-title = Încă un pas
challenge-answer = Răspunsul dvs.

## Signing out
sign-out = Deconectare
sign-out-question-title = Doriți să vă deconectați?
signed-out-title = V-ați deconectat
signed-out-text = V-ați deconectat de la aceste pagini.
signed-out-others = Este posibil ca sesiunea să fie încă activă aici:
sign-in-again = Conectați-vă din nou
sign-out-of = Deconectare { $name }
sign-out-all = Deconectare din toate conturile

## Troubles
trouble-title = A apărut o problemă
trouble-text = Reveniți la aplicație și încercați din nou.
trouble-id = Dacă se întâmplă din nou, comunicați acest număr administratorului aplicației:
trouble-parameter = Aplicația a trimis o solicitare pe care nu o putem procesa. Partea cu probleme este { $parameter }.
trouble-redirect = Aplicația a cerut să vă trimită la o adresă care nu se află pe lista ei.
trouble-client = Nu cunoaștem aplicația care v-a trimis aici.
trouble-unavailable = Aceste pagini nu sunt încă gata. Contactați administratorul aplicației.
expired-title = Această pagină a expirat
expired-text = Pagina a stat deschisă prea mult timp sau a fost deschisă în alt browser. Nu s-a pierdut nimic: reîncepeți de aici.
expired-restart = Reîncepeți
already-title = V-ați conectat deja
already-text = V-ați conectat pe altă pagină din acest browser.
forbidden-title = Nu am putut verifica de unde vine această solicitare
forbidden-text = Este posibil ca modulele cookie să fie blocate sau ca pagina să fi stat deschisă prea mult timp.
not-found-title = Nu este nimic aici
not-found-text = Adresa poate fi greșită sau prea veche.
method-title = Aceasta nu funcționează aici
not-allowed-title = Nu puteți face acest lucru aici
not-allowed-text = Contactați administratorul aplicației.

## Signing in through other providers
federated-more-title = Încă câteva detalii
federated-more-text = { $provider } nu ne-a transmis toate detaliile de care are nevoie contul dvs. de aici.
federated-link-title = Aveți deja un cont
federated-link-text = Există deja un cont cu adresa { $to }. Conectați-vă o dată la el, iar apoi veți putea intra în același cont și cu { $provider }.
federated-link-prove = Conectați-vă la acel cont
federated-link-apart = Păstrați conturile separate
organisation-search = Conectare prin organizația dvs.

## What is wrong with what was typed
wrong-credentials = Numele sau parola nu sunt corecte.
wrong-unknown-user = Nu există niciun utilizator cu acest nume.
wrong-code = Codul nu este corect.
wrong-code-expired = Codul a expirat. Cereți unul nou.
wrong-code-used = Acest cod a fost deja folosit. Așteptați-l pe următorul.
wrong-too-many = Prea multe încercări. Așteptați puțin și încercați din nou.
wrong-locked = Prea multe încercări nereușite. Încercați din nou mai târziu.
wrong-disabled = Acest cont este dezactivat. Contactați administratorul aplicației.
wrong-unconfirmed = Acest cont nu este încă confirmat.
wrong-reset-required = Parola trebuie resetată înainte să vă puteți conecta.
wrong-temporary-expired = Parola temporară a expirat. Cereți o invitație nouă.
wrong-required = Completați acest câmp.
wrong-password-policy = Parola nu respectă regulile.
wrong-password-reused = Ați mai folosit această parolă. Alegeți alta.
wrong-current-password = Parola actuală nu este corectă.
wrong-taken = Acest nume este deja folosit. Alegeți altul.
wrong-email = Aceasta nu este o adresă de e-mail.
wrong-phone = Acesta nu este un număr de telefon cu prefixul țării.
wrong-value = Această valoare nu este permisă aici.
wrong-delivery = Nu am putut trimite mesajul. Încercați din nou mai târziu.
wrong-no-way = Nu există nicio modalitate de conectare la acest cont. Contactați administratorul aplicației.
wrong-function = Aplicația a refuzat: { $text }
wrong-passkey = Cheia de acces nu a fost acceptată.
wrong-not-allowed = Acest lucru nu este permis aici.
wrong-last-way = Aceasta este singura metodă de conectare la contul dvs. Adăugați mai întâi alta.
wrong-level = Aplicația cere o metodă de conectare mai sigură decât cele disponibile în acest cont.
wrong-address-taken = Există deja un cont cu această adresă. Conectați-vă la acel cont.
wrong-no-recovery = Nu putem reseta parola acestui cont. Contactați administratorul aplicației.
wrong-provider-down = { $text } nu răspunde momentan. Încercați din nou mai târziu sau alegeți altă metodă de conectare.
wrong-provider-failed = Conectarea nu a reușit: { $text }
wrong-account = Acela era alt cont. Conectați-vă la contul cu această adresă.
wrong-organisation = Nu cunoaștem nicio organizație cu această adresă.
wrong-provider = Această metodă de conectare nu este disponibilă. Alegeți alta.
wrong-locked-seconds = { $seconds ->
    [one] Prea multe încercări nereușite. Încercați din nou peste { $seconds } secundă.
    [few] Prea multe încercări nereușite. Încercați din nou peste { $seconds } secunde.
   *[other] Prea multe încercări nereușite. Încercați din nou peste { $seconds } de secunde.
}
wrong-locked-minutes = { $minutes ->
    [one] Prea multe încercări nereușite. Încercați din nou peste { $minutes } minut.
    [few] Prea multe încercări nereușite. Încercați din nou peste { $minutes } minute.
   *[other] Prea multe încercări nereușite. Încercați din nou peste { $minutes } de minute.
}
wrong-too-many-minutes = { $minutes ->
    [one] Prea multe încercări. Încercați din nou peste { $minutes } minut.
    [few] Prea multe încercări. Încercați din nou peste { $minutes } minute.
   *[other] Prea multe încercări. Încercați din nou peste { $minutes } de minute.
}

## The account pages
account-title = Contul dvs.
account-profile = Profil
account-security = Securitate
account-sessions = Sesiuni și dispozitive
account-apps = Aplicații
account-data = Datele dvs.
account-signed-in-as = V-ați conectat ca { $name }
account-saved = Salvat.
account-proof-title = Confirmați că sunteți dvs.
account-proof-text = Înainte de a modifica acest lucru, conectați-vă încă o dată.
account-verified = verificat
account-unverified = neverificat
account-verify = Verificare
account-password-text = Schimbați parola cu care vă conectați.
account-password-changed = Parola a fost schimbată.
account-passkeys-none = Nu aveți încă nicio cheie de acces.
account-passkey-remove = Eliminați această cheie de acces
account-passkey-removed = Cheia de acces a fost eliminată.
account-totp-on = Este configurată o aplicație de autentificare.
account-totp-off = Nu este configurată nicio aplicație de autentificare.
account-totp-remove = Eliminați aplicația de autentificare
account-totp-removed = Aplicația de autentificare a fost eliminată.
account-created = Data creării: { $date }
account-last-used = Ultima utilizare: { $date }
account-this-session = Acest browser
account-session-end = Deconectare
account-session-ended = Sesiunea s-a încheiat.
account-sessions-end-all = Deconectare de peste tot
account-sessions-ended = Toate celelalte sesiuni au fost încheiate.
account-devices = Dispozitive memorate
account-devices-none = Nu este memorat niciun dispozitiv.
account-device-forget = Uitați acest dispozitiv
account-device-forgotten = Dispozitivul a fost uitat.
account-apps-none = Nicio aplicație nu folosește contul dvs.
account-app-remove = Eliminați accesul
account-app-removed = Aplicația nu mai poate folosi contul dvs.
account-app-since = Acces acordat: { $date }
account-download = Descărcați-vă datele
account-download-text = Primiți un fișier cu tot ceea ce este păstrat despre dvs.
account-delete = Ștergeți-vă contul
account-delete-text = Contul dvs. și tot ce ține de el vor fi șterse. Acțiunea nu poate fi anulată.
account-delete-confirm = Da, ștergeți contul
account-deleted-title = Contul dvs. a fost șters

## Messages by email and text message
mail-code-subject = Codul dvs. de verificare
mail-code = Codul dvs. de confirmare este { $code }
mail-reset = Codul dvs. de resetare a parolei este { $code }
mail-sign-in-subject = Codul dvs. de conectare
mail-sign-in = Codul dvs. de autentificare este { $code }.
mail-link-subject = Linkul dvs. de verificare
mail-link = Faceți clic pe linkul de mai jos pentru a vă verifica adresa de e-mail. { $link }
mail-link-text = Verificați adresa de e-mail
mail-invitation-subject = Parola dvs. temporară
mail-invitation = Numele dvs. de utilizator este { $username }, iar parola temporară este { $code }.
mail-welcome-subject = Contul dvs.
mail-welcome = Numele dvs. de utilizator este { $username }.
mail-notice-subject = O conectare la contul dvs. a fost refuzată
mail-notice = Cineva a încercat să se conecteze la contul dvs., dar conectarea a fost refuzată: { $login-time }, { $device-name }, { $ip-address }. Dacă ați fost dvs.: { $one-click-link-valid } Dacă nu ați fost dvs.: { $one-click-link-invalid }
mail-address-changed-subject = Adresa dvs. de e-mail a fost schimbată
mail-address-changed = Aceasta nu mai este adresa de e-mail a contului dvs. Dacă nu dvs. ați schimbat-o, restabiliți-o în termen de șapte zile: { $link }
