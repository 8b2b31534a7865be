package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

// watch calls reload after each change of a folder, again at every interval until it succeeds.
// It ends with the context's error, or when the folder cannot be read at the start.
func watch(ctx context.Context, folder string, every time.Duration, reload func() error) error {
	known, err := fingerprint(folder)
	if err != nil {
		return err
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		now, err := fingerprint(folder)
		if err != nil || now == known {
			continue
		}
		if err := reload(); err != nil {
			log.Printf("reload failed, trying again: %v", err)
			continue
		}
		log.Printf("%s changed, reloaded", folder)
		known = now
	}
}

// fingerprint changes when a file of the folder does. The kubelet makes a new folder and swaps the link ..data to it,
// so where a link points counts as well, and what it makes on the way does not: it would be a change of its own.
func fingerprint(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), "..") && entry.Name() != "..data" {
			continue
		}
		info, err := entry.Info()
		if err != nil {
			return "", err
		}
		target, _ := os.Readlink(folder + "/" + entry.Name())
		fmt.Fprintln(&all, entry.Name(), target, info.Size(), info.ModTime().UnixNano())
	}
	return all.String(), nil
}

func post(ctx context.Context, client *http.Client, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, response.Status)
	}
	return nil
}
