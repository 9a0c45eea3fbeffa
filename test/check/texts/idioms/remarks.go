// Shows each remark on Go that reports make: prints `remark: claim: true`.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

func shows(remark, claim string, holds bool) { fmt.Printf("%s: %s: %t\n", remark, claim, holds) }

func connected() (client, server net.Conn) {
	listening, _ := net.Listen("tcp", "127.0.0.1:0")
	defer listening.Close()
	client, _ = net.Dial("tcp", listening.Addr().String())
	server, _ = listening.Accept()
	return
}

func isSilent(client net.Conn) bool {
	client.SetReadDeadline(time.Now().Add(200 * time.Millisecond))
	_, err := client.Read(make([]byte, 1))
	timeout, ok := err.(net.Error)
	client.SetReadDeadline(time.Time{})
	return ok && timeout.Timeout()
}

func leaves(conn net.Conn) {}

func main() {
	buffer := make([]byte, 1024)
	client, server := connected()
	client.Write([]byte("TI"))
	count, _ := server.Read(buffer)
	shows("read", "Read() returns the part that has come", count == 2)
	leaves(server)
	shows("unclosed", "return closes nothing", isSilent(client))
	client.Close()
	_, err := server.Read(buffer)
	shows("end-shown", "Read() returns io.EOF", err == io.EOF)

	scanner := bufio.NewScanner(strings.NewReader("TIME\nQUIT\n"))
	scanner.Scan()
	shows("lf-accepted", "bufio.Scanner", scanner.Text() == "TIME")
	line, _ := bufio.NewReader(strings.NewReader("TIME\nQUIT\n")).ReadString('\n')
	shows("lf-accepted", "ReadString('\\n')", line == "TIME\n")
	shows("lf-accepted", "strings.TrimSpace()", strings.TrimSpace("TIME\n") == "TIME")
	shows("cr-accepted", "strings.TrimSpace()", strings.TrimSpace("TIME\r") == "TIME")
	var text bytes.Buffer
	fmt.Fprintln(&text, "JAM")
	shows("lf-sent", "Fprintln()", text.String() == "JAM\n")
	shows("lf-sent", "Println()", fmt.Sprintln("JAM") == "JAM\n")
	shows("compare", "ReadString('\\n') keeps the line end", line != "TIME" && strings.TrimSuffix(line, "\n") == "TIME")

	client, server = connected()
	writer := bufio.NewWriter(server)
	writer.WriteString("JAM")
	shows("unflushed", "a bufio.Writer before Flush()", isSilent(client))
	writer.Flush()
	count, _ = client.Read(buffer)
	shows("unflushed", "and after it", count == 3)

	moment := time.Date(2026, 1, 1, 15, 4, 5, 0, time.UTC)
	shows("time-digits", "3 and 4", moment.Format("3:4") == "3:4")
	shows("time-digits", "15:04:05", moment.Format("15:04:05") == "15:04:05")
	shows("time-hours", "03 counts to 12", moment.Format("03") == "03")

	ran := false
	func() { ran = true }()
	shows("one-at-a-time", "without go the call comes to its end first", ran)

	client, server = connected()
	client.(*net.TCPConn).SetLinger(0)
	client.Close()
	_, err = server.Read(buffer)
	shows("reset-raised", "Read() returns an error", err != nil && err != io.EOF)
	_, err = server.Write([]byte("JAM"))
	shows("reset-raised", "Write() returns an error", err != nil)
}
