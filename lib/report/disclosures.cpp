// SPDX-License-Identifier: Apache-2.0

#include <variant>

#include "engine/codec/codec.h"
#include "onething/report.h"
#include "report/transfers.h"

namespace onething {

namespace report {

Status for_each_transfer(const std::vector<Record>& history,
                         const std::function<void(const Transfer&)>& visit) {
  std::string definition;
  for (const Record& record : history) {
    if (record.type != "step_started" && record.type != "child_started" &&
        record.type != "case_received" && record.type != "case_migrated")
      continue;
    OT_TRY(
        const engine::Event event,
        engine::decode(record.type, record.version, record.at, record.payload));
    if (const auto* got = std::get_if<engine::CaseReceived>(&event.fact))
      definition = got->definition;
    if (const auto* moved = std::get_if<engine::CaseMigrated>(&event.fact))
      definition = moved->definition;
    const auto tell = [&](const auto& e) {
      visit({e.run, e.department, e.service, e.input, e.sent, record.at,
             definition});
    };
    if (const auto* step = std::get_if<engine::StepStarted>(&event.fact))
      tell(*step);
    if (const auto* child = std::get_if<engine::ChildStarted>(&event.fact))
      tell(*child);
  }
  return Done{};
}

}  // namespace report

Result<std::vector<Disclosure>> disclosures(Store& store, const CaseId& id) {
  OT_TRY(const std::vector<Record> history, store.history(id));
  std::vector<Disclosure> moved;
  OT_CHECK(
      report::for_each_transfer(history, [&](const report::Transfer& transfer) {
        for (const engine::SentField& sent : transfer.sent)
          for (const std::string& from : sent.from)
            moved.push_back({sent.field, from, transfer.department,
                             transfer.run.step, transfer.service, sent.purpose,
                             sent.basis, sent.sensitivity, transfer.at});
      }));
  return moved;
}

}  // namespace onething
