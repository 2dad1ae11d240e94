// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string_view>

#include "expr/ast.h"
#include "graph/picture.h"
#include "model/type_facts.h"

namespace onething::graphs {

namespace {

class Wording {
 public:
  Wording(const Project& project, const Workflow& workflow, Language language)
      : project_(project), workflow_(workflow), language_(language) {}

  std::string of(const Formula& formula) const {
    std::string out(formula.text());
    std::vector<expr::Reference> reads(formula.reads().begin(),
                                       formula.reads().end());
    std::sort(reads.begin(), reads.end(), [](const auto& a, const auto& b) {
      return a.range.begin > b.range.begin;
    });
    std::size_t end = out.size();
    for (const expr::Reference& read : reads) {
      const expr::Range range = read.range;
      // Of a macro the range is wider than the name: such text stays.
      const bool is_name =
          range.begin < range.end && range.end <= end &&
          out.compare(range.begin, read.root.size(), read.root) == 0 &&
          out.substr(range.begin, range.end - range.begin)
                  .find_first_of(" ()[]") == std::string::npos;
      if (!is_name) continue;
      const Field* field = field_of(read);
      if (field != nullptr) say_options(out, range.end, *field);
      out.replace(range.begin, range.end - range.begin,
                  field == nullptr || field->title.empty()
                      ? path_of(read)
                      : field->title.in(language_));
      end = range.begin;
    }
    return out;
  }

  const Field* field_of(const expr::Reference& reference) const {
    std::size_t at = 0;
    const std::vector<Field>* fields = nullptr;
    if (reference.root == "form") fields = &workflow_.form;
    const bool is_prefill = reference.root == "prefill";
    if ((is_prefill || reference.root == "steps") && !reference.path.empty())
      for (const Step& step : is_prefill ? workflow_.prefill : workflow_.steps)
        if (step.id.text == reference.path[0])
          if (const Service* service = project_.service_of(step.uses)) {
            fields = &service->output;
            at = 1;
          }
    const Field* field = nullptr;
    for (; fields != nullptr && at < reference.path.size(); ++at) {
      const Field* next = model::find_field(*fields, reference.path[at]);
      if (next == nullptr) break;
      field = next;
      fields = !field->type.element.empty() ? &field->type.element[0].fields
                                            : &field->type.fields;
    }
    return field;
  }

  static std::string path_of(const expr::Reference& reference) {
    std::string path(reference.root);
    for (const std::string_view part : reference.path)
      path += "." + std::string(part);
    return path;
  }

 private:
  // In what is compared with the field behind `at`, and in no more.
  void say_options(std::string& text, std::size_t at,
                   const Field& field) const {
    std::size_t end = text.find_first_of("&|?", at);
    if (end == std::string::npos) end = text.size();
    for (const Option& option : field.type.options) {
      if (option.title.empty()) continue;
      const std::string id = "\"" + option.id.text + "\"";
      const std::string& title = option.title.in(language_);
      for (std::size_t found = text.find(id, at);
           found != std::string::npos && found < end;
           found = text.find(id, found + title.size())) {
        text.replace(found, id.size(), title);
        end = end + title.size() - id.size();
      }
    }
  }

  const Project& project_;
  const Workflow& workflow_;
  Language language_;
};

}  // namespace

std::string words_of(const Project& project, const Workflow& workflow,
                     const Formula& formula, Language language) {
  return Wording(project, workflow, language).of(formula);
}

std::string words_of(const Project& project, const Workflow& workflow,
                     const expr::Reference& reference, Language language) {
  const Field* field = Wording(project, workflow, language).field_of(reference);
  return field == nullptr || field->title.empty() ? Wording::path_of(reference)
                                                  : field->title.in(language);
}

}  // namespace onething::graphs
