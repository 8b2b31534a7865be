// What Envoy calls of a filter for connections.
#include <stdexcept>

#include "envoy.h"
#include "tcp.h"

#define HOOK extern "C" __attribute__((visibility("default")))

namespace {

constexpr int CONTINUE = 0, STOP = 1;

std::unique_ptr<TcpFilterConfig> newConfig(std::string_view name, const Json& config) {
  if (name == "istio.stats") return newTcpStats(config);
  if (name == "istio.metadata_exchange") return newTcpExchange();
  throw std::runtime_error("there is no such filter");
}

TcpFilter* filterOf(const void* module) { return static_cast<TcpFilter*>(const_cast<void*>(module)); }

}  // namespace

HOOK const void* envoy_dynamic_module_on_network_filter_config_new(void*, Buffer name, Buffer config) {
  try {
    return newConfig(view(name), Json::read(view(config))).release();
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

HOOK int envoy_dynamic_module_on_network_filter_new_connection(void*, const void* filter) {
  filterOf(filter)->onConnected();
  return CONTINUE;
}

HOOK int envoy_dynamic_module_on_network_filter_read(void*, const void* filter, size_t bytes, bool end) {
  return filterOf(filter)->onReceived(bytes, end) ? CONTINUE : STOP;
}

HOOK int envoy_dynamic_module_on_network_filter_write(void*, const void* filter, size_t bytes, bool end) {
  filterOf(filter)->onSent(bytes, end);
  return CONTINUE;
}

HOOK void envoy_dynamic_module_on_network_filter_event(void*, const void* filter, ConnectionEvent event) {
  if (event == ConnectionEvent::RemoteClose || event == ConnectionEvent::LocalClose) filterOf(filter)->onClosed();
}
