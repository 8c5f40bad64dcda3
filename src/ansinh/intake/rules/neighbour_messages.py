"""What do findings say that come from comparing a file with the months beside it, and what should be done?"""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.base.texts import Text

NEIGHBOURS: Mapping[str, tuple[Text, Text]] = {
    "fewer_rows": (
        Text("Chỉ có {rows} dòng; tháng {before} có {rows_before} dòng (giảm {percent} %).", "Only {rows} rows; {before} had {rows_before} (down {percent} %)."),
        Text("Nếu đúng thực tế, xác nhận để tiếp nhận; nếu thiếu, gửi tệp đầy đủ.", "If it is so in reality, confirm; if rows are missing, send the full file."),
    ),
    "fewer_rows_in_communes": (
        Text("{count} xã, phường có ít dòng hơn hẳn tháng {before}: {communes}.", "{count} communes have far fewer rows than in {before}: {communes}."),
        Text("Nếu đúng thực tế, xác nhận; nếu thiếu, xuất lại đủ các xã, phường rồi gửi lại.", "If it is so, confirm; if rows are missing, export all communes and send the file again."),
    ),
    "fewer_holders_in_communes": (
        Text("{count} xã, phường có ít người có thẻ còn giá trị cuối tháng hơn hẳn tháng {before}: {communes}.", "{count} communes have far fewer holders of a card valid at the month's end than in {before}: {communes}."),
        Text("Nếu đúng thực tế, xác nhận; nếu thiếu, xuất lại đủ các xã, phường rồi gửi lại.", "If it is so, confirm; if rows are missing, export all communes and send the file again."),
    ),
    "fewer_holders": (
        Text("Cuối tháng chỉ có {now} người có thẻ còn giá trị; tháng {before} có {then} người (giảm {percent} %).", "Only {now} people hold a card valid at the month's end; in {before} there were {then} (down {percent} %)."),
        Text("Nếu đúng thực tế, xác nhận để tiếp nhận; nếu thiếu, gửi tệp đầy đủ.", "If it is so in reality, confirm; if rows are missing, send the full file."),
    ),
    "of_a_later_month": (
        Text("{count} dòng bắt đầu sau tháng {month}: có thể là số liệu tháng {other}.", "{count} rows begin after {month}: this may be the data of {other}."),
        Text("Kiểm tra tháng; nếu nhầm, rút tệp này và gửi cho đúng tháng.", "Check the month; if it is wrong, withdraw this file and send it for the right one."),
    ),
    "of_an_earlier_month": (
        Text("Không có dòng nào bắt đầu trong tháng {month}, tháng {other} có {count} dòng: có thể là số liệu tháng {other}.", "No row begins in {month} and {count} in {other}: this may be the data of {other}."),
        Text("Kiểm tra tháng; nếu nhầm, rút tệp này và gửi cho đúng tháng.", "Check the month; if it is wrong, withdraw this file and send it for the right one."),
    ),
    "cumulative_to_another_month": (
        Text("Số lũy kế tính đến tháng {other}, nhưng gửi cho tháng {month}.", "The figures are cumulative to {other}, but were sent for {month}."),
        Text("Kiểm tra tháng; nếu nhầm, rút tệp này và gửi cho đúng tháng.", "Check the month; if it is wrong, withdraw this file and send it for the right one."),
    ),
    "months_swapped": (
        Text("Tệp tháng {month} và tệp tháng {other} có vẻ bị gửi đổi chỗ cho nhau.", "The files of {month} and {other} seem to have been sent in each other's place."),
        Text("So lại hai tệp; nếu đổi chỗ, gửi lại cả hai đúng tháng; nếu không, xác nhận.", "Compare the two files; if they are swapped, send both again for their months; if not, confirm."),
    ),
    "same_as_another_month": (
        Text("Nội dung giống hệt tệp đã tiếp nhận cho tháng {other}.", "The content is the very same as that accepted for {other}."),
        Text("Kiểm tra tháng; nếu số liệu không đổi thật, xác nhận; nếu nhầm, rút và gửi tệp đúng.", "Check the month; if nothing changed in reality, confirm; if it is a mistake, withdraw it and send the right file."),
    ),
    "overtaken": (
        Text("Nơi gửi đã có bản mới hơn được tiếp nhận ngày {day}.", "A later delivery of this sender was accepted, received on {day}."),
        Text("Không cần làm gì; nếu bản này mới đúng, gửi lại.", "Nothing to do; if this one is right, send it again."),
    ),
    "months_mixed": (
        Text("{count} dòng có ngày ngoài tháng {month}.", "{count} rows have a day outside {month}."),
        Text("Kiểm tra xem có gửi nhầm tháng không.", "Check whether the right month was sent."),
    ),
}  # fmt: skip
"""Findings about a file among the months of its register."""
