// The 25 labels of Istio's standard metrics, in the order in which Istio's proxy has them.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "names.h"
#include "peer.h"

enum Label : size_t {
  REPORTER,
  SOURCE_WORKLOAD,
  SOURCE_CANONICAL_SERVICE,
  SOURCE_CANONICAL_REVISION,
  SOURCE_WORKLOAD_NAMESPACE,
  SOURCE_PRINCIPAL,
  SOURCE_APP,
  SOURCE_VERSION,
  SOURCE_CLUSTER,
  DESTINATION_WORKLOAD,
  DESTINATION_WORKLOAD_NAMESPACE,
  DESTINATION_PRINCIPAL,
  DESTINATION_APP,
  DESTINATION_VERSION,
  DESTINATION_SERVICE,
  DESTINATION_CANONICAL_SERVICE,
  DESTINATION_CANONICAL_REVISION,
  DESTINATION_SERVICE_NAME,
  DESTINATION_SERVICE_NAMESPACE,
  DESTINATION_CLUSTER,
  REQUEST_PROTOCOL,
  RESPONSE_CODE,
  GRPC_RESPONSE_STATUS,
  RESPONSE_FLAGS,
  CONNECTION_SECURITY_POLICY,
  LABEL_COUNT,
};

constexpr std::string_view LABEL_NAMES[LABEL_COUNT] = {
    "reporter",
    "source_workload",
    "source_canonical_service",
    "source_canonical_revision",
    "source_workload_namespace",
    "source_principal",
    "source_app",
    "source_version",
    "source_cluster",
    "destination_workload",
    "destination_workload_namespace",
    "destination_principal",
    "destination_app",
    "destination_version",
    "destination_service",
    "destination_canonical_service",
    "destination_canonical_revision",
    "destination_service_name",
    "destination_service_namespace",
    "destination_cluster",
    "request_protocol",
    "response_code",
    "grpc_response_status",
    "response_flags",
    "connection_security_policy",
};

/** The service that was called. Both empty: not known. */
struct Service {
  std::string host, name;
};

/** The services behind clusters whose names don't tell them: those of this workload, `inbound|8080||`. */
using Services = std::map<std::string, std::string, std::less<>>;

/**
 * What service a request goes to.
 * @param cluster Envoy's cluster, empty where none was chosen
 * @param fallback what the caller called it (the Host header); empty where that doesn't count
 */
Service serviceOf(std::string_view cluster, std::string_view route, const Services& services, std::string_view fallback);

/** The values of the labels of one request or connection. They may point to what it was made from. */
class Labels {
 public:
  std::string_view& operator[](Label label) { return values_[label]; }
  std::string_view operator[](Label label) const { return values_[label]; }

  /**
   * Sets the labels of both ends.
   * @param inbound whether this proxy is that of the destination
   * @param peer the other end, null where it is not known
   */
  void setEnds(const Attributes& attributes, const Workload& own, bool inbound, const Workload* peer,
               const Service& service);

  /** Keeps all of them, so that they no longer point to what they were made from. */
  void keepAll();

  /** Keeps a text for as long as the labels. */
  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

 private:
  std::array<std::string_view, LABEL_COUNT> values_;
  std::deque<std::string> kept_;
};

/** Envoy's response flags as its access log has them: `UF,URX`, or `-`. */
std::string flagsText(uint64_t flags);
