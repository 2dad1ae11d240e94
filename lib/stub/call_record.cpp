// SPDX-License-Identifier: Apache-2.0

#include "stub/call_record.h"

#include <utility>

namespace onething::stub {

namespace {

std::string text_of(const Value& line, std::string_view name) {
  const Value* member = line.find(name);
  return member != nullptr && member->text() != nullptr ? *member->text() : "";
}

std::int64_t number_of(const Value& line, std::string_view name) {
  const Value* member = line.find(name);
  const std::int64_t* number =
      member == nullptr ? nullptr : member->as<std::int64_t>();
  return number == nullptr ? 0 : *number;
}

}  // namespace

Value to_value(const CallRecord& record) {
  List fields;
  for (const std::string& field : record.fields) fields.emplace_back(field);
  Object line{{"at", to_text(record.at)},    {"service", record.service},
              {"case", record.case_id},      {"key", record.key},
              {"attempt", record.attempt},   {"digest", record.digest},
              {"fields", std::move(fields)}, {"outcome", record.outcome},
              {"executed", record.executed}, {"status", record.status},
              {"turn", record.turn}};
  if (!record.fault.empty()) line.set("fault", record.fault);
  if (!record.answer.is_null()) line.set("answer", record.answer);
  return line;
}

std::optional<CallRecord> to_record(const Value& line) {
  CallRecord record;
  record.outcome = text_of(line, "outcome");
  const std::optional<Instant> at = parse_instant(text_of(line, "at"));
  if (!at || record.outcome.empty()) return std::nullopt;
  record.at = *at;
  record.service = text_of(line, "service");
  record.case_id = text_of(line, "case");
  record.key = text_of(line, "key");
  record.attempt = number_of(line, "attempt");
  record.digest = text_of(line, "digest");
  if (const Value* fields = line.find("fields"); fields && fields->list())
    for (const Value& field : *fields->list())
      if (field.text() != nullptr) record.fields.push_back(*field.text());
  const Value* executed = line.find("executed");
  const bool* did = executed == nullptr ? nullptr : executed->as<bool>();
  record.executed = did != nullptr && *did;
  record.status = static_cast<int>(number_of(line, "status"));
  record.turn = number_of(line, "turn");
  record.fault = text_of(line, "fault");
  if (const Value* answer = line.find("answer")) record.answer = *answer;
  return record;
}

}  // namespace onething::stub
