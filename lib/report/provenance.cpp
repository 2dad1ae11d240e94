// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "engine/codec/codec.h"
#include "engine/mend/mending_state.h"
#include "model/type_facts.h"
#include "onething/privacy.h"
#include "report/field_sources.h"
#include "run/definitions.h"

namespace onething {

namespace {

// Follows a history; all members write into `found`.
class Tracing {
 public:
  explicit Tracing(run::Definitions& definitions) : definitions_(definitions) {}

  // From here on the case follows the definition with this hash.
  Status follow(const std::string& hash) {
    OT_TRY(definition_, definitions_.find(hash));
    sources_.emplace(*definition_->workflow);
    return Done{};
  }

  // What is called otherwise now is told under its new name; of what is not
  // kept, the former one stays.
  void operator()(const engine::CaseMigrated& e) {
    ++migrations_;
    std::map<std::string, Asked> started;
    for (auto& [step, asked] : started_)
      started[name_in(e, step)] = std::move(asked);
    started_ = std::move(started);
    for (Provenance& each : found) {
      const bool is_step = each.field.starts_with(kSteps);
      const std::string path =
          is_step ? each.field.substr(kSteps.size()) : each.field;
      const std::size_t parts = is_step ? 1 : 2;
      std::size_t end = path.find('.');
      if (parts == 2 && end != std::string::npos)
        end = path.find_first_of(".[", end + 1);
      const std::string now = name_in(e, path.substr(0, end));
      if (now == path.substr(0, end)) continue;
      each.field = (is_step && !now.starts_with(kFormer) ? std::string(kSteps)
                                                         : std::string()) +
                   now + (end == std::string::npos ? "" : path.substr(end));
    }
  }

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
      for (const std::string& source : sources_->of(e.run.step, sent.field))
        reached(source, e.department);
  }

  void operator()(const engine::StepDone& e) {
    for_each_member(e.output, [&](const auto& name, const Value& value) {
      add_output(e, name, value);
    });
  }

  // A result that was put right by hand stands beside what it was.
  void operator()(const engine::CaseRepaired& e) {
    (*this)(
        engine::StepDone{{e.step, e.iteration.value_or(0)}, e.output, e.actor});
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
    add("form." + name, model::find_field(definition_->workflow->form, name),
        value)
        .actor = actor.id;
  }

  void add_material(const std::string& name, const Value& value,
                    const Actor& actor) {
    Provenance& each = add("materials." + name, nullptr, value);
    each.actor = actor.id;
    each.sensitivity = Sensitivity::personal;
    for (const Material& material : definition_->workflow->materials)
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
    std::string department = started_[step].department;
    for (const engine::StepPlan& plan : definition_->plans) {
      if (plan.id != step || plan.service == nullptr) continue;
      field = model::find_field(plan.service->output, name);
      // By hand, before the department was asked.
      if (department.empty()) department = plan.department->id.text;
    }
    Provenance& each = add(std::move(path), field, value);
    each.from = std::move(department);
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

  std::string name_in(const engine::CaseMigrated& e,
                      const std::string& name) const {
    const auto& dropped = e.dropped;
    if (std::find(dropped.begin(), dropped.end(), name) != dropped.end())
      return engine::former_step(name, migrations_);
    for (const Renamed& each : e.renamed)
      if (each.from == name) return each.to;
    return name;
  }

  static constexpr std::string_view kSteps = "steps.";
  static constexpr std::string_view kFormer = "former.";

  run::Definitions& definitions_;
  const engine::Definition* definition_ = nullptr;
  std::optional<report::FieldSources> sources_;
  std::map<std::string, Asked> started_;
  std::int64_t migrations_ = 0;
  std::int64_t sequence_ = 0;
  Instant at_;
};

}  // namespace

Result<std::vector<Provenance>> provenance(Store& store, const CaseId& id) {
  OT_TRY(const std::vector<Record> history, store.history(id));
  run::Definitions definitions(store, {});
  Tracing tracing(definitions);
  for (const Record& record : history) {
    OT_TRY(
        const engine::Event event,
        engine::decode(record.type, record.version, record.at, record.payload));
    tracing.at(record);
    if (const auto* received = std::get_if<engine::CaseReceived>(&event.fact))
      OT_CHECK(tracing.follow(received->definition));
    std::visit(tracing, event.fact);
    if (const auto* moved = std::get_if<engine::CaseMigrated>(&event.fact))
      OT_CHECK(tracing.follow(moved->definition));
  }
  return std::move(tracing.found);
}

}  // namespace onething
