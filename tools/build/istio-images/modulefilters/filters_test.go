package modulefilters

import (
	"context"
	"testing"

	udpa "github.com/cncf/xds/go/udpa/type/v1"
	xds "github.com/cncf/xds/go/xds/type/v3"
	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	wasm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/wasm/v3"
	hcm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	tls "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/tls/v3"
	vm "github.com/envoyproxy/go-control-plane/envoy/extensions/wasm/v3"
	discovery "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"
	statspb "istio.io/api/envoy/extensions/stats"
)

const catalog = "catalog.istioinaction.svc.cluster.local"

// sent is an Envoy that remembers what it got.
type sent struct {
	Stream
	response *discovery.DiscoveryResponse
}

func (s *sent) Send(response *discovery.DiscoveryResponse) error { s.response = response; return nil }
func (s *sent) Context() context.Context                         { return context.Background() }

// through sends resources to an Envoy, each in an answer of its own, and gives the last one as it got it.
func through(t *testing.T, resources ...proto.Message) *anypb.Any {
	t.Helper()
	envoy := &sent{}
	stream := Adapt(envoy)
	for _, resource := range resources {
		answer := &discovery.DiscoveryResponse{Resources: []*anypb.Any{packed(t, resource)}}
		if err := stream.Send(answer); err != nil {
			t.Fatal(err)
		}
	}
	return envoy.response.Resources[0]
}

func packed(t *testing.T, message proto.Message) *anypb.Any {
	t.Helper()
	if already, is := message.(*anypb.Any); is {
		return already
	}
	value, err := anypb.New(message)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func unpacked[T proto.Message](t *testing.T, from *anypb.Any, to T) T {
	t.Helper()
	if err := from.UnmarshalTo(to); err != nil {
		t.Fatal(err)
	}
	return to
}

func fields(t *testing.T, text string) *structpb.Struct {
	t.Helper()
	value := &structpb.Struct{}
	if err := protojson.Unmarshal([]byte(text), value); err != nil {
		t.Fatal(err)
	}
	return value
}

// httpListener has the filters in its only HTTP connection manager.
func httpListener(t *testing.T, filters ...*hcm.HttpFilter) *listener.Listener {
	t.Helper()
	return tcpListener(&listener.Filter{
		Name: "http",
		ConfigType: &listener.Filter_TypedConfig{TypedConfig: packed(t, &hcm.HttpConnectionManager{
			HttpFilters: filters, InternalAddressConfig: &hcm.HttpConnectionManager_InternalAddressConfig{},
		})},
	})
}

func tcpListener(filters ...*listener.Filter) *listener.Listener {
	return &listener.Listener{Name: "l", FilterChains: []*listener.FilterChain{{Filters: filters}}}
}

func httpNamed(name string, config *anypb.Any) *hcm.HttpFilter {
	return &hcm.HttpFilter{Name: name, ConfigType: &hcm.HttpFilter_TypedConfig{TypedConfig: config}}
}

func managerIn(t *testing.T, resource *anypb.Any) *hcm.HttpConnectionManager {
	t.Helper()
	of := unpacked(t, resource, &listener.Listener{})
	return unpacked(t, of.FilterChains[0].Filters[0].GetTypedConfig(), &hcm.HttpConnectionManager{})
}

// module gives the name of the module's filter that a configuration is for, and its configuration.
func module(t *testing.T, config *anypb.Any, typeURL string) (string, map[string]any) {
	t.Helper()
	typed := unpacked(t, config, &xds.TypedStruct{})
	if typed.TypeUrl != typeURL {
		t.Fatalf("is a %s", typed.TypeUrl)
	}
	value := typed.Value.AsMap()
	filter, _ := value["filter_config"].(map[string]any)
	own, _ := filter["value"].(map[string]any)
	name, _ := value["filter_name"].(string)
	return name, own
}

func pluginNamed(name string, configuration *anypb.Any) *wasm.Wasm {
	code := &core.AsyncDataSource{Specifier: &core.AsyncDataSource_Local{
		Local: &core.DataSource{Specifier: &core.DataSource_InlineString{InlineString: name}},
	}}
	return &wasm.Wasm{Config: &vm.PluginConfig{
		Vm:            &vm.PluginConfig_VmConfig{VmConfig: &vm.VmConfig{Code: code}},
		Configuration: configuration,
	}}
}

const overlay = `{"disable_host_header_fallback":true,"metrics":[{"name":"requests_total","dimensions":{"source_mesh_id":"node.metadata['MESH_ID']"},"tags_to_remove":["request_protocol"]}]}`

const attributes = `{"attributes":[{"output_attribute":"istio_operationId","match":[{"value":"getitems","condition":"request.method == 'GET'"}]}]}`

// plugin is an EnvoyFilter's form of a compiled-in plugin, as in the book's attribute-gen.yaml.
func plugin(t *testing.T, name, configuration string) *anypb.Any {
	t.Helper()
	value := fields(t, `{"config":{"vm_config":{"code":{"local":{"inline_string":"`+name+`"}}},"configuration":{"@type":"type.googleapis.com/google.protobuf.StringValue"}}}`)
	text := value.Fields["config"].GetStructValue().Fields["configuration"].GetStructValue()
	text.Fields["value"] = structpb.NewStringValue(configuration)
	return packed(t, &udpa.TypedStruct{TypeUrl: httpWasm, Value: value})
}

func TestAFilterOfIstioIsTheModulesWithItsOwnConfiguration(t *testing.T) {
	statsMessage := &statspb.PluginConfig{DisableHostHeaderFallback: true}
	cases := map[string]struct {
		config         *anypb.Any
		filter, wanted string
	}{
		"metrics as the charts write them":    {packed(t, &udpa.TypedStruct{TypeUrl: stats, Value: fields(t, overlay)}), statsFilter, overlay},
		"metrics without a configuration":     {packed(t, &udpa.TypedStruct{TypeUrl: stats}), statsFilter, `{}`},
		"metrics in the newer struct":         {packed(t, &xds.TypedStruct{TypeUrl: stats, Value: fields(t, overlay)}), statsFilter, overlay},
		"metrics as Telemetry makes them":     {packed(t, statsMessage), statsFilter, `{"disable_host_header_fallback":true}`},
		"metrics as a plugin":                 {plugin(t, "envoy.wasm.stats", overlay), statsFilter, overlay},
		"attributes as the book writes them":  {plugin(t, "envoy.wasm.attributegen", attributes), attributesFilter, attributes},
		"attributes as a message":             {packed(t, pluginNamed("envoy.wasm.attributegen", packed(t, wrapperspb.String(attributes)))), attributesFilter, attributes},
		"the exchange as istiod writes it":    {packed(t, pluginNamed("envoy.wasm.metadata_exchange", &anypb.Any{TypeUrl: tcpExchange})), exchangeFilter, `{}`},
		"the exchange without a type of it":   {packed(t, pluginNamed("envoy.wasm.metadata_exchange", nil)), exchangeFilter, `{}`},
		"an overlay that only drops a metric": {packed(t, &udpa.TypedStruct{TypeUrl: stats, Value: fields(t, `{"metrics":[{"name":"request_bytes","drop":true}]}`)}), statsFilter, `{"metrics":[{"name":"request_bytes","drop":true}]}`},
	}
	for title, each := range cases {
		t.Run(title, func(t *testing.T) {
			manager := managerIn(t, through(t, httpListener(t, httpNamed("as.it.was", each.config))))
			if name := manager.HttpFilters[0].Name; name != "as.it.was" {
				t.Errorf("is called %s", name)
			}
			filter, config := module(t, manager.HttpFilters[0].GetTypedConfig(), dynamicHTTPFilter)
			got, err := structpb.NewStruct(config)
			if err != nil || filter != each.filter || !proto.Equal(got, fields(t, each.wanted)) {
				t.Errorf("is %s with %v (%v)", filter, config, err)
			}
		})
	}
}

func TestAListenerThatCountsHasOneLoggerForTheBytes(t *testing.T) {
	counting := httpNamed("istio.stats", packed(t, &udpa.TypedStruct{TypeUrl: stats}))
	manager := managerIn(t, through(t, httpListener(t, counting)))
	if len(manager.AccessLog) != 1 {
		t.Fatalf("has %d loggers", len(manager.AccessLog))
	}
	logger := unpacked(t, manager.AccessLog[0].GetTypedConfig(), &xds.TypedStruct{})
	if logger.TypeUrl != dynamicAccessLogger {
		t.Errorf("logs by %s", logger.TypeUrl)
	}
	exchange := httpNamed("istio.metadata_exchange", packed(t, pluginNamed("envoy.wasm.metadata_exchange", nil)))
	if silent := managerIn(t, through(t, httpListener(t, exchange))); len(silent.AccessLog) != 0 {
		t.Error("logs without counting")
	}
}

func TestFiltersThatUpstreamDoesWithoutAreLeftOut(t *testing.T) {
	for typeURL := range leftOut {
		router := httpNamed("router", packed(t, wrapperspb.String("the router's own")))
		asMessage := httpNamed("message", &anypb.Any{TypeUrl: typeURL})
		asStruct := httpNamed("struct", packed(t, &udpa.TypedStruct{TypeUrl: typeURL}))
		manager := managerIn(t, through(t, httpListener(t, asMessage, asStruct, router)))
		if len(manager.HttpFilters) != 1 || manager.HttpFilters[0].Name != "router" {
			t.Errorf("%s: left are %v", typeURL, manager.HttpFilters)
		}
	}
}

func TestMetricsOfConnectionsAreTheModulesToo(t *testing.T) {
	typed := func(name string, config *anypb.Any) *listener.Filter {
		return &listener.Filter{Name: name, ConfigType: &listener.Filter_TypedConfig{TypedConfig: config}}
	}
	chain := tcpListener(
		typed("istio.metadata_exchange", &anypb.Any{TypeUrl: tcpExchange}),
		typed("istio_authn", packed(t, &udpa.TypedStruct{TypeUrl: types + "io.istio.network.authn.Config"})),
		typed("istio.stats", packed(t, &udpa.TypedStruct{TypeUrl: stats, Value: fields(t, overlay)})),
		typed("tcp_proxy", packed(t, wrapperspb.String("its own"))),
	)
	filters := unpacked(t, through(t, chain), &listener.Listener{}).FilterChains[0].Filters
	if len(filters) != 3 || filters[2].Name != "tcp_proxy" {
		t.Fatalf("left are %v", filters)
	}
	if filter, _ := module(t, filters[0].GetTypedConfig(), dynamicNetworkFilter); filter != exchangeFilter {
		t.Errorf("is %s", filter)
	}
	if filter, config := module(t, filters[1].GetTypedConfig(), dynamicNetworkFilter); filter != statsFilter || config["disable_host_header_fallback"] != true {
		t.Errorf("is %s with %v", filter, config)
	}
}

func TestMetricsKnowTheServicesOfTheWorkloadsOwnPorts(t *testing.T) {
	own := &cluster.Cluster{Name: "inbound|3000||", Metadata: metadata(t, `{"services":[{"host":"`+catalog+`","name":"catalog"}]}`)}
	out := &cluster.Cluster{Name: "outbound|80||" + catalog, Metadata: own.Metadata}
	counting := httpListener(t, httpNamed("istio.stats", packed(t, &udpa.TypedStruct{TypeUrl: stats})))
	hosts := func(resources ...proto.Message) any {
		manager := managerIn(t, through(t, resources...))
		_, config := module(t, manager.HttpFilters[0].GetTypedConfig(), dynamicHTTPFilter)
		return config["service_hosts"]
	}
	known, _ := hosts(own, out, counting).(map[string]any)
	if len(known) != 1 || known["inbound|3000||"] != catalog {
		t.Errorf("knows %v", known)
	}
	if left := hosts(own, &cluster.Cluster{Name: own.Name}, counting); left != nil {
		t.Errorf("still knows %v of a cluster without services", left)
	}
}

func TestAnEndpointsNoteIsItsHostName(t *testing.T) {
	const note = "catalog;istioinaction;catalog;v1;Kubernetes"
	at := func(name string) *endpoint.LbEndpoint {
		return &endpoint.LbEndpoint{
			HostIdentifier: &endpoint.LbEndpoint_Endpoint{Endpoint: &endpoint.Endpoint{Hostname: name}},
			Metadata:       metadata(t, `{"workload":"`+note+`"}`),
		}
	}
	load := &endpoint.ClusterLoadAssignment{Endpoints: []*endpoint.LocalityLbEndpoints{{LbEndpoints: []*endpoint.LbEndpoint{at(""), at("its own")}}}}
	found := unpacked(t, through(t, load), &endpoint.ClusterLoadAssignment{}).Endpoints[0].LbEndpoints
	if first, second := found[0].GetEndpoint().Hostname, found[1].GetEndpoint().Hostname; first != note || second != "its own" {
		t.Errorf("are called %q and %q", first, second)
	}
	inCluster := unpacked(t, through(t, &cluster.Cluster{LoadAssignment: load}), &cluster.Cluster{})
	if name := inCluster.LoadAssignment.Endpoints[0].LbEndpoints[0].GetEndpoint().Hostname; name != note {
		t.Errorf("is called %q in a cluster", name)
	}
}

func TestEndpointsWithASidecarAreMarkedWhereIstiosEnvoyWouldExchangeMetadata(t *testing.T) {
	const note = "catalog;istioinaction;catalog;v1;Kubernetes"
	endpointNamed := func(tlsMode string) *endpoint.LbEndpoint {
		of := metadata(t, `{"workload":"`+note+`"}`)
		of.FilterMetadata["envoy.transport_socket_match"] = fields(t, `{"tlsMode":"`+tlsMode+`"}`)
		return &endpoint.LbEndpoint{
			HostIdentifier: &endpoint.LbEndpoint_Endpoint{Endpoint: &endpoint.Endpoint{}}, Metadata: of,
		}
	}
	exchange := []*cluster.Filter{{TypedConfig: &anypb.Any{TypeUrl: tcpExchange}}}
	auto := []*cluster.Cluster_TransportSocketMatch{{TransportSocket: offering(t, "istio-peer-exchange", "istio")}, {}}
	cases := map[string]struct {
		of      *cluster.Cluster
		tlsMode string
		marked  bool
	}{
		"automatic mutual TLS":        {&cluster.Cluster{Filters: exchange, TransportSocketMatches: auto}, "istio", true},
		"mutual TLS of Istio by rule": {&cluster.Cluster{Filters: exchange, TransportSocket: offering(t, "istio-peer-exchange", "istio")}, "istio", true},
		"no sidecar":                  {&cluster.Cluster{Filters: exchange, TransportSocketMatches: auto}, "disabled", false},
		"other TLS":                   {&cluster.Cluster{Filters: exchange, TransportSocket: offering(t, "h2")}, "istio", false},
		"no TLS":                      {&cluster.Cluster{Filters: exchange}, "istio", false},
		"a mesh without exchange":     {&cluster.Cluster{TransportSocketMatches: auto}, "istio", false},
	}
	for title, each := range cases {
		t.Run(title, func(t *testing.T) {
			each.of.Name = "outbound|80||" + catalog
			wanted := note
			if each.marked {
				wanted += ";exchanges"
			}
			load := &endpoint.ClusterLoadAssignment{
				ClusterName: each.of.Name,
				Endpoints:   []*endpoint.LocalityLbEndpoints{{LbEndpoints: []*endpoint.LbEndpoint{endpointNamed(each.tlsMode)}}},
			}
			apart := unpacked(t, through(t, each.of, load), &endpoint.ClusterLoadAssignment{})
			each.of.LoadAssignment = load
			within := unpacked(t, through(t, each.of), &cluster.Cluster{}).LoadAssignment
			for _, found := range []*endpoint.ClusterLoadAssignment{apart, within} {
				if name := found.Endpoints[0].LbEndpoints[0].GetEndpoint().Hostname; name != wanted {
					t.Errorf("is called %q", name)
				}
			}
		})
	}
}

func TestAClusterLosesTheExchangeAndKeepsItsOtherFilters(t *testing.T) {
	of := &cluster.Cluster{Filters: []*cluster.Filter{
		{Name: "istio.metadata_exchange", TypedConfig: &anypb.Any{TypeUrl: tcpExchange}},
		{Name: "another", TypedConfig: &anypb.Any{TypeUrl: types + "another"}},
	}}
	if left := unpacked(t, through(t, of), &cluster.Cluster{}).Filters; len(left) != 1 || left[0].Name != "another" {
		t.Errorf("left are %v", left)
	}
}

func TestAnExtensionThatListenersNameIsAdaptedLikeTheirOwn(t *testing.T) {
	named := &core.TypedExtensionConfig{Name: "stats", TypedConfig: packed(t, &statspb.PluginConfig{})}
	of := unpacked(t, through(t, named), &core.TypedExtensionConfig{})
	if filter, _ := module(t, of.TypedConfig, dynamicHTTPFilter); filter != statsFilter {
		t.Errorf("is %s", filter)
	}
}

func TestRequestsFromPrivateAddressesAreInternalWhereNothingElseIsSaid(t *testing.T) {
	of := tcpListener(&listener.Filter{
		ConfigType: &listener.Filter_TypedConfig{TypedConfig: packed(t, &hcm.HttpConnectionManager{})},
	})
	trusted := managerIn(t, through(t, of)).InternalAddressConfig
	if len(trusted.GetCidrRanges()) != len(privateAddresses) || !trusted.GetUnixSockets() {
		t.Errorf("trusted are %v", trusted)
	}
}

func TestWhatNeedsNoChangeIsSentAsItCame(t *testing.T) {
	unchanged := map[string]proto.Message{
		"a listener without Istio's filters": httpListener(t, httpNamed("router", packed(t, wrapperspb.String("its own")))),
		"a plugin of somebody else":          httpListener(t, httpNamed("mine", packed(t, pluginNamed("mine", nil)))),
		"a cluster":                          &cluster.Cluster{Name: "outbound|80||" + catalog},
		"a type that nobody knows":           &anypb.Any{TypeUrl: types + "unknown", Value: []byte{1}},
		"a broken attribute generator":       httpListener(t, httpNamed("gen", plugin(t, "envoy.wasm.attributegen", "no JSON"))),
	}
	for title, resource := range unchanged {
		if got := through(t, resource); !proto.Equal(got, packed(t, resource)) {
			t.Errorf("%s became %v", title, got)
		}
	}
}

func offering(t *testing.T, protocols ...string) *core.TransportSocket {
	t.Helper()
	context := &tls.UpstreamTlsContext{CommonTlsContext: &tls.CommonTlsContext{AlpnProtocols: protocols}}
	return &core.TransportSocket{ConfigType: &core.TransportSocket_TypedConfig{TypedConfig: packed(t, context)}}
}

func metadata(t *testing.T, text string) *core.Metadata {
	t.Helper()
	return &core.Metadata{FilterMetadata: map[string]*structpb.Struct{"istio": fields(t, text)}}
}
