// How proxies write their metadata into a header: a google.protobuf.Struct, serialized with sorted keys, in base64.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "peer.h"

std::string encodeStruct(const Metadata& metadata);

/** None where the bytes are no Struct. Values that are neither texts nor groups of texts are passed over. */
std::optional<Metadata> decodeStruct(std::string_view bytes);

std::string toBase64(std::string_view bytes);

/** Takes it with and without padding, as Envoy does. */
std::optional<std::string> fromBase64(std::string_view text);
