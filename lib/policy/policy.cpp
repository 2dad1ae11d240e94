// SPDX-License-Identifier: Apache-2.0

#include "onething/policy.h"

#include <algorithm>
#include <utility>

namespace onething {

namespace {

struct Row {
  Role role;
  Act act;
  Condition condition;
};

#define ONETHING_ALLOW(role, act, condition) \
  {Role::role, Act::act, Condition::condition},
constexpr Row kRows[] = {
#include "policy/policy.def"
};

template <typename List, typename T>
bool has(const List& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// "clerk, auditor", each in the reader's language.
template <typename List>
Message joined(const List& names) {
  Message all;
  for (const Message& name : names)
    all = all.empty() ? name
                      : Message{"policy.list", {{"one", all}, {"more", name}}};
  return all.empty() ? Message{"policy.nothing", {}} : all;
}

Message roles_of(const Standing& standing) {
  std::vector<Message> names;
  for (const Role role : standing.roles) names.push_back(name_of(role));
  return joined(names);
}

Message who_may(Act act) {
  std::vector<Message> names;
  for (const Row& row : kRows)
    if (row.act == act) names.push_back(name_of(row.role));
  return joined(names);
}

Message owners_of(const Subject& subject) {
  std::vector<Message> names;
  for (const Owner& owner : subject.owners) {
    const Arg department{"department", owner.department};
    names.push_back(
        owner.post.empty()
            ? Message{"policy.owner", {department}}
            : Message{"policy.owner_post", {department, {"post", owner.post}}});
  }
  return joined(names);
}

bool holds(Condition condition, const Actor& actor, const Subject& subject) {
  const Standing& who = *actor.standing;
  const auto owns = [&](bool any_post) {
    return std::any_of(
        subject.owners.begin(), subject.owners.end(), [&](const Owner& owner) {
          return owner.department == who.department &&
                 (any_post || who.posts.empty() || owner.post.empty() ||
                  has(who.posts, owner.post));
        });
  };
  switch (condition) {
    case Condition::never:
      return false;
    case Condition::always:
      return true;
    case Condition::own_case:
      return !actor.id.empty() &&
             (subject.applicant == actor.id || subject.agent == actor.id);
    case Condition::own_task:
      return !who.department.empty() && owns(false);
    case Condition::own_department:
    case Condition::own_service:
      return !who.department.empty() && owns(true);
    case Condition::taking_part:
      return !who.department.empty() &&
             has(subject.departments, who.department);
    case Condition::leading:
      return !who.department.empty() && who.department == subject.lead;
    case Condition::face_to_face:
      return actor.channel == Channel::window ||
             actor.channel == Channel::onsite;
  }
  return false;
}

// What was missing, for whoever would have been let pass with it.
Message what_lacks(Condition condition, const Actor& actor, Act act,
                   const Subject& subject) {
  const Arg who{"actor", actor.id};
  const Arg what{"act", name_of(act)};
  const Arg department{"department", actor.standing->department};
  switch (condition) {
    case Condition::own_case:
      return {"policy.not_own_case", {who, what}};
    case Condition::own_task:
    case Condition::own_department:
      return {"policy.not_own_task",
              {who, what, department, {"owners", owners_of(subject)}}};
    case Condition::taking_part:
      return {"policy.not_taking_part", {who, what, department}};
    case Condition::leading:
      return {"policy.not_leading",
              {who, what, department, {"lead", subject.lead}}};
    case Condition::face_to_face:
      return {"policy.not_face_to_face",
              {who, what, {"channel", name_of(actor.channel)}}};
    case Condition::own_service:
      return {"policy.not_own_service", {who, what, department}};
    case Condition::never:
    case Condition::always:
      break;
  }
  return {};
}

// A channel that is not theirs lets nobody pass.
std::optional<Message> wrong_channel(const Actor& actor) {
  const std::vector<Channel>& own = actor.standing->channels;
  if (own.empty() || has(own, actor.channel)) return std::nullopt;
  std::vector<Message> names;
  names.reserve(own.size());
  for (const Channel channel : own) names.push_back(name_of(channel));
  return Message{"policy.wrong_channel",
                 {{"actor", actor.id},
                  {"channels", joined(names)},
                  {"channel", name_of(actor.channel)}}};
}

Message not_for_role(const Actor& actor, Act act) {
  return {"policy.not_for_role",
          {{"actor", actor.id},
           {"roles", roles_of(*actor.standing)},
           {"act", name_of(act)},
           {"allowed", who_may(act)}}};
}

}  // namespace

std::optional<Message> why_not(const Actor& actor, Act act,
                               const Subject& subject) {
  if (!actor.standing) return std::nullopt;
  if (std::optional<Message> wrong = wrong_channel(actor)) return wrong;
  Message lacking;
  for (const Row& row : kRows) {
    if (row.act != act || !has(actor.standing->roles, row.role)) continue;
    if (holds(row.condition, actor, subject)) return std::nullopt;
    lacking = what_lacks(row.condition, actor, act, subject);
  }
  return lacking.empty() ? not_for_role(actor, act) : lacking;
}

std::optional<Message> why_never(const Actor& actor, Act act) {
  if (!actor.standing) return std::nullopt;
  if (std::optional<Message> wrong = wrong_channel(actor)) return wrong;
  for (const Role role : actor.standing->roles)
    if (condition_of(role, act) != Condition::never) return std::nullopt;
  return not_for_role(actor, act);
}

Condition condition_of(Role role, Act act) {
  for (const Row& row : kRows)
    if (row.role == role && row.act == act) return row.condition;
  return Condition::never;
}

}  // namespace onething
