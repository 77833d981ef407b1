# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Язык
language-change = Изменить язык
error-title = Ошибка: { $title }
errors = Нужно кое-что исправить
help = Справка
terms = Условия использования
privacy = Политика конфиденциальности
continue = Продолжить
cancel = Отмена
back = Назад
save = Сохранить
or = или
show-password = Показать пароль
hide-password = Скрыть пароль
optional = необязательно
skip = Не сейчас
try-again = Повторить

## Signing in
sign-in-title = Вход
sign-in-to = в приложение { $app }
sign-in = Войти
username = Имя пользователя
email = Адрес электронной почты
phone = Номер телефона
email-or-phone = Адрес электронной почты или номер телефона
username-or-email = Имя пользователя или адрес электронной почты
username-or-phone = Имя пользователя или номер телефона
username-email-or-phone = Имя пользователя, адрес электронной почты или номер телефона
password = Пароль
forgot-password = Забыли пароль?
no-account = Нет аккаунта?
create-account = Создать аккаунт
sign-in-with = Продолжить через { $provider }
sign-in-as = Продолжить как { $name }
other-account = Использовать другой аккаунт
choose-account-title = Выберите аккаунт
signed-out-account = Выход выполнен
remove-account = Убрать { $name } из списка
choose-method-title = Выберите способ входа
method-password = Пароль
method-email = Код из письма
method-sms = Код из SMS
method-passkey = Ключ доступа
method-totp = Приложение для аутентификации
other-method = Выбрать другой способ
password-title = Введите пароль
not-you = Это не вы?
passkey-button = Войти с помощью ключа доступа
passkey-title = Войдите с помощью ключа доступа
passkey-text = Устройство запросит отпечаток пальца, скан лица или разблокировку экрана.
passkey-unsupported = Этот браузер не поддерживает ключи доступа. Выберите другой способ.
passkey-cancelled = Ключ доступа не был использован. Попробуйте ещё раз или выберите другой способ.

## Codes
code-title = Введите код
code = Код
code-sent-email = Мы отправили код на адрес { $to }.
code-sent-sms = Мы отправили код в SMS на номер { $to }.
code-from-app = Введите код, который показывает приложение для аутентификации.
code-from-app-named = Введите код, который приложение для аутентификации показывает для { $device }.
code-resend = Отправить новый код
code-resent = Мы отправили новый код на { $to }. Прежний больше не действует.
code-wait = { $seconds ->
    [one] Новый код можно будет запросить через { $seconds } секунду.
    [few] Новый код можно будет запросить через { $seconds } секунды.
    [many] Новый код можно будет запросить через { $seconds } секунд.
   *[other] Новый код можно будет запросить через { $seconds } секунды.
}
verify = Подтвердить

## Second factors
mfa-choose-title = Выберите второй шаг проверки
mfa-setup-title = Добавьте второй шаг проверки
mfa-setup-text = Для этого аккаунта одного пароля недостаточно. Выберите, что вы хотите использовать дальше.
mfa-setup-email-text = На какой адрес электронной почты отправлять коды?
mfa-setup-sms-text = На какой номер телефона отправлять коды?
totp-title = Настройте приложение для аутентификации
totp-scan = Отсканируйте это изображение в приложении для аутентификации.
totp-picture = QR-код для приложения аутентификации
totp-secret = Если отсканировать не получается, введите этот ключ:
totp-open = Открыть в приложении для аутентификации на этом устройстве
totp-code = Затем введите код, который покажет приложение
totp-name = Название этого устройства

## Passkeys of an account
passkey-add-title = В следующий раз входите быстрее
passkey-add-text = С ключом доступа вы входите с помощью отпечатка пальца, лица или блокировки экрана. Ничего не нужно запоминать.
passkey-add = Создать ключ доступа
passkey-added = Ключ доступа готов.

## Passwords
new-password-title = Придумайте новый пароль
new-password-text = Ваш пароль задал кто-то другой. Придумайте такой, который будете знать только вы.
new-password = Новый пароль
current-password = Текущий пароль
password-rules = Пароль должен содержать
rule-length = { $count ->
    [one] не менее { $count } символа
    [few] не менее { $count } символов
    [many] не менее { $count } символов
   *[other] не менее { $count } символа
}
rule-lowercase = строчную букву
rule-uppercase = заглавную букву
rule-number = цифру
rule-symbol = специальный символ или пробел
rule-met = выполнено
rule-unmet = ещё не выполнено
missing-attributes-title = Ещё немного сведений
missing-attributes-text = Они нужны, чтобы вы могли продолжить.

## Signing up
sign-up-title = Создайте аккаунт
sign-up = Зарегистрироваться
have-account = Уже есть аккаунт?
agree = Регистрируясь, вы принимаете следующие документы: { $terms } и { $privacy }.
confirm-title = Подтвердите аккаунт
confirm-text-email = Мы отправили код на адрес { $to }. Введите его, чтобы подтвердить, что этот адрес принадлежит вам.
confirm-text-sms = Мы отправили код на номер { $to }. Введите его, чтобы подтвердить, что этот номер принадлежит вам.
confirm-link-text = Мы отправили ссылку на адрес { $to }. Откройте её, чтобы подтвердить, что этот адрес принадлежит вам, а затем вернитесь и войдите.
confirm = Подтвердить
confirmed-title = Аккаунт подтверждён
confirmed-text = Вы можете вернуться в приложение и войти.
confirm-question-title = Подтвердите аккаунт
confirm-question-text = Нажмите кнопку, чтобы подтвердить, что этот адрес электронной почты принадлежит вам.
confirm-no-code-title = Аккаунт создан
confirm-no-code-text = Прежде чем вы сможете войти, аккаунт должны одобрить.
confirm-link-resend = Отправить новую ссылку
confirm-spent-title = Эта ссылка больше не действует
confirm-spent-text = Она уже использована или устарела, либо отправлена более новая. Запросите новую в приложении.
confirm-incomplete-title = Ссылка неполная
confirm-incomplete-text = Скопируйте ссылку из сообщения целиком.
feedback-title = Это вы входили?
feedback-valid-text = Нажмите кнопку, если входили вы.
feedback-invalid-text = Нажмите кнопку, если входили не вы.
feedback-valid = Это был я
feedback-invalid = Это был не я
feedback-done-title = Спасибо
feedback-done-valid-text = Мы отметили, что это были вы.
feedback-done-invalid-text = Мы отметили, что это были не вы. Если кто-то мог узнать ваш пароль, смените его сейчас.
feedback-unknown-text = Эта ссылка недействительна. Скопируйте её из сообщения целиком.
invitation-title = Добро пожаловать
invitation-text = Войдите с временным паролем, который вам отправили, а затем придумайте свой.
invitation-resend = Отправить новое приглашение
invitation-resent = Мы отправили вам новый временный пароль. Войдите с ним.
invitation-expired-title = Срок действия приглашения истёк
invitation-expired-text = Временный пароль не был использован вовремя. Мы можем отправить вам новый.

## Forgotten passwords
forgot-title = Сброс пароля
forgot-text = Укажите свой аккаунт, и мы отправим вам код.
forgot-send = Отправить код
reset-title = Придумайте новый пароль
reset-text = Если такой аккаунт существует, мы отправили код на { $to }.
reset = Сбросить пароль
reset-done-title = Пароль изменён
reset-done-text = Войдите с новым паролем.

## Changing an address
address-change-title = Подтвердите новый адрес
address-change-text = Мы отправили код на { $to }. Старый адрес будет действовать, пока вы не подтвердите новый.
address-changed = Адрес изменён.
undo-title = Вернуть старый адрес
undo-text = Нажмите кнопку, чтобы адрес, на который отправлено это сообщение, снова стал адресом электронной почты вашего аккаунта. Все сеансы в аккаунте будут завершены.
undo-done-title = Старый адрес возвращён
undo-done-text = Все сеансы завершены. Если адрес изменили не вы, придумайте новый пароль сейчас: старый может быть кому-то известен.
undo-spent-text = Она уже использована или устарела.

## Names of attributes
attribute-address = Адрес
attribute-birthdate = Дата рождения
attribute-email = Адрес электронной почты
attribute-family_name = Фамилия
attribute-gender = Пол
attribute-given_name = Имя
attribute-locale = Язык и регион
attribute-middle_name = Отчество
attribute-name = Полное имя
attribute-nickname = Псевдоним
attribute-phone_number = Номер телефона
attribute-picture = Адрес вашего изображения
attribute-preferred_username = Предпочитаемое имя пользователя
attribute-profile = Адрес страницы вашего профиля
attribute-website = Сайт
attribute-zoneinfo = Часовой пояс
hint-phone = С кодом страны, например +7 495 123 45 67.
hint-birthdate = Год, месяц и день, например 1990-12-31.

## What apps may do
consent-title = { $app } хочет использовать ваш аккаунт
consent-text = Приложение сможет
consent-openid = узнать, кто вы
consent-profile = видеть ваше имя и другие данные профиля
consent-email = видеть ваш адрес электронной почты
consent-phone = видеть ваш номер телефона
consent-account = изменять ваши данные, пароль и второй шаг проверки
consent-scope = использовать { $scope }
consent-allow = Разрешить
consent-deny = Не разрешать
consent-goes = Вы будете перенаправлены на { $host }.

## Devices without a browser
device-title = Подключение устройства
device-text = Введите код, который показывает устройство.
device-code = Код устройства
device-confirm-title = Это ваше устройство?
device-confirm-text = { $app } на другом устройстве запрашивает вход в ваш аккаунт. Продолжайте, только если там показан этот код:
device-done-title = Устройство подключено
device-done-text = Вы можете закрыть эту страницу и продолжить на устройстве.
device-denied-title = Устройство не подключено
device-unknown = Такого кода нет, или он устарел. Получите на устройстве новый код.
device-denied-text = Вы не дали разрешения, и устройство ничего не узнало о вашем аккаунте. Эту страницу можно закрыть.

## Challenges of the pool's own
challenge-title = Ещё один шаг
challenge-answer = Ваш ответ

## Signing out
sign-out = Выйти
sign-out-question-title = Выйти из аккаунта?
signed-out-title = Вы вышли из аккаунта
signed-out-text = Вы вышли из аккаунта на этих страницах.
signed-out-others = Возможно, здесь сеанс ещё активен:
sign-in-again = Войти снова
sign-out-of = Выйти из аккаунта { $name }
sign-out-all = Выйти из всех аккаунтов

## Troubles
trouble-title = Что-то пошло не так
trouble-text = Вернитесь в приложение и попробуйте ещё раз.
trouble-id = Если это повторится, сообщите администратору приложения этот номер:
trouble-parameter = Приложение отправило запрос, который мы не можем выполнить. Ошибочная часть: { $parameter }.
trouble-redirect = Приложение хочет перенаправить вас на адрес, которого нет в его списке.
trouble-client = Мы не знаем приложение, которое перенаправило вас сюда.
trouble-unavailable = Эти страницы ещё не готовы. Обратитесь к администратору приложения.
expired-title = Эта страница устарела
expired-text = Страница была открыта слишком долго, или её открыли в другом браузере. Ничего не потеряно: начните заново отсюда.
expired-restart = Начать заново
already-title = Вы уже вошли
already-text = Вы вошли на другой странице этого браузера.
forbidden-title = Не удалось проверить, откуда пришёл этот запрос
forbidden-text = Возможно, файлы cookie заблокированы или страница была открыта слишком долго.
not-found-title = Здесь ничего нет
not-found-text = Возможно, адрес неверен или устарел.
method-title = Здесь это не работает
not-allowed-title = Здесь это сделать нельзя
not-allowed-text = Обратитесь к администратору приложения.

## Signing in through other providers
federated-more-title = Ещё немного сведений
federated-more-text = Мы получили от { $provider } не все сведения, которые нужны для вашего аккаунта.
federated-link-title = У вас уже есть аккаунт
federated-link-text = Аккаунт с адресом { $to } уже существует. Войдите в него один раз, и потом в него можно будет входить через { $provider }.
federated-link-prove = Войти в этот аккаунт
federated-link-apart = Оставить аккаунты раздельными
organisation-search = Войти через свою организацию

## What is wrong with what was typed
wrong-credentials = Неверное имя или пароль.
wrong-unknown-user = Пользователя с таким именем нет.
wrong-code = Неверный код.
wrong-code-expired = Срок действия кода истёк. Запросите новый.
wrong-code-used = Этот код уже использован. Дождитесь следующего.
wrong-too-many = Слишком много попыток. Подождите немного и попробуйте ещё раз.
wrong-locked = Слишком много неудачных попыток. Попробуйте позже.
wrong-disabled = Этот аккаунт отключён. Обратитесь к администратору приложения.
wrong-unconfirmed = Этот аккаунт ещё не подтверждён.
wrong-reset-required = Чтобы войти, нужно сначала сбросить пароль.
wrong-temporary-expired = Срок действия временного пароля истёк. Запросите новое приглашение.
wrong-required = Заполните это поле.
wrong-password-policy = Пароль не соответствует требованиям.
wrong-password-reused = Вы уже использовали этот пароль. Придумайте другой.
wrong-current-password = Неверный текущий пароль.
wrong-taken = Это имя уже занято. Выберите другое.
wrong-email = Это не адрес электронной почты.
wrong-phone = Это не номер телефона с кодом страны.
wrong-value = Это значение здесь недопустимо.
wrong-delivery = Не удалось отправить сообщение. Попробуйте позже.
wrong-no-way = В этот аккаунт невозможно войти. Обратитесь к администратору приложения.
wrong-function = Приложение отказало: { $text }
wrong-passkey = Ключ доступа не принят.
wrong-not-allowed = Здесь это не разрешено.
wrong-last-way = Это единственный способ входа в ваш аккаунт. Сначала добавьте другой.
wrong-level = Приложение требует более надёжного способа входа, чем есть у этого аккаунта.
wrong-address-taken = Аккаунт с этим адресом уже существует. Войдите в него.
wrong-no-recovery = Мы не можем сбросить пароль этого аккаунта. Обратитесь к администратору приложения.
wrong-provider-down = { $text } сейчас не отвечает. Попробуйте позже или выберите другой способ входа.
wrong-provider-failed = Не удалось войти: { $text }
wrong-account = Это был другой аккаунт. Войдите в аккаунт с этим адресом.
wrong-organisation = Организация для этого адреса не найдена.
wrong-provider = Этот способ входа недоступен. Выберите другой.
wrong-locked-seconds = { $seconds ->
    [one] Слишком много неверных попыток. Попробуйте снова через { $seconds } секунду.
    [few] Слишком много неверных попыток. Попробуйте снова через { $seconds } секунды.
    [many] Слишком много неверных попыток. Попробуйте снова через { $seconds } секунд.
   *[other] Слишком много неверных попыток. Попробуйте снова через { $seconds } секунды.
}
wrong-locked-minutes = { $minutes ->
    [one] Слишком много неверных попыток. Попробуйте снова через { $minutes } минуту.
    [few] Слишком много неверных попыток. Попробуйте снова через { $minutes } минуты.
    [many] Слишком много неверных попыток. Попробуйте снова через { $minutes } минут.
   *[other] Слишком много неверных попыток. Попробуйте снова через { $minutes } минуты.
}
wrong-too-many-minutes = { $minutes ->
    [one] Слишком много попыток. Попробуйте снова через { $minutes } минуту.
    [few] Слишком много попыток. Попробуйте снова через { $minutes } минуты.
    [many] Слишком много попыток. Попробуйте снова через { $minutes } минут.
   *[other] Слишком много попыток. Попробуйте снова через { $minutes } минуты.
}

## The account pages
account-title = Ваш аккаунт
account-profile = Профиль
account-security = Безопасность
account-sessions = Сеансы и устройства
account-apps = Приложения
account-data = Ваши данные
account-signed-in-as = Вы вошли как { $name }
account-saved = Сохранено.
account-proof-title = Подтвердите, что это вы
account-proof-text = Прежде чем это изменить, войдите ещё раз.
account-verified = подтверждено
account-unverified = не подтверждено
account-verify = Подтвердить
account-password-text = Измените пароль, с которым вы входите.
account-password-changed = Пароль изменён.
account-passkeys-none = У вас пока нет ключей доступа.
account-passkey-remove = Удалить этот ключ доступа
account-passkey-removed = Ключ доступа удалён.
account-totp-on = Приложение для аутентификации настроено.
account-totp-off = Приложение для аутентификации не настроено.
account-totp-remove = Удалить приложение для аутентификации
account-totp-removed = Приложение для аутентификации удалено.
account-created = Создано: { $date }
account-last-used = Последнее использование: { $date }
account-this-session = Этот браузер
account-session-end = Выйти
account-session-ended = Этот сеанс завершён.
account-sessions-end-all = Выйти везде
account-sessions-ended = Все остальные сеансы завершены.
account-devices = Запомненные устройства
account-devices-none = Нет запомненных устройств.
account-device-forget = Забыть это устройство
account-device-forgotten = Устройство забыто.
account-apps-none = Ваш аккаунт не используется ни в одном приложении.
account-app-remove = Отозвать доступ
account-app-removed = Приложение больше не может использовать ваш аккаунт.
account-app-since = Доступ предоставлен: { $date }
account-download = Скачать мои данные
account-download-text = Вы получите файл со всем, что о вас хранится.
account-delete = Удалить мой аккаунт
account-delete-text = Ваш аккаунт и всё, что к нему относится, будут удалены. Это действие нельзя отменить.
account-delete-confirm = Да, удалить мой аккаунт
account-deleted-title = Ваш аккаунт удалён

## Messages by email and text message
mail-code-subject = Ваш проверочный код
mail-code = Ваш код подтверждения: { $code }
mail-reset = Ваш код для сброса пароля: { $code }
mail-sign-in-subject = Ваш код для входа
mail-sign-in = Ваш код аутентификации: { $code }.
mail-link-subject = Ваша ссылка для подтверждения
mail-link = Перейдите по ссылке ниже, чтобы подтвердить свой адрес электронной почты. { $link }
mail-link-text = Подтвердить адрес
mail-invitation-subject = Ваш временный пароль
mail-invitation = Ваше имя пользователя: { $username }, временный пароль: { $code }.
mail-welcome-subject = Ваш аккаунт
mail-welcome = Ваше имя пользователя: { $username }.
mail-notice-subject = Вход в ваш аккаунт отклонён
mail-notice = Кто-то пытался войти в ваш аккаунт и получил отказ: { $login-time }, { $device-name }, { $ip-address }. Если это были вы: { $one-click-link-valid } Если не вы: { $one-click-link-invalid }
mail-address-changed-subject = Адрес электронной почты изменён
mail-address-changed = Это больше не адрес электронной почты вашего аккаунта. Если его изменили не вы, верните его в течение семи дней: { $link }
