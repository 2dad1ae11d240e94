// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "model/type_facts.h"
#include "onething/row_mapping.h"

namespace onething {

namespace {

constexpr int kElements = 2;  // Columns for a list of records.

// Where a column would stand, as title and as path.
struct Place {
  std::string title;
  std::string path;
};

class Maker {
 public:
  explicit Maker(Language language) : language_(language) {}

  void field(const Field& field, const Place& around, bool required) {
    Place place;
    const std::string& title =
        field.title.empty() ? field.id.text : field.title.in(language_);
    const std::string between = around.title.empty() ? "" : " › ";
    place.title = around.title + between + title;
    place.path = around.path + (around.path.empty() ? "" : ".") + field.id.text;
    const bool is_needed = required && !field.optional && field.when.empty();
    const Type& type = field.type;
    if (is_record(type)) {
      for (const Field& inner : fields_of(type))
        this->field(inner, place, is_needed);
      return;
    }
    if (type.kind == TypeKind::list && !type.element.empty() &&
        is_record(type.element.front())) {
      for (int i = 1; i <= kElements; ++i) {
        const std::string number = std::to_string(i);
        for (const Field& inner : fields_of(type.element.front()))
          this->field(inner,
                      {place.title + " " + number, place.path + "." + number},
                      false);
      }
      return;
    }
    add(field, place, is_needed);
  }

  std::vector<TemplateColumn> take() { return std::move(columns_); }

  void material(const Material& material) {
    TemplateColumn column;
    column.title = material.title.empty() ? material.id.text
                                          : material.title.in(language_);
    column.field = "materials." + material.id.text;
    column.type = std::string(type_word(TypeKind::file));
    for (const Spelled& kind : material.any_of)
      column.hint += (column.hint.empty() ? "" : ", ") + kind.text + ": …";
    column.required = material.when.empty() && !material.tolerate;
    columns_.push_back(std::move(column));
  }

 private:
  static bool is_record(const Type& type) {
    return type.kind == TypeKind::object || type.kind == TypeKind::person;
  }
  static const std::vector<Field>& fields_of(const Type& type) {
    static const std::vector<Field> person = model::person_fields();
    return type.kind == TypeKind::person && type.fields.empty() ? person
                                                                : type.fields;
  }

  void add(const Field& field, const Place& place, bool required) {
    TemplateColumn column;
    column.title = place.title;
    column.field = place.path;
    column.type = std::string(type_word(field.type.kind));
    column.hint = field.hint;
    column.required = required;
    column.is_date = field.type.kind == TypeKind::date;
    for (const Option& option : field.type.options)
      column.choices.push_back(
          option.title.empty() ? option.id.text : option.title.in(language_));
    if (field.type.kind == TypeKind::boolean)
      column.choices = {render({"form.yes", {}}, language_),
                        render({"form.no", {}}, language_)};
    columns_.push_back(std::move(column));
  }

  Language language_;
  std::vector<TemplateColumn> columns_;
};

}  // namespace

std::vector<TemplateColumn> template_columns(const Workflow& workflow,
                                             Language language) {
  Maker maker(language);
  for (const Field& field : workflow.form) maker.field(field, {}, true);
  for (const Material& material : workflow.materials) maker.material(material);
  return maker.take();
}

}  // namespace onething
