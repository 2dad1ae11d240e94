// SPDX-License-Identifier: Apache-2.0
//
// Rows of tasks as a table for people and as JSON: what is to be done, and in
// whose case.
//
// A row of the store knows neither the title of a step nor whose case it is;
// both are read from the case.

#pragma once

#include <string>
#include <vector>

#include "onething/store.h"
#include "session.h"

namespace onething::cli {

struct TaskLine {
  TaskRow row;
  Message kind;         // "fallback"
  std::string title;    // Of the step; empty for a task of the case itself.
  std::string subject;  // Of the case, as far as it may be seen.
};

// Reads every case that has one of these tasks, once.
Result<std::vector<TaskLine>> task_lines(Session& session,
                                         std::vector<TaskRow> rows);

std::string tasks_table(const Session& session,
                        const std::vector<TaskLine>& lines);

Value task_document(const TaskLine& line);

}  // namespace onething::cli
