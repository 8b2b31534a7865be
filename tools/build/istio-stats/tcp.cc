// istio.stats for connections that are no HTTP.
//
// Istio's proxies tell each other who they are at the beginning of such a connection; that takes a filter on the side
// of the cluster, where Envoy has no modules. So here the destination knows of the source what its certificate says,
// its namespace and principal, and the rest is `unknown`; the source takes the destination from istiod's note on the
// endpoint, as Istio's does where that end has no proxy.
#include "labels.h"
#include "metrics.h"
#include "names.h"
#include "tcp.h"

namespace {

enum Place : size_t { OPENED, CLOSED, SENT, RECEIVED };

constexpr uint64_t INBOUND = 1;

class Config : public TcpFilterConfig {
 public:
  Config(const Json& config, const Define& define) : metrics(config, TCP_METRICS, define) {}
  std::unique_ptr<TcpFilter> newFilter(void* envoy) const override;
  const Metrics metrics;
};

class Connection : public TcpFilter {
 public:
  Connection(void* envoy, const Metrics& metrics) : envoy_(envoy), metrics_(metrics), attributes_(envoy) {}

  void onReceived(uint64_t bytes) override {
    received_ += bytes;
    report(false);
  }

  void onSent(uint64_t bytes) override {
    sent_ += bytes;
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
      const bool inbound = attributes_.number(XdsListenerDirection) == INBOUND;
      const bool connected = inbound || !attributes_.text(UpstreamLocalAddress).empty();
      if (!connected && !atEnd) return;
      opened_ = true;
      setLabels(inbound);
      record(OPENED, 1);
    }
    record(SENT, std::exchange(sent_, 0));
    record(RECEIVED, std::exchange(received_, 0));
  }

  void setLabels(bool inbound) {
    Buffer note{};
    if (!inbound && envoy_dynamic_module_callback_network_filter_get_upstream_host_hostname(envoy_, &note))
      peer_ = workloadFromNote(view(note));
    const auto service = serviceOf(attributes_.text(XdsClusterName), "", metrics_.services, "");
    labels_.setEnds(attributes_, ownNode().workload, inbound, peer_ ? &*peer_ : nullptr, service);
    labels_[REQUEST_PROTOCOL] = "tcp";
    labels_[RESPONSE_FLAGS] = labels_.keep(flagsText(attributes_.number(ResponseFlags).value_or(0)));
    labels_.keepAll();
  }

  void record(Place place, uint64_t amount) {
    const auto* metric = metrics_.standard(place);
    if (metric == nullptr) return;
    LabelValues values(*metric, labels_, StreamNames(attributes_, nothing_));
    if (metric->lasting.begin(values.data(), values.size(), amount)) return;
    envoy_dynamic_module_callback_network_filter_increment_counter(envoy_, metric->id, values.data(), values.size(),
                                                                   amount);
  }

  void* const envoy_;
  const Metrics& metrics_;
  const NetworkAttributes attributes_;
  const Notes nothing_;
  std::optional<Workload> peer_;
  Labels labels_;
  uint64_t sent_ = 0, received_ = 0;
  bool opened_ = false, closed_ = false;
};

std::unique_ptr<TcpFilter> Config::newFilter(void* envoy) const { return std::make_unique<Connection>(envoy, metrics); }

}  // namespace

std::unique_ptr<TcpFilterConfig> newTcpStats(void* envoy, const Json& config) {
  const auto define = [envoy](MetricKind, std::string_view name, std::vector<Buffer> labels) {
    size_t id = 0;
    envoy_dynamic_module_callback_network_filter_config_define_counter(envoy, buffer(name), labels.data(),
                                                                       labels.size(), &id);
    return id;
  };
  return std::make_unique<Config>(config, define);
}
