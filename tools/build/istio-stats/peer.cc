#include "peer.h"

#include <functional>
#include <mutex>
#include <unordered_map>

#include "wire.h"

namespace {

constexpr size_t REMEMBERED_PEERS = 500;

Peer peerOf(Metadata metadata) {
  Workload workload{
      std::string(metadata.text("WORKLOAD_NAME")),
      std::string(metadata.text("NAMESPACE")),
      std::string(metadata.label("service.istio.io/canonical-name")),
      std::string(metadata.label("service.istio.io/canonical-revision")),
      std::string(metadata.label("app")),
      std::string(metadata.label("version")),
      std::string(metadata.text("CLUSTER_ID")),
  };
  return {std::move(metadata), std::move(workload)};
}

/** What Istio's proxy tells of a node, and no more: the rest is between it and istiod. */
bool isExchanged(std::string_view key) {
  for (const auto known : {"NAME", "NAMESPACE", "OWNER", "WORKLOAD_NAME", "ISTIO_VERSION", "MESH_ID", "CLUSTER_ID",
                           "LABELS", "PLATFORM_METADATA", "APP_CONTAINERS", "INSTANCE_IPS"})
    if (key == known) return true;
  return false;
}

}  // namespace

std::string_view Metadata::text(const std::string& key) const {
  const auto found = texts.find(key);
  return found == texts.end() ? std::string_view() : found->second;
}

std::string_view Metadata::label(const std::string& key) const {
  const auto labels = groups.find("LABELS");
  if (labels == groups.end()) return {};
  const auto found = labels->second.find(key);
  return found == labels->second.end() ? std::string_view() : found->second;
}

Node nodeFromJson(const Json& node) {
  Metadata all, told;
  for (const auto& [key, value] : node.member("metadata").members()) {
    if (value.isText()) all.texts[key] = value.text();
    for (const auto& [name, text] : value.members())
      if (text.isText()) all.groups[key][name] = text.text();
  }
  for (const auto& entry : all.texts)
    if (isExchanged(entry.first)) told.texts.insert(entry);
  for (const auto& entry : all.groups)
    if (isExchanged(entry.first)) told.groups.insert(entry);
  auto id = node.text("id");
  auto introduction = encodeIntroduction(id, told);
  return {peerOf(std::move(all)), std::move(id), toBase64(encodeStruct(told)), std::move(introduction)};
}

std::optional<Peer> peerFromHeader(std::string_view value) {
  const auto bytes = fromBase64(value);
  if (!bytes) return {};
  auto metadata = decodeStruct(*bytes);
  if (!metadata) return {};
  return peerOf(std::move(*metadata));
}

std::optional<Workload> workloadFromNote(std::string_view note) {
  std::string parts[5];
  for (auto& part : parts) {
    if (note.data() == nullptr) return {};
    const auto end = note.find(';');
    part = note.substr(0, end);
    note = end == std::string_view::npos ? std::string_view() : note.substr(end + 1);
  }
  auto& [name, name_space, canonical_name, canonical_revision, cluster] = parts;
  return Workload{name, name_space, canonical_name, canonical_revision, "", "", cluster};
}

namespace {

std::shared_ptr<const Peer> remembered(std::string_view id, const std::function<std::optional<Peer>()>& read) {
  static std::mutex lock;
  static auto& peers = *new std::unordered_map<std::string, std::shared_ptr<const Peer>>();
  const std::string key(id);
  {
    const std::lock_guard<std::mutex> held(lock);
    const auto found = peers.find(key);
    if (found != peers.end()) return found->second;
  }
  auto peer = read();
  if (!peer) return {};
  auto shared = std::make_shared<const Peer>(std::move(*peer));
  // Without an id there is nothing to know it again by.
  if (key.empty()) return shared;
  const std::lock_guard<std::mutex> held(lock);
  if (peers.size() >= REMEMBERED_PEERS) peers.erase(peers.begin(), std::next(peers.begin(), REMEMBERED_PEERS / 4));
  return peers.emplace(key, std::move(shared)).first->second;
}

}  // namespace

std::shared_ptr<const Peer> rememberedPeer(std::string_view id, std::string_view value) {
  return remembered(id, [value] { return peerFromHeader(value); });
}

std::shared_ptr<const Peer> introducedPeer(std::string_view bytes) {
  auto introduction = decodeIntroduction(bytes);
  if (!introduction) return {};
  return remembered(introduction->id, [&] { return std::optional(peerOf(std::move(introduction->metadata))); });
}
