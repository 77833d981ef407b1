# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Ngôn ngữ
language-change = Thay đổi ngôn ngữ
error-title = Lỗi: { $title }
errors = Có mục cần sửa
help = Trợ giúp
terms = Điều khoản sử dụng
privacy = Chính sách quyền riêng tư
continue = Tiếp tục
cancel = Hủy
back = Quay lại
save = Lưu
or = hoặc
show-password = Hiện mật khẩu
hide-password = Ẩn mật khẩu
optional = không bắt buộc
skip = Để sau
try-again = Thử lại

## Signing in
sign-in-title = Đăng nhập
sign-in-to = vào { $app }
sign-in = Đăng nhập
username = Tên người dùng
email = Địa chỉ email
phone = Số điện thoại
email-or-phone = Địa chỉ email hoặc số điện thoại
username-or-email = Tên người dùng hoặc địa chỉ email
username-or-phone = Tên người dùng hoặc số điện thoại
username-email-or-phone = Tên người dùng, địa chỉ email hoặc số điện thoại
password = Mật khẩu
forgot-password = Bạn quên mật khẩu?
no-account = Bạn chưa có tài khoản?
create-account = Tạo tài khoản
sign-in-with = Tiếp tục với { $provider }
sign-in-as = Tiếp tục với tư cách là { $name }
other-account = Dùng tài khoản khác
choose-account-title = Chọn tài khoản
signed-out-account = Đã đăng xuất
remove-account = Xóa { $name } khỏi danh sách
choose-method-title = Chọn cách đăng nhập
method-password = Mật khẩu
method-email = Mã qua email
method-sms = Mã qua tin nhắn
method-passkey = Khóa truy cập
method-totp = Ứng dụng xác thực
other-method = Chọn cách khác
password-title = Nhập mật khẩu
not-you = Không phải bạn?
passkey-button = Đăng nhập bằng khóa truy cập
passkey-title = Đăng nhập bằng khóa truy cập của bạn
passkey-text = Thiết bị sẽ yêu cầu vân tay, khuôn mặt hoặc phương thức khóa màn hình của bạn.
passkey-unsupported = Trình duyệt này không hỗ trợ khóa truy cập. Hãy chọn cách khác.
passkey-cancelled = Khóa truy cập chưa được sử dụng. Bạn có thể thử lại hoặc chọn cách khác.

## Codes
code-title = Nhập mã
code = Mã
code-sent-email = Chúng tôi đã gửi mã đến { $to }.
code-sent-sms = Chúng tôi đã gửi mã qua tin nhắn đến { $to }.
code-from-app = Nhập mã hiển thị trong ứng dụng xác thực của bạn.
code-from-app-named = Nhập mã hiển thị trong ứng dụng xác thực của bạn cho { $device }.
code-resend = Gửi mã mới
code-resent = Chúng tôi đã gửi mã mới đến { $to }. Mã cũ không còn hiệu lực.
code-wait = Bạn có thể yêu cầu mã mới sau { $seconds } giây.
verify = Xác minh

## Second factors
mfa-choose-title = Chọn bước thứ hai
mfa-setup-title = Thêm bước thứ hai
mfa-setup-text = Với tài khoản này, chỉ mật khẩu thôi là chưa đủ. Hãy chọn phương thức bạn muốn dùng từ nay về sau.
mfa-setup-email-text = Chúng tôi nên gửi mã đến địa chỉ email nào?
mfa-setup-sms-text = Chúng tôi nên gửi mã đến số điện thoại nào?
totp-title = Thiết lập ứng dụng xác thực
totp-scan = Quét hình này bằng ứng dụng xác thực của bạn.
totp-picture = Mã QR cho ứng dụng xác thực của bạn
totp-secret = Nếu không quét được, hãy nhập khóa này:
totp-open = Mở trong ứng dụng xác thực trên thiết bị này
totp-code = Sau đó, nhập mã hiển thị trong ứng dụng
totp-name = Tên của thiết bị này

## Passkeys of an account
passkey-add-title = Đăng nhập nhanh hơn vào lần sau
passkey-add-text = Với khóa truy cập, bạn đăng nhập bằng vân tay, khuôn mặt hoặc phương thức khóa màn hình. Bạn không cần ghi nhớ gì cả.
passkey-add = Tạo khóa truy cập
passkey-added = Khóa truy cập của bạn đã sẵn sàng.

## Passwords
new-password-title = Chọn mật khẩu mới
new-password-text = Mật khẩu của bạn do người khác đặt. Hãy chọn một mật khẩu mà chỉ bạn biết.
new-password = Mật khẩu mới
current-password = Mật khẩu hiện tại
password-rules = Mật khẩu của bạn cần có
rule-length = ít nhất { $count } ký tự
rule-lowercase = một chữ thường
rule-uppercase = một chữ hoa
rule-number = một chữ số
rule-symbol = một ký tự đặc biệt hoặc dấu cách
rule-met = đã đáp ứng
rule-unmet = chưa đáp ứng
missing-attributes-title = Thêm một vài thông tin
missing-attributes-text = Chúng tôi cần những thông tin này để bạn có thể tiếp tục.

## Signing up
sign-up-title = Tạo tài khoản của bạn
sign-up = Đăng ký
have-account = Bạn đã có tài khoản?
agree = Khi đăng ký, bạn đồng ý với { $terms } và { $privacy }.
confirm-title = Xác nhận tài khoản của bạn
confirm-text-email = Chúng tôi đã gửi mã đến { $to }. Hãy nhập mã đó để xác nhận địa chỉ này là của bạn.
confirm-text-sms = Chúng tôi đã gửi mã đến { $to }. Hãy nhập mã đó để xác nhận số này là của bạn.
confirm-link-text = Chúng tôi đã gửi đường liên kết đến { $to }. Hãy mở đường liên kết đó để xác nhận địa chỉ này là của bạn, sau đó quay lại và đăng nhập.
confirm = Xác nhận
confirmed-title = Tài khoản của bạn đã được xác nhận
confirmed-text = Bạn có thể quay lại ứng dụng và đăng nhập.
confirm-question-title = Xác nhận tài khoản của bạn
confirm-question-text = Nhấn nút để xác nhận địa chỉ email này là của bạn.
confirm-no-code-title = Tài khoản của bạn đã được tạo
confirm-no-code-text = Tài khoản cần được phê duyệt trước khi bạn có thể đăng nhập.
confirm-link-resend = Gửi đường liên kết mới
confirm-spent-title = Đường liên kết này không còn hiệu lực
confirm-spent-text = Đường liên kết đã được sử dụng, đã quá cũ hoặc đã có đường liên kết mới hơn được gửi. Hãy yêu cầu đường liên kết mới trong ứng dụng.
confirm-incomplete-title = Đường liên kết này không đầy đủ
confirm-incomplete-text = Hãy sao chép toàn bộ đường liên kết từ thư hoặc tin nhắn.
feedback-title = Bạn có phải là người đã đăng nhập không?
feedback-valid-text = Nhấn nút nếu chính bạn đã đăng nhập.
feedback-invalid-text = Nhấn nút nếu không phải bạn đã đăng nhập.
feedback-valid = Đó là tôi
feedback-invalid = Không phải tôi
feedback-done-title = Cảm ơn bạn
feedback-done-valid-text = Chúng tôi đã ghi nhận lần đăng nhập này là của bạn.
feedback-done-invalid-text = Chúng tôi đã ghi nhận lần đăng nhập này không phải của bạn. Nếu có thể ai đó biết mật khẩu của bạn, hãy đổi ngay.
feedback-unknown-text = Liên kết này không đúng. Hãy sao chép toàn bộ liên kết trong tin nhắn.
invitation-title = Chào mừng bạn
invitation-text = Đăng nhập bằng mật khẩu tạm thời đã được gửi cho bạn, sau đó chọn mật khẩu của riêng bạn.
invitation-resend = Gửi lời mời mới
invitation-resent = Chúng tôi đã gửi cho bạn mật khẩu tạm thời mới. Hãy đăng nhập bằng mật khẩu đó.
invitation-expired-title = Lời mời của bạn đã hết hạn
invitation-expired-text = Mật khẩu tạm thời không được sử dụng kịp thời. Chúng tôi có thể gửi cho bạn mật khẩu mới.

## Forgotten passwords
forgot-title = Đặt lại mật khẩu
forgot-text = Hãy cho chúng tôi biết tài khoản của bạn và chúng tôi sẽ gửi mã cho bạn.
forgot-send = Gửi mã
reset-title = Chọn mật khẩu mới
reset-text = Nếu có tài khoản như vậy, chúng tôi đã gửi mã đến { $to }.
reset = Đặt lại mật khẩu
reset-done-title = Mật khẩu của bạn đã được thay đổi
reset-done-text = Đăng nhập bằng mật khẩu mới của bạn.

## Changing an address
address-change-title = Xác nhận địa chỉ mới của bạn
address-change-text = Chúng tôi đã gửi mã đến { $to }. Địa chỉ cũ vẫn có hiệu lực cho đến khi bạn xác nhận địa chỉ mới.
address-changed = Địa chỉ của bạn đã được thay đổi.
undo-title = Khôi phục địa chỉ cũ của bạn
undo-text = Nhấn nút để địa chỉ đã nhận thư này trở lại làm địa chỉ email của tài khoản bạn. Tài khoản sẽ được đăng xuất khỏi mọi nơi.
undo-done-title = Địa chỉ cũ của bạn đã được khôi phục
undo-done-text = Bạn đã đăng xuất khỏi mọi nơi. Nếu không phải bạn đã thay đổi địa chỉ, hãy chọn mật khẩu mới ngay: có thể ai đó biết mật khẩu cũ.
undo-spent-text = Đường liên kết đã được sử dụng hoặc đã quá cũ.

## Names of attributes
attribute-address = Địa chỉ
attribute-birthdate = Ngày sinh
attribute-email = Địa chỉ email
attribute-family_name = Họ
attribute-gender = Giới tính
attribute-given_name = Tên
attribute-locale = Ngôn ngữ và khu vực
attribute-middle_name = Tên đệm
attribute-name = Họ và tên
attribute-nickname = Biệt danh
attribute-phone_number = Số điện thoại
attribute-picture = Địa chỉ ảnh của bạn
attribute-preferred_username = Tên người dùng ưu tiên
attribute-profile = Địa chỉ trang hồ sơ của bạn
attribute-website = Trang web
attribute-zoneinfo = Múi giờ
hint-phone = Kèm mã quốc gia, ví dụ +84 24 1234 5678.
hint-birthdate = Năm, tháng và ngày, ví dụ 1990-12-31.

## What apps may do
consent-title = { $app } muốn sử dụng tài khoản của bạn
consent-text = Ứng dụng này sẽ có thể
consent-openid = biết bạn là ai
consent-profile = xem tên và các thông tin khác trong hồ sơ của bạn
consent-email = xem địa chỉ email của bạn
consent-phone = xem số điện thoại của bạn
consent-account = thay đổi thông tin, mật khẩu và bước thứ hai của bạn
consent-scope = sử dụng { $scope }
consent-allow = Cho phép
consent-deny = Không cho phép
consent-goes = Bạn sẽ được chuyển đến { $host }.

## Devices without a browser
device-title = Kết nối thiết bị
device-text = Nhập mã hiển thị trên thiết bị của bạn.
device-code = Mã của thiết bị
device-confirm-title = Đây có phải thiết bị của bạn không?
device-confirm-text = { $app } trên một thiết bị khác yêu cầu đăng nhập vào tài khoản của bạn. Chỉ tiếp tục nếu thiết bị đó hiển thị mã này:
device-done-title = Thiết bị của bạn đã được kết nối
device-done-text = Bạn có thể đóng trang này và tiếp tục trên thiết bị của mình.
device-denied-title = Thiết bị chưa được kết nối
device-unknown = Mã không tồn tại hoặc đã quá cũ. Hãy lấy mã mới trên thiết bị của bạn.
device-denied-text = Bạn không cho phép và thiết bị không biết gì về tài khoản của bạn. Bạn có thể đóng trang này.

## Challenges of the pool's own
challenge-title = Còn một bước nữa
challenge-answer = Câu trả lời của bạn

## Signing out
sign-out = Đăng xuất
sign-out-question-title = Bạn có muốn đăng xuất không?
signed-out-title = Bạn đã đăng xuất
signed-out-text = Bạn đã đăng xuất khỏi các trang này.
signed-out-others = Có thể bạn vẫn đang đăng nhập tại đây:
sign-in-again = Đăng nhập lại
sign-out-of = Đăng xuất khỏi { $name }
sign-out-all = Đăng xuất khỏi tất cả tài khoản

## Troubles
trouble-title = Đã xảy ra lỗi
trouble-text = Hãy quay lại ứng dụng và thử lại.
trouble-id = Nếu lỗi này lặp lại, hãy cho người quản lý ứng dụng biết số này:
trouble-parameter = Ứng dụng đã gửi một yêu cầu mà chúng tôi không thể xử lý. Phần bị lỗi là { $parameter }.
trouble-redirect = Ứng dụng yêu cầu chuyển bạn đến một địa chỉ không có trong danh sách của ứng dụng.
trouble-client = Chúng tôi không nhận ra ứng dụng đã chuyển bạn đến đây.
trouble-unavailable = Các trang này chưa sẵn sàng. Vui lòng báo cho người quản lý ứng dụng.
expired-title = Trang này đã hết hạn
expired-text = Trang đã mở quá lâu hoặc được mở trong một trình duyệt khác. Không có gì bị mất: hãy bắt đầu lại từ đây.
expired-restart = Bắt đầu lại
already-title = Bạn đã đăng nhập rồi
already-text = Bạn đã đăng nhập trên một trang khác của trình duyệt này.
forbidden-title = Chúng tôi không thể kiểm tra nguồn gốc của yêu cầu này
forbidden-text = Có thể cookie bị chặn hoặc trang đã mở quá lâu.
not-found-title = Không có gì ở đây
not-found-text = Địa chỉ có thể không đúng hoặc đã quá cũ.
method-title = Thao tác này không thực hiện được tại đây
not-allowed-title = Bạn không thể thực hiện việc này ở đây
not-allowed-text = Vui lòng liên hệ với người quản lý ứng dụng.

## Signing in through other providers
federated-more-title = Thêm một vài thông tin
federated-more-text = { $provider } chưa cung cấp đủ thông tin mà tài khoản của bạn ở đây cần.
federated-link-title = Bạn đã có tài khoản
federated-link-text = Đã có tài khoản dùng địa chỉ { $to }. Hãy đăng nhập vào tài khoản đó một lần, sau đó bạn cũng có thể dùng { $provider } để vào chính tài khoản này.
federated-link-prove = Đăng nhập vào tài khoản đó
federated-link-apart = Giữ các tài khoản riêng biệt
organisation-search = Đăng nhập qua tổ chức của bạn

## What is wrong with what was typed
wrong-credentials = Tên hoặc mật khẩu không đúng.
wrong-unknown-user = Không có người dùng nào có tên này.
wrong-code = Mã không đúng.
wrong-code-expired = Mã đã hết hạn. Hãy yêu cầu mã mới.
wrong-code-used = Mã này đã được sử dụng. Hãy đợi mã tiếp theo.
wrong-too-many = Đã thử quá nhiều lần. Hãy đợi một lát rồi thử lại.
wrong-locked = Đã thử sai quá nhiều lần. Hãy thử lại sau.
wrong-disabled = Tài khoản này đã bị vô hiệu hóa. Vui lòng liên hệ với người quản lý ứng dụng.
wrong-unconfirmed = Tài khoản này chưa được xác nhận.
wrong-reset-required = Bạn cần đặt lại mật khẩu trước khi có thể đăng nhập.
wrong-temporary-expired = Mật khẩu tạm thời của bạn đã hết hạn. Hãy yêu cầu lời mời mới.
wrong-required = Vui lòng điền mục này.
wrong-password-policy = Mật khẩu không đáp ứng các yêu cầu.
wrong-password-reused = Bạn đã từng dùng mật khẩu này. Hãy chọn mật khẩu khác.
wrong-current-password = Mật khẩu hiện tại không đúng.
wrong-taken = Tên này đã có người dùng. Hãy chọn tên khác.
wrong-email = Đây không phải là địa chỉ email.
wrong-phone = Đây không phải là số điện thoại có mã quốc gia.
wrong-value = Giá trị này không được phép dùng ở đây.
wrong-delivery = Chúng tôi không gửi được thư hoặc tin nhắn. Hãy thử lại sau.
wrong-no-way = Không có cách nào để đăng nhập vào tài khoản này. Vui lòng liên hệ với người quản lý ứng dụng.
wrong-function = Ứng dụng đã từ chối: { $text }
wrong-passkey = Khóa truy cập không được chấp nhận.
wrong-not-allowed = Thao tác này không được phép ở đây.
wrong-last-way = Đây là cách duy nhất để đăng nhập vào tài khoản của bạn. Trước tiên, hãy thêm một cách khác.
wrong-level = Ứng dụng yêu cầu cách đăng nhập an toàn hơn những cách mà tài khoản này có.
wrong-address-taken = Đã có tài khoản dùng địa chỉ này. Hãy đăng nhập vào tài khoản đó.
wrong-no-recovery = Chúng tôi không thể đặt lại mật khẩu của tài khoản này. Vui lòng liên hệ với người quản lý ứng dụng.
wrong-provider-down = { $text } hiện không phản hồi. Hãy thử lại sau hoặc chọn cách đăng nhập khác.
wrong-provider-failed = Không đăng nhập được: { $text }
wrong-account = Đó là một tài khoản khác. Hãy đăng nhập vào tài khoản có địa chỉ này.
wrong-organisation = Không tìm thấy tổ chức nào ứng với địa chỉ này.
wrong-provider = Cách đăng nhập này không dùng được. Vui lòng chọn cách khác.
wrong-locked-seconds = Có quá nhiều lần thử sai. Hãy thử lại sau { $seconds } giây.
wrong-locked-minutes = Có quá nhiều lần thử sai. Hãy thử lại sau { $minutes } phút.
wrong-too-many-minutes = Có quá nhiều lần thử. Hãy thử lại sau { $minutes } phút.

## The account pages
account-title = Tài khoản của bạn
account-profile = Hồ sơ
account-security = Bảo mật
account-sessions = Phiên và thiết bị
account-apps = Ứng dụng
account-data = Dữ liệu của bạn
account-signed-in-as = Đã đăng nhập với tư cách là { $name }
account-saved = Đã lưu.
account-proof-title = Xác nhận đó là bạn
account-proof-text = Trước khi thay đổi mục này, hãy đăng nhập thêm một lần nữa.
account-verified = đã xác minh
account-unverified = chưa xác minh
account-verify = Xác minh
account-password-text = Thay đổi mật khẩu mà bạn dùng để đăng nhập.
account-password-changed = Mật khẩu của bạn đã được thay đổi.
account-passkeys-none = Bạn chưa có khóa truy cập nào.
account-passkey-remove = Xóa khóa truy cập này
account-passkey-removed = Đã xóa khóa truy cập.
account-totp-on = Đã thiết lập ứng dụng xác thực.
account-totp-off = Chưa thiết lập ứng dụng xác thực.
account-totp-remove = Xóa ứng dụng xác thực
account-totp-removed = Đã xóa ứng dụng xác thực.
account-created = Đã tạo: { $date }
account-last-used = Sử dụng lần cuối: { $date }
account-this-session = Trình duyệt này
account-session-end = Đăng xuất
account-session-ended = Phiên đó đã kết thúc.
account-sessions-end-all = Đăng xuất khỏi mọi nơi
account-sessions-ended = Bạn đã đăng xuất khỏi mọi nơi khác.
account-devices = Thiết bị được ghi nhớ
account-devices-none = Không có thiết bị nào được ghi nhớ.
account-device-forget = Quên thiết bị này
account-device-forgotten = Đã quên thiết bị.
account-apps-none = Không có ứng dụng nào sử dụng tài khoản của bạn.
account-app-remove = Thu hồi quyền truy cập
account-app-removed = Ứng dụng không thể sử dụng tài khoản của bạn nữa.
account-app-since = Đã cấp quyền truy cập: { $date }
account-download = Tải dữ liệu của tôi xuống
account-download-text = Bạn sẽ nhận được một tệp chứa mọi thông tin được lưu giữ về bạn.
account-delete = Xóa tài khoản của tôi
account-delete-text = Tài khoản của bạn và mọi thứ thuộc về tài khoản đó sẽ bị xóa. Bạn không thể hoàn tác thao tác này.
account-delete-confirm = Có, xóa tài khoản của tôi
account-deleted-title = Tài khoản của bạn đã bị xóa

## Messages by email and text message
mail-code-subject = Mã xác minh của bạn
mail-code = Mã xác nhận của bạn là { $code }
mail-reset = Mã đặt lại mật khẩu của bạn là { $code }
mail-sign-in-subject = Mã đăng nhập của bạn
mail-sign-in = Mã xác thực của bạn là { $code }.
mail-link-subject = Đường liên kết xác minh của bạn
mail-link = Vui lòng nhấp vào đường liên kết bên dưới để xác minh địa chỉ email của bạn. { $link }
mail-link-text = Xác minh email
mail-invitation-subject = Mật khẩu tạm thời của bạn
mail-invitation = Tên người dùng của bạn là { $username } và mật khẩu tạm thời là { $code }.
mail-welcome-subject = Tài khoản của bạn
mail-welcome = Tên người dùng của bạn là { $username }.
mail-notice-subject = Một lần đăng nhập vào tài khoản của bạn đã bị từ chối
mail-notice = Có người đã thử đăng nhập vào tài khoản của bạn và bị từ chối: { $login-time }, { $device-name }, { $ip-address }. Nếu đó là bạn: { $one-click-link-valid } Nếu không phải bạn: { $one-click-link-invalid }
mail-address-changed-subject = Địa chỉ email của bạn đã được thay đổi
mail-address-changed = Đây không còn là địa chỉ email của tài khoản bạn nữa. Nếu không phải bạn đã thay đổi, hãy khôi phục trong vòng bảy ngày: { $link }
