// SPDX-License-Identifier: Apache-2.0
//
// A mapping of the schema: which keys it may have, and the values under them.
//
// Making one reports what is wrong with the mapping itself: no mapping, unknown
// keys (with what was probably meant), keys that are planned and not there yet.
// Looking up reports what is missing or of the wrong shape. Nothing is reported
// twice.

#pragma once

#include <span>
#include <string_view>

#include "load/scalars.h"

namespace onething::load {

class Keys {
 public:
  // `what` names the mapping for people: "a step".
  Keys(Reading& reading, const yaml::Node& node, Message what,
       std::span<const std::string_view> allowed);

  // Null when the key is absent.
  const yaml::Node* find(std::string_view key) const;
  // Reports its absence; null then.
  const yaml::Node* require(std::string_view key) const;

  // Empty, or the default, when absent.
  Spelled text(std::string_view key) const;
  Title title() const;
  bool flag(std::string_view key) const;
  std::optional<std::int64_t> count(std::string_view key) const;
  std::optional<Limit> limit(std::string_view key) const;
  std::vector<Spelled> ids(std::string_view key) const;
  std::size_t word(std::string_view key,
                   std::span<const std::string_view> words,
                   std::size_t fallback) const;

  // The mapping under `key`; null when absent, after reporting when it is none.
  const yaml::Node* mapping(std::string_view key) const;

  bool is_mapping() const { return node_.is_mapping(); }

 private:
  Reading& reading_;
  const yaml::Node& node_;
  Message what_;
};

// Reports that `node` should be a mapping and is not; true when it is one.
bool expect_mapping(Reading& reading, const yaml::Node& node, Message what);

// A text, or {zh: …, en: …}.
Title read_title(Reading& reading, const yaml::Node& node);

}  // namespace onething::load
