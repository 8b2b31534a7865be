// The parts of a filter for connections: what Envoy keeps for each configuration, and for each connection.
#pragma once

#include <cstdint>
#include <memory>

#include "json.h"

class TcpFilter {
 public:
  virtual ~TcpFilter() = default;
  /** Bytes came from whoever connected. */
  virtual void onReceived(uint64_t bytes) = 0;
  /** Bytes go back to it. */
  virtual void onSent(uint64_t bytes) = 0;
  virtual void onClosed() = 0;
};

/** Used by all workers at once: nothing in it changes. */
class TcpFilterConfig {
 public:
  virtual ~TcpFilterConfig() = default;
  virtual std::unique_ptr<TcpFilter> newFilter(void* envoy) const = 0;
};

std::unique_ptr<TcpFilterConfig> newTcpStats(void* envoy, const Json& config);
