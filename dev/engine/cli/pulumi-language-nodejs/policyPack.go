package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	sdk "github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// runPolicyPack starts the policy pack of a folder as Pulumi's own language host does: the Node SDK
// that is installed there runs the pack, in that folder, once the engine has told the stack's
// configuration, which the SDK expects in the environment.
func runPolicyPack(request *pulumirpc.RunPluginRequest, stream *pluginStream) error {
	ctx := stream.Context()
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(stream, false)
	if err != nil {
		return err
	}
	defer closer.Close()

	folder := request.Info.ProgramDirectory
	node, err := exec.LookPath("node")
	if err != nil {
		return err
	}
	runner, err := resolve(node, folder, "@pulumi/pulumi/cmd/run-policy-pack")
	if err != nil {
		return err
	}

	proxy, stdout, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return fmt.Errorf("cannot start the policy pack's proxy: %w", err)
	}
	stack, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return fmt.Errorf("the engine sent no stack configuration: %w", err)
	}
	variables, err := environment(stack)
	if err != nil {
		return err
	}

	arguments := append([]string{runner}, request.Args...)
	pack := exec.CommandContext(ctx, node, append(arguments, folder)...)
	pack.Dir = folder
	pack.Env = append(request.Env, variables...)
	pack.Stdout, pack.Stderr = stdout, stderr
	if err := pack.Start(); err != nil {
		return fmt.Errorf("cannot start the policy pack: %w", err)
	}
	if err := proxy.Attach(ctx, pack); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return fmt.Errorf("the policy pack exited with code %d", exit.ExitCode())
		}
		return fmt.Errorf("cannot reach the policy pack: %w", err)
	}
	return closer.Close()
}

// resolve asks Node where a module lies that is installed for a folder.
func resolve(node, folder, module string) (string, error) {
	script := fmt.Sprintf("process.stdout.write(require.resolve(%q))", module)
	ask := exec.Command(node, "-e", script)
	ask.Dir = folder
	path, err := ask.Output()
	if err != nil {
		return "", fmt.Errorf("cannot find %s from %s: are the policy pack's dependencies installed?",
			module, folder)
	}
	return strings.TrimSpace(string(path)), nil
}

// environment says what the SDK in a policy pack wants to know about the stack. There is none when
// a pack is looked at without one.
func environment(stack *pulumirpc.AnalyzerStackConfigureRequest) ([]string, error) {
	if stack == nil {
		return nil, nil
	}
	variables := []string{
		"PULUMI_NODEJS_ORGANIZATION=" + stack.Organization,
		"PULUMI_NODEJS_PROJECT=" + stack.Project,
		"PULUMI_NODEJS_STACK=" + stack.Stack,
		"PULUMI_NODEJS_DRY_RUN=" + strconv.FormatBool(stack.DryRun),
	}
	if stack.Config == nil {
		return variables, nil
	}
	config, err := json.Marshal(stack.Config)
	if err != nil {
		return nil, fmt.Errorf("cannot write the stack's configuration as JSON: %w", err)
	}
	return append(variables, "PULUMI_CONFIG="+string(config)), nil
}
