package main

import (
	"encoding/json"
	"slices"
	"strings"
)

// resource is the capability that lower OOM scores and higher limits need.
const resource = "CAP_SYS_RESOURCE"

// reduce takes lost capabilities out of a process, and with CAP_SYS_RESOURCE what needs it.
func reduce(process map[string]any, lost []string) {
	sets, _ := process["capabilities"].(map[string]any)
	for name, set := range sets {
		names, _ := set.([]any)
		sets[name] = slices.DeleteFunc(names, func(each any) bool {
			text, _ := each.(string)
			return slices.Contains(lost, text)
		})
	}
	if !slices.Contains(lost, resource) {
		return
	}
	if score, ok := process["oomScoreAdj"].(json.Number); ok && strings.HasPrefix(score.String(), "-") {
		delete(process, "oomScoreAdj")
	}
	delete(process, "rlimits")
}

// runc's own flags, before the command, that take a value.
var globalFlags = []string{"--log", "--log-format", "--root", "--criu", "--rootless"}

// command is the first word that is neither a flag nor a flag's value.
func command(args []string) string {
	for i := 0; i < len(args); i++ {
		if !strings.HasPrefix(args[i], "-") {
			return args[i]
		}
		if slices.Contains(globalFlags, args[i]) {
			i++
		}
	}
	return ""
}

// option is the value of a flag, written as `--flag value` or `--flag=value`. Empty: it is not there.
func option(args []string, names ...string) string {
	for i, arg := range args {
		for _, name := range names {
			if arg == name && i+1 < len(args) {
				return args[i+1]
			}
			if value, found := strings.CutPrefix(arg, name+"="); found {
				return value
			}
		}
	}
	return ""
}
