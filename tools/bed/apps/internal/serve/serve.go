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
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	<-drained
}
