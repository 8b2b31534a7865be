#include "cel.h"

#include <cctype>
#include <functional>
#include <mutex>
#include <set>
#include <stdexcept>
#include <utility>

#include "envoy.h"

namespace {

using Part = std::shared_ptr<const Term>;

/** A term that is a function of names. */
class Computed : public Term {
 public:
  explicit Computed(std::function<Value(const Names&)> compute) : compute_(std::move(compute)) {}
  Value evaluate(const Names& names) const override { return compute_(names); }

 private:
  const std::function<Value(const Names&)> compute_;
};

class Name : public Term {
 public:
  explicit Name(Path path) : path(std::move(path)) {}
  Value evaluate(const Names& names) const override { return names.valueOf(path); }
  const Path path;
};

Part computed(std::function<Value(const Names&)> compute) { return std::make_shared<Computed>(std::move(compute)); }
Part literal(Value value) {
  return computed([value = std::move(value)](const Names&) { return value; });
}

std::optional<bool> truth(const Value& value) {
  const auto* known = std::get_if<bool>(&value);
  return known == nullptr ? std::optional<bool>() : *known;
}

/** `&&` and `||` are decided by one side where the other has no value, as CEL says. */
Value both(const Part& left, const Part& right, const Names& names, bool deciding) {
  const auto first = truth(left->evaluate(names));
  if (first == deciding) return deciding;
  const auto second = truth(right->evaluate(names));
  if (second == deciding) return deciding;
  return first && second ? Value(!deciding) : Value();
}

Value compare(const Value& left, const std::string& by, const Value& right) {
  if (isNone(left) || left.index() != right.index()) return {};
  if (by == "==") return left == right;
  if (by == "!=") return left != right;
  if (by == "<") return left < right;
  if (by == "<=") return left <= right;
  if (by == ">") return left > right;
  return left >= right;
}

Value sum(const Value& left, const Value& right) {
  if (left.index() != right.index()) return {};
  if (const auto* text = std::get_if<std::string>(&left)) return *text + std::get<std::string>(right);
  if (const auto* number = std::get_if<int64_t>(&left)) return *number + std::get<int64_t>(right);
  return {};
}

Value ask(const std::string& function, const Value& of, const Value& with) {
  const auto* text = std::get_if<std::string>(&of);
  const auto* other = std::get_if<std::string>(&with);
  if (text == nullptr || other == nullptr) return {};
  if (function == "contains") return text->find(*other) != std::string::npos;
  if (other->size() > text->size()) return false;
  const size_t from = function == "startsWith" ? 0 : text->size() - other->size();
  return text->compare(from, other->size(), *other) == 0;
}

/** Reads an expression from left to right. @throws std::runtime_error names what it can't read */
class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text) {}

  Part whole() {
    auto part = choice();
    if (skipSpace(), at_ < text_.size()) fail();
    return part;
  }

 private:
  Part choice() {
    auto condition = either();
    if (!takes("?")) return condition;
    auto yes = choice();
    expect(":");
    auto no = choice();
    return computed([=](const Names& names) -> Value {
      const auto is = truth(condition->evaluate(names));
      if (!is) return {};
      return (*is ? yes : no)->evaluate(names);
    });
  }

  Part either() {
    auto left = all();
    while (takes("||"))
      left = computed([left, right = all()](const Names& names) { return both(left, right, names, true); });
    return left;
  }

  Part all() {
    auto left = comparison();
    while (takes("&&"))
      left = computed([left, right = comparison()](const Names& names) { return both(left, right, names, false); });
    return left;
  }

  Part comparison() {
    auto left = addition();
    for (const auto* sign : {"==", "!=", "<=", ">=", "<", ">"})
      if (takes(sign))
        return computed([left, by = std::string(sign), right = addition()](const Names& names) {
          return compare(left->evaluate(names), by, right->evaluate(names));
        });
    if (!takesWord("in")) return left;
    return computed([left, list = listed()](const Names& names) -> Value {
      const auto value = left->evaluate(names);
      if (isNone(value)) return {};
      for (const auto& each : list)
        if (each->evaluate(names) == value) return true;
      return false;
    });
  }

  std::vector<Part> listed() {
    std::vector<Part> list;
    expect("[");
    if (takes("]")) return list;
    do list.push_back(choice());
    while (takes(","));
    expect("]");
    return list;
  }

  Part addition() {
    auto left = unary();
    while (takes("+"))
      left = computed([left, right = unary()](const Names& names) {
        return sum(left->evaluate(names), right->evaluate(names));
      });
    return left;
  }

  Part unary() {
    if (!takes("!")) return member();
    return computed([operand = unary()](const Names& names) -> Value {
      const auto is = truth(operand->evaluate(names));
      return is ? Value(!*is) : Value();
    });
  }

  Part member() {
    auto part = primary();
    for (;;) {
      const auto* name = dynamic_cast<const Name*>(part.get());
      if (takes(".")) {
        auto word = this->word();
        if (takes("(")) part = call(word, part);
        else if (name != nullptr) part = deeper(*name, std::move(word));
        else fail();
      } else if (name != nullptr && takes("[")) {
        part = deeper(*name, quoted());
        expect("]");
      } else {
        return part;
      }
    }
  }

  static Part deeper(const Name& name, std::string member) {
    auto path = name.path;
    path.push_back(std::move(member));
    return std::make_shared<Name>(std::move(path));
  }

  Part call(const std::string& function, const Part& of) {
    if (function == "size" && takes(")")) return size(of);
    if (function != "startsWith" && function != "endsWith" && function != "contains") fail();
    auto with = choice();
    expect(")");
    return computed([=](const Names& names) { return ask(function, of->evaluate(names), with->evaluate(names)); });
  }

  static Part size(const Part& of) {
    return computed([of](const Names& names) -> Value {
      const auto value = of->evaluate(names);
      const auto* text = std::get_if<std::string>(&value);
      return text == nullptr ? Value() : static_cast<int64_t>(text->size());
    });
  }

  Part primary() {
    skipSpace();
    const char next = at_ < text_.size() ? text_[at_] : '\0';
    if (next == '\'' || next == '"') return literal(quoted());
    if (std::isdigit(static_cast<unsigned char>(next))) return literal(number());
    if (takes("(")) {
      auto inner = choice();
      expect(")");
      return inner;
    }
    auto word = this->word();
    if (word == "true" || word == "false") return literal(word == "true");
    if (!takes("(")) return std::make_shared<Name>(Path{std::move(word)});
    if (word != "has" && word != "size") fail();
    auto of = member();
    expect(")");
    if (word == "size") return size(of);
    return computed([of](const Names& names) { return !isNone(of->evaluate(names)); });
  }

  std::string quoted() {
    skipSpace();
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '\'' && quote != '"') fail();
    const auto end = text_.find(quote, at_ + 1);
    const auto content = text_.substr(at_ + 1, end == std::string::npos ? end : end - at_ - 1);
    if (end == std::string::npos || content.find('\\') != std::string::npos) fail();
    at_ = end + 1;
    return content;
  }

  int64_t number() {
    size_t length = 0;
    const auto value = std::stoll(text_.substr(at_), &length);
    at_ += length;
    if (at_ < text_.size() && (text_[at_] == '.' || std::isalpha(static_cast<unsigned char>(text_[at_])))) fail();
    return value;
  }

  std::string word() {
    skipSpace();
    const auto from = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) ++at_;
    if (from == at_) fail();
    return text_.substr(from, at_ - from);
  }

  bool takes(const std::string& sign) {
    skipSpace();
    if (text_.compare(at_, sign.size(), sign) != 0) return false;
    at_ += sign.size();
    return true;
  }

  bool takesWord(const std::string& wanted) {
    const auto from = (skipSpace(), at_);
    if (at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_])) && word() == wanted) return true;
    at_ = from;
    return false;
  }

  void expect(const std::string& sign) {
    if (!takes(sign)) fail();
  }

  void skipSpace() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
  }

  [[noreturn]] void fail() const { throw std::runtime_error("what begins at \"" + text_.substr(at_) + "\""); }

  const std::string& text_;
  size_t at_ = 0;
};

/** One proxy has the same expression in dozens of listeners. */
void logOnce(const std::string& expression, const std::string& why) {
  static std::mutex lock;
  static auto& told = *new std::set<std::string>();
  const std::lock_guard<std::mutex> held(lock);
  if (!told.insert(expression).second) return;
  log(LogLevel::Warn, "istio-stats can't evaluate \"" + expression + "\", so it is unknown: " + why);
}

}  // namespace

Expression::Expression(const std::string& text) {
  try {
    term_ = Reader(text).whole();
  } catch (const std::exception& error) {
    logOnce(text, error.what());
  }
}

Value Expression::evaluate(const Names& names) const { return term_ == nullptr ? Value() : term_->evaluate(names); }

std::string labelOf(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  if (const auto* is = std::get_if<bool>(&value)) return *is ? "true" : "false";
  return "unknown";
}
