# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Nyelv
language-change = Nyelv módosítása
error-title = Hiba: { $title }
errors = Valamit javítani kell
help = Súgó
terms = Felhasználási feltételek
privacy = Adatvédelmi irányelvek
continue = Folytatás
cancel = Mégse
back = Vissza
save = Mentés
or = vagy
show-password = Jelszó megjelenítése
hide-password = Jelszó elrejtése
optional = nem kötelező
skip = Most nem
try-again = Újrapróbálkozás

## Signing in
sign-in-title = Bejelentkezés
sign-in-to = ide: { $app }
sign-in = Bejelentkezés
username = Felhasználónév
email = E-mail-cím
phone = Telefonszám
email-or-phone = E-mail-cím vagy telefonszám
username-or-email = Felhasználónév vagy e-mail-cím
username-or-phone = Felhasználónév vagy telefonszám
username-email-or-phone = Felhasználónév, e-mail-cím vagy telefonszám
password = Jelszó
forgot-password = Elfelejtette a jelszavát?
no-account = Még nincs fiókja?
create-account = Fiók létrehozása
sign-in-with = Folytatás ezzel: { $provider }
sign-in-as = Folytatás { $name } néven
other-account = Másik fiók használata
choose-account-title = Válasszon fiókot
signed-out-account = Kijelentkezve
remove-account = { $name } eltávolítása a listáról
choose-method-title = Válassza ki a bejelentkezés módját
method-password = Jelszó
method-email = Kód e-mailben
method-sms = Kód SMS-ben
method-passkey = Azonosítókulcs
method-totp = Hitelesítő alkalmazás
other-method = Másik mód választása
password-title = Adja meg a jelszavát
not-you = Nem Ön az?
passkey-button = Bejelentkezés azonosítókulccsal
passkey-title = Jelentkezzen be az azonosítókulcsával
passkey-text = Az eszköz kérni fogja az ujjlenyomatát, az arcát vagy a képernyőzárat.
passkey-unsupported = Ez a böngésző nem támogatja az azonosítókulcsokat. Válasszon másik módot.
passkey-cancelled = Az azonosítókulcs használata elmaradt. Próbálja újra, vagy válasszon másik módot.

## Codes
code-title = Adja meg a kódot
code = Kód
code-sent-email = Kódot küldtünk erre a címre: { $to }.
code-sent-sms = Kódot küldtünk SMS-ben erre a számra: { $to }.
code-from-app = Adja meg a hitelesítő alkalmazásban látható kódot.
code-from-app-named = Adja meg a hitelesítő alkalmazásban látható kódot ehhez az eszközhöz: { $device }.
code-resend = Új kód küldése
code-resent = Új kódot küldtünk ide: { $to }. A korábbi már nem érvényes.
code-wait = { $seconds ->
    [one] { $seconds } másodperc múlva kérhet új kódot.
   *[other] { $seconds } másodperc múlva kérhet új kódot.
}
verify = Ellenőrzés

## Second factors
mfa-choose-title = Válassza ki a második lépést
mfa-setup-title = Adjon hozzá második lépést
mfa-setup-text = Ehhez a fiókhoz a jelszó önmagában nem elég. Válassza ki, mit szeretne használni ezentúl.
mfa-setup-email-text = Melyik e-mail-címre küldjük a kódokat?
mfa-setup-sms-text = Melyik telefonszámra küldjük a kódokat?
totp-title = Állítsa be a hitelesítő alkalmazást
totp-scan = Olvassa be ezt a képet a hitelesítő alkalmazással.
totp-picture = QR-kód a hitelesítő alkalmazáshoz
totp-secret = Ha nem tudja beolvasni, adja meg ezt a kulcsot:
totp-open = Megnyitás az eszközön lévő hitelesítő alkalmazásban
totp-code = Ezután adja meg az alkalmazásban látható kódot
totp-name = Az eszköz neve

## Passkeys of an account
passkey-add-title = Legközelebb jelentkezzen be gyorsabban
passkey-add-text = Azonosítókulccsal az ujjlenyomatával, az arcával vagy a képernyőzárral jelentkezhet be. Semmit sem kell megjegyeznie.
passkey-add = Azonosítókulcs létrehozása
passkey-added = Az azonosítókulcs elkészült.

## Passwords
new-password-title = Válasszon új jelszót
new-password-text = A jelszavát valaki más állította be. Válasszon olyat, amelyet csak Ön ismer.
new-password = Új jelszó
current-password = Jelenlegi jelszó
password-rules = A jelszónak tartalmaznia kell
rule-length = { $count ->
    [one] legalább { $count } karaktert
   *[other] legalább { $count } karaktert
}
rule-lowercase = kisbetűt
rule-uppercase = nagybetűt
rule-number = számot
rule-symbol = különleges karaktert vagy szóközt
rule-met = teljesül
rule-unmet = még nem teljesül
missing-attributes-title = Még néhány adat
missing-attributes-text = A folytatáshoz ezekre van szükségünk.

## Signing up
sign-up-title = Hozza létre fiókját
sign-up = Regisztráció
have-account = Már van fiókja?
agree = A regisztrációval elfogadja a következőket: { $terms } és { $privacy }.
confirm-title = Erősítse meg fiókját
confirm-text-email = Kódot küldtünk erre a címre: { $to }. Adja meg annak megerősítéséhez, hogy a cím az Öné.
confirm-text-sms = Kódot küldtünk erre a számra: { $to }. Adja meg annak megerősítéséhez, hogy a szám az Öné.
confirm-link-text = Linket küldtünk erre a címre: { $to }. Nyissa meg annak megerősítéséhez, hogy a cím az Öné, majd térjen vissza, és jelentkezzen be.
confirm = Megerősítés
confirmed-title = A fiók megerősítve
confirmed-text = Visszatérhet az alkalmazáshoz, és bejelentkezhet.
confirm-question-title = Erősítse meg fiókját
confirm-question-text = A gomb megnyomásával erősítse meg, hogy ez az e-mail-cím az Öné.
confirm-no-code-title = A fiók létrejött
confirm-no-code-text = Bejelentkezés előtt a fiókot valakinek jóvá kell hagynia.
confirm-link-resend = Új link küldése
confirm-spent-title = Ez a link már nem érvényes
confirm-spent-text = Már felhasználták, lejárt, vagy azóta újabbat küldtünk. Kérjen újat az alkalmazásban.
confirm-incomplete-title = Ez a link hiányos
confirm-incomplete-text = Másolja ki a teljes linket az üzenetből.
feedback-title = Ön jelentkezett be?
feedback-valid-text = Nyomja meg a gombot, ha Ön jelentkezett be.
feedback-invalid-text = Nyomja meg a gombot, ha nem Ön jelentkezett be.
feedback-valid = Én voltam
feedback-invalid = Nem én voltam
feedback-done-title = Köszönjük
feedback-done-valid-text = Feljegyeztük, hogy Ön jelentkezett be.
feedback-done-invalid-text = Feljegyeztük, hogy nem Ön jelentkezett be. Ha valaki ismerheti a jelszavát, módosítsa most.
feedback-unknown-text = Ez a link nem érvényes. Másolja ki a teljes linket az üzenetből.
invitation-title = Üdvözöljük
invitation-text = Jelentkezzen be az elküldött ideiglenes jelszóval, majd válasszon sajátot.
invitation-resend = Új meghívó küldése
invitation-resent = Új ideiglenes jelszót küldtünk Önnek. Jelentkezzen be azzal.
invitation-expired-title = A meghívója lejárt
invitation-expired-text = Az ideiglenes jelszót nem használták fel időben. Küldhetünk Önnek egy újat.

## Forgotten passwords
forgot-title = Jelszó visszaállítása
forgot-text = Adja meg a fiókja adatait, és küldünk egy kódot.
forgot-send = Kód küldése
reset-title = Válasszon új jelszót
reset-text = Ha létezik ilyen fiók, kódot küldtünk ide: { $to }.
reset = Jelszó visszaállítása
reset-done-title = A jelszó megváltozott
reset-done-text = Jelentkezzen be az új jelszavával.

## Changing an address
address-change-title = Erősítse meg az új címet
address-change-text = Kódot küldtünk ide: { $to }. Az új cím megerősítéséig a régi marad érvényben.
address-changed = A cím megváltozott.
undo-title = Régi cím visszaállítása
undo-text = A gomb megnyomásával újra az a cím lesz a fiókja e-mail-címe, amelyre ezt az üzenetet küldtük. A fiókból mindenkit kijelentkeztetünk.
undo-done-title = Visszaállítottuk a régi címét
undo-done-text = Mindenhonnan kijelentkeztettük. Ha nem Ön módosította a címet, válasszon most új jelszót: a régit ismerheti valaki.
undo-spent-text = Már felhasználták, vagy lejárt.

## Names of attributes
attribute-address = Cím
attribute-birthdate = Születési dátum
attribute-email = E-mail-cím
attribute-family_name = Vezetéknév
attribute-gender = Nem
attribute-given_name = Utónév
attribute-locale = Nyelv és régió
attribute-middle_name = Második utónév
attribute-name = Név
attribute-nickname = Becenév
attribute-phone_number = Telefonszám
attribute-picture = Profilkép webcíme
attribute-preferred_username = Előnyben részesített felhasználónév
attribute-profile = Profiloldal webcíme
attribute-website = Webhely
attribute-zoneinfo = Időzóna
hint-phone = Országhívószámmal, például +36 1 234 5678.
hint-birthdate = Év, hónap és nap, például 1990-12-31.

## What apps may do
consent-title = { $app } szeretné használni a fiókját
consent-text = Ha engedélyezi, az alkalmazás
consent-openid = megtudhatja, hogy Ön kicsoda
consent-profile = láthatja a nevét és a profilja többi adatát
consent-email = láthatja az e-mail-címét
consent-phone = láthatja a telefonszámát
consent-account = módosíthatja az adatait, a jelszavát és a második lépéseit
consent-scope = használhatja ezt: { $scope }
consent-allow = Engedélyezés
consent-deny = Elutasítás
consent-goes = Ezután átirányítjuk ide: { $host }.

## Devices without a browser
device-title = Eszköz csatlakoztatása
device-text = Adja meg az eszközön látható kódot.
device-code = Az eszköz kódja
device-confirm-title = Ez az Ön eszköze?
device-confirm-text = { $app } egy másik eszközön az Ön nevében szeretne bejelentkezni. Csak akkor folytassa, ha ott ez a kód látható:
device-done-title = Az eszköz csatlakoztatva
device-done-text = Bezárhatja ezt az oldalt, és folytathatja az eszközén.
device-denied-title = Az eszköz nem lett csatlakoztatva
device-unknown = Nincs ilyen kód, vagy már lejárt. Kérjen újat az eszközén.
device-denied-text = Ön nem adott engedélyt, és az eszköz semmilyen adatot nem kapott a fiókjáról. Bezárhatja ezt az oldalt.

## Challenges of the pool's own
challenge-title = Még egy lépés
challenge-answer = Az Ön válasza

## Signing out
sign-out = Kijelentkezés
sign-out-question-title = Szeretne kijelentkezni?
signed-out-title = Kijelentkezett
signed-out-text = Kijelentkezett ezekről az oldalakról.
signed-out-others = Lehet, hogy itt még be van jelentkezve:
sign-in-again = Újbóli bejelentkezés
sign-out-of = { $name } kijelentkeztetése
sign-out-all = Kijelentkezés az összes fiókból

## Troubles
trouble-title = Hiba történt
trouble-text = Térjen vissza az alkalmazáshoz, és próbálja újra.
trouble-id = Ha ez újra előfordul, adja meg ezt a számot az alkalmazás üzemeltetőjének:
trouble-parameter = Az alkalmazás olyan kérést küldött, amelyet nem tudunk teljesíteni. A hibás rész: { $parameter }.
trouble-redirect = Az alkalmazás olyan címre szeretné átirányítani Önt, amely nem szerepel a listáján.
trouble-client = Nem ismerjük az alkalmazást, amely ide irányította Önt.
trouble-unavailable = Ezek az oldalak még nincsenek kész. Értesítse az alkalmazás üzemeltetőjét.
expired-title = Ez az oldal lejárt
expired-text = Túl sokáig volt nyitva, vagy másik böngészőben nyitották meg. Semmi sem veszett el: innen újrakezdheti.
expired-restart = Újrakezdés
already-title = Már bejelentkezett
already-text = A böngésző egy másik lapján már bejelentkezett.
forbidden-title = Nem sikerült ellenőrizni, honnan érkezett ez a kérés
forbidden-text = Lehet, hogy a cookie-k le vannak tiltva, vagy az oldal túl sokáig volt nyitva.
not-found-title = Itt nincs semmi
not-found-text = A cím hibás vagy elavult lehet.
method-title = Ez itt nem működik
not-allowed-title = Ezt itt nem teheti meg
not-allowed-text = Forduljon az alkalmazás üzemeltetőjéhez.

## Signing in through other providers
federated-more-title = Még néhány adat
federated-more-text = { $provider } nem adott át minden adatot, amelyre az itteni fiókjához szükség van.
federated-link-title = Már van fiókja
federated-link-text = Ezzel a címmel már van fiók: { $to }. Jelentkezzen be abba egyszer, és ezután ezzel is ugyanabba a fiókba léphet be: { $provider }.
federated-link-prove = Bejelentkezés ebbe a fiókba
federated-link-apart = Fiókok külön tartása
organisation-search = Bejelentkezés a szervezetén keresztül

## What is wrong with what was typed
wrong-credentials = A név vagy a jelszó helytelen.
wrong-unknown-user = Nincs ilyen nevű felhasználó.
wrong-code = A kód helytelen.
wrong-code-expired = A kód lejárt. Kérjen újat.
wrong-code-used = Ezt a kódot már felhasználták. Várja meg a következőt.
wrong-too-many = Túl sok próbálkozás történt. Várjon egy kicsit, majd próbálja újra.
wrong-locked = Túl sok sikertelen próbálkozás történt. Próbálja újra később.
wrong-disabled = Ez a fiók le van tiltva. Forduljon az alkalmazás üzemeltetőjéhez.
wrong-unconfirmed = Ez a fiók még nincs megerősítve.
wrong-reset-required = Bejelentkezés előtt vissza kell állítani a jelszavát.
wrong-temporary-expired = Az ideiglenes jelszava lejárt. Kérjen új meghívót.
wrong-required = Töltse ki ezt a mezőt.
wrong-password-policy = A jelszó nem felel meg a szabályoknak.
wrong-password-reused = Ezt a jelszót már használta korábban. Válasszon másikat.
wrong-current-password = A jelenlegi jelszó helytelen.
wrong-taken = Ezt a nevet már használja valaki. Válasszon másikat.
wrong-email = Ez nem e-mail-cím.
wrong-phone = Ez nem országhívószámmal megadott telefonszám.
wrong-value = Ez az érték itt nem megengedett.
wrong-delivery = Nem sikerült elküldeni az üzenetet. Próbálja újra később.
wrong-no-way = Ebbe a fiókba nem lehet bejelentkezni. Forduljon az alkalmazás üzemeltetőjéhez.
wrong-function = Az alkalmazás elutasította a kérést: { $text }
wrong-passkey = Az azonosítókulcsot nem fogadtuk el.
wrong-not-allowed = Ez itt nem megengedett.
wrong-last-way = Ez az egyetlen mód, ahogyan be tud jelentkezni a fiókjába. Előbb adjon hozzá egy másikat.
wrong-level = Az alkalmazás erősebb bejelentkezési módot kér, mint amilyen ehhez a fiókhoz tartozik.
wrong-address-taken = Ezzel a címmel már van fiók. Jelentkezzen be abba.
wrong-no-recovery = Ennek a fióknak a jelszavát nem tudjuk visszaállítani. Forduljon az alkalmazás üzemeltetőjéhez.
wrong-provider-down = { $text } jelenleg nem válaszol. Próbálja újra később, vagy válasszon másik bejelentkezési módot.
wrong-provider-failed = A bejelentkezés nem sikerült: { $text }
wrong-account = Az egy másik fiók volt. Jelentkezzen be az ehhez a címhez tartozó fiókba.
wrong-organisation = Ehhez a címhez nem ismerünk szervezetet.
wrong-provider = Ez a bejelentkezési mód nem érhető el. Válasszon másikat.
wrong-locked-seconds = { $seconds ->
    [one] Túl sok sikertelen próbálkozás történt. Próbálja újra { $seconds } másodperc múlva.
   *[other] Túl sok sikertelen próbálkozás történt. Próbálja újra { $seconds } másodperc múlva.
}
wrong-locked-minutes = { $minutes ->
    [one] Túl sok sikertelen próbálkozás történt. Próbálja újra { $minutes } perc múlva.
   *[other] Túl sok sikertelen próbálkozás történt. Próbálja újra { $minutes } perc múlva.
}
wrong-too-many-minutes = { $minutes ->
    [one] Túl sok próbálkozás történt. Próbálja újra { $minutes } perc múlva.
   *[other] Túl sok próbálkozás történt. Próbálja újra { $minutes } perc múlva.
}

## The account pages
account-title = Az Ön fiókja
account-profile = Profil
account-security = Biztonság
account-sessions = Munkamenetek és eszközök
account-apps = Alkalmazások
account-data = Az Ön adatai
account-signed-in-as = Bejelentkezve mint { $name }
account-saved = Mentve.
account-proof-title = Erősítse meg, hogy Ön az
account-proof-text = A módosítás előtt jelentkezzen be még egyszer.
account-verified = ellenőrizve
account-unverified = nincs ellenőrizve
account-verify = Ellenőrzés
account-password-text = Módosítsa a bejelentkezéshez használt jelszavát.
account-password-changed = A jelszó megváltozott.
account-passkeys-none = Még nincs azonosítókulcsa.
account-passkey-remove = Azonosítókulcs eltávolítása
account-passkey-removed = Az azonosítókulcs eltávolítva.
account-totp-on = A hitelesítő alkalmazás be van állítva.
account-totp-off = Nincs beállítva hitelesítő alkalmazás.
account-totp-remove = Hitelesítő alkalmazás eltávolítása
account-totp-removed = A hitelesítő alkalmazás eltávolítva.
account-created = Létrehozva: { $date }
account-last-used = Utoljára használva: { $date }
account-this-session = Ez a böngésző
account-session-end = Kijelentkeztetés
account-session-ended = A munkamenet véget ért.
account-sessions-end-all = Kijelentkezés mindenhonnan
account-sessions-ended = Minden más helyről kijelentkeztettük.
account-devices = Megjegyzett eszközök
account-devices-none = Nincsenek megjegyzett eszközök.
account-device-forget = Eszköz elfelejtése
account-device-forgotten = Az eszköz elfelejtve.
account-apps-none = Egyetlen alkalmazás sem használja a fiókját.
account-app-remove = Hozzáférés megvonása
account-app-removed = Az alkalmazás már nem használhatja a fiókját.
account-app-since = Hozzáférés megadva: { $date }
account-download = Adataim letöltése
account-download-text = Egy fájlt kap mindazzal, amit Önről tárolunk.
account-delete = Fiókom törlése
account-delete-text = A fiókját és mindent, ami hozzá tartozik, töröljük. Ez nem vonható vissza.
account-delete-confirm = Igen, törlöm a fiókomat
account-deleted-title = A fiókját töröltük

## Messages by email and text message
mail-code-subject = Az Ön ellenőrző kódja
mail-code = Az Ön megerősítő kódja: { $code }
mail-reset = Az Ön jelszó-visszaállítási kódja: { $code }
mail-sign-in-subject = Az Ön bejelentkezési kódja
mail-sign-in = Az Ön hitelesítési kódja: { $code }.
mail-link-subject = Az Ön ellenőrző linkje
mail-link = Kattintson az alábbi linkre az e-mail-címe ellenőrzéséhez. { $link }
mail-link-text = E-mail-cím ellenőrzése
mail-invitation-subject = Az Ön ideiglenes jelszava
mail-invitation = Az Ön felhasználóneve: { $username }, ideiglenes jelszava: { $code }.
mail-welcome-subject = Az Ön fiókja
mail-welcome = Az Ön felhasználóneve: { $username }.
mail-notice-subject = Elutasítottunk egy bejelentkezést a fiókjába
mail-notice = Valaki megpróbált bejelentkezni a fiókjába, de elutasítottuk: { $login-time }, { $device-name }, { $ip-address }. Ha Ön volt az: { $one-click-link-valid } Ha nem Ön volt az: { $one-click-link-invalid }
mail-address-changed-subject = Megváltozott az e-mail-címe
mail-address-changed = A fiókjának már nem ez az e-mail-címe. Ha nem Ön módosította, állítsa vissza hét napon belül: { $link }
