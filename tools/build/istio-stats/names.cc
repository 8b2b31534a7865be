#include "names.h"

#include <algorithm>
#include <unordered_map>

namespace {

enum class Kind { Text, Number, Truth };

struct Known {
  Attribute attribute;
  Kind kind;
};

/** Envoy's attributes that its modules can read. */
const std::unordered_map<std::string, Known>& knownAttributes() {
  static const auto& known = *new std::unordered_map<std::string, Known>{
      {"request.path", {RequestPath, Kind::Text}},
      {"request.url_path", {RequestUrlPath, Kind::Text}},
      {"request.host", {RequestHost, Kind::Text}},
      {"request.scheme", {RequestScheme, Kind::Text}},
      {"request.method", {RequestMethod, Kind::Text}},
      {"request.referer", {RequestReferer, Kind::Text}},
      {"request.useragent", {RequestUserAgent, Kind::Text}},
      {"request.id", {RequestId, Kind::Text}},
      {"request.protocol", {RequestProtocol, Kind::Text}},
      {"request.query", {RequestQuery, Kind::Text}},
      {"request.size", {RequestSize, Kind::Number}},
      {"request.total_size", {RequestTotalSize, Kind::Number}},
      {"response.code", {ResponseCode, Kind::Number}},
      {"response.code_details", {ResponseCodeDetails, Kind::Text}},
      {"response.flags", {ResponseFlags, Kind::Number}},
      {"response.grpc_status", {ResponseGrpcStatus, Kind::Number}},
      {"response.size", {ResponseSize, Kind::Number}},
      {"response.total_size", {ResponseTotalSize, Kind::Number}},
      {"source.address", {SourceAddress, Kind::Text}},
      {"source.port", {SourcePort, Kind::Number}},
      {"destination.address", {DestinationAddress, Kind::Text}},
      {"destination.port", {DestinationPort, Kind::Number}},
      {"connection.id", {ConnectionId, Kind::Number}},
      {"connection.mtls", {ConnectionMtls, Kind::Truth}},
      {"connection.requested_server_name", {ConnectionServerName, Kind::Text}},
      {"connection.tls_version", {ConnectionTlsVersion, Kind::Text}},
      {"connection.subject_local_certificate", {ConnectionSubjectLocal, Kind::Text}},
      {"connection.subject_peer_certificate", {ConnectionSubjectPeer, Kind::Text}},
      {"connection.dns_san_local_certificate", {ConnectionDnsSanLocal, Kind::Text}},
      {"connection.dns_san_peer_certificate", {ConnectionDnsSanPeer, Kind::Text}},
      {"connection.uri_san_local_certificate", {ConnectionUriSanLocal, Kind::Text}},
      {"connection.uri_san_peer_certificate", {ConnectionUriSanPeer, Kind::Text}},
      {"upstream.address", {UpstreamAddress, Kind::Text}},
      {"upstream.port", {UpstreamPort, Kind::Number}},
      {"upstream.tls_version", {UpstreamTlsVersion, Kind::Text}},
      {"upstream.uri_san_local_certificate", {UpstreamUriSanLocal, Kind::Text}},
      {"upstream.uri_san_peer_certificate", {UpstreamUriSanPeer, Kind::Text}},
      {"upstream.local_address", {UpstreamLocalAddress, Kind::Text}},
      {"upstream.transport_failure_reason", {UpstreamFailureReason, Kind::Text}},
      {"upstream.request_attempt_count", {UpstreamAttemptCount, Kind::Number}},
      {"xds.cluster_name", {XdsClusterName, Kind::Text}},
      {"xds.route_name", {XdsRouteName, Kind::Text}},
      {"xds.virtual_host_name", {XdsVirtualHostName, Kind::Text}},
      {"xds.listener_direction", {XdsListenerDirection, Kind::Number}},
  };
  return known;
}

Value textOrNone(std::string_view text) { return text.empty() ? Value() : Value(std::string(text)); }

/** `istio_version` is `ISTIO_VERSION` in a proxy's metadata. */
std::string inCapitals(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char sign) { return std::toupper(sign); });
  return name;
}

/** @param path what is asked for, from its member `from` on */
Value inMetadata(const Metadata& metadata, const Path& path, size_t from, bool written) {
  const auto key = written ? path[from] : inCapitals(path[from]);
  if (path.size() == from + 1) return textOrNone(metadata.text(key));
  if (path.size() != from + 2) return {};
  const auto group = metadata.groups.find(key);
  if (group == metadata.groups.end()) return {};
  const auto found = group->second.find(path[from + 1]);
  return found == group->second.end() ? Value() : Value(found->second);
}

}  // namespace

Value StreamNames::valueOf(const Path& path) const {
  const auto& first = path.front();
  if (path.size() == 1) {
    // What was made last counts.
    for (auto made = notes_.attributes.rbegin(); made != notes_.attributes.rend(); ++made)
      if (made->first == first) return made->second;
    return {};
  }
  if (first == "upstream_peer" || first == "downstream_peer") {
    const auto& peer = first == "upstream_peer" ? notes_.upstream : notes_.downstream;
    return peer == nullptr ? Value() : inMetadata(peer->metadata, path, 1, false);
  }
  if (first == "node") {
    if (path[1] == "id") return textOrNone(ownNode().id);
    return path[1] == "metadata" && path.size() > 2 ? inMetadata(ownNode().metadata, path, 2, true) : Value();
  }
  if (path.size() == 3 && path[1] == "headers")
    return textOrNone(attributes_.header(first == "response" ? Headers::Response : Headers::Request, path[2]));
  const auto known = path.size() == 2 ? knownAttributes().find(first + "." + path[1]) : knownAttributes().end();
  if (known == knownAttributes().end()) return {};
  const auto [attribute, kind] = known->second;
  if (kind == Kind::Text) return textOrNone(attributes_.text(attribute));
  if (kind == Kind::Number) {
    const auto number = attributes_.number(attribute);
    return number ? Value(static_cast<int64_t>(*number)) : Value();
  }
  const auto is = attributes_.truth(attribute);
  return is ? Value(*is) : Value();
}

std::string_view HttpAttributes::text(Attribute attribute) const {
  Buffer value{};
  return envoy_dynamic_module_callback_http_filter_get_attribute_string(filter_, attribute, &value) ? view(value) : "";
}

std::optional<uint64_t> HttpAttributes::number(Attribute attribute) const {
  uint64_t value = 0;
  if (!envoy_dynamic_module_callback_http_filter_get_attribute_int(filter_, attribute, &value)) return {};
  return value;
}

std::optional<bool> HttpAttributes::truth(Attribute attribute) const {
  bool value = false;
  if (!envoy_dynamic_module_callback_http_filter_get_attribute_bool(filter_, attribute, &value)) return {};
  return value;
}

std::string_view HttpAttributes::header(Headers of, const std::string& name) const {
  Buffer value{};
  return envoy_dynamic_module_callback_http_get_header(filter_, of, buffer(name), &value, 0, nullptr) ? view(value) : "";
}

std::string_view NetworkAttributes::text(Attribute attribute) const {
  Buffer value{};
  return envoy_dynamic_module_callback_network_filter_get_attribute_string(filter_, attribute, &value) ? view(value)
                                                                                                       : "";
}

std::optional<uint64_t> NetworkAttributes::number(Attribute attribute) const {
  uint64_t value = 0;
  if (!envoy_dynamic_module_callback_network_filter_get_attribute_int(filter_, attribute, &value)) return {};
  return value;
}
