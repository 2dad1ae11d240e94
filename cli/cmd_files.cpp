// SPDX-License-Identifier: Apache-2.0
//
// `case note`, `case attach`, `case files`, `case file`: what people put beside
// a case. None of these moves it on.

#include <algorithm>
#include <filesystem>
#include <utility>
#include <variant>

#include "commands.h"
#include "drive.h"
#include "onething/attachments.h"
#include "print.h"
#include "session.h"

namespace onething::cli {

namespace {

// As much of a digest as a person types.
constexpr std::size_t kShown = 12;

Value document_of(const FileView& file) {
  return Object{{"name", file.name}, {"digest", file.digest},
                {"size", file.size}, {"media_type", file.media_type},
                {"by", file.by},     {"at", to_text(file.at)}};
}

Result<CaseView> open_case(Session& session, const Arguments& arguments) {
  OT_CHECK(open_for(session));
  Runner runner = session.make_runner(nullptr);
  return runner.view({arguments.get("CASE")});
}

// The one whose digest begins so; an Error that says how many there are else.
Result<FileView> find_file(const CaseView& view, const std::string& digest) {
  std::vector<FileView> found;
  for (const FileView& file : view.files)
    if (!digest.empty() && file.digest.starts_with(digest))
      found.push_back(file);
  const auto same = [&](const FileView& file) {
    return file.digest == found.front().digest;
  };
  if (found.empty())
    return Error{ErrorCode::not_found,
                 {"cli.no_such_file", {{"digest", digest}}}};
  if (!std::all_of(found.begin(), found.end(), same))
    return Error{
        ErrorCode::not_found,
        {"cli.several_files",
         {{"digest", digest}, {"count", std::to_string(found.size())}}}};
  return found.front();
}

}  // namespace

int command_case_note(Session& session, const Arguments& arguments) {
  const CaseId id{arguments.get("CASE")};
  return act_and_say(session, id,
                     {AddNote{arguments.get("TEXT")}, session.actor()},
                     {"cli.noted", {{"case", id.text}}});
}

int command_case_attach(Session& session, const Arguments& arguments) {
  const CaseId id{arguments.get("CASE")};
  const std::string path = arguments.get("FILE");
  const Result<std::string> bytes = read_file_to_attach(path);
  if (!bytes) return session.fail(bytes.error());
  const Result<Store*> store = session.open_store();
  if (!store) return session.fail(store.error());
  const Result<FileShelf*> shelf = session.open_files();
  if (!shelf) return session.fail(shelf.error());
  Runner runner = session.make_runner(nullptr);
  const Result<Acted> acted =
      attach_file(runner, *store.value(), *shelf.value(), id,
                  std::filesystem::path(path).filename().string(),
                  bytes.value(), session.actor());
  if (!acted) return session.fail(acted.error());
  if (const Rejection* rejection = std::get_if<Rejection>(&acted.value()))
    return session.refuse(*rejection);
  const CaseView& view = std::get<CaseView>(acted.value());
  const std::string digest = to_hex(sha256(bytes.value()));
  if (!session.json()) {
    session.say({"cli.attached",
                 {{"case", id.text}, {"digest", digest.substr(0, kShown)}}});
    return exit_done;
  }
  for (const FileView& file : view.files)
    if (file.digest == digest) {
      session.print(to_json(document_of(file), 2) + "\n");
      break;
    }
  return exit_done;
}

int command_case_files(Session& session, const Arguments& arguments) {
  const Result<CaseView> view = open_case(session, arguments);
  if (!view) return session.fail(view.error());
  if (const auto code = session.refused(Act::see_files, view.value().parties))
    return *code;
  const std::vector<FileView>& files = view.value().files;
  if (session.json()) {
    List list;
    for (const FileView& file : files) list.push_back(document_of(file));
    session.print(to_json(Object{{"case", view.value().id.text},
                                 {"files", std::move(list)}},
                          2) +
                  "\n");
    return exit_done;
  }
  if (files.empty()) {
    session.say({"cli.no_files", {}});
    return exit_done;
  }
  const auto word = [&](std::string_view key) {
    return session.text({key, {}});
  };
  std::vector<std::vector<std::string>> rows = {
      {word("report.file_digest"), word("report.file_name"),
       word("report.file_size"), word("report.file_type"),
       word("report.by_whom"), word("report.at_time")}};
  for (const FileView& file : files)
    rows.push_back({file.digest.substr(0, kShown),
                    file.name.empty() ? "-" : file.name,
                    std::to_string(file.size), file.media_type,
                    file.by.empty() ? "-" : file.by, to_local_text(file.at)});
  session.print(table(rows));
  return exit_done;
}

int command_case_file(Session& session, const Arguments& arguments) {
  const std::string out = arguments.get("--out");
  if (out.empty()) {
    session.say({"cli.missing_option", {{"option", "--out FILE"}}});
    return exit_usage;
  }
  const Result<CaseView> view = open_case(session, arguments);
  if (!view) return session.fail(view.error());
  if (const auto code = session.refused(Act::see_files, view.value().parties))
    return *code;
  const Result<FileView> file =
      find_file(view.value(), arguments.get("DIGEST"));
  if (!file) return session.fail(file.error());
  const Result<FileShelf*> shelf = session.open_files();
  if (!shelf) return session.fail(shelf.error());
  const Result<std::string> bytes =
      read_attached(*session.open_store().value(), *shelf.value(),
                    view.value().id, file.value());
  if (!bytes) return session.fail(bytes.error());
  if (out == "-") {
    session.print(bytes.value());
    return exit_done;
  }
  const Status written = write_file_anew(out, bytes.value());
  if (!written) return session.fail(written.error());
  session.say({"cli.file_written",
               {{"path", out}, {"size", std::to_string(file.value().size)}}});
  return exit_done;
}

}  // namespace onething::cli
