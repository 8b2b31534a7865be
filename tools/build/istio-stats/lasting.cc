#include "lasting.h"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace {

/** Envoy's extension; null where the bootstrap has none, as in a check of a configuration. */
void* extension = nullptr;

/** Its numbers of the standard metrics, by the hashes of their shapes. Written only when Envoy starts. */
std::unordered_map<size_t, size_t>& numbers() {
  static auto& all = *new std::unordered_map<size_t, size_t>();
  return all;
}

/** What is counted with other labels, for the next configuration. */
struct Series {
  Shape shape;
  std::set<std::vector<std::string>> values;
};

std::map<size_t, Series>& others() {
  static auto& all = *new std::map<size_t, Series>();
  return all;
}

/** Held for the extension, which is made for one thread, and for `others`. Workers come here once for each series. */
std::mutex lock;

size_t mix(size_t hash, std::string_view text) {
  return hash ^ (std::hash<std::string_view>()(text) + 0x9e3779b97f4a7c15 + (hash << 6) + (hash >> 2));
}

size_t hashOf(const Shape& shape) {
  auto hash = mix(static_cast<size_t>(shape.kind), shape.name);
  for (const auto& label : shape.labels) hash = mix(hash, label);
  return hash;
}

std::vector<Buffer> buffers(const std::vector<std::string>& texts) {
  std::vector<Buffer> all;
  for (const auto& text : texts) all.push_back(buffer(text));
  return all;
}

void defineStandard() {
  for (const auto& shape : standardShapes()) {
    auto labels = buffers(shape.labels);
    size_t id = 0;
    const auto define = shape.kind == MetricKind::Histogram
                            ? envoy_dynamic_module_callback_bootstrap_extension_config_define_histogram
                            : envoy_dynamic_module_callback_bootstrap_extension_config_define_counter;
    if (define(extension, buffer(shape.name), labels.data(), labels.size(), &id) == 0) numbers()[hashOf(shape)] = id;
  }
}

}  // namespace

LastingMetric::LastingMetric(Shape shape) : shape_(std::move(shape)), hash_(hashOf(shape_)) {}

bool LastingMetric::begin(const Buffer* values, size_t count, uint64_t amount) const {
  thread_local std::unordered_set<size_t> begun;
  auto hash = hash_;
  for (size_t i = 0; i < count; ++i) hash = mix(hash, view(values[i]));
  if (!begun.insert(hash).second) return false;
  const std::lock_guard<std::mutex> held(lock);
  const auto number = numbers().find(hash_);
  if (number == numbers().end()) {
    std::vector<std::string> kept;
    for (size_t i = 0; i < count; ++i) kept.emplace_back(view(values[i]));
    if (shape_.kind == MetricKind::Counter) others().try_emplace(hash_, Series{shape_, {}}).first->second.values.insert(kept);
    return false;
  }
  std::vector<Buffer> all(values, values + count);
  const auto add = shape_.kind == MetricKind::Histogram
                       ? envoy_dynamic_module_callback_bootstrap_extension_config_record_histogram_value
                       : envoy_dynamic_module_callback_bootstrap_extension_config_increment_counter;
  return add(extension, number->second, all.data(), all.size(), amount) == 0;
}

void LastingMetric::add(const Buffer* values, size_t count, uint64_t amount) const {
  const std::lock_guard<std::mutex> held(lock);
  const auto number = numbers().find(hash_);
  if (number == numbers().end()) return;
  std::vector<Buffer> all(values, values + count);
  envoy_dynamic_module_callback_bootstrap_extension_config_increment_counter(extension, number->second, all.data(),
                                                                             all.size(), amount);
}

void takeOver(void* config) {
  const std::lock_guard<std::mutex> held(lock);
  for (const auto& [hash, series] : others()) {
    auto labels = buffers(series.shape.labels);
    size_t id = 0;
    envoy_dynamic_module_callback_http_filter_config_define_counter(config, buffer(series.shape.name), labels.data(),
                                                                    labels.size(), &id);
    for (const auto& texts : series.values) {
      auto values = buffers(texts);
      envoy_dynamic_module_callback_http_filter_config_increment_counter(config, id, values.data(), values.size(), 0);
    }
  }
}

#define HOOK extern "C" __attribute__((visibility("default")))

HOOK const void* envoy_dynamic_module_on_bootstrap_extension_config_new(void* envoy, Buffer, Buffer) {
  extension = envoy;
  defineStandard();
  // Until then Envoy listens to nobody.
  envoy_dynamic_module_callback_bootstrap_extension_config_signal_init_complete(envoy);
  return &extension;
}

HOOK void envoy_dynamic_module_on_bootstrap_extension_config_destroy(const void*) {
  numbers().clear();
  extension = nullptr;
}
HOOK const void* envoy_dynamic_module_on_bootstrap_extension_new(const void*, void*) { return &extension; }
HOOK void envoy_dynamic_module_on_bootstrap_extension_destroy(const void*) {}
HOOK void envoy_dynamic_module_on_bootstrap_extension_server_initialized(void*, const void*) {}
HOOK void envoy_dynamic_module_on_bootstrap_extension_worker_thread_initialized(void*, const void*) {}
HOOK void envoy_dynamic_module_on_bootstrap_extension_drain_started(void*, const void*) {}

/** Envoy ends when it is called back. */
HOOK void envoy_dynamic_module_on_bootstrap_extension_shutdown(void*, const void*, void (*done)(void*), void* of) {
  done(of);
}

// Envoy wants these to be there, and never calls them: nothing of what they tell was asked for.

#define UNUSED_HOOK(name) HOOK void envoy_dynamic_module_on_bootstrap_extension_##name() {}

UNUSED_HOOK(config_scheduled)
UNUSED_HOOK(http_callout_done)
UNUSED_HOOK(timer_fired)
UNUSED_HOOK(admin_request)
UNUSED_HOOK(file_changed)
UNUSED_HOOK(cluster_add_or_update)
UNUSED_HOOK(cluster_removal)
UNUSED_HOOK(listener_add_or_update)
UNUSED_HOOK(listener_removal)
