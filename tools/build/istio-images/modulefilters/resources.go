package modulefilters

import (
	"strings"

	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
)

// clusters is what is known of Envoy's clusters. istiod sends them before the endpoints that are theirs, and before the
// listeners that use them.
type clusters struct {
	// services has the first service of each cluster of this workload's own ports. istiod writes it into the cluster's
	// metadata, where modules can't read it.
	services map[string]string
	// exchanging are those that begin TCP connections with the exchange of metadata, by the name of their endpoints.
	exchanging map[string]bool
}

const clusterType = types + "envoy.config.cluster.v3.Cluster"

func newClusters() clusters {
	return clusters{map[string]string{}, map[string]bool{}}
}

// adapt changes a resource of any type. One that needs no change is returned as it is.
func adapt(resource *anypb.Any, known clusters) (*anypb.Any, error) {
	message, err := resource.UnmarshalNew()
	if err != nil {
		return nil, err
	}
	changed := false
	switch of := message.(type) {
	case *cluster.Cluster:
		known.remember(of)
		changed = adaptCluster(of)
	case *endpoint.ClusterLoadAssignment:
		changed = noteWorkloads(of, known.exchanging[of.ClusterName])
	case *listener.Listener:
		changed, err = adaptListener(of, known)
	case *core.TypedExtensionConfig:
		changed, err = adaptExtension(of, known)
	}
	if err != nil || !changed {
		return resource, err
	}
	return again(resource, message)
}

// again packs a changed message as the same type. Equal messages give equal bytes, so that Envoy sees no change.
func again(packed *anypb.Any, message proto.Message) (*anypb.Any, error) {
	bytes, err := proto.MarshalOptions{Deterministic: true}.Marshal(message)
	return &anypb.Any{TypeUrl: packed.TypeUrl, Value: bytes}, err
}

func (known clusters) remember(of *cluster.Cluster) {
	endpoints := of.Name
	if name := of.GetEdsClusterConfig().GetServiceName(); name != "" {
		endpoints = name
	}
	if exchanges(of) {
		known.exchanging[endpoints] = true
	} else {
		delete(known.exchanging, endpoints)
	}
	if !strings.HasPrefix(of.Name, "inbound|") {
		return
	}
	listed := of.GetMetadata().GetFilterMetadata()["istio"].GetFields()["services"].GetListValue().GetValues()
	if len(listed) == 0 {
		delete(known.services, of.Name)
		return
	}
	known.services[of.Name] = listed[0].GetStructValue().GetFields()["host"].GetStringValue()
}

// forget drops what is known of clusters that istiod has taken back. Its endpoints are called as the cluster is.
func (known clusters) forget(names []string) {
	for _, name := range names {
		delete(known.services, name)
		delete(known.exchanging, name)
	}
}

// adaptCluster removes the exchange of metadata at the beginning of TCP connections: Envoy has no modules there. The
// listener's module does it, for the endpoints that are marked for it.
func adaptCluster(of *cluster.Cluster) bool {
	noted := noteWorkloads(of.LoadAssignment, exchanges(of))
	kept := of.Filters[:0]
	for _, filter := range of.Filters {
		if !isExchange(filter) {
			kept = append(kept, filter)
		}
	}
	removed := len(kept) < len(of.Filters)
	of.Filters = kept
	return noted || removed
}

// noteWorkloads repeats istiod's note on an endpoint, which is in its metadata, as the endpoint's host name: of the two
// the module can read only this one for a TCP connection. Nothing of Istio's configuration uses the name. Endpoints with
// a sidecar are marked where the cluster exchanges metadata with them.
func noteWorkloads(of *endpoint.ClusterLoadAssignment, exchanging bool) bool {
	changed := false
	for _, locality := range of.GetEndpoints() {
		for _, each := range locality.LbEndpoints {
			about := each.GetMetadata().GetFilterMetadata()
			note := about["istio"].GetFields()["workload"].GetStringValue()
			if exchanging && about[tlsMatch].GetFields()["tlsMode"].GetStringValue() == "istio" {
				note += exchangeMark
			}
			if at := each.GetEndpoint(); at != nil && note != "" && at.Hostname == "" {
				at.Hostname = note
				changed = true
			}
		}
	}
	return changed
}
