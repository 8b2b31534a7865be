// The expressions in Istio's configuration of metrics: as much of CEL as they need. What is beyond it is known when the
// expression is read, and has no value: never a wrong one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/** A value, or none: an attribute that is not there, or an operation on values that do not fit. */
using Value = std::variant<std::monostate, bool, int64_t, std::string>;

inline bool isNone(const Value& value) { return std::holds_alternative<std::monostate>(value); }

/** A name with its members: `node.metadata['MESH_ID']` is `node`, `metadata`, `MESH_ID`. */
using Path = std::vector<std::string>;

/** Where the values of names come from. */
class Names {
 public:
  virtual ~Names() = default;
  virtual Value valueOf(const Path& path) const = 0;
};

/** A part of an expression. */
class Term {
 public:
  virtual ~Term() = default;
  virtual Value evaluate(const Names& names) const = 0;
};

class Expression {
 public:
  /**
   * Reads: texts, numbers, `true`, `false`; names, members, `['key']`; `== != < <= > >= && || ! + ?: in [...]`;
   * `startsWith`, `endsWith`, `contains`, `size`, `has`. Anything else is logged, once for each expression.
   */
  explicit Expression(const std::string& text);
  /** None where the expression can't be read. */
  Value evaluate(const Names& names) const;

 private:
  std::shared_ptr<const Term> term_;
};

/** A value as a label; `unknown` for none, as with Istio. */
std::string labelOf(const Value& value);
