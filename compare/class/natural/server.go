package main

import (
	"bytes"
	"log"
	"net"
	"time"
)

const mistake = 0

func reply() []byte {
	end := "\r\n"
	if mistake == 5 {
		end = "\n"
	}
	return []byte("JAM " + time.Now().Format("15:04:05") + end)
}

func serve(connection net.Conn) {
	defer connection.Close()
	end := []byte("\r\n")
	if mistake == 3 {
		end = []byte("\n")
	}
	var waiting []byte
	chunk := make([]byte, 1024)
	for {
		length, err := connection.Read(chunk)
		if err != nil {
			return
		}
		if mistake == 1 || mistake == 2 {
			if !byChunk(connection, chunk[:length]) {
				return
			}
			continue
		}
		waiting = append(waiting, chunk[:length]...)
		for {
			line, rest, found := bytes.Cut(waiting, end)
			if !found {
				break
			}
			waiting = rest
			if bytes.HasPrefix(line, []byte("TIME")) {
				connection.Write(reply())
				if mistake == 7 {
					return
				}
			} else if string(bytes.TrimSpace(line)) == "QUIT" && mistake != 6 {
				return
			} else if len(line) > 0 && mistake != 8 {
				connection.Write([]byte("ERROR unknown request\r\n"))
			}
		}
	}
}

func byChunk(connection net.Conn, request []byte) bool {
	if string(request) == "TIME\r\n" || mistake == 2 && bytes.HasPrefix(request, []byte("TIME")) {
		connection.Write(reply())
	} else if bytes.HasPrefix(request, []byte("QUIT")) {
		return false
	} else {
		connection.Write([]byte("ERROR\r\n"))
	}
	return true
}

func main() {
	listener, err := net.Listen("tcp4", ":45000")
	if err != nil {
		log.Fatal(err)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			continue
		}
		if mistake == 4 {
			serve(connection)
		} else {
			go serve(connection)
		}
	}
}
