package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

type item struct {
	ID         int    `json:"id"`
	Color      string `json:"color"`
	Department string `json:"department"`
	Name       string `json:"name"`
	Price      string `json:"price"`
	ImageURL   string `json:"imageUrl,omitempty"`
}

const noCatalog = "error calling Catalog service"

func (a *webapp) getCatalog(w http.ResponseWriter, r *http.Request) {
	var items []item
	a.relay(w, r, a.catalog+"/items", &items, noCatalog)
}

func (a *webapp) getItem(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	a.relay(w, r, fmt.Sprintf("%s/items/%d", a.catalog, id), &item{}, noCatalog)
}

func (a *webapp) getUsers(w http.ResponseWriter, r *http.Request) {
	var users []any
	a.relay(w, r, a.forum+"/api/users", &users, "error calling Forum service")
}

// relay sends on what a service answers. It looks at the body alone, never at the status: an empty 500
// is no JSON, and so it becomes a 500 of webapp with this text.
func (a *webapp) relay(w http.ResponseWriter, r *http.Request, url string, into any, failure string) {
	_, body, err := a.ask(r, http.MethodGet, url, nil)
	if err == nil {
		err = json.Unmarshal(body, into)
	}
	if err != nil {
		sendText(w, http.StatusInternalServerError, failure)
		return
	}
	sendJSON(w, into)
}

func (a *webapp) addItem(w http.ResponseWriter, r *http.Request) {
	var one item
	if err := json.NewDecoder(r.Body).Decode(&one); err != nil {
		sendText(w, http.StatusBadRequest, "Invalid CatalogItem")
		return
	}
	body, err := json.Marshal(one)
	if err != nil {
		sendText(w, http.StatusBadRequest, "Invalid CatalogItem")
		return
	}
	status, _, err := a.ask(r, http.MethodPost, a.catalog+"/items", body)
	if err != nil || status != http.StatusCreated {
		sendText(w, http.StatusInternalServerError, noCatalog)
		return
	}
	sendJSON(w, nil)
}

// ask calls a service with the headers that webapp passes on.
func (a *webapp) ask(r *http.Request, method, url string, body []byte) (int, []byte, error) {
	request, err := http.NewRequestWithContext(r.Context(), method, url, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	passOn(r.Header, request.Header)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := a.client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, text, err
}

// passOn copies the first value of Authorization and of every header that starts with x-. It is why a
// trace goes through webapp, and x-dark-launch too.
func passOn(from, to http.Header) {
	for name, values := range from {
		if strings.HasPrefix(strings.ToLower(name), "x-") || name == "Authorization" {
			to.Set(name, values[0])
		}
	}
}
