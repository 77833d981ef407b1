# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Idioma
language-change = Alterar idioma
error-title = Erro: { $title }
errors = Verifique os dados informados
help = Ajuda
terms = Termos de uso
privacy = Política de privacidade
continue = Continuar
cancel = Cancelar
back = Voltar
save = Salvar
or = ou
show-password = Mostrar senha
hide-password = Ocultar senha
optional = opcional
skip = Agora não
try-again = Tentar de novo

## Signing in
sign-in-title = Fazer login
sign-in-to = em { $app }
sign-in = Fazer login
username = Nome de usuário
email = Endereço de e-mail
phone = Número de telefone
email-or-phone = Endereço de e-mail ou número de telefone
username-or-email = Nome de usuário ou endereço de e-mail
username-or-phone = Nome de usuário ou número de telefone
username-email-or-phone = Nome de usuário, endereço de e-mail ou número de telefone
password = Senha
forgot-password = Esqueceu a senha?
no-account = Primeira vez aqui?
create-account = Criar uma conta
sign-in-with = Continuar com { $provider }
sign-in-as = Continuar como { $name }
other-account = Usar outra conta
choose-account-title = Escolha uma conta
signed-out-account = Sessão encerrada
remove-account = Remover { $name }
choose-method-title = Escolha como fazer login
method-password = Senha
method-email = Código por e-mail
method-sms = Código por SMS
method-passkey = Chave de acesso
method-totp = App autenticador
other-method = Escolher outra opção
password-title = Digite sua senha
not-you = Não é você?
passkey-button = Fazer login com uma chave de acesso
passkey-title = Faça login com sua chave de acesso
passkey-text = Seu dispositivo pedirá sua impressão digital, seu rosto ou o bloqueio de tela.
passkey-unsupported = Este navegador não é compatível com chaves de acesso. Escolha outra opção.
passkey-cancelled = A chave de acesso não foi usada. Você pode tentar de novo ou escolher outra opção.

## Codes
code-title = Digite o código
code = Código
code-sent-email = Enviamos um código para { $to }.
code-sent-sms = Enviamos um código por SMS para { $to }.
code-from-app = Digite o código mostrado no seu app autenticador.
code-from-app-named = Digite o código mostrado no seu app autenticador para { $device }.
code-resend = Enviar um novo código
code-resent = Enviamos um novo código para { $to }. O anterior não vale mais.
code-wait = { $seconds ->
    [one] Você poderá pedir um novo código em { $seconds } segundo.
   *[other] Você poderá pedir um novo código em { $seconds } segundos.
}
verify = Verificar

## Second factors
mfa-choose-title = Escolha a segunda etapa
mfa-setup-title = Adicione uma segunda etapa
mfa-setup-text = Esta conta precisa de mais do que uma senha. Escolha o que você quer usar de agora em diante.
mfa-setup-email-text = Para qual endereço de e-mail devemos enviar os códigos?
mfa-setup-sms-text = Para qual número de telefone devemos enviar os códigos?
totp-title = Configure seu app autenticador
totp-scan = Escaneie esta imagem com seu app autenticador.
totp-picture = QR code para seu app autenticador
totp-secret = Se não for possível escanear, digite esta chave:
totp-open = Abrir em um app autenticador neste dispositivo
totp-code = Depois, digite o código mostrado no app
totp-name = Nome deste dispositivo

## Passkeys of an account
passkey-add-title = Faça login mais rápido da próxima vez
passkey-add-text = Com uma chave de acesso, você faz login com sua impressão digital, seu rosto ou o bloqueio de tela. Não é preciso lembrar de nada.
passkey-add = Criar uma chave de acesso
passkey-added = Sua chave de acesso está pronta.

## Passwords
new-password-title = Escolha uma nova senha
new-password-text = Sua senha foi definida por outra pessoa. Escolha uma que só você conheça.
new-password = Nova senha
current-password = Senha atual
password-rules = Sua senha precisa ter
rule-length = { $count ->
    [one] pelo menos { $count } caractere
   *[other] pelo menos { $count } caracteres
}
rule-lowercase = uma letra minúscula
rule-uppercase = uma letra maiúscula
rule-number = um número
rule-symbol = um caractere especial ou um espaço
rule-met = atendido
rule-unmet = ainda não atendido
missing-attributes-title = Só mais alguns dados
missing-attributes-text = Precisamos deles para que você possa continuar.

## Signing up
sign-up-title = Crie sua conta
sign-up = Cadastrar-se
have-account = Já tem uma conta?
agree = Ao se cadastrar, você concorda com os { $terms } e a { $privacy }.
confirm-title = Confirme sua conta
confirm-text-email = Enviamos um código para { $to }. Digite-o para confirmar que o endereço é seu.
confirm-text-sms = Enviamos um código para { $to }. Digite-o para confirmar que o número é seu.
confirm-link-text = Enviamos um link para { $to }. Abra-o para confirmar que o endereço é seu, depois volte e faça login.
confirm = Confirmar
confirmed-title = Sua conta foi confirmada
confirmed-text = Você pode voltar ao app e fazer login.
confirm-question-title = Confirme sua conta
confirm-question-text = Pressione o botão para confirmar que este endereço de e-mail é seu.
confirm-no-code-title = Sua conta foi criada
confirm-no-code-text = Alguém precisa confirmá-la antes que você possa fazer login.
confirm-link-resend = Enviar um novo link
confirm-spent-title = Este link não é mais válido
confirm-spent-text = Ele já foi usado, é antigo demais ou um mais recente foi enviado. Peça um novo no app.
confirm-incomplete-title = Este link está incompleto
confirm-incomplete-text = Copie o link inteiro da mensagem.
feedback-title = Foi você que fez este login?
feedback-valid-text = Pressione o botão se foi você que fez login.
feedback-invalid-text = Pressione o botão se não foi você que fez login.
feedback-valid = Fui eu
feedback-invalid = Não fui eu
feedback-done-title = Agradecemos a resposta
feedback-done-valid-text = Registramos que este login foi feito por você.
feedback-done-invalid-text = Registramos que este login não foi feito por você. Se for possível que alguém saiba sua senha, altere-a agora.
feedback-unknown-text = Este link não é válido. Copie o link inteiro da mensagem.
invitation-title = Boas-vindas
invitation-text = Faça login com a senha temporária que você recebeu e depois escolha a sua.
invitation-resend = Enviar um novo convite
invitation-resent = Enviamos uma nova senha temporária para você. Faça login com ela.
invitation-expired-title = Seu convite expirou
invitation-expired-text = A senha temporária não foi usada a tempo. Podemos enviar uma nova para você.

## Forgotten passwords
forgot-title = Redefina sua senha
forgot-text = Informe quem você é e enviaremos um código.
forgot-send = Enviar um código
reset-title = Escolha uma nova senha
reset-text = Se essa conta existir, enviamos um código para { $to }.
reset = Redefinir senha
reset-done-title = Sua senha foi alterada
reset-done-text = Faça login com sua nova senha.

## Changing an address
address-change-title = Confirme seu novo endereço
address-change-text = Enviamos um código para { $to }. O endereço antigo continua valendo até você confirmar o novo.
address-changed = Seu endereço foi alterado.
undo-title = Restaurar seu endereço antigo
undo-text = Pressione o botão para que o endereço que recebeu esta mensagem volte a ser o endereço de e-mail da sua conta. A conta será desconectada de todos os lugares.
undo-done-title = Seu endereço antigo foi restaurado
undo-done-text = Você saiu de todos os lugares. Se não foi você que alterou o endereço, escolha uma nova senha agora: alguém pode saber a antiga.
undo-spent-text = Ele já foi usado ou é antigo demais.

## Names of attributes
attribute-address = Endereço
attribute-birthdate = Data de nascimento
attribute-email = Endereço de e-mail
attribute-family_name = Sobrenome
attribute-gender = Gênero
attribute-given_name = Nome
attribute-locale = Idioma e região
attribute-middle_name = Nome do meio
attribute-name = Nome completo
attribute-nickname = Apelido
attribute-phone_number = Número de telefone
attribute-picture = Endereço da sua foto
attribute-preferred_username = Nome de usuário preferido
attribute-profile = Endereço da sua página de perfil
attribute-website = Site
attribute-zoneinfo = Fuso horário
hint-phone = Com o código do país, por exemplo, +55 11 91234‑5678.
hint-birthdate = Ano, mês e dia, por exemplo, 1990-12-31.

## What apps may do
consent-title = { $app } quer usar sua conta
consent-text = O app poderá
consent-openid = saber quem você é
consent-profile = ver seu nome e os outros dados do seu perfil
consent-email = ver seu endereço de e-mail
consent-phone = ver seu número de telefone
consent-account = alterar seus dados, sua senha e suas segundas etapas
consent-scope = usar { $scope }
consent-allow = Permitir
consent-deny = Não permitir
consent-goes = Vamos direcionar você para { $host }.

## Devices without a browser
device-title = Conectar um dispositivo
device-text = Digite o código mostrado no seu dispositivo.
device-code = Código do dispositivo
device-confirm-title = Este dispositivo é seu?
device-confirm-text = { $app } quer fazer login com a sua conta em outro dispositivo. Continue somente se este código aparecer lá:
device-done-title = Seu dispositivo está conectado
device-done-text = Você pode fechar esta página e continuar no seu dispositivo.
device-denied-title = O dispositivo não foi conectado
device-unknown = Este código não existe ou expirou. Peça um novo no seu dispositivo.
device-denied-text = Você não deu permissão, e o dispositivo não recebeu nenhum dado da sua conta. Você pode fechar esta página.

## Challenges of the pool's own
challenge-title = Mais uma etapa
challenge-answer = Sua resposta

## Signing out
sign-out = Sair
sign-out-question-title = Você quer sair?
signed-out-title = Você saiu da sua conta
signed-out-text = Você saiu destas páginas.
signed-out-others = Sua conta ainda pode estar conectada aqui:
sign-in-again = Fazer login de novo
sign-out-of = Sair de { $name }
sign-out-all = Sair de todas as contas

## Troubles
trouble-title = Algo deu errado
trouble-text = Volte ao app e tente de novo.
trouble-id = Se acontecer de novo, informe este número aos responsáveis pelo app:
trouble-parameter = O app enviou uma solicitação que não podemos atender. O problema está em { $parameter }.
trouble-redirect = O app pediu para direcionar você a um endereço que não está na lista dele.
trouble-client = Não conhecemos o app que trouxe você até aqui.
trouble-unavailable = Estas páginas ainda não estão prontas. Avise os responsáveis pelo app.
expired-title = Esta página expirou
expired-text = Ela ficou aberta por muito tempo ou foi aberta em outro navegador. Nada se perdeu: comece de novo por aqui.
expired-restart = Começar de novo
already-title = Você já fez login
already-text = Você fez login em outra página deste navegador.
forbidden-title = Não foi possível verificar a origem desta solicitação
forbidden-text = Os cookies podem estar bloqueados, ou a página ficou aberta por muito tempo.
not-found-title = Não há nada aqui
not-found-text = O endereço pode estar incorreto ou ser antigo demais.
method-title = Isso não funciona aqui
not-allowed-title = Você não pode fazer isso aqui
not-allowed-text = Fale com os responsáveis pelo app.

## Signing in through other providers
federated-more-title = Só mais alguns dados
federated-more-text = { $provider } não nos informou todos os dados de que sua conta precisa aqui.
federated-link-title = Você já tem uma conta
federated-link-text = Já existe uma conta com o endereço { $to }. Faça login nela uma vez e, a partir daí, você poderá entrar nessa mesma conta com { $provider }.
federated-link-prove = Fazer login nessa conta
federated-link-apart = Manter as contas separadas
organisation-search = Fazer login com sua organização

## What is wrong with what was typed
wrong-credentials = Nome ou senha incorretos.
wrong-unknown-user = Não há nenhum usuário com esse nome.
wrong-code = O código não está correto.
wrong-code-expired = O código expirou. Peça um novo.
wrong-code-used = Este código já foi usado. Aguarde o próximo.
wrong-too-many = Houve tentativas demais. Aguarde um pouco e tente de novo.
wrong-locked = Houve tentativas incorretas demais. Tente de novo mais tarde.
wrong-disabled = Esta conta está desativada. Fale com os responsáveis pelo app.
wrong-unconfirmed = Esta conta ainda não foi confirmada.
wrong-reset-required = Sua senha precisa ser redefinida antes que você possa fazer login.
wrong-temporary-expired = Sua senha temporária expirou. Peça um novo convite.
wrong-required = Preencha este campo.
wrong-password-policy = A senha não atende aos requisitos.
wrong-password-reused = Você já usou esta senha antes. Escolha outra.
wrong-current-password = A senha atual não está correta.
wrong-taken = Este nome já está em uso. Escolha outro.
wrong-email = Este não é um endereço de e-mail.
wrong-phone = Este não é um número de telefone com código do país.
wrong-value = Este valor não é permitido aqui.
wrong-delivery = Não foi possível enviar a mensagem. Tente de novo mais tarde.
wrong-no-way = Não há como fazer login nesta conta. Fale com os responsáveis pelo app.
wrong-function = O app recusou: { $text }
wrong-passkey = A chave de acesso não foi aceita.
wrong-not-allowed = Isso não é permitido aqui.
wrong-last-way = Esta é a única forma de fazer login na sua conta. Adicione outra primeiro.
wrong-level = O app exige uma forma de login mais segura do que as desta conta.
wrong-address-taken = Já existe uma conta com este endereço. Faça login nela.
wrong-no-recovery = Não podemos redefinir a senha desta conta. Fale com os responsáveis pelo app.
wrong-provider-down = { $text } não está respondendo no momento. Tente de novo mais tarde ou escolha outra forma de login.
wrong-provider-failed = Não foi possível fazer login: { $text }
wrong-account = Essa era outra conta. Faça login na que tem este endereço.
wrong-organisation = Não conhecemos nenhuma organização com este endereço.
wrong-provider = Esta forma de login não está disponível. Escolha outra.
wrong-locked-seconds = { $seconds ->
    [one] Houve tentativas incorretas demais. Tente de novo em { $seconds } segundo.
   *[other] Houve tentativas incorretas demais. Tente de novo em { $seconds } segundos.
}
wrong-locked-minutes = { $minutes ->
    [one] Houve tentativas incorretas demais. Tente de novo em { $minutes } minuto.
   *[other] Houve tentativas incorretas demais. Tente de novo em { $minutes } minutos.
}
wrong-too-many-minutes = { $minutes ->
    [one] Houve tentativas demais. Tente de novo em { $minutes } minuto.
   *[other] Houve tentativas demais. Tente de novo em { $minutes } minutos.
}

## The account pages
account-title = Sua conta
account-profile = Perfil
account-security = Segurança
account-sessions = Sessões e dispositivos
account-apps = Apps
account-data = Seus dados
account-signed-in-as = Login feito como { $name }
account-saved = Alterações salvas.
account-proof-title = Confirme que é você
account-proof-text = Antes de fazer esta alteração, faça login mais uma vez.
account-verified = verificado
account-unverified = não verificado
account-verify = Verificar
account-password-text = Altere a senha que você usa para fazer login.
account-password-changed = Sua senha foi alterada.
account-passkeys-none = Você ainda não tem chaves de acesso.
account-passkey-remove = Remover esta chave de acesso
account-passkey-removed = A chave de acesso foi removida.
account-totp-on = Há um app autenticador configurado.
account-totp-off = Nenhum app autenticador está configurado.
account-totp-remove = Remover o app autenticador
account-totp-removed = O app autenticador foi removido.
account-created = Data de criação: { $date }
account-last-used = Último uso: { $date }
account-this-session = Este navegador
account-session-end = Sair
account-session-ended = A sessão foi encerrada.
account-sessions-end-all = Sair de todos os lugares
account-sessions-ended = Você saiu de todos os outros lugares.
account-devices = Dispositivos lembrados
account-devices-none = Não há dispositivos lembrados.
account-device-forget = Esquecer este dispositivo
account-device-forgotten = O dispositivo não será mais lembrado.
account-apps-none = Nenhum app usa sua conta.
account-app-remove = Remover acesso
account-app-removed = O app não pode mais usar sua conta.
account-app-since = Acesso concedido: { $date }
account-download = Baixar meus dados
account-download-text = Você recebe um arquivo com tudo o que é guardado sobre você.
account-delete = Excluir minha conta
account-delete-text = Sua conta e tudo o que pertence a ela serão excluídos. Não é possível desfazer esta ação.
account-delete-confirm = Sim, excluir minha conta
account-deleted-title = Sua conta foi excluída

## Messages by email and text message
mail-code-subject = Seu código de verificação
mail-code = Seu código de verificação é { $code }
mail-reset = Seu código de redefinição de senha é { $code }
mail-sign-in-subject = Seu código de login
mail-sign-in = Seu código de login é { $code }.
mail-link-subject = Seu link de verificação
mail-link = Clique no link abaixo para verificar seu endereço de e-mail. { $link }
mail-link-text = Verificar e-mail
mail-invitation-subject = Sua senha temporária
mail-invitation = Seu nome de usuário é { $username } e sua senha temporária é { $code }.
mail-welcome-subject = Sua conta
mail-welcome = Seu nome de usuário é { $username }.
mail-notice-subject = Um login na sua conta foi recusado
mail-notice = Alguém tentou fazer login na sua conta e a tentativa foi recusada: { $login-time }, { $device-name }, { $ip-address }. Se foi você: { $one-click-link-valid } Se não foi você: { $one-click-link-invalid }
mail-address-changed-subject = Seu endereço de e-mail foi alterado
mail-address-changed = Este não é mais o endereço de e-mail da sua conta. Se não foi você que o alterou, restaure-o em até sete dias: { $link }
