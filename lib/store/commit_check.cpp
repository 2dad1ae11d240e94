// SPDX-License-Identifier: Apache-2.0

#include "store/commit_check.h"

#include <chrono>
#include <initializer_list>

#include "base/format.h"

namespace onething::store {

namespace {

Error too_large(const std::string& id) {
  return {ErrorCode::invalid,
          {"store.too_large",
           {{"case", id}, {"max", format("{}", row_bytes_max >> 20)}}}};
}

Error no_key(const CaseId& id, Message what) {
  return {ErrorCode::invalid,
          {"store.no_key", {{"case", id.text}, {"what", std::move(what)}}}};
}

bool fits(std::initializer_list<std::string_view> texts) {
  std::size_t bytes = 0;
  for (std::string_view text : texts) bytes += text.size();
  return bytes <= row_bytes_max;
}

Status check_tasks(const CaseCommit& commit) {
  for (const TaskRow& task : commit.tasks) {
    if (task.id.empty()) return no_key(commit.row.id, {"store.a_task", {}});
    if (task.case_id != commit.row.id)
      return task_of_another_case(commit.row.id, task.id, task.case_id.text);
    if (!fits({task.id, task.step, task.kind, task.department, task.role,
               task.title, task.state, task.assignee}))
      return too_large(commit.row.id.text);
  }
  return Done{};
}

bool fits(const CaseRow& row) {
  return fits({row.id.text, row.workflow, row.definition, row.submission_key,
               row.input_digest, row.subject, row.title, row.state});
}

}  // namespace

Status check_shape(const CaseCommit& commit) {
  const CaseId& id = commit.row.id;
  if (id.text.empty())
    return Error{ErrorCode::invalid, {"store.no_case_id", {}}};
  if (!fits(commit.row)) return too_large(id.text);
  for (const Record& record : commit.records) {
    if (record.type.empty()) return no_key(id, {"store.an_event", {}});
    if (!fits({record.type, record.payload})) return too_large(id.text);
  }
  if (commit.key && commit.key->id != id.text)
    return no_key(id, {"store.a_sealing_key", {}});
  OT_CHECK(check_tasks(commit));
  return Done{};
}

Status check_standing(const CaseCommit& commit, const Standing& standing) {
  const CaseId& id = commit.row.id;
  const std::int64_t in_force = standing.lease ? standing.lease->epoch : 0;
  if (commit.epoch != in_force) {
    if (standing.lease) return lease_held(id, *standing.lease);
    return Error{ErrorCode::conflict,
                 {"store.lease_gone", {{"case", id.text}}}};
  }
  if (commit.expected_length != standing.length ||
      (!standing.exists && commit.expected_length != 0))
    return Error{ErrorCode::conflict,
                 {"store.changed",
                  {{"case", id.text},
                   {"expected", format("{}", commit.expected_length)},
                   {"found", format("{}", standing.length)}}}};
  return Done{};
}

Status check_claim(const CaseId& id, std::string_view worker) {
  if (id.text.empty())
    return Error{ErrorCode::invalid, {"store.no_case_id", {}}};
  if (worker.empty()) return no_key(id, {"store.a_worker", {}});
  return Done{};
}

Status check_definition(std::string_view hash, std::string_view content) {
  if (hash.empty())
    return Error{ErrorCode::invalid, {"store.no_definition_hash", {}}};
  if (!fits({hash, content}))
    return Error{ErrorCode::invalid,
                 {"store.definition_too_large",
                  {{"max", format("{}", row_bytes_max >> 20)}}}};
  return Done{};
}

Error lease_held(const CaseId& id, const Lease& lease) {
  return {ErrorCode::conflict,
          {"store.lease_held",
           {{"case", id.text},
            {"worker", lease.worker},
            {"since", to_local_text(lease.since)}}}};
}

Error unknown_case(const CaseId& id) {
  return {ErrorCode::not_found, {"store.unknown_case", {{"case", id.text}}}};
}

Error unknown_task(std::string_view id) {
  return {ErrorCode::not_found,
          {"store.unknown_task", {{"task", std::string(id)}}}};
}

Error unknown_definition(std::string_view hash) {
  return {ErrorCode::not_found,
          {"store.unknown_definition", {{"hash", std::string(hash)}}}};
}

Error task_of_another_case(const CaseId& id, const std::string& task,
                           const std::string& owner) {
  return {ErrorCode::invalid,
          {"store.task_of_another_case",
           {{"case", id.text}, {"task", task}, {"owner", owner}}}};
}

Error no_sealing_key(std::string_view id) {
  return {ErrorCode::not_found,
          {"store.no_sealing_key", {{"case", std::string(id)}}}};
}

Error unknown_batch(std::string_view id) {
  return {ErrorCode::not_found,
          {"store.no_batch", {{"batch", std::string(id)}}}};
}

Error unknown_batch_line(std::string_view id, std::int64_t number) {
  return {ErrorCode::not_found,
          {"store.no_batch_line",
           {{"batch", std::string(id)}, {"number", std::to_string(number)}}}};
}

Error erased_before(std::string_view id) {
  return {ErrorCode::conflict,
          {"store.erased_before", {{"case", std::string(id)}}}};
}

Error clock_mark_changed() {
  return {ErrorCode::conflict, {"store.clock_mark_changed", {}}};
}

Error history_cut(const CaseId& id, std::int64_t expected, std::size_t found) {
  return {ErrorCode::corrupt,
          {"store.history_cut",
           {{"case", id.text},
            {"expected", format("{}", expected)},
            {"found", format("{}", found)}}}};
}

Instant wall_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return from_milliseconds(
      std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

}  // namespace onething::store
