// SPDX-License-Identifier: Apache-2.0

#include "load/handed_in.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "model/form_rules.h"
#include "model/type_facts.h"

namespace onething::load {

namespace {

// The node a defect is about, and how much of its path exists.
struct Place {
  Span key;  // Of the innermost key that exists.
  Span value;
  bool exact = true;  // The whole path exists.
};

Place find_place(const yaml::Node& root, Span head,
                 const std::vector<std::string>& path) {
  Place place{head, root.span, true};
  const yaml::Node* at = &root;
  for (const std::string& member : path) {
    const yaml::Node* next = nullptr;
    if (at->is_list()) {
      std::size_t number = 0;
      std::from_chars(member.data(), member.data() + member.size(), number);
      if (number >= 1 && number <= at->items.size())
        next = &at->items[number - 1];
      if (next != nullptr) place.key = next->span;
    } else if (at->is_mapping()) {
      for (const yaml::Entry& entry : at->entries)
        if (entry.key.text == member) {
          next = &entry.value;
          place.key = entry.key.span;
        }
    }
    if (next == nullptr) {
      place.exact = false;
      return place;
    }
    at = next;
    place.value = at->span;
  }
  return place;
}

// "经营者 › 身份证号码", "已有许可 › 第 2 项 › 编号".
Message path_title(const std::vector<Field>& form,
                   const std::vector<std::string>& path) {
  const std::vector<Field>* fields = &form;
  Message out;
  const Type* type = nullptr;
  for (const std::string& member : path) {
    Message part = {"load.quoted", {{"text", member}}};
    if (type != nullptr && type->kind == TypeKind::list) {
      part = {"form.element", {{"number", member}}};
      type = type->element.empty() ? nullptr : &type->element[0];
    } else {
      const Field* field = model::find_field(*fields, member);
      type = field == nullptr ? nullptr : &field->type;
      if (field != nullptr && !field->title.empty())
        part.args[0].value = field->title.in(Language::zh);
    }
    static const std::vector<Field> none;
    fields = type == nullptr ? &none : &type->fields;
    out =
        out.empty()
            ? std::move(part)
            : Message{"form.path",
                      {{"outer", std::move(out)}, {"inner", std::move(part)}}};
  }
  return out;
}

// In the first of the nodes that has the outermost member.
Place find_place(const HandedPart& part, const std::vector<std::string>& path) {
  static const yaml::Node nothing;
  if (part.nodes.empty()) return find_place(nothing, part.head, path);
  for (const yaml::Node* node : part.nodes)
    if (!path.empty() && node->find(path.front()) != nullptr)
      return find_place(*node, part.head, path);
  return find_place(*part.nodes.front(), part.head, path);
}

void report(Reading& reading, const Code& code, const Place& place,
            Message title, const model::Defect& defect) {
  // What should not be there is shown by its name, what is wrong by its
  // value.
  constexpr auto about_the_key = std::to_array<std::string_view>(
      {"form.missing", "form.not_asked", "form.unknown", "form.unknown_guess",
       "form.material_missing", "form.material_missing_any",
       "form.material_not_asked", "form.material_unknown",
       "form.material_unknown_guess"});
  const bool key =
      !place.exact || std::find(about_the_key.begin(), about_the_key.end(),
                                defect.problem.key) != about_the_key.end();
  Message found = defect.problem;
  // What is unknown has no title; the problem names it.
  const bool unknown = defect.problem.key.find("unknown") != std::string::npos;
  if (!title.empty() && !unknown)
    found = {"load.defect",
             {{"field", std::move(title)}, {"problem", defect.problem}}};
  reading.report(code, key ? place.key : place.value, std::move(found));
}

}  // namespace

HandedIn check_handed_in(Reading& reading, const Workflow& workflow,
                         const HandedPart& form, const HandedPart& materials) {
  const model::FormRules rules(workflow);
  model::Conformed conformed = rules.check_form(form.raw);
  for (const model::Defect& defect : conformed.defects)
    report(reading, codes::form_defect, find_place(form, defect.path),
           path_title(workflow.form, defect.path), defect);
  // What is wrong decides nothing about materials.
  Value sound = conformed.value;
  for (const model::Defect& defect : conformed.defects)
    if (Object* fields = sound.object();
        fields != nullptr && !defect.path.empty())
      fields->erase(defect.path[0]);
  model::FormRules::Materials checked =
      rules.check_materials(sound, materials.raw);
  for (const model::Defect& defect : checked.defects)
    report(
        reading, codes::material_defect, find_place(materials, defect.path),
        defect.path.empty()
            ? Message{}
            : Message{"load.quoted", {{"text", defect.title.in(Language::zh)}}},
        defect);
  return {std::move(conformed.value), std::move(checked.value)};
}

}  // namespace onething::load
