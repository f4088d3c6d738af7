// The Node language host for an engine that was built from Go modules.
//
// The newest language host to be had as a Go module (see ../../language-host) speaks to today's
// engine and SDK, but answers "not supported" when it is asked to start a plugin from a folder,
// and a policy pack in a folder is such a plugin. This program stands in front of it: it starts
// policy packs itself, with the SDK's own code for that, and passes everything else on unread.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/cmdutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		cmdutil.Exit(err)
	}
}

func run(args []string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if err := stopWithEngine(ctx, cancel, args); err != nil {
		return fmt.Errorf("cannot watch the engine: %w", err)
	}

	host, port, err := startHost(args)
	if err != nil {
		return fmt.Errorf("cannot start the language host behind this one: %w", err)
	}
	defer host.Process.Kill() //nolint:errcheck // it is gone already, or it goes now
	go func() {
		_ = host.Wait()
		cancel()
	}()

	behind, err := grpc.NewClient("127.0.0.1:"+port,
		grpc.WithTransportCredentials(insecure.NewCredentials()), rpcutil.GrpcChannelOptions())
	if err != nil {
		return err
	}
	defer behind.Close()

	stop := make(chan bool)
	go func() {
		<-ctx.Done()
		close(stop)
	}()
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: stop,
		Options: []grpc.ServerOption{
			grpc.ForceServerCodecV2(codec{}),
			grpc.UnknownServiceHandler(answer(behind)),
		},
	})
	if err != nil {
		return err
	}
	// The engine reads the port from the first line.
	fmt.Println(handle.Port)
	return <-handle.Done
}

// How often to ask whether the engine is still there. The host behind asks every five minutes only.
const engineCheck = 2 * time.Second

// stopWithEngine cancels when the engine no longer answers: an engine that was killed cannot end
// its plugins.
func stopWithEngine(ctx context.Context, cancel context.CancelFunc, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return rpcutil.Healthcheck(ctx, args[len(args)-1], engineCheck, cancel)
}

// startHost starts the language host that does the rest, and returns the port it listens on.
func startHost(args []string) (*exec.Cmd, string, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, "", err
	}
	self, err = filepath.EvalSymlinks(self)
	if err != nil {
		return nil, "", err
	}
	path := filepath.Join(filepath.Dir(self), "..", "libexec", filepath.Base(self))
	host := exec.Command(path, args...)
	host.Stderr = os.Stderr
	stdout, err := host.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := host.Start(); err != nil {
		return nil, "", err
	}
	port, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		return nil, "", errors.Join(err, host.Process.Kill())
	}
	return host, strings.TrimSpace(port), nil
}
