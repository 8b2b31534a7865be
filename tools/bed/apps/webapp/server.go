package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

type webapp struct {
	// catalog and forum are the base URLs of the services it asks.
	catalog string
	forum   string
	client  *http.Client
	log     io.Writer
}

const page = `<!doctype html>
<meta charset="utf-8">
<title>Outfitters</title>
<h1>Outfitters</h1>
<p>A stand-in of the lab for the page of the book's webapp. Its API is the same:
<a href="/api/catalog">/api/catalog</a>, <a href="/api/catalog/items/1">/api/catalog/items/1</a>.</p>
`

func (a *webapp) handler() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, page)
	})
	routes.HandleFunc("/api/catalog", a.getCatalog)
	routes.HandleFunc("/api/catalog/items/{id}", a.getItem)
	routes.HandleFunc("POST /api/catalog/items", a.addItem)
	routes.HandleFunc("/api/users", a.getUsers)
	routes.HandleFunc("/api/healthz", func(http.ResponseWriter, *http.Request) {})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		seen := &statusOf{ResponseWriter: w, status: http.StatusOK}
		routes.ServeHTTP(seen, r)
		now, took := started.Format("2006/01/02 15:04:05.000"), time.Since(started).Round(time.Microsecond)
		_, _ = fmt.Fprintf(a.log, "%s | %s | %d | %s | %s %s\n", now, r.RemoteAddr, seen.status, took, r.Method, r.URL.Path)
	})
}

// statusOf remembers what the log line of a request says.
type statusOf struct {
	http.ResponseWriter
	status int
}

func (s *statusOf) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

// sendJSON prints with two spaces, as the original's beego does.
func sendJSON(w http.ResponseWriter, value any) {
	body, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		sendText(w, http.StatusInternalServerError, err.Error())
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(body)
}

func sendText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}
