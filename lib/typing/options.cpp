// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "onething/text.h"
#include "typing/checker.h"

namespace onething::typing {

using expr::Op;

// `form.?kind.orValue("")` is one of the options or "".
TypeId Checker::or_value(const Node& n, TypeId result) {
  if (n.children.size() != 2) return result;
  const TypeId target = types_.resolve(type_of(n.children[0]));
  if (types_.kind(target) != Kind::optional) return result;
  const TypeId choice = types_.resolve(types_.first(target));
  const std::string* other = text_literal(n.children[1]);
  if (types_.kind(choice) != Kind::enumeration || other == nullptr)
    return result;
  const auto options = types_.options(choice);
  std::vector<std::string> all(options.begin(), options.end());
  if (std::find(all.begin(), all.end(), *other) != all.end()) return choice;
  all.push_back(*other);
  return types_.enumeration(std::move(all));
}

void Checker::compare_options(NodeIndex index, const Node& n) {
  const NodeIndex left = n.children[0];
  const NodeIndex right = n.children[1];
  const TypeId a = types_.resolve(type_of(left));
  const TypeId b = types_.resolve(type_of(right));
  if (n.text == "@in") {
    if (types_.kind(a) == Kind::enumeration && node(right).op == Op::list)
      for (const NodeIndex element : node(right).children)
        compare_option(a, element);
    if (types_.kind(b) == Kind::list)
      compare_option(types_.resolve(types_.first(b)), left);
    return;
  }
  compare_option(a, right);
  compare_option(b, left);
  if (types_.kind(a) != Kind::enumeration ||
      types_.kind(b) != Kind::enumeration)
    return;
  const auto options = types_.options(a);
  const auto others = types_.options(b);
  const bool meet = std::any_of(
      options.begin(), options.end(), [&](const std::string& option) {
        return std::find(others.begin(), others.end(), option) != others.end();
      });
  if (meet) return;
  Mistake& mistake = mistakes_.add(Mistake::Kind::never_equal, index,
                                   {"typing.options_never_meet", {}});
  mistake.expected = {"typing.options_never_meet_label", {}};
}

// A text that is compared with a choice must be one of its options.
void Checker::compare_option(TypeId choice, NodeIndex other) {
  const std::string* word = text_literal(other);
  if (word == nullptr || types_.kind(choice) != Kind::enumeration) return;
  const auto options = types_.options(choice);
  if (std::find(options.begin(), options.end(), *word) != options.end()) return;
  Mistake& mistake = mistakes_.add(Mistake::Kind::not_an_option, other,
                                   {"typing.not_an_option", {{"word", *word}}});
  mistake.word = *word;
  std::string all;
  for (const std::string& option : options) {
    if (!all.empty()) all += ", ";
    all += option;
  }
  mistake.expected = {"typing.not_an_option_label",
                      {{"options", shorten(all, 60)}}};
  mistake.proposals = did_you_mean(
      *word, std::vector<std::string_view>(options.begin(), options.end()));
  if (!mistake.proposals.empty())
    mistake.help = {"typing.not_an_option_help",
                    {{"option", mistake.proposals[0]}}};
}

}  // namespace onething::typing
