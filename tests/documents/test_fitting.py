"""A poster is set as large as one sheet holds."""

from yishi.documents.fitting import ROOM, SIZES, fitting, lines, part


def test_the_less_there_is_to_say_the_larger_it_is_said():
    sizes = [fitting(lambda em, n=n: part(["居民代表会议同意采用方案。" * 3] * n, em)) for n in (1, 12, 20, 200)]
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) == 4, sizes
    assert sizes[0] == SIZES[0] and sizes[-1] == SIZES[-1], "and where nothing fits, the smallest"


def test_what_it_takes_keeps_to_the_sheet():
    for n in range(1, 16):
        size = fitting(lambda em, n=n: part(["同意" * 20] * n, em))
        assert part(["同意" * 20] * n, size * 25.4 / 72) <= ROOM


def test_latin_letters_take_half_a_line():
    assert lines("灯" * 50, 257, 7) == 2 and lines("L" * 50, 257, 7) == 1 and lines("", 257, 7) == 1
