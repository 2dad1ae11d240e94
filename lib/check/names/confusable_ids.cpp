// SPDX-License-Identifier: Apache-2.0
//
// Two ids of one list that look alike: l and 1, o and 0, s and 5, rn and m, vv
// and w, or underscores alone. Ids are ASCII, so that nothing else of UTS #39
// (confusables) can happen to them.

#include <string>
#include <string_view>

#include "check/checks.h"
#include "check/names/id_lists.h"
#include "check/names/same_keys.h"

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

// Gives `out` letter by letter what is left of an id for a hasty eye.
template <typename Out>
void look_at(std::string_view id, Out&& out) {
  for (std::size_t i = 0; i < id.size(); ++i) {
    const std::string_view pair = id.substr(i, 2);
    if (id[i] == '_') continue;
    const bool is_joined = pair == "rn" || pair == "vv";
    if (is_joined)
      out(pair == "rn" ? 'm' : 'w');
    else
      out(look_of(id[i]));
    if (is_joined) ++i;
  }
}

std::uint64_t key_of(std::string_view id) {
  Key key;
  look_at(id, [&key](char letter) { key.add(letter); });
  return key.value();
}

std::string skeleton(std::string_view id) {
  std::string out;
  look_at(id, [&out](char letter) { out += letter; });
  return out;
}

// The same id twice is a mistake of its own, reported by loading.
bool look_alike(const Spelled& one, const Spelled& other) {
  return one.text != other.text && skeleton(one.text) == skeleton(other.text);
}

void look(const IdList& list, const ProjectFacts& facts, Findings& findings) {
  std::vector<std::uint64_t> keys;
  keys.reserve(list.size());
  for (const Spelled* id : list) keys.push_back(key_of(id->text));
  for (const SameKey& pair : same_keys(keys)) {
    const Spelled& first = *list[pair.first];
    const Spelled& later = *list[pair.later];
    if (facts.is_broken(later.span) || !look_alike(first, later)) continue;
    findings
        .report(later.span,
                {"check_names.confusable_ids",
                 {{"id", later.text}, {"other", first.text}}},
                {"check_names.expected_other_id", {}},
                {"check_names.help_confusable_ids", {{"id", later.text}}})
        .labels.push_back({first.span, {"check_names.label_other_id", {}}});
  }
}

}  // namespace

void check_confusable_ids(const ProjectFacts& facts, Findings& findings) {
  for (const IdList& list : id_lists(facts.project))
    look(list, facts, findings);
}

}  // namespace onething::check
