// SPDX-License-Identifier: Apache-2.0

#include "export/case_rows.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "onething/report.h"

namespace onething::exchange {

namespace {

std::string zh(Message message) {
  return render(std::move(message), Language::zh);
}

std::string_view apply_type(Channel channel) {
  switch (channel) {
    case Channel::window:
      return "1";
    case Channel::online:
      return "2";
    case Channel::mobile:
      return "3";
    case Channel::post:
      return "4";
    case Channel::kiosk:
    case Channel::video:
    case Channel::onsite:
      return "9";
    case Channel::system:
      return {};
  }
  return {};
}

// What is promised for the same day is decided at once.
std::string_view project_type(const std::optional<Term>& promise) {
  if (!promise) return {};
  return promise->count == 0 ? "1" : "2";
}

std::string_view state_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::open:
      return "8";
    case Outcome::passed:
      return "11";
    case Outcome::returned:
      return "6";
    case Outcome::refused:
      return "13";
    case Outcome::other:
      return {};
  }
  return {};
}

std::string action_of(Outcome outcome) {
  if (outcome == Outcome::open) return {};
  if (outcome == Outcome::passed) return zh({"export.action_passed", {}});
  if (outcome == Outcome::returned) return zh({"export.action_returned", {}});
  return zh({"export.action_other", {}});
}

// Writes the rows of one case.
class CaseRows {
 public:
  CaseRows(const StoredCase& of, const ExportOptions& options)
      : of_(of),
        options_(options),
        shown_(of, options),
        handled_(handled_in(of)) {
    add_applicant(of, options, applicant_);
  }

  Rows make() {
    add_case();
    for (const Handled& each : handled_) add_handled(each);
    for (const engine::Event& event : of_.events) {
      at_ = event.at;
      std::visit(*this, event.fact);
    }
    add_result();
    add_materials();
    return std::move(rows_);
  }

  void operator()(const engine::CaseExtended& e) {
    Row& row = special("1", e.reason, e.approver, e.actor);
    row["special_name"] = zh({"export.extension", {}});
    if (e.due)
      row["special_explain"] =
          zh({"export.extended_to", {{"due", to_text(*e.due)}}});
  }
  void operator()(const engine::SpecialStarted& e) {
    Row& row = special("2", e.reason, e.approver, e.actor);
    row["special_name"] = e.name;
    if (e.notified_on)
      row["special_explain"] =
          zh({"export.notified_on", {{"day", to_text(*e.notified_on)}}});
  }
  void operator()(const engine::SpecialEnded& e) {
    auto& all = rows(TableKind::special_procedure);
    for (auto row = all.rbegin(); row != all.rend(); ++row)
      if ((*row)["special_type"] == "2") {
        (*row)["end_time"] = moment_text(at_);
        (*row)["result"] = e.result;
        return;
      }
  }
  void operator()(const engine::CaseReceived& e) {
    rows(TableKind::accept).front()["apply_type"] = apply_type(e.actor.channel);
  }
  template <typename Other>
  void operator()(const Other&) {}

 private:
  std::vector<Row>& rows(TableKind table) {
    return rows_[static_cast<std::size_t>(table)];
  }
  Row& add(TableKind table) {
    Row row;
    row["project_no"] = of_.view.id.text;
    rows(table).push_back(std::move(row));
    return rows(table).back();
  }
  Row& special(std::string_view type, const std::string& reason,
               const std::string& approver, const Actor& actor) {
    Row& row = add(TableKind::special_procedure);
    row["special_type"] = type;
    row["special_time"] = moment_text(at_);
    row["special_reason"] = reason;
    row["applyer_user_name"] = shown_.person(actor);
    row["handle_user"] = shown_.person(approver);
    return row;
  }

  std::string department(const std::string& id) const {
    return std::string(department_title(*of_.definition, id));
  }

  void add_case() {
    const CaseView& view = of_.view;
    Row& row = add(TableKind::accept);
    row.insert(applicant_.begin(), applicant_.end());
    row["parent_project_no"] = view.parent;
    row["project_name"] = view.title.in(Language::zh);
    row["project_type"] = project_type(view.promise);
    row["project_state"] = view.national_code;
    const std::string& lead = of_.definition->workflow->lead.text;
    row["dept_code"] = lead;
    row["dept_name"] = department(lead);
    row["apply_date"] = day_text(local_date(view.received_at));
    if (view.accepted_at)
      row["accept_date"] = day_text(local_date(*view.accepted_at));
    if (view.due) row["promise_date"] = day_text(*view.due);
    for (const Handled& each : handled_)
      if (each.kind == "acceptance")
        row["handle_user_name"] = shown_.person(each.who);
  }

  void add_handled(const Handled& each) {
    const engine::StepPlan* plan =
        each.run.step.empty()
            ? nullptr
            : engine::find_plan(*of_.definition, each.run.step);
    const Service* service = plan == nullptr ? nullptr : plan->service;
    if (service != nullptr && each.task.empty() && !plan->is_prefill &&
        !service->item.empty())
      add_item(each, *plan);
    if (each.task.empty() && each.by_person) return;
    Row& row = add(TableKind::process);
    if (service != nullptr && !service->item.empty() && !plan->is_prefill) {
      row["project_no"] = run_number(of_, each.run);
      row["parent_project_no"] = of_.view.id.text;
    }
    row["step_id"] = each.run.step;
    row["process_name"] = process_name(each, plan);
    row["dept_code"] = each.department;
    row["dept_name"] = department(each.department);
    row["handle_role"] = each.role;
    row["handle_user_name"] = shown_.person(each.who);
    row["event_name"] = action_of(each.outcome);
    row["event_state"] = each.end ? "2" : "1";
    row["event_start_time"] = moment_text(each.begin);
    if (each.end) row["event_end_time"] = moment_text(*each.end);
    row["handle_explain"] = each.explain;
  }

  static std::string process_name(const Handled& each,
                                  const engine::StepPlan* plan) {
    const bool is_work = each.task.empty() || each.kind == "work";
    std::string title;
    if (plan != nullptr && plan->step != nullptr)
      title = plan->step->title.in(Language::zh);
    if (title.empty() && plan != nullptr && plan->service != nullptr)
      title = plan->service->title.in(Language::zh);
    if (title.empty()) title = each.run.step;
    if (is_work) return title;
    const std::string kind = zh(task_kind(each.kind));
    return title.empty()
               ? kind
               : zh({"export.task_of", {{"kind", kind}, {"step", title}}});
  }

  // A step that acts anew is still the same item.
  void add_item(const Handled& each, const engine::StepPlan& plan) {
    const std::string number = run_number(of_, each.run);
    auto& all = rows(TableKind::accept);
    auto row = std::find_if(all.begin(), all.end(), [&](Row& known) {
      return known["project_no"] == number;
    });
    if (row == all.end()) {
      add(TableKind::accept) = applicant_;
      row = std::prev(all.end());
      (*row)["project_no"] = number;
      (*row)["parent_project_no"] = of_.view.id.text;
      (*row)["apply_date"] = day_text(local_date(each.begin));
      (*row)["accept_date"] = day_text(local_date(each.begin));
      (*row)["project_type"] = plan.service->promised
                                   ? project_type(plan.service->promised->term)
                                   : std::string_view();
    }
    (*row)["project_name"] = plan.service->title.in(Language::zh);
    (*row)["task_code"] = plan.service->item;
    (*row)["task_name"] = plan.service->title.in(Language::zh);
    (*row)["dept_code"] = each.department;
    (*row)["dept_name"] = department(each.department);
    (*row)["project_state"] = state_of(each.outcome);
    for (const Handled& task : handled_)
      if (!task.task.empty() && task.run.step == each.run.step &&
          task.run.iteration == each.run.iteration && task.due)
        (*row)["promise_date"] = day_text(*task.due);
    if (each.outcome == Outcome::passed || each.outcome == Outcome::refused)
      add_item_result(number, each);
    else
      std::erase_if(rows(TableKind::result),
                    [&](Row& known) { return known["project_no"] == number; });
  }

  void add_item_result(const std::string& number, const Handled& each) {
    auto& all = rows(TableKind::result);
    std::erase_if(all, [&](Row& row) { return row["project_no"] == number; });
    Row& row = add(TableKind::result);
    row["project_no"] = number;
    row["parent_project_no"] = of_.view.id.text;
    row["result_date"] = day_text(local_date(each.end.value_or(each.begin)));
    row["result_type"] = state_of(each.outcome);
    row["result_explain"] = each.explain;
  }

  void add_result() {
    const CaseView& view = of_.view;
    add_licence();
    if (!view.ended || !view.ended_at) return;
    Row row;
    row["project_no"] = view.id.text;
    row["parent_project_no"] = view.parent;
    row["result_date"] = day_text(local_date(*view.ended_at));
    row["result_type"] = view.national_code;
    row["result_explain"] = view.reason;
    if (view.status == "delivered") row["is_delivery_results"] = "1";
    const auto& licences = rows(TableKind::licence);
    if (licences.size() == 1) {
      Row licence = licences.front();
      row["result_cetr_name"] = licence["certificate_name"];
      row["result_cetr_no"] = licence["certificate_number"];
    }
    if (has_map())
      add_mapped(of_, options_, options_.map->result, TableKind::result, row);
    auto& all = rows(TableKind::result);
    all.insert(all.begin(), std::move(row));
  }

  bool has_map() const {
    return options_.map != nullptr &&
           options_.map->workflow.text == of_.view.workflow;
  }

  // Where the outcome names one: it hands out an output of a step whose service
  // issues a licence or a certificate.
  void add_licence() {
    if (of_.view.status != "granted" && of_.view.status != "delivered" &&
        of_.view.status != "revoked")
      return;
    if (has_map() && !options_.map->licence.empty()) {
      Row row = licence_row(nullptr);
      if (add_mapped(of_, options_, options_.map->licence, TableKind::licence,
                     row))
        rows(TableKind::licence).push_back(std::move(row));
      return;
    }
    if (!of_.definition->workflow->outcome) return;
    for (const engine::StepPlan& plan : of_.definition->plans) {
      if (plan.service == nullptr ||
          (plan.service->kind != ServiceKind::licence &&
           plan.service->kind != ServiceKind::certificate))
        continue;
      const Value* output = of_.state.steps.find(plan.id);
      if (output == nullptr || output->object() == nullptr) continue;
      add_handed_out(plan, *output);
    }
  }

  void add_handed_out(const engine::StepPlan& plan, const Value& output) {
    const Field* number = nullptr;
    const Field* issued = nullptr;
    std::size_t numbers = 0;
    std::size_t days = 0;
    for (const auto& [name, from] : of_.definition->workflow->outcome->members)
      for (const Field& field : plan.service->output) {
        if (from.formula.empty() ||
            from.formula.text() != "steps." + plan.id + "." + field.id.text)
          continue;
        if (field.type.kind == TypeKind::text) {
          ++numbers;
          number = &field;
        }
        if (field.type.kind == TypeKind::date) {
          ++days;
          issued = &field;
        }
      }
    if (number == nullptr && issued == nullptr) return;
    Row row = licence_row(&plan);
    const auto shown = [&](const Field& field) {
      const Value* value = output.find(field.id.text);
      return value == nullptr ? std::string()
                              : shown_.value(*value, "steps." + plan.id + "." +
                                                         field.id.text);
    };
    if (numbers == 1) row["certificate_number"] = shown(*number);
    if (days == 1) row["issue_date"] = shown(*issued);
    rows(TableKind::licence).push_back(std::move(row));
  }

  Row licence_row(const engine::StepPlan* plan) {
    Row row;
    row["project_no"] = of_.view.id.text;
    row["certificate_holder_code"] = applicant_["applyer_page_code"];
    if (plan == nullptr) return row;
    row["certificate_name"] = plan->service->title.in(Language::zh);
    row["issue_dept_code"] = plan->department->id.text;
    row["issue_dept_name"] = plan->department->title.in(Language::zh);
    return row;
  }

  void add_materials() {
    if (of_.state.materials.object() == nullptr) return;
    for (const Material& material : of_.definition->workflow->materials) {
      const Value* handed = of_.state.materials.find(material.id.text);
      if (handed == nullptr || handed->is_null()) continue;
      Row& row = add(TableKind::material);
      row["material_code"] = material.id.text;
      row["material_name"] = material.title.in(Language::zh);
      const Value* file = handed->find("file");
      row["material_attach_name"] = shown_.value(
          file == nullptr ? *handed : *file, "materials." + material.id.text);
    }
  }

  const StoredCase& of_;
  const ExportOptions& options_;
  const Shown shown_;
  const std::vector<Handled> handled_;
  Row applicant_;
  Instant at_;
  Rows rows_;
};

}  // namespace

Rows rows_of(const StoredCase& of, const ExportOptions& options) {
  return CaseRows(of, options).make();
}

}  // namespace onething::exchange
