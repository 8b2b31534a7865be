// page stands in for a web interface that cannot be had. It answers the probes of the Deployment, and
// everywhere else it says what it is. It never shows data.
//
// All it is told comes by environment, because some Deployments name a command of their own:
// PAGE_LISTEN (addresses, separated by commas), PAGE_HEALTH (the probe's path; empty: none), PAGE_TITLE,
// PAGE_WOULD_SHOW (what the real one shows, as the end of a sentence), PAGE_INSTEAD (commands of the lab that show it in
// another way, separated by commas; empty: none).
package main

import (
	"html/template"
	"net/http"
	"os"
	"strings"

	"istio-lab/bed/apps/internal/serve"
)

func main() {
	handler := newPage(os.Getenv)
	addresses := strings.Split(os.Getenv("PAGE_LISTEN"), ",")
	for _, address := range addresses[1:] {
		go serve.Until(address, handler)
	}
	serve.Until(addresses[0], handler)
}

var text = template.Must(template.New("page").Parse(`<!doctype html>
<meta charset="utf-8">
<title>{{.Title}}: a stand-in</title>
<h1>This is not {{.Title}}</h1>
<p>The lab runs on images that were made on this machine, and {{.Title}} cannot be made here. The real one
would show {{.WouldShow}}.</p>
{{with .Instead}}<p>This shows it from the data of this lab:</p>
{{range .}}<pre>{{.}}</pre>
{{end}}{{end}}<p>With official images it is there: see <code>lab images</code>.</p>
`))

// newPage answers the probe with 200, a browser with the page, and everything else (the API of the real
// one) with 404, so that nobody takes the stand-in's answer for data.
func newPage(env func(string) string) http.Handler {
	content := struct {
		Title, WouldShow string
		Instead          []string
	}{Title: env("PAGE_TITLE"), WouldShow: env("PAGE_WOULD_SHOW")}
	if commands := env("PAGE_INSTEAD"); commands != "" {
		content.Instead = strings.Split(commands, ",")
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == env("PAGE_HEALTH"):
			_, _ = w.Write([]byte("ok: a stand-in for " + content.Title + "\n"))
		case r.URL.Path == "/" || strings.Contains(r.Header.Get("Accept"), "text/html"):
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_ = text.Execute(w, content)
		default:
			http.Error(w, "a stand-in for "+content.Title+" has no "+r.URL.Path, http.StatusNotFound)
		}
	})
}
