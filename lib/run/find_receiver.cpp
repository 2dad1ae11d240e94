// SPDX-License-Identifier: Apache-2.0

#include "run/find_receiver.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/effects.h"
#include "run/commit_rows.h"

namespace onething::run {

namespace {

class Search {
 public:
  Search(CaseDesk& desk, const GiveMessage& message)
      : desk_(desk), message_(message) {}

  Result<CaseId> run() {
    if (const Object* members = message_.data.object())
      for (const auto& [name, value] : *members)
        if (value.text() != nullptr && !value.text()->empty())
          OT_CHECK(look_through(*value.text()));
    if (found_.empty()) OT_CHECK(look_through(""));
    if (found_.empty())
      return Error{ErrorCode::not_found,
                   {"run.nobody_waits", {{"service", message_.service}}}};
    if (found_.size() > 1)
      return Error{ErrorCode::invalid,
                   {"run.several_wait",
                    {{"service", message_.service},
                     {"cases", found_[0].text + ", " + found_[1].text}}}};
    return found_.front();
  }

 private:
  // All cases of one subject, or of any.
  Status look_through(const std::string& subject) {
    CaseFilter filter;
    filter.subject = subject;
    while (true) {
      OT_TRY(const std::vector<CaseRow> rows, desk_.store().cases(filter));
      for (const CaseRow& row : rows) OT_CHECK(look_at(row));
      if (rows.size() < static_cast<std::size_t>(filter.limit)) return Done{};
      filter.after = rows.back().id.text;
    }
  }

  Status look_at(const CaseRow& row) {
    OT_TRY(const engine::Definition* definition,
           desk_.definitions().find(row.definition));
    const std::optional<std::string> wanted =
        engine::correlation_in(*definition, message_);
    if (!wanted) return Done{};
    OT_TRY(const std::vector<Record> history, desk_.store().history(row.id));
    engine::CaseState state;
    OT_CHECK(fold(history, state));
    const auto awaited = engine::pending_effects(*definition, state).messages;
    const bool waits = std::any_of(
        awaited.begin(), awaited.end(),
        [&](const auto& each) { return each.correlation == *wanted; });
    if (!waits && !engine::has_seen(*definition, state, message_))
      return Done{};
    if (std::find(found_.begin(), found_.end(), row.id) == found_.end())
      found_.push_back(row.id);
    return Done{};
  }

  CaseDesk& desk_;
  const GiveMessage& message_;
  std::vector<CaseId> found_;
};

}  // namespace

Result<CaseId> find_receiver(CaseDesk& desk, const GiveMessage& message) {
  return Search(desk, message).run();
}

}  // namespace onething::run
