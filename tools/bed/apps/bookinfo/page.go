package main

import (
	"embed"
	"encoding/json"
	"html/template"
	"net/http"
	"strings"
)

//go:embed static
var files embed.FS

//go:embed productpage.html index.html
var pages embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"stars": func(count int) string {
		count = max(0, min(count, 5))
		return strings.Repeat("★", count) + strings.Repeat("☆", 5-count)
	},
}).ParseFS(pages, "*.html"))

// content is what the page shows.
type content struct {
	User        string
	Product     product
	Description template.HTML
	Details     shownDetails
	Reviews     shownReviews
}

// shownDetails is a book, or why there is none.
type shownDetails struct {
	book
	failure
}

// shownReviews is what reviews answers, or why it does not.
type shownReviews struct {
	failure
	PodName     string
	ClusterName string
	Reviews     []struct {
		Reviewer, Text string
		Rating         *struct {
			rating
			failure
		}
	}
}

// front asks details, then reviews: the original does not ask both at once either. It answers 200 whatever they say.
func (p *productPage) front(w http.ResponseWriter, r *http.Request) {
	// Source of the description is this program.
	shown := content{User: userOf(r), Product: products[0], Description: template.HTML(products[0].DescriptionHTML)}
	p.show(r, &p.details, &shown.Details, &shown.Details.failure)
	p.show(r, &p.reviews, &shown.Reviews, &shown.Reviews.failure)
	send(w, "productpage.html", shown)
}

// show reads what a service answers about the one product. An answer that it can't read is none.
func (p *productPage) show(r *http.Request, of *behind, into any, failed *failure) {
	_, body := p.ask(r, of, "0")
	if err := json.Unmarshal(body, into); err != nil {
		failed.Error = "Sorry, what " + of.name + " answers can't be read."
	}
}

// index names what the page is made of, and leads to it.
func (p *productPage) index(w http.ResponseWriter, _ *http.Request) {
	send(w, "index.html", []behind{p.details, p.reviews, p.ratings})
}

func send(w http.ResponseWriter, name string, data any) {
	var text strings.Builder
	if err := templates.ExecuteTemplate(&text, name, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(text.String()))
}

// Name and URL are for the page.
func (b behind) Name() string { return b.name }

func (b behind) URL() string { return b.url }
