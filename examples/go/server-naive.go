// A time server as many write it in Go; what it fails is in the README: go build server-naive.go && ./server-naive [PORT]
package main

import (
	"bufio"
	"fmt"
	"log"
	"net"
	"os"
	"strings"
	"time"
)

func handle(conn net.Conn) {
	defer conn.Close()
	reader := bufio.NewReader(conn)
	for {
		// Wrong: ReadString() keeps a line without end in memory. / Salah: baris tanpa akhir memenuhi memori.
		line, err := reader.ReadString('\n')
		if err != nil {
			return
		}
		// Wrong: TrimSpace() makes a request of TIME with LF alone. / Salah: TIME dengan LF saja menjadi request.
		switch strings.TrimSpace(line) {
		case "TIME":
			fmt.Fprintf(conn, "JAM %s\r\n", time.Now().Format("15:04:05"))
		case "QUIT":
			return
		default:
			// Wrong: a typing error costs the whole session. / Salah: salah ketik mengakhiri seluruh sesi.
			fmt.Fprint(conn, "ERROR\r\n")
			return
		}
	}
}

func main() {
	port := "45000"
	if len(os.Args) > 1 {
		port = os.Args[1]
	}
	listener, err := net.Listen("tcp", ":"+port)
	if err != nil {
		log.Fatal(err)
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go handle(conn)
	}
}
