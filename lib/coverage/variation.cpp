// SPDX-License-Identifier: Apache-2.0

#include "coverage/variation.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "expr/ast.h"
#include "scenario/plausible.h"

namespace onething::coverage {

namespace {

constexpr std::string_view kPrefill = "prefill.";

// What a formula compares with.
struct Literals {
  std::vector<std::string> texts;
  std::vector<std::int64_t> numbers;
};

Literals literals_of(const Formula& formula) {
  Literals found;
  for (const expr::Node& node : formula.ast().nodes) {
    if (node.op != expr::Op::literal) continue;
    const Value& value = node.value();
    if (value.text() != nullptr) found.texts.push_back(*value.text());
    if (const auto* number = value.as<std::int64_t>())
      found.numbers.push_back(*number);
  }
  return found;
}

void add_numbers(const Type& type, const Literals& literals,
                 std::vector<Value>& out) {
  std::vector<std::int64_t> numbers;
  const auto consider = [&](std::int64_t number) {
    const bool is_in = number >= type.min.value_or(number) &&
                       number <= type.max.value_or(number);
    if (is_in &&
        std::find(numbers.begin(), numbers.end(), number) == numbers.end())
      numbers.push_back(number);
  };
  const auto around = [&](std::int64_t number) {
    for (const std::int64_t by : {0, 1, -1}) consider(number + by);
  };
  for (const std::int64_t number : literals.numbers) around(number);
  for (const std::string& text : literals.texts) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, number).ptr == end) around(number);
  }
  if (type.min) consider(*type.min);
  if (type.max) consider(*type.max);
  consider(1);
  for (const std::int64_t number : numbers)
    out.push_back(type.kind == TypeKind::integer
                      ? Value(number)
                      : Value(std::to_string(number)));
}

void add_dates(const Literals& literals, std::vector<Value>& out) {
  for (const std::string& text : literals.texts)
    if (const std::optional<Date> day = parse_date(text))
      for (const std::int32_t by : {0, 1, -1})
        out.emplace_back(to_text(Date{day->days + by}));
}

// Elements that differ in their options.
void add_lists(const Type& type, std::vector<Value>& out) {
  const Type& element = type.element.front();
  if (type.min.value_or(0) == 0) out.emplace_back(List{});
  std::vector<Value> elements;
  for (const Option& option : element.options)
    elements.emplace_back(option.id.text);
  for (const Field& field : element.fields)
    for (const Option& option : field.type.options) {
      Value one = scenario::plausible(element);
      scenario::put(one, field.id.text, option.id.text);
      elements.push_back(std::move(one));
    }
  if (elements.empty()) elements.push_back(scenario::plausible(element));
  const auto least =
      static_cast<std::size_t>(std::max<std::int64_t>(type.min.value_or(1), 1));
  for (const Value& one : elements) out.emplace_back(List(least, one));
}

std::vector<Value> values_of(const Field& field, const Formula& formula) {
  const Literals literals = literals_of(formula);
  const Type& type = field.type;
  std::vector<Value> out;
  switch (type.kind) {
    case TypeKind::enumeration:
      for (const Option& option : type.options)
        out.emplace_back(option.id.text);
      break;
    case TypeKind::boolean:
      out = {Value(true), Value(false)};
      break;
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
      add_numbers(type, literals, out);
      break;
    case TypeKind::date:
      add_dates(literals, out);
      break;
    case TypeKind::list:
      add_lists(type, out);
      break;
    case TypeKind::text:
      for (const std::string& text : literals.texts) out.emplace_back(text);
      break;
    default:
      break;
  }
  if (out.empty() || type.kind == TypeKind::text)
    out.push_back(scenario::plausible(type));
  if (field.optional) out.emplace_back();
  return out;
}

// As far as the path goes through objects.
const Field* field_behind(const std::vector<Field>& fields,
                          std::span<const std::string_view> names,
                          std::string& path) {
  const Field* found = nullptr;
  std::string next;
  for (const std::string_view name : names) {
    next += (next.empty() ? "" : ".") + std::string(name);
    const Field* field = scenario::field_at(fields, next);
    if (field == nullptr) break;
    found = field;
    path = next;
  }
  return found;
}

const Step* step_of(const Workflow& workflow, std::string_view name) {
  const bool is_prefill = name.starts_with(kPrefill);
  if (is_prefill) name.remove_prefix(kPrefill.size());
  for (const Step& step : is_prefill ? workflow.prefill : workflow.steps)
    if (step.id.text == name) return &step;
  return nullptr;
}

// As plain as it stands in a file.
Value raw(const Value& value) {
  Result<Value> read = parse_json(to_json(value));
  return read ? std::move(read.value()) : value;
}

// As an applicant hands it in: its file, or {its kind: file}.
Value handed_in(const Workflow& workflow, const std::string& id,
                const Value& typed) {
  const Value* kind = typed.find("kind");
  const Value* file = typed.find("file");
  if (kind == nullptr || file == nullptr || kind->text() == nullptr)
    return raw(typed);
  for (const Material& material : workflow.materials)
    if (material.id.text == id && material.any_of.size() > 1)
      return Object{{*kind->text(), *file}};
  return *file;
}

}  // namespace

void set_answers(Scenario& scenario, const std::string& step,
                 std::vector<PlayedAnswer> answers, bool is_always) {
  std::erase_if(scenario.given,
                [&](const PlayedPart& part) { return part.name.text == step; });
  scenario.given.push_back({{step, {}}, std::move(answers), is_always});
}

std::vector<const Formula*> Variations::formulas_before(
    std::string_view name) const {
  const Workflow& workflow = facts_.workflow;
  std::vector<const Formula*> out;
  const auto add = [&](const Step& step) {
    for (const Formula* formula : {&step.when, &step.for_each})
      if (!formula->empty()) out.push_back(formula);
  };
  const auto add_kept = [&](const Step& step) {
    for (const auto& [field, formula] : step.keep)
      if (!formula.empty()) out.push_back(&formula);
  };
  const Step* own = step_of(workflow, name);
  if (own == nullptr) return out;
  add(*own);
  std::vector<const Step*> before;
  if (!name.starts_with(kPrefill)) {
    const auto index = static_cast<std::size_t>(own - workflow.steps.data());
    for (std::size_t i = 0; i < workflow.steps.size(); ++i)
      if (facts_.before[index][i]) before.push_back(&workflow.steps[i]);
  }
  for (const Step* step : before) add(*step);
  add_kept(*own);
  for (const Step* step : before) add_kept(*step);
  return out;
}

void Variations::add_choices(const Formula& formula,
                             std::vector<std::vector<Choice>>& out) const {
  const Workflow& workflow = facts_.workflow;
  for (const expr::Reference& read : formula.reads()) {
    if (read.path.empty()) continue;
    std::span<const std::string_view> names = read.path;
    std::string root(read.root);
    std::string path;
    const Field* field = nullptr;
    if (root == "form") {
      field = field_behind(workflow.form, names, path);
    } else if (root == "steps" || root == "prefill") {
      root = (root == "prefill" ? std::string(kPrefill) : std::string()) +
             std::string(names.front());
      const Step* step = step_of(workflow, root);
      const Service* service =
          step == nullptr ? nullptr : facts_.service_of(*step);
      if (service != nullptr)
        field = field_behind(service->output, names.subspan(1), path);
    }
    if (field == nullptr) continue;
    const bool is_known =
        std::any_of(out.begin(), out.end(), [&](const auto& one) {
          return one.front().root == root && one.front().path == path;
        });
    if (is_known) continue;
    std::vector<Choice> choices;
    for (Value& value : values_of(*field, formula))
      choices.push_back({root, path, std::move(value)});
    out.push_back(std::move(choices));
  }
}

void Variations::answer(const Choice& choice, Scenario& out) const {
  const Step* step = step_of(facts_.workflow, choice.root);
  if (step == nullptr) return;
  const Service* service = facts_.service_of(*step);
  PlayedAnswer made;
  made.kind = PlayedAnswer::Kind::done;
  made.content = Object{};
  const std::string by_service = step->uses.text.text;
  for (const std::string& name : {by_service, choice.root})
    for (const PlayedPart& part : out.given)
      if (part.name.text == name && !part.answers.empty() &&
          part.answers.front().kind == PlayedAnswer::Kind::done)
        made = part.answers.front();
  if (service != nullptr && !service->sample && made.content.object()->empty())
    made.content = scenario::plausible(service->output);
  scenario::put(made.content, choice.path, choice.value);
  set_answers(out, choice.root, {std::move(made)}, true);
}

bool Variations::make(std::span<const Choice* const> chosen,
                      Scenario& out) const {
  const Workflow& workflow = facts_.workflow;
  std::vector<std::pair<std::string, Value>> form;
  if (base_ != nullptr && base_->form.object() != nullptr)
    for (const auto& [name, value] : *base_->form.object())
      form.emplace_back(name, raw(value));
  for (const Choice* one : chosen)
    if (one->root == "form") form.emplace_back(one->path, one->value);
  auto made = scenario::plausible_application(workflow, form);
  if (!made) return false;
  out.form = std::move(made->form);
  out.materials = std::move(made->materials);
  if (base_ != nullptr) {
    for (auto& [name, value] : *out.materials.object()) {
      const Value* own = base_->materials.find(name);
      if (own != nullptr) value = handed_in(workflow, name, *own);
    }
    out.given = base_->given;
    if (keeps_acts_) out.when = base_->when;
  }
  // Whoever has no sample and is not told what to answer.
  const auto add = [&](const Step& step, const std::string& name) {
    const Service* service = facts_.service_of(step);
    if (service == nullptr || service->sample || step.wait) return;
    for (const PlayedPart& part : out.given)
      if (part.name.text == name || part.name.text == step.uses.text.text)
        return;
    PlayedAnswer done;
    done.kind = PlayedAnswer::Kind::done;
    done.content = scenario::plausible(service->output);
    set_answers(out, name, {std::move(done)}, true);
  };
  for (const Step& step : workflow.prefill)
    add(step, std::string(kPrefill) + step.id.text);
  for (const Step& step : workflow.steps) add(step, step.id.text);
  for (const Choice* one : chosen)
    if (one->root != "form") answer(*one, out);
  return true;
}

std::vector<Scenario> Variations::of(std::span<const Formula* const> formulas,
                                     std::size_t max) const {
  std::vector<std::vector<Choice>> choices;
  for (const Formula* formula : formulas) add_choices(*formula, choices);
  std::vector<Scenario> out;
  const auto add = [&](std::span<const Choice* const> chosen) {
    Scenario made;
    if (out.size() < max && make(chosen, made)) out.push_back(std::move(made));
  };
  add({});
  for (const auto& one : choices)
    for (const Choice& choice : one) {
      const Choice* const chosen[] = {&choice};
      add(chosen);
    }
  for (std::size_t i = 0; i < choices.size(); ++i)
    for (std::size_t j = i + 1; j < choices.size(); ++j)
      for (const Choice& first : choices[i])
        for (const Choice& second : choices[j]) {
          const Choice* const chosen[] = {&first, &second};
          add(chosen);
        }
  return out;
}

}  // namespace onething::coverage
