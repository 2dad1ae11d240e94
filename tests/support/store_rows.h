// SPDX-License-Identifier: Apache-2.0
//
// Rows and commits for tests of stores: short to write, filled enough to see
// when a column is lost. Holds no expectations.

#pragma once

#include <cstdio>
#include <string>

#include "onething/store.h"

namespace onething::testing {

// "case007", so that ids sort as their numbers do.
inline std::string numbered(const std::string& prefix, int number) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "%03d", number);
  return prefix + digits;
}

inline Record record_of(const std::string& type, const std::string& payload) {
  Record record;
  record.type = type;
  record.at = {1'772'413'200, 0};
  record.payload = payload;
  return record;
}

// `count` records on top of `expected` that are already there.
inline CaseCommit chained_commit(const std::string& id, std::int64_t expected,
                                 int count) {
  CaseCommit commit;
  commit.row.id.text = id;
  commit.row.workflow = "w";
  commit.row.state = "processing";
  commit.expected_length = expected;
  for (int i = 0; i < count; ++i)
    commit.records.push_back(
        record_of("step_started", R"({"step":"tax","n":1})"));
  return commit;
}

inline CaseCommit opening_commit(const std::string& id, int count) {
  return chained_commit(id, 0, count);
}

inline CaseRow full_case_row(const std::string& id) {
  CaseRow row;
  row.id.text = id;
  row.workflow = "individual_to_company";
  row.definition = "definition-hash";
  row.submission_key = "key-1";
  row.input_digest = "digest-1";
  row.subject = "92370202MA3D0000X0";
  row.title = "个体工商户转型为企业";
  row.state = "processing";
  row.received_at = {1'772'413'200, 1};
  row.changed_at = {1'772'413'201, 999'999'999};
  row.due = Date{-1};
  row.wake_at = Instant{253'402'300'799, 2};
  row.attention = true;
  row.calls_open = 2;
  row.calls_unknown = 3;
  row.calls_again = 4;
  return row;
}

inline TaskRow task_of(const std::string& case_id, const std::string& id) {
  TaskRow row;
  row.id = id;
  row.case_id.text = case_id;
  row.step = "accept";
  row.kind = "work";
  row.department = "tax";
  row.role = "clerk";
  row.title = "受理";
  row.state = "open";
  row.version = 1;
  row.opened_at = {1'772'413'200, 3};
  return row;
}

inline std::string text_of(const CaseRow& row) {
  return row.id.text + "|" + row.workflow + "|" + row.definition + "|" +
         row.submission_key + "|" + row.input_digest + "|" + row.subject + "|" +
         row.title + "|" + row.state + "|" + to_text(row.received_at) + "|" +
         to_text(row.changed_at) + "|" + (row.due ? to_text(*row.due) : "-") +
         "|" + (row.wake_at ? to_text(*row.wake_at) : "-") +
         (row.attention ? "|!" : "|.") + std::to_string(row.calls_open) + "," +
         std::to_string(row.calls_unknown) + "," +
         std::to_string(row.calls_again) +
         (row.length == 0 ? "" : "|" + std::to_string(row.length));
}

inline std::string text_of(const TaskRow& row) {
  return row.id + "|" + row.case_id.text + "|" + row.step + "|" + row.kind +
         "|" + row.department + "|" + row.role + "|" + row.title + "|" +
         row.state + "|" + row.assignee + "|" + std::to_string(row.version) +
         "|" + to_text(row.opened_at) + "|" +
         (row.due ? to_text(*row.due) : "-");
}

}  // namespace onething::testing
