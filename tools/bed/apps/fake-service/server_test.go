package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// start serves a fake-service with the environment of a manifest. Nothing is slept, and every roll is 0.
func start(t *testing.T, env map[string]string) (string, *service) {
	t.Helper()
	set, err := read(func(name string) string { return env[name] })
	if err != nil {
		t.Fatal(err)
	}
	app := &service{
		settings: set,
		client:   &http.Client{Transport: &http.Transport{DisableKeepAlives: true}},
		random:   func(int) int { return 0 },
		sleep:    func(time.Duration) {},
		log:      io.Discard,
	}
	server := httptest.NewServer(app.handler())
	t.Cleanup(server.Close)
	return server.URL, app
}

func get(t *testing.T, url string, header http.Header) (int, string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header = header
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text)
}

func parsed(t *testing.T, text string) response {
	t.Helper()
	var answer response
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatalf("%s: %s", err, text)
	}
	return answer
}

var backend = map[string]string{"NAME": "simple-backend", "MESSAGE": "Hello from simple-backend-1"}

func TestTheAnswerHasTheMessageAndItsFieldsInOrder(t *testing.T) {
	url, app := start(t, backend)
	app.addresses = []string{"10.10.0.14"}
	status, text := get(t, url, nil)
	if status != 200 || !strings.HasPrefix(text, "{\n  \"name\": \"simple-backend\",\n") {
		t.Fatalf("%d %s", status, text)
	}
	at := 0
	for _, field := range []string{
		`"uri": "/"`, `"type": "HTTP"`, "10.10.0.14", `"start_time"`, `"end_time"`, `"duration"`,
		`"body": "Hello from simple-backend-1"`, `"code": 200`,
	} {
		next := strings.Index(text[at:], field)
		if next < 0 {
			t.Fatalf("no %s behind the others: %s", field, text)
		}
		at += next
	}
	for _, field := range []string{"upstream_calls", "headers", "error"} {
		if strings.Contains(text, field) {
			t.Errorf("has %s: %s", field, text)
		}
	}
}

func TestSettingsThatItCannotKeepAreRefused(t *testing.T) {
	for name, value := range map[string]string{"SERVER_TYPE": "grpc", "ERROR_RATE": "75", "ERROR_CODE": "all"} {
		_, err := read(func(asked string) string { return map[string]string{name: value}[asked] })
		if err == nil || !strings.Contains(err.Error(), value) {
			t.Errorf("%s=%s gives %v", name, value, err)
		}
	}
}

func TestARequestIsLogged(t *testing.T) {
	url, app := start(t, backend)
	var log bytes.Buffer
	app.log = &log
	get(t, url+"/a", nil)
	if !strings.HasSuffix(log.String(), " GET /a 200\n") {
		t.Errorf("logged %q", log.String())
	}
}
