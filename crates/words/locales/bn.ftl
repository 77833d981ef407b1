# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = ভাষা
language-change = ভাষা পরিবর্তন করুন
error-title = সমস্যা: { $title }
errors = কিছু তথ্য ঠিক করতে হবে
help = সহায়তা
terms = ব্যবহারের শর্তাবলি
privacy = গোপনীয়তা নীতি
continue = চালিয়ে যান
cancel = বাতিল করুন
back = ফিরে যান
save = সেভ করুন
or = অথবা
show-password = পাসওয়ার্ড দেখুন
hide-password = পাসওয়ার্ড লুকান
optional = ঐচ্ছিক
skip = এখন নয়
try-again = আবার চেষ্টা করুন

## Signing in
sign-in-title = সাইন-ইন করুন
sign-in-to = { $app }-এ যেতে
sign-in = সাইন-ইন করুন
username = ইউজারনেম
email = ইমেল আইডি
phone = ফোন নম্বর
email-or-phone = ইমেল আইডি অথবা ফোন নম্বর
username-or-email = ইউজারনেম অথবা ইমেল আইডি
username-or-phone = ইউজারনেম অথবা ফোন নম্বর
username-email-or-phone = ইউজারনেম, ইমেল আইডি অথবা ফোন নম্বর
password = পাসওয়ার্ড
forgot-password = পাসওয়ার্ড ভুলে গেছেন?
no-account = অ্যাকাউন্ট নেই?
create-account = অ্যাকাউন্ট তৈরি করুন
sign-in-with = { $provider } দিয়ে চালিয়ে যান
sign-in-as = { $name } হিসেবে চালিয়ে যান
other-account = অন্য অ্যাকাউন্ট ব্যবহার করুন
choose-account-title = অ্যাকাউন্ট বেছে নিন
signed-out-account = সাইন-আউট করা আছে
remove-account = { $name } সরিয়ে দিন
choose-method-title = কীভাবে সাইন-ইন করবেন তা বেছে নিন
method-password = পাসওয়ার্ড
method-email = ইমেলে পাঠানো কোড
method-sms = এসএমএসে পাঠানো কোড
method-passkey = পাসকী
method-totp = যাচাইকরণ অ্যাপ
other-method = অন্য উপায় বেছে নিন
password-title = আপনার পাসওয়ার্ড লিখুন
not-you = এটি আপনি নন?
passkey-button = পাসকী দিয়ে সাইন-ইন করুন
passkey-title = আপনার পাসকী দিয়ে সাইন-ইন করুন
passkey-text = আপনার ডিভাইস আঙুলের ছাপ, মুখ বা স্ক্রিন লক দিয়ে যাচাই করতে বলবে।
passkey-unsupported = এই ব্রাউজারে পাসকী কাজ করে না। অন্য উপায় বেছে নিন।
passkey-cancelled = পাসকী ব্যবহার করা হয়নি। আপনি আবার চেষ্টা করতে বা অন্য উপায় বেছে নিতে পারেন।

## Codes
code-title = কোড লিখুন
code = কোড
code-sent-email = আমরা { $to } ইমেল আইডিতে একটি কোড পাঠিয়েছি।
code-sent-sms = আমরা { $to } নম্বরে এসএমএসে একটি কোড পাঠিয়েছি।
code-from-app = আপনার যাচাইকরণ অ্যাপে যে কোড দেখা যাচ্ছে, সেটি লিখুন।
code-from-app-named = আপনার যাচাইকরণ অ্যাপে { $device }-এর জন্য যে কোড দেখা যাচ্ছে, সেটি লিখুন।
code-resend = নতুন কোড পাঠান
code-resent = আমরা { $to }-এ একটি নতুন কোড পাঠিয়েছি। আগের কোডটি আর কাজ করবে না।
code-wait = { $seconds ->
    [one] { $seconds } সেকেন্ড পরে নতুন কোড চাইতে পারবেন।
   *[other] { $seconds } সেকেন্ড পরে নতুন কোড চাইতে পারবেন।
}
verify = যাচাই করুন

## Second factors
mfa-choose-title = যাচাইয়ের দ্বিতীয় ধাপ বেছে নিন
mfa-setup-title = যাচাইয়ের দ্বিতীয় ধাপ যোগ করুন
mfa-setup-text = এই অ্যাকাউন্টের জন্য শুধু পাসওয়ার্ড যথেষ্ট নয়। এখন থেকে কোন উপায় ব্যবহার করতে চান তা বেছে নিন।
mfa-setup-email-text = আমরা কোন ইমেল আইডিতে কোড পাঠাব?
mfa-setup-sms-text = আমরা কোন ফোন নম্বরে কোড পাঠাব?
totp-title = যাচাইকরণ অ্যাপ সেট-আপ করুন
totp-scan = আপনার যাচাইকরণ অ্যাপ দিয়ে এই ছবিটি স্ক্যান করুন।
totp-picture = যাচাইকরণ অ্যাপের জন্য কিউআর কোড
totp-secret = স্ক্যান করতে না পারলে এই কী লিখুন:
totp-open = এই ডিভাইসের যাচাইকরণ অ্যাপে খুলুন
totp-code = তারপর অ্যাপে যে কোড দেখা যাচ্ছে, সেটি লিখুন
totp-name = এই ডিভাইসের নাম

## Passkeys of an account
passkey-add-title = পরের বার আরও দ্রুত সাইন-ইন করুন
passkey-add-text = পাসকী থাকলে আঙুলের ছাপ, মুখ বা স্ক্রিন লক দিয়েই সাইন-ইন করা যায়। কিছু মনে রাখার দরকার নেই।
passkey-add = পাসকী তৈরি করুন
passkey-added = আপনার পাসকী তৈরি হয়ে গেছে।

## Passwords
new-password-title = নতুন পাসওয়ার্ড বেছে নিন
new-password-text = আপনার পাসওয়ার্ড অন্য কেউ সেট করেছিলেন। এমন একটি পাসওয়ার্ড বেছে নিন যা শুধু আপনি জানেন।
new-password = নতুন পাসওয়ার্ড
current-password = বর্তমান পাসওয়ার্ড
password-rules = আপনার পাসওয়ার্ডে যা থাকতে হবে
rule-length = { $count ->
    [one] অন্তত { $count }টি অক্ষর বা চিহ্ন
   *[other] অন্তত { $count }টি অক্ষর বা চিহ্ন
}
rule-lowercase = একটি ছোট হাতের অক্ষর
rule-uppercase = একটি বড় হাতের অক্ষর
rule-number = একটি সংখ্যা
rule-symbol = একটি বিশেষ চিহ্ন বা স্পেস
rule-met = শর্ত পূরণ হয়েছে
rule-unmet = শর্ত এখনও পূরণ হয়নি
missing-attributes-title = আরও কিছু তথ্য
missing-attributes-text = এগিয়ে যাওয়ার আগে এই তথ্যগুলি আমাদের প্রয়োজন।

## Signing up
sign-up-title = আপনার অ্যাকাউন্ট তৈরি করুন
sign-up = সাইন-আপ করুন
have-account = আগে থেকেই অ্যাকাউন্ট আছে?
agree = সাইন-আপ করার অর্থ আপনি { $terms } এবং { $privacy } মেনে নিচ্ছেন।
confirm-title = আপনার অ্যাকাউন্ট নিশ্চিত করুন
confirm-text-email = আমরা { $to } ইমেল আইডিতে একটি কোড পাঠিয়েছি। আইডিটি যে আপনার, তা নিশ্চিত করতে কোডটি লিখুন।
confirm-text-sms = আমরা { $to } নম্বরে একটি কোড পাঠিয়েছি। নম্বরটি যে আপনার, তা নিশ্চিত করতে কোডটি লিখুন।
confirm-link-text = আমরা { $to } ইমেল আইডিতে একটি লিঙ্ক পাঠিয়েছি। আইডিটি যে আপনার, তা নিশ্চিত করতে লিঙ্কটি খুলুন। তারপর এখানে ফিরে এসে সাইন-ইন করুন।
confirm = নিশ্চিত করুন
confirmed-title = আপনার অ্যাকাউন্ট নিশ্চিত করা হয়েছে
confirmed-text = আপনি অ্যাপে ফিরে গিয়ে সাইন-ইন করতে পারেন।
confirm-question-title = আপনার অ্যাকাউন্ট নিশ্চিত করুন
confirm-question-text = এই ইমেল আইডিটি যে আপনার, তা নিশ্চিত করতে বোতামটি টিপুন।
confirm-no-code-title = আপনার অ্যাকাউন্ট তৈরি হয়েছে
confirm-no-code-text = সাইন-ইন করার আগে দায়িত্বপ্রাপ্ত কাউকে আপনার অ্যাকাউন্ট নিশ্চিত করতে হবে।
confirm-link-resend = নতুন লিঙ্ক পাঠান
confirm-spent-title = এই লিঙ্কটি আর কাজ করবে না
confirm-spent-text = লিঙ্কটি আগেই ব্যবহার করা হয়েছে, সেটির মেয়াদ শেষ হয়ে গেছে অথবা আরও নতুন একটি লিঙ্ক পাঠানো হয়েছে। অ্যাপ থেকে নতুন লিঙ্ক চান।
confirm-incomplete-title = এই লিঙ্কটি অসম্পূর্ণ
confirm-incomplete-text = মেসেজ থেকে সম্পূর্ণ লিঙ্কটি কপি করুন।
feedback-title = এই সাইন-ইনটি কি আপনার ছিল?
feedback-valid-text = আপনি সাইন-ইন করে থাকলে বোতামটি টিপুন।
feedback-invalid-text = আপনি সাইন-ইন না করে থাকলে বোতামটি টিপুন।
feedback-valid = আমিই ছিলাম
feedback-invalid = আমি ছিলাম না
feedback-done-title = ধন্যবাদ
feedback-done-valid-text = আমরা লিখে রেখেছি যে এই সাইন-ইনটি আপনার ছিল।
feedback-done-invalid-text = আমরা লিখে রেখেছি যে এই সাইন-ইনটি আপনার ছিল না। কেউ আপনার পাসওয়ার্ড জেনে থাকতে পারে মনে হলে এখনই বদলে নিন।
feedback-unknown-text = এই লিঙ্কটি ঠিক নয়। মেসেজ থেকে পুরোটা কপি করুন।
invitation-title = স্বাগতম
invitation-text = আপনাকে পাঠানো অস্থায়ী পাসওয়ার্ড দিয়ে সাইন-ইন করুন, তারপর নিজের পাসওয়ার্ড বেছে নিন।
invitation-resend = নতুন আমন্ত্রণ পাঠান
invitation-resent = আমরা আপনাকে একটি নতুন অস্থায়ী পাসওয়ার্ড পাঠিয়েছি। সেটি দিয়ে সাইন-ইন করুন।
invitation-expired-title = আপনার আমন্ত্রণের মেয়াদ শেষ হয়ে গেছে
invitation-expired-text = অস্থায়ী পাসওয়ার্ডটি সময়মতো ব্যবহার করা হয়নি। আমরা আপনাকে একটি নতুন পাসওয়ার্ড পাঠাতে পারি।

## Forgotten passwords
forgot-title = আপনার পাসওয়ার্ড রিসেট করুন
forgot-text = আপনার অ্যাকাউন্টের তথ্য লিখুন, আমরা আপনাকে একটি কোড পাঠাব।
forgot-send = কোড পাঠান
reset-title = নতুন পাসওয়ার্ড বেছে নিন
reset-text = এমন কোনও অ্যাকাউন্ট থাকলে আমরা { $to }-এ একটি কোড পাঠিয়েছি।
reset = পাসওয়ার্ড রিসেট করুন
reset-done-title = আপনার পাসওয়ার্ড পরিবর্তন করা হয়েছে
reset-done-text = আপনার নতুন পাসওয়ার্ড দিয়ে সাইন-ইন করুন।

## Changing an address
address-change-title = আপনার নতুন যোগাযোগের তথ্য নিশ্চিত করুন
address-change-text = আমরা { $to }-এ একটি কোড পাঠিয়েছি। নতুন তথ্য নিশ্চিত না করা পর্যন্ত আগের তথ্যই থাকবে।
address-changed = আপনার যোগাযোগের তথ্য পরিবর্তন করা হয়েছে।
undo-title = আগের ইমেল আইডি ফিরিয়ে আনুন
undo-text = যে ইমেল আইডিতে এই মেসেজটি পাঠানো হয়েছিল, সেটিকে আবার আপনার অ্যাকাউন্টের ইমেল আইডি করতে বোতামটি টিপুন। সবাইকে এই অ্যাকাউন্ট থেকে সাইন-আউট করা হবে।
undo-done-title = আপনার আগের ইমেল আইডি ফিরিয়ে আনা হয়েছে
undo-done-text = আপনাকে সব জায়গা থেকে সাইন-আউট করা হয়েছে। ইমেল আইডি আপনি পরিবর্তন না করে থাকলে এখনই নতুন পাসওয়ার্ড বেছে নিন: কেউ হয়তো পুরনো পাসওয়ার্ডটি জানেন।
undo-spent-text = লিঙ্কটি আগেই ব্যবহার করা হয়েছে অথবা সেটির মেয়াদ শেষ হয়ে গেছে।

## Names of attributes
attribute-address = ঠিকানা
attribute-birthdate = জন্মতারিখ
attribute-email = ইমেল আইডি
attribute-family_name = পদবি
attribute-gender = লিঙ্গ
attribute-given_name = নামের প্রথম অংশ
attribute-locale = ভাষা ও অঞ্চল
attribute-middle_name = নামের মাঝের অংশ
attribute-name = পুরো নাম
attribute-nickname = ডাকনাম
attribute-phone_number = ফোন নম্বর
attribute-picture = আপনার ছবির ওয়েব ঠিকানা
attribute-preferred_username = পছন্দের ইউজারনেম
attribute-profile = আপনার প্রোফাইল পৃষ্ঠার ওয়েব ঠিকানা
attribute-website = ওয়েবসাইট
attribute-zoneinfo = টাইম জোন
hint-phone = দেশের কোড সহ লিখুন, যেমন +880 1712 345678
hint-birthdate = বছর, মাস ও দিন, যেমন 1990-12-31

## What apps may do
consent-title = { $app } আপনার অ্যাকাউন্ট ব্যবহার করতে চায়
consent-text = অ্যাপটি এই কাজগুলি করতে পারবে
consent-openid = আপনার পরিচয় জানা
consent-profile = আপনার নাম ও প্রোফাইলের অন্যান্য তথ্য দেখা
consent-email = আপনার ইমেল আইডি দেখা
consent-phone = আপনার ফোন নম্বর দেখা
consent-account = আপনার তথ্য, পাসওয়ার্ড ও যাচাইয়ের দ্বিতীয় ধাপ পরিবর্তন করা
consent-scope = { $scope } ব্যবহার করা
consent-allow = অনুমতি দিন
consent-deny = অনুমতি দেবেন না
consent-goes = এরপর আপনাকে { $host }-এ পাঠানো হবে।

## Devices without a browser
device-title = ডিভাইস সংযুক্ত করুন
device-text = আপনার ডিভাইসে যে কোড দেখা যাচ্ছে, সেটি লিখুন।
device-code = ডিভাইসের কোড
device-confirm-title = এটি কি আপনার ডিভাইস?
device-confirm-text = অন্য একটি ডিভাইসে { $app } আপনার অ্যাকাউন্টে সাইন-ইন করতে চাইছে। সেই ডিভাইসে এই কোড দেখা গেলে তবেই এগিয়ে যান:
device-done-title = আপনার ডিভাইস সংযুক্ত হয়েছে
device-done-text = আপনি এই পৃষ্ঠা বন্ধ করে ডিভাইসে চালিয়ে যেতে পারেন।
device-denied-title = ডিভাইসটি সংযুক্ত করা হয়নি
device-unknown = এমন কোনও কোড নেই অথবা কোডটির মেয়াদ শেষ হয়ে গেছে। আপনার ডিভাইস থেকে নতুন কোড নিন।
device-denied-text = আপনি অনুমতি দেননি, আর ডিভাইসটি আপনার অ্যাকাউন্ট সম্পর্কে কিছুই জানতে পারেনি। আপনি এই পৃষ্ঠাটি বন্ধ করতে পারেন।

## Challenges of the pool's own
challenge-title = আর একটি ধাপ বাকি
challenge-answer = আপনার উত্তর

## Signing out
sign-out = সাইন-আউট করুন
sign-out-question-title = আপনি কি সাইন-আউট করতে চান?
signed-out-title = আপনি সাইন-আউট করেছেন
signed-out-text = আপনি এই পৃষ্ঠাগুলি থেকে সাইন-আউট করেছেন।
signed-out-others = আপনি হয়তো এখনও এখানে সাইন-ইন করা অবস্থায় আছেন:
sign-in-again = আবার সাইন-ইন করুন
sign-out-of = { $name }-কে সাইন-আউট করুন
sign-out-all = সব অ্যাকাউন্ট থেকে সাইন-আউট করুন

## Troubles
trouble-title = কোনও সমস্যা হয়েছে
trouble-text = অ্যাপে ফিরে গিয়ে আবার চেষ্টা করুন।
trouble-id = আবার এমন হলে যাঁরা অ্যাপটি চালান তাঁদের এই নম্বরটি জানান:
trouble-parameter = অ্যাপটি এমন একটি অনুরোধ পাঠিয়েছে যা আমরা পূরণ করতে পারছি না। সমস্যাটি এই অংশে: { $parameter }
trouble-redirect = অ্যাপটি আপনাকে এমন একটি ঠিকানায় পাঠাতে বলেছে যা তার তালিকায় নেই।
trouble-client = যে অ্যাপ আপনাকে এখানে পাঠিয়েছে, আমরা সেটিকে চিনি না।
trouble-unavailable = এই পৃষ্ঠাগুলি এখনও প্রস্তুত নয়। অনুগ্রহ করে যাঁরা অ্যাপটি চালান তাঁদের জানান।
expired-title = এই পৃষ্ঠার মেয়াদ শেষ হয়ে গেছে
expired-text = পৃষ্ঠাটি অনেকক্ষণ খোলা ছিল অথবা অন্য ব্রাউজারে খোলা হয়েছিল। কিছুই হারায়নি, এখান থেকে আবার শুরু করুন।
expired-restart = আবার শুরু করুন
already-title = আপনি আগে থেকেই সাইন-ইন করে আছেন
already-text = আপনি এই ব্রাউজারের অন্য একটি পৃষ্ঠায় সাইন-ইন করেছেন।
forbidden-title = অনুরোধটি কোথা থেকে এসেছে তা আমরা যাচাই করতে পারিনি
forbidden-text = হয়তো কুকি ব্লক করা আছে অথবা পৃষ্ঠাটি অনেকক্ষণ খোলা ছিল।
not-found-title = এখানে কিছু নেই
not-found-text = ঠিকানাটি হয়তো ভুল বা পুরনো।
method-title = এটি এখানে করা যাবে না
not-allowed-title = আপনি এখানে এটি করতে পারবেন না
not-allowed-text = অনুগ্রহ করে যাঁরা অ্যাপটি চালান তাঁদের সঙ্গে যোগাযোগ করুন।

## Signing in through other providers
federated-more-title = আরও কিছু তথ্য
federated-more-text = এখানে আপনার অ্যাকাউন্টের জন্য প্রয়োজনীয় সব তথ্য আমরা { $provider } থেকে পাইনি।
federated-link-title = আপনার আগে থেকেই একটি অ্যাকাউন্ট আছে
federated-link-text = { $to } ইমেল আইডি দিয়ে আগে থেকেই একটি অ্যাকাউন্ট আছে। সেটিতে একবার সাইন-ইন করুন, তারপর থেকে { $provider } দিয়েও একই অ্যাকাউন্টে সাইন-ইন করতে পারবেন।
federated-link-prove = ওই অ্যাকাউন্টে সাইন-ইন করুন
federated-link-apart = অ্যাকাউন্টগুলি আলাদা রাখুন
organisation-search = আপনার প্রতিষ্ঠানের মাধ্যমে সাইন-ইন করুন

## What is wrong with what was typed
wrong-credentials = নাম বা পাসওয়ার্ড সঠিক নয়।
wrong-unknown-user = এই নামে কোনও ব্যবহারকারী নেই।
wrong-code = কোডটি সঠিক নয়।
wrong-code-expired = কোডটির মেয়াদ শেষ হয়ে গেছে। নতুন কোড চান।
wrong-code-used = এই কোডটি আগেই ব্যবহার করা হয়েছে। পরের কোডের জন্য অপেক্ষা করুন।
wrong-too-many = অনেকবার চেষ্টা করা হয়েছে। একটু অপেক্ষা করে আবার চেষ্টা করুন।
wrong-locked = অনেকবার ভুল চেষ্টা করা হয়েছে। পরে আবার চেষ্টা করুন।
wrong-disabled = এই অ্যাকাউন্টটি বন্ধ করা আছে। অনুগ্রহ করে যাঁরা অ্যাপটি চালান তাঁদের সঙ্গে যোগাযোগ করুন।
wrong-unconfirmed = এই অ্যাকাউন্টটি এখনও নিশ্চিত করা হয়নি।
wrong-reset-required = সাইন-ইন করার আগে আপনাকে পাসওয়ার্ড রিসেট করতে হবে।
wrong-temporary-expired = আপনার অস্থায়ী পাসওয়ার্ডের মেয়াদ শেষ হয়ে গেছে। নতুন আমন্ত্রণ চান।
wrong-required = অনুগ্রহ করে এটি পূরণ করুন।
wrong-password-policy = পাসওয়ার্ডটি শর্ত পূরণ করে না।
wrong-password-reused = আপনি এই পাসওয়ার্ড আগে ব্যবহার করেছেন। অন্য পাসওয়ার্ড বেছে নিন।
wrong-current-password = বর্তমান পাসওয়ার্ডটি সঠিক নয়।
wrong-taken = এই নাম আগে থেকেই অন্য কেউ ব্যবহার করছেন। অন্য নাম বেছে নিন।
wrong-email = সঠিক ইমেল আইডি লিখুন।
wrong-phone = দেশের কোড সহ সঠিক ফোন নম্বর লিখুন।
wrong-value = এখানে এই মান ব্যবহার করা যাবে না।
wrong-delivery = আমরা মেসেজ পাঠাতে পারিনি। পরে আবার চেষ্টা করুন।
wrong-no-way = এই অ্যাকাউন্টে সাইন-ইন করার কোনও উপায় নেই। অনুগ্রহ করে যাঁরা অ্যাপটি চালান তাঁদের সঙ্গে যোগাযোগ করুন।
wrong-function = অ্যাপটি অনুমতি দেয়নি: { $text }
wrong-passkey = পাসকী গ্রহণ করা হয়নি।
wrong-not-allowed = এখানে এটি করার অনুমতি নেই।
wrong-last-way = আপনার অ্যাকাউন্টে সাইন-ইন করার এটিই একমাত্র উপায়। আগে অন্য একটি উপায় যোগ করুন।
wrong-level = এই অ্যাকাউন্টে সাইন-ইন করার যে উপায় আছে, অ্যাপটি তার চেয়ে আরও সুরক্ষিত উপায় চায়।
wrong-address-taken = এই যোগাযোগের তথ্য দিয়ে আগে থেকেই একটি অ্যাকাউন্ট আছে। সেটিতেই সাইন-ইন করুন।
wrong-no-recovery = আমরা এই অ্যাকাউন্টের পাসওয়ার্ড রিসেট করতে পারছি না। অনুগ্রহ করে যাঁরা অ্যাপটি চালান তাঁদের সঙ্গে যোগাযোগ করুন।
wrong-provider-down = { $text } এখন সাড়া দিচ্ছে না। পরে আবার চেষ্টা করুন অথবা সাইন-ইন করার অন্য উপায় বেছে নিন।
wrong-provider-failed = সাইন-ইন করা যায়নি: { $text }
wrong-account = সেটি অন্য একটি অ্যাকাউন্ট ছিল। এই ইমেল আইডির অ্যাকাউন্টে সাইন-ইন করুন।
wrong-organisation = এই ইমেল আইডির সঙ্গে যুক্ত কোনও প্রতিষ্ঠান পাওয়া যায়নি।
wrong-provider = সাইন-ইন করার এই উপায়টি উপলভ্য নয়। অনুগ্রহ করে অন্য উপায় বেছে নিন।
wrong-locked-seconds = { $seconds ->
    [one] অনেকবার ভুল চেষ্টা করা হয়েছে। { $seconds } সেকেন্ড পরে আবার চেষ্টা করুন।
   *[other] অনেকবার ভুল চেষ্টা করা হয়েছে। { $seconds } সেকেন্ড পরে আবার চেষ্টা করুন।
}
wrong-locked-minutes = { $minutes ->
    [one] অনেকবার ভুল চেষ্টা করা হয়েছে। { $minutes } মিনিট পরে আবার চেষ্টা করুন।
   *[other] অনেকবার ভুল চেষ্টা করা হয়েছে। { $minutes } মিনিট পরে আবার চেষ্টা করুন।
}
wrong-too-many-minutes = { $minutes ->
    [one] অনেকবার চেষ্টা করা হয়েছে। { $minutes } মিনিট পরে আবার চেষ্টা করুন।
   *[other] অনেকবার চেষ্টা করা হয়েছে। { $minutes } মিনিট পরে আবার চেষ্টা করুন।
}

## The account pages
account-title = আপনার অ্যাকাউন্ট
account-profile = প্রোফাইল
account-security = নিরাপত্তা
account-sessions = সেশন ও ডিভাইস
account-apps = অ্যাপ
account-data = আপনার ডেটা
account-signed-in-as = { $name } হিসেবে সাইন-ইন করা আছে
account-saved = সেভ করা হয়েছে।
account-proof-title = আপনিই যে এটি করছেন তা নিশ্চিত করুন
account-proof-text = এটি পরিবর্তন করার আগে আরও একবার সাইন-ইন করুন।
account-verified = যাচাই করা হয়েছে
account-unverified = যাচাই করা হয়নি
account-verify = যাচাই করুন
account-password-text = যে পাসওয়ার্ড দিয়ে সাইন-ইন করেন সেটি পরিবর্তন করুন।
account-password-changed = আপনার পাসওয়ার্ড পরিবর্তন করা হয়েছে।
account-passkeys-none = আপনার এখনও কোনও পাসকী নেই।
account-passkey-remove = এই পাসকী সরিয়ে দিন
account-passkey-removed = পাসকী সরিয়ে দেওয়া হয়েছে।
account-totp-on = একটি যাচাইকরণ অ্যাপ সেট-আপ করা আছে।
account-totp-off = কোনও যাচাইকরণ অ্যাপ সেট-আপ করা নেই।
account-totp-remove = যাচাইকরণ অ্যাপ সরিয়ে দিন
account-totp-removed = যাচাইকরণ অ্যাপ সরিয়ে দেওয়া হয়েছে।
account-created = তৈরির তারিখ: { $date }
account-last-used = শেষ ব্যবহার: { $date }
account-this-session = এই ব্রাউজার
account-session-end = সাইন-আউট করুন
account-session-ended = সেশনটি শেষ হয়েছে।
account-sessions-end-all = সব জায়গা থেকে সাইন-আউট করুন
account-sessions-ended = আপনি অন্য সব জায়গা থেকে সাইন-আউট করেছেন।
account-devices = মনে রাখা ডিভাইস
account-devices-none = কোনও ডিভাইস মনে রাখা হয়নি।
account-device-forget = এই ডিভাইস আর মনে রাখবেন না
account-device-forgotten = ডিভাইসটি আর মনে রাখা হবে না।
account-apps-none = কোনও অ্যাপ আপনার অ্যাকাউন্ট ব্যবহার করে না।
account-app-remove = অ্যাক্সেস সরিয়ে দিন
account-app-removed = অ্যাপটি আর আপনার অ্যাকাউন্ট ব্যবহার করতে পারবে না।
account-app-since = অ্যাক্সেস দেওয়ার তারিখ: { $date }
account-download = আমার ডেটা ডাউনলোড করুন
account-download-text = আপনার সম্পর্কে রাখা সব তথ্য সহ একটি ফাইল পাবেন।
account-delete = আমার অ্যাকাউন্ট মুছুন
account-delete-text = আপনার অ্যাকাউন্ট ও তার সঙ্গে যুক্ত সব কিছু মুছে যাবে। এটি আর ফিরিয়ে আনা যাবে না।
account-delete-confirm = হ্যাঁ, আমার অ্যাকাউন্ট মুছুন
account-deleted-title = আপনার অ্যাকাউন্ট মুছে ফেলা হয়েছে

## Messages by email and text message
mail-code-subject = আপনার যাচাইকরণ কোড
mail-code = আপনার নিশ্চিতকরণ কোড হল { $code }
mail-reset = আপনার পাসওয়ার্ড রিসেট করার কোড হল { $code }
mail-sign-in-subject = আপনার সাইন-ইন কোড
mail-sign-in = আপনার সাইন-ইন যাচাইকরণ কোড হল { $code }
mail-link-subject = আপনার যাচাইকরণ লিঙ্ক
mail-link = আপনার ইমেল আইডি যাচাই করতে অনুগ্রহ করে নিচের লিঙ্কে ক্লিক করুন। { $link }
mail-link-text = ইমেল আইডি যাচাই করুন
mail-invitation-subject = আপনার অস্থায়ী পাসওয়ার্ড
mail-invitation = আপনার ইউজারনেম হল { $username } এবং অস্থায়ী পাসওয়ার্ড হল { $code }
mail-welcome-subject = আপনার অ্যাকাউন্ট
mail-welcome = আপনার ইউজারনেম হল { $username }
mail-notice-subject = আপনার অ্যাকাউন্টে একটি সাইন-ইন প্রত্যাখ্যান করা হয়েছে
mail-notice = কেউ আপনার অ্যাকাউন্টে সাইন-ইন করার চেষ্টা করেছিল এবং তা প্রত্যাখ্যান করা হয়েছে: { $login-time }, { $device-name }, { $ip-address }. আপনি হলে: { $one-click-link-valid } আপনি না হলে: { $one-click-link-invalid }
mail-address-changed-subject = আপনার ইমেল আইডি পরিবর্তন করা হয়েছে
mail-address-changed = এটি আর আপনার অ্যাকাউন্টের ইমেল আইডি নয়। আপনি পরিবর্তন না করে থাকলে সাত দিনের মধ্যে এটি ফিরিয়ে আনুন: { $link }
