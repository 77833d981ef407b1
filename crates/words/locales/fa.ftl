# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = زبان
language-change = تغییر زبان
error-title = خطا: { $title }
errors = موارد زیر باید اصلاح شود
help = راهنما
terms = شرایط استفاده
privacy = خط‌مشی رازداری
continue = ادامه
cancel = لغو
back = برگشت
save = ذخیره
or = یا
show-password = نمایش گذرواژه
hide-password = پنهان کردن گذرواژه
optional = اختیاری
skip = فعلاً نه
try-again = تلاش دوباره

## Signing in
sign-in-title = ورود
sign-in-to = به { $app }
sign-in = ورود
username = نام کاربری
email = نشانی ایمیل
phone = شماره تلفن
email-or-phone = نشانی ایمیل یا شماره تلفن
username-or-email = نام کاربری یا نشانی ایمیل
username-or-phone = نام کاربری یا شماره تلفن
username-email-or-phone = نام کاربری، نشانی ایمیل یا شماره تلفن
password = گذرواژه
forgot-password = گذرواژه را فراموش کرده‌اید؟
no-account = حساب ندارید؟
create-account = ایجاد حساب
sign-in-with = ادامه با { $provider }
sign-in-as = ادامه با حساب { $name }
other-account = استفاده از حسابی دیگر
choose-account-title = انتخاب حساب
signed-out-account = از حساب خارج شده‌اید
remove-account = حذف { $name }
choose-method-title = انتخاب روش ورود
method-password = گذرواژه
method-email = کد ازطریق ایمیل
method-sms = کد ازطریق پیامک
method-passkey = گذرکلید
method-totp = برنامه احراز هویت
other-method = انتخاب روشی دیگر
password-title = گذرواژه را وارد کنید
not-you = این حساب شما نیست؟
passkey-button = ورود با گذرکلید
passkey-title = ورود با گذرکلید
passkey-text = دستگاهتان اثر انگشت، چهره یا قفل صفحه شما را درخواست می‌کند.
passkey-unsupported = این مرورگر از گذرکلید پشتیبانی نمی‌کند. روش دیگری انتخاب کنید.
passkey-cancelled = از گذرکلید استفاده نشد. می‌توانید دوباره امتحان کنید یا روش دیگری انتخاب کنید.

## Codes
code-title = کد را وارد کنید
code = کد
code-sent-email = کدی به { $to } فرستادیم.
code-sent-sms = کدی را با پیامک به { $to } فرستادیم.
code-from-app = کدی را که برنامه احراز هویت نشان می‌دهد وارد کنید.
code-from-app-named = کدی را که برنامه احراز هویت برای { $device } نشان می‌دهد وارد کنید.
code-resend = ارسال کد جدید
code-resent = کد جدیدی به { $to } فرستادیم. کد قبلی دیگر معتبر نیست.
code-wait = { $seconds ->
    [one] { $seconds } ثانیه دیگر می‌توانید کد جدید درخواست کنید.
   *[other] { $seconds } ثانیه دیگر می‌توانید کد جدید درخواست کنید.
}
verify = تأیید

## Second factors
mfa-choose-title = انتخاب مرحله دوم
mfa-setup-title = افزودن مرحله دوم
mfa-setup-text = برای این حساب، گذرواژه به‌تنهایی کافی نیست. روشی را که می‌خواهید از این پس استفاده کنید انتخاب کنید.
mfa-setup-email-text = کدها را به کدام نشانی ایمیل بفرستیم؟
mfa-setup-sms-text = کدها را به کدام شماره تلفن بفرستیم؟
totp-title = راه‌اندازی برنامه احراز هویت
totp-scan = این تصویر را با برنامه احراز هویت خود اسکن کنید.
totp-picture = کد QR برای برنامه احراز هویت
totp-secret = اگر نمی‌توانید آن را اسکن کنید، این کلید را وارد کنید:
totp-open = باز کردن در یک برنامه احراز هویت در همین دستگاه
totp-code = سپس کدی را که برنامه نشان می‌دهد وارد کنید
totp-name = نام این دستگاه

## Passkeys of an account
passkey-add-title = دفعه بعد سریع‌تر وارد شوید
passkey-add-text = با گذرکلید می‌توانید با اثر انگشت، چهره یا قفل صفحه وارد شوید. لازم نیست چیزی را به خاطر بسپارید.
passkey-add = ایجاد گذرکلید
passkey-added = گذرکلید شما آماده است.

## Passwords
new-password-title = انتخاب گذرواژه جدید
new-password-text = گذرواژه شما را شخص دیگری تعیین کرده است. گذرواژه‌ای انتخاب کنید که فقط خودتان بدانید.
new-password = گذرواژه جدید
current-password = گذرواژه فعلی
password-rules = گذرواژه باید شامل این موارد باشد
rule-length = { $count ->
    [one] حداقل { $count } نویسه
   *[other] حداقل { $count } نویسه
}
rule-lowercase = یک حرف کوچک انگلیسی
rule-uppercase = یک حرف بزرگ انگلیسی
rule-number = یک عدد
rule-symbol = یک نویسه ویژه یا فاصله
rule-met = رعایت شده
rule-unmet = هنوز رعایت نشده
missing-attributes-title = چند مورد دیگر
missing-attributes-text = برای ادامه به این اطلاعات نیاز داریم.

## Signing up
sign-up-title = ایجاد حساب
sign-up = ثبت‌نام
have-account = از قبل حساب دارید؟
agree = با ثبت‌نام، { $terms } و { $privacy } را می‌پذیرید.
confirm-title = تأیید حساب
confirm-text-email = کدی به { $to } فرستادیم. آن را وارد کنید تا تأیید شود که این نشانی متعلق به شماست.
confirm-text-sms = کدی به { $to } فرستادیم. آن را وارد کنید تا تأیید شود که این شماره متعلق به شماست.
confirm-link-text = پیوندی به { $to } فرستادیم. آن را باز کنید تا تأیید شود که این نشانی متعلق به شماست، سپس برگردید و وارد شوید.
confirm = تأیید
confirmed-title = حساب شما تأیید شد
confirmed-text = می‌توانید به برنامه برگردید و وارد شوید.
confirm-question-title = تأیید حساب
confirm-question-text = دکمه را بزنید تا تأیید شود که این نشانی ایمیل متعلق به شماست.
confirm-no-code-title = حساب شما ایجاد شد
confirm-no-code-text = پیش از اینکه بتوانید وارد شوید، باید فرد مسئول حساب شما را تأیید کند.
confirm-link-resend = ارسال پیوند جدید
confirm-spent-title = این پیوند دیگر معتبر نیست
confirm-spent-text = این پیوند قبلاً استفاده شده، منقضی شده یا پیوند جدیدتری فرستاده شده است. پیوند جدیدی از برنامه درخواست کنید.
confirm-incomplete-title = این پیوند کامل نیست
confirm-incomplete-text = همه پیوند را از پیام کپی کنید.
feedback-title = این ورود از شما بود؟
feedback-valid-text = اگر شما وارد شدید، دکمه را بزنید.
feedback-invalid-text = اگر شما وارد نشدید، دکمه را بزنید.
feedback-valid = من بودم
feedback-invalid = من نبودم
feedback-done-title = سپاسگزاریم
feedback-done-valid-text = ثبت کردیم که این ورود از شما بود.
feedback-done-invalid-text = ثبت کردیم که این ورود از شما نبود. اگر ممکن است کسی گذرواژه‌تان را بداند، همین حالا آن را تغییر دهید.
feedback-unknown-text = این پیوند معتبر نیست. همهٔ آن را از پیام کپی کنید.
invitation-title = خوش آمدید
invitation-text = با گذرواژه موقتی که برایتان ارسال شده است وارد شوید، سپس گذرواژه خودتان را انتخاب کنید.
invitation-resend = ارسال دعوت‌نامه جدید
invitation-resent = گذرواژه موقت جدیدی برایتان فرستادیم. با آن وارد شوید.
invitation-expired-title = دعوت‌نامه شما منقضی شده است
invitation-expired-text = گذرواژه موقت به‌موقع استفاده نشد. می‌توانیم گذرواژه جدیدی برایتان بفرستیم.

## Forgotten passwords
forgot-title = بازنشانی گذرواژه
forgot-text = مشخصات حسابتان را وارد کنید تا کدی برایتان بفرستیم.
forgot-send = ارسال کد
reset-title = انتخاب گذرواژه جدید
reset-text = اگر چنین حسابی وجود داشته باشد، کدی به { $to } فرستاده‌ایم.
reset = بازنشانی گذرواژه
reset-done-title = گذرواژه شما تغییر کرد
reset-done-text = با گذرواژه جدیدتان وارد شوید.

## Changing an address
address-change-title = تأیید نشانی جدید
address-change-text = کدی به { $to } فرستادیم. تا وقتی نشانی جدید را تأیید نکنید، نشانی قبلی باقی می‌ماند.
address-changed = نشانی شما تغییر کرد.
undo-title = برگرداندن نشانی قبلی
undo-text = دکمه را بزنید تا نشانی‌ای که این پیام به آن فرستاده شده است دوباره نشانی ایمیل حسابتان شود. همه از حساب خارج خواهند شد.
undo-done-title = نشانی قبلی شما برگردانده شد
undo-done-text = از همه دستگاه‌ها خارج شدید. اگر شما نشانی را تغییر نداده‌اید، همین حالا گذرواژه جدیدی انتخاب کنید: شاید کسی گذرواژه قبلی را بداند.
undo-spent-text = این پیوند قبلاً استفاده شده یا منقضی شده است.

## Names of attributes
attribute-address = نشانی
attribute-birthdate = تاریخ تولد
attribute-email = نشانی ایمیل
attribute-family_name = نام خانوادگی
attribute-gender = جنسیت
attribute-given_name = نام
attribute-locale = زبان و منطقه
attribute-middle_name = نام میانی
attribute-name = نام کامل
attribute-nickname = نام مستعار
attribute-phone_number = شماره تلفن
attribute-picture = نشانی تصویر شما در وب
attribute-preferred_username = نام کاربری دلخواه
attribute-profile = نشانی صفحه نمایه شما
attribute-website = وب‌سایت
attribute-zoneinfo = منطقه زمانی
hint-phone = همراه با کد کشور، مثلاً {"\u2066"}+989121234567{"\u2069"}.
hint-birthdate = 1990-12-31 برای نمونه (سال، ماه و روز میلادی).

## What apps may do
consent-title = { $app } می‌خواهد از حساب شما استفاده کند
consent-text = این برنامه می‌تواند
consent-openid = بداند شما چه کسی هستید
consent-profile = نام و سایر جزئیات نمایه شما را ببیند
consent-email = نشانی ایمیل شما را ببیند
consent-phone = شماره تلفن شما را ببیند
consent-account = مشخصات، گذرواژه و مراحل تأیید اضافی شما را تغییر دهد
consent-scope = از { $scope } استفاده کند
consent-allow = اجازه دادن
consent-deny = اجازه ندادن
consent-goes = به { $host } هدایت می‌شوید.

## Devices without a browser
device-title = متصل کردن دستگاه
device-text = کدی را که دستگاهتان نشان می‌دهد وارد کنید.
device-code = کد دستگاه
device-confirm-title = این دستگاه شماست؟
device-confirm-text = { $app } در دستگاه دیگری می‌خواهد با حساب شما وارد شود. فقط در صورتی ادامه دهید که این کد را نشان می‌دهد:
device-done-title = دستگاه شما متصل شد
device-done-text = می‌توانید این صفحه را ببندید و در دستگاهتان ادامه دهید.
device-denied-title = دستگاه متصل نشد
device-unknown = چنین کدی وجود ندارد یا منقضی شده است. کد جدیدی از دستگاهتان بگیرید.
device-denied-text = شما اجازه ندادید و دستگاه چیزی از حسابتان ندانست. می‌توانید این صفحه را ببندید.

## Challenges of the pool's own
challenge-title = یک مرحله دیگر
challenge-answer = پاسخ شما

## Signing out
sign-out = خروج از حساب
sign-out-question-title = می‌خواهید از حسابتان خارج شوید؟
signed-out-title = از حسابتان خارج شدید
signed-out-text = از این صفحه‌ها خارج شدید.
signed-out-others = شاید هنوز از این موارد خارج نشده باشید:
sign-in-again = ورود دوباره
sign-out-of = خروج از حساب { $name }
sign-out-all = خروج از همه حساب‌ها

## Troubles
trouble-title = مشکلی پیش آمد
trouble-text = به برنامه برگردید و دوباره امتحان کنید.
trouble-id = اگر دوباره پیش آمد، این شماره را به گردانندگان برنامه بگویید:
trouble-parameter = برنامه درخواستی فرستاد که نمی‌توانیم انجام دهیم. بخش نادرست { $parameter } است.
trouble-redirect = برنامه خواست شما را به نشانی‌ای هدایت کند که در فهرستش نیست.
trouble-client = برنامه‌ای را که شما را به اینجا فرستاده است نمی‌شناسیم.
trouble-unavailable = این صفحه‌ها هنوز آماده نیستند. لطفاً به گردانندگان برنامه اطلاع دهید.
expired-title = این صفحه منقضی شده است
expired-text = صفحه مدت زیادی باز بوده یا در مرورگر دیگری باز شده است. چیزی از دست نرفته است: از همین‌جا دوباره شروع کنید.
expired-restart = شروع دوباره
already-title = قبلاً وارد شده‌اید
already-text = در صفحه دیگری از همین مرورگر وارد شده‌اید.
forbidden-title = نتوانستیم منبع این درخواست را بررسی کنیم
forbidden-text = شاید کوکی‌ها مسدود باشند یا صفحه مدت زیادی باز بوده باشد.
not-found-title = چیزی اینجا نیست
not-found-text = شاید نشانی نادرست یا قدیمی باشد.
method-title = این کار اینجا ممکن نیست
not-allowed-title = نمی‌توانید این کار را اینجا انجام دهید
not-allowed-text = لطفاً با گردانندگان برنامه تماس بگیرید.

## Signing in through other providers
federated-more-title = چند مورد دیگر
federated-more-text = { $provider } همه اطلاعاتی را که حسابتان در اینجا لازم دارد به ما نداد.
federated-link-title = از قبل حساب دارید
federated-link-text = حسابی با نشانی { $to } از قبل وجود دارد. یک بار به آن وارد شوید؛ پس از آن با { $provider } هم می‌توانید به همان حساب وارد شوید.
federated-link-prove = ورود به آن حساب
federated-link-apart = جدا نگه داشتن حساب‌ها
organisation-search = ورود از طریق سازمانتان

## What is wrong with what was typed
wrong-credentials = نام یا گذرواژه درست نیست.
wrong-unknown-user = کاربری با این نام وجود ندارد.
wrong-code = کد درست نیست.
wrong-code-expired = کد منقضی شده است. کد جدیدی درخواست کنید.
wrong-code-used = قبلاً از این کد استفاده شده است. منتظر کد بعدی بمانید.
wrong-too-many = تعداد تلاش‌ها بیش از حد بود. کمی صبر کنید و دوباره امتحان کنید.
wrong-locked = تعداد تلاش‌های ناموفق بیش از حد بود. بعداً دوباره امتحان کنید.
wrong-disabled = این حساب غیرفعال است. لطفاً با گردانندگان برنامه تماس بگیرید.
wrong-unconfirmed = این حساب هنوز تأیید نشده است.
wrong-reset-required = پیش از ورود باید گذرواژه‌تان بازنشانی شود.
wrong-temporary-expired = گذرواژه موقت شما منقضی شده است. دعوت‌نامه جدیدی درخواست کنید.
wrong-required = لطفاً این قسمت را پر کنید.
wrong-password-policy = گذرواژه با شرایط مطابقت ندارد.
wrong-password-reused = قبلاً از این گذرواژه استفاده کرده‌اید. گذرواژه دیگری انتخاب کنید.
wrong-current-password = گذرواژه فعلی درست نیست.
wrong-taken = این نام قبلاً انتخاب شده است. نام دیگری انتخاب کنید.
wrong-email = این نشانی ایمیل معتبر نیست.
wrong-phone = این شماره تلفن همراه با کد کشور نیست.
wrong-value = این مقدار در اینجا مجاز نیست.
wrong-delivery = نتوانستیم پیام را بفرستیم. بعداً دوباره امتحان کنید.
wrong-no-way = هیچ روشی برای ورود به این حساب وجود ندارد. لطفاً با گردانندگان برنامه تماس بگیرید.
wrong-function = برنامه درخواست را نپذیرفت: { $text }
wrong-passkey = گذرکلید پذیرفته نشد.
wrong-not-allowed = این کار در اینجا مجاز نیست.
wrong-last-way = این تنها روش ورود به حساب شماست. ابتدا روش دیگری اضافه کنید.
wrong-level = برنامه به روش ورودی قوی‌تر از روش‌های این حساب نیاز دارد.
wrong-address-taken = حسابی با این نشانی از قبل وجود دارد. به همان حساب وارد شوید.
wrong-no-recovery = نمی‌توانیم گذرواژه این حساب را بازنشانی کنیم. لطفاً با گردانندگان برنامه تماس بگیرید.
wrong-provider-down = { $text } در حال حاضر پاسخ نمی‌دهد. بعداً دوباره امتحان کنید یا روش ورود دیگری انتخاب کنید.
wrong-provider-failed = ورود انجام نشد: { $text }
wrong-account = آن حساب دیگری بود. به حسابی که این نشانی را دارد وارد شوید.
wrong-organisation = سازمانی با این نشانی نمی‌شناسیم.
wrong-provider = این روش ورود در دسترس نیست. لطفاً روش دیگری انتخاب کنید.
wrong-locked-seconds = { $seconds ->
    [one] تعداد تلاش‌های نادرست بیش از حد بود. { $seconds } ثانیهٔ دیگر دوباره امتحان کنید.
   *[other] تعداد تلاش‌های نادرست بیش از حد بود. { $seconds } ثانیهٔ دیگر دوباره امتحان کنید.
}
wrong-locked-minutes = { $minutes ->
    [one] تعداد تلاش‌های نادرست بیش از حد بود. { $minutes } دقیقهٔ دیگر دوباره امتحان کنید.
   *[other] تعداد تلاش‌های نادرست بیش از حد بود. { $minutes } دقیقهٔ دیگر دوباره امتحان کنید.
}
wrong-too-many-minutes = { $minutes ->
    [one] تعداد تلاش‌ها بیش از حد بود. { $minutes } دقیقهٔ دیگر دوباره امتحان کنید.
   *[other] تعداد تلاش‌ها بیش از حد بود. { $minutes } دقیقهٔ دیگر دوباره امتحان کنید.
}

## The account pages
account-title = حساب شما
account-profile = نمایه
account-security = امنیت
account-sessions = نشست‌ها و دستگاه‌ها
account-apps = برنامه‌ها
account-data = داده‌های شما
account-signed-in-as = واردشده با حساب { $name }
account-saved = ذخیره شد.
account-proof-title = تأیید کنید که خودتان هستید
account-proof-text = پیش از این تغییر، یک بار دیگر وارد شوید.
account-verified = تأییدشده
account-unverified = تأییدنشده
account-verify = تأیید
account-password-text = گذرواژه‌ای را که با آن وارد می‌شوید تغییر دهید.
account-password-changed = گذرواژه شما تغییر کرد.
account-passkeys-none = هنوز گذرکلیدی ندارید.
account-passkey-remove = حذف این گذرکلید
account-passkey-removed = گذرکلید حذف شد.
account-totp-on = برنامه احراز هویت راه‌اندازی شده است.
account-totp-off = هیچ برنامه احراز هویتی راه‌اندازی نشده است.
account-totp-remove = حذف برنامه احراز هویت
account-totp-removed = برنامه احراز هویت حذف شد.
account-created = تاریخ ایجاد: { $date }
account-last-used = آخرین استفاده: { $date }
account-this-session = این مرورگر
account-session-end = خروج از حساب
account-session-ended = آن نشست پایان یافت.
account-sessions-end-all = خروج از همه دستگاه‌ها
account-sessions-ended = از همه دستگاه‌های دیگر خارج شدید.
account-devices = دستگاه‌های به‌خاطرسپرده‌شده
account-devices-none = هیچ دستگاهی به خاطر سپرده نشده است.
account-device-forget = فراموش کردن این دستگاه
account-device-forgotten = دستگاه فراموش شد.
account-apps-none = هیچ برنامه‌ای از حساب شما استفاده نمی‌کند.
account-app-remove = لغو دسترسی
account-app-removed = برنامه دیگر نمی‌تواند از حساب شما استفاده کند.
account-app-since = تاریخ اعطای دسترسی: { $date }
account-download = بارگیری داده‌های من
account-download-text = فایلی با همه اطلاعاتی که درباره شما نگه‌داری می‌شود دریافت می‌کنید.
account-delete = حذف حساب من
account-delete-text = حساب شما و هرچه به آن تعلق دارد حذف خواهد شد. این کار واگردپذیر نیست.
account-delete-confirm = بله، حسابم حذف شود
account-deleted-title = حساب شما حذف شد

## Messages by email and text message
mail-code-subject = کد تأیید شما
mail-code = کد تأیید شما: { $code }
mail-reset = کد بازنشانی گذرواژه شما: { $code }
mail-sign-in-subject = کد ورود شما
mail-sign-in = کد ورود شما: { $code }.
mail-link-subject = پیوند تأیید شما
mail-link = لطفاً برای تأیید نشانی ایمیلتان روی پیوند زیر کلیک کنید. { $link }
mail-link-text = تأیید ایمیل
mail-invitation-subject = گذرواژه موقت شما
mail-invitation = نام کاربری شما { $username } و گذرواژه موقت شما { $code } است.
mail-welcome-subject = حساب شما
mail-welcome = نام کاربری شما { $username } است.
mail-notice-subject = یک ورود به حسابتان رد شد
mail-notice = کسی خواست وارد حسابتان شود و رد شد: { $login-time }، { $device-name }، { $ip-address }. اگر شما بودید: { $one-click-link-valid } اگر شما نبودید: { $one-click-link-invalid }
mail-address-changed-subject = نشانی ایمیل شما تغییر کرد
mail-address-changed = این نشانی دیگر نشانی ایمیل حساب شما نیست. اگر شما آن را تغییر نداده‌اید، ظرف هفت روز آن را برگردانید: { $link }
