package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// Where the Node SDK keeps the script that connects a program to the engine.
const runScript = "node_modules/@pulumi/pulumi/cmd/run/index.js"

// program is a Node process that is ready to be started.
type program struct {
	node string
	args []string
	dir  string
	env  []string
}

// newProgram turns a request of the engine into a command line.
func newProgram(request *pulumirpc.RunRequest, engine string) (*program, error) {
	info := request.GetInfo()
	dir := info.GetProgramDirectory()
	if dir == "" {
		dir = request.GetPwd()
	}
	script, err := findUp(dir, runScript)
	if err != nil {
		return nil, err
	}
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, fmt.Errorf("node is not on PATH: %w", err)
	}
	env, err := environment(request)
	if err != nil {
		return nil, err
	}
	args := append(nodeArgs(info), script)
	args = append(args, scriptArgs(request, engine)...)
	args = append(args, filepath.Join(dir, orDefault(info.GetEntryPoint(), ".")))
	args = append(args, request.GetArgs()...)
	return &program{node: node, args: args, dir: request.GetPwd(), env: env}, nil
}

// scriptArgs are the flags of the Node SDK's run script; the engine's address ties them together.
func scriptArgs(request *pulumirpc.RunRequest, engine string) []string {
	var args []string
	add := func(flag, value string) {
		if value != "" {
			args = append(args, "--"+flag, value)
		}
	}
	add("monitor", request.GetMonitorAddress())
	add("engine", engine)
	add("organization", orDefault(request.GetOrganization(), "organization"))
	add("project", request.GetProject())
	add("root-directory", request.GetInfo().GetRootDirectory())
	add("stack", request.GetStack())
	add("pwd", request.GetPwd())
	if request.GetDryRun() {
		args = append(args, "--dry-run")
	}
	add("query-mode", strconv.FormatBool(request.GetQueryMode()))
	add("parallel", strconv.Itoa(int(request.GetParallel())))
	return args
}

// environment carries the stack's configuration and the runtime options that the SDK reads from it.
func environment(request *pulumirpc.RunRequest) ([]string, error) {
	config, err := json.Marshal(orEmpty(request.GetConfig()))
	if err != nil {
		return nil, err
	}
	secrets, err := json.Marshal(append([]string{}, request.GetConfigSecretKeys()...))
	if err != nil {
		return nil, err
	}
	options := request.GetInfo().GetOptions().AsMap()
	env := []string{
		"PULUMI_CONFIG=" + string(config),
		"PULUMI_CONFIG_SECRET_KEYS=" + string(secrets),
		"PULUMI_NODEJS_TYPESCRIPT=" + strconv.FormatBool(options["typescript"] != false),
	}
	if path, ok := options["tsconfig"].(string); ok && path != "" {
		env = append(env, "PULUMI_NODEJS_TSCONFIG_PATH="+path)
	}
	return env, nil
}

// nodeArgs are the words of the runtime option `nodeargs`.
func nodeArgs(info *pulumirpc.ProgramInfo) []string {
	words, _ := info.GetOptions().AsMap()["nodeargs"].(string)
	return strings.Fields(words)
}

// findUp looks for a path in a directory and in all above it, as Node does for its modules.
func findUp(dir, path string) (string, error) {
	for current := dir; ; current = filepath.Dir(current) {
		candidate := filepath.Join(current, path)
		if _, err := os.Stat(candidate); err == nil {
			return candidate, nil
		}
		if current == filepath.Dir(current) {
			return "", fmt.Errorf("@pulumi/pulumi is not installed for %s: run npm ci in the project", dir)
		}
	}
}

func orDefault(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

func orEmpty(config map[string]string) map[string]string {
	if config == nil {
		return map[string]string{}
	}
	return config
}
