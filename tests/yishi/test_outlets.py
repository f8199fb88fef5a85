"""What is said to many goes out as the same bytes, in order, by any server."""

import asyncio

import pytest
from websockets.frames import Frame, Opcode

from yishi.web.outlets import Said, Writing, handed, outlet_of


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65535, 65536])
def test_a_frame_is_what_a_client_reads(size):
    text = "好" * (size // 3) + "x" * (size % 3)
    assert Said(text).frame == Frame(Opcode.TEXT, text.encode()).serialize(mask=False, extensions=[])


def test_a_server_that_makes_one_wait_is_waited_for_and_one_that_is_gone_is_let_be():
    async def story():
        sent, doors, went_on = [], [asyncio.get_running_loop().create_future() for _n in range(2)], []

        async def send(message):
            if message["text"] in "01":
                await doors[int(message["text"])]
            if message["text"] == "broken":
                raise OSError
            sent.append(message["text"])

        outlet = outlet_of({}, send)
        outlet.go_on = lambda: went_on.append(len(sent))
        assert outlet.take(Said("at once")) and sent == ["at once"], "without a task"
        assert outlet.take(Said("broken")) and outlet.take(Said("0"))
        assert not outlet.take(Said("early")), "one after the other"
        doors[0].set_result(None)
        await handed(outlet, Said("1"))
        assert sent == ["at once", "0"] and went_on == [2]
        doors[1].set_exception(OSError())
        await handed(outlet, Said("last"))
        assert sent == ["at once", "0", "last"]
        assert outlet.take(Said("0")) and outlet.take(Said("goes")), "that door stands open"
        outlet.let_go()

    asyncio.run(story())


class Connection(Writing):
    """A server's own WebSocket, as uvicorn has it."""

    def __init__(self):
        self.writable, self.close_sent, self.transport, self.wrote = asyncio.Event(), False, self, []

    def write(self, frame):
        self.wrote.append(frame)


def test_a_server_s_own_socket_writes_frames_and_nothing_while_it_is_full_or_after_its_end():
    async def story():
        mine, went_on = Connection(), []
        mine.go_on = lambda: went_on.append(len(mine.wrote))
        assert not mine.take(Said("early")) and mine.wrote == []
        waits = asyncio.create_task(handed(mine, Said("1")))
        await asyncio.sleep(0)
        mine.writable.set()
        mine.resumed()
        await waits
        assert mine.wrote == [Said("1").frame] and went_on == [0]
        mine.close_sent = True
        assert mine.take(Said("late")) and len(mine.wrote) == 1, "after the last frame comes none"
        mine.let_go()
        mine.resumed()
        assert went_on == [0]

    asyncio.run(story())
