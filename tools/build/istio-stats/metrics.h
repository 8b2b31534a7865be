// Which metrics a configuration of istio.stats makes, and with which labels.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json.h"

#include "cel.h"
#include "labels.h"
#include "lasting.h"

/** Makes a metric in Envoy. @returns its number there */
using Define = std::function<size_t(MetricKind, std::string_view name, std::vector<Buffer> labels)>;

/** A metric with the labels that it has after the configuration's additions and removals. */
struct Metric {
  MetricKind kind = MetricKind::Counter;
  size_t id = 0;
  LastingMetric lasting;
  /** For each label: the standard one, or the expression that it is made from. */
  std::vector<size_t> standard;
  std::vector<const Expression*> made;
  /** Of a metric that the configuration defines: what is counted. Null for standard ones. */
  const Expression* amount = nullptr;
};

/** The metrics that Istio's proxy makes by itself, by their names without `istio_`. */
using StandardMetrics = std::vector<std::pair<std::string, MetricKind>>;
extern const StandardMetrics HTTP_METRICS, TCP_METRICS;

/** The settings of `stats.PluginConfig`. */
class Metrics {
 public:
  /**
   * @param config the message as JSON; fields that Istio's filter does not know either are passed over
   * @param standard names of the standard metrics that are made, without `istio_`
   * @param define null where all metrics keep their standard labels, in which the bootstrap's extension counts them
   */
  Metrics(const Json& config, const StandardMetrics& standard, const Define& define);

  /** A standard metric; null where the configuration drops it. */
  const Metric* standard(size_t place) const { return kept_[place] ? &standard_[place] : nullptr; }
  const std::vector<Metric>& custom() const { return custom_; }

  /** Field `service_hosts`, which the agent adds: istiod has it in the metadata of clusters, where modules can't read. */
  const Services services;
  /** Whether a service that is not known is called what the caller calls it. */
  const bool host_header_fallback;

 private:
  const Expression* expression(const std::string& text);

  std::vector<Metric> standard_;
  std::vector<bool> kept_;
  std::vector<Metric> custom_;
  std::deque<Expression> expressions_;
};

/** The values of a metric's labels. */
class LabelValues {
 public:
  LabelValues(const Metric& metric, const Labels& labels, const Names& names);
  Buffer* data() { return values_.data(); }
  size_t size() const { return values_.size(); }

 private:
  std::vector<Buffer> values_;
  std::deque<std::string> made_;
};
