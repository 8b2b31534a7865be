#include "labels.h"

namespace {

constexpr std::string_view UNKNOWN = "unknown";

std::string_view orUnknown(std::string_view text) { return text.empty() ? UNKNOWN : text; }

/** The namespace in the name of an identity, `spiffe://cluster.local/ns/istioinaction/sa/webapp`. */
std::string_view namespaceIn(std::string_view identity) {
  constexpr std::string_view MARK = "/ns/";
  if (identity.substr(0, 9) != "spiffe://") return {};
  const auto found = identity.find(MARK);
  if (found == std::string_view::npos) return {};
  identity.remove_prefix(found + MARK.size());
  return identity.substr(0, identity.find('/'));
}

/** The labels of one end: where its seven fields are. */
struct End {
  Label workload, canonical_service, canonical_revision, name_space, app, version, cluster;
};

constexpr End SOURCE{SOURCE_WORKLOAD, SOURCE_CANONICAL_SERVICE, SOURCE_CANONICAL_REVISION, SOURCE_WORKLOAD_NAMESPACE,
                     SOURCE_APP,      SOURCE_VERSION,           SOURCE_CLUSTER};
constexpr End DESTINATION{DESTINATION_WORKLOAD,
                          DESTINATION_CANONICAL_SERVICE,
                          DESTINATION_CANONICAL_REVISION,
                          DESTINATION_WORKLOAD_NAMESPACE,
                          DESTINATION_APP,
                          DESTINATION_VERSION,
                          DESTINATION_CLUSTER};

/** What a proxy says of itself is taken as it is: a label of its pod that is missing is empty, not unknown. */
void setOwn(Labels& labels, const End& end, const Workload& own) {
  labels[end.workload] = own.name;
  labels[end.canonical_service] = own.canonical_name;
  labels[end.canonical_revision] = own.canonical_revision;
  labels[end.name_space] = own.name_space;
  labels[end.app] = own.app;
  labels[end.version] = own.version;
  labels[end.cluster] = own.cluster;
}

void setPeer(Labels& labels, const End& end, const Workload* peer, std::string_view name_space) {
  static const Workload nobody;
  const auto& of = peer == nullptr ? nobody : *peer;
  labels[end.workload] = orUnknown(of.name);
  labels[end.canonical_service] = orUnknown(of.canonical_name);
  labels[end.canonical_revision] = of.canonical_revision.empty() ? "latest" : std::string_view(of.canonical_revision);
  labels[end.name_space] = orUnknown(name_space);
  labels[end.app] = orUnknown(of.app);
  labels[end.version] = orUnknown(of.version);
  labels[end.cluster] = orUnknown(of.cluster);
}

bool isCatchAll(std::string_view cluster) {
  return cluster == "BlackHoleCluster" || cluster == "PassthroughCluster" ||
         cluster == "InboundPassthroughClusterIpv4" || cluster == "InboundPassthroughClusterIpv6";
}

/** The service in the name of a cluster for what goes out, `outbound|80|version-v1|catalog.istioinaction.svc…`. */
std::string_view hostOf(std::string_view cluster, const Services& services) {
  if (const auto found = services.find(cluster); found != services.end()) return found->second;
  if (cluster.substr(0, 9) != "outbound|") return {};
  return cluster.substr(cluster.find_last_of('|') + 1);
}

/** In the order of their bits. */
constexpr std::string_view FLAGS[] = {"LH",    "UH",   "UT",   "LR", "UR",  "UF",  "UC", "UO", "NR",    "DI",
                                      "FI",    "RL",   "UAEX", "RLSE", "DC", "URX", "SI", "IH", "DPE",  "UMSDR",
                                      "RFCF",  "NFCF", "DT",   "UPE", "NC",  "OM",  "DF", "DO", "DR",   "UDO"};

}  // namespace

Service serviceOf(std::string_view cluster, std::string_view route, const Services& services,
                  std::string_view fallback) {
  const std::string called(fallback);
  // The routes of calls to hosts that the mesh does not know.
  if (route == "block_all") return {called, "BlackHoleCluster"};
  if (route == "allow_any") return {called, "PassthroughCluster"};
  if (isCatchAll(cluster)) return {called, std::string(cluster)};
  const auto host = hostOf(cluster, services);
  if (host.empty()) return {called, called};
  return {std::string(host), std::string(host.substr(0, host.find('.')))};
}

void Labels::setEnds(const Attributes& attributes, const Workload& own, bool inbound, const Workload* peer,
                     const Service& service) {
  auto& self = *this;
  // The two names in the certificates of the mesh's connection, the other end's first.
  const auto theirs = attributes.text(inbound ? ConnectionUriSanPeer : UpstreamUriSanPeer);
  const auto ours = attributes.text(inbound ? ConnectionUriSanLocal : UpstreamUriSanLocal);
  auto name_space = namespaceIn(theirs);
  if (name_space.empty() && peer != nullptr) name_space = peer->name_space;

  self[REPORTER] = inbound ? "destination" : "source";
  setOwn(self, inbound ? DESTINATION : SOURCE, own);
  setPeer(self, inbound ? SOURCE : DESTINATION, peer, name_space);
  self[SOURCE_PRINCIPAL] = orUnknown(inbound ? theirs : ours);
  self[DESTINATION_PRINCIPAL] = orUnknown(inbound ? ours : theirs);

  const auto instead = inbound ? std::string_view(own.canonical_name) : UNKNOWN;
  self[DESTINATION_SERVICE] = service.host.empty() ? instead : keep(service.host);
  self[DESTINATION_SERVICE_NAME] = service.name.empty() ? instead : keep(service.name);
  self[DESTINATION_SERVICE_NAMESPACE] = inbound ? std::string_view(own.name_space) : orUnknown(name_space);
  // Whoever calls can't tell whether the other end asked for a certificate.
  const bool mutual = !theirs.empty() && !ours.empty();
  self[CONNECTION_SECURITY_POLICY] = !inbound ? UNKNOWN : mutual ? "mutual_tls" : "none";
}

void Labels::keepAll() {
  for (auto& value : values_) value = keep(std::string(value));
}

std::string flagsText(uint64_t flags) {
  std::string text;
  for (const auto flag : FLAGS) {
    if (flags & 1) text += (text.empty() ? "" : ",") + std::string(flag);
    flags >>= 1;
  }
  return text.empty() ? "-" : text;
}
