package main

import (
	"testing"
	"time"
)

func TestEveryNthRequestFailsAtOnce(t *testing.T) {
	for _, one := range []struct {
		rate string
		want []int
	}{
		{"", []int{200, 200, 200}},
		{"0.75", []int{503, 503, 503}},
		{"1", []int{503, 503, 503}},
		{"0.5", []int{200, 503, 200, 503}},
		{"0.3", []int{200, 200, 503}},
	} {
		url, app := start(t, map[string]string{
			"ERROR_RATE": one.rate, "ERROR_CODE": "503", "ERROR_TYPE": "http_error", "TIMING_50_PERCENTILE": "1h",
		})
		var slept int
		app.sleep = func(time.Duration) { slept++ }
		good := 0
		for i, want := range one.want {
			status, text := get(t, url, nil)
			if status != want {
				t.Errorf("rate %q: request %d gives %d", one.rate, i+1, status)
			}
			if status == 200 {
				good++
			} else if failed := parsed(t, text); failed.Error != "Service error automatically injected" || failed.Body != nil {
				t.Errorf("the error is %s", text)
			}
		}
		if slept != good {
			t.Errorf("rate %q: slept %d times for %d good answers", one.rate, slept, good)
		}
	}
}

func TestAnErrorOfTypeDelayComesLater(t *testing.T) {
	url, app := start(t, map[string]string{"ERROR_RATE": "1", "ERROR_TYPE": "delay", "ERROR_DELAY": "2s"})
	var slept time.Duration
	app.sleep = func(d time.Duration) { slept += d }
	if status, _ := get(t, url, nil); status != 500 || slept != 2*time.Second {
		t.Errorf("%d after %s", status, slept)
	}
}

func TestAnswersTakeTheTimeOfTheirLevel(t *testing.T) {
	levels := map[string]string{
		"TIMING_50_PERCENTILE": "100ms", "TIMING_90_PERCENTILE": "200ms", "TIMING_99_PERCENTILE": "300ms",
	}
	for rolled, want := range map[int]int{0: 100, 89: 100, 90: 200, 98: 200, 99: 300} {
		_, app := start(t, levels)
		app.random = func(int) int { return rolled }
		if got := app.duration(); got != time.Duration(want)*time.Millisecond {
			t.Errorf("a roll of %d gives %s, want %d ms", rolled, got, want)
		}
	}
	_, app := start(t, map[string]string{"TIMING_50_PERCENTILE": "150ms", "TIMING_VARIANCE": "40ms"})
	app.random = func(int) int { return 99 }
	if got := app.duration(); got != 150*time.Millisecond {
		t.Errorf("with the book's variance, which is no percentage, it is %s", got)
	}
	_, app = start(t, map[string]string{"TIMING_50_PERCENTILE": "100ms", "TIMING_VARIANCE": "50"})
	app.random = func(n int) int { return n - 1 }
	if got := app.duration(); got != 149*time.Millisecond {
		t.Errorf("with a variance of 50 %% it is at most %s", got)
	}
}
