// SPDX-License-Identifier: Apache-2.0

#include "bench/make_workflow.h"

#include <algorithm>
#include <random>
#include <string_view>

namespace onething::bench {

namespace {

constexpr std::string_view project_text = R"(onething: 1
project: measured_city
calendar: cn
environments: {trial: {departments: {"*": stub}}}
)";

constexpr std::string_view department_text = R"(onething: 1
department: office
title: 办事机构
services:
  look_up:
    title: 查询
    input: {name: {title: 名称, type: text, purpose: 查询}}
    output:
      found: {title: 有无, type: bool}
      grade: {title: 等级, type: enum, of: {a: 甲, b: 乙, c: 丙}}
    limit: {promised: 1wd}
    reads_only: true
    sample: {found: true, grade: a}
  register:
    title: 登记
    input: {name: {title: 名称, type: text, purpose: 登记}}
    output: {receipt: {title: 回执, type: text}}
    limit: {promised: 2wd}
    undo: strike
    sample: {receipt: HZ-1}
  strike:
    title: 撤销登记
    input: {name: {title: 名称, type: text, purpose: 撤销}}
    output: {receipt: {title: 回执, type: text}}
    limit: {promised: 2wd}
    sample: {receipt: HF-1}
  review:
    title: 审查
    by: person
    role: 审查员
    input: {name: {title: 名称, type: text, purpose: 审查}}
    output: {opinion: {title: 意见, type: enum, of: {pass: 通过, partly: 部分通过}}}
    limit: {promised: 5wd}
)";

constexpr std::string_view head_text = R"(onething: 1
workflow: made
title: 随机流程
lead: office
promise: 200wd
fallback: {department: office, role: 兜底}
form:
  name: {title: 名称, type: text}
  kind: {title: 类别, type: enum, of: {x: 一类, y: 二类, z: 三类}}
  staff: {title: 人数, type: int, min: 0, max: 500}
  moves: {title: 是否迁址, type: bool}
  shared: {title: 是否合用, type: bool}
steps:
)";

class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  std::string text(std::size_t steps) {
    std::string out(head_text);
    for (std::size_t i = 0; i < steps; ++i) out += step(i);
    return out;
  }

 private:
  std::size_t pick(std::size_t below) {
    return static_cast<std::size_t>(random_()) % below;
  }
  bool of(unsigned percent) { return pick(100) < percent; }

  static std::string name(std::size_t step) {
    return "s" + std::to_string(step);
  }

  // What only whoever waits for such a step may ask of it.
  std::string finding(std::size_t step) {
    const std::string of_step = "steps." + name(step);
    if (services_[step] == "look_up")
      return of(50) ? of_step + ".?found == true"
                    : of_step + ".?grade == \"" + (of(50) ? "a" : "c") + "\"";
    if (services_[step] == "review") return of_step + ".?opinion == \"pass\"";
    return "has(" + of_step + ")";
  }

  std::string condition(const std::vector<std::size_t>& before) {
    if (!before.empty() && of(40)) return finding(before[pick(before.size())]);
    switch (pick(5)) {
      case 0:
        return "form.kind == \"x\"";
      case 1:
        return "form.kind in [\"x\", \"y\"]";
      case 2:
        return "form.staff >= " + std::to_string(50 * (1 + pick(4)));
      case 3:
        return "form.moves && form.kind != \"z\"";
      default:
        return "form.shared";
    }
  }

  std::string step(std::size_t index) {
    constexpr std::string_view services[] = {"look_up", "register", "review"};
    services_.emplace_back(services[pick(3)]);
    std::vector<std::size_t> before;
    if (index != 0)
      for (std::size_t i = 0; i < 1 + pick(3); ++i)
        before.push_back(index - 1 - pick(std::min<std::size_t>(index, 8)));
    std::sort(before.begin(), before.end());
    before.erase(std::unique(before.begin(), before.end()), before.end());
    std::string out = "  " + name(index) + ":\n    uses: office/" +
                      services_.back() + "\n    with: {name: =form.name}\n";
    if (!before.empty()) {
      std::string after;
      for (const std::size_t other : before)
        after += (after.empty() ? "" : ", ") + name(other);
      out += "    after: [" + after + "]\n";
    }
    if (of(33)) out += "    when: '" + condition(before) + "'\n";
    if (of(25)) out += "    on_refused: continue\n";
    return out;
  }

  std::mt19937 random_;
  std::vector<std::string> services_;
};

}  // namespace

std::vector<SourceFile> make_workflow(unsigned seed, std::size_t steps) {
  return {{"onething.yaml", std::string(project_text)},
          {"departments/office.yaml", std::string(department_text)},
          {"workflows/made.yaml", Writer(seed).text(steps)}};
}

}  // namespace onething::bench
