package main

import (
	"bytes"
	"encoding/json"
	"net"
	"strings"
)

// response has its fields in the order in which the original prints them.
type response struct {
	Name          string            `json:"name,omitempty"`
	URI           string            `json:"uri,omitempty"`
	Type          string            `json:"type,omitempty"`
	IPAddresses   []string          `json:"ip_addresses,omitempty"`
	StartTime     string            `json:"start_time,omitempty"`
	EndTime       string            `json:"end_time,omitempty"`
	Duration      string            `json:"duration,omitempty"`
	Headers       map[string]string `json:"headers,omitempty"`
	Cookies       map[string]string `json:"cookies,omitempty"`
	Body          json.RawMessage   `json:"body,omitempty"`
	UpstreamCalls []response        `json:"upstream_calls,omitempty"`
	Code          int               `json:"code"`
	Error         string            `json:"error,omitempty"`
}

func (r response) text() []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	// Only a message that looks like JSON and is none can fail; then the answer is empty.
	_ = encoder.Encode(r)
	return out.Bytes()
}

// body is the message: JSON where it looks like it, else a string.
func body(message string) json.RawMessage {
	if strings.HasPrefix(message, "{") {
		return json.RawMessage(message)
	}
	text, _ := json.Marshal(message)
	return text
}

// ownAddresses are those of IPv4 that others can reach.
func ownAddresses() []string {
	found, _ := net.InterfaceAddrs()
	var all []string
	for _, one := range found {
		if ip, ok := one.(*net.IPNet); ok && !ip.IP.IsLoopback() && ip.IP.To4() != nil {
			all = append(all, ip.IP.String())
		}
	}
	return all
}
