package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// call asks another service and gives its answer, with what the call itself showed: its code and headers. The path of
// the request is put behind the URI as it is. With "/" on both sides that asks for "//", which a fake-service answers
// with 301: so each call is two requests.
func (s *service) call(r *http.Request, uri string) response {
	failed := func(err error) response {
		return response{URI: uri, Code: -1, Error: fmt.Sprintf("Error communicating with upstream service: %s", err)}
	}
	request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, uri, nil)
	if err != nil {
		return failed(err)
	}
	request.URL.Path += r.URL.Path
	for name, values := range r.Header {
		request.Header.Set(name, values[len(values)-1])
	}
	got, err := s.client.Do(request)
	if err != nil {
		return failed(err)
	}
	defer func() { _ = got.Body.Close() }()
	text, err := io.ReadAll(got.Body)
	if err != nil {
		return failed(err)
	}
	var answer response
	// A proxy answers with a text of its own: then only the code and the headers are known.
	if json.Unmarshal(text, &answer) != nil {
		answer = response{}
	}
	answer.URI, answer.Code = uri, got.StatusCode
	answer.Headers, answer.Cookies = joined(got.Header), map[string]string{}
	for _, cookie := range got.Cookies() {
		answer.Cookies[cookie.Name] = cookie.Value
	}
	if got.StatusCode != http.StatusOK {
		answer.Error = fmt.Sprintf(
			"Error processing upstream request: %s, expected code 200, got %d", request.URL, got.StatusCode)
	}
	return answer
}

func joined(header http.Header) map[string]string {
	all := map[string]string{}
	for name, values := range header {
		all[name] = strings.Join(values, ",")
	}
	return all
}
