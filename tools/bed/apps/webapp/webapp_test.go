package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const oneItem = `{"id":1,"color":"amber","department":"Eyewear","name":"Elinor Glasses","price":"282.00"}`

// asked is what webapp asked of a service.
type asked struct {
	method, path, body string
	header             http.Header
}

// start serves webapp in front of a service that always answers the same.
func start(t *testing.T, status int, answer string) (string, *asked) {
	t.Helper()
	last := &asked{}
	behind := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*last = asked{r.Method, r.URL.Path, string(body), r.Header}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(behind.Close)
	app := &webapp{catalog: behind.URL, forum: behind.URL, client: behind.Client(), log: io.Discard}
	front := httptest.NewServer(app.handler())
	t.Cleanup(front.Close)
	return front.URL, last
}

func call(t *testing.T, method, url, body string, header http.Header) (int, string) {
	t.Helper()
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if header != nil {
		request.Header = header
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(text)
}

func TestEveryRouteAsksItsService(t *testing.T) {
	for _, one := range []struct {
		method, route, answer, path string
	}{
		{"GET", "/api/catalog", "[" + oneItem + "]", "/items"},
		{"HEAD", "/api/catalog", "[" + oneItem + "]", "/items"},
		{"POST", "/api/catalog", "[]", "/items"},
		{"GET", "/api/catalog/items/1", oneItem, "/items/1"},
		{"GET", "/api/users", `[{"id":1}]`, "/api/users"},
	} {
		url, last := start(t, 200, one.answer)
		if status, body := call(t, one.method, url+one.route, "", nil); status != 200 {
			t.Errorf("%s %s gives %d %s", one.method, one.route, status, body)
		}
		if last.path != one.path || last.method != "GET" {
			t.Errorf("%s asked %s %s", one.route, last.method, last.path)
		}
	}
}

func TestItemsComeThroughAsTheyAre(t *testing.T) {
	withImage := strings.TrimSuffix(oneItem, "}") + `,"imageUrl":"http://lorempixel.com/640/480"}`
	for _, item := range []string{oneItem, withImage} {
		url, _ := start(t, 200, item)
		_, body := call(t, "GET", url+"/api/catalog/items/1", "", nil)
		var flat bytes.Buffer
		for line := range strings.Lines(body) {
			flat.WriteString(strings.Replace(strings.TrimSpace(line), `": `, `":`, 1))
		}
		if flat.String() != item {
			t.Errorf("got %s, want %s", body, item)
		}
	}
}

func TestWhatIsNoJSONBecomesA500(t *testing.T) {
	for status, answer := range map[int]string{500: "", 503: "upstream connect error", 200: "oops"} {
		url, _ := start(t, status, answer)
		got, body := call(t, "GET", url+"/api/catalog", "", nil)
		if got != 500 || body != "error calling Catalog service" {
			t.Errorf("%d %q gives %d %q", status, answer, got, body)
		}
	}
}

func TestAServiceThatDoesNotAnswerBecomesA500(t *testing.T) {
	app := &webapp{catalog: "http://127.0.0.1:1", forum: "http://127.0.0.1:1", client: http.DefaultClient, log: io.Discard}
	front := httptest.NewServer(app.handler())
	defer front.Close()
	for route, want := range map[string]string{"/api/catalog": "Catalog", "/api/users": "Forum"} {
		status, body := call(t, "GET", front.URL+route, "", nil)
		if status != 500 || body != "error calling "+want+" service" {
			t.Errorf("%s gives %d %q", route, status, body)
		}
	}
}

func TestXHeadersAndAuthorizationArePassedOn(t *testing.T) {
	url, last := start(t, 200, "[]")
	call(t, "GET", url+"/api/catalog", "", http.Header{
		"X-Dark-Launch": {"v2"}, "X-B3-Traceid": {"1"}, "Authorization": {"Bearer t"}, "Cookie": {"c=1"},
	})
	for name, want := range map[string]string{
		"x-dark-launch": "v2", "x-b3-traceid": "1", "Authorization": "Bearer t", "Cookie": "",
	} {
		if got := last.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestANewItemIsSentToCatalog(t *testing.T) {
	url, last := start(t, 201, "")
	status, _ := call(t, "POST", url+"/api/catalog/items", `{"name":"Hat"}`, nil)
	if status != 200 || last.method != "POST" || !strings.Contains(last.body, `"name":"Hat"`) {
		t.Errorf("%d, sent %s %s", status, last.method, last.body)
	}
	url, _ = start(t, 500, "")
	if status, body := call(t, "POST", url+"/api/catalog/items", "{}", nil); status != 500 || body != noCatalog {
		t.Errorf("a refused item gives %d %q", status, body)
	}
	if status, body := call(t, "POST", url+"/api/catalog/items", "{", nil); status != 400 || body != "Invalid CatalogItem" {
		t.Errorf("no JSON gives %d %q", status, body)
	}
}

func TestOtherRoutes(t *testing.T) {
	url, _ := start(t, 200, "[]")
	for route, want := range map[string]int{
		"/": 200, "/api/healthz": 200, "/api/catalog/items/one": 404, "/nowhere": 404,
	} {
		if status, _ := call(t, "GET", url+route, "", nil); status != want {
			t.Errorf("%s gives %d, want %d", route, status, want)
		}
	}
}
