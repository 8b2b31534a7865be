// istio.attributegen: makes an attribute of a request from the first condition that is true, for metrics to count by.
#include "filter.h"
#include "names.h"

namespace {

struct Match {
  std::string value;
  /** None: always true. */
  std::optional<Expression> condition;
};

struct Generated {
  std::string name;
  bool onRequest;
  std::vector<Match> matches;
};

using Settings = std::vector<Generated>;

class AttributesFilter : public HttpFilter {
 public:
  AttributesFilter(void* envoy, const Settings& settings) : HttpFilter(envoy), settings_(settings) {}
  void onRequestHeaders() override { make(true); }
  void onComplete() override { make(false); }

 private:
  void make(bool onRequest) {
    for (const auto& attribute : settings_)
      if (attribute.onRequest == onRequest) make(attribute);
  }

  void make(const Generated& attribute) {
    const HttpAttributes attributes(envoy_);
    auto& notes = notes_.of(envoy_);
    const StreamNames names(attributes, notes);
    for (const auto& [value, condition] : attribute.matches) {
      const auto holds = condition ? condition->evaluate(names) : Value(true);
      const auto* is = std::get_if<bool>(&holds);
      // Whether this one holds is not known: a later one may be the wrong one.
      if (is == nullptr) return;
      if (*is) return void(notes.attributes.emplace_back(attribute.name, value));
    }
  }

  const Settings& settings_;
  NotesOfRequest notes_;
};

class AttributesConfig : public HttpFilterConfig {
 public:
  explicit AttributesConfig(Settings settings) : settings_(std::move(settings)) {}
  std::unique_ptr<HttpFilter> newFilter(void* envoy) const override {
    return std::make_unique<AttributesFilter>(envoy, settings_);
  }

 private:
  const Settings settings_;
};

Generated attributeFrom(const Json& given) {
  Generated attribute{given.text("output_attribute"), given.text("phase") == "ON_REQUEST", {}};
  for (const auto& match : given.list("match")) {
    const auto condition = match.text("condition");
    attribute.matches.push_back(
        {match.text("value"), condition.empty() ? std::optional<Expression>() : Expression(condition)});
  }
  return attribute;
}

}  // namespace

std::unique_ptr<HttpFilterConfig> newAttributes(const Json& config) {
  Settings settings;
  for (const auto& attribute : config.list("attributes"))
    settings.push_back(attributeFrom(attribute));
  return std::make_unique<AttributesConfig>(std::move(settings));
}
