// SPDX-License-Identifier: Apache-2.0

#include "engine/people/agents.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/limits.h"

namespace onething::engine {

namespace {

using Refusal = std::optional<Rejection>;

// 国市监注规〔2025〕3号: an agent is of full age.
constexpr int kYearsMin = 18;

Refusal reject(Message why) { return Rejection{std::move(why), {}}; }

// Somebody who may act here as an agent and in no other way.
bool is_only_agent(const Actor& actor) {
  if (!actor.standing) return false;
  const auto& roles = actor.standing->roles;
  return std::find(roles.begin(), roles.end(), Role::agent) != roles.end() &&
         std::find(roles.begin(), roles.end(), Role::applicant) == roles.end();
}

// The date of birth in a citizen's number, 18 digits.
std::optional<Date> born_on(const std::string& certificate) {
  if (!is_citizen_id(certificate)) return std::nullopt;
  return parse_date(certificate.substr(6, 4) + "-" + certificate.substr(10, 2) +
                    "-" + certificate.substr(12, 2));
}

// The day on which they are of age, compared as texts of the same shape.
bool is_too_young(const Agent& agent, Date today) {
  const std::optional<Date> born = born_on(agent.certificate);
  if (!born) return false;
  const std::string birth = to_text(*born);
  const std::string now = to_text(today);
  const int year = std::stoi(birth.substr(0, 4)) + kYearsMin;
  return now < std::to_string(year) + birth.substr(4);
}

// Words of acts and ids of workflows; where none of a kind is named, all of
// that kind are meant.
bool covers(const Agent& agent, const std::string& workflow,
            onething::Act act) {
  bool names_acts = false;
  bool names_workflows = false;
  bool has_act = false;
  bool has_workflow = false;
  for (const std::string& word : agent.scope) {
    const bool is_act = act_of(word).has_value();
    names_acts |= is_act;
    names_workflows |= !is_act;
    has_act |= is_act && word == word_of(act);
    has_workflow |= !is_act && word == workflow;
  }
  return (has_act || !names_acts) && (has_workflow || !names_workflows) &&
         !agent.scope.empty();
}

bool says(const Value& value, std::string_view text, int depth) {
  if (text.empty() || depth > limits::json_depth_max) return false;
  if (const std::string* own = value.text()) return *own == text;
  if (const Object* members = value.object())
    return std::any_of(members->begin(), members->end(),
                       [&](const auto& member) {
                         return says(member.second, text, depth + 1);
                       });
  if (const List* items = value.list())
    return std::any_of(items->begin(), items->end(), [&](const Value& item) {
      return says(item, text, depth + 1);
    });
  return false;
}

// Where a form says who somebody is, a number is enough, and so is a name where
// there is no number.
bool is_named_in(const Value& value, const Agent& agent) {
  if (!agent.certificate.empty()) return says(value, agent.certificate, 0);
  return says(value, agent.name, 0);
}

class Judging {
 public:
  Judging(const Workflow& workflow, const Agent& agent, onething::Act act,
          Instant now)
      : workflow_(workflow),
        agent_(agent),
        act_(act),
        today_(local_date(now)),
        who_{"agent", agent.name.empty() ? agent.id : agent.name} {}

  Refusal judge(const Value& form) const {
    if (Refusal barred = by_workflow(form)) return barred;
    if (agent_.real_name != "passed")
      return reject({"engine.agent_not_verified", {who_}});
    if (is_too_young(agent_, today_))
      return reject({"engine.agent_too_young",
                     {who_, {"years", std::to_string(kYearsMin)}}});
    return by_authority();
  }

 private:
  Refusal by_workflow(const Value& form) const {
    if (!workflow_.agents) return std::nullopt;
    const AgentRules& rules = *workflow_.agents;
    const Arg reason{"reason", rules.reason};
    if (!rules.allowed)
      return rules.reason.empty()
                 ? reject({"engine.agents_barred", {}})
                 : reject({"engine.agents_barred_reason", {reason}});
    const std::string_view word = word_of(act_);
    for (const Spelled& barred : rules.barred_acts)
      if (barred.text == word)
        return reject({"engine.agent_act_barred",
                       {who_, {"act", name_of(act_)}, reason}});
    for (const Spelled& field : rules.not_also) {
      const Value* value = form.find(field.text);
      if (value != nullptr && is_named_in(*value, agent_))
        return reject(
            {"engine.agent_is_also", {who_, {"field", title_of(field.text)}}});
    }
    return by_grade(rules);
  }

  // Only the grades that the workflow names; who has none is not among them.
  Refusal by_grade(const AgentRules& rules) const {
    if (rules.grades.empty()) return std::nullopt;
    std::string all;
    for (const Spelled& grade : rules.grades) {
      if (agent_.grade == grade.text) return std::nullopt;
      all += (all.empty() ? "" : ", ") + grade.text;
    }
    if (agent_.grade.value_or("").empty())
      return reject({"engine.agent_without_grade", {who_, {"grades", all}}});
    return reject({"engine.agent_grade_barred",
                   {who_, {"grade", *agent_.grade}, {"grades", all}}});
  }

  Refusal by_authority() const {
    if (!agent_.valid_until)
      return reject({"engine.agent_without_end", {who_}});
    if (agent_.valid_from && today_ < *agent_.valid_from)
      return reject({"engine.agent_too_early",
                     {who_, {"date", to_text(*agent_.valid_from)}}});
    if (*agent_.valid_until < today_)
      return reject({"engine.agent_expired",
                     {who_, {"date", to_text(*agent_.valid_until)}}});
    if (!covers(agent_, workflow_.id.text, act_))
      return reject(
          {"engine.agent_out_of_scope",
           {who_, {"act", name_of(act_)}, {"workflow", workflow_.id.text}}});
    return std::nullopt;
  }

  std::string title_of(const std::string& id) const {
    for (const Field& field : workflow_.form)
      if (field.id.text == id && !field.title.empty())
        return field.title.in(Language::zh);
    return id;
  }

  const Workflow& workflow_;
  const Agent& agent_;
  const onething::Act act_;
  const Date today_;
  const Arg who_;
};

// Whoever hands a case in for others says for whom and by what right, and is
// the one who is named.
Refusal refuse_submission(const Definition& definition, const SubmitCase& wish,
                          const Actor& actor, Instant now) {
  if (!wish.agent) {
    if (!is_only_agent(actor)) return std::nullopt;
    return reject({"engine.agent_unnamed", {{"actor", actor.id}}});
  }
  if (is_only_agent(actor) && wish.agent->id != actor.id)
    return reject({"engine.agent_is_another",
                   {{"actor", actor.id}, {"agent", wish.agent->id}}});
  return Judging(*definition.workflow, *wish.agent, onething::Act::submit, now)
      .judge(wish.form);
}

}  // namespace

Refusal refuse_agent(const Definition& definition, const CaseState& state,
                     const Command& command, onething::Act act, Instant now) {
  if (const auto* submit = std::get_if<SubmitCase>(&command.what))
    return refuse_submission(definition, *submit, command.actor, now);
  if (!state.agent || state.agent->id.empty() ||
      state.agent->id != command.actor.id)
    return std::nullopt;
  return Judging(*definition.workflow, *state.agent, act, now)
      .judge(state.form);
}

}  // namespace onething::engine
