// SPDX-License-Identifier: Apache-2.0
//
// `plan --ask` and `walk`: questions, one at a time.

#include "onething/walk.h"

#include <optional>
#include <utility>
#include <vector>

#include "batch_file.h"
#include "dialogue.h"
#include "guide_commands.h"

namespace onething::cli {

namespace {

struct Said {
  Question question;
  std::string text;
};

class Walking {
 public:
  Walking(Session& session, const LoadedProject& project,
          const Workflow& workflow)
      : session_(session),
        project_(project),
        workflow_(workflow),
        interview_(workflow, Interview::Depth::whole, session.language()),
        today_(local_date(session.clock().now())) {}

  Walk run() {
    session_.say({"guide.walk_begin", {}});
    while (std::optional<Question> question = next()) {
      show(session_, *question);
      const Heard heard = listen(session_);
      if (heard.kind == Heard::Kind::quit) return finish(false);
      if (heard.kind == Heard::Kind::back)
        back();
      else
        take(*question, heard.text);
    }
    return finish(true);
  }

  Plan plan(const Value* form, bool is_whole) const {
    const Profile profile{form == nullptr ? Value(Object{}) : *form, is_whole};
    return make_plan(
        project_,
        {&workflow_, form == nullptr ? nullptr : &profile, today_, today_});
  }

 private:
  // Fields first; then what is to be handed in, which depends on them.
  std::optional<Question> next() {
    if (auto question = interview_.next()) return question;
    const Value form = interview_.form();
    for (const PlannedMaterial& each : plan(&form, true).materials) {
      if (each.need == Need::no) continue;
      Question question = interview_.about(*each.material);
      if (!interview_.is_answered(question.path)) return question;
    }
    return std::nullopt;
  }

  void back() {
    if (!interview_.back()) {
      session_.say({"guide.nothing_to_take_back", {}});
      return;
    }
    walk_.took_back(said_.back().question, said_.back().text);
    said_.pop_back();
  }

  void take(const Question& question, const std::string& text) {
    const Message problem = interview_.answer(question, text);
    if (!problem.empty()) {
      ++walk_.mistakes;
      session_.say({"guide.not_taken", {{"problem", problem}}});
      return;
    }
    walk_.took(question, text);
    said_.push_back({question, text});
  }

  Walk finish(bool is_whole) {
    walk_.is_whole = is_whole;
    walk_.form = interview_.form();
    walk_.materials = interview_.materials();
    return std::move(walk_);
  }

  Session& session_;
  const LoadedProject& project_;
  const Workflow& workflow_;
  Interview interview_;
  Date today_;
  Walk walk_;
  std::vector<Said> said_;
};

Result<int> walk(Session& session, const Arguments& arguments) {
  OT_TRY(const Workflow* workflow,
         session.find_workflow(arguments.get("WORKFLOW")));
  OT_TRY(const LoadedProject* project, session.open_project(""));
  Walking walking(session, *project, *workflow);
  const Walk walked = walking.run();
  if (arguments.has("--save")) {
    const int code =
        write_out(session, arguments.get("--save"),
                  application_text(*workflow, walked.form, walked.materials));
    if (code != exit_done) return code;
  }
  const Plan plan = walking.plan(&walked.form, walked.is_whole);
  const Plan file = walking.plan(nullptr, false);
  session.print(walk_in(arguments.get("--format"), {&plan, &file, &walked},
                        session.language()));
  return exit_done;
}

}  // namespace

Plan ask_for_plan(Session& session, const LoadedProject& project,
                  PlanRequest request, Profile& profile) {
  Interview interview(*request.workflow, Interview::Depth::situations,
                      session.language());
  interview.assume(profile.form);
  session.say({"guide.plan_begin", {}});
  profile.is_whole = false;
  request.profile = &profile;
  while (true) {
    profile.form = interview.form();
    Plan plan = make_plan(project, request);
    const std::optional<Question> question =
        plan.open.empty() ? std::nullopt : interview.next(plan.open);
    if (!question) return plan;
    show(session, *question);
    const Heard heard = listen(session);
    if (heard.kind == Heard::Kind::quit) return plan;
    if (heard.kind == Heard::Kind::back) {
      if (!interview.back()) session.say({"guide.nothing_to_take_back", {}});
      continue;
    }
    const Message problem = interview.answer(*question, heard.text);
    if (!problem.empty())
      session.say({"guide.not_taken", {{"problem", problem}}});
  }
}

int command_walk(Session& session, const Arguments& arguments) {
  const Result<int> code = walk(session, arguments);
  return code ? code.value() : session.fail(code.error());
}

}  // namespace onething::cli
