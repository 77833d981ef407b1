# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = اللغة
language-change = تغيير اللغة
error-title = خطأ: { $title }
errors = يُرجى مراجعة ما يلي
help = مساعدة
terms = شروط الاستخدام
privacy = سياسة الخصوصية
continue = متابعة
cancel = إلغاء
back = رجوع
save = حفظ
or = أو
show-password = إظهار كلمة المرور
hide-password = إخفاء كلمة المرور
optional = اختياري
skip = ليس الآن
try-again = إعادة المحاولة

## Signing in
sign-in-title = تسجيل الدخول
sign-in-to = إلى { $app }
sign-in = تسجيل الدخول
username = اسم المستخدم
email = عنوان البريد الإلكتروني
phone = رقم الهاتف
email-or-phone = عنوان البريد الإلكتروني أو رقم الهاتف
username-or-email = اسم المستخدم أو عنوان البريد الإلكتروني
username-or-phone = اسم المستخدم أو رقم الهاتف
username-email-or-phone = اسم المستخدم أو عنوان البريد الإلكتروني أو رقم الهاتف
password = كلمة المرور
forgot-password = هل نسيت كلمة المرور؟
no-account = أليس لديك حساب؟
create-account = إنشاء حساب
sign-in-with = المتابعة باستخدام { $provider }
sign-in-as = المتابعة باسم { $name }
other-account = استخدام حساب آخر
choose-account-title = اختيار حساب
signed-out-account = تم تسجيل الخروج
remove-account = إزالة { $name }
choose-method-title = اختيار طريقة تسجيل الدخول
method-password = كلمة المرور
method-email = رمز عبر البريد الإلكتروني
method-sms = رمز عبر رسالة نصية
method-passkey = مفتاح المرور
method-totp = تطبيق المصادقة
other-method = اختيار طريقة أخرى
password-title = إدخال كلمة المرور
not-you = أليس هذا حسابك؟
passkey-button = تسجيل الدخول بمفتاح مرور
passkey-title = تسجيل الدخول بمفتاح المرور
passkey-text = سيطلب جهازك بصمة إصبعك أو التعرّف على وجهك أو قفل الشاشة.
passkey-unsupported = لا يدعم هذا المتصفح مفاتيح المرور. اختر طريقة أخرى.
passkey-cancelled = لم يُستخدم مفتاح المرور. يمكنك إعادة المحاولة أو اختيار طريقة أخرى.

## Codes
code-title = إدخال الرمز
code = الرمز
code-sent-email = أرسلنا رمزًا إلى { $to }.
code-sent-sms = أرسلنا رمزًا في رسالة نصية إلى { $to }.
code-from-app = أدخل الرمز الظاهر في تطبيق المصادقة.
code-from-app-named = أدخل الرمز الظاهر في تطبيق المصادقة للجهاز { $device }.
code-resend = إرسال رمز جديد
code-resent = أرسلنا رمزًا جديدًا إلى { $to }. لم يعد الرمز السابق صالحًا.
code-wait = { $seconds ->
    [zero] يمكنك طلب رمز جديد الآن.
    [one] يمكنك طلب رمز جديد بعد ثانية واحدة.
    [two] يمكنك طلب رمز جديد بعد ثانيتين.
    [few] يمكنك طلب رمز جديد بعد { $seconds } ثوانٍ.
    [many] يمكنك طلب رمز جديد بعد { $seconds } ثانية.
   *[other] يمكنك طلب رمز جديد بعد { $seconds } ثانية.
}
verify = التحقّق

## Second factors
mfa-choose-title = اختيار الخطوة الثانية
mfa-setup-title = إضافة خطوة ثانية
mfa-setup-text = لا تكفي كلمة المرور وحدها لهذا الحساب. اختر ما تريد استخدامه من الآن فصاعدًا.
mfa-setup-email-text = إلى أي عنوان بريد إلكتروني تريد أن نرسل الرموز؟
mfa-setup-sms-text = إلى أي رقم هاتف تريد أن نرسل الرموز؟
totp-title = إعداد تطبيق المصادقة
totp-scan = امسح هذه الصورة ضوئيًا باستخدام تطبيق المصادقة.
totp-picture = رمز الاستجابة السريعة لتطبيق المصادقة
totp-secret = إذا تعذّر مسحها، فأدخل هذا المفتاح:
totp-open = الفتح في تطبيق مصادقة على هذا الجهاز
totp-code = ثم أدخل الرمز الظاهر في التطبيق
totp-name = اسم هذا الجهاز

## Passkeys of an account
passkey-add-title = تسجيل دخول أسرع في المرة القادمة
passkey-add-text = باستخدام مفتاح المرور، يمكنك تسجيل الدخول ببصمة إصبعك أو وجهك أو قفل الشاشة. لا حاجة إلى تذكّر أي شيء.
passkey-add = إنشاء مفتاح مرور
passkey-added = مفتاح المرور جاهز.

## Passwords
new-password-title = اختيار كلمة مرور جديدة
new-password-text = عيّن شخص آخر كلمة مرورك الحالية. اختر كلمة مرور لا يعرفها سواك.
new-password = كلمة المرور الجديدة
current-password = كلمة المرور الحالية
password-rules = يجب أن تتضمّن كلمة المرور
rule-length = { $count ->
    [zero] أي عدد من الأحرف
    [one] حرفًا واحدًا على الأقل
    [two] حرفين على الأقل
    [few] { $count } أحرف على الأقل
    [many] { $count } حرفًا على الأقل
   *[other] { $count } حرف على الأقل
}
rule-lowercase = حرفًا لاتينيًا صغيرًا
rule-uppercase = حرفًا لاتينيًا كبيرًا
rule-number = رقمًا
rule-symbol = رمزًا خاصًا أو مسافة
rule-met = مستوفى
rule-unmet = غير مستوفى بعد
missing-attributes-title = بعض التفاصيل الإضافية
missing-attributes-text = نحتاج إلى هذه المعلومات قبل أن تتمكّن من المتابعة.

## Signing up
sign-up-title = إنشاء حسابك
sign-up = التسجيل
have-account = هل لديك حساب بالفعل؟
agree = بالتسجيل، فإنك توافق على { $terms } و{ $privacy }.
confirm-title = تأكيد حسابك
confirm-text-email = أرسلنا رمزًا إلى { $to }. أدخله لتأكيد أن هذا العنوان لك.
confirm-text-sms = أرسلنا رمزًا إلى { $to }. أدخله لتأكيد أن هذا الرقم لك.
confirm-link-text = أرسلنا رابطًا إلى { $to }. افتحه لتأكيد أن هذا العنوان لك، ثم عُد إلى هنا وسجّل الدخول.
confirm = تأكيد
confirmed-title = تم تأكيد حسابك
confirmed-text = يمكنك الرجوع إلى التطبيق وتسجيل الدخول.
confirm-question-title = تأكيد حسابك
confirm-question-text = اضغط على الزر لتأكيد أن عنوان البريد الإلكتروني هذا لك.
confirm-no-code-title = تم إنشاء حسابك
confirm-no-code-text = يجب أن يؤكّد أحد المسؤولين حسابك قبل أن تتمكّن من تسجيل الدخول.
confirm-link-resend = إرسال رابط جديد
confirm-spent-title = لم يعد هذا الرابط صالحًا
confirm-spent-text = سبق استخدامه أو انتهت صلاحيته أو أُرسل رابط أحدث منه. اطلب رابطًا جديدًا من التطبيق.
confirm-incomplete-title = هذا الرابط غير مكتمل
confirm-incomplete-text = انسخ الرابط كاملاً من الرسالة.
feedback-title = هل كان تسجيل الدخول هذا منك؟
feedback-valid-text = اضغط على الزر إذا كنت أنت من سجّل الدخول.
feedback-invalid-text = اضغط على الزر إذا لم تكن أنت من سجّل الدخول.
feedback-valid = كنت أنا
feedback-invalid = لم أكن أنا
feedback-done-title = شكرًا لك
feedback-done-valid-text = سجّلنا أن تسجيل الدخول هذا كان منك.
feedback-done-invalid-text = سجّلنا أن تسجيل الدخول هذا لم يكن منك. إذا كان من الممكن أن يعرف أحد كلمة مرورك، فغيّرها الآن.
feedback-unknown-text = هذا الرابط غير صالح. انسخه كاملاً من الرسالة.
invitation-title = مرحبًا بك
invitation-text = سجّل الدخول بكلمة المرور المؤقتة التي أُرسلت إليك، ثم اختر كلمة مرور خاصة بك.
invitation-resend = إرسال دعوة جديدة
invitation-resent = أرسلنا إليك كلمة مرور مؤقتة جديدة. سجّل الدخول بها.
invitation-expired-title = انتهت صلاحية دعوتك
invitation-expired-text = لم تُستخدم كلمة المرور المؤقتة في الوقت المحدَّد. يمكننا إرسال كلمة مرور جديدة إليك.

## Forgotten passwords
forgot-title = إعادة تعيين كلمة المرور
forgot-text = أدخل بيانات حسابك وسنرسل إليك رمزًا.
forgot-send = إرسال رمز
reset-title = اختيار كلمة مرور جديدة
reset-text = إذا كان هذا الحساب موجودًا، فقد أرسلنا رمزًا إلى { $to }.
reset = إعادة تعيين كلمة المرور
reset-done-title = تم تغيير كلمة مرورك
reset-done-text = سجّل الدخول بكلمة مرورك الجديدة.

## Changing an address
address-change-title = تأكيد عنوانك الجديد
address-change-text = أرسلنا رمزًا إلى { $to }. سيبقى عنوانك القديم مستخدمًا إلى أن تؤكّد العنوان الجديد.
address-changed = تم تغيير عنوانك.
undo-title = استعادة عنوانك القديم
undo-text = اضغط على الزر ليصبح العنوان الذي أُرسلت إليه هذه الرسالة عنوان البريد الإلكتروني لحسابك من جديد. سيتم تسجيل خروج الجميع من الحساب.
undo-done-title = تمت استعادة عنوانك القديم
undo-done-text = تم تسجيل خروجك من كل الأجهزة. إذا لم تكن أنت من غيّر العنوان، فاختر كلمة مرور جديدة الآن، فربما يعرف أحد كلمة المرور القديمة.
undo-spent-text = سبق استخدامه أو انتهت صلاحيته.

## Names of attributes
attribute-address = العنوان
attribute-birthdate = تاريخ الميلاد
attribute-email = عنوان البريد الإلكتروني
attribute-family_name = اسم العائلة
attribute-gender = الجنس
attribute-given_name = الاسم الأول
attribute-locale = اللغة والمنطقة
attribute-middle_name = الاسم الأوسط
attribute-name = الاسم
attribute-nickname = الاسم المستعار
attribute-phone_number = رقم الهاتف
attribute-picture = عنوان صورتك على الويب
attribute-preferred_username = اسم المستخدم المفضّل
attribute-profile = عنوان صفحة ملفك الشخصي
attribute-website = الموقع الإلكتروني
attribute-zoneinfo = المنطقة الزمنية
hint-phone = مع رمز البلد، مثل {"\u2066"}+966501234567{"\u2069"}.
hint-birthdate = 1990-12-31 مثلاً: السنة، ثم الشهر، ثم اليوم.

## What apps may do
consent-title = يريد تطبيق { $app } استخدام حسابك
consent-text = سيتمكّن التطبيق من
consent-openid = معرفة هويتك
consent-profile = الاطّلاع على اسمك وبقية تفاصيل ملفك الشخصي
consent-email = الاطّلاع على عنوان بريدك الإلكتروني
consent-phone = الاطّلاع على رقم هاتفك
consent-account = تغيير بياناتك وكلمة مرورك وخطوات التحقّق الإضافية
consent-scope = استخدام { $scope }
consent-allow = سماح
consent-deny = عدم السماح
consent-goes = سيتم نقلك إلى { $host }.

## Devices without a browser
device-title = ربط جهاز
device-text = أدخل الرمز الظاهر على جهازك.
device-code = رمز الجهاز
device-confirm-title = هل هذا جهازك؟
device-confirm-text = يطلب تطبيق { $app } على جهاز آخر تسجيل الدخول باسمك. لا تتابع إلا إذا كان يعرض هذا الرمز:
device-done-title = تم ربط جهازك
device-done-text = يمكنك إغلاق هذه الصفحة والمتابعة على جهازك.
device-denied-title = لم يتم ربط الجهاز
device-unknown = هذا الرمز غير موجود أو انتهت صلاحيته. اطلب رمزًا جديدًا من جهازك.
device-denied-text = لم تسمح بذلك، ولم يعرف الجهاز شيئًا عن حسابك. يمكنك إغلاق هذه الصفحة.

## Challenges of the pool's own
challenge-title = خطوة أخرى
challenge-answer = إجابتك

## Signing out
sign-out = تسجيل الخروج
sign-out-question-title = هل تريد تسجيل الخروج؟
signed-out-title = تم تسجيل خروجك
signed-out-text = تم تسجيل خروجك من هذه الصفحات.
signed-out-others = ربما لا يزال تسجيل دخولك ساريًا هنا:
sign-in-again = تسجيل الدخول مرة أخرى
sign-out-of = تسجيل خروج { $name }
sign-out-all = تسجيل الخروج من كل الحسابات

## Troubles
trouble-title = حدث خطأ ما
trouble-text = ارجع إلى التطبيق وأعد المحاولة.
trouble-id = إذا تكرّر ذلك، فأبلغ القائمين على التطبيق بهذا الرقم:
trouble-parameter = أرسل التطبيق طلبًا لا يمكننا تنفيذه. الجزء الذي فيه الخطأ هو { $parameter }.
trouble-redirect = طلب التطبيق نقلك إلى عنوان غير موجود في قائمته.
trouble-client = لا نعرف التطبيق الذي نقلك إلى هنا.
trouble-unavailable = هذه الصفحات ليست جاهزة بعد. يُرجى إبلاغ القائمين على التطبيق.
expired-title = انتهت صلاحية هذه الصفحة
expired-text = ظلّت الصفحة مفتوحة لمدة طويلة، أو فُتحت في متصفح آخر. لم يُفقد أي شيء: ابدأ من جديد من هنا.
expired-restart = البدء من جديد
already-title = سبق أن سجّلت الدخول
already-text = سجّلت الدخول في صفحة أخرى من هذا المتصفح.
forbidden-title = تعذّر علينا التحقّق من مصدر هذا الطلب
forbidden-text = ربما تكون ملفات تعريف الارتباط محظورة، أو ظلّت الصفحة مفتوحة لمدة طويلة.
not-found-title = لا يوجد شيء هنا
not-found-text = ربما يكون العنوان غير صحيح أو قديمًا.
method-title = هذا الإجراء غير متاح هنا
not-allowed-title = لا يمكنك تنفيذ هذا الإجراء هنا
not-allowed-text = يُرجى التواصل مع القائمين على التطبيق.

## Signing in through other providers
federated-more-title = بعض التفاصيل الإضافية
federated-more-text = لم نتلقَّ من { $provider } كل المعلومات التي يحتاج إليها حسابك هنا.
federated-link-title = لديك حساب بالفعل
federated-link-text = هناك حساب بالعنوان { $to } بالفعل. سجّل الدخول إليه مرة واحدة، وبعدها يمكنك الدخول إلى الحساب نفسه باستخدام { $provider }.
federated-link-prove = تسجيل الدخول إلى ذلك الحساب
federated-link-apart = إبقاء الحسابين منفصلين
organisation-search = تسجيل الدخول عبر مؤسستك

## What is wrong with what was typed
wrong-credentials = الاسم أو كلمة المرور غير صحيحة.
wrong-unknown-user = لا يوجد مستخدم بهذا الاسم.
wrong-code = الرمز غير صحيح.
wrong-code-expired = انتهت صلاحية الرمز. اطلب رمزًا جديدًا.
wrong-code-used = سبق استخدام هذا الرمز. انتظر الرمز التالي.
wrong-too-many = عدد المحاولات كبير جدًا. انتظر قليلاً ثم أعد المحاولة.
wrong-locked = عدد المحاولات غير الصحيحة كبير جدًا. أعد المحاولة لاحقًا.
wrong-disabled = هذا الحساب معطَّل. يُرجى التواصل مع القائمين على التطبيق.
wrong-unconfirmed = لم يتم تأكيد هذا الحساب بعد.
wrong-reset-required = يجب إعادة تعيين كلمة مرورك قبل أن تتمكّن من تسجيل الدخول.
wrong-temporary-expired = انتهت صلاحية كلمة مرورك المؤقتة. اطلب دعوة جديدة.
wrong-required = يُرجى ملء هذا الحقل.
wrong-password-policy = كلمة المرور لا تستوفي الشروط.
wrong-password-reused = سبق أن استخدمت كلمة المرور هذه. اختر كلمة مرور أخرى.
wrong-current-password = كلمة المرور الحالية غير صحيحة.
wrong-taken = هذا الاسم مستخدَم بالفعل. اختر اسمًا آخر.
wrong-email = هذا ليس عنوان بريد إلكتروني صالحًا.
wrong-phone = هذا ليس رقم هاتف مع رمز البلد.
wrong-value = هذه القيمة غير مسموح بها هنا.
wrong-delivery = تعذّر علينا إرسال الرسالة. أعد المحاولة لاحقًا.
wrong-no-way = لا تتوفّر أي طريقة لتسجيل الدخول إلى هذا الحساب. يُرجى التواصل مع القائمين على التطبيق.
wrong-function = رفض التطبيق الطلب: { $text }
wrong-passkey = لم يُقبل مفتاح المرور.
wrong-not-allowed = هذا غير مسموح به هنا.
wrong-last-way = هذه هي الطريقة الوحيدة لتسجيل الدخول إلى حسابك. أضف طريقة أخرى أولاً.
wrong-level = يتطلّب التطبيق طريقة تسجيل دخول أقوى من المتاحة في هذا الحساب.
wrong-address-taken = هناك حساب بهذا العنوان بالفعل. سجّل الدخول إليه بدلاً من ذلك.
wrong-no-recovery = لا يمكننا إعادة تعيين كلمة مرور هذا الحساب. يُرجى التواصل مع القائمين على التطبيق.
wrong-provider-down = لا نتلقّى ردًا من { $text } حاليًا. أعد المحاولة لاحقًا أو اختر طريقة أخرى لتسجيل الدخول.
wrong-provider-failed = تعذّر تسجيل الدخول: { $text }
wrong-account = كان ذلك حسابًا آخر. سجّل الدخول إلى الحساب الذي له هذا العنوان.
wrong-organisation = لا نعرف أي مؤسسة بهذا العنوان.
wrong-provider = طريقة تسجيل الدخول هذه غير متاحة. يُرجى اختيار طريقة أخرى.
wrong-locked-seconds = { $seconds ->
    [zero] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد { $seconds } ثانية.
    [one] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد ثانية واحدة.
    [two] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد ثانيتين.
    [few] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد { $seconds } ثوانٍ.
    [many] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد { $seconds } ثانية.
   *[other] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد { $seconds } ثانية.
}
wrong-locked-minutes = { $minutes ->
    [zero] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد { $minutes } دقيقة.
    [one] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد دقيقة واحدة.
    [two] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد دقيقتين.
    [few] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد { $minutes } دقائق.
    [many] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد { $minutes } دقيقة.
   *[other] عدد المحاولات الخاطئة كبير جدًا. أعد المحاولة بعد { $minutes } دقيقة.
}
wrong-too-many-minutes = { $minutes ->
    [zero] عدد المحاولات كبير جدًا. أعد المحاولة بعد { $minutes } دقيقة.
    [one] عدد المحاولات كبير جدًا. أعد المحاولة بعد دقيقة واحدة.
    [two] عدد المحاولات كبير جدًا. أعد المحاولة بعد دقيقتين.
    [few] عدد المحاولات كبير جدًا. أعد المحاولة بعد { $minutes } دقائق.
    [many] عدد المحاولات كبير جدًا. أعد المحاولة بعد { $minutes } دقيقة.
   *[other] عدد المحاولات كبير جدًا. أعد المحاولة بعد { $minutes } دقيقة.
}

## The account pages
account-title = حسابك
account-profile = الملف الشخصي
account-security = الأمان
account-sessions = الجلسات والأجهزة
account-apps = التطبيقات
account-data = بياناتك
account-signed-in-as = تم تسجيل الدخول باسم { $name }
account-saved = تم الحفظ.
account-proof-title = تأكيد هويتك
account-proof-text = قبل إجراء هذا التغيير، سجّل الدخول مرة أخرى.
account-verified = تم التحقّق منه
account-unverified = لم يتم التحقّق منه
account-verify = التحقّق
account-password-text = تغيير كلمة المرور التي تستخدمها لتسجيل الدخول.
account-password-changed = تم تغيير كلمة مرورك.
account-passkeys-none = ليس لديك مفاتيح مرور بعد.
account-passkey-remove = إزالة مفتاح المرور هذا
account-passkey-removed = تمت إزالة مفتاح المرور.
account-totp-on = تم إعداد تطبيق مصادقة.
account-totp-off = لم يتم إعداد أي تطبيق مصادقة.
account-totp-remove = إزالة تطبيق المصادقة
account-totp-removed = تمت إزالة تطبيق المصادقة.
account-created = تاريخ الإنشاء: { $date }
account-last-used = آخر استخدام: { $date }
account-this-session = هذا المتصفح
account-session-end = تسجيل الخروج
account-session-ended = تم إنهاء تلك الجلسة.
account-sessions-end-all = تسجيل الخروج من كل الأجهزة
account-sessions-ended = تم تسجيل خروجك من كل الأجهزة الأخرى.
account-devices = الأجهزة المحفوظة
account-devices-none = لا توجد أجهزة محفوظة.
account-device-forget = نسيان هذا الجهاز
account-device-forgotten = تم نسيان الجهاز.
account-apps-none = لا توجد تطبيقات تستخدم حسابك.
account-app-remove = إزالة إذن الوصول
account-app-removed = لم يعد بإمكان التطبيق استخدام حسابك.
account-app-since = تاريخ منح الوصول: { $date }
account-download = تنزيل بياناتي
account-download-text = ستحصل على ملف يتضمّن كل البيانات المحفوظة عنك.
account-delete = حذف حسابي
account-delete-text = سيتم حذف حسابك وكل ما يرتبط به. لا يمكن التراجع عن هذا الإجراء.
account-delete-confirm = نعم، حذف حسابي
account-deleted-title = تم حذف حسابك

## Messages by email and text message
mail-code-subject = رمز التحقّق الخاص بك
mail-code = رمز التأكيد الخاص بك هو { $code }
mail-reset = رمز إعادة تعيين كلمة المرور الخاص بك هو { $code }
mail-sign-in-subject = رمز تسجيل الدخول الخاص بك
mail-sign-in = رمز المصادقة الخاص بك هو { $code }.
mail-link-subject = رابط التحقّق الخاص بك
mail-link = يُرجى النقر على الرابط أدناه للتحقّق من عنوان بريدك الإلكتروني. { $link }
mail-link-text = التحقّق من البريد الإلكتروني
mail-invitation-subject = كلمة مرورك المؤقتة
mail-invitation = اسم المستخدم الخاص بك هو { $username } وكلمة المرور المؤقتة هي { $code }.
mail-welcome-subject = حسابك
mail-welcome = اسم المستخدم الخاص بك هو { $username }.
mail-notice-subject = رُفض تسجيل دخول إلى حسابك
mail-notice = حاول شخص ما تسجيل الدخول إلى حسابك ورُفض: { $login-time }، { $device-name }، { $ip-address }. إذا كنت أنت: { $one-click-link-valid } إذا لم تكن أنت: { $one-click-link-invalid }
mail-address-changed-subject = تم تغيير عنوان بريدك الإلكتروني
mail-address-changed = لم يعد هذا عنوان البريد الإلكتروني لحسابك. إذا لم تكن أنت من غيّره، فيمكنك استعادته خلال سبعة أيام: { $link }
