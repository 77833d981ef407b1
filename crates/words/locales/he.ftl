# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = שפה
language-change = שינוי שפה
error-title = שגיאה: { $title }
errors = יש פרטים שצריך לתקן
help = עזרה
terms = תנאי השימוש
privacy = מדיניות הפרטיות
continue = המשך
cancel = ביטול
back = חזרה
save = שמירה
or = או
show-password = הצגת הסיסמה
hide-password = הסתרת הסיסמה
optional = אופציונלי
skip = לא עכשיו
try-again = ניסיון נוסף

## Signing in
sign-in-title = כניסה לחשבון
sign-in-to = אל { $app }
sign-in = כניסה
username = שם משתמש
email = כתובת אימייל
phone = מספר טלפון
email-or-phone = כתובת אימייל או מספר טלפון
username-or-email = שם משתמש או כתובת אימייל
username-or-phone = שם משתמש או מספר טלפון
username-email-or-phone = שם משתמש, כתובת אימייל או מספר טלפון
password = סיסמה
forgot-password = שכחת את הסיסמה?
no-account = אין לך חשבון?
create-account = יצירת חשבון
sign-in-with = המשך עם { $provider }
sign-in-as = המשך בתור { $name }
other-account = שימוש בחשבון אחר
choose-account-title = בחירת חשבון
signed-out-account = יצאת מהחשבון
remove-account = הסרת { $name }
choose-method-title = בחירת דרך כניסה
method-password = סיסמה
method-email = קוד באימייל
method-sms = קוד בהודעת טקסט
method-passkey = מפתח גישה
method-totp = אפליקציית אימות
other-method = בחירת דרך אחרת
password-title = הזנת הסיסמה
not-you = החשבון לא שלך?
passkey-button = כניסה עם מפתח גישה
passkey-title = כניסה עם מפתח הגישה שלך
passkey-text = תופיע במכשיר בקשה לטביעת אצבע, לזיהוי פנים או לנעילת המסך.
passkey-unsupported = הדפדפן הזה לא תומך במפתחות גישה. יש לבחור דרך אחרת.
passkey-cancelled = לא נעשה שימוש במפתח הגישה. אפשר לנסות שוב או לבחור דרך אחרת.

## Codes
code-title = הזנת הקוד
code = קוד
code-sent-email = שלחנו קוד אל { $to }.
code-sent-sms = שלחנו קוד בהודעת טקסט אל { $to }.
code-from-app = יש להזין את הקוד שמופיע באפליקציית האימות.
code-from-app-named = יש להזין את הקוד שמופיע באפליקציית האימות עבור { $device }.
code-resend = שליחת קוד חדש
code-resent = שלחנו קוד חדש אל { $to }. הקוד הקודם כבר לא תקף.
code-wait = { $seconds ->
    [one] אפשר יהיה לבקש קוד חדש בעוד שנייה אחת.
    [two] אפשר יהיה לבקש קוד חדש בעוד שתי שניות.
   *[other] אפשר יהיה לבקש קוד חדש בעוד { $seconds } שניות.
}
verify = אימות

## Second factors
mfa-choose-title = בחירת השלב השני
mfa-setup-title = הוספת שלב שני
mfa-setup-text = בחשבון הזה לא מספיקה סיסמה בלבד. יש לבחור באיזו דרך להשתמש מעכשיו.
mfa-setup-email-text = לאיזו כתובת אימייל לשלוח את הקודים?
mfa-setup-sms-text = לאיזה מספר טלפון לשלוח את הקודים?
totp-title = הגדרה של אפליקציית האימות
totp-scan = יש לסרוק את התמונה הזו באמצעות אפליקציית האימות.
totp-picture = קוד QR לאפליקציית האימות
totp-secret = אם אי אפשר לסרוק, יש להזין את המפתח הזה:
totp-open = פתיחה באפליקציית אימות במכשיר הזה
totp-code = לאחר מכן יש להזין את הקוד שמופיע באפליקציה
totp-name = השם של המכשיר הזה

## Passkeys of an account
passkey-add-title = כניסה מהירה יותר בפעם הבאה
passkey-add-text = מפתח גישה מאפשר להיכנס עם טביעת אצבע, זיהוי פנים או נעילת מסך. אין צורך לזכור דבר.
passkey-add = יצירת מפתח גישה
passkey-added = מפתח הגישה שלך מוכן.

## Passwords
new-password-title = בחירת סיסמה חדשה
new-password-text = הסיסמה שלך נקבעה על ידי אדם אחר. יש לבחור סיסמה שרק לך ידועה.
new-password = סיסמה חדשה
current-password = הסיסמה הנוכחית
password-rules = הסיסמה צריכה לכלול
rule-length = { $count ->
    [one] תו אחד לפחות
    [two] שני תווים לפחות
   *[other] { $count } תווים לפחות
}
rule-lowercase = אות לטינית קטנה
rule-uppercase = אות לטינית גדולה
rule-number = ספרה
rule-symbol = תו מיוחד או רווח
rule-met = מתקיים
rule-unmet = עדיין לא מתקיים
missing-attributes-title = עוד כמה פרטים
missing-attributes-text = אנחנו צריכים את הפרטים האלה כדי להמשיך.

## Signing up
sign-up-title = יצירת חשבון
sign-up = הרשמה
have-account = כבר יש לך חשבון?
agree = ההרשמה מהווה הסכמה ל{ $terms } ול{ $privacy }.
confirm-title = אישור החשבון
confirm-text-email = שלחנו קוד אל { $to }. יש להזין אותו כדי לאשר שהכתובת שייכת לך.
confirm-text-sms = שלחנו קוד אל { $to }. יש להזין אותו כדי לאשר שהמספר שייך לך.
confirm-link-text = שלחנו קישור אל { $to }. יש לפתוח אותו כדי לאשר שהכתובת שייכת לך, ואז לחזור לכאן ולהיכנס לחשבון.
confirm = אישור
confirmed-title = החשבון שלך אושר
confirmed-text = אפשר לחזור לאפליקציה ולהיכנס לחשבון.
confirm-question-title = אישור החשבון
confirm-question-text = יש ללחוץ על הלחצן כדי לאשר שכתובת האימייל הזו שייכת לך.
confirm-no-code-title = החשבון שלך נוצר
confirm-no-code-text = כדי שיהיה אפשר להיכנס לחשבון, מישהו צריך קודם לאשר אותו.
confirm-link-resend = שליחת קישור חדש
confirm-spent-title = הקישור הזה כבר לא תקף
confirm-spent-text = כבר נעשה בו שימוש, פג תוקפו או שנשלח קישור חדש יותר. אפשר לבקש קישור חדש באפליקציה.
confirm-incomplete-title = הקישור הזה לא שלם
confirm-incomplete-text = יש להעתיק את הקישור המלא מההודעה.
feedback-title = האם הכניסה הזו הייתה שלך?
feedback-valid-text = יש ללחוץ על הלחצן אם הכניסה הייתה שלך.
feedback-invalid-text = יש ללחוץ על הלחצן אם הכניסה לא הייתה שלך.
feedback-valid = זה היה אני
feedback-invalid = זה לא היה אני
feedback-done-title = תודה
feedback-done-valid-text = רשמנו שהכניסה הזו הייתה שלך.
feedback-done-invalid-text = רשמנו שהכניסה הזו לא הייתה שלך. אם ייתכן שמישהו יודע את הסיסמה שלך, כדאי לשנות אותה עכשיו.
feedback-unknown-text = הקישור הזה אינו תקין. יש להעתיק את כולו מההודעה.
invitation-title = ברוכים הבאים
invitation-text = יש להיכנס עם הסיסמה הזמנית שנשלחה אליך, ואז לבחור סיסמה משלך.
invitation-resend = שליחת הזמנה חדשה
invitation-resent = שלחנו לך סיסמה זמנית חדשה. יש להיכנס איתה.
invitation-expired-title = פג תוקפה של ההזמנה
invitation-expired-text = לא נעשה שימוש בסיסמה הזמנית בזמן. אפשר לשלוח לך סיסמה חדשה.

## Forgotten passwords
forgot-title = איפוס הסיסמה
forgot-text = יש להזין את פרטי החשבון, ונשלח לך קוד.
forgot-send = שליחת קוד
reset-title = בחירת סיסמה חדשה
reset-text = אם קיים חשבון כזה, שלחנו קוד אל { $to }.
reset = איפוס הסיסמה
reset-done-title = הסיסמה שלך שונתה
reset-done-text = אפשר להיכנס עם הסיסמה החדשה.

## Changing an address
address-change-title = אישור הכתובת החדשה
address-change-text = שלחנו קוד אל { $to }. הכתובת הקודמת תישאר בתוקף עד לאישור הכתובת החדשה.
address-changed = הכתובת שלך שונתה.
undo-title = שחזור הכתובת הקודמת
undo-text = יש ללחוץ על הלחצן כדי שהכתובת שאליה נשלחה ההודעה הזו תהיה שוב כתובת האימייל של החשבון שלך. תתבצע יציאה מהחשבון בכל המכשירים.
undo-done-title = הכתובת הקודמת שלך שוחזרה
undo-done-text = יצאת מהחשבון בכל המכשירים. אם שינוי הכתובת לא היה שלך, כדאי לבחור עכשיו סיסמה חדשה: ייתכן שמישהו יודע את הסיסמה הישנה.
undo-spent-text = כבר נעשה בו שימוש או שפג תוקפו.

## Names of attributes
attribute-address = כתובת
attribute-birthdate = תאריך לידה
attribute-email = כתובת אימייל
attribute-family_name = שם משפחה
attribute-gender = מגדר
attribute-given_name = שם פרטי
attribute-locale = שפה ואזור
attribute-middle_name = שם אמצעי
attribute-name = שם
attribute-nickname = כינוי
attribute-phone_number = מספר טלפון
attribute-picture = כתובת התמונה שלך באינטרנט
attribute-preferred_username = שם משתמש מועדף
attribute-profile = כתובת דף הפרופיל שלך
attribute-website = אתר אינטרנט
attribute-zoneinfo = אזור זמן
hint-phone = כולל קידומת המדינה, למשל {"\u2066"}+972501234567{"\u2069"}.
hint-birthdate = שנה, חודש ויום, למשל 1990-12-31.

## What apps may do
consent-title = האפליקציה { $app } מבקשת להשתמש בחשבון שלך
consent-text = היא תוכל
consent-openid = לדעת מה הזהות שלך
consent-profile = לראות את השם שלך ופרטים אחרים בפרופיל שלך
consent-email = לראות את כתובת האימייל שלך
consent-phone = לראות את מספר הטלפון שלך
consent-account = לשנות את הפרטים, את הסיסמה ואת שלבי האימות הנוספים שלך
consent-scope = להשתמש ב-{ $scope }
consent-allow = אישור
consent-deny = דחייה
consent-goes = לאחר מכן נעביר אותך אל { $host }.

## Devices without a browser
device-title = חיבור מכשיר
device-text = יש להזין את הקוד שמופיע במכשיר שלך.
device-code = קוד המכשיר
device-confirm-title = זה המכשיר שלך?
device-confirm-text = האפליקציה { $app } במכשיר אחר מבקשת להיכנס בשמך. יש להמשיך רק אם מופיע בה הקוד הזה:
device-done-title = המכשיר שלך חובר
device-done-text = אפשר לסגור את הדף הזה ולהמשיך במכשיר.
device-denied-title = המכשיר לא חובר
device-unknown = הקוד לא קיים או שפג תוקפו. אפשר לבקש קוד חדש במכשיר.
device-denied-text = לא אישרת את הגישה, והמכשיר לא למד דבר על החשבון שלך. אפשר לסגור את הדף הזה.

## Challenges of the pool's own
challenge-title = שלב נוסף
challenge-answer = התשובה שלך

## Signing out
sign-out = יציאה
sign-out-question-title = לצאת מהחשבון?
signed-out-title = יצאת מהחשבון
signed-out-text = יצאת מהחשבון בדפים האלה.
signed-out-others = ייתכן שעדיין יש חיבור לחשבון שלך כאן:
sign-in-again = כניסה מחדש
sign-out-of = יציאה מהחשבון של { $name }
sign-out-all = יציאה מכל החשבונות

## Troubles
trouble-title = משהו השתבש
trouble-text = אפשר לחזור לאפליקציה ולנסות שוב.
trouble-id = אם זה קורה שוב, יש למסור למפעילי האפליקציה את המספר הזה:
trouble-parameter = האפליקציה שלחה בקשה שאי אפשר למלא. החלק השגוי הוא { $parameter }.
trouble-redirect = האפליקציה ביקשה להעביר אותך לכתובת שלא נמצאת ברשימה שלה.
trouble-client = האפליקציה ששלחה אותך לכאן לא מוכרת לנו.
trouble-unavailable = הדפים האלה עדיין לא מוכנים. כדאי לפנות למפעילי האפליקציה.
expired-title = פג תוקפו של הדף
expired-text = הדף היה פתוח זמן רב מדי, או נפתח בדפדפן אחר. שום דבר לא אבד: אפשר להתחיל מחדש מכאן.
expired-restart = התחלה מחדש
already-title = כבר נכנסת לחשבון
already-text = נכנסת לחשבון בדף אחר בדפדפן הזה.
forbidden-title = לא הצלחנו לבדוק מאיפה הגיעה הבקשה
forbidden-text = ייתכן שקובצי Cookie חסומים, או שהדף היה פתוח זמן רב מדי.
not-found-title = אין כאן כלום
not-found-text = ייתכן שהכתובת שגויה או ישנה מדי.
method-title = הפעולה הזו לא זמינה כאן
not-allowed-title = אי אפשר לעשות את זה כאן
not-allowed-text = יש לפנות למפעילי האפליקציה.

## Signing in through other providers
federated-more-title = עוד כמה פרטים
federated-more-text = לא קיבלנו מ-{ $provider } את כל הפרטים שדרושים לחשבון שלך כאן.
federated-link-title = כבר יש לך חשבון
federated-link-text = כבר קיים חשבון עם הכתובת { $to }. אחרי כניסה אחת אליו, אפשר יהיה להיכנס לאותו חשבון גם עם { $provider }.
federated-link-prove = כניסה לחשבון הקיים
federated-link-apart = השארת החשבונות נפרדים
organisation-search = כניסה באמצעות הארגון שלך

## What is wrong with what was typed
wrong-credentials = השם או הסיסמה שגויים.
wrong-unknown-user = אין משתמש בשם הזה.
wrong-code = הקוד שגוי.
wrong-code-expired = פג תוקפו של הקוד. אפשר לבקש קוד חדש.
wrong-code-used = כבר נעשה שימוש בקוד הזה. יש להמתין לקוד הבא.
wrong-too-many = היו יותר מדי ניסיונות. יש להמתין קצת ולנסות שוב.
wrong-locked = היו יותר מדי ניסיונות שגויים. יש לנסות שוב מאוחר יותר.
wrong-disabled = החשבון הזה מושבת. יש לפנות למפעילי האפליקציה.
wrong-unconfirmed = החשבון הזה עדיין לא אושר.
wrong-reset-required = כדי להיכנס לחשבון צריך קודם לאפס את הסיסמה.
wrong-temporary-expired = פג תוקפה של הסיסמה הזמנית. אפשר לבקש הזמנה חדשה.
wrong-required = יש למלא את השדה הזה.
wrong-password-policy = הסיסמה לא עומדת בדרישות.
wrong-password-reused = כבר השתמשת בסיסמה הזו בעבר. יש לבחור סיסמה אחרת.
wrong-current-password = הסיסמה הנוכחית שגויה.
wrong-taken = השם הזה כבר תפוס. יש לבחור שם אחר.
wrong-email = זו לא כתובת אימייל תקינה.
wrong-phone = זה לא מספר טלפון עם קידומת מדינה.
wrong-value = הערך הזה לא מותר כאן.
wrong-delivery = לא הצלחנו לשלוח את ההודעה. אפשר לנסות שוב מאוחר יותר.
wrong-no-way = אין אף דרך להיכנס לחשבון הזה. יש לפנות למפעילי האפליקציה.
wrong-function = האפליקציה דחתה את הבקשה: { $text }
wrong-passkey = מפתח הגישה לא התקבל.
wrong-not-allowed = הפעולה הזו לא מותרת כאן.
wrong-last-way = זו הדרך היחידה להיכנס לחשבון שלך. קודם יש להוסיף דרך אחרת.
wrong-level = האפליקציה דורשת דרך כניסה חזקה יותר מזו שמוגדרת בחשבון הזה.
wrong-address-taken = כבר קיים חשבון עם הכתובת הזו. אפשר להיכנס אליו במקום.
wrong-no-recovery = אי אפשר לאפס את הסיסמה של החשבון הזה. יש לפנות למפעילי האפליקציה.
wrong-provider-down = אין כרגע מענה מ-{ $text }. אפשר לנסות שוב מאוחר יותר או לבחור דרך כניסה אחרת.
wrong-provider-failed = הכניסה לא הצליחה: { $text }
wrong-account = זה היה חשבון אחר. יש להיכנס לחשבון עם הכתובת הזו.
wrong-organisation = לא מוכר לנו ארגון עם הכתובת הזו.
wrong-provider = דרך הכניסה הזו לא זמינה. יש לבחור דרך אחרת.
wrong-locked-seconds = { $seconds ->
    [one] היו יותר מדי ניסיונות שגויים. יש לנסות שוב בעוד שנייה אחת.
    [two] היו יותר מדי ניסיונות שגויים. יש לנסות שוב בעוד שתי שניות.
   *[other] היו יותר מדי ניסיונות שגויים. יש לנסות שוב בעוד { $seconds } שניות.
}
wrong-locked-minutes = { $minutes ->
    [one] היו יותר מדי ניסיונות שגויים. יש לנסות שוב בעוד דקה אחת.
    [two] היו יותר מדי ניסיונות שגויים. יש לנסות שוב בעוד שתי דקות.
   *[other] היו יותר מדי ניסיונות שגויים. יש לנסות שוב בעוד { $minutes } דקות.
}
wrong-too-many-minutes = { $minutes ->
    [one] היו יותר מדי ניסיונות. יש לנסות שוב בעוד דקה אחת.
    [two] היו יותר מדי ניסיונות. יש לנסות שוב בעוד שתי דקות.
   *[other] היו יותר מדי ניסיונות. יש לנסות שוב בעוד { $minutes } דקות.
}

## The account pages
account-title = החשבון שלך
account-profile = פרופיל
account-security = אבטחה
account-sessions = חיבורים ומכשירים
account-apps = אפליקציות
account-data = הנתונים שלך
account-signed-in-as = הכניסה בוצעה בתור { $name }
account-saved = נשמר.
account-proof-title = אימות הזהות שלך
account-proof-text = כדי לשנות את זה, יש להיכנס פעם נוספת.
account-verified = מאומת
account-unverified = לא מאומת
account-verify = אימות
account-password-text = שינוי הסיסמה שמשמשת אותך לכניסה.
account-password-changed = הסיסמה שלך שונתה.
account-passkeys-none = עדיין אין לך מפתחות גישה.
account-passkey-remove = הסרת מפתח הגישה הזה
account-passkey-removed = מפתח הגישה הוסר.
account-totp-on = מוגדרת אפליקציית אימות.
account-totp-off = לא מוגדרת אפליקציית אימות.
account-totp-remove = הסרת אפליקציית האימות
account-totp-removed = אפליקציית האימות הוסרה.
account-created = תאריך יצירה: { $date }
account-last-used = שימוש אחרון: { $date }
account-this-session = הדפדפן הזה
account-session-end = יציאה
account-session-ended = החיבור הזה הסתיים.
account-sessions-end-all = יציאה מכל המכשירים
account-sessions-ended = יצאת מהחשבון בכל המכשירים האחרים.
account-devices = מכשירים שמורים
account-devices-none = אין מכשירים שמורים.
account-device-forget = הסרת המכשיר הזה
account-device-forgotten = המכשיר הוסר.
account-apps-none = אין אפליקציות שמשתמשות בחשבון שלך.
account-app-remove = הסרת הגישה
account-app-removed = האפליקציה כבר לא יכולה להשתמש בחשבון שלך.
account-app-since = תאריך מתן הגישה: { $date }
account-download = הורדת הנתונים שלי
account-download-text = יתקבל קובץ עם כל מה ששמור לגביך.
account-delete = מחיקת החשבון שלי
account-delete-text = החשבון שלך וכל מה ששייך לו יימחקו. אי אפשר לבטל את הפעולה הזו.
account-delete-confirm = כן, למחוק את החשבון שלי
account-deleted-title = החשבון שלך נמחק

## Messages by email and text message
mail-code-subject = קוד האימות שלך
mail-code = קוד האישור שלך הוא { $code }
mail-reset = הקוד שלך לאיפוס הסיסמה הוא { $code }
mail-sign-in-subject = קוד הכניסה שלך
mail-sign-in = קוד הכניסה שלך הוא { $code }.
mail-link-subject = קישור האימות שלך
mail-link = יש ללחוץ על הקישור הבא כדי לאמת את כתובת האימייל שלך. { $link }
mail-link-text = אימות כתובת האימייל
mail-invitation-subject = הסיסמה הזמנית שלך
mail-invitation = שם המשתמש שלך הוא { $username } והסיסמה הזמנית היא { $code }.
mail-welcome-subject = החשבון שלך
mail-welcome = שם המשתמש שלך הוא { $username }.
mail-notice-subject = כניסה לחשבון שלך נדחתה
mail-notice = מישהו ניסה להיכנס לחשבון שלך ונדחה: { $login-time }, { $device-name }, { $ip-address }. אם הכניסה הייתה שלך: { $one-click-link-valid } אם לא: { $one-click-link-invalid }
mail-address-changed-subject = כתובת האימייל שלך שונתה
mail-address-changed = זו כבר לא כתובת האימייל של החשבון שלך. אם השינוי לא היה שלך, אפשר לשחזר את הכתובת בתוך שבעה ימים: { $link }
