// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/limits.h"
#include "engine/codec/codec.h"
#include "onething/privacy.h"
#include "run/definitions.h"

namespace onething {

namespace {

constexpr int kPage = 200;

// Whether the text stands somewhere in the value, as a whole.
bool contains(const Value& value, std::string_view text, int depth) {
  if (depth > limits::json_depth_max) return false;
  if (const std::string* own = value.text()) return *own == text;
  if (const List* list = value.list()) {
    for (const Value& item : *list)
      if (contains(item, text, depth + 1)) return true;
    return false;
  }
  const Object* object = value.object();
  if (object == nullptr) return false;
  for (const auto& [name, member] : *object)
    if (contains(member, text, depth + 1)) return true;
  return false;
}

class Catalogue {
 public:
  explicit Catalogue(Store& store) : definitions_(store, {}) {}

  // Empty when the service has none, or its definition does not load: what
  // moved is told all the same.
  std::string item(const std::string& definition, std::string_view department,
                   std::string_view service) {
    const auto found = definitions_.find(definition);
    if (!found) return {};
    const Department* where =
        found.value()->project->find_department(department);
    if (where == nullptr) return {};
    for (const Service& each : where->services)
      if (each.id.text == service) return each.item;
    return {};
  }

 private:
  run::Definitions definitions_;
};

template <typename Visit>
Status each_case(Store& store, CaseFilter filter, Visit visit) {
  filter.limit = kPage;
  while (true) {
    OT_TRY(const std::vector<CaseRow> rows, store.cases(filter));
    for (const CaseRow& row : rows) OT_CHECK(visit(row));
    if (rows.size() < static_cast<std::size_t>(kPage)) return Done{};
    filter.after = rows.back().id.text;
  }
}

}  // namespace

Result<std::vector<Handed>> who_got(Store& store, std::string_view subject) {
  std::vector<Handed> all;
  Catalogue catalogue(store);
  const auto look = [&](const CaseRow& row) -> Status {
    OT_TRY(const std::vector<Record> history, store.history(row.id));
    const bool is_about = row.subject == subject;
    std::string definition = row.definition;
    for (const Record& record : history) {
      if (record.type != "step_started" && record.type != "case_received" &&
          record.type != "case_migrated")
        continue;
      OT_TRY(const engine::Event event,
             engine::decode(record.type, record.version, record.at,
                            record.payload));
      if (const auto* got = std::get_if<engine::CaseReceived>(&event.fact))
        definition = got->definition;
      if (const auto* moved = std::get_if<engine::CaseMigrated>(&event.fact))
        definition = moved->definition;
      const auto* started = std::get_if<engine::StepStarted>(&event.fact);
      if (started == nullptr) continue;
      for (const engine::SentField& sent : started->sent) {
        const Value* value = started->input.find(sent.field);
        if (value == nullptr) continue;
        if (!is_about && !contains(*value, subject, 0)) continue;
        const std::string item =
            catalogue.item(definition, started->department, started->service);
        for (const std::string& from : sent.from)
          all.push_back({row.id,
                         row.workflow,
                         item,
                         {sent.field, from, started->department,
                          started->run.step, started->service, sent.purpose,
                          sent.basis, sent.sensitivity, record.at}});
      }
    }
    return Done{};
  };
  if (subject.empty()) return all;
  OT_CHECK(each_case(store, {}, look));
  return all;
}

Result<std::vector<DataFlow>> data_flows(Store& store,
                                         std::string_view workflow) {
  using Key = std::tuple<std::string, std::string, std::string, std::string,
                         std::string, std::string, std::string, std::string>;
  std::map<Key, DataFlow> flows;
  Catalogue catalogue(store);
  CaseFilter filter;
  filter.workflow = workflow;
  OT_CHECK(each_case(store, filter, [&](const CaseRow& row) -> Status {
    OT_TRY(const std::vector<LedgerRow> ledger, store.ledger(row.id));
    std::set<const DataFlow*> met;
    for (const LedgerRow& moved : ledger) {
      DataFlow& flow =
          flows[{row.workflow, moved.to, moved.service, moved.field, moved.from,
                 moved.purpose, moved.basis, moved.sensitivity}];
      if (flow.times == 0) {
        flow = {row.workflow,
                moved.field,
                moved.from,
                moved.to,
                moved.service,
                catalogue.item(row.definition, moved.to, moved.service),
                moved.purpose,
                moved.basis,
                moved.sensitivity,
                0,
                0,
                moved.at,
                moved.at};
      }
      ++flow.times;
      if (met.insert(&flow).second) ++flow.cases;
      flow.first = std::min(flow.first, moved.at);
      flow.last = std::max(flow.last, moved.at);
    }
    return Done{};
  }));
  std::vector<DataFlow> sorted;
  for (auto& [key, flow] : flows) sorted.push_back(std::move(flow));
  return sorted;
}

}  // namespace onething
