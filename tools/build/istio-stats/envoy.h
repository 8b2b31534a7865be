// The part of Envoy 1.40's interface for dynamic modules that this module uses. It is an interface of C, found by
// names alone: no compiler notices when another Envoy has other arguments, so test/tools/istio-stats runs
// the module in the pinned one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" {

/** A text of either side. Envoy's are valid until the hook returns, unless said otherwise. */
struct Buffer {
  const char* data;
  size_t size;
};

enum class LogLevel : int { Debug = 1, Info = 2, Warn = 3, Error = 4 };
enum class Headers : int { Request, RequestTrailers, Response, ResponseTrailers };
enum class MetadataSource : int { Dynamic, Route, Cluster, Host };
enum class ConnectionEvent : int { RemoteClose, LocalClose, Connected, ConnectedZeroRtt };

/** When parts of a request happened. Nanoseconds since its start; those that did not happen are -1. */
struct Timing {
  int64_t start_of_epoch;
  int64_t others[16];
  int64_t request_complete;
  int64_t connection_end;
  bool known[24];
};

/** Bytes of a request and its answer as they went over the wire, headers included. */
struct WireBytes {
  uint64_t received;
  uint64_t sent;
  uint64_t others[6];
};

void envoy_dynamic_module_callback_log(LogLevel, Buffer text);

bool envoy_dynamic_module_callback_http_get_header(void* filter, Headers, Buffer name, Buffer* value, size_t index,
                                                   size_t* count);
bool envoy_dynamic_module_callback_http_set_header(void* filter, Headers, Buffer name, Buffer value);
bool envoy_dynamic_module_callback_http_get_filter_state_bytes(void* filter, Buffer key, Buffer* value);
bool envoy_dynamic_module_callback_http_set_filter_state_bytes(void* filter, Buffer key, Buffer value);
bool envoy_dynamic_module_callback_http_get_metadata_string(void* filter, MetadataSource, Buffer name_space, Buffer key,
                                                            Buffer* value);
void envoy_dynamic_module_callback_http_get_timing_info(void* filter, Timing*);
bool envoy_dynamic_module_callback_http_filter_get_attribute_string(void* filter, int attribute, Buffer* value);
bool envoy_dynamic_module_callback_http_filter_get_attribute_int(void* filter, int attribute, uint64_t* value);
bool envoy_dynamic_module_callback_http_filter_get_attribute_bool(void* filter, int attribute, bool* value);

int envoy_dynamic_module_callback_http_filter_config_define_counter(void* config, Buffer name, Buffer* labels,
                                                                    size_t count, size_t* id);
int envoy_dynamic_module_callback_http_filter_config_define_gauge(void* config, Buffer name, Buffer* labels,
                                                                  size_t count, size_t* id);
int envoy_dynamic_module_callback_http_filter_config_define_histogram(void* config, Buffer name, Buffer* labels,
                                                                      size_t count, size_t* id);
int envoy_dynamic_module_callback_http_filter_config_increment_counter(void* config, size_t id, Buffer* values,
                                                                       size_t count, uint64_t amount);
int envoy_dynamic_module_callback_http_filter_config_set_gauge(void* config, size_t id, Buffer* values, size_t count,
                                                               uint64_t value);
int envoy_dynamic_module_callback_http_filter_increment_counter(void* filter, size_t id, Buffer* values, size_t count,
                                                                uint64_t amount);
int envoy_dynamic_module_callback_http_filter_set_gauge(void* filter, size_t id, Buffer* values, size_t count,
                                                        uint64_t value);
int envoy_dynamic_module_callback_http_filter_record_histogram_value(void* filter, size_t id, Buffer* values,
                                                                     size_t count, uint64_t value);

void envoy_dynamic_module_callback_access_logger_get_downstream_wire_bytes(void* logger, WireBytes*);

void envoy_dynamic_module_callback_bootstrap_extension_config_signal_init_complete(void* extension);
int envoy_dynamic_module_callback_bootstrap_extension_config_define_counter(void* extension, Buffer name, Buffer* labels,
                                                                            size_t count, size_t* id);
int envoy_dynamic_module_callback_bootstrap_extension_config_define_histogram(void* extension, Buffer name,
                                                                              Buffer* labels, size_t count, size_t* id);
int envoy_dynamic_module_callback_bootstrap_extension_config_increment_counter(void* extension, size_t id,
                                                                               Buffer* values, size_t count,
                                                                               uint64_t amount);
int envoy_dynamic_module_callback_bootstrap_extension_config_record_histogram_value(void* extension, size_t id,
                                                                                    Buffer* values, size_t count,
                                                                                    uint64_t value);

bool envoy_dynamic_module_callback_network_filter_get_attribute_string(void* filter, int attribute, Buffer* value);
bool envoy_dynamic_module_callback_network_filter_get_attribute_int(void* filter, int attribute, uint64_t* value);
bool envoy_dynamic_module_callback_network_filter_get_upstream_host_hostname(void* filter, Buffer* value);
bool envoy_dynamic_module_callback_network_filter_is_ssl(void* filter);
bool envoy_dynamic_module_callback_network_get_filter_state_bytes(void* filter, Buffer key, Buffer* value);
bool envoy_dynamic_module_callback_network_set_filter_state_bytes(void* filter, Buffer key, Buffer value);
// What is being read or written; only within the hooks for that.
size_t envoy_dynamic_module_callback_network_filter_get_read_buffer_chunks_size(void* filter);
bool envoy_dynamic_module_callback_network_filter_get_read_buffer_chunks(void* filter, Buffer* chunks);
bool envoy_dynamic_module_callback_network_filter_drain_read_buffer(void* filter, size_t size);
bool envoy_dynamic_module_callback_network_filter_prepend_read_buffer(void* filter, Buffer data);
size_t envoy_dynamic_module_callback_network_filter_get_write_buffer_chunks_size(void* filter);
bool envoy_dynamic_module_callback_network_filter_get_write_buffer_chunks(void* filter, Buffer* chunks);
bool envoy_dynamic_module_callback_network_filter_drain_write_buffer(void* filter, size_t size);
bool envoy_dynamic_module_callback_network_filter_prepend_write_buffer(void* filter, Buffer data);
// To the filters after this one.
void envoy_dynamic_module_callback_network_filter_inject_read_data(void* filter, Buffer data, bool end);
void envoy_dynamic_module_callback_network_filter_inject_write_data(void* filter, Buffer data, bool end);
}

inline std::string_view view(Buffer text) { return {text.data == nullptr ? "" : text.data, text.size}; }
inline Buffer buffer(std::string_view text) { return {text.data(), text.size()}; }
inline void log(LogLevel level, std::string_view text) { envoy_dynamic_module_callback_log(level, buffer(text)); }

/** Envoy's numbers for the attributes of a request (envoy.io: "Attributes"). */
enum Attribute : int {
  RequestPath, RequestUrlPath, RequestHost, RequestScheme, RequestMethod, RequestHeaders, RequestReferer,
  RequestUserAgent, RequestTime, RequestId, RequestProtocol, RequestQuery, RequestDuration, RequestSize,
  RequestTotalSize, ResponseCode, ResponseCodeDetails, ResponseFlags, ResponseGrpcStatus, ResponseHeaders,
  ResponseTrailers, ResponseSize, ResponseTotalSize, ResponseBackendLatency, SourceAddress, SourcePort,
  DestinationAddress, DestinationPort, ConnectionId, ConnectionMtls, ConnectionServerName, ConnectionTlsVersion,
  ConnectionSubjectLocal, ConnectionSubjectPeer, ConnectionDnsSanLocal, ConnectionDnsSanPeer, ConnectionUriSanLocal,
  ConnectionUriSanPeer, ConnectionSha256Peer, ConnectionFailureReason, ConnectionTermination, UpstreamAddress,
  UpstreamPort, UpstreamTlsVersion, UpstreamSubjectLocal, UpstreamSubjectPeer, UpstreamDnsSanLocal, UpstreamDnsSanPeer,
  UpstreamUriSanLocal, UpstreamUriSanPeer, UpstreamSha256Peer, UpstreamLocalAddress, UpstreamFailureReason,
  UpstreamAttemptCount, UpstreamPoolReady, UpstreamLocality, XdsNode, XdsClusterName, XdsClusterMetadata,
  XdsListenerDirection, XdsListenerMetadata, XdsRouteName, XdsRouteMetadata, XdsVirtualHostName,
};
