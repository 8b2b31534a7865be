package main

import (
	"bufio"
	"fmt"
	"net"
	"strings"
)

// greeting is a line for each thing that is known, in the order of the original. What its environment does not say is
// left out.
func greeting(env func(string) string) string {
	var lines strings.Builder
	for _, each := range []struct{ name, format string }{
		{"NODE_NAME", "Welcome, you are connected to node %s.\n"},
		{"POD_NAME", "Running on Pod %s.\n"},
		{"POD_NAMESPACE", "In namespace %s.\n"},
		{"POD_IP", "With IP address %s.\n"},
		{"SERVICE_ACCOUNT", "Service %s.\n"},
	} {
		if value := env(each.name); value != "" {
			_, _ = fmt.Fprintf(&lines, each.format, value)
		}
	}
	return lines.String()
}

// accept serves each connection until the listener is closed.
func accept(listener net.Listener, greeting string) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		go echo(connection, greeting)
	}
}

// echo greets first, and says back each line until the other side has no more.
func echo(connection net.Conn, greeting string) {
	defer func() { _ = connection.Close() }()
	if _, err := connection.Write([]byte(greeting)); err != nil {
		return
	}
	reader := bufio.NewReader(connection)
	for {
		line, err := reader.ReadString('\n')
		if _, failed := connection.Write([]byte(line)); err != nil || failed != nil {
			return
		}
	}
}
