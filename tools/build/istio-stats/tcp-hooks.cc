// What Envoy calls of a filter for connections.
#include "envoy.h"
#include "tcp.h"

#define HOOK extern "C" __attribute__((visibility("default")))

namespace {

constexpr int CONTINUE = 0;

TcpFilter* filterOf(const void* module) { return static_cast<TcpFilter*>(const_cast<void*>(module)); }

}  // namespace

HOOK const void* envoy_dynamic_module_on_network_filter_config_new(void* envoy, Buffer name, Buffer config) {
  try {
    return newTcpStats(envoy, Json::read(view(config))).release();
  } catch (const std::exception& error) {
    log(LogLevel::Error, "istio-stats refuses the configuration of " + std::string(view(name)) + ": " + error.what());
    return nullptr;
  }
}

HOOK void envoy_dynamic_module_on_network_filter_config_destroy(const void* config) {
  delete static_cast<const TcpFilterConfig*>(config);
}

HOOK const void* envoy_dynamic_module_on_network_filter_new(const void* config, void* envoy) {
  return static_cast<const TcpFilterConfig*>(config)->newFilter(envoy).release();
}

HOOK void envoy_dynamic_module_on_network_filter_destroy(const void* filter) { delete filterOf(filter); }

HOOK int envoy_dynamic_module_on_network_filter_new_connection(void*, const void*) { return CONTINUE; }

HOOK int envoy_dynamic_module_on_network_filter_read(void*, const void* filter, size_t bytes, bool) {
  filterOf(filter)->onReceived(bytes);
  return CONTINUE;
}

HOOK int envoy_dynamic_module_on_network_filter_write(void*, const void* filter, size_t bytes, bool) {
  filterOf(filter)->onSent(bytes);
  return CONTINUE;
}

HOOK void envoy_dynamic_module_on_network_filter_event(void*, const void* filter, ConnectionEvent event) {
  if (event == ConnectionEvent::RemoteClose || event == ConnectionEvent::LocalClose) filterOf(filter)->onClosed();
}
