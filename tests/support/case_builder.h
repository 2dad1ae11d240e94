// SPDX-License-Identifier: Apache-2.0
//
// One case in a small world, driven by commands in tests: the same departments
// for all, a workflow of each test's own, a clock that moves when told to.
//
// Every accepted command is also checked against the log: folding the events as
// they are stored and read back must give the state that decide() gave.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/codec/codec.h"
#include "engine/decide.h"
#include "engine/effects.h"
#include "engine/evolve.h"
#include "engine/transitions.h"
#include "onething/load.h"
#include "support/state_dump.h"

namespace onething::testing {

inline constexpr const char* kProject = R"(onething: 1
project: trial
language: zh
)";

inline constexpr const char* kMarket = R"(onething: 1
department: market
title: 市场监管局
services:
  find:
    title: 查询执照
    by: system
    input: {uscc: text}
    output:
      old_name: text
      founded: {type: date, optional: true}
    on_unknown: retry
  register:
    title: 设立登记
    basis: 登记条例第一条
    by: system
    input:
      uscc: {type: text, purpose: 设立登记}
      name: {type: text, purpose: 设立登记}
    output: {uscc: text, name: text, licence: text, founded: {type: date, optional: true}, owner: {type: text, sensitivity: personal, optional: true}}
    limit: {promised: 2wd}
    call: {http: {method: PUT, path: "/businesses/{uscc}"}}
    on_unknown: retry
)";

inline constexpr const char* kTax = R"(onething: 1
department: tax
title: 税务局
services:
  carry_over:
    title: 税务承继
    by: system
    input:
      name: text
      note: {type: text, optional: true}
    output: {receipt: text}
    on_unknown: retry
  debit:
    title: 扣款
    by: system
    input: {name: text}
    output: {receipt: text}
    on_unknown: ask
  confirmed:
    title: 办结告知
    by: message
    input: {company: text}
    output: {number: text}
  open:
    title: 开户
    by: system
    input: {name: text}
    output: {account: text}
    on_unknown: retry
    undo: close
  close:
    title: 销户
    by: system
    input:
      account: {type: text, purpose: 撤销}
      name: {type: text, optional: true}
    output: {closed: {type: text, optional: true}}
    on_unknown: ask
  assess:
    title: 核定
    by: system
    input: {name: text}
    output: {receipt: text}
    limit: {promised: 3wd}
    on_unknown: query
    call:
      http: {path: /assess, query: {path: "/assess/{key}?name={name}"}}
      answers_later: true
  survey:
    title: 实地核查
    by: system
    input: {name: text}
    output: {receipt: text}
    limit: {promised: 3wd}
    on_unknown: ask
    call: {answers_later: true}
  permit:
    title: 许可变更
    by: system
    input: {code: text}
    output: {code: text}
    on_unknown: retry
)";

inline constexpr const char* kWindow = R"(onething: 1
department: window
title: 综合窗口
services:
  review:
    title: 人工审查
    basis: 审查规定第二条
    by: person
    role: 审查员
    input: {name: text}
    output: {result: text}
    limit: {promised: 3wd}
  stamp:
    title: 刻章
    by: person
    role: 章管员
    input: {name: text}
    output: {stamp: text}
    undo: unstamp
  unstamp:
    title: 收章
    by: person
    role: 章管员
    input: {stamp: text}
    output: {note: {type: text, optional: true}}
  archive:
    title: 归档
    by: person
    role: 档案员
    input: {form: object}
    output: {number: text}
)";

inline Instant at(std::string_view text) {
  const std::optional<Instant> instant = parse_instant(text);
  EXPECT_TRUE(instant) << text;
  return instant.value_or(Instant{});
}

inline Value json(std::string_view text) {
  Result<Value> value = parse_json(text);
  EXPECT_TRUE(value) << text;
  return value ? value.value() : Value();
}

inline std::string text_of(const Message& message) {
  return render(message, Language::zh);
}

inline EndTask ending(std::string task, EndTask::How how) {
  EndTask wish;
  wish.task = std::move(task);
  wish.how = how;
  wish.reason = "说明";
  return wish;
}
inline EndTask completion(std::string task, std::string_view output) {
  EndTask wish = ending(std::move(task), EndTask::How::complete);
  wish.output = json(output);
  return wish;
}
inline EndTask give_back(std::string task, std::string problem) {
  EndTask wish = ending(std::move(task), EndTask::How::give_back);
  wish.defects.push_back({"company", "企业名称", std::move(problem), {}});
  return wish;
}

// One line of transitions.def that a story went through.
using Tried =
    std::tuple<engine::CaseStatus, engine::CommandKind, engine::CaseStatus>;

class CaseBuilder {
 public:
  // `workflow` is what follows `workflow: trial_thing` in its file.
  explicit CaseBuilder(std::string_view workflow,
                       engine::RetryPolicy retry = {})
      : version_(compile(workflow, "hash", retry)) {}

  // Another version of the workflow, to which move() takes the case.
  CaseBuilder& new_version(std::string_view workflow,
                           const std::string& hash = "hash-2") {
    next_ = compile(workflow, hash, {});
    return *this;
  }
  // The service of another case that this one acts for, when it is moved.
  CaseBuilder& acting_for(const Service& service) {
    acts_for_ = &service;
    return *this;
  }
  MigrateCase moving(Migration mapping = {}) const {
    return {next_.definition->hash, std::move(mapping), "新版本"};
  }
  CaseBuilder& move(Migration mapping = {}) {
    return act(moving(std::move(mapping)));
  }
  // The keys of the messages that stand in the way of a move, by the field.
  std::vector<std::pair<std::string, std::string>> in_the_way(
      Migration mapping = {}) const {
    engine::Decision decision = decide(moving(std::move(mapping)));
    std::vector<std::pair<std::string, std::string>> problems;
    if (const auto* rejection = std::get_if<Rejection>(&decision)) {
      EXPECT_EQ(rejection->message.key, "migrate.does_not_fit");
      for (const CaseDefect& each : rejection->defects) {
        EXPECT_FALSE(text_of(each.message).empty());
        problems.emplace_back(each.field, each.message.key);
      }
    }
    return problems;
  }

  const engine::Definition& definition() const { return *version_.definition; }
  const engine::CaseState& state() const { return state_; }
  const std::vector<engine::Event>& history() const { return history_; }
  // Type words of the events of the last command.
  const std::vector<std::string>& last() const { return last_; }
  const std::set<Tried>& tried() const { return tried_; }
  Instant now() const { return now_; }

  CaseBuilder& as(std::string id) {
    actor_ = {std::move(id), "", Channel::window};
    return *this;
  }
  // Somebody of a project that names people.
  CaseBuilder& as(Actor actor) {
    actor_ = std::move(actor);
    return *this;
  }
  CaseBuilder& on(std::string_view instant) {
    now_ = at(instant);
    return *this;
  }
  CaseBuilder& after(Duration time) {
    now_ = now_ + time;
    return *this;
  }

  // From now on another calendar is in force; it must outlive the case.
  CaseBuilder& with_calendar(const Calendar& calendar) {
    version_.definition->calendar = &calendar;
    return *this;
  }

  engine::Decision decide(decltype(Command::what) what) const {
    return engine::decide(*version_.definition, state_,
                          {std::move(what), actor_, may_start_}, now_,
                          {next_.definition.get(), acts_for_});
  }

  // Carries a command out, which must be accepted.
  CaseBuilder& act(decltype(Command::what) what) {
    act_unchecked(std::move(what));
    EXPECT_EQ(dump(replayed_), dump(state_));
    return *this;
  }
  // act() without the comparison, which takes long for a case that holds much.
  CaseBuilder& act_unchecked(decltype(Command::what) what) {
    const engine::CommandKind kind = engine::kind_of({what, actor_});
    const engine::CaseStatus from = state_.status;
    engine::Decision decision = decide(std::move(what));
    last_.clear();
    if (auto* rejection = std::get_if<Rejection>(&decision)) {
      ADD_FAILURE() << "refused: " << text_of(rejection->message)
                    << (rejection->defects.empty()
                            ? ""
                            : rejection->defects[0].field + " " +
                                  text_of(rejection->defects[0].message));
      return *this;
    }
    auto& decided = std::get<engine::Decided>(decision);
    for (const engine::Event& event : decided.events) {
      const engine::EncodedEvent stored = engine::encode(event);
      last_.emplace_back(stored.type);
      Result<engine::Event> read =
          engine::decode(stored.type, stored.version, event.at, stored.payload);
      EXPECT_TRUE(read) << stored.type << " " << stored.payload;
      if (!read) continue;
      EXPECT_EQ(engine::encode(read.value()).payload, stored.payload);
      engine::evolve(replayed_, read.value());
      history_.push_back(event);
    }
    state_ = std::move(decided.state);
    if (next_.definition && state_.definition == next_.definition->hash)
      version_ = next_;
    tried_.insert({from, kind, state_.status});
    return *this;
  }

  // The key of the message with which a command is refused.
  std::string refused(decltype(Command::what) what) const {
    engine::Decision decision = decide(std::move(what));
    const auto* rejection = std::get_if<Rejection>(&decision);
    if (rejection == nullptr) {
      ADD_FAILURE() << "it was not refused";
      return {};
    }
    EXPECT_FALSE(text_of(rejection->message).empty());
    return std::string(rejection->message.key);
  }

  // From now on commands are given where nobody can make calls.
  CaseBuilder& alone(bool is_alone = true) {
    may_start_ = !is_alone;
    return *this;
  }

  CaseBuilder& submit(std::string_view form,
                      std::string_view materials = "{}") {
    return act(
        SubmitCase{"key-1", "digest", json(form), json(materials), 7, {}});
  }

  AnswerCall answer_of(const std::string& step, std::string_view document,
                       std::int64_t iteration = 0) const {
    AnswerCall answer;
    answer.run = {step, iteration};
    const engine::RunState& current = run(step, iteration);
    answer.key = current.key;
    answer.attempt = current.attempt;
    answer.document = json(document);
    return answer;
  }
  CaseBuilder& answer(const std::string& step, std::string_view document,
                      std::int64_t iteration = 0) {
    return act(answer_of(step, document, iteration));
  }
  CaseBuilder& done(const std::string& step, std::string_view output,
                    std::int64_t iteration = 0) {
    return answer(step, "{\"done\":" + std::string(output) + "}", iteration);
  }

  CaseBuilder& interrupt(const std::string& step, std::int64_t iteration = 0) {
    return act(InterruptCall{{step, iteration}, run(step, iteration).attempt});
  }

  enum class Harm { none, possible };
  AnswerCall failure_of(const std::string& step, Harm harm = Harm::none) const {
    AnswerCall answer = answer_of(step, "null");
    answer.document.reset();
    answer.may_have_acted = harm == Harm::possible;
    answer.failure = {"engine.no_answer", {}};
    return answer;
  }
  CaseBuilder& fail(const std::string& step, Harm harm = Harm::none) {
    return act(failure_of(step, harm));
  }

  const engine::StepState& step(const std::string& id) const {
    const engine::StepState* found = state_.find_step(id);
    EXPECT_NE(found, nullptr) << id;
    static const engine::StepState nothing;
    return found == nullptr ? nothing : *found;
  }
  const engine::RunState& run(const std::string& id,
                              std::int64_t iteration = 0) const {
    const auto index = static_cast<std::size_t>(iteration);
    static const engine::RunState nothing;
    return index < step(id).runs.size() ? step(id).runs[index] : nothing;
  }
  // Open tasks, in the order in which they were opened.
  std::vector<engine::TaskState> open_tasks() const {
    std::vector<engine::TaskState> open;
    for (const engine::TaskState& task : state_.tasks)
      if (task.open) open.push_back(task);
    return open;
  }
  std::string open_task() const {
    const auto open = open_tasks();
    EXPECT_EQ(open.size(), 1U);
    return open.empty() ? "" : open.front().id;
  }
  // The open task of one step.
  std::string task_of(const std::string& step) const {
    for (const engine::TaskState& task : open_tasks())
      if (task.run.step == step) return task.id;
    ADD_FAILURE() << "no open task of " << step;
    return {};
  }
  std::string status() const {
    return std::string(engine::status_word(state_.status));
  }

 private:
  // Shared by copies of the story.
  struct Version {
    std::shared_ptr<LoadedProject> loaded;
    std::shared_ptr<engine::Definition> definition;
  };

  static Version compile(std::string_view workflow, const std::string& hash,
                         engine::RetryPolicy retry) {
    Version version;
    std::string head =
        "onething: 1\nworkflow: trial_thing\ntitle: 试办一件事\n"
        "version: 1.0.0\nlead: market\n";
    if (!workflow.starts_with("\npromise:")) head += "promise: 5wd\n";
    version.loaded = std::make_shared<LoadedProject>(load_texts({
        {"onething.yaml", kProject},
        {"departments/market.yaml", kMarket},
        {"departments/tax.yaml", kTax},
        {"departments/window.yaml", kWindow},
        {"workflows/trial_thing.yaml", head + std::string(workflow)},
    }));
    const LoadedProject& loaded = *version.loaded;
    EXPECT_FALSE(has_errors(loaded.diagnostics))
        << render_text(loaded.diagnostics, loaded.sources, {});
    const Workflow* found = loaded.project.find_workflow("trial_thing");
    if (found == nullptr) {
      ADD_FAILURE() << "the workflow did not load";
      return version;
    }
    Result<engine::Definition> compiled =
        engine::compile(loaded.project, *found, Calendar::china(), hash, retry);
    EXPECT_TRUE(compiled) << text_of(compiled ? Message{}
                                              : compiled.error().message);
    if (compiled)
      version.definition =
          std::make_shared<engine::Definition>(std::move(compiled.value()));
    return version;
  }

  Version version_;
  Version next_;
  const Service* acts_for_ = nullptr;
  engine::CaseState state_;
  engine::CaseState replayed_;
  std::vector<engine::Event> history_;
  bool may_start_ = true;
  std::vector<std::string> last_;
  std::set<Tried> tried_;
  Instant now_ = at("2026-03-02T09:00");  // A Monday.
  Actor actor_{"陈示例", "", Channel::online};
};

}  // namespace onething::testing
