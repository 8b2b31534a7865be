// The parts of a filter for connections: what Envoy keeps for each configuration, and for each connection.
#pragma once

#include <cstdint>
#include <memory>

#include "json.h"

#include "peer.h"

class TcpFilter {
 public:
  virtual ~TcpFilter() = default;
  virtual void onConnected() {}
  /**
   * Bytes came from whoever connected.
   * @param end whether none will come after them
   * @returns whether they go on; else they are here again with those that come next
   */
  virtual bool onReceived(uint64_t bytes, bool end) = 0;
  /** Bytes go back to it. */
  virtual void onSent(uint64_t bytes, bool end) = 0;
  virtual void onClosed() {}
};

/** Used by all workers at once: nothing in it changes. */
class TcpFilterConfig {
 public:
  virtual ~TcpFilterConfig() = default;
  virtual std::unique_ptr<TcpFilter> newFilter(void* envoy) const = 0;
};

// The filters, by the names that istiod gives them.
std::unique_ptr<TcpFilterConfig> newTcpExchange();
std::unique_ptr<TcpFilterConfig> newTcpStats(const Json& config);

/** What the destination knows of the source of a connection. */
struct Meeting {
  /** Whether the source may still say who it is. */
  bool isPending = false;
  std::shared_ptr<const Peer> peer;
};

/** The meeting that a connection's istio.metadata_exchange waits for; null where it has none. */
const Meeting* meetingOf(void* filter);

/** The source's part of the exchange. */
class Caller {
 public:
  explicit Caller(void* envoy) : envoy_(envoy) {}

  /** Says who this proxy is, before the first bytes of the client. */
  void onReceived();

  /**
   * Takes out what the destination says of itself, before its first bytes.
   * @returns how many bytes remain
   */
  uint64_t onSent(uint64_t bytes, bool end);

  /** Whether the destination may still say who it is. */
  bool isPending() const { return isPending_; }
  const std::shared_ptr<const Peer>& peer() const { return peer_; }

 private:
  bool decide();

  void* const envoy_;
  bool isDecided_ = false, isPending_ = false;
  std::string held_;
  std::shared_ptr<const Peer> peer_;
};
