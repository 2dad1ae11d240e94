// SPDX-License-Identifier: Apache-2.0
//
// Random small workflows with states of their own, as an author would write
// them, over the departments of support/case_builder.h.

#pragma once

#include <random>
#include <string>
#include <vector>

namespace onething::testing {

class RandomLife {
 public:
  explicit RandomLife(unsigned seed) : random_(seed) {}

  // What follows the head of the file.
  std::string text() {
    std::string out = R"(
form:
  company: text
  kind: {type: enum, of: [a, b, c]}
  flag: bool
steps:
)";
    const unsigned count = 1 + pick(4);
    for (unsigned i = 0; i < count; ++i) out += step(i);
    out += "states:\n";
    const unsigned places = 2 + pick(3);
    std::vector<std::vector<std::string>> lists(places * 3);
    for (unsigned i = 0; i < count; ++i) {
      if (of(20)) continue;
      const unsigned list = of(70) ? 1U : of(50) ? 0U : 2U;
      lists[pick(places) * 3 + list].push_back(name(i));
    }
    for (unsigned i = 0; i < places; ++i) {
      out += "  p" + std::to_string(i) + ":\n";
      out += "    title: 状态\n";
      out += names("enter", lists[i * 3]) + names("steps", lists[i * 3 + 1]) +
             names("leave", lists[i * 3 + 2]);
      if (i + 1 == places)
        out += of(70) ? "    end: granted\n" : "    end: terminated\n";
      else
        out += events(i, places, count);
    }
    return out;
  }

 private:
  unsigned pick(unsigned below) {
    return static_cast<unsigned>(random_()) % below;
  }
  bool of(unsigned percent) { return pick(100) < percent; }

  static std::string name(unsigned step) { return "s" + std::to_string(step); }

  static std::string names(const std::string& key,
                           const std::vector<std::string>& steps) {
    if (steps.empty()) return {};
    std::string out = "    " + key + ": [";
    for (const std::string& step : steps)
      out += (out.back() == '[' ? "" : ", ") + step;
    return out + "]\n";
  }

  std::string condition(const std::vector<unsigned>& steps) {
    switch (pick(steps.empty() ? 4 : 6)) {
      case 0:
        return "form.kind == \"a\"";
      case 1:
        return "form.kind in [\"a\", \"b\"]";
      case 2:
        return "form.flag";
      case 3:
        return "form.kind != \"c\" && !form.flag";
      case 4:
        return "has(steps." +
               name(steps[pick(static_cast<unsigned>(steps.size()))]) + ")";
      default:
        return "!has(steps." +
               name(steps[pick(static_cast<unsigned>(steps.size()))]) +
               ") || form.kind == \"b\"";
    }
  }

  std::string step(unsigned index) {
    std::vector<unsigned> waits;
    std::string after;
    for (unsigned other = 0; other < index; ++other)
      if (of(35)) {
        waits.push_back(other);
        after += (after.empty() ? "" : ", ") + name(other);
      }
    std::string out = "  " + name(index) + ":\n";
    const unsigned kind = pick(4);
    switch (kind) {
      case 0:
        out += "    uses: tax/carry_over\n    with: {name: =form.company}\n";
        if (of(30)) out += "    may_skip: true\n";
        if (of(30)) out += "    on_refused: continue\n";
        break;
      case 1:
        out += "    uses: window/review\n    with: {name: =form.company}\n";
        if (of(30)) out += "    on_refused: continue\n";
        break;
      case 2:
        out += "    uses: tax/confirmed\n    with: {company: '" + name(index) +
               "'}\n";
        break;
      default:
        out += "    wait: 30d\n";
    }
    if (!after.empty()) out += "    after: [" + after + "]\n";
    if (of(40)) out += "    when: '" + condition(waits) + "'\n";
    if (kind != 3 && of(10)) out += "    ad_hoc: true\n";
    return out;
  }

  std::string events(unsigned from, unsigned places, unsigned steps) {
    std::vector<unsigned> all;
    for (unsigned i = 0; i < steps; ++i) all.push_back(i);
    std::string out = "    events:\n";
    const unsigned count = 1 + pick(2);
    for (unsigned e = 0; e < count; ++e) {
      out += "      e" + std::to_string(e) + ": {title: 事件, to: p" +
             std::to_string(of(60) ? from + 1 : pick(places));
      const unsigned kind = pick(4);
      if (kind == 1 || kind == 2) out += ", done: true";
      if (kind == 3) out += ", after: " + std::to_string(1 + e) + "d";
      if (of(40)) out += ", when: '" + condition(all) + "'";
      out += "}\n";
    }
    return out;
  }

  std::mt19937 random_;
};

}  // namespace onething::testing
