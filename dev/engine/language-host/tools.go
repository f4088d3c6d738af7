//go:build tools

// Package languagehost holds no code: it makes Pulumi's Node language host a dependency, so that
// go.mod and go.sum pin it.
package languagehost

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
