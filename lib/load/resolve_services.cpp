// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "load/resolve.h"
#include "model/conform.h"
#include "model/type_facts.h"
#include "onething/text.h"

namespace onething::load {

namespace {

// A template without formulas as the value it is.
std::optional<Value> literal_value(const Template& source) {
  switch (source.kind) {
    case Template::Kind::literal:
      return Value(source.literal);
    case Template::Kind::list: {
      List list;
      for (const Template& item : source.items) {
        std::optional<Value> value = literal_value(item);
        if (!value) return std::nullopt;
        list.push_back(std::move(*value));
      }
      return Value(std::move(list));
    }
    case Template::Kind::object: {
      Object object;
      for (const auto& [name, member] : source.members) {
        std::optional<Value> value = literal_value(member);
        if (!value) return std::nullopt;
        object.set(name.text, std::move(*value));
      }
      return Value(std::move(object));
    }
    case Template::Kind::formula:
    case Template::Kind::text:
      return std::nullopt;
  }
  return std::nullopt;
}

class ServiceResolver {
 public:
  ServiceResolver(const LoadedProject& loaded, const Evidence& evidence,
                  Diagnostics& out, std::size_t workflow = unresolved)
      : loaded_(loaded),
        evidence_(evidence),
        workflow_(workflow),
        reading_(loaded.sources, out) {}

  void check_samples() {
    for (const Department& department : loaded_.project.departments)
      for (const Service& service : department.services) sample(service);
  }

  void resolve(Workflow& workflow) {
    for (Step& step : workflow.prefill) resolve(step);
    for (Step& step : workflow.steps) resolve(step);
  }

 private:
  void resolve(Step& step) {
    if (!find(step.uses)) return;
    const Service& service = *loaded_.project.service_of(step.uses);
    const bool damaged = evidence_.is_damaged(service.id.span) ||
                         evidence_.is_damaged(step.id.span);
    for (const auto& [name, value] : step.with) {
      const Field* field = model::find_field(service.input, name.text);
      if (field != nullptr)
        literal(*field, value);
      else if (!damaged)
        unknown_input(step, service, name);
    }
    if (!damaged) missing_inputs(step, service);
    for (const auto& [name, formula] : step.keep)
      if (!damaged && model::find_field(service.output, name.text) == nullptr)
        reading_.report(
            codes::unknown_field, name.span,
            {"load.unknown_kept",
             {{"field", name.text}, {"service", step.uses.text.text}}},
            {"load.expected_output", {}},
            propose(name.text, model::field_ids(service.output)));
  }

  bool find(ServiceRef& uses) {
    const std::string& text = uses.text.text;
    if (text.empty()) return false;
    const std::size_t slash = text.find('/');
    const std::string department = text.substr(0, slash);
    const std::string service = text.substr(slash + 1);
    const auto& departments = loaded_.project.departments;
    for (std::size_t i = 0; i < departments.size(); ++i)
      if (departments[i].id.text == department) {
        uses.department = i;
        break;
      }
    if (uses.department == unresolved) {
      unknown_department(uses, department);
      return false;
    }
    const auto& services = departments[uses.department].services;
    const auto regional = evidence_.regional.find({workflow_, text});
    if (regional != evidence_.regional.end()) uses.service = regional->second;
    // The department's own stand before those of regions.
    for (std::size_t i = 0; i < services.size() && uses.service == unresolved;
         ++i)
      if (services[i].id.text == service) uses.service = i;
    if (uses.service != unresolved) return true;
    unknown_service(uses, department, service);
    return false;
  }

  // `text` of a reference, narrowed to its first or second half.
  static Span half(const ServiceRef& uses, std::size_t begin, std::size_t end) {
    Span span = uses.text.span;
    const std::size_t size = uses.text.text.size();
    const bool as_written = span.end.byte - span.begin.byte == size;
    if (!as_written) return span;
    const Position start = span.begin;
    const auto at = [&start](std::size_t offset) {
      const auto step = static_cast<std::uint32_t>(offset);
      return Position{start.byte + step, start.line, start.column + step};
    };
    span.begin = at(begin);
    span.end = at(end);
    return span;
  }

  void unknown_department(const ServiceRef& uses, const std::string& id) {
    for (std::size_t i = 0; i < evidence_.damaged.size(); ++i)
      if (evidence_.damaged[i] &&
          loaded_.sources.files[i].path.ends_with(id + ".yaml"))
        return;
    if (!told_.insert(id).second) return;
    std::vector<std::string_view> ids;
    for (const Department& department : loaded_.project.departments)
      ids.push_back(department.id.text);
    reading_.report(
        codes::unknown_department, half(uses, 0, id.size()),
        {"load.unknown_department",
         {{"department", id},
          {"where", Message{"load.as_uses", {{"uses", uses.text.text}}}}}},
        {"load.expected_department", {}}, propose(id, ids));
  }

  void unknown_service(const ServiceRef& uses, const std::string& department,
                       const std::string& service) {
    const Department& in = loaded_.project.departments[uses.department];
    if (evidence_.is_damaged(in.id.span)) return;
    if (!told_.insert(uses.text.text).second) return;
    std::vector<std::string_view> ids;
    for (const Service& one : in.services) ids.push_back(one.id.text);
    reading_.report(codes::unknown_service,
                    half(uses, department.size() + 1, uses.text.text.size()),
                    {"load.unknown_service",
                     {{"department", department}, {"service", service}}},
                    {"load.expected_service", {}}, propose(service, ids));
    reading_.diagnostics.back().labels.push_back(
        {in.id.span, {"load.label_department", {}}});
  }

  void unknown_input(const Step& step, const Service& service,
                     const Spelled& name) {
    reading_.report(codes::unknown_input, name.span,
                    {"load.unknown_input",
                     {{"field", name.text}, {"service", step.uses.text.text}}},
                    {"load.expected_input", {}},
                    propose(name.text, model::field_ids(service.input)));
  }

  void missing_inputs(const Step& step, const Service& service) {
    std::vector<std::string_view> missing;
    for (const Field& field : service.input) {
      const bool given = std::any_of(
          step.with.begin(), step.with.end(),
          [&](const auto& one) { return one.first.text == field.id.text; });
      if (!given && !field.optional) missing.push_back(field.id.text);
    }
    if (missing.empty()) return;
    reading_.report(codes::missing_input, step.uses.text.span,
                    {"load.missing_input",
                     {{"step", step.id.text},
                      {"service", step.uses.text.text},
                      {"fields", joined(missing)}}},
                    {"load.expected_inputs", {{"fields", joined(missing)}}},
                    {"load.help_with", {{"field", std::string(missing[0])}}});
    const Field* first = model::find_field(service.input, missing[0]);
    reading_.diagnostics.back().labels.push_back(
        {first->id.span, {"load.label_input", {}}});
  }

  // A value without formulas is known now; whether it fits, too.
  void literal(const Field& field, const Template& source) {
    const std::optional<Value> value = literal_value(source);
    if (!value) return;
    const model::Conformed conformed = model::conform(*value, field.type);
    if (conformed.ok()) return;
    reading_.report(codes::literal_does_not_fit, source.span,
                    {"load.literal",
                     {{"field", field.id.text},
                      {"problem", conformed.defects[0].problem}}});
  }

  void sample(const Service& service) {
    if (!service.sample) return;
    for (const auto& [name, value] : service.sample->members) {
      const Field* field = model::find_field(service.output, name.text);
      if (field != nullptr) {
        literal(*field, value);
        continue;
      }
      if (!evidence_.is_damaged(name.span))
        reading_.report(codes::unknown_field, name.span,
                        {"load.unknown_sample",
                         {{"field", name.text}, {"service", service.id.text}}},
                        {"load.expected_output", {}},
                        propose(name.text, model::field_ids(service.output)));
    }
    std::vector<std::string_view> missing;
    for (const Field& field : service.output) {
      const auto& members = service.sample->members;
      const bool given = std::any_of(
          members.begin(), members.end(),
          [&](const auto& one) { return one.first.text == field.id.text; });
      if (!given && !field.optional) missing.push_back(field.id.text);
    }
    if (missing.empty() || evidence_.is_damaged(service.id.span)) return;
    reading_.report(
        codes::sample_incomplete, service.sample->span,
        {"load.sample_incomplete",
         {{"service", service.id.text}, {"fields", joined(missing)}}});
    Diagnostic& diagnostic = reading_.diagnostics.back();
    diagnostic.span = service.id.span;
  }

  const LoadedProject& loaded_;
  const Evidence& evidence_;
  std::size_t workflow_;
  Reading reading_;
  std::set<std::string> told_;  // What has been called unknown.
};

}  // namespace

void resolve_samples(LoadedProject& loaded, const Evidence& evidence) {
  ServiceResolver(loaded, evidence, loaded.diagnostics).check_samples();
}

void resolve_services(LoadedProject& loaded, const Evidence& evidence,
                      std::size_t index, Diagnostics& out) {
  ServiceResolver(loaded, evidence, out, index)
      .resolve(loaded.project.workflows[index]);
}

}  // namespace onething::load
