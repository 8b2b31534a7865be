// Command pulumi-language-nodejs lets the Pulumi engine run a Node program where Pulumi's own
// language host cannot be downloaded. It does what plain `pulumi up` asks of it and no more: no
// `pulumi new`, no package generation, no debugger.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"google.golang.org/grpc"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func main() {
	if len(os.Args) < 2 {
		fail("usage: pulumi-language-nodejs ENGINE_ADDRESS (started by the Pulumi engine)")
	}
	engine := os.Args[len(os.Args)-1]

	// The engine starts plugins in process groups of their own, so a Ctrl-C on the terminal does not
	// come here: an interrupt is the engine's word that the work is over.
	alive, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	if err := rpcutil.Healthcheck(alive, engine, healthInterval, stop); err != nil {
		fail("cannot reach the engine at %s: %v", engine, err)
	}
	runtime := newHost(engine)
	done := make(chan bool)
	go func() {
		<-alive.Done()
		runtime.stopPrograms()
		close(done)
	}()
	server, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: done,
		Init: func(s *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(s, runtime)
			return nil
		},
	})
	if err != nil {
		fail("cannot serve: %v", err)
	}
	// The engine reads the port from the first line.
	fmt.Println(server.Port)

	if err := <-server.Done; err != nil {
		fail("serving ended: %v", err)
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "pulumi-language-nodejs: "+format+"\n", args...)
	os.Exit(1)
}
