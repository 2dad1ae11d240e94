// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as what a department answers, over HTTP, from a program or in a
// file of an exchange: the case takes it or goes to a person, the events are
// those that can be read again, and a doubled answer changes nothing.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "connect/answer.h"
#include "connect/exchange_name.h"
#include "connect/file_text.h"
#include "connect/http_answer.h"
#include "fuzz/expect.h"
#include "support/case_builder.h"

namespace {

namespace connect = onething::connect;
using onething::Answer;
using onething::AnswerCall;
using onething::Value;
using onething::testing::CaseBuilder;
using onething::testing::expect;

constexpr const char* kWorkflow = R"(
form:
  company: text
  permits: {type: list, of: {code: text}}
steps:
  register: {uses: market/register, with: {uscc: =form.company, name: =form.company}}
  debit: {uses: tax/debit, on_refused: continue, with: {name: =form.company}}
  assess: {uses: tax/assess, with: {name: =form.company}}
  permits: {uses: tax/permit, for_each: =form.permits, with: {code: =each.code}}
  told: {uses: tax/confirmed, with: {company: =form.company}}
  last: {uses: tax/carry_over, with: {name: =steps.register.name}}
)";

// A case that waits for every kind of answer.
const CaseBuilder& waiting_case() {
  static const CaseBuilder waiting = [] {
    CaseBuilder one(kWorkflow);
    one.submit(R"({"company":"店","permits":[{"code":"C0"},{"code":"C1"}]})");
    return one;
  }();
  return waiting;
}

// The answer is acted upon twice; what was taken is read again by act().
void answer(const std::string& step, const Value& document) {
  CaseBuilder one = waiting_case();
  AnswerCall what = one.answer_of(step, "null");
  what.document = document;
  one.act(what).act(what);
  expect(one.last().empty());
}

void answer_every_step(const Value& document) {
  for (const char* step : {"register", "debit", "assess", "permits"})
    answer(step, document);
  CaseBuilder one = waiting_case();
  static_cast<void>(
      one.decide(onething::GiveMessage{"tax/confirmed", document}));
}

void expect_identity(const onething::Call& call, const Answer& answer) {
  expect(answer.key == call.key && answer.attempt == call.attempt);
  expect(answer.document.has_value() || !answer.detail.empty());
  expect(!answer.document || answer.document->object() != nullptr);
}

void read_over_http(const onething::Call& call, const std::string& body) {
  for (const long status : {200L, 202L, 302L, 404L, 409L, 422L, 500L})
    expect_identity(call, connect::read_response(
                              call, {status, body, std::chrono::seconds(1)}));
}

void read_from_file(std::string_view text) {
  for (const bool is_question : {false, true}) {
    const connect::ExchangeName name{"carry_over", "case", "k", is_question};
    const auto read = connect::read_answer_text(name, "a.json", text);
    expect(read.answer.key == name.key);
    expect(read.answer.document.has_value() || !read.answer.detail.empty());
  }
}

void read_as_name(std::string_view text) {
  const auto name = connect::parse_file_name(text);
  if (!name) return;
  std::string again = name->name;
  for (const std::string& part : {name->case_id, name->key})
    again += "." + part;
  expect(again + (name->is_question ? ".query.json" : ".json") == text);
  expect(text.find('/') == std::string_view::npos && text[0] != '.');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  // What act() finds wrong stops the program.
  GTEST_FLAG_SET(break_on_failure, true);
  const std::string text(reinterpret_cast<const char*>(data), size);
  onething::Call call;
  call.key = "k";
  call.attempt = 3;
  call.service = "tax/carry_over";
  read_over_http(call, text);
  read_from_file(text);
  read_as_name(text);
  if (const auto document = connect::parse_document(text))
    answer_every_step(*document);
  return 0;
}
