// SPDX-License-Identifier: Apache-2.0

#include "engine/steps/needs.h"

#include <algorithm>

#include "expr/ast.h"

namespace onething::engine {

namespace {

void add_once(std::vector<std::string>& names, std::string name) {
  if (std::find(names.begin(), names.end(), name) == names.end())
    names.push_back(std::move(name));
}

void add_origins(const Formula& formula, const Formula& for_each,
                 std::vector<std::string>& origins) {
  if (formula.empty()) return;
  for (const expr::Reference& read : expr::references(formula.ast())) {
    if (read.root == "form" || read.root == "materials")
      add_once(origins, kApplicant);
    else if (read.root == "prefill")
      add_once(origins, read.path.empty()
                            ? kEveryPrefill
                            : "prefill." + std::string(read.path.front()));
    else if (read.root == "steps")
      add_once(origins,
               read.path.empty() ? kEveryStep : std::string(read.path.front()));
    else if (read.root == "each" && &formula != &for_each)
      add_origins(for_each, for_each, origins);
  }
}

bool reads_case(const Formula& formula) {
  if (formula.empty()) return false;
  const auto reads = expr::references(formula.ast());
  return std::any_of(
      reads.begin(), reads.end(),
      [](const expr::Reference& read) { return read.root == "case"; });
}

// Templates nest no deeper than the documents they come from.
void add_origins(const Template& value, const Formula& for_each,
                 std::vector<std::string>& origins) {
  add_origins(value.formula, for_each, origins);
  for (const Template::Part& part : value.parts)
    add_origins(part.formula, for_each, origins);
  for (const Template& item : value.items) add_origins(item, for_each, origins);
  for (const auto& member : value.members)
    add_origins(member.second, for_each, origins);
}

}  // namespace

std::vector<std::string> needed_steps(const Step& step) {
  std::vector<std::string> needed;
  add_origins(step.when, step.for_each, needed);
  add_origins(step.for_each, step.for_each, needed);
  for (const auto& member : step.with)
    add_origins(member.second, step.for_each, needed);
  for (const auto& kept : step.keep)
    add_origins(kept.second, step.for_each, needed);
  // Whether it is repeated is asked when it is done: of itself it may read.
  std::vector<std::string> for_repeat;
  add_origins(step.repeat, step.for_each, for_repeat);
  for (std::string& name : for_repeat)
    if (name != step.id.text) add_once(needed, std::move(name));
  std::erase(needed, kApplicant);
  return needed;
}

std::vector<std::string> origins_of(const Step& step, const Template& value) {
  std::vector<std::string> origins;
  add_origins(value, step.for_each, origins);
  return origins;
}

// Templates nest no deeper than the documents they come from.
bool reads_case(const Template& value) {
  const auto part = [](const Template::Part& each) {
    return reads_case(each.formula);
  };
  const auto member = [](const auto& each) { return reads_case(each.second); };
  const auto item = [](const Template& each) { return reads_case(each); };
  return reads_case(value.formula) ||
         std::any_of(value.parts.begin(), value.parts.end(), part) ||
         std::any_of(value.items.begin(), value.items.end(), item) ||
         std::any_of(value.members.begin(), value.members.end(), member);
}

}  // namespace onething::engine
