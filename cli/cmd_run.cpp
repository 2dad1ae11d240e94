// SPDX-License-Identifier: Apache-2.0
//
// `run`: one application to its end, in the foreground.

#include <sys/random.h>

#include <array>

#include "commands.h"
#include "drive.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

namespace {

// A key that nobody else draws; whoever wants to repeat safely gives --key.
std::string random_key() {
  std::array<unsigned char, 16> bytes{};
  static_cast<void>(getrandom(bytes.data(), bytes.size(), 0));
  std::string key;
  for (const unsigned char byte : bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    key += kDigits[byte >> 4];
    key += kDigits[byte & 15];
  }
  return key;
}

Result<Acted> submit(Session& session, const LoadedProject& project,
                     const Workflow& workflow, const Application& application,
                     const std::string& key) {
  Runner runner = session.make_runner(nullptr);
  return runner.submit(project, workflow, application, key, session.actor());
}

}  // namespace

int command_run(Session& session, const Arguments& arguments) {
  const Result<const Workflow*> workflow =
      session.find_workflow(arguments.get("WORKFLOW"));
  if (!workflow) return session.fail(workflow.error());
  const LoadedProject& project = *session.open_project("").value();
  if (!arguments.has("--form")) {
    session.say({"cli.missing_option", {{"option", "--form FILE"}}});
    return exit_usage;
  }
  const Result<LoadedApplication> loaded = load_application(
      arguments.get("--form"), project.project, *workflow.value());
  if (!loaded) return session.fail(loaded.error());
  if (has_errors(loaded.value().diagnostics)) {
    session.show(loaded.value().diagnostics, loaded.value().sources);
    session.say({"cli.form_has_errors", {}});
    return exit_content;
  }
  const Application& application = loaded.value().application;
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  // Before anything is stored: an environment that does not exist stops here.
  const Result<Connector*> departments = session.connect(project.project);
  if (!departments) return session.fail(departments.error());
  const std::string key =
      arguments.has("--key") ? arguments.get("--key") : random_key();
  const Result<Acted> acted =
      submit(session, project, *workflow.value(), application, key);
  if (!acted) return session.fail(acted.error());
  if (const Rejection* rejection = std::get_if<Rejection>(&acted.value()))
    return session.refuse(*rejection);
  const CaseView& view = std::get<CaseView>(acted.value());
  if (!session.json())
    session.say({"cli.case_opened", {{"case", view.id.text}}});
  return drive_and_show(session, view.id, &application);
}

}  // namespace onething::cli
