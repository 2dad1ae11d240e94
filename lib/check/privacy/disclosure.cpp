// SPDX-License-Identifier: Apache-2.0

#include "check/privacy/disclosure.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "check/flow.h"

namespace onething::check {

namespace {

struct Place {
  Root root = Root::form;
  std::size_t owner = 0;
  std::vector<std::size_t> fields;  // Numbers of the fields in their records.

  auto key() const { return std::tie(root, owner, fields); }
};

struct Entry {
  Place place;
  std::size_t receiver = 0;  // Prefills, then steps.
  DisclosureRow row;
  bool is_always = false;
};

class Matrix {
 public:
  Matrix(const Project& project, const Workflow& workflow)
      : project_(project), workflow_(workflow) {
    number(workflow.form);
    for (const Department& department : project.departments)
      for (const Service& service : department.services) number(service.output);
  }

  std::vector<DisclosureRow> run() {
    for (const Flow& flow : flows_of(project_, workflow_))
      if (flow.step != unresolved) add(flow);
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) {
                       return std::make_tuple(a.place.key(), a.receiver) <
                              std::make_tuple(b.place.key(), b.receiver);
                     });
    std::vector<DisclosureRow> rows;
    rows.reserve(entries_.size());
    for (Entry& entry : entries_) {
      if (entry.is_always) entry.row.conditions.clear();
      rows.push_back(std::move(entry.row));
    }
    return rows;
  }

 private:
  // No deeper than the document, which the reader bounds.
  void number(const std::vector<Field>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      numbers_.emplace(&fields[i], i);
      number(members_of(fields[i].type));
    }
  }

  Place place_of(const Datum& datum) const {
    Place place{datum.root, datum.owner, {}};
    for (const Field* field : datum.fields)
      place.fields.push_back(numbers_.at(field));
    return place;
  }

  Entry& entry_for(const Flow& flow, const Service& service, std::string field,
                   std::string input) {
    const auto [known, is_new] = index_.emplace(
        std::make_tuple(&service, field, input), entries_.size());
    if (!is_new) return entries_[known->second];
    Entry& entry = entries_.emplace_back();
    entry.place = place_of(flow.from);
    entry.receiver =
        flow.step + (flow.to_prefill ? 0 : workflow_.prefill.size());
    entry.row.field = std::move(field);
    entry.row.title = flow.from.title(workflow_);
    entry.row.sensitivity = flow.from.sensitivity();
    entry.row.service = &service;
    entry.row.input = std::move(input);
    entry.row.purpose = flow.target->purpose.empty() ? flow.input->purpose
                                                     : flow.target->purpose;
    return entry;
  }

  void add(const Flow& flow) {
    const Step& step = flow.to_prefill ? workflow_.prefill[flow.step]
                                       : workflow_.steps[flow.step];
    const Service& service = *project_.service_of(step.uses);
    std::string input = flow.input->id.text;
    if (flow.target != flow.input) input += "." + flow.target->id.text;
    Entry& entry =
        entry_for(flow, service, flow.from.path(workflow_), std::move(input));
    DisclosureRow& row = entry.row;
    row.department = project_.department_of(step.uses);
    row.basis = basis_of(*flow.input, service);
    const std::string name = (flow.to_prefill ? "prefill." : "") + step.id.text;
    add_once(row.steps, name);
    if (step.when.empty() && step.for_each.empty())
      entry.is_always = true;
    else if (!step.when.empty())
      add_once(row.conditions, std::string(step.when.text()));
    else
      add_once(row.conditions, std::string(step.for_each.text()));
  }

  const std::string& basis_of(const Field& input,
                              const Service& service) const {
    if (!input.basis.empty()) return input.basis;
    return service.basis.empty() ? workflow_.basis : service.basis;
  }

  static void add_once(std::vector<std::string>& texts, std::string text) {
    if (std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(std::move(text));
  }

  const Project& project_;
  const Workflow& workflow_;
  std::unordered_map<const Field*, std::size_t> numbers_;
  std::vector<Entry> entries_;
  std::map<std::tuple<const Service*, std::string, std::string>, std::size_t>
      index_;
};

}  // namespace

std::vector<DisclosureRow> disclosure_of(const Project& project,
                                         const Workflow& workflow) {
  return Matrix(project, workflow).run();
}

}  // namespace onething::check
