# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Dil
language-change = Dili değiştir
error-title = Hata: { $title }
errors = Düzeltilmesi gereken bir şey var
help = Yardım
terms = Kullanım koşulları
privacy = Gizlilik politikası
continue = Devam et
cancel = İptal
back = Geri
save = Kaydet
or = veya
show-password = Şifreyi göster
hide-password = Şifreyi gizle
optional = isteğe bağlı
skip = Şimdi değil
try-again = Tekrar dene

## Signing in
sign-in-title = Oturum açın
sign-in-to = { $app } uygulaması için
sign-in = Oturum aç
username = Kullanıcı adı
email = E-posta adresi
phone = Telefon numarası
email-or-phone = E-posta adresi veya telefon numarası
username-or-email = Kullanıcı adı veya e-posta adresi
username-or-phone = Kullanıcı adı veya telefon numarası
username-email-or-phone = Kullanıcı adı, e-posta adresi veya telefon numarası
password = Şifre
forgot-password = Şifrenizi mi unuttunuz?
no-account = Hesabınız yok mu?
create-account = Hesap oluştur
sign-in-with = { $provider } ile devam et
sign-in-as = { $name } olarak devam et
other-account = Başka bir hesap kullan
choose-account-title = Bir hesap seçin
signed-out-account = Oturum kapalı
remove-account = { $name } hesabını listeden kaldır
choose-method-title = Nasıl oturum açacağınızı seçin
method-password = Şifre
method-email = E-posta ile kod
method-sms = SMS ile kod
method-passkey = Geçiş anahtarı
method-totp = Kimlik doğrulama uygulaması
other-method = Başka bir yol seç
password-title = Şifrenizi girin
not-you = Siz değil misiniz?
passkey-button = Geçiş anahtarıyla oturum aç
passkey-title = Geçiş anahtarınızla oturum açın
passkey-text = Cihazınız parmak izinizi, yüzünüzü veya ekran kilidinizi isteyecek.
passkey-unsupported = Bu tarayıcı geçiş anahtarlarını desteklemiyor. Başka bir yol seçin.
passkey-cancelled = Geçiş anahtarı kullanılmadı. Tekrar deneyebilir veya başka bir yol seçebilirsiniz.

## Codes
code-title = Kodu girin
code = Kod
code-sent-email = { $to } adresine bir kod gönderdik.
code-sent-sms = { $to } numarasına SMS ile bir kod gönderdik.
code-from-app = Kimlik doğrulama uygulamanızda görünen kodu girin.
code-from-app-named = Kimlik doğrulama uygulamanızda { $device } için görünen kodu girin.
code-resend = Yeni kod gönder
code-resent = Şuraya yeni bir kod gönderdik: { $to }. Önceki kod artık geçerli değil.
code-wait = { $seconds ->
    [one] { $seconds } saniye sonra yeni kod isteyebilirsiniz.
   *[other] { $seconds } saniye sonra yeni kod isteyebilirsiniz.
}
verify = Doğrula

## Second factors
mfa-choose-title = İkinci adımınızı seçin
mfa-setup-title = İkinci bir adım ekleyin
mfa-setup-text = Bu hesap için yalnızca şifre yeterli değil. Bundan sonra ne kullanmak istediğinizi seçin.
mfa-setup-email-text = Kodları hangi e-posta adresine gönderelim?
mfa-setup-sms-text = Kodları hangi telefon numarasına gönderelim?
totp-title = Kimlik doğrulama uygulamanızı ayarlayın
totp-scan = Bu resmi kimlik doğrulama uygulamanızla tarayın.
totp-picture = Kimlik doğrulama uygulamanız için QR kodu
totp-secret = Tarayamıyorsanız bu anahtarı girin:
totp-open = Bu cihazdaki bir kimlik doğrulama uygulamasında aç
totp-code = Ardından uygulamada görünen kodu girin
totp-name = Bu cihazın adı

## Passkeys of an account
passkey-add-title = Bir dahaki sefere daha hızlı oturum açın
passkey-add-text = Geçiş anahtarı sayesinde parmak izinizle, yüzünüzle veya ekran kilidinizle oturum açarsınız. Aklınızda bir şey tutmanız gerekmez.
passkey-add = Geçiş anahtarı oluştur
passkey-added = Geçiş anahtarınız hazır.

## Passwords
new-password-title = Yeni bir şifre belirleyin
new-password-text = Şifreniz başka biri tarafından belirlendi. Yalnızca sizin bildiğiniz bir şifre belirleyin.
new-password = Yeni şifre
current-password = Mevcut şifre
password-rules = Şifrenizde şunlar olmalı
rule-length = { $count ->
    [one] en az { $count } karakter
   *[other] en az { $count } karakter
}
rule-lowercase = bir küçük harf
rule-uppercase = bir büyük harf
rule-number = bir rakam
rule-symbol = bir özel karakter veya boşluk
rule-met = karşılandı
rule-unmet = henüz karşılanmadı
missing-attributes-title = Birkaç bilgi daha
missing-attributes-text = Devam edebilmeniz için bu bilgilere ihtiyacımız var.

## Signing up
sign-up-title = Hesabınızı oluşturun
sign-up = Kaydol
have-account = Zaten hesabınız var mı?
agree = Kaydolarak şunları kabul etmiş olursunuz: { $terms } ve { $privacy }.
confirm-title = Hesabınızı onaylayın
confirm-text-email = { $to } adresine bir kod gönderdik. Adresin size ait olduğunu onaylamak için kodu girin.
confirm-text-sms = { $to } numarasına bir kod gönderdik. Numaranın size ait olduğunu onaylamak için kodu girin.
confirm-link-text = { $to } adresine bir bağlantı gönderdik. Adresin size ait olduğunu onaylamak için bağlantıyı açın, sonra buraya dönüp oturum açın.
confirm = Onayla
confirmed-title = Hesabınız onaylandı
confirmed-text = Uygulamaya dönüp oturum açabilirsiniz.
confirm-question-title = Hesabınızı onaylayın
confirm-question-text = Bu e-posta adresinin size ait olduğunu onaylamak için düğmeye basın.
confirm-no-code-title = Hesabınız oluşturuldu
confirm-no-code-text = Oturum açabilmeniz için hesabınızın onaylanması gerekiyor.
confirm-link-resend = Yeni bağlantı gönder
confirm-spent-title = Bu bağlantı artık geçerli değil
confirm-spent-text = Bağlantı daha önce kullanıldı, çok eski veya daha yenisi gönderildi. Uygulamadan yeni bir bağlantı isteyin.
confirm-incomplete-title = Bu bağlantı eksik
confirm-incomplete-text = Bağlantının tamamını iletiden kopyalayın.
feedback-title = Oturum açan siz miydiniz?
feedback-valid-text = Oturum açan sizseniz düğmeye basın.
feedback-invalid-text = Oturum açan siz değilseniz düğmeye basın.
feedback-valid = Bendim
feedback-invalid = Ben değildim
feedback-done-title = Teşekkürler
feedback-done-valid-text = Oturum açanın siz olduğunuzu kaydettik.
feedback-done-invalid-text = Oturum açanın siz olmadığınızı kaydettik. Şifrenizi başka birinin biliyor olabileceğini düşünüyorsanız hemen değiştirin.
feedback-unknown-text = Bu bağlantı geçerli değil. Bağlantının tamamını iletiden kopyalayın.
invitation-title = Hoş geldiniz
invitation-text = Size gönderilen geçici şifreyle oturum açın, ardından kendi şifrenizi belirleyin.
invitation-resend = Yeni davet gönder
invitation-resent = Size yeni bir geçici şifre gönderdik. Bu şifreyle oturum açın.
invitation-expired-title = Davetinizin süresi doldu
invitation-expired-text = Geçici şifre zamanında kullanılmadı. Size yeni bir şifre gönderebiliriz.

## Forgotten passwords
forgot-title = Şifrenizi sıfırlayın
forgot-text = Hesabınızı belirtin, size bir kod gönderelim.
forgot-send = Kod gönder
reset-title = Yeni bir şifre belirleyin
reset-text = Böyle bir hesap varsa şuraya bir kod gönderdik: { $to }.
reset = Şifreyi sıfırla
reset-done-title = Şifreniz değiştirildi
reset-done-text = Yeni şifrenizle oturum açın.

## Changing an address
address-change-title = Yeni adresinizi onaylayın
address-change-text = Şuraya bir kod gönderdik: { $to }. Yenisini onaylayana kadar eski adresiniz geçerli kalır.
address-changed = Adresiniz değiştirildi.
undo-title = Eski adresi geri getir
undo-text = Bu iletinin gönderildiği adresi yeniden hesabınızın e-posta adresi yapmak için düğmeye basın. Hesapta açık olan tüm oturumlar kapatılacak.
undo-done-title = Eski adresiniz geri getirildi
undo-done-text = Her yerde oturumunuz kapatıldı. Adresi değiştiren siz değilseniz hemen yeni bir şifre belirleyin: Eski şifrenizi başka biri biliyor olabilir.
undo-spent-text = Bağlantı daha önce kullanıldı veya çok eski.

## Names of attributes
attribute-address = Adres
attribute-birthdate = Doğum tarihi
attribute-email = E-posta adresi
attribute-family_name = Soyadı
attribute-gender = Cinsiyet
attribute-given_name = Ad
attribute-locale = Dil ve bölge
attribute-middle_name = İkinci ad
attribute-name = Ad soyad
attribute-nickname = Takma ad
attribute-phone_number = Telefon numarası
attribute-picture = Resminizin adresi
attribute-preferred_username = Tercih edilen kullanıcı adı
attribute-profile = Profil sayfanızın adresi
attribute-website = Web sitesi
attribute-zoneinfo = Saat dilimi
hint-phone = Ülke koduyla birlikte, örneğin +90 212 123 45 67.
hint-birthdate = Yıl, ay ve gün, örneğin 1990-12-31.

## What apps may do
consent-title = { $app } hesabınızı kullanmak istiyor
consent-text = Bu uygulama şunları yapabilecek
consent-openid = kim olduğunuzu bilmek
consent-profile = adınızı ve profilinizdeki diğer bilgileri görmek
consent-email = e-posta adresinizi görmek
consent-phone = telefon numaranızı görmek
consent-account = bilgilerinizi, şifrenizi ve ikinci adımlarınızı değiştirmek
consent-scope = { $scope } kapsamını kullanmak
consent-allow = İzin ver
consent-deny = İzin verme
consent-goes = { $host } adresine yönlendirileceksiniz.

## Devices without a browser
device-title = Cihaz bağlayın
device-text = Cihazınızda görünen kodu girin.
device-code = Cihazın kodu
device-confirm-title = Bu sizin cihazınız mı?
device-confirm-text = Başka bir cihazdaki { $app }, hesabınızla oturum açmak istiyor. Yalnızca cihazda bu kod görünüyorsa devam edin:
device-done-title = Cihazınız bağlandı
device-done-text = Bu sayfayı kapatıp cihazınızda devam edebilirsiniz.
device-denied-title = Cihaz bağlanmadı
device-unknown = Böyle bir kod yok veya kodun süresi dolmuş. Cihazınızdan yeni bir kod isteyin.
device-denied-text = İzin vermediniz ve cihaz hesabınızla ilgili hiçbir bilgi almadı. Bu sayfayı kapatabilirsiniz.

## Challenges of the pool's own
challenge-title = Bir adım daha
challenge-answer = Yanıtınız

## Signing out
sign-out = Oturumu kapat
sign-out-question-title = Oturumu kapatmak istiyor musunuz?
signed-out-title = Oturumunuz kapatıldı
signed-out-text = Bu sayfalardaki oturumunuz kapatıldı.
signed-out-others = Oturumunuz şuralarda hâlâ açık olabilir:
sign-in-again = Tekrar oturum aç
sign-out-of = { $name } oturumunu kapat
sign-out-all = Tüm hesaplarda oturumu kapat

## Troubles
trouble-title = Bir sorun oluştu
trouble-text = Uygulamaya dönüp tekrar deneyin.
trouble-id = Sorun yinelenirse uygulamanın yöneticisine şu numarayı iletin:
trouble-parameter = Uygulama, yerine getiremediğimiz bir istek gönderdi. Sorunlu bölüm: { $parameter }.
trouble-redirect = Uygulama sizi, listesinde olmayan bir adrese yönlendirmek istedi.
trouble-client = Sizi buraya yönlendiren uygulamayı tanımıyoruz.
trouble-unavailable = Bu sayfalar henüz hazır değil. Lütfen uygulamanın yöneticisine haber verin.
expired-title = Bu sayfanın süresi doldu
expired-text = Sayfa çok uzun süre açık kaldı veya başka bir tarayıcıda açıldı. Hiçbir şey kaybolmadı: buradan yeniden başlayın.
expired-restart = Yeniden başla
already-title = Oturumunuz zaten açık
already-text = Bu tarayıcının başka bir sayfasında oturum açtınız.
forbidden-title = Bu isteğin nereden geldiğini doğrulayamadık
forbidden-text = Çerezler engellenmiş veya sayfa çok uzun süre açık kalmış olabilir.
not-found-title = Burada bir şey yok
not-found-text = Adres yanlış veya çok eski olabilir.
method-title = Bu işlem burada çalışmıyor
not-allowed-title = Bunu burada yapamazsınız
not-allowed-text = Lütfen uygulamanın yöneticisine başvurun.

## Signing in through other providers
federated-more-title = Birkaç bilgi daha
federated-more-text = { $provider }, buradaki hesabınız için gereken bilgilerin tümünü bize iletmedi.
federated-link-title = Zaten bir hesabınız var
federated-link-text = { $to } adresine sahip bir hesap zaten var. O hesapta bir kez oturum açın; bundan sonra { $provider } ile de aynı hesapta oturum açabilirsiniz.
federated-link-prove = O hesapta oturum aç
federated-link-apart = Hesapları ayrı tut
organisation-search = Kuruluşunuzla oturum açın

## What is wrong with what was typed
wrong-credentials = Ad veya şifre yanlış.
wrong-unknown-user = Bu ada sahip bir kullanıcı yok.
wrong-code = Kod yanlış.
wrong-code-expired = Kodun süresi doldu. Yeni bir kod isteyin.
wrong-code-used = Bu kod daha önce kullanıldı. Bir sonraki kodu bekleyin.
wrong-too-many = Çok fazla deneme yapıldı. Biraz bekleyip tekrar deneyin.
wrong-locked = Çok fazla hatalı deneme yapıldı. Daha sonra tekrar deneyin.
wrong-disabled = Bu hesap devre dışı. Lütfen uygulamanın yöneticisine başvurun.
wrong-unconfirmed = Bu hesap henüz onaylanmadı.
wrong-reset-required = Oturum açabilmeniz için şifrenizin sıfırlanması gerekiyor.
wrong-temporary-expired = Geçici şifrenizin süresi doldu. Yeni bir davet isteyin.
wrong-required = Lütfen bu alanı doldurun.
wrong-password-policy = Şifre kurallara uymuyor.
wrong-password-reused = Bu şifreyi daha önce kullandınız. Başka bir şifre belirleyin.
wrong-current-password = Mevcut şifre yanlış.
wrong-taken = Bu ad zaten kullanılıyor. Başka bir ad seçin.
wrong-email = Bu bir e-posta adresi değil.
wrong-phone = Bu, ülke kodu olan bir telefon numarası değil.
wrong-value = Bu değere burada izin verilmiyor.
wrong-delivery = İleti gönderilemedi. Daha sonra tekrar deneyin.
wrong-no-way = Bu hesapta oturum açmanın bir yolu yok. Lütfen uygulamanın yöneticisine başvurun.
wrong-function = Uygulama reddetti: { $text }
wrong-passkey = Geçiş anahtarı kabul edilmedi.
wrong-not-allowed = Buna burada izin verilmiyor.
wrong-last-way = Hesabınızda oturum açmanın tek yolu bu. Önce başka bir yol ekleyin.
wrong-level = Uygulama, bu hesapta bulunandan daha güçlü bir oturum açma yöntemi istiyor.
wrong-address-taken = Bu adrese sahip bir hesap zaten var. Bunun yerine o hesapta oturum açın.
wrong-no-recovery = Bu hesabın şifresini sıfırlayamıyoruz. Lütfen uygulamanın yöneticisine başvurun.
wrong-provider-down = { $text } şu anda yanıt vermiyor. Daha sonra tekrar deneyin veya başka bir oturum açma yöntemi seçin.
wrong-provider-failed = Oturum açılamadı: { $text }
wrong-account = O başka bir hesaptı. Bu adrese sahip hesapta oturum açın.
wrong-organisation = Bu adrese ait bir kuruluş bulunamadı.
wrong-provider = Bu oturum açma yöntemi kullanılamıyor. Lütfen başka bir yöntem seçin.
wrong-locked-seconds = { $seconds ->
    [one] Çok fazla hatalı deneme yapıldı. { $seconds } saniye sonra tekrar deneyin.
   *[other] Çok fazla hatalı deneme yapıldı. { $seconds } saniye sonra tekrar deneyin.
}
wrong-locked-minutes = { $minutes ->
    [one] Çok fazla hatalı deneme yapıldı. { $minutes } dakika sonra tekrar deneyin.
   *[other] Çok fazla hatalı deneme yapıldı. { $minutes } dakika sonra tekrar deneyin.
}
wrong-too-many-minutes = { $minutes ->
    [one] Çok fazla deneme yapıldı. { $minutes } dakika sonra tekrar deneyin.
   *[other] Çok fazla deneme yapıldı. { $minutes } dakika sonra tekrar deneyin.
}

## The account pages
account-title = Hesabınız
account-profile = Profil
account-security = Güvenlik
account-sessions = Oturumlar ve cihazlar
account-apps = Uygulamalar
account-data = Verileriniz
account-signed-in-as = { $name } olarak oturum açıldı
account-saved = Kaydedildi.
account-proof-title = Siz olduğunuzu onaylayın
account-proof-text = Bunu değiştirmeden önce bir kez daha oturum açın.
account-verified = doğrulandı
account-unverified = doğrulanmadı
account-verify = Doğrula
account-password-text = Oturum açarken kullandığınız şifreyi değiştirin.
account-password-changed = Şifreniz değiştirildi.
account-passkeys-none = Henüz geçiş anahtarınız yok.
account-passkey-remove = Bu geçiş anahtarını kaldır
account-passkey-removed = Geçiş anahtarı kaldırıldı.
account-totp-on = Bir kimlik doğrulama uygulaması ayarlandı.
account-totp-off = Ayarlanmış bir kimlik doğrulama uygulaması yok.
account-totp-remove = Kimlik doğrulama uygulamasını kaldır
account-totp-removed = Kimlik doğrulama uygulaması kaldırıldı.
account-created = Oluşturulma: { $date }
account-last-used = Son kullanım: { $date }
account-this-session = Bu tarayıcı
account-session-end = Oturumu kapat
account-session-ended = Bu oturum sona erdi.
account-sessions-end-all = Her yerde oturumu kapat
account-sessions-ended = Diğer her yerde oturumunuz kapatıldı.
account-devices = Hatırlanan cihazlar
account-devices-none = Hatırlanan cihaz yok.
account-device-forget = Bu cihazı unut
account-device-forgotten = Cihaz unutuldu.
account-apps-none = Hesabınızı kullanan uygulama yok.
account-app-remove = Erişimi kaldır
account-app-removed = Uygulama artık hesabınızı kullanamaz.
account-app-since = Erişim verildi: { $date }
account-download = Verilerimi indir
account-download-text = Hakkınızda saklanan her şeyi içeren bir dosya alırsınız.
account-delete = Hesabımı sil
account-delete-text = Hesabınız ve ona ait her şey silinecek. Bu işlem geri alınamaz.
account-delete-confirm = Evet, hesabımı sil
account-deleted-title = Hesabınız silindi

## Messages by email and text message
mail-code-subject = Doğrulama kodunuz
mail-code = Onay kodunuz: { $code }
mail-reset = Şifre sıfırlama kodunuz: { $code }
mail-sign-in-subject = Oturum açma kodunuz
mail-sign-in = Kimlik doğrulama kodunuz: { $code }.
mail-link-subject = Doğrulama bağlantınız
mail-link = E-posta adresinizi doğrulamak için lütfen aşağıdaki bağlantıyı tıklayın. { $link }
mail-link-text = E-postayı doğrula
mail-invitation-subject = Geçici şifreniz
mail-invitation = Kullanıcı adınız: { $username }, geçici şifreniz: { $code }.
mail-welcome-subject = Hesabınız
mail-welcome = Kullanıcı adınız: { $username }.
mail-notice-subject = Hesabınızda oturum açma girişimi reddedildi
mail-notice = Biri hesabınızda oturum açmayı denedi ve girişim reddedildi: { $login-time }, { $device-name }, { $ip-address }. Bu sizseniz: { $one-click-link-valid } Bu siz değilseniz: { $one-click-link-invalid }
mail-address-changed-subject = E-posta adresiniz değiştirildi
mail-address-changed = Bu adres artık hesabınızın e-posta adresi değil. Değiştiren siz değilseniz yedi gün içinde geri alın: { $link }
