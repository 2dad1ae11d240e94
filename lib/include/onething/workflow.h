// SPDX-License-Identifier: Apache-2.0
//
// The documents of a project as plain data: project, departments, workflows.
//
// Every text keeps its place, so that checks never touch YAML. References are
// resolved to indices where they could be; a reference that could not be
// resolved has already been reported and holds `unresolved`. Nothing here runs:
// engine/definition.h compiles a workflow for that.
//
// Movable, not copyable (formulas own their trees); immutable once loaded and
// then safe to share between threads.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "onething/actor.h"
#include "onething/time.h"
#include "onething/type.h"

namespace onething {

inline constexpr std::size_t unresolved = static_cast<std::size_t>(-1);

struct Limit {
  Term term;
  Span span;
};

// What a mapping or a sample says a value is: a literal, a formula, a text with
// `${…}` parts, or a list or object of these.
struct Template {
  // Not an aggregate: clang would have to know `members` to its end for that.
  Template() = default;

  enum class Kind { literal, formula, text, list, object };
  struct Part {
    std::string literal;  // Used when `formula` is empty.
    Formula formula;
  };

  Kind kind = Kind::literal;
  Span span;
  std::string literal;  // As written; takes its type from where it goes.
  Formula formula;
  std::vector<Part> parts;
  std::vector<Template> items;
  std::vector<std::pair<Spelled, Template>> members;
};

// Who does a service: a department's system, a person, or nobody we call: then
// the department sends a message when it has happened.
enum class Performer { system, person, message };

// A department and a role that a workflow names; without a department it is the
// lead department's.
struct Office {
  Spelled department;
  std::string role;
  Span span;
};

// What the law calls a service; some rules bind only one kind.
enum class ServiceKind {
  unstated,
  licence,       // 许可
  registration,  // 登记
  benefit,       // 给付
  certificate,   // 证明
  review,        // 评审
  notice,        // 推送告知
  other
};

// Where a wrong decision would do harm; all but the first rule out deciding on
// the applicant's word.
enum class RiskField {
  general,
  national_security,
  public_safety,
  finance,
  environment,
  health,
  life_and_property,
  foreign_affairs
};

// 告知承诺: decided on the applicant's word, looked into afterwards.
struct Commitment {
  RiskField field = RiskField::general;
  Span span;
};

// What to do when no answer came and the call may have been executed.
enum class OnUnknown { retry, ask, query, fail };

struct HttpContract {
  std::string method = "POST";
  std::string path;  // "/taxpayers/{uscc}": parameters are input fields.
  Span span;
};

// How a service is called; both empty for a person or the default (POST to
// "/<service>").
struct Contract {
  std::optional<HttpContract> http;
  // How to ask what became of a call: after "not yet" (answers_later), or when
  // no answer came and the service says `on_unknown: query`. Of programs and
  // folders only that they can be asked; method and path say nothing then.
  std::optional<HttpContract> query;
  bool answers_later = false;  // Takes the call and calls back.
  Span answers_later_span;
  bool exec = false;
  bool file = false;      // By folders of exchange; answers later by nature.
  std::string file_name;  // What names of files begin with; empty: the service.
  Span span;              // Of what stands under `call`.
  Spelled workflow;       // A case of this workflow of its own; may be empty.
};

// How a call that failed is tried again: after `first`, then after twice as
// long each time, up to `longest`. What is absent is as the program has it.
struct Retry {
  std::optional<std::int64_t> attempts;
  std::optional<Limit> first, longest;
};

struct Service {
  Spelled id;
  Title title;
  std::string item;  // 实施编码, an opaque text.
  std::string basis;
  Span basis_span;  // Of the text; only with one.
  ServiceKind kind = ServiceKind::unstated;
  std::optional<Commitment> commitment;
  Performer by = Performer::system;
  std::string role;  // Of the person.
  std::vector<Field> input;
  std::vector<Field> output;
  std::optional<Limit> statutory;
  std::optional<Limit> promised;
  std::string limit_basis;  // What sets the limit, where `basis` does not.
  int visits = 0;
  Contract call;
  OnUnknown on_unknown = OnUnknown::retry;
  Span on_unknown_span;
  bool reads_only = false;  // Only looks up: nothing changes there.
  Span reads_only_span;
  bool idempotent = true;  // The same call sent twice acts once.
  Span idempotent_span;
  std::optional<Retry> retry;
  Spelled undo;  // Service that takes it back; may be empty.
  std::optional<Template> sample;
};

struct Department {
  Spelled id;
  Title title;
  std::vector<Field> holds;
  std::vector<Service> services;
};

// `tax/carry_over_taxpayer`
struct ServiceRef {
  Spelled text;
  std::size_t department = unresolved;  // Index into Project::departments.
  std::size_t service = unresolved;     // Index into Department::services.
};

enum class OnRefused { end, go_on };
// What follows when every attempt has failed and nothing was done there.
enum class OnFailed { fallback, skip, refuse };
// Who mends what a department returned: the applicant, or the fallback team; or
// nobody.
enum class OnReturned { correct, fallback, refuse };

// How many of several that act side by side must have come back, and what
// happens to the others then.
struct Join {
  std::int64_t needed = 0;  // 0: all.
  bool cancels_rest = false;
  Span span;
};

// What becomes of a step that did not come back `within` its time.
enum class OnLate { attention, skip, refuse };

// Steps that are joined: reviews of which two are enough, a message or a
// moment, whichever comes first.
struct Group {
  Spelled id;
  Title title;
  std::vector<Spelled> steps;
  Join join;
};

// One thing done by one department; a prefill is a step that runs first and
// whose answer is shown to the applicant.
struct Step {
  Spelled id;
  Title title;
  ServiceRef uses;
  std::vector<std::pair<Spelled, Template>> with;
  Formula when;
  Formula for_each;
  std::vector<Spelled> after;
  // Output field -> what it must still be: what the reform promises not to
  // change.
  std::vector<std::pair<Spelled, Formula>> keep;
  OnRefused on_refused = OnRefused::end;
  OnFailed on_failed = OnFailed::fallback;
  OnReturned on_returned = OnReturned::correct;
  std::optional<Retry> retry;  // Instead of the service's.
  std::optional<Limit> limit;  // Instead of what the service promises.
  bool may_skip = false;       // The fallback team may leave it out.
  // Instead of `uses`: nothing is done, the time passes.
  std::optional<Limit> wait;
  Join join;            // Of the runs of for_each.
  bool ad_hoc = false;  // Starts only when a person calls for it (吹哨报到).
  // 一人不能既办又审: whoever acted in one of these steps may not act here.
  std::vector<Spelled> not_by;
  // Done again while this holds, at most `repeats_max` times.
  Formula repeat;
  std::int64_t repeats_max = 0;
  std::optional<Limit> within;  // From its start.
  OnLate on_late = OnLate::attention;
  std::optional<Office> fallback;  // Instead of the workflow's.
};

struct Material {
  Spelled id;
  Title title;
  Formula when;
  std::vector<Spelled> any_of;    // One of these kinds serves.
  std::optional<Limit> tolerate;  // 容缺: may follow within this limit.
  std::string basis;
  Span basis_span;  // Of the text; only with one.
};

// What is promised to applicants for whom `when` holds (always, if empty).
struct Promise {
  Formula when;
  Limit within;
};

// What happens when a deadline has passed for that long: somebody else is told
// and can act.
struct Escalation {
  Limit after;
  Office to;
};

// The law's clocks beside the promise.
struct Clocks {
  std::optional<Limit> notice;      // 一次性告知: to say what is missing.
  std::optional<Limit> extension;   // 延长: once, on approval.
  std::optional<Limit> delivery;    // 送达: after the decision.
  std::optional<Limit> supplement;  // 补正期限: then the application lapses.
  std::vector<Limit> reminders;     // Before a deadline, to whoever must act.
  std::vector<Escalation> escalate;  // After a deadline, in this order.
};

// A change of state that a person orders, or that follows by itself.
struct StateEvent {
  enum class Kind { person, settled, timer };
  Spelled id;  // "dispatch"; "done" when its steps are settled.
  Title title;
  Kind kind = Kind::person;
  std::optional<Limit> after;  // timer: since the state was entered.
  Formula when;                // Guard; may be empty.
  Spelled to;
  std::vector<Office> who;  // person: one of these; empty: the lead department.
  bool needs_reason = false;
};

// A state of a workflow with a lifecycle of its own (`states:`), instead of the
// standard one between acceptance and the end. The first is where a case
// begins.
struct LifeState {
  enum class End { none, granted, denied, terminated };
  Spelled id;
  Title title;
  std::vector<Spelled> enter;  // Steps that act when it is entered,
  std::vector<Spelled> steps;  // while a case is in it,
  std::vector<Spelled> leave;  // and before it is left.
  std::vector<StateEvent> on;
  bool pauses_clock = false;
  End end = End::none;
};

// Whether and how somebody may file for the applicant (登记注册代理).
struct AgentRules {
  bool allowed = true;
  std::string reason;  // Of what is barred, for whoever is refused.
  std::vector<Spelled> barred_acts;  // Words of acts: "withdraw".
  // Form fields whose person may not be the agent, such as the contact person.
  std::vector<Spelled> not_also;
  // Credit grades that may file; none: the grade is not asked for.
  std::vector<Spelled> grades;
  Span span;
};

// The service as it was before the reform, for comparison.
struct Before {
  std::string label;  // "illustrative", or where the figures come from.
  std::optional<std::int64_t> departments, steps, visits, materials;
  std::optional<Term> time;
  Span span;
  Span departments_span, steps_span, visits_span, materials_span, time_span;
};

struct Workflow {
  Spelled id;
  Title title;
  std::string version;
  Spelled lead;  // Lead department (牵头部门).
  std::size_t lead_department = unresolved;
  std::string stage;
  std::string basis;
  Span basis_span;                // Of the text; only with one.
  std::vector<Promise> promises;  // The first that applies counts.
  std::optional<Limit> statutory;
  Clocks clocks;
  std::optional<Before> before;
  std::string subject;           // Form field that is the business key.
  bool one_per_subject = false;  // One running case for each subject.
  std::optional<Retry> retry;    // Of services that say nothing themselves.
  // 受理 by a person; without, the receipt of a complete application counts.
  std::optional<Office> acceptance;
  std::optional<Office> delivery;  // 送达 is recorded by a person.
  std::optional<AgentRules> agents;
  Spelled fallback_department;  // 兜底; the lead department by default.
  std::string fallback_role;
  std::vector<Field> form;
  std::vector<Step> prefill;
  std::vector<Material> materials;
  std::vector<Step> steps;
  std::vector<Group> groups;
  std::vector<LifeState> states;  // Empty: the standard lifecycle.
  std::optional<Template> outcome;
  std::uint32_t file = 0;  // Index into Sources::files.
};

// How one department is reached in one environment.
struct Target {
  enum class Kind { stub, http, exec, file };
  Kind kind = Kind::stub;
  std::string department;   // "*" for all that are not named.
  std::string base;         // http
  std::string bearer_from;  // "env:NAME" or "file:PATH"; may be empty.
  std::optional<Term> timeout;
  bool allow_private = false;
  std::string ca_file;
  std::vector<std::string> argv;  // exec
  // file: folders as written; without the last two, folders in `inbox`.
  std::string outbox, inbox, done, quarantine;
  Span span;  // Of the department's name.
  Span base_span, timeout_span, outbox_span, inbox_span;
  std::vector<Span> argv_spans;
};

// How fast and when one department is called in one environment.
struct Pace {
  std::string department;  // "*" for all that are not named.
  std::int64_t rate = 0;   // Calls in `per`; 0: as they come.
  std::chrono::milliseconds per{1'000};
  std::int64_t at_once = 0;  // Under way at the same time; 0: any number.
  // Minutes of the day between which it is called; equal: at any time.
  int opens = 0, closes = 0;
  bool working_days = false;  // And on no other day.
  std::int64_t pause_after = 0;  // Failures in a row; 0: never.
  std::chrono::milliseconds pause{60'000};
  Span span;  // Of the department's name.
};

struct Environment {
  Spelled id;
  std::vector<Target> targets;
  std::vector<Pace> paces;
};

// Somebody who acts in cases. What their roles let them do is in policy.h.
struct Person {
  Spelled id;
  Title title;
  Spelled department;  // Of roles that act for one.
  std::vector<Role> roles;
  std::vector<Spelled> posts;     // As tasks name them; empty: all there.
  std::vector<Channel> channels;  // Empty: every one.
};
Standing standing_of(const Person& person);

struct ProjectFile {
  Spelled id;
  std::string language;  // "zh", "en" or empty.
  std::string calendar = "cn";
  std::string store;  // Address as written; may be empty.
  // Where the keys are under which values are sealed, "env:NAME" or
  // "file:PATH", and how; empty: in the clear.
  std::string sealing_key;
  std::string sealing_suite;
  std::vector<Environment> environments;
  // Empty: nobody is known, and whoever asks may act (trials).
  std::vector<Person> people;
};

struct Project {
  ProjectFile file;
  std::vector<Department> departments;
  std::vector<Workflow> workflows;

  const Department* find_department(std::string_view id) const;
  const Workflow* find_workflow(std::string_view id) const;
  const Environment* find_environment(std::string_view id) const;
  const Person* find_person(std::string_view id) const;
  // Null when the reference is unresolved.
  const Department* department_of(const ServiceRef& ref) const;
  const Service* service_of(const ServiceRef& ref) const;
};

}  // namespace onething
