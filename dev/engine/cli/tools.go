//go:build tools

// Package cli holds no code: it makes the Pulumi CLI a dependency, so that go.mod and go.sum pin it.
package cli

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
