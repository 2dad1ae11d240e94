// SPDX-License-Identifier: Apache-2.0

#include "onething/interview.h"

#include <algorithm>
#include <array>
#include <variant>

#include "expr/evaluate.h"
#include "guide/words.h"
#include "model/conform.h"
#include "model/type_facts.h"

namespace onething {

namespace {

using guides::name_of;

constexpr std::string_view kAny = "?";  // Behind a path: is there one?
constexpr std::string_view kMaterial = "material:";  // Before its id.

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    parts.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return parts;
}

bool is_number(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Elements of lists come in their order, so that the next one is appended.
void put(Value& at, std::span<const std::string> path, Value value) {
  if (path.empty()) {
    at = std::move(value);
    return;
  }
  if (is_number(path.front())) {
    if (at.list() == nullptr) at = List{};
    List& list = *at.as<List>();
    const std::size_t place = std::stoul(path.front());
    if (list.size() < place) list.resize(place, Object{});
    put(list[place - 1], path.subspan(1), std::move(value));
    return;
  }
  if (at.object() == nullptr) at = Object{};
  if (at.object()->find(path.front()) == nullptr)
    at.object()->set(path.front(), Value());
  put(*at.object()->find(path.front()), path.subspan(1), std::move(value));
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(
      text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::optional<bool> yes_or_no(const std::string& text) {
  for (const char* word : {"y", "yes", "true", "Y", "Yes", "1"})
    if (text == word) return true;
  for (const char* word : {"n", "no", "false", "N", "No", "0", "2"})
    if (text == word) return false;
  if (text == render({"guide.yes", {}}, Language::zh)) return true;
  if (text == render({"guide.no", {}}, Language::zh)) return false;
  return std::nullopt;
}

// Where Chinese and English put commas between values.
List split(const std::string& text) {
  static const std::array<std::string, 6> marks = {
      ",",
      ";",
      render({"guide.mark_comma", {}}, Language::zh),
      render({"guide.mark_semicolon", {}}, Language::zh),
      render({"guide.mark_pause", {}}, Language::zh),
      "\n"};
  List out;
  std::size_t begin = 0;
  std::size_t at = 0;
  const auto add = [&](std::size_t end) {
    std::string part =
        trimmed(std::string_view(text).substr(begin, end - begin));
    if (!part.empty()) out.push_back(std::move(part));
  };
  while (at < text.size()) {
    const auto mark =
        std::find_if(marks.begin(), marks.end(), [&](const std::string& each) {
          return text.compare(at, each.size(), each) == 0;
        });
    if (mark == marks.end()) {
      ++at;
      continue;
    }
    add(at);
    at += mark->size();
    begin = at;
  }
  add(text.size());
  return out;
}

const std::vector<Field>& members_of(const Type& type) {
  static const std::vector<Field> person = model::person_fields();
  return type.kind == TypeKind::person ? person : type.fields;
}

bool has_members(const Type& type) {
  return type.kind == TypeKind::person ||
         (type.kind == TypeKind::object && !type.fields.empty());
}

}  // namespace

Interview::Interview(const Workflow& workflow, Depth depth, Language language)
    : workflow_(workflow), depth_(depth), language_(language) {}

void Interview::assume(const Value& form) {
  if (form.object() != nullptr) assumed_ = form;
}

bool Interview::is_answered(std::string_view path) const {
  return said_.find(path) != said_.end();
}

bool Interview::is_asked(const Field& field, const Value& form) const {
  if (field.when.empty()) return true;
  constexpr std::array<std::string_view, 1> roots = {"form"};
  const auto compiled = expr::compile(field.when.ast(), roots);
  const auto* program = std::get_if<expr::Program>(&compiled);
  if (program == nullptr) return true;
  const std::array<const Value*, 1> values = {&form};
  const expr::EvalResult result = expr::evaluate(*program, {values});
  const auto* value = std::get_if<Value>(&result);
  // What decides it comes further down: then it is looked at again.
  if (value == nullptr || value->as<bool>() == nullptr) return false;
  return *value->as<bool>();
}

std::optional<Question> Interview::next(
    const std::vector<std::string>& only) const {
  const Value now = form();
  for (const Field& field : workflow_.form) {
    const bool is_wanted =
        only.empty() ||
        std::find(only.begin(), only.end(), field.id.text) != only.end();
    if (!is_wanted || assumed_.find(field.id.text) != nullptr ||
        !is_asked(field, now))
      continue;
    const std::string title = name_of(field.title, field.id, language_);
    if (auto question = in_field(field, field.id.text, title, now))
      return question;
  }
  return std::nullopt;
}

std::optional<Question> Interview::in_fields(const Fields& fields,
                                             const std::string& path,
                                             const std::string& title,
                                             const Value& form) const {
  for (const Field& field : fields) {
    if (!is_asked(field, form)) continue;
    if (auto question = in_field(
            field, path + "." + field.id.text,
            title + " › " + name_of(field.title, field.id, language_), form))
      return question;
  }
  return std::nullopt;
}

std::optional<Question> Interview::in_field(const Field& field,
                                            const std::string& path,
                                            const std::string& title,
                                            const Value& form) const {
  if (is_answered(path)) return std::nullopt;
  if (field.type.kind == TypeKind::list)
    return in_list(field, path, title, form);
  if (!has_members(field.type)) return ask(field, field.type, path, title);
  if (field.optional) {
    const auto any = said_.find(path + std::string(kAny));
    if (any == said_.end()) {
      Question question =
          ask(field, field.type, path + std::string(kAny), title);
      question.kind = Question::Kind::any;
      return question;
    }
    if (any->second == Value(false)) return std::nullopt;
  }
  return in_fields(members_of(field.type), path, title, form);
}

std::optional<Question> Interview::in_list(const Field& field,
                                           const std::string& path,
                                           const std::string& title,
                                           const Value& form) const {
  const bool is_deep =
      !field.type.element.empty() && has_members(field.type.element[0]);
  if (depth_ == Depth::situations) {
    Question question = ask(field, field.type, path, title);
    question.kind = Question::Kind::any;
    return question;
  }
  if (!is_deep) {
    Question question = ask(field, field.type, path, title);
    question.is_list = true;
    return question;
  }
  for (std::int64_t number = 1; !field.type.max || number <= *field.type.max;
       ++number) {
    const std::string element = path + "." + std::to_string(number);
    const std::string named =
        title + " " +
        guides::say(
            {"guide.element_number", {{"number", std::to_string(number)}}},
            language_);
    if (number > field.type.min.value_or(0)) {
      const auto any = said_.find(element + std::string(kAny));
      if (any == said_.end()) {
        Question question =
            ask(field, field.type, element + std::string(kAny), named);
        question.kind = Question::Kind::any;
        return question;
      }
      if (any->second == Value(false)) return std::nullopt;
    }
    if (auto question =
            in_fields(members_of(field.type.element[0]), element, named, form))
      return question;
  }
  return std::nullopt;
}

Question Interview::ask(const Field& field, const Type& type,
                        const std::string& path,
                        const std::string& title) const {
  Question out;
  out.path = path;
  out.title = title;
  out.hint = field.hint;
  out.is_optional = field.optional;
  out.type = &type;
  if (type.kind == TypeKind::boolean) out.kind = Question::Kind::yes_no;
  if (type.kind == TypeKind::enumeration) {
    out.kind = Question::Kind::choice;
    for (const Option& option : type.options)
      out.choices.emplace_back(option.id.text,
                               name_of(option.title, option.id, language_));
  }
  return out;
}

Question Interview::about(const Material& material) const {
  Question out;
  out.kind = Question::Kind::material;
  out.path = std::string(kMaterial) + material.id.text;
  out.title = name_of(material.title, material.id, language_);
  out.is_optional = material.tolerate.has_value();
  for (const Spelled& kind : material.any_of)
    out.choices.emplace_back(kind.text, kind.text);
  return out;
}

Message Interview::answer(const Question& question, std::string_view line) {
  const std::string text = trimmed(line);
  Value value;
  if (text.empty()) {
    if (!question.is_optional || question.kind == Question::Kind::any)
      return {"guide.answer_needed", {}};
  } else if (question.kind == Question::Kind::material) {
    // A kind before the file's name where several serve: "lease: lease.pdf".
    const std::size_t colon = text.find(": ");
    value = text;
    if (colon != std::string::npos && question.choices.size() > 1)
      value = Object{{text.substr(0, colon), text.substr(colon + 2)}};
    else if (question.choices.size() > 1)
      value = Object{{question.choices.front().first, text}};
  } else if (question.kind == Question::Kind::any) {
    const std::optional<bool> yes = yes_or_no(text);
    if (!yes) return {"guide.answer_yes_no", {}};
    value = *yes;
    if (question.type != nullptr && !question.path.ends_with(kAny))
      value = *yes ? Value() : Value(List{});
  } else {
    Value raw = text;
    if (question.is_list) raw = split(text);
    if (question.kind == Question::Kind::yes_no)
      if (const std::optional<bool> yes = yes_or_no(text)) raw = *yes;
    for (std::size_t i = 0; i < question.choices.size(); ++i)
      if (text == std::to_string(i + 1) || text == question.choices[i].second)
        raw = question.choices[i].first;
    model::Conformed conformed = model::conform(raw, *question.type);
    if (!conformed.ok()) return conformed.defects.front().problem;
    value = std::move(conformed.value);
  }
  said_[question.path] = std::move(value);
  order_.push_back(question.path);
  return {};
}

bool Interview::back() {
  if (order_.empty()) return false;
  said_.erase(order_.back());
  order_.pop_back();
  return true;
}

// In the order in which it was said, so that members stand as the form has
// them.
Value Interview::form() const {
  Value out = assumed_;
  for (const std::string& path : order_) {
    if (path.starts_with(kMaterial)) continue;
    const Value& value = said_.find(path)->second;
    std::vector<std::string> parts = parts_of(path);
    if (path.ends_with(kAny)) {
      parts.back().pop_back();
      const bool is_first_of_list = parts.back() == "1";
      parts.pop_back();
      if (is_first_of_list && value == Value(false))
        put(out, parts, Value(List{}));
      continue;
    }
    if (!value.is_null()) put(out, parts, value);
  }
  return out;
}

Value Interview::materials() const {
  Object out;
  for (const std::string& path : order_)
    if (path.starts_with(kMaterial) && !said_.find(path)->second.is_null())
      out.set(path.substr(kMaterial.size()), said_.find(path)->second);
  return out;
}

namespace {

// Everything that is text between quotes: what YAML would read otherwise stays
// what it is.
void write_members(std::string& out, const Object& object) {
  for (const auto& [name, value] : object) {
    if (value.is_null()) continue;
    out += "  " + name + ": " + to_json(value) + "\n";
  }
}

}  // namespace

std::string application_text(const Workflow& workflow, const Value& form,
                             const Value& materials) {
  std::string out = "onething: 1\napplication: " + workflow.id.text + "\n";
  const auto add = [&out](std::string_view name, const Value& part) {
    if (part.object() == nullptr || part.object()->empty()) {
      out += std::string(name) + ": {}\n";
      return;
    }
    out += std::string(name) + ":\n";
    write_members(out, *part.object());
  };
  add("form", form);
  if (materials.object() != nullptr && !materials.object()->empty())
    add("materials", materials);
  return out;
}

}  // namespace onething
