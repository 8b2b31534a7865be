package main

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// item has its fields in the order in which the original prints them. Others are dropped.
type item struct {
	ID         int    `json:"id"`
	Color      string `json:"color"`
	Department string `json:"department"`
	Name       string `json:"name"`
	Price      string `json:"price"`
	ImageURL   string `json:"imageUrl,omitempty"`
}

// The original makes one up for each item; it is always of this form.
const imageURL = "http://lorempixel.com/640/480"

func firstItems() []item {
	return []item{
		{ID: 1, Color: "amber", Department: "Eyewear", Name: "Elinor Glasses", Price: "282.00"},
		{ID: 2, Color: "cyan", Department: "Clothing", Name: "Atlas Shirt", Price: "127.00"},
		{ID: 3, Color: "teal", Department: "Clothing", Name: "Small Metal Shoes", Price: "232.00"},
		{ID: 4, Color: "red", Department: "Watches", Name: "Red Dragon Watch", Price: "232.00"},
	}
}

func (c *catalog) shown(one item) item {
	if c.showImage {
		one.ImageURL = imageURL
	}
	return one
}

func (c *catalog) listItems(w http.ResponseWriter, _ *http.Request) {
	c.mutex.Lock()
	all := make([]item, len(c.items))
	for i, one := range c.items {
		all[i] = c.shown(one)
	}
	c.mutex.Unlock()
	sendJSON(w, all)
}

func (c *catalog) getItem(w http.ResponseWriter, r *http.Request) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, one := range c.items {
		if strconv.Itoa(one.ID) == r.PathValue("id") {
			sendJSON(w, c.shown(one))
			return
		}
	}
	sendText(w, http.StatusNotFound, "Not Found")
}

func (c *catalog) addItem(w http.ResponseWriter, r *http.Request) {
	var one item
	if err := json.NewDecoder(r.Body).Decode(&one); err != nil {
		sendText(w, http.StatusBadRequest, err.Error())
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	one.ID = len(c.items) + 1
	c.items = append(c.items, one)
	w.WriteHeader(http.StatusCreated)
}

// sendJSON prints with two spaces, as the original's json-server does.
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
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text))
}
