// SPDX-License-Identifier: Apache-2.0
//
// A form field that nothing reads: the applicant fills it in for nothing
// (personal data may be collected only as far as needed: 《个人信息保护法》
// 第六条). Members of a record are looked at one by one.
//
// A choice of one is a declaration ("what I say is true"): it is asked for its
// own sake. Reading a whole record reads all of its members.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "check/checks.h"

namespace onething::check {

namespace {

using Path = std::vector<std::string_view>;

std::vector<const Path*> paths_read(const WorkflowFacts& facts) {
  std::vector<const Path*> paths;
  for (const FormulaUse& use : facts.formulas)
    for (const expr::Reference& read : use.reads)
      if (read.root == "form") paths.push_back(&read.path);
  return paths;
}

// One of them leads to `path`, or through it.
bool is_read(const std::vector<const Path*>& reads, const Path& path) {
  return std::any_of(reads.begin(), reads.end(), [&path](const Path* read) {
    const auto shared =
        static_cast<std::ptrdiff_t>(std::min(read->size(), path.size()));
    return std::equal(read->begin(), read->begin() + shared, path.begin());
  });
}

bool is_declaration(const Field& field) {
  return field.type.kind == TypeKind::enumeration &&
         field.type.options.size() == 1;
}

std::string joined(const Path& path) {
  std::string out;
  for (const std::string_view part : path)
    out.append(out.empty() ? "" : ".").append(part);
  return out;
}

class Fields {
 public:
  Fields(std::vector<const Path*> reads, Findings& findings)
      : reads_(std::move(reads)), findings_(findings) {}

  // No deeper than the document, which the reader bounds.
  void look(const std::vector<Field>& fields, const Path& above) {
    for (const Field& field : fields) {
      if (is_declaration(field)) continue;
      Path path = above;
      path.push_back(field.id.text);
      if (!is_read(reads_, path))
        report(field, path);
      else if (field.type.kind == TypeKind::object)
        look(field.type.fields, path);
    }
  }

 private:
  void report(const Field& field, const Path& path) {
    findings_.report(
        field.id.span,
        {"check_names.unused_form_field", {{"field", joined(path)}}},
        {"check_names.expected_read", {}},
        {"check_names.help_unused_form_field",
         {{"field", field.id.text}, {"path", joined(path)}}});
  }

  std::vector<const Path*> reads_;
  Findings& findings_;
};

}  // namespace

void check_unused_form_field(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken) return;
  const Path subject = {facts.workflow.subject};
  std::vector<const Path*> reads = paths_read(facts);
  if (!facts.workflow.subject.empty()) reads.push_back(&subject);
  Fields(std::move(reads), findings).look(facts.workflow.form, {});
}

}  // namespace onething::check
