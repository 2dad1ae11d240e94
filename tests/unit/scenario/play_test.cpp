// SPDX-License-Identifier: Apache-2.0
//
// Scenarios, played: what departments, people and time do in them, and that
// every kind of difference is found.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "onething/scenario_run.h"
#include "support/case_builder.h"
#include "support/golden.h"

namespace onething {
namespace {

constexpr std::string_view kHead =
    "onething: 1\nworkflow: trial_thing\ntitle: 试办一件事\n"
    "version: 1.0.0\nlead: market\npromise: 5wd\n";

constexpr std::string_view kTwoSteps = R"(
clocks: {supplement: 10wd}
form: {company: {title: 企业名称, type: text}, capital: {title: 资本, type: money, optional: true}}
steps:
  tax: {title: 税务, uses: tax/carry_over, with: {name: =form.company}}
  review: {title: 审查, uses: window/review, with: {name: =form.company}, after: [tax]}
outcome: {receipt: =steps.tax.receipt}
)";

// What all scenarios here have in common.
constexpr std::string_view kFile = R"(onething: 1
scenarios: trial_thing
form: {company: 新店}
given:
  tax: {done: {receipt: R-1}}
  review: {done: {result: 过}}
examples:
)";

LoadedProject project_of(std::string_view workflow,
                         const std::string& project = testing::kProject) {
  return load_texts({{"onething.yaml", project},
                     {"departments/market.yaml", testing::kMarket},
                     {"departments/tax.yaml", testing::kTax},
                     {"departments/window.yaml", testing::kWindow},
                     {"workflows/trial_thing.yaml",
                      std::string(kHead) + std::string(workflow)}});
}

std::string told(const ScenarioRun& run) {
  std::string text =
      render_text(run.diagnostics, run.sources, {Language::en, false});
  for (const Message& each : run.problems)
    text += render(each, Language::en) + "\n";
  return text;
}

ScenarioRun play(std::string_view workflow, const std::string& file,
                 const std::string& project = testing::kProject) {
  ScenarioRun run = run_scenarios_text({"trial_thing.test.yaml", file},
                                       project_of(workflow, project));
  EXPECT_EQ(told(run), "");
  return run;
}

// The differences of the one scenario `one:`.
std::vector<std::string> differences(std::string_view workflow,
                                     const std::string& example,
                                     std::string_view file = kFile) {
  const ScenarioRun run =
      play(workflow, std::string(file) + "  one:\n" + example);
  std::vector<std::string> texts;
  if (run.played.size() != 1) {
    ADD_FAILURE() << run.played.size() << " scenarios were played";
    return texts;
  }
  for (const Difference& each : run.played[0].differences)
    texts.push_back(render(each.message, Language::en));
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Scenario, PassesWhereAllIsAsItMustBe) {
  EXPECT_EQ(differences(kTwoSteps, R"(
    form: {capital: "1200"}
    then:
      state: granted
      took: 0wd
      due: 2026-03-09
      ended: 2026-03-02
      corrections: 0
      done: [tax, review]
      sent: {tax: {name: 新店, note: null}, window/review: {name: 新店}}
      ledger: {tax: name, window/review: [name], market: []}
      deadlines: {promise: 2026-03-09}
      outcome: {receipt: R-1}
)"),
            Texts{});
}

TEST(Scenario, FindsEveryKindOfDifference) {
  const std::vector<std::pair<std::string, std::string>> planted = {
      {"state: denied", "state: should be denied, is granted"},
      {"took: 1wd", "took: should be 1wd, is 0wd"},
      {"took: 1h", "took: should be 1h, is 0h"},
      {"took: 1d", "took: should be 1d, is 0d"},
      {"due: 2026-03-10", "due: should be 2026-03-10, is 2026-03-09"},
      {"ended: 2026-03-03", "ended: should be 2026-03-03, is 2026-03-02"},
      {"corrections: 1", "corrections: should be 1, is 0"},
      {"skipped: tax", "tax: should be skipped, is done"},
      {"untouched: [tax]", "tax: should be untouched, is done"},
      {"done: [undo.tax]", "undo.tax: should be done, is untouched"},
      {"sent: {tax: {name: 旧店}}", "tax.name: should be 旧店, is 新店"},
      {"sent: {tax/debit: {name: 新店}}", "nothing was ever sent to tax/debit"},
      {"ledger: {tax: []}", "ledger: name went to tax too"},
      {"ledger: {tax: [name, note]}", "ledger: note never went to tax"},
      {"ledger: {market: [uscc]}", "ledger: uscc never went to market"},
      {"notice: company", "notice: should be company, is -"},
      {"deadlines: {promise: 2026-03-10}",
       "promise: should be 2026-03-10, is 2026-03-09"},
      {"outcome: {receipt: R-2}", "outcome.receipt: should be R-2, is R-1"},
      {"outcome: {receipt: null}", "outcome.receipt: should be -, is R-1"},
      {"outcome: {receipt: [R-1]}",
       "outcome.receipt: should be [\"R-1\"], is R-1"},
  };
  for (const auto& [then, text] : planted)
    EXPECT_EQ(differences(kTwoSteps, "    then: {" + then + "}\n"), Texts{text})
        << then;
}

TEST(Scenario, NamesTheLimitsThatThereAre) {
  const Texts found =
      differences(kTwoSteps, "    then: {deadlines: {notice: 2026-03-10}}\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(
      found[0].starts_with("there is no limit notice; there are: "
                           "promise"))
      << found[0];
}

TEST(Scenario, ShowsTheDifferenceAtItsPlace) {
  const ScenarioRun run =
      play(kTwoSteps, std::string(kFile) +
                          "  one:\n    then:\n      done: [review]\n"
                          "      skipped: [review, tax]\n");
  ASSERT_EQ(run.played.size(), 1U);
  ASSERT_EQ(run.played[0].differences.size(), 2U);
  EXPECT_EQ(run.played[0].differences[1].span.begin.line, 11U);
  EXPECT_EQ(run.played[0].differences[1].span.begin.column, 25U);
  EXPECT_FALSE(run.has_passed());
}

TEST(Scenario, LetsDepartmentsAnswerInTurn) {
  EXPECT_EQ(differences(kTwoSteps, R"(
    given:
      tax: [{returned: [{field: company, problem: 重名}]}, {returned: 还是重名}, {done: {receipt: R-3}}]
    when:
      - {after: 1wd, do: supplement, with: {company: 第二店}}
      - {after: 1wd, do: supplement, with: {company: 第三店}, refused: true}
      - {do: complete, step: notice, reason: 再告知一次}
      - {after: 1wd, do: supplement, with: {company: 第三店}}
    then: {state: granted, corrections: 2, notice: [company, 还是重名], sent: {tax: {name: 第二店}}, outcome: {receipt: R-3}}
)"),
            Texts{});
}

TEST(Scenario, RetriesAndWaitsWithoutRealTime) {
  EXPECT_EQ(differences(kTwoSteps, R"(
    given: {tax: {fails: 3, slow: 2wd, done: {receipt: R-1}}, review: {slow: 1wd, done: {result: 过}}}
    when: [{at: 2026-02-13T15:00, do: submit}]
    then: {state: granted, took: 3wd, ended: 2026-02-25}
)"),
            Texts{});
}

TEST(Scenario, SendsAStepWithoutASampleToTheFallbackTeam) {
  EXPECT_EQ(differences(kTwoSteps, R"(
    given: {tax: [{returned: 重名}]}
    when:
      - {after: 1wd, do: supplement, with: {company: 第二店}}
      - {do: complete, step: tax, with: {receipt: R-9}}
    then: {state: granted, sent: {tax: {name: 第二店}}, outcome: {receipt: R-9}}
)"),
            Texts{});
}

TEST(Scenario, StopsAtTheLastActUnlessAnActLiesBehindALimit) {
  const std::string returned = "    given: {review: {returned: 缺材料}}\n";
  EXPECT_EQ(differences(kTwoSteps, returned + "    then: {state: correcting, "
                                              "returned: review}\n"),
            Texts{});
  EXPECT_EQ(
      differences(kTwoSteps, returned +
                                 "    when: [{after: 11wd, do: wait}]\n"
                                 "    then: {state: lapsed, notice: 缺材料}\n"),
      Texts{});
}

TEST(Scenario, LeavesWhatNobodyDoesOpen) {
  EXPECT_EQ(differences(kTwoSteps, R"(
    given: {review: {silent: true}}
    when: [{after: 6wd, do: wait}]
    then: {state: processing, under_way: review, done: tax}
)"),
            Texts{});
  EXPECT_EQ(differences(kTwoSteps, R"(
    given: {review: {silent: true}}
    when: [{after: 1wd, do: complete, step: review, with: {result: 不过}}]
    then: {state: granted, done: review, took: 1wd}
)"),
            Texts{});
}

TEST(Scenario, SaysWhatWasRefusedAndWhatWasNot) {
  EXPECT_EQ(differences(kTwoSteps, R"(
    when: [{do: skip, step: tax}, {do: withdraw, refused: true}]
    then: {state: granted}
)"),
            Texts{"tax has no open task now"});
  const Texts late = differences(kTwoSteps, R"(
    when: [{do: withdraw}]
    then: {state: granted}
)");
  ASSERT_EQ(late.size(), 1U);
  EXPECT_TRUE(late[0].starts_with("it was refused: ")) << late[0];
  EXPECT_EQ(differences(kTwoSteps, R"(
    given: {review: {silent: true}}
    when: [{do: withdraw, refused: true}]
    then: {state: withdrawn}
)"),
            Texts{"it should have been refused, and was done"});
  EXPECT_EQ(differences(kTwoSteps, R"(
    when: [{at: 2026-03-03T09:00, do: submit}, {at: 2026-03-02T09:00, do: wait}]
    then: {state: granted}
)"),
            Texts{"time does not go back: it is to be done at 2026-03-02 "
                  "09:00, and it is 2026-03-03 09:00 already"});
}

TEST(Scenario, NeedsWhatAPersonSays) {
  const Texts found = differences(kTwoSteps, R"(
    given: {review: {done: {}}}
    then: {state: processing}
)");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find("result"), std::string::npos) << found[0];
}

constexpr std::string_view kLife = R"(
form: {company: {title: 企业名称, type: text}}
steps:
  review: {title: 审查, uses: window/review, with: {name: =form.company}}
  told: {title: 告知, uses: tax/confirmed, with: {company: =form.company}}
states:
  new:
    title: 新
    events:
      dispatch: {title: 派单, to: handling}
      old: {after: 3wd, to: closed}
  handling:
    title: 办理
    steps: [review, told]
    events: {done: {to: closed}}
  closed: {title: 办结, end: granted}
)";

TEST(Scenario, GoesThroughStatesByEventsMessagesAndTime) {
  EXPECT_EQ(differences(kLife, R"(
    when:
      - {after: 1h, do: event, event: dispatch}
      - {after: 1h, do: message, service: tax/confirmed, with: {company: 新店, number: N-1}}
    then: {state: closed, done: [review, told], took: 0wd}
)",
                        R"(onething: 1
scenarios: trial_thing
form: {company: 新店}
given: {review: {done: {result: 过}}}
examples:
)"),
            Texts{});
  EXPECT_EQ(differences(kLife, R"(
    given: {told: {done: {number: N-1}, slow: 1d}}
    when: [{do: event, event: dispatch}]
    then: {state: closed, ended: 2026-03-03}
)",
                        R"(onething: 1
scenarios: trial_thing
form: {company: 新店}
given: {review: {done: {result: 过}}}
examples:
)"),
            Texts{});
  EXPECT_EQ(differences(kLife, R"(
    when: [{after: 4wd, do: wait}]
    then: {state: closed, untouched: [review, told]}
)",
                        R"(onething: 1
scenarios: trial_thing
form: {company: 新店}
examples:
)"),
            Texts{});
}

TEST(Scenario, TakesEachMessageForOneOfItsOwn) {
  EXPECT_EQ(differences(R"(
form: {company: text}
steps:
  told: {uses: tax/confirmed, with: {company: =form.company}}
  review: {uses: window/review, with: {name: =form.company}}
states:
  waiting: {steps: [told], events: {done: {to: handling}, late: {after: 60d, to: closed}}}
  handling:
    steps: [review]
    events:
      done: {when: steps.review.result == "过", to: closed}
      again: {done: true, when: steps.review.result != "过", to: waiting}
  closed: {end: granted}
)",
                        R"(
    given: {review: [{done: {result: 再等}}, {done: {result: 过}}]}
    when:
      - {after: 1h, do: message, service: tax/confirmed, with: {company: 新店, number: N-1}}
      - {after: 1h, do: message, service: tax/confirmed, with: {company: 新店, number: N-1}}
    then: {state: closed}
)",
                        R"(onething: 1
scenarios: trial_thing
form: {company: 新店}
given: {told: {silent: true}}
examples:
)"),
            Texts{});
}

TEST(Scenario, EndsWhereStatesLeadIntoEachOtherForEver) {
  const Texts found =
      differences(R"(
form: {company: {title: 企业名称, type: text}}
steps:
  review: {title: 审查, uses: window/review, with: {name: =form.company}}
states:
  one: {title: 一, events: {done: {to: two}}}
  two: {title: 二, events: {done: {to: one}, stop: {title: 停, to: closed}}}
  closed: {title: 办结, end: granted}
)",
                  "    then: {state: closed}\n",
                  "onething: 1\nscenarios: trial_thing\n"
                  "form: {company: 新店}\n"
                  "given: {review: {silent: true}}\nexamples:\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(
      found[0],
      "this scenario never comes to rest: too much happens at one moment");
}

TEST(Scenario, IsFiledByAnAgentWhereThereIsOne) {
  constexpr std::string_view workflow = R"(
agents: {grades: [A, B]}
form: {company: text}
steps:
  review: {uses: window/review, when: case.agent_grade == "B", with: {name: =form.company}}
)";
  constexpr std::string_view file = R"(onething: 1
scenarios: trial_thing
form: {company: 新店}
agent: {id: agency, scope: [submit, supplement], valid_until: 2026-12-31, real_name: passed, grade: B}
given: {review: [{returned: 缺一页}, {done: {result: 过}}]}
examples:
)";
  EXPECT_EQ(differences(workflow, R"(
    when: [{after: 1d, do: supplement, with: {company: 新店一}}]
    then: {state: granted, done: [review], corrections: 1}
)",
                        file),
            Texts{});
  EXPECT_EQ(differences(workflow, R"(
    agent: null
    then: {state: granted, skipped: [review]}
)",
                        file),
            Texts{});
  EXPECT_EQ(differences(workflow, R"(
    agent: {id: agency, scope: [submit, supplement], valid_until: 2026-12-31, real_name: passed, grade: D}
    when: [{do: submit, refused: true}]
    then: {untouched: [review]}
)",
                        file),
            Texts{});
  EXPECT_EQ(differences(workflow, R"(
    agent: {id: agency, scope: [submit, supplement], valid_until: 2026-01-31, real_name: passed, grade: A}
    when: [{do: submit, refused: true}]
    then: {untouched: [review]}
)",
                        file),
            Texts{});
}

TEST(Scenario, LetsPeopleDoOnlyWhatTheyMay) {
  const std::string project = std::string(testing::kProject) +
                              "people:\n"
                              "  li_na: {title: 李娜, department: window, "
                              "roles: clerk}\n"
                              "  sun_hao: {title: 孙浩, department: tax, "
                              "roles: clerk}\n";
  const auto acts = [&](const std::string& by) {
    const ScenarioRun run =
        play(kTwoSteps,
             std::string(kFile) +
                 "  one:\n    given: {review: {silent: true}}\n    when: [{do: "
                 "complete, step: review, with: {result: 过}, by: " +
                 by + "}]\n    then: {state: granted}\n",
             project);
    return run.has_passed();
  };
  EXPECT_TRUE(acts("li_na"));
  EXPECT_FALSE(acts("sun_hao"));
}

TEST(Scenario, IsTheSameHoweverManyThreadsPlay) {
  const auto text_with = [](unsigned jobs) {
    Workers workers(jobs);
    ScenarioRequest request;
    request.paths = {"golden/cli/city"};
    request.workers = &workers;
    const Result<ScenarioRun> run = run_scenarios(request);
    EXPECT_TRUE(run);
    return run ? scenarios_json(run.value(), Language::zh) : std::string();
  };
  EXPECT_EQ(text_with(1), text_with(4));
}

TEST(Scenario, StandsInWordsThatTheEngineHas) {
  std::vector<std::string_view> words;
  for (int status = 1; status <= static_cast<int>(engine::CaseStatus::revoked);
       ++status)
    words.push_back(
        engine::status_word(static_cast<engine::CaseStatus>(status)));
  const auto known = lifecycle_words();
  EXPECT_EQ(words, std::vector<std::string_view>(known.begin(), known.end()));
}

// The examples of the pages about the format, as a project and its scenarios.
TEST(Scenario, OfThePagesComesToTheEndThatTheySay) {
  for (const char* page : {"../docs/format.md", "../docs/format.zh-CN.md"}) {
    const std::string text = testing::read_file(page);
    std::vector<SourceFile> files;
    SourceFile scenarios;
    constexpr std::string_view open = "```yaml\n";
    for (std::size_t at = text.find(open); at != std::string::npos;
         at = text.find(open, at + 1)) {
      const std::string block = text.substr(
          at + open.size(), text.find("\n```", at) + 1 - at - open.size());
      const std::string name = block.substr(2, block.find('\n') - 2);
      if (name.ends_with(".test.yaml"))
        scenarios = {name, block};
      else if (name != "application.yaml" && name != "migration.yaml" &&
               name != "columns.yaml")
        files.push_back({name, block});
    }
    const ScenarioRun run =
        run_scenarios_text(scenarios, load_texts(std::move(files)));
    EXPECT_EQ(told(run), "") << page;
    EXPECT_EQ(run.played.size(), 2U) << page;
    EXPECT_TRUE(run.has_passed()) << scenarios_text(run, Language::en, false);
  }
}

}  // namespace
}  // namespace onething
