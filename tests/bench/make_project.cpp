// SPDX-License-Identifier: Apache-2.0

#include "bench/make_project.h"

#include <string>
#include <string_view>

namespace onething::bench {

namespace {

// `text` with every `@` replaced by the number.
std::string numbered(std::string_view text, std::size_t number) {
  std::string out;
  for (const char c : text)
    if (c == '@')
      out += std::to_string(number);
    else
      out += c;
  return out;
}

constexpr std::string_view project_text = R"(onething: 1
project: measured_city
language: zh
calendar: cn
environments:
  trial:
    departments: {"*": stub}
)";

// One service that looks up, one that changes, and its undo.
constexpr std::string_view department_text = R"(onething: 1
department: office_@
title: {zh: 第@办事机构, en: Office @}

holds:
  record_@: {title: 第@号登记事项, type: text, about: business}

services:
  find_record:
    title: 调取第@号登记信息
    basis: 《市场主体登记管理条例》第十六条
    input:
      uscc: {title: 统一社会信用代码, type: uscc, purpose: 查询登记信息}
    output:
      record_@: {title: 第@号登记事项, type: text}
      since_@: {title: 第@号登记日期, type: date}
    limit: {promised: 1wd}
    call: {http: {method: GET, path: "/records/{uscc}"}}
    sample: {record_@: 登记事项, since_@: 2020-05-01}
  change_record:
    title: 变更第@号登记
    basis: 《行政许可法》第四十九条
    input:
      uscc: {title: 统一社会信用代码, type: uscc, purpose: 变更登记}
      name: {title: 名称, type: text, max: 80, purpose: 变更登记}
      kind:
        title: 企业类型
        type: enum
        of: {company: 有限责任公司, sole: 个人独资企业, partnership: 合伙企业}
        purpose: 变更登记
      capital: {title: 注册资本, type: money, optional: true, purpose: 变更登记}
      address: {title: 住所, type: text, optional: true, purpose: 变更登记}
      operator_name: {title: 经营者姓名, type: text, sensitivity: personal, purpose: 实名校验}
      operator_id: {title: 经营者身份证号, type: citizen_id, purpose: 实名校验}
      former: {title: 原回执, type: text, optional: true, purpose: 核对前一环节}
    output:
      uscc: {title: 统一社会信用代码, type: uscc}
      name: {title: 名称, type: text, max: 80}
      receipt: {title: 回执, type: text}
      effective: {title: 生效日期, type: date}
    limit: {statutory: 20wd, promised: 1wd}
    call: {http: {method: PUT, path: "/records/{uscc}"}}
    undo: restore_record
    sample:
      uscc: "${input.uscc}"
      name: "${input.name}"
      receipt: "HZ-${input.uscc}"
      effective: 2026-03-02
  restore_record:
    title: 恢复第@号登记
    basis: 《行政许可法》第六十九条
    input:
      uscc: {title: 统一社会信用代码, type: uscc, purpose: 恢复登记}
    output:
      receipt: {title: 回执, type: text}
    limit: {promised: 1wd}
    call: {http: {method: DELETE, path: "/records/{uscc}/changes"}}
    sample: {receipt: "HF-${input.uscc}"}
)";

constexpr std::string_view head_text = R"(onething: 1
workflow: bundle_@
title: {zh: 第@号“一件事”, en: Bundle @}
version: 1.0.0
stage: 经营发展
basis: 国市监注发〔2025〕58号
promise: 5wd
statutory: 90wd
before: {label: illustrative, departments: 40, steps: 5000, visits: 40, materials: 60, time: 90wd}
subject: uscc
)";

constexpr std::string_view form_text = R"(
# 申请人只填这一张表。
form:
  uscc: {title: 统一社会信用代码, type: uscc, hint: 营业执照右上角的 18 位代码}
  new_name: {title: 变更后的名称, type: text, min: 2, max: 40}
  route:
    title: 办理方式
    type: enum
    of:
      change: 直接变更，代码和成立日期不变
      move: 迁移变更，住所一并变更
  target:
    title: 变更后的企业类型
    type: enum
    of: {company: 有限责任公司, sole: 个人独资企业, partnership: 合伙企业}
  capital: {title: 注册资本, type: money, min: 1, when: form.target == "company"}
  new_address: {title: 新住所, type: text, max: 100, when: form.route == "move"}
  operator: {title: 经营者, type: person}
  staff: {title: 是否有职工, type: bool}
  staff_count: {title: 职工人数, type: int, min: 1, max: 100000, when: form.staff}
  permits:
    title: 已有的许可
    type: list
    max: 20
    of:
      permit_no: {title: 许可证编号, type: text, max: 40}
      expires: {title: 有效期至, type: date}

prefill:
  licence:
    title: 调取登记信息
    uses: office_@/find_record
    with: {uscc: =form.uscc}

materials:
  articles:
    title: 公司章程
    when: form.target == "company"
    basis: 《市场主体登记管理条例》第十六条
  premises:
    title: 新住所的产权证书或者租赁合同
    when: form.route == "move"
    any_of: [title_deed, lease]
    tolerate: 5wd
    basis: 《市场主体登记管理条例》第十六条

steps:
)";

constexpr std::string_view tail_text = R"(
outcome:
  receipt: =steps.change_0.receipt
  effective: =steps.change_0.effective
  record: =prefill.licence.record_@
  permits: =form.permits.filter(p, p.expires > steps.change_0.effective).size()
)";

// Every second one happens in some cases only; all feed on the first, and most
// on one of the first four.
std::string step_text(std::size_t index, std::size_t office) {
  const std::size_t turn = index % 4;
  std::string text = numbered("  change_@:\n    title: 第@项变更\n", index) +
                     numbered("    uses: office_@/change_record\n", office);
  if (turn == 2) text += "    when: form.route == \"move\"\n";
  if (turn == 3) text += "    when: form.staff && form.staff_count > 5\n";
  text += "    with:\n";
  text += index == 0 ? "      uscc: =form.uscc\n      name: =form.new_name\n"
                     : "      uscc: =steps.change_0.uscc\n"
                       "      name: =steps.change_0.name\n";
  text +=
      "      kind: =form.target\n"
      "      capital: =form.?capital\n";
  text += turn == 2 ? "      address: =form.new_address\n"
                    : "      address: =form.?new_address\n";
  text +=
      "      operator_name: =form.operator.name\n"
      "      operator_id: =form.operator.id\n";
  if (index >= 4)
    text += numbered("      former: =steps.change_@.receipt\n", turn);
  return text;
}

SourceFile workflow_file(std::size_t i, const ProjectSize& size) {
  const auto office = [&](std::size_t step) {
    return (i * 7 + step) % size.departments;
  };
  std::string text = numbered(head_text, i);
  text += numbered("lead: office_@\n", office(0));
  text +=
      numbered("fallback: {department: office_@, role: 帮办团队}\n", office(0));
  text += numbered(form_text, office(0));
  for (std::size_t step = 0; step < size.steps; ++step)
    text += step_text(step, office(step));
  text += numbered(tail_text, office(0));
  return {numbered("workflows/bundle_@.yaml", i), text};
}

}  // namespace

std::vector<SourceFile> make_project(const ProjectSize& size) {
  std::vector<SourceFile> files;
  files.reserve(1 + size.departments + size.workflows);
  files.push_back({"onething.yaml", std::string(project_text)});
  for (std::size_t i = 0; i < size.departments; ++i)
    files.push_back({numbered("departments/office_@.yaml", i),
                     numbered(department_text, i)});
  for (std::size_t i = 0; i < size.workflows; ++i)
    files.push_back(workflow_file(i, size));
  return files;
}

}  // namespace onething::bench
