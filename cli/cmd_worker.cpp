// SPDX-License-Identifier: Apache-2.0
//
// `worker`: moves on every case whose moment has come, now or from now on.

#include <algorithm>
#include <chrono>
#include <thread>

#include "commands.h"
#include "print.h"
#include "session.h"
#include "signals.h"

namespace onething::cli {

namespace {

// How often an idle worker looks; a deadline is a matter of days, a retry that
// another process left behind one of seconds.
constexpr std::chrono::milliseconds kIdle{1'000};
constexpr int kAtOnce = 200;

// One round; how many cases were moved, or an error.
Result<std::size_t> move_due(Session& session, Store& store, Runner& runner) {
  session.tell_of_clock();
  OT_TRY(std::vector<CaseId> due, store.due(session.clock().now(), kAtOnce));
  // What departments have laid down since.
  OT_TRY(const std::vector<CaseId> answered, runner.cases_with_arrivals());
  for (const CaseId& id : answered)
    if (std::find(due.begin(), due.end(), id) == due.end()) due.push_back(id);
  std::size_t moved = 0;
  for (const CaseId& id : due) {
    if (stopped_by_signal() != 0) break;
    const CaseId ids[] = {id};
    const auto driven = runner.drive(ids);
    if (driven) {
      ++moved;
      session.say(
          {"cli.worker_moved",
           {{"case", id.text},
            {"state", status_text(session, driven.value()[0].status)}}});
    } else {
      session.say(driven.error().message);
    }
  }
  return moved;
}

}  // namespace

int command_worker(Session& session, const Arguments& arguments) {
  const Result<const LoadedProject*> project = session.open_project("");
  if (!project) return session.fail(project.error());
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<Connector*> departments =
      session.connect(project.value()->project);
  if (!departments) return session.fail(departments.error());
  Runner runner = session.make_runner(departments.value());
  std::size_t total = 0;
  while (stopped_by_signal() == 0) {
    const Result<std::size_t> moved = move_due(session, *store.value(), runner);
    if (!moved) return session.fail(moved.error());
    total += moved.value();
    if (arguments.has("--once")) break;
    if (moved.value() == 0) std::this_thread::sleep_for(kIdle);
  }
  session.say({"cli.worker_total", {{"count", std::to_string(total)}}});
  return exit_done;
}

}  // namespace onething::cli
