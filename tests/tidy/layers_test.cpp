// SPDX-License-Identifier: Apache-2.0
//
// Who includes whom: the list in lib/CMakeLists.txt is the rule, every #include
// is checked against it.

#include <gtest/gtest.h>

#include <functional>

#include "tidy/tree.h"

namespace onething::tidy {
namespace {

// Each third-party header and the one folder that may know it.
const std::map<std::string, std::string> kOwners = {
    {"fmt/", "base"},          {"openssl/", "base"},    {"utf8proc.h", "base"},
    {"rapidjson/", "value"},   {"libfyaml.h", "yaml"},  {"yaml-cpp/", "yaml"},
    {"re2/", "expr"},          {"SQLiteCpp/", "store"}, {"sqlite3.h", "store"},
    {"curl/", "connect"},      {"httplib.h", "stub"},   {"CLI/", "cli"},
    {"mimalloc.h", "cli"},     {"minizip/", "table"},   {"expat.h", "table"},
    {"xlsxwriter.h", "table"},
};

std::string owner_of(const std::string& target) {
  for (const auto& [prefix, owner] : kOwners)
    if (target.starts_with(prefix)) return owner;
  return {};
}

// What is wrong with one include of one file, or nothing.
std::string complaint(const std::string& path, const Include& include,
                      const std::map<std::string, Folder>& folders) {
  const std::string own =
      path.starts_with("cli/") ? "cli" : folder_of(path, folders);
  const std::string third_party = owner_of(include.target);
  if (!third_party.empty() && third_party != own)
    return path + " includes <" + include.target + ">, which belongs to " +
           third_party;
  if (!include.quoted) return {};
  const bool is_public = include.target.starts_with("onething/");
  if (own == "cli") {
    if (is_public || !(include.target.find('/') != std::string::npos) ||
        include.target.starts_with("cli/"))
      return {};
    return path + " includes \"" + include.target +
           "\"; cli/ may include <onething/...> only";
  }
  const std::string target = folder_of(
      (is_public ? "lib/include/" : "lib/") + include.target, folders);
  if (target.empty())
    return path + " includes \"" + include.target + "\", which has no folder";
  if (target == own || folders.at(own).depends.contains(target)) return {};
  return path + " (" + own + ") includes \"" + include.target + "\" (" +
         target + ")";
}

TEST(Layers, EveryIncludeIsAllowedByTheListOfFolders) {
  const auto folders = read_folders();
  std::size_t checked = 0;
  for (const char* tree : {"lib", "cli"}) {
    for (const SourceText& source : read_tree(tree)) {
      for (const Include& include : includes_of(source)) {
        EXPECT_EQ(complaint(source.path, include, folders), "");
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 300u);
}

TEST(Layers, EveryFileOfTheLibraryBelongsToAFolder) {
  const auto folders = read_folders();
  for (const SourceText& source : read_tree("lib"))
    EXPECT_NE(folder_of(source.path, folders), "") << source.path;
}

TEST(Layers, TheListItselfHasNoRings) {
  const auto folders = read_folders();
  std::map<std::string, int> seen;  // 1 on the way, 2 done
  const std::function<bool(const std::string&)> visit =
      [&](const std::string& name) {
        if (seen[name] == 2) return true;
        if (seen[name] == 1) return false;
        seen[name] = 1;
        for (const std::string& next : folders.at(name).depends)
          if (!visit(next)) return false;
        seen[name] = 2;
        return true;
      };
  for (const auto& [name, folder] : folders) EXPECT_TRUE(visit(name)) << name;
}

// The test must be able to fail: planted mistakes are found.
TEST(Layers, PlantedForbiddenIncludesAreFound) {
  const auto folders = read_folders();
  EXPECT_NE(complaint("lib/store/x.cpp", {"engine/decide.h", true}, folders),
            "");
  EXPECT_NE(complaint("lib/engine/x.cpp", {"onething/store.h", true}, folders),
            "");
  EXPECT_NE(complaint("lib/load/x.cpp", {"engine/decide.h", true}, folders),
            "");
  EXPECT_NE(complaint("cli/x.cpp", {"engine/decide.h", true}, folders), "");
  EXPECT_NE(complaint("lib/run/x.cpp", {"curl/curl.h", false}, folders), "");
  EXPECT_EQ(complaint("lib/run/x.cpp", {"onething/store.h", true}, folders),
            "");
}

// house rule: an old history replays under new code and new holidays.
TEST(Layers, EvolveKnowsNeitherCalendarNorFormulasNorWorkflow) {
  for (const SourceText& source : read_tree("lib/engine")) {
    if (!source.path.ends_with("evolve.cpp")) continue;
    for (const Include& include : includes_of(source)) {
      EXPECT_FALSE(include.target.starts_with("expr/")) << include.target;
      EXPECT_NE(include.target, "calendar/calendar.h");
      EXPECT_NE(include.target, "onething/workflow.h");
      EXPECT_NE(include.target, "engine/definition.h");
    }
  }
}

TEST(Layers, TheEngineReadsNoWorld) {
  for (const SourceText& source : read_tree("lib/engine"))
    for (const std::string& line : source.lines)
      for (const char* banned :
           {"system_clock", "getenv", "fstream", "<random>", "sqlite",
            "<thread>", "<mutex>", "steady_clock"})
        EXPECT_EQ(line.find(banned), std::string::npos)
            << source.path << ": " << line;
}

}  // namespace
}  // namespace onething::tidy
