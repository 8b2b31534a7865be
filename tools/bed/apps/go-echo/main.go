// go-echo stands in for cjimti/go-echo: it greets whoever connects with what it knows of its pod, and then says back
// each line (weeks/week2.md 2.30).
package main

import (
	"context"
	"log"
	"net"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	port := os.Getenv("TCP_PORT")
	if port == "" {
		port = "2701"
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("", port))
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	go func() {
		<-ctx.Done()
		_ = listener.Close()
	}()
	log.Printf("listening on %s", listener.Addr())
	accept(listener, greeting(os.Getenv))
}
