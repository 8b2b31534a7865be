package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

// reviewed is what reviews answers. Both names are "null" where they are not known, as Java writes it.
type reviewed struct {
	ID          string   `json:"id"`
	PodName     string   `json:"podname"`
	ClusterName string   `json:"clustername"`
	Reviews     []review `json:"reviews"`
}

type review struct {
	Reviewer string `json:"reviewer"`
	Text     string `json:"text"`
	// Rating is a rating, or a failure; v1 has none.
	Rating any `json:"rating,omitempty"`
}

type rating struct {
	Stars int    `json:"stars"`
	Color string `json:"color"`
}

// reviewers are those that ratings knows by the same names.
var reviewers = []review{
	{Reviewer: "Reviewer1", Text: "An extremely entertaining play by Shakespeare. The slapstick humour is refreshing!"},
	{Reviewer: "Reviewer2", Text: "Absolutely fun and entertaining. The play lacks thematic depth when compared to other plays by Shakespeare."},
}

type reviews struct {
	pod, cluster string
	// asksRatings is what v1 does not do.
	asksRatings bool
	ratings     string
	// color is the one of the stars: black in v2, red in v3.
	color  string
	client *http.Client
}

// newReviews is all three versions: ENABLE_RATINGS and STAR_COLOR are how their images differ.
func newReviews(env func(string) string) http.Handler {
	service := &reviews{
		pod: orElse(env("HOSTNAME"), hostname()), cluster: orElse(env("CLUSTER_NAME"), "null"),
		asksRatings: env("ENABLE_RATINGS") == "true",
		ratings:     baseURL(env, "ratings", "RATINGS") + "/ratings/",
		color:       orElse(env("STAR_COLOR"), "black"),
		client:      newClient(2500 * time.Millisecond),
	}
	// The original's v3 gives up sooner than its v2: a delay shows in one of them only.
	if service.color == "black" {
		service.client.Timeout = 10 * time.Second
	}
	routes := http.NewServeMux()
	routes.HandleFunc("GET /reviews/{id}", service.get)
	routes.HandleFunc("GET /health", healthy("Reviews is healthy"))
	return routes
}

func (s *reviews) get(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	answer := reviewed{ID: strconv.Itoa(id), PodName: s.pod, ClusterName: s.cluster}
	var given map[string]int
	if s.asksRatings {
		given = s.ask(r, id)
	}
	for _, one := range reviewers {
		if s.asksRatings {
			one.Rating = s.rating(given, one.Reviewer)
		}
		answer.Reviews = append(answer.Reviews, one)
	}
	sendJSON(w, http.StatusOK, answer)
}

func (s *reviews) rating(given map[string]int, reviewer string) any {
	if stars, ok := given[reviewer]; ok {
		return rating{stars, s.color}
	}
	return failure{"Ratings service is currently unavailable"}
}

// ask gives the stars by reviewer, none where ratings does not answer well.
func (s *reviews) ask(r *http.Request, id int) map[string]int {
	var answer struct{ Ratings map[string]int }
	status, body, err := ask(s.client, r, s.ratings+strconv.Itoa(id), passedOn(r, reviewsPassOn))
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("got status of %d", status)
	}
	if err == nil {
		err = json.Unmarshal(body, &answer)
	}
	if err != nil {
		log.Printf("Error: unable to contact %s: %v", s.ratings, err)
		return nil
	}
	return answer.Ratings
}

// hostname is the pod's name. Kubernetes sets the variable too, a container engine by itself may not.
func hostname() string {
	name, err := os.Hostname()
	if err != nil {
		return "null"
	}
	return name
}

func orElse(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
