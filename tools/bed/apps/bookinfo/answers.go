package main

import (
	"encoding/json"
	"net/http"
)

// failure is how all of them say in JSON what went wrong.
type failure struct {
	Error string `json:"error"`
}

// health is how three of them answer /health; productpage has a text.
type health struct {
	Status string `json:"status"`
}

func sendJSON(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// healthy answers /health.
func healthy(status string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { sendJSON(w, http.StatusOK, health{status}) }
}
