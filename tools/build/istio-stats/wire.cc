#include "wire.h"

#include <cstdint>

namespace {

// The fields of google.protobuf.Struct, of an entry of its map and of google.protobuf.Value.
constexpr uint64_t FIELDS = 1, KEY = 1, VALUE = 2, STRING_VALUE = 3, STRUCT_VALUE = 5;
// The kinds of values on the wire.
constexpr uint64_t VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5;

void putVarint(std::string& out, uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

void putBytes(std::string& out, uint64_t field, std::string_view bytes) {
  putVarint(out, field << 3 | BYTES);
  putVarint(out, bytes.size());
  out.append(bytes);
}

void putEntry(std::string& out, std::string_view key, uint64_t kind, std::string_view content) {
  std::string value, entry;
  putBytes(value, kind, content);
  putBytes(entry, KEY, key);
  putBytes(entry, VALUE, value);
  putBytes(out, FIELDS, entry);
}

std::string encodeTexts(const std::map<std::string, std::string>& texts) {
  std::string out;
  for (const auto& [key, text] : texts) putEntry(out, key, STRING_VALUE, text);
  return out;
}

std::optional<uint64_t> takeVarint(std::string_view& in) {
  uint64_t value = 0;
  for (int shift = 0; shift < 64 && !in.empty(); shift += 7) {
    const auto byte = static_cast<uint8_t>(in.front());
    in.remove_prefix(1);
    value |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  return {};
}

std::optional<std::string_view> take(std::string_view& in, uint64_t size) {
  if (size > in.size()) return {};
  const auto taken = in.substr(0, size);
  in.remove_prefix(size);
  return taken;
}

/** Calls `visit(field, bytes)` for each field that holds bytes. @returns whether the message was whole */
template <typename Visit>
bool eachField(std::string_view in, Visit visit) {
  while (!in.empty()) {
    const auto tag = takeVarint(in);
    if (!tag) return false;
    const auto kind = *tag & 7;
    const auto size = kind == BYTES || kind == VARINT ? takeVarint(in) : kind == FIXED64 ? 8 : std::optional<uint64_t>(4);
    if (!size || (kind != BYTES && kind != VARINT && kind != FIXED64 && kind != FIXED32)) return false;
    if (kind == VARINT) continue;
    const auto bytes = take(in, *size);
    if (!bytes) return false;
    if (kind == BYTES && !visit(*tag >> 3, *bytes)) return false;
  }
  return true;
}

/** Calls `visit(key, kind, content)` for each entry of a Struct. */
template <typename Visit>
bool eachEntry(std::string_view bytes, Visit visit) {
  return eachField(bytes, [&](uint64_t field, std::string_view entry) {
    if (field != FIELDS) return true;
    std::string_view key, value;
    const bool whole = eachField(entry, [&](uint64_t part, std::string_view content) {
      (part == KEY ? key : value) = content;
      return true;
    });
    return whole && eachField(value, [&](uint64_t kind, std::string_view content) { return visit(key, kind, content); });
  });
}

// The fields of google.protobuf.Any.
constexpr uint64_t TYPE_URL = 1, ANY_VALUE = 2;

constexpr std::string_view STRUCT_TYPE = "type.googleapis.com/google.protobuf.Struct";
constexpr std::string_view METADATA = "x-envoy-peer-metadata", ID = "x-envoy-peer-metadata-id";

/** Istio's first four bytes; the size of the rest follows in four more, the highest byte first. */
constexpr std::string_view MAGIC = "\x3d\x23\x04\x67";
constexpr size_t HEAD = 8;

/** No proxy has so much to say of itself: what promises more is something else. */
constexpr size_t LONGEST = 1 << 20;

constexpr std::string_view DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string encodeStruct(const Metadata& metadata) {
  std::string out;
  auto text = metadata.texts.begin();
  auto group = metadata.groups.begin();
  while (text != metadata.texts.end() || group != metadata.groups.end()) {
    const bool isText =
        group == metadata.groups.end() || (text != metadata.texts.end() && text->first < group->first);
    if (isText) {
      putEntry(out, text->first, STRING_VALUE, text->second);
      ++text;
    } else {
      putEntry(out, group->first, STRUCT_VALUE, encodeTexts(group->second));
      ++group;
    }
  }
  return out;
}

std::string encodeIntroduction(std::string_view id, const Metadata& metadata) {
  std::string content, any;
  putEntry(content, METADATA, STRUCT_VALUE, encodeStruct(metadata));
  putEntry(content, ID, STRING_VALUE, id);
  putBytes(any, TYPE_URL, STRUCT_TYPE);
  putBytes(any, ANY_VALUE, content);
  std::string out(MAGIC);
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(any.size() >> shift & 0xff));
  return out + any;
}

Beginning beginningOf(std::string_view bytes, size_t& size) {
  const auto known = bytes.substr(0, MAGIC.size());
  if (known != MAGIC.substr(0, known.size())) return Beginning::Other;
  if (bytes.size() < HEAD) return Beginning::Unclear;
  size_t rest = 0;
  for (size_t i = MAGIC.size(); i < HEAD; ++i) rest = rest << 8 | static_cast<uint8_t>(bytes[i]);
  if (rest > LONGEST) return Beginning::Other;
  size = HEAD + rest;
  return bytes.size() < size ? Beginning::Unclear : Beginning::Introduction;
}

std::optional<Introduction> decodeIntroduction(std::string_view whole) {
  Introduction introduction;
  std::string_view content;
  whole.remove_prefix(HEAD);
  const bool isAny = eachField(whole, [&](uint64_t field, std::string_view bytes) {
    if (field == ANY_VALUE) content = bytes;
    return true;
  });
  const bool isStruct = isAny && eachEntry(content, [&](std::string_view key, uint64_t kind, std::string_view value) {
    if (key == ID && kind == STRING_VALUE) introduction.id = value;
    if (key != METADATA || kind != STRUCT_VALUE) return true;
    auto metadata = decodeStruct(value);
    if (metadata) introduction.metadata = std::move(*metadata);
    return metadata.has_value();
  });
  if (!isStruct) return {};
  return introduction;
}

std::optional<Metadata> decodeStruct(std::string_view bytes) {
  Metadata metadata;
  const bool whole = eachEntry(bytes, [&](std::string_view key, uint64_t kind, std::string_view content) {
    if (kind == STRING_VALUE) metadata.texts[std::string(key)] = content;
    if (kind != STRUCT_VALUE) return true;
    auto& group = metadata.groups[std::string(key)];
    return eachEntry(content, [&](std::string_view name, uint64_t inner, std::string_view text) {
      if (inner == STRING_VALUE) group[std::string(name)] = text;
      return true;
    });
  });
  if (!whole) return {};
  return metadata;
}

std::string toBase64(std::string_view bytes) {
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t three = 0;
    for (size_t j = 0; j < 3; ++j) three = three << 8 | (i + j < bytes.size() ? static_cast<uint8_t>(bytes[i + j]) : 0);
    for (size_t j = 0; j < 4; ++j) out.push_back(i + j > bytes.size() ? '=' : DIGITS[three >> (18 - 6 * j) & 63]);
  }
  return out;
}

std::optional<std::string> fromBase64(std::string_view text) {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char digit : text) {
    const auto value = DIGITS.find(digit);
    if (value == std::string_view::npos) return {};
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out.push_back(static_cast<char>(bits >> count & 0xff));
  }
  return out;
}
