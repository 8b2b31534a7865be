// catalog stands in for the book's image istioinaction/catalog: four items, and a switch that makes it
// fail (weeks/week1.md 4.1).
package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"istio-lab/bed/apps/internal/serve"
)

func main() {
	app := &catalog{
		items:     firstItems(),
		showImage: os.Getenv("SHOW_IMAGE") != "",
		rules:     map[string]rule{},
		roll:      func() int { return rand.IntN(100) },
		sleep:     time.Sleep,
		log:       os.Stdout,
	}
	fmt.Println("JSON Server is running")
	serve.Until(":3000", app.handler())
}
