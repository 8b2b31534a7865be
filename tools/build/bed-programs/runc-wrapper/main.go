// Command runc-wrapper stands in for runc on a machine that lacks capabilities, as inside a sandbox: there runc
// refuses every container that asks for all of them ("unable to apply caps"). It takes out of a container's
// description what the machine cannot give, and then becomes runc.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// The programs that it stands for, in the order to look.
var runtimes = []string{"/usr/sbin/runc", "/usr/bin/runc", "/usr/local/sbin/runc", "/usr/local/bin/runc"}

func main() {
	args := os.Args[1:]
	if err := edit(args); err != nil {
		fmt.Fprintln(os.Stderr, "runc-wrapper:", err)
		os.Exit(1)
	}
	for _, path := range runtimes {
		if _, err := os.Stat(path); err == nil {
			err = syscall.Exec(path, append([]string{"runc"}, args...), os.Environ())
			fmt.Fprintln(os.Stderr, "runc-wrapper:", path, err)
			os.Exit(1)
		}
	}
	fmt.Fprintln(os.Stderr, "runc-wrapper: there is no runc in", strings.Join(runtimes, ", "))
	os.Exit(1)
}

// edit changes the file that the command describes a process with, when it has one.
func edit(args []string) error {
	lost, err := lostCapabilities()
	if err != nil || len(lost) == 0 {
		return err
	}
	switch command(args) {
	case "create", "run":
		bundle := option(args, "--bundle", "-b")
		return editFile(filepath.Join(bundle, "config.json"), func(spec map[string]any) {
			if process, ok := spec["process"].(map[string]any); ok {
				reduce(process, lost)
			}
		})
	case "exec":
		if file := option(args, "--process", "-p"); file != "" {
			return editFile(file, func(process map[string]any) { reduce(process, lost) })
		}
	}
	return nil
}

func editFile(file string, change func(map[string]any)) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var content map[string]any
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	// A limit of 2^63 must come out as it went in.
	decoder.UseNumber()
	if err := decoder.Decode(&content); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	change(content)
	if text, err = json.Marshal(content); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o600)
}
