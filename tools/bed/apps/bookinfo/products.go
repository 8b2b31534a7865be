package main

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// product is what productpage knows itself of a book. It knows one.
type product struct {
	ID              int    `json:"id"`
	Title           string `json:"title"`
	DescriptionHTML string `json:"descriptionHtml"`
}

var products = []product{{
	ID: 0, Title: "The Comedy of Errors",
	DescriptionHTML: `<a href="https://en.wikipedia.org/wiki/The_Comedy_of_Errors">Wikipedia Summary</a>: The Comedy of Errors is one of <b>William Shakespeare's</b> early plays. It is his shortest and one of his most farcical comedies, with a major part of the humour coming from slapstick and mistaken identity, in addition to puns and word play.`,
}}

// behind is a service that productpage asks.
type behind struct {
	// name is that of the service, and the beginning of its paths.
	name, url string
	// what it knows, in words for the user.
	what string
	// tries is how often it is asked until it answers well.
	tries int
}

type productPage struct {
	details, reviews, ratings behind
	client                    *http.Client
	results                   *counter
}

func newProductPage(env func(string) string) http.Handler {
	page := &productPage{
		details: behind{"details", baseURL(env, "details", "DETAILS"), "details", 1},
		// Twice: Istio's tasks about timeouts find this mistake of the original.
		reviews: behind{"reviews", baseURL(env, "reviews", "REVIEWS"), "reviews", 2},
		ratings: behind{"ratings", baseURL(env, "ratings", "RATINGS"), "ratings", 1},
		client:  newClient(3 * time.Second),
		results: newCounter(),
	}
	return page.handler()
}

func (p *productPage) handler() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /{$}", p.index)
	routes.HandleFunc("GET /index.html", p.index)
	routes.HandleFunc("GET /productpage", p.front)
	routes.HandleFunc("POST /login", login)
	routes.HandleFunc("GET /logout", logout)
	routes.HandleFunc("GET /api/v1/products", func(w http.ResponseWriter, _ *http.Request) {
		sendJSON(w, http.StatusOK, products)
	})
	routes.HandleFunc("GET /api/v1/products/{id}", p.relay(&p.details))
	routes.HandleFunc("GET /api/v1/products/{id}/reviews", p.relay(&p.reviews))
	routes.HandleFunc("GET /api/v1/products/{id}/ratings", p.relay(&p.ratings))
	routes.Handle("GET /static/", http.FileServerFS(files))
	routes.Handle("GET /metrics", p.results)
	routes.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("Product page is healthy"))
	})
	return routes
}

// relay sends on what a service answers about a product.
func (p *productPage) relay(to *behind) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, body := p.ask(r, to, r.PathValue("id"))
		sendJSON(w, status, body)
	}
}

// ask gives what a service answers about a product, or that it is not available, with the status of its answer.
func (p *productPage) ask(r *http.Request, of *behind, id string) (int, json.RawMessage) {
	header := passedOn(r, passOn)
	if user := userOf(r); user != "" {
		header.Set("End-User", user)
	}
	var status int
	var body []byte
	var err error
	for range of.tries {
		status, body, err = ask(p.client, r, of.url+"/"+of.name+"/"+id, header)
		if err == nil && status == http.StatusOK && json.Valid(body) {
			p.results.add(of.name, status)
			return status, body
		}
	}
	if err != nil || status == http.StatusOK {
		status = http.StatusInternalServerError
	}
	p.results.add(of.name, status)
	text := "Sorry, product " + of.what + " are currently unavailable for this book."
	return status, json.RawMessage(`{"error":` + strconv.Quote(text) + `}`)
}
