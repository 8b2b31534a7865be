package main

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func env(name string) string {
	return map[string]string{
		"PAGE_HEALTH":     "/api/health",
		"PAGE_TITLE":      "Grafana",
		"PAGE_WOULD_SHOW": "dashboards <of> the mesh",
		"PAGE_INSTEAD":    "./lab dashboard istio-mesh,./lab graph",
	}[name]
}

func get(path, accept string) *httptest.ResponseRecorder {
	request := httptest.NewRequest("GET", path, nil)
	request.Header.Set("Accept", accept)
	answer := httptest.NewRecorder()
	newPage(env).ServeHTTP(answer, request)
	return answer
}

func TestTheProbeIsAnswered(t *testing.T) {
	if answer := get("/api/health", ""); answer.Code != 200 {
		t.Errorf("the probe gets %d", answer.Code)
	}
}

func TestABrowserIsToldThatItIsAStandIn(t *testing.T) {
	for _, answer := range []*httptest.ResponseRecorder{get("/", "*/*"), get("/d/1/mesh", "text/html,*/*")} {
		body := answer.Body.String()
		if answer.Code != 200 || !strings.Contains(body, "This is not Grafana") {
			t.Errorf("%d %s", answer.Code, body)
		}
		if !strings.Contains(body, "dashboards &lt;of&gt; the mesh") {
			t.Errorf("what the real one shows is missing or not escaped: %s", body)
		}
	}
}

func TestABrowserIsToldWhatShowsTheSame(t *testing.T) {
	body := get("/", "text/html").Body.String()
	for _, command := range []string{"<pre>./lab dashboard istio-mesh</pre>", "<pre>./lab graph</pre>"} {
		if !strings.Contains(body, command) {
			t.Errorf("%s is missing: %s", command, body)
		}
	}
}

func TestAnAPIHasNoData(t *testing.T) {
	if answer := get("/api/dashboards", "*/*"); answer.Code != 404 {
		t.Errorf("an API call gets %d %s", answer.Code, answer.Body)
	}
}
