// SPDX-License-Identifier: Apache-2.0

#include "stub/memory.h"

#include <algorithm>

namespace onething::stub {

namespace {

std::string fault_mark(std::string_view case_id, std::string_view service,
                       std::string_view fault) {
  return std::string(case_id) + " " + std::string(service) + " " +
         std::string(fault);
}

// Calls that were turned away before the key meant anything.
bool tells_of_key(const CallRecord& record) {
  return !record.key.empty() && record.outcome != "refused_key" &&
         record.outcome != "bad_input" && record.outcome != "no_key" &&
         record.outcome != "no_service" && record.outcome != "down" &&
         record.outcome != "asked";
}

}  // namespace

const KeyState* Memory::find(std::string_view key) const {
  const auto found = keys_.find(key);
  return found == keys_.end() ? nullptr : &found->second;
}

const KeyState& Memory::meet(const std::string& key, const std::string& service,
                             const std::string& case_id,
                             const std::string& digest) {
  const auto [place, is_new] = keys_.try_emplace(key);
  KeyState& state = place->second;
  if (!is_new) return state;
  state.service = service;
  state.case_id = case_id;
  state.digest = digest;
  state.turn = next_turn_[{case_id, service}]++;
  return state;
}

void Memory::note(const CallRecord& record) {
  if (!tells_of_key(record)) return;
  const auto [place, is_new] = keys_.try_emplace(record.key);
  KeyState& state = place->second;
  if (is_new) {  // Read back: turns are those that were given then.
    state.service = record.service;
    state.case_id = record.case_id;
    state.digest = record.digest;
    state.turn = record.turn;
    std::int64_t& next = next_turn_[{record.case_id, record.service}];
    next = std::max(next, record.turn + 1);
  }
  ++state.calls;
  if (record.outcome == "failed") ++state.failed;
  if (record.outcome == "busy") ++state.busy;
  if (record.outcome == "lost") ++state.lost;
  if (record.outcome == "dropped") ++state.dropped;
  if (!record.executed) return;
  if (state.answer.is_null()) state.executed_at = record.at;
  state.answer = record.answer;
  if (!record.fault.empty())
    faults_.insert(fault_mark(record.case_id, record.service, record.fault));
}

bool Memory::give(const std::string& case_id, Value given, Script script) {
  Given& place = given_[case_id];
  if (place.given == given) return false;
  place = {std::move(given), std::move(script)};
  return true;
}

const Turn* Memory::turn_of(const KeyState& key) const {
  const auto given = given_.find(key.case_id);
  if (given == given_.end()) return nullptr;
  const auto turns = given->second.script.find(key.service);
  if (turns == given->second.script.end()) return nullptr;
  const auto index = static_cast<std::size_t>(key.turn);
  return index < turns->second.size() ? &turns->second[index] : nullptr;
}

bool Memory::had_fault(const KeyState& key, std::string_view fault) const {
  return faults_.contains(fault_mark(key.case_id, key.service, fault));
}

}  // namespace onething::stub
