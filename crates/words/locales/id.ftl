# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Bahasa
language-change = Ubah bahasa
error-title = Kesalahan: { $title }
errors = Ada yang perlu diperbaiki
help = Bantuan
terms = Ketentuan penggunaan
privacy = Kebijakan privasi
continue = Lanjutkan
cancel = Batal
back = Kembali
save = Simpan
or = atau
show-password = Tampilkan sandi
hide-password = Sembunyikan sandi
optional = opsional
skip = Lain kali
try-again = Coba lagi

## Signing in
sign-in-title = Masuk
sign-in-to = ke { $app }
sign-in = Masuk
username = Nama pengguna
email = Alamat email
phone = Nomor telepon
email-or-phone = Alamat email atau nomor telepon
username-or-email = Nama pengguna atau alamat email
username-or-phone = Nama pengguna atau nomor telepon
username-email-or-phone = Nama pengguna, alamat email, atau nomor telepon
password = Sandi
forgot-password = Lupa sandi?
no-account = Belum punya akun?
create-account = Buat akun
sign-in-with = Lanjutkan dengan { $provider }
sign-in-as = Lanjutkan sebagai { $name }
other-account = Gunakan akun lain
choose-account-title = Pilih akun
signed-out-account = Sudah keluar
remove-account = Hapus { $name } dari daftar
choose-method-title = Pilih cara masuk
method-password = Sandi
method-email = Kode lewat email
method-sms = Kode lewat SMS
method-passkey = Kunci sandi
method-totp = Aplikasi autentikator
other-method = Pilih cara lain
password-title = Masukkan sandi
not-you = Bukan Anda?
passkey-button = Masuk dengan kunci sandi
passkey-title = Masuk dengan kunci sandi Anda
passkey-text = Perangkat akan meminta sidik jari, wajah, atau kunci layar Anda.
passkey-unsupported = Browser ini tidak mendukung kunci sandi. Pilih cara lain.
passkey-cancelled = Kunci sandi tidak digunakan. Anda dapat mencoba lagi atau memilih cara lain.

## Codes
code-title = Masukkan kode
code = Kode
code-sent-email = Kami mengirim kode ke { $to }.
code-sent-sms = Kami mengirim kode lewat SMS ke { $to }.
code-from-app = Masukkan kode yang ditampilkan aplikasi autentikator Anda.
code-from-app-named = Masukkan kode yang ditampilkan aplikasi autentikator Anda untuk { $device }.
code-resend = Kirim kode baru
code-resent = Kami mengirim kode baru ke { $to }. Kode lama tidak berlaku lagi.
code-wait = Anda dapat meminta kode baru dalam { $seconds } detik.
verify = Verifikasi

## Second factors
mfa-choose-title = Pilih langkah kedua
mfa-setup-title = Tambahkan langkah kedua
mfa-setup-text = Akun ini memerlukan lebih dari sekadar sandi. Pilih yang ingin Anda gunakan mulai sekarang.
mfa-setup-email-text = Ke alamat email mana kode harus kami kirim?
mfa-setup-sms-text = Ke nomor telepon mana kode harus kami kirim?
totp-title = Siapkan aplikasi autentikator
totp-scan = Pindai gambar ini dengan aplikasi autentikator Anda.
totp-picture = Kode QR untuk aplikasi autentikator Anda
totp-secret = Jika tidak dapat memindainya, masukkan kunci ini:
totp-open = Buka di aplikasi autentikator pada perangkat ini
totp-code = Lalu masukkan kode yang ditampilkan aplikasi
totp-name = Nama perangkat ini

## Passkeys of an account
passkey-add-title = Masuk lebih cepat lain kali
passkey-add-text = Dengan kunci sandi, Anda masuk menggunakan sidik jari, wajah, atau kunci layar. Tidak ada yang perlu diingat.
passkey-add = Buat kunci sandi
passkey-added = Kunci sandi Anda sudah siap.

## Passwords
new-password-title = Buat sandi baru
new-password-text = Sandi Anda dibuat oleh orang lain. Buat sandi yang hanya diketahui oleh Anda.
new-password = Sandi baru
current-password = Sandi saat ini
password-rules = Sandi Anda harus berisi
rule-length = minimal { $count } karakter
rule-lowercase = huruf kecil
rule-uppercase = huruf besar
rule-number = angka
rule-symbol = karakter khusus atau spasi
rule-met = terpenuhi
rule-unmet = belum terpenuhi
missing-attributes-title = Beberapa detail lagi
missing-attributes-text = Kami memerlukan detail ini sebelum Anda dapat melanjutkan.

## Signing up
sign-up-title = Buat akun Anda
sign-up = Daftar
have-account = Sudah punya akun?
agree = Dengan mendaftar, Anda menyetujui { $terms } dan { $privacy }.
confirm-title = Konfirmasi akun Anda
confirm-text-email = Kami mengirim kode ke { $to }. Masukkan kode itu untuk mengonfirmasi bahwa alamat tersebut milik Anda.
confirm-text-sms = Kami mengirim kode ke { $to }. Masukkan kode itu untuk mengonfirmasi bahwa nomor tersebut milik Anda.
confirm-link-text = Kami mengirim link ke { $to }. Buka link itu untuk mengonfirmasi bahwa alamat tersebut milik Anda, lalu kembali ke sini dan masuk.
confirm = Konfirmasi
confirmed-title = Akun Anda sudah dikonfirmasi
confirmed-text = Anda dapat kembali ke aplikasi dan masuk.
confirm-question-title = Konfirmasi akun Anda
confirm-question-text = Tekan tombol untuk mengonfirmasi bahwa alamat email ini milik Anda.
confirm-no-code-title = Akun Anda sudah dibuat
confirm-no-code-text = Akun harus disetujui terlebih dahulu sebelum Anda dapat masuk.
confirm-link-resend = Kirim link baru
confirm-spent-title = Link ini tidak berlaku lagi
confirm-spent-text = Link sudah digunakan, sudah kedaluwarsa, atau link yang lebih baru sudah dikirim. Minta link baru di aplikasi.
confirm-incomplete-title = Link ini tidak lengkap
confirm-incomplete-text = Salin seluruh link dari pesan.
feedback-title = Apakah Anda yang masuk?
feedback-valid-text = Tekan tombol jika Anda yang masuk.
feedback-invalid-text = Tekan tombol jika bukan Anda yang masuk.
feedback-valid = Itu saya
feedback-invalid = Itu bukan saya
feedback-done-title = Terima kasih
feedback-done-valid-text = Kami telah mencatat bahwa Anda yang masuk.
feedback-done-invalid-text = Kami telah mencatat bahwa bukan Anda yang masuk. Jika ada yang mungkin mengetahui sandi Anda, ubah sekarang.
feedback-unknown-text = Tautan ini tidak valid. Salin seluruhnya dari pesan.
invitation-title = Selamat datang
invitation-text = Masuk dengan sandi sementara yang dikirim kepada Anda, lalu buat sandi sendiri.
invitation-resend = Kirim undangan baru
invitation-resent = Kami mengirim sandi sementara baru kepada Anda. Masuk dengan sandi tersebut.
invitation-expired-title = Undangan Anda sudah kedaluwarsa
invitation-expired-text = Sandi sementara tidak digunakan tepat waktu. Kami dapat mengirim sandi baru kepada Anda.

## Forgotten passwords
forgot-title = Setel ulang sandi
forgot-text = Beri tahu kami akun Anda dan kami akan mengirim kode.
forgot-send = Kirim kode
reset-title = Buat sandi baru
reset-text = Jika akun tersebut ada, kami telah mengirim kode ke { $to }.
reset = Setel ulang sandi
reset-done-title = Sandi Anda sudah diubah
reset-done-text = Masuk dengan sandi baru Anda.

## Changing an address
address-change-title = Konfirmasi alamat baru Anda
address-change-text = Kami mengirim kode ke { $to }. Alamat lama tetap berlaku sampai Anda mengonfirmasi yang baru.
address-changed = Alamat Anda sudah diubah.
undo-title = Pulihkan alamat lama Anda
undo-text = Tekan tombol agar alamat yang menerima pesan ini kembali menjadi alamat email akun Anda. Semua orang akan dikeluarkan dari akun ini.
undo-done-title = Alamat lama Anda sudah dipulihkan
undo-done-text = Anda sudah keluar dari semua tempat. Jika bukan Anda yang mengubah alamat tersebut, buat sandi baru sekarang: mungkin ada yang mengetahui sandi lama.
undo-spent-text = Link sudah digunakan atau sudah kedaluwarsa.

## Names of attributes
attribute-address = Alamat
attribute-birthdate = Tanggal lahir
attribute-email = Alamat email
attribute-family_name = Nama belakang
attribute-gender = Jenis kelamin
attribute-given_name = Nama depan
attribute-locale = Bahasa dan wilayah
attribute-middle_name = Nama tengah
attribute-name = Nama lengkap
attribute-nickname = Nama panggilan
attribute-phone_number = Nomor telepon
attribute-picture = Alamat foto Anda
attribute-preferred_username = Nama pengguna pilihan
attribute-profile = Alamat halaman profil Anda
attribute-website = Situs web
attribute-zoneinfo = Zona waktu
hint-phone = Dengan kode negara, misalnya +62 21 1234 5678.
hint-birthdate = Tahun, bulan, dan tanggal, misalnya 1990-12-31.

## What apps may do
consent-title = { $app } ingin menggunakan akun Anda
consent-text = Aplikasi ini akan dapat
consent-openid = mengetahui siapa Anda
consent-profile = melihat nama Anda dan detail lain di profil Anda
consent-email = melihat alamat email Anda
consent-phone = melihat nomor telepon Anda
consent-account = mengubah detail, sandi, dan langkah kedua Anda
consent-scope = menggunakan { $scope }
consent-allow = Izinkan
consent-deny = Jangan izinkan
consent-goes = Anda akan diarahkan ke { $host }.

## Devices without a browser
device-title = Hubungkan perangkat
device-text = Masukkan kode yang ditampilkan perangkat Anda.
device-code = Kode perangkat
device-confirm-title = Apakah ini perangkat Anda?
device-confirm-text = { $app } di perangkat lain meminta untuk masuk ke akun Anda. Lanjutkan hanya jika perangkat itu menampilkan kode ini:
device-done-title = Perangkat Anda sudah terhubung
device-done-text = Anda dapat menutup halaman ini dan melanjutkan di perangkat Anda.
device-denied-title = Perangkat tidak dihubungkan
device-unknown = Kode tidak ada atau sudah kedaluwarsa. Minta kode baru di perangkat Anda.
device-denied-text = Anda tidak mengizinkannya, dan perangkat tidak mengetahui apa pun tentang akun Anda. Anda dapat menutup halaman ini.

## Challenges of the pool's own
challenge-title = Satu langkah lagi
challenge-answer = Jawaban Anda

## Signing out
sign-out = Keluar
sign-out-question-title = Ingin keluar?
signed-out-title = Anda sudah keluar
signed-out-text = Anda sudah keluar dari halaman-halaman ini.
signed-out-others = Anda mungkin masih masuk di sini:
sign-in-again = Masuk lagi
sign-out-of = Keluar dari akun { $name }
sign-out-all = Keluar dari semua akun

## Troubles
trouble-title = Terjadi kesalahan
trouble-text = Kembali ke aplikasi dan coba lagi.
trouble-id = Jika terjadi lagi, berikan nomor ini kepada pengelola aplikasi:
trouble-parameter = Aplikasi mengirim permintaan yang tidak dapat kami proses. Bagian yang salah adalah { $parameter }.
trouble-redirect = Aplikasi meminta untuk mengarahkan Anda ke alamat yang tidak ada dalam daftarnya.
trouble-client = Kami tidak mengenali aplikasi yang mengarahkan Anda ke sini.
trouble-unavailable = Halaman ini belum siap. Harap beri tahu pengelola aplikasi.
expired-title = Halaman ini sudah kedaluwarsa
expired-text = Halaman ini terbuka terlalu lama atau dibuka di browser lain. Tidak ada yang hilang: mulai lagi dari sini.
expired-restart = Mulai lagi
already-title = Anda sudah masuk
already-text = Anda masuk di halaman lain pada browser ini.
forbidden-title = Kami tidak dapat memeriksa asal permintaan ini
forbidden-text = Cookie mungkin diblokir, atau halaman terbuka terlalu lama.
not-found-title = Tidak ada apa-apa di sini
not-found-text = Alamat mungkin salah atau sudah tidak berlaku.
method-title = Ini tidak berfungsi di sini
not-allowed-title = Anda tidak dapat melakukan ini di sini
not-allowed-text = Harap hubungi pengelola aplikasi.

## Signing in through other providers
federated-more-title = Beberapa detail lagi
federated-more-text = { $provider } tidak memberikan semua detail yang diperlukan akun Anda di sini.
federated-link-title = Anda sudah punya akun
federated-link-text = Sudah ada akun dengan alamat { $to }. Masuk ke akun itu satu kali, lalu selanjutnya Anda dapat masuk ke akun yang sama dengan { $provider }.
federated-link-prove = Masuk ke akun tersebut
federated-link-apart = Biarkan akun tetap terpisah
organisation-search = Masuk dengan organisasi Anda

## What is wrong with what was typed
wrong-credentials = Nama atau sandi salah.
wrong-unknown-user = Tidak ada pengguna dengan nama ini.
wrong-code = Kode salah.
wrong-code-expired = Kode sudah kedaluwarsa. Minta kode baru.
wrong-code-used = Kode ini sudah digunakan. Tunggu kode berikutnya.
wrong-too-many = Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.
wrong-locked = Terlalu banyak percobaan yang salah. Coba lagi nanti.
wrong-disabled = Akun ini dinonaktifkan. Harap hubungi pengelola aplikasi.
wrong-unconfirmed = Akun ini belum dikonfirmasi.
wrong-reset-required = Sandi Anda harus disetel ulang sebelum Anda dapat masuk.
wrong-temporary-expired = Sandi sementara Anda sudah kedaluwarsa. Minta undangan baru.
wrong-required = Harap isi kolom ini.
wrong-password-policy = Sandi tidak memenuhi ketentuan.
wrong-password-reused = Anda pernah menggunakan sandi ini. Pilih yang lain.
wrong-current-password = Sandi saat ini salah.
wrong-taken = Nama ini sudah digunakan. Pilih yang lain.
wrong-email = Ini bukan alamat email.
wrong-phone = Ini bukan nomor telepon dengan kode negara.
wrong-value = Nilai ini tidak diizinkan di sini.
wrong-delivery = Kami tidak dapat mengirim pesan. Coba lagi nanti.
wrong-no-way = Tidak ada cara untuk masuk ke akun ini. Harap hubungi pengelola aplikasi.
wrong-function = Aplikasi menolak: { $text }
wrong-passkey = Kunci sandi tidak diterima.
wrong-not-allowed = Ini tidak diizinkan di sini.
wrong-last-way = Ini satu-satunya cara untuk masuk ke akun Anda. Tambahkan cara lain terlebih dahulu.
wrong-level = Aplikasi meminta cara masuk yang lebih kuat daripada yang dimiliki akun ini.
wrong-address-taken = Sudah ada akun dengan alamat ini. Masuk ke akun tersebut.
wrong-no-recovery = Kami tidak dapat menyetel ulang sandi akun ini. Harap hubungi pengelola aplikasi.
wrong-provider-down = { $text } sedang tidak merespons. Coba lagi nanti atau pilih cara masuk lain.
wrong-provider-failed = Gagal masuk: { $text }
wrong-account = Itu akun lain. Masuk ke akun dengan alamat ini.
wrong-organisation = Tidak ada organisasi yang dikenal dengan alamat ini.
wrong-provider = Cara masuk ini tidak tersedia. Pilih cara lain.
wrong-locked-seconds = Terlalu banyak percobaan yang salah. Coba lagi dalam { $seconds } detik.
wrong-locked-minutes = Terlalu banyak percobaan yang salah. Coba lagi dalam { $minutes } menit.
wrong-too-many-minutes = Terlalu banyak percobaan. Coba lagi dalam { $minutes } menit.

## The account pages
account-title = Akun Anda
account-profile = Profil
account-security = Keamanan
account-sessions = Sesi dan perangkat
account-apps = Aplikasi
account-data = Data Anda
account-signed-in-as = Masuk sebagai { $name }
account-saved = Tersimpan.
account-proof-title = Konfirmasi bahwa ini Anda
account-proof-text = Sebelum mengubah ini, masuk sekali lagi.
account-verified = terverifikasi
account-unverified = belum diverifikasi
account-verify = Verifikasi
account-password-text = Ubah sandi yang Anda gunakan untuk masuk.
account-password-changed = Sandi Anda sudah diubah.
account-passkeys-none = Anda belum punya kunci sandi.
account-passkey-remove = Hapus kunci sandi ini
account-passkey-removed = Kunci sandi sudah dihapus.
account-totp-on = Aplikasi autentikator sudah disiapkan.
account-totp-off = Aplikasi autentikator belum disiapkan.
account-totp-remove = Hapus aplikasi autentikator
account-totp-removed = Aplikasi autentikator sudah dihapus.
account-created = Dibuat { $date }
account-last-used = Terakhir digunakan { $date }
account-this-session = Browser ini
account-session-end = Keluarkan
account-session-ended = Sesi tersebut sudah berakhir.
account-sessions-end-all = Keluar dari semua tempat
account-sessions-ended = Anda sudah keluar dari semua tempat lain.
account-devices = Perangkat yang diingat
account-devices-none = Tidak ada perangkat yang diingat.
account-device-forget = Lupakan perangkat ini
account-device-forgotten = Perangkat sudah dilupakan.
account-apps-none = Tidak ada aplikasi yang menggunakan akun Anda.
account-app-remove = Hapus akses
account-app-removed = Aplikasi tidak dapat lagi menggunakan akun Anda.
account-app-since = Akses diberikan { $date }
account-download = Download data saya
account-download-text = Anda akan mendapatkan file berisi semua yang disimpan tentang Anda.
account-delete = Hapus akun saya
account-delete-text = Akun Anda dan semua yang terkait dengannya akan dihapus. Tindakan ini tidak dapat dibatalkan.
account-delete-confirm = Ya, hapus akun saya
account-deleted-title = Akun Anda sudah dihapus

## Messages by email and text message
mail-code-subject = Kode verifikasi Anda
mail-code = Kode konfirmasi Anda adalah { $code }
mail-reset = Kode penyetelan ulang sandi Anda adalah { $code }
mail-sign-in-subject = Kode masuk Anda
mail-sign-in = Kode autentikasi Anda adalah { $code }.
mail-link-subject = Link verifikasi Anda
mail-link = Klik link di bawah ini untuk memverifikasi alamat email Anda. { $link }
mail-link-text = Verifikasi email
mail-invitation-subject = Sandi sementara Anda
mail-invitation = Nama pengguna Anda adalah { $username } dan sandi sementara Anda adalah { $code }.
mail-welcome-subject = Akun Anda
mail-welcome = Nama pengguna Anda adalah { $username }.
mail-notice-subject = Upaya masuk ke akun Anda ditolak
mail-notice = Seseorang mencoba masuk ke akun Anda dan ditolak: { $login-time }, { $device-name }, { $ip-address }. Jika itu Anda: { $one-click-link-valid } Jika bukan Anda: { $one-click-link-invalid }
mail-address-changed-subject = Alamat email Anda sudah diubah
mail-address-changed = Ini bukan lagi alamat email akun Anda. Jika bukan Anda yang mengubahnya, pulihkan dalam waktu tujuh hari: { $link }
