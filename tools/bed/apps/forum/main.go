// forum stands in for the book's image istioinaction/forum: an API whose users come from a service on the
// Internet, the one application that leaves the mesh (weeks/week3.md 4.1).
package main

import (
	"net/http"
	"os"
	"time"

	"istio-lab/bed/apps/internal/serve"
)

func main() {
	app := &forum{
		users:  "http://jsonplaceholder.typicode.com/users",
		local:  os.Getenv("LOCAL_USERS") == "true",
		client: &http.Client{Timeout: time.Minute},
		log:    os.Stdout,
	}
	serve.Until(":8080", app.handler())
}
