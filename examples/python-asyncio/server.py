"""The time server of TUGAS 2 with asyncio, one coroutine for each client: python3 server.py [PORT]"""

import asyncio
import sys
from datetime import datetime

LONGEST_LINE = 1024
IDLE_SECONDS = 300


def answer(line):
    # Compare bytes: decode() raises an error for bytes that are not UTF-8.
    # Bandingkan byte: decode() gagal untuk byte yang bukan UTF-8.
    if not line.endswith(b"\r\n"):
        return b"ERROR end the line with CR LF (13 10)\r\n"
    if line.startswith(b"TIME"):
        return datetime.now().strftime("JAM %H:%M:%S\r\n").encode()
    return b"" if line == b"\r\n" else b"ERROR unknown request\r\n"


async def converse(reader, writer):
    while True:
        # read() returns what has come, half a request or three; readuntil() waits for a whole line.
        # read() memberi apa yang sudah datang, setengah request atau tiga; readuntil() menunggu satu baris utuh.
        try:
            line = await asyncio.wait_for(reader.readuntil(b"\n"), IDLE_SECONDS)
        except asyncio.LimitOverrunError:
            return writer.write(b"ERROR line too long\r\n")
        except asyncio.IncompleteReadError:  # the client's FIN, perhaps within a line / FIN dari client
            return
        if line.endswith(b"\r\n") and line.rstrip() == b"QUIT":
            return
        writer.write(answer(line))
        # Without drain() a client that does not read fills our memory with its replies.
        # Tanpa drain(), client yang tidak membaca memenuhi memori kita dengan respons.
        await writer.drain()


async def serve(reader, writer):
    # One client's errors must not leave its connection open. / Galat satu client tidak boleh membiarkan koneksinya terbuka.
    try:
        await converse(reader, writer)
        # Closing with unread bytes sends RST, which can destroy replies: send FIN, then read what is left.
        # Menutup dengan byte yang belum dibaca mengirim RST: kirim FIN, lalu baca sisanya.
        writer.write_eof()
        while await asyncio.wait_for(reader.read(4096), 2):
            pass
    except (OSError, asyncio.TimeoutError) as error:
        print(writer.get_extra_info("peername"), repr(error), file=sys.stderr)
    finally:
        writer.close()


async def main(port):
    server = await asyncio.start_server(serve, "0.0.0.0", port, limit=LONGEST_LINE - 1, backlog=128)
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 45000))
