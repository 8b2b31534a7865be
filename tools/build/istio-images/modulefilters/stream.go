// Package modulefilters lets istiod drive an Envoy that has none of Istio's own filters. It stands in the agent, between
// istiod and Envoy, and puts filters of the module istio-stats in the place of Istio's; see filters.go.
package modulefilters

import (
	"context"

	discovery "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
)

// Stream is Envoy's connection to the agent, as the agent knows it.
type Stream interface {
	Send(*discovery.DiscoveryResponse) error
	Recv() (*discovery.DiscoveryRequest, error)
	Context() context.Context
}

// Adapt returns a stream on which Envoy gets configuration that it can use. Answers are sent one after the other.
func Adapt(envoy Stream) Stream {
	return &adapted{Stream: envoy, clusters: newClusters()}
}

type adapted struct {
	Stream
	clusters clusters
}

func (s *adapted) Send(response *discovery.DiscoveryResponse) error {
	for i, resource := range response.Resources {
		changed, err := adapt(resource, s.clusters)
		if err != nil {
			// As it came: Envoy then says what it can't take, in words that istiod and istioctl show.
			continue
		}
		response.Resources[i] = changed
	}
	return s.Stream.Send(response)
}

// DeltaStream is the connection of an Envoy that is told only what changes, as the agent lets it ask from Istio 1.22 on.
type DeltaStream = discovery.AggregatedDiscoveryService_DeltaAggregatedResourcesServer

// AdaptDelta does what Adapt does. What it knows of clusters lasts from one answer to the next, as it does in Envoy.
func AdaptDelta(envoy DeltaStream) DeltaStream {
	return &adaptedDelta{DeltaStream: envoy, clusters: newClusters()}
}

type adaptedDelta struct {
	DeltaStream
	clusters clusters
}

func (s *adaptedDelta) Send(response *discovery.DeltaDiscoveryResponse) error {
	if response.TypeUrl == clusterType {
		s.clusters.forget(response.RemovedResources)
	}
	for _, named := range response.Resources {
		// One without content, which only answers that it is there, stays as it is too.
		if changed, err := adapt(named.Resource, s.clusters); err == nil {
			named.Resource = changed
		}
	}
	return s.DeltaStream.Send(response)
}
