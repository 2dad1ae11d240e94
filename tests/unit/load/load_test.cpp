// SPDX-License-Identifier: Apache-2.0

#include "onething/load.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "support/golden.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

const fs::path base = "golden/load/base";

LoadedProject load_base() {
  Result<LoadedProject> loaded = load_project(base.string());
  EXPECT_TRUE(loaded);
  return std::move(loaded.value());
}

// A file that is gone after the test.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& text)
      : path_(fs::path(::testing::TempDir()) / name) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TemporaryFile() { fs::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

// As where one project lies in a folder of another.
TEST(LoadTexts, KeepsTheProjectsOwnFileWhereAnotherLiesBelowIt) {
  const SourceFile own{"onething.yaml",
                       "onething: 1\nproject: city\npeople:\n"
                       "  li_na: {roles: window}\n"};
  const SourceFile nested{"workflows/onething.yaml",
                          "onething: 1\nproject: sample\n"};
  const SourceFile deeper{"workflows/a/onething.yaml",
                          "onething: 1\nproject: deep\n"};

  for (const auto& files :
       {std::vector{own, nested, deeper}, std::vector{deeper, nested, own},
        std::vector{nested, own, deeper}}) {
    const LoadedProject loaded = load_texts(files);
    EXPECT_EQ(loaded.project.file.id.text, "city");
    ASSERT_EQ(loaded.project.file.people.size(), 1U);
    EXPECT_FALSE(has_errors(loaded.diagnostics));
  }
}

TEST(LoadTexts, GivesTheSameWithAnyNumberOfThreads) {
  const std::vector<std::string> names = project_files(base.string()).value();
  std::vector<SourceFile> files;
  for (const std::string& name : names)
    files.push_back({name, testing::read_file(base / name)});
  files.push_back({"broken.yaml", "onething: 1\nworkflow: [\n"});
  const LoadedProject one = load_texts(files, 1);

  for (const unsigned jobs : {0U, 2U, 7U}) {
    const LoadedProject many = load_texts(files, jobs);
    EXPECT_EQ(many.project.workflows.size(), one.project.workflows.size());
    ASSERT_EQ(many.diagnostics.size(), one.diagnostics.size());
    for (std::size_t i = 0; i < one.diagnostics.size(); ++i)
      EXPECT_EQ(render(many.diagnostics[i].found, Language::en),
                render(one.diagnostics[i].found, Language::en));
  }
}

TEST(LoadProject, ResolvesReferencesToIndices) {
  const LoadedProject loaded = load_base();
  const Workflow* workflow = loaded.project.find_workflow("convert");
  ASSERT_NE(workflow, nullptr);

  ASSERT_EQ(workflow->steps.size(), 3U);
  const Service* service = loaded.project.service_of(workflow->steps[1].uses);
  ASSERT_NE(service, nullptr);
  EXPECT_EQ(service->id.text, "convert");
  EXPECT_EQ(service->by, Performer::person);
  EXPECT_EQ(loaded.project.departments[workflow->lead_department].id.text,
            "registry");
  EXPECT_EQ(workflow->promises.front().within.term,
            (Term{5, TermUnit::working_days}));
  EXPECT_EQ(workflow->form[4].type.fields.size(), 3U);
  EXPECT_EQ(workflow->form[4].type.sensitivity, Sensitivity::sensitive);
  EXPECT_EQ(loaded.project.find_environment("trial")->targets[0].department,
            "*");
}

TEST(LoadProject, KeepsWhatCouldBeReadBesideTheMistakes) {
  std::vector<SourceFile> files = load_base().sources.files;
  for (SourceFile& file : files)
    if (file.path == "convert.yaml")
      file.text.insert(file.text.find("steps:\n") + 7,
                       "  broken: {uses: nobody/nothing, wiht: {}}\n");

  const LoadedProject loaded = load_texts(std::move(files));

  EXPECT_EQ(loaded.diagnostics.size(), 2U);
  const Workflow& workflow = loaded.project.workflows[0];
  EXPECT_EQ(workflow.steps.size(), 4U);
  EXPECT_EQ(loaded.project.service_of(workflow.steps[0].uses), nullptr);
  EXPECT_NE(loaded.project.service_of(workflow.steps[1].uses), nullptr);
}

TEST(LoadProject, SaysWhenThereIsNoProject) {
  const Result<LoadedProject> loaded = load_project("golden/load/no_such");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::not_found);
  EXPECT_FALSE(find_project("golden/load/no_such/folder"));
  EXPECT_FALSE(find_project("/"));
}

TEST(LoadProject, DoesNotDependOnTheOrderOfFiles) {
  std::vector<SourceFile> files = load_base().sources.files;
  std::reverse(files.begin(), files.end());

  EXPECT_TRUE(load_texts(std::move(files)).diagnostics.empty());
  EXPECT_TRUE(load_texts({}).diagnostics.empty());
}

TEST(Definition, ChangesItsHashWithEveryFileItNeedsAndNoOther) {
  const LoadedProject loaded = load_base();
  const std::string hash =
      definition_text(loaded, loaded.project.workflows[0]).hash;
  EXPECT_EQ(hash.size(), 64U);
  for (std::size_t i = 0; i < loaded.sources.files.size(); ++i) {
    std::vector<SourceFile> files = loaded.sources.files;
    files[i].text += "# changed\n";
    const bool needed = files[i].path != "onething.yaml";
    const LoadedProject changed = load_texts(std::move(files));
    EXPECT_EQ(
        definition_text(changed, changed.project.workflows[0]).hash != hash,
        needed);
  }
}

TEST(Definition, IsRefusedWhenItsTextIsDamaged) {
  EXPECT_FALSE(load_definition("{"));
  EXPECT_FALSE(load_definition("[]"));
  EXPECT_FALSE(load_definition("{\"a.yaml\":1}"));
}

TEST(Application, IsTypedByTheForm) {
  const LoadedProject loaded = load_base();
  const Result<LoadedApplication> read = load_application(
      "golden/load/ok/application_tolerated_later/application.yaml",
      loaded.project, loaded.project.workflows[0]);
  ASSERT_TRUE(read);
  const Application& application = read.value().application;

  EXPECT_EQ(application.workflow, "convert");
  EXPECT_EQ(*application.form.find("capital"), Value(Money{3'000'000'000}));
  const Value& permit = (*application.form.find("permits")->list())[0];
  EXPECT_EQ(*permit.find("expires"), Value(*make_date(2029, 6, 30)));
  EXPECT_EQ(*application.materials.find("articles")->find("file"),
            Value("公司章程.pdf"));
  EXPECT_EQ(application.given.find("tax/check")->list()->size(), 2U);
  EXPECT_TRUE(application.follow_up.is_null());
}

TEST(Application, MayBeJsonWithTabs) {
  const LoadedProject loaded = load_base();
  const TemporaryFile file("onething_application.json", R"({
	"uscc": "11511301008778183N",
	"name": "Sample",
	"kind": "sole",
	"operator": {"name": "林示例", "id": "11010519491231002X"},
	"permits": [{"code": "A", "expires": "2029-06-31"}]
})");

  const Result<LoadedApplication> read = load_application(
      file.path(), loaded.project, loaded.project.workflows[0]);

  ASSERT_TRUE(read);
  ASSERT_EQ(read.value().diagnostics.size(), 1U);
  EXPECT_EQ(read.value().diagnostics[0].span.begin.line, 6U);
}

TEST(Application, ThatCannotBeReadIsAnError) {
  const LoadedProject loaded = load_base();
  const Result<LoadedApplication> read = load_application(
      "no_such_file.yaml", loaded.project, loaded.project.workflows[0]);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::not_found);
}

// Whatever people do to a file, something sensible is said about it.
TEST(LoadTexts, SurvivesDamagedFiles) {
  const std::vector<SourceFile> sound = load_base().sources.files;
  std::mt19937 random(20260302);
  const auto below = [&random](std::size_t bound) { return random() % bound; };
  constexpr std::string_view pieces[] = {": ", "=",  "${", "}",  "[",    "\n  ",
                                         "\"", "：", "＝", "- ", "each", "~"};
  for (int round = 0; round < 60; ++round) {
    std::vector<SourceFile> files = sound;
    for (int change = 0; change < 3; ++change) {
      std::string& text = files[below(files.size())].text;
      const std::size_t at = below(text.size());
      if (below(2) == 0)
        text.erase(at, 1 + below(10));
      else
        text.insert(at, pieces[below(std::size(pieces))]);
    }
    const LoadedProject loaded = load_texts(std::move(files));
    for (const Language language : {Language::zh, Language::en})
      render_text(loaded.diagnostics, loaded.sources, {language, false});
    for (const Workflow& workflow : loaded.project.workflows)
      EXPECT_FALSE(definition_text(loaded, workflow).content.empty());
  }
}

}  // namespace
}  // namespace onething
