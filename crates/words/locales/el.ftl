# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = Γλώσσα
language-change = Αλλαγή γλώσσας
error-title = Σφάλμα: { $title }
errors = Κάτι χρειάζεται διόρθωση
help = Βοήθεια
terms = Όροι χρήσης
privacy = Πολιτική απορρήτου
continue = Συνέχεια
cancel = Ακύρωση
back = Πίσω
save = Αποθήκευση
or = ή
show-password = Εμφάνιση κωδικού πρόσβασης
hide-password = Απόκρυψη κωδικού πρόσβασης
optional = προαιρετικό
skip = Όχι τώρα
try-again = Δοκιμάστε ξανά

## Signing in
sign-in-title = Σύνδεση
sign-in-to = στην εφαρμογή { $app }
sign-in = Σύνδεση
username = Όνομα χρήστη
email = Διεύθυνση email
phone = Αριθμός τηλεφώνου
email-or-phone = Διεύθυνση email ή αριθμός τηλεφώνου
username-or-email = Όνομα χρήστη ή διεύθυνση email
username-or-phone = Όνομα χρήστη ή αριθμός τηλεφώνου
username-email-or-phone = Όνομα χρήστη, διεύθυνση email ή αριθμός τηλεφώνου
password = Κωδικός πρόσβασης
forgot-password = Ξεχάσατε τον κωδικό πρόσβασης;
no-account = Δεν έχετε λογαριασμό;
create-account = Δημιουργία λογαριασμού
sign-in-with = Συνέχεια με { $provider }
sign-in-as = Συνέχεια ως { $name }
other-account = Χρήση άλλου λογαριασμού
choose-account-title = Επιλέξτε λογαριασμό
signed-out-account = Έχει αποσυνδεθεί
remove-account = Κατάργηση από τη λίστα: { $name }
choose-method-title = Επιλέξτε τρόπο σύνδεσης
method-password = Κωδικός πρόσβασης
method-email = Κωδικός μέσω email
method-sms = Κωδικός μέσω SMS
method-passkey = Κλειδί πρόσβασης
method-totp = Εφαρμογή ελέγχου ταυτότητας
other-method = Επιλογή άλλου τρόπου
password-title = Εισαγάγετε τον κωδικό πρόσβασης
not-you = Δεν είστε εσείς;
passkey-button = Σύνδεση με κλειδί πρόσβασης
passkey-title = Συνδεθείτε με το κλειδί πρόσβασής σας
passkey-text = Η συσκευή σας θα ζητήσει το δακτυλικό σας αποτύπωμα, το πρόσωπό σας ή το κλείδωμα οθόνης.
passkey-unsupported = Αυτό το πρόγραμμα περιήγησης δεν υποστηρίζει κλειδιά πρόσβασης. Επιλέξτε άλλον τρόπο.
passkey-cancelled = Το κλειδί πρόσβασης δεν χρησιμοποιήθηκε. Μπορείτε να δοκιμάσετε ξανά ή να επιλέξετε άλλον τρόπο.

## Codes
code-title = Εισαγάγετε τον κωδικό
code = Κωδικός
code-sent-email = Στείλαμε έναν κωδικό στη διεύθυνση { $to }.
code-sent-sms = Στείλαμε έναν κωδικό με SMS στον αριθμό { $to }.
code-from-app = Εισαγάγετε τον κωδικό που εμφανίζει η εφαρμογή ελέγχου ταυτότητας.
code-from-app-named = Εισαγάγετε τον κωδικό που εμφανίζει η εφαρμογή ελέγχου ταυτότητας για τη συσκευή { $device }.
code-resend = Αποστολή νέου κωδικού
code-resent = Στείλαμε έναν νέο κωδικό στο { $to }. Ο προηγούμενος δεν ισχύει πλέον.
code-wait = { $seconds ->
    [one] Μπορείτε να ζητήσετε νέο κωδικό σε { $seconds } δευτερόλεπτο.
   *[other] Μπορείτε να ζητήσετε νέο κωδικό σε { $seconds } δευτερόλεπτα.
}
verify = Επαλήθευση

## Second factors
mfa-choose-title = Επιλέξτε το δεύτερο βήμα
mfa-setup-title = Προσθέστε ένα δεύτερο βήμα
mfa-setup-text = Για αυτόν τον λογαριασμό δεν αρκεί ένας κωδικός πρόσβασης. Επιλέξτε τι θέλετε να χρησιμοποιείτε από εδώ και στο εξής.
mfa-setup-email-text = Σε ποια διεύθυνση email να στέλνουμε τους κωδικούς;
mfa-setup-sms-text = Σε ποιον αριθμό τηλεφώνου να στέλνουμε τους κωδικούς;
totp-title = Ρυθμίστε την εφαρμογή ελέγχου ταυτότητας
totp-scan = Σαρώστε αυτήν την εικόνα με την εφαρμογή ελέγχου ταυτότητας.
totp-picture = Κωδικός QR για την εφαρμογή ελέγχου ταυτότητας
totp-secret = Αν δεν μπορείτε να τη σαρώσετε, εισαγάγετε αυτό το κλειδί:
totp-open = Άνοιγμα σε εφαρμογή ελέγχου ταυτότητας σε αυτήν τη συσκευή
totp-code = Έπειτα, εισαγάγετε τον κωδικό που εμφανίζει η εφαρμογή
totp-name = Όνομα αυτής της συσκευής

## Passkeys of an account
passkey-add-title = Συνδεθείτε πιο γρήγορα την επόμενη φορά
passkey-add-text = Με ένα κλειδί πρόσβασης συνδέεστε με το δακτυλικό σας αποτύπωμα, το πρόσωπό σας ή το κλείδωμα οθόνης. Δεν χρειάζεται να θυμάστε τίποτα.
passkey-add = Δημιουργία κλειδιού πρόσβασης
passkey-added = Το κλειδί πρόσβασής σας είναι έτοιμο.

## Passwords
new-password-title = Επιλέξτε νέο κωδικό πρόσβασης
new-password-text = Ο κωδικός πρόσβασής σας ορίστηκε από κάποιον άλλον. Επιλέξτε έναν που γνωρίζετε μόνο εσείς.
new-password = Νέος κωδικός πρόσβασης
current-password = Τρέχων κωδικός πρόσβασης
password-rules = Ο κωδικός πρόσβασης πρέπει να περιέχει
rule-length = { $count ->
    [one] τουλάχιστον { $count } χαρακτήρα
   *[other] τουλάχιστον { $count } χαρακτήρες
}
rule-lowercase = ένα πεζό γράμμα
rule-uppercase = ένα κεφαλαίο γράμμα
rule-number = έναν αριθμό
rule-symbol = έναν ειδικό χαρακτήρα ή ένα κενό
rule-met = πληρούται
rule-unmet = δεν πληρούται ακόμη
missing-attributes-title = Λίγα στοιχεία ακόμη
missing-attributes-text = Τα χρειαζόμαστε για να μπορέσετε να συνεχίσετε.

## Signing up
sign-up-title = Δημιουργήστε τον λογαριασμό σας
sign-up = Εγγραφή
have-account = Έχετε ήδη λογαριασμό;
agree = Με την εγγραφή σας αποδέχεστε τα εξής: { $terms } και { $privacy }.
confirm-title = Επιβεβαιώστε τον λογαριασμό σας
confirm-text-email = Στείλαμε έναν κωδικό στη διεύθυνση { $to }. Εισαγάγετέ τον για να επιβεβαιώσετε ότι η διεύθυνση είναι δική σας.
confirm-text-sms = Στείλαμε έναν κωδικό στον αριθμό { $to }. Εισαγάγετέ τον για να επιβεβαιώσετε ότι ο αριθμός είναι δικός σας.
confirm-link-text = Στείλαμε έναν σύνδεσμο στη διεύθυνση { $to }. Ανοίξτε τον για να επιβεβαιώσετε ότι η διεύθυνση είναι δική σας, έπειτα επιστρέψτε και συνδεθείτε.
confirm = Επιβεβαίωση
confirmed-title = Ο λογαριασμός σας επιβεβαιώθηκε
confirmed-text = Μπορείτε να επιστρέψετε στην εφαρμογή και να συνδεθείτε.
confirm-question-title = Επιβεβαιώστε τον λογαριασμό σας
confirm-question-text = Πατήστε το κουμπί για να επιβεβαιώσετε ότι αυτή η διεύθυνση email είναι δική σας.
confirm-no-code-title = Ο λογαριασμός σας δημιουργήθηκε
confirm-no-code-text = Ο λογαριασμός πρέπει να εγκριθεί για να μπορέσετε να συνδεθείτε.
confirm-link-resend = Αποστολή νέου συνδέσμου
confirm-spent-title = Αυτός ο σύνδεσμος δεν ισχύει πλέον
confirm-spent-text = Χρησιμοποιήθηκε ήδη, είναι πολύ παλιός ή στάλθηκε νεότερος. Ζητήστε έναν νέο από την εφαρμογή.
confirm-incomplete-title = Αυτός ο σύνδεσμος δεν είναι πλήρης
confirm-incomplete-text = Αντιγράψτε ολόκληρο τον σύνδεσμο από το μήνυμα.
feedback-title = Ήταν δική σας αυτή η σύνδεση;
feedback-valid-text = Πατήστε το κουμπί αν συνδεθήκατε εσείς.
feedback-invalid-text = Πατήστε το κουμπί αν δεν συνδεθήκατε εσείς.
feedback-valid = Ήμουν εγώ
feedback-invalid = Δεν ήμουν εγώ
feedback-done-title = Ευχαριστούμε
feedback-done-valid-text = Σημειώσαμε ότι αυτή η σύνδεση ήταν δική σας.
feedback-done-invalid-text = Σημειώσαμε ότι αυτή η σύνδεση δεν ήταν δική σας. Αν κάποιος μπορεί να γνωρίζει τον κωδικό πρόσβασής σας, αλλάξτε τον τώρα.
feedback-unknown-text = Αυτός ο σύνδεσμος δεν είναι έγκυρος. Αντιγράψτε τον ολόκληρο από το μήνυμα.
invitation-title = Καλώς ορίσατε
invitation-text = Συνδεθείτε με τον προσωρινό κωδικό πρόσβασης που σας στάλθηκε και έπειτα επιλέξτε τον δικό σας.
invitation-resend = Αποστολή νέας πρόσκλησης
invitation-resent = Σας στείλαμε έναν νέο προσωρινό κωδικό πρόσβασης. Συνδεθείτε με αυτόν.
invitation-expired-title = Η πρόσκλησή σας έληξε
invitation-expired-text = Ο προσωρινός κωδικός πρόσβασης δεν χρησιμοποιήθηκε εγκαίρως. Μπορούμε να σας στείλουμε έναν νέο.

## Forgotten passwords
forgot-title = Επαναφορά κωδικού πρόσβασης
forgot-text = Πείτε μας ποιος είναι ο λογαριασμός σας και θα σας στείλουμε έναν κωδικό.
forgot-send = Αποστολή κωδικού
reset-title = Επιλέξτε νέο κωδικό πρόσβασης
reset-text = Αν υπάρχει τέτοιος λογαριασμός, στείλαμε έναν κωδικό στο { $to }.
reset = Επαναφορά κωδικού πρόσβασης
reset-done-title = Ο κωδικός πρόσβασής σας άλλαξε
reset-done-text = Συνδεθείτε με τον νέο κωδικό πρόσβασης.

## Changing an address
address-change-title = Επιβεβαιώστε τη νέα σας διεύθυνση
address-change-text = Στείλαμε έναν κωδικό στο { $to }. Η παλιά διεύθυνση ισχύει μέχρι να επιβεβαιώσετε τη νέα.
address-changed = Η διεύθυνσή σας άλλαξε.
undo-title = Επαναφορά της παλιάς διεύθυνσης
undo-text = Πατήστε το κουμπί για να γίνει ξανά διεύθυνση email του λογαριασμού σας εκείνη στην οποία στάλθηκε αυτό το μήνυμα. Όλοι θα αποσυνδεθούν από τον λογαριασμό.
undo-done-title = Η παλιά σας διεύθυνση επανήλθε
undo-done-text = Αποσυνδεθήκατε από παντού. Αν δεν αλλάξατε εσείς τη διεύθυνση, επιλέξτε τώρα νέο κωδικό πρόσβασης: κάποιος μπορεί να γνωρίζει τον παλιό.
undo-spent-text = Χρησιμοποιήθηκε ήδη ή είναι πολύ παλιός.

## Names of attributes
attribute-address = Διεύθυνση
attribute-birthdate = Ημερομηνία γέννησης
attribute-email = Διεύθυνση email
attribute-family_name = Επώνυμο
attribute-gender = Φύλο
attribute-given_name = Όνομα
attribute-locale = Γλώσσα και περιοχή
attribute-middle_name = Μεσαίο όνομα
attribute-name = Ονοματεπώνυμο
attribute-nickname = Ψευδώνυμο
attribute-phone_number = Αριθμός τηλεφώνου
attribute-picture = Διεύθυνση της φωτογραφίας σας
attribute-preferred_username = Προτιμώμενο όνομα χρήστη
attribute-profile = Διεύθυνση της σελίδας προφίλ σας
attribute-website = Ιστότοπος
attribute-zoneinfo = Ζώνη ώρας
hint-phone = Με τον κωδικό χώρας, για παράδειγμα +30 210 123 4567.
hint-birthdate = Έτος, μήνας και ημέρα, για παράδειγμα 1990-12-31.

## What apps may do
consent-title = Η εφαρμογή { $app } θέλει να χρησιμοποιήσει τον λογαριασμό σας
consent-text = Η εφαρμογή θα μπορεί
consent-openid = να γνωρίζει την ταυτότητά σας
consent-profile = να βλέπει το όνομά σας και τα άλλα στοιχεία του προφίλ σας
consent-email = να βλέπει τη διεύθυνση email σας
consent-phone = να βλέπει τον αριθμό τηλεφώνου σας
consent-account = να αλλάζει τα στοιχεία σας, τον κωδικό πρόσβασης και το δεύτερο βήμα σύνδεσης
consent-scope = να χρησιμοποιεί: { $scope }
consent-allow = Να επιτρέπεται
consent-deny = Να μην επιτρέπεται
consent-goes = Θα μεταφερθείτε στη διεύθυνση { $host }.

## Devices without a browser
device-title = Σύνδεση συσκευής
device-text = Εισαγάγετε τον κωδικό που εμφανίζει η συσκευή σας.
device-code = Κωδικός συσκευής
device-confirm-title = Είναι αυτή η συσκευή σας;
device-confirm-text = Η εφαρμογή { $app } σε άλλη συσκευή ζητά να συνδεθεί στον λογαριασμό σας. Συνεχίστε μόνο αν εμφανίζει αυτόν τον κωδικό:
device-done-title = Η συσκευή σας συνδέθηκε
device-done-text = Μπορείτε να κλείσετε αυτήν τη σελίδα και να συνεχίσετε στη συσκευή σας.
device-denied-title = Η συσκευή δεν συνδέθηκε
device-unknown = Ο κωδικός δεν υπάρχει ή είναι πολύ παλιός. Ζητήστε έναν νέο από τη συσκευή σας.
device-denied-text = Δεν δώσατε άδεια και η συσκευή δεν έλαβε κανένα στοιχείο του λογαριασμού σας. Μπορείτε να κλείσετε αυτήν τη σελίδα.

## Challenges of the pool's own
challenge-title = Ένα βήμα ακόμη
challenge-answer = Η απάντησή σας

## Signing out
sign-out = Αποσύνδεση
sign-out-question-title = Θέλετε να αποσυνδεθείτε;
signed-out-title = Αποσυνδεθήκατε
signed-out-text = Αποσυνδεθήκατε από αυτές τις σελίδες.
signed-out-others = Ενδέχεται να είστε ακόμη συνδεδεμένοι εδώ:
sign-in-again = Συνδεθείτε ξανά
sign-out-of = Αποσύνδεση λογαριασμού: { $name }
sign-out-all = Αποσύνδεση όλων των λογαριασμών

## Troubles
trouble-title = Κάτι πήγε στραβά
trouble-text = Επιστρέψτε στην εφαρμογή και δοκιμάστε ξανά.
trouble-id = Αν συμβεί ξανά, δώστε αυτόν τον αριθμό στον διαχειριστή της εφαρμογής:
trouble-parameter = Η εφαρμογή έστειλε ένα αίτημα που δεν μπορούμε να εκτελέσουμε. Το εσφαλμένο μέρος είναι { $parameter }.
trouble-redirect = Η εφαρμογή ζήτησε να σας στείλει σε μια διεύθυνση που δεν βρίσκεται στη λίστα της.
trouble-client = Δεν γνωρίζουμε την εφαρμογή που σας έστειλε εδώ.
trouble-unavailable = Αυτές οι σελίδες δεν είναι έτοιμες ακόμη. Επικοινωνήστε με τον διαχειριστή της εφαρμογής.
expired-title = Αυτή η σελίδα έληξε
expired-text = Έμεινε ανοιχτή για πολλή ώρα ή άνοιξε σε άλλο πρόγραμμα περιήγησης. Δεν χάθηκε τίποτα: ξεκινήστε ξανά από εδώ.
expired-restart = Ξεκινήστε ξανά
already-title = Έχετε ήδη συνδεθεί
already-text = Συνδεθήκατε σε άλλη σελίδα αυτού του προγράμματος περιήγησης.
forbidden-title = Δεν ήταν δυνατός ο έλεγχος της προέλευσης του αιτήματος
forbidden-text = Ενδέχεται να έχουν αποκλειστεί τα cookies ή η σελίδα να έμεινε ανοιχτή για πολλή ώρα.
not-found-title = Δεν υπάρχει τίποτα εδώ
not-found-text = Η διεύθυνση μπορεί να είναι λανθασμένη ή πολύ παλιά.
method-title = Αυτό δεν λειτουργεί εδώ
not-allowed-title = Δεν μπορείτε να το κάνετε αυτό εδώ
not-allowed-text = Επικοινωνήστε με τον διαχειριστή της εφαρμογής.

## Signing in through other providers
federated-more-title = Λίγα στοιχεία ακόμη
federated-more-text = Δεν λάβαμε από τον πάροχο { $provider } όλα τα στοιχεία που χρειάζεται ο λογαριασμός σας εδώ.
federated-link-title = Έχετε ήδη λογαριασμό
federated-link-text = Υπάρχει ήδη λογαριασμός με τη διεύθυνση { $to }. Συνδεθείτε σε αυτόν μία φορά και στο εξής θα μπορείτε να συνδέεστε στον ίδιο λογαριασμό και με { $provider }.
federated-link-prove = Σύνδεση σε αυτόν τον λογαριασμό
federated-link-apart = Διατήρηση ξεχωριστών λογαριασμών
organisation-search = Σύνδεση με τον οργανισμό σας

## What is wrong with what was typed
wrong-credentials = Λανθασμένο όνομα ή κωδικός πρόσβασης.
wrong-unknown-user = Δεν υπάρχει χρήστης με αυτό το όνομα.
wrong-code = Ο κωδικός δεν είναι σωστός.
wrong-code-expired = Ο κωδικός έληξε. Ζητήστε έναν νέο.
wrong-code-used = Αυτός ο κωδικός χρησιμοποιήθηκε ήδη. Περιμένετε τον επόμενο.
wrong-too-many = Έγιναν πάρα πολλές προσπάθειες. Περιμένετε λίγο και δοκιμάστε ξανά.
wrong-locked = Έγιναν πάρα πολλές αποτυχημένες προσπάθειες. Δοκιμάστε ξανά αργότερα.
wrong-disabled = Αυτός ο λογαριασμός είναι απενεργοποιημένος. Επικοινωνήστε με τον διαχειριστή της εφαρμογής.
wrong-unconfirmed = Αυτός ο λογαριασμός δεν έχει επιβεβαιωθεί ακόμη.
wrong-reset-required = Πρέπει να γίνει επαναφορά του κωδικού πρόσβασης για να μπορέσετε να συνδεθείτε.
wrong-temporary-expired = Ο προσωρινός κωδικός πρόσβασης έληξε. Ζητήστε νέα πρόσκληση.
wrong-required = Συμπληρώστε αυτό το πεδίο.
wrong-password-policy = Ο κωδικός πρόσβασης δεν πληροί τους κανόνες.
wrong-password-reused = Έχετε ξαναχρησιμοποιήσει αυτόν τον κωδικό πρόσβασης. Επιλέξτε έναν άλλον.
wrong-current-password = Ο τρέχων κωδικός πρόσβασης δεν είναι σωστός.
wrong-taken = Αυτό το όνομα χρησιμοποιείται ήδη. Επιλέξτε ένα άλλο.
wrong-email = Αυτή δεν είναι διεύθυνση email.
wrong-phone = Αυτός δεν είναι αριθμός τηλεφώνου με κωδικό χώρας.
wrong-value = Αυτή η τιμή δεν επιτρέπεται εδώ.
wrong-delivery = Δεν ήταν δυνατή η αποστολή του μηνύματος. Δοκιμάστε ξανά αργότερα.
wrong-no-way = Δεν υπάρχει τρόπος σύνδεσης σε αυτόν τον λογαριασμό. Επικοινωνήστε με τον διαχειριστή της εφαρμογής.
wrong-function = Η εφαρμογή αρνήθηκε: { $text }
wrong-passkey = Το κλειδί πρόσβασης δεν έγινε δεκτό.
wrong-not-allowed = Αυτό δεν επιτρέπεται εδώ.
wrong-last-way = Αυτός είναι ο μόνος τρόπος σύνδεσης στον λογαριασμό σας. Προσθέστε πρώτα έναν άλλο.
wrong-level = Η εφαρμογή ζητά πιο ισχυρό τρόπο σύνδεσης από αυτούς που διαθέτει ο λογαριασμός.
wrong-address-taken = Υπάρχει ήδη λογαριασμός με αυτή τη διεύθυνση. Συνδεθείτε σε αυτόν.
wrong-no-recovery = Δεν μπορούμε να κάνουμε επαναφορά του κωδικού πρόσβασης αυτού του λογαριασμού. Επικοινωνήστε με τον διαχειριστή της εφαρμογής.
wrong-provider-down = Ο πάροχος { $text } δεν απαντά αυτή τη στιγμή. Δοκιμάστε ξανά αργότερα ή επιλέξτε άλλον τρόπο σύνδεσης.
wrong-provider-failed = Η σύνδεση απέτυχε: { $text }
wrong-account = Αυτός ήταν άλλος λογαριασμός. Συνδεθείτε στον λογαριασμό με αυτή τη διεύθυνση.
wrong-organisation = Δεν γνωρίζουμε κανέναν οργανισμό με αυτή τη διεύθυνση.
wrong-provider = Αυτός ο τρόπος σύνδεσης δεν είναι διαθέσιμος. Επιλέξτε έναν άλλο.
wrong-locked-seconds = { $seconds ->
    [one] Έγιναν πάρα πολλές αποτυχημένες προσπάθειες. Δοκιμάστε ξανά σε { $seconds } δευτερόλεπτο.
   *[other] Έγιναν πάρα πολλές αποτυχημένες προσπάθειες. Δοκιμάστε ξανά σε { $seconds } δευτερόλεπτα.
}
wrong-locked-minutes = { $minutes ->
    [one] Έγιναν πάρα πολλές αποτυχημένες προσπάθειες. Δοκιμάστε ξανά σε { $minutes } λεπτό.
   *[other] Έγιναν πάρα πολλές αποτυχημένες προσπάθειες. Δοκιμάστε ξανά σε { $minutes } λεπτά.
}
wrong-too-many-minutes = { $minutes ->
    [one] Έγιναν πάρα πολλές προσπάθειες. Δοκιμάστε ξανά σε { $minutes } λεπτό.
   *[other] Έγιναν πάρα πολλές προσπάθειες. Δοκιμάστε ξανά σε { $minutes } λεπτά.
}

## The account pages
account-title = Ο λογαριασμός σας
account-profile = Προφίλ
account-security = Ασφάλεια
account-sessions = Περίοδοι σύνδεσης και συσκευές
account-apps = Εφαρμογές
account-data = Τα δεδομένα σας
account-signed-in-as = Έχετε συνδεθεί ως { $name }
account-saved = Αποθηκεύτηκε.
account-proof-title = Επιβεβαιώστε ότι είστε εσείς
account-proof-text = Πριν από αυτήν την αλλαγή, συνδεθείτε άλλη μία φορά.
account-verified = έχει επαληθευτεί
account-unverified = δεν έχει επαληθευτεί
account-verify = Επαλήθευση
account-password-text = Αλλάξτε τον κωδικό πρόσβασης με τον οποίο συνδέεστε.
account-password-changed = Ο κωδικός πρόσβασής σας άλλαξε.
account-passkeys-none = Δεν έχετε κλειδιά πρόσβασης ακόμη.
account-passkey-remove = Κατάργηση αυτού του κλειδιού πρόσβασης
account-passkey-removed = Το κλειδί πρόσβασης καταργήθηκε.
account-totp-on = Έχει ρυθμιστεί εφαρμογή ελέγχου ταυτότητας.
account-totp-off = Δεν έχει ρυθμιστεί εφαρμογή ελέγχου ταυτότητας.
account-totp-remove = Κατάργηση της εφαρμογής ελέγχου ταυτότητας
account-totp-removed = Η εφαρμογή ελέγχου ταυτότητας καταργήθηκε.
account-created = Δημιουργία: { $date }
account-last-used = Τελευταία χρήση: { $date }
account-this-session = Αυτό το πρόγραμμα περιήγησης
account-session-end = Αποσύνδεση
account-session-ended = Αυτή η περίοδος σύνδεσης τερματίστηκε.
account-sessions-end-all = Αποσύνδεση από παντού
account-sessions-ended = Αποσυνδεθήκατε από παντού αλλού.
account-devices = Απομνημονευμένες συσκευές
account-devices-none = Δεν υπάρχουν απομνημονευμένες συσκευές.
account-device-forget = Κατάργηση απομνημόνευσης αυτής της συσκευής
account-device-forgotten = Η απομνημόνευση της συσκευής καταργήθηκε.
account-apps-none = Καμία εφαρμογή δεν χρησιμοποιεί τον λογαριασμό σας.
account-app-remove = Κατάργηση πρόσβασης
account-app-removed = Η εφαρμογή δεν μπορεί πλέον να χρησιμοποιεί τον λογαριασμό σας.
account-app-since = Παραχώρηση πρόσβασης: { $date }
account-download = Λήψη των δεδομένων μου
account-download-text = Λαμβάνετε ένα αρχείο με όλα όσα φυλάσσονται για εσάς.
account-delete = Διαγραφή του λογαριασμού μου
account-delete-text = Ο λογαριασμός σας και όλα όσα ανήκουν σε αυτόν θα διαγραφούν. Η ενέργεια δεν μπορεί να αναιρεθεί.
account-delete-confirm = Ναι, διαγραφή του λογαριασμού μου
account-deleted-title = Ο λογαριασμός σας διαγράφηκε

## Messages by email and text message
mail-code-subject = Ο κωδικός επαλήθευσής σας
mail-code = Ο κωδικός επιβεβαίωσής σας είναι { $code }
mail-reset = Ο κωδικός για την επαναφορά του κωδικού πρόσβασής σας είναι { $code }
mail-sign-in-subject = Ο κωδικός σύνδεσής σας
mail-sign-in = Ο κωδικός ελέγχου ταυτότητάς σας είναι { $code }.
mail-link-subject = Ο σύνδεσμος επαλήθευσής σας
mail-link = Κάντε κλικ στον παρακάτω σύνδεσμο για να επαληθεύσετε τη διεύθυνση email σας. { $link }
mail-link-text = Επαλήθευση email
mail-invitation-subject = Ο προσωρινός κωδικός πρόσβασής σας
mail-invitation = Το όνομα χρήστη σας είναι { $username } και ο προσωρινός κωδικός πρόσβασής σας είναι { $code }.
mail-welcome-subject = Ο λογαριασμός σας
mail-welcome = Το όνομα χρήστη σας είναι { $username }.
mail-notice-subject = Μια σύνδεση στον λογαριασμό σας απορρίφθηκε
mail-notice = Κάποιος προσπάθησε να συνδεθεί στον λογαριασμό σας και η σύνδεση απορρίφθηκε: { $login-time }, { $device-name }, { $ip-address }. Αν ήσασταν εσείς: { $one-click-link-valid } Αν δεν ήσασταν εσείς: { $one-click-link-invalid }
mail-address-changed-subject = Η διεύθυνση email σας άλλαξε
mail-address-changed = Αυτή δεν είναι πλέον η διεύθυνση email του λογαριασμού σας. Αν δεν την αλλάξατε εσείς, επαναφέρετέ την μέσα σε επτά ημέρες: { $link }
