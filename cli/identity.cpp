// SPDX-License-Identifier: Apache-2.0
//
// Session: who acts, and what the project says of them.

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "onething/text.h"
#include "session.h"

namespace onething::cli {

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

bool has_role(const Person& person, Role role) {
  return std::find(person.roles.begin(), person.roles.end(), role) !=
         person.roles.end();
}

// Where nobody says by which way: their own, the window for those who sit
// there.
Channel usual_channel(const Person& person) {
  if (!person.channels.empty()) return person.channels.front();
  if (has_role(person, Role::window)) return Channel::window;
  return has_role(person, Role::system) ? Channel::system : Channel::online;
}

}  // namespace

// Null where there is no project. One whose own file cannot be read in full may
// have lost its people, and then nobody is let pass.
Result<const Project*> Session::governing_project() {
  const std::string near =
      arguments_.has("WORKFLOW") ? arguments_.get("WORKFLOW") : "";
  const Result<const LoadedProject*> loaded = open_project(near);
  if (!loaded) {
    if (loaded.error().code == ErrorCode::not_found) return nullptr;
    return loaded.error();
  }
  const LoadedProject& project = *loaded.value();
  for (const Diagnostic& each : project.diagnostics)
    if (each.severity == Severity::error &&
        project.sources.files[each.span.file].path == "onething.yaml") {
      show(project.diagnostics, shown_sources());
      return Error{ErrorCode::invalid, {"cli.project_has_errors", {}}};
    }
  return &project.project;
}

Error Session::no_person(const std::string& name) const {
  std::vector<std::string_view> names;
  for (const Person& person : project_->project.file.people)
    names.push_back(person.id.text);
  std::string close;
  for (const std::string& each : did_you_mean(name, names))
    close += (close.empty() ? "" : ", ") + each;
  if (close.empty())
    return {ErrorCode::not_found, {"cli.no_person", {{"name", name}}}};
  return {ErrorCode::not_found,
          {"cli.no_person_close", {{"name", name}, {"close", close}}}};
}

Status Session::identify() {
  for (const std::string& name :
       {arguments_.get("--as"), variable("ONETHING_AS"), variable("USER"),
        std::string("unknown")}) {
    if (name.empty()) continue;
    actor_.id = name;
    break;
  }
  actor_.channel =
      channel_of(arguments_.get("--channel")).value_or(Channel::online);
  OT_TRY(const Project* project, governing_project());
  if (project == nullptr || project->file.people.empty()) return Done{};
  const Person* person = project->find_person(actor_.id);
  if (person == nullptr) return no_person(actor_.id);
  if (!arguments_.has("--channel")) actor_.channel = usual_channel(*person);
  actor_.standing = onething::standing_of(*person);
  return Done{};
}

std::optional<int> Session::refused(Act act, const Subject& subject) const {
  std::optional<Message> why = why_not(actor_, act, subject);
  if (!why) return std::nullopt;
  return refuse({std::move(*why), {}});
}

Result<std::optional<Standing>> Session::standing_of(const std::string& name) {
  if (!actor_.standing || name.empty()) return std::optional<Standing>();
  const Person* person = project_->project.find_person(name);
  if (person == nullptr) return no_person(name);
  return std::optional<Standing>(onething::standing_of(*person));
}

Result<FileShelf*> Session::open_files() {
  if (files_) return files_.get();
  OT_TRY(const std::string address, store_address());
  OT_TRY(files_, open_file_shelf(address));
  return files_.get();
}

}  // namespace onething::cli
