// SPDX-License-Identifier: Apache-2.0
//
// A store, a clock and departments around a Runner: the project of
// case_builder.h with a workflow of each test's own.
//
// The departments honour keys, as real ones should, and count what they really
// did. Each Runner stands for one process; the world outlives it.

#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/runner.h"
#include "support/call_book.h"
#include "support/case_builder.h"
#include "support/fake_clock.h"
#include "support/fake_connector.h"

namespace onething::testing {

// What all departments together do, by service; a service without a reply of
// the test's own gives a plausible output.
class Departments {
 public:
  using Reply = std::function<Answer(const Call&)>;

  Answer operator()(const Call& call) {
    const auto body = bodies_.try_emplace(call.key, call.body).first;
    EXPECT_EQ(body->second, call.body) << "other bytes under the same key";
    const auto known = answers_.find(call.key);
    if (known != answers_.end()) return known->second;
    Answer answer = reply(call);
    if (!answer.document) return answer;
    ++executed[call.key];
    return answers_[call.key] = std::move(answer);
  }

  std::map<std::string, Reply> replies;
  std::map<std::string, int> executed;  // By key.

 private:
  Answer reply(const Call& call) const {
    const auto own = replies.find(call.service);
    if (own != replies.end()) return own->second(call);
    if (call.service == "market/find")
      return test::done({{"old_name", Value("旧店")}});
    if (call.service == "market/register")
      return test::done({{"uscc", Value("U1")},
                         {"name", Value("新店")},
                         {"licence", Value("L1")}});
    if (call.service == "tax/permit") return test::done({{"code", Value("B")}});
    return test::done({{"receipt", Value("R-" + call.key.substr(0, 4))}});
  }

  std::map<std::string, std::string> bodies_;
  std::map<std::string, Answer> answers_;
};

inline Answer document(std::string_view json_text) {
  Answer answer;
  answer.document = json(json_text);
  return answer;
}

class RunWorld {
  static LoadedProject load_with(std::vector<SourceFile> files,
                                 std::vector<SourceFile> more) {
    for (SourceFile& file : more) files.push_back(std::move(file));
    return load_texts(std::move(files));
  }

 public:
  // `workflow` is what follows the head of its file; without a promise no case
  // depends on the calendar.
  explicit RunWorld(std::string_view workflow,
                    std::vector<SourceFile> more = {})
      : loaded(load_with(
            {
                {"onething.yaml", kProject},
                {"departments/market.yaml", kMarket},
                {"departments/tax.yaml", kTax},
                {"departments/window.yaml", kWindow},
                {"workflows/trial_thing.yaml",
                 "onething: 1\nworkflow: trial_thing\ntitle: 试办一件事\n"
                 "version: 1.0.0\nlead: market\npromise: 5wd\n" +
                     std::string(workflow)},
            },
            std::move(more))) {
    EXPECT_FALSE(has_errors(loaded.diagnostics))
        << render_text(loaded.diagnostics, loaded.sources, {});
  }
  // Runners and connectors point into it.
  RunWorld(const RunWorld&) = delete;
  RunWorld& operator=(const RunWorld&) = delete;

  const Workflow& workflow() const {
    return *loaded.project.find_workflow("trial_thing");
  }
  static Actor actor() { return {"陈示例", "", Channel::online}; }

  test::FakeConnector connector(int delay = 0) {
    return test::FakeConnector(
        [this](const Call& call) { return departments(call); }, delay);
  }

  Result<Acted> try_submit(Runner& runner, std::string_view form,
                           std::string_view key = "key-1",
                           std::string_view materials = "{}") {
    Application application;
    application.form = json(form);
    application.materials = json(materials);
    return runner.submit(loaded, workflow(), application, key, actor());
  }
  CaseView submit(std::string_view form, std::string_view key = "key-1") {
    Runner runner(*store, clock, nullptr);
    return view_of(try_submit(runner, form, key));
  }
  CaseView act(const CaseId& id, decltype(Command::what) what) {
    Runner runner(*store, clock, nullptr);
    return view_of(runner.act(id, {std::move(what), actor()}));
  }
  // One process that drives these cases.
  CaseView drive(const CaseId& id, RunnerOptions options = {}) {
    test::FakeConnector calls = connector();
    Runner runner(*store, clock, &calls, std::move(options));
    const CaseId ids[] = {id};
    Result<std::vector<CaseView>> driven = runner.drive(ids);
    EXPECT_TRUE(driven) << problem_of(driven);
    return driven ? driven.value().front() : CaseView{};
  }

  // Each intent as "step attempt state", in the order of keys.
  std::vector<std::string> intents(const CaseId& id) const {
    std::vector<std::string> lines;
    for (const Intent& row : intents_of(*store, id))
      lines.push_back(row.step + " " + std::to_string(row.attempt) + " " +
                      row.state);
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  static CaseView view_of(const Result<Acted>& acted) {
    EXPECT_TRUE(acted) << problem_of(acted);
    if (!acted) return {};
    if (const auto* refused = std::get_if<Rejection>(&acted.value())) {
      ADD_FAILURE() << "refused: " << text_of(refused->message);
      return {};
    }
    return std::get<CaseView>(acted.value());
  }
  template <typename T>
  static std::string problem_of(const Result<T>& result) {
    return result ? "" : text_of(result.error().message);
  }
  template <typename T>
  static std::string key_of(const Result<T>& result) {
    return result ? "" : std::string(result.error().message.key);
  }
  static std::string refusal_of(const Result<Acted>& acted) {
    if (!acted) return "error " + problem_of(acted);
    const auto* refused = std::get_if<Rejection>(&acted.value());
    return refused == nullptr ? "" : std::string(refused->message.key);
  }

  LoadedProject loaded;
  std::unique_ptr<Store> store = make_memory_store();
  FakeClock clock{at("2026-03-02T09:00")};  // A Monday.
  Departments departments;
};

}  // namespace onething::testing
