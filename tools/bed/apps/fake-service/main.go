// fake-service stands in for nicholasjackson/fake-service v0.14.1 and v0.17.0: it waits, fails and calls other
// services as its environment says. It has what the labs use of it, over HTTP and over TLS that it ends itself (weeks/week3.md
// 4.2, weeks/week2.md 2.31).
package main

import (
	"log"
	"math/rand/v2"
	"net/http"
	"os"
	"time"

	"istio-lab/bed/apps/internal/serve"
)

func main() {
	set, err := read(os.Getenv)
	if err != nil {
		log.Fatal(err)
	}
	app := &service{
		settings: set,
		client: &http.Client{
			Timeout: 30 * time.Second,
			// The original opens a connection per call too.
			Transport: &http.Transport{DisableKeepAlives: true},
		},
		addresses: ownAddresses(),
		random:    rand.IntN,
		sleep:     time.Sleep,
		log:       os.Stdout,
	}
	if set.tls.cert == "" {
		serve.Until(set.listen, app.handler())
		return
	}
	serve.UntilTLS(set.listen, set.tls.cert, set.tls.key, app.handler())
}
