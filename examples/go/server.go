// The time server of TUGAS 2 with a goroutine for each client: go build server.go && ./server [PORT]
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"strings"
	"time"
)

const longestLine, idle, drain = 1024, 300 * time.Second, 2 * time.Second

func answer(line string) string {
	if !strings.HasSuffix(line, "\r\n") {
		return "ERROR end the line with CR LF (13 10)\r\n"
	} else if strings.HasPrefix(line, "TIME") {
		return time.Now().Format("JAM 15:04:05\r\n") // 15 counts to 23, 03 to 12 / 15 sampai 23, 03 sampai 12
	} else if line != "\r\n" {
		return "ERROR unknown request\r\n"
	}
	return ""
}

func serve(conn *net.TCPConn) {
	defer conn.Close() // whatever happens / apa pun yang terjadi
	// Read() returns half a request or three. ReadSlice() waits for LF, up to its buffer's size; ReadString() has no limit.
	// Read() memberi setengah request atau tiga. ReadSlice() menunggu LF, sampai buffer penuh; ReadString() tanpa batas.
	reader := bufio.NewReaderSize(conn, longestLine)
	for {
		conn.SetDeadline(time.Now().Add(idle)) // for the next line, read and answered / untuk baris berikutnya
		line, err := reader.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			fmt.Fprint(conn, "ERROR line too long\r\n")
		} else if err == nil && string(line) != "QUIT\r\n" {
			fmt.Fprint(conn, answer(string(line))) // Fprintln would add LF alone / Fprintln hanya menambah LF
			continue
		}
		break
	}
	// Close() with unread bytes sends RST: send FIN, then read what is left. / Kirim FIN dulu, lalu baca sisanya.
	conn.CloseWrite()
	conn.SetDeadline(time.Now().Add(drain))
	io.Copy(io.Discard, reader)
}
func main() {
	listener, err := net.Listen("tcp", ":"+append(os.Args, "45000")[1])
	if err != nil {
		log.Fatal(err)
	}
	for {
		if conn, err := listener.Accept(); err == nil {
			go serve(conn.(*net.TCPConn))
		}
	}
}
