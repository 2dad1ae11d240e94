// SPDX-License-Identifier: Apache-2.0
//
// One list of findings in every form, as golden files in golden/forms. The
// SARIF and JUnit files there are validated against their schemas by tests of
// their own, so that what the program prints is known to be valid.

#include <gtest/gtest.h>

#include "diag/codes.h"
#include "onething/diagnostic.h"
#include "support/golden.h"

namespace onething {
namespace {

struct Fixture {
  Sources sources;
  Diagnostics diagnostics;

  Fixture() {
    sources.add("流程/开办 店.yaml", "onething: 1\n  步骤：\n<a & \"b\">\n");
    sources.add("departments/tax.yaml", "department: tax\n");
    sources.add("clean.yaml", "onething: 1\n");
    Diagnostic colon;
    colon.code = codes::full_width_colon.code;
    colon.span = {0, {20, 2, 5}, {23, 2, 6}};
    colon.found = {"diag.mend", {{"text", "50% <a> & \"b\"\x01"}}};
    colon.expected = {"diag.see", {{"code", "x"}}};
    colon.help = {"diag.see", {{"code", "y, z: 1"}}};
    colon.labels = {{{1, {0, 1, 1}, {10, 1, 11}}, {"diag.mend_title", {}}}};
    colon.edits = {{colon.span, ":"}};
    diagnostics.push_back(colon);
    Diagnostic folded;
    folded.code = codes::folded_chinese.code;
    folded.severity = Severity::warning;
    folded.span = {0, {0, 1, 1}, {22, 3, 1}};
    folded.found = {"diag.mend_title", {}};
    diagnostics.push_back(folded);
    Diagnostic note;
    note.code = codes::foreign_file.code;
    note.severity = Severity::info;
    note.span = {1, {0, 1, 1}, {0, 1, 1}};
    note.found = {"diag.mend", {{"text", "two\nlines"}}};
    diagnostics.push_back(note);
  }
};

RenderOptions options_in(Language language) {
  RenderOptions options;
  options.language = language;
  options.points_further = true;
  return options;
}

void expect_forms(const std::string& name, const Fixture& fixture,
                  const RenderOptions& options) {
  const std::string path = "golden/forms/" + name;
  const Diagnostics& all = fixture.diagnostics;
  const Sources& sources = fixture.sources;
  testing::expect_golden(path + ".txt", render_text(all, sources, options));
  testing::expect_golden(path + ".concise.txt",
                         render_concise(all, sources, options));
  testing::expect_golden(path + ".json", render_json(all, sources, options));
  testing::expect_golden(path + ".sarif", render_sarif(all, sources, options));
  testing::expect_golden(path + ".xml", render_junit(all, sources, options));
  testing::expect_golden(path + ".github.txt",
                         render_github(all, sources, options));
}

TEST(Forms, SayTheSameInBothLanguages) {
  const Fixture fixture;
  expect_forms("findings.zh", fixture, options_in(Language::zh));
  expect_forms("findings.en", fixture, options_in(Language::en));
}

TEST(Forms, HaveAShapeForNothingToo) {
  Fixture fixture;
  fixture.diagnostics.clear();
  expect_forms("clean", fixture, options_in(Language::en));
}

TEST(Forms, CountFailuresFromTheSeverityAskedFor) {
  const Fixture fixture;
  RenderOptions options = options_in(Language::en);
  const auto failures = [&] {
    const std::string xml =
        render_junit(fixture.diagnostics, fixture.sources, options);
    const std::size_t at = xml.find("failures=\"") + 10;
    return xml.substr(at, xml.find('"', at) - at);
  };
  EXPECT_EQ(failures(), "1");
  options.fail_on = Severity::warning;
  EXPECT_EQ(failures(), "2");
  options.fail_on = Severity::info;
  EXPECT_EQ(failures(), "3");
}

TEST(Forms, ListOnlyTheFilesThatWereLookedAt) {
  const Fixture fixture;
  RenderOptions options = options_in(Language::en);
  const std::vector<std::uint32_t> files = {0};
  options.files = files;
  const std::string xml =
      render_junit(fixture.diagnostics, fixture.sources, options);
  EXPECT_EQ(xml.find("clean.yaml"), std::string::npos) << xml;
}

TEST(Forms, SurvivePlacesAndTextsThatDoNotExist) {
  Fixture fixture;
  fixture.sources.add("\xFF\x01.yaml", "\xFF");
  for (Diagnostic& each : fixture.diagnostics) each.span.file = 3;
  fixture.diagnostics[0].span = {9, {500, 9, 1}, {900, 9, 1}};
  fixture.diagnostics[0].edits[0].span.file = 9;
  const RenderOptions options = options_in(Language::en);
  for (const auto render : {render_text, render_concise, render_json,
                            render_sarif, render_junit, render_github})
    EXPECT_FALSE(render(fixture.diagnostics, fixture.sources, options).empty());
}

}  // namespace
}  // namespace onething
