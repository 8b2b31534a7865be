// jsonplaceholder stands in for the service of that name on the Internet, where none can be reached: it has ten
// users, and nothing else of it.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"

	"istio-lab/bed/apps/internal/serve"
)

type user struct {
	ID       int    `json:"id"`
	Name     string `json:"name"`
	Username string `json:"username"`
	Email    string `json:"email"`
}

func main() {
	serve.Until(":8080", handler())
}

func handler() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /users", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		_ = encoder.Encode(users())
	})
	return routes
}

// users are made up, and say so: nobody should take them for the real ones.
func users() []user {
	all := make([]user, 10)
	for i := range all {
		id := i + 1
		all[i] = user{
			ID:       id,
			Name:     fmt.Sprintf("Stand-in User %d", id),
			Username: fmt.Sprintf("user%d", id),
			Email:    fmt.Sprintf("user%d@example.com", id),
		}
	}
	return all
}
