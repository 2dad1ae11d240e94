// SPDX-License-Identifier: Apache-2.0
//
// The walk over one formula's tree: inside of check_types(), known to nobody
// else. Its parts lie in files of their own: calls.cpp, members.cpp, folds.cpp,
// options.cpp, presence.cpp and constants.cpp.
//
// Recursion is bounded: a tree is no deeper than its formula has bytes.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expr/evaluation.h"
#include "typing/check_types.h"
#include "typing/mistakes.h"
#include "typing/overloads.h"
#include "typing/per_node.h"
#include "typing/unify.h"

namespace onething::typing {

class Checker {
 public:
  Checker(const expr::Ast& ast, const Environment& environment, Types& types);
  Checked run();

 private:
  using NodeIndex = expr::NodeIndex;
  using Node = expr::Node;
  using Style = expr::CallStyle;

  struct Local {
    std::string_view name;
    TypeId type;
    std::uint64_t key;  // Of this variable and no other.
  };
  // How many assumptions and facts there were.
  struct Mark {
    std::size_t assumptions;
    std::size_t present;
  };

  const Node& node(NodeIndex index) const { return ast_.nodes[index]; }
  TypeId type_of(NodeIndex index) const { return out_.node_types[index]; }
  Kind kind_of(NodeIndex index) const {
    return types_.kind(types_.resolve(type_of(index)));
  }
  const std::string* text_literal(NodeIndex index) const;

  // checker.cpp: what each node gives.
  TypeId visit(NodeIndex index);
  TypeId visit_node(NodeIndex index, const Node& n);
  TypeId visit_name(NodeIndex index, const Node& n);
  TypeId visit_logical(const Node& n);
  TypeId visit_conditional(NodeIndex index, const Node& n);
  TypeId visit_list(NodeIndex index, const Node& n);
  TypeId visit_map(const Node& n);
  TypeId map_as_record(const Node& n);
  TypeId visit_entry(const Node& n, NodeIndex value, std::size_t entry);
  void expect_bool(NodeIndex index);
  const Local* find_local(std::string_view name) const;
  std::optional<TypeId> find_global(std::string_view name);
  std::optional<TypeId> type_named(std::string_view name);
  bool may_be_qualified(NodeIndex index) const;
  std::optional<TypeId> visit_qualified(NodeIndex index);

  // calls.cpp: functions and operators.
  TypeId visit_call(NodeIndex index, const Node& n);
  TypeId visit_method(NodeIndex index, const Node& n);
  std::optional<TypeId> visit_dotted(NodeIndex index, const Node& n);
  std::string find_function(std::string_view name) const;
  bool is_declared(std::string_view name, Style style) const;
  TypeId call(NodeIndex index, std::string_view name, Style style,
              Arguments arguments);
  std::optional<TypeId> match(const FunctionEntry* entry, std::string_view name,
                              Style style, Arguments arguments);
  std::optional<TypeId> match_row(const Signature& row, Arguments arguments);
  std::optional<TypeId> match_declared(const Declaration& declared,
                                       Arguments arguments);
  bool is_settled(Arguments arguments) const;
  TypeId instantiate(TypeId type, std::vector<Local>& parameters);

  // options.cpp: texts that are one of some options.
  TypeId or_value(const Node& n, TypeId result);
  void compare_options(NodeIndex index, const Node& n);
  void compare_option(TypeId choice, NodeIndex other);

  // members.cpp: a.b, has(a.b), a[b].
  TypeId visit_select(NodeIndex index, const Node& n);
  TypeId visit_test(NodeIndex index, const Node& n);
  TypeId visit_index(NodeIndex index, const Node& n);
  TypeId member_of(NodeIndex index, TypeId target, std::string_view name,
                   bool& may_be_absent);
  TypeId index_record(NodeIndex index, const Node& n, const std::string& name);
  TypeId in_optional(TypeId type);

  // folds.cpp: macros.
  TypeId visit_fold(const expr::Comprehension& fold);
  TypeId element_types(NodeIndex range, TypeId& second, bool has_second);
  std::uint64_t next_key();
  TypeId narrow(const expr::Comprehension& fold, std::uint64_t variable,
                TypeId result);

  // presence.cpp: what is known to be there.
  Mark mark() const { return {assumptions_.size(), present_.size()}; }
  void assume(NodeIndex index, bool truth);
  void forget(Mark mark);
  void collect(NodeIndex index, bool truth, std::vector<std::uint64_t>& out);
  void collect_both(const Node& n, bool truth, std::vector<std::uint64_t>& out);
  void collect_comparison(const Node& n, bool truth,
                          std::vector<std::uint64_t>& out);
  void collect_path(NodeIndex index, std::vector<std::uint64_t>& out);
  void excuse(NodeIndex guard, bool truth, std::size_t first, std::size_t end);
  void need_presence(NodeIndex index, TypeId type);
  bool begins_at_root(NodeIndex index) const;
  bool is_known_present(const std::vector<std::string>& path) const;
  void note_key(NodeIndex index, const Node& n);
  static std::uint64_t member_key(std::uint64_t target, std::string_view name);

  // constants.cpp: what is the same whatever the data are.
  void fold_call(NodeIndex index, const FunctionEntry& entry,
                 Arguments arguments);
  void note_list(NodeIndex index);
  void fail_constant(NodeIndex index, const FunctionEntry& entry,
                     Message reason);

  const expr::Ast& ast_;
  const Environment& environment_;
  Types& types_;
  Unifier unifier_;
  Checked out_;
  Mistakes mistakes_;
  bool has_dotted_names_ = false;
  std::vector<Local> locals_;
  std::vector<Local> parameters_;  // Of the types of variables.
  std::uint64_t last_key_ = 0;
  PerNode<std::uint64_t> keys_;  // Of each node: equal for equal parts.
  std::vector<Assumption> assumptions_;
  std::vector<std::uint64_t> present_;   // Keys of what is known to be there.
  std::vector<std::uint64_t> reported_;  // Keys of what was found unguarded.
  PerNode<expr::Cell> constants_;        // Errors where there is none.
  std::optional<expr::Evaluation> evaluation_;
};

}  // namespace onething::typing
