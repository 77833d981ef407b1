# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Idioma
language-change = Cambiar idioma
error-title = Hay un error: { $title }
errors = Revisa los datos introducidos
help = Ayuda
terms = Términos de uso
privacy = Política de privacidad
continue = Continuar
cancel = Cancelar
back = Atrás
save = Guardar
or = o
show-password = Mostrar contraseña
hide-password = Ocultar contraseña
optional = opcional
skip = Ahora no
try-again = Intentar de nuevo

## Signing in
sign-in-title = Iniciar sesión
sign-in-to = en { $app }
sign-in = Iniciar sesión
username = Nombre de usuario
email = Correo electrónico
phone = Número de teléfono
email-or-phone = Correo electrónico o número de teléfono
username-or-email = Nombre de usuario o correo electrónico
username-or-phone = Nombre de usuario o número de teléfono
username-email-or-phone = Nombre de usuario, correo electrónico o número de teléfono
password = Contraseña
forgot-password = ¿Olvidaste tu contraseña?
no-account = ¿Es tu primera vez aquí?
create-account = Crear una cuenta
sign-in-with = Continuar con { $provider }
sign-in-as = Continuar como { $name }
other-account = Usar otra cuenta
choose-account-title = Elige una cuenta
signed-out-account = Sesión cerrada
remove-account = Quitar { $name }
choose-method-title = Elige cómo iniciar sesión
method-password = Contraseña
method-email = Código por correo electrónico
method-sms = Código por SMS
method-passkey = Llave de acceso
method-totp = App de autenticación
other-method = Elegir otro método
password-title = Introduce tu contraseña
not-you = ¿No eres tú?
passkey-button = Iniciar sesión con una llave de acceso
passkey-title = Inicia sesión con tu llave de acceso
passkey-text = Tu dispositivo te pedirá la huella digital, el rostro o el bloqueo de pantalla.
passkey-unsupported = Este navegador no admite llaves de acceso. Elige otro método.
passkey-cancelled = No se usó la llave de acceso. Puedes intentarlo de nuevo o elegir otro método.

## Codes
code-title = Introduce el código
code = Código
code-sent-email = Enviamos un código a { $to }.
code-sent-sms = Enviamos un código por SMS a { $to }.
code-from-app = Introduce el código que muestra tu app de autenticación.
code-from-app-named = Introduce el código que muestra tu app de autenticación para { $device }.
code-resend = Enviar un código nuevo
code-resent = Enviamos un código nuevo a { $to }. El anterior ya no es válido.
code-wait = { $seconds ->
    [one] Podrás pedir un código nuevo en { $seconds } segundo.
   *[other] Podrás pedir un código nuevo en { $seconds } segundos.
}
verify = Verificar

## Second factors
mfa-choose-title = Elige el segundo paso
mfa-setup-title = Agrega un segundo paso
mfa-setup-text = Esta cuenta necesita algo más que una contraseña. Elige qué quieres usar a partir de ahora.
mfa-setup-email-text = ¿A qué correo electrónico enviamos los códigos?
mfa-setup-sms-text = ¿A qué número de teléfono enviamos los códigos?
totp-title = Configura tu app de autenticación
totp-scan = Escanea esta imagen con tu app de autenticación.
totp-picture = Código QR para tu app de autenticación
totp-secret = Si no puedes escanearla, introduce esta clave:
totp-open = Abrir en una app de autenticación de este dispositivo
totp-code = Después, introduce el código que muestra la app
totp-name = Nombre de este dispositivo

## Passkeys of an account
passkey-add-title = Inicia sesión más rápido la próxima vez
passkey-add-text = Con una llave de acceso inicias sesión con la huella digital, el rostro o el bloqueo de pantalla. No tienes que recordar nada.
passkey-add = Crear una llave de acceso
passkey-added = Tu llave de acceso está lista.

## Passwords
new-password-title = Elige una contraseña nueva
new-password-text = Otra persona estableció tu contraseña. Elige una que solo conozcas tú.
new-password = Contraseña nueva
current-password = Contraseña actual
password-rules = Tu contraseña debe tener
rule-length = { $count ->
    [one] al menos { $count } carácter
   *[other] al menos { $count } caracteres
}
rule-lowercase = una letra minúscula
rule-uppercase = una letra mayúscula
rule-number = un número
rule-symbol = un carácter especial o un espacio
rule-met = cumplido
rule-unmet = aún no cumplido
missing-attributes-title = Algunos datos más
missing-attributes-text = Los necesitamos para que puedas continuar.

## Signing up
sign-up-title = Crea tu cuenta
sign-up = Registrarse
have-account = ¿Ya tienes una cuenta?
agree = Al registrarte, aceptas los { $terms } y la { $privacy }.
confirm-title = Confirma tu cuenta
confirm-text-email = Enviamos un código a { $to }. Introdúcelo para confirmar que el correo electrónico es tuyo.
confirm-text-sms = Enviamos un código a { $to }. Introdúcelo para confirmar que el número es tuyo.
confirm-link-text = Enviamos un enlace a { $to }. Ábrelo para confirmar que el correo electrónico es tuyo y después vuelve aquí e inicia sesión.
confirm = Confirmar
confirmed-title = Tu cuenta está confirmada
confirmed-text = Puedes volver a la app e iniciar sesión.
confirm-question-title = Confirma tu cuenta
confirm-question-text = Pulsa el botón para confirmar que este correo electrónico es tuyo.
confirm-no-code-title = Se creó tu cuenta
confirm-no-code-text = Alguien debe confirmarla antes de que puedas iniciar sesión.
confirm-link-resend = Enviar un enlace nuevo
confirm-spent-title = Este enlace ya no es válido
confirm-spent-text = Ya se usó, expiró o se envió uno más reciente. Pide uno nuevo en la app.
confirm-incomplete-title = Este enlace está incompleto
confirm-incomplete-text = Copia el enlace completo del mensaje.
feedback-title = ¿Fuiste tú quien inició sesión?
feedback-valid-text = Pulsa el botón si fuiste tú quien inició sesión.
feedback-invalid-text = Pulsa el botón si no fuiste tú quien inició sesión.
feedback-valid = Fui yo
feedback-invalid = No fui yo
feedback-done-title = Gracias
feedback-done-valid-text = Registramos que este inicio de sesión fue tuyo.
feedback-done-invalid-text = Registramos que este inicio de sesión no fue tuyo. Si es posible que alguien conozca tu contraseña, cámbiala ahora.
feedback-unknown-text = Este enlace no es válido. Copia el enlace completo del mensaje.
invitation-title = Te damos la bienvenida
invitation-text = Inicia sesión con la contraseña temporal que recibiste y después elige la tuya.
invitation-resend = Enviar una invitación nueva
invitation-resent = Te enviamos una contraseña temporal nueva. Inicia sesión con ella.
invitation-expired-title = Tu invitación expiró
invitation-expired-text = La contraseña temporal no se usó a tiempo. Podemos enviarte una nueva.

## Forgotten passwords
forgot-title = Restablece tu contraseña
forgot-text = Dinos quién eres y te enviaremos un código.
forgot-send = Enviar un código
reset-title = Elige una contraseña nueva
reset-text = Si esa cuenta existe, enviamos un código a { $to }.
reset = Restablecer contraseña
reset-done-title = Se cambió tu contraseña
reset-done-text = Inicia sesión con tu contraseña nueva.

## Changing an address
address-change-title = Confirma tu nueva dirección
address-change-text = Enviamos un código a { $to }. Tu dirección anterior se mantiene hasta que confirmes la nueva.
address-changed = Se cambió tu dirección.
undo-title = Recuperar tu dirección anterior
undo-text = Pulsa el botón para que la dirección a la que se envió este mensaje vuelva a ser el correo electrónico de tu cuenta. Se cerrará la sesión de la cuenta en todas partes.
undo-done-title = Se recuperó tu dirección anterior
undo-done-text = Se cerró tu sesión en todas partes. Si no fuiste tú quien cambió la dirección, elige una contraseña nueva ahora: es posible que alguien conozca la anterior.
undo-spent-text = Ya se usó o expiró.

## Names of attributes
attribute-address = Dirección
attribute-birthdate = Fecha de nacimiento
attribute-email = Correo electrónico
attribute-family_name = Apellidos
attribute-gender = Género
attribute-given_name = Nombre
attribute-locale = Idioma y región
attribute-middle_name = Segundo nombre
attribute-name = Nombre completo
attribute-nickname = Apodo
attribute-phone_number = Número de teléfono
attribute-picture = Dirección web de tu foto
attribute-preferred_username = Nombre de usuario preferido
attribute-profile = Dirección web de tu perfil
attribute-website = Sitio web
attribute-zoneinfo = Zona horaria
hint-phone = Con el código de país, por ejemplo, +34 912 345 678.
hint-birthdate = Año, mes y día, por ejemplo, 1990-12-31.

## What apps may do
consent-title = { $app } quiere usar tu cuenta
consent-text = Esta app podrá
consent-openid = saber quién eres
consent-profile = ver tu nombre y los demás datos de tu perfil
consent-email = ver tu correo electrónico
consent-phone = ver tu número de teléfono
consent-account = cambiar tus datos, tu contraseña y tus segundos pasos
consent-scope = usar { $scope }
consent-allow = Permitir
consent-deny = No permitir
consent-goes = Se te dirigirá a { $host }.

## Devices without a browser
device-title = Conectar un dispositivo
device-text = Introduce el código que muestra tu dispositivo.
device-code = Código del dispositivo
device-confirm-title = ¿Es este tu dispositivo?
device-confirm-text = { $app } solicita iniciar sesión con tu cuenta en otro dispositivo. Continúa solo si allí aparece este código:
device-done-title = Tu dispositivo está conectado
device-done-text = Puedes cerrar esta página y continuar en tu dispositivo.
device-denied-title = El dispositivo no se conectó
device-unknown = Este código no existe o ya expiró. Pide uno nuevo en tu dispositivo.
device-denied-text = No diste permiso y el dispositivo no obtuvo ningún dato de tu cuenta. Puedes cerrar esta página.

## Challenges of the pool's own
challenge-title = Un paso más
challenge-answer = Tu respuesta

## Signing out
sign-out = Cerrar sesión
sign-out-question-title = ¿Quieres cerrar sesión?
signed-out-title = Sesión cerrada
signed-out-text = Cerraste sesión en estas páginas.
signed-out-others = Es posible que tu sesión siga abierta aquí:
sign-in-again = Iniciar sesión de nuevo
sign-out-of = Cerrar la sesión de { $name }
sign-out-all = Cerrar la sesión de todas las cuentas

## Troubles
trouble-title = Algo salió mal
trouble-text = Vuelve a la app e inténtalo de nuevo.
trouble-id = Si vuelve a ocurrir, indica este número a los responsables de la app:
trouble-parameter = La app envió una solicitud que no podemos procesar. El problema está en { $parameter }.
trouble-redirect = La app pidió dirigirte a una dirección que no está en su lista.
trouble-client = No conocemos la app que te envió aquí.
trouble-unavailable = Estas páginas aún no están listas. Avisa a los responsables de la app.
expired-title = Esta página expiró
expired-text = Estuvo abierta demasiado tiempo o se abrió en otro navegador. No se perdió nada: empieza de nuevo desde aquí.
expired-restart = Empezar de nuevo
already-title = Ya iniciaste sesión
already-text = Iniciaste sesión en otra página de este navegador.
forbidden-title = No pudimos comprobar el origen de esta solicitud
forbidden-text = Es posible que las cookies estén bloqueadas o que la página haya estado abierta demasiado tiempo.
not-found-title = Aquí no hay nada
not-found-text = Es posible que la dirección sea incorrecta o demasiado antigua.
method-title = Esto no funciona aquí
not-allowed-title = No puedes hacer esto aquí
not-allowed-text = Comunícate con los responsables de la app.

## Signing in through other providers
federated-more-title = Algunos datos más
federated-more-text = { $provider } no nos proporcionó todos los datos que necesita tu cuenta aquí.
federated-link-title = Ya tienes una cuenta
federated-link-text = Ya existe una cuenta con la dirección { $to }. Inicia sesión en ella una vez y, a partir de entonces, podrás entrar en esa misma cuenta con { $provider }.
federated-link-prove = Iniciar sesión en esa cuenta
federated-link-apart = Mantener las cuentas separadas
organisation-search = Iniciar sesión con tu organización

## What is wrong with what was typed
wrong-credentials = El nombre o la contraseña no son correctos.
wrong-unknown-user = No hay ningún usuario con este nombre.
wrong-code = El código no es correcto.
wrong-code-expired = El código expiró. Pide uno nuevo.
wrong-code-used = Este código ya se usó. Espera al siguiente.
wrong-too-many = Hubo demasiados intentos. Espera un momento e inténtalo de nuevo.
wrong-locked = Hubo demasiados intentos incorrectos. Inténtalo de nuevo más tarde.
wrong-disabled = Esta cuenta está desactivada. Comunícate con los responsables de la app.
wrong-unconfirmed = Esta cuenta aún no está confirmada.
wrong-reset-required = Hay que restablecer tu contraseña antes de que puedas iniciar sesión.
wrong-temporary-expired = Tu contraseña temporal expiró. Pide una invitación nueva.
wrong-required = Completa este campo.
wrong-password-policy = La contraseña no cumple los requisitos.
wrong-password-reused = Ya usaste esta contraseña antes. Elige otra.
wrong-current-password = La contraseña actual no es correcta.
wrong-taken = Este nombre ya está en uso. Elige otro.
wrong-email = Esto no es una dirección de correo electrónico.
wrong-phone = Esto no es un número de teléfono con código de país.
wrong-value = Este valor no está permitido aquí.
wrong-delivery = No pudimos enviar el mensaje. Inténtalo de nuevo más tarde.
wrong-no-way = No hay ningún método para iniciar sesión en esta cuenta. Comunícate con los responsables de la app.
wrong-function = La app lo rechazó: { $text }
wrong-passkey = No se aceptó la llave de acceso.
wrong-not-allowed = Esto no está permitido aquí.
wrong-last-way = Este es el único método para iniciar sesión en tu cuenta. Agrega otro primero.
wrong-level = La app pide un método de inicio de sesión más seguro que los de esta cuenta.
wrong-address-taken = Ya existe una cuenta con esta dirección. Inicia sesión en ella.
wrong-no-recovery = No podemos restablecer la contraseña de esta cuenta. Comunícate con los responsables de la app.
wrong-provider-down = { $text } no responde en este momento. Inténtalo de nuevo más tarde o elige otro método de inicio de sesión.
wrong-provider-failed = No se pudo iniciar sesión: { $text }
wrong-account = Esa era otra cuenta. Inicia sesión en la que tiene esta dirección.
wrong-organisation = No conocemos ninguna organización con esta dirección.
wrong-provider = Este método de inicio de sesión no está disponible. Elige otro.
wrong-locked-seconds = { $seconds ->
    [one] Hubo demasiados intentos incorrectos. Inténtalo de nuevo en { $seconds } segundo.
   *[other] Hubo demasiados intentos incorrectos. Inténtalo de nuevo en { $seconds } segundos.
}
wrong-locked-minutes = { $minutes ->
    [one] Hubo demasiados intentos incorrectos. Inténtalo de nuevo en { $minutes } minuto.
   *[other] Hubo demasiados intentos incorrectos. Inténtalo de nuevo en { $minutes } minutos.
}
wrong-too-many-minutes = { $minutes ->
    [one] Hubo demasiados intentos. Inténtalo de nuevo en { $minutes } minuto.
   *[other] Hubo demasiados intentos. Inténtalo de nuevo en { $minutes } minutos.
}

## The account pages
account-title = Tu cuenta
account-profile = Perfil
account-security = Seguridad
account-sessions = Sesiones y dispositivos
account-apps = Apps
account-data = Tus datos
account-signed-in-as = Sesión iniciada como { $name }
account-saved = Cambios guardados.
account-proof-title = Confirma que eres tú
account-proof-text = Antes de hacer este cambio, inicia sesión una vez más.
account-verified = verificado
account-unverified = no verificado
account-verify = Verificar
account-password-text = Cambia la contraseña con la que inicias sesión.
account-password-changed = Se cambió tu contraseña.
account-passkeys-none = Aún no tienes llaves de acceso.
account-passkey-remove = Eliminar esta llave de acceso
account-passkey-removed = Se eliminó la llave de acceso.
account-totp-on = Hay una app de autenticación configurada.
account-totp-off = No hay ninguna app de autenticación configurada.
account-totp-remove = Eliminar la app de autenticación
account-totp-removed = Se eliminó la app de autenticación.
account-created = Fecha de creación: { $date }
account-last-used = Último uso: { $date }
account-this-session = Este navegador
account-session-end = Cerrar sesión
account-session-ended = La sesión se cerró.
account-sessions-end-all = Cerrar sesión en todas partes
account-sessions-ended = Se cerró tu sesión en todos los demás lugares.
account-devices = Dispositivos recordados
account-devices-none = No hay dispositivos recordados.
account-device-forget = Olvidar este dispositivo
account-device-forgotten = El dispositivo ya no se recuerda.
account-apps-none = Ninguna app usa tu cuenta.
account-app-remove = Quitar acceso
account-app-removed = La app ya no puede usar tu cuenta.
account-app-since = Acceso concedido: { $date }
account-download = Descargar mis datos
account-download-text = Recibirás un archivo con todo lo que se guarda sobre ti.
account-delete = Eliminar mi cuenta
account-delete-text = Se eliminarán tu cuenta y todo lo que contiene. Esta acción no se puede deshacer.
account-delete-confirm = Sí, eliminar mi cuenta
account-deleted-title = Se eliminó tu cuenta

## Messages by email and text message
mail-code-subject = Tu código de verificación
mail-code = Tu código de verificación es { $code }
mail-reset = Tu código para restablecer la contraseña es { $code }
mail-sign-in-subject = Tu código de inicio de sesión
mail-sign-in = Tu código de inicio de sesión es { $code }.
mail-link-subject = Tu enlace de verificación
mail-link = Haz clic en el siguiente enlace para verificar tu correo electrónico. { $link }
mail-link-text = Verificar correo electrónico
mail-invitation-subject = Tu contraseña temporal
mail-invitation = Tu nombre de usuario es { $username } y tu contraseña temporal es { $code }.
mail-welcome-subject = Tu cuenta
mail-welcome = Tu nombre de usuario es { $username }.
mail-notice-subject = Se rechazó un inicio de sesión en tu cuenta
mail-notice = Alguien intentó iniciar sesión en tu cuenta y se rechazó el intento: { $login-time }, { $device-name }, { $ip-address }. Si fuiste tú: { $one-click-link-valid } Si no fuiste tú: { $one-click-link-invalid }
mail-address-changed-subject = Se cambió tu correo electrónico
mail-address-changed = Este ya no es el correo electrónico de tu cuenta. Si no fuiste tú quien lo cambió, recupéralo en un plazo de siete días: { $link }
