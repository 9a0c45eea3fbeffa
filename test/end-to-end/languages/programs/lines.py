"""python3 lines.py READ_PORT WRITE_PORT: prints what each way to read returns; then each way to write sends a line."""
import asyncio, platform, socket, sys

READ_PORT, WRITE_PORT = map(int, sys.argv[1:])
INPUTS = 5
print("version", platform.python_version())

def until_end(read):
    while item := read():
        yield item if isinstance(item, bytes) else item.encode()

async def with_asyncio():
    reader, _ = await asyncio.open_connection("127.0.0.1", READ_PORT)
    try:
        while item := await reader.readline():
            yield item
    except ValueError as error:
        yield type(error)

def of_asyncio(_):
    async def collect():
        return [item async for item in with_asyncio()]
    return asyncio.run(collect())

def connected(port):
    return socket.create_connection(("127.0.0.1", port))

READERS = {
    "recv(1024)": lambda s: until_end(lambda: s.recv(1024)),
    'makefile("rb").readline()': lambda s: until_end(s.makefile("rb").readline),
    'makefile("r").readline()': lambda s: until_end(s.makefile("r").readline),
    "asyncio StreamReader.readline()": of_asyncio,
}
for name, read in READERS.items():
    for index in range(INPUTS):
        connection = None if read is of_asyncio else connected(READ_PORT)
        shown = [item.__name__ if isinstance(item, type) else item.hex() for item in read(connection)]
        print("reads", index, name, *shown, sep="\t")

WRITERS = {
    'print("JAM", file=makefile("w"), flush=True)': lambda s: print("JAM", file=s.makefile("w"), flush=True),
    'makefile("w").write("JAM\\r\\n")': lambda s: kept.append(s.makefile("w")) or kept[-1].write("JAM\r\n"),
    'print("JAM", file=makefile("w", newline="\\r\\n"), flush=True)': lambda s: print("JAM", file=s.makefile("w", newline="\r\n"), flush=True),
}
kept = []
for name, write in WRITERS.items():
    connection = connected(WRITE_PORT)
    write(connection)
    connection.shutdown(socket.SHUT_WR)
    connection.recv(1)
    print("writes", name, sep="\t")
sys.stdout.flush()
__import__("os")._exit(0)
