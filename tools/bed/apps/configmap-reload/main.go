// configmap-reload stands in for the side car of that name: it calls a URL when the files of a mounted
// ConfigMap change. It has those flags of the original that Istio's sample addons use.
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

// The kubelet brings a change of a ConfigMap within a minute or so, hence a second is soon enough.
const interval = time.Second

func main() {
	folder := flag.String("volume-dir", "", "folder to watch")
	url := flag.String("webhook-url", "", "URL to POST to when something in the folder changed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	client := &http.Client{Timeout: 10 * time.Second}
	err := watch(ctx, *folder, interval, func() error { return post(ctx, client, *url) })
	if !errors.Is(err, context.Canceled) {
		log.Fatal(err)
	}
}
