// This proxy's own node. Envoy does not tell it to modules, so it is read where Envoy has it from: the file that the
// agent made of its bootstrap template.
#include <fstream>
#include <iterator>

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
  std::ifstream input(file);
  const std::string content(std::istreambuf_iterator<char>(input), {});
  try {
    return nodeFromJson(Json::read(content).member("node"));
  } catch (const std::exception& error) {
    const std::string why = error.what();
    log(LogLevel::Error, "istio-stats can't read who this proxy is from \"" + file + "\": " + why);
    return {};
  }
}

}  // namespace

const Node& ownNode() {
  static const auto& node = *new Node(read());
  return node;
}
