"""Shows each remark on Python that reports make: prints `remark: claim: True`."""
import asyncio, io, socket, struct, threading, time

def shows(remark, claim, holds):
    print(f"{remark}: {claim}: {holds}")

def connected():
    listening = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(listening.getsockname())
    server, _ = listening.accept()
    listening.close()
    return client, server

def raised(call):
    try:
        call()
    except Exception as error:
        return type(error)

async def readline(data):
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    return await reader.readline()

client, server = connected()
client.sendall(b"TI")
shows("read", "recv() returns the part that has come", server.recv(1024) == b"TI")
client.close()
shows("end-shown", "recv() returns b'' when the client has closed", server.recv(1024) == b"")

shows("lf-accepted", "strip()", b"TIME\n".strip() == b"TIME")
shows("lf-accepted", "splitlines()", b"TIME\n".splitlines() == [b"TIME"])
shows("lf-accepted", "readline() of a file", io.BytesIO(b"TIME\nQUIT\n").readline() == b"TIME\n")
shows("lf-accepted", "readline() of asyncio", asyncio.run(readline(b"TIME\nQUIT\n")) == b"TIME\n")
shows("cr-accepted", "strip()", b"TIME\r".strip() == b"TIME")
shows("cr-accepted", "splitlines()", b"TIME\rQUIT\r".splitlines() == [b"TIME", b"QUIT"])
text = io.StringIO(newline="")
print("JAM", file=text)
shows("lf-sent", "print() ends a line with LF", text.getvalue() == "JAM\n")
shows("compare", "bytes never equal text", not (b"TIME" == "TIME"))

client, server = connected()
writer = server.makefile("w")
writer.write("JAM")
client.setblocking(False)
shows("unflushed", "makefile('w') sends nothing before flush()", raised(lambda: client.recv(3)) is BlockingIOError)
client.setblocking(True)
writer.flush()
shows("unflushed", "flush() sends it", client.recv(3) == b"JAM")

moment = time.struct_time((2026, 1, 1, 15, 4, 5, 3, 1, 0))
shows("time-digits", "a number in an f-string", f"{moment.tm_hour}:{moment.tm_min}" == "15:4")
shows("time-digits", "strftime()", time.strftime("%H:%M:%S", moment) == "15:04:05")
shows("time-hours", "%I counts to 12", time.strftime("%I", moment) == "03")

client, server = connected()
kept = [server]
def serve():
    for connection in kept:
        del connection
        break
thread = threading.Thread(target=serve)
thread.start()
thread.join()
client.settimeout(0.2)
shows("unclosed", "the end of run() closes nothing", raised(lambda: client.recv(1)) is TimeoutError)

here = []
threading.Thread(target=lambda: here.append(0)).run()
called = threading.Thread(target=lambda: here.append(threading.current_thread() is threading.main_thread()))
called.run()
shows("one-at-a-time", "run() is an ordinary call", here[1] is True)

shows("decode", "UnicodeDecodeError", raised(b"\xff".decode) is UnicodeDecodeError)
shows("decode", "it is a ValueError", issubclass(UnicodeDecodeError, ValueError))
client, server = connected()
client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
client.close()
shows("reset-raised", "recv() raises ConnectionResetError", raised(lambda: server.recv(1)) is ConnectionResetError)
shows("reset-raised", "sendall() raises BrokenPipeError", raised(lambda: server.sendall(b"JAM")) is BrokenPipeError)
shows("reset-raised", "both are an OSError", issubclass(ConnectionResetError, OSError) and issubclass(BrokenPipeError, OSError))
