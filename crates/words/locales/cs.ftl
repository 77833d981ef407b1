# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Jazyk
language-change = Změnit jazyk
error-title = Chyba: { $title }
errors = Je potřeba něco opravit
help = Nápověda
terms = Podmínky použití
privacy = Zásady ochrany osobních údajů
continue = Pokračovat
cancel = Zrušit
back = Zpět
save = Uložit
or = nebo
show-password = Zobrazit heslo
hide-password = Skrýt heslo
optional = nepovinné
skip = Teď ne
try-again = Zkusit znovu

## Signing in
sign-in-title = Přihlášení
sign-in-to = do aplikace { $app }
sign-in = Přihlásit se
username = Uživatelské jméno
email = E-mailová adresa
phone = Telefonní číslo
email-or-phone = E-mailová adresa nebo telefonní číslo
username-or-email = Uživatelské jméno nebo e-mailová adresa
username-or-phone = Uživatelské jméno nebo telefonní číslo
username-email-or-phone = Uživatelské jméno, e-mailová adresa nebo telefonní číslo
password = Heslo
forgot-password = Zapomněli jste heslo?
no-account = Nemáte účet?
create-account = Vytvořit účet
sign-in-with = Pokračovat přes { $provider }
sign-in-as = Pokračovat jako { $name }
other-account = Použít jiný účet
choose-account-title = Vyberte účet
signed-out-account = Odhlášeno
remove-account = Odebrat { $name } ze seznamu
choose-method-title = Vyberte způsob přihlášení
method-password = Heslo
method-email = Kód e-mailem
method-sms = Kód v SMS
method-passkey = Přístupový klíč
method-totp = Ověřovací aplikace
other-method = Zvolit jiný způsob
password-title = Zadejte heslo
not-you = Nejste to vy?
passkey-button = Přihlásit se přístupovým klíčem
passkey-title = Přihlaste se přístupovým klíčem
passkey-text = Zařízení vás požádá o otisk prstu, sken obličeje nebo odemknutí obrazovky.
passkey-unsupported = Tento prohlížeč přístupové klíče nepodporuje. Zvolte jiný způsob.
passkey-cancelled = Přístupový klíč nebyl použit. Můžete to zkusit znovu nebo zvolit jiný způsob.

## Codes
code-title = Zadejte kód
code = Kód
code-sent-email = Poslali jsme kód na adresu { $to }.
code-sent-sms = Poslali jsme kód v SMS na číslo { $to }.
code-from-app = Zadejte kód, který zobrazuje vaše ověřovací aplikace.
code-from-app-named = Zadejte kód, který zobrazuje vaše ověřovací aplikace pro { $device }.
code-resend = Poslat nový kód
code-resent = Poslali jsme nový kód na { $to }. Ten předchozí už neplatí.
code-wait = { $seconds ->
    [one] O nový kód můžete požádat za { $seconds } sekundu.
    [few] O nový kód můžete požádat za { $seconds } sekundy.
    [many] O nový kód můžete požádat za { $seconds } sekundy.
   *[other] O nový kód můžete požádat za { $seconds } sekund.
}
verify = Ověřit

## Second factors
mfa-choose-title = Vyberte druhý krok ověření
mfa-setup-title = Přidejte druhý krok ověření
mfa-setup-text = K tomuto účtu nestačí jen heslo. Vyberte, co chcete odteď používat.
mfa-setup-email-text = Na jakou e-mailovou adresu máme posílat kódy?
mfa-setup-sms-text = Na jaké telefonní číslo máme posílat kódy?
totp-title = Nastavte si ověřovací aplikaci
totp-scan = Naskenujte tento obrázek ověřovací aplikací.
totp-picture = QR kód pro ověřovací aplikaci
totp-secret = Pokud ho nemůžete naskenovat, zadejte tento klíč:
totp-open = Otevřít v ověřovací aplikaci na tomto zařízení
totp-code = Potom zadejte kód, který aplikace zobrazí
totp-name = Název tohoto zařízení

## Passkeys of an account
passkey-add-title = Příště se přihlaste rychleji
passkey-add-text = S přístupovým klíčem se přihlásíte otiskem prstu, obličejem nebo zámkem obrazovky. Nemusíte si nic pamatovat.
passkey-add = Vytvořit přístupový klíč
passkey-added = Přístupový klíč je připravený.

## Passwords
new-password-title = Zvolte si nové heslo
new-password-text = Heslo vám nastavil někdo jiný. Zvolte si takové, které znáte jen vy.
new-password = Nové heslo
current-password = Současné heslo
password-rules = Heslo musí obsahovat
rule-length = { $count ->
    [one] aspoň { $count } znak
    [few] aspoň { $count } znaky
    [many] aspoň { $count } znaku
   *[other] aspoň { $count } znaků
}
rule-lowercase = malé písmeno
rule-uppercase = velké písmeno
rule-number = číslici
rule-symbol = speciální znak nebo mezeru
rule-met = splněno
rule-unmet = zatím nesplněno
missing-attributes-title = Ještě několik údajů
missing-attributes-text = Než budete pokračovat, potřebujeme tyto údaje.

## Signing up
sign-up-title = Vytvořte si účet
sign-up = Zaregistrovat se
have-account = Už máte účet?
agree = Registrací přijímáte tyto dokumenty: { $terms } a { $privacy }.
confirm-title = Potvrďte účet
confirm-text-email = Poslali jsme kód na adresu { $to }. Jeho zadáním potvrdíte, že adresa patří vám.
confirm-text-sms = Poslali jsme kód na číslo { $to }. Jeho zadáním potvrdíte, že číslo patří vám.
confirm-link-text = Poslali jsme odkaz na adresu { $to }. Jeho otevřením potvrdíte, že adresa patří vám. Potom se vraťte a přihlaste se.
confirm = Potvrdit
confirmed-title = Účet je potvrzený
confirmed-text = Můžete se vrátit do aplikace a přihlásit se.
confirm-question-title = Potvrďte účet
confirm-question-text = Stisknutím tlačítka potvrdíte, že tato e-mailová adresa patří vám.
confirm-no-code-title = Účet byl vytvořen
confirm-no-code-text = Než se budete moci přihlásit, musí být účet schválen.
confirm-link-resend = Poslat nový odkaz
confirm-spent-title = Tento odkaz už neplatí
confirm-spent-text = Odkaz už byl použit, vypršela jeho platnost nebo byl poslán novější. Vyžádejte si v aplikaci nový.
confirm-incomplete-title = Tento odkaz není úplný
confirm-incomplete-text = Zkopírujte ze zprávy celý odkaz.
feedback-title = Bylo to vaše přihlášení?
feedback-valid-text = Pokud jste se přihlásili vy, stiskněte tlačítko.
feedback-invalid-text = Pokud jste se nepřihlásili vy, stiskněte tlačítko.
feedback-valid = Jsem to já
feedback-invalid = Nejsem to já
feedback-done-title = Děkujeme
feedback-done-valid-text = Zaznamenali jsme, že to bylo vaše přihlášení.
feedback-done-invalid-text = Zaznamenali jsme, že to nebylo vaše přihlášení. Pokud někdo může znát vaše heslo, hned ho změňte.
feedback-unknown-text = Tento odkaz není platný. Zkopírujte ze zprávy celý odkaz.
invitation-title = Vítejte
invitation-text = Přihlaste se dočasným heslem, které jste dostali, a potom si zvolte vlastní.
invitation-resend = Poslat novou pozvánku
invitation-resent = Poslali jsme vám nové dočasné heslo. Přihlaste se jím.
invitation-expired-title = Platnost pozvánky vypršela
invitation-expired-text = Dočasné heslo nebylo použito včas. Můžeme vám poslat nové.

## Forgotten passwords
forgot-title = Obnovení hesla
forgot-text = Zadejte údaje o svém účtu a my vám pošleme kód.
forgot-send = Poslat kód
reset-title = Zvolte si nové heslo
reset-text = Pokud takový účet existuje, poslali jsme kód na { $to }.
reset = Obnovit heslo
reset-done-title = Heslo bylo změněno
reset-done-text = Přihlaste se novým heslem.

## Changing an address
address-change-title = Potvrďte novou adresu
address-change-text = Poslali jsme kód na { $to }. Dokud novou adresu nepotvrdíte, zůstane v platnosti původní.
address-changed = Adresa byla změněna.
undo-title = Obnovit původní adresu
undo-text = Po stisknutí tlačítka bude adresa, na kterou přišla tato zpráva, znovu e-mailovou adresou vašeho účtu. Všichni budou z účtu odhlášeni.
undo-done-title = Původní adresa byla obnovena
undo-done-text = Všude jste odhlášeni. Pokud jste adresu nezměnili vy, zvolte si hned nové heslo: to staré může někdo znát.
undo-spent-text = Odkaz už byl použit nebo vypršela jeho platnost.

## Names of attributes
attribute-address = Adresa
attribute-birthdate = Datum narození
attribute-email = E-mailová adresa
attribute-family_name = Příjmení
attribute-gender = Pohlaví
attribute-given_name = Jméno
attribute-locale = Jazyk a oblast
attribute-middle_name = Prostřední jméno
attribute-name = Celé jméno
attribute-nickname = Přezdívka
attribute-phone_number = Telefonní číslo
attribute-picture = Adresa vašeho obrázku
attribute-preferred_username = Preferované uživatelské jméno
attribute-profile = Adresa vaší profilové stránky
attribute-website = Web
attribute-zoneinfo = Časové pásmo
hint-phone = S předvolbou země, například +420 212 345 678.
hint-birthdate = Rok, měsíc a den, například 1990-12-31.

## What apps may do
consent-title = { $app } chce používat váš účet
consent-text = Aplikace bude moci
consent-openid = zjistit, kdo jste
consent-profile = zobrazit vaše jméno a další údaje z profilu
consent-email = zobrazit vaši e-mailovou adresu
consent-phone = zobrazit vaše telefonní číslo
consent-account = měnit vaše údaje, heslo a druhý krok ověření
consent-scope = používat { $scope }
consent-allow = Povolit
consent-deny = Nepovolit
consent-goes = Budete přesměrováni na { $host }.

## Devices without a browser
device-title = Připojení zařízení
device-text = Zadejte kód, který se zobrazuje na zařízení.
device-code = Kód zařízení
device-confirm-title = Je to vaše zařízení?
device-confirm-text = { $app } na jiném zařízení žádá o přihlášení k vašemu účtu. Pokračujte, jen pokud se tam zobrazuje tento kód:
device-done-title = Zařízení je připojeno
device-done-text = Tuto stránku můžete zavřít a pokračovat na zařízení.
device-denied-title = Zařízení nebylo připojeno
device-unknown = Takový kód neexistuje nebo už neplatí. Nechte si na zařízení zobrazit nový.
device-denied-text = Přístup jste nepovolili a zařízení nezískalo o vašem účtu žádné údaje. Tuto stránku můžete zavřít.

## Challenges of the pool's own
challenge-title = Ještě jeden krok
challenge-answer = Vaše odpověď

## Signing out
sign-out = Odhlásit se
sign-out-question-title = Chcete se odhlásit?
signed-out-title = Odhlásili jste se
signed-out-text = Z těchto stránek jste se odhlásili.
signed-out-others = Možná jste stále přihlášeni zde:
sign-in-again = Přihlásit se znovu
sign-out-of = Odhlásit { $name }
sign-out-all = Odhlásit všechny účty

## Troubles
trouble-title = Něco se nepovedlo
trouble-text = Vraťte se do aplikace a zkuste to znovu.
trouble-id = Pokud se to bude opakovat, sdělte správci aplikace toto číslo:
trouble-parameter = Aplikace poslala požadavek, který nemůžeme zpracovat. Chybná část: { $parameter }.
trouble-redirect = Aplikace vás chce přesměrovat na adresu, která není na jejím seznamu.
trouble-client = Neznáme aplikaci, která vás sem poslala.
trouble-unavailable = Tyto stránky ještě nejsou připravené. Obraťte se prosím na správce aplikace.
expired-title = Platnost této stránky vypršela
expired-text = Stránka byla otevřená příliš dlouho nebo byla otevřena v jiném prohlížeči. O nic jste nepřišli: začněte znovu odtud.
expired-restart = Začít znovu
already-title = Už jste přihlášeni
already-text = Přihlásili jste se na jiné stránce v tomto prohlížeči.
forbidden-title = Nepodařilo se ověřit, odkud tento požadavek přišel
forbidden-text = Možná jsou blokované soubory cookie nebo byla stránka otevřená příliš dlouho.
not-found-title = Tady nic není
not-found-text = Adresa může být chybná nebo zastaralá.
method-title = Tohle tady nefunguje
not-allowed-title = Tuto akci zde nemůžete provést
not-allowed-text = Obraťte se prosím na správce aplikace.

## Signing in through other providers
federated-more-title = Ještě několik údajů
federated-more-text = Od poskytovatele { $provider } jsme nedostali všechny údaje, které váš účet potřebuje.
federated-link-title = Už máte účet
federated-link-text = Účet s adresou { $to } už existuje. Jednou se k němu přihlaste a potom se k němu dostanete i přes { $provider }.
federated-link-prove = Přihlásit se k tomuto účtu
federated-link-apart = Nechat účty oddělené
organisation-search = Přihlásit se přes svou organizaci

## What is wrong with what was typed
wrong-credentials = Jméno nebo heslo není správné.
wrong-unknown-user = Uživatel s tímto jménem neexistuje.
wrong-code = Kód není správný.
wrong-code-expired = Platnost kódu vypršela. Požádejte o nový.
wrong-code-used = Tento kód už byl použit. Počkejte na další.
wrong-too-many = Příliš mnoho pokusů. Chvíli počkejte a zkuste to znovu.
wrong-locked = Příliš mnoho neúspěšných pokusů. Zkuste to znovu později.
wrong-disabled = Tento účet je deaktivovaný. Obraťte se prosím na správce aplikace.
wrong-unconfirmed = Tento účet ještě není potvrzený.
wrong-reset-required = Než se přihlásíte, je potřeba obnovit heslo.
wrong-temporary-expired = Platnost dočasného hesla vypršela. Požádejte o novou pozvánku.
wrong-required = Vyplňte toto pole.
wrong-password-policy = Heslo nesplňuje požadavky.
wrong-password-reused = Toto heslo jste už někdy použili. Zvolte jiné.
wrong-current-password = Současné heslo není správné.
wrong-taken = Toto jméno už někdo používá. Zvolte jiné.
wrong-email = Toto není e-mailová adresa.
wrong-phone = Toto není telefonní číslo s předvolbou země.
wrong-value = Tato hodnota zde není povolena.
wrong-delivery = Zprávu se nepodařilo odeslat. Zkuste to znovu později.
wrong-no-way = K tomuto účtu se nelze nijak přihlásit. Obraťte se prosím na správce aplikace.
wrong-function = Aplikace požadavek odmítla: { $text }
wrong-passkey = Přístupový klíč nebyl přijat.
wrong-not-allowed = Tato akce zde není povolena.
wrong-last-way = Toto je jediný způsob přihlášení k vašemu účtu. Nejdřív přidejte jiný.
wrong-level = Aplikace vyžaduje silnější způsob přihlášení, než jaký má tento účet.
wrong-address-taken = Účet s touto adresou už existuje. Přihlaste se k němu.
wrong-no-recovery = Heslo k tomuto účtu nemůžeme obnovit. Obraťte se prosím na správce aplikace.
wrong-provider-down = { $text } teď neodpovídá. Zkuste to znovu později nebo zvolte jiný způsob přihlášení.
wrong-provider-failed = Přihlášení se nezdařilo: { $text }
wrong-account = To byl jiný účet. Přihlaste se k účtu s touto adresou.
wrong-organisation = K této adrese neznáme žádnou organizaci.
wrong-provider = Tento způsob přihlášení není dostupný. Zvolte prosím jiný.
wrong-locked-seconds = { $seconds ->
    [one] Příliš mnoho neúspěšných pokusů. Zkuste to znovu za { $seconds } sekundu.
    [few] Příliš mnoho neúspěšných pokusů. Zkuste to znovu za { $seconds } sekundy.
    [many] Příliš mnoho neúspěšných pokusů. Zkuste to znovu za { $seconds } sekundy.
   *[other] Příliš mnoho neúspěšných pokusů. Zkuste to znovu za { $seconds } sekund.
}
wrong-locked-minutes = { $minutes ->
    [one] Příliš mnoho neúspěšných pokusů. Zkuste to znovu za { $minutes } minutu.
    [few] Příliš mnoho neúspěšných pokusů. Zkuste to znovu za { $minutes } minuty.
    [many] Příliš mnoho neúspěšných pokusů. Zkuste to znovu za { $minutes } minuty.
   *[other] Příliš mnoho neúspěšných pokusů. Zkuste to znovu za { $minutes } minut.
}
wrong-too-many-minutes = { $minutes ->
    [one] Příliš mnoho pokusů. Zkuste to znovu za { $minutes } minutu.
    [few] Příliš mnoho pokusů. Zkuste to znovu za { $minutes } minuty.
    [many] Příliš mnoho pokusů. Zkuste to znovu za { $minutes } minuty.
   *[other] Příliš mnoho pokusů. Zkuste to znovu za { $minutes } minut.
}

## The account pages
account-title = Váš účet
account-profile = Profil
account-security = Zabezpečení
account-sessions = Relace a zařízení
account-apps = Aplikace
account-data = Vaše data
account-signed-in-as = Přihlášeno jako { $name }
account-saved = Uloženo.
account-proof-title = Potvrďte, že jste to vy
account-proof-text = Než to změníte, přihlaste se ještě jednou.
account-verified = ověřeno
account-unverified = neověřeno
account-verify = Ověřit
account-password-text = Změňte heslo, kterým se přihlašujete.
account-password-changed = Heslo bylo změněno.
account-passkeys-none = Zatím nemáte žádné přístupové klíče.
account-passkey-remove = Odebrat tento přístupový klíč
account-passkey-removed = Přístupový klíč byl odebrán.
account-totp-on = Ověřovací aplikace je nastavena.
account-totp-off = Není nastavena žádná ověřovací aplikace.
account-totp-remove = Odebrat ověřovací aplikaci
account-totp-removed = Ověřovací aplikace byla odebrána.
account-created = Vytvořeno: { $date }
account-last-used = Naposledy použito: { $date }
account-this-session = Tento prohlížeč
account-session-end = Odhlásit
account-session-ended = Tato relace byla ukončena.
account-sessions-end-all = Odhlásit všude
account-sessions-ended = Všude jinde jste odhlášeni.
account-devices = Zapamatovaná zařízení
account-devices-none = Žádná zapamatovaná zařízení.
account-device-forget = Zapomenout toto zařízení
account-device-forgotten = Zařízení bylo zapomenuto.
account-apps-none = Váš účet nepoužívají žádné aplikace.
account-app-remove = Odebrat přístup
account-app-removed = Aplikace už váš účet nemůže používat.
account-app-since = Přístup udělen: { $date }
account-download = Stáhnout moje data
account-download-text = Získáte soubor se vším, co je o vás uloženo.
account-delete = Smazat můj účet
account-delete-text = Váš účet a vše, co k němu patří, bude smazáno. Tuto akci nelze vrátit zpět.
account-delete-confirm = Ano, smazat můj účet
account-deleted-title = Váš účet byl smazán

## Messages by email and text message
mail-code-subject = Váš ověřovací kód
mail-code = Váš potvrzovací kód je { $code }
mail-reset = Váš kód pro obnovení hesla je { $code }
mail-sign-in-subject = Váš přihlašovací kód
mail-sign-in = Váš kód pro přihlášení je { $code }.
mail-link-subject = Váš ověřovací odkaz
mail-link = Kliknutím na odkaz níže ověříte svou e-mailovou adresu. { $link }
mail-link-text = Ověřit e-mail
mail-invitation-subject = Vaše dočasné heslo
mail-invitation = Vaše uživatelské jméno je { $username } a dočasné heslo je { $code }.
mail-welcome-subject = Váš účet
mail-welcome = Vaše uživatelské jméno je { $username }.
mail-notice-subject = Přihlášení k vašemu účtu bylo odmítnuto
mail-notice = Někdo se pokusil přihlásit k vašemu účtu a byl odmítnut: { $login-time }, { $device-name }, { $ip-address }. Pokud jste to byli vy: { $one-click-link-valid } Pokud jste to nebyli vy: { $one-click-link-invalid }
mail-address-changed-subject = Vaše e-mailová adresa byla změněna
mail-address-changed = Toto už není e-mailová adresa vašeho účtu. Pokud jste ji nezměnili vy, obnovte ji do sedmi dnů: { $link }
