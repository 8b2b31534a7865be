package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestUpstreamCallsAreAListWithWhatTheOthersAnswer(t *testing.T) {
	behind, _ := start(t, backend)
	url, _ := start(t, map[string]string{"UPSTREAM_URIS": behind + "/, " + behind + "/"})
	status, text := get(t, url, nil)
	answer := parsed(t, text)
	if status != 200 || answer.Code != 200 || len(answer.UpstreamCalls) != 2 {
		t.Fatalf("%d %s", status, text)
	}
	call := answer.UpstreamCalls[0]
	if call.URI != behind+"/" || string(call.Body) != `"Hello from simple-backend-1"` || call.Code != 200 {
		t.Errorf("the call is %+v", call)
	}
	if !strings.Contains(call.Headers["Content-Type"], "text/plain") {
		t.Errorf("its headers are %v", call.Headers)
	}
}

// recorder serves a fake-service and notes each request.
func recorder(t *testing.T, env map[string]string) (string, *[]*http.Request) {
	t.Helper()
	_, app := start(t, env)
	var seen []*http.Request
	handler := app.handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r)
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL, &seen
}

func TestACallIsTwoRequestsBecauseOfTheDoubleSlash(t *testing.T) {
	behind, seen := recorder(t, backend)
	url, _ := start(t, map[string]string{"UPSTREAM_URIS": behind + "/"})
	get(t, url+"/", nil)
	if len(*seen) != 2 || (*seen)[0].URL.Path != "//" || (*seen)[1].URL.Path != "/" {
		t.Fatalf("asked %v", *seen)
	}
	if (*seen)[0].RemoteAddr == (*seen)[1].RemoteAddr {
		t.Error("both came by one connection")
	}
}

func TestADoubleSlashIsAnsweredWith301(t *testing.T) {
	url, _ := start(t, backend)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for path, want := range map[string]string{"//": "/", "//a//b/?c=1": "/a/b/?c=1"} {
		answer, err := client.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != 301 || answer.Header.Get("Location") != want || !answer.Close {
			t.Errorf("%s gives %d %q, closed %v", path, answer.StatusCode, answer.Header.Get("Location"), answer.Close)
		}
	}
	if status, _ := get(t, url+"/a/", nil); status != 200 {
		t.Errorf("/a/ gives %d", status)
	}
}

func TestHeadersArePassedOn(t *testing.T) {
	behind, seen := recorder(t, backend)
	url, _ := start(t, map[string]string{"UPSTREAM_URIS": behind})
	get(t, url, http.Header{"X-B3-Traceid": {"1"}, "User-Agent": {"fortio"}})
	for name, want := range map[string]string{"x-b3-traceid": "1", "User-Agent": "fortio"} {
		if got := (*seen)[0].Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestAnErrorUpstreamBecomesA500ThatNamesIt(t *testing.T) {
	behind := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Server", "envoy")
		http.Error(w, "upstream connect error", 503)
	}))
	defer behind.Close()
	url, app := start(t, map[string]string{
		"UPSTREAM_URIS": behind.URL + "/", "MESSAGE": "Hello from simple-web!!!", "TIMING_50_PERCENTILE": "1h",
	})
	app.sleep = func(time.Duration) { t.Error("an error waits") }
	status, text := get(t, url, nil)
	answer := parsed(t, text)
	if status != 500 || answer.Code != 500 || string(answer.Body) != `"Hello from simple-web!!!"` {
		t.Fatalf("%d %s", status, text)
	}
	call := answer.UpstreamCalls[0]
	want := "Error processing upstream request: " + behind.URL + "//, expected code 200, got 503"
	if call.Code != 503 || call.Error != want || call.Headers["Server"] != "envoy" || call.Body != nil {
		t.Errorf("the call is %+v", call)
	}
}

func TestAServiceThatDoesNotAnswerHasNoCode(t *testing.T) {
	url, _ := start(t, map[string]string{"UPSTREAM_URIS": "http://127.0.0.1:1/"})
	status, text := get(t, url, nil)
	call := parsed(t, text).UpstreamCalls[0]
	if status != 500 || call.Code != -1 || !strings.HasPrefix(call.Error, "Error communicating with upstream service: ") {
		t.Errorf("%d %s", status, text)
	}
}
