// SPDX-License-Identifier: Apache-2.0
//
// Two fields, materials or steps of one list with the same title: people see
// titles, not ids, and cannot tell them apart.
//
// Two that both depend on a condition may be alternatives of which only one is
// ever shown; they are left alone.

#include <string>
#include <type_traits>

#include "check/checks.h"
#include "check/names/same_keys.h"

namespace onething::check {

namespace {

// Gives `out` the title letter by letter; spaces and case do not tell two
// apart.
template <typename Out>
void look_at(const std::string& title, Out&& out) {
  for (const char letter : title)
    if (letter != ' ')
      out(letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a')
                                         : letter);
}

std::string as_seen(const std::string& title) {
  std::string out;
  look_at(title, [&out](char letter) { out += letter; });
  return out;
}

std::uint64_t key_of(const std::string& title) {
  Key key;
  look_at(title, [&key](char letter) { key.add(letter); });
  return key.value();
}

class Titles {
 public:
  explicit Titles(Findings& findings) : findings_(findings) {}

  template <typename Item>
  void look(const std::vector<Item>& items) {
    if (items.size() < 2) return;
    std::vector<std::uint64_t> keys;
    keys.reserve(items.size());
    for (const Item& item : items)
      keys.push_back(key_of(item.title.in(Language::zh)));
    for (const SameKey& pair : same_keys(keys))
      look(items[pair.first], items[pair.later]);
  }

  // No deeper than the document, which the reader bounds.
  void look_into(const std::vector<Field>& fields) {
    look(fields);
    for (const Field& field : fields) look_into(field.type);
  }

 private:
  void look_into(const Type& type) {
    look(type.options);
    for (const Type& element : type.element) look_into(element);
    if (type.kind == TypeKind::object) look_into(type.fields);
  }

  template <typename Item>
  void look(const Item& first, const Item& later) {
    const std::string& title = later.title.in(Language::zh);
    if (title.empty() || are_alternatives(first, later)) return;
    if (as_seen(title) == as_seen(first.title.in(Language::zh)))
      report(first.id, later.id, title);
  }

  template <typename Item>
  static bool are_alternatives(const Item& one, const Item& other) {
    if constexpr (std::is_same_v<Item, Option>)
      return false;
    else
      return !one.when.empty() && !other.when.empty();
  }

  void report(const Spelled& first, const Spelled& second,
              const std::string& title) {
    findings_
        .report(
            second.span,
            {"check_names.duplicate_title",
             {{"id", second.text}, {"other", first.text}, {"title", title}}},
            {"check_names.expected_other_title", {}},
            {"check_names.help_duplicate_title", {}})
        .labels.push_back({first.span, {"check_names.label_same_title", {}}});
  }

  Findings& findings_;
};

}  // namespace

void check_duplicate_title(const WorkflowFacts& facts, Findings& findings) {
  Titles titles(findings);
  titles.look_into(facts.workflow.form);
  titles.look(facts.workflow.materials);
  titles.look(facts.workflow.steps);
}

}  // namespace onething::check
