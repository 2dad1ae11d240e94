// SPDX-License-Identifier: Apache-2.0
//
// `task …`: what people are asked to do, and how they end it.

#include <algorithm>
#include <variant>

#include "commands.h"
#include "drive.h"
#include "print.h"
#include "session.h"
#include "task_rows.h"

namespace onething::cli {

namespace {

// "FIELD=VALUE" into its halves; no "=" gives an empty field.
std::pair<std::string, std::string> halves(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return {"", text};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

// As many as the filter says of those that mean that something went wrong.
Result<std::vector<TaskRow>> troubled_tasks(Store& store, TaskFilter filter) {
  const auto wanted = static_cast<std::size_t>(std::max(filter.limit, 0));
  std::vector<TaskRow> found;
  while (found.size() < wanted) {
    OT_TRY(std::vector<TaskRow> rows, store.tasks(filter));
    if (rows.empty()) break;
    filter.after = rows.back().id;
    for (TaskRow& row : rows)
      if (is_trouble(row.kind) && found.size() < wanted)
        found.push_back(std::move(row));
  }
  return found;
}

int end_task(Session& session, const Arguments& arguments, EndTask end) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  end.task = arguments.get("TASK");
  const Result<TaskRow> row = store.value()->task(end.task);
  if (!row) return session.fail(row.error());
  return act_and_show(session, row.value().case_id,
                      {std::move(end), session.actor()});
}

}  // namespace

int command_task_list(Session& session, const Arguments& arguments) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  TaskFilter filter;
  filter.case_id = arguments.get("--case");
  filter.department = arguments.get("--department");
  filter.role = arguments.get("--role");
  if (arguments.has("--mine")) filter.assignee = session.actor().id;
  if (const Status limit = arguments.number("--limit", filter.limit); !limit)
    return session.fail(limit.error());
  Result<std::vector<TaskRow>> rows =
      arguments.has("--attention") ? troubled_tasks(*store.value(), filter)
                                   : store.value()->tasks(filter);
  if (!rows) return session.fail(rows.error());
  const Result<std::vector<TaskLine>> lines =
      task_lines(session, std::move(rows.value()));
  if (!lines) return session.fail(lines.error());
  if (session.json()) {
    List list;
    for (const TaskLine& line : lines.value())
      list.push_back(task_document(line));
    session.print(to_json(Object{{"tasks", std::move(list)}}, 2) + "\n");
    return exit_done;
  }
  if (lines.value().empty())
    session.say({"cli.no_tasks", {}});
  else
    session.print(tasks_table(session, lines.value()));
  return exit_done;
}

int command_task_claim(Session& session, const Arguments& arguments) {
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<TaskRow> row = store.value()->task(arguments.get("TASK"));
  if (!row) return session.fail(row.error());
  Runner runner = session.make_runner(nullptr);
  const Result<Acted> acted = runner.act(
      row.value().case_id, {ClaimTask{arguments.get("TASK")}, session.actor()});
  if (!acted) return session.fail(acted.error());
  if (const Rejection* rejection = std::get_if<Rejection>(&acted.value()))
    return session.refuse(*rejection);
  session.say({"cli.claimed",
               {{"task", row.value().id}, {"actor", session.actor().id}}});
  return exit_done;
}

int command_task_complete(Session& session, const Arguments& arguments) {
  EndTask end;
  end.how = EndTask::How::complete;
  end.reason = arguments.get("--reason");
  end.output = Object{};
  if (arguments.has("--data")) {
    Result<Value> data = load_values(arguments.get("--data"));
    if (!data) return session.fail(data.error());
    end.output = std::move(data.value());
  }
  for (const std::string& text : arguments.all("--set")) {
    const auto [field, value] = halves(text);
    if (field.empty() || end.output.object() == nullptr) {
      session.say({"cli.bad_pair", {{"option", "--set"}, {"value", text}}});
      return exit_usage;
    }
    end.output.object()->set(field, value);
  }
  return end_task(session, arguments, std::move(end));
}

int command_task_return(Session& session, const Arguments& arguments) {
  EndTask end;
  end.how = EndTask::How::give_back;
  for (const std::string& text : arguments.all("--problem")) {
    const auto [field, problem] = halves(text);
    end.defects.push_back({field, "", problem, {}});
  }
  if (end.defects.empty()) {
    session.say({"cli.missing_option", {{"option", "--problem FIELD=TEXT"}}});
    return exit_usage;
  }
  return end_task(session, arguments, std::move(end));
}

int command_task_refuse(Session& session, const Arguments& arguments) {
  EndTask end;
  end.how = EndTask::How::refuse;
  end.reason = arguments.get("--reason");
  end.basis = arguments.get("--basis");
  end.remedies = arguments.all("--remedy");
  // 行政许可法 art. 38: a refusal states reasons and remedies.
  if (end.reason.empty() || end.basis.empty() || end.remedies.empty()) {
    session.say({"cli.refusal_incomplete", {}});
    return exit_usage;
  }
  return end_task(session, arguments, std::move(end));
}

int command_task_fail(Session& session, const Arguments& arguments) {
  EndTask end;
  end.how = EndTask::How::fail;
  end.reason = arguments.get("--reason");
  if (end.reason.empty()) {
    session.say({"cli.missing_option", {{"option", "--reason TEXT"}}});
    return exit_usage;
  }
  return end_task(session, arguments, std::move(end));
}

int command_task_retry(Session& session, const Arguments& arguments) {
  EndTask end;
  end.how = EndTask::How::retry;
  end.reason = arguments.get("--reason");
  return end_task(session, arguments, std::move(end));
}

int command_task_skip(Session& session, const Arguments& arguments) {
  EndTask end;
  end.how = EndTask::How::skip;
  end.reason = arguments.get("--reason");
  if (end.reason.empty()) {
    session.say({"cli.missing_option", {{"option", "--reason TEXT"}}});
    return exit_usage;
  }
  return end_task(session, arguments, std::move(end));
}

}  // namespace onething::cli
