// The names that expressions may use of a request or a connection: Envoy's attributes, both peers, and what
// istio.attributegen made.
#pragma once

#include "cel.h"
#include "envoy.h"
#include "filter.h"
#include "peer.h"

/** How an attribute of Envoy is asked for. Http and network filters have functions of their own for it. */
class Attributes {
 public:
  explicit Attributes(void* filter) : filter_(filter) {}
  virtual ~Attributes() = default;
  virtual std::string_view text(Attribute) const = 0;
  virtual std::optional<uint64_t> number(Attribute) const = 0;
  virtual std::optional<bool> truth(Attribute) const { return {}; }
  virtual std::string_view header(Headers, const std::string&) const { return {}; }

 protected:
  void* const filter_;
};

class HttpAttributes : public Attributes {
 public:
  using Attributes::Attributes;
  std::string_view text(Attribute) const override;
  std::optional<uint64_t> number(Attribute) const override;
  std::optional<bool> truth(Attribute) const override;
  std::string_view header(Headers, const std::string& name) const override;
};

class NetworkAttributes : public Attributes {
 public:
  using Attributes::Attributes;
  std::string_view text(Attribute) const override;
  std::optional<uint64_t> number(Attribute) const override;
};

class StreamNames : public Names {
 public:
  StreamNames(const Attributes& attributes, const Notes& notes) : attributes_(attributes), notes_(notes) {}
  Value valueOf(const Path& path) const override;

 private:
  const Attributes& attributes_;
  const Notes& notes_;
};
