package modulefilters

import (
	accesslog "github.com/envoyproxy/go-control-plane/envoy/config/accesslog/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	hcm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

func adaptListener(of *listener.Listener, known clusters) (bool, error) {
	chains := of.FilterChains
	if of.DefaultFilterChain != nil {
		chains = append(chains[:len(chains):len(chains)], of.DefaultFilterChain)
	}
	changed := false
	for _, chain := range chains {
		changedHere, err := adaptChain(chain, known)
		if err != nil {
			return false, err
		}
		changed = changed || changedHere
	}
	return changed, nil
}

func adaptChain(chain *listener.FilterChain, known clusters) (bool, error) {
	changed := false
	kept := chain.Filters[:0]
	for _, filter := range chain.Filters {
		config := filter.GetTypedConfig()
		adapted, err := adaptNetworkFilter(config, known)
		if err != nil {
			return false, err
		}
		changed = changed || adapted != config
		if adapted == nil && config != nil {
			continue
		}
		if adapted != config {
			filter.ConfigType = &listener.Filter_TypedConfig{TypedConfig: adapted}
		}
		kept = append(kept, filter)
	}
	chain.Filters = kept
	return changed, nil
}

// adaptNetworkFilter returns the filter's new configuration, the same one where nothing changes, nil to leave it out.
func adaptNetworkFilter(config *anypb.Any, known clusters) (*anypb.Any, error) {
	if config.GetTypeUrl() == httpManager {
		return adaptHTTP(config, known)
	}
	found, err := read(config)
	if err != nil || found.use == untouched {
		return config, err
	}
	if found.use == dropped {
		return nil, nil
	}
	return networkFilter(found, known)
}

func adaptHTTP(config *anypb.Any, known clusters) (*anypb.Any, error) {
	manager := &hcm.HttpConnectionManager{}
	if err := config.UnmarshalTo(manager); err != nil {
		return nil, err
	}
	changed, counts := trustPrivateAddresses(manager), false
	kept := manager.HttpFilters[:0]
	for _, filter := range manager.HttpFilters {
		found, err := read(filter.GetTypedConfig())
		if err != nil {
			return nil, err
		}
		changed = changed || found.use != untouched
		switch found.use {
		case dropped:
			continue
		case replaced:
			adapted, err := httpFilter(found, known)
			if err != nil {
				return nil, err
			}
			filter.ConfigType = &hcm.HttpFilter_TypedConfig{TypedConfig: adapted}
			counts = counts || found.filter == statsFilter
		}
		kept = append(kept, filter)
	}
	if !changed {
		return config, nil
	}
	manager.HttpFilters = kept
	if counts {
		logger, err := accessLogger()
		if err != nil {
			return nil, err
		}
		manager.AccessLog = append(manager.AccessLog, &accesslog.AccessLog{
			Name:       statsFilter,
			ConfigType: &accesslog.AccessLog_TypedConfig{TypedConfig: logger},
		})
	}
	return again(config, manager)
}

// privateAddresses are internal to the Envoy of Istio 1.17 by itself; the upstream Envoy trusts none unless it is told.
var privateAddresses = []*core.CidrRange{
	cidr("10.0.0.0", 8), cidr("172.16.0.0", 12), cidr("192.168.0.0", 16), cidr("127.0.0.0", 8), cidr("::1", 128), cidr("fc00::", 7),
}

func cidr(prefix string, length uint32) *core.CidrRange {
	return &core.CidrRange{AddressPrefix: prefix, PrefixLen: wrapperspb.UInt32(length)}
}

// trustPrivateAddresses lets requests from within count as internal: they may ask for their trace, and statistics tell
// them from those from outside.
func trustPrivateAddresses(manager *hcm.HttpConnectionManager) bool {
	if manager.InternalAddressConfig != nil {
		return false
	}
	manager.InternalAddressConfig = &hcm.HttpConnectionManager_InternalAddressConfig{
		UnixSockets: true, CidrRanges: privateAddresses,
	}
	return true
}

// adaptExtension changes an HTTP filter that listeners name only, as WasmPlugin and Telemetry make them.
func adaptExtension(of *core.TypedExtensionConfig, known clusters) (bool, error) {
	found, err := read(of.TypedConfig)
	if err != nil || found.use != replaced {
		return false, err
	}
	of.TypedConfig, err = httpFilter(found, known)
	return err == nil, err
}
