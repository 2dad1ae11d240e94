// SPDX-License-Identifier: Apache-2.0
//
// A form field, a choice or a material without a title: the applicant would be
// shown its id.

#include <string>

#include "check/checks.h"

namespace onething::check {

namespace {

class Untitled {
 public:
  explicit Untitled(Findings& findings) : findings_(findings) {}

  // No deeper than the document, which the reader bounds.
  void look(const std::vector<Field>& fields, const std::string& above) {
    for (const Field& field : fields) {
      const std::string path = above + field.id.text;
      if (field.title.empty())
        report(field.id, {"check_names.field_without_title", {{"field", path}}},
               {"check_names.help_field_title",
                {{"field", field.id.text},
                 {"type", std::string(type_word(field.type.kind))}}});
      look(field.type, field, path + ".");
    }
  }

  void look(const std::vector<Material>& materials) {
    for (const Material& material : materials)
      if (material.title.empty())
        report(material.id,
               {"check_names.material_without_title",
                {{"material", material.id.text}}},
               {"check_names.help_material_title",
                {{"material", material.id.text}}});
  }

 private:
  void look(const Type& type, const Field& field, const std::string& above) {
    for (const Option& option : type.options) {
      if (!option.title.empty()) continue;
      report(option.id,
             {"check_names.option_without_title",
              {{"option", option.id.text}, {"field", field.id.text}}},
             {"check_names.help_option_title", {{"option", option.id.text}}});
      break;  // One says it for the whole field.
    }
    for (const Type& element : type.element) look(element, field, above);
    if (type.kind == TypeKind::object) look(type.fields, above);
  }

  void report(const Spelled& id, Message found, Message help) {
    if (id.empty()) return;
    findings_.report(id.span, std::move(found),
                     {"check_names.expected_title", {}}, std::move(help));
  }

  Findings& findings_;
};

}  // namespace

void check_missing_title(const WorkflowFacts& facts, Findings& findings) {
  if (facts.is_broken) return;
  Untitled untitled(findings);
  untitled.look(facts.workflow.form, "");
  untitled.look(facts.workflow.materials);
}

}  // namespace onething::check
