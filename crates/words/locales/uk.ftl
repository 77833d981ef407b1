# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Мова
language-change = Змінити мову
error-title = Помилка: { $title }
errors = Дещо потрібно виправити
help = Довідка
terms = Умови використання
privacy = Політика конфіденційності
continue = Продовжити
cancel = Скасувати
back = Назад
save = Зберегти
or = або
show-password = Показати пароль
hide-password = Приховати пароль
optional = необов’язково
skip = Не зараз
try-again = Спробувати ще раз

## Signing in
sign-in-title = Вхід
sign-in-to = у застосунок { $app }
sign-in = Увійти
username = Ім’я користувача
email = Електронна адреса
phone = Номер телефону
email-or-phone = Електронна адреса або номер телефону
username-or-email = Ім’я користувача або електронна адреса
username-or-phone = Ім’я користувача або номер телефону
username-email-or-phone = Ім’я користувача, електронна адреса або номер телефону
password = Пароль
forgot-password = Забули пароль?
no-account = Немає облікового запису?
create-account = Створити обліковий запис
sign-in-with = Продовжити через { $provider }
sign-in-as = Продовжити як { $name }
other-account = Використати інший обліковий запис
choose-account-title = Виберіть обліковий запис
signed-out-account = Вихід виконано
remove-account = Прибрати { $name } зі списку
choose-method-title = Виберіть спосіб входу
method-password = Пароль
method-email = Код з електронного листа
method-sms = Код з SMS
method-passkey = Ключ доступу
method-totp = Застосунок для автентифікації
other-method = Вибрати інший спосіб
password-title = Введіть пароль
not-you = Це не ви?
passkey-button = Увійти за допомогою ключа доступу
passkey-title = Увійдіть за допомогою ключа доступу
passkey-text = Пристрій попросить відбиток пальця, скан обличчя або розблокування екрана.
passkey-unsupported = Цей браузер не підтримує ключів доступу. Виберіть інший спосіб.
passkey-cancelled = Ключ доступу не було використано. Спробуйте ще раз або виберіть інший спосіб.

## Codes
code-title = Введіть код
code = Код
code-sent-email = Ми надіслали код на адресу { $to }.
code-sent-sms = Ми надіслали код в SMS на номер { $to }.
code-from-app = Введіть код, який показує застосунок для автентифікації.
code-from-app-named = Введіть код, який застосунок для автентифікації показує для { $device }.
code-resend = Надіслати новий код
code-resent = Ми надіслали новий код на { $to }. Попередній більше не діє.
code-wait = { $seconds ->
    [one] Новий код можна буде запросити через { $seconds } секунду.
    [few] Новий код можна буде запросити через { $seconds } секунди.
    [many] Новий код можна буде запросити через { $seconds } секунд.
   *[other] Новий код можна буде запросити через { $seconds } секунди.
}
verify = Підтвердити

## Second factors
mfa-choose-title = Виберіть другий крок перевірки
mfa-setup-title = Додайте другий крок перевірки
mfa-setup-text = Для цього облікового запису недостатньо лише пароля. Виберіть, що ви хочете використовувати відтепер.
mfa-setup-email-text = На яку електронну адресу надсилати коди?
mfa-setup-sms-text = На який номер телефону надсилати коди?
totp-title = Налаштуйте застосунок для автентифікації
totp-scan = Відскануйте це зображення у застосунку для автентифікації.
totp-picture = QR-код для застосунку автентифікації
totp-secret = Якщо відсканувати не вдається, введіть цей ключ:
totp-open = Відкрити в застосунку для автентифікації на цьому пристрої
totp-code = Потім введіть код, який покаже застосунок
totp-name = Назва цього пристрою

## Passkeys of an account
passkey-add-title = Наступного разу входьте швидше
passkey-add-text = З ключем доступу ви входите за допомогою відбитка пальця, обличчя або блокування екрана. Нічого не потрібно запам’ятовувати.
passkey-add = Створити ключ доступу
passkey-added = Ключ доступу готовий.

## Passwords
new-password-title = Виберіть новий пароль
new-password-text = Ваш пароль встановив хтось інший. Виберіть такий, який знатимете лише ви.
new-password = Новий пароль
current-password = Поточний пароль
password-rules = Пароль має містити
rule-length = { $count ->
    [one] щонайменше { $count } символ
    [few] щонайменше { $count } символи
    [many] щонайменше { $count } символів
   *[other] щонайменше { $count } символу
}
rule-lowercase = малу літеру
rule-uppercase = велику літеру
rule-number = цифру
rule-symbol = спеціальний символ або пробіл
rule-met = виконано
rule-unmet = ще не виконано
missing-attributes-title = Ще кілька відомостей
missing-attributes-text = Вони потрібні, щоб ви могли продовжити.

## Signing up
sign-up-title = Створіть обліковий запис
sign-up = Зареєструватися
have-account = Уже маєте обліковий запис?
agree = Реєструючись, ви приймаєте такі документи: { $terms } та { $privacy }.
confirm-title = Підтвердьте обліковий запис
confirm-text-email = Ми надіслали код на адресу { $to }. Введіть його, щоб підтвердити, що ця адреса належить вам.
confirm-text-sms = Ми надіслали код на номер { $to }. Введіть його, щоб підтвердити, що цей номер належить вам.
confirm-link-text = Ми надіслали посилання на адресу { $to }. Відкрийте його, щоб підтвердити, що ця адреса належить вам, а потім поверніться та увійдіть.
confirm = Підтвердити
confirmed-title = Обліковий запис підтверджено
confirmed-text = Ви можете повернутися до застосунку й увійти.
confirm-question-title = Підтвердьте обліковий запис
confirm-question-text = Натисніть кнопку, щоб підтвердити, що ця електронна адреса належить вам.
confirm-no-code-title = Обліковий запис створено
confirm-no-code-text = Перш ніж ви зможете увійти, обліковий запис мають схвалити.
confirm-link-resend = Надіслати нове посилання
confirm-spent-title = Це посилання більше не дійсне
confirm-spent-text = Його вже використано, воно застаріле або надіслано новіше. Запросіть нове в застосунку.
confirm-incomplete-title = Посилання неповне
confirm-incomplete-text = Скопіюйте посилання з повідомлення повністю.
feedback-title = Це ви входили?
feedback-valid-text = Натисніть кнопку, якщо входили ви.
feedback-invalid-text = Натисніть кнопку, якщо входили не ви.
feedback-valid = Це був я
feedback-invalid = Це був не я
feedback-done-title = Дякуємо
feedback-done-valid-text = Ми зазначили, що це були ви.
feedback-done-invalid-text = Ми зазначили, що це були не ви. Якщо хтось міг дізнатися ваш пароль, змініть його зараз.
feedback-unknown-text = Це посилання недійсне. Скопіюйте його з повідомлення повністю.
invitation-title = Вітаємо
invitation-text = Увійдіть із тимчасовим паролем, який вам надіслали, а потім виберіть власний.
invitation-resend = Надіслати нове запрошення
invitation-resent = Ми надіслали вам новий тимчасовий пароль. Увійдіть із ним.
invitation-expired-title = Термін дії запрошення минув
invitation-expired-text = Тимчасовий пароль не було використано вчасно. Ми можемо надіслати вам новий.

## Forgotten passwords
forgot-title = Скидання пароля
forgot-text = Укажіть свій обліковий запис, і ми надішлемо вам код.
forgot-send = Надіслати код
reset-title = Виберіть новий пароль
reset-text = Якщо такий обліковий запис існує, ми надіслали код на { $to }.
reset = Скинути пароль
reset-done-title = Пароль змінено
reset-done-text = Увійдіть із новим паролем.

## Changing an address
address-change-title = Підтвердьте нову адресу
address-change-text = Ми надіслали код на { $to }. Стара адреса діятиме, доки ви не підтвердите нову.
address-changed = Адресу змінено.
undo-title = Повернути стару адресу
undo-text = Натисніть кнопку, щоб адреса, на яку надіслано це повідомлення, знову стала електронною адресою вашого облікового запису. Усі сеанси в обліковому записі буде завершено.
undo-done-title = Стару адресу повернено
undo-done-text = Усі сеанси завершено. Якщо адресу змінили не ви, виберіть новий пароль зараз: хтось може знати старий.
undo-spent-text = Його вже використано або воно застаріле.

## Names of attributes
attribute-address = Адреса
attribute-birthdate = Дата народження
attribute-email = Електронна адреса
attribute-family_name = Прізвище
attribute-gender = Стать
attribute-given_name = Ім’я
attribute-locale = Мова й регіон
attribute-middle_name = По батькові
attribute-name = Повне ім’я
attribute-nickname = Псевдонім
attribute-phone_number = Номер телефону
attribute-picture = Адреса вашого зображення
attribute-preferred_username = Бажане ім’я користувача
attribute-profile = Адреса сторінки вашого профілю
attribute-website = Вебсайт
attribute-zoneinfo = Часовий пояс
hint-phone = З кодом країни, наприклад +380 44 123 45 67.
hint-birthdate = Рік, місяць і день, наприклад 1990-12-31.

## What apps may do
consent-title = { $app } хоче використовувати ваш обліковий запис
consent-text = Застосунок зможе
consent-openid = дізнатися, хто ви
consent-profile = бачити ваше ім’я та інші дані профілю
consent-email = бачити вашу електронну адресу
consent-phone = бачити ваш номер телефону
consent-account = змінювати ваші дані, пароль і другий крок перевірки
consent-scope = використовувати { $scope }
consent-allow = Дозволити
consent-deny = Не дозволяти
consent-goes = Вас буде перенаправлено на { $host }.

## Devices without a browser
device-title = Під’єднання пристрою
device-text = Введіть код, який показує пристрій.
device-code = Код пристрою
device-confirm-title = Це ваш пристрій?
device-confirm-text = { $app } на іншому пристрої просить увійти у ваш обліковий запис. Продовжуйте, лише якщо там показано цей код:
device-done-title = Пристрій під’єднано
device-done-text = Ви можете закрити цю сторінку й продовжити на пристрої.
device-denied-title = Пристрій не під’єднано
device-unknown = Такого коду немає або він застарів. Отримайте на пристрої новий код.
device-denied-text = Ви не дали дозволу, і пристрій нічого не дізнався про ваш обліковий запис. Цю сторінку можна закрити.

## Challenges of the pool's own
challenge-title = Ще один крок
challenge-answer = Ваша відповідь

## Signing out
sign-out = Вийти
sign-out-question-title = Вийти з облікового запису?
signed-out-title = Ви вийшли з облікового запису
signed-out-text = Ви вийшли з облікового запису на цих сторінках.
signed-out-others = Можливо, тут сеанс іще активний:
sign-in-again = Увійти знову
sign-out-of = Вийти з облікового запису { $name }
sign-out-all = Вийти з усіх облікових записів

## Troubles
trouble-title = Щось пішло не так
trouble-text = Поверніться до застосунку та спробуйте ще раз.
trouble-id = Якщо це повториться, повідомте цей номер адміністратору застосунку:
trouble-parameter = Застосунок надіслав запит, який ми не можемо виконати. Помилкова частина: { $parameter }.
trouble-redirect = Застосунок хоче перенаправити вас на адресу, якої немає в його списку.
trouble-client = Ми не знаємо застосунку, який перенаправив вас сюди.
trouble-unavailable = Ці сторінки ще не готові. Зверніться до адміністратора застосунку.
expired-title = Ця сторінка застаріла
expired-text = Сторінка була відкрита надто довго або її відкрили в іншому браузері. Нічого не втрачено: почніть знову звідси.
expired-restart = Почати знову
already-title = Ви вже увійшли
already-text = Ви увійшли на іншій сторінці цього браузера.
forbidden-title = Не вдалося перевірити, звідки надійшов цей запит
forbidden-text = Можливо, файли cookie заблоковано або сторінка була відкрита надто довго.
not-found-title = Тут нічого немає
not-found-text = Можливо, адреса неправильна або застаріла.
method-title = Тут це не працює
not-allowed-title = Тут цього зробити не можна
not-allowed-text = Зверніться до адміністратора застосунку.

## Signing in through other providers
federated-more-title = Ще кілька відомостей
federated-more-text = Ми отримали від { $provider } не всі відомості, потрібні для вашого облікового запису.
federated-link-title = Ви вже маєте обліковий запис
federated-link-text = Обліковий запис з адресою { $to } уже існує. Увійдіть у нього один раз, і потім у нього можна буде входити через { $provider }.
federated-link-prove = Увійти в цей обліковий запис
federated-link-apart = Залишити облікові записи окремими
organisation-search = Увійти через свою організацію

## What is wrong with what was typed
wrong-credentials = Неправильне ім’я або пароль.
wrong-unknown-user = Користувача з таким іменем немає.
wrong-code = Неправильний код.
wrong-code-expired = Термін дії коду минув. Запросіть новий.
wrong-code-used = Цей код уже використано. Дочекайтеся наступного.
wrong-too-many = Забагато спроб. Зачекайте трохи та спробуйте ще раз.
wrong-locked = Забагато невдалих спроб. Спробуйте пізніше.
wrong-disabled = Цей обліковий запис вимкнено. Зверніться до адміністратора застосунку.
wrong-unconfirmed = Цей обліковий запис ще не підтверджено.
wrong-reset-required = Щоб увійти, потрібно спершу скинути пароль.
wrong-temporary-expired = Термін дії тимчасового пароля минув. Попросіть нове запрошення.
wrong-required = Заповніть це поле.
wrong-password-policy = Пароль не відповідає вимогам.
wrong-password-reused = Ви вже використовували цей пароль. Виберіть інший.
wrong-current-password = Неправильний поточний пароль.
wrong-taken = Це ім’я вже зайняте. Виберіть інше.
wrong-email = Це не електронна адреса.
wrong-phone = Це не номер телефону з кодом країни.
wrong-value = Це значення тут не дозволене.
wrong-delivery = Не вдалося надіслати повідомлення. Спробуйте пізніше.
wrong-no-way = У цей обліковий запис неможливо увійти. Зверніться до адміністратора застосунку.
wrong-function = Застосунок відмовив: { $text }
wrong-passkey = Ключ доступу не прийнято.
wrong-not-allowed = Тут це не дозволено.
wrong-last-way = Це єдиний спосіб входу до вашого облікового запису. Спочатку додайте інший.
wrong-level = Застосунок вимагає надійнішого способу входу, ніж має цей обліковий запис.
wrong-address-taken = Обліковий запис із цією адресою вже існує. Увійдіть у нього.
wrong-no-recovery = Ми не можемо скинути пароль цього облікового запису. Зверніться до адміністратора застосунку.
wrong-provider-down = { $text } зараз не відповідає. Спробуйте пізніше або виберіть інший спосіб входу.
wrong-provider-failed = Не вдалося ввійти: { $text }
wrong-account = Це був інший обліковий запис. Увійдіть у той, що має цю адресу.
wrong-organisation = Організацію для цієї адреси не знайдено.
wrong-provider = Цей спосіб входу недоступний. Виберіть інший.
wrong-locked-seconds = { $seconds ->
    [one] Забагато неправильних спроб. Спробуйте ще раз через { $seconds } секунду.
    [few] Забагато неправильних спроб. Спробуйте ще раз через { $seconds } секунди.
    [many] Забагато неправильних спроб. Спробуйте ще раз через { $seconds } секунд.
   *[other] Забагато неправильних спроб. Спробуйте ще раз через { $seconds } секунди.
}
wrong-locked-minutes = { $minutes ->
    [one] Забагато неправильних спроб. Спробуйте ще раз через { $minutes } хвилину.
    [few] Забагато неправильних спроб. Спробуйте ще раз через { $minutes } хвилини.
    [many] Забагато неправильних спроб. Спробуйте ще раз через { $minutes } хвилин.
   *[other] Забагато неправильних спроб. Спробуйте ще раз через { $minutes } хвилини.
}
wrong-too-many-minutes = { $minutes ->
    [one] Забагато спроб. Спробуйте ще раз через { $minutes } хвилину.
    [few] Забагато спроб. Спробуйте ще раз через { $minutes } хвилини.
    [many] Забагато спроб. Спробуйте ще раз через { $minutes } хвилин.
   *[other] Забагато спроб. Спробуйте ще раз через { $minutes } хвилини.
}

## The account pages
account-title = Ваш обліковий запис
account-profile = Профіль
account-security = Безпека
account-sessions = Сеанси та пристрої
account-apps = Застосунки
account-data = Ваші дані
account-signed-in-as = Ви увійшли як { $name }
account-saved = Збережено.
account-proof-title = Підтвердьте, що це ви
account-proof-text = Перш ніж змінити це, увійдіть ще раз.
account-verified = підтверджено
account-unverified = не підтверджено
account-verify = Підтвердити
account-password-text = Змініть пароль, з яким ви входите.
account-password-changed = Пароль змінено.
account-passkeys-none = У вас ще немає ключів доступу.
account-passkey-remove = Вилучити цей ключ доступу
account-passkey-removed = Ключ доступу вилучено.
account-totp-on = Застосунок для автентифікації налаштовано.
account-totp-off = Застосунок для автентифікації не налаштовано.
account-totp-remove = Вилучити застосунок для автентифікації
account-totp-removed = Застосунок для автентифікації вилучено.
account-created = Створено: { $date }
account-last-used = Востаннє використано: { $date }
account-this-session = Цей браузер
account-session-end = Вийти
account-session-ended = Цей сеанс завершено.
account-sessions-end-all = Вийти всюди
account-sessions-ended = Усі інші сеанси завершено.
account-devices = Запам’ятовані пристрої
account-devices-none = Немає запам’ятованих пристроїв.
account-device-forget = Забути цей пристрій
account-device-forgotten = Пристрій забуто.
account-apps-none = Жоден застосунок не використовує ваш обліковий запис.
account-app-remove = Скасувати доступ
account-app-removed = Застосунок більше не може використовувати ваш обліковий запис.
account-app-since = Доступ надано: { $date }
account-download = Завантажити мої дані
account-download-text = Ви отримаєте файл з усім, що про вас зберігається.
account-delete = Видалити мій обліковий запис
account-delete-text = Ваш обліковий запис і все, що йому належить, буде видалено. Цю дію неможливо скасувати.
account-delete-confirm = Так, видалити мій обліковий запис
account-deleted-title = Ваш обліковий запис видалено

## Messages by email and text message
mail-code-subject = Ваш код перевірки
mail-code = Ваш код підтвердження: { $code }
mail-reset = Ваш код для скидання пароля: { $code }
mail-sign-in-subject = Ваш код для входу
mail-sign-in = Ваш код автентифікації: { $code }.
mail-link-subject = Ваше посилання для підтвердження
mail-link = Натисніть посилання нижче, щоб підтвердити свою електронну адресу. { $link }
mail-link-text = Підтвердити електронну адресу
mail-invitation-subject = Ваш тимчасовий пароль
mail-invitation = Ваше ім’я користувача: { $username }, тимчасовий пароль: { $code }.
mail-welcome-subject = Ваш обліковий запис
mail-welcome = Ваше ім’я користувача: { $username }.
mail-notice-subject = Вхід до вашого облікового запису відхилено
mail-notice = Хтось намагався ввійти до вашого облікового запису й отримав відмову: { $login-time }, { $device-name }, { $ip-address }. Якщо це були ви: { $one-click-link-valid } Якщо не ви: { $one-click-link-invalid }
mail-address-changed-subject = Вашу електронну адресу змінено
mail-address-changed = Це більше не електронна адреса вашого облікового запису. Якщо її змінили не ви, поверніть її протягом семи днів: { $link }
