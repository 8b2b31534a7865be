package main

import (
	"bufio"
	"net"
	"strings"
	"testing"
)

// connect gives a connection to an echo server that is closed with the test.
func connect(t *testing.T, greeting string) (net.Conn, *bufio.Reader) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go accept(listener, greeting)
	t.Cleanup(func() { _ = listener.Close() })
	connection, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	return connection, bufio.NewReader(connection)
}

func read(t *testing.T, reader *bufio.Reader) string {
	t.Helper()
	line, err := reader.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(line, "\n")
}

func TestTheGreetingSaysWhatTheEnvironmentKnows(t *testing.T) {
	env := map[string]string{
		"NODE_NAME": "myk8s-control-plane", "POD_NAME": "tcp-echo-deployment-1", "POD_NAMESPACE": "shop",
		"POD_IP": "10.10.0.20", "SERVICE_ACCOUNT": "default",
	}
	wanted := "Welcome, you are connected to node myk8s-control-plane.\nRunning on Pod tcp-echo-deployment-1.\n" +
		"In namespace shop.\nWith IP address 10.10.0.20.\nService default.\n"
	if got := greeting(func(name string) string { return env[name] }); got != wanted {
		t.Errorf("got %q, wanted %q", got, wanted)
	}
	if got := greeting(func(string) string { return "" }); got != "" {
		t.Errorf("of nothing it says %q", got)
	}
}

func TestItSpeaksFirstAndSaysBackEachLine(t *testing.T) {
	connection, reader := connect(t, "Welcome.\n")
	if got := read(t, reader); got != "Welcome." {
		t.Fatalf("greets with %q", got)
	}
	for _, line := range []string{"hello istio!", "once more"} {
		if _, err := connection.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
		if got := read(t, reader); got != line {
			t.Errorf("says back %q, wanted %q", got, line)
		}
	}
}

func TestWhatHasNoEndOfLineIsSaidBackAtTheEnd(t *testing.T) {
	connection, reader := connect(t, "")
	if _, err := connection.Write([]byte("unfinished")); err != nil {
		t.Fatal(err)
	}
	if err := connection.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	rest, _ := reader.ReadString('\n')
	if rest != "unfinished" {
		t.Errorf("says back %q", rest)
	}
}
