# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Language
language-change = Change language
error-title = Error: { $title }
errors = There is something to mend
help = Help
terms = Terms of use
privacy = Privacy policy
continue = Continue
cancel = Cancel
back = Back
save = Save
or = or
show-password = Show password
hide-password = Hide password
optional = optional
skip = Not now
try-again = Try again

## Signing in
sign-in-title = Sign in
sign-in-to = to { $app }
sign-in = Sign in
username = Username
email = Email address
phone = Phone number
email-or-phone = Email address or phone number
username-or-email = Username or email address
username-or-phone = Username or phone number
username-email-or-phone = Username, email address or phone number
password = Password
forgot-password = Forgot your password?
no-account = New here?
create-account = Create an account
sign-in-with = Continue with { $provider }
sign-in-as = Continue as { $name }
other-account = Use another account
choose-account-title = Choose an account
signed-out-account = Signed out
remove-account = Remove { $name }
choose-method-title = Choose how to sign in
method-password = Password
method-email = Code by email
method-sms = Code by text message
method-passkey = Passkey
method-totp = Authenticator app
other-method = Choose another way
password-title = Enter your password
not-you = Not you?
passkey-button = Sign in with a passkey
passkey-title = Sign in with your passkey
passkey-text = Your device will ask for your fingerprint, face or screen lock.
passkey-unsupported = This browser has no passkeys. Choose another way.
passkey-cancelled = The passkey was not used. You can try again or choose another way.

## Codes
code-title = Enter the code
code = Code
code-sent-email = We sent a code to { $to }.
code-sent-sms = We sent a code by text message to { $to }.
code-from-app = Enter the code that your authenticator app shows.
code-from-app-named = Enter the code that your authenticator app shows for { $device }.
code-resend = Send a new code
code-resent = We sent a new code to { $to }. The older one no longer works.
code-wait = { $seconds ->
    [one] You can ask for a new code in { $seconds } second.
   *[other] You can ask for a new code in { $seconds } seconds.
}
verify = Verify

## Second factors
mfa-choose-title = Choose your second step
mfa-setup-title = Add a second step
mfa-setup-text = This account needs more than a password. Choose what you want to use from now on.
mfa-setup-email-text = Which email address shall we send codes to?
mfa-setup-sms-text = Which phone number shall we send codes to?
totp-title = Set up your authenticator app
totp-scan = Scan this picture with your authenticator app.
totp-picture = QR code for your authenticator app
totp-secret = If you cannot scan it, enter this key:
totp-open = Open in an authenticator app on this device
totp-code = Then enter the code that the app shows
totp-name = Name of this device

## Passkeys of an account
passkey-add-title = Sign in faster next time
passkey-add-text = With a passkey you sign in with your fingerprint, face or screen lock. There is nothing to remember.
passkey-add = Create a passkey
passkey-added = Your passkey is ready.

## Passwords
new-password-title = Choose a new password
new-password-text = Your password was set by somebody else. Choose one that only you know.
new-password = New password
current-password = Current password
password-rules = Your password needs
rule-length = { $count ->
    [one] at least { $count } character
   *[other] at least { $count } characters
}
rule-lowercase = a lower-case letter
rule-uppercase = an upper-case letter
rule-number = a number
rule-symbol = a special character or a space
rule-met = met
rule-unmet = not met yet
missing-attributes-title = A few more details
missing-attributes-text = We need these before you can go on.

## Signing up
sign-up-title = Create your account
sign-up = Sign up
have-account = Have an account already?
agree = By signing up you agree to the { $terms } and the { $privacy }.
confirm-title = Confirm your account
confirm-text-email = We sent a code to { $to }. Enter it to confirm that the address is yours.
confirm-text-sms = We sent a code to { $to }. Enter it to confirm that the number is yours.
confirm-link-text = We sent a link to { $to }. Open it to confirm that the address is yours, then come back and sign in.
confirm = Confirm
confirmed-title = Your account is confirmed
confirmed-text = You can go back to the app and sign in.
confirm-question-title = Confirm your account
confirm-question-text = Press the button to confirm that this email address is yours.
confirm-no-code-title = Your account was created
confirm-no-code-text = Somebody has to confirm it before you can sign in.
confirm-link-resend = Send a new link
confirm-spent-title = This link is no longer good
confirm-spent-text = It was used already, or it is too old, or a newer one was sent. Ask the app for a new one.
confirm-incomplete-title = This link is incomplete
confirm-incomplete-text = Copy the whole of it from the message.
feedback-title = Was this sign-in yours?
feedback-valid-text = Press the button if it was you who signed in.
feedback-invalid-text = Press the button if it was not you who signed in.
feedback-valid = It was me
feedback-invalid = It was not me
feedback-done-title = Thank you
feedback-done-valid-text = We have noted that this sign-in was yours.
feedback-done-invalid-text = We have noted that this sign-in was not yours. If somebody may know your password, change it now.
feedback-unknown-text = This link is not good. Copy the whole of it from the message.
invitation-title = Welcome
invitation-text = Sign in with the temporary password that was sent to you, then choose your own.
invitation-resend = Send a new invitation
invitation-resent = We sent you a new temporary password. Sign in with it.
invitation-expired-title = Your invitation has expired
invitation-expired-text = The temporary password was not used in time. We can send you a new one.

## Forgotten passwords
forgot-title = Reset your password
forgot-text = Tell us who you are and we will send you a code.
forgot-send = Send a code
reset-title = Choose a new password
reset-text = If there is such an account, we sent a code to { $to }.
reset = Reset password
reset-done-title = Your password was changed
reset-done-text = Sign in with your new password.

## Changing an address
address-change-title = Confirm your new address
address-change-text = We sent a code to { $to }. Your old address stays until you confirm the new one.
address-changed = Your address was changed.
undo-title = Put your old address back
undo-text = Press the button, and the address that our message went to is the email address of your account again. Everybody will be signed out of it.
undo-done-title = Your old address is back
undo-done-text = You are signed out everywhere. If it was not you who changed the address, choose a new password now: somebody may know the old one.
undo-spent-text = It was used already, or it is too old.

## Names of attributes
attribute-address = Address
attribute-birthdate = Date of birth
attribute-email = Email address
attribute-family_name = Family name
attribute-gender = Gender
attribute-given_name = First name
attribute-locale = Locale
attribute-middle_name = Middle name
attribute-name = Name
attribute-nickname = Nickname
attribute-phone_number = Phone number
attribute-picture = Address of your picture
attribute-preferred_username = Preferred username
attribute-profile = Address of your profile page
attribute-website = Website
attribute-zoneinfo = Time zone
hint-phone = With the country code, such as +49 30 1234567.
hint-birthdate = Year, month and day, such as 1990-12-31.

## What apps may do
consent-title = { $app } wants to use your account
consent-text = It will be able to
consent-openid = know who you are
consent-profile = see your name and the other details of your profile
consent-email = see your email address
consent-phone = see your phone number
consent-account = change your details, your password and your second steps
consent-scope = use { $scope }
consent-allow = Allow
consent-deny = Do not allow
consent-goes = You will be sent to { $host }.

## Devices without a browser
device-title = Connect a device
device-text = Enter the code that your device shows.
device-code = Code of the device
device-confirm-title = Is this your device?
device-confirm-text = { $app } on another device asks to sign in as you. Go on only if it shows this code:
device-done-title = Your device is connected
device-done-text = You can close this page and go on on your device.
device-denied-title = The device was not connected
device-unknown = There is no such code, or it is too old. Ask your device for a new one.
device-denied-text = You did not allow it, and it learned nothing of your account. You can close this page.

## Challenges of the pool's own
challenge-title = One more step
challenge-answer = Your answer

## Signing out
sign-out = Sign out
sign-out-question-title = Do you want to sign out?
signed-out-title = You are signed out
signed-out-text = You are signed out of these pages.
signed-out-others = You may still be signed in here:
sign-in-again = Sign in again
sign-out-of = Sign out { $name }
sign-out-all = Sign out all accounts

## Troubles
trouble-title = Something went wrong
trouble-text = Go back to the app and try again.
trouble-id = If it happens again, tell the people who run the app this number:
trouble-parameter = The app sent a request that we cannot follow. The part at fault is { $parameter }.
trouble-redirect = The app asked to send you to an address that is not on its list.
trouble-client = We do not know the app that sent you here.
trouble-unavailable = These pages are not ready yet. Please tell the people who run the app.
expired-title = This page is too old
expired-text = It was open for too long, or it was opened in another browser. Nothing is lost: start again from here.
expired-restart = Start again
already-title = You are signed in already
already-text = You signed in on another page of this browser.
forbidden-title = We could not check where this came from
forbidden-text = Cookies may be blocked, or the page was open for too long.
not-found-title = There is nothing here
not-found-text = The address may be wrong or too old.
method-title = This does not work here
not-allowed-title = You cannot do this here
not-allowed-text = Please ask the people who run the app.

## Signing in through other providers
federated-more-title = A few more details
federated-more-text = { $provider } did not tell us everything that your account here needs.
federated-link-title = You have an account already
federated-link-text = There is an account with the address { $to }. Sign in to it once, and { $provider } opens the same account from then on.
federated-link-prove = Sign in to that account
federated-link-apart = Keep the accounts apart
organisation-search = Sign in with your organisation

## What is wrong with what was typed
wrong-credentials = The name or the password is not right.
wrong-unknown-user = There is no user of this name.
wrong-code = The code is not right.
wrong-code-expired = The code has expired. Ask for a new one.
wrong-code-used = This code was used already. Wait for the next one.
wrong-too-many = There were too many attempts. Wait a while and try again.
wrong-locked = There were too many wrong attempts. Try again later.
wrong-disabled = This account is disabled. Please ask the people who run the app.
wrong-unconfirmed = This account is not confirmed yet.
wrong-reset-required = Your password has to be reset before you can sign in.
wrong-temporary-expired = Your temporary password has expired. Ask for a new invitation.
wrong-required = Please fill this in.
wrong-password-policy = The password does not meet the rules.
wrong-password-reused = You have used this password before. Choose another one.
wrong-current-password = The current password is not right.
wrong-taken = Somebody uses this name already. Choose another one.
wrong-email = This is not an email address.
wrong-phone = This is not a phone number with its country code.
wrong-value = This value is not allowed here.
wrong-delivery = We could not send the message. Try again later.
wrong-no-way = There is no way to sign in to this account. Please ask the people who run the app.
wrong-function = The app refused: { $text }
wrong-passkey = The passkey was not accepted.
wrong-not-allowed = This is not allowed here.
wrong-last-way = This is the only way to sign in to your account. Add another one first.
wrong-level = The app asks for a stronger way to sign in than this account has.
wrong-address-taken = There is an account with this address already. Sign in to it instead.
wrong-no-recovery = We cannot reset the password of this account. Please ask the people who run the app.
wrong-provider-down = { $text } does not answer at the moment. Try again later, or choose another way to sign in.
wrong-provider-failed = The sign-in did not work: { $text }
wrong-account = That was another account. Sign in to the one with this address.
wrong-organisation = No organisation is known by this address.
wrong-provider = This way to sign in is not available. Please choose another one.
wrong-locked-seconds = { $seconds ->
    [one] There were too many wrong attempts. Try again in { $seconds } second.
   *[other] There were too many wrong attempts. Try again in { $seconds } seconds.
}
wrong-locked-minutes = { $minutes ->
    [one] There were too many wrong attempts. Try again in { $minutes } minute.
   *[other] There were too many wrong attempts. Try again in { $minutes } minutes.
}
wrong-too-many-minutes = { $minutes ->
    [one] There were too many attempts. Try again in { $minutes } minute.
   *[other] There were too many attempts. Try again in { $minutes } minutes.
}

## The account pages
account-title = Your account
account-profile = Profile
account-security = Security
account-sessions = Sessions and devices
account-apps = Apps
account-data = Your data
account-signed-in-as = Signed in as { $name }
account-saved = Saved.
account-proof-title = Confirm that it is you
account-proof-text = Before you change this, sign in once more.
account-verified = verified
account-unverified = not verified
account-verify = Verify
account-password-text = Change the password that you sign in with.
account-password-changed = Your password was changed.
account-passkeys-none = You have no passkeys yet.
account-passkey-remove = Remove this passkey
account-passkey-removed = The passkey was removed.
account-totp-on = An authenticator app is set up.
account-totp-off = No authenticator app is set up.
account-totp-remove = Remove the authenticator app
account-totp-removed = The authenticator app was removed.
account-created = Created { $date }
account-last-used = Last used { $date }
account-this-session = This browser
account-session-end = Sign out
account-session-ended = That session has ended.
account-sessions-end-all = Sign out everywhere
account-sessions-ended = You are signed out everywhere else.
account-devices = Remembered devices
account-devices-none = No devices are remembered.
account-device-forget = Forget this device
account-device-forgotten = The device was forgotten.
account-apps-none = No apps use your account.
account-app-remove = Remove access
account-app-removed = The app can no longer use your account.
account-app-since = Access given { $date }
account-download = Download my data
account-download-text = You get a file with everything that is kept about you.
account-delete = Delete my account
account-delete-text = Your account and all that belongs to it will be deleted. This cannot be undone.
account-delete-confirm = Yes, delete my account
account-deleted-title = Your account was deleted

## Messages by email and text message
mail-code-subject = Your verification code
mail-code = Your confirmation code is { $code }
mail-reset = Your password reset code is { $code }
mail-sign-in-subject = Your sign-in code
mail-sign-in = Your authentication code is { $code }.
mail-link-subject = Your verification link
mail-link = Please click the link below to verify your email address. { $link }
mail-link-text = Verify Email
mail-invitation-subject = Your temporary password
mail-invitation = Your username is { $username } and temporary password is { $code }.
mail-welcome-subject = Your account
mail-welcome = Your username is { $username }.
mail-notice-subject = A sign-in to your account was refused
mail-notice = Somebody tried to sign in to your account and was refused: { $login-time }, { $device-name }, { $ip-address }. If it was you: { $one-click-link-valid } If it was not you: { $one-click-link-invalid }
mail-address-changed-subject = Your email address was changed
mail-address-changed = The email address of your account is no longer this one. If it was not you who changed it, put it back within seven days: { $link }
