// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "load/file_text.h"
#include "load/keys.h"
#include "load/people.h"
#include "load/raw_value.h"
#include "model/form_rules.h"
#include "model/type_facts.h"
#include "onething/load.h"
#include "yaml/read.h"

namespace onething {

namespace {

using load::Keys;
using load::raw_value;
using load::Reading;

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

class ApplicationReader {
 public:
  ApplicationReader(LoadedApplication& out, const Project& project,
                    const Workflow& workflow)
      : out_(out),
        project_(project),
        workflow_(workflow),
        reading_(out.sources, out.diagnostics) {}

  void run() {
    yaml::Document document = yaml::read(out_.sources, 0);
    reading_.damaged = has_errors(document.diagnostics);
    out_.diagnostics = std::move(document.diagnostics);
    const yaml::Node& root = document.root;
    // What a damaged file lacks may stand in the part that was not read.
    if (reading_.damaged) return;
    if (!load::expect_mapping(reading_, root, {"load.what_application", {}}))
      return;
    if (is_wrapped(root))
      read_wrapped(root);
    else
      check(root, head_of(root), nullptr, head_of(root));
    sort_and_merge(out_.diagnostics);
  }

 private:
  static Span head_of(const yaml::Node& node) {
    return node.entries.empty() ? node.span : node.entries.front().key.span;
  }

  bool is_wrapped(const yaml::Node& root) const {
    if (root.find("onething") != nullptr || root.find("application") != nullptr)
      return true;
    const yaml::Node* form = root.find("form");
    return form != nullptr && form->is_mapping() &&
           model::find_field(workflow_.form, "form") == nullptr;
  }

  void read_wrapped(const yaml::Node& root) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"onething", "application", "form", "materials", "given", "supplement",
         "agent"});
    const Keys keys(reading_, root, {"load.what_application", {}}, allowed);
    const Spelled name = keys.text("application");
    out_.application.workflow = name.text;
    if (!name.empty() && name.text != workflow_.id.text) {
      reading_.report(
          codes::other_workflow, name.span,
          {"load.other_workflow",
           {{"found", name.text}, {"workflow", workflow_.id.text}}});
      return;
    }
    const yaml::Node nothing;
    const yaml::Node* form = keys.mapping("form");
    const Span form_head = key_span(root, "form");
    if (form == nullptr && keys.find("form") != nullptr) return;
    check(form == nullptr ? nothing : *form, form_head, keys.find("materials"),
          key_span(root, "materials"));
    if (const yaml::Node* agent = keys.find("agent")) {
      std::vector<std::string_view> workflows;
      for (const Workflow& each : project_.workflows)
        workflows.push_back(each.id.text);
      out_.application.agent = load::read_agent(reading_, *agent, workflows);
    }
    if (const yaml::Node* given = keys.mapping("given")) read_given(*given);
    if (const yaml::Node* supplement = keys.find("supplement"))
      out_.application.follow_up = raw_value(*supplement);
  }

  static Span key_span(const yaml::Node& root, std::string_view key) {
    for (const yaml::Entry& entry : root.entries)
      if (entry.key.text == key) return entry.key.span;
    return head_of(root);
  }

  void check(const yaml::Node& form, Span form_head,
             const yaml::Node* materials, Span materials_head) {
    const model::FormRules rules(workflow_);
    const Value raw = form.is_mapping() ? raw_value(form) : Value(Object{});
    model::Conformed conformed = rules.check_form(raw);
    for (const model::Defect& defect : conformed.defects)
      report(codes::form_defect, find_place(form, form_head, defect.path),
             path_title(workflow_.form, defect.path), defect);
    // What is wrong decides nothing about materials.
    Value sound = conformed.value;
    for (const model::Defect& defect : conformed.defects)
      if (Object* fields = sound.object();
          fields != nullptr && !defect.path.empty())
        fields->erase(defect.path[0]);
    out_.application.form = std::move(conformed.value);
    const yaml::Node nothing;
    const yaml::Node& handed = materials == nullptr ? nothing : *materials;
    model::FormRules::Materials checked =
        rules.check_materials(sound, raw_value(handed));
    for (const model::Defect& defect : checked.defects)
      report(codes::material_defect,
             find_place(handed, materials_head, defect.path),
             defect.path.empty()
                 ? Message{}
                 : Message{"load.quoted",
                           {{"text", defect.title.in(Language::zh)}}},
             defect);
    out_.application.materials = std::move(checked.value);
  }

  void report(const Code& code, const Place& place, Message title,
              const model::Defect& defect) {
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
    const bool unknown =
        defect.problem.key.find("unknown") != std::string::npos;
    if (!title.empty() && !unknown)
      found = {"load.defect",
               {{"field", std::move(title)}, {"problem", defect.problem}}};
    reading_.report(code, key ? place.key : place.value, std::move(found));
  }

  // {tax/check_arrears: [{returned: […]}, {done: {…}}]}
  void read_given(const yaml::Node& given) {
    std::vector<std::string> known;
    for (const Department& department : project_.departments)
      for (const Service& service : department.services)
        known.push_back(department.id.text + "/" + service.id.text);
    for (const yaml::Entry& entry : given.entries) {
      const std::string& name = entry.key.text;
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      reading_.report(codes::unknown_service, entry.key.span,
                      {"load.unknown_given", {{"service", name}}},
                      {"load.expected_service", {}},
                      load::propose(name, {known.begin(), known.end()}));
    }
    out_.application.given = raw_value(given);
  }

  LoadedApplication& out_;
  const Project& project_;
  const Workflow& workflow_;
  Reading reading_;
};

}  // namespace

Result<LoadedApplication> load_application(std::string_view path,
                                           const Project& project,
                                           const Workflow& workflow) {
  const std::string name(path);
  OT_TRY(std::string text, load::read_file_text(name));
  if (name.ends_with(".json")) text = load::without_json_tabs(std::move(text));
  LoadedApplication out;
  out.sources.add(name, std::move(text));
  ApplicationReader(out, project, workflow).run();
  return out;
}

}  // namespace onething
