// bookinfo stands in for the four services of Istio's sample of that name (samples/bookinfo/src of Istio 1.23.2), which
// are written in Ruby, Node, Java and Python. It is told which one it is: details, ratings, reviews or productpage. Over
// HTTP each answers as its original does. What only databases and other variants of the originals need is missing.
package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"istio-lab/bed/apps/internal/serve"
)

// All four Services of the sample have this port.
const address = ":9080"

func main() {
	log.SetOutput(os.Stdout)
	if len(os.Args) != 2 {
		log.Fatal("usage: bookinfo details | ratings | reviews | productpage")
	}
	handler := service(os.Args[1], os.Getenv)
	if handler == nil {
		log.Fatalf("bookinfo has no service %q", os.Args[1])
	}
	log.Printf("%s listens on %s", os.Args[1], address)
	serve.Until(address, logged(handler))
}

// service gives the service of a name, nil where there is none. What it is told comes by environment.
func service(name string, env func(string) string) http.Handler {
	switch name {
	case "details":
		return details()
	case "ratings":
		return newRatings()
	case "reviews":
		return newReviews(env)
	case "productpage":
		return newProductPage(env)
	}
	return nil
}

// baseURL is where a service of the sample is: the variables are those of the originals, and Kubernetes sets the port.
func baseURL(env func(string) string, name, prefix string) string {
	host, port := env(prefix+"_HOSTNAME"), env(prefix+"_SERVICE_PORT")
	if host == "" {
		host = name
	}
	if port == "" {
		port = "9080"
	}
	if domain := env("SERVICES_DOMAIN"); domain != "" {
		host += "." + domain
	}
	return "http://" + host + ":" + port
}

// logged writes a line for each request, after it is answered.
func logged(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		seen := &statusOf{ResponseWriter: w, status: http.StatusOK}
		handler.ServeHTTP(seen, r)
		log.Printf("%s %s %d %s", r.Method, r.URL.Path, seen.status, time.Since(started).Round(time.Microsecond))
	})
}

// statusOf remembers what the log line of a request says.
type statusOf struct {
	http.ResponseWriter
	status int
}

func (s *statusOf) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}
