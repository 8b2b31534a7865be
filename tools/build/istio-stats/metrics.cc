#include "metrics.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

namespace {

/** A label on the way to its metric. */
struct Draft {
  std::string name;
  size_t standard;
  const Expression* made;
  bool removed = false;
};

std::vector<Draft> standardLabels() {
  std::vector<Draft> drafts;
  for (size_t place = 0; place < LABEL_COUNT; ++place)
    drafts.push_back({std::string(LABEL_NAMES[place]), place, nullptr, false});
  return drafts;
}

/** A connection has neither a response code nor the status of gRPC. */
void dropHttpOnly(std::vector<Draft>& drafts) {
  drafts.erase(std::remove_if(drafts.begin(), drafts.end(),
                              [](const Draft& draft) {
                                return draft.standard == RESPONSE_CODE || draft.standard == GRPC_RESPONSE_STATUS;
                              }),
               drafts.end());
}

MetricKind kindOf(const nlohmann::json& type) {
  if (type == "GAUGE" || type == 1) return MetricKind::Gauge;
  if (type == "HISTOGRAM" || type == 2) return MetricKind::Histogram;
  return MetricKind::Counter;
}

Metric finish(MetricKind kind, const std::string& name, const std::vector<Draft>& drafts, const Define& define) {
  Metric metric;
  metric.kind = kind;
  std::vector<Buffer> names;
  for (const auto& draft : drafts) {
    if (draft.removed) continue;
    names.push_back(buffer(draft.name));
    metric.standard.push_back(draft.standard);
    metric.made.push_back(draft.made);
  }
  metric.id = define(kind, "istio_" + name, std::move(names));
  return metric;
}

}  // namespace

Metrics::Metrics(const nlohmann::json& config, const std::vector<std::pair<std::string, MetricKind>>& standard,
                 const Define& define)
    : services(config.value("service_hosts", Services())),
      host_header_fallback(!config.value("disable_host_header_fallback", false)) {
  const auto changes = config.value("metrics", nlohmann::json::array());
  /** The labels of a metric after all changes that are for it, in their order. */
  const auto changed = [&](const std::string& name, std::vector<Draft> drafts) {
    for (const auto& change : changes) {
      const auto only = change.value("name", "");
      if ((!only.empty() && only != name) || change.value("drop", false)) continue;
      const auto named = [&drafts](const std::string& tag) {
        return std::find_if(drafts.begin(), drafts.end(), [&](const Draft& draft) { return draft.name == tag; });
      };
      for (const std::string tag : change.value("tags_to_remove", nlohmann::json::array()))
        if (const auto found = named(tag); found != drafts.end() && found->standard != LABEL_COUNT)
          found->removed = true;
      // Objects are sorted: the order of labels is the same for every proxy.
      const auto dimensions = change.value("dimensions", nlohmann::json::object());
      for (const auto& [tag, text] : dimensions.items()) {
        const auto* made = expression(text);
        if (const auto found = named(tag); found == drafts.end()) drafts.push_back({tag, LABEL_COUNT, made});
        else found->made = made, found->removed = false;
      }
    }
    return drafts;
  };
  for (const auto& [name, kind] : standard) {
    const bool dropped = std::any_of(changes.begin(), changes.end(), [&n = name](const nlohmann::json& change) {
      return change.value("drop", false) && change.value("name", "") == n;
    });
    kept_.push_back(!dropped);
    auto drafts = standardLabels();
    if (name.compare(0, 4, "tcp_") == 0) dropHttpOnly(drafts);
    standard_.push_back(dropped ? Metric() : finish(kind, name, changed(name, std::move(drafts)), define));
  }
  const auto definitions = config.value("definitions", nlohmann::json::array());
  for (const auto& definition : definitions) {
    const std::string name = definition.at("name");
    const bool isStandard =
        std::any_of(standard.begin(), standard.end(), [&](const auto& each) { return each.first == name; });
    if (isStandard) continue;
    custom_.push_back(finish(kindOf(definition.value("type", nlohmann::json())), name, changed(name, {}), define));
    custom_.back().amount = expression(definition.value("value", ""));
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
