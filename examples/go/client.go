// Asks a time server for the time: go build client.go && ./client [HOST] [PORT]
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"regexp"
	"time"
)

const wait, longestReply = 3 * time.Second, 1024

func ask(address string) (string, error) {
	conn, err := net.DialTimeout("tcp", address, wait)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	// A deadline is one moment for all of it; a silent server must not keep us for ever.
	// Deadline adalah satu saat untuk semuanya; server yang diam tidak boleh menahan kita selamanya.
	conn.SetDeadline(time.Now().Add(wait))
	fmt.Fprint(conn, "TIME\r\n")
	// The reply may come byte by byte: ReadString() goes on until LF. One Read() would not.
	// Respons bisa datang byte demi byte: ReadString() membaca sampai LF. Satu Read() tidak.
	reply, err := bufio.NewReader(io.LimitReader(conn, longestReply)).ReadString('\n')
	if errors.Is(err, io.EOF) {
		return "", fmt.Errorf("the server closed before a whole reply: %q", reply)
	} else if errors.Is(err, os.ErrDeadlineExceeded) {
		return "", fmt.Errorf("no reply within %v", wait)
	} else if err != nil {
		return "", err
	}
	// QUIT only now: a server that takes each segment for a request would miss it after TIME.
	// QUIT baru sekarang: server yang menganggap satu segment satu request tidak akan melihatnya.
	fmt.Fprint(conn, "QUIT\r\n")
	if found := regexp.MustCompile(`^JAM (\d\d:\d\d:\d\d)\r\n$`).FindStringSubmatch(reply); found != nil {
		return found[1], nil
	}
	return "", fmt.Errorf("not a time: %q", reply)
}

func main() {
	words := []string{"127.0.0.1", "45000"}
	copy(words, os.Args[1:])
	shown, err := ask(net.JoinHostPort(words[0], words[1]))
	if err != nil {
		fmt.Fprintln(os.Stderr, "client:", err)
		os.Exit(1)
	}
	fmt.Println(shown)
}
