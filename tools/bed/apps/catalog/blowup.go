package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// rule is one entry of the fault switch, kept as it was sent: GET /blowup shows it again.
type rule map[string]any

func (r rule) kind() string   { return fmt.Sprint(r["type"]) }
func (r rule) active() bool   { return r["active"] == true }
func (r rule) volatile() bool { return r["volatile"] == true }

// number is a field, or the default where it is missing or 0, as JavaScript's || has it.
func (r rule) number(field string, otherwise int) int {
	if value, ok := r[field].(float64); ok && value != 0 {
		return int(value)
	}
	return otherwise
}

// outcome is what the rules do to a request.
type outcome int

const (
	answered outcome = iota // nothing, or only a delay: the request is served
	failed                  // 500 with an empty body
	dropped                 // the connection is closed without an answer
)

// blowUp logs the rules and applies them. Only paths with "items" in them are affected.
func (c *catalog) blowUp(path string) outcome {
	c.mutex.Lock()
	rules := c.sortedRules()
	shown, _ := json.Marshal(c.rules)
	c.mutex.Unlock()
	c.logf("request path: %s", path)
	c.logf("blowups: %s", shown)
	c.logf("number of blowups: %d", len(rules))
	if !strings.Contains(path, "items") {
		return answered
	}
	result := answered
	for _, one := range rules {
		if !one.active() || result != answered {
			continue
		}
		switch one.kind() {
		case "500":
			if c.hits(one) {
				c.logf("Sending a 500 blowup")
				result = failed
			}
		case "latency":
			c.delay(one)
		case "drop":
			if c.hits(one) {
				c.logf("Dropping connection")
				result = dropped
			}
		}
	}
	return result
}

// sortedRules has the order in which JavaScript walks them when "500" is one: numbers come first.
func (c *catalog) sortedRules() []rule {
	rules := make([]rule, 0, len(c.rules))
	for _, key := range slices.Sorted(maps.Keys(c.rules)) {
		rules = append(rules, c.rules[key])
	}
	return rules
}

// hits rolls 0 to 99 and compares with <=, as the original does: 50 percent are 51.
func (c *catalog) hits(one rule) bool {
	rolled, percentage := c.roll(), one.number("percentage", 100)
	c.logf("rando is %d and percentage is %d", rolled, percentage)
	return rolled <= percentage
}

func (c *catalog) delay(one rule) {
	ms := one.number("latencyMs", 1000)
	if one.volatile() {
		ms = ms * c.roll() / 100
	}
	c.logf("Sending a latency blowup for %dms", ms)
	c.sleep(time.Duration(ms) * time.Millisecond)
}

func (c *catalog) listRules(w http.ResponseWriter, _ *http.Request) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	sendJSON(w, c.rules)
}

func (c *catalog) setRule(w http.ResponseWriter, r *http.Request) {
	if one, ok := readRule(w, r); ok {
		c.logf("altering blowup with [object Object]")
		c.mutex.Lock()
		c.rules[one.kind()] = one
		c.mutex.Unlock()
		sendText(w, http.StatusOK, "blowups=[object Object]")
	}
}

func (c *catalog) deleteRule(w http.ResponseWriter, r *http.Request) {
	if one, ok := readRule(w, r); ok {
		c.mutex.Lock()
		delete(c.rules, one.kind())
		c.mutex.Unlock()
		sendText(w, http.StatusOK, "deleted blowup "+one.kind())
	}
}

func readRule(w http.ResponseWriter, r *http.Request) (rule, bool) {
	var one rule
	if err := json.NewDecoder(r.Body).Decode(&one); err != nil {
		sendText(w, http.StatusBadRequest, err.Error())
		return nil, false
	}
	return one, true
}
