# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Język
language-change = Zmień język
error-title = Błąd: { $title }
errors = Coś wymaga poprawy
help = Pomoc
terms = Warunki korzystania
privacy = Polityka prywatności
continue = Dalej
cancel = Anuluj
back = Wstecz
save = Zapisz
or = lub
show-password = Pokaż hasło
hide-password = Ukryj hasło
optional = opcjonalnie
skip = Nie teraz
try-again = Spróbuj ponownie

## Signing in
sign-in-title = Zaloguj się
sign-in-to = do aplikacji { $app }
sign-in = Zaloguj się
username = Nazwa użytkownika
email = Adres e-mail
phone = Numer telefonu
email-or-phone = Adres e-mail lub numer telefonu
username-or-email = Nazwa użytkownika lub adres e-mail
username-or-phone = Nazwa użytkownika lub numer telefonu
username-email-or-phone = Nazwa użytkownika, adres e-mail lub numer telefonu
password = Hasło
forgot-password = Nie pamiętasz hasła?
no-account = Nie masz konta?
create-account = Utwórz konto
sign-in-with = Kontynuuj przez { $provider }
sign-in-as = Kontynuuj jako { $name }
other-account = Użyj innego konta
choose-account-title = Wybierz konto
signed-out-account = Wylogowano
remove-account = Usuń z listy: { $name }
choose-method-title = Wybierz sposób logowania
method-password = Hasło
method-email = Kod z e-maila
method-sms = Kod z SMS-a
method-passkey = Klucz dostępu
method-totp = Aplikacja uwierzytelniająca
other-method = Wybierz inny sposób
password-title = Wpisz hasło
not-you = To nie Ty?
passkey-button = Zaloguj się kluczem dostępu
passkey-title = Zaloguj się swoim kluczem dostępu
passkey-text = Urządzenie poprosi o odcisk palca, skan twarzy lub odblokowanie ekranu.
passkey-unsupported = Ta przeglądarka nie obsługuje kluczy dostępu. Wybierz inny sposób.
passkey-cancelled = Klucz dostępu nie został użyty. Spróbuj ponownie lub wybierz inny sposób.

## Codes
code-title = Wpisz kod
code = Kod
code-sent-email = Wysłaliśmy kod na adres { $to }.
code-sent-sms = Wysłaliśmy kod SMS-em na numer { $to }.
code-from-app = Wpisz kod wyświetlany w aplikacji uwierzytelniającej.
code-from-app-named = Wpisz kod wyświetlany w aplikacji uwierzytelniającej dla urządzenia { $device }.
code-resend = Wyślij nowy kod
code-resent = Wysłaliśmy nowy kod na { $to }. Poprzedni już nie działa.
code-wait = { $seconds ->
    [one] O nowy kod można poprosić za { $seconds } sekundę.
    [few] O nowy kod można poprosić za { $seconds } sekundy.
    [many] O nowy kod można poprosić za { $seconds } sekund.
   *[other] O nowy kod można poprosić za { $seconds } sekundy.
}
verify = Zweryfikuj

## Second factors
mfa-choose-title = Wybierz drugi krok logowania
mfa-setup-title = Dodaj drugi krok logowania
mfa-setup-text = To konto wymaga czegoś więcej niż hasła. Wybierz, czego chcesz używać od teraz.
mfa-setup-email-text = Na jaki adres e-mail mamy wysyłać kody?
mfa-setup-sms-text = Na jaki numer telefonu mamy wysyłać kody?
totp-title = Skonfiguruj aplikację uwierzytelniającą
totp-scan = Zeskanuj ten obraz w aplikacji uwierzytelniającej.
totp-picture = Kod QR dla aplikacji uwierzytelniającej
totp-secret = Jeśli nie możesz go zeskanować, wpisz ten klucz:
totp-open = Otwórz w aplikacji uwierzytelniającej na tym urządzeniu
totp-code = Następnie wpisz kod wyświetlany w aplikacji
totp-name = Nazwa tego urządzenia

## Passkeys of an account
passkey-add-title = Następnym razem zaloguj się szybciej
passkey-add-text = Z kluczem dostępu logujesz się odciskiem palca, skanem twarzy lub blokadą ekranu. Nie trzeba niczego pamiętać.
passkey-add = Utwórz klucz dostępu
passkey-added = Klucz dostępu jest gotowy.

## Passwords
new-password-title = Ustaw nowe hasło
new-password-text = Obecne hasło ustawił ktoś inny. Wybierz takie, które znasz tylko Ty.
new-password = Nowe hasło
current-password = Obecne hasło
password-rules = Hasło musi zawierać
rule-length = { $count ->
    [one] co najmniej { $count } znak
    [few] co najmniej { $count } znaki
    [many] co najmniej { $count } znaków
   *[other] co najmniej { $count } znaku
}
rule-lowercase = małą literę
rule-uppercase = wielką literę
rule-number = cyfrę
rule-symbol = znak specjalny lub spację
rule-met = spełnione
rule-unmet = jeszcze niespełnione
missing-attributes-title = Jeszcze kilka informacji
missing-attributes-text = Potrzebujemy ich, zanim przejdziesz dalej.

## Signing up
sign-up-title = Utwórz konto
sign-up = Zarejestruj się
have-account = Masz już konto?
agree = Rejestrując się, akceptujesz następujące dokumenty: { $terms } oraz { $privacy }.
confirm-title = Potwierdź konto
confirm-text-email = Wysłaliśmy kod na adres { $to }. Wpisz go, aby potwierdzić, że ten adres należy do Ciebie.
confirm-text-sms = Wysłaliśmy kod na numer { $to }. Wpisz go, aby potwierdzić, że ten numer należy do Ciebie.
confirm-link-text = Wysłaliśmy link na adres { $to }. Otwórz go, aby potwierdzić, że ten adres należy do Ciebie, a potem wróć i zaloguj się.
confirm = Potwierdź
confirmed-title = Konto zostało potwierdzone
confirmed-text = Możesz wrócić do aplikacji i się zalogować.
confirm-question-title = Potwierdź konto
confirm-question-text = Kliknij przycisk, aby potwierdzić, że ten adres e-mail należy do Ciebie.
confirm-no-code-title = Konto zostało utworzone
confirm-no-code-text = Zanim się zalogujesz, konto musi zostać zatwierdzone.
confirm-link-resend = Wyślij nowy link
confirm-spent-title = Ten link nie jest już ważny
confirm-spent-text = Został już użyty, jest zbyt stary lub wysłano nowszy. Poproś o nowy w aplikacji.
confirm-incomplete-title = Ten link jest niekompletny
confirm-incomplete-text = Skopiuj cały link z wiadomości.
feedback-title = Czy to było Twoje logowanie?
feedback-valid-text = Kliknij przycisk, jeśli to było Twoje logowanie.
feedback-invalid-text = Kliknij przycisk, jeśli to nie było Twoje logowanie.
feedback-valid = To ja
feedback-invalid = To nie ja
feedback-done-title = Dziękujemy
feedback-done-valid-text = Odnotowaliśmy, że to było Twoje logowanie.
feedback-done-invalid-text = Odnotowaliśmy, że to nie było Twoje logowanie. Jeśli ktoś może znać Twoje hasło, zmień je teraz.
feedback-unknown-text = Ten link jest nieprawidłowy. Skopiuj cały link z wiadomości.
invitation-title = Witamy
invitation-text = Zaloguj się otrzymanym hasłem tymczasowym, a potem ustaw własne.
invitation-resend = Wyślij nowe zaproszenie
invitation-resent = Wysłaliśmy Ci nowe hasło tymczasowe. Użyj go, aby się zalogować.
invitation-expired-title = Zaproszenie straciło ważność
invitation-expired-text = Hasło tymczasowe nie zostało użyte na czas. Możemy wysłać Ci nowe.

## Forgotten passwords
forgot-title = Zresetuj hasło
forgot-text = Podaj dane swojego konta, a wyślemy Ci kod.
forgot-send = Wyślij kod
reset-title = Ustaw nowe hasło
reset-text = Jeśli takie konto istnieje, wysłaliśmy kod na { $to }.
reset = Zresetuj hasło
reset-done-title = Hasło zostało zmienione
reset-done-text = Zaloguj się nowym hasłem.

## Changing an address
address-change-title = Potwierdź nowy adres
address-change-text = Wysłaliśmy kod na { $to }. Poprzedni adres pozostanie aktywny, dopóki nie potwierdzisz nowego.
address-changed = Adres został zmieniony.
undo-title = Przywróć poprzedni adres
undo-text = Kliknij przycisk, aby adres, na który wysłano tę wiadomość, znów był adresem e-mail Twojego konta. Wszyscy zostaną wylogowani z konta.
undo-done-title = Przywrócono poprzedni adres
undo-done-text = Wylogowano wszędzie. Jeśli zmiana adresu nie pochodziła od Ciebie, ustaw teraz nowe hasło: ktoś może znać poprzednie.
undo-spent-text = Został już użyty lub jest zbyt stary.

## Names of attributes
attribute-address = Adres
attribute-birthdate = Data urodzenia
attribute-email = Adres e-mail
attribute-family_name = Nazwisko
attribute-gender = Płeć
attribute-given_name = Imię
attribute-locale = Język i region
attribute-middle_name = Drugie imię
attribute-name = Imię i nazwisko
attribute-nickname = Pseudonim
attribute-phone_number = Numer telefonu
attribute-picture = Adres Twojego zdjęcia
attribute-preferred_username = Preferowana nazwa użytkownika
attribute-profile = Adres strony Twojego profilu
attribute-website = Strona internetowa
attribute-zoneinfo = Strefa czasowa
hint-phone = Z numerem kierunkowym kraju, np. +48 22 123 45 67.
hint-birthdate = Rok, miesiąc i dzień, np. 1990-12-31.

## What apps may do
consent-title = { $app } chce używać Twojego konta
consent-text = Ta aplikacja będzie mogła
consent-openid = poznać Twoją tożsamość
consent-profile = wyświetlać Twoje imię i nazwisko oraz inne dane profilu
consent-email = wyświetlać Twój adres e-mail
consent-phone = wyświetlać Twój numer telefonu
consent-account = zmieniać Twoje dane, hasło i drugi krok logowania
consent-scope = używać zakresu { $scope }
consent-allow = Zezwól
consent-deny = Nie zezwalaj
consent-goes = Nastąpi przejście do witryny { $host }.

## Devices without a browser
device-title = Połącz urządzenie
device-text = Wpisz kod wyświetlany na urządzeniu.
device-code = Kod urządzenia
device-confirm-title = Czy to Twoje urządzenie?
device-confirm-text = { $app } na innym urządzeniu chce zalogować się na Twoje konto. Przejdź dalej tylko wtedy, gdy wyświetla się tam ten kod:
device-done-title = Urządzenie zostało połączone
device-done-text = Możesz zamknąć tę stronę i wrócić do urządzenia.
device-denied-title = Urządzenie nie zostało połączone
device-unknown = Taki kod nie istnieje lub stracił ważność. Wygeneruj na urządzeniu nowy kod.
device-denied-text = Nie udzielono zgody, a urządzenie nie otrzymało żadnych danych Twojego konta. Możesz zamknąć tę stronę.

## Challenges of the pool's own
challenge-title = Jeszcze jeden krok
challenge-answer = Twoja odpowiedź

## Signing out
sign-out = Wyloguj się
sign-out-question-title = Czy chcesz się wylogować?
signed-out-title = Wylogowano
signed-out-text = Wylogowano z tych stron.
signed-out-others = Sesja może być nadal aktywna tutaj:
sign-in-again = Zaloguj się ponownie
sign-out-of = Wyloguj { $name }
sign-out-all = Wyloguj ze wszystkich kont

## Troubles
trouble-title = Coś poszło nie tak
trouble-text = Wróć do aplikacji i spróbuj ponownie.
trouble-id = Jeśli to się powtórzy, podaj administratorowi aplikacji ten numer:
trouble-parameter = Aplikacja wysłała żądanie, którego nie możemy obsłużyć. Nieprawidłowy element: { $parameter }.
trouble-redirect = Aplikacja chce przekierować Cię pod adres, którego nie ma na jej liście.
trouble-client = Nie znamy aplikacji, z której nastąpiło przekierowanie na tę stronę.
trouble-unavailable = Te strony nie są jeszcze gotowe. Skontaktuj się z administratorem aplikacji.
expired-title = Ta strona wygasła
expired-text = Strona była otwarta zbyt długo lub została otwarta w innej przeglądarce. Nic nie przepadło: możesz zacząć od nowa.
expired-restart = Zacznij od nowa
already-title = Masz już aktywną sesję
already-text = Logowanie odbyło się na innej stronie w tej przeglądarce.
forbidden-title = Nie udało się sprawdzić, skąd pochodzi to żądanie
forbidden-text = Pliki cookie mogą być zablokowane albo strona była otwarta zbyt długo.
not-found-title = Nic tu nie ma
not-found-text = Adres może być nieprawidłowy lub nieaktualny.
method-title = To tutaj nie działa
not-allowed-title = Nie możesz tego tutaj zrobić
not-allowed-text = Skontaktuj się z administratorem aplikacji.

## Signing in through other providers
federated-more-title = Jeszcze kilka informacji
federated-more-text = Od dostawcy { $provider } nie otrzymaliśmy wszystkich informacji, których wymaga to konto.
federated-link-title = Masz już konto
federated-link-text = Istnieje już konto z adresem { $to }. Zaloguj się na nie raz, a potem to samo konto otworzysz też przez { $provider }.
federated-link-prove = Zaloguj się na to konto
federated-link-apart = Zachowaj osobne konta
organisation-search = Zaloguj się przez swoją organizację

## What is wrong with what was typed
wrong-credentials = Nieprawidłowy login lub hasło.
wrong-unknown-user = Nie ma użytkownika o tej nazwie.
wrong-code = Kod jest nieprawidłowy.
wrong-code-expired = Kod stracił ważność. Poproś o nowy.
wrong-code-used = Ten kod został już użyty. Poczekaj na następny.
wrong-too-many = Zbyt wiele prób. Odczekaj chwilę i spróbuj ponownie.
wrong-locked = Zbyt wiele nieudanych prób. Spróbuj ponownie później.
wrong-disabled = To konto jest wyłączone. Skontaktuj się z administratorem aplikacji.
wrong-unconfirmed = To konto nie zostało jeszcze potwierdzone.
wrong-reset-required = Zanim się zalogujesz, musisz zresetować hasło.
wrong-temporary-expired = Hasło tymczasowe straciło ważność. Poproś o nowe zaproszenie.
wrong-required = Wypełnij to pole.
wrong-password-policy = Hasło nie spełnia wymagań.
wrong-password-reused = To hasło było już używane. Wybierz inne.
wrong-current-password = Obecne hasło jest nieprawidłowe.
wrong-taken = Ta nazwa jest już zajęta. Wybierz inną.
wrong-email = To nie jest adres e-mail.
wrong-phone = To nie jest numer telefonu z numerem kierunkowym kraju.
wrong-value = Ta wartość jest tutaj niedozwolona.
wrong-delivery = Nie udało się wysłać wiadomości. Spróbuj ponownie później.
wrong-no-way = Nie ma możliwości zalogowania się na to konto. Skontaktuj się z administratorem aplikacji.
wrong-function = Aplikacja odmówiła: { $text }
wrong-passkey = Klucz dostępu nie został zaakceptowany.
wrong-not-allowed = To jest tutaj niedozwolone.
wrong-last-way = To jedyny sposób logowania na Twoje konto. Najpierw dodaj inny.
wrong-level = Aplikacja wymaga silniejszej metody logowania niż dostępne na tym koncie.
wrong-address-taken = Istnieje już konto z tym adresem. Zaloguj się na nie.
wrong-no-recovery = Nie możemy zresetować hasła do tego konta. Skontaktuj się z administratorem aplikacji.
wrong-provider-down = { $text } w tej chwili nie odpowiada. Spróbuj ponownie później lub wybierz inny sposób logowania.
wrong-provider-failed = Nie udało się zalogować: { $text }
wrong-account = To było inne konto. Zaloguj się na konto z tym adresem.
wrong-organisation = Nie znamy żadnej organizacji z tym adresem.
wrong-provider = Ten sposób logowania jest niedostępny. Wybierz inny.
wrong-locked-seconds = { $seconds ->
    [one] Zbyt wiele nieudanych prób. Spróbuj ponownie za { $seconds } sekundę.
    [few] Zbyt wiele nieudanych prób. Spróbuj ponownie za { $seconds } sekundy.
    [many] Zbyt wiele nieudanych prób. Spróbuj ponownie za { $seconds } sekund.
   *[other] Zbyt wiele nieudanych prób. Spróbuj ponownie za { $seconds } sekundy.
}
wrong-locked-minutes = { $minutes ->
    [one] Zbyt wiele nieudanych prób. Spróbuj ponownie za { $minutes } minutę.
    [few] Zbyt wiele nieudanych prób. Spróbuj ponownie za { $minutes } minuty.
    [many] Zbyt wiele nieudanych prób. Spróbuj ponownie za { $minutes } minut.
   *[other] Zbyt wiele nieudanych prób. Spróbuj ponownie za { $minutes } minuty.
}
wrong-too-many-minutes = { $minutes ->
    [one] Zbyt wiele prób. Spróbuj ponownie za { $minutes } minutę.
    [few] Zbyt wiele prób. Spróbuj ponownie za { $minutes } minuty.
    [many] Zbyt wiele prób. Spróbuj ponownie za { $minutes } minut.
   *[other] Zbyt wiele prób. Spróbuj ponownie za { $minutes } minuty.
}

## The account pages
account-title = Twoje konto
account-profile = Profil
account-security = Bezpieczeństwo
account-sessions = Sesje i urządzenia
account-apps = Aplikacje
account-data = Twoje dane
account-signed-in-as = Zalogowano jako { $name }
account-saved = Zapisano.
account-proof-title = Potwierdź, że to Ty
account-proof-text = Zanim to zmienisz, zaloguj się jeszcze raz.
account-verified = zweryfikowano
account-unverified = nie zweryfikowano
account-verify = Zweryfikuj
account-password-text = Zmień hasło, którego używasz do logowania.
account-password-changed = Hasło zostało zmienione.
account-passkeys-none = Nie masz jeszcze kluczy dostępu.
account-passkey-remove = Usuń ten klucz dostępu
account-passkey-removed = Klucz dostępu został usunięty.
account-totp-on = Aplikacja uwierzytelniająca jest skonfigurowana.
account-totp-off = Aplikacja uwierzytelniająca nie jest skonfigurowana.
account-totp-remove = Usuń aplikację uwierzytelniającą
account-totp-removed = Aplikacja uwierzytelniająca została usunięta.
account-created = Utworzono: { $date }
account-last-used = Ostatnio użyto: { $date }
account-this-session = Ta przeglądarka
account-session-end = Wyloguj
account-session-ended = Ta sesja została zakończona.
account-sessions-end-all = Wyloguj wszędzie
account-sessions-ended = Wylogowano wszędzie poza tą przeglądarką.
account-devices = Zapamiętane urządzenia
account-devices-none = Brak zapamiętanych urządzeń.
account-device-forget = Zapomnij to urządzenie
account-device-forgotten = Urządzenie zostało zapomniane.
account-apps-none = Żadna aplikacja nie używa Twojego konta.
account-app-remove = Odbierz dostęp
account-app-removed = Ta aplikacja nie może już używać Twojego konta.
account-app-since = Dostęp przyznano: { $date }
account-download = Pobierz moje dane
account-download-text = Otrzymasz plik ze wszystkim, co jest o Tobie przechowywane.
account-delete = Usuń moje konto
account-delete-text = Konto zostanie usunięte wraz ze wszystkim, co do niego należy. Tego nie można cofnąć.
account-delete-confirm = Tak, usuń moje konto
account-deleted-title = Konto zostało usunięte

## Messages by email and text message
mail-code-subject = Twój kod weryfikacyjny
mail-code = Twój kod potwierdzający to { $code }
mail-reset = Twój kod do resetowania hasła to { $code }
mail-sign-in-subject = Twój kod logowania
mail-sign-in = Twój kod uwierzytelniający to { $code }.
mail-link-subject = Twój link weryfikacyjny
mail-link = Kliknij poniższy link, aby zweryfikować swój adres e-mail. { $link }
mail-link-text = Zweryfikuj adres e-mail
mail-invitation-subject = Twoje hasło tymczasowe
mail-invitation = Twoja nazwa użytkownika to { $username }, a hasło tymczasowe to { $code }.
mail-welcome-subject = Twoje konto
mail-welcome = Twoja nazwa użytkownika to { $username }.
mail-notice-subject = Odrzucono logowanie na Twoje konto
mail-notice = Ktoś próbował zalogować się na Twoje konto, ale logowanie zostało odrzucone: { $login-time }, { $device-name }, { $ip-address }. Jeśli to Ty: { $one-click-link-valid } Jeśli to nie Ty: { $one-click-link-invalid }
mail-address-changed-subject = Twój adres e-mail został zmieniony
mail-address-changed = To nie jest już adres e-mail Twojego konta. Jeśli zmiana nie pochodziła od Ciebie, przywróć adres w ciągu siedmiu dni: { $link }
