// SPDX-License-Identifier: Apache-2.0
//
// The workflow that is shipped, with every step called otherwise in its next
// version: wherever on its way a case is moved there, it ends as it would have
// ended, and no department acts twice.

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "model/conform.h"
#include "stub/services.h"
#include "support/case_builder.h"

namespace onething {
namespace {

constexpr const char* kSuffix = "_v2";

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// `text` with the suffix behind `name`, wherever `lead` stands before it.
std::string renamed(std::string text, const std::string& lead,
                    const std::string& name) {
  const std::string wanted = lead + name;
  for (std::size_t at = 0; (at = text.find(wanted, at)) != std::string::npos;) {
    at += wanted.size();
    if (at == text.size() || !is_name_character(text[at]))
      text.insert(at, kSuffix);
  }
  return text;
}

// The next version: steps and prefills bear other names, and are read by them.
std::string next_version(const std::string& text, const Workflow& workflow,
                         Migration& mapping) {
  std::string out = text;
  for (const auto* steps : {&workflow.prefill, &workflow.steps}) {
    const bool is_prefill = steps == &workflow.prefill;
    for (const Step& step : *steps) {
      const std::string& id = step.id.text;
      const std::string root = is_prefill ? "prefill." : "steps.";
      out = renamed(renamed(out, root, id), root + "?", id);
      if (!is_prefill) out = renamed(renamed(out, "after: [", id), ", ", id);
      const std::string place = is_prefill ? "prefill." : "";
      mapping.renamed.push_back({place + id, place + id + kSuffix});
    }
  }
  std::istringstream lines(out);
  std::string result;
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line[0] != ' ' && line[0] != '#')
      section = line.substr(0, line.find(':'));
    const bool is_key = line.size() > 3 && line.starts_with("  ") &&
                        is_name_character(line[2]) && line.back() == ':';
    if (is_key && (section == "steps" || section == "prefill"))
      line.insert(line.size() - 1, kSuffix);
    result += line + "\n";
  }
  return result;
}

class MovedFlagship : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    Result<LoadedProject> loaded = load_project("../workflows");
    ASSERT_TRUE(loaded);
    first_ = std::move(loaded.value());
    const Workflow* workflow =
        first_.project.find_workflow("individual_to_company");
    ASSERT_NE(workflow, nullptr);
    std::vector<SourceFile> files = first_.sources.files;
    files[workflow->file].text =
        next_version(files[workflow->file].text, *workflow, mapping_);
    second_ = load_texts(std::move(files));
    ASSERT_FALSE(has_errors(second_.diagnostics))
        << render_text(second_.diagnostics, second_.sources, {});
    before_ = compile(first_, "one");
    after_ = compile(second_, "two");
    auto services = stub::Services::compile(first_.project);
    ASSERT_TRUE(services);
    services_ = std::make_unique<stub::Services>(std::move(services.value()));
    Result<LoadedApplication> application = load_application(
        std::string("../examples/") + GetParam(), first_.project, *workflow);
    ASSERT_TRUE(application);
    application_ = std::move(application.value().application);
  }

  static engine::Definition compile(const LoadedProject& loaded,
                                    std::string hash) {
    Result<engine::Definition> made = engine::compile(
        loaded.project, *loaded.project.find_workflow("individual_to_company"),
        Calendar::china(), std::move(hash));
    EXPECT_TRUE(made);
    return std::move(made.value());
  }

  // One case on its way; `calls` counts what each department was asked to do.
  struct Way {
    engine::CaseState state;
    std::map<std::string, int> calls;  // By key.
    std::map<std::string, int> asked;  // By service.
    int moves = 0;
  };

  void act(Way& way, decltype(Command::what) what) {
    const engine::Definition& definition =
        way.state.definition == "two" ? after_ : before_;
    engine::Decision decision =
        engine::decide(definition, std::move(way.state),
                       {std::move(what), {"甲示例", "", Channel::window}, true},
                       now_, {&after_, nullptr});
    if (const auto* refused = std::get_if<Rejection>(&decision)) {
      std::string why = render(refused->message, Language::en);
      for (const CaseDefect& each : refused->defects)
        why += "\n" + each.field + ": " + render(each.message, Language::en);
      FAIL() << why;
    }
    auto& decided = std::get<engine::Decided>(decision);
    for (const engine::Event& event : decided.events) {
      const engine::EncodedEvent stored = engine::encode(event);
      const Result<engine::Event> read =
          engine::decode(stored.type, stored.version, event.at, stored.payload);
      ASSERT_TRUE(read) << stored.type;
      engine::evolve(replayed_, read.value());
    }
    way.state = std::move(decided.state);
    ++way.moves;
    ASSERT_EQ(testing::dump(replayed_), testing::dump(way.state));
  }

  Value document_of(Way& way, const engine::RunState& run) {
    const std::string service = run.department + "/" + run.service;
    const auto count = static_cast<std::size_t>(way.asked[service]++);
    const Value* said = nullptr;
    if (const Value* given = application_.given.find(service))
      if (const List* list = given->list(); list && count < list->size())
        said = &(*list)[count];
    const Value* done = said == nullptr ? nullptr : said->find("done");
    if (said != nullptr && done == nullptr) return *said;
    const stub::PlayedService* played = services_->find(service);
    EXPECT_NE(played, nullptr) << service;
    if (played == nullptr || !played->sample) return Object{{"done", Object{}}};
    const model::Conformed input =
        model::conform_record(run.input, played->service->input);
    const Value* const roots[] = {&input.value};
    expr::EvalResult made =
        played->sample->evaluate({roots, &Calendar::china()});
    const auto* output = std::get_if<Value>(&made);
    EXPECT_NE(output, nullptr) << service;
    Value whole = output ? testing::json(to_json(*output)) : Value(Object{});
    // What the application gives is laid over the sample, as the stub does.
    if (done != nullptr && done->object() != nullptr)
      for (const auto& [name, value] : *done->object())
        whole.object()->set(name, value);
    return Object{{"done", std::move(whole)}};
  }

  // One command; false when nothing moves the case but time or a person.
  bool step(Way& way) {
    const engine::Definition& definition =
        way.state.definition == "two" ? after_ : before_;
    const auto owed = engine::pending_effects(definition, way.state);
    if (!owed.calls.empty()) {
      const engine::OwedCall& call = owed.calls.front();
      const engine::StepState& of = *way.state.find_step(call.run.step);
      const engine::RunState& run =
          of.runs[static_cast<std::size_t>(call.run.iteration)];
      AnswerCall answer;
      answer.run = call.run;
      answer.key = call.key;
      answer.attempt = call.attempt;
      answer.document = document_of(way, run);
      ++way.calls[call.key];
      act(way, std::move(answer));
      return true;
    }
    if (way.state.status == engine::CaseStatus::correcting &&
        !application_.follow_up.is_null() && way.state.corrections == 1) {
      SupplementCase more;
      if (const Value* form = application_.follow_up.find("form"))
        more.form = *form;
      if (const Value* materials = application_.follow_up.find("materials"))
        more.materials = *materials;
      act(way, std::move(more));
      return true;
    }
    return false;
  }

  // Moved before the command with this number; never, when it is negative.
  Way go(int moved_before) {
    Way way;
    replayed_ = {};
    act(way,
        SubmitCase{
            "key", "digest", application_.form, application_.materials, 7, {}});
    for (int commands = 0; commands < 200; ++commands) {
      if (::testing::Test::HasFailure()) return way;
      // What comes to its end stays with the version it has.
      const bool may_move =
          !engine::has_ended(way.state.status) && !engine::is_ending(way.state);
      if (commands == moved_before && may_move) {
        act(way, MigrateCase{"two", mapping_, "新版本"});
        act(way, AdvanceCase{});
      }
      if (!step(way)) break;
    }
    return way;
  }

  LoadedProject first_;
  LoadedProject second_;
  engine::Definition before_;
  engine::Definition after_;
  Migration mapping_;
  Application application_;
  std::unique_ptr<stub::Services> services_;
  engine::CaseState replayed_;
  Instant now_ = testing::at("2026-03-02T09:00");
};

TEST_P(MovedFlagship, EndsAsItWouldHaveEndedWhereverItIsMoved) {
  const Way plain = go(-1);
  ASSERT_GT(plain.moves, 5);
  int moved = 0;
  for (int at = 0; at < plain.moves; ++at) {
    SCOPED_TRACE("moved before command " + std::to_string(at));
    const Way way = go(at);
    if (HasFailure()) return;
    EXPECT_EQ(engine::status_word(way.state.status),
              engine::status_word(plain.state.status));
    EXPECT_EQ(to_canonical(way.state.outcome),
              to_canonical(plain.state.outcome));
    EXPECT_EQ(way.state.acts.size(), plain.state.acts.size());
    EXPECT_EQ(way.asked, plain.asked);
    for (const auto& [key, count] : way.calls) EXPECT_EQ(count, 1) << key;
    moved += way.state.migrations > 0 ? 1 : 0;
  }
  EXPECT_GT(moved, 3);
}

INSTANTIATE_TEST_SUITE_P(Stories, MovedFlagship,
                         ::testing::Values("clean.yaml",
                                           "cancel_and_set_up.yaml",
                                           "no_employees.yaml",
                                           "tax_arrears.yaml", "refused.yaml"),
                         [](const auto& story) {
                           std::string name = story.param;
                           name.resize(name.find('.'));
                           return name;
                         });

}  // namespace
}  // namespace onething
