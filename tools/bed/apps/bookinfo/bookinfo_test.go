package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// variables is the environment of a service.
type variables map[string]string

func (v variables) get(name string) string { return v[name] }

// at serves a handler on a loopback address, and tells another service where it is by its variables.
func (v variables) at(t *testing.T, prefix string, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	v[prefix+"_HOSTNAME"], v[prefix+"_SERVICE_PORT"] = address.Hostname(), address.Port()
	return server.URL
}

// start runs all four services as in a cluster with one version of reviews, and gives where productpage is.
func start(t *testing.T, reviews variables) string {
	t.Helper()
	reviews.at(t, "RATINGS", service("ratings", variables{}.get))
	reviews.at(t, "DETAILS", service("details", variables{}.get))
	reviews.at(t, "REVIEWS", service("reviews", reviews.get))
	return reviews.at(t, "PRODUCTPAGE", service("productpage", reviews.get))
}

// version is the environment of one of the three images of reviews.
func version(name string) variables {
	return map[string]variables{
		"v1": {"HOSTNAME": "reviews-v1-x", "ENABLE_RATINGS": "false"},
		"v2": {"HOSTNAME": "reviews-v2-x", "ENABLE_RATINGS": "true"},
		"v3": {"HOSTNAME": "reviews-v3-x", "ENABLE_RATINGS": "true", "STAR_COLOR": "red"},
	}[name]
}

func get(t *testing.T, url string, header http.Header) (int, string) {
	t.Helper()
	return call(t, http.MethodGet, url, "", header)
}

func call(t *testing.T, method, url, body string, header http.Header) (int, string) {
	t.Helper()
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range header {
		request.Header[name] = values
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if place := response.Header.Get("Location"); place != "" {
		return response.StatusCode, place + " " + response.Header.Get("Set-Cookie")
	}
	return response.StatusCode, string(text)
}

func TestEachVersionOfReviewsHasItsStars(t *testing.T) {
	for name, want := range map[string]string{
		"v1": "null", "v2": `{"stars":5,"color":"black"}`, "v3": `{"stars":5,"color":"red"}`,
	} {
		front := start(t, version(name))
		status, body := get(t, front+"/api/v1/products/0/reviews", nil)
		var answer struct {
			ID, Podname, Clustername string
			Reviews                  []struct{ Rating json.RawMessage }
		}
		if err := json.Unmarshal([]byte(body), &answer); err != nil || status != 200 || len(answer.Reviews) != 2 {
			t.Fatalf("%s answers %d %s", name, status, body)
		}
		if got := string(answer.Reviews[0].Rating); got != want && (want != "null" || got != "") {
			t.Errorf("%s has the rating %s, want %s", name, got, want)
		}
		pod := "reviews-" + name + "-x"
		if answer.ID != "0" || answer.Podname != pod || answer.Clustername != "null" {
			t.Errorf("%s says of itself %s", name, body)
		}
		if _, page := get(t, front+"/productpage", nil); !strings.Contains(page, "<code>"+pod+"</code>") {
			t.Errorf("the page does not say that %s answered: %s", name, page)
		}
	}
}

func TestThePageHasWhatTheServicesKnow(t *testing.T) {
	front := start(t, version("v3"))
	status, page := get(t, front+"/productpage", nil)
	for _, part := range []string{
		"<title>Simple Bookstore App</title>", "The Comedy of Errors", "<b>William Shakespeare's</b>",
		"1234567890", "PublisherA", "Reviewer1", "slapstick humour", `"stars red">★★★★★`, `"stars red">★★★★☆`,
	} {
		if status != 200 || !strings.Contains(page, part) {
			t.Errorf("%d, without %q: %s", status, part, page)
		}
	}
	if strings.Contains(page, "on cluster") {
		t.Error("the page names a cluster that nobody told of")
	}
}

func TestTheAPIOfProducts(t *testing.T) {
	front := start(t, version("v2"))
	for route, want := range map[string]string{
		"/api/v1/products":           `[{"id":0,"title":"The Comedy of Errors",`,
		"/api/v1/products/0":         `{"id":0,"author":"William Shakespeare","year":1595,"type":"paperback","pages":200,`,
		"/api/v1/products/7":         `{"id":7,`,
		"/api/v1/products/0/ratings": `{"id":0,"ratings":{"Reviewer1":5,"Reviewer2":4}}`,
	} {
		if status, body := get(t, front+route, nil); status != 200 || !strings.HasPrefix(body, want) {
			t.Errorf("%s answers %d %s", route, status, body)
		}
	}
	if status, body := get(t, front+"/api/v1/products/x", nil); status != 400 ||
		body != `{"error":"Sorry, product details are currently unavailable for this book."}` {
		t.Errorf("no number gives %d %s", status, body)
	}
}

func TestEveryServiceIsHealthyAndLooksNowhereElse(t *testing.T) {
	for name, want := range map[string]string{
		"details": `{"status":"Details is healthy"}`, "ratings": `{"status":"Ratings is healthy"}`,
		"reviews": `{"status":"Reviews is healthy"}`, "productpage": "Product page is healthy",
	} {
		front := variables{}.at(t, "SELF", service(name, variables{}.get))
		if status, body := get(t, front+"/health", nil); status != 200 || body != want {
			t.Errorf("%s answers %d %s", name, status, body)
		}
		if status, _ := get(t, front+"/nowhere", nil); status != 404 {
			t.Errorf("%s answers %d to what it does not have", name, status)
		}
	}
	if service("mongodb", variables{}.get) != nil {
		t.Error("there is a service that there is none of")
	}
}

func TestOtherRatingsAreTakenAndShown(t *testing.T) {
	reviews := variables{"ENABLE_RATINGS": "true"}
	front := start(t, reviews)
	behind := "http://" + reviews["RATINGS_HOSTNAME"] + ":" + reviews["RATINGS_SERVICE_PORT"] + "/ratings/0"
	for body, want := range map[string]int{`{"Reviewer1":0}`: 200, "{": 400} {
		if status, text := call(t, "POST", behind, body, nil); status != want {
			t.Errorf("%s gives %d %s", body, status, text)
		}
	}
	_, body := get(t, front+"/api/v1/products/0/reviews", nil)
	for _, part := range []string{`{"stars":0,"color":"black"}`, `{"error":"Ratings service is currently unavailable"}`} {
		if !strings.Contains(body, part) {
			t.Errorf("without %s: %s", part, body)
		}
	}
}
