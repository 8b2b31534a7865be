// What Envoy calls, by name. Exceptions end here: Envoy is built without them.
#include <stdexcept>

#include "filter.h"

#define HOOK extern "C" __attribute__((visibility("default")))

namespace {

/** Continue, with headers, bodies and trailers alike. */
constexpr int CONTINUE = 0;

std::unique_ptr<HttpFilterConfig> newConfig(void* envoy, std::string_view name, const Json& config) {
  if (name == "istio.stats") return newStats(envoy, config);
  if (name == "istio.metadata_exchange") return newExchange();
  if (name == "istio.attributegen") return newAttributes(config);
  throw std::runtime_error("there is no such filter");
}

HttpFilter* filterOf(const void* module) { return static_cast<HttpFilter*>(const_cast<void*>(module)); }

}  // namespace

HOOK const char* envoy_dynamic_module_on_program_init() { return "v0.1.0"; }

HOOK const void* envoy_dynamic_module_on_http_filter_config_new(void* envoy, Buffer name, Buffer config) {
  try {
    return newConfig(envoy, view(name), Json::read(view(config))).release();
  } catch (const std::exception& error) {
    log(LogLevel::Error, "istio-stats refuses the configuration of " + std::string(view(name)) + ": " + error.what());
    return nullptr;
  }
}

HOOK void envoy_dynamic_module_on_http_filter_config_destroy(const void* config) {
  delete static_cast<const HttpFilterConfig*>(config);
}

HOOK const void* envoy_dynamic_module_on_http_filter_new(const void* config, void* envoy) {
  return static_cast<const HttpFilterConfig*>(config)->newFilter(envoy).release();
}

HOOK void envoy_dynamic_module_on_http_filter_destroy(const void* filter) { delete filterOf(filter); }

HOOK int envoy_dynamic_module_on_http_filter_request_headers(void*, const void* filter, bool) {
  filterOf(filter)->onRequestHeaders();
  return CONTINUE;
}

HOOK int envoy_dynamic_module_on_http_filter_response_headers(void*, const void* filter, bool) {
  filterOf(filter)->onResponseHeaders();
  return CONTINUE;
}

HOOK void envoy_dynamic_module_on_http_filter_stream_complete(void*, const void* filter) {
  filterOf(filter)->onComplete();
}

HOOK int envoy_dynamic_module_on_http_filter_request_body(void*, const void*, bool) { return CONTINUE; }
HOOK int envoy_dynamic_module_on_http_filter_request_trailers(void*, const void*) { return CONTINUE; }
HOOK int envoy_dynamic_module_on_http_filter_response_body(void*, const void*, bool) { return CONTINUE; }
HOOK int envoy_dynamic_module_on_http_filter_response_trailers(void*, const void*) { return CONTINUE; }

// The access logger: no settings, and nothing of its own for a request.

namespace {
constexpr int LOGGER = 0;
}

HOOK const void* envoy_dynamic_module_on_access_logger_config_new(void*, Buffer, Buffer) { return &LOGGER; }
HOOK void envoy_dynamic_module_on_access_logger_config_destroy(const void*) {}
HOOK const void* envoy_dynamic_module_on_access_logger_new(const void*, void*) { return &LOGGER; }
HOOK void envoy_dynamic_module_on_access_logger_destroy(const void*) {}
HOOK void envoy_dynamic_module_on_access_logger_log(void* logger, const void*, int) { recordBytes(logger); }

// Envoy wants these to be there, and never calls them: this module calls out to nobody and is no last filter.

#define UNUSED_HOOK(name) \
  HOOK void envoy_dynamic_module_on_http_filter_##name() {}

UNUSED_HOOK(http_callout_done)
UNUSED_HOOK(http_stream_headers)
UNUSED_HOOK(http_stream_data)
UNUSED_HOOK(http_stream_trailers)
UNUSED_HOOK(http_stream_complete)
UNUSED_HOOK(http_stream_reset)
UNUSED_HOOK(scheduled)
UNUSED_HOOK(downstream_above_write_buffer_high_watermark)
UNUSED_HOOK(downstream_below_write_buffer_low_watermark)
