// SPDX-License-Identifier: Apache-2.0
//
// `new`: the files of a new service, in the project here or in a new one.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "new_commands.h"
#include "onething/create.h"
#include "onething/file_shelf.h"
#include "onething/table.h"
#include "questions.h"
#include "session.h"

namespace onething::cli {

namespace {

namespace fs = std::filesystem;

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Where the files go, seen from here.
struct Place {
  fs::path root;        // Of the project.
  std::string folder;   // Of its workflows: "" or "workflows".
  bool is_new = false;  // There is no project yet.
};

// A project that is only near, such as in a folder beside one above, is not
// meant: what is written far away is not found again.
bool is_meant(const fs::path& root) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  return (here.string() + "/").starts_with((root / "").string()) ||
         root == here / "workflows";
}

Place place_for(const Session& session, const std::string& id) {
  std::error_code error;
  const std::string asked = session.project_folder();
  const Result<std::string> found = find_project(asked.empty() ? "." : asked);
  const fs::path given(found ? found.value() : "");
  // "folder/" ends with an empty name.
  const fs::path root = given.has_filename() ? given : given.parent_path();
  if (!found || (asked.empty() && !is_meant(root)))
    return {fs::path(asked) / id, "", true};
  const fs::path shown = fs::proximate(root, error);
  const bool has_folder = fs::is_directory(root / "workflows", error);
  return {shown.empty() ? root : shown, has_folder ? "workflows" : "", false};
}

// Workflows and what lies beside them go where the project's are.
std::string path_in(const Place& place, const NewFile& file) {
  const bool is_beside =
      file.path.find('/') == std::string::npos && file.path != "onething.yaml";
  return is_beside && !place.folder.empty() ? place.folder + "/" + file.path
                                            : file.path;
}

std::vector<SourceFile> scenarios_beside(const LoadedProject& project) {
  std::vector<SourceFile> out;
  for (const char* folder : {"", "workflows"}) {
    std::error_code error;
    fs::directory_iterator entries(fs::path(project.root) / folder, error);
    for (; !error && entries != fs::directory_iterator();
         entries.increment(error))
      if (entries->path().native().ends_with(".test.yaml"))
        out.push_back(
            {entries->path().filename().string(), read_whole(entries->path())});
  }
  std::sort(out.begin(), out.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return out;
}

Result<std::vector<NewFile>> files_for(Session& session,
                                       const Arguments& arguments,
                                       const std::string& id) {
  const std::string given = arguments.get("--title");
  const std::string title =
      given.empty() ? session.text({"create.default_title", {}}) : given;
  if (arguments.has("--template"))
    return files_from_template(arguments.get("--template"), id, title,
                               session.language());
  if (arguments.has("--like")) {
    const std::string like = arguments.get("--like");
    OT_TRY(const LoadedProject* project,
           session.open_project(like.ends_with(".yaml") ? like : ""));
    OT_TRY(const Workflow* workflow, session.find_workflow(like));
    return files_like(*project, *workflow, id, given,
                      scenarios_beside(*project));
  }
  NewService service = usual_service(id, title, session.language());
  if (arguments.has("--ask")) {
    OT_TRY(service, ask_for_service(session, id, title));
  }
  return files_of(service, session.language());
}

// All that are in the way are looked at before anything is written.
Status write_files(const Session& session, const Place& place,
                   const std::vector<NewFile>& files) {
  std::error_code error;
  std::vector<std::pair<fs::path, const NewFile*>> open;
  std::vector<std::string> kept;
  for (const NewFile& file : files) {
    const fs::path path =
        (place.root / path_in(place, file)).lexically_normal();
    if (!fs::exists(path, error)) {
      open.emplace_back(path, &file);
      continue;
    }
    if (read_whole(path) != file.text)
      return Error{ErrorCode::not_found,
                   {"create.exists", {{"path", path.string()}}}};
    kept.push_back(path.string());
  }
  for (const auto& [path, file] : open) {
    fs::create_directories(path.parent_path(), error);
    OT_CHECK(write_file_anew(path.string(), file->text));
    // Not secret, as what holds cases is.
    fs::permissions(path,
                    fs::perms::owner_read | fs::perms::owner_write |
                        fs::perms::group_read | fs::perms::others_read,
                    error);
    session.say({"create.wrote", {{"path", path.string()}}});
  }
  for (const std::string& path : kept)
    session.say({"create.kept", {{"path", path}}});
  return Done{};
}

void say_next(const Session& session, const Place& place,
              const std::vector<NewFile>& files, const std::string& id) {
  const std::string example = "examples/" + id + ".yaml";
  const bool has_example =
      std::any_of(files.begin(), files.end(),
                  [&](const NewFile& each) { return each.path == example; });
  session.say({"create.next", {}});
  if (place.root != ".") session.say_text("  cd " + place.root.string());
  session.say_text("  onething check");
  session.say_text("  onething test");
  if (has_example)
    session.say_text("  onething run " + id + " --form " + example);
}

bool is_bad_title(const std::string& title) {
  constexpr std::size_t title_bytes_max = 300;
  return title.size() > title_bytes_max ||
         std::any_of(title.begin(), title.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

}  // namespace

int command_new(Session& session, const Arguments& arguments) {
  const std::string id = arguments.get("NAME");
  if (!is_new_id(id)) {
    session.say({"create.bad_name", {{"name", id}}});
    return exit_usage;
  }
  if (is_bad_title(arguments.get("--title"))) {
    session.say({"create.bad_title", {}});
    return exit_usage;
  }
  const int ways = static_cast<int>(arguments.has("--template")) +
                   static_cast<int>(arguments.has("--like")) +
                   static_cast<int>(arguments.has("--ask"));
  if (ways > 1) {
    session.say({"create.one_way", {}});
    return exit_usage;
  }
  const Place place = place_for(session, id);
  Result<std::vector<NewFile>> files = files_for(session, arguments, id);
  if (!files) return session.fail(files.error());
  if (place.is_new)
    files.value().insert(files.value().begin(),
                         project_file_for(id, session.language()));
  const Status written = write_files(session, place, files.value());
  if (!written) return session.fail(written.error());
  say_next(session, place, files.value(), id);
  return exit_done;
}

}  // namespace onething::cli
