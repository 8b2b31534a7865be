package main

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

// failing starts productpage before services that all answer with one status, and counts how often they are asked.
func failing(t *testing.T, status int) (string, *atomic.Int32) {
	t.Helper()
	env, asked := variables{}, &atomic.Int32{}
	for _, name := range []string{"DETAILS", "REVIEWS", "RATINGS"} {
		env.at(t, name, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			asked.Add(1)
			w.WriteHeader(status)
		}))
	}
	return env.at(t, "SELF", service("productpage", env.get)), asked
}

func TestThePageSaysWhatIsNotAvailable(t *testing.T) {
	front, _ := failing(t, 503)
	status, page := get(t, front+"/productpage", nil)
	for _, part := range []string{
		"Error fetching product details", "product details are currently unavailable",
		"Error fetching product reviews", "product reviews are currently unavailable",
	} {
		if status != 200 || !strings.Contains(page, part) {
			t.Errorf("%d, without %q: %s", status, part, page)
		}
	}
}

func TestTheAPIKeepsTheStatusAndAsksReviewsTwice(t *testing.T) {
	for route, times := range map[string]int32{"": 1, "/ratings": 1, "/reviews": 2} {
		front, asked := failing(t, 503)
		if status, body := get(t, front+"/api/v1/products/0"+route, nil); status != 503 || asked.Load() != times {
			t.Errorf("%s gives %d %s after %d", route, status, body, asked.Load())
		}
	}
}

func TestWhatDoesNotAnswerWellIsA500(t *testing.T) {
	nobody := variables{}
	for _, name := range []string{"DETAILS", "REVIEWS", "RATINGS"} {
		nobody[name+"_HOSTNAME"], nobody[name+"_SERVICE_PORT"] = "127.0.0.1", "1"
	}
	silent := nobody.at(t, "SELF", service("productpage", nobody.get))
	empty, _ := failing(t, 200)
	for _, front := range []string{silent, empty} {
		if status, body := get(t, front+"/api/v1/products/0", nil); status != 500 {
			t.Errorf("it gives %d %s", status, body)
		}
	}
}

func TestReviewsGoesOnWithoutRatings(t *testing.T) {
	env := variables{"ENABLE_RATINGS": "true"}
	env.at(t, "RATINGS", http.NotFoundHandler())
	front := env.at(t, "SELF", service("reviews", env.get))
	status, body := get(t, front+"/reviews/0", nil)
	if status != 200 || strings.Count(body, `"rating":{"error":"Ratings service is currently unavailable"}`) != 2 {
		t.Errorf("it gives %d %s", status, body)
	}
	if status, _ := get(t, front+"/reviews/one", nil); status != 404 {
		t.Errorf("no number gives %d", status)
	}
}

func TestTracesAndTheUserGoThroughAllServices(t *testing.T) {
	var seen http.Header
	env := version("v2")
	env.at(t, "RATINGS", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header
		_, _ = w.Write([]byte(`{"ratings":{}}`))
	}))
	env.at(t, "REVIEWS", service("reviews", env.get))
	front := env.at(t, "SELF", service("productpage", env.get))
	sent := http.Header{"X-Other": {"no"}, "End-User": {"nobody"}, "Cookie": {"session=amFzb24"}}
	for _, name := range []string{"X-Request-Id", "X-B3-Traceid", "X-B3-Spanid", "X-B3-Sampled", "Traceparent", "User-Agent"} {
		sent.Set(name, "its "+name)
	}
	get(t, front+"/api/v1/products/0/reviews", sent)
	sent.Set("End-User", "jason")
	sent.Del("X-Other")
	for name := range sent {
		if seen.Get(name) != sent.Get(name) {
			t.Errorf("ratings is told %s: %q", name, seen.Get(name))
		}
	}
	if seen.Get("X-Other") != "" {
		t.Error("a header that nobody knows went through")
	}
}

func TestSigningInAndOut(t *testing.T) {
	front := start(t, version("v1"))
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Referer": {"/from"}}
	status, text := call(t, "POST", front+"/login", "username=jason&passwd=x", header)
	if status != 302 || !strings.HasPrefix(text, "/from session=amFzb24; ") {
		t.Fatalf("signing in gives %d %s", status, text)
	}
	if _, page := get(t, front+"/productpage", http.Header{"Cookie": {"session=amFzb24"}}); !strings.Contains(page, "jason") {
		t.Errorf("the page does not know who signed in: %s", page)
	}
	status, text = get(t, front+"/logout", nil)
	if status != 302 || !strings.HasPrefix(text, "/productpage session=; ") || !strings.Contains(text, "Max-Age=0") {
		t.Errorf("signing out gives %d %s", status, text)
	}
	if status, _ := get(t, front+"/login", nil); status != 405 {
		t.Errorf("login by GET gives %d", status)
	}
}

func TestTheRestOfThePage(t *testing.T) {
	front := start(t, version("v1"))
	for route, part := range map[string]string{
		"/": "/productpage", "/index.html": "/productpage", "/static/bookinfo.css": ".stars",
	} {
		if status, body := get(t, front+route, nil); status != 200 || !strings.Contains(body, part) {
			t.Errorf("%s gives %d %s", route, status, body)
		}
	}
}

func TestAnswersAreCounted(t *testing.T) {
	front := start(t, version("v1"))
	for range 3 {
		get(t, front+"/productpage", nil)
	}
	get(t, front+"/api/v1/products/x", nil)
	_, text := get(t, front+"/metrics", nil)
	for _, line := range []string{
		"\n# TYPE request_result_total counter\n",
		"\n" + `request_result_total{destination_app="details",response_code="200"} 3` + "\n",
		"\n" + `request_result_total{destination_app="reviews",response_code="200"} 3` + "\n",
		"\n" + `request_result_total{destination_app="details",response_code="400"} 1` + "\n",
		"\nprocess_start_time_seconds ",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("without %q: %s", line, text)
		}
	}
}
