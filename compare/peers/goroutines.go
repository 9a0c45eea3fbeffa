// The peer in Go: one goroutine per connection, a buffered line reader, the time in JAM lines.
package main

import (
	"bufio"
	"log"
	"net"
	"os"
	"strings"
	"time"
)

func serve(connection net.Conn) {
	defer connection.Close()
	reader := bufio.NewReader(connection)
	writer := bufio.NewWriter(connection)
	for {
		line, err := reader.ReadSlice('\n')
		if err != nil {
			return
		}
		request := strings.TrimRight(string(line), "\r\n")
		switch {
		case strings.HasPrefix(request, "TIME"):
			writer.WriteString(time.Now().Format("JAM 15:04:05\r\n"))
		case request == "QUIT":
			writer.Flush()
			return
		default:
			writer.WriteString("ERROR unknown request\r\n")
		}
		// Requests that arrived in one segment are answered in one, as a careful author would do.
		if reader.Buffered() == 0 {
			if writer.Flush() != nil {
				return
			}
		}
	}
}

func main() {
	listener, err := net.Listen("tcp4", "127.0.0.1:"+os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			log.Fatal(err)
		}
		go serve(connection)
	}
}
