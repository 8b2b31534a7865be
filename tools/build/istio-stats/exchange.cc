// istio.metadata_exchange: proxies tell each other who they are, in two headers of requests and answers, which neither
// an application nor anybody outside sees.
#include "filter.h"

namespace {

constexpr std::string_view PEER = "x-envoy-peer-metadata";
constexpr std::string_view PEER_ID = "x-envoy-peer-metadata-id";

/** The header's value, which is removed. */
std::string takeHeader(void* filter, Headers of, std::string_view name) {
  Buffer value{};
  if (!envoy_dynamic_module_callback_http_get_header(filter, of, buffer(name), &value, 0, nullptr)) return {};
  std::string taken(view(value));
  envoy_dynamic_module_callback_http_set_header(filter, of, buffer(name), {nullptr, 0});
  return taken;
}

class Exchange : public HttpFilter {
 public:
  explicit Exchange(void* envoy) : HttpFilter(envoy) {}

  void onRequestHeaders() override {
    const auto id = takeHeader(envoy_, Headers::Request, PEER_ID);
    const auto peer = takeHeader(envoy_, Headers::Request, PEER);
    told_ = !peer.empty();
    toldId_ = !id.empty();
    if (told_) notes_.of(envoy_).downstream = rememberedPeer(id, peer);
    if (!isInbound(envoy_)) tell(Headers::Request, true, true);
  }

  void onResponseHeaders() override {
    const auto id = takeHeader(envoy_, Headers::Response, PEER_ID);
    const auto peer = takeHeader(envoy_, Headers::Response, PEER);
    if (!peer.empty()) notes_.of(envoy_).upstream = rememberedPeer(id, peer);
    // Whoever did not say who it is may be no proxy: it hears nothing.
    if (isInbound(envoy_)) tell(Headers::Response, told_, toldId_);
  }

 private:
  void tell(Headers to, bool metadata, bool id) {
    if (metadata && !node_.announcement.empty())
      envoy_dynamic_module_callback_http_set_header(envoy_, to, buffer(PEER), buffer(node_.announcement));
    if (id && !node_.id.empty())
      envoy_dynamic_module_callback_http_set_header(envoy_, to, buffer(PEER_ID), buffer(node_.id));
  }

  const Node& node_ = ownNode();
  NotesOfRequest notes_;
  // As in Istio: an answer before the request was seen (a local one) tells all.
  bool told_ = true, toldId_ = true;
};

class ExchangeConfig : public HttpFilterConfig {
 public:
  std::unique_ptr<HttpFilter> newFilter(void* envoy) const override { return std::make_unique<Exchange>(envoy); }
};

}  // namespace

std::unique_ptr<HttpFilterConfig> newExchange() { return std::make_unique<ExchangeConfig>(); }
