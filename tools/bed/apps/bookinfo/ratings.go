package main

import (
	"encoding/json"
	"net/http"
	"path"
	"strconv"
	"sync"
)

// rated is what ratings answers: the stars by reviewer.
type rated struct {
	ID      int `json:"id"`
	Ratings any `json:"ratings"`
}

// stars are those of a book that nobody has rated otherwise.
type stars struct {
	Reviewer1, Reviewer2 int
}

// ratings keeps what is posted to it, in memory.
type ratings struct {
	mutex sync.Mutex
	given map[int]any
}

func newRatings() http.Handler {
	service := &ratings{given: map[int]any{}}
	routes := http.NewServeMux()
	routes.HandleFunc("GET /ratings/", service.get)
	routes.HandleFunc("POST /ratings/", service.post)
	routes.HandleFunc("GET /health", healthy("Ratings is healthy"))
	return routes
}

func (s *ratings) get(w http.ResponseWriter, r *http.Request) {
	if id, ok := bookID(w, r); ok {
		sendJSON(w, http.StatusOK, s.of(id))
	}
}

func (s *ratings) post(w http.ResponseWriter, r *http.Request) {
	id, ok := bookID(w, r)
	if !ok {
		return
	}
	var given any
	if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
		sendJSON(w, http.StatusBadRequest, failure{"please provide valid ratings JSON"})
		return
	}
	s.mutex.Lock()
	s.given[id] = given
	s.mutex.Unlock()
	sendJSON(w, http.StatusOK, s.of(id))
}

func (s *ratings) of(id int) rated {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if given, ok := s.given[id]; ok {
		return rated{id, given}
	}
	return rated{id, stars{5, 4}}
}

// bookID reads the number at the end of the path, and answers where there is none.
func bookID(w http.ResponseWriter, r *http.Request) (int, bool) {
	id, err := strconv.Atoi(path.Base(r.URL.Path))
	if err != nil {
		sendJSON(w, http.StatusBadRequest, failure{"please provide numeric product ID"})
	}
	return id, err == nil
}
