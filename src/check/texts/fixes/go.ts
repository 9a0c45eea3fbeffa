/** Go; indented by blanks, because a tab is eight columns wide in a terminal. */
import type { FixId } from "./fix-id.ts";

export const GO = {
  listen: `
listener, err := net.Listen("tcp", ":45000")
if err != nil {
    log.Fatal(err)
}
for {
    conn, err := listener.Accept()
    if err == nil {
        go run(conn)
    }
}
`.trim(),
  reply: String.raw`
now := time.Now().Format("15:04:05")
fmt.Fprintf(conn, "JAM %s\r\n", now)
`.trim(),
  // ReadSlice fails on a line that is longer than the reader's buffer.
  lines: String.raw`
reader := bufio.NewReaderSize(conn, 1024)
for {
    bytes, err := reader.ReadSlice('\n')
    line := string(bytes)
    if err != nil || line == "QUIT\r\n" {
        break
    }
    isWhole := strings.HasSuffix(line, "\r\n")
    if isWhole && strings.HasPrefix(line, "TIME") {
        now := time.Now().Format("15:04:05")
        fmt.Fprintf(conn, "JAM %s\r\n", now)
    }
}
conn.Close()
`.trim(),
  quit: `
if line == "QUIT" {
    conn.Close()
    return
}
`.trim(),
  unknown: String.raw`
if strings.HasPrefix(line, "TIME") {
    now := time.Now().Format("15:04:05")
    fmt.Fprintf(conn, "JAM %s\r\n", now)
} else {
    fmt.Fprint(conn, "ERROR unknown request\r\n")
}
`.trim(),
  guard: `
func run(conn net.Conn) {
    defer conn.Close()
    defer func() {
        if trouble := recover(); trouble != nil {
            log.Println(trouble)
        }
    }()
    serveClient(conn)
}
`.trim(),
  gone: `
count, err := conn.Read(chunk)
if err != nil {
    conn.Close()
    return
}
`.trim(),
} as const satisfies Record<FixId, string>;
