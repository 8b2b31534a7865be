// JSON as the configuration has it. Only json.cc knows the library: it takes seconds to compile.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

class Json {
 public:
  /** @throws std::exception for what is no JSON */
  static Json read(std::string_view text);

  /** The members of an object, sorted by name; none of anything else. */
  std::vector<std::pair<std::string, Json>> members() const;
  /** A member; an empty object where it is missing. */
  Json member(const std::string& name) const;
  /** The elements of a member. */
  std::vector<Json> list(const std::string& name) const;

  bool isText() const;
  bool isObject() const;
  /** This text; empty for anything else. */
  std::string text() const;
  std::string text(const std::string& name) const { return member(name).text(); }
  /** Whether a member is `true`. */
  bool flag(const std::string& name) const;

 private:
  explicit Json(std::shared_ptr<const void> value) : value_(std::move(value)) {}
  std::shared_ptr<const void> value_;
};
