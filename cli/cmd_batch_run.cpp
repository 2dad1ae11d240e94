// SPDX-License-Identifier: Apache-2.0
//
// `batch run`, `resume`, `retry` and `cancel`: what moves cases.

#include <charconv>
#include <utility>

#include "batch_file.h"
#include "batch_progress.h"
#include "bulk.h"
#include "commands.h"
#include "print.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

Error bad(std::string_view option, const std::string& value,
          std::string_view example) {
  return {ErrorCode::not_found,
          {"batch.bad_value",
           {{"option", std::string(option)},
            {"value", value},
            {"example", std::string(example)}}}};
}

// "20", or "5%".
Status read_failures(const Arguments& arguments, BatchPlan& plan) {
  constexpr std::string_view kOption = "--stop-after-failures";
  if (!arguments.has(kOption)) return Done{};
  std::string text = arguments.get(kOption);
  const bool is_share = text.ends_with('%');
  if (is_share) text.pop_back();
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || rest != end || number < 1 ||
      (is_share && number > 100))
    return bad(kOption, arguments.get(kOption), "20, 5%");
  (is_share ? plan.failures_percent : plan.failures_max) = number;
  return Done{};
}

Result<BatchPlan> plan_of(const Arguments& arguments) {
  BatchPlan plan;
  constexpr std::int64_t kJobsMax = 10'000;
  auto jobs = static_cast<std::int64_t>(plan.jobs);
  OT_CHECK(arguments.number("--jobs", jobs));
  if (jobs < 1 || jobs > kJobsMax)
    return bad("--jobs", arguments.get("--jobs"), "64");
  plan.jobs = static_cast<std::size_t>(jobs);
  OT_CHECK(arguments.number("--limit", plan.limit));
  if (arguments.has("--limit") && plan.limit < 1)
    return bad("--limit", arguments.get("--limit"), "100");
  if (arguments.has("--rate")) {
    plan.rate = parse_call_rate(arguments.get("--rate"));
    if (!plan.rate) return bad("--rate", arguments.get("--rate"), "50/s");
  }
  OT_CHECK(read_failures(arguments, plan));
  return plan;
}

std::string_view word_of(BatchEnd end) {
  switch (end) {
    case BatchEnd::finished:
      return "finished";
    case BatchEnd::limit:
      return "limit";
    case BatchEnd::failures:
      return "failures";
    case BatchEnd::stopped:
      return "stopped";
  }
  return "";
}

// The exit code says whether every row got through, as far as it could.
int code_of(const BatchRun& run) {
  if (run.end == BatchEnd::stopped)
    return stopped_by_signal() == 0 ? exit_surroundings : stopped_by_signal();
  const BatchStanding& standing = run.standing;
  const bool has_bad =
      standing.refused + standing.attention + standing.ended > 0;
  if (run.end == BatchEnd::failures || has_bad) return exit_content;
  return run.held > 0 ? exit_surroundings : exit_done;
}

int print_run(Session& session, const std::string& batch, const BatchRun& run) {
  if (session.json()) {
    session.print(to_json(Object{{"batch", batch},
                                 {"end", std::string(word_of(run.end))},
                                 {"opened", run.opened},
                                 {"held", run.held},
                                 {"counts", standing_document(run.standing)}},
                          2) +
                  "\n");
    return code_of(run);
  }
  session.print(standing_text(session, run.standing));
  if (run.end == BatchEnd::stopped)
    session.say({"batch.ended_stopped", {{"batch", batch}}});
  if (run.end == BatchEnd::limit)
    session.say({"batch.ended_limit", {{"batch", batch}}});
  if (run.end == BatchEnd::failures)
    session.say({"batch.ended_failures", {{"batch", batch}}});
  if (run.held > 0)
    session.say({"batch.held", {{"count", std::to_string(run.held)}}});
  if (run.standing.refused + run.standing.attention > 0)
    session.say({"batch.see_report", {{"batch", batch}}});
  return code_of(run);
}

Result<int> go_on(Session& session, const Arguments& arguments,
                  const BatchFile& file) {
  OT_TRY(const BatchPlan plan, plan_of(arguments));
  const BatchInput& input = *file.input;
  OT_TRY(Store * store, session.open_store());
  OT_TRY(Connector * departments, session.connect(input.project.project));
  const Environment& environment =
      *input.project.project.find_environment(session.environment());
  const std::unique_ptr<PacedConnector> paced =
      pace_calls(*departments, environment, session.clock(), stop_flag());
  BatchProgress progress(session, *paced, input.project.project);
  RunnerOptions options;
  options.waiting = [&] { progress.tick(); };
  Runner runner = session.make_runner(paced.get(), std::move(options));
  OT_TRY(const BatchRow row,
         open_batch(input, *store, session.actor(), session.now()));
  if (row.state != "open")
    return Error{ErrorCode::invalid,
                 {"batch.is_cancelled", {{"batch", row.id}}}};
  session.say({"batch.is", {{"batch", row.id}}});
  const Result<BatchRun> run =
      run_batch(input, plan, runner, *store, session.clock(), session.actor(),
                stop_flag(), [&](const BatchRun& now) { progress.show(now); });
  progress.finish();
  if (!run) {
    const int code = session.fail(run.error());
    session.say({"batch.go_on", {{"batch", row.id}}});
    return code;
  }
  return print_run(session, row.id, run.value());
}

// What would become of each row; nothing is stored.
Result<int> rehearse(Session& session, const BatchFile& file) {
  OT_TRY(Store * store, session.open_store());
  Runner runner = session.make_runner(nullptr);
  OT_TRY(const std::vector<CheckedRow> checked,
         check_rows(*file.input, runner, *store, session.actor(), stop_flag()));
  if (stopped_by_signal() != 0) return stopped_by_signal();
  std::int64_t refused = 0;
  std::int64_t known = 0;
  for (const CheckedRow& row : checked) {
    refused += row.defects.empty() ? 0 : 1;
    known += row.is_known ? 1 : 0;
    if (!row.defects.empty() && !session.json())
      session.print(
          session.text({"batch.defect_at_line",
                        {{"line", std::to_string(row.line)},
                         {"defect", defects_line(session, row.defects)}}}) +
          "\n");
  }
  const auto rows = static_cast<std::int64_t>(checked.size());
  const std::string batch = make_batch_id(*file.input);
  if (session.json())
    session.print(to_json(Object{{"batch", batch},
                                 {"rows", rows},
                                 {"would_open", rows - refused - known},
                                 {"already_there", known},
                                 {"would_refuse", refused}},
                          2) +
                  "\n");
  else
    session.say({"batch.would",
                 {{"batch", batch},
                  {"open", std::to_string(rows - refused - known)},
                  {"known", std::to_string(known)},
                  {"refused", std::to_string(refused)}}});
  return refused > 0 ? exit_content : exit_done;
}

Result<int> run(Session& session, const Arguments& arguments) {
  OT_TRY(const BatchPlan checked, plan_of(arguments));
  static_cast<void>(checked);
  OT_TRY(const std::unique_ptr<BatchFile> file,
         load_batch_file(session, source_of(arguments)));
  if (arguments.has("--dry-run")) return rehearse(session, *file);
  return go_on(session, arguments, *file);
}

Result<int> resume(Session& session, const Arguments& arguments) {
  OT_TRY(const BatchRow row, find_batch(session, arguments.get("BATCH")));
  OT_TRY(const std::unique_ptr<BatchFile> file,
         load_batch_file(session, row, arguments));
  return go_on(session, arguments, *file);
}

// The cases of a batch that `wanted` finds.
Result<std::vector<CaseRow>> cases_of(
    Store& store, const std::string& batch,
    const std::function<bool(const CaseRow&)>& wanted) {
  std::vector<CaseRow> rows;
  OT_CHECK(
      for_each_line(store, batch, [&](const BatchLine& line) -> Result<bool> {
        if (line.case_id.empty()) return true;
        Result<CaseRow> row = store.row(CaseId{line.case_id});
        if (!row && row.error().code != ErrorCode::not_found)
          return row.error();
        if (row && wanted(row.value())) rows.push_back(std::move(row.value()));
        return true;
      }));
  return rows;
}

// Steps that failed and wait for a person are tried again. Where nobody knows
// whether something was done, a person has to find out: those stay.
Result<std::int64_t> retry_attention(Session& session, Runner& runner,
                                     Store& store, const std::string& batch,
                                     const std::string& reason) {
  OT_TRY(
      const std::vector<CaseRow> rows,
      cases_of(store, batch, [](const CaseRow& row) { return row.attention; }));
  std::int64_t retried = 0;
  for (const CaseRow& row : rows) {
    if (stop_flag()->load()) break;
    OT_TRY(const CaseView view, runner.view(row.id));
    bool any = false;
    for (const TaskView& task : view.tasks) {
      if (task.kind != "fallback") continue;
      EndTask end;
      end.task = task.id;
      end.how = EndTask::How::retry;
      end.reason = reason;
      const Result<Acted> acted =
          runner.act(row.id, {std::move(end), session.actor()});
      if (!acted) return acted.error();
      if (const auto* refused = std::get_if<Rejection>(&acted.value()))
        session.say({"batch.not_retried",
                     {{"case", row.id.text}, {"why", refused->message}}});
      else
        any = true;
    }
    retried += any ? 1 : 0;
  }
  return retried;
}

Result<int> retry(Session& session, const Arguments& arguments) {
  const bool failed = arguments.has("--failed");
  const bool attention = arguments.has("--attention");
  if (!failed && !attention)
    return Error{ErrorCode::not_found, {"batch.retry_what", {}}};
  if (attention && arguments.get("--reason").empty())
    return Error{ErrorCode::not_found,
                 {"cli.missing_option", {{"option", "--reason TEXT"}}}};
  OT_TRY(const BatchRow row, find_batch(session, arguments.get("BATCH")));
  OT_TRY(const std::unique_ptr<BatchFile> file,
         load_batch_file(session, row, arguments));
  if (row.state != "open")
    return Error{ErrorCode::invalid,
                 {"batch.is_cancelled", {{"batch", row.id}}}};
  OT_TRY(Store * store, session.open_store());
  if (failed) {
    OT_TRY(const std::int64_t count, readmit_rows(*file->input, *store));
    session.say({"batch.readmitted", {{"count", std::to_string(count)}}});
  }
  if (attention) {
    Runner runner = session.make_runner(nullptr);
    OT_TRY(const std::int64_t count,
           retry_attention(session, runner, *store, row.id,
                           arguments.get("--reason")));
    session.say({"batch.retried", {{"count", std::to_string(count)}}});
  }
  return go_on(session, arguments, *file);
}

Result<int> cancel(Session& session, const Arguments& arguments) {
  const std::string reason = arguments.get("--reason");
  OT_TRY(const BatchRow row, find_batch(session, arguments.get("BATCH")));
  OT_TRY(Store * store, session.open_store());
  OT_TRY(const std::int64_t left,
         cancel_batch(*store, row.id, reason, session.now()));
  session.say({"batch.cancelled",
               {{"batch", row.id}, {"count", std::to_string(left)}}});
  if (!arguments.has("--withdraw")) return exit_done;
  const std::vector<std::string> endings = ended_states();
  OT_TRY(const std::vector<CaseRow> rows,
         cases_of(*store, row.id, [&](const CaseRow& each) {
           return std::find(endings.begin(), endings.end(), each.state) ==
                  endings.end();
         }));
  Runner runner = session.make_runner(nullptr);
  BulkOrder order;
  order.command = {WithdrawCase{reason}, session.actor()};
  order.apply = true;
  return run_bulk(session, arguments, runner, rows, order);
}

int shown(Session& session, const Result<int>& result) {
  return result ? result.value() : session.fail(result.error());
}

}  // namespace

int command_batch_run(Session& session, const Arguments& arguments) {
  return shown(session, run(session, arguments));
}

int command_batch_resume(Session& session, const Arguments& arguments) {
  return shown(session, resume(session, arguments));
}

int command_batch_retry(Session& session, const Arguments& arguments) {
  return shown(session, retry(session, arguments));
}

int command_batch_cancel(Session& session, const Arguments& arguments) {
  if (arguments.get("--reason").empty()) {
    session.say({"cli.missing_option", {{"option", "--reason TEXT"}}});
    return exit_usage;
  }
  return shown(session, cancel(session, arguments));
}

}  // namespace onething::cli
