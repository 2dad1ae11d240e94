// SPDX-License-Identifier: Apache-2.0
//
// One invocation: its language, its streams and what it has opened.
//
// Results go to standard output, talk to standard error. Colour and moving
// pictures only on a terminal, never with NO_COLOR or TERM=dumb.

#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "command.h"
#include "log.h"
#include "onething/author.h"
#include "onething/diagnostic.h"
#include "onething/file_shelf.h"
#include "onething/load.h"
#include "onething/policy.h"
#include "onething/runner.h"
#include "onething/sealed_store.h"
#include "onething/store.h"
#include "onething/stub.h"

namespace onething::cli {

class Session {
 public:
  explicit Session(const Arguments& arguments);
  ~Session();

  Language language() const { return language_; }
  bool json() const { return json_; }
  bool colour() const { return colour_; }
  bool talks_to_terminal() const { return stderr_is_terminal_; }
  std::size_t columns() const { return columns_; }
  std::size_t rows() const { return rows_; }

  std::string text(const Message& message) const;
  std::string name(const Title& title) const { return title.in(language_); }

  // A result: to standard output.
  void print(std::string_view text) const;
  // 0 when everything printed so far has arrived, else the exit code that says
  // why not: a reader that went away counts as its signal would.
  int print_failure() const;
  // Talk: a line to standard error.
  void say(const Message& message) const;
  void say_text(std::string_view text) const;

  // Mistakes in files: to standard error, or as a JSON document to standard
  // output.
  void show(const Diagnostics& diagnostics, const Sources& sources) const;

  // "  - field: problem", or the problem alone where no field is named.
  std::string defect_text(const CaseDefect& defect) const;

  // Says what failed and gives the exit code for it.
  int fail(const Error& error) const;
  int refuse(const Rejection& rejection) const;

  // --project or ONETHING_PROJECT; empty when neither is given.
  std::string project_folder() const;
  // The project's language, unless the user has asked for one.
  void adopt_language(const ProjectFile& file);

  // The project that governs `near` (a path; empty: where we are, or
  // --project). Diagnostics are printed; errors among them are an Error.
  Result<const LoadedProject*> open_project(const std::string& near);
  // The project's texts with paths as seen from here, for showing.
  Sources shown_sources() const;
  // The workflow named by a path or an id.
  Result<const Workflow*> find_workflow(const std::string& name);

  // The keys under which values are sealed; empty where none are configured.
  Result<Keyring> keyring();
  // How they are sealed, as the project says.
  std::string sealing_suite() const;

  // --store, ONETHING_STORE, or the project's.
  Result<std::string> store_address();
  // Refuses what an older version made: that is for `db upgrade`.
  Result<Store*> open_store();

  // Connects the departments of --env (default: trial), starting the stub where
  // the environment wants it and nothing else is configured.
  Result<Connector*> connect(const Project& project);
  Stub* stub() { return stub_.get(); }
  const std::string& environment() const { return environment_; }

  // Holds the run to the end of the process, so that nothing is freed that the
  // system takes back at once.
  const CheckRun& keep(CheckRun run);
  // `jobs` threads at most, to the end of the process: one that ends has to put
  // its memory in order first, and for nothing.
  Workers& workers(unsigned jobs);
  // Something is open that has to be closed: a store, the stub, connections.
  bool has_open() const { return store_ || stub_ || connector_; }

  // Where --log (unless the command means something else by it) or ONETHING_LOG
  // says; without effect when neither does.
  Status open_log(const CommandSpec& command);
  // Null where there is no log.
  Log* log() const { return log_.get(); }

  // A runner over the opened store; departments may be null.
  Runner make_runner(Connector* departments, RunnerOptions options = {});
  // Guarded once the store is open.
  Clock& clock() { return *clock_; }
  // Says once that the machine's clock is not believed, where it is not.
  void tell_of_clock();
  Instant now() const { return clock_->now(); }

  // Finds out who acts, by --as, ONETHING_AS or the user, and by which way. In
  // a project that names people it is one of them: not_found else, with the
  // names that come close. Called once, before the command.
  Status identify();
  const Actor& actor() const { return actor_; }
  // The exit code, having said why, when the actor may not; else nothing.
  std::optional<int> refused(Act act, const Subject& subject) const;
  // What the project says of somebody else; nothing where it names no people.
  Result<std::optional<Standing>> standing_of(const std::string& name);

  // Beside the store: the files of cases.
  Result<FileShelf*> open_files();

 private:
  std::string project_key() const;
  Result<const Project*> governing_project();
  Error no_person(const std::string& name) const;
  Result<std::unique_ptr<Store>> seal(std::unique_ptr<Store> store);
  void choose_language(const Arguments& arguments);

  const Arguments& arguments_;
  std::unique_ptr<Workers> workers_;
  Language language_ = Language::en;
  bool language_is_given_ = false;
  mutable int print_errno_ = 0;  // Of the first print that failed.
  bool json_ = false;
  bool colour_ = false;
  bool stderr_is_terminal_ = false;
  std::size_t columns_ = 80;
  std::size_t rows_ = 24;
  std::string environment_;
  std::unique_ptr<LoadedProject> project_;
  std::unique_ptr<CheckRun> run_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Stub> stub_;
  std::unique_ptr<Connector> connector_;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<Log> log_;
  std::unique_ptr<FileShelf> files_;
  Actor actor_;
  bool told_of_clock_ = false;
};

}  // namespace onething::cli
