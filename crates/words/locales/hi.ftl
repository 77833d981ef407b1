# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = भाषा
language-change = भाषा बदलें
error-title = गड़बड़ी: { $title }
errors = कुछ जानकारी ठीक करनी है
help = सहायता
terms = इस्तेमाल की शर्तें
privacy = निजता नीति
continue = जारी रखें
cancel = रद्द करें
back = वापस जाएं
save = सेव करें
or = या
show-password = पासवर्ड दिखाएं
hide-password = पासवर्ड छिपाएं
optional = ज़रूरी नहीं
skip = अभी नहीं
try-again = फिर से कोशिश करें

## Signing in
sign-in-title = साइन इन करें
sign-in-to = { $app } पर जाने के लिए
sign-in = साइन इन करें
username = उपयोगकर्ता नाम
email = ईमेल पता
phone = फ़ोन नंबर
email-or-phone = ईमेल पता या फ़ोन नंबर
username-or-email = उपयोगकर्ता नाम या ईमेल पता
username-or-phone = उपयोगकर्ता नाम या फ़ोन नंबर
username-email-or-phone = उपयोगकर्ता नाम, ईमेल पता या फ़ोन नंबर
password = पासवर्ड
forgot-password = पासवर्ड याद नहीं है?
no-account = क्या आपका खाता नहीं है?
create-account = खाता बनाएं
sign-in-with = { $provider } से जारी रखें
sign-in-as = { $name } के तौर पर जारी रखें
other-account = दूसरा खाता इस्तेमाल करें
choose-account-title = खाता चुनें
signed-out-account = साइन आउट है
remove-account = { $name } को हटाएं
choose-method-title = साइन इन करने का तरीका चुनें
method-password = पासवर्ड
method-email = ईमेल से मिला कोड
method-sms = मैसेज से मिला कोड
method-passkey = पासकी
method-totp = पुष्टि करने वाला ऐप
other-method = कोई दूसरा तरीका चुनें
password-title = अपना पासवर्ड डालें
not-you = क्या यह आप नहीं हैं?
passkey-button = पासकी से साइन इन करें
passkey-title = अपनी पासकी से साइन इन करें
passkey-text = आपका डिवाइस फ़िंगरप्रिंट, चेहरे या स्क्रीन लॉक से पुष्टि करने के लिए कहेगा।
passkey-unsupported = इस ब्राउज़र में पासकी काम नहीं करती। कोई दूसरा तरीका चुनें।
passkey-cancelled = पासकी का इस्तेमाल नहीं हुआ। फिर से कोशिश करें या कोई दूसरा तरीका चुनें।

## Codes
code-title = कोड डालें
code = कोड
code-sent-email = हमने { $to } पर कोड भेजा है।
code-sent-sms = हमने { $to } पर मैसेज से कोड भेजा है।
code-from-app = पुष्टि करने वाले ऐप में दिख रहा कोड डालें।
code-from-app-named = पुष्टि करने वाले ऐप में { $device } के लिए दिख रहा कोड डालें।
code-resend = नया कोड भेजें
code-resent = हमने { $to } पर नया कोड भेजा है। पुराना कोड अब काम नहीं करेगा।
code-wait = { $seconds ->
    [one] { $seconds } सेकंड बाद नया कोड मांगा जा सकता है।
   *[other] { $seconds } सेकंड बाद नया कोड मांगा जा सकता है।
}
verify = पुष्टि करें

## Second factors
mfa-choose-title = पुष्टि का दूसरा चरण चुनें
mfa-setup-title = पुष्टि का दूसरा चरण जोड़ें
mfa-setup-text = इस खाते के लिए सिर्फ़ पासवर्ड काफ़ी नहीं है। चुनें कि अब से आपको कौनसा तरीका इस्तेमाल करना है।
mfa-setup-email-text = हम किस ईमेल पते पर कोड भेजें?
mfa-setup-sms-text = हम किस फ़ोन नंबर पर कोड भेजें?
totp-title = पुष्टि करने वाला ऐप सेट अप करें
totp-scan = पुष्टि करने वाले ऐप से इस इमेज को स्कैन करें।
totp-picture = पुष्टि करने वाले ऐप के लिए क्यूआर कोड
totp-secret = अगर स्कैन नहीं हो पा रहा है, तो यह कुंजी डालें:
totp-open = इस डिवाइस पर पुष्टि करने वाले ऐप में खोलें
totp-code = फिर ऐप में दिख रहा कोड डालें
totp-name = इस डिवाइस का नाम

## Passkeys of an account
passkey-add-title = अगली बार ज़्यादा तेज़ी से साइन इन करें
passkey-add-text = पासकी की मदद से, फ़िंगरप्रिंट, चेहरे या स्क्रीन लॉक से साइन इन किया जा सकता है। कुछ भी याद रखने की ज़रूरत नहीं है।
passkey-add = पासकी बनाएं
passkey-added = आपकी पासकी तैयार है।

## Passwords
new-password-title = नया पासवर्ड चुनें
new-password-text = आपका पासवर्ड किसी और ने सेट किया था। ऐसा पासवर्ड चुनें जो सिर्फ़ आपको पता हो।
new-password = नया पासवर्ड
current-password = मौजूदा पासवर्ड
password-rules = आपके पासवर्ड में ये होने चाहिए
rule-length = { $count ->
    [one] कम से कम { $count } वर्ण
   *[other] कम से कम { $count } वर्ण
}
rule-lowercase = अंग्रेज़ी का एक छोटा अक्षर
rule-uppercase = अंग्रेज़ी का एक बड़ा अक्षर
rule-number = एक अंक
rule-symbol = एक विशेष वर्ण या स्पेस
rule-met = शर्त पूरी हुई
rule-unmet = शर्त अभी पूरी नहीं हुई
missing-attributes-title = कुछ और जानकारी
missing-attributes-text = आगे बढ़ने के लिए हमें यह जानकारी चाहिए।

## Signing up
sign-up-title = अपना खाता बनाएं
sign-up = साइन अप करें
have-account = क्या आपका पहले से खाता है?
agree = साइन अप करने का मतलब है कि आपको ये मंज़ूर हैं: { $terms } और { $privacy }।
confirm-title = अपने खाते की पुष्टि करें
confirm-text-email = हमने { $to } पर कोड भेजा है। यह पता आपका है, इसकी पुष्टि करने के लिए कोड डालें।
confirm-text-sms = हमने { $to } पर कोड भेजा है। यह नंबर आपका है, इसकी पुष्टि करने के लिए कोड डालें।
confirm-link-text = हमने { $to } पर लिंक भेजा है। यह पता आपका है, इसकी पुष्टि करने के लिए लिंक खोलें। फिर यहां वापस आकर साइन इन करें।
confirm = पुष्टि करें
confirmed-title = आपके खाते की पुष्टि हो गई
confirmed-text = अब ऐप पर वापस जाकर साइन इन किया जा सकता है।
confirm-question-title = अपने खाते की पुष्टि करें
confirm-question-text = यह ईमेल पता आपका है, इसकी पुष्टि करने के लिए बटन दबाएं।
confirm-no-code-title = आपका खाता बन गया
confirm-no-code-text = साइन इन करने से पहले, किसी ज़िम्मेदार व्यक्ति को आपके खाते की पुष्टि करनी होगी।
confirm-link-resend = नया लिंक भेजें
confirm-spent-title = यह लिंक अब काम नहीं करेगा
confirm-spent-text = यह लिंक पहले इस्तेमाल हो चुका है, इसकी समयसीमा खत्म हो गई है या इससे नया लिंक भेजा गया है। ऐप से नया लिंक मांगें।
confirm-incomplete-title = यह लिंक अधूरा है
confirm-incomplete-text = मैसेज से पूरा लिंक कॉपी करें।
feedback-title = क्या यह साइन-इन आपने किया था?
feedback-valid-text = अगर साइन-इन आपने किया था, तो बटन दबाएं।
feedback-invalid-text = अगर साइन-इन आपने नहीं किया था, तो बटन दबाएं।
feedback-valid = यह मैंने किया था
feedback-invalid = यह मैंने नहीं किया था
feedback-done-title = धन्यवाद
feedback-done-valid-text = हमने दर्ज कर लिया है कि यह साइन-इन आपका था।
feedback-done-invalid-text = हमने दर्ज कर लिया है कि यह साइन-इन आपका नहीं था। अगर किसी को आपका पासवर्ड पता हो सकता है, तो उसे अभी बदलें।
feedback-unknown-text = यह लिंक सही नहीं है। मैसेज से पूरा लिंक कॉपी करें।
invitation-title = आपका स्वागत है
invitation-text = आपको भेजे गए अस्थायी पासवर्ड से साइन इन करें, फिर अपना पासवर्ड चुनें।
invitation-resend = नया न्योता भेजें
invitation-resent = हमने आपको नया अस्थायी पासवर्ड भेजा है। उससे साइन इन करें।
invitation-expired-title = आपके न्योते की समयसीमा खत्म हो गई है
invitation-expired-text = अस्थायी पासवर्ड समय पर इस्तेमाल नहीं किया गया। हम आपको नया पासवर्ड भेज सकते हैं।

## Forgotten passwords
forgot-title = अपना पासवर्ड रीसेट करें
forgot-text = अपने खाते की जानकारी डालें, हम आपको कोड भेजेंगे।
forgot-send = कोड भेजें
reset-title = नया पासवर्ड चुनें
reset-text = अगर ऐसा कोई खाता है, तो हमने { $to } पर कोड भेजा है।
reset = पासवर्ड रीसेट करें
reset-done-title = आपका पासवर्ड बदल गया
reset-done-text = अपने नए पासवर्ड से साइन इन करें।

## Changing an address
address-change-title = अपनी नई संपर्क जानकारी की पुष्टि करें
address-change-text = हमने { $to } पर कोड भेजा है। नई संपर्क जानकारी की पुष्टि होने तक पुरानी जानकारी बनी रहेगी।
address-changed = आपकी संपर्क जानकारी बदल गई।
undo-title = अपना पुराना पता वापस लाएं
undo-text = जिस पते पर यह मैसेज भेजा गया था, उसे फिर से अपने खाते का ईमेल पता बनाने के लिए बटन दबाएं। सभी को इस खाते से साइन आउट कर दिया जाएगा।
undo-done-title = आपका पुराना पता वापस आ गया है
undo-done-text = आपको हर जगह से साइन आउट कर दिया गया है। अगर पता आपने नहीं बदला था, तो अभी नया पासवर्ड चुनें: हो सकता है कि किसी को पुराना पासवर्ड पता हो।
undo-spent-text = यह लिंक पहले इस्तेमाल हो चुका है या इसकी समयसीमा खत्म हो गई है।

## Names of attributes
attribute-address = पता
attribute-birthdate = जन्म की तारीख
attribute-email = ईमेल पता
attribute-family_name = उपनाम
attribute-gender = लिंग
attribute-given_name = पहला नाम
attribute-locale = भाषा और क्षेत्र
attribute-middle_name = बीच का नाम
attribute-name = पूरा नाम
attribute-nickname = निकनेम
attribute-phone_number = फ़ोन नंबर
attribute-picture = आपकी फ़ोटो का वेब पता
attribute-preferred_username = पसंदीदा उपयोगकर्ता नाम
attribute-profile = आपके प्रोफ़ाइल पेज का वेब पता
attribute-website = वेबसाइट
attribute-zoneinfo = समय क्षेत्र
hint-phone = देश के कोड के साथ, जैसे +91 98765 43210
hint-birthdate = साल, महीना और दिन, जैसे 1990-12-31

## What apps may do
consent-title = { $app } आपका खाता इस्तेमाल करना चाहता है
consent-text = यह ऐप ये काम कर पाएगा
consent-openid = आपकी पहचान जानना
consent-profile = आपका नाम और प्रोफ़ाइल की दूसरी जानकारी देखना
consent-email = आपका ईमेल पता देखना
consent-phone = आपका फ़ोन नंबर देखना
consent-account = आपकी जानकारी, पासवर्ड और पुष्टि का दूसरा चरण बदलना
consent-scope = { $scope } का इस्तेमाल करना
consent-allow = अनुमति दें
consent-deny = अनुमति न दें
consent-goes = इसके बाद आपको { $host } पर भेजा जाएगा।

## Devices without a browser
device-title = डिवाइस कनेक्ट करें
device-text = अपने डिवाइस पर दिख रहा कोड डालें।
device-code = डिवाइस का कोड
device-confirm-title = क्या यह आपका डिवाइस है?
device-confirm-text = किसी दूसरे डिवाइस पर { $app } आपके खाते से साइन इन करना चाहता है। तभी आगे बढ़ें, जब उस डिवाइस पर यह कोड दिख रहा हो:
device-done-title = आपका डिवाइस कनेक्ट हो गया
device-done-text = अब यह पेज बंद करके अपने डिवाइस पर आगे बढ़ें।
device-denied-title = डिवाइस कनेक्ट नहीं हुआ
device-unknown = ऐसा कोई कोड नहीं है या उसकी समयसीमा खत्म हो गई है। अपने डिवाइस पर नया कोड पाएं।
device-denied-text = आपने अनुमति नहीं दी, और डिवाइस को आपके खाते के बारे में कुछ पता नहीं चला। आप यह पेज बंद कर सकते हैं।

## Challenges of the pool's own
challenge-title = एक और चरण बाकी है
challenge-answer = आपका जवाब

## Signing out
sign-out = साइन आउट करें
sign-out-question-title = क्या आपको साइन आउट करना है?
signed-out-title = आपने साइन आउट कर लिया है
signed-out-text = आपने इन पेजों से साइन आउट कर लिया है।
signed-out-others = हो सकता है कि आप यहां अब भी साइन इन हों:
sign-in-again = फिर से साइन इन करें
sign-out-of = { $name } को साइन आउट करें
sign-out-all = सभी खातों से साइन आउट करें

## Troubles
trouble-title = कोई गड़बड़ी हुई
trouble-text = ऐप पर वापस जाएं और फिर से कोशिश करें।
trouble-id = अगर ऐसा फिर से हो, तो ऐप चलाने वालों को यह नंबर बताएं:
trouble-parameter = ऐप ने ऐसा अनुरोध भेजा है जिसे पूरा नहीं किया जा सकता। गड़बड़ी वाला हिस्सा { $parameter } है।
trouble-redirect = ऐप ने आपको ऐसे पते पर भेजने को कहा है जो उसकी सूची में नहीं है।
trouble-client = जिस ऐप ने आपको यहां भेजा है, हम उसे नहीं पहचानते।
trouble-unavailable = ये पेज अभी तैयार नहीं हैं। कृपया ऐप चलाने वालों को बताएं।
expired-title = इस पेज की समयसीमा खत्म हो गई है
expired-text = यह पेज बहुत देर तक खुला रहा या इसे किसी दूसरे ब्राउज़र में खोला गया। आपकी कोई जानकारी नहीं मिटी है, यहां से फिर शुरू करें।
expired-restart = फिर से शुरू करें
already-title = आप पहले से साइन इन हैं
already-text = आपने इस ब्राउज़र के किसी दूसरे पेज पर साइन इन किया है।
forbidden-title = हम यह पता नहीं लगा सके कि यह अनुरोध कहां से आया
forbidden-text = हो सकता है कि कुकी ब्लॉक हों या पेज बहुत देर तक खुला रहा हो।
not-found-title = यहां कुछ नहीं है
not-found-text = हो सकता है कि पता गलत या पुराना हो।
method-title = यह काम यहां नहीं किया जा सकता
not-allowed-title = आप यह काम यहां नहीं कर सकते
not-allowed-text = कृपया ऐप चलाने वालों से संपर्क करें।

## Signing in through other providers
federated-more-title = कुछ और जानकारी
federated-more-text = { $provider } से हमें वह सारी जानकारी नहीं मिली जो यहां आपके खाते के लिए ज़रूरी है।
federated-link-title = आपका पहले से एक खाता है
federated-link-text = { $to } पते वाला खाता पहले से मौजूद है। उसमें एक बार साइन इन करें। उसके बाद, आप { $provider } से भी उसी खाते में साइन इन कर सकेंगे।
federated-link-prove = उस खाते में साइन इन करें
federated-link-apart = खाते अलग रखें
organisation-search = अपने संगठन से साइन इन करें

## What is wrong with what was typed
wrong-credentials = नाम या पासवर्ड सही नहीं है।
wrong-unknown-user = इस नाम का कोई उपयोगकर्ता नहीं है।
wrong-code = कोड सही नहीं है।
wrong-code-expired = कोड की समयसीमा खत्म हो गई है। नया कोड मांगें।
wrong-code-used = यह कोड पहले इस्तेमाल हो चुका है। अगले कोड का इंतज़ार करें।
wrong-too-many = बहुत ज़्यादा बार कोशिश की गई। कुछ देर बाद फिर से कोशिश करें।
wrong-locked = बहुत ज़्यादा बार गलत कोशिश की गई। बाद में फिर से कोशिश करें।
wrong-disabled = यह खाता बंद है। कृपया ऐप चलाने वालों से संपर्क करें।
wrong-unconfirmed = इस खाते की पुष्टि अभी नहीं हुई है।
wrong-reset-required = साइन इन करने से पहले आपको अपना पासवर्ड रीसेट करना होगा।
wrong-temporary-expired = आपके अस्थायी पासवर्ड की समयसीमा खत्म हो गई है। नया न्योता मांगें।
wrong-required = कृपया यह जानकारी भरें।
wrong-password-policy = पासवर्ड शर्तों के मुताबिक नहीं है।
wrong-password-reused = यह पासवर्ड पहले इस्तेमाल हो चुका है। कोई दूसरा पासवर्ड चुनें।
wrong-current-password = मौजूदा पासवर्ड सही नहीं है।
wrong-taken = यह नाम पहले से किसी और के पास है। कोई दूसरा नाम चुनें।
wrong-email = मान्य ईमेल पता डालें।
wrong-phone = देश के कोड के साथ मान्य फ़ोन नंबर डालें।
wrong-value = यहां इस वैल्यू की अनुमति नहीं है।
wrong-delivery = हम मैसेज नहीं भेज सके। बाद में फिर से कोशिश करें।
wrong-no-way = इस खाते में साइन इन करने का कोई तरीका उपलब्ध नहीं है। कृपया ऐप चलाने वालों से संपर्क करें।
wrong-function = ऐप ने मना कर दिया: { $text }
wrong-passkey = पासकी स्वीकार नहीं हुई।
wrong-not-allowed = यहां इसकी अनुमति नहीं है।
wrong-last-way = आपके खाते में साइन इन करने का यही एक तरीका है। पहले कोई दूसरा तरीका जोड़ें।
wrong-level = ऐप को साइन इन का ऐसा तरीका चाहिए जो इस खाते के मौजूदा तरीकों से ज़्यादा सुरक्षित हो।
wrong-address-taken = इस संपर्क जानकारी वाला खाता पहले से मौजूद है। उसी में साइन इन करें।
wrong-no-recovery = हम इस खाते का पासवर्ड रीसेट नहीं कर सकते। कृपया ऐप चलाने वालों से संपर्क करें।
wrong-provider-down = { $text } से अभी जवाब नहीं मिल रहा है। बाद में फिर से कोशिश करें या साइन इन करने का कोई दूसरा तरीका चुनें।
wrong-provider-failed = साइन इन नहीं हो सका: { $text }
wrong-account = वह कोई दूसरा खाता था। इस पते वाले खाते में साइन इन करें।
wrong-organisation = इस पते से जुड़ा कोई संगठन नहीं मिला।
wrong-provider = साइन इन करने का यह तरीका उपलब्ध नहीं है। कृपया कोई दूसरा तरीका चुनें।
wrong-locked-seconds = { $seconds ->
    [one] बहुत ज़्यादा बार गलत कोशिश की गई। { $seconds } सेकंड बाद फिर से कोशिश करें।
   *[other] बहुत ज़्यादा बार गलत कोशिश की गई। { $seconds } सेकंड बाद फिर से कोशिश करें।
}
wrong-locked-minutes = { $minutes ->
    [one] बहुत ज़्यादा बार गलत कोशिश की गई। { $minutes } मिनट बाद फिर से कोशिश करें।
   *[other] बहुत ज़्यादा बार गलत कोशिश की गई। { $minutes } मिनट बाद फिर से कोशिश करें।
}
wrong-too-many-minutes = { $minutes ->
    [one] बहुत ज़्यादा बार कोशिश की गई। { $minutes } मिनट बाद फिर से कोशिश करें।
   *[other] बहुत ज़्यादा बार कोशिश की गई। { $minutes } मिनट बाद फिर से कोशिश करें।
}

## The account pages
account-title = आपका खाता
account-profile = प्रोफ़ाइल
account-security = सुरक्षा
account-sessions = सेशन और डिवाइस
account-apps = ऐप
account-data = आपका डेटा
account-signed-in-as = { $name } के तौर पर साइन इन हैं
account-saved = सेव हो गया।
account-proof-title = पुष्टि करें कि यह आप ही हैं
account-proof-text = इसे बदलने से पहले, एक बार फिर साइन इन करें।
account-verified = पुष्टि हो चुकी है
account-unverified = पुष्टि नहीं हुई है
account-verify = पुष्टि करें
account-password-text = वह पासवर्ड बदलें जिससे साइन इन किया जाता है।
account-password-changed = आपका पासवर्ड बदल गया।
account-passkeys-none = आपके पास अभी कोई पासकी नहीं है।
account-passkey-remove = यह पासकी हटाएं
account-passkey-removed = पासकी हटा दी गई।
account-totp-on = पुष्टि करने वाला ऐप सेट अप है।
account-totp-off = पुष्टि करने वाला कोई ऐप सेट अप नहीं है।
account-totp-remove = पुष्टि करने वाला ऐप हटाएं
account-totp-removed = पुष्टि करने वाला ऐप हटा दिया गया।
account-created = बनाने की तारीख: { $date }
account-last-used = पिछली बार इस्तेमाल: { $date }
account-this-session = यह ब्राउज़र
account-session-end = साइन आउट करें
account-session-ended = वह सेशन खत्म हो गया।
account-sessions-end-all = हर जगह से साइन आउट करें
account-sessions-ended = आपको बाकी सभी जगहों से साइन आउट कर दिया गया है।
account-devices = याद रखे गए डिवाइस
account-devices-none = कोई डिवाइस याद नहीं रखा गया है।
account-device-forget = इस डिवाइस को याद न रखें
account-device-forgotten = अब यह डिवाइस याद नहीं रखा जाएगा।
account-apps-none = कोई ऐप आपका खाता इस्तेमाल नहीं करता।
account-app-remove = ऐक्सेस हटाएं
account-app-removed = यह ऐप अब आपका खाता इस्तेमाल नहीं कर सकता।
account-app-since = ऐक्सेस देने की तारीख: { $date }
account-download = मेरा डेटा डाउनलोड करें
account-download-text = आपको एक फ़ाइल मिलेगी, जिसमें आपके बारे में रखी गई सारी जानकारी होगी।
account-delete = मेरा खाता मिटाएं
account-delete-text = आपका खाता और उससे जुड़ी सारी जानकारी मिटा दी जाएगी। इसे पहले जैसा नहीं किया जा सकता।
account-delete-confirm = हां, मेरा खाता मिटाएं
account-deleted-title = आपका खाता मिटा दिया गया

## Messages by email and text message
mail-code-subject = आपका पुष्टि कोड
mail-code = आपका पुष्टि कोड है { $code }
mail-reset = आपका पासवर्ड रीसेट करने का कोड है { $code }
mail-sign-in-subject = आपका साइन इन कोड
mail-sign-in = आपका साइन इन पुष्टि कोड { $code } है।
mail-link-subject = आपका पुष्टि लिंक
mail-link = अपने ईमेल पते की पुष्टि करने के लिए, कृपया नीचे दिए गए लिंक पर क्लिक करें। { $link }
mail-link-text = ईमेल पते की पुष्टि करें
mail-invitation-subject = आपका अस्थायी पासवर्ड
mail-invitation = आपका उपयोगकर्ता नाम { $username } और अस्थायी पासवर्ड { $code } है।
mail-welcome-subject = आपका खाता
mail-welcome = आपका उपयोगकर्ता नाम { $username } है।
mail-notice-subject = आपके खाते में एक साइन-इन रोका गया
mail-notice = किसी ने आपके खाते में साइन इन करने की कोशिश की और उसे रोक दिया गया: { $login-time }, { $device-name }, { $ip-address }. अगर यह आपने किया था: { $one-click-link-valid } अगर आपने नहीं किया था: { $one-click-link-invalid }
mail-address-changed-subject = आपका ईमेल पता बदल गया
mail-address-changed = यह अब आपके खाते का ईमेल पता नहीं है। अगर इसे आपने नहीं बदला था, तो सात दिनों के अंदर इसे वापस लाएं: { $link }
