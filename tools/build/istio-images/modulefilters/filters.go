package modulefilters

import (
	"fmt"
	"strings"

	udpa "github.com/cncf/xds/go/udpa/type/v1"
	xds "github.com/cncf/xds/go/xds/type/v3"
	wasm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/wasm/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"
	statspb "istio.io/api/envoy/extensions/stats"
)

const (
	types       = "type.googleapis.com/"
	httpManager = types + "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"
	httpWasm    = types + "envoy.extensions.filters.http.wasm.v3.Wasm"
	networkWasm = types + "envoy.extensions.filters.network.wasm.v3.Wasm"
	stats       = types + "stats.PluginConfig"
	tcpExchange = types + "envoy.tcp.metadataexchange.config.MetadataExchange"
	// httpExchange is that of HTTP from Istio 1.18 on, which has it no longer as a plugin.
	httpExchange = types + "io.istio.http.peer_metadata.Config"

	statsFilter      = "istio.stats"
	exchangeFilter   = "istio.metadata_exchange"
	attributesFilter = "istio.attributegen"
)

// leftOut are the filters that an upstream Envoy does without.
var leftOut = map[string]bool{
	// Names the protocol in the handshake of mutual TLS. It matters where the other end guesses the protocol of a port:
	// ports with a name or appProtocol, all of the study's, are matched without it.
	types + "istio.envoy.config.filter.http.alpn.v2alpha1.FilterConfig": true,
	// Copies the identities of a connection to where Istio's filters look for them; the module reads them from the
	// connection's certificates.
	types + "io.istio.network.authn.Config": true,
	// Copies the claims of a token that jwt_authn, which stays, has checked. Policies that ask for claims
	// (request.auth.…) then find none and deny.
	types + "istio.envoy.config.filter.http.authn.v2alpha1.FilterConfig": true,
}

// compiledIn are the filters that Istio's Envoy has as WebAssembly plugins without a module of their own.
var compiledIn = map[string]string{
	"envoy.wasm.stats":             statsFilter,
	"envoy.wasm.metadata_exchange": exchangeFilter,
	"envoy.wasm.attributegen":      attributesFilter,
}

type use int

const (
	untouched use = iota
	dropped
	replaced
)

// reading is what is known of a filter's configuration.
type reading struct {
	use use
	// filter is the module's filter that takes its place.
	filter string
	// config is the filter's own configuration, as it came.
	config *structpb.Struct
}

// read finds out whether a configuration is one of Istio's filters, in any of the forms in which istiod and
// EnvoyFilters write them.
func read(config *anypb.Any) (reading, error) {
	switch typeURL := config.GetTypeUrl(); {
	case leftOut[typeURL]:
		return reading{use: dropped}, nil
	case typeURL == tcpExchange:
		return reading{replaced, exchangeFilter, nil}, nil
	case typeURL == stats, typeURL == httpWasm, strings.HasSuffix(typeURL, ".TypedStruct"):
	default:
		return reading{}, nil
	}
	message, err := config.UnmarshalNew()
	if err != nil {
		return reading{}, err
	}
	switch of := message.(type) {
	case *udpa.TypedStruct:
		return readStruct(of.TypeUrl, of.Value)
	case *xds.TypedStruct:
		return readStruct(of.TypeUrl, of.Value)
	case *statspb.PluginConfig:
		value, err := inJSON(of)
		return reading{replaced, statsFilter, value}, err
	case *wasm.Wasm:
		return readPlugin(of)
	}
	return reading{}, nil
}

func readStruct(typeURL string, value *structpb.Struct) (reading, error) {
	switch {
	case leftOut[typeURL]:
		return reading{use: dropped}, nil
	case typeURL == tcpExchange:
		return reading{replaced, exchangeFilter, nil}, nil
	case typeURL == httpExchange && usesHeaders(value):
		return reading{replaced, exchangeFilter, nil}, nil
	case typeURL == stats:
		return reading{replaced, statsFilter, value}, nil
	case typeURL != httpWasm && typeURL != networkWasm:
		return reading{}, nil
	}
	plugin := member(value, "config", "vm_config", "code", "local")
	configuration := member(value, "config", "configuration").GetFields()["value"]
	return plugged(plugin.GetFields()["inline_string"].GetStringValue(), configuration)
}

// usesHeaders tells whether an exchange of metadata is the one by headers, which the module makes: in the direction of
// its listener, for every cluster. A mesh that spares clusters outside the headers (`metadataExchangeHeaders: IN_MESH`)
// does not get that, since modules can't see which clusters are outside. What is left is a waypoint's filter, which asks
// istiod for the workload of an address: Envoy refuses it.
func usesHeaders(config *structpb.Struct) bool {
	for _, ways := range config.GetFields() {
		for _, way := range ways.GetListValue().GetValues() {
			if way.GetStructValue().GetFields()["istio_headers"] != nil {
				return true
			}
		}
	}
	return false
}

// readPlugin looks whether a WebAssembly filter is one of those that are compiled into Istio's Envoy.
func readPlugin(of *wasm.Wasm) (reading, error) {
	plugin := of.GetConfig()
	name := plugin.GetVmConfig().GetCode().GetLocal().GetInlineString()
	if _, known := compiledIn[name]; !known || plugin.GetConfiguration() == nil {
		return plugged(name, nil)
	}
	text := &wrapperspb.StringValue{}
	if plugin.Configuration.MessageIs(text) {
		if err := plugin.Configuration.UnmarshalTo(text); err != nil {
			return reading{}, err
		}
		return plugged(name, structpb.NewStringValue(text.Value))
	}
	// Of another type is only that of the exchange of metadata, which needs none.
	return plugged(name, nil)
}

// plugged gives what takes the place of a plugin; its configuration is a JSON text, or the same as a Struct.
func plugged(name string, configuration *structpb.Value) (reading, error) {
	filter, known := compiledIn[name]
	if !known {
		return reading{}, nil
	}
	config := configuration.GetStructValue()
	if text := configuration.GetStringValue(); text != "" {
		config = &structpb.Struct{}
		if err := protojson.Unmarshal([]byte(text), config); err != nil {
			return reading{}, fmt.Errorf("the configuration of %s is no JSON: %w", name, err)
		}
	}
	return reading{replaced, filter, config}, nil
}

func member(of *structpb.Struct, path ...string) *structpb.Struct {
	for _, name := range path {
		of = of.GetFields()[name].GetStructValue()
	}
	return of
}

func inJSON(message proto.Message) (*structpb.Struct, error) {
	text, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(message)
	if err != nil {
		return nil, err
	}
	value := &structpb.Struct{}
	return value, protojson.Unmarshal(text, value)
}
