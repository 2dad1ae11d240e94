// SPDX-License-Identifier: Apache-2.0

#include "stub/script.h"

#include <charconv>
#include <utility>

#include "base/limits.h"
#include "model/conform.h"
#include "stub/fault.h"

namespace onething::stub {

namespace {

Error bad_given(const PlayedService& service, Message problem) {
  return Error{ErrorCode::invalid,
               {"stub.bad_given",
                {{"service", service.name}, {"problem", std::move(problem)}}}};
}

std::optional<std::int64_t> count_of(const Value& value) {
  std::optional<std::int64_t> count;
  if (const std::int64_t* number = value.as<std::int64_t>()) count = *number;
  if (const std::string* text = value.text()) {
    std::int64_t read = 0;
    const char* last = text->data() + text->size();
    const auto [end, error] = std::from_chars(text->data(), last, read);
    if (error == std::errc() && end == last) count = read;
  }
  if (count && (*count < 0 || *count > limits::stub_fails_max)) count.reset();
  return count;
}

// Whether each given field is one of the contract and fits its type.
Message check_output(const Value& output, const Service& service) {
  if (output.is_null()) return {};
  if (output.object() == nullptr) return {"stub.given_done", {}};
  for (const auto& [name, value] : *output.object()) {
    const Field* found = nullptr;
    for (const Field& field : service.output)
      if (field.id.text == name) found = &field;
    if (found == nullptr) return {"stub.given_field", {{"field", name}}};
    const model::Conformed fit = model::conform(value, found->type);
    if (!fit.ok())
      return {"stub.given_unfit",
              {{"field", name}, {"problem", fit.defects.front().problem}}};
  }
  return {};
}

// A text alone is the problem or the reason.
Value returned_document(const Value& given) {
  List defects;
  const List one = {given};
  for (const Value& item : given.list() != nullptr ? *given.list() : one) {
    if (item.object() != nullptr) {
      defects.push_back(item);
    } else {
      defects.push_back(Object{{"field", ""}, {"problem", item}});
    }
  }
  return Object{{"returned", std::move(defects)}};
}

Value refused_document(const Value& given) {
  if (given.object() != nullptr) return Object{{"refused", given}};
  return Object{{"refused", Object{{"reason", given}}}};
}

// One entry of the list onto `turn`; an empty Message when it is right.
Message read_entry(const Value& entry, const Service& service, Turn& turn) {
  if (entry.object() == nullptr || entry.object()->empty())
    return {"stub.given_shape", {}};
  for (const auto& [name, value] : *entry.object()) {
    if (name == "fails") {
      const std::optional<std::int64_t> count = count_of(value);
      if (!count)
        return {"stub.given_count",
                {{"max", std::to_string(limits::stub_fails_max)}}};
      turn.fails += *count;
    } else if (name == "slow") {
      const auto delay =
          value.text() == nullptr ? std::nullopt : parse_delay(*value.text());
      if (!delay) return {"stub.fault_delay", {{"kind", name}}};
      turn.delay += *delay;
    } else if (!turn.answer.is_null()) {
      return {"stub.given_two", {}};
    } else if (name == "done") {
      Message problem = check_output(value, service);
      if (!problem.empty()) return problem;
      turn.answer = Object{{"done", value.is_null() ? Value(Object{}) : value}};
    } else if (name == "returned") {
      turn.answer = returned_document(value);
    } else if (name == "refused") {
      turn.answer = refused_document(value);
    } else {
      return {"stub.given_word", {{"word", name}}};
    }
  }
  return {};
}

}  // namespace

Result<Script> parse_script(const Value& given, const Services& services) {
  Script script;
  if (given.is_null()) return script;
  if (given.object() == nullptr)
    return Error{ErrorCode::invalid, {"stub.given_services", {}}};
  for (const auto& [name, entries] : *given.object()) {
    const PlayedService* service = services.find(name);
    if (service == nullptr) return services.unknown(name);
    std::vector<Turn>& turns = script[name];
    Turn turn;
    const List one = {entries};
    for (const Value& entry :
         entries.list() != nullptr ? *entries.list() : one) {
      Message problem = read_entry(entry, *service->service, turn);
      if (!problem.empty()) return bad_given(*service, std::move(problem));
      if (!turn.answer.is_null()) turns.push_back(std::exchange(turn, {}));
    }
    if (turn.fails > 0 || turn.delay.count() > 0)
      turns.push_back(std::move(turn));
  }
  return script;
}

}  // namespace onething::stub
