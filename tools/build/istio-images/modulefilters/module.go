package modulefilters

import (
	xds "github.com/cncf/xds/go/xds/type/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/structpb"
)

const (
	// Module is the name of the module: Envoy loads libistio-stats.so from ENVOY_DYNAMIC_MODULES_SEARCH_PATH.
	Module = "istio-stats"
	// metricsNamespace is where Istio's Envoy has its metrics, too: `istiocustom.istio_requests_total…` in /stats.
	metricsNamespace = "istiocustom"

	dynamicHTTPFilter    = types + "envoy.extensions.filters.http.dynamic_modules.v3.DynamicModuleFilter"
	dynamicNetworkFilter = types + "envoy.extensions.filters.network.dynamic_modules.v3.DynamicModuleNetworkFilter"
	dynamicAccessLogger  = types + "envoy.extensions.access_loggers.dynamic_modules.v3.DynamicModuleAccessLog"
)

func httpFilter(found reading, known clusters) (*anypb.Any, error) {
	return moduleFilter(dynamicHTTPFilter, found, known)
}

func networkFilter(found reading, known clusters) (*anypb.Any, error) {
	return moduleFilter(dynamicNetworkFilter, found, known)
}

// moduleFilter is a filter of the module. Its configuration is that of Istio's filter; metrics get the services of this
// workload as well.
func moduleFilter(typeURL string, found reading, known clusters) (*anypb.Any, error) {
	config := found.config.AsMap()
	if found.filter == statsFilter && len(known.services) > 0 {
		hosts := map[string]any{}
		for cluster, host := range known.services {
			hosts[cluster] = host
		}
		config["service_hosts"] = hosts
	}
	return typed(typeURL, map[string]any{
		"dynamic_module_config": moduleConfig(),
		"filter_name":           found.filter,
		"filter_config":         map[string]any{"@type": types + "google.protobuf.Struct", "value": config},
	})
}

func accessLogger() (*anypb.Any, error) {
	return typed(dynamicAccessLogger, map[string]any{
		"dynamic_module_config": moduleConfig(),
		"logger_name":           statsFilter,
	})
}

func moduleConfig() map[string]any {
	// Its code stays while listeners come and go.
	return map[string]any{"name": Module, "do_not_close": true, "metrics_namespace": metricsNamespace}
}

// typed writes a message that is newer than the agent, and than istioctl, which would refuse to show it otherwise.
func typed(typeURL string, fields map[string]any) (*anypb.Any, error) {
	value, err := structpb.NewStruct(fields)
	if err != nil {
		return nil, err
	}
	bytes, err := proto.MarshalOptions{Deterministic: true}.Marshal(&xds.TypedStruct{TypeUrl: typeURL, Value: value})
	return &anypb.Any{TypeUrl: types + "xds.type.v3.TypedStruct", Value: bytes}, err
}
