#include "json.h"

#include <nlohmann/json.hpp>

namespace {

using Value = nlohmann::json;

const Value& of(const std::shared_ptr<const void>& value) { return *static_cast<const Value*>(value.get()); }

/** A part of a value keeps all of it. */
std::shared_ptr<const void> part(const std::shared_ptr<const void>& whole, const Value& value) { return {whole, &value}; }

}  // namespace

Json Json::read(std::string_view text) { return Json(std::make_shared<const Value>(Value::parse(text))); }

std::vector<std::pair<std::string, Json>> Json::members() const {
  std::vector<std::pair<std::string, Json>> found;
  if (!isObject()) return found;
  for (const auto& [name, value] : of(value_).items()) found.emplace_back(name, Json(part(value_, value)));
  return found;
}

Json Json::member(const std::string& name) const {
  static const auto& nothing = *new Value(Value::object());
  const auto& whole = of(value_);
  const bool has = whole.is_object() && whole.contains(name);
  return Json(part(value_, has ? whole.at(name) : nothing));
}

std::vector<Json> Json::list(const std::string& name) const {
  std::vector<Json> found;
  const auto all = member(name);
  if (!of(all.value_).is_array()) return found;
  for (const auto& value : of(all.value_)) found.push_back(Json(part(value_, value)));
  return found;
}

bool Json::isText() const { return of(value_).is_string(); }
bool Json::isObject() const { return of(value_).is_object(); }
std::string Json::text() const { return isText() ? of(value_).get<std::string>() : ""; }
bool Json::flag(const std::string& name) const { return of(member(name).value_) == true; }
