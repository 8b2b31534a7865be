// The registry of Docker, version 2, with storage on disk and as a pull-through cache: what the lab uses.
// Its own main program needs a module that no proxy has any more.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/docker/distribution/configuration"
	dcontext "github.com/docker/distribution/context"
	"github.com/docker/distribution/health"
	"github.com/docker/distribution/registry/handlers"
	_ "github.com/docker/distribution/registry/proxy"
	_ "github.com/docker/distribution/registry/storage/driver/filesystem"
	"github.com/docker/distribution/version"
	gorilla "github.com/gorilla/handlers"
	"github.com/sirupsen/logrus"
)

// How long running requests get to end.
const drain = 5 * time.Second

func main() {
	if len(os.Args) == 2 && os.Args[1] == "--version" {
		fmt.Println(version.Package, version.Version)
		return
	}
	if len(os.Args) != 3 || os.Args[1] != "serve" {
		log.Fatal("usage: registry serve <config>")
	}
	settings, err := read(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	if err := serve(settings); err != nil {
		log.Fatal(err)
	}
}

// read parses a configuration file; REGISTRY_* variables override its fields.
func read(path string) (*configuration.Configuration, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return configuration.Parse(file)
}

func serve(settings *configuration.Configuration) error {
	level, err := logrus.ParseLevel(string(settings.Log.Level))
	if err != nil {
		level = logrus.InfoLevel
	}
	logrus.SetLevel(level)
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()
	app := handlers.NewApp(dcontext.WithVersion(dcontext.Background(), version.Version), settings)
	app.RegisterHealthChecks()
	handler := health.Handler(alive(app))
	if !settings.Log.AccessLog.Disabled {
		handler = gorilla.CombinedLoggingHandler(os.Stdout, handler)
	}
	server := &http.Server{Addr: settings.HTTP.Addr, Handler: handler, ReadHeaderTimeout: time.Minute}
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		<-stop.Done()
		limit, done := context.WithTimeout(context.Background(), drain)
		defer done()
		_ = server.Shutdown(limit)
	}()
	logrus.Infof("listening on %s", settings.HTTP.Addr)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-drained
	return nil
}

// alive answers probes of the bare address.
func alive(app http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			w.Header().Set("Cache-Control", "no-cache")
			return
		}
		app.ServeHTTP(w, r)
	})
}
