/** English: what a programming language has to do with a fault. */
import type { Idioms } from "../idioms.ts";

export const IDIOMS = {
  python: {
    read: "recv(1024) returns what has come: 1 to 1,024 bytes.",
    "lf-accepted": "strip(), splitlines(), and readline() of a file or of asyncio all accept a bare `\\n`.",
    "cr-accepted": "strip() and splitlines() accept a bare `\\r`.",
    "lf-sent": "`\\n` is LF alone, and print() adds no more than that.",
    compare: '`b"TIME" == "TIME"` is always False: compare bytes with bytes.',
    unflushed: 'What is written to makefile("w") is not sent before flush().',
    "time-digits": 'f"{hour}:{minute}" has no leading zeros; strftime("%H:%M:%S") has.',
    "time-hours": "`%I` counts to 12: use `%H`.",
    unclosed:
      "break, and the end of run(), close nothing while a list such as `the_clients` still holds the socket: call close().",
    "one-at-a-time":
      "start() begins a thread; run() is an ordinary call, and join() right after start() waits for the thread's end.",
    decode: "decode() raises a UnicodeDecodeError, which is a ValueError.",
    "reset-raised":
      "recv() raises a ConnectionResetError and sendall() a BrokenPipeError: both are an OSError.",
    "end-shown": 'recv() returns `b""` when the client has closed.',
  },
  node: {
    read: "A `data` event brings what has come: a part of a line, or several lines.",
    "late-lf":
      "readline ends a line at a CR at once, and takes an LF that comes more than 100 ms later for an extra empty line: cut the data at `\\r\\n` yourself.",
    "lf-accepted": "readline, `split(/\\r?\\n/)` and trim() all accept a bare `\\n`.",
    "cr-accepted": "readline ends a line at a bare CR at once, and trim() removes it.",
    "lf-sent": "os.EOL, and a line break inside back-ticks, are LF alone on Linux.",
    compare: "`data` is a Buffer and no text: use toString() before `===`, and remember its line end.",
    "time-digits":
      'getHours() is a number without a leading zero: use padStart(2, "0"), or toTimeString().slice(0, 8).',
    "time-hours":
      "toLocaleTimeString() follows the locale, and may write AM and PM: toTimeString() does not.",
    "time-dots":
      "toLocaleTimeString() follows the locale, and Indonesian writes dots: toTimeString() does not.",
    unclosed: "return only leaves the handler: call socket.end().",
    "one-at-a-time":
      "All handlers share one thread: a loop that waits, or a call whose name ends in Sync, stops every client.",
    "reset-raised": 'A reset is an `error` event: without socket.on("error", …) it ends the whole process.',
    "end-shown": "An `end` event comes when the client has closed; with allowHalfOpen call end() yourself.",
  },
  java: {
    read: "read(buffer) returns what has come: 1 byte up to the buffer's length.",
    "lf-accepted": "BufferedReader.readLine(), Scanner.nextLine() and trim() all accept a bare `\\n`.",
    "cr-accepted": "BufferedReader.readLine() ends a line at a bare CR too, and trim() removes it.",
    "lf-sent":
      "println() and `%n` end a line as the machine does, which is LF alone on Linux: write `\\r\\n` with print().",
    compare:
      "Strings are compared with equals() and not with `==`; what read() brought still has its line end.",
    unflushed:
      "A PrintWriter or BufferedWriter sends nothing before flush(); its autoflush works for println() and printf() only.",
    "time-digits":
      "A number joined to a text has no leading zero: use `HH:mm:ss` in a DateTimeFormatter, or `%02d`.",
    "time-hours": "In a pattern `hh` counts to 12: use `HH:mm:ss`.",
    unclosed: "Leaving the loop closes nothing: call socket.close(), best by try-with-resources.",
    "one-at-a-time":
      "start() begins a thread; run() is an ordinary call, and join() right after start() waits for the thread's end.",
    "reset-raised": "read() and write() throw a SocketException, which is an IOException.",
    "end-shown": "read() returns -1 and readLine() null when the client has closed.",
  },
  go: {
    read: "conn.Read(buffer) returns what has come: 1 byte up to the buffer's length.",
    "lf-accepted": "bufio.Scanner, ReadString('\\n') and strings.TrimSpace() all accept a bare `\\n`.",
    "cr-accepted": "strings.TrimSpace() removes a bare `\\r`.",
    "lf-sent": "Println() and Fprintln() end a line with LF alone.",
    compare: "ReadString('\\n') keeps the line end: use strings.TrimSuffix() before `==`.",
    unflushed: "A bufio.Writer sends nothing before Flush().",
    "time-digits": "In a layout `3` and `4` have no leading zero: write `15:04:05`.",
    "time-hours": "In a layout `03` counts to 12: write `15:04:05`.",
    unclosed: "return closes nothing: write `defer conn.Close()` at the beginning of the function.",
    "one-at-a-time": "Without `go` in front of it the call serves one client to its end.",
    "reset-raised":
      "Read() and Write() return an error: return from the function; log.Fatal() would end the server.",
    "end-shown": "Read() returns io.EOF when the client has closed.",
  },
  c: {
    read: "recv() and read() return what has come: 1 byte up to the size that you give.",
    "lf-accepted": 'fgets() and getline() accept a bare `\\n`, and so does strtok() with "\\r\\n".',
    "cr-accepted": 'strtok() and strcspn() with "\\r\\n" stop at either of the two characters.',
    "lf-sent": "puts() and `\\n` end a line with LF alone.",
    compare: "recv() puts no `\\0` behind the bytes: add it before strcmp(), and remember the line end.",
    unflushed: "A FILE of fdopen() sends nothing before fflush().",
    "time-digits": 'With printf() `%d` has no leading zero: use `%02d`, or strftime() with "%H:%M:%S".',
    "time-hours": "`%I` counts to 12: use `%H`.",
    unclosed:
      "The end of a thread closes nothing: call close(); after fork() the parent has to close it too.",
    "one-at-a-time":
      "pthread_join() right after pthread_create() waits for the thread's end: use pthread_detach().",
    "reset-raised":
      "Writing to such a connection raises SIGPIPE, which ends the program: call signal(SIGPIPE, SIG_IGN) in main().",
    "end-shown": "recv() returns 0 when the client has closed.",
  },
  php: {
    read: "fread($client, 1024) returns what has come: 1 to 1,024 bytes.",
    "lf-accepted": "fgets() and trim() accept a bare `\\n`.",
    "cr-accepted": "trim() removes a bare `\\r`.",
    "lf-sent": "PHP_EOL is LF alone on Linux.",
    compare: "fgets() and fread() keep the line end: `===` is false until it is taken off.",
    "time-digits": "In date() `G` has no leading zero: use `H:i:s`.",
    "time-hours": "In date() `h` counts to 12: use `H:i:s`.",
    unclosed: "After pcntl_fork() both processes have the connection, and each has to call fclose().",
    "one-at-a-time":
      "PHP has one thread: use pcntl_fork() for each client, or stream_select() for all of them.",
    "reset-raised": "fread() and fwrite() then return false or an empty text: leave the loop.",
    "end-shown": 'fread() returns "" and feof() is true when the client has closed.',
  },
  ruby: {
    read: "readpartial(1024) and recv(1024) return what has come: 1 to 1,024 bytes.",
    "lf-accepted": "gets, chomp and strip all accept a bare `\\n`.",
    "cr-accepted": "chomp and strip remove a bare `\\r`.",
    "lf-sent": "puts ends a line with LF alone.",
    compare: 'gets keeps the line end: use chomp("\\r\\n") before `==`.',
    "time-digits": 'A number in a text has no leading zero: use strftime("%H:%M:%S").',
    "time-hours": "`%I` counts to 12: use `%H:%M:%S`.",
    unclosed: "break and return close nothing: call close, best in `ensure`.",
    "one-at-a-time": "Thread.new begins a thread; join right after it waits for the thread's end.",
    decode: "On such bytes split, strip and `=~` raise an ArgumentError, as long as they count as UTF-8.",
    "reset-raised": "gets and write raise Errno::ECONNRESET and Errno::EPIPE: both are a SystemCallError.",
    "end-shown": "gets returns nil, and readpartial raises an EOFError, when the client has closed.",
  },
  csharp: {
    read: "stream.Read() returns what has come: 1 byte up to the size that you give.",
    "lf-accepted": "StreamReader.ReadLine() and Trim() accept a bare `\\n`.",
    "cr-accepted": "Trim() removes a bare `\\r`.",
    "lf-sent": "WriteLine() and Environment.NewLine are LF alone on Linux: write `\\r\\n` with Write().",
    compare:
      "GetString(buffer) makes text of the whole buffer, with `\\0` after what came: pass the count of Read() too.",
    unflushed: "A StreamWriter sends nothing before Flush(), unless AutoFlush is set.",
    "time-digits": "In a format `H` has no leading zero: use `HH`.",
    "time-hours": "In a format `hh` counts to 12: use `HH`.",
    "time-dots": "In a format `:` is the culture's separator, a dot in Indonesian: use `HH':'mm':'ss`.",
    unclosed: "return closes nothing: call Close() on the client, best by `using`.",
    "one-at-a-time": "Start() begins a thread; Join(), Wait() and Result wait for its end.",
    "reset-raised":
      "Read() and Write() throw an IOException; uncaught in any thread, it ends the whole process.",
    "end-shown": "Read() returns 0 and ReadLine() null when the client has closed.",
  },
} as const satisfies Idioms;
