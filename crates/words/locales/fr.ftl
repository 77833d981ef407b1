# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Langue
language-change = Changer de langue
error-title = Erreur : { $title }
errors = Veuillez vérifier votre saisie
help = Aide
terms = Conditions d’utilisation
privacy = Politique de confidentialité
continue = Continuer
cancel = Annuler
back = Retour
save = Enregistrer
or = ou
show-password = Afficher le mot de passe
hide-password = Masquer le mot de passe
optional = facultatif
skip = Pas maintenant
try-again = Réessayer

## Signing in
sign-in-title = Se connecter
sign-in-to = à { $app }
sign-in = Se connecter
username = Nom d’utilisateur
email = Adresse e-mail
phone = Numéro de téléphone
email-or-phone = Adresse e-mail ou numéro de téléphone
username-or-email = Nom d’utilisateur ou adresse e-mail
username-or-phone = Nom d’utilisateur ou numéro de téléphone
username-email-or-phone = Nom d’utilisateur, adresse e-mail ou numéro de téléphone
password = Mot de passe
forgot-password = Mot de passe oublié ?
no-account = Première visite ?
create-account = Créer un compte
sign-in-with = Continuer avec { $provider }
sign-in-as = Continuer en tant que { $name }
other-account = Utiliser un autre compte
choose-account-title = Choisissez un compte
signed-out-account = Déconnecté
remove-account = Supprimer { $name }
choose-method-title = Choisissez comment vous connecter
method-password = Mot de passe
method-email = Code par e-mail
method-sms = Code par SMS
method-passkey = Clé d’accès
method-totp = Application d’authentification
other-method = Choisir une autre méthode
password-title = Saisissez votre mot de passe
not-you = Ce n’est pas vous ?
passkey-button = Se connecter avec une clé d’accès
passkey-title = Connectez-vous avec votre clé d’accès
passkey-text = Votre appareil vous demandera votre empreinte digitale, votre visage ou le verrouillage de l’écran.
passkey-unsupported = Ce navigateur ne prend pas en charge les clés d’accès. Choisissez une autre méthode.
passkey-cancelled = La clé d’accès n’a pas été utilisée. Vous pouvez réessayer ou choisir une autre méthode.

## Codes
code-title = Saisissez le code
code = Code
code-sent-email = Nous avons envoyé un code à { $to }.
code-sent-sms = Nous avons envoyé un code par SMS au { $to }.
code-from-app = Saisissez le code affiché par votre application d’authentification.
code-from-app-named = Saisissez le code affiché par votre application d’authentification pour { $device }.
code-resend = Envoyer un nouveau code
code-resent = Nous avons envoyé un nouveau code à { $to }. Le précédent n’est plus valable.
code-wait = { $seconds ->
    [one] Vous pourrez demander un nouveau code dans { $seconds } seconde.
   *[other] Vous pourrez demander un nouveau code dans { $seconds } secondes.
}
verify = Valider

## Second factors
mfa-choose-title = Choisissez votre deuxième étape
mfa-setup-title = Ajoutez une deuxième étape
mfa-setup-text = Un mot de passe ne suffit pas pour ce compte. Choisissez ce que vous souhaitez utiliser en plus à partir de maintenant.
mfa-setup-email-text = À quelle adresse e-mail devons-nous envoyer les codes ?
mfa-setup-sms-text = À quel numéro de téléphone devons-nous envoyer les codes ?
totp-title = Configurez votre application d’authentification
totp-scan = Scannez cette image avec votre application d’authentification.
totp-picture = Code QR pour votre application d’authentification
totp-secret = Si vous ne pouvez pas la scanner, saisissez cette clé :
totp-open = Ouvrir dans une application d’authentification sur cet appareil
totp-code = Saisissez ensuite le code affiché par l’application
totp-name = Nom de cet appareil

## Passkeys of an account
passkey-add-title = Connectez-vous plus vite la prochaine fois
passkey-add-text = Avec une clé d’accès, vous vous connectez à l’aide de votre empreinte digitale, de votre visage ou du verrouillage de l’écran. Vous n’avez rien à retenir.
passkey-add = Créer une clé d’accès
passkey-added = Votre clé d’accès est prête.

## Passwords
new-password-title = Choisissez un nouveau mot de passe
new-password-text = Votre mot de passe a été défini par une autre personne. Choisissez-en un que personne d’autre ne connaît.
new-password = Nouveau mot de passe
current-password = Mot de passe actuel
password-rules = Votre mot de passe doit contenir
rule-length = { $count ->
    [one] au moins { $count } caractère
   *[other] au moins { $count } caractères
}
rule-lowercase = une lettre minuscule
rule-uppercase = une lettre majuscule
rule-number = un chiffre
rule-symbol = un caractère spécial ou un espace
rule-met = condition remplie
rule-unmet = condition non remplie
missing-attributes-title = Encore quelques informations
missing-attributes-text = Nous en avons besoin pour que vous puissiez continuer.

## Signing up
sign-up-title = Créez votre compte
sign-up = S’inscrire
have-account = Vous avez déjà un compte ?
agree = En vous inscrivant, vous acceptez les { $terms } et la { $privacy }.
confirm-title = Confirmez votre compte
confirm-text-email = Nous avons envoyé un code à { $to }. Saisissez-le pour confirmer que cette adresse est bien la vôtre.
confirm-text-sms = Nous avons envoyé un code au { $to }. Saisissez-le pour confirmer que ce numéro est bien le vôtre.
confirm-link-text = Nous avons envoyé un lien à { $to }. Ouvrez-le pour confirmer que cette adresse est bien la vôtre, puis revenez vous connecter.
confirm = Confirmer
confirmed-title = Votre compte est confirmé
confirmed-text = Vous pouvez revenir à l’application et vous connecter.
confirm-question-title = Confirmez votre compte
confirm-question-text = Appuyez sur le bouton pour confirmer que cette adresse e-mail est bien la vôtre.
confirm-no-code-title = Votre compte a été créé
confirm-no-code-text = Il doit encore être approuvé avant que vous puissiez vous connecter.
confirm-link-resend = Envoyer un nouveau lien
confirm-spent-title = Ce lien n’est plus valable
confirm-spent-text = Il a déjà été utilisé, il est trop ancien ou un lien plus récent a été envoyé. Demandez-en un nouveau dans l’application.
confirm-incomplete-title = Ce lien est incomplet
confirm-incomplete-text = Copiez le lien en entier depuis le message.
feedback-title = Cette connexion venait-elle de vous ?
feedback-valid-text = Appuyez sur le bouton si c’est bien vous qui vous êtes connecté.
feedback-invalid-text = Appuyez sur le bouton si ce n’est pas vous qui vous êtes connecté.
feedback-valid = C’était moi
feedback-invalid = Ce n’était pas moi
feedback-done-title = Merci
feedback-done-valid-text = Nous avons noté que cette connexion venait de vous.
feedback-done-invalid-text = Nous avons noté que cette connexion ne venait pas de vous. Si quelqu’un est susceptible de connaître votre mot de passe, modifiez-le maintenant.
feedback-unknown-text = Ce lien n’est pas valable. Copiez-le en entier depuis le message.
invitation-title = Bienvenue
invitation-text = Connectez-vous avec le mot de passe temporaire que vous avez reçu, puis choisissez le vôtre.
invitation-resend = Envoyer une nouvelle invitation
invitation-resent = Nous vous avons envoyé un nouveau mot de passe temporaire. Utilisez-le pour vous connecter.
invitation-expired-title = Votre invitation a expiré
invitation-expired-text = Le mot de passe temporaire n’a pas été utilisé à temps. Nous pouvons vous en envoyer un nouveau.

## Forgotten passwords
forgot-title = Réinitialisez votre mot de passe
forgot-text = Indiquez-nous qui vous êtes et nous vous enverrons un code.
forgot-send = Envoyer un code
reset-title = Choisissez un nouveau mot de passe
reset-text = Si ce compte existe, nous avons envoyé un code à { $to }.
reset = Réinitialiser le mot de passe
reset-done-title = Votre mot de passe a été modifié
reset-done-text = Connectez-vous avec votre nouveau mot de passe.

## Changing an address
address-change-title = Confirmez votre nouvelle adresse
address-change-text = Nous avons envoyé un code à { $to }. Votre ancienne adresse est conservée jusqu’à ce que vous confirmiez la nouvelle.
address-changed = Votre adresse a été modifiée.
undo-title = Rétablir votre ancienne adresse
undo-text = Appuyez sur le bouton pour que l’adresse à laquelle ce message a été envoyé redevienne l’adresse e-mail de votre compte. Toutes les personnes connectées à ce compte seront déconnectées.
undo-done-title = Votre ancienne adresse est rétablie
undo-done-text = Vous êtes déconnecté partout. Si ce n’est pas vous qui avez modifié l’adresse, choisissez maintenant un nouveau mot de passe : quelqu’un connaît peut-être l’ancien.
undo-spent-text = Il a déjà été utilisé ou il est trop ancien.

## Names of attributes
attribute-address = Adresse
attribute-birthdate = Date de naissance
attribute-email = Adresse e-mail
attribute-family_name = Nom de famille
attribute-gender = Genre
attribute-given_name = Prénom
attribute-locale = Langue et région
attribute-middle_name = Deuxième prénom
attribute-name = Nom complet
attribute-nickname = Surnom
attribute-phone_number = Numéro de téléphone
attribute-picture = Adresse de votre photo
attribute-preferred_username = Nom d’utilisateur préféré
attribute-profile = Adresse de votre page de profil
attribute-website = Site web
attribute-zoneinfo = Fuseau horaire
hint-phone = Avec l’indicatif du pays, par exemple +33 1 23 45 67 89.
hint-birthdate = Année, mois et jour, par exemple 1990-12-31.

## What apps may do
consent-title = { $app } souhaite utiliser votre compte
consent-text = Cette application pourra
consent-openid = savoir qui vous êtes
consent-profile = voir votre nom et les autres informations de votre profil
consent-email = voir votre adresse e-mail
consent-phone = voir votre numéro de téléphone
consent-account = modifier vos informations, votre mot de passe et vos deuxièmes étapes
consent-scope = utiliser { $scope }
consent-allow = Autoriser
consent-deny = Ne pas autoriser
consent-goes = Vous serez redirigé vers { $host }.

## Devices without a browser
device-title = Connecter un appareil
device-text = Saisissez le code affiché sur votre appareil.
device-code = Code de l’appareil
device-confirm-title = Est-ce bien votre appareil ?
device-confirm-text = { $app }, sur un autre appareil, demande à se connecter à votre compte. Continuez uniquement si ce code y est affiché :
device-done-title = Votre appareil est connecté
device-done-text = Vous pouvez fermer cette page et continuer sur votre appareil.
device-denied-title = L’appareil n’a pas été connecté
device-unknown = Ce code n’existe pas ou n’est plus valable. Demandez-en un nouveau sur votre appareil.
device-denied-text = Vous n’avez pas donné votre autorisation et l’appareil n’a rien appris sur votre compte. Vous pouvez fermer cette page.

## Challenges of the pool's own
challenge-title = Encore une étape
challenge-answer = Votre réponse

## Signing out
sign-out = Se déconnecter
sign-out-question-title = Voulez-vous vous déconnecter ?
signed-out-title = Vous êtes déconnecté
signed-out-text = Vous êtes déconnecté de ces pages.
signed-out-others = Vous êtes peut-être encore connecté ici :
sign-in-again = Se reconnecter
sign-out-of = Déconnecter { $name }
sign-out-all = Se déconnecter de tous les comptes

## Troubles
trouble-title = Un problème est survenu
trouble-text = Revenez à l’application et réessayez.
trouble-id = Si le problème persiste, communiquez ce numéro aux responsables de l’application :
trouble-parameter = L’application a envoyé une demande que nous ne pouvons pas traiter. L’élément en cause est { $parameter }.
trouble-redirect = L’application a demandé à vous rediriger vers une adresse qui ne figure pas sur sa liste.
trouble-client = Nous ne connaissons pas l’application qui vous a dirigé ici.
trouble-unavailable = Ces pages ne sont pas encore prêtes. Veuillez prévenir les responsables de l’application.
expired-title = Cette page a expiré
expired-text = Elle est restée ouverte trop longtemps ou a été ouverte dans un autre navigateur. Rien n’est perdu : recommencez à partir d’ici.
expired-restart = Recommencer
already-title = Vous êtes déjà connecté
already-text = Vous vous êtes connecté sur une autre page de ce navigateur.
forbidden-title = Nous n’avons pas pu vérifier l’origine de cette demande
forbidden-text = Les cookies sont peut-être bloqués, ou la page est restée ouverte trop longtemps.
not-found-title = Il n’y a rien ici
not-found-text = L’adresse est peut-être incorrecte ou trop ancienne.
method-title = Cette action n’est pas possible ici
not-allowed-title = Vous ne pouvez pas faire cela ici
not-allowed-text = Veuillez contacter les responsables de l’application.

## Signing in through other providers
federated-more-title = Encore quelques informations
federated-more-text = { $provider } ne nous a pas communiqué toutes les informations nécessaires à votre compte ici.
federated-link-title = Vous avez déjà un compte
federated-link-text = Il existe déjà un compte avec l’adresse { $to }. Connectez-vous une fois à ce compte, et vous pourrez ensuite y accéder avec { $provider }.
federated-link-prove = Se connecter à ce compte
federated-link-apart = Garder les comptes séparés
organisation-search = Se connecter avec votre organisation

## What is wrong with what was typed
wrong-credentials = Le nom ou le mot de passe est incorrect.
wrong-unknown-user = Aucun utilisateur ne porte ce nom.
wrong-code = Le code est incorrect.
wrong-code-expired = Le code a expiré. Demandez-en un nouveau.
wrong-code-used = Ce code a déjà été utilisé. Attendez le suivant.
wrong-too-many = Il y a eu trop de tentatives. Patientez un moment, puis réessayez.
wrong-locked = Il y a eu trop de tentatives incorrectes. Réessayez plus tard.
wrong-disabled = Ce compte est désactivé. Veuillez contacter les responsables de l’application.
wrong-unconfirmed = Ce compte n’est pas encore confirmé.
wrong-reset-required = Votre mot de passe doit être réinitialisé avant que vous puissiez vous connecter.
wrong-temporary-expired = Votre mot de passe temporaire a expiré. Demandez une nouvelle invitation.
wrong-required = Veuillez remplir ce champ.
wrong-password-policy = Le mot de passe ne respecte pas les règles.
wrong-password-reused = Vous avez déjà utilisé ce mot de passe. Choisissez-en un autre.
wrong-current-password = Le mot de passe actuel est incorrect.
wrong-taken = Ce nom est déjà utilisé. Choisissez-en un autre.
wrong-email = Ce n’est pas une adresse e-mail.
wrong-phone = Ce n’est pas un numéro de téléphone avec l’indicatif du pays.
wrong-value = Cette valeur n’est pas autorisée ici.
wrong-delivery = Nous n’avons pas pu envoyer le message. Réessayez plus tard.
wrong-no-way = Aucune méthode ne permet de se connecter à ce compte. Veuillez contacter les responsables de l’application.
wrong-function = L’application a refusé : { $text }
wrong-passkey = La clé d’accès n’a pas été acceptée.
wrong-not-allowed = Cette action n’est pas autorisée ici.
wrong-last-way = C’est la seule méthode pour vous connecter à votre compte. Ajoutez-en d’abord une autre.
wrong-level = L’application demande une méthode de connexion plus sûre que celles de ce compte.
wrong-address-taken = Il existe déjà un compte avec cette adresse. Connectez-vous plutôt à ce compte.
wrong-no-recovery = Nous ne pouvons pas réinitialiser le mot de passe de ce compte. Veuillez contacter les responsables de l’application.
wrong-provider-down = { $text } ne répond pas pour le moment. Réessayez plus tard ou choisissez une autre méthode de connexion.
wrong-provider-failed = La connexion a échoué : { $text }
wrong-account = C’était un autre compte. Connectez-vous à celui qui correspond à cette adresse.
wrong-organisation = Aucune organisation connue ne correspond à cette adresse.
wrong-provider = Cette méthode de connexion n’est pas disponible. Veuillez en choisir une autre.
wrong-locked-seconds = { $seconds ->
    [one] Il y a eu trop de tentatives incorrectes. Réessayez dans { $seconds } seconde.
   *[other] Il y a eu trop de tentatives incorrectes. Réessayez dans { $seconds } secondes.
}
wrong-locked-minutes = { $minutes ->
    [one] Il y a eu trop de tentatives incorrectes. Réessayez dans { $minutes } minute.
   *[other] Il y a eu trop de tentatives incorrectes. Réessayez dans { $minutes } minutes.
}
wrong-too-many-minutes = { $minutes ->
    [one] Il y a eu trop de tentatives. Réessayez dans { $minutes } minute.
   *[other] Il y a eu trop de tentatives. Réessayez dans { $minutes } minutes.
}

## The account pages
account-title = Votre compte
account-profile = Profil
account-security = Sécurité
account-sessions = Sessions et appareils
account-apps = Applications
account-data = Vos données
account-signed-in-as = Connecté en tant que { $name }
account-saved = Modifications enregistrées.
account-proof-title = Confirmez qu’il s’agit bien de vous
account-proof-text = Avant d’effectuer cette modification, connectez-vous à nouveau.
account-verified = confirmation effectuée
account-unverified = en attente de confirmation
account-verify = Confirmer
account-password-text = Modifiez le mot de passe avec lequel vous vous connectez.
account-password-changed = Votre mot de passe a été modifié.
account-passkeys-none = Vous n’avez pas encore de clé d’accès.
account-passkey-remove = Supprimer cette clé d’accès
account-passkey-removed = La clé d’accès a été supprimée.
account-totp-on = Une application d’authentification est configurée.
account-totp-off = Aucune application d’authentification n’est configurée.
account-totp-remove = Supprimer l’application d’authentification
account-totp-removed = L’application d’authentification a été supprimée.
account-created = Date de création : { $date }
account-last-used = Dernière utilisation : { $date }
account-this-session = Ce navigateur
account-session-end = Déconnecter
account-session-ended = La session est terminée.
account-sessions-end-all = Se déconnecter partout
account-sessions-ended = Vous êtes déconnecté partout ailleurs.
account-devices = Appareils mémorisés
account-devices-none = Aucun appareil n’est mémorisé.
account-device-forget = Oublier cet appareil
account-device-forgotten = L’appareil n’est plus mémorisé.
account-apps-none = Aucune application n’utilise votre compte.
account-app-remove = Retirer l’accès
account-app-removed = L’application ne peut plus utiliser votre compte.
account-app-since = Accès accordé : { $date }
account-download = Télécharger mes données
account-download-text = Vous recevrez un fichier contenant tout ce qui est conservé à votre sujet.
account-delete = Supprimer mon compte
account-delete-text = Votre compte et tout ce qui s’y rattache seront supprimés. Cette action est irréversible.
account-delete-confirm = Oui, supprimer mon compte
account-deleted-title = Votre compte a été supprimé

## Messages by email and text message
mail-code-subject = Votre code de confirmation
mail-code = Votre code de confirmation est { $code }
mail-reset = Votre code de réinitialisation du mot de passe est { $code }
mail-sign-in-subject = Votre code de connexion
mail-sign-in = Votre code de connexion est { $code }.
mail-link-subject = Votre lien de confirmation
mail-link = Veuillez cliquer sur le lien ci-dessous pour confirmer votre adresse e-mail. { $link }
mail-link-text = Confirmer l’adresse e-mail
mail-invitation-subject = Votre mot de passe temporaire
mail-invitation = Votre nom d’utilisateur est { $username } et votre mot de passe temporaire est { $code }.
mail-welcome-subject = Votre compte
mail-welcome = Votre nom d’utilisateur est { $username }.
mail-notice-subject = Une connexion à votre compte a été refusée
mail-notice = Quelqu’un a essayé de se connecter à votre compte et a été refusé : { $login-time }, { $device-name }, { $ip-address }. Si c’était vous : { $one-click-link-valid } Si ce n’était pas vous : { $one-click-link-invalid }
mail-address-changed-subject = Votre adresse e-mail a été modifiée
mail-address-changed = Cette adresse n’est plus l’adresse e-mail de votre compte. Si ce n’est pas vous qui l’avez modifiée, rétablissez-la dans les sept jours : { $link }
