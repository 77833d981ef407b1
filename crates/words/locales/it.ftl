# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Lingua
language-change = Cambia lingua
error-title = Errore: { $title }
errors = Controlla i dati inseriti
help = Guida
terms = Termini di utilizzo
privacy = Informativa sulla privacy
continue = Continua
cancel = Annulla
back = Indietro
save = Salva
or = oppure
show-password = Mostra password
hide-password = Nascondi password
optional = facoltativo
skip = Non ora
try-again = Riprova

## Signing in
sign-in-title = Accedi
sign-in-to = a { $app }
sign-in = Accedi
username = Nome utente
email = Indirizzo email
phone = Numero di telefono
email-or-phone = Indirizzo email o numero di telefono
username-or-email = Nome utente o indirizzo email
username-or-phone = Nome utente o numero di telefono
username-email-or-phone = Nome utente, indirizzo email o numero di telefono
password = Password
forgot-password = Password dimenticata?
no-account = È la prima volta qui?
create-account = Crea un account
sign-in-with = Continua con { $provider }
sign-in-as = Continua come { $name }
other-account = Usa un altro account
choose-account-title = Scegli un account
signed-out-account = Disconnesso
remove-account = Rimuovi { $name }
choose-method-title = Scegli come accedere
method-password = Password
method-email = Codice via email
method-sms = Codice via SMS
method-passkey = Passkey
method-totp = App di autenticazione
other-method = Scegli un altro metodo
password-title = Inserisci la password
not-you = Non sei tu?
passkey-button = Accedi con una passkey
passkey-title = Accedi con la tua passkey
passkey-text = Il dispositivo ti chiederà l’impronta digitale, il volto o il blocco schermo.
passkey-unsupported = Questo browser non supporta le passkey. Scegli un altro metodo.
passkey-cancelled = La passkey non è stata usata. Puoi riprovare o scegliere un altro metodo.

## Codes
code-title = Inserisci il codice
code = Codice
code-sent-email = Abbiamo inviato un codice a { $to }.
code-sent-sms = Abbiamo inviato un codice via SMS a { $to }.
code-from-app = Inserisci il codice mostrato dall’app di autenticazione.
code-from-app-named = Inserisci il codice mostrato dall’app di autenticazione per { $device }.
code-resend = Invia un nuovo codice
code-resent = Abbiamo inviato un nuovo codice a { $to }. Quello precedente non è più valido.
code-wait = { $seconds ->
    [one] Potrai richiedere un nuovo codice tra { $seconds } secondo.
   *[other] Potrai richiedere un nuovo codice tra { $seconds } secondi.
}
verify = Verifica

## Second factors
mfa-choose-title = Scegli il secondo passaggio
mfa-setup-title = Aggiungi un secondo passaggio
mfa-setup-text = Per questo account la sola password non basta. Scegli che cosa vuoi usare d’ora in poi.
mfa-setup-email-text = A quale indirizzo email dobbiamo inviare i codici?
mfa-setup-sms-text = A quale numero di telefono dobbiamo inviare i codici?
totp-title = Configura l’app di autenticazione
totp-scan = Scansiona questa immagine con l’app di autenticazione.
totp-picture = Codice QR per l’app di autenticazione
totp-secret = Se non puoi scansionarla, inserisci questa chiave:
totp-open = Apri in un’app di autenticazione su questo dispositivo
totp-code = Poi inserisci il codice mostrato dall’app
totp-name = Nome di questo dispositivo

## Passkeys of an account
passkey-add-title = La prossima volta accedi più in fretta
passkey-add-text = Con una passkey accedi usando l’impronta digitale, il volto o il blocco schermo. Non devi ricordare nulla.
passkey-add = Crea una passkey
passkey-added = La tua passkey è pronta.

## Passwords
new-password-title = Scegli una nuova password
new-password-text = La tua password è stata impostata da un’altra persona. Scegline una che conosci solo tu.
new-password = Nuova password
current-password = Password attuale
password-rules = La password deve contenere
rule-length = { $count ->
    [one] almeno { $count } carattere
   *[other] almeno { $count } caratteri
}
rule-lowercase = una lettera minuscola
rule-uppercase = una lettera maiuscola
rule-number = un numero
rule-symbol = un carattere speciale o uno spazio
rule-met = soddisfatto
rule-unmet = non ancora soddisfatto
missing-attributes-title = Ancora qualche informazione
missing-attributes-text = Ci servono questi dati prima di continuare.

## Signing up
sign-up-title = Crea il tuo account
sign-up = Registrati
have-account = Hai già un account?
agree = Registrandoti accetti i { $terms } e l’{ $privacy }.
confirm-title = Conferma il tuo account
confirm-text-email = Abbiamo inviato un codice a { $to }. Inseriscilo per confermare che l’indirizzo è tuo.
confirm-text-sms = Abbiamo inviato un codice a { $to }. Inseriscilo per confermare che il numero è tuo.
confirm-link-text = Abbiamo inviato un link a { $to }. Aprilo per confermare che l’indirizzo è tuo, poi torna qui e accedi.
confirm = Conferma
confirmed-title = Il tuo account è confermato
confirmed-text = Puoi tornare all’app e accedere.
confirm-question-title = Conferma il tuo account
confirm-question-text = Premi il pulsante per confermare che questo indirizzo email è tuo.
confirm-no-code-title = Il tuo account è stato creato
confirm-no-code-text = Qualcuno deve confermarlo prima che tu possa accedere.
confirm-link-resend = Invia un nuovo link
confirm-spent-title = Questo link non è più valido
confirm-spent-text = È già stato usato, è scaduto o ne è stato inviato uno più recente. Richiedine uno nuovo nell’app.
confirm-incomplete-title = Questo link è incompleto
confirm-incomplete-text = Copia il link per intero dal messaggio.
feedback-title = Questo accesso è tuo?
feedback-valid-text = Premi il pulsante se eri tu ad accedere.
feedback-invalid-text = Premi il pulsante se non eri tu ad accedere.
feedback-valid = Ero io
feedback-invalid = Non ero io
feedback-done-title = Grazie
feedback-done-valid-text = Abbiamo annotato che questo accesso era tuo.
feedback-done-invalid-text = Abbiamo annotato che questo accesso non era tuo. Se pensi che qualcuno possa conoscere la tua password, cambiala adesso.
feedback-unknown-text = Questo link non è valido. Copialo per intero dal messaggio.
invitation-title = Ti diamo il benvenuto
invitation-text = Accedi con la password temporanea che hai ricevuto, poi scegli la tua.
invitation-resend = Invia un nuovo invito
invitation-resent = Ti abbiamo inviato una nuova password temporanea. Usala per accedere.
invitation-expired-title = Il tuo invito è scaduto
invitation-expired-text = La password temporanea non è stata usata in tempo. Possiamo inviartene una nuova.

## Forgotten passwords
forgot-title = Reimposta la password
forgot-text = Dicci chi sei e ti invieremo un codice.
forgot-send = Invia un codice
reset-title = Scegli una nuova password
reset-text = Se l’account esiste, abbiamo inviato un codice a { $to }.
reset = Reimposta password
reset-done-title = La tua password è stata cambiata
reset-done-text = Accedi con la nuova password.

## Changing an address
address-change-title = Conferma il tuo nuovo indirizzo
address-change-text = Abbiamo inviato un codice a { $to }. L’indirizzo precedente resta valido finché non confermi quello nuovo.
address-changed = Il tuo indirizzo è stato cambiato.
undo-title = Ripristina il tuo indirizzo precedente
undo-text = Premi il pulsante perché l’indirizzo a cui è stato inviato questo messaggio torni a essere l’indirizzo email del tuo account. La disconnessione dall’account verrà eseguita ovunque.
undo-done-title = Il tuo indirizzo precedente è stato ripristinato
undo-done-text = La disconnessione è stata eseguita ovunque. Se non hai cambiato tu l’indirizzo, scegli adesso una nuova password: qualcuno potrebbe conoscere quella vecchia.
undo-spent-text = È già stato usato o è scaduto.

## Names of attributes
attribute-address = Indirizzo
attribute-birthdate = Data di nascita
attribute-email = Indirizzo email
attribute-family_name = Cognome
attribute-gender = Genere
attribute-given_name = Nome
attribute-locale = Lingua e area geografica
attribute-middle_name = Secondo nome
attribute-name = Nome completo
attribute-nickname = Soprannome
attribute-phone_number = Numero di telefono
attribute-picture = Indirizzo della tua foto
attribute-preferred_username = Nome utente preferito
attribute-profile = Indirizzo della tua pagina del profilo
attribute-website = Sito web
attribute-zoneinfo = Fuso orario
hint-phone = Con il prefisso internazionale, ad esempio +39 06 1234 5678.
hint-birthdate = Anno, mese e giorno, ad esempio 1990-12-31.

## What apps may do
consent-title = { $app } vuole usare il tuo account
consent-text = L’app potrà
consent-openid = sapere chi sei
consent-profile = vedere il tuo nome e gli altri dati del tuo profilo
consent-email = vedere il tuo indirizzo email
consent-phone = vedere il tuo numero di telefono
consent-account = modificare i tuoi dati, la password e i secondi passaggi
consent-scope = usare { $scope }
consent-allow = Consenti
consent-deny = Non consentire
consent-goes = Verrà eseguito il reindirizzamento a { $host }.

## Devices without a browser
device-title = Collega un dispositivo
device-text = Inserisci il codice mostrato dal dispositivo.
device-code = Codice del dispositivo
device-confirm-title = Questo dispositivo è tuo?
device-confirm-text = { $app } chiede di accedere con il tuo account su un altro dispositivo. Continua solo se lì compare questo codice:
device-done-title = Il dispositivo è collegato
device-done-text = Puoi chiudere questa pagina e continuare sul dispositivo.
device-denied-title = Il dispositivo non è stato collegato
device-unknown = Questo codice non esiste o è scaduto. Richiedine uno nuovo sul dispositivo.
device-denied-text = Non hai dato il consenso e il dispositivo non ha ricevuto alcun dato del tuo account. Puoi chiudere questa pagina.

## Challenges of the pool's own
challenge-title = Ancora un passaggio
challenge-answer = La tua risposta

## Signing out
sign-out = Esci
sign-out-question-title = Vuoi uscire?
signed-out-title = Hai eseguito la disconnessione
signed-out-text = Hai eseguito la disconnessione da queste pagine.
signed-out-others = L’accesso potrebbe essere ancora attivo qui:
sign-in-again = Accedi di nuovo
sign-out-of = Disconnetti { $name }
sign-out-all = Esci da tutti gli account

## Troubles
trouble-title = Si è verificato un problema
trouble-text = Torna all’app e riprova.
trouble-id = Se succede di nuovo, comunica questo numero ai gestori dell’app:
trouble-parameter = L’app ha inviato una richiesta che non possiamo eseguire. Il problema riguarda { $parameter }.
trouble-redirect = L’app ha chiesto di reindirizzarti a un indirizzo che non è nel suo elenco.
trouble-client = Non conosciamo l’app che ti ha indirizzato qui.
trouble-unavailable = Queste pagine non sono ancora pronte. Avvisa i gestori dell’app.
expired-title = Questa pagina è scaduta
expired-text = È rimasta aperta troppo a lungo o è stata aperta in un altro browser. Non hai perso nulla: ricomincia da qui.
expired-restart = Ricomincia
already-title = Hai già eseguito l’accesso
already-text = Hai eseguito l’accesso in un’altra pagina di questo browser.
forbidden-title = Non è stato possibile verificare l’origine della richiesta
forbidden-text = I cookie potrebbero essere bloccati oppure la pagina è rimasta aperta troppo a lungo.
not-found-title = Qui non c’è nulla
not-found-text = L’indirizzo potrebbe essere errato o troppo vecchio.
method-title = Qui questa operazione non è possibile
not-allowed-title = Qui non puoi eseguire questa operazione
not-allowed-text = Contatta i gestori dell’app.

## Signing in through other providers
federated-more-title = Ancora qualche informazione
federated-more-text = { $provider } non ci ha comunicato tutti i dati necessari per il tuo account qui.
federated-link-title = Hai già un account
federated-link-text = Esiste già un account con l’indirizzo { $to }. Accedi una volta a quell’account e da quel momento potrai aprirlo anche con { $provider }.
federated-link-prove = Accedi a quell’account
federated-link-apart = Mantieni separati gli account
organisation-search = Accedi con la tua organizzazione

## What is wrong with what was typed
wrong-credentials = Nome o password non corretti.
wrong-unknown-user = Non esiste alcun utente con questo nome.
wrong-code = Il codice non è corretto.
wrong-code-expired = Il codice è scaduto. Richiedine uno nuovo.
wrong-code-used = Questo codice è già stato usato. Attendi il prossimo.
wrong-too-many = Ci sono stati troppi tentativi. Attendi un momento e riprova.
wrong-locked = Ci sono stati troppi tentativi errati. Riprova più tardi.
wrong-disabled = Questo account è disattivato. Contatta i gestori dell’app.
wrong-unconfirmed = Questo account non è ancora confermato.
wrong-reset-required = Prima di poter accedere, devi reimpostare la password.
wrong-temporary-expired = La password temporanea è scaduta. Richiedi un nuovo invito.
wrong-required = Compila questo campo.
wrong-password-policy = La password non soddisfa i requisiti.
wrong-password-reused = Hai già usato questa password. Scegline un’altra.
wrong-current-password = La password attuale non è corretta.
wrong-taken = Questo nome è già in uso. Scegline un altro.
wrong-email = Questo non è un indirizzo email.
wrong-phone = Questo non è un numero di telefono con prefisso internazionale.
wrong-value = Questo valore non è consentito qui.
wrong-delivery = Non è stato possibile inviare il messaggio. Riprova più tardi.
wrong-no-way = Non c’è alcun modo di accedere a questo account. Contatta i gestori dell’app.
wrong-function = L’app ha rifiutato: { $text }
wrong-passkey = La passkey non è stata accettata.
wrong-not-allowed = Questa operazione non è consentita qui.
wrong-last-way = Questo è l’unico modo di accedere al tuo account. Prima aggiungine un altro.
wrong-level = L’app richiede un metodo di accesso più sicuro di quelli disponibili per questo account.
wrong-address-taken = Esiste già un account con questo indirizzo. Accedi con quello.
wrong-no-recovery = Non possiamo reimpostare la password di questo account. Contatta i gestori dell’app.
wrong-provider-down = Al momento { $text } non risponde. Riprova più tardi o scegli un altro metodo di accesso.
wrong-provider-failed = Accesso non riuscito: { $text }
wrong-account = Era un altro account. Accedi a quello con questo indirizzo.
wrong-organisation = Nessuna organizzazione nota corrisponde a questo indirizzo.
wrong-provider = Questo metodo di accesso non è disponibile. Scegline un altro.
wrong-locked-seconds = { $seconds ->
    [one] Ci sono stati troppi tentativi errati. Riprova tra { $seconds } secondo.
   *[other] Ci sono stati troppi tentativi errati. Riprova tra { $seconds } secondi.
}
wrong-locked-minutes = { $minutes ->
    [one] Ci sono stati troppi tentativi errati. Riprova tra { $minutes } minuto.
   *[other] Ci sono stati troppi tentativi errati. Riprova tra { $minutes } minuti.
}
wrong-too-many-minutes = { $minutes ->
    [one] Ci sono stati troppi tentativi. Riprova tra { $minutes } minuto.
   *[other] Ci sono stati troppi tentativi. Riprova tra { $minutes } minuti.
}

## The account pages
account-title = Il tuo account
account-profile = Profilo
account-security = Sicurezza
account-sessions = Sessioni e dispositivi
account-apps = App
account-data = I tuoi dati
account-signed-in-as = Accesso eseguito come { $name }
account-saved = Modifiche salvate.
account-proof-title = Conferma la tua identità
account-proof-text = Prima di modificare questo dato, accedi ancora una volta.
account-verified = verificato
account-unverified = non verificato
account-verify = Verifica
account-password-text = Cambia la password con cui accedi.
account-password-changed = La tua password è stata cambiata.
account-passkeys-none = Non hai ancora nessuna passkey.
account-passkey-remove = Rimuovi questa passkey
account-passkey-removed = La passkey è stata rimossa.
account-totp-on = Un’app di autenticazione è configurata.
account-totp-off = Nessuna app di autenticazione è configurata.
account-totp-remove = Rimuovi l’app di autenticazione
account-totp-removed = L’app di autenticazione è stata rimossa.
account-created = Data di creazione: { $date }
account-last-used = Ultimo utilizzo: { $date }
account-this-session = Questo browser
account-session-end = Disconnetti
account-session-ended = La sessione è terminata.
account-sessions-end-all = Esci ovunque
account-sessions-ended = La disconnessione è stata eseguita ovunque, tranne qui.
account-devices = Dispositivi memorizzati
account-devices-none = Nessun dispositivo memorizzato.
account-device-forget = Dimentica questo dispositivo
account-device-forgotten = Il dispositivo non è più memorizzato.
account-apps-none = Nessuna app usa il tuo account.
account-app-remove = Rimuovi l’accesso
account-app-removed = L’app non può più usare il tuo account.
account-app-since = Accesso concesso: { $date }
account-download = Scarica i miei dati
account-download-text = Riceverai un file con tutto ciò che è conservato su di te.
account-delete = Elimina il mio account
account-delete-text = Il tuo account e tutto ciò che contiene verranno eliminati. L’operazione non può essere annullata.
account-delete-confirm = Sì, elimina il mio account
account-deleted-title = Il tuo account è stato eliminato

## Messages by email and text message
mail-code-subject = Il tuo codice di verifica
mail-code = Il tuo codice di verifica è { $code }
mail-reset = Il tuo codice per reimpostare la password è { $code }
mail-sign-in-subject = Il tuo codice di accesso
mail-sign-in = Il tuo codice di accesso è { $code }.
mail-link-subject = Il tuo link di verifica
mail-link = Fai clic sul link qui sotto per verificare il tuo indirizzo email. { $link }
mail-link-text = Verifica email
mail-invitation-subject = La tua password temporanea
mail-invitation = Il tuo nome utente è { $username } e la tua password temporanea è { $code }.
mail-welcome-subject = Il tuo account
mail-welcome = Il tuo nome utente è { $username }.
mail-notice-subject = Un accesso al tuo account è stato rifiutato
mail-notice = Qualcuno ha provato ad accedere al tuo account e il tentativo è stato rifiutato: { $login-time }, { $device-name }, { $ip-address }. Se eri tu: { $one-click-link-valid } Se non eri tu: { $one-click-link-invalid }
mail-address-changed-subject = Il tuo indirizzo email è stato cambiato
mail-address-changed = Questo non è più l’indirizzo email del tuo account. Se non l’hai cambiato tu, ripristinalo entro sette giorni: { $link }
