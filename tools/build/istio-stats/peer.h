// Who stands at an end of a connection: what proxies tell each other, and what istiod notes on an endpoint.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "json.h"

/** A node's metadata: texts (`NAME`, `NAMESPACE`, …) and groups of texts (`LABELS`, `PLATFORM_METADATA`). */
struct Metadata {
  std::map<std::string, std::string> texts;
  std::map<std::string, std::map<std::string, std::string>> groups;

  /** The text under a key; empty where there is none. */
  std::string_view text(const std::string& key) const;
  std::string_view label(const std::string& key) const;
};

/** The labels of a metric that describe a workload. Empty: not known. */
struct Workload {
  std::string name, name_space, canonical_name, canonical_revision, app, version, cluster;
};

struct Peer {
  Metadata metadata;
  Workload workload;
};

/** This proxy, as its bootstrap announces it. */
struct Node : Peer {
  std::string id;
  /** What it says of itself to other proxies: those fields that Istio's proxy exchanges, in base64. */
  std::string announcement;
  /** The same for the beginning of a TCP connection. */
  std::string introduction;
};

/** @param node a bootstrap's node as JSON: `{"id": …, "metadata": {…}}` */
Node nodeFromJson(const Json& node);

/** This proxy. */
const Node& ownNode();

/** A peer from the value of `x-envoy-peer-metadata`; none where it is no such thing. */
std::optional<Peer> peerFromHeader(std::string_view value);

/** A peer from istiod's note on an endpoint: `workload;namespace;canonical service;revision;cluster`. */
std::optional<Workload> workloadFromNote(std::string_view note);

/** Peers by their ids, shared by all workers. As Istio's it keeps 500 and forgets a quarter when it is full. */
std::shared_ptr<const Peer> rememberedPeer(std::string_view id, std::string_view value);

/** The same for one that introduced itself; null where the bytes are no introduction. */
std::shared_ptr<const Peer> introducedPeer(std::string_view bytes);
