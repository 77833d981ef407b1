# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = 언어
language-change = 언어 변경
error-title = 오류: { $title }
errors = 입력한 내용을 확인하세요
help = 도움말
terms = 이용약관
privacy = 개인정보처리방침
continue = 계속
cancel = 취소
back = 뒤로
save = 저장
or = 또는
show-password = 비밀번호 표시
hide-password = 비밀번호 숨기기
optional = 선택사항
skip = 나중에
try-again = 다시 시도

## Signing in
sign-in-title = 로그인
sign-in-to = { $app } 앱으로 이동
sign-in = 로그인
username = 사용자 이름
email = 이메일 주소
phone = 전화번호
email-or-phone = 이메일 주소 또는 전화번호
username-or-email = 사용자 이름 또는 이메일 주소
username-or-phone = 사용자 이름 또는 전화번호
username-email-or-phone = 사용자 이름, 이메일 주소 또는 전화번호
password = 비밀번호
forgot-password = 비밀번호를 잊으셨나요?
no-account = 계정이 없으신가요?
create-account = 계정 만들기
sign-in-with = { $provider } 계정으로 계속
sign-in-as = { $name } 계정으로 계속
other-account = 다른 계정 사용
choose-account-title = 계정 선택
signed-out-account = 로그아웃됨
remove-account = { $name } 삭제
choose-method-title = 로그인 방법 선택
method-password = 비밀번호
method-email = 이메일 인증 코드
method-sms = 문자 메시지 인증 코드
method-passkey = 패스키
method-totp = 인증 앱
other-method = 다른 방법 선택
password-title = 비밀번호 입력
not-you = 본인이 아닌가요?
passkey-button = 패스키로 로그인
passkey-title = 패스키로 로그인
passkey-text = 기기에서 지문, 얼굴 또는 화면 잠금을 요청합니다.
passkey-unsupported = 이 브라우저에서는 패스키를 사용할 수 없습니다. 다른 방법을 선택하세요.
passkey-cancelled = 패스키가 사용되지 않았습니다. 다시 시도하거나 다른 방법을 선택하세요.

## Codes
code-title = 코드 입력
code = 코드
code-sent-email = { $to }(으)로 코드를 보냈습니다.
code-sent-sms = { $to }(으)로 코드를 문자 메시지로 보냈습니다.
code-from-app = 인증 앱에 표시된 코드를 입력하세요.
code-from-app-named = 인증 앱에 표시된 { $device }의 코드를 입력하세요.
code-resend = 새 코드 보내기
code-resent = { $to }(으)로 새 코드를 보냈습니다. 이전 코드는 더 이상 사용할 수 없습니다.
code-wait = { $seconds }초 후에 새 코드를 요청할 수 있습니다.
verify = 확인

## Second factors
mfa-choose-title = 2단계 인증 방법 선택
mfa-setup-title = 2단계 인증 추가
mfa-setup-text = 이 계정에는 비밀번호 외에 추가 인증이 필요합니다. 앞으로 사용할 방법을 선택하세요.
mfa-setup-email-text = 어떤 이메일 주소로 코드를 받으시겠어요?
mfa-setup-sms-text = 어떤 전화번호로 코드를 받으시겠어요?
totp-title = 인증 앱 설정
totp-scan = 인증 앱으로 이 이미지를 스캔하세요.
totp-picture = 인증 앱용 QR 코드
totp-secret = 스캔할 수 없으면 다음 키를 입력하세요.
totp-open = 이 기기의 인증 앱에서 열기
totp-code = 그런 다음 앱에 표시된 코드를 입력하세요
totp-name = 이 기기의 이름

## Passkeys of an account
passkey-add-title = 다음에는 더 빠르게 로그인하기
passkey-add-text = 패스키를 사용하면 지문, 얼굴 또는 화면 잠금으로 로그인할 수 있습니다. 아무것도 기억할 필요가 없습니다.
passkey-add = 패스키 만들기
passkey-added = 패스키를 사용할 준비가 되었습니다.

## Passwords
new-password-title = 새 비밀번호 설정
new-password-text = 현재 비밀번호는 다른 사람이 설정한 것입니다. 본인만 아는 비밀번호를 설정하세요.
new-password = 새 비밀번호
current-password = 현재 비밀번호
password-rules = 비밀번호 조건
rule-length = { $count }자 이상
rule-lowercase = 영문 소문자 포함
rule-uppercase = 영문 대문자 포함
rule-number = 숫자 포함
rule-symbol = 특수문자 또는 공백 포함
rule-met = 충족됨
rule-unmet = 아직 충족되지 않음
missing-attributes-title = 추가 정보 입력
missing-attributes-text = 계속하려면 다음 정보가 필요합니다.

## Signing up
sign-up-title = 계정 만들기
sign-up = 가입하기
have-account = 이미 계정이 있으신가요?
agree = 가입하면 { $terms } 및 { $privacy }에 동의하는 것으로 간주됩니다.
confirm-title = 계정 확인
confirm-text-email = { $to }(으)로 코드를 보냈습니다. 본인의 이메일 주소인지 확인할 수 있도록 코드를 입력하세요.
confirm-text-sms = { $to }(으)로 코드를 보냈습니다. 본인의 전화번호인지 확인할 수 있도록 코드를 입력하세요.
confirm-link-text = { $to }(으)로 링크를 보냈습니다. 링크를 열어 본인의 이메일 주소임을 확인한 다음 여기로 돌아와 로그인하세요.
confirm = 확인
confirmed-title = 계정이 확인되었습니다
confirmed-text = 앱으로 돌아가 로그인할 수 있습니다.
confirm-question-title = 계정 확인
confirm-question-text = 버튼을 눌러 본인의 이메일 주소임을 확인하세요.
confirm-no-code-title = 계정이 생성되었습니다
confirm-no-code-text = 로그인하려면 먼저 담당자가 계정을 확인해야 합니다.
confirm-link-resend = 새 링크 보내기
confirm-spent-title = 더 이상 유효하지 않은 링크입니다
confirm-spent-text = 이미 사용되었거나 너무 오래되었거나 더 새로운 링크가 전송되었습니다. 앱에서 새 링크를 요청하세요.
confirm-incomplete-title = 링크가 완전하지 않습니다
confirm-incomplete-text = 메시지에서 링크 전체를 복사하세요.
feedback-title = 본인이 로그인하셨나요?
feedback-valid-text = 본인이 로그인했다면 버튼을 누르세요.
feedback-invalid-text = 본인이 로그인하지 않았다면 버튼을 누르세요.
feedback-valid = 본인입니다
feedback-invalid = 본인이 아닙니다
feedback-done-title = 감사합니다
feedback-done-valid-text = 본인의 로그인으로 기록했습니다.
feedback-done-invalid-text = 본인의 로그인이 아닌 것으로 기록했습니다. 다른 사람이 비밀번호를 알고 있을 수 있다면 지금 변경하세요.
feedback-unknown-text = 이 링크는 올바르지 않습니다. 메시지에서 링크 전체를 복사하세요.
invitation-title = 환영합니다
invitation-text = 전달받은 임시 비밀번호로 로그인한 다음 새 비밀번호를 설정하세요.
invitation-resend = 초대 다시 보내기
invitation-resent = 새 임시 비밀번호를 보냈습니다. 이 비밀번호로 로그인하세요.
invitation-expired-title = 초대가 만료되었습니다
invitation-expired-text = 임시 비밀번호가 기한 내에 사용되지 않았습니다. 새 임시 비밀번호를 보내 드릴 수 있습니다.

## Forgotten passwords
forgot-title = 비밀번호 재설정
forgot-text = 계정 정보를 입력하면 코드를 보내 드립니다.
forgot-send = 코드 보내기
reset-title = 새 비밀번호 설정
reset-text = 해당 계정이 있는 경우 { $to }(으)로 코드를 보냈습니다.
reset = 비밀번호 재설정
reset-done-title = 비밀번호가 변경되었습니다
reset-done-text = 새 비밀번호로 로그인하세요.

## Changing an address
address-change-title = 새 연락처 확인
address-change-text = { $to }(으)로 코드를 보냈습니다. 새 연락처를 확인할 때까지 이전 연락처가 유지됩니다.
address-changed = 연락처가 변경되었습니다.
undo-title = 이전 주소로 되돌리기
undo-text = 버튼을 누르면 이 메시지를 받은 주소가 다시 계정의 이메일 주소가 됩니다. 이 계정은 모든 기기에서 로그아웃됩니다.
undo-done-title = 이전 주소로 되돌렸습니다
undo-done-text = 모든 기기에서 로그아웃되었습니다. 본인이 주소를 변경하지 않았다면 지금 새 비밀번호를 설정하세요. 다른 사람이 기존 비밀번호를 알고 있을 수 있습니다.
undo-spent-text = 이미 사용되었거나 너무 오래되었습니다.

## Names of attributes
attribute-address = 주소
attribute-birthdate = 생년월일
attribute-email = 이메일 주소
attribute-family_name = 성
attribute-gender = 성별
attribute-given_name = 이름(성 제외)
attribute-locale = 언어 및 지역
attribute-middle_name = 중간 이름
attribute-name = 성명
attribute-nickname = 닉네임
attribute-phone_number = 전화번호
attribute-picture = 프로필 사진 URL
attribute-preferred_username = 선호하는 사용자 이름
attribute-profile = 프로필 페이지 URL
attribute-website = 웹사이트
attribute-zoneinfo = 시간대
hint-phone = 국가 코드를 포함해 입력하세요. 예: +82 2 1234 5678
hint-birthdate = 연도, 월, 일 순으로 입력하세요. 예: 1990-12-31

## What apps may do
consent-title = { $app } 앱에서 계정 사용을 요청합니다
consent-text = 허용하면 이 앱에서 다음 작업을 할 수 있습니다
consent-openid = 사용자가 누구인지 확인
consent-profile = 이름 및 기타 프로필 정보 보기
consent-email = 이메일 주소 보기
consent-phone = 전화번호 보기
consent-account = 개인 정보, 비밀번호, 2단계 인증 변경
consent-scope = { $scope } 사용
consent-allow = 허용
consent-deny = 허용 안 함
consent-goes = 다음 주소로 이동합니다. { $host }

## Devices without a browser
device-title = 기기 연결
device-text = 기기에 표시된 코드를 입력하세요.
device-code = 기기 코드
device-confirm-title = 본인의 기기인가요?
device-confirm-text = 다른 기기의 { $app } 앱에서 내 계정으로 로그인하려고 합니다. 기기에 다음 코드가 표시된 경우에만 계속하세요.
device-done-title = 기기가 연결되었습니다
device-done-text = 이 페이지를 닫고 기기에서 계속하세요.
device-denied-title = 기기가 연결되지 않았습니다
device-unknown = 코드가 없거나 만료되었습니다. 기기에서 새 코드를 받으세요.
device-denied-text = 허용하지 않았으며, 기기는 계정에 대해 아무것도 알지 못합니다. 이 페이지를 닫아도 됩니다.

## Challenges of the pool's own
challenge-title = 한 단계 더 남았습니다
challenge-answer = 답변

## Signing out
sign-out = 로그아웃
sign-out-question-title = 로그아웃하시겠어요?
signed-out-title = 로그아웃되었습니다
signed-out-text = 이 페이지에서 로그아웃되었습니다.
signed-out-others = 다음 앱에는 아직 로그인되어 있을 수 있습니다.
sign-in-again = 다시 로그인
sign-out-of = { $name } 로그아웃
sign-out-all = 모든 계정에서 로그아웃

## Troubles
trouble-title = 문제가 발생했습니다
trouble-text = 앱으로 돌아가 다시 시도하세요.
trouble-id = 문제가 다시 발생하면 앱 운영자에게 다음 번호를 알려 주세요.
trouble-parameter = 앱에서 처리할 수 없는 요청을 보냈습니다. 문제가 있는 항목: { $parameter }
trouble-redirect = 앱에서 이동하도록 요청한 주소가 허용 목록에 없습니다.
trouble-client = 이 페이지로 보낸 앱을 확인할 수 없습니다.
trouble-unavailable = 이 페이지는 아직 준비되지 않았습니다. 앱 운영자에게 알려 주세요.
expired-title = 페이지가 만료되었습니다
expired-text = 페이지가 너무 오래 열려 있었거나 다른 브라우저에서 열렸습니다. 손실된 정보는 없습니다. 여기서 다시 시작하세요.
expired-restart = 다시 시작
already-title = 이미 로그인되어 있습니다
already-text = 이 브라우저의 다른 페이지에서 로그인했습니다.
forbidden-title = 요청의 출처를 확인할 수 없습니다
forbidden-text = 쿠키가 차단되었거나 페이지가 너무 오래 열려 있었을 수 있습니다.
not-found-title = 페이지를 찾을 수 없습니다
not-found-text = 주소가 잘못되었거나 오래되었을 수 있습니다.
method-title = 여기서는 이 작업을 할 수 없습니다
not-allowed-title = 여기서는 이 작업을 할 수 없습니다
not-allowed-text = 앱 운영자에게 문의하세요.

## Signing in through other providers
federated-more-title = 추가 정보 입력
federated-more-text = 이 계정에 필요한 정보 중 일부를 { $provider }에서 받지 못했습니다.
federated-link-title = 이미 계정이 있습니다
federated-link-text = { $to } 주소를 사용하는 계정이 이미 있습니다. 그 계정으로 한 번 로그인하면 이후에는 { $provider } 계정으로도 같은 계정에 로그인할 수 있습니다.
federated-link-prove = 해당 계정으로 로그인
federated-link-apart = 계정을 따로 유지
organisation-search = 소속 조직으로 로그인

## What is wrong with what was typed
wrong-credentials = 이름 또는 비밀번호가 올바르지 않습니다.
wrong-unknown-user = 이 이름의 사용자가 없습니다.
wrong-code = 코드가 올바르지 않습니다.
wrong-code-expired = 코드가 만료되었습니다. 새 코드를 요청하세요.
wrong-code-used = 이미 사용된 코드입니다. 다음 코드가 표시될 때까지 기다리세요.
wrong-too-many = 시도 횟수가 너무 많습니다. 잠시 후 다시 시도하세요.
wrong-locked = 잘못된 시도가 너무 많습니다. 나중에 다시 시도하세요.
wrong-disabled = 사용 중지된 계정입니다. 앱 운영자에게 문의하세요.
wrong-unconfirmed = 아직 확인되지 않은 계정입니다.
wrong-reset-required = 로그인하려면 비밀번호를 재설정해야 합니다.
wrong-temporary-expired = 임시 비밀번호가 만료되었습니다. 새 초대를 요청하세요.
wrong-required = 이 항목을 입력하세요.
wrong-password-policy = 비밀번호가 조건을 충족하지 않습니다.
wrong-password-reused = 이전에 사용한 비밀번호입니다. 다른 비밀번호를 선택하세요.
wrong-current-password = 현재 비밀번호가 올바르지 않습니다.
wrong-taken = 이미 사용 중인 이름입니다. 다른 이름을 선택하세요.
wrong-email = 올바른 이메일 주소를 입력하세요.
wrong-phone = 국가 코드를 포함한 올바른 전화번호를 입력하세요.
wrong-value = 여기에는 이 값을 사용할 수 없습니다.
wrong-delivery = 메시지를 보낼 수 없습니다. 나중에 다시 시도하세요.
wrong-no-way = 이 계정에 사용할 수 있는 로그인 방법이 없습니다. 앱 운영자에게 문의하세요.
wrong-function = 앱에서 거부했습니다. { $text }
wrong-passkey = 패스키를 확인할 수 없습니다.
wrong-not-allowed = 여기서는 허용되지 않습니다.
wrong-last-way = 이 계정에 로그인할 수 있는 유일한 방법입니다. 먼저 다른 방법을 추가하세요.
wrong-level = 앱에서 이 계정에 설정된 것보다 더 강력한 로그인 방법을 요구합니다.
wrong-address-taken = 이 연락처를 사용하는 계정이 이미 있습니다. 그 계정으로 로그인하세요.
wrong-no-recovery = 이 계정의 비밀번호를 재설정할 수 없습니다. 앱 운영자에게 문의하세요.
wrong-provider-down = 현재 { $text }에서 응답이 없습니다. 나중에 다시 시도하거나 다른 로그인 방법을 선택하세요.
wrong-provider-failed = 로그인하지 못했습니다. { $text }
wrong-account = 다른 계정으로 로그인했습니다. 이 주소를 사용하는 계정으로 로그인하세요.
wrong-organisation = 이 주소에 해당하는 조직을 찾을 수 없습니다.
wrong-provider = 이 로그인 방법은 사용할 수 없습니다. 다른 방법을 선택하세요.
wrong-locked-seconds = 잘못된 시도가 너무 많습니다. { $seconds }초 후에 다시 시도하세요.
wrong-locked-minutes = 잘못된 시도가 너무 많습니다. { $minutes }분 후에 다시 시도하세요.
wrong-too-many-minutes = 시도 횟수가 너무 많습니다. { $minutes }분 후에 다시 시도하세요.

## The account pages
account-title = 내 계정
account-profile = 프로필
account-security = 보안
account-sessions = 세션 및 기기
account-apps = 앱
account-data = 내 데이터
account-signed-in-as = { $name } 계정으로 로그인됨
account-saved = 저장되었습니다.
account-proof-title = 본인 확인
account-proof-text = 변경하려면 먼저 다시 로그인하세요.
account-verified = 인증됨
account-unverified = 인증되지 않음
account-verify = 인증
account-password-text = 로그인할 때 사용하는 비밀번호를 변경합니다.
account-password-changed = 비밀번호가 변경되었습니다.
account-passkeys-none = 아직 패스키가 없습니다.
account-passkey-remove = 이 패스키 삭제
account-passkey-removed = 패스키가 삭제되었습니다.
account-totp-on = 인증 앱이 설정되어 있습니다.
account-totp-off = 인증 앱이 설정되어 있지 않습니다.
account-totp-remove = 인증 앱 삭제
account-totp-removed = 인증 앱이 삭제되었습니다.
account-created = 생성일: { $date }
account-last-used = 마지막 사용: { $date }
account-this-session = 이 브라우저
account-session-end = 로그아웃
account-session-ended = 세션이 종료되었습니다.
account-sessions-end-all = 모든 기기에서 로그아웃
account-sessions-ended = 다른 모든 곳에서 로그아웃되었습니다.
account-devices = 기억된 기기
account-devices-none = 기억된 기기가 없습니다.
account-device-forget = 이 기기를 더 이상 기억하지 않기
account-device-forgotten = 기기를 더 이상 기억하지 않습니다.
account-apps-none = 계정을 사용하는 앱이 없습니다.
account-app-remove = 액세스 권한 삭제
account-app-removed = 이 앱은 더 이상 계정을 사용할 수 없습니다.
account-app-since = 액세스 허용일: { $date }
account-download = 내 데이터 다운로드
account-download-text = 보관 중인 내 모든 정보를 파일로 받을 수 있습니다.
account-delete = 내 계정 삭제
account-delete-text = 계정과 계정에 속한 모든 정보가 삭제됩니다. 이 작업은 되돌릴 수 없습니다.
account-delete-confirm = 예, 내 계정을 삭제합니다
account-deleted-title = 계정이 삭제되었습니다

## Messages by email and text message
mail-code-subject = 인증 코드
mail-code = 인증 코드: { $code }
mail-reset = 비밀번호 재설정 코드: { $code }
mail-sign-in-subject = 로그인 코드
mail-sign-in = 인증 코드는 { $code }입니다.
mail-link-subject = 인증 링크
mail-link = 이메일 주소를 인증하려면 아래 링크를 클릭하세요. { $link }
mail-link-text = 이메일 주소 인증
mail-invitation-subject = 임시 비밀번호
mail-invitation = 사용자 이름은 { $username }, 임시 비밀번호는 { $code }입니다.
mail-welcome-subject = 내 계정
mail-welcome = 사용자 이름은 { $username }입니다.
mail-notice-subject = 계정 로그인이 거부되었습니다
mail-notice = 누군가 계정에 로그인하려다 거부되었습니다: { $login-time }, { $device-name }, { $ip-address }. 본인이라면: { $one-click-link-valid } 본인이 아니라면: { $one-click-link-invalid }
mail-address-changed-subject = 이메일 주소가 변경되었습니다
mail-address-changed = 이 주소는 더 이상 계정의 이메일 주소가 아닙니다. 본인이 변경하지 않았다면 7일 안에 되돌리세요: { $link }
