// istio.stats for HTTP: counts each request when it is over.
#include "filter.h"
#include "labels.h"
#include "metrics.h"
#include "names.h"

namespace {

/** The metrics of requests, in the order of `HTTP_METRICS`. */
enum Place : size_t { REQUESTS, DURATION, REQUEST_BYTES, RESPONSE_BYTES };

constexpr int64_t NANOSECONDS_IN_MS = 1'000'000;

size_t defineIn(void* config, MetricKind kind, std::string_view name, std::vector<Buffer> labels) {
  size_t id = 0;
  const auto define = kind == MetricKind::Counter ? envoy_dynamic_module_callback_http_filter_config_define_counter
                      : kind == MetricKind::Gauge ? envoy_dynamic_module_callback_http_filter_config_define_gauge
                                                  : envoy_dynamic_module_callback_http_filter_config_define_histogram;
  if (define(config, buffer(name), labels.data(), labels.size(), &id) != 0)
    log(LogLevel::Error, "istio-stats: Envoy does not make the metric " + std::string(name));
  return id;
}

/** Istio's version of this proxy, as a metric that is always 1. */
void tellBuild(void* config) {
  Buffer labels[] = {buffer("component"), buffer("tag")};
  const auto version = ownNode().metadata.text("ISTIO_VERSION");
  Buffer values[] = {buffer("proxy"), buffer(version.empty() ? "unknown" : version)};
  const auto id = defineIn(config, MetricKind::Gauge, "istio_build", {labels[0], labels[1]});
  envoy_dynamic_module_callback_http_filter_config_set_gauge(config, id, values, 2, 1);
}

bool isGrpc(std::string_view contentType) {
  constexpr std::string_view GRPC = "application/grpc";
  return contentType.substr(0, GRPC.size()) == GRPC &&
         (contentType.size() == GRPC.size() || contentType[GRPC.size()] == '+');
}

}  // namespace

/**
 * The request that this worker completed last. Its access logs are written next, before anything else happens on the
 * thread; Envoy gives loggers no way to what filters know.
 */
thread_local class StatsFilter* completed = nullptr;

class StatsFilter : public HttpFilter {
 public:
  StatsFilter(void* envoy, const Metrics& metrics) : HttpFilter(envoy), metrics_(metrics), attributes_(envoy) {}

  void onComplete() override {
    completed = this;
    const auto& notes = notes_.of(envoy_);
    setLabels(notes);
    record(REQUESTS, 1);
    Timing timing{};
    envoy_dynamic_module_callback_http_get_timing_info(envoy_, &timing);
    if (timing.request_complete >= 0) record(DURATION, timing.request_complete / NANOSECONDS_IN_MS);
    recordCustom(notes);
  }

  ~StatsFilter() override {
    if (completed == this) completed = nullptr;
  }

  void recordBytes(const WireBytes& bytes) {
    record(REQUEST_BYTES, bytes.received);
    record(RESPONSE_BYTES, bytes.sent);
  }

 private:
  void setLabels(const Notes& notes) {
    const bool inbound = isInbound(envoy_);
    const auto peer = inbound ? notes.downstream : notes.upstream;
    const Workload* workload = peer == nullptr ? nullptr : &peer->workload;
    if (workload == nullptr && !inbound && (noted_ = workloadFromNote(noteOnEndpoint())))
      workload = &*noted_;
    labels_.setEnds(attributes_, ownNode().workload, inbound, workload, service());

    const bool grpc = isGrpc(attributes_.header(Headers::Request, "content-type"));
    labels_[REQUEST_PROTOCOL] = grpc ? "grpc" : "http";
    labels_[RESPONSE_CODE] = labels_.keep(std::to_string(attributes_.number(ResponseCode).value_or(0)));
    const auto status = grpc ? attributes_.number(ResponseGrpcStatus) : std::nullopt;
    labels_[GRPC_RESPONSE_STATUS] = status ? labels_.keep(std::to_string(*status)) : std::string_view("");
    labels_[RESPONSE_FLAGS] = labels_.keep(flagsText(attributes_.number(ResponseFlags).value_or(0)));
  }

  Service service() const {
    const auto called = metrics_.host_header_fallback ? attributes_.text(RequestHost) : std::string_view();
    return serviceOf(attributes_.text(XdsClusterName), attributes_.text(XdsRouteName), metrics_.services, called);
  }

  /** What istiod noted on the endpoint that the request went to. */
  std::string_view noteOnEndpoint() const {
    Buffer value{};
    const bool found = envoy_dynamic_module_callback_http_get_metadata_string(
        envoy_, MetadataSource::Host, buffer("istio"), buffer("workload"), &value);
    return found ? view(value) : std::string_view();
  }

  void record(Place place, uint64_t amount) {
    if (const auto* metric = metrics_.standard(place)) record(*metric, amount);
  }

  void record(const Metric& metric, uint64_t amount) {
    const StreamNames names(attributes_, notes_.of(envoy_));
    LabelValues values(metric, labels_, names);
    if (metric.lasting.begin(values.data(), values.size(), amount)) return;
    const auto add = metric.kind == MetricKind::Counter ? envoy_dynamic_module_callback_http_filter_increment_counter
                     : metric.kind == MetricKind::Gauge
                         ? envoy_dynamic_module_callback_http_filter_set_gauge
                         : envoy_dynamic_module_callback_http_filter_record_histogram_value;
    add(envoy_, metric.id, values.data(), values.size(), amount);
  }

  void recordCustom(const Notes& notes) {
    const StreamNames names(attributes_, notes);
    for (const auto& metric : metrics_.custom()) {
      const auto amount = metric.amount->evaluate(names);
      const auto* number = std::get_if<int64_t>(&amount);
      record(metric, number == nullptr || *number < 0 ? 0 : *number);
    }
  }

  const Metrics& metrics_;
  const HttpAttributes attributes_;
  NotesOfRequest notes_;
  std::optional<Workload> noted_;
  Labels labels_;
};

namespace {

class StatsConfig : public HttpFilterConfig {
 public:
  StatsConfig(const Json& config, const Define& define) : metrics_(config, HTTP_METRICS, define) {}
  std::unique_ptr<HttpFilter> newFilter(void* envoy) const override {
    return std::make_unique<StatsFilter>(envoy, metrics_);
  }

 private:
  const Metrics metrics_;
};

}  // namespace

std::unique_ptr<HttpFilterConfig> newStats(void* envoy, const Json& config) {
  tellBuild(envoy);
  takeOver(envoy);
  const auto define = [envoy](MetricKind kind, std::string_view name, std::vector<Buffer> labels) {
    return defineIn(envoy, kind, name, std::move(labels));
  };
  return std::make_unique<StatsConfig>(config, define);
}

void recordBytes(void* logger) {
  auto* filter = std::exchange(completed, nullptr);
  if (filter == nullptr) return;
  WireBytes bytes{};
  envoy_dynamic_module_callback_access_logger_get_downstream_wire_bytes(logger, &bytes);
  filter->recordBytes(bytes);
}
