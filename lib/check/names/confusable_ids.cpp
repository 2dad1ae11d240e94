// SPDX-License-Identifier: Apache-2.0
//
// Two ids of one list that look alike: l and 1, o and 0, s and 5, rn and m, vv
// and w, or underscores alone. Ids are ASCII, so that nothing else of UTS #39
// (confusables) can happen to them.

#include <string>
#include <unordered_map>

#include "check/checks.h"
#include "check/names/id_lists.h"

namespace onething::check {

namespace {

char look_of(char letter) {
  switch (letter) {
    case 'l':
      return '1';
    case 'o':
      return '0';
    case 's':
      return '5';
    default:
      return letter;
  }
}

// Equal for ids that look alike.
std::string skeleton(std::string_view id) {
  std::string out;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const std::string_view pair = id.substr(i, 2);
    if (id[i] == '_') continue;
    if (pair == "rn" || pair == "vv") {
      out += pair == "rn" ? 'm' : 'w';
      ++i;
    } else {
      out += look_of(id[i]);
    }
  }
  return out;
}

}  // namespace

void check_confusable_ids(const ProjectFacts& facts, Findings& findings) {
  for (const IdList& list : id_lists(facts.project)) {
    std::unordered_map<std::string, const Spelled*> seen;
    for (const Spelled* id : list) {
      if (id->empty() || facts.is_broken(id->span)) continue;
      const auto [first, is_new] = seen.emplace(skeleton(id->text), id);
      if (is_new || first->second->text == id->text) continue;
      findings
          .report(id->span,
                  {"check_names.confusable_ids",
                   {{"id", id->text}, {"other", first->second->text}}},
                  {"check_names.expected_other_id", {}},
                  {"check_names.help_confusable_ids", {{"id", id->text}}})
          .labels.push_back(
              {first->second->span, {"check_names.label_other_id", {}}});
    }
  }
}

}  // namespace onething::check
