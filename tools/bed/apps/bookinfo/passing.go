package main

import (
	"io"
	"net/http"
	"time"
)

// newClient opens a connection for each request, as the originals do, so that it is seen which pod answers each.
func newClient(timeout time.Duration) *http.Client {
	return &http.Client{Timeout: timeout, Transport: &http.Transport{DisableKeepAlives: true}}
}

// passOn are the headers of a request that go along with what is asked because of it: those of tracing in all its
// kinds, and who asks. Without them each call would be a trace of its own.
var passOn = []string{
	"X-Request-Id", "X-Ot-Span-Context", "X-Datadog-Trace-Id", "X-Datadog-Parent-Id", "X-Datadog-Sampling-Priority",
	"Traceparent", "Tracestate", "X-Cloud-Trace-Context", "Grpc-Trace-Bin", "Sw8",
	"X-B3-Traceid", "X-B3-Spanid", "X-B3-Sampled", "X-B3-Flags",
	"User-Agent", "Cookie", "Authorization", "Jwt",
}

// reviewsPassOn is what reviews passes on besides: productpage knows itself who the user is, and names no parent of a
// span.
var reviewsPassOn = append([]string{"X-B3-Parentspanid", "End-User"}, passOn...)

// passedOn copies headers that a request has.
func passedOn(r *http.Request, names []string) http.Header {
	header := http.Header{}
	for _, name := range names {
		if value := r.Header.Get(name); value != "" {
			header.Set(name, value)
		}
	}
	return header
}

// ask gets a URL because of a request, and ends when that does.
func ask(client *http.Client, because *http.Request, url string, header http.Header) (int, []byte, error) {
	request, err := http.NewRequestWithContext(because.Context(), http.MethodGet, url, nil)
	if err != nil {
		return 0, nil, err
	}
	request.Header = header
	response, err := client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, body, err
}
