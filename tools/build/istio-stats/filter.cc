#include "filter.h"

#include <cstring>

namespace {

constexpr std::string_view NOTES_KEY = "istio-lab.notes";

constexpr uint64_t INBOUND = 1;

/** Filter state holds bytes; these are those of a pointer. */
Notes* pointerIn(Buffer bytes) {
  Notes* notes = nullptr;
  if (bytes.size == sizeof notes) std::memcpy(&notes, bytes.data, sizeof notes);
  return notes;
}

}  // namespace

Notes& NotesOfRequest::of(void* filter) {
  if (notes_ != nullptr) return *notes_;
  Buffer found{};
  if (envoy_dynamic_module_callback_http_get_filter_state_bytes(filter, buffer(NOTES_KEY), &found))
    notes_ = pointerIn(found);
  if (notes_ == nullptr) {
    own_ = std::make_unique<Notes>();
    notes_ = own_.get();
    const Buffer bytes{reinterpret_cast<const char*>(&notes_), sizeof notes_};
    envoy_dynamic_module_callback_http_set_filter_state_bytes(filter, buffer(NOTES_KEY), bytes);
  }
  return *notes_;
}

bool isInbound(void* filter) {
  uint64_t direction = 0;
  envoy_dynamic_module_callback_http_filter_get_attribute_int(filter, XdsListenerDirection, &direction);
  return direction == INBOUND;
}
