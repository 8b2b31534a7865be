package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// settings have the names and defaults of the original.
type settings struct {
	name, message, listen string
	upstreams             []string
	timing                timing
	faults                faults
	tls                   tlsFiles
}

// tlsFiles are the certificate and the key that it ends TLS with; none: it speaks HTTP.
type tlsFiles struct {
	cert, key string
}

// timing is how long an answer takes: the three levels, and a variance in percent on top.
type timing struct {
	p50, p90, p99 time.Duration
	variance      int
}

// faults make every n-th request fail; 0 is none.
type faults struct {
	every int
	kind  string
	code  int
	delay time.Duration
}

func read(env func(string) string) (settings, error) {
	if kind := or(env("SERVER_TYPE"), "http"); kind != "http" {
		return settings{}, fmt.Errorf("SERVER_TYPE is %q: the stand-in has only http", kind)
	}
	rate, err := strconv.ParseFloat(or(env("ERROR_RATE"), "0"), 64)
	if err != nil || rate < 0 || rate > 1 {
		return settings{}, fmt.Errorf("ERROR_RATE is %q, wanted 0 to 1", env("ERROR_RATE"))
	}
	code, err := strconv.Atoi(or(env("ERROR_CODE"), "500"))
	if err != nil {
		return settings{}, fmt.Errorf("ERROR_CODE is %q, wanted a number", env("ERROR_CODE"))
	}
	files := tlsFiles{env("TLS_CERT_LOCATION"), env("TLS_KEY_LOCATION")}
	if (files.cert == "") != (files.key == "") {
		return settings{}, fmt.Errorf("TLS_CERT_LOCATION is %q and TLS_KEY_LOCATION is %q: wanted both, or neither", files.cert, files.key)
	}
	p50 := duration(env("TIMING_50_PERCENTILE"), 0)
	p90 := duration(env("TIMING_90_PERCENTILE"), p50)
	// "40ms", which the book's manifests have, is no percentage: like the original this takes it for 0.
	variance, _ := strconv.Atoi(env("TIMING_VARIANCE"))
	return settings{
		name:      or(env("NAME"), "Service"),
		message:   or(env("MESSAGE"), "Hello World"),
		listen:    or(env("LISTEN_ADDR"), "0.0.0.0:9090"),
		upstreams: list(env("UPSTREAM_URIS")),
		timing:    timing{p50, p90, duration(env("TIMING_99_PERCENTILE"), p90), variance},
		faults: faults{
			every: everyNth(rate),
			kind:  or(env("ERROR_TYPE"), "http_error"),
			code:  code,
			delay: duration(env("ERROR_DELAY"), 0),
		},
		tls: files,
	}, nil
}

// everyNth is the original's arithmetic: 0.75 makes every request fail, as 1 does.
func everyNth(rate float64) int {
	if rate == 0 {
		return 0
	}
	return int(1 / rate)
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

func duration(text string, otherwise time.Duration) time.Duration {
	if value, err := time.ParseDuration(text); err == nil && value != 0 {
		return value
	}
	return otherwise
}

func list(text string) []string {
	var all []string
	for one := range strings.SplitSeq(text, ",") {
		if one = strings.TrimSpace(one); one != "" {
			all = append(all, one)
		}
	}
	return all
}
