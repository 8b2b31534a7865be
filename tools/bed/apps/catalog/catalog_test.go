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

// start serves a catalog whose dice always show the same.
func start(t *testing.T, change func(*catalog)) (*httptest.Server, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	app := &catalog{
		items: firstItems(),
		rules: map[string]rule{},
		roll:  func() int { return 0 },
		sleep: func(time.Duration) {},
		log:   &log,
	}
	if change != nil {
		change(app)
	}
	server := httptest.NewServer(app.handler())
	t.Cleanup(server.Close)
	return server, &log
}

func call(t *testing.T, method, url, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func compact(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	if err := json.Compact(&out, []byte(text)); err != nil {
		t.Fatalf("%s: %q", err, text)
	}
	return out.String()
}

const firstItem = `{"id":1,"color":"amber","department":"Eyewear","name":"Elinor Glasses","price":"282.00"}`

func TestItemsAreTheFourOfTheBook(t *testing.T) {
	server, _ := start(t, nil)
	status, body := call(t, "GET", server.URL+"/items", "")
	var items []item
	if err := json.Unmarshal([]byte(body), &items); err != nil || status != 200 || len(items) != 4 {
		t.Fatalf("%d %s (%v)", status, body, err)
	}
	if strings.Contains(body, "imageUrl") {
		t.Errorf("version 1 shows images: %s", body)
	}
	if _, one := call(t, "GET", server.URL+"/items/1", ""); compact(t, one) != firstItem {
		t.Errorf("item 1 is %s", one)
	}
	if status, text := call(t, "GET", server.URL+"/items/9", ""); status != 404 || text != "Not Found" {
		t.Errorf("item 9 gives %d %q", status, text)
	}
}

func TestEveryItemHasAnImageWhenTheyAreShown(t *testing.T) {
	server, _ := start(t, func(app *catalog) { app.showImage = true })
	if _, body := call(t, "GET", server.URL+"/items", ""); strings.Count(body, "imageUrl") != 4 {
		t.Errorf("not in all four: %s", body)
	}
	if _, body := call(t, "GET", server.URL+"/items/2", ""); !strings.Contains(body, imageURL) {
		t.Errorf("not in one: %s", body)
	}
}

func TestAnAddedItemGetsTheNextNumber(t *testing.T) {
	server, _ := start(t, nil)
	if status, body := call(t, "POST", server.URL+"/items", `{"id":1,"name":"Hat"}`); status != 201 || body != "" {
		t.Fatalf("%d %q", status, body)
	}
	if _, body := call(t, "GET", server.URL+"/items/5", ""); !strings.Contains(body, "Hat") {
		t.Errorf("item 5 is %s", body)
	}
}

func TestTheFaultSwitchComparesWithLessOrEqual(t *testing.T) {
	for _, one := range []struct {
		rule   string
		rolled int
		want   int
	}{
		{`{"active":true,"type":"500","percentage":50}`, 50, 500},
		{`{"active":true,"type":"500","percentage":50}`, 51, 200},
		{`{"active":true,"type":"500","percentage":0}`, 99, 500},
		{`{"active":true,"type":"500"}`, 99, 500},
		{`{"active":false,"type":"500","percentage":100}`, 0, 200},
	} {
		server, _ := start(t, func(app *catalog) { app.roll = func() int { return one.rolled } })
		if _, text := call(t, "POST", server.URL+"/blowup", one.rule); text != "blowups=[object Object]" {
			t.Fatalf("the switch answers %q", text)
		}
		if status, _ := call(t, "GET", server.URL+"/items", ""); status != one.want {
			t.Errorf("%s and a roll of %d give %d, want %d", one.rule, one.rolled, status, one.want)
		}
		if status, _ := call(t, "GET", server.URL+"/blowup", ""); status != 200 {
			t.Errorf("the switch itself gives %d", status)
		}
	}
}

func TestAnswer500HasNoBody(t *testing.T) {
	server, _ := start(t, nil)
	call(t, "POST", server.URL+"/blowup", `{"active":true,"type":"500"}`)
	if status, body := call(t, "GET", server.URL+"/items/1", ""); status != 500 || body != "" {
		t.Errorf("%d %q", status, body)
	}
}

func TestTheSwitchShowsItsRulesUntilTheyAreDeleted(t *testing.T) {
	server, _ := start(t, nil)
	call(t, "POST", server.URL+"/blowup", `{"active":false,"type":"500","percentage":50}`)
	_, body := call(t, "GET", server.URL+"/blowup", "")
	if want := `{"500":{"active":false,"percentage":50,"type":"500"}}`; compact(t, body) != want {
		t.Errorf("shows %s, want %s", body, want)
	}
	if _, text := call(t, "DELETE", server.URL+"/blowup", `{"type":"500"}`); text != "deleted blowup 500" {
		t.Errorf("answers %q", text)
	}
	if _, body := call(t, "GET", server.URL+"/blowup", ""); body != "{}" {
		t.Errorf("left: %s", body)
	}
}

func TestLatencyDelaysAndThenAnswers(t *testing.T) {
	var slept []time.Duration
	server, _ := start(t, func(app *catalog) {
		app.sleep = func(d time.Duration) { slept = append(slept, d) }
		app.roll = func() int { return 50 }
	})
	for _, rule := range []string{
		`{"active":true,"type":"latency"}`,
		`{"active":true,"type":"latency","latencyMs":300}`,
		`{"active":true,"type":"latency","latencyMs":300,"volatile":true}`,
	} {
		call(t, "POST", server.URL+"/blowup", rule)
		if status, _ := call(t, "GET", server.URL+"/items", ""); status != 200 {
			t.Errorf("%s gives %d", rule, status)
		}
	}
	want := []time.Duration{time.Second, 300 * time.Millisecond, 150 * time.Millisecond}
	if len(slept) != 3 || slept[0] != want[0] || slept[1] != want[1] || slept[2] != want[2] {
		t.Errorf("slept %v, want %v", slept, want)
	}
}

func TestDropClosesTheConnection(t *testing.T) {
	server, _ := start(t, nil)
	call(t, "POST", server.URL+"/blowup", `{"active":true,"type":"drop"}`)
	if response, err := http.Get(server.URL + "/items"); err == nil {
		t.Errorf("answered %d", response.StatusCode)
	}
}

func TestARequestIsLoggedAsTheOriginalDoes(t *testing.T) {
	server, log := start(t, nil)
	call(t, "GET", server.URL+"/items/9", "")
	host := strings.TrimPrefix(server.URL, "http://")
	for _, want := range []string{
		"request path: /items/9\n",
		"blowups: {}\n",
		"number of blowups: 0\n",
		"GET " + host + " /items/9 404 9 - ",
	} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %q in\n%s", want, log)
		}
	}
}

func TestABodyThatIsNoJSONIsRefused(t *testing.T) {
	server, _ := start(t, nil)
	for _, request := range [][2]string{{"POST", "/items"}, {"POST", "/blowup"}, {"DELETE", "/blowup"}} {
		if status, _ := call(t, request[0], server.URL+request[1], "{"); status != 400 {
			t.Errorf("%v gives %d", request, status)
		}
	}
}

func TestItSaysThatItIsMadeWithExpress(t *testing.T) {
	server, _ := start(t, nil)
	response, err := http.Get(server.URL + "/items")
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if got := response.Header.Get("X-Powered-By"); got != "Express" {
		t.Errorf("got %q", got)
	}
}
