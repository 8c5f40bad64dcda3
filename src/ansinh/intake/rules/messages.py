"""What does a finding say to the person who sent the file, and what should they do?"""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.base.texts import Text
from ansinh.intake.rules.neighbour_messages import NEIGHBOURS
from ansinh.intake.rules.official_messages import FORMS

Message = tuple[Text, Text]
"""What is wrong, and what to do."""

_SAVE_AS_XLSX = Text(
    "Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành… “Excel Workbook (*.xlsx)” rồi gửi lại.",
    "Open the file in Excel or LibreOffice, choose Save as… “Excel Workbook (*.xlsx)” and send it again.",
)
_USE_TEMPLATE = Text(
    "Tải mẫu trống của sổ này, dán dữ liệu dưới dòng tiêu đề rồi gửi lại.",
    "Download the empty form of this register, paste the data under its headings and send it again.",
)
_CORRECT_AND_SEND = Text(
    "Sửa các dòng này rồi gửi lại cả tệp.", "Correct these rows and send the whole file again."
)
_LOOK = Text("Xem lại; nếu đúng thực tế thì không cần sửa.", "Look again; if it is so in reality, leave it.")
_AS_TEXT = Text(
    "Định dạng cả cột là Văn bản (Text), nhập lại đủ số rồi gửi lại.",
    "Format the whole column as Text, enter the full numbers again and send it again.",
)

FILES: Mapping[str, Message] = {
    "empty": (
        Text("Tệp trống: không có dòng dữ liệu nào.", "The file is empty: it has no row of data."),
        Text("Kiểm tra lại tệp đã xuất rồi gửi lại.", "Check the exported file and send it again."),
    ),
    "too_large": (
        Text("Tệp lớn {size} MB, vượt mức {limit} MB của loại tệp này.", "The file has {size} MB; the limit for its kind is {limit} MB."),
        Text(
            "Gửi tệp Parquet hoặc CSV bằng lệnh ansinh deliver, hoặc chia theo đơn vị gửi.",
            "Send Parquet or CSV with the command ansinh deliver, or divide it by sender.",
        ),
    ),
    "unknown_format": (
        Text("Tệp không phải xlsx, CSV hay Parquet.", "The file is not xlsx, CSV or Parquet."),
        _SAVE_AS_XLSX,
    ),
    "html_as_excel": (
        Text("Tệp mang đuôi Excel nhưng bên trong là trang web (HTML/XML).", "The file is named Excel but holds a web page (HTML/XML)."),
        _SAVE_AS_XLSX,
    ),
    "old_excel": (
        Text("Tệp theo định dạng Excel cũ (.xls).", "The file is in the old Excel format (.xls)."),
        _SAVE_AS_XLSX,
    ),
    "binary_excel": (
        Text("Tệp theo định dạng Excel nhị phân (.xlsb).", "The file is in the binary Excel format (.xlsb)."),
        _SAVE_AS_XLSX,
    ),
    "password": (
        Text("Tệp có mật khẩu nên không đọc được.", "The file is protected by a password and cannot be read."),
        Text("Bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi gửi lại.", "Remove the password (File › Info › Protect) and send it again."),
    ),
    "macros": (
        Text("Tệp có macro nên bị từ chối.", "The file holds macros and is refused."),
        _SAVE_AS_XLSX,
    ),
    "not_a_workbook": (
        Text("Tệp nén nhưng bên trong không phải bảng tính xlsx.", "The file is an archive, but not an xlsx workbook."),
        _SAVE_AS_XLSX,
    ),
    "damaged": (
        Text("Tệp bị hỏng hoặc chưa tải hết.", "The file is damaged or incomplete."),
        Text("Mở thử tệp trên máy, lưu lại rồi gửi lại.", "Open the file on your computer, save it and send it again."),
    ),
    "zip_bomb": (
        Text(
            "Tệp khi giải nén lớn bất thường ({size} MB, gấp {ratio} lần), nên không mở.",
            "Unpacked, the file would be unusually large ({size} MB, {ratio} times); it was not opened.",
        ),
        Text("Xuất lại tệp từ phần mềm nguồn rồi gửi lại.", "Export the file again from its source and send it again."),
    ),
    "unsafe_xml": (
        Text("Bên trong tệp có khai báo XML không an toàn, nên không mở.", "The file holds unsafe XML declarations; it was not opened."),
        _SAVE_AS_XLSX,
    ),
    "unknown_encoding": (
        Text("Không nhận ra bảng mã chữ của tệp CSV.", "The character encoding of the CSV file is not recognised."),
        Text("Lưu lại dưới dạng “CSV UTF-8” rồi gửi lại.", "Save it as “CSV UTF-8” and send it again."),
    ),
    "unreadable_row": (
        Text("Không đọc được tệp CSV từ khoảng dòng {row}.", "The CSV file cannot be read from about row {row}."),
        Text(
            "Xem dấu ngoặc kép và số cột ở dòng này rồi gửi lại.",
            "Look at the quotation marks and the number of columns of that row and send it again.",
        ),
    ),
    "two_sheets": (
        Text("Có {count} trang tính cùng giống sổ này: {sheets}.", "{count} sheets look like this register: {sheets}."),
        Text("Chọn trang tính cần đọc ở phần xem trước, hoặc chỉ để lại trang đó rồi gửi lại.", "Choose the sheet to read in the preview, or keep only that one and send the file again."),
    ),
    "sheet_chosen": (
        Text(
            "Đã đọc trang tính “{sheet}”; {count} trang khác không đọc.",
            "The sheet “{sheet}” was read; {count} others were not.",
        ),
        _LOOK,
    ),
    "sheets_joined": (
        Text("Đã đọc nối tiếp {count} trang tính cùng tiêu đề: {sheets}.", "{count} sheets with the same headings were read one below the other: {sheets}."),
        Text("Nếu có trang tổng hợp hay trang của tháng khác, bỏ trang đó rồi gửi lại.", "If one is a summary or of another month, take it out and send the file again."),
    ),
    "mapping_used": (
        Text("Đã đọc theo cách ghép cột mà nơi gửi lưu ngày {day}.", "Read by the column mapping that the sender saved on {day}."),
        Text("Xem lại ở phần xem trước; nếu không còn đúng, sửa hoặc kết thúc cách ghép cột.", "Look at it in the preview; if it is no longer right, correct or end it."),
    ),
    "mapping_not_used": (
        Text("Cách ghép cột lưu ngày {day} không dùng được vì tiêu đề của tệp đã khác.", "The column mapping saved on {day} was not used: the file's headings are different."),
        Text("Xem lại ở phần xem trước và ghép lại cột nếu cần.", "Look at the preview and map the columns again if needed."),
    ),
    "no_header": (
        Text(
            "Không tìm thấy dòng tiêu đề cột trong 20 dòng đầu.",
            "No row of column headings was found in the first 20 rows.",
        ),
        _USE_TEMPLATE,
    ),
    "missing_columns": (
        Text("Thiếu cột bắt buộc: {columns}.", "Required columns are missing: {columns}."),
        Text(
            "Ghép cột ở phần xem trước; hoặc tải mẫu trống của sổ này, dán dữ liệu dưới dòng tiêu đề rồi gửi lại.",
            "Map the columns in the preview; or download the empty form of this register, paste the data under its headings and send it again.",
        ),
    ),
    "repeated_columns": (
        Text("Cột có hai lần trong tệp: {columns}.", "Columns stand twice in the file: {columns}."),
        Text("Chỉ để lại một cột của mỗi loại rồi gửi lại.", "Keep one column of each and send it again."),
    ),
    "unknown_columns": (
        Text("Cột không thuộc sổ này, không đọc: {columns}.", "Columns that do not belong to this register were not read: {columns}."),
        _LOOK,
    ),
    "name_does_not_match": (
        Text("Đuôi tệp là {named} nhưng nội dung là {kind}; đã đọc theo nội dung.", "The file is named {named} but its content is {kind}; it was read as such."),
        _LOOK,
    ),
    "other_month": (
        Text("Tiêu đề trong tệp ghi tháng {said}, nhưng gửi cho tháng {month}.", "The title in the file says {said}, but it was sent for {month}."),
        Text("Kiểm tra lại tháng; nếu nhầm, gửi đúng tháng.", "Check the month; if it is wrong, send it for the right one."),
    ),
    "skipped_rows": (
        Text("Đã bỏ qua {count} dòng mục, cộng, ký tên hoặc trống.", "{count} rows of sections, totals, signatures or blanks were skipped."),
        _LOOK,
    ),
}  # fmt: skip
"""Findings about a file as a whole."""

ROWS: Mapping[str, Message] = {
    "missing_value": (Text("Ô bắt buộc để trống.", "A required cell is empty."), _CORRECT_AND_SEND),
    "not_a_day": (
        Text("Không phải ngày có thật.", "Not a real day."),
        Text("Ghi ngày/tháng/năm, ví dụ 30/9/2026.", "Write day/month/year, for example 30/9/2026."),
    ),
    "only_a_year": (
        Text("Chỉ có năm hoặc tháng/năm, cần đủ ngày.", "Only a year or a month and year; a full day is needed."),
        Text("Ghi đủ ngày/tháng/năm.", "Write day/month/year in full."),
    ),
    "not_a_month": (
        Text("Không phải tháng.", "Not a month."),
        Text("Ghi tháng/năm, ví dụ 9/2026.", "Write month/year, for example 9/2026."),
    ),
    "not_a_number": (
        Text("Không phải số.", "Not a number."),
        Text("Chỉ ghi số, không ghi chữ hay đơn vị tính.", "Write the number alone, without words or units."),
    ),
    "not_whole": (
        Text("Không phải số nguyên.", "Not a whole number."),
        Text("Ghi số nguyên (người, đồng), không có phần lẻ.", "Write a whole number (persons, đồng) without decimals."),
    ),
    "ambiguous_numbers": (
        Text(
            "Không rõ dấu chấm, dấu phẩy là phân nghìn hay thập phân: {one} có thể là {as_groups} hoặc {as_decimal}.",
            "It is not clear whether points and commas divide thousands or decimals: {one} may be {as_groups} or {as_decimal}.",
        ),
        Text("Viết cả cột theo một cách (1.215 và 80,52) hoặc bỏ dấu phân nghìn.", "Write the whole column in one way (1.215 and 80,52), or without grouping."),
    ),
    "numbers_read_as": (
        Text("Đã đọc {one} là {as_read}, theo cách viết của cả cột.", "{one} was read as {as_read}, by the way the whole column is written."),
        _LOOK,
    ),
    "not_a_flag": (
        Text("Không phải có/không.", "Not yes or no."),
        Text("Ghi “có” hoặc “không” (hay 1/0, x/để trống).", "Write “yes” or “no” (or 1/0, x/blank)."),
    ),
    "not_allowed": (
        Text("Giá trị không có trong danh mục.", "The value is not in the list."),
        Text("Chọn một trong: {allowed}.", "Choose one of: {allowed}."),
    ),
    "wrong_pattern": (
        Text("Không đúng dạng của cột này.", "Not in the form of this column."),
        Text("Kiểm tra số chữ số và cách viết.", "Check the number of digits and the way it is written."),
    ),
    "lost_zeros": (
        Text("Mất số 0 ở đầu vì cột được định dạng là số.", "Leading zeros are lost because the column was formatted as a number."),
        _AS_TEXT,
    ),
    "scientific": (
        Text("Mã số bị ghi thành dạng 1,23E+11 nên mất chữ số.", "The identifier was turned into a form like 1.23E+11 and lost digits."),
        _AS_TEXT,
    ),
    "unknown_unit": (
        Text("Không có đơn vị mang mã này vào ngày {day}.", "No unit had this code on {day}."),
        Text("Dùng mã sau sắp xếp ngày 1/7/2025 (lệnh ansinh units).", "Use the codes after the reform of 1 July 2025 (command ansinh units)."),
    ),
    "restated_units": (
        Text(
            "Mã đơn vị trong tệp là mã của ngày {day}, không phải của tháng dữ liệu.",
            "The unit codes in the file are those of {day}, not of the month of the data.",
        ),
        Text(
            "Không cần sửa: số liệu được hiểu theo địa bàn của ngày đó.",
            "Nothing to mend: the figures are read in the geography of that day.",
        ),
    ),
    "not_your_area": (
        Text("Dòng này thuộc địa bàn khác, không phải {sender}.", "The row belongs to another area than {sender}."),
        Text("Chỉ gửi số liệu của chính đơn vị mình, ghi mã {sender}.", "Send your own unit's data alone, with the code {sender}."),
    ),
    "other_province": (
        Text("Mã đơn vị thuộc tỉnh khác, không phải {province}.", "The unit belongs to another province than {province}."),
        Text(
            "Kiểm tra mã; người cư trú nơi khác thì để nguyên, sai mã thì sửa rồi gửi lại.",
            "Check the code; leave those who live elsewhere, correct wrong codes and send the file again.",
        ),
    ),
    "one_number_two_people": (
        Text("Một số định danh hoặc mã số đứng cạnh hai họ tên khác nhau.", "One personal ID or number stands beside two different names."),
        Text("Đối chiếu giấy tờ, sửa số của người bị nhầm; nếu nhiều dòng, xem có lệch dòng không.", "Compare with the papers and correct the number of the one mistaken; if there are many, see whether rows slipped."),
    ),
    "same_person_twice": (
        Text("Một người có hai dòng trong tệp.", "A person stands in the file twice."),
        Text("Bỏ dòng thừa; nếu là hai người trùng tên và ngày sinh, bổ sung số định danh.", "Take out the extra row; if they are two people of one name and birth date, add the personal IDs."),
    ),
    "new_years_birthdays": (
        Text("{count} ngày sinh ghi 01/01 ({percent} % số ngày sinh đủ): có thể chỉ biết năm.", "{count} birth dates are 1 January ({percent} % of the full ones): perhaps only the year is known."),
        Text("Người chỉ biết năm sinh thì ghi năm, không ghi 01/01; đối chiếu những dòng này.", "Where only the year is known write the year, not 01/01; compare these rows."),
    ),
    "many_unborn": (
        Text("Nhiều người sinh sau ngày {day}, tức sau tháng của số liệu.", "Many are born after {day}, after the month of the data."),
        Text("Xem cột ngày sinh có bị lệch hoặc sai tháng số liệu không; sửa rồi gửi lại, đúng thì xác nhận.", "See whether the column slipped or the month is wrong; correct and send again, or confirm."),
    ),
    "recorded_deceased": (
        Text("{count} dòng là người mà sổ dân cư đã ghi là mất.", "{count} rows are of people whom the population register records as deceased."),
        Text("Tệp vẫn được nhận; rà soát để báo giảm, hoặc báo lại công an nếu người đó còn sống.", "The file is taken all the same; review and end the membership, or tell the police if the person lives."),
    ),
    "numbers_shifted_down": (
        Text("Mã số của {count} dòng bị lệch xuống một dòng so với họ tên, ngày sinh (nơi: {places}).", "The numbers of {count} rows have slipped down by one row against names and birth dates (places: {places})."),
        Text("Mở tệp, kéo cột mã số về đúng dòng của từng người rồi gửi lại; chỉ xác nhận khi đã đối chiếu.", "Open the file, move the column of numbers back to its rows and send it again; confirm only after comparing."),
    ),
    "numbers_shifted_up": (
        Text("Mã số của {count} dòng bị lệch lên một dòng so với họ tên, ngày sinh (nơi: {places}).", "The numbers of {count} rows have slipped up by one row against names and birth dates (places: {places})."),
        Text("Mở tệp, kéo cột mã số về đúng dòng của từng người rồi gửi lại; chỉ xác nhận khi đã đối chiếu.", "Open the file, move the column of numbers back to its rows and send it again; confirm only after comparing."),
    ),
    "numbers_of_others": (
        Text("Mã số của {count} dòng không khớp với người trong dòng (nơi: {places}).", "The numbers of {count} rows do not fit the people in them (places: {places})."),
        Text("Xem có sắp xếp riêng một cột hoặc dán lệch không; sửa rồi gửi lại; chỉ xác nhận khi đã đối chiếu.", "See whether one column was sorted alone or pasted askew; correct and send again; confirm only after comparing."),
    ),
    "in_the_future": (Text("Ngày sinh sau ngày {day}.", "The birth date is after {day}."), _CORRECT_AND_SEND),
    "implausible_day": (Text("Năm nằm ngoài khoảng 1900–2100.", "The year is outside 1900–2100."), _CORRECT_AND_SEND),
    "duplicate_key": (
        Text("Trùng {key}: mỗi giá trị chỉ được một dòng.", "{key} is repeated: one row for each."),
        Text("Giữ một dòng cho mỗi trường hợp rồi gửi lại.", "Keep one row for each and send it again."),
    ),
    "formula": (
        Text("Ô chứa công thức; hệ thống chỉ nhận giá trị.", "The cell holds a formula; only values are taken."),
        Text("Chép cả bảng, Dán đặc biệt › Giá trị rồi gửi lại.", "Copy the table, Paste special › Values, and send it again."),
    ),
    "excel_error": (
        Text("Ô có lỗi Excel (#N/A, #REF!, …).", "The cell holds an Excel error (#N/A, #REF!, …)."),
        _CORRECT_AND_SEND,
    ),
}  # fmt: skip
"""Findings about cells and rows."""

MESSAGES: Mapping[str, Message] = {**FILES, **NEIGHBOURS, **ROWS, **FORMS}


def said(code: str, values: Mapping[str, object]) -> Message:
    """What the finding `code` says, and what to do, with its `values` filled in."""
    what, to_do = MESSAGES[code]
    written = {name: _written(value) for name, value in values.items()}
    if "in_english" in values:
        written["columns"] = Text(str(values["columns"]), str(values["in_english"]))
    return what.format(**written), to_do.format(**written)


def _written(value: object) -> object:
    """A count with each language's separators."""
    return Text(f"{value:,}".replace(",", "."), f"{value:,}") if type(value) is int else value
