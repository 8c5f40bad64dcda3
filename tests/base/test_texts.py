from ansinh.base.errors import AnSinhError
from ansinh.base.texts import Text, speaking

HELLO = Text("Xã {name}", "{name} commune")


def test_a_text_is_said_in_the_readers_language_vietnamese_first():
    text = HELLO.format(name="Mỹ Tú")
    assert str(text) == "Xã Mỹ Tú"
    with speaking("en-GB"):
        assert str(text) == "Mỹ Tú commune"
    with speaking("fr"):
        assert str(text) == "Xã Mỹ Tú"
    assert text.in_language("en") == "Mỹ Tú commune"


def test_a_text_inside_a_text_is_said_in_the_same_language():
    text = HELLO.format(name=Text("một", "one"))
    assert (text.vi, text.en) == ("Xã một", "one commune")


def test_an_error_says_what_happened_what_to_do_and_its_source():
    error = AnSinhError(
        Text("Thiếu cột.", "A column is missing."), Text("Gửi lại.", "Send again."), "366/QĐ-BHXH"
    )
    assert str(error) == "Thiếu cột. Gửi lại. [366/QĐ-BHXH]"
    with speaking("en"):
        assert str(error) == "A column is missing. Send again. [366/QĐ-BHXH]"
    assert str(AnSinhError("x")) == "x"
