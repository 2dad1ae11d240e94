// SPDX-License-Identifier: Apache-2.0

#include "model/conform.h"

#include <string_view>
#include <utility>
#include <variant>

#include "model/scalar_rules.h"
#include "model/type_facts.h"
#include "onething/text.h"

namespace onething::model {

namespace {

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

// Walks value and type side by side. Types nest no deeper than the documents
// they come from (limits::document_depth_max), which bounds the recursion.
class Walk {
 public:
  explicit Walk(const Asking& asking) : asking_(asking) {}

  Value record(const Value& raw, std::span<const Field> fields) {
    const Object* object = raw.object();
    if (object == nullptr) {
      add({"form.not_record", {{"found", kind_of_value(raw)}}});
      return raw;
    }
    Object typed;
    typed.reserve(object->size());
    std::size_t known = 0;
    // Members mostly stand in the order of the fields.
    auto next = object->begin();
    for (const Field& field : fields) {
      const Value* found = nullptr;
      if (next != object->end() && next->first == field.id.text)
        found = &(next++)->second;
      else
        found = object->find(field.id.text);
      if (found != nullptr) ++known;
      path_.push_back({field.id.text, 0});
      titles_.push_back(&field.title);
      this->field(found, field, typed);
      titles_.pop_back();
      path_.pop_back();
    }
    if (known == object->size()) return typed;
    for (const auto& [name, value] : *object)
      if (find_field(fields, name) == nullptr) unknown_member(name, fields);
    return typed;
  }

  Value value(const Value& raw, const Type& type) {
    switch (type.kind) {
      case TypeKind::list:
        return list(raw, type);
      case TypeKind::object:
        // Without fields an object is passed on as it is.
        if (type.fields.empty() && raw.object() != nullptr) return raw;
        return record(raw, type.fields);
      case TypeKind::person:
        if (type.fields.empty()) return record(raw, person_fields());
        return record(raw, type.fields);
      default:
        return scalar(raw, type);
    }
  }

  std::vector<Defect> take_defects() { return std::move(defects_); }

 private:
  void field(const Value* raw, const Field& field, Object& typed) {
    const Asked asked = asking_ ? asking_(field) : Asked::yes;
    if (raw == nullptr || raw->is_null()) {
      if (asked == Asked::yes && !field.optional) add({"form.missing", {}});
      return;
    }
    if (asked == Asked::no) return add({"form.not_asked", {}});
    typed.append(field.id.text, value(*raw, field.type));
  }

  Value scalar(const Value& raw, const Type& type) {
    Typed typed = type_scalar(raw, type);
    if (auto* good = std::get_if<Value>(&typed)) return std::move(*good);
    add(std::move(*std::get_if<Message>(&typed)));
    return raw;
  }

  Value list(const Value& raw, const Type& type) {
    const List* items = raw.list();
    if (items == nullptr) {
      add({"form.not_list", {{"found", kind_of_value(raw)}}});
      return raw;
    }
    const auto count = static_cast<std::int64_t>(items->size());
    if (type.min && count < *type.min)
      add({"form.list_short",
           {{"min", std::to_string(*type.min)},
            {"count", std::to_string(count)}}});
    if (type.max && count > *type.max)
      add({"form.list_long",
           {{"max", std::to_string(*type.max)},
            {"count", std::to_string(count)}}});
    List typed;
    for (std::size_t i = 0; i < items->size(); ++i) {
      path_.push_back({{}, i + 1});
      typed.push_back(type.element.empty()
                          ? (*items)[i]
                          : element((*items)[i], type.element[0]));
      path_.pop_back();
    }
    return typed;
  }

  Value element(const Value& raw, const Type& type) {
    if (!raw.is_null()) return value(raw, type);
    add({"form.missing", {}});
    return raw;
  }

  void unknown_member(const std::string& name, std::span<const Field> fields) {
    std::vector<std::string> guesses = did_you_mean(name, field_ids(fields));
    // Many write what stands on the form instead of its id.
    for (const Field& field : fields)
      if (field.title.zh == name || field.title.en == name)
        guesses = {field.id.text};
    const Title title{name, name};
    path_.push_back({name, 0});
    titles_.push_back(&title);
    if (guesses.empty())
      add({"form.unknown", {{"name", name}}});
    else
      add({"form.unknown_guess", {{"name", name}, {"guess", join(guesses)}}});
    titles_.pop_back();
    path_.pop_back();
  }

  void add(Message problem) {
    std::vector<std::string> path;
    for (const Name& name : path_)
      path.push_back(name.item > 0 ? std::to_string(name.item)
                                   : std::string(name.field));
    Title title = titles_.empty() ? Title{} : *titles_.back();
    if (title.empty() && !path.empty()) title = {path.back(), path.back()};
    defects_.push_back({std::move(path), std::move(title), std::move(problem)});
  }

  // Made into texts only where there is something to say.
  struct Name {
    std::string_view field;
    std::size_t item = 0;  // Of a list, from 1; 0: a field.
  };

  const Asking& asking_;
  std::vector<Name> path_;
  std::vector<const Title*> titles_;
  std::vector<Defect> defects_;
};

}  // namespace

Conformed conform_fields(const Value& raw, std::span<const Field> fields,
                         const Asking& asking) {
  Walk walk(asking);
  Value typed = walk.record(raw, fields);
  return {std::move(typed), walk.take_defects()};
}

Conformed conform_record(const Value& raw, std::span<const Field> fields,
                         const Wanted& wanted) {
  if (!wanted) return conform_fields(raw, fields, {});
  return conform_fields(raw, fields, [&wanted](const Field& field) {
    return wanted(field) ? Asked::yes : Asked::no;
  });
}

Conformed conform(const Value& raw, const Type& type) {
  const Asking everything;
  Walk walk(everything);
  Value typed = walk.value(raw, type);
  return {std::move(typed), walk.take_defects()};
}

}  // namespace onething::model
