// SPDX-License-Identifier: Apache-2.0

#include "model/form_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "expr/evaluate.h"
#include "onething/text.h"

namespace onething::model {

namespace {

using Programs = std::map<const void*, expr::Program>;

constexpr std::array<std::string_view, 1> form_roots = {"form"};
constexpr std::array<std::string_view, 2> material_roots = {"form",
                                                            "materials"};

void compile_into(Programs& programs, const void* owner, const Formula& formula,
                  std::span<const std::string_view> roots) {
  if (formula.empty()) return;
  auto compiled = expr::compile(formula.ast(), roots);
  if (auto* program = std::get_if<expr::Program>(&compiled))
    programs.emplace(owner, std::move(*program));
}

// Types nest no deeper than documents do.
void compile_fields(Programs& programs, const std::vector<Field>& fields);

void compile_type(Programs& programs, const Type& type) {
  compile_fields(programs, type.fields);
  for (const Type& element : type.element) compile_type(programs, element);
}

void compile_fields(Programs& programs, const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    compile_into(programs, &field, field.when, form_roots);
    compile_type(programs, field.type);
  }
}

// An empty text on a form is a field that was left empty. Depth is that of the
// reader's limits.
Value without_blanks(const Value& raw) {
  if (const List* list = raw.list()) {
    List out;
    for (const Value& item : *list) out.push_back(without_blanks(item));
    return out;
  }
  const Object* object = raw.object();
  if (object == nullptr) return raw;
  Object out;
  for (const auto& [name, value] : *object) {
    const std::string* text = value.text();
    if (text == nullptr || !text->empty()) out.set(name, without_blanks(value));
  }
  return out;
}

// Decides one `when`. What it reads may be wrong or missing itself: then nobody
// knows (`doubtful`). `otherwise` is for a condition without an answer.
Asked ask(const Formula& formula, const expr::Program* program,
          std::span<const Value* const> roots,
          const std::set<std::string, std::less<>>& doubtful, Asked otherwise) {
  if (formula.empty()) return Asked::yes;
  if (program == nullptr) return Asked::unknown;
  for (const expr::Reference& reference : expr::references(formula.ast()))
    if (!reference.path.empty() && doubtful.contains(reference.path[0]))
      return Asked::unknown;
  const expr::EvalResult result = expr::evaluate(*program, {roots});
  if (const auto* value = std::get_if<Value>(&result))
    if (const bool* answer = value->as<bool>())
      return *answer ? Asked::yes : Asked::no;
  return otherwise;
}

std::vector<std::string_view> ids_of(const std::vector<Material>& materials) {
  std::vector<std::string_view> ids;
  ids.reserve(materials.size());
  for (const Material& material : materials) ids.push_back(material.id.text);
  return ids;
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

std::string join(const std::vector<Spelled>& words) {
  std::vector<std::string> texts;
  texts.reserve(words.size());
  for (const Spelled& word : words) texts.push_back(word.text);
  return join(texts);
}

Value handed_in(std::string_view kind, std::string_view file) {
  return Object{{"kind", Value(kind)}, {"file", Value(file)}};
}

// Reads the three ways to hand a material in: its file, {its kind: file}, or
// {kind, file}. Nothing when it is none of them.
std::optional<Value> one_material(const Material& material, const Value& raw) {
  const std::string& only =
      material.any_of.size() == 1 ? material.any_of[0].text : material.id.text;
  if (const std::string* file = raw.text()) {
    if (file->empty() || material.any_of.size() > 1) return std::nullopt;
    return handed_in(only, *file);
  }
  const Object* object = raw.object();
  if (object == nullptr) return std::nullopt;
  if (const Value* file = object->find("file");
      file != nullptr && file->text() != nullptr) {
    const Value* kind = object->find("kind");
    if (kind == nullptr && material.any_of.size() > 1) return std::nullopt;
    if (kind == nullptr) return handed_in(only, *file->text());
    return kind->text() == nullptr
               ? std::nullopt
               : std::optional(handed_in(*kind->text(), *file->text()));
  }
  if (object->size() != 1) return std::nullopt;
  const auto& [kind, file] = *object->begin();
  if (file.text() == nullptr || file.text()->empty()) return std::nullopt;
  return handed_in(kind, *file.text());
}

bool serves(const Material& material, const std::string& kind) {
  if (material.any_of.empty()) return kind == material.id.text;
  return std::any_of(material.any_of.begin(), material.any_of.end(),
                     [&](const Spelled& one) { return one.text == kind; });
}

// What was handed in for a material; an empty text is nothing.
const Value* handed_in_for(const Material& material, const Value& given) {
  const Value* handed = given.find(material.id.text);
  if (handed == nullptr || handed->is_null()) return nullptr;
  const std::string* text = handed->text();
  return text != nullptr && text->empty() ? nullptr : handed;
}

Message mistake_in_absence(const Material& material, Asked asked) {
  if (asked != Asked::yes || material.tolerate) return {};
  if (material.any_of.size() < 2) return {"form.material_missing", {}};
  return {"form.material_missing_any", {{"kinds", join(material.any_of)}}};
}

// `one` is what the material was read as, if it could be read.
Message mistake_in_material(const Material& material, Asked asked,
                            const std::optional<Value>& one) {
  if (asked == Asked::no) return {"form.material_not_asked", {}};
  if (!one && material.any_of.size() > 1)
    return {"form.material_which", {{"kinds", join(material.any_of)}}};
  if (!one) return {"form.material_shape", {}};
  const std::string& kind = *one->find("kind")->text();
  if (serves(material, kind)) return {};
  return {"form.material_kind",
          {{"found", kind},
           {"kinds", material.any_of.empty() ? material.id.text
                                             : join(material.any_of)}}};
}

void add_defect(std::vector<Defect>& defects, const std::string& id,
                Title title, Message problem) {
  if (title.empty()) title = {id, id};
  defects.push_back({{id}, std::move(title), std::move(problem)});
}

void add_unknown(std::vector<Defect>& defects,
                 const std::vector<Material>& materials, const Object& given) {
  const std::vector<std::string_view> ids = ids_of(materials);
  for (const auto& [id, value] : given) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    const std::vector<std::string> guesses = did_you_mean(id, ids);
    if (guesses.empty())
      add_defect(defects, id, {}, {"form.material_unknown", {{"name", id}}});
    else
      add_defect(defects, id, {},
                 {"form.material_unknown_guess",
                  {{"name", id}, {"guess", join(guesses)}}});
  }
}

}  // namespace

struct FormRules::Compiled {
  const Workflow* workflow = nullptr;
  Programs programs;

  const expr::Program* find(const void* owner) const {
    const auto found = programs.find(owner);
    return found == programs.end() ? nullptr : &found->second;
  }
};

FormRules::FormRules(const Workflow& workflow) {
  auto compiled = std::make_unique<Compiled>();
  compiled->workflow = &workflow;
  compile_fields(compiled->programs, workflow.form);
  for (const Material& material : workflow.materials)
    compile_into(compiled->programs, &material, material.when, material_roots);
  compiled_ = std::move(compiled);
}

FormRules::FormRules(FormRules&&) noexcept = default;
FormRules& FormRules::operator=(FormRules&&) noexcept = default;
FormRules::~FormRules() = default;

Conformed FormRules::check_form(const Value& raw) const {
  const std::vector<Field>& fields = compiled_->workflow->form;
  const Value filled = without_blanks(raw);
  // First typed as if every condition were open, so that conditions see typed
  // values; fields whose absence or content is a defect make others doubtful.
  const Conformed typed =
      conform_fields(filled, fields, [](const Field& field) {
        return field.when.empty() ? Asked::yes : Asked::unknown;
      });
  std::set<std::string, std::less<>> doubtful;
  for (const Defect& defect : typed.defects)
    if (!defect.path.empty()) doubtful.insert(defect.path[0]);
  const std::array<const Value*, 1> roots = {&typed.value};
  return conform_fields(filled, fields, [&](const Field& field) {
    // What it reads is rightly absent: not asked.
    return ask(field.when, compiled_->find(&field), roots, doubtful, Asked::no);
  });
}

FormRules::Materials FormRules::check_materials(const Value& form,
                                                const Value& raw) const {
  Materials out;
  const Value nothing = Object{};
  const Value& given = raw.is_null() ? nothing : raw;
  if (given.object() == nullptr) {
    out.defects.push_back({{}, {}, {"form.materials_not_record", {}}});
    return out;
  }
  const std::array<const Value*, 2> roots = {&form, &given};
  Object typed;
  for (const Material& material : compiled_->workflow->materials) {
    const Asked asked = ask(material.when, compiled_->find(&material), roots,
                            {}, Asked::unknown);
    const Value* handed = handed_in_for(material, given);
    if (handed == nullptr && asked == Asked::yes && material.tolerate)
      out.tolerated.push_back(material.id.text);
    const std::optional<Value> one =
        handed == nullptr ? std::nullopt : one_material(material, *handed);
    Message problem = handed == nullptr
                          ? mistake_in_absence(material, asked)
                          : mistake_in_material(material, asked, one);
    if (!problem.empty())
      add_defect(out.defects, material.id.text, material.title,
                 std::move(problem));
    else if (one)
      typed.set(material.id.text, *one);
  }
  add_unknown(out.defects, compiled_->workflow->materials, *given.object());
  out.value = std::move(typed);
  return out;
}

}  // namespace onething::model
