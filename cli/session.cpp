// SPDX-License-Identifier: Apache-2.0

#include "session.h"

#include <sys/ioctl.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "onething/diagnostic.h"
#include "onething/guarded_clock.h"
#include "onething/text.h"
#include "signals.h"

namespace onething::cli {

namespace fs = std::filesystem;

namespace {

std::string environment_variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

bool looks_like_path(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".yaml") ||
         name.ends_with(".yml");
}

}  // namespace

Session::Session(const Arguments& arguments)
    : arguments_(arguments), clock_(make_system_clock()) {
  if (const auto start = parse_instant(environment_variable("ONETHING_NOW")))
    clock_ = make_clock_at(
        *start, parse_duration(environment_variable("ONETHING_UPTIME")));
  choose_language(arguments);
  json_ = arguments.get("--format") == "json";
  stderr_is_terminal_ =
      isatty(STDERR_FILENO) != 0 && environment_variable("TERM") != "dumb";
  const bool plain = !environment_variable("NO_COLOR").empty() ||
                     environment_variable("TERM") == "dumb";
  const std::string wish = arguments.get("--color");
  colour_ = wish == "always" ||
            (wish != "never" && !plain && isatty(STDOUT_FILENO) != 0);
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    columns_ = size.ws_col;
    rows_ = size.ws_row;
  }
  environment_ = arguments.has("--env") ? arguments.get("--env") : "trial";
}

Session::~Session() = default;

Workers& Session::workers(unsigned jobs) {
  if (!workers_) workers_ = std::make_unique<Workers>(jobs);
  return *workers_;
}

void Session::choose_language(const Arguments& arguments) {
  for (const std::string& wish :
       {arguments.get("--lang"), environment_variable("ONETHING_LANG")}) {
    if (wish.empty()) continue;
    language_ = language_of(wish);
    language_is_given_ = true;
    return;
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string locale = environment_variable(name);
    if (locale.empty()) continue;
    language_ = language_of(locale);
    return;
  }
}

std::string Session::text(const Message& message) const {
  return render(message, language_);
}

void Session::print(std::string_view text) const {
  if (print_errno_ != 0) return;
  errno = 0;
  const bool arrived =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
      std::fflush(stdout) == 0;
  if (!arrived) print_errno_ = errno != 0 ? errno : EIO;
}

int Session::print_failure() const {
  if (print_errno_ == 0) return exit_done;
  return print_errno_ == EPIPE ? 128 + SIGPIPE : exit_surroundings;
}

void Session::say(const Message& message) const { say_text(text(message)); }

void Session::say_text(std::string_view text) const {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fputc('\n', stderr);
}

void Session::show(const Diagnostics& diagnostics,
                   const Sources& sources) const {
  const RenderOptions options{language_, colour_};
  if (json_) {
    print(render_json(diagnostics, sources, options) + "\n");
    return;
  }
  std::string text = render_text(diagnostics, sources, options);
  if (text.ends_with('\n')) text.pop_back();  // say_text() ends the line.
  say_text(text);
}

Sources Session::shown_sources() const {
  Sources shown = project_->sources;
  std::error_code ignored;
  for (SourceFile& file : shown.files) {
    const fs::path path =
        fs::proximate(fs::path(project_->root) / file.path, ignored);
    if (!path.empty()) file.path = path.string();
  }
  return shown;
}

Status Session::open_log(const CommandSpec& command) {
  bool is_own = false;
  for (const OptionSpec& option : command.options)
    is_own = is_own || option.name == "--log";
  std::string path = is_own ? std::string() : arguments_.get("--log");
  if (path.empty()) path = environment_variable("ONETHING_LOG");
  if (path.empty()) return Done{};
  OT_TRY(log_, Log::open(path, *clock_));
  log_->command_started(command.path);
  return Done{};
}

int Session::fail(const Error& error) const {
  if (log_) log_->failed(error);
  say({"cli.error", {{"what", error.message}}});
  if (json_)
    print(to_json(Object{{"error",
                          Object{{"message_id", std::string(error.message.key)},
                                 {"message", text(error.message)}}}},
                  2) +
          "\n");
  switch (error.code) {
    case ErrorCode::not_found:
      return exit_usage;
    case ErrorCode::invalid:
      return exit_content;
    case ErrorCode::conflict:
    case ErrorCode::unavailable:
    case ErrorCode::corrupt:
      return exit_surroundings;
    case ErrorCode::unknown:
      say({"cli.outcome_unknown", {}});
      return exit_surroundings;
  }
  return exit_bug;
}

std::string Session::defect_text(const CaseDefect& defect) const {
  const std::string name = defect.title.empty() ? defect.field : defect.title;
  if (name.empty())
    return text(
        {"cli.defect_alone", {{"problem", problem_text(defect, language())}}});
  return text(
      {"cli.defect",
       {{"field", name}, {"problem", problem_text(defect, language())}}});
}

int Session::refuse(const Rejection& rejection) const {
  say({"cli.refused", {{"what", rejection.message}}});
  List defects;
  for (const CaseDefect& defect : rejection.defects) {
    say_text(defect_text(defect));
    defects.push_back(Object{{"field", defect.field},
                             {"problem", problem_text(defect, language())}});
  }
  if (!json_) return exit_content;
  print(to_json(Object{{"refused", Object{{"message_id",
                                           std::string(rejection.message.key)},
                                          {"message", text(rejection.message)},
                                          {"defects", std::move(defects)}}}},
                2) +
        "\n");
  return exit_content;
}

std::string Session::project_folder() const {
  const std::string wish = arguments_.get("--project");
  return wish.empty() ? environment_variable("ONETHING_PROJECT") : wish;
}

void Session::adopt_language(const ProjectFile& file) {
  if (!language_is_given_ && !file.language.empty())
    language_ = language_of(file.language);
}

Result<const LoadedProject*> Session::open_project(const std::string& near) {
  if (project_) return project_.get();
  std::string start = project_folder();
  if (start.empty()) start = looks_like_path(near) ? near : ".";
  OT_TRY(const std::string root, find_project(start));
  OT_TRY(LoadedProject loaded, load_project(root));
  project_ = std::make_unique<LoadedProject>(std::move(loaded));
  adopt_language(project_->project.file);
  return project_.get();
}

Result<const Workflow*> Session::find_workflow(const std::string& name) {
  std::error_code ignored;
  if (looks_like_path(name) && !fs::exists(name, ignored))
    return Error{ErrorCode::not_found, {"cli.no_file", {{"path", name}}}};
  OT_TRY(const LoadedProject* loaded, open_project(name));
  if (has_errors(loaded->diagnostics)) {
    show(loaded->diagnostics, shown_sources());
    return Error{ErrorCode::invalid, {"cli.project_has_errors", {}}};
  }
  const Project& project = loaded->project;
  if (!looks_like_path(name)) {
    if (const Workflow* found = project.find_workflow(name)) return found;
  } else {
    for (const Workflow& workflow : project.workflows) {
      const fs::path path =
          fs::path(loaded->root) / loaded->sources.files[workflow.file].path;
      if (fs::equivalent(path, name, ignored)) return &workflow;
    }
  }
  std::vector<std::string_view> ids;
  for (const Workflow& workflow : project.workflows)
    ids.push_back(workflow.id.text);
  std::string close;
  for (const std::string& id : did_you_mean(name, ids))
    close += (close.empty() ? "" : ", ") + id;
  if (!close.empty())
    return Error{ErrorCode::not_found,
                 {"cli.no_workflow_close", {{"name", name}, {"close", close}}}};
  return Error{ErrorCode::not_found, {"cli.no_workflow", {{"name", name}}}};
}

Result<std::string> Session::store_address() {
  for (const std::string& wish :
       {arguments_.get("--live"), arguments_.get("--store"),
        environment_variable("ONETHING_STORE")}) {
    if (wish.empty()) continue;
    if (wish.find(':') != std::string::npos) return wish;
    return "sqlite:" + wish;
  }
  OT_TRY(const LoadedProject* loaded, open_project(""));
  const std::string& address = loaded->project.file.store;
  const std::string scheme = "sqlite:";
  if (address.empty()) return Error{ErrorCode::invalid, {"cli.no_store", {}}};
  if (!address.starts_with(scheme)) return address;
  // A path in the project's file is meant from the project's folder.
  const fs::path path = fs::path(loaded->root) / address.substr(scheme.size());
  return scheme + path.lexically_normal().string();
}

Result<Store*> Session::open_store() {
  if (store_) return store_.get();
  OT_TRY(const std::string address, store_address());
  OT_TRY(std::unique_ptr<Store> opened,
         onething::open_store(address, OlderSchema::refuse));
  OT_TRY(store_, seal(std::move(opened)));
  clock_ = guard_clock(std::move(clock_), *store_);
  return store_.get();
}

// A relative file is meant from the project's folder, as its store is.
std::string Session::project_key() const {
  constexpr std::string_view scheme = "file:";
  if (!project_) return {};
  const std::string& key = project_->project.file.sealing_key;
  if (!key.starts_with(scheme)) return key;
  const fs::path path = fs::path(project_->root) / key.substr(scheme.size());
  return std::string(scheme) + path.lexically_normal().string();
}

Result<Keyring> Session::keyring() {
  const std::string place = keyring_place(project_key());
  if (place.empty()) return Keyring();
  return read_keyring(place);
}

std::string Session::sealing_suite() const {
  const std::string suite =
      project_ ? project_->project.file.sealing_suite : std::string();
  return suite.empty() ? SealingOptions().suite : suite;
}

// The key may be named in a project that nobody had to open until now.
Result<std::unique_ptr<Store>> Session::seal(std::unique_ptr<Store> store) {
  KeyShelf* shelf = store->key_shelf();
  if (!project_ && shelf != nullptr && keyring_place("").empty()) {
    OT_TRY(const std::vector<KeyRow> keys, shelf->keys("", 1));
    if (!keys.empty()) static_cast<void>(open_project(""));
  }
  OT_TRY(Keyring keys, keyring());
  return seal_store(std::move(store), std::move(keys), {sealing_suite()});
}

Result<Connector*> Session::connect(const Project& project) {
  if (connector_) return connector_.get();
  const Environment* found = project.find_environment(environment_);
  if (found == nullptr)
    return Error{ErrorCode::not_found,
                 {"cli.no_environment", {{"name", environment_}}}};
  std::string base = arguments_.get("--stub");
  bool wants_stub = false;
  for (const Target& target : found->targets)
    wants_stub = wants_stub || target.kind == Target::Kind::stub;
  if (wants_stub && base.empty()) {
    StubOptions options;
    OT_TRY(const std::string address, store_address());
    const std::size_t colon = address.find(':');
    if (address.starts_with("sqlite:"))
      options.log_path = address.substr(colon + 1) + "-stub.jsonl";
    options.faults = arguments_.all("--fault");
    OT_TRY(stub_, Stub::start(project, options));
    base = stub_->base();
  }
  OT_TRY(connector_,
         make_department_connector(project, *found, base,
                                   project_ ? project_->root : std::string()));
  return connector_.get();
}

void Session::tell_of_clock() {
  const std::optional<Instant> shown = clock_->doubted();
  if (!shown || told_of_clock_) return;
  told_of_clock_ = true;
  say({"operation.clock_doubted",
       {{"shown", to_local_text(*shown)},
        {"now", to_local_text(clock_->now())}}});
}

Runner Session::make_runner(Connector* departments, RunnerOptions options) {
  if (departments != nullptr) tell_of_clock();
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  options.worker = std::string(host.data()) + " #" + std::to_string(getpid());
  options.stop = stop_flag();
  if (log_)
    options.observer = [log = log_.get(), next = std::move(options.observer)](
                           const CaseView& view,
                           const std::vector<std::string>& events) {
      log->committed(view, events);
      if (next) next(view, events);
    };
  return Runner(*store_, *clock_, departments, std::move(options));
}

const CheckRun& Session::keep(CheckRun run) {
  run_ = std::make_unique<CheckRun>(std::move(run));
  return *run_;
}

}  // namespace onething::cli
