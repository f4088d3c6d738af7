package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/encoding/proto"
	"google.golang.org/grpc/mem"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// A frame is a message that nobody here looks into.
type frame []byte

// codec leaves frames as they are, so that the host behind gets requests, and the engine answers,
// that this program was not compiled for.
type codec struct{}

func (codec) Name() string { return proto.Name }

func (codec) Marshal(message any) (mem.BufferSlice, error) {
	if raw, ok := message.(*frame); ok {
		return mem.BufferSlice{mem.SliceBuffer(*raw)}, nil
	}
	return encoding.GetCodecV2(proto.Name).Marshal(message)
}

func (codec) Unmarshal(data mem.BufferSlice, message any) error {
	if raw, ok := message.(*frame); ok {
		*raw = data.Materialize()
		return nil
	}
	return encoding.GetCodecV2(proto.Name).Unmarshal(data, message)
}

// answer handles every call of the engine: it starts policy packs, and forwards the rest.
func answer(behind *grpc.ClientConn) grpc.StreamHandler {
	return func(_ any, engine grpc.ServerStream) error {
		method, ok := grpc.MethodFromServerStream(engine)
		if !ok {
			return errors.New("the call has no method")
		}
		var request frame
		if err := engine.RecvMsg(&request); err != nil {
			return err
		}
		if method == pulumirpc.LanguageRuntime_RunPlugin_FullMethodName {
			var plugin pulumirpc.RunPluginRequest
			data := mem.BufferSlice{mem.SliceBuffer(request)}
			if err := (codec{}).Unmarshal(data, &plugin); err != nil {
				return fmt.Errorf("cannot read the request for a plugin: %w", err)
			}
			if plugin.Kind == string(apitype.AnalyzerPlugin) {
				return runPolicyPack(&plugin, &pluginStream{ServerStream: engine})
			}
		}
		return forward(engine, behind, method, &request)
	}
}

type pluginStream = grpc.GenericServerStream[pulumirpc.RunPluginRequest, pulumirpc.RunPluginResponse]

// forward passes one call on. The engine sends one message in each, and may get many back.
func forward(engine grpc.ServerStream, behind *grpc.ClientConn, method string, request *frame) error {
	ctx, cancel := context.WithCancel(engine.Context())
	defer cancel()
	host, err := behind.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, method,
		grpc.ForceCodecV2(codec{}))
	if err != nil {
		return err
	}
	if err := host.SendMsg(request); err != nil {
		return err
	}
	if err := host.CloseSend(); err != nil {
		return err
	}
	for {
		var reply frame
		if err := host.RecvMsg(&reply); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := engine.SendMsg(&reply); err != nil {
			return err
		}
	}
}
