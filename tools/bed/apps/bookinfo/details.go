package main

import (
	"net/http"
	"path"
	"strconv"
)

// book is what details knows. It knows one book, under every number.
type book struct {
	ID        int    `json:"id"`
	Author    string `json:"author"`
	Year      int    `json:"year"`
	Type      string `json:"type"`
	Pages     int    `json:"pages"`
	Publisher string `json:"publisher"`
	Language  string `json:"language"`
	ISBN10    string `json:"ISBN-10"`
	ISBN13    string `json:"ISBN-13"`
}

// details answers /details/<number>, whatever is between, as the original does.
func details() http.Handler {
	routes := http.NewServeMux()
	answer := func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.Atoi(path.Base(r.URL.Path))
		if err != nil {
			sendJSON(w, http.StatusBadRequest, failure{"please provide numeric product id"})
			return
		}
		sendJSON(w, http.StatusOK, book{
			ID: id, Author: "William Shakespeare", Year: 1595, Type: "paperback", Pages: 200,
			Publisher: "PublisherA", Language: "English", ISBN10: "1234567890", ISBN13: "123-1234567890",
		})
	}
	routes.HandleFunc("/details", answer)
	routes.HandleFunc("/details/", answer)
	routes.HandleFunc("/health", healthy("Details is healthy"))
	return routes
}
