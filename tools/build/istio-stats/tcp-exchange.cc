// istio.metadata_exchange for connections that are no HTTP: the two proxies begin them with who they are, in Istio's own
// form (wire.cc), which neither of the applications sees.
//
// In Istio a filter on the side of the cluster does the source's part, where it knows whether the destination agreed to
// it in the handshake (ALPN `istio-peer-exchange`). Envoy has no modules there. So istio.stats does it before the client's
// first bytes go on; and the adapter, which sees what istiod has set for the cluster and its endpoints, marks the
// endpoints that agree: those with a sidecar, called by mutual TLS that offers the exchange.
//
// Where the server speaks first the source is known to the destination, and not the other way round: the answer would
// come after the server's first bytes, in the middle of its own.
#include <cstring>
#include <vector>

#include "envoy.h"
#include "names.h"
#include "tcp.h"
#include "wire.h"

namespace {

constexpr std::string_view MEETING_KEY = "istio-lab.meeting";

/** The adapter's mark, after istiod's note in the endpoint's host name. */
constexpr std::string_view EXCHANGES = ";exchanges";

using ChunkCount = size_t (*)(void*);
using Chunks = bool (*)(void*, Buffer*);

std::string content(void* filter, ChunkCount count, Chunks chunksOf) {
  std::vector<Buffer> chunks(count(filter));
  if (chunks.empty() || !chunksOf(filter, chunks.data())) return {};
  std::string all;
  for (const auto chunk : chunks) all += view(chunk);
  return all;
}

/** The destination's part. */
class Host : public TcpFilter {
 public:
  explicit Host(void* envoy) : envoy_(envoy) {}

  void onConnected() override {
    meeting_.isPending = envoy_dynamic_module_callback_network_filter_is_ssl(envoy_);
    const auto* address = &meeting_;
    const Buffer bytes{reinterpret_cast<const char*>(&address), sizeof address};
    envoy_dynamic_module_callback_network_set_filter_state_bytes(envoy_, buffer(MEETING_KEY), bytes);
  }

  bool onReceived(uint64_t, bool end) override {
    if (!meeting_.isPending) return true;
    const auto bytes = content(envoy_, envoy_dynamic_module_callback_network_filter_get_read_buffer_chunks_size,
                               envoy_dynamic_module_callback_network_filter_get_read_buffer_chunks);
    size_t size = 0;
    // Only a proxy of the mesh has a name of the mesh.
    const bool isOfMesh = !NetworkAttributes(envoy_).text(ConnectionUriSanPeer).empty();
    const auto beginning = isOfMesh ? beginningOf(bytes, size) : Beginning::Other;
    if (beginning == Beginning::Unclear && !end) return false;
    meeting_.isPending = false;
    if (beginning != Beginning::Introduction) return true;
    meeting_.peer = introducedPeer(std::string_view(bytes).substr(0, size));
    envoy_dynamic_module_callback_network_filter_drain_read_buffer(envoy_, size);
    if (!hasSent_)
      envoy_dynamic_module_callback_network_filter_inject_write_data(envoy_, buffer(ownNode().introduction), false);
    return true;
  }

  void onSent(uint64_t, bool) override { hasSent_ = true; }

 private:
  void* const envoy_;
  Meeting meeting_;
  bool hasSent_ = false;
};

class Config : public TcpFilterConfig {
 public:
  std::unique_ptr<TcpFilter> newFilter(void* envoy) const override { return std::make_unique<Host>(envoy); }
};

}  // namespace

std::unique_ptr<TcpFilterConfig> newTcpExchange() { return std::make_unique<Config>(); }

const Meeting* meetingOf(void* filter) {
  Buffer bytes{};
  const Meeting* meeting = nullptr;
  if (envoy_dynamic_module_callback_network_get_filter_state_bytes(filter, buffer(MEETING_KEY), &bytes) &&
      bytes.size == sizeof meeting)
    std::memcpy(&meeting, bytes.data, sizeof meeting);
  return meeting;
}

/** Whether the destination is to hear who this proxy is. It is known once: with the first bytes of either side. */
bool Caller::decide() {
  if (std::exchange(isDecided_, true) || ownNode().introduction.empty()) return false;
  Buffer name{};
  const NetworkAttributes attributes(envoy_);
  if (attributes.text(UpstreamUriSanPeer).empty() ||
      !envoy_dynamic_module_callback_network_filter_get_upstream_host_hostname(envoy_, &name))
    return false;
  const auto noted = view(name);
  return noted.size() > EXCHANGES.size() && noted.substr(noted.size() - EXCHANGES.size()) == EXCHANGES;
}

void Caller::onReceived() {
  if (!decide()) return;
  isPending_ = envoy_dynamic_module_callback_network_filter_prepend_read_buffer(envoy_, buffer(ownNode().introduction));
}

uint64_t Caller::onSent(uint64_t bytes, bool end) {
  if (decide())
    envoy_dynamic_module_callback_network_filter_inject_read_data(envoy_, buffer(ownNode().introduction), false);
  if (!isPending_) return bytes;
  held_ += content(envoy_, envoy_dynamic_module_callback_network_filter_get_write_buffer_chunks_size,
                   envoy_dynamic_module_callback_network_filter_get_write_buffer_chunks);
  envoy_dynamic_module_callback_network_filter_drain_write_buffer(envoy_, bytes);
  size_t size = 0;
  const auto beginning = beginningOf(held_, size);
  if (beginning == Beginning::Unclear && !end) return 0;
  isPending_ = false;
  if (beginning == Beginning::Introduction) {
    peer_ = introducedPeer(std::string_view(held_).substr(0, size));
    held_.erase(0, size);
  }
  const auto rest = std::exchange(held_, {});
  envoy_dynamic_module_callback_network_filter_prepend_write_buffer(envoy_, buffer(rest));
  return rest.size();
}
