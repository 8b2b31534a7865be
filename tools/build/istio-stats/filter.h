// The parts that a filter of this module has: what Envoy keeps for each configuration, and for each request.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json.h"

#include "envoy.h"
#include "peer.h"

/** A filter's part in one request. */
class HttpFilter {
 public:
  explicit HttpFilter(void* envoy) : envoy_(envoy) {}
  virtual ~HttpFilter() = default;
  virtual void onRequestHeaders() {}
  virtual void onResponseHeaders() {}
  /** All is known of the request, its duration too. Before the access logs are written. */
  virtual void onComplete() {}

 protected:
  void* const envoy_;
};

/** A filter as it is configured. Used by all workers at once: nothing in it changes. */
class HttpFilterConfig {
 public:
  virtual ~HttpFilterConfig() = default;
  virtual std::unique_ptr<HttpFilter> newFilter(void* envoy) const = 0;
};

/** What the filters of one request tell each other. It lives as long as the first of them that asked for it. */
struct Notes {
  std::shared_ptr<const Peer> downstream, upstream;
  /** Made by istio.attributegen. */
  std::vector<std::pair<std::string, std::string>> attributes;
};

/** A filter's way to the notes of its request. */
class NotesOfRequest {
 public:
  Notes& of(void* filter);

 private:
  Notes* notes_ = nullptr;
  std::unique_ptr<Notes> own_;
};

/** Whether the listener takes what comes in to the workload; else it takes what goes out, as a gateway's does too. */
bool isInbound(void* filter);

// The filters, by the names that istiod gives them.
std::unique_ptr<HttpFilterConfig> newExchange();
std::unique_ptr<HttpFilterConfig> newAttributes(const Json& config);
std::unique_ptr<HttpFilterConfig> newStats(void* envoy, const Json& config);
/** The second half of istio.stats, called for the access log: Envoy tells only loggers the bytes on the wire. */
void recordBytes(void* logger);
