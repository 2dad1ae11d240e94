// SPDX-License-Identifier: Apache-2.0
// One case through the library: project, stub, store in memory, run, outcome.
#include <cstdio>

#include "onething/load.h"
#include "onething/runner.h"
#include "onething/stub.h"

using namespace onething;

int main(int, char** argv) {  // argv: project folder, workflow id, form file
  const LoadedProject loaded = load_project(argv[1]).value();
  const Workflow& workflow = *loaded.project.find_workflow(argv[2]);
  const LoadedApplication form =
      load_application(argv[3], loaded.project, workflow).value();
  const auto stub = std::move(Stub::start(loaded.project, {}).value());
  const auto departments = std::move(make_department_connector(
      loaded.project, *loaded.project.find_environment("trial"), stub->base())
                                         .value());
  const auto store = make_memory_store();
  const auto clock = make_system_clock();
  Runner runner(*store, *clock, departments.get());
  const Acted acted =
      runner.submit(loaded, workflow, form.application, "embed-1", {}).value();
  const CaseId ids[] = {std::get<CaseView>(acted).id};
  const CaseView view = runner.drive(ids).value().front();
  std::printf("%s %s\n", view.status.c_str(), to_json(view.outcome).c_str());
  return view.status == "granted" ? 0 : 1;
}
