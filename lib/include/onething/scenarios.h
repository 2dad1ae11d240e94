// SPDX-License-Identifier: Apache-2.0
//
// Scenarios: an application, what departments and people do with it, and what
// must come of that, as an author wrote it down.
//
// Reading the file is load.h, playing it scenario_run.h. Plain data.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/agent.h"
#include "onething/workflow.h"

namespace onething {

// One answer of a department or a person, and what comes before it.
struct PlayedAnswer {
  enum class Kind : std::uint8_t {
    sample,    // What the contract's sample says.
    done,      // `content` over the sample.
    returned,  // `content` is what has to be corrected,
    refused,   // the refusal.
    silent,    // None ever comes.
  };
  Span span;
  std::int64_t fails = 0;  // So many calls bring nothing before it.
  std::optional<Term> slow;
  Kind kind = Kind::sample;
  Value content;
};

// One alone is given every time; several in turn, and after the last one the
// sample.
struct PlayedPart {
  Spelled name;  // A step as formulas name it, or "tax/carry_over_taxpayer".
  std::vector<PlayedAnswer> answers;
  bool is_always = false;
};

struct ScenarioAct {
  // As lib/model/scenario_acts.def lists them.
  enum class Kind : std::uint8_t {
    submit,
    supplement,
    withdraw,
    decline,
    extend,
    special,
    special_end,
    suspend,
    go_on,
    terminate,
    deliver,
    revoke,
    event,
    call,
    message,
    complete,
    give_back,
    refuse,
    retry,
    skip,
    wait,
  };
  Kind kind = Kind::submit;
  Span span;  // Of the word.
  std::optional<Instant> at;
  std::optional<Term> after;
  Spelled subject;  // The step, event or service that it is about.
  Value with;
  Value materials;
  std::string reason;
  std::string by;           // One of the project's people; may be empty.
  bool is_refused = false;  // It must be.
};

// What an act is about.
enum class ActSubject : std::uint8_t { none, step, event, service };
struct ScenarioActRow {
  std::string_view word;
  ActSubject subject;
};
std::span<const ScenarioActRow> scenario_acts();  // By ScenarioAct::Kind.
// How a step can stand at the end, as Expectation::steps says it.
std::span<const std::string_view> step_standings();
// What `state` may say of the standard lifecycle.
std::span<const std::string_view> lifecycle_words();

// What must hold at the end. Only what is written is compared.
struct Expectation {
  struct Steps {
    std::string_view key;  // "done", "skipped" …
    std::vector<Spelled> ids;
  };
  Span span;
  Spelled state;  // A word of the lifecycle, or a state of the workflow.
  std::optional<Limit> took;
  std::optional<std::pair<Date, Span>> due;
  std::optional<std::pair<Date, Span>> ended;
  std::optional<std::pair<std::int64_t, Span>> corrections;
  // False: it goes on for ever at one moment.
  std::optional<std::pair<bool, Span>> rests;
  std::vector<Steps> steps;
  std::vector<std::pair<Spelled, Value>> sent;  // By step or service.
  // What went to a department or a service in all, and nothing else: fields.
  std::vector<std::pair<Spelled, std::vector<Spelled>>> ledger;
  std::vector<Spelled> notice;  // Fields or problems that it must have.
  std::vector<std::pair<Spelled, Date>> deadlines;  // By clock.
  std::optional<std::pair<Value, Span>> outcome;
};

struct Scenario {
  Spelled id;
  Title title;
  Value form;  // Typed by the workflow's form.
  Value materials;
  std::optional<Agent> agent;  // Who files for the applicant.
  std::vector<PlayedPart> given;
  std::vector<ScenarioAct> when;
  Expectation then;
};

struct Scenarios {
  std::string workflow;
  std::vector<Scenario> examples;
};

}  // namespace onething
