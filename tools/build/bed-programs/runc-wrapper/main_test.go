package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

const withoutResource = "Name:\trunc\nCapEff:\t000001fffeffffff\nCapBnd:\t0\n"

func TestLostCapabilitiesAreTheBitsThatAreNotSet(t *testing.T) {
	lost, err := lostIn(withoutResource)
	if err != nil || !reflect.DeepEqual(lost, []string{"CAP_SYS_RESOURCE"}) {
		t.Fatalf("lost %v, %v", lost, err)
	}
}

func TestNothingIsLostWithAllCapabilities(t *testing.T) {
	lost, err := lostIn("CapEff:\t000001ffffffffff\n")
	if err != nil || len(lost) != 0 {
		t.Fatalf("lost %v, %v", lost, err)
	}
}

func TestTheCommandIsFoundBehindFlagsAndTheirValues(t *testing.T) {
	for want, args := range map[string][]string{
		"create": {"--root", "run", "--log=exec", "--systemd-cgroup", "create", "--bundle", "b", "id"},
		"exec":   {"exec", "--process", "p", "id"},
		"":       {"--version"},
	} {
		if got := command(args); got != want {
			t.Errorf("%v: %q, not %q", args, got, want)
		}
	}
}

func TestBothFormsOfAnOptionAreRead(t *testing.T) {
	for _, args := range [][]string{{"--bundle", "/b"}, {"--bundle=/b"}, {"-b", "/b"}} {
		if got := option(args, "--bundle", "-b"); got != "/b" {
			t.Errorf("%v: %q", args, got)
		}
	}
}

func TestAProcessLosesTheCapabilityAndWhatNeedsIt(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.json")
	text := `{"process":{"oomScoreAdj":-998,"rlimits":[{"hard":18446744073709551615}],
	"capabilities":{"bounding":["CAP_CHOWN","CAP_SYS_RESOURCE"]}},"big":9223372036854775807}`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	err := editFile(file, func(spec map[string]any) {
		reduce(spec["process"].(map[string]any), []string{"CAP_SYS_RESOURCE"})
	})
	made, _ := os.ReadFile(file)
	want := `{"big":9223372036854775807,"process":{"capabilities":{"bounding":["CAP_CHOWN"]}}}`
	if err != nil || string(made) != want {
		t.Fatalf("%s, %v", made, err)
	}
}

func TestAHigherScoreAndOtherCapabilitiesStay(t *testing.T) {
	process := map[string]any{"oomScoreAdj": json.Number("500"), "rlimits": []any{}}
	reduce(process, []string{"CAP_SYS_RESOURCE"})
	if process["oomScoreAdj"] != json.Number("500") {
		t.Error("a score that needs no capability was removed")
	}
	process = map[string]any{"oomScoreAdj": json.Number("-1"), "rlimits": []any{}}
	reduce(process, []string{"CAP_SYS_TIME"})
	if len(process) != 2 {
		t.Error("what CAP_SYS_RESOURCE gives was removed although it is there")
	}
}
