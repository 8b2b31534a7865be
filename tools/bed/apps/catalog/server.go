package main

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// catalog has all its state in memory: a new process has neither rules nor added items.
type catalog struct {
	mutex     sync.Mutex
	items     []item
	rules     map[string]rule
	showImage bool
	// roll gives 0 to 99.
	roll  func() int
	sleep func(time.Duration)
	log   io.Writer
}

func (c *catalog) logf(format string, values ...any) {
	_, _ = fmt.Fprintf(c.log, format+"\n", values...)
}

func (c *catalog) handler() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /items", c.listItems)
	routes.HandleFunc("GET /items/{id}", c.getItem)
	routes.HandleFunc("POST /items", c.addItem)
	routes.HandleFunc("GET /blowup", c.listRules)
	routes.HandleFunc("POST /blowup", c.setRule)
	routes.HandleFunc("DELETE /blowup", c.deleteRule)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		counted := &counter{ResponseWriter: w, status: http.StatusOK}
		// by this week 2 knows that it is catalog that has answered
		w.Header().Set("X-Powered-By", "Express")
		switch c.blowUp(r.URL.Path) {
		case dropped:
			// The server closes the connection without an answer and without a stack in the log.
			panic(http.ErrAbortHandler)
		case failed:
			counted.WriteHeader(http.StatusInternalServerError)
		case answered:
			routes.ServeHTTP(counted, r)
		}
		ms := float64(time.Since(started).Microseconds()) / 1000
		c.logf("%s %s %s %d %d - %.3f ms", r.Method, r.Host, r.URL.RequestURI(), counted.status, counted.bytes, ms)
	})
}

// counter remembers what the log line of a request says.
type counter struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (c *counter) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(body []byte) (int, error) {
	written, err := c.ResponseWriter.Write(body)
	c.bytes += written
	return written, err
}
