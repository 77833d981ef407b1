# What the hosted pages, the account pages and the messages say. Terms in braces are filled in and stand in every language.

## The frame of every page
language = ภาษา
language-change = เปลี่ยนภาษา
error-title = ข้อผิดพลาด: { $title }
errors = โปรดตรวจสอบข้อมูลที่กรอก
help = ความช่วยเหลือ
terms = ข้อกำหนดในการใช้งาน
privacy = นโยบายความเป็นส่วนตัว
continue = ดำเนินการต่อ
cancel = ยกเลิก
back = กลับ
save = บันทึก
or = หรือ
show-password = แสดงรหัสผ่าน
hide-password = ซ่อนรหัสผ่าน
optional = ไม่บังคับ
skip = ไว้ทีหลัง
try-again = ลองอีกครั้ง

## Signing in
sign-in-title = ลงชื่อเข้าใช้
sign-in-to = เพื่อไปยัง { $app }
sign-in = ลงชื่อเข้าใช้
username = ชื่อผู้ใช้
email = อีเมล
phone = หมายเลขโทรศัพท์
email-or-phone = อีเมลหรือหมายเลขโทรศัพท์
username-or-email = ชื่อผู้ใช้หรืออีเมล
username-or-phone = ชื่อผู้ใช้หรือหมายเลขโทรศัพท์
username-email-or-phone = ชื่อผู้ใช้ อีเมล หรือหมายเลขโทรศัพท์
password = รหัสผ่าน
forgot-password = หากลืมรหัสผ่าน
no-account = ยังไม่มีบัญชีใช่ไหม
create-account = สร้างบัญชี
sign-in-with = ดำเนินการต่อด้วย { $provider }
sign-in-as = ดำเนินการต่อในชื่อ { $name }
other-account = ใช้บัญชีอื่น
choose-account-title = เลือกบัญชี
signed-out-account = ออกจากระบบแล้ว
remove-account = นำ { $name } ออก
choose-method-title = เลือกวิธีลงชื่อเข้าใช้
method-password = รหัสผ่าน
method-email = รหัสทางอีเมล
method-sms = รหัสทาง SMS
method-passkey = พาสคีย์
method-totp = แอปตรวจสอบสิทธิ์
other-method = เลือกวิธีอื่น
password-title = ป้อนรหัสผ่าน
not-you = ไม่ใช่คุณใช่ไหม
passkey-button = ลงชื่อเข้าใช้ด้วยพาสคีย์
passkey-title = ลงชื่อเข้าใช้ด้วยพาสคีย์ของคุณ
passkey-text = อุปกรณ์จะขอให้คุณใช้ลายนิ้วมือ ใบหน้า หรือการล็อกหน้าจอ
passkey-unsupported = เบราว์เซอร์นี้ใช้พาสคีย์ไม่ได้ โปรดเลือกวิธีอื่น
passkey-cancelled = ไม่ได้ใช้พาสคีย์ คุณลองอีกครั้งหรือเลือกวิธีอื่นได้

## Codes
code-title = ป้อนรหัส
code = รหัส
code-sent-email = เราส่งรหัสไปยัง { $to } แล้ว
code-sent-sms = เราส่งรหัสทาง SMS ไปยัง { $to } แล้ว
code-from-app = ป้อนรหัสที่แสดงในแอปตรวจสอบสิทธิ์
code-from-app-named = ป้อนรหัสสำหรับ { $device } ที่แสดงในแอปตรวจสอบสิทธิ์
code-resend = ส่งรหัสใหม่
code-resent = เราส่งรหัสใหม่ไปยัง { $to } แล้ว รหัสเดิมใช้ไม่ได้อีกต่อไป
code-wait = คุณขอรหัสใหม่ได้ในอีก { $seconds } วินาที
verify = ยืนยัน

## Second factors
mfa-choose-title = เลือกการยืนยันขั้นที่ 2
mfa-setup-title = เพิ่มการยืนยันขั้นที่ 2
mfa-setup-text = บัญชีนี้ต้องใช้การยืนยันเพิ่มเติมนอกเหนือจากรหัสผ่าน โปรดเลือกวิธีที่ต้องการใช้นับจากนี้
mfa-setup-email-text = คุณต้องการรับรหัสทางอีเมลใด
mfa-setup-sms-text = คุณต้องการรับรหัสทางหมายเลขโทรศัพท์ใด
totp-title = ตั้งค่าแอปตรวจสอบสิทธิ์
totp-scan = สแกนรูปภาพนี้ด้วยแอปตรวจสอบสิทธิ์
totp-picture = คิวอาร์โค้ดสำหรับแอปตรวจสอบสิทธิ์
totp-secret = หากสแกนไม่ได้ ให้ป้อนคีย์นี้:
totp-open = เปิดในแอปตรวจสอบสิทธิ์ในอุปกรณ์นี้
totp-code = จากนั้นป้อนรหัสที่แสดงในแอป
totp-name = ชื่ออุปกรณ์นี้

## Passkeys of an account
passkey-add-title = ลงชื่อเข้าใช้ได้เร็วขึ้นในครั้งถัดไป
passkey-add-text = เมื่อใช้พาสคีย์ คุณจะลงชื่อเข้าใช้ด้วยลายนิ้วมือ ใบหน้า หรือการล็อกหน้าจอได้โดยไม่ต้องจำอะไรเลย
passkey-add = สร้างพาสคีย์
passkey-added = พาสคีย์ของคุณพร้อมใช้งานแล้ว

## Passwords
new-password-title = ตั้งรหัสผ่านใหม่
new-password-text = รหัสผ่านปัจจุบันมีผู้อื่นเป็นผู้ตั้งให้ โปรดตั้งรหัสผ่านที่มีแต่คุณเท่านั้นที่รู้
new-password = รหัสผ่านใหม่
current-password = รหัสผ่านปัจจุบัน
password-rules = รหัสผ่านต้องมี
rule-length = อักขระอย่างน้อย { $count } ตัว
rule-lowercase = ตัวพิมพ์เล็ก
rule-uppercase = ตัวพิมพ์ใหญ่
rule-number = ตัวเลข
rule-symbol = อักขระพิเศษหรือเว้นวรรค
rule-met = ครบตามเงื่อนไขแล้ว
rule-unmet = ยังไม่ครบตามเงื่อนไข
missing-attributes-title = ข้อมูลเพิ่มเติม
missing-attributes-text = เราต้องใช้ข้อมูลเหล่านี้ก่อนที่คุณจะดำเนินการต่อ

## Signing up
sign-up-title = สร้างบัญชีของคุณ
sign-up = ลงทะเบียน
have-account = มีบัญชีอยู่แล้วใช่ไหม
agree = การลงทะเบียนถือว่าคุณยอมรับ{ $terms }และ{ $privacy }
confirm-title = ยืนยันบัญชีของคุณ
confirm-text-email = เราส่งรหัสไปยัง { $to } แล้ว ป้อนรหัสเพื่อยืนยันว่าอีเมลนี้เป็นของคุณ
confirm-text-sms = เราส่งรหัสไปยัง { $to } แล้ว ป้อนรหัสเพื่อยืนยันว่าหมายเลขนี้เป็นของคุณ
confirm-link-text = เราส่งลิงก์ไปยัง { $to } แล้ว เปิดลิงก์เพื่อยืนยันว่าอีเมลนี้เป็นของคุณ จากนั้นกลับมาลงชื่อเข้าใช้ที่นี่
confirm = ยืนยัน
confirmed-title = ยืนยันบัญชีของคุณแล้ว
confirmed-text = คุณกลับไปที่แอปเพื่อลงชื่อเข้าใช้ได้
confirm-question-title = ยืนยันบัญชีของคุณ
confirm-question-text = กดปุ่มเพื่อยืนยันว่าอีเมลนี้เป็นของคุณ
confirm-no-code-title = สร้างบัญชีของคุณแล้ว
confirm-no-code-text = ผู้รับผิดชอบต้องยืนยันบัญชีก่อน คุณจึงจะลงชื่อเข้าใช้ได้
confirm-link-resend = ส่งลิงก์ใหม่
confirm-spent-title = ลิงก์นี้ใช้ไม่ได้อีกต่อไป
confirm-spent-text = ลิงก์นี้ใช้ไปแล้ว เก่าเกินไป หรือมีการส่งลิงก์ที่ใหม่กว่าแล้ว โปรดขอลิงก์ใหม่จากแอป
confirm-incomplete-title = ลิงก์นี้ไม่สมบูรณ์
confirm-incomplete-text = โปรดคัดลอกลิงก์ทั้งหมดจากข้อความ
feedback-title = คุณเป็นคนลงชื่อเข้าใช้ครั้งนี้ใช่ไหม
feedback-valid-text = กดปุ่มหากคุณเป็นคนลงชื่อเข้าใช้
feedback-invalid-text = กดปุ่มหากคุณไม่ได้เป็นคนลงชื่อเข้าใช้
feedback-valid = เป็นฉันเอง
feedback-invalid = ไม่ใช่ฉัน
feedback-done-title = ขอบคุณ
feedback-done-valid-text = เราบันทึกไว้แล้วว่าคุณเป็นคนลงชื่อเข้าใช้ครั้งนี้
feedback-done-invalid-text = เราบันทึกไว้แล้วว่าคุณไม่ได้เป็นคนลงชื่อเข้าใช้ครั้งนี้ หากอาจมีคนรู้รหัสผ่านของคุณ โปรดเปลี่ยนตอนนี้
feedback-unknown-text = ลิงก์นี้ใช้ไม่ได้ โปรดคัดลอกลิงก์ทั้งหมดจากข้อความ
invitation-title = ยินดีต้อนรับ
invitation-text = ลงชื่อเข้าใช้ด้วยรหัสผ่านชั่วคราวที่ส่งให้คุณ จากนั้นตั้งรหัสผ่านของคุณเอง
invitation-resend = ส่งคำเชิญใหม่
invitation-resent = เราส่งรหัสผ่านชั่วคราวใหม่ให้คุณแล้ว โปรดใช้รหัสผ่านนั้นลงชื่อเข้าใช้
invitation-expired-title = คำเชิญของคุณหมดอายุแล้ว
invitation-expired-text = ไม่ได้ใช้รหัสผ่านชั่วคราวภายในเวลาที่กำหนด เราส่งรหัสผ่านใหม่ให้คุณได้

## Forgotten passwords
forgot-title = รีเซ็ตรหัสผ่าน
forgot-text = ป้อนข้อมูลบัญชีของคุณ แล้วเราจะส่งรหัสให้
forgot-send = ส่งรหัส
reset-title = ตั้งรหัสผ่านใหม่
reset-text = หากมีบัญชีนี้อยู่ เราได้ส่งรหัสไปยัง { $to } แล้ว
reset = รีเซ็ตรหัสผ่าน
reset-done-title = เปลี่ยนรหัสผ่านของคุณแล้ว
reset-done-text = ลงชื่อเข้าใช้ด้วยรหัสผ่านใหม่

## Changing an address
address-change-title = ยืนยันข้อมูลติดต่อใหม่
address-change-text = เราส่งรหัสไปยัง { $to } แล้ว ข้อมูลติดต่อเดิมจะยังใช้งานได้จนกว่าคุณจะยืนยันข้อมูลใหม่
address-changed = เปลี่ยนข้อมูลติดต่อของคุณแล้ว
undo-title = เปลี่ยนกลับเป็นอีเมลเดิม
undo-text = กดปุ่มเพื่อให้อีเมลที่ได้รับข้อความนี้กลับมาเป็นอีเมลของบัญชีคุณอีกครั้ง ทุกคนที่ใช้บัญชีนี้อยู่จะต้องออกจากระบบ
undo-done-title = เปลี่ยนกลับเป็นอีเมลเดิมแล้ว
undo-done-text = คุณออกจากระบบทุกที่แล้ว หากคุณไม่ได้เป็นคนเปลี่ยนอีเมล โปรดตั้งรหัสผ่านใหม่ตอนนี้ เพราะอาจมีคนรู้รหัสผ่านเดิม
undo-spent-text = ลิงก์นี้ใช้ไปแล้วหรือเก่าเกินไป

## Names of attributes
attribute-address = ที่อยู่
attribute-birthdate = วันเกิด
attribute-email = อีเมล
attribute-family_name = นามสกุล
attribute-gender = เพศ
attribute-given_name = ชื่อ
attribute-locale = ภาษาและภูมิภาค
attribute-middle_name = ชื่อกลาง
attribute-name = ชื่อและนามสกุล
attribute-nickname = ชื่อเล่น
attribute-phone_number = หมายเลขโทรศัพท์
attribute-picture = URL ของรูปโปรไฟล์
attribute-preferred_username = ชื่อผู้ใช้ที่ต้องการ
attribute-profile = URL ของหน้าโปรไฟล์
attribute-website = เว็บไซต์
attribute-zoneinfo = เขตเวลา
hint-phone = ใส่รหัสประเทศด้วย เช่น +66 2 123 4567
hint-birthdate = ปี ค.ศ. เดือน และวัน เช่น 1990-12-31

## What apps may do
consent-title = { $app } ต้องการใช้บัญชีของคุณ
consent-text = แอปนี้จะสามารถ
consent-openid = รู้ว่าคุณเป็นใคร
consent-profile = ดูชื่อและข้อมูลอื่นๆ ในโปรไฟล์ของคุณ
consent-email = ดูอีเมลของคุณ
consent-phone = ดูหมายเลขโทรศัพท์ของคุณ
consent-account = เปลี่ยนข้อมูล รหัสผ่าน และการยืนยันขั้นที่ 2 ของคุณ
consent-scope = ใช้ { $scope }
consent-allow = อนุญาต
consent-deny = ไม่อนุญาต
consent-goes = ระบบจะนำคุณไปยัง { $host }

## Devices without a browser
device-title = เชื่อมต่ออุปกรณ์
device-text = ป้อนรหัสที่แสดงบนอุปกรณ์ของคุณ
device-code = รหัสของอุปกรณ์
device-confirm-title = นี่คืออุปกรณ์ของคุณใช่ไหม
device-confirm-text = { $app } ในอุปกรณ์อีกเครื่องขอลงชื่อเข้าใช้บัญชีของคุณ ดำเนินการต่อเฉพาะในกรณีที่อุปกรณ์นั้นแสดงรหัสนี้:
device-done-title = เชื่อมต่ออุปกรณ์ของคุณแล้ว
device-done-text = คุณปิดหน้านี้แล้วใช้งานต่อบนอุปกรณ์ได้
device-denied-title = ไม่ได้เชื่อมต่ออุปกรณ์
device-unknown = ไม่มีรหัสนี้หรือรหัสหมดอายุแล้ว โปรดขอรหัสใหม่จากอุปกรณ์ของคุณ
device-denied-text = คุณไม่ได้อนุญาต และอุปกรณ์ไม่ได้รับรู้ข้อมูลใดๆ เกี่ยวกับบัญชีของคุณ คุณปิดหน้านี้ได้

## Challenges of the pool's own
challenge-title = อีกหนึ่งขั้นตอน
challenge-answer = คำตอบของคุณ

## Signing out
sign-out = ออกจากระบบ
sign-out-question-title = คุณต้องการออกจากระบบไหม
signed-out-title = คุณออกจากระบบแล้ว
signed-out-text = คุณออกจากระบบของหน้าเว็บเหล่านี้แล้ว
signed-out-others = คุณอาจยังลงชื่อเข้าใช้อยู่ที่:
sign-in-again = ลงชื่อเข้าใช้อีกครั้ง
sign-out-of = ออกจากระบบ { $name }
sign-out-all = ออกจากระบบทุกบัญชี

## Troubles
trouble-title = เกิดข้อผิดพลาด
trouble-text = กลับไปที่แอปแล้วลองอีกครั้ง
trouble-id = หากเกิดปัญหานี้อีก โปรดแจ้งหมายเลขนี้แก่ผู้ดูแลแอป:
trouble-parameter = แอปส่งคำขอที่เราดำเนินการไม่ได้ ส่วนที่มีปัญหาคือ { $parameter }
trouble-redirect = แอปขอให้นำคุณไปยังที่อยู่ซึ่งไม่อยู่ในรายการของแอป
trouble-client = เราไม่รู้จักแอปที่นำคุณมาที่นี่
trouble-unavailable = หน้าเว็บเหล่านี้ยังไม่พร้อมใช้งาน โปรดแจ้งผู้ดูแลแอป
expired-title = หน้านี้หมดอายุแล้ว
expired-text = หน้านี้เปิดทิ้งไว้นานเกินไปหรือเปิดในเบราว์เซอร์อื่น ไม่มีข้อมูลใดสูญหาย โปรดเริ่มใหม่จากที่นี่
expired-restart = เริ่มใหม่
already-title = คุณลงชื่อเข้าใช้อยู่แล้ว
already-text = คุณลงชื่อเข้าใช้ในหน้าอื่นของเบราว์เซอร์นี้แล้ว
forbidden-title = เราตรวจสอบที่มาของคำขอนี้ไม่ได้
forbidden-text = คุกกี้อาจถูกบล็อก หรือหน้านี้เปิดทิ้งไว้นานเกินไป
not-found-title = ไม่พบหน้านี้
not-found-text = ที่อยู่อาจไม่ถูกต้องหรือเก่าเกินไป
method-title = ดำเนินการนี้ที่นี่ไม่ได้
not-allowed-title = คุณดำเนินการนี้ที่นี่ไม่ได้
not-allowed-text = โปรดติดต่อผู้ดูแลแอป

## Signing in through other providers
federated-more-title = ข้อมูลเพิ่มเติม
federated-more-text = { $provider } ไม่ได้ให้ข้อมูลทั้งหมดที่บัญชีของคุณที่นี่ต้องใช้
federated-link-title = คุณมีบัญชีอยู่แล้ว
federated-link-text = มีบัญชีที่ใช้อีเมล { $to } อยู่แล้ว ลงชื่อเข้าใช้บัญชีนั้นหนึ่งครั้ง หลังจากนั้นคุณจะลงชื่อเข้าใช้บัญชีเดียวกันด้วย { $provider } ได้
federated-link-prove = ลงชื่อเข้าใช้บัญชีนั้น
federated-link-apart = แยกบัญชีไว้ตามเดิม
organisation-search = ลงชื่อเข้าใช้ผ่านองค์กรของคุณ

## What is wrong with what was typed
wrong-credentials = ชื่อหรือรหัสผ่านไม่ถูกต้อง
wrong-unknown-user = ไม่มีผู้ใช้ชื่อนี้
wrong-code = รหัสไม่ถูกต้อง
wrong-code-expired = รหัสหมดอายุแล้ว โปรดขอรหัสใหม่
wrong-code-used = รหัสนี้ใช้ไปแล้ว โปรดรอรหัสถัดไป
wrong-too-many = มีการลองหลายครั้งเกินไป โปรดรอสักครู่แล้วลองอีกครั้ง
wrong-locked = มีการลองที่ไม่ถูกต้องหลายครั้งเกินไป โปรดลองอีกครั้งในภายหลัง
wrong-disabled = บัญชีนี้ถูกปิดใช้งาน โปรดติดต่อผู้ดูแลแอป
wrong-unconfirmed = บัญชีนี้ยังไม่ได้รับการยืนยัน
wrong-reset-required = คุณต้องรีเซ็ตรหัสผ่านก่อนจึงจะลงชื่อเข้าใช้ได้
wrong-temporary-expired = รหัสผ่านชั่วคราวของคุณหมดอายุแล้ว โปรดขอคำเชิญใหม่
wrong-required = โปรดกรอกข้อมูลนี้
wrong-password-policy = รหัสผ่านไม่เป็นไปตามเงื่อนไข
wrong-password-reused = คุณเคยใช้รหัสผ่านนี้แล้ว โปรดเลือกรหัสผ่านอื่น
wrong-current-password = รหัสผ่านปัจจุบันไม่ถูกต้อง
wrong-taken = มีผู้ใช้ชื่อนี้แล้ว โปรดเลือกชื่ออื่น
wrong-email = โปรดป้อนอีเมลที่ถูกต้อง
wrong-phone = โปรดป้อนหมายเลขโทรศัพท์ที่ถูกต้องพร้อมรหัสประเทศ
wrong-value = ใช้ค่านี้ที่นี่ไม่ได้
wrong-delivery = เราส่งข้อความไม่ได้ โปรดลองอีกครั้งในภายหลัง
wrong-no-way = บัญชีนี้ไม่มีวิธีลงชื่อเข้าใช้ โปรดติดต่อผู้ดูแลแอป
wrong-function = แอปปฏิเสธคำขอ: { $text }
wrong-passkey = ระบบไม่ยอมรับพาสคีย์นี้
wrong-not-allowed = ไม่อนุญาตให้ดำเนินการนี้ที่นี่
wrong-last-way = นี่เป็นวิธีเดียวในการลงชื่อเข้าใช้บัญชีของคุณ โปรดเพิ่มวิธีอื่นก่อน
wrong-level = แอปกำหนดให้ใช้วิธีลงชื่อเข้าใช้ที่ปลอดภัยกว่าที่บัญชีนี้มีอยู่
wrong-address-taken = มีบัญชีที่ใช้ข้อมูลติดต่อนี้อยู่แล้ว โปรดลงชื่อเข้าใช้บัญชีนั้นแทน
wrong-no-recovery = เรารีเซ็ตรหัสผ่านของบัญชีนี้ไม่ได้ โปรดติดต่อผู้ดูแลแอป
wrong-provider-down = { $text } ไม่ตอบสนองในขณะนี้ โปรดลองอีกครั้งในภายหลังหรือเลือกวิธีลงชื่อเข้าใช้อื่น
wrong-provider-failed = ลงชื่อเข้าใช้ไม่สำเร็จ: { $text }
wrong-account = นั่นเป็นบัญชีอื่น โปรดลงชื่อเข้าใช้บัญชีที่ใช้อีเมลนี้
wrong-organisation = ไม่พบองค์กรที่ตรงกับอีเมลนี้
wrong-provider = วิธีลงชื่อเข้าใช้นี้ใช้ไม่ได้ โปรดเลือกวิธีอื่น
wrong-locked-seconds = ลองผิดหลายครั้งเกินไป โปรดลองอีกครั้งใน { $seconds } วินาที
wrong-locked-minutes = ลองผิดหลายครั้งเกินไป โปรดลองอีกครั้งใน { $minutes } นาที
wrong-too-many-minutes = ลองหลายครั้งเกินไป โปรดลองอีกครั้งใน { $minutes } นาที

## The account pages
account-title = บัญชีของคุณ
account-profile = โปรไฟล์
account-security = ความปลอดภัย
account-sessions = เซสชันและอุปกรณ์
account-apps = แอป
account-data = ข้อมูลของคุณ
account-signed-in-as = ลงชื่อเข้าใช้ในชื่อ { $name }
account-saved = บันทึกแล้ว
account-proof-title = ยืนยันว่าเป็นคุณ
account-proof-text = โปรดลงชื่อเข้าใช้อีกครั้งก่อนเปลี่ยนข้อมูลนี้
account-verified = ยืนยันแล้ว
account-unverified = ยังไม่ได้ยืนยัน
account-verify = ยืนยัน
account-password-text = เปลี่ยนรหัสผ่านที่คุณใช้ลงชื่อเข้าใช้
account-password-changed = เปลี่ยนรหัสผ่านของคุณแล้ว
account-passkeys-none = คุณยังไม่มีพาสคีย์
account-passkey-remove = นำพาสคีย์นี้ออก
account-passkey-removed = นำพาสคีย์ออกแล้ว
account-totp-on = ตั้งค่าแอปตรวจสอบสิทธิ์แล้ว
account-totp-off = ยังไม่ได้ตั้งค่าแอปตรวจสอบสิทธิ์
account-totp-remove = นำแอปตรวจสอบสิทธิ์ออก
account-totp-removed = นำแอปตรวจสอบสิทธิ์ออกแล้ว
account-created = สร้างเมื่อ { $date }
account-last-used = ใช้ล่าสุดเมื่อ { $date }
account-this-session = เบราว์เซอร์นี้
account-session-end = ออกจากระบบ
account-session-ended = เซสชันนั้นสิ้นสุดแล้ว
account-sessions-end-all = ออกจากระบบทุกที่
account-sessions-ended = คุณออกจากระบบในที่อื่นทั้งหมดแล้ว
account-devices = อุปกรณ์ที่จดจำไว้
account-devices-none = ไม่มีอุปกรณ์ที่จดจำไว้
account-device-forget = เลิกจดจำอุปกรณ์นี้
account-device-forgotten = เลิกจดจำอุปกรณ์แล้ว
account-apps-none = ไม่มีแอปที่ใช้บัญชีของคุณ
account-app-remove = นำสิทธิ์เข้าถึงออก
account-app-removed = แอปนี้ใช้บัญชีของคุณไม่ได้อีกต่อไป
account-app-since = ให้สิทธิ์เข้าถึงเมื่อ { $date }
account-download = ดาวน์โหลดข้อมูลของฉัน
account-download-text = คุณจะได้รับไฟล์ที่มีข้อมูลทั้งหมดเกี่ยวกับคุณที่เก็บไว้
account-delete = ลบบัญชีของฉัน
account-delete-text = ระบบจะลบบัญชีของคุณและทุกอย่างที่เกี่ยวข้อง การดำเนินการนี้ย้อนกลับไม่ได้
account-delete-confirm = ใช่ ลบบัญชีของฉัน
account-deleted-title = ลบบัญชีของคุณแล้ว

## Messages by email and text message
mail-code-subject = รหัสยืนยันของคุณ
mail-code = รหัสยืนยันของคุณคือ { $code }
mail-reset = รหัสรีเซ็ตรหัสผ่านของคุณคือ { $code }
mail-sign-in-subject = รหัสลงชื่อเข้าใช้ของคุณ
mail-sign-in = รหัสตรวจสอบสิทธิ์ของคุณคือ { $code }
mail-link-subject = ลิงก์ยืนยันของคุณ
mail-link = โปรดคลิกลิงก์ด้านล่างเพื่อยืนยันอีเมลของคุณ { $link }
mail-link-text = ยืนยันอีเมล
mail-invitation-subject = รหัสผ่านชั่วคราวของคุณ
mail-invitation = ชื่อผู้ใช้ของคุณคือ { $username } และรหัสผ่านชั่วคราวคือ { $code }
mail-welcome-subject = บัญชีของคุณ
mail-welcome = ชื่อผู้ใช้ของคุณคือ { $username }
mail-notice-subject = การลงชื่อเข้าใช้บัญชีของคุณถูกปฏิเสธ
mail-notice = มีคนพยายามลงชื่อเข้าใช้บัญชีของคุณและถูกปฏิเสธ: { $login-time }, { $device-name }, { $ip-address } หากเป็นคุณ: { $one-click-link-valid } หากไม่ใช่คุณ: { $one-click-link-invalid }
mail-address-changed-subject = อีเมลของคุณถูกเปลี่ยนแล้ว
mail-address-changed = อีเมลนี้ไม่ใช่อีเมลของบัญชีคุณอีกต่อไป หากคุณไม่ได้เป็นคนเปลี่ยน โปรดเปลี่ยนกลับภายใน 7 วัน: { $link }
