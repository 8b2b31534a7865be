package main

import (
	"net/http/httptest"
	"testing"
)

func ask(path string) *httptest.ResponseRecorder {
	request := httptest.NewRequest("GET", path, nil)
	request.Host = "httpbin.istioinaction.io"
	request.Header.Set("x-b3-sampled", "1")
	request.Header.Add("X-Two", "a")
	request.Header.Add("X-Two", "b")
	recorder := httptest.NewRecorder()
	newHttpbin().ServeHTTP(recorder, request)
	return recorder
}

const headers = `{
    "Host": "httpbin.istioinaction.io",
    "X-B3-Sampled": "1",
    "X-Two": "a,b"
  }`

func TestHeadersAreToldAsHttpbinOrgDoes(t *testing.T) {
	if got, want := ask("/headers").Body.String(), "{\n  \"headers\": "+headers+"\n}\n"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestARequestIsToldWithItsArguments(t *testing.T) {
	want := `{
  "args": {
    "a": "1"
  },
  "headers": ` + headers + `,
  "origin": "",
  "url": "http://httpbin.istioinaction.io/get?a=1"
}
`
	if got := ask("/get?a=1").Body.String(); got != want {
		t.Errorf("got %s", got)
	}
}

func TestAnythingElseIsNotThere(t *testing.T) {
	if code := ask("/status/200").Code; code != 404 {
		t.Errorf("got %d", code)
	}
}
