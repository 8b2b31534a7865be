// istio.stats for connections that are no HTTP.
//
// The two proxies tell each other who they are at the beginning of the connection (tcp-exchange.cc). Nothing is counted
// while that may still come. Where it does not, the destination knows of the source what its certificate says, its
// namespace and principal, and the source takes the destination from istiod's note on the endpoint.
//
// The counters of Envoy's filters for connections have no labels, so all is counted by the extension of the bootstrap,
// which has those of each metric from the start: a configuration may drop metrics of connections, but not change their
// labels.
#include "labels.h"
#include "metrics.h"
#include "names.h"
#include "tcp.h"

namespace {

enum Place : size_t { OPENED, CLOSED, SENT, RECEIVED };

constexpr uint64_t INBOUND = 1;

class Config : public TcpFilterConfig {
 public:
  explicit Config(const Json& config) : metrics(config, TCP_METRICS, nullptr) {}
  std::unique_ptr<TcpFilter> newFilter(void* envoy) const override;
  const Metrics metrics;
};

class Connection : public TcpFilter {
 public:
  Connection(void* envoy, const Metrics& metrics)
      : envoy_(envoy), metrics_(metrics), attributes_(envoy), caller_(envoy) {}

  void onConnected() override { inbound_ = attributes_.number(XdsListenerDirection) == INBOUND; }

  bool onReceived(uint64_t bytes, bool) override {
    if (!inbound_) caller_.onReceived();
    received_ += bytes;
    report(false);
    return true;
  }

  void onSent(uint64_t bytes, bool end) override {
    sent_ += inbound_ ? bytes : caller_.onSent(bytes, end);
    report(false);
  }

  void onClosed() override {
    if (closed_) return;
    closed_ = true;
    report(true);
    record(CLOSED, 1);
  }

 private:
  /** Counts what came since the last time, as soon as the other end is known; at the latest at the end. */
  void report(bool atEnd) {
    if (!opened_) {
      const bool connected = inbound_ || !attributes_.text(UpstreamLocalAddress).empty();
      if ((!connected || isPending()) && !atEnd) return;
      opened_ = true;
      setLabels();
      record(OPENED, 1);
      // Each series is there from the beginning on.
      for (const auto place : {CLOSED, SENT, RECEIVED}) record(place, 0);
    }
    if (sent_ > 0) record(SENT, std::exchange(sent_, 0));
    if (received_ > 0) record(RECEIVED, std::exchange(received_, 0));
  }

  bool isPending() const {
    if (!inbound_) return caller_.isPending();
    const auto* meeting = meetingOf(envoy_);
    return meeting != nullptr && meeting->isPending;
  }

  void setLabels() {
    if (const auto* meeting = meetingOf(envoy_); inbound_ && meeting != nullptr) notes_.downstream = meeting->peer;
    if (!inbound_) notes_.upstream = caller_.peer();
    const auto& peer = inbound_ ? notes_.downstream : notes_.upstream;
    const Workload* workload = peer == nullptr ? nullptr : &peer->workload;
    Buffer note{};
    if (workload == nullptr && !inbound_ &&
        envoy_dynamic_module_callback_network_filter_get_upstream_host_hostname(envoy_, &note) &&
        (noted_ = workloadFromNote(view(note))))
      workload = &*noted_;
    const auto service = serviceOf(attributes_.text(XdsClusterName), "", metrics_.services, "");
    labels_.setEnds(attributes_, ownNode().workload, inbound_, workload, service);
    labels_[REQUEST_PROTOCOL] = "tcp";
    labels_[RESPONSE_FLAGS] = labels_.keep(flagsText(attributes_.number(ResponseFlags).value_or(0)));
    labels_.keepAll();
  }

  void record(Place place, uint64_t amount) {
    const auto* metric = metrics_.standard(place);
    if (metric == nullptr) return;
    LabelValues values(*metric, labels_, StreamNames(attributes_, notes_));
    metric->lasting.add(values.data(), values.size(), amount);
  }

  void* const envoy_;
  const Metrics& metrics_;
  const NetworkAttributes attributes_;
  Caller caller_;
  Notes notes_;
  std::optional<Workload> noted_;
  Labels labels_;
  uint64_t sent_ = 0, received_ = 0;
  bool inbound_ = false, opened_ = false, closed_ = false;
};

std::unique_ptr<TcpFilter> Config::newFilter(void* envoy) const { return std::make_unique<Connection>(envoy, metrics); }

}  // namespace

std::unique_ptr<TcpFilterConfig> newTcpStats(const Json& config) { return std::make_unique<Config>(config); }
