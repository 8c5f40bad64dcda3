"""What do findings about official forms say, and what should be done?"""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.base.texts import Text

_LOOK = Text("Xem lại; nếu đúng thực tế thì không cần sửa.", "Look again; if it is so in reality, leave it.")
_NOTHING = Text("Không cần làm gì.", "Nothing to do.")
_COMPARE = Text(
    "Đối chiếu các dòng này với chứng từ; nếu tệp đúng thì không cần sửa.",
    "Compare these rows with the documents; if the file is right, leave it.",
)
_TOTALS = Text(
    "Xem danh sách có thiếu, thừa dòng hay ghi sai số không; hệ thống lấy các dòng, không lấy dòng cộng.",
    "See whether lines are missing, extra or mistyped; the lines are taken, never the total.",
)

FORMS: Mapping[str, tuple[Text, Text]] = {
    "official_form": (
        Text(
            "Nhận ra {form}: {by_heading} cột theo tiêu đề, {by_code} cột theo mã cột, {rows} dòng.",
            "Recognised as {form}: {by_heading} columns by heading, {by_code} by code, {rows} lines.",
        ),
        _NOTHING,
    ),
    "old_form": (
        Text(
            "Mẫu {form} hết hiệu lực từ ngày {day}; tệp vẫn được đọc.",
            "Form {form} is not in force since {day}; the file was read all the same.",
        ),
        Text("Lần sau lập theo {new}.", "Next time use {new}."),
    ),
    "other_form": (
        Text(
            "Tệp là mẫu {form}, thuộc sổ “{register}”.", "The file is form {form} of the register “{register}”."
        ),
        Text("Gửi lại và chọn sổ đó.", "Send it again and choose that register."),
    ),
    "form_without_register": (
        Text("Tệp là mẫu {form}; chưa có sổ nào nhận mẫu này.", "The file is form {form}, which no register takes."),
        Text("Gửi tệp danh sách đi kèm.", "Send the list that belongs to it."),
    ),
    "envelope_others": (
        Text("Hồ sơ còn {count} tệp khác không thuộc sổ này: {names}.", "The dossier holds {count} other files: {names}."),
        Text("Nếu cần, gửi hồ sơ này lần nữa vào sổ của chúng.", "If needed, send the dossier again to their registers."),
    ),
    "zeros_restored": (
        Text(
            "Mã số mất số 0 ở đầu đã được bù đủ số chữ số.",
            "Identifiers that had lost their leading zeros were given them back.",
        ),
        _COMPARE,
    ),
    "values_of_formulas": (
        Text("{count} ô có công thức: đã lấy giá trị đang lưu trong tệp.", "{count} cells hold formulas: the values kept in the file were taken."),
        _LOOK,
    ),
    "due_differs": (
        Text(
            "Số tiền phải đóng khác với số tính từ số tháng, thu nhập và tỷ lệ của luật.",
            "The amount due differs from months × income × the rate of the law.",
        ),
        _COMPARE,
    ),
    "own_differs": (
        Text(
            "Số tiền người tham gia đóng khác với số phải đóng trừ các khoản hỗ trợ (công thức in ở cột 7 của bản hướng dẫn sai, không được dùng).",
            "The participant's part differs from what is due less the supports (the formula printed in the instruction for column 7 is wrong and was not used).",
        ),
        _COMPARE,
    ),
    "total_differs": (
        Text(
            "Dòng cộng ghi {written}, nhưng {lines} dòng cộng lại được {sum}.",
            "The total says {written}, but its {lines} lines add up to {sum}.",
        ),
        _TOTALS,
    ),
    "total_differs_one_line": (
        Text("Dòng cộng khác số của dòng duy nhất mà nó cộng.", "The total is not the amount of the one line it adds up."),
        _TOTALS,
    ),
    "people_differ": (
        Text(
            "Dòng cộng ghi {written} người, danh sách có {lines} dòng.",
            "The total says {written} persons; the list has {lines} lines.",
        ),
        _TOTALS,
    ),
    "cancelled_lines": (
        Text("Ghi chú nói biên lai đã hủy.", "The note says that the receipt was cancelled."),
        Text("Bỏ các dòng đã hủy rồi gửi lại, hoặc để nguyên nếu ghi chú sai.", "Leave out cancelled lines and send again, or leave them if the note is wrong."),
    ),
    "numbering_slipped": (
        Text(
            "Số mục in lặp lại trên mẫu (dưới mục 2 lại ghi 1.1, 1.2) được đọc theo mục cha, ở {count} dòng.",
            "Line numbers that the form prints twice (1.1 and 1.2 again below 2) were read by the line above, in {count} lines.",
        ),
        _NOTHING,
    ),
    "funds_do_not_add_up": (
        Text("Tổng cộng khác tổng các quỹ.", "The total is not the sum of the funds."),
        _COMPARE,
    ),
    "balance_does_not_close": (
        Text(
            "Số cuối kỳ khác số đầu kỳ + phải đóng ± điều chỉnh − đã đóng.",
            "Closing is not opening + due ± adjustments − paid.",
        ),
        _COMPARE,
    ),
    "carried_over_differs": (
        Text(
            "{count} đơn vị có số kỳ trước mang sang khác số chuyển kỳ sau của tháng {before}.",
            "{count} units carry in another amount than they carried out of {before}.",
        ),
        _COMPARE,
    ),
    "replaces_earlier_list": (
        Text(
            "Danh sách này cùng số, cùng đợt hoặc cùng những người với danh sách của {sender} nhận ngày {day}; tiếp nhận sẽ thay thế danh sách đó.",
            "This list has the number, the batch or the people of the list of {sender} received on {day}; accepting it replaces that list.",
        ),
        Text(
            "Nếu là bản sửa, xác nhận; nếu là danh sách khác trong tháng, ghi số hoặc đợt riêng trên mẫu rồi gửi lại.",
            "If it is a correction, confirm; if it is another list of the month, write its own number or batch (“đợt”) on the form and send it again.",
        ),
    ),
    "further_list": (
        Text(
            "Đây là danh sách thứ {number} của nơi gửi trong tháng: được cộng thêm, không thay danh sách trước.",
            "This is list no. {number} of the sender in the month: it is added and replaces none.",
        ),
        _NOTHING,
    ),
    "same_list_again": (
        Text(
            "Danh sách với đúng những dòng này đã được tiếp nhận ngày {day} từ {sender}; không tính lần thứ hai.",
            "A list of these very lines was accepted from {sender}, received on {day}; it is not counted twice.",
        ),
        Text("Không cần làm gì; nếu gửi nhầm tệp, gửi tệp đúng.", "Nothing to do; if it is the wrong file, send the right one."),
    ),
    "list_from_another_sender": (
        Text(
            "Danh sách cùng đơn vị, cùng số đã được tiếp nhận ngày {day} từ {sender}; nhận thêm tệp này sẽ tính cả hai.",
            "A list of the same unit and number was accepted from {sender}, received on {day}; with this file both count.",
        ),
        Text(
            "Nếu là bản sửa, để {sender} gửi; chỉ xác nhận khi đó là hai danh sách khác nhau.",
            "If it is a correction, let {sender} send it; confirm only if they are two different lists.",
        ),
    ),
    "voluntary_unknown": (
        Text(
            "Tệp xuất này không nói ai tham gia BHXH tự nguyện: mọi người được ghi là không. BHXH bắt buộc được suy ra từ mã đối tượng.",
            "This export does not say who is in voluntary SI: everyone is recorded as not. Compulsory SI is inferred from the group code.",
        ),
        Text("Xác nhận nếu chấp nhận cách hiểu này.", "Confirm if this reading is right."),
    ),
}  # fmt: skip
"""Findings about official forms."""
