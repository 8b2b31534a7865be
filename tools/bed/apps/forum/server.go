package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

type forum struct {
	// users is the URL that it asks for them.
	users string
	// local makes it answer with a user of its own, without a call.
	local  bool
	client *http.Client
	log    io.Writer
}

const localUsers = `[{"id":10,"name":"Local User","username":"local","email":"local@example.com"}]`

func (f *forum) handler() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /api/users", f.getUsers)
	routes.HandleFunc("GET /api/healthz", func(http.ResponseWriter, *http.Request) {})
	return routes
}

func (f *forum) getUsers(w http.ResponseWriter, r *http.Request) {
	if f.local {
		_, _ = io.WriteString(w, localUsers)
		return
	}
	status, body, err := f.ask(r)
	if err != nil {
		_, _ = fmt.Fprintf(f.log, "calling %s: %v\n", f.users, err)
		// The original crashes here, so the caller sees a connection that ends without an answer.
		panic(http.ErrAbortHandler)
	}
	if status != http.StatusOK {
		http.Error(w, "error calling Users service", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(body)
}

// ask calls the service with the first value of each header that starts with x-: it is why a trace goes on.
func (f *forum) ask(r *http.Request) (int, []byte, error) {
	request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, f.users, nil)
	if err != nil {
		return 0, nil, err
	}
	for name, values := range r.Header {
		if strings.HasPrefix(strings.ToLower(name), "x-") {
			request.Header.Set(name, values[0])
		}
	}
	response, err := f.client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, body, err
}
