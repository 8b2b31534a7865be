// webapp stands in for the book's image istioinaction/webapp: a page and an API that asks catalog
// (weeks/week1.md 4.1).
package main

import (
	"net/http"
	"os"
	"time"

	"istio-lab/bed/apps/internal/serve"
)

func main() {
	app := &webapp{
		catalog: "http://" + os.Getenv("CATALOG_SERVICE_HOST") + ":" + os.Getenv("CATALOG_SERVICE_PORT"),
		forum:   "http://" + os.Getenv("FORUM_SERVICE_HOST") + ":" + os.Getenv("FORUM_SERVICE_PORT"),
		client: &http.Client{
			Timeout: time.Minute,
			// The original opens a connection per request too.
			Transport: &http.Transport{DisableKeepAlives: true},
		},
		log: os.Stdout,
	}
	serve.Until(":8080", app.handler())
}
