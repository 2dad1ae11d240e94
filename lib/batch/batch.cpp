// SPDX-License-Identifier: Apache-2.0

#include "onething/batch.h"

#include <algorithm>
#include <utility>

#include "batch/seen_keys.h"
#include "batch/stored_defects.h"
#include "onething/case_condition.h"
#include "onething/id.h"

namespace onething {

namespace {

constexpr int kPage = 1'000;

Error no_shelf() { return {ErrorCode::invalid, {"batch.store_has_none", {}}}; }

RowDefect about_row(Message problem) {
  RowDefect defect;
  defect.problem = std::move(problem);
  return defect;
}

}  // namespace

Result<std::vector<CheckedRow>> check_rows(const BatchInput& input,
                                           Runner& runner, Store& store,
                                           const Actor& actor,
                                           const std::atomic<bool>* stop) {
  std::vector<CheckedRow> checked;
  batch::SeenKeys seen;
  batch::RowKeys keys(input);
  for (const TableRow& row : input.table.rows) {
    if (stop != nullptr && stop->load()) break;
    MappedRow mapped = input.mapping.map(row);
    seen.look(input, row, mapped);
    CheckedRow& out = checked.emplace_back();
    out.number = row.number;
    out.line = row.line;
    if (mapped.defects.empty()) {
      const std::string key = keys(row, mapped);
      const Result<Acted> answer = runner.rehearse_submit(
          input.project, input.workflow, mapped.application, key, actor);
      if (!answer && answer.error().code != ErrorCode::invalid)
        return answer.error();
      if (!answer) {
        mapped.defects.push_back(about_row(answer.error().message));
      } else if (const auto* refused =
                     std::get_if<Rejection>(&answer.value())) {
        mapped.defects = batch::defects_of_refusal(*refused);
      } else {
        const CaseId& id = std::get<CaseView>(answer.value()).id;
        out.case_id = id.text;
        out.is_known = static_cast<bool>(store.row(id));
      }
    }
    out.defects = std::move(mapped.defects);
  }
  return checked;
}

Result<BatchRow> open_batch(const BatchInput& input, Store& store,
                            const Actor& actor, Instant now) {
  BatchShelf* shelf = store.batch_shelf();
  if (shelf == nullptr) return no_shelf();
  BatchRow row;
  row.id = make_batch_id(input);
  Result<BatchRow> known = shelf->batch(row.id);
  if (known || known.error().code != ErrorCode::not_found) return known;
  row.workflow = input.workflow.id.text;
  row.source = input.source;
  row.content = table_digest(input.table);
  row.options = input.options;
  row.actor = actor.id;
  row.state = "open";
  row.rows = static_cast<std::int64_t>(input.table.rows.size());
  row.opened_at = now;
  row.changed_at = now;
  std::vector<BatchLine> lines;
  lines.reserve(input.table.rows.size());
  batch::SeenKeys seen;
  batch::RowKeys keys(input);
  for (const TableRow& each : input.table.rows) {
    MappedRow mapped = input.mapping.map(each);
    seen.look(input, each, mapped);
    BatchLine& line = lines.emplace_back();
    line.number = each.number;
    line.line = each.line;
    line.digest = row_digest(input.table, each);
    if (mapped.defects.empty()) {
      const std::string key = keys(each, mapped);
      const CaseId id = make_case_id(input.project.project.file.id.text,
                                     input.workflow.id.text, key);
      line.case_id = id.text;
      OT_TRY(mapped.defects, batch::other_content(store, id, mapped, key));
    }
    line.state = mapped.defects.empty() ? "accepted" : "refused";
    if (!mapped.defects.empty())
      line.reason = batch::stored_defects(mapped.defects);
  }
  OT_CHECK(shelf->open_batch(row, lines));
  // Another process may have been faster.
  return shelf->batch(row.id);
}

Status for_each_line(
    Store& store, std::string_view id,
    const std::function<Result<bool>(const BatchLine&)>& each) {
  BatchShelf* shelf = store.batch_shelf();
  if (shelf == nullptr) return no_shelf();
  std::int64_t after = 0;
  while (true) {
    OT_TRY(const std::vector<BatchLine> page,
           shelf->batch_lines(id, after, kPage));
    for (const BatchLine& line : page) {
      OT_TRY(const bool goes_on, each(line));
      if (!goes_on) return Done{};
      after = line.number;
    }
    if (std::cmp_less(page.size(), kPage)) return Done{};
  }
}

Result<BatchStanding> batch_standing(Store& store, std::string_view id) {
  BatchShelf* shelf = store.batch_shelf();
  if (shelf == nullptr) return no_shelf();
  OT_TRY(const std::vector<BatchCount> counts, shelf->batch_counts(id));
  BatchStanding standing;
  const auto endings = ended_states();
  for (const BatchCount& each : counts) {
    standing.rows += each.count;
    const bool has_ended =
        std::find(endings.begin(), endings.end(), each.state) != endings.end();
    std::int64_t& place = each.state == "refused"   ? standing.refused
                          : each.state == "waiting" ? standing.waiting
                          : each.state == "granted" || each.state == "delivered"
                              ? standing.granted
                          : has_ended                  ? standing.ended
                          : each.attention             ? standing.attention
                          : each.state == "correcting" ? standing.correcting
                                                       : standing.running;
    place += each.count;
  }
  return standing;
}

Result<std::int64_t> readmit_rows(const BatchInput& input, Store& store) {
  const std::string id = make_batch_id(input);
  std::vector<BatchLine> changed;
  batch::SeenKeys seen;
  batch::RowKeys keys(input);
  OT_CHECK(for_each_line(store, id, [&](const BatchLine& line) -> Result<bool> {
    const TableRow& row =
        input.table.rows.at(static_cast<std::size_t>(line.number - 1));
    MappedRow mapped = input.mapping.map(row);
    seen.look(input, row, mapped);
    if (line.state != "refused" || !mapped.defects.empty()) return true;
    BatchLine& again = changed.emplace_back(line);
    again.state = "accepted";
    again.reason.clear();
    again.case_id = make_case_id(input.project.project.file.id.text,
                                 input.workflow.id.text, keys(row, mapped))
                        .text;
    return true;
  }));
  OT_CHECK(store.batch_shelf()->change_batch_lines(id, changed));
  return static_cast<std::int64_t>(changed.size());
}

Result<std::int64_t> cancel_batch(Store& store, std::string_view id,
                                  std::string_view reason, Instant now) {
  BatchShelf* shelf = store.batch_shelf();
  if (shelf == nullptr) return no_shelf();
  OT_TRY(BatchRow row, shelf->batch(id));
  row.state = "cancelled";
  row.reason = std::string(reason);
  row.changed_at = now;
  // First, so that whoever runs it meanwhile stops opening cases.
  OT_CHECK(shelf->change_batch(row));
  std::vector<BatchLine> changed;
  const RowDefect why =
      about_row({"batch.was_cancelled", {{"reason", std::string(reason)}}});
  OT_CHECK(for_each_line(store, id, [&](const BatchLine& line) -> Result<bool> {
    if (line.state != "accepted") return true;
    const Result<CaseRow> known = store.row(CaseId{line.case_id});
    if (known) return true;
    if (known.error().code != ErrorCode::not_found) return known.error();
    BatchLine& refused = changed.emplace_back(line);
    refused.state = "refused";
    refused.reason = batch::stored_defects({&why, 1});
    return true;
  }));
  OT_CHECK(shelf->change_batch_lines(id, changed));
  return static_cast<std::int64_t>(changed.size());
}

}  // namespace onething
