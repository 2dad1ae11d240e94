// SPDX-License-Identifier: Apache-2.0

#include "bench/make_project.h"

#include <string>

namespace onething::bench {

namespace {

std::string number(std::size_t value) { return std::to_string(value); }

std::string department_id(std::size_t i) { return "office_" + number(i); }

SourceFile project_file() {
  return {"onething.yaml",
          "onething: 1\n"
          "project: measured_city\n"
          "language: zh\n"
          "calendar: cn\n"
          "environments:\n"
          "  trial:\n"
          "    departments: {\"*\": stub}\n"};
}

// One that looks up, one that decides, one that changes, and its undo.
SourceFile department_file(std::size_t i) {
  const std::string n = number(i);
  std::string text =
      "onething: 1\n"
      "department: " +
      department_id(i) +
      "\n"
      "title: {zh: 第" +
      n + "办事机构, en: Office " + n +
      "}\n"
      "\n"
      "holds:\n"
      "  record_" +
      n + ": {title: 第" + n +
      "号登记事项, type: text, about: business}\n"
      "\n"
      "services:\n"
      "  find_record:\n"
      "    title: 调取第" +
      n +
      "号登记信息\n"
      "    basis: 《市场主体登记管理条例》第十六条\n"
      "    input:\n"
      "      uscc: {title: 统一社会信用代码, type: uscc, purpose: "
      "查询登记信息}\n"
      "    output:\n"
      "      record_" +
      n + ": {title: 第" + n +
      "号登记事项, type: text}\n"
      "      since_" +
      n + ": {title: 第" + n +
      "号登记日期, type: date}\n"
      "    limit: {promised: 1wd}\n"
      "    call: {http: {method: GET, path: \"/records/{uscc}\"}}\n"
      "    sample: {record_" +
      n + ": 登记事项, since_" + n +
      ": 2020-05-01}\n"
      "  change_record:\n"
      "    title: 变更第" +
      n +
      "号登记\n"
      "    basis: 《行政许可法》第四十九条\n"
      "    input:\n"
      "      uscc: {title: 统一社会信用代码, type: uscc, purpose: 变更登记}\n"
      "      name: {title: 名称, type: text, max: 80, purpose: 变更登记}\n"
      "      kind: {title: 企业类型, type: enum, of: {company: 有限责任公司, "
      "sole: 个人独资企业, partnership: 合伙企业}, purpose: 变更登记}\n"
      "      capital: {title: 注册资本, type: money, optional: true, purpose: "
      "变更登记}\n"
      "      address: {title: 住所, type: text, optional: true, purpose: "
      "变更登记}\n"
      "      operator_name: {title: 经营者姓名, type: text, sensitivity: "
      "personal, purpose: 实名校验}\n"
      "      operator_id: {title: 经营者身份证号, type: citizen_id, purpose: "
      "实名校验}\n"
      "      former: {title: 原回执, type: text, optional: true, purpose: "
      "核对前一环节}\n"
      "    output:\n"
      "      receipt: {title: 回执, type: text}\n"
      "      effective: {title: 生效日期, type: date}\n"
      "    limit: {statutory: 20wd, promised: 1wd}\n"
      "    call: {http: {method: PUT, path: \"/records/{uscc}\"}}\n"
      "    undo: restore_record\n"
      "    sample: {receipt: \"HZ-${input.uscc}\", effective: 2026-03-02}\n"
      "  restore_record:\n"
      "    title: 恢复第" +
      n +
      "号登记\n"
      "    basis: 《行政许可法》第六十九条\n"
      "    input:\n"
      "      uscc: {title: 统一社会信用代码, type: uscc, purpose: 恢复登记}\n"
      "    output:\n"
      "      receipt: {title: 回执, type: text}\n"
      "    limit: {promised: 1wd}\n"
      "    call: {http: {method: DELETE, path: \"/records/{uscc}/changes\"}}\n"
      "    sample: {receipt: \"HF-${input.uscc}\"}\n";
  return {"departments/" + department_id(i) + ".yaml", text};
}

std::string workflow_head(std::size_t i, const std::string& lead) {
  const std::string n = number(i);
  return "onething: 1\n"
         "workflow: bundle_" +
         n +
         "\n"
         "title: {zh: 第" +
         n + "号“一件事”, en: Bundle " + n +
         "}\n"
         "version: 1.0.0\n"
         "lead: " +
         lead +
         "\n"
         "stage: 经营发展\n"
         "basis: 国市监注发〔2025〕58号\n"
         "promise: 20wd\n"
         "statutory: 45wd\n"
         "before: {label: illustrative, departments: 40, steps: 1200, visits: "
         "40, materials: 60, time: 90wd}\n"
         "subject: uscc\n"
         "fallback: {department: " +
         lead +
         ", role: 帮办团队}\n"
         "\n"
         "# 申请人只填这一张表。\n"
         "form:\n"
         "  uscc: {title: 统一社会信用代码, type: uscc, hint: 营业执照右上角的 "
         "18 位代码}\n"
         "  new_name: {title: 变更后的名称, type: text, min: 2, max: 40}\n"
         "  route:\n"
         "    title: 办理方式\n"
         "    type: enum\n"
         "    of:\n"
         "      change: 直接变更，代码和成立日期不变\n"
         "      move: 迁移变更，住所一并变更\n"
         "  target:\n"
         "    title: 变更后的企业类型\n"
         "    type: enum\n"
         "    of: {company: 有限责任公司, sole: 个人独资企业, partnership: "
         "合伙企业}\n"
         "  capital: {title: 注册资本, type: money, min: 1, when: form.target "
         "== \"company\"}\n"
         "  new_address: {title: 新住所, type: text, max: 100, when: "
         "form.route == \"move\"}\n"
         "  operator: {title: 经营者, type: person}\n"
         "  staff: {title: 是否有职工, type: bool}\n"
         "  staff_count: {title: 职工人数, type: int, min: 1, max: 100000, "
         "when: form.staff}\n"
         "  permits:\n"
         "    title: 已有的许可\n"
         "    type: list\n"
         "    max: 20\n"
         "    of:\n"
         "      permit_no: {title: 许可证编号, type: text, max: 40}\n"
         "      expires: {title: 有效期至, type: date}\n"
         "\n";
}

std::string prefill_and_materials(const std::string& first) {
  return "prefill:\n"
         "  licence:\n"
         "    title: 调取登记信息\n"
         "    uses: " +
         first +
         "/find_record\n"
         "    with: {uscc: =form.uscc}\n"
         "\n"
         "materials:\n"
         "  articles:\n"
         "    title: 公司章程\n"
         "    when: form.target == \"company\"\n"
         "    basis: 《市场主体登记管理条例》第十六条\n"
         "  premises:\n"
         "    title: 新住所的产权证书或者租赁合同\n"
         "    when: form.route == \"move\"\n"
         "    any_of: [title_deed, lease]\n"
         "    tolerate: 5wd\n"
         "    basis: 《市场主体登记管理条例》第十六条\n"
         "\n"
         "steps:\n";
}

std::string step(std::size_t index, const std::string& office) {
  const std::string n = number(index);
  std::string text = "  change_" + n +
                     ":\n"
                     "    title: 第" +
                     n +
                     "项变更\n"
                     "    uses: " +
                     office + "/change_record\n";
  if (index % 4 == 2) text += "    when: form.route == \"move\"\n";
  if (index % 4 == 3) text += "    when: form.staff && form.staff_count > 5\n";
  text +=
      "    with:\n"
      "      uscc: =form.uscc\n"
      "      name: =form.new_name\n"
      "      kind: =form.target\n"
      "      capital: =form.?capital\n";
  text += index % 4 == 2 ? "      address: =form.new_address\n"
                         : "      address: =form.?new_address\n";
  text +=
      "      operator_name: =form.operator.name\n"
      "      operator_id: =form.operator.id\n";
  if (index >= 4) {
    const std::size_t former = index - 4;
    const bool is_sure = former % 4 < 2;
    text += "      former: =steps." + std::string(is_sure ? "" : "?") +
            "change_" + number(former) + ".receipt\n";
  }
  return text;
}

SourceFile workflow_file(std::size_t i, const ProjectSize& size) {
  const auto office = [&](std::size_t step) {
    return (i * 7 + step) % size.departments;
  };
  std::string text = workflow_head(i, department_id(office(0)));
  text += prefill_and_materials(department_id(office(0)));
  for (std::size_t step_index = 0; step_index < size.steps; ++step_index)
    text += step(step_index, department_id(office(step_index)));
  text +=
      "\n"
      "outcome:\n"
      "  receipt: =steps.change_0.receipt\n"
      "  effective: =steps.change_0.effective\n"
      "  record: =prefill.licence.record_" +
      number(office(0)) +
      "\n"
      "  permits: =form.permits.filter(p, p.expires > "
      "steps.change_0.effective).size()\n";
  return {"workflows/bundle_" + number(i) + ".yaml", text};
}

}  // namespace

std::vector<SourceFile> make_project(const ProjectSize& size) {
  std::vector<SourceFile> files;
  files.reserve(1 + size.departments + size.workflows);
  files.push_back(project_file());
  for (std::size_t i = 0; i < size.departments; ++i)
    files.push_back(department_file(i));
  for (std::size_t i = 0; i < size.workflows; ++i)
    files.push_back(workflow_file(i, size));
  return files;
}

}  // namespace onething::bench
