// This proxy's own node. Envoy does not tell it to modules, so it is read where Envoy has it from: the file that the
// agent made of its bootstrap template.
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "envoy.h"
#include "peer.h"

namespace {

/** The file after `-c` in the command that started this process; empty where there is none. */
std::string bootstrapFile() {
  std::ifstream command("/proc/self/cmdline", std::ios::binary);
  std::string argument, file;
  for (bool isNext = false; std::getline(command, argument, '\0'); isNext = argument == "-c" || argument == "--config-path")
    if (isNext) file = argument;
  return file;
}

Node read() {
  const auto file = bootstrapFile();
  std::ifstream content(file);
  const auto bootstrap = nlohmann::json::parse(content, nullptr, false);
  if (bootstrap.is_object()) return nodeFromJson(bootstrap.value("node", nlohmann::json::object()));
  log(LogLevel::Error, "istio-stats can't read the node in \"" + file + "\": this proxy will be unknown to others");
  return {};
}

}  // namespace

const Node& ownNode() {
  static const auto& node = *new Node(read());
  return node;
}
