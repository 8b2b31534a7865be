package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// start serves forum in front of a service that always answers the same, and tells what was asked of it.
func start(t *testing.T, status int, answer string, local bool) (string, *http.Request) {
	t.Helper()
	asked := &http.Request{}
	behind := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*asked = *r
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(behind.Close)
	app := &forum{users: behind.URL + "/users", local: local, client: behind.Client(), log: io.Discard}
	front := httptest.NewServer(app.handler())
	t.Cleanup(front.Close)
	return front.URL, asked
}

func get(t *testing.T, url string, header http.Header) (int, string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header = header
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(body)
}

func TestUsersAreThoseOfTheService(t *testing.T) {
	url, asked := start(t, 200, `[{"id":1}]`, false)
	if status, body := get(t, url+"/api/users", nil); status != 200 || body != `[{"id":1}]` {
		t.Errorf("%d %q", status, body)
	}
	if asked.Method != "GET" || asked.URL.Path != "/users" {
		t.Errorf("asked %s %s", asked.Method, asked.URL)
	}
}

func TestEveryOtherAnswerBecomesA500Of28Bytes(t *testing.T) {
	for _, status := range []int{404, 502} {
		url, _ := start(t, status, "[]", false)
		got, body := get(t, url+"/api/users", nil)
		if got != 500 || body != "error calling Users service\n" || len(body) != 28 {
			t.Errorf("%d gives %d %q", status, got, body)
		}
	}
}

func TestXHeadersArePassedOn(t *testing.T) {
	url, asked := start(t, 200, "[]", false)
	get(t, url+"/api/users", http.Header{"X-Request-Id": {"7"}, "Authorization": {"Bearer t"}})
	for name, want := range map[string]string{"x-request-id": "7", "Authorization": ""} {
		if got := asked.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestLocalUsersNeedNoCall(t *testing.T) {
	url, asked := start(t, 500, "", true)
	if status, body := get(t, url+"/api/users", nil); status != 200 || body != localUsers || asked.URL != nil {
		t.Errorf("%d %q, asked %v", status, body, asked.URL)
	}
}

func TestAServiceThatCannotBeReachedEndsTheConnection(t *testing.T) {
	app := &forum{users: "http://127.0.0.1:1/users", client: http.DefaultClient, log: io.Discard}
	front := httptest.NewServer(app.handler())
	defer front.Close()
	if response, err := http.Get(front.URL + "/api/users"); err == nil {
		t.Errorf("answered %d", response.StatusCode)
	}
	if status, _ := get(t, front.URL+"/api/healthz", nil); status != 200 {
		t.Errorf("its health is %d", status)
	}
}
