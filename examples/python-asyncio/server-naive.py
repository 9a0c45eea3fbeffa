"""A time server as many write it with asyncio; what it fails is in the README: python3 server-naive.py [PORT]"""

import asyncio
import sys
from datetime import datetime


async def handle_client(reader, writer):
    try:
        while True:
            data = await reader.readline()
            if not data:
                break
            # Wrong: strip() and upper() make a request of what is none: TIME with LF alone, time in small letters.
            # Salah: strip() dan upper() menjadikan request yang bukan request: TIME dengan LF saja, time huruf kecil.
            message = data.decode(errors="ignore").strip().upper()
            if message == "TIME":
                writer.write(f"JAM {datetime.now():%H:%M:%S}\r\n".encode())
                await writer.drain()
            elif message == "QUIT":
                # Wrong: the protocol sends nothing for QUIT. / Salah: tidak ada respons untuk QUIT.
                writer.write(b"Goodbye\r\n")
                break
    except (OSError, ValueError):
        pass
    writer.close()


async def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 45000
    server = await asyncio.start_server(handle_client, "0.0.0.0", port)
    async with server:
        await server.serve_forever()


asyncio.run(main())
