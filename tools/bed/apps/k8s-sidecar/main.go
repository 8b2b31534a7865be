// k8s-sidecar stands in for kiwigrid's program of that name, which writes ConfigMaps and Secrets with a label into a
// folder for the Grafana beside it. There is no Grafana that could read them, so it writes nothing: it says so, and
// waits, or ends where the real one looks once.
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	run(ctx, os.Getenv, log.Printf)
}

// run returns when the real one would: METHOD=LIST is to look once, everything else to go on watching.
func run(ctx context.Context, env func(string) string, say func(string, ...any)) {
	say("a stand-in: what has the label %s is not written into %s, since no Grafana reads it here",
		env("LABEL"), env("FOLDER"))
	if env("METHOD") != "LIST" {
		<-ctx.Done()
	}
}
