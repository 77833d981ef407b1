# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = 语言
language-change = 更改语言
error-title = 错误：{ $title }
errors = 请检查填写的内容
help = 帮助
terms = 使用条款
privacy = 隐私政策
continue = 继续
cancel = 取消
back = 返回
save = 保存
or = 或
show-password = 显示密码
hide-password = 隐藏密码
optional = 选填
skip = 以后再说
try-again = 重试

## Signing in
sign-in-title = 登录
sign-in-to = 以继续使用 { $app }
sign-in = 登录
username = 用户名
email = 邮箱地址
phone = 电话号码
email-or-phone = 邮箱地址或电话号码
username-or-email = 用户名或邮箱地址
username-or-phone = 用户名或电话号码
username-email-or-phone = 用户名、邮箱地址或电话号码
password = 密码
forgot-password = 忘记了密码？
no-account = 还没有账号？
create-account = 创建账号
sign-in-with = 使用 { $provider } 继续
sign-in-as = 以 { $name } 的身份继续
other-account = 使用其他账号
choose-account-title = 选择账号
signed-out-account = 已退出登录
remove-account = 移除 { $name }
choose-method-title = 选择登录方式
method-password = 密码
method-email = 邮件验证码
method-sms = 短信验证码
method-passkey = 通行密钥
method-totp = 身份验证器应用
other-method = 选择其他方式
password-title = 输入密码
not-you = 不是您？
passkey-button = 使用通行密钥登录
passkey-title = 使用通行密钥登录
passkey-text = 您的设备会要求验证指纹、面孔或屏幕锁定。
passkey-unsupported = 此浏览器不支持通行密钥。请选择其他方式。
passkey-cancelled = 未使用通行密钥。您可以重试或选择其他方式。

## Codes
code-title = 输入验证码
code = 验证码
code-sent-email = 我们已向 { $to } 发送验证码。
code-sent-sms = 我们已通过短信向 { $to } 发送验证码。
code-from-app = 请输入身份验证器应用中显示的验证码。
code-from-app-named = 请输入身份验证器应用中为 { $device } 显示的验证码。
code-resend = 重新发送验证码
code-resent = 我们已向 { $to } 发送新的验证码。之前的验证码已失效。
code-wait = { $seconds } 秒后可重新获取验证码。
verify = 验证

## Second factors
mfa-choose-title = 选择第二步验证方式
mfa-setup-title = 添加第二步验证
mfa-setup-text = 此账号除密码外还需要其他验证方式。请选择您今后要使用的方式。
mfa-setup-email-text = 您希望通过哪个邮箱地址接收验证码？
mfa-setup-sms-text = 您希望通过哪个电话号码接收验证码？
totp-title = 设置身份验证器应用
totp-scan = 请使用身份验证器应用扫描此图片。
totp-picture = 用于身份验证器应用的二维码
totp-secret = 如果无法扫描，请输入此密钥：
totp-open = 在此设备上的身份验证器应用中打开
totp-code = 然后输入应用中显示的验证码
totp-name = 此设备的名称

## Passkeys of an account
passkey-add-title = 下次登录更快捷
passkey-add-text = 有了通行密钥，您可以使用指纹、面孔或屏幕锁定登录，无需记住任何内容。
passkey-add = 创建通行密钥
passkey-added = 您的通行密钥已可使用。

## Passwords
new-password-title = 设置新密码
new-password-text = 您当前的密码由他人设置。请设置一个只有您自己知道的密码。
new-password = 新密码
current-password = 当前密码
password-rules = 密码需要包含
rule-length = 至少 { $count } 个字符
rule-lowercase = 一个小写字母
rule-uppercase = 一个大写字母
rule-number = 一个数字
rule-symbol = 一个特殊字符或空格
rule-met = 已满足
rule-unmet = 尚未满足
missing-attributes-title = 补充信息
missing-attributes-text = 请先提供以下信息，然后才能继续。

## Signing up
sign-up-title = 创建账号
sign-up = 注册
have-account = 已有账号？
agree = 注册即表示您同意《{ $terms }》和《{ $privacy }》。
confirm-title = 确认账号
confirm-text-email = 我们已向 { $to } 发送验证码。请输入验证码，确认该邮箱地址属于您。
confirm-text-sms = 我们已向 { $to } 发送验证码。请输入验证码，确认该号码属于您。
confirm-link-text = 我们已向 { $to } 发送链接。请打开链接，确认该邮箱地址属于您，然后返回此处登录。
confirm = 确认
confirmed-title = 您的账号已确认
confirmed-text = 您可以返回应用并登录。
confirm-question-title = 确认账号
confirm-question-text = 请点击按钮，确认此邮箱地址属于您。
confirm-no-code-title = 您的账号已创建
confirm-no-code-text = 您的账号需经相关人员确认后才能登录。
confirm-link-resend = 发送新链接
confirm-spent-title = 此链接已失效
confirm-spent-text = 链接已使用过、已过期，或已发送较新的链接。请在应用中重新获取。
confirm-incomplete-title = 此链接不完整
confirm-incomplete-text = 请从消息中复制完整的链接。
feedback-title = 这次登录是您本人吗？
feedback-valid-text = 如果是您本人登录的，请按下按钮。
feedback-invalid-text = 如果不是您本人登录的，请按下按钮。
feedback-valid = 是我本人
feedback-invalid = 不是我本人
feedback-done-title = 谢谢
feedback-done-valid-text = 我们已记录这次登录是您本人所为。
feedback-done-invalid-text = 我们已记录这次登录不是您本人所为。如果可能有人知道您的密码，请立即更改。
feedback-unknown-text = 此链接无效。请从消息中复制完整链接。
invitation-title = 欢迎
invitation-text = 请使用发送给您的临时密码登录，然后设置您自己的密码。
invitation-resend = 重新发送邀请
invitation-resent = 我们已向您发送新的临时密码。请使用该密码登录。
invitation-expired-title = 您的邀请已过期
invitation-expired-text = 临时密码未在有效期内使用。我们可以向您发送新的临时密码。

## Forgotten passwords
forgot-title = 重置密码
forgot-text = 请输入您的账号信息，我们会向您发送验证码。
forgot-send = 发送验证码
reset-title = 设置新密码
reset-text = 如果该账号存在，我们已向 { $to } 发送验证码。
reset = 重置密码
reset-done-title = 您的密码已更改
reset-done-text = 请使用新密码登录。

## Changing an address
address-change-title = 确认新的联系方式
address-change-text = 我们已向 { $to } 发送验证码。在您确认新的联系方式之前，原有联系方式将继续有效。
address-changed = 您的联系方式已更改。
undo-title = 恢复原来的地址
undo-text = 按下按钮，即可将接收此消息的地址重新设为您账号的邮箱地址。此账号将在所有设备上退出登录。
undo-done-title = 您原来的地址已恢复
undo-done-text = 您已在所有设备上退出登录。如果地址不是您本人更改的，请立即设置新密码：可能有人知道旧密码。
undo-spent-text = 链接已使用过或已过期。

## Names of attributes
attribute-address = 地址
attribute-birthdate = 出生日期
attribute-email = 邮箱地址
attribute-family_name = 姓氏
attribute-gender = 性别
attribute-given_name = 名字
attribute-locale = 语言和地区
attribute-middle_name = 中间名
attribute-name = 姓名
attribute-nickname = 昵称
attribute-phone_number = 电话号码
attribute-picture = 头像网址
attribute-preferred_username = 首选用户名
attribute-profile = 个人资料页面网址
attribute-website = 网站
attribute-zoneinfo = 时区
hint-phone = 请包含国家/地区代码，例如 +86 10 1234 5678。
hint-birthdate = 年、月、日，例如 1990-12-31。

## What apps may do
consent-title = { $app } 想要使用您的账号
consent-text = 该应用将能够
consent-openid = 了解您的身份
consent-profile = 查看您的姓名和其他个人资料
consent-email = 查看您的邮箱地址
consent-phone = 查看您的电话号码
consent-account = 更改您的个人信息、密码和第二步验证方式
consent-scope = 使用 { $scope }
consent-allow = 允许
consent-deny = 不允许
consent-goes = 接下来将转到 { $host }。

## Devices without a browser
device-title = 连接设备
device-text = 请输入设备上显示的代码。
device-code = 设备代码
device-confirm-title = 这是您的设备吗？
device-confirm-text = 另一台设备上的 { $app } 请求以您的身份登录。仅当该设备显示以下代码时才继续：
device-done-title = 您的设备已连接
device-done-text = 您可以关闭此页面，在设备上继续操作。
device-denied-title = 设备未连接
device-unknown = 此代码不存在或已过期。请在设备上获取新代码。
device-denied-text = 您没有允许，该设备没有获知您账号的任何信息。您可以关闭此页面。

## Challenges of the pool's own
challenge-title = 还差一步
challenge-answer = 您的回答

## Signing out
sign-out = 退出登录
sign-out-question-title = 要退出登录吗？
signed-out-title = 您已退出登录
signed-out-text = 您已从这些页面退出登录。
signed-out-others = 您可能仍在以下应用中保持登录状态：
sign-in-again = 重新登录
sign-out-of = 退出登录 { $name }
sign-out-all = 退出登录所有账号

## Troubles
trouble-title = 出了点问题
trouble-text = 请返回应用并重试。
trouble-id = 如果问题再次出现，请将以下编号告知应用的管理人员：
trouble-parameter = 应用发送的请求无法处理。有问题的部分是 { $parameter }。
trouble-redirect = 应用要求将您转到一个不在其许可列表中的地址。
trouble-client = 我们无法识别将您转到此处的应用。
trouble-unavailable = 这些页面尚未准备就绪。请告知应用的管理人员。
expired-title = 此页面已过期
expired-text = 页面打开的时间过长，或在其他浏览器中打开。您没有丢失任何内容，请从这里重新开始。
expired-restart = 重新开始
already-title = 您已登录
already-text = 您已在此浏览器的另一个页面中登录。
forbidden-title = 我们无法确认此请求的来源
forbidden-text = Cookie 可能已被阻止，或页面打开的时间过长。
not-found-title = 找不到此页面
not-found-text = 网址可能有误或已失效。
method-title = 无法在此处执行此操作
not-allowed-title = 您无法在此处执行此操作
not-allowed-text = 请联系应用的管理人员。

## Signing in through other providers
federated-more-title = 补充信息
federated-more-text = { $provider } 未提供您在此处的账号所需的全部信息。
federated-link-title = 您已有账号
federated-link-text = 已有账号使用邮箱地址 { $to }。只需登录该账号一次，以后即可使用 { $provider } 登录同一账号。
federated-link-prove = 登录该账号
federated-link-apart = 分开使用这些账号
organisation-search = 通过您所在的组织登录

## What is wrong with what was typed
wrong-credentials = 名称或密码不正确。
wrong-unknown-user = 没有使用此名称的用户。
wrong-code = 验证码不正确。
wrong-code-expired = 验证码已过期。请重新获取。
wrong-code-used = 此验证码已使用过。请等待下一个验证码。
wrong-too-many = 尝试次数过多。请稍等片刻再试。
wrong-locked = 错误尝试次数过多。请稍后再试。
wrong-disabled = 此账号已停用。请联系应用的管理人员。
wrong-unconfirmed = 此账号尚未确认。
wrong-reset-required = 您需要先重置密码才能登录。
wrong-temporary-expired = 您的临时密码已过期。请重新申请邀请。
wrong-required = 请填写此项。
wrong-password-policy = 密码不符合要求。
wrong-password-reused = 您以前使用过此密码。请换一个密码。
wrong-current-password = 当前密码不正确。
wrong-taken = 此名称已被使用。请换一个名称。
wrong-email = 请输入有效的邮箱地址。
wrong-phone = 请输入包含国家/地区代码的有效电话号码。
wrong-value = 此处不允许使用该值。
wrong-delivery = 我们无法发送消息。请稍后再试。
wrong-no-way = 此账号没有可用的登录方式。请联系应用的管理人员。
wrong-function = 应用已拒绝：{ $text }
wrong-passkey = 通行密钥未通过验证。
wrong-not-allowed = 此处不允许执行此操作。
wrong-last-way = 这是您账号唯一的登录方式。请先添加其他方式。
wrong-level = 应用要求的登录方式比此账号现有的方式更严格。
wrong-address-taken = 已有账号使用此联系方式。请直接登录该账号。
wrong-no-recovery = 我们无法重置此账号的密码。请联系应用的管理人员。
wrong-provider-down = { $text } 目前没有响应。请稍后再试，或选择其他登录方式。
wrong-provider-failed = 登录失败：{ $text }
wrong-account = 您登录的是另一个账号。请登录使用此地址的账号。
wrong-organisation = 未找到与此地址对应的组织。
wrong-provider = 此登录方式不可用。请选择其他方式。
wrong-locked-seconds = 错误尝试次数过多。请在 { $seconds } 秒后重试。
wrong-locked-minutes = 错误尝试次数过多。请在 { $minutes } 分钟后重试。
wrong-too-many-minutes = 尝试次数过多。请在 { $minutes } 分钟后重试。

## The account pages
account-title = 您的账号
account-profile = 个人资料
account-security = 安全
account-sessions = 会话和设备
account-apps = 应用
account-data = 您的数据
account-signed-in-as = 已登录为 { $name }
account-saved = 已保存。
account-proof-title = 确认是您本人
account-proof-text = 更改此项之前，请再次登录。
account-verified = 已验证
account-unverified = 未验证
account-verify = 验证
account-password-text = 更改您用于登录的密码。
account-password-changed = 您的密码已更改。
account-passkeys-none = 您还没有通行密钥。
account-passkey-remove = 移除此通行密钥
account-passkey-removed = 通行密钥已移除。
account-totp-on = 已设置身份验证器应用。
account-totp-off = 尚未设置身份验证器应用。
account-totp-remove = 移除身份验证器应用
account-totp-removed = 身份验证器应用已移除。
account-created = 创建时间：{ $date }
account-last-used = 上次使用时间：{ $date }
account-this-session = 此浏览器
account-session-end = 退出登录
account-session-ended = 该会话已结束。
account-sessions-end-all = 在所有设备上退出登录
account-sessions-ended = 您已在其他所有位置退出登录。
account-devices = 已记住的设备
account-devices-none = 没有已记住的设备。
account-device-forget = 不再记住此设备
account-device-forgotten = 已不再记住该设备。
account-apps-none = 没有应用使用您的账号。
account-app-remove = 移除访问权限
account-app-removed = 该应用无法再使用您的账号。
account-app-since = 授权时间：{ $date }
account-download = 下载我的数据
account-download-text = 您将获得一个文件，其中包含我们保存的有关您的全部信息。
account-delete = 删除我的账号
account-delete-text = 您的账号及其所有内容都将被删除。此操作无法撤销。
account-delete-confirm = 是，删除我的账号
account-deleted-title = 您的账号已删除

## Messages by email and text message
mail-code-subject = 您的验证码
mail-code = 您的验证码是 { $code }
mail-reset = 您的密码重置验证码是 { $code }
mail-sign-in-subject = 您的登录验证码
mail-sign-in = 您的身份验证码是 { $code }。
mail-link-subject = 您的验证链接
mail-link = 请点击以下链接验证您的邮箱地址。{ $link }
mail-link-text = 验证邮箱地址
mail-invitation-subject = 您的临时密码
mail-invitation = 您的用户名是 { $username }，临时密码是 { $code }。
mail-welcome-subject = 您的账号
mail-welcome = 您的用户名是 { $username }。
mail-notice-subject = 有人登录您的账号时被拒绝
mail-notice = 有人尝试登录您的账号，已被拒绝：{ $login-time }、{ $device-name }、{ $ip-address }。如果是您本人：{ $one-click-link-valid } 如果不是您本人：{ $one-click-link-invalid }
mail-address-changed-subject = 您的邮箱地址已更改
mail-address-changed = 此地址已不再是您账号的邮箱地址。如果不是您本人更改的，请在七天内恢复：{ $link }
