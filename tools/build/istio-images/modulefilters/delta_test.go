package modulefilters

import (
	"testing"

	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	discovery "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	statspb "istio.io/api/envoy/extensions/stats"
)

// sentDelta is an Envoy that is told only what changes, and remembers the last of it.
type sentDelta struct {
	DeltaStream
	response *discovery.DeltaDiscoveryResponse
}

func (s *sentDelta) Send(response *discovery.DeltaDiscoveryResponse) error {
	s.response = response
	return nil
}

// change is one answer of istiod: resources that are new or other than before, and the names of clusters that are gone.
func change(t *testing.T, removed []string, resources ...proto.Message) *discovery.DeltaDiscoveryResponse {
	t.Helper()
	answer := &discovery.DeltaDiscoveryResponse{TypeUrl: clusterType, RemovedResources: removed}
	for _, resource := range resources {
		answer.Resources = append(answer.Resources, &discovery.Resource{Resource: packed(t, resource)})
	}
	return answer
}

// throughDelta sends changes to one Envoy and gives the last resource of the last one as it got it.
func throughDelta(t *testing.T, answers ...*discovery.DeltaDiscoveryResponse) *anypb.Any {
	t.Helper()
	envoy := &sentDelta{}
	stream := AdaptDelta(envoy)
	for _, answer := range answers {
		if err := stream.Send(answer); err != nil {
			t.Fatal(err)
		}
	}
	return envoy.response.Resources[len(envoy.response.Resources)-1].Resource
}

func TestAnEnvoyThatIsToldOnlyChangesGetsTheModulesFiltersToo(t *testing.T) {
	counting := httpListener(t, httpNamed("istio.stats", packed(t, &statspb.PluginConfig{})))
	manager := managerIn(t, throughDelta(t, change(t, nil, &cluster.Cluster{}, counting)))
	if filter, _ := module(t, manager.HttpFilters[0].GetTypedConfig(), dynamicHTTPFilter); filter != statsFilter {
		t.Errorf("is %s", filter)
	}
}

func TestAChangeKeepsItsNamesItsVersionsAndWhatIsRemoved(t *testing.T) {
	answer := change(t, []string{"gone"}, &cluster.Cluster{Name: "c"})
	answer.Resources[0].Name, answer.Resources[0].Version = "c", "7"
	answer.Resources = append(answer.Resources, &discovery.Resource{Name: "only named"})
	wanted := proto.Clone(answer)
	envoy := &sentDelta{}
	if err := AdaptDelta(envoy).Send(answer); err != nil || !proto.Equal(envoy.response, wanted) {
		t.Errorf("became %v (%v)", envoy.response, err)
	}
}

func TestWhatIsKnownOfAClusterLastsUntilItIsRemoved(t *testing.T) {
	const name = "inbound|9080||"
	own := &cluster.Cluster{Name: name, Metadata: metadata(t, `{"services":[{"host":"`+catalog+`"}]}`)}
	counting := httpListener(t, httpNamed("istio.stats", packed(t, &statspb.PluginConfig{})))
	hosts := func(answers ...*discovery.DeltaDiscoveryResponse) any {
		manager := managerIn(t, throughDelta(t, append(answers, change(t, nil, counting))...))
		_, config := module(t, manager.HttpFilters[0].GetTypedConfig(), dynamicHTTPFilter)
		return config["service_hosts"]
	}
	other := change(t, nil, &cluster.Cluster{Name: "outbound|80||" + catalog})
	if known, _ := hosts(change(t, nil, own), other).(map[string]any); known[name] != catalog {
		t.Errorf("knows %v", known)
	}
	if known := hosts(change(t, nil, own), change(t, []string{name}, &cluster.Cluster{})); known != nil {
		t.Errorf("still knows %v", known)
	}
	elsewhere := change(t, []string{name}, &cluster.Cluster{})
	elsewhere.TypeUrl = types + "envoy.config.listener.v3.Listener"
	if known, _ := hosts(change(t, nil, own), elsewhere).(map[string]any); known[name] != catalog {
		t.Errorf("forgets a cluster for a listener of its name: %v", known)
	}
}

func TestEndpointsOfARemovedClusterAreNotMarked(t *testing.T) {
	const name, note = "outbound|9080||" + catalog, "catalog;istioinaction;catalog;v1;Kubernetes"
	exchanging := &cluster.Cluster{
		Name: name, Filters: []*cluster.Filter{{TypedConfig: tcpExchangeFrom123(t)}},
		TransportSocketMatches: []*cluster.Cluster_TransportSocketMatch{{TransportSocket: offering(t, exchangeProtocol, "istio")}},
	}
	of := metadata(t, `{"workload":"`+note+`"}`)
	of.FilterMetadata[tlsMatch] = fields(t, `{"tlsMode":"istio"}`)
	load := func() *discovery.DeltaDiscoveryResponse {
		return change(t, nil, &endpoint.ClusterLoadAssignment{
			ClusterName: name,
			Endpoints: []*endpoint.LocalityLbEndpoints{{LbEndpoints: []*endpoint.LbEndpoint{{
				HostIdentifier: &endpoint.LbEndpoint_Endpoint{Endpoint: &endpoint.Endpoint{}}, Metadata: of,
			}}}},
		})
	}
	hostname := func(answers ...*discovery.DeltaDiscoveryResponse) string {
		found := unpacked(t, throughDelta(t, append(answers, load())...), &endpoint.ClusterLoadAssignment{})
		return found.Endpoints[0].LbEndpoints[0].GetEndpoint().Hostname
	}
	if got := hostname(change(t, nil, exchanging)); got != note+exchangeMark {
		t.Errorf("is called %q", got)
	}
	if got := hostname(change(t, nil, exchanging), change(t, []string{name}, &cluster.Cluster{})); got != note {
		t.Errorf("is called %q when the cluster is gone", got)
	}
}
