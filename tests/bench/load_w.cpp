// SPDX-License-Identifier: Apache-2.0

#include "bench/load_w.h"

#include <cstdlib>
#include <utility>

#include "base/format.h"

namespace onething::bench {

namespace {

constexpr std::size_t kParallel = 6;
constexpr std::size_t kFields = 12;

// One service with the fields f1…f12 as input.
std::string acting(std::size_t number) {
  std::string text = format(
      "onething: 1\ndepartment: office_{0}\ntitle: 第{0}局\nservices:\n"
      "  act:\n    title: 办理\n    basis: 示例\n    by: system\n"
      "    idempotent: true\n    input:\n",
      number);
  for (std::size_t i = 1; i <= kFields; ++i)
    text += format("      f{}: {{type: text, purpose: 办理}}\n", i);
  return text + "    output: {receipt: text, note: text}\n" +
         "    limit: {statutory: 5wd, promised: 1wd}\n";
}

std::string registry() {
  std::string text =
      "onething: 1\ndepartment: registry\ntitle: 登记局\nservices:\n"
      "  accept:\n    title: 受理\n    basis: 示例\n    by: system\n"
      "    input: {name: {type: text, purpose: 受理}}\n"
      "    output: {receipt: text, note: text}\n"
      "    limit: {statutory: 5wd, promised: 1wd}\n"
      "  register:\n    title: 登记\n    basis: 示例\n    by: system\n"
      "    input: {name: {type: text, purpose: 登记}}\n    output:\n";
  for (std::size_t i = 1; i <= kFields; ++i)
    text += format("      f{}: text\n", i);
  text +=
      "    limit: {statutory: 5wd, promised: 1wd}\n"
      "  join:\n    title: 汇总\n    basis: 示例\n    by: system\n    input:\n";
  for (std::size_t i = 1; i <= kParallel; ++i)
    text += format("      r{}: {{type: text, purpose: 汇总}}\n", i);
  return text +
         "    output: {receipt: text, note: text}\n"
         "    limit: {statutory: 5wd, promised: 1wd}\n"
         "  notify:\n    title: 告知\n    basis: 示例\n    by: system\n"
         "    input: {receipt: {type: text, purpose: 告知}}\n"
         "    output: {receipt: text, note: text}\n"
         "    limit: {statutory: 5wd, promised: 1wd}\n";
}

std::string workflow() {
  std::string text =
      "onething: 1\nworkflow: load_w\ntitle: 十步一件事\nversion: 1.0.0\n"
      "lead: registry\nbasis: 示例\npromise: 20wd\nform:\n"
      "  name: {title: 名称, type: text, max: 80}\nsteps:\n"
      "  accept: {uses: registry/accept, with: {name: =form.name}}\n"
      "  register:\n    uses: registry/register\n    after: [accept]\n"
      "    with: {name: =form.name}\n";
  for (std::size_t i = 1; i <= kParallel; ++i) {
    text += format("  act_{0}:\n    uses: office_{0}/act\n    with:\n", i);
    for (std::size_t k = 1; k <= kFields; ++k)
      text += format("      f{0}: =steps.register.f{0}\n", k);
  }
  text += "  join:\n    uses: registry/join\n    with:\n";
  for (std::size_t i = 1; i <= kParallel; ++i)
    text += format("      r{0}: =steps.act_{0}.receipt\n", i);
  return text +
         "  notify: {uses: registry/notify, with: {receipt: "
         "=steps.join.receipt}}\n";
}

// What registering gives is what six departments get.
Value registered() {
  Object fields;
  for (std::size_t i = 1; i <= kFields; ++i)
    fields.set(format("f{}", i),
               Value(format("{:02}-", i) + std::string(40, 'x')));
  return Value(std::move(fields));
}

Value acted() {
  Object fields;
  fields.set("note", Value(std::string(160, 'n')));
  fields.set("receipt", Value("R-000001"));
  return Value(std::move(fields));
}

Value done(Value output) {
  Object document;
  document.set("done", std::move(output));
  return Value(std::move(document));
}

// With texts of its own, as an answer has that was read from somewhere: copies
// of one Value would share them.
Value afresh(const Value& value) {
  if (const std::string* text = value.text()) return std::string(*text);
  Object copy;
  for (const auto& [name, member] : *value.object())
    copy.append(name, afresh(member));
  return copy;
}

}  // namespace

LoadedProject load_w() {
  std::vector<SourceFile> files = {
      {"onething.yaml",
       "onething: 1\nproject: bench\nlanguage: zh\nenvironments:\n"
       "  trial: {departments: {\"*\": stub}}\n"},
      {"departments/registry.yaml", registry()}};
  for (std::size_t i = 1; i <= kParallel; ++i)
    files.push_back({format("departments/office_{}.yaml", i), acting(i)});
  files.push_back({"workflows/load_w.yaml", workflow()});
  LoadedProject loaded = load_texts(std::move(files));
  if (has_errors(loaded.diagnostics)) {
    std::fputs(render_text(loaded.diagnostics, loaded.sources, {}).c_str(),
               stderr);
    std::abort();
  }
  return loaded;
}

Application application_w(std::size_t number) {
  Object form;
  form.set("name", Value(format("示例公司{:07}", number)));
  Application application;
  application.workflow = "load_w";
  application.form = Value(std::move(form));
  application.materials = Value(Object{});
  return application;
}

void InstantDepartments::start(Call call) {
  static const Value after_register = done(registered());
  static const Value after_others = done(acted());
  Answer answer;
  answer.key = std::move(call.key);
  answer.attempt = call.attempt;
  answer.document = afresh(call.service == "registry/register" ? after_register
                                                               : after_others);
  waiting_.push_back(std::move(answer));
}

std::vector<Answer> InstantDepartments::wait(std::chrono::milliseconds) {
  return std::exchange(waiting_, {});
}

}  // namespace onething::bench
