// SPDX-License-Identifier: Apache-2.0
//
// `fmt`: the canonical layout of documents.

#include <algorithm>
#include <iostream>
#include <iterator>

#include "commands.h"
#include "onething/author.h"
#include "onething/value.h"
#include "session.h"

namespace onething::cli {

namespace {

constexpr std::string_view kStandardInput = "-";

void say_mistakes(const Session& session, const Diagnostics& diagnostics,
                  const Sources& sources) {
  RenderOptions options;
  options.language = session.language();
  options.colour = session.colour();
  std::string text = render_text(diagnostics, sources, options);
  while (text.ends_with('\n')) text.pop_back();
  session.say_text(text);
}

bool differs(const LaidOutFile& file) {
  return file.change.before != file.change.after;
}

// What happened to the files, and how much is said of it.
class Layout {
 public:
  Layout(Session& session, const Arguments& arguments)
      : session_(session),
        checks_(arguments.has("--check")),
        shows_diff_(arguments.has("--diff")) {}

  int run(const LayoutRun& run) {
    for (const LaidOutFile& file : run.files)
      if (const Status done = take(file, run.sources); !done)
        return session_.fail(done.error());
    report(run.files.size());
    const bool fails = !unreadable_.empty() || (checks_ && !changed_.empty());
    return fails ? exit_content : exit_done;
  }

 private:
  Status take(const LaidOutFile& file, const Sources& sources) {
    if (has_errors(file.diagnostics)) {
      unreadable_.push_back(file.change.path);
      say_mistakes(session_, file.diagnostics, sources);
      return Done{};
    }
    if (file.private_characters > 0)
      session_.say({"cli.fmt_private",
                    {{"path", file.change.path},
                     {"count", std::to_string(file.private_characters)}}});
    if (!differs(file)) return Done{};
    changed_.push_back(file.change.path);
    if (shows_diff_ && !session_.json()) session_.print(diff_of(file.change));
    if (!shows_diff_ && !session_.json())
      session_.print(file.change.path + "\n");
    if (checks_ || shows_diff_) return Done{};
    return write_changes({file.change});
  }

  void report(std::size_t files) {
    if (session_.json()) {
      session_.print(to_json(Object{{"files", static_cast<std::int64_t>(files)},
                                    {"changed", list(changed_)},
                                    {"unreadable", list(unreadable_)}},
                             2) +
                     "\n");
      return;
    }
    const bool writes = !checks_ && !shows_diff_;
    session_.say({writes ? "cli.fmt_done" : "cli.fmt_checked",
                  {{"files", std::to_string(files)},
                   {"changed", std::to_string(changed_.size())},
                   {"unreadable", std::to_string(unreadable_.size())}}});
  }

  static List list(const std::vector<std::string>& paths) {
    return {paths.begin(), paths.end()};
  }

  Session& session_;
  bool checks_;
  bool shows_diff_;
  std::vector<std::string> changed_;
  std::vector<std::string> unreadable_;
};

// From standard input to standard output.
int lay_out_input(Session& session, const Arguments& arguments) {
  const std::string name = session.text({"cli.standard_input", {}});
  std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const LayoutRun run =
      lay_out_text(name, std::move(text), arguments.has("--from"));
  const LaidOutFile& file = run.files.front();
  if (has_errors(file.diagnostics)) {
    say_mistakes(session, file.diagnostics, run.sources);
    return exit_content;
  }
  if (arguments.has("--diff"))
    session.print(diff_of(file.change));
  else if (!arguments.has("--check"))
    session.print(file.change.after);
  const bool fails = arguments.has("--check") && differs(file);
  return fails ? exit_content : exit_done;
}

}  // namespace

int command_fmt(Session& session, const Arguments& arguments) {
  LayoutRequest request;
  request.paths = arguments.all("PATH");
  request.from_gb18030 = arguments.has("--from");
  const bool has_input = std::find(request.paths.begin(), request.paths.end(),
                                   kStandardInput) != request.paths.end();
  if (has_input && request.paths.size() > 1) {
    session.say({"cli.fmt_input_alone", {}});
    return exit_usage;
  }
  if (has_input) return lay_out_input(session, arguments);
  if (request.paths.empty()) request.paths.emplace_back(".");
  const Result<LayoutRun> run = lay_out_files(request);
  if (!run) return session.fail(run.error());
  return Layout(session, arguments).run(run.value());
}

}  // namespace onething::cli
