package modulefilters

import (
	"testing"

	udpa "github.com/cncf/xds/go/udpa/type/v1"
	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// The messages of Istio 1.23.2 that 1.17 has no like of, as its istiod writes them (pilot/pkg/xds/filters/filters.go).

const (
	inboundExchange  = `{"downstream_discovery":[{"istio_headers":{}},{"workload_discovery":{}}],"downstream_propagation":[{"istio_headers":{}}]}`
	outboundExchange = `{"upstream_discovery":[{"istio_headers":{}},{"workload_discovery":{}}],"upstream_propagation":[{"istio_headers":{}}]}`
	sparingExchange  = `{"upstream_discovery":[{"istio_headers":{}},{"workload_discovery":{}}],"upstream_propagation":[{"istio_headers":{"skip_external_clusters":true}}]}`
	waypointExchange = `{"downstream_discovery":[{"workload_discovery":{}}],"shared_with_upstream":true}`
)

func httpExchangeFrom123(t *testing.T, config string) *anypb.Any {
	t.Helper()
	return packed(t, &udpa.TypedStruct{TypeUrl: types + "io.istio.http.peer_metadata.Config", Value: fields(t, config)})
}

func tcpExchangeFrom123(t *testing.T) *anypb.Any {
	t.Helper()
	return packed(t, &udpa.TypedStruct{
		TypeUrl: types + "envoy.tcp.metadataexchange.config.MetadataExchange",
		Value:   fields(t, `{"protocol":"istio-peer-exchange","enable_discovery":true}`),
	})
}

func TestTheExchangeByHeadersIsTheModulesInEveryDirection(t *testing.T) {
	for title, config := range map[string]string{
		"what comes in": inboundExchange, "what goes out": outboundExchange, "what goes out to the mesh alone": sparingExchange,
	} {
		exchange := httpNamed("istio.metadata_exchange", httpExchangeFrom123(t, config))
		manager := managerIn(t, through(t, httpListener(t, exchange)))
		filter, own := module(t, manager.HttpFilters[0].GetTypedConfig(), dynamicHTTPFilter)
		if name := manager.HttpFilters[0].Name; filter != exchangeFilter || name != "istio.metadata_exchange" || len(own) != 0 {
			t.Errorf("%s: %s is %s with %v", title, name, filter, own)
		}
	}
}

func TestAWaypointsExchangeIsLeftForEnvoyToRefuse(t *testing.T) {
	sent := httpListener(t, httpNamed("waypoint_downstream_peer_metadata", httpExchangeFrom123(t, waypointExchange)))
	if got := through(t, sent); !proto.Equal(got, packed(t, sent)) {
		t.Errorf("became %v", got)
	}
}

func TestTheExchangeOfConnectionsAsAStructIsTheModulesToo(t *testing.T) {
	chain := tcpListener(
		&listener.Filter{
			Name:       "istio.metadata_exchange",
			ConfigType: &listener.Filter_TypedConfig{TypedConfig: tcpExchangeFrom123(t)},
		},
		&listener.Filter{
			Name:       "tcp_proxy",
			ConfigType: &listener.Filter_TypedConfig{TypedConfig: packed(t, wrapperspb.String("its own"))},
		},
	)
	filters := unpacked(t, through(t, chain), &listener.Listener{}).FilterChains[0].Filters
	if filter, _ := module(t, filters[0].GetTypedConfig(), dynamicNetworkFilter); filter != exchangeFilter {
		t.Errorf("is %s", filter)
	}
	of := &cluster.Cluster{Filters: []*cluster.Filter{{Name: "istio.metadata_exchange", TypedConfig: tcpExchangeFrom123(t)}}}
	if left := unpacked(t, through(t, of), &cluster.Cluster{}).Filters; len(left) != 0 {
		t.Errorf("a cluster keeps %v", left)
	}
}
