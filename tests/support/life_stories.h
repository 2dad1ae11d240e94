// SPDX-License-Identifier: Apache-2.0
//
// Stories of the lifecycle: acceptance by a person, extension, special
// procedures, suspension, termination, delivery, states of a workflow's own.
// Together they go through every line of transitions.def that the stories of
// transitions_test.cpp do not.

#pragma once

#include <set>
#include <string>

#include "support/case_builder.h"

namespace onething::testing {

using How = EndTask::How;

inline constexpr const char* kOffices = R"(
acceptance: {department: window, role: 受理岗}
delivery: {department: window, role: 发证岗}
clocks:
  notice: 5wd
  supplement: 10wd
  extension: 10wd
  delivery: 10wd
  reminders: [2wd, 1wd]
  escalate:
    - {after: 1wd, role: 科长}
    - {after: 3wd, department: market, role: 分管局长}
form: {company: text, calls: bool, check: bool}
materials:
  lease: {title: 租赁合同, tolerate: 3wd}
steps:
  tax: {uses: tax/carry_over, when: form.calls, with: {name: =form.company}}
  seal: {uses: tax/carry_over, when: form.calls, with: {name: =form.company}}
  check: {uses: window/review, when: form.check, with: {name: =form.company}}
)";

// The same without offices: acceptance by receipt, no delivery.
inline std::string plain() {
  const std::string all = kOffices;
  return all.substr(all.find("clocks:"));
}

inline constexpr const char* kNothing =
    R"({"company":"店","calls":false,"check":false})";
inline constexpr const char* kCalls =
    R"({"company":"店","calls":true,"check":false})";
inline constexpr const char* kCheck =
    R"({"company":"店","calls":false,"check":true})";
inline constexpr const char* kLease = R"({"lease":"lease.pdf"})";
inline constexpr const char* kPassed = R"({"result":"过"})";
inline constexpr const char* kPaid = R"({"receipt":"R"})";
inline constexpr const char* kNo =
    R"({"refused":{"reason":"不行","basis":"第一条","remedies":["复议"]}})";

inline CaseBuilder received(std::string_view form = kNothing) {
  CaseBuilder one(kOffices);
  one.submit(form, kLease);
  return one;
}
inline CaseBuilder open_case(std::string_view form,
                             std::string_view materials = kLease) {
  CaseBuilder one("\n" + plain());
  one.submit(form, materials);
  return one;
}

inline EndTask refusal(std::string task) {
  EndTask wish = ending(std::move(task), How::refuse);
  wish.basis = "第一条";
  wish.remedies = {"可以申请行政复议"};
  return wish;
}
inline StartSpecial hearing() {
  return {"听证", "涉及他人重大利益", "局长", parse_date("2026-03-02"), {}};
}
inline ExtendCase extension() {
  return {"情况复杂", "局长", parse_date("2026-03-02")};
}
inline TerminateCase termination() { return {"企业已经注销", "第七十条"}; }
inline RevokeCase revocation() {
  return {"骗取许可", "第六十九条", {"可以申请行政复议"}};
}

// States of its own; `way` says where the first state leads by itself, `end`
// where the work leads once it is settled.
inline constexpr const char* kAppeal = R"(
form: {company: text, way: text, end: text, check: bool, calls: bool}
clocks: {supplement: 10wd}
steps:
  check: {uses: window/review, when: form.check, with: {name: =form.company}}
  tax: {uses: tax/carry_over, when: form.calls, with: {name: =form.company}}
  later: {uses: tax/carry_over, when: form.calls, after: [check], with: {name: =form.company}}
states:
  first:
    title: 登记
    events:
      a: {done: true, when: form.way == "grant", to: good}
      b: {done: true, when: form.way == "deny", to: bad}
      c: {done: true, when: form.way == "stop", to: gone}
      d: {done: true, when: form.way == "work", to: work}
      late: {after: 3wd, to: overdue}
      dispatch: {to: work, title: 分派}
      stay: {to: first}
      good: {to: good}
      bad: {to: bad, reason: true}
      gone: {to: gone}
  work:
    title: 办理
    steps: [check]
    events:
      a: {done: true, when: form.end == "grant", to: good}
      b: {done: true, when: form.end == "deny", to: bad}
      c: {done: true, when: form.end == "stop", to: gone}
      back: {to: first, when: form.end == "back"}
  overdue:
    events:
      a: {done: true, when: form.end == "deny", to: bad}
      b: {done: true, when: form.end == "stop", to: gone}
  good: {title: 办结, end: granted}
  bad: {title: 不予支持, end: denied}
  gone: {title: 终止, end: terminated}
)";
inline std::string appeal_form(std::string_view way, std::string_view end,
                               bool check = false, bool calls = false) {
  const auto word = [](bool yes) { return yes ? "true" : "false"; };
  return R"({"company":"店","way":")" + std::string(way) + R"(","end":")" +
         std::string(end) + R"(","check":)" + word(check) + R"(,"calls":)" +
         word(calls) + "}";
}
inline CaseBuilder appeal(std::string_view way, std::string_view end,
                          bool check = false, bool calls = false) {
  CaseBuilder one(kAppeal);
  one.submit(appeal_form(way, end, check, calls));
  return one;
}

void add_life_stories(std::set<Tried>& tried);

}  // namespace onething::testing
