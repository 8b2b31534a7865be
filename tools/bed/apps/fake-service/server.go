package main

import (
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"
	"sync/atomic"
	"time"
)

const timeFormat = "2006-01-02T15:04:05.000000"

type service struct {
	settings
	client    *http.Client
	addresses []string
	// random gives 0 to n-1.
	random   func(n int) int
	sleep    func(time.Duration)
	log      io.Writer
	requests atomic.Int64
}

func (s *service) handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The original keeps no connection open.
		w.Header().Set("Connection", "close")
		// Go's own router does this, but newer ones with 307: the logs of the study have 301.
		if clean := cleaned(r.URL.Path); clean != r.URL.Path {
			url := *r.URL
			url.Path = clean
			http.Redirect(w, r, url.String(), http.StatusMovedPermanently)
			return
		}
		answer := s.answer(r)
		_, _ = fmt.Fprintf(s.log, "%s %s %s %d\n", time.Now().Format(timeFormat), r.Method, r.URL, answer.Code)
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.text())
	})
}

// cleaned has no double slashes and no dots; a slash at the end stays.
func cleaned(asked string) string {
	clean := path.Clean(asked)
	if clean != "/" && strings.HasSuffix(asked, "/") {
		clean += "/"
	}
	return clean
}

// answer fails at once, or calls the others and then waits until the request has taken its time.
func (s *service) answer(r *http.Request) response {
	started := time.Now()
	answer := response{Name: s.name, URI: r.URL.String(), Type: "HTTP", IPAddresses: s.addresses}
	if failure := s.failure(); failure != "" {
		answer.Code, answer.Error = s.faults.code, failure
		return answer
	}
	answer.Code = http.StatusOK
	for _, uri := range s.upstreams {
		call := s.call(r, uri)
		if call.Error != "" {
			answer.Code = http.StatusInternalServerError
		}
		answer.UpstreamCalls = append(answer.UpstreamCalls, call)
	}
	if rest := s.duration() - time.Since(started); answer.Code == http.StatusOK && rest > 0 {
		s.sleep(rest)
	}
	ended := time.Now()
	answer.StartTime, answer.EndTime = started.Format(timeFormat), ended.Format(timeFormat)
	answer.Duration = ended.Sub(started).String()
	answer.Body = body(s.message)
	return answer
}

// failure is what the request fails with; empty when it does not. Every n-th does.
func (s *service) failure() string {
	count := s.requests.Add(1)
	if s.faults.every == 0 || count%int64(s.faults.every) != 0 {
		return ""
	}
	if s.faults.kind == "http_error" {
		return "Service error automatically injected"
	}
	s.sleep(s.faults.delay)
	return "Service delay automatically injected"
}

// duration is how long an answer takes: 90 of 100 the first level, 9 the second, 1 the third.
func (s *service) duration() time.Duration {
	level := s.timing.p99
	switch rolled := s.random(100); {
	case rolled < 90:
		level = s.timing.p50
	case rolled < 99:
		level = s.timing.p90
	}
	if s.timing.variance <= 0 {
		return level
	}
	return level + level*time.Duration(s.random(s.timing.variance))/100
}
