// How proxies write their metadata into a header: a google.protobuf.Struct, serialized with sorted keys, in base64.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "peer.h"

std::string encodeStruct(const Metadata& metadata);

/** None where the bytes are no Struct. Values that are neither texts nor groups of texts are passed over. */
std::optional<Metadata> decodeStruct(std::string_view bytes);

/** Who a proxy is: its id and what it says of itself. */
struct Introduction {
  std::string id;
  Metadata metadata;
};

/** How a proxy begins a TCP connection with another one: eight bytes, then a Struct of both in an Any, as in Istio. */
std::string encodeIntroduction(std::string_view id, const Metadata& metadata);

/** What the first bytes of a connection are. */
enum class Beginning { Unclear, Introduction, Other };

/** @param size becomes that of an introduction as a whole; set only when it is one */
Beginning beginningOf(std::string_view bytes, size_t& size);

/** @param whole as many bytes as `beginningOf` said. None where they don't hold what they promise. */
std::optional<Introduction> decodeIntroduction(std::string_view whole);

std::string toBase64(std::string_view bytes);

/** Takes it with and without padding, as Envoy does. */
std::optional<std::string> fromBase64(std::string_view text);
