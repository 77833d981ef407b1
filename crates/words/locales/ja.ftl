# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = 言語
language-change = 言語を変更
error-title = エラー：{ $title }
errors = 入力内容を確認してください
help = ヘルプ
terms = 利用規約
privacy = プライバシーポリシー
continue = 続ける
cancel = キャンセル
back = 戻る
save = 保存
or = または
show-password = パスワードを表示
hide-password = パスワードを非表示
optional = 任意
skip = 後で
try-again = もう一度試す

## Signing in
sign-in-title = サインイン
sign-in-to = { $app } に進む
sign-in = サインイン
username = ユーザー名
email = メールアドレス
phone = 電話番号
email-or-phone = メールアドレスまたは電話番号
username-or-email = ユーザー名またはメールアドレス
username-or-phone = ユーザー名または電話番号
username-email-or-phone = ユーザー名、メールアドレス、または電話番号
password = パスワード
forgot-password = パスワードをお忘れの場合
no-account = 初めてご利用の場合
create-account = アカウントを作成
sign-in-with = { $provider } で続ける
sign-in-as = { $name } として続ける
other-account = 別のアカウントを使用
choose-account-title = アカウントを選択
signed-out-account = サインアウト済み
remove-account = { $name } を削除
choose-method-title = サインイン方法を選択
method-password = パスワード
method-email = メールで届くコード
method-sms = SMS で届くコード
method-passkey = パスキー
method-totp = 認証アプリ
other-method = 別の方法を選択
password-title = パスワードを入力
not-you = ご本人ではない場合
passkey-button = パスキーでサインイン
passkey-title = パスキーでサインイン
passkey-text = デバイスで指紋認証、顔認証、または画面ロックの解除を求められます。
passkey-unsupported = このブラウザではパスキーを使用できません。別の方法を選択してください。
passkey-cancelled = パスキーは使用されませんでした。もう一度試すか、別の方法を選択してください。

## Codes
code-title = コードを入力
code = コード
code-sent-email = { $to } にコードを送信しました。
code-sent-sms = { $to } に SMS でコードを送信しました。
code-from-app = 認証アプリに表示されるコードを入力してください。
code-from-app-named = 認証アプリに表示される { $device } のコードを入力してください。
code-resend = 新しいコードを送信
code-resent = { $to } に新しいコードを送信しました。以前のコードは使用できません。
code-wait = { $seconds } 秒後に新しいコードをリクエストできます。
verify = 確認

## Second factors
mfa-choose-title = 2 段階目の認証方法を選択
mfa-setup-title = 2 段階認証を設定
mfa-setup-text = このアカウントにはパスワード以外の認証も必要です。今後使用する方法を選択してください。
mfa-setup-email-text = コードを受け取るメールアドレスを入力してください。
mfa-setup-sms-text = コードを受け取る電話番号を入力してください。
totp-title = 認証アプリを設定
totp-scan = 認証アプリでこの画像を読み取ってください。
totp-picture = 認証アプリ用の QR コード
totp-secret = 読み取れない場合は、次のキーを入力してください：
totp-open = このデバイスの認証アプリで開く
totp-code = 続いて、アプリに表示されるコードを入力
totp-name = このデバイスの名前

## Passkeys of an account
passkey-add-title = 次回からもっとすばやくサインイン
passkey-add-text = パスキーを使うと、指紋、顔、または画面ロックでサインインできます。何も覚えておく必要はありません。
passkey-add = パスキーを作成
passkey-added = パスキーを使用できるようになりました。

## Passwords
new-password-title = 新しいパスワードを設定
new-password-text = 現在のパスワードは別の人が設定したものです。自分だけが知っているパスワードに変更してください。
new-password = 新しいパスワード
current-password = 現在のパスワード
password-rules = パスワードの条件
rule-length = { $count } 文字以上
rule-lowercase = 英小文字を含む
rule-uppercase = 英大文字を含む
rule-number = 数字を含む
rule-symbol = 記号またはスペースを含む
rule-met = 条件を満たしています
rule-unmet = まだ条件を満たしていません
missing-attributes-title = 追加の情報を入力
missing-attributes-text = 続けるには、次の情報が必要です。

## Signing up
sign-up-title = アカウントを作成
sign-up = 登録
have-account = すでにアカウントをお持ちの場合
agree = 登録すると、{ $terms }と{ $privacy }に同意したことになります。
confirm-title = アカウントを確認
confirm-text-email = { $to } にコードを送信しました。コードを入力して、ご自身のアドレスであることを確認してください。
confirm-text-sms = { $to } にコードを送信しました。コードを入力して、ご自身の電話番号であることを確認してください。
confirm-link-text = { $to } にリンクを送信しました。リンクを開いてご自身のアドレスであることを確認してから、ここに戻ってサインインしてください。
confirm = 確認
confirmed-title = アカウントを確認しました
confirmed-text = アプリに戻ってサインインできます。
confirm-question-title = アカウントを確認
confirm-question-text = ボタンを押して、ご自身のメールアドレスであることを確認してください。
confirm-no-code-title = アカウントを作成しました
confirm-no-code-text = サインインするには、担当者による確認が必要です。
confirm-link-resend = 新しいリンクを送信
confirm-spent-title = このリンクは無効になりました
confirm-spent-text = すでに使用されているか、期限が切れているか、より新しいリンクが送信されています。アプリで新しいリンクをリクエストしてください。
confirm-incomplete-title = リンクが不完全です
confirm-incomplete-text = メッセージからリンク全体をコピーしてください。
feedback-title = このサインインはご本人によるものですか？
feedback-valid-text = ご本人がサインインした場合は、ボタンを押してください。
feedback-invalid-text = ご本人のサインインではない場合は、ボタンを押してください。
feedback-valid = 自分です
feedback-invalid = 自分ではありません
feedback-done-title = ありがとうございます
feedback-done-valid-text = このサインインはご本人によるものとして記録しました。
feedback-done-invalid-text = このサインインはご本人によるものではないと記録しました。パスワードを知られた可能性がある場合は、今すぐ変更してください。
feedback-unknown-text = このリンクは正しくありません。メッセージからリンク全体をコピーしてください。
invitation-title = ようこそ
invitation-text = 送信された仮パスワードでサインインしてから、ご自身のパスワードを設定してください。
invitation-resend = 招待を再送信
invitation-resent = 新しい仮パスワードを送信しました。そのパスワードでサインインしてください。
invitation-expired-title = 招待の有効期限が切れています
invitation-expired-text = 仮パスワードが期限内に使用されませんでした。新しい仮パスワードをお送りできます。

## Forgotten passwords
forgot-title = パスワードを再設定
forgot-text = アカウントの情報を入力してください。コードをお送りします。
forgot-send = コードを送信
reset-title = 新しいパスワードを設定
reset-text = 該当するアカウントがある場合は、{ $to } にコードを送信しました。
reset = パスワードを再設定
reset-done-title = パスワードを変更しました
reset-done-text = 新しいパスワードでサインインしてください。

## Changing an address
address-change-title = 新しい連絡先を確認
address-change-text = { $to } にコードを送信しました。新しい連絡先を確認するまでは、以前の連絡先が引き続き使用されます。
address-changed = 連絡先を変更しました。
undo-title = 以前のアドレスに戻す
undo-text = ボタンを押すと、このメッセージの送信先アドレスが再びアカウントのメールアドレスになります。このアカウントはすべてのデバイスからサインアウトされます。
undo-done-title = 以前のアドレスに戻しました
undo-done-text = すべてのデバイスからサインアウトしました。ご本人によるアドレスの変更ではない場合は、以前のパスワードを知られている可能性があります。今すぐ新しいパスワードを設定してください。
undo-spent-text = すでに使用されているか、期限が切れています。

## Names of attributes
attribute-address = 住所
attribute-birthdate = 生年月日
attribute-email = メールアドレス
attribute-family_name = 姓
attribute-gender = 性別
attribute-given_name = 名
attribute-locale = 言語と地域
attribute-middle_name = ミドルネーム
attribute-name = 氏名
attribute-nickname = ニックネーム
attribute-phone_number = 電話番号
attribute-picture = プロフィール写真の URL
attribute-preferred_username = 希望のユーザー名
attribute-profile = プロフィールページの URL
attribute-website = ウェブサイト
attribute-zoneinfo = タイムゾーン
hint-phone = 国番号を付けて入力してください（例：+81 3 1234 5678）。
hint-birthdate = 年、月、日の順に入力してください（例：1990-12-31）。

## What apps may do
consent-title = { $app } がアカウントへのアクセスを求めています
consent-text = 許可すると、このアプリは次のことができるようになります
consent-openid = あなたが誰であるかの確認
consent-profile = 名前などのプロフィール情報の参照
consent-email = メールアドレスの参照
consent-phone = 電話番号の参照
consent-account = アカウント情報、パスワード、2 段階認証の変更
consent-scope = { $scope } の使用
consent-allow = 許可
consent-deny = 許可しない
consent-goes = この後、{ $host } に移動します。

## Devices without a browser
device-title = デバイスを接続
device-text = デバイスに表示されているコードを入力してください。
device-code = デバイスのコード
device-confirm-title = お使いのデバイスですか？
device-confirm-text = 別のデバイスの { $app } が、あなたのアカウントでのサインインを求めています。そのデバイスに次のコードが表示されている場合のみ続けてください：
device-done-title = デバイスを接続しました
device-done-text = このページを閉じて、デバイスで操作を続けてください。
device-denied-title = デバイスは接続されませんでした
device-unknown = コードが見つからないか、有効期限が切れています。デバイスで新しいコードを取得してください。
device-denied-text = 許可されなかったため、デバイスはアカウントの情報を何も取得していません。このページを閉じてかまいません。

## Challenges of the pool's own
challenge-title = もう 1 つ手順があります
challenge-answer = 回答

## Signing out
sign-out = サインアウト
sign-out-question-title = サインアウトしますか？
signed-out-title = サインアウトしました
signed-out-text = このサイトからサインアウトしました。
signed-out-others = 次のアプリには、まだサインインしている可能性があります：
sign-in-again = もう一度サインイン
sign-out-of = { $name } からサインアウト
sign-out-all = すべてのアカウントからサインアウト

## Troubles
trouble-title = 問題が発生しました
trouble-text = アプリに戻って、もう一度お試しください。
trouble-id = 問題が繰り返す場合は、次の番号をアプリの運営者にお伝えください：
trouble-parameter = アプリから処理できないリクエストが送信されました。問題のある項目：{ $parameter }
trouble-redirect = アプリが指定した移動先のアドレスは、登録されていません。
trouble-client = 移動元のアプリを確認できません。
trouble-unavailable = このページはまだ準備ができていません。アプリの運営者にお知らせください。
expired-title = このページの有効期限が切れました
expired-text = 長い時間開いたままになっていたか、別のブラウザで開かれました。失われた情報はありません。ここからやり直してください。
expired-restart = 最初からやり直す
already-title = すでにサインインしています
already-text = このブラウザの別のページでサインインしました。
forbidden-title = リクエストの送信元を確認できませんでした
forbidden-text = Cookie がブロックされているか、ページが長い時間開いたままになっていた可能性があります。
not-found-title = ページが見つかりません
not-found-text = アドレスが間違っているか、古い可能性があります。
method-title = この操作はここではできません
not-allowed-title = ここではこの操作を行えません
not-allowed-text = アプリの運営者にお問い合わせください。

## Signing in through other providers
federated-more-title = 追加の情報を入力
federated-more-text = このアカウントに必要な情報の一部を { $provider } から取得できませんでした。
federated-link-title = すでにアカウントをお持ちです
federated-link-text = { $to } のアカウントがすでに存在します。一度そのアカウントにサインインすると、以降は { $provider } でも同じアカウントを利用できます。
federated-link-prove = そのアカウントにサインイン
federated-link-apart = アカウントを別々にしておく
organisation-search = 組織のアカウントでサインイン

## What is wrong with what was typed
wrong-credentials = 名前またはパスワードが正しくありません。
wrong-unknown-user = この名前のユーザーは見つかりません。
wrong-code = コードが正しくありません。
wrong-code-expired = コードの有効期限が切れています。新しいコードをリクエストしてください。
wrong-code-used = このコードはすでに使用されています。次のコードが表示されるまでお待ちください。
wrong-too-many = 試行回数が多すぎます。しばらく待ってから、もう一度お試しください。
wrong-locked = 正しくない入力が続きました。後でもう一度お試しください。
wrong-disabled = このアカウントは無効になっています。アプリの運営者にお問い合わせください。
wrong-unconfirmed = このアカウントはまだ確認されていません。
wrong-reset-required = サインインするには、パスワードの再設定が必要です。
wrong-temporary-expired = 仮パスワードの有効期限が切れています。新しい招待をリクエストしてください。
wrong-required = この項目を入力してください。
wrong-password-policy = パスワードが条件を満たしていません。
wrong-password-reused = このパスワードは以前に使用されています。別のパスワードを選んでください。
wrong-current-password = 現在のパスワードが正しくありません。
wrong-taken = この名前はすでに使用されています。別の名前を選んでください。
wrong-email = 有効なメールアドレスを入力してください。
wrong-phone = 国番号を付けた有効な電話番号を入力してください。
wrong-value = この値は使用できません。
wrong-delivery = メッセージを送信できませんでした。後でもう一度お試しください。
wrong-no-way = このアカウントで利用できるサインイン方法がありません。アプリの運営者にお問い合わせください。
wrong-function = アプリで拒否されました：{ $text }
wrong-passkey = パスキーを確認できませんでした。
wrong-not-allowed = この操作は許可されていません。
wrong-last-way = アカウントにサインインする方法はこれだけです。先に別の方法を追加してください。
wrong-level = アプリが求めるサインイン方法は、このアカウントで設定されているものより強力です。
wrong-address-taken = この連絡先のアカウントはすでに存在します。そのアカウントにサインインしてください。
wrong-no-recovery = このアカウントのパスワードは再設定できません。アプリの運営者にお問い合わせください。
wrong-provider-down = 現在、{ $text } から応答がありません。後でもう一度試すか、別のサインイン方法を選択してください。
wrong-provider-failed = サインインできませんでした：{ $text }
wrong-account = サインインしたのは別のアカウントです。このアドレスのアカウントにサインインしてください。
wrong-organisation = このアドレスに該当する組織が見つかりません。
wrong-provider = このサインイン方法は利用できません。別の方法を選択してください。
wrong-locked-seconds = 間違った試行が多すぎます。{ $seconds } 秒後にもう一度お試しください。
wrong-locked-minutes = 間違った試行が多すぎます。{ $minutes } 分後にもう一度お試しください。
wrong-too-many-minutes = 試行回数が多すぎます。{ $minutes } 分後にもう一度お試しください。

## The account pages
account-title = アカウント
account-profile = プロフィール
account-security = セキュリティ
account-sessions = セッションとデバイス
account-apps = アプリ
account-data = データ
account-signed-in-as = サインイン中：{ $name }
account-saved = 保存しました。
account-proof-title = 本人確認
account-proof-text = 変更する前に、もう一度サインインしてください。
account-verified = 確認済み
account-unverified = 未確認
account-verify = 確認
account-password-text = サインインに使用するパスワードを変更します。
account-password-changed = パスワードを変更しました。
account-passkeys-none = パスキーはまだありません。
account-passkey-remove = このパスキーを削除
account-passkey-removed = パスキーを削除しました。
account-totp-on = 認証アプリは設定済みです。
account-totp-off = 認証アプリは設定されていません。
account-totp-remove = 認証アプリを削除
account-totp-removed = 認証アプリを削除しました。
account-created = 作成日時：{ $date }
account-last-used = 最終使用日時：{ $date }
account-this-session = このブラウザ
account-session-end = サインアウト
account-session-ended = セッションを終了しました。
account-sessions-end-all = すべてのデバイスからサインアウト
account-sessions-ended = 他のすべての場所からサインアウトしました。
account-devices = 記憶されているデバイス
account-devices-none = 記憶されているデバイスはありません。
account-device-forget = このデバイスの記憶を削除
account-device-forgotten = デバイスの記憶を削除しました。
account-apps-none = アカウントを使用しているアプリはありません。
account-app-remove = アクセス権を削除
account-app-removed = アプリはアカウントを使用できなくなりました。
account-app-since = アクセス許可日時：{ $date }
account-download = データをダウンロード
account-download-text = 保存されているあなたのすべての情報をファイルで受け取れます。
account-delete = アカウントを削除
account-delete-text = アカウントと関連するすべての情報が削除されます。この操作は元に戻せません。
account-delete-confirm = はい、アカウントを削除します
account-deleted-title = アカウントを削除しました

## Messages by email and text message
mail-code-subject = 確認コード
mail-code = 確認コード：{ $code }
mail-reset = パスワード再設定コード：{ $code }
mail-sign-in-subject = サインインコード
mail-sign-in = 認証コードは { $code } です。
mail-link-subject = 確認用リンク
mail-link = メールアドレスを確認するには、次のリンクをクリックしてください。{ $link }
mail-link-text = メールアドレスを確認
mail-invitation-subject = 仮パスワード
mail-invitation = ユーザー名は { $username }、仮パスワードは { $code } です。
mail-welcome-subject = アカウントのご案内
mail-welcome = ユーザー名は { $username } です。
mail-notice-subject = アカウントへのサインインが拒否されました
mail-notice = アカウントへのサインインの試みがあり、拒否されました：{ $login-time }、{ $device-name }、{ $ip-address }。ご本人の場合：{ $one-click-link-valid } ご本人でない場合：{ $one-click-link-invalid }
mail-address-changed-subject = メールアドレスが変更されました
mail-address-changed = アカウントのメールアドレスは、このアドレスから別のアドレスに変更されました。ご本人による変更ではない場合は、7 日以内に元に戻してください：{ $link }
