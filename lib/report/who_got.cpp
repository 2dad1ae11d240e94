// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/limits.h"
#include "onething/privacy.h"
#include "onething/report.h"
#include "report/transfers.h"
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
    return report::for_each_transfer(
        history, [&](const report::Transfer& transfer) {
          const std::string item = catalogue.item(
              transfer.definition, transfer.department, transfer.service);
          for (const engine::SentField& sent : transfer.sent) {
            const Value* value = transfer.input.find(sent.field);
            if (value == nullptr) continue;
            if (!is_about && !contains(*value, subject, 0)) continue;
            for (const std::string& from : sent.from)
              all.push_back({row.id,
                             row.workflow,
                             item,
                             {sent.field, from, transfer.department,
                              transfer.run.step, transfer.service, sent.purpose,
                              sent.basis, sent.sensitivity, transfer.at}});
          }
        });
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
    OT_TRY(const std::vector<Disclosure> all, disclosures(store, row.id));
    std::set<const DataFlow*> met;
    for (const Disclosure& moved : all) {
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
