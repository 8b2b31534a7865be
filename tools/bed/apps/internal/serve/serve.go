// Package serve runs an HTTP server the way a container should.
package serve

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

// Kubernetes waits 30 s before it kills; requests of the lab take a second or two.
const drain = 5 * time.Second

// Until serves on an address until SIGTERM or SIGINT, lets running requests end, and returns.
// It ends the program when it cannot listen.
func Until(address string, handler http.Handler) {
	until(address, handler, func(server *http.Server) error { return server.ListenAndServe() })
}

// UntilTLS does the same over TLS, with the certificate and the key of two files, which it reads at its start.
func UntilTLS(address, cert, key string, handler http.Handler) {
	until(address, handler, func(server *http.Server) error { return server.ListenAndServeTLS(cert, key) })
}

func until(address string, handler http.Handler, listen func(*http.Server) error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	server := &http.Server{Addr: address, Handler: handler, ReadHeaderTimeout: time.Minute}
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		<-ctx.Done()
		limit, cancel := context.WithTimeout(context.Background(), drain)
		defer cancel()
		_ = server.Shutdown(limit)
	}()
	if err := listen(server); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	<-drained
}
