package modulefilters

import (
	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	tls "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/tls/v3"
)

const (
	// exchangeMark ends the host name of an endpoint that takes the exchange; tcp-exchange.cc of the module knows it.
	exchangeMark = ";exchanges"
	// exchangeProtocol is what Istio's proxies agree on in the handshake of mutual TLS before they exchange metadata.
	exchangeProtocol = "istio-peer-exchange"
	// tlsMatch is the metadata by which Envoy picks the TLS of an endpoint: istiod sets it where there is a sidecar.
	tlsMatch = "envoy.transport_socket_match"
)

// exchanges tells whether Istio's Envoy would exchange metadata with the sidecars behind a cluster: it has the filter, and
// offers the protocol.
func exchanges(of *cluster.Cluster) bool {
	sockets := []*core.TransportSocket{of.TransportSocket}
	for _, match := range of.TransportSocketMatches {
		sockets = append(sockets, match.TransportSocket)
	}
	for _, filter := range of.Filters {
		if isExchange(filter) {
			return offersExchange(sockets)
		}
	}
	return false
}

func isExchange(filter *cluster.Filter) bool {
	found, err := read(filter.GetTypedConfig())
	return err == nil && found.filter == exchangeFilter
}

func offersExchange(sockets []*core.TransportSocket) bool {
	for _, socket := range sockets {
		context := &tls.UpstreamTlsContext{}
		if config := socket.GetTypedConfig(); config == nil || config.UnmarshalTo(context) != nil {
			continue
		}
		for _, protocol := range context.GetCommonTlsContext().GetAlpnProtocols() {
			if protocol == exchangeProtocol {
				return true
			}
		}
	}
	return false
}
