// SPDX-License-Identifier: Apache-2.0
//
// The mistakes that are found in one formula, put into words.
//
// Decides nothing: whoever calls knows that something is wrong. Only when
// something is, are there messages to make.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "typing/check_types.h"

namespace onething::typing {

using Arguments = std::span<const expr::NodeIndex>;

class Mistakes {
 public:
  // Adds to `out`, whose types of nodes it reads.
  Mistakes(const expr::Ast& ast, const Types& types, Checked& out)
      : ast_(ast), types_(types), out_(out) {}

  // To be filled by the caller, at once.
  Mistake& add(Mistake::Kind kind, expr::NodeIndex index, Message found);

  void no_overload(expr::NodeIndex index, std::string_view name,
                   Arguments arguments);
  void unknown_member(expr::NodeIndex index, TypeId target,
                      const std::string& name);
  void unknown_name(expr::NodeIndex index, const std::string& name);
  void needless_guard(expr::NodeIndex index);
  void absent_used(expr::NodeIndex index, TypeId type,
                   std::vector<std::string> path);

 private:
  TypeId type_of(expr::NodeIndex index) const {
    return types_.resolve(out_.node_types[index]);
  }
  Kind kind_of(expr::NodeIndex index) const {
    return types_.kind(type_of(index));
  }
  Kind value_kind(expr::NodeIndex index, std::string_view name) const;
  bool conversion(expr::NodeIndex index, std::string_view name,
                  Arguments arguments);
  bool optional_used(expr::NodeIndex index, std::string_view name,
                     Arguments arguments);
  void never_equal(expr::NodeIndex index, Arguments arguments);
  Message advise(std::string_view name, Arguments arguments,
                 bool numbers) const;
  Message types_message(Arguments arguments) const;

  const expr::Ast& ast_;
  const Types& types_;
  Checked& out_;
};

// The names that a node reads, from the first on: "form", "capital". What is
// before a call or an index that is no text is left out.
std::vector<std::string> path_of(const expr::Ast& ast, expr::NodeIndex index);

}  // namespace onething::typing
