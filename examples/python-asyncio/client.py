"""Asks a time server for the time, with asyncio: python3 client.py [HOST] [PORT]"""

import asyncio
import re
import sys

SECONDS = 3


async def ask(host, port):
    reader, writer = await asyncio.open_connection(host, port, limit=1024)
    try:
        writer.write(b"TIME\r\n")
        # The reply may come byte by byte: readuntil() goes on until CR LF. One read() would not.
        # Respons bisa datang byte demi byte: readuntil() membaca sampai CR LF. Satu read() tidak.
        reply = await reader.readuntil(b"\r\n")
        # QUIT only now: a server that takes each segment for a request would miss it after TIME.
        # QUIT baru sekarang: server yang menganggap satu segment satu request tidak akan melihatnya.
        writer.write(b"QUIT\r\n")
        return reply
    finally:
        writer.close()


async def main(host="127.0.0.1", port="45000"):
    # One limit for all of it: connecting, and a reply that drips in.
    # Satu batas untuk semuanya: connect, dan respons yang menetes.
    try:
        reply = await asyncio.wait_for(ask(host, int(port)), SECONDS)
    except asyncio.TimeoutError:
        sys.exit(f"client.py: no reply within {SECONDS} seconds")
    except asyncio.IncompleteReadError as error:
        sys.exit(f"client.py: the server closed before a whole reply: {error.partial!r}")
    except (OSError, asyncio.LimitOverrunError) as error:
        sys.exit(f"client.py: {error}")
    if not re.fullmatch(rb"JAM \d\d:\d\d:\d\d\r\n", reply):
        sys.exit(f"client.py: not a time: {reply!r}")
    print(reply[4:12].decode())


asyncio.run(main(*sys.argv[1:]))
