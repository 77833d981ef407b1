# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Sprache
language-change = Sprache ändern
error-title = Fehler: { $title }
errors = Bitte prüfen Sie Ihre Angaben
help = Hilfe
terms = Nutzungsbedingungen
privacy = Datenschutzerklärung
continue = Weiter
cancel = Abbrechen
back = Zurück
save = Speichern
or = oder
show-password = Passwort anzeigen
hide-password = Passwort ausblenden
optional = optional
skip = Nicht jetzt
try-again = Erneut versuchen

## Signing in
sign-in-title = Anmelden
sign-in-to = bei { $app }
sign-in = Anmelden
username = Benutzername
email = E-Mail-Adresse
phone = Telefonnummer
email-or-phone = E-Mail-Adresse oder Telefonnummer
username-or-email = Benutzername oder E-Mail-Adresse
username-or-phone = Benutzername oder Telefonnummer
username-email-or-phone = Benutzername, E-Mail-Adresse oder Telefonnummer
password = Passwort
forgot-password = Passwort vergessen?
no-account = Neu hier?
create-account = Konto erstellen
sign-in-with = Weiter mit { $provider }
sign-in-as = Weiter als { $name }
other-account = Anderes Konto verwenden
choose-account-title = Konto auswählen
signed-out-account = Abgemeldet
remove-account = { $name } entfernen
choose-method-title = Anmeldemethode auswählen
method-password = Passwort
method-email = Code per E-Mail
method-sms = Code per SMS
method-passkey = Passkey
method-totp = Authenticator-App
other-method = Andere Methode auswählen
password-title = Passwort eingeben
not-you = Nicht Sie?
passkey-button = Mit Passkey anmelden
passkey-title = Mit Ihrem Passkey anmelden
passkey-text = Ihr Gerät fragt nach Ihrem Fingerabdruck, Ihrem Gesicht oder Ihrer Displaysperre.
passkey-unsupported = Dieser Browser unterstützt keine Passkeys. Wählen Sie eine andere Methode.
passkey-cancelled = Der Passkey wurde nicht verwendet. Versuchen Sie es erneut oder wählen Sie eine andere Methode.

## Codes
code-title = Code eingeben
code = Code
code-sent-email = Wir haben einen Code an { $to } gesendet.
code-sent-sms = Wir haben einen Code per SMS an { $to } gesendet.
code-from-app = Geben Sie den Code ein, den Ihre Authenticator-App anzeigt.
code-from-app-named = Geben Sie den Code ein, den Ihre Authenticator-App für { $device } anzeigt.
code-resend = Neuen Code senden
code-resent = Wir haben einen neuen Code an { $to } gesendet. Der vorherige ist nicht mehr gültig.
code-wait = { $seconds ->
    [one] In { $seconds } Sekunde können Sie einen neuen Code anfordern.
   *[other] In { $seconds } Sekunden können Sie einen neuen Code anfordern.
}
verify = Bestätigen

## Second factors
mfa-choose-title = Zweiten Schritt auswählen
mfa-setup-title = Zweiten Schritt hinzufügen
mfa-setup-text = Für dieses Konto reicht ein Passwort allein nicht aus. Wählen Sie, was Sie ab jetzt zusätzlich verwenden möchten.
mfa-setup-email-text = An welche E-Mail-Adresse sollen wir die Codes senden?
mfa-setup-sms-text = An welche Telefonnummer sollen wir die Codes senden?
totp-title = Authenticator-App einrichten
totp-scan = Scannen Sie dieses Bild mit Ihrer Authenticator-App.
totp-picture = QR-Code für Ihre Authenticator-App
totp-secret = Wenn Sie das Bild nicht scannen können, geben Sie diesen Schlüssel ein:
totp-open = In einer Authenticator-App auf diesem Gerät öffnen
totp-code = Geben Sie dann den Code ein, den die App anzeigt
totp-name = Name dieses Geräts

## Passkeys of an account
passkey-add-title = Beim nächsten Mal schneller anmelden
passkey-add-text = Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder Displaysperre an. Sie müssen sich nichts merken.
passkey-add = Passkey erstellen
passkey-added = Ihr Passkey ist eingerichtet.

## Passwords
new-password-title = Neues Passwort wählen
new-password-text = Ihr Passwort wurde von jemand anderem festgelegt. Wählen Sie eines, das nur Sie kennen.
new-password = Neues Passwort
current-password = Aktuelles Passwort
password-rules = Ihr Passwort benötigt
rule-length = { $count ->
    [one] mindestens { $count } Zeichen
   *[other] mindestens { $count } Zeichen
}
rule-lowercase = einen Kleinbuchstaben
rule-uppercase = einen Großbuchstaben
rule-number = eine Ziffer
rule-symbol = ein Sonderzeichen oder ein Leerzeichen
rule-met = erfüllt
rule-unmet = noch nicht erfüllt
missing-attributes-title = Noch ein paar Angaben
missing-attributes-text = Bevor es weitergeht, benötigen wir noch diese Angaben.

## Signing up
sign-up-title = Konto erstellen
sign-up = Registrieren
have-account = Haben Sie schon ein Konto?
agree = Mit der Registrierung akzeptieren Sie die { $terms } und die { $privacy }.
confirm-title = Konto bestätigen
confirm-text-email = Wir haben einen Code an { $to } gesendet. Geben Sie ihn ein, um zu bestätigen, dass die Adresse Ihnen gehört.
confirm-text-sms = Wir haben einen Code an { $to } gesendet. Geben Sie ihn ein, um zu bestätigen, dass die Nummer Ihnen gehört.
confirm-link-text = Wir haben einen Link an { $to } gesendet. Öffnen Sie ihn, um zu bestätigen, dass die Adresse Ihnen gehört. Kehren Sie danach hierher zurück und melden Sie sich an.
confirm = Bestätigen
confirmed-title = Ihr Konto ist bestätigt
confirmed-text = Sie können zur App zurückkehren und sich anmelden.
confirm-question-title = Konto bestätigen
confirm-question-text = Bestätigen Sie mit der Schaltfläche, dass diese E-Mail-Adresse Ihnen gehört.
confirm-no-code-title = Ihr Konto wurde erstellt
confirm-no-code-text = Es muss noch freigegeben werden, bevor Sie sich anmelden können.
confirm-link-resend = Neuen Link senden
confirm-spent-title = Dieser Link ist nicht mehr gültig
confirm-spent-text = Er wurde bereits verwendet, ist abgelaufen oder es wurde ein neuerer gesendet. Fordern Sie in der App einen neuen an.
confirm-incomplete-title = Dieser Link ist unvollständig
confirm-incomplete-text = Kopieren Sie den ganzen Link aus der Nachricht.
feedback-title = War diese Anmeldung von Ihnen?
feedback-valid-text = Bestätigen Sie mit der Schaltfläche, dass Sie sich angemeldet haben.
feedback-invalid-text = Bestätigen Sie mit der Schaltfläche, dass nicht Sie sich angemeldet haben.
feedback-valid = Das war ich
feedback-invalid = Das war ich nicht
feedback-done-title = Danke
feedback-done-valid-text = Wir haben vermerkt, dass diese Anmeldung von Ihnen war.
feedback-done-invalid-text = Wir haben vermerkt, dass diese Anmeldung nicht von Ihnen war. Wenn jemand Ihr Passwort kennen könnte, ändern Sie es jetzt.
feedback-unknown-text = Dieser Link ist nicht gültig. Kopieren Sie ihn vollständig aus der Nachricht.
invitation-title = Willkommen
invitation-text = Melden Sie sich mit dem temporären Passwort an, das Sie erhalten haben, und wählen Sie dann ein eigenes.
invitation-resend = Neue Einladung senden
invitation-resent = Wir haben Ihnen ein neues temporäres Passwort gesendet. Melden Sie sich damit an.
invitation-expired-title = Ihre Einladung ist abgelaufen
invitation-expired-text = Das temporäre Passwort wurde nicht rechtzeitig verwendet. Wir können Ihnen ein neues senden.

## Forgotten passwords
forgot-title = Passwort zurücksetzen
forgot-text = Geben Sie an, wer Sie sind, und wir senden Ihnen einen Code.
forgot-send = Code senden
reset-title = Neues Passwort wählen
reset-text = Falls ein solches Konto existiert, haben wir einen Code an { $to } gesendet.
reset = Passwort zurücksetzen
reset-done-title = Ihr Passwort wurde geändert
reset-done-text = Melden Sie sich mit Ihrem neuen Passwort an.

## Changing an address
address-change-title = Neue Adresse bestätigen
address-change-text = Wir haben einen Code an { $to } gesendet. Ihre bisherige Adresse gilt weiter, bis Sie die neue bestätigen.
address-changed = Ihre Adresse wurde geändert.
undo-title = Frühere Adresse wiederherstellen
undo-text = Mit der Schaltfläche machen Sie die Adresse, an die diese Nachricht ging, wieder zur E-Mail-Adresse Ihres Kontos. Dabei werden alle vom Konto abgemeldet.
undo-done-title = Ihre frühere Adresse gilt wieder
undo-done-text = Sie sind überall abgemeldet. Wenn nicht Sie die Adresse geändert haben, wählen Sie jetzt ein neues Passwort: Jemand könnte das alte kennen.
undo-spent-text = Er wurde bereits verwendet oder ist abgelaufen.

## Names of attributes
attribute-address = Anschrift
attribute-birthdate = Geburtsdatum
attribute-email = E-Mail-Adresse
attribute-family_name = Nachname
attribute-gender = Geschlecht
attribute-given_name = Vorname
attribute-locale = Sprache und Region
attribute-middle_name = Zweiter Vorname
attribute-name = Name
attribute-nickname = Spitzname
attribute-phone_number = Telefonnummer
attribute-picture = Adresse Ihres Bilds
attribute-preferred_username = Bevorzugter Benutzername
attribute-profile = Adresse Ihrer Profilseite
attribute-website = Website
attribute-zoneinfo = Zeitzone
hint-phone = Mit Ländervorwahl, zum Beispiel +49 30 1234567.
hint-birthdate = Jahr, Monat und Tag, zum Beispiel 1990-12-31.

## What apps may do
consent-title = { $app } möchte Ihr Konto verwenden
consent-text = Die App kann dann
consent-openid = erkennen, wer Sie sind
consent-profile = Ihren Namen und die weiteren Angaben Ihres Profils sehen
consent-email = Ihre E-Mail-Adresse sehen
consent-phone = Ihre Telefonnummer sehen
consent-account = Ihre Angaben, Ihr Passwort und Ihre zweiten Schritte ändern
consent-scope = { $scope } verwenden
consent-allow = Zulassen
consent-deny = Nicht zulassen
consent-goes = Sie werden zu { $host } weitergeleitet.

## Devices without a browser
device-title = Gerät verbinden
device-text = Geben Sie den Code ein, den Ihr Gerät anzeigt.
device-code = Code des Geräts
device-confirm-title = Ist das Ihr Gerät?
device-confirm-text = { $app } möchte sich auf einem anderen Gerät mit Ihrem Konto anmelden. Fahren Sie nur fort, wenn dort dieser Code angezeigt wird:
device-done-title = Ihr Gerät ist verbunden
device-done-text = Sie können diese Seite schließen und auf Ihrem Gerät weitermachen.
device-denied-title = Das Gerät wurde nicht verbunden
device-unknown = Diesen Code gibt es nicht oder er ist abgelaufen. Fordern Sie auf Ihrem Gerät einen neuen an.
device-denied-text = Sie haben es nicht erlaubt, und das Gerät hat nichts über Ihr Konto erfahren. Sie können diese Seite schließen.

## Challenges of the pool's own
challenge-title = Noch ein Schritt
challenge-answer = Ihre Antwort

## Signing out
sign-out = Abmelden
sign-out-question-title = Möchten Sie sich abmelden?
signed-out-title = Sie sind abgemeldet
signed-out-text = Sie sind von diesen Seiten abgemeldet.
signed-out-others = Hier sind Sie möglicherweise noch angemeldet:
sign-in-again = Erneut anmelden
sign-out-of = { $name } abmelden
sign-out-all = Alle Konten abmelden

## Troubles
trouble-title = Etwas ist schiefgelaufen
trouble-text = Kehren Sie zur App zurück und versuchen Sie es erneut.
trouble-id = Wenn das noch einmal passiert, nennen Sie den Betreibern der App diese Nummer:
trouble-parameter = Die App hat eine Anfrage gesendet, die wir nicht ausführen können. Die Ursache ist { $parameter }.
trouble-redirect = Die App wollte Sie an eine Adresse weiterleiten, die nicht auf ihrer Liste steht.
trouble-client = Wir kennen die App nicht, die Sie hierher geleitet hat.
trouble-unavailable = Diese Seiten sind noch nicht bereit. Bitte informieren Sie die Betreiber der App.
expired-title = Diese Seite ist abgelaufen
expired-text = Sie war zu lange geöffnet oder wurde in einem anderen Browser geöffnet. Es ist nichts verloren gegangen: Beginnen Sie hier einfach neu.
expired-restart = Neu beginnen
already-title = Sie sind bereits angemeldet
already-text = Sie haben sich auf einer anderen Seite in diesem Browser angemeldet.
forbidden-title = Die Herkunft der Anfrage ließ sich nicht prüfen
forbidden-text = Möglicherweise sind Cookies blockiert oder die Seite war zu lange geöffnet.
not-found-title = Hier gibt es nichts
not-found-text = Die Adresse ist möglicherweise falsch oder veraltet.
method-title = Das funktioniert hier nicht
not-allowed-title = Das können Sie hier nicht tun
not-allowed-text = Bitte wenden Sie sich an die Betreiber der App.

## Signing in through other providers
federated-more-title = Noch ein paar Angaben
federated-more-text = { $provider } hat uns nicht alle Angaben übermittelt, die für Ihr Konto hier nötig sind.
federated-link-title = Sie haben bereits ein Konto
federated-link-text = Es gibt bereits ein Konto mit der Adresse { $to }. Melden Sie sich einmal dort an, dann gelangen Sie künftig auch mit { $provider } in dieses Konto.
federated-link-prove = Bei diesem Konto anmelden
federated-link-apart = Konten getrennt lassen
organisation-search = Mit Ihrer Organisation anmelden

## What is wrong with what was typed
wrong-credentials = Der Name oder das Passwort ist nicht richtig.
wrong-unknown-user = Es gibt keinen Benutzer mit diesem Namen.
wrong-code = Der Code ist nicht richtig.
wrong-code-expired = Der Code ist abgelaufen. Fordern Sie einen neuen an.
wrong-code-used = Dieser Code wurde bereits verwendet. Warten Sie auf den nächsten.
wrong-too-many = Es gab zu viele Versuche. Warten Sie etwas und versuchen Sie es dann erneut.
wrong-locked = Es gab zu viele Fehlversuche. Versuchen Sie es später erneut.
wrong-disabled = Dieses Konto ist deaktiviert. Bitte wenden Sie sich an die Betreiber der App.
wrong-unconfirmed = Dieses Konto ist noch nicht bestätigt.
wrong-reset-required = Ihr Passwort muss zurückgesetzt werden, bevor Sie sich anmelden können.
wrong-temporary-expired = Ihr temporäres Passwort ist abgelaufen. Bitten Sie um eine neue Einladung.
wrong-required = Bitte füllen Sie dieses Feld aus.
wrong-password-policy = Das Passwort erfüllt die Anforderungen nicht.
wrong-password-reused = Sie haben dieses Passwort schon einmal verwendet. Wählen Sie ein anderes.
wrong-current-password = Das aktuelle Passwort ist nicht richtig.
wrong-taken = Dieser Name ist bereits vergeben. Wählen Sie einen anderen.
wrong-email = Das ist keine E-Mail-Adresse.
wrong-phone = Das ist keine Telefonnummer mit Ländervorwahl.
wrong-value = Dieser Wert ist hier nicht zulässig.
wrong-delivery = Die Nachricht konnte nicht gesendet werden. Versuchen Sie es später erneut.
wrong-no-way = Für dieses Konto gibt es keine Anmeldemethode. Bitte wenden Sie sich an die Betreiber der App.
wrong-function = Die App hat abgelehnt: { $text }
wrong-passkey = Der Passkey wurde nicht akzeptiert.
wrong-not-allowed = Das ist hier nicht zulässig.
wrong-last-way = Das ist die einzige Anmeldemethode für Ihr Konto. Fügen Sie zuerst eine andere hinzu.
wrong-level = Die App verlangt eine sicherere Anmeldemethode, als dieses Konto bietet.
wrong-address-taken = Es gibt bereits ein Konto mit dieser Adresse. Melden Sie sich stattdessen dort an.
wrong-no-recovery = Das Passwort dieses Kontos können wir nicht zurücksetzen. Bitte wenden Sie sich an die Betreiber der App.
wrong-provider-down = { $text } antwortet derzeit nicht. Versuchen Sie es später erneut oder wählen Sie eine andere Anmeldemethode.
wrong-provider-failed = Die Anmeldung hat nicht funktioniert: { $text }
wrong-account = Das war ein anderes Konto. Melden Sie sich bei dem Konto mit dieser Adresse an.
wrong-organisation = Zu dieser Adresse ist keine Organisation bekannt.
wrong-provider = Diese Anmeldemethode ist nicht verfügbar. Bitte wählen Sie eine andere.
wrong-locked-seconds = { $seconds ->
    [one] Es gab zu viele Fehlversuche. Versuchen Sie es in { $seconds } Sekunde erneut.
   *[other] Es gab zu viele Fehlversuche. Versuchen Sie es in { $seconds } Sekunden erneut.
}
wrong-locked-minutes = { $minutes ->
    [one] Es gab zu viele Fehlversuche. Versuchen Sie es in { $minutes } Minute erneut.
   *[other] Es gab zu viele Fehlversuche. Versuchen Sie es in { $minutes } Minuten erneut.
}
wrong-too-many-minutes = { $minutes ->
    [one] Es gab zu viele Versuche. Versuchen Sie es in { $minutes } Minute erneut.
   *[other] Es gab zu viele Versuche. Versuchen Sie es in { $minutes } Minuten erneut.
}

## The account pages
account-title = Ihr Konto
account-profile = Profil
account-security = Sicherheit
account-sessions = Sitzungen und Geräte
account-apps = Apps
account-data = Ihre Daten
account-signed-in-as = Angemeldet als { $name }
account-saved = Gespeichert.
account-proof-title = Bestätigen Sie, dass Sie es sind
account-proof-text = Melden Sie sich noch einmal an, bevor Sie dies ändern.
account-verified = bestätigt
account-unverified = nicht bestätigt
account-verify = Bestätigen
account-password-text = Ändern Sie das Passwort, mit dem Sie sich anmelden.
account-password-changed = Ihr Passwort wurde geändert.
account-passkeys-none = Sie haben noch keine Passkeys.
account-passkey-remove = Diesen Passkey entfernen
account-passkey-removed = Der Passkey wurde entfernt.
account-totp-on = Eine Authenticator-App ist eingerichtet.
account-totp-off = Es ist keine Authenticator-App eingerichtet.
account-totp-remove = Authenticator-App entfernen
account-totp-removed = Die Authenticator-App wurde entfernt.
account-created = Erstellt: { $date }
account-last-used = Zuletzt verwendet: { $date }
account-this-session = Dieser Browser
account-session-end = Abmelden
account-session-ended = Die Sitzung wurde beendet.
account-sessions-end-all = Überall abmelden
account-sessions-ended = Sie sind überall sonst abgemeldet.
account-devices = Gespeicherte Geräte
account-devices-none = Es sind keine Geräte gespeichert.
account-device-forget = Dieses Gerät vergessen
account-device-forgotten = Das Gerät ist nicht mehr gespeichert.
account-apps-none = Keine Apps verwenden Ihr Konto.
account-app-remove = Zugriff entziehen
account-app-removed = Die App kann Ihr Konto nicht mehr verwenden.
account-app-since = Zugriff erlaubt: { $date }
account-download = Meine Daten herunterladen
account-download-text = Sie erhalten eine Datei mit allem, was über Sie gespeichert ist.
account-delete = Mein Konto löschen
account-delete-text = Ihr Konto und alles, was dazugehört, werden gelöscht. Das lässt sich nicht rückgängig machen.
account-delete-confirm = Ja, mein Konto löschen
account-deleted-title = Ihr Konto wurde gelöscht

## Messages by email and text message
mail-code-subject = Ihr Bestätigungscode
mail-code = Ihr Bestätigungscode lautet { $code }
mail-reset = Ihr Code zum Zurücksetzen des Passworts lautet { $code }
mail-sign-in-subject = Ihr Anmeldecode
mail-sign-in = Ihr Anmeldecode lautet { $code }.
mail-link-subject = Ihr Bestätigungslink
mail-link = Klicken Sie bitte auf den folgenden Link, um Ihre E-Mail-Adresse zu bestätigen. { $link }
mail-link-text = E-Mail-Adresse bestätigen
mail-invitation-subject = Ihr temporäres Passwort
mail-invitation = Ihr Benutzername lautet { $username } und Ihr temporäres Passwort lautet { $code }.
mail-welcome-subject = Ihr Konto
mail-welcome = Ihr Benutzername lautet { $username }.
mail-notice-subject = Eine Anmeldung bei Ihrem Konto wurde abgewiesen
mail-notice = Jemand wollte sich bei Ihrem Konto anmelden und wurde abgewiesen: { $login-time }, { $device-name }, { $ip-address }. Wenn Sie es waren: { $one-click-link-valid } Wenn Sie es nicht waren: { $one-click-link-invalid }
mail-address-changed-subject = Ihre E-Mail-Adresse wurde geändert
mail-address-changed = Dies ist nicht mehr die E-Mail-Adresse Ihres Kontos. Wenn die Änderung nicht von Ihnen stammt, machen Sie sie innerhalb von sieben Tagen rückgängig: { $link }
