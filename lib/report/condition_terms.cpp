// SPDX-License-Identifier: Apache-2.0

#include "report/condition_terms.h"

#include <vector>

namespace onething::report {

namespace {

class Collecting {
 public:
  explicit Collecting(const expr::Ast& ast) : ast_(ast) {}

  ConditionTerms collect() {
    std::vector<expr::NodeIndex> left{ast_.root};
    while (!left.empty()) {
      const expr::NodeIndex index = left.back();
      left.pop_back();
      const expr::Node& node = ast_.nodes[index];
      if (node.op == expr::Op::logical_and)
        left.insert(left.end(), node.children.begin(), node.children.end());
      else
        add(index);
    }
    return std::move(terms_);
  }

 private:
  void add(expr::NodeIndex index) {
    const expr::Node& node = ast_.nodes[index];
    if (expr::qualified_name(ast_, index) == "case.attention")
      terms_.attention = true;
    if (node.op != expr::Op::call || node.text != "_==_") return;
    const expr::NodeIndex one = node.children[0];
    const expr::NodeIndex other = node.children[1];
    add_equal(one, other);
    add_equal(other, one);
  }

  // The first of two that contradict each other stays; the formula says no to
  // all cases then.
  void add_equal(expr::NodeIndex named, expr::NodeIndex said) {
    const std::string name = expr::qualified_name(ast_, named);
    const Value& value = ast_.nodes[said].value();
    const bool* flag = value.as<bool>();
    if (name == "case.attention" && flag != nullptr && *flag)
      terms_.attention = true;
    const std::string* text = value.text();
    if (text == nullptr || text->empty()) return;
    std::optional<std::string>* place =
        name == "case.workflow"  ? &terms_.workflow
        : name == "case.state"   ? &terms_.state
        : name == "case.subject" ? &terms_.subject
                                 : nullptr;
    if (place != nullptr && !*place) *place = *text;
  }

  const expr::Ast& ast_;
  ConditionTerms terms_;
};

}  // namespace

ConditionTerms terms_of(const expr::Ast& ast) {
  return Collecting(ast).collect();
}

}  // namespace onething::report
