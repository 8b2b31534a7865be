package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"
)

const soon = 5 * time.Millisecond

// mount makes a folder as the kubelet does: prometheus.yml -> ..data/prometheus.yml, ..data -> a folder.
func mount(t *testing.T) (string, func()) {
	t.Helper()
	folder := t.TempDir()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	count := 0
	swap := func() {
		count++
		version := filepath.Join(folder, "..v"+string(rune('0'+count)))
		must(os.Mkdir(version, 0o755))
		must(os.WriteFile(filepath.Join(version, "prometheus.yml"), nil, 0o644))
		must(os.Symlink(filepath.Base(version), filepath.Join(folder, "..new")))
		must(os.Rename(filepath.Join(folder, "..new"), filepath.Join(folder, "..data")))
	}
	swap()
	must(os.Symlink("..data/prometheus.yml", filepath.Join(folder, "prometheus.yml")))
	return folder, swap
}

// start watches a folder and tells each call of reload.
func start(t *testing.T, folder string, results ...error) <-chan struct{} {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	calls, done := make(chan struct{}, 10), make(chan struct{})
	ready := make(chan struct{})
	go func() {
		defer close(done)
		close(ready)
		_ = watch(ctx, folder, soon, func() error {
			calls <- struct{}{}
			if len(results) == 0 {
				return nil
			}
			first := results[0]
			results = results[1:]
			return first
		})
	}()
	t.Cleanup(func() { cancel(); <-done })
	<-ready
	time.Sleep(10 * soon)
	return calls
}

func expectCall(t *testing.T, calls <-chan struct{}) {
	t.Helper()
	select {
	case <-calls:
	case <-time.After(5 * time.Second):
		t.Fatal("no reload")
	}
}

func expectQuiet(t *testing.T, calls <-chan struct{}) {
	t.Helper()
	select {
	case <-calls:
		t.Fatal("reloaded without a change")
	case <-time.After(20 * soon):
	}
}

func TestAChangeOfTheConfigMapReloadsOnce(t *testing.T) {
	folder, swap := mount(t)
	calls := start(t, folder)
	expectQuiet(t, calls)
	swap()
	expectCall(t, calls)
	expectQuiet(t, calls)
}

func TestAReloadThatFailsIsTriedAgain(t *testing.T) {
	folder, swap := mount(t)
	calls := start(t, folder, errors.New("not up yet"))
	swap()
	expectCall(t, calls)
	expectCall(t, calls)
	expectQuiet(t, calls)
}

func TestAFolderThatIsNotThereIsAnError(t *testing.T) {
	err := watch(context.Background(), filepath.Join(t.TempDir(), "none"), soon, nil)
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestOnlyA200CountsAsReloaded(t *testing.T) {
	status, method := http.StatusOK, ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		method = r.Method
		w.WriteHeader(status)
	}))
	defer server.Close()
	if err := post(context.Background(), server.Client(), server.URL); err != nil || method != "POST" {
		t.Errorf("%s: %v", method, err)
	}
	status = http.StatusForbidden
	if err := post(context.Background(), server.Client(), server.URL); err == nil {
		t.Error("403 counts as reloaded")
	}
}
