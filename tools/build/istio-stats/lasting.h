// Metrics that outlive the configuration that they were made with.
//
// Envoy drops what a filter counted when the last configuration that counted it goes, and every change of a listener
// brings another one; with Istio's own filters metrics stay as long as the proxy. So each series is begun by an extension
// of the bootstrap, which never goes: Envoy then has the two as one, and keeps it. The extension can only define metrics
// when Envoy starts. Counters whose labels a configuration changes are not known then: each new configuration takes those
// of the ones before it over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "envoy.h"

enum class MetricKind { Counter, Gauge, Histogram };

/** A metric by its name and the names of its labels. */
struct Shape {
  MetricKind kind;
  std::string name;
  std::vector<std::string> labels;
};

/** The metrics that each proxy has where no configuration changes them. */
std::vector<Shape> standardShapes();

class LastingMetric {
 public:
  LastingMetric() = default;
  explicit LastingMetric(Shape shape);

  /**
   * Begins the series of some values, at the first time on this thread.
   * @returns whether the amount is counted with that; if not, it is still to be counted
   */
  bool begin(const Buffer* values, size_t count, uint64_t amount) const;

  /** Counts by the extension alone, as long as no configuration changed the labels. */
  void add(const Buffer* values, size_t count, uint64_t amount) const;

 private:
  Shape shape_{};
  size_t hash_ = 0;
};

/** Takes over, in a new configuration of an HTTP filter, what those before it counted. */
void takeOver(void* config);
