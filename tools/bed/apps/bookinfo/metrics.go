package main

import (
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"time"
)

// counter is how often each service answered with each status: the one metric that the original counts itself.
type counter struct {
	mutex   sync.Mutex
	counts  map[string]int
	started time.Time
}

func newCounter() *counter { return &counter{counts: map[string]int{}, started: time.Now()} }

func (c *counter) add(app string, status int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.counts[fmt.Sprintf(`request_result_total{destination_app="%s",response_code="%d"}`, app, status)]++
}

// ServeHTTP answers in the text format of Prometheus. The two of the process are what its client adds by itself.
func (c *counter) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = fmt.Fprint(w, "# HELP request_result_total Results of requests\n# TYPE request_result_total counter\n")
	lines := make([]string, 0, len(c.counts))
	for series, count := range c.counts {
		lines = append(lines, fmt.Sprintf("%s %d\n", series, count))
	}
	slices.Sort(lines)
	for _, line := range lines {
		_, _ = fmt.Fprint(w, line)
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	gauge := func(name, help string, value int64) {
		_, _ = fmt.Fprintf(w, "# HELP %[1]s %[2]s\n# TYPE %[1]s gauge\n%[1]s %[3]d\n", name, help, value)
	}
	gauge("process_start_time_seconds", "Start time of the process since the epoch, in seconds.", c.started.Unix())
	gauge("process_virtual_memory_bytes", "Memory that the process has from the system, in bytes.", int64(memory.Sys))
}
