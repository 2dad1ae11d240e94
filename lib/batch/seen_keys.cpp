// SPDX-License-Identifier: Apache-2.0

#include "batch/seen_keys.h"

#include <utility>

#include "onething/id.h"
#include "run/input_digest.h"

namespace onething::batch {

namespace {

constexpr std::size_t kDigestLength = 26;

RowDefect about_row(Message problem) {
  RowDefect defect;
  defect.problem = std::move(problem);
  return defect;
}

// A refusal of the engine as defects of the row.
std::vector<RowDefect> told_by(const Rejection& rejection) {
  std::vector<RowDefect> defects;
  for (const CaseDefect& each : rejection.defects) {
    RowDefect defect;
    defect.field = each.field;
    if (!each.title.empty())
      defect.title = {"load.quoted", {{"text", each.title}}};
    defect.problem = each.message.empty()
                         ? Message{"batch.as_it_is", {{"text", each.problem}}}
                         : each.message;
    defects.push_back(std::move(defect));
  }
  if (defects.empty()) defects.push_back(about_row(rejection.message));
  return defects;
}

}  // namespace

void SeenKeys::look(const BatchInput& input, const TableRow& row,
                    MappedRow& mapped) {
  if (input.mapping.has_key() && !mapped.key.empty()) {
    const auto [first, is_new] = lines_.try_emplace(mapped.key, row.line);
    if (!is_new) {
      mapped.defects.push_back(about_row(
          {"batch.key_twice", {{"line", std::to_string(first->second)}}}));
      return;
    }
  }
  if (!input.workflow.one_per_subject) return;
  const Value* subject = mapped.application.form.find(input.workflow.subject);
  if (subject == nullptr || subject->is_null()) return;
  const auto [first, is_new] =
      subjects_.try_emplace(to_canonical(*subject), row.line);
  if (!is_new)
    mapped.defects.push_back(about_row(
        {"batch.subject_twice", {{"line", std::to_string(first->second)}}}));
}

std::string RowKeys::operator()(const TableRow& row, const MappedRow& mapped) {
  if (input_.mapping.has_key()) return mapped.key;
  if (batch_.empty()) batch_ = make_batch_id(input_);
  return batch_ + "/" + std::to_string(row.number) + "/" +
         row_digest(input_.table, row).substr(0, kDigestLength);
}

// Of an erased case nobody knows any more what was handed in.
Result<std::vector<RowDefect>> other_content(Store& store, const CaseId& id,
                                             const MappedRow& mapped,
                                             const std::string& key) {
  std::vector<RowDefect> defects;
  const Result<CaseRow> known = store.row(id);
  if (!known && known.error().code != ErrorCode::not_found)
    return known.error();
  if (!known || known.value().input_digest.empty() ||
      known.value().input_digest == run::input_digest(mapped.application))
    return defects;
  defects.push_back(
      about_row({"run.key_reused", {{"key", key}, {"case", id.text}}}));
  return defects;
}

std::vector<RowDefect> defects_of_refusal(const Rejection& rejection) {
  return told_by(rejection);
}

}  // namespace onething::batch
