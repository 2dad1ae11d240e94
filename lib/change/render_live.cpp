// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "onething/live_cases.h"
#include "onething/text.h"

namespace onething {

namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kCasesShown = 10;

Message message_of(Prospect prospect) {
  switch (prospect) {
    case Prospect::safe:
      return {"change.prospect_safe", {}};
    case Prospect::may_stop:
      return {"change.prospect_may_stop", {}};
    case Prospect::stuck:
      return {"change.prospect_stuck", {}};
    case Prospect::unknown:
      return {"change.prospect_unknown", {}};
    case Prospect::mapping:
      return {"change.prospect_mapping", {}};
    case Prospect::stays:
      return {"change.prospect_stays", {}};
  }
  return {};
}

class Telling {
 public:
  explicit Telling(Language language) : language_(language) {}

  std::string say(const Message& message) const {
    return render(message, language_);
  }

  std::string summary(const LiveCases& all) const {
    if (all.count() == 0) return say({"change.live_none", {}});
    const auto count = [&](const char* name, Prospect prospect) {
      return Arg{name, std::to_string(all.count(prospect))};
    };
    return say({"change.live",
                {{"count", std::to_string(all.count())},
                 count("safe", Prospect::safe),
                 count("mapping", Prospect::mapping),
                 count("stuck", Prospect::stuck),
                 count("may_stop", Prospect::may_stop),
                 count("stays", Prospect::stays),
                 count("unknown", Prospect::unknown)}});
  }

  std::string where(const LivePosition& position) const {
    std::string out;
    if (!position.place.empty())
      out = say({"change.in_state", {{"state", position.place}}});
    for (const std::string& step : position.steps)
      out += (out.empty() ? "" : ", ") + step;
    return out.empty() ? say({"change.at_begin", {}}) : out;
  }

  std::string cases(const LivePosition& position) const {
    std::string names;
    std::size_t shown = 0;
    for (const CaseId& id : position.cases) {
      if (shown == kCasesShown) break;
      names += (shown++ == 0 ? "" : " ") + id.text;
    }
    const std::size_t more = position.cases.size() - shown;
    if (more > 0)
      names = say({"change.live_more",
                   {{"cases", names}, {"count", std::to_string(more)}}});
    return say(
        {"change.live_cases",
         {{"count", std::to_string(position.cases.size())}, {"cases", names}}});
  }

  std::string problem(const CaseDefect& defect) const {
    const std::string text = problem_text(defect, language_);
    return defect.field.empty() ? text : defect.field + ": " + text;
  }
  Message why(Prospect prospect) const {
    if (prospect == Prospect::may_stop) return {"change.could_stop", {}};
    if (prospect == Prospect::unknown) return {"change.too_large", {}};
    return objection_to(prospect);
  }

 private:
  Language language_;
};

std::string indented(const std::string& text, std::size_t cells) {
  std::string out;
  for (const std::string& line : wrap(text, kColumns - cells))
    out += std::string(cells, ' ') + line + "\n";
  return out;
}

}  // namespace

std::string live_text(const LiveCases& cases, Language language) {
  const Telling telling(language);
  std::string out = indented(telling.summary(cases), 0);
  for (const LivePosition& each : cases.positions) {
    out += "\n" + indented(telling.say(message_of(each.prospect)) + "  [" +
                               std::string(prospect_word(each.prospect)) + "]",
                           0);
    out += indented(telling.where(each), 2);
    if (const Message why = telling.why(each.prospect); !why.empty())
      out += indented(telling.say(why), 2);
    for (const CaseDefect& problem : each.problems)
      out += indented("- " + telling.problem(problem), 2);
    out += indented(telling.cases(each), 2);
  }
  return out;
}

std::string live_markdown(const LiveCases& cases, Language language) {
  const Telling telling(language);
  std::string out = "\n### " + telling.say({"change.live_heading", {}}) +
                    "\n\n" + telling.summary(cases) + "\n";
  for (const LivePosition& each : cases.positions) {
    out += "\n- **" + telling.say(message_of(each.prospect)) + "**: `" +
           telling.where(each) + "`; " + telling.cases(each) + "\n";
    if (const Message why = telling.why(each.prospect); !why.empty())
      out += "  - " + telling.say(why) + "\n";
    for (const CaseDefect& problem : each.problems)
      out += "  - " + telling.problem(problem) + "\n";
  }
  return out;
}

Object live_object(const LiveCases& cases, Language language) {
  const Telling telling(language);
  Object counts;
  for (const Prospect prospect :
       {Prospect::safe, Prospect::mapping, Prospect::stuck, Prospect::may_stop,
        Prospect::stays, Prospect::unknown})
    counts.set(prospect_word(prospect),
               static_cast<std::int64_t>(cases.count(prospect)));
  List positions;
  for (const LivePosition& each : cases.positions) {
    List ids, steps, problems;
    for (const CaseId& id : each.cases) ids.push_back(id.text);
    for (const std::string& step : each.steps) steps.push_back(step);
    for (const CaseDefect& problem : each.problems)
      problems.push_back(
          Object{{"field", problem.field},
                 {"message_id", std::string(problem.message.key)},
                 {"problem", problem_text(problem, language)}});
    positions.push_back(
        Object{{"prospect", std::string(prospect_word(each.prospect))},
               {"definition", each.definition},
               {"state", each.status},
               {"place", each.place},
               {"steps", std::move(steps)},
               {"problems", std::move(problems)},
               {"cases", std::move(ids)}});
  }
  return Object{{"definition", cases.definition},
                {"counts", std::move(counts)},
                {"positions", std::move(positions)}};
}

}  // namespace onething
