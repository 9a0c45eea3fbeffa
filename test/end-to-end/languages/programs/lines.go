// ./lines READ_PORT WRITE_PORT: prints what each way to read returns; then each way to write sends a line.
package main

import (
	"bufio"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"runtime"
)

const inputs = 5

type next func() ([]byte, error)

var readers = []struct {
	name string
	of   func(net.Conn) next
}{
	{"conn.Read(buffer)", func(conn net.Conn) next {
		return func() ([]byte, error) {
			buffer := make([]byte, 1024)
			count, err := conn.Read(buffer)
			return buffer[:count], err
		}
	}},
	{"bufio.Reader.ReadString('\\n')", func(conn net.Conn) next {
		reader := bufio.NewReader(conn)
		return func() ([]byte, error) { return reader.ReadBytes('\n') }
	}},
	{"bufio.Scanner.Scan()", func(conn net.Conn) next {
		scanner := bufio.NewScanner(conn)
		return func() ([]byte, error) {
			if scanner.Scan() {
				return scanner.Bytes(), nil
			}
			if scanner.Err() != nil {
				return nil, scanner.Err()
			}
			return nil, fmt.Errorf("EOF")
		}
	}},
	{"textproto.Reader.ReadLine()", func(conn net.Conn) next {
		reader := textproto.NewReader(bufio.NewReader(conn))
		return func() ([]byte, error) { return reader.ReadLineBytes() }
	}},
}

var writers = []struct {
	name string
	to   func(net.Conn)
}{
	{`fmt.Fprintln(conn, "JAM")`, func(conn net.Conn) { fmt.Fprintln(conn, "JAM") }},
	{`bufio.NewWriter(conn).WriteString("JAM\r\n")`, func(conn net.Conn) { bufio.NewWriter(conn).WriteString("JAM\r\n") }},
	{`textproto.Writer.PrintfLine("JAM")`, func(conn net.Conn) { textproto.NewWriter(bufio.NewWriter(conn)).PrintfLine("JAM") }},
}

func dial(port string) net.Conn {
	conn, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		panic(err)
	}
	return conn
}

func main() {
	fmt.Println("version", runtime.Version()[2:])
	for _, reader := range readers {
		for index := 0; index < inputs; index++ {
			fmt.Printf("reads\t%d\t%s", index, reader.name)
			for read := reader.of(dial(os.Args[1])); ; {
				item, err := read()
				if len(item) > 0 || err == nil {
					fmt.Printf("\t%x", item)
				}
				if err != nil {
					if err.Error() != "EOF" {
						fmt.Print("\tError")
					}
					break
				}
			}
			fmt.Println()
		}
	}
	for _, writer := range writers {
		conn := dial(os.Args[2])
		writer.to(conn)
		conn.(*net.TCPConn).CloseWrite()
		conn.Read(make([]byte, 1))
		fmt.Printf("writes\t%s\n", writer.name)
	}
}
