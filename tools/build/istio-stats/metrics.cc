#include "metrics.h"

#include <algorithm>
#include <map>

namespace {

/** A label on the way to its metric. */
struct Draft {
  std::string name;
  size_t standard;
  const Expression* made;
  bool removed = false;
};

/** A connection has neither a response code nor the status of gRPC. */
bool isHttpOnly(size_t label) { return label == RESPONSE_CODE || label == GRPC_RESPONSE_STATUS; }

std::vector<Draft> standardLabels(const std::string& metric) {
  const bool isTcp = metric.compare(0, 4, "tcp_") == 0;
  std::vector<Draft> drafts;
  for (size_t place = 0; place < LABEL_COUNT; ++place)
    if (!isTcp || !isHttpOnly(place)) drafts.push_back({std::string(LABEL_NAMES[place]), place, nullptr, false});
  return drafts;
}

Shape shapeOf(MetricKind kind, const std::string& name, const std::vector<Draft>& drafts) {
  Shape shape{kind, "istio_" + name, {}};
  for (const auto& draft : drafts)
    if (!draft.removed) shape.labels.push_back(draft.name);
  return shape;
}

MetricKind kindOf(const std::string& type) {
  if (type == "GAUGE") return MetricKind::Gauge;
  if (type == "HISTOGRAM") return MetricKind::Histogram;
  return MetricKind::Counter;
}

Metric finish(MetricKind kind, const std::string& name, const std::vector<Draft>& drafts, const Define& define) {
  auto shape = shapeOf(kind, name, drafts);
  std::vector<Buffer> labels;
  for (const auto& label : shape.labels) labels.push_back(buffer(label));
  Metric metric;
  metric.kind = kind;
  if (define) metric.id = define(kind, shape.name, std::move(labels));
  metric.lasting = LastingMetric(std::move(shape));
  for (const auto& draft : drafts) {
    if (draft.removed) continue;
    metric.standard.push_back(draft.standard);
    metric.made.push_back(draft.made);
  }
  return metric;
}

Services servicesIn(const Json& given) {
  Services services;
  for (const auto& [cluster, host] : given.members()) services[cluster] = host.text();
  return services;
}

}  // namespace

const StandardMetrics HTTP_METRICS = {
    {"requests_total", MetricKind::Counter},
    {"request_duration_milliseconds", MetricKind::Histogram},
    {"request_bytes", MetricKind::Histogram},
    {"response_bytes", MetricKind::Histogram},
};

const StandardMetrics TCP_METRICS = {
    {"tcp_connections_opened_total", MetricKind::Counter},
    {"tcp_connections_closed_total", MetricKind::Counter},
    {"tcp_sent_bytes_total", MetricKind::Counter},
    {"tcp_received_bytes_total", MetricKind::Counter},
};

std::vector<Shape> standardShapes() {
  std::vector<Shape> shapes;
  for (const auto* metrics : {&HTTP_METRICS, &TCP_METRICS})
    for (const auto& [name, kind] : *metrics) shapes.push_back(shapeOf(kind, name, standardLabels(name)));
  return shapes;
}

Metrics::Metrics(const Json& config, const StandardMetrics& standard, const Define& define)
    : services(servicesIn(config.member("service_hosts"))),
      host_header_fallback(!config.flag("disable_host_header_fallback")) {
  const auto changes = config.list("metrics");
  /** The labels of a metric after all changes that are for it, in their order. */
  const auto changed = [&](const std::string& name, std::vector<Draft> drafts) {
    for (const auto& change : changes) {
      const auto only = change.text("name");
      if ((!only.empty() && only != name) || change.flag("drop")) continue;
      if (!define) {
        log(LogLevel::Warn, "istio-stats keeps the standard labels of " + name + ": Envoy does not know others for it");
        continue;
      }
      const auto named = [&drafts](const std::string& tag) {
        return std::find_if(drafts.begin(), drafts.end(), [&](const Draft& draft) { return draft.name == tag; });
      };
      for (const auto& tag : change.list("tags_to_remove"))
        if (const auto found = named(tag.text()); found != drafts.end() && found->standard != LABEL_COUNT)
          found->removed = true;
      // Objects are sorted: the order of labels is the same for every proxy.
      for (const auto& [tag, text] : change.member("dimensions").members()) {
        const auto* made = expression(text.text());
        if (const auto found = named(tag); found == drafts.end()) drafts.push_back({tag, LABEL_COUNT, made});
        else found->made = made, found->removed = false;
      }
    }
    return drafts;
  };
  for (const auto& [name, kind] : standard) {
    const bool dropped = std::any_of(changes.begin(), changes.end(), [&n = name](const Json& change) {
      return change.flag("drop") && change.text("name") == n;
    });
    kept_.push_back(!dropped);
    standard_.push_back(dropped ? Metric() : finish(kind, name, changed(name, standardLabels(name)), define));
  }
  if (!define) return;
  for (const auto& definition : config.list("definitions")) {
    const auto name = definition.text("name");
    const bool isStandard =
        std::any_of(standard.begin(), standard.end(), [&](const auto& each) { return each.first == name; });
    if (isStandard) continue;
    custom_.push_back(finish(kindOf(definition.text("type")), name, changed(name, {}), define));
    custom_.back().amount = expression(definition.text("value"));
  }
}

const Expression* Metrics::expression(const std::string& text) { return &expressions_.emplace_back(text); }

LabelValues::LabelValues(const Metric& metric, const Labels& labels, const Names& names) {
  values_.reserve(metric.standard.size());
  for (size_t i = 0; i < metric.standard.size(); ++i) {
    const auto* made = metric.made[i];
    if (made == nullptr) values_.push_back(buffer(labels[static_cast<Label>(metric.standard[i])]));
    else values_.push_back(buffer(made_.emplace_back(labelOf(made->evaluate(names)))));
  }
}
