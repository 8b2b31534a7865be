package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// started runs it with a METHOD; the channel tells what it said when it returned.
func started(ctx context.Context, method string) <-chan string {
	settings := map[string]string{"METHOD": method, "LABEL": "grafana_dashboard", "FOLDER": "/tmp/dashboards"}
	ended := make(chan string, 1)
	go func() {
		var said string
		run(ctx, func(name string) string { return settings[name] }, func(format string, values ...any) {
			said += fmt.Sprintf(format, values...)
		})
		ended <- said
	}()
	return ended
}

func TestItEndsWhereItIsToLookOnce(t *testing.T) {
	select {
	case said := <-started(context.Background(), "LIST"):
		if !strings.Contains(said, "a stand-in") || !strings.Contains(said, "grafana_dashboard") {
			t.Errorf("it said %q", said)
		}
	case <-time.After(5 * time.Second):
		t.Error("it goes on: the pod would never start")
	}
}

func TestItGoesOnUntilItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	ended := started(ctx, "")
	select {
	case <-ended:
		t.Fatal("it ended: the pod would start it again and again")
	case <-time.After(50 * time.Millisecond):
	}
	stop()
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Error("it does not stop")
	}
}
