# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = 語言
language-change = 變更語言
error-title = 錯誤：{ $title }
errors = 請檢查填寫的內容
help = 說明
terms = 使用條款
privacy = 隱私權政策
continue = 繼續
cancel = 取消
back = 返回
save = 儲存
or = 或
show-password = 顯示密碼
hide-password = 隱藏密碼
optional = 選填
skip = 暫時不要
try-again = 再試一次

## Signing in
sign-in-title = 登入
sign-in-to = 以繼續使用「{ $app }」
sign-in = 登入
username = 使用者名稱
email = 電子郵件地址
phone = 電話號碼
email-or-phone = 電子郵件地址或電話號碼
username-or-email = 使用者名稱或電子郵件地址
username-or-phone = 使用者名稱或電話號碼
username-email-or-phone = 使用者名稱、電子郵件地址或電話號碼
password = 密碼
forgot-password = 忘記密碼？
no-account = 還沒有帳戶？
create-account = 建立帳戶
sign-in-with = 使用 { $provider } 繼續
sign-in-as = 以 { $name } 的身分繼續
other-account = 使用其他帳戶
choose-account-title = 選擇帳戶
signed-out-account = 已登出
remove-account = 移除 { $name }
choose-method-title = 選擇登入方式
method-password = 密碼
method-email = 電子郵件驗證碼
method-sms = 簡訊驗證碼
method-passkey = 密碼金鑰
method-totp = 驗證器應用程式
other-method = 選擇其他方式
password-title = 輸入密碼
not-you = 不是你嗎？
passkey-button = 使用密碼金鑰登入
passkey-title = 使用密碼金鑰登入
passkey-text = 你的裝置會要求驗證指紋、臉孔或螢幕鎖定。
passkey-unsupported = 這個瀏覽器不支援密碼金鑰。請選擇其他方式。
passkey-cancelled = 未使用密碼金鑰。你可以再試一次或選擇其他方式。

## Codes
code-title = 輸入驗證碼
code = 驗證碼
code-sent-email = 我們已將驗證碼傳送至 { $to }。
code-sent-sms = 我們已透過簡訊將驗證碼傳送至 { $to }。
code-from-app = 請輸入驗證器應用程式顯示的驗證碼。
code-from-app-named = 請輸入驗證器應用程式為 { $device } 顯示的驗證碼。
code-resend = 重新傳送驗證碼
code-resent = 我們已將新的驗證碼傳送至 { $to }。先前的驗證碼已失效。
code-wait = { $seconds } 秒後即可重新取得驗證碼。
verify = 驗證

## Second factors
mfa-choose-title = 選擇第二個驗證步驟
mfa-setup-title = 新增第二個驗證步驟
mfa-setup-text = 這個帳戶除了密碼之外還需要其他驗證方式。請選擇你之後要使用的方式。
mfa-setup-email-text = 你要使用哪個電子郵件地址接收驗證碼？
mfa-setup-sms-text = 你要使用哪個電話號碼接收驗證碼？
totp-title = 設定驗證器應用程式
totp-scan = 請使用驗證器應用程式掃描這張圖片。
totp-picture = 驗證器應用程式的 QR 圖碼
totp-secret = 如果無法掃描，請輸入這組金鑰：
totp-open = 在這部裝置的驗證器應用程式中開啟
totp-code = 接著輸入應用程式顯示的驗證碼
totp-name = 這部裝置的名稱

## Passkeys of an account
passkey-add-title = 下次登入更快速
passkey-add-text = 有了密碼金鑰，你可以使用指紋、臉孔或螢幕鎖定登入，不必記住任何內容。
passkey-add = 建立密碼金鑰
passkey-added = 你的密碼金鑰已可使用。

## Passwords
new-password-title = 設定新密碼
new-password-text = 你目前的密碼是由他人設定的。請設定一組只有你知道的密碼。
new-password = 新密碼
current-password = 目前的密碼
password-rules = 密碼必須包含
rule-length = 至少 { $count } 個字元
rule-lowercase = 一個小寫字母
rule-uppercase = 一個大寫字母
rule-number = 一個數字
rule-symbol = 一個特殊字元或空格
rule-met = 已符合
rule-unmet = 尚未符合
missing-attributes-title = 補充資料
missing-attributes-text = 請先提供以下資料，才能繼續。

## Signing up
sign-up-title = 建立帳戶
sign-up = 註冊
have-account = 已經有帳戶了嗎？
agree = 註冊即表示你同意《{ $terms }》和《{ $privacy }》。
confirm-title = 確認帳戶
confirm-text-email = 我們已將驗證碼傳送至 { $to }。請輸入驗證碼，確認這個電子郵件地址屬於你。
confirm-text-sms = 我們已將驗證碼傳送至 { $to }。請輸入驗證碼，確認這個號碼屬於你。
confirm-link-text = 我們已將連結傳送至 { $to }。請開啟連結，確認這個電子郵件地址屬於你，然後返回這裡登入。
confirm = 確認
confirmed-title = 你的帳戶已確認
confirmed-text = 你可以返回應用程式並登入。
confirm-question-title = 確認帳戶
confirm-question-text = 請按下按鈕，確認這個電子郵件地址屬於你。
confirm-no-code-title = 你的帳戶已建立
confirm-no-code-text = 你的帳戶必須先由相關人員確認，才能登入。
confirm-link-resend = 傳送新連結
confirm-spent-title = 這個連結已失效
confirm-spent-text = 連結已使用過、已過期，或已傳送較新的連結。請在應用程式中重新索取。
confirm-incomplete-title = 這個連結不完整
confirm-incomplete-text = 請從訊息中複製完整的連結。
feedback-title = 這次登入是您本人嗎？
feedback-valid-text = 如果是您本人登入的，請按下按鈕。
feedback-invalid-text = 如果不是您本人登入的，請按下按鈕。
feedback-valid = 是我本人
feedback-invalid = 不是我本人
feedback-done-title = 謝謝
feedback-done-valid-text = 我們已記錄這次登入是您本人所為。
feedback-done-invalid-text = 我們已記錄這次登入不是您本人所為。如果可能有人知道您的密碼，請立即變更。
feedback-unknown-text = 此連結無效。請從訊息中複製完整連結。
invitation-title = 歡迎
invitation-text = 請使用傳送給你的臨時密碼登入，然後設定自己的密碼。
invitation-resend = 重新傳送邀請
invitation-resent = 我們已傳送新的臨時密碼給你。請使用這組密碼登入。
invitation-expired-title = 你的邀請已過期
invitation-expired-text = 臨時密碼未在期限內使用。我們可以傳送新的臨時密碼給你。

## Forgotten passwords
forgot-title = 重設密碼
forgot-text = 請輸入你的帳戶資料，我們會傳送驗證碼給你。
forgot-send = 傳送驗證碼
reset-title = 設定新密碼
reset-text = 如果這個帳戶存在，我們已將驗證碼傳送至 { $to }。
reset = 重設密碼
reset-done-title = 你的密碼已變更
reset-done-text = 請使用新密碼登入。

## Changing an address
address-change-title = 確認新的聯絡方式
address-change-text = 我們已將驗證碼傳送至 { $to }。在你確認新的聯絡方式之前，原本的聯絡方式仍然有效。
address-changed = 你的聯絡方式已變更。
undo-title = 復原原本的地址
undo-text = 按下按鈕，即可將接收這則訊息的地址重新設為你帳戶的電子郵件地址。這個帳戶將在所有裝置上登出。
undo-done-title = 你原本的地址已復原
undo-done-text = 你已在所有裝置上登出。如果地址不是你本人變更的，請立即設定新密碼：可能有人知道舊密碼。
undo-spent-text = 連結已使用過或已過期。

## Names of attributes
attribute-address = 地址
attribute-birthdate = 出生日期
attribute-email = 電子郵件地址
attribute-family_name = 姓氏
attribute-gender = 性別
attribute-given_name = 名字
attribute-locale = 語言和地區
attribute-middle_name = 中間名
attribute-name = 姓名
attribute-nickname = 暱稱
attribute-phone_number = 電話號碼
attribute-picture = 個人資料相片網址
attribute-preferred_username = 偏好的使用者名稱
attribute-profile = 個人資料頁面網址
attribute-website = 網站
attribute-zoneinfo = 時區
hint-phone = 請加上國碼，例如 +886 2 1234 5678。
hint-birthdate = 年、月、日，例如 1990-12-31。

## What apps may do
consent-title = 「{ $app }」想要使用你的帳戶
consent-text = 這個應用程式將可以
consent-openid = 得知你的身分
consent-profile = 查看你的姓名和其他個人資料
consent-email = 查看你的電子郵件地址
consent-phone = 查看你的電話號碼
consent-account = 變更你的個人資料、密碼和第二個驗證步驟
consent-scope = 使用 { $scope }
consent-allow = 允許
consent-deny = 不允許
consent-goes = 接下來將前往 { $host }。

## Devices without a browser
device-title = 連結裝置
device-text = 請輸入裝置上顯示的代碼。
device-code = 裝置代碼
device-confirm-title = 這是你的裝置嗎？
device-confirm-text = 另一部裝置上的「{ $app }」要求以你的身分登入。只有在該裝置顯示以下代碼時，才繼續操作：
device-done-title = 你的裝置已連結
device-done-text = 你可以關閉這個頁面，在裝置上繼續操作。
device-denied-title = 裝置未連結
device-unknown = 這組代碼不存在或已過期。請在裝置上取得新的代碼。
device-denied-text = 您沒有允許，該裝置沒有得知您帳戶的任何資訊。您可以關閉此頁面。

## Challenges of the pool's own
challenge-title = 還有一個步驟
challenge-answer = 你的回答

## Signing out
sign-out = 登出
sign-out-question-title = 要登出嗎？
signed-out-title = 你已登出
signed-out-text = 你已從這些頁面登出。
signed-out-others = 你可能仍在下列應用程式中保持登入狀態：
sign-in-again = 重新登入
sign-out-of = 登出 { $name }
sign-out-all = 登出所有帳戶

## Troubles
trouble-title = 發生錯誤
trouble-text = 請返回應用程式，然後再試一次。
trouble-id = 如果問題再次發生，請將下列編號告知應用程式的管理人員：
trouble-parameter = 應用程式傳送的要求無法處理。有問題的部分是 { $parameter }。
trouble-redirect = 應用程式要求將你導向不在其許可清單中的網址。
trouble-client = 我們無法辨識將你導向這裡的應用程式。
trouble-unavailable = 這些頁面尚未準備就緒。請告知應用程式的管理人員。
expired-title = 這個頁面已過期
expired-text = 頁面開啟的時間過久，或是在其他瀏覽器中開啟。沒有任何資料遺失，請從這裡重新開始。
expired-restart = 重新開始
already-title = 你已經登入
already-text = 你已在這個瀏覽器的另一個頁面登入。
forbidden-title = 我們無法確認這項要求的來源
forbidden-text = Cookie 可能遭到封鎖，或頁面開啟的時間過久。
not-found-title = 找不到這個頁面
not-found-text = 網址可能有誤或已失效。
method-title = 無法在這裡執行這項操作
not-allowed-title = 你無法在這裡執行這項操作
not-allowed-text = 請與應用程式的管理人員聯絡。

## Signing in through other providers
federated-more-title = 補充資料
federated-more-text = { $provider } 未提供你在此處的帳戶所需的全部資料。
federated-link-title = 你已經有帳戶
federated-link-text = 已有帳戶使用電子郵件地址 { $to }。只要登入該帳戶一次，之後就能使用 { $provider } 登入同一個帳戶。
federated-link-prove = 登入該帳戶
federated-link-apart = 分開使用這些帳戶
organisation-search = 透過你所屬的組織登入

## What is wrong with what was typed
wrong-credentials = 名稱或密碼不正確。
wrong-unknown-user = 沒有使用這個名稱的使用者。
wrong-code = 驗證碼不正確。
wrong-code-expired = 驗證碼已過期。請重新取得。
wrong-code-used = 這組驗證碼已使用過。請等待下一組驗證碼。
wrong-too-many = 嘗試次數過多。請稍候片刻再試一次。
wrong-locked = 錯誤的嘗試次數過多。請稍後再試。
wrong-disabled = 這個帳戶已停用。請與應用程式的管理人員聯絡。
wrong-unconfirmed = 這個帳戶尚未確認。
wrong-reset-required = 你必須先重設密碼才能登入。
wrong-temporary-expired = 你的臨時密碼已過期。請重新索取邀請。
wrong-required = 請填寫這個欄位。
wrong-password-policy = 密碼不符合規定。
wrong-password-reused = 你曾使用過這組密碼。請改用其他密碼。
wrong-current-password = 目前的密碼不正確。
wrong-taken = 這個名稱已有人使用。請改用其他名稱。
wrong-email = 請輸入有效的電子郵件地址。
wrong-phone = 請輸入含有國碼的有效電話號碼。
wrong-value = 這裡不允許使用這個值。
wrong-delivery = 我們無法傳送訊息。請稍後再試。
wrong-no-way = 這個帳戶沒有可用的登入方式。請與應用程式的管理人員聯絡。
wrong-function = 應用程式已拒絕：{ $text }
wrong-passkey = 密碼金鑰未通過驗證。
wrong-not-allowed = 這裡不允許執行這項操作。
wrong-last-way = 這是你帳戶唯一的登入方式。請先新增其他方式。
wrong-level = 應用程式要求的登入方式比這個帳戶現有的方式更嚴格。
wrong-address-taken = 已有帳戶使用這個聯絡方式。請直接登入該帳戶。
wrong-no-recovery = 我們無法重設這個帳戶的密碼。請與應用程式的管理人員聯絡。
wrong-provider-down = { $text } 目前沒有回應。請稍後再試，或選擇其他登入方式。
wrong-provider-failed = 登入失敗：{ $text }
wrong-account = 你登入的是另一個帳戶。請登入使用這個地址的帳戶。
wrong-organisation = 找不到與這個地址對應的組織。
wrong-provider = 這種登入方式無法使用。請選擇其他方式。
wrong-locked-seconds = 錯誤嘗試次數過多。請在 { $seconds } 秒後再試一次。
wrong-locked-minutes = 錯誤嘗試次數過多。請在 { $minutes } 分鐘後再試一次。
wrong-too-many-minutes = 嘗試次數過多。請在 { $minutes } 分鐘後再試一次。

## The account pages
account-title = 你的帳戶
account-profile = 個人資料
account-security = 安全性
account-sessions = 工作階段和裝置
account-apps = 應用程式
account-data = 你的資料
account-signed-in-as = 已登入為 { $name }
account-saved = 已儲存。
account-proof-title = 確認是你本人
account-proof-text = 變更這項設定之前，請再次登入。
account-verified = 已驗證
account-unverified = 未驗證
account-verify = 驗證
account-password-text = 變更你用於登入的密碼。
account-password-changed = 你的密碼已變更。
account-passkeys-none = 你還沒有密碼金鑰。
account-passkey-remove = 移除這個密碼金鑰
account-passkey-removed = 密碼金鑰已移除。
account-totp-on = 已設定驗證器應用程式。
account-totp-off = 尚未設定驗證器應用程式。
account-totp-remove = 移除驗證器應用程式
account-totp-removed = 驗證器應用程式已移除。
account-created = 建立時間：{ $date }
account-last-used = 上次使用時間：{ $date }
account-this-session = 這個瀏覽器
account-session-end = 登出
account-session-ended = 這個工作階段已結束。
account-sessions-end-all = 在所有裝置上登出
account-sessions-ended = 你已在其他所有位置登出。
account-devices = 已記住的裝置
account-devices-none = 沒有已記住的裝置。
account-device-forget = 不再記住這部裝置
account-device-forgotten = 已不再記住這部裝置。
account-apps-none = 沒有應用程式使用你的帳戶。
account-app-remove = 移除存取權
account-app-removed = 這個應用程式無法再使用你的帳戶。
account-app-since = 授權時間：{ $date }
account-download = 下載我的資料
account-download-text = 你會取得一個檔案，其中包含我們保存的所有與你有關的資料。
account-delete = 刪除我的帳戶
account-delete-text = 你的帳戶及其所有內容都將刪除。這項操作無法復原。
account-delete-confirm = 是，刪除我的帳戶
account-deleted-title = 你的帳戶已刪除

## Messages by email and text message
mail-code-subject = 你的驗證碼
mail-code = 你的驗證碼是 { $code }
mail-reset = 你的密碼重設驗證碼是 { $code }
mail-sign-in-subject = 你的登入驗證碼
mail-sign-in = 你的身分驗證碼是 { $code }。
mail-link-subject = 你的驗證連結
mail-link = 請點選以下連結，驗證你的電子郵件地址。{ $link }
mail-link-text = 驗證電子郵件地址
mail-invitation-subject = 你的臨時密碼
mail-invitation = 你的使用者名稱是 { $username }，臨時密碼是 { $code }。
mail-welcome-subject = 你的帳戶
mail-welcome = 你的使用者名稱是 { $username }。
mail-notice-subject = 有人登入您的帳戶時遭到拒絕
mail-notice = 有人嘗試登入您的帳戶，已遭拒絕：{ $login-time }、{ $device-name }、{ $ip-address }。如果是您本人：{ $one-click-link-valid } 如果不是您本人：{ $one-click-link-invalid }
mail-address-changed-subject = 你的電子郵件地址已變更
mail-address-changed = 這個地址已不再是你帳戶的電子郵件地址。如果不是你本人變更的，請在七天內復原：{ $link }
