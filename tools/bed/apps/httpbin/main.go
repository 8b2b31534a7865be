// httpbin stands in for httpbin.org, which tells whoever asks what it was asked: the exercises look at the headers that
// a proxy added on the way. It answers /headers and /get in the words and the layout of httpbin.org, and nothing else.
package main

import (
	"encoding/json"
	"net/http"
	"strings"

	"istio-lab/bed/apps/internal/serve"
)

func main() {
	serve.Until(":8080", newHttpbin())
}

func newHttpbin() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /headers", func(w http.ResponseWriter, r *http.Request) {
		answer(w, struct {
			Headers map[string]string `json:"headers"`
		}{headersOf(r)})
	})
	mux.HandleFunc("GET /get", func(w http.ResponseWriter, r *http.Request) {
		host := headersOf(r)["Host"]
		args := map[string]string{}
		for name, values := range r.URL.Query() {
			args[name] = values[0]
		}
		answer(w, struct {
			Args    map[string]string `json:"args"`
			Headers map[string]string `json:"headers"`
			Origin  string            `json:"origin"`
			URL     string            `json:"url"`
		}{args, headersOf(r), r.Header.Get("X-Forwarded-For"), "http://" + host + r.URL.RequestURI()})
	})
	return mux
}

// headersOf has each header once: what came several times is one value with commas.
func headersOf(r *http.Request) map[string]string {
	headers := map[string]string{"Host": r.Host}
	for name, values := range r.Header {
		headers[name] = strings.Join(values, ",")
	}
	return headers
}

func answer(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Access-Control-Allow-Origin", "*")
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(value)
}
