// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "engine/codec.h"
#include "onething/privacy.h"
#include "report/field_sources.h"
#include "run/definitions.h"

namespace onething {

namespace {

const Field* find_field(std::span<const Field> fields, std::string_view id) {
  for (const Field& field : fields)
    if (field.id.text == id) return &field;
  return nullptr;
}

// Follows a history; all members write into `found`.
class Tracing {
 public:
  explicit Tracing(const engine::Definition& definition)
      : definition_(definition), sources_(*definition.workflow) {}

  void at(const Record& record) {
    sequence_ = record.sequence;
    at_ = record.at;
  }

  void operator()(const engine::CaseReceived& e) {
    for_each_member(e.form, [&](const std::string& name, const Value& value) {
      add_form(name, value, e.actor);
    });
    for_each_member(e.materials, [&](const auto& name, const Value& value) {
      add_material(name, value, e.actor);
    });
  }

  void operator()(const engine::CaseSupplemented& e) {
    for (const std::string& name : e.changed) {
      if (const Value* value = e.form.find(name))
        add_form(name, *value, e.actor);
      else if (const Value* material = e.materials.find(name))
        add_material(name, *material, e.actor);
    }
  }

  void operator()(const engine::StepStarted& e) {
    started_[e.run.step] = {e.department, e.service};
    for (const engine::SentField& sent : e.sent)
      for (const std::string& source : sources_.of(e.run.step, sent.field))
        reached(source, e.department);
  }

  void operator()(const engine::StepDone& e) {
    for_each_member(e.output, [&](const auto& name, const Value& value) {
      add_output(e, name, value);
    });
  }

  template <typename Other>
  void operator()(const Other&) {}

  std::vector<Provenance> found;

 private:
  struct Asked {
    std::string department;
    std::string service;
  };

  template <typename Visit>
  static void for_each_member(const Value& value, Visit visit) {
    if (value.object() == nullptr) return;
    for (const auto& [name, member] : *value.object()) visit(name, member);
  }

  Provenance& add(std::string name, const Field* field, const Value& value) {
    Provenance each;
    each.field = std::move(name);
    if (field != nullptr) {
      each.title = field->title;
      each.sensitivity = report::sensitivity_of(field->type);
    }
    each.value = value;
    each.from = "applicant";
    each.sequence = sequence_;
    each.at = at_;
    found.push_back(std::move(each));
    return found.back();
  }

  void add_form(const std::string& name, const Value& value,
                const Actor& actor) {
    add("form." + name, find_field(definition_.workflow->form, name), value)
        .actor = actor.id;
  }

  void add_material(const std::string& name, const Value& value,
                    const Actor& actor) {
    Provenance& each = add("materials." + name, nullptr, value);
    each.actor = actor.id;
    each.sensitivity = Sensitivity::personal;
    for (const Material& material : definition_.workflow->materials)
      if (material.id.text == name) each.title = material.title;
  }

  void add_output(const engine::StepDone& e, const std::string& name,
                  const Value& value) {
    const std::string& step = e.run.step;
    const bool is_prefill = step.starts_with("prefill.");
    std::string path = (is_prefill ? step : "steps." + step) + "." + name;
    if (e.run.iteration > 0)
      path += "[" + std::to_string(e.run.iteration + 1) + "]";
    const Field* field = nullptr;
    for (const engine::StepPlan& plan : definition_.plans)
      if (plan.id == step && plan.service != nullptr)
        field = find_field(plan.service->output, name);
    Provenance& each = add(std::move(path), field, value);
    each.from = started_[step].department;
    if (e.actor.channel != Channel::system) each.actor = e.actor.id;
  }

  // `source` may name a whole: "form" reaches every field of the form.
  void reached(const std::string& source, const std::string& department) {
    for (Provenance& each : found) {
      std::string name = each.field.substr(0, each.field.find('['));
      if (name != source && !name.starts_with(source + ".")) continue;
      if (std::find(each.to.begin(), each.to.end(), department) ==
          each.to.end())
        each.to.push_back(department);
    }
  }

  const engine::Definition& definition_;
  report::FieldSources sources_;
  std::map<std::string, Asked> started_;
  std::int64_t sequence_ = 0;
  Instant at_;
};

}  // namespace

Result<std::vector<Provenance>> provenance(Store& store, const CaseId& id) {
  OT_TRY(const CaseRow row, store.row(id));
  OT_TRY(const std::vector<Record> history, store.history(id));
  run::Definitions definitions(store, {});
  OT_TRY(const engine::Definition* definition,
         definitions.find(row.definition));
  Tracing tracing(*definition);
  for (const Record& record : history) {
    OT_TRY(
        const engine::Event event,
        engine::decode(record.type, record.version, record.at, record.payload));
    tracing.at(record);
    std::visit(tracing, event.fact);
  }
  return std::move(tracing.found);
}

}  // namespace onething
