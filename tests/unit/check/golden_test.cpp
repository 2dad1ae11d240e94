// SPDX-License-Identifier: Apache-2.0
//
// Every check by examples. A case is a folder golden/check/<code>_<name> with
//   finding*/    files over the base in which the check must find something,
//                and what it says, in both languages
//   near_miss*/  files over the base that look much the same and are right
// Only findings of that code are shown, so that a new check changes no other
// case.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/check_case.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

const fs::path cases = "golden/check";

std::vector<fs::path> folders_in(const fs::path& folder,
                                 const std::string& prefix) {
  std::vector<fs::path> found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.is_directory() &&
        entry.path().filename().string().starts_with(prefix))
      found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

fs::path folder_of(const check::CheckRow& row) {
  return cases / (std::string(row.code) + "_" + std::string(row.name));
}

std::string codes_of(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& one : diagnostics)
    out += std::string(one.code) + " ";
  return out;
}

TEST(CheckGolden, FindsEachMistakeAndSaysSoInBothLanguages) {
  for (const check::CheckRow& row : check::all_checks()) {
    const std::vector<fs::path> folders =
        folders_in(folder_of(row), "finding");
    EXPECT_FALSE(folders.empty()) << row.code << " has no finding";
    for (const fs::path& folder : folders) {
      const LoadedProject loaded =
          testing::check_over_base(testing::read_documents(folder));
      const Diagnostics found =
          testing::with_code(loaded.diagnostics, row.code);
      EXPECT_FALSE(found.empty())
          << folder << " has only " << codes_of(loaded.diagnostics);
      testing::expect_golden(
          folder / "expected.zh.txt",
          render_text(found, loaded.sources, {Language::zh, false}));
      testing::expect_golden(
          folder / "expected.en.txt",
          render_text(found, loaded.sources, {Language::en, false}));
    }
  }
}

TEST(CheckGolden, IsSilentAboutWhatOnlyLooksLikeAMistake) {
  for (const check::CheckRow& row : check::all_checks()) {
    const std::vector<fs::path> folders =
        folders_in(folder_of(row), "near_miss");
    EXPECT_FALSE(folders.empty()) << row.code << " has no near miss";
    for (const fs::path& folder : folders) {
      const LoadedProject loaded =
          testing::check_over_base(testing::read_documents(folder));
      for (const Diagnostic& one : loaded.diagnostics)
        EXPECT_TRUE(one.code != row.code && one.code >= "OT2120")
            << folder << ": "
            << render_text({one}, loaded.sources, {Language::en, false});
    }
  }
}

TEST(CheckGolden, FindsNothingInTheBase) {
  const LoadedProject loaded = testing::check_over_base({});
  EXPECT_EQ(
      render_text(loaded.diagnostics, loaded.sources, {Language::en, false}),
      "");
}

TEST(CheckGolden, EveryFolderBelongsToACheck) {
  for (const fs::path& folder : folders_in(cases, "OT")) {
    const auto rows = check::all_checks();
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                            [&](const check::CheckRow& row) {
                              return folder == folder_of(row);
                            }))
        << folder;
  }
}

}  // namespace
}  // namespace onething
