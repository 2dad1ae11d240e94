// SPDX-License-Identifier: Apache-2.0
//
// Who may do what: one table of roles and acts (lib/policy/policy.def), and one
// function that asks it. What has no line there is refused.
//
// Pure: it knows neither files nor stores. Who somebody is has been looked up
// by whoever makes the Actor; the table as people read it is in docs/people.md.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/actor.h"
#include "onething/message.h"

namespace onething {

enum class Act : std::uint8_t {
  // For the applicant.
  submit,
  supplement,
  withdraw,
  // On a task.
  claim,
  complete,
  give_back,
  refuse,
  fail,
  retry,
  skip,
  release,
  hand_over,
  delegate,
  // On a case.
  note,
  attach,
  decline,
  extend,
  special,
  suspend,
  go_on,
  terminate,
  deliver,
  revoke,
  fire,
  call_for,
  message,
  answer,
  advance,
  repair,
  migrate,
  accept_clock,
  // Looking.
  see_case,
  see_files,
  trace,
  see_personal,
  list_cases,
  list_tasks,
  // What concerns many.
  who_got,
  privacy_report,
  privacy_log,
  erase,
  rotate,
  audit_verify,
  audit_export,
  audit_checkpoint,
  backup,
  verify_store,
  upgrade_store,
  figures
};

// Under what condition a role may do an act; `never` where there is no line.
enum class Condition : std::uint8_t {
  never,
  always,
  own_case,        // Of which they are the applicant or the agent.
  own_task,        // A task of their department, and of a post of theirs.
  own_department,  // A task of their department, whoever has it.
  taking_part,     // Their department acts in the case.
  leading,         // Their department leads the case.
  face_to_face,    // By the window or on site, with the applicant there.
  own_service      // For a service of their department.
};

struct Owner {
  std::string department;
  std::string post;  // Empty: any.
};

// What is acted on, as far as the table asks for it.
struct Subject {
  std::string applicant;                 // Who handed the case in.
  std::string agent;                     // Who files for them; may be empty.
  std::string lead;                      // Department.
  std::vector<std::string> departments;  // That act in the case.
  std::vector<Owner> owners;             // Of the task, event or service.
};

// Why this actor may not; nothing when they may. An act on nothing in
// particular has an empty subject.
std::optional<Message> why_not(const Actor& actor, Act act,
                               const Subject& subject = {});

// Whether any role lets somebody pass `act` under any condition: enough to
// begin, where the subject is not known yet.
std::optional<Message> why_never(const Actor& actor, Act act);

Condition condition_of(Role role, Act act);
std::span<const Act> all_acts();
std::string_view word_of(Act act);  // "hand_over"
std::optional<Act> act_of(std::string_view word);
Message name_of(Act act);
Message name_of(Condition condition);

}  // namespace onething
