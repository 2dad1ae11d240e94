// SPDX-License-Identifier: Apache-2.0
//
// Two versions of one small project, the second made by replacing texts of the
// first: which kinds of change are found, and that nothing else is.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "onething/change.h"

namespace onething {
namespace {

constexpr std::string_view kOffice = R"(onething: 1
department: office
title: 办事处
services:
  look:
    title: 核对
    by: person
    role: 窗口
    input: {name: {type: text, purpose: 核对}, note: {type: text, optional: true}}
    output: {clear: bool, remark: {type: text, optional: true}}
    limit: {promised: 2wd, statutory: 10wd}
  register:
    title: 登记
    basis: 某条例第一条
    input: {name: {type: text, max: 20, purpose: 登记}, days: int}
    output: {number: {type: text, min: 1}}
    limit: {promised: 1wd}
    call: {http: {method: PUT, path: /registers}}
    undo: strike
    sample: {number: R-1}
  strike: {title: 撤销登记, input: {number: text}, output: {receipt: text}, sample: {receipt: S-1}}
  peek: {title: 查看, input: {name: text}, output: {ok: bool}}
  part: {title: 下级办理, input: {name: text}, output: {number: text}, call: {workflow: inner}}
)";
constexpr std::string_view kBank = R"(onething: 1
department: bank
title: 银行
services:
  account: {title: 开户, input: {number: {type: text, purpose: 开户}, kind: text}, output: {account: text}, sample: {account: B-1}}
)";
constexpr std::string_view kInner = R"(onething: 1
workflow: inner
title: 下级
version: 1.0.0
lead: office
form:
  name: {title: 姓名, type: text}
steps:
  peek: {title: 查看, uses: office/peek, with: {name: =form.name}}
outcome: {number: ="x"}
)";
constexpr std::string_view kMove = R"(onething: 1
workflow: move
title: 搬家
version: 1.0.0
lead: office
basis: 某办法第二条
stage: 生活
promise: 5wd
statutory: 20wd
clocks: {notice: 5wd, supplement: 10wd, extension: 3wd}
subject: name
form:
  name: {title: 姓名, type: text, max: 20, hint: 写全名}
  route: {title: 路线, type: enum, of: {short: 短, long: 长}}
  days: {title: 天数, type: int, min: 1, max: 30}
  phone: {title: 电话, type: phone, optional: true}
  pet: {title: 宠物, type: text, when: form.route == "long"}
materials:
  lease: {title: 住所证明, any_of: [deed, contract], tolerate: 5wd}
  photo: {title: 照片, when: form.days > 10}
steps:
  look: {title: 核对, uses: office/look, with: {name: =form.name}, when: form.days > 3, on_refused: continue, limit: 2wd}
  register: {title: 登记, uses: office/register, with: {name: =form.name, days: =form.days}, keep: {number: =form.name}}
  account: {title: 开户, uses: bank/account, with: {number: =steps.register.number, kind: =form.route}}
  again: {title: 复核, uses: office/look, with: {name: =steps.account.account}, not_by: [look]}
  part: {title: 下级, uses: office/part, with: {name: =form.name}}
  each: {title: 逐项, uses: office/part, for_each: "=[form.name]", with: {name: =each}}
outcome: {number: =steps.register.number, account: =steps.account.account}
)";

constexpr std::string_view kLife = R"(onething: 1
workflow: move
title: 搬家
version: 1.0.0
lead: office
form:
  name: {title: 姓名, type: text}
steps:
  look: {title: 核对, uses: office/look, with: {name: =form.name}}
  again: {title: 复核, uses: office/look, with: {name: =form.name}}
states:
  open:
    title: 办理
    steps: [look]
    events:
      done: {to: check, when: 'form.name != ""'}
      stop: {title: 停, to: stopped, who: {department: office, role: 窗口}}
  check: {title: 复查, steps: [again], events: {done: {to: closed}, late: {title: 超期, after: 9wd, to: stopped}}}
  closed: {title: 办结, end: granted}
  stopped: {title: 终止, end: terminated}
)";

using Edit = std::pair<std::string, std::string>;

// Each edit in the first file that has its text.
WorkflowVersion version(const std::vector<Edit>& edits,
                        std::string_view workflow = kMove) {
  std::vector<SourceFile> files = {
      {"departments/bank.yaml", std::string(kBank)},
      {"departments/office.yaml", std::string(kOffice)},
      {"onething.yaml", "onething: 1\nproject: small\n"},
      {"workflows/inner.yaml", std::string(kInner)},
      {"workflows/move.yaml", std::string(workflow)}};
  for (const auto& [from, to] : edits) {
    const auto file =
        std::find_if(files.rbegin(), files.rend(), [&](const SourceFile& each) {
          return each.text.find(from) != std::string::npos;
        });
    EXPECT_NE(file, files.rend()) << from;
    if (file != files.rend())
      file->text.replace(file->text.find(from), from.size(), to);
  }
  auto loaded = std::make_unique<LoadedProject>(load_texts(std::move(files)));
  EXPECT_FALSE(has_errors(loaded->diagnostics))
      << render_text(loaded->diagnostics, loaded->sources, {});
  WorkflowVersion out;
  out.workflow = loaded->project.find_workflow("move");
  out.loaded = std::move(loaded);
  return out;
}

WorkflowChanges compared(const std::vector<Edit>& edits,
                         std::string_view workflow = kMove) {
  static const WorkflowVersion moves = version({});
  static const WorkflowVersion lives = version({}, kLife);
  const WorkflowVersion& before = workflow == kMove ? moves : lives;
  const WorkflowVersion after = version(edits, workflow);
  return compare_versions(before, after, *parse_date("2026-03-02"));
}

// "kind place", without what follows from breaking something at all.
std::vector<std::string> kinds_of(const WorkflowChanges& changes) {
  std::vector<std::string> out;
  for (const Change& each : changes.changes)
    if (each.rule->kind != "version_not_raised")
      out.push_back(std::string(each.rule->kind) + " " + each.place);
  std::sort(out.begin(), out.end());
  return out;
}

struct Row {
  std::vector<Edit> edits;
  std::vector<std::string> expected;
  std::string_view workflow = kMove;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {{{"phone: {title", "mail: {title: 邮箱, type: email}\n  phone: {title"}},
       {"figure_grew metrics.fields", "form_field_added form.mail"}},
      {{{"phone: {title",
         "mail: {title: 邮箱, type: email, optional: true}\n  phone: {title"}},
       {"figure_grew metrics.fields", "form_field_added_optional form.mail"}},
      {{{"  phone: {title: 电话, type: phone, optional: true}\n", ""}},
       {"form_field_removed form.phone"}},
      {{{"  phone: {title: 电话", "  mobile: {title: 电话"}},
       {"form_field_renamed form.mobile"}},
      {{{"type: phone, optional: true", "type: phone"}},
       {"form_field_required form.phone"}},
      {{{"max: 20, hint", "optional: true, max: 20, hint"}},
       {"form_field_optional form.name"}},
      {{{"max: 20, hint", "max: 10, hint"}}, {"form_field_narrower form.name"}},
      {{{"of: {short: 短, long: 长}", "of: {short: 短, long: 长, none: 无}"}},
       {"form_field_wider form.route"}},
      {{{"type: phone", "type: email"}}, {"form_field_other_type form.phone"}},
      {{{"when: form.route == \"long\"",
         "when: 'form.route in [\"long\", \"short\"]'"}},
       {"form_asked_of_more form.pet.when"}},
      {{{"type: text, when: form.route == \"long\"",
         "type: text, when: form.route == \"long\" && form.days > 5"}},
       {"form_asked_of_fewer form.pet.when"}},
      {{{"when: form.route == \"long\"", "when: form.route == \"short\""}},
       {"form_asked_of_others form.pet.when"}},
      {{{"type: phone,", "type: phone, sensitivity: open,"}},
       {"sensitivity_lower form.phone.sensitivity"}},
      {{{"type: phone,", "type: phone, sensitivity: sensitive,"}},
       {"sensitivity_higher form.phone.sensitivity"}},
      {{{"  photo:", "  bill: {title: 账单}\n  photo:"}},
       {"figure_grew metrics.materials", "material_added materials.bill"}},
      {{{"  photo: {title: 照片, when: form.days > 10}\n", ""}},
       {"material_removed materials.photo"}},
      {{{"[deed, contract]", "[deed]"}},
       {"material_fewer_kinds materials.lease.any_of"}},
      {{{"[deed, contract]", "[contract, deed, bill]"}},
       {"material_more_kinds materials.lease.any_of"}},
      {{{"form.days > 10", "form.days > 8"}},
       {"material_asked_of_more materials.photo.when"}},
      {{{"form.days > 10", "form.days > 12"}},
       {"material_asked_of_fewer materials.photo.when"}},
      {{{"form.days > 10", "form.days < 5"}},
       {"material_asked_of_others materials.photo.when"}},
      {{{", tolerate: 5wd", ""}},
       {"material_may_not_follow materials.lease.tolerate"}},
      {{{"tolerate: 5wd", "tolerate: 8wd"}},
       {"material_may_follow materials.lease.tolerate"}},
      {{{"kind: =form.route}", "kind: =form.name}"}},
       {"data_computed_otherwise steps.account.with.kind",
        "data_not_sent form.route", "data_to_new_department form.name"}},
      {{{"{name: =form.name}, when: form.days > 3",
         "{name: =form.name, note: =form.name}, when: form.days > 3"}},
       {"data_sent form.name"}},
      {{{"purpose: 开户", "purpose: 开立账户"}},
       {"data_purpose services.bank/account.input.number.purpose"}},
      {{{"purpose: 开户", "purpose: 开户, basis: 某法第三条"}},
       {"data_basis services.bank/account.input.number.basis"}},
      {{{"days: =form.days}", "days: =form.days + 1}"}},
       {"data_computed_otherwise steps.register.with.days"}},
      {{{", keep: {number: =form.name}", ""}},
       {"kept_removed steps.register.keep.number"}},
      {{{"keep: {number: =form.name}", "keep: {number: =form.name + \"x\"}"}},
       {"kept_changed steps.register.keep.number"}},
      {{{"name: =steps.account.account}, not_by",
         "name: =steps.account.account}, keep: {clear: =true}, not_by"}},
       {"kept_added steps.again.keep.clear"}},
      {{{"outcome: {number", "outcome: {name: =form.name, number"}},
       {"outcome_added outcome.name"}},
      {{{", account: =steps.account.account}", "}"}},
       {"outcome_removed outcome.account"}},
      {{{"outcome: {number: =steps.register.number",
         "outcome: {number: =form.name"}},
       {"outcome_changed outcome.number"}},
      {{{"  part: {title: 下级, uses: office/part, with: {name: =form.name}}",
         "  part: {title: 下级, uses: office/part, with: {name: =form.name}}\n"
         "  last: {title: 归档, uses: bank/account, after: [part], with: "
         "{number: =steps.register.number, kind: =form.route}}"}},
       {"step_added steps.last"}},
      {{{"  part: {title: 下级, uses: office/part, with: {name: =form.name}}\n",
         ""}},
       {"step_removed steps.part"}},
      {{{"  part: {title: 下级", "  below: {title: 下级"}},
       {"step_renamed steps.below"}},
      {{{"uses: office/look, with: {name: =steps.account.account}",
         "uses: bank/account, with: {number: =steps.account.account, kind: "
         "=form.route}"}},
       {"data_not_sent steps.account.account",
        "data_sent steps.account.account",
        "step_other_service steps.again.uses"}},
      {{{"uses: office/part, with: {name: =form.name}",
         "uses: office/part, for_each: \"=[form.name]\", with: {name: =each}"}},
       {"data_computed_otherwise steps.part.with.name",
        "step_other_shape steps.part"}},
      {{{"=[form.name]", "=[form.name, form.name]"}},
       {"step_other_list steps.each.for_each"}},
      {{{"{title: 下级, uses: office/part",
         "{title: 下级, after: [account], uses: office/part"}},
       {"step_waits_now steps.part"}},
      {{{"{number: =steps.register.number, kind", "{number: =form.name, kind"}},
       {"data_computed_otherwise steps.account.with.number",
        "data_not_sent steps.register.number",
        "data_to_new_department form.name",
        "step_waits_no_more steps.account"}},
      {{{"uses: office/part,", "uses: office/part, ad_hoc: true,"}},
       {"step_called_for steps.part.ad_hoc"}},
      {{{"uses: office/look, with: {name: =steps.account.account}",
         "uses: office/look, while: '!steps.again.clear', at_most: 3, with: "
         "{name: =steps.account.account}"}},
       {"step_repeats steps.again.while"}},
      {{{"outcome:",
         "groups:\n  both: {steps: [part, again], join: 1}\noutcome:"}},
       {"joined_otherwise groups.both"}},
      {{{"when: form.days > 3", "when: form.days > 2"}},
       {"condition_wider steps.look.when"}},
      {{{"when: form.days > 3", "when: form.days > 4"}},
       {"condition_narrower steps.look.when"}},
      {{{"when: form.days > 3", "when: form.days < 9"}},
       {"condition_changed steps.look.when"}},
      {{{"when: form.days > 3", "when: '!(form.days <= 3)'"}},
       {"condition_rewritten steps.look.when"}},
      {{{"promise: 5wd", "promise: 7wd"}},
       {"figure_grew metrics.time", "promise_longer promise"}},
      {{{"promise: 5wd", "promise: 4wd"}}, {"promise_shorter promise"}},
      {{{"promise: 5wd",
         "promise: [{when: form.days > 3, within: 5wd}, {within: 5wd}]"}},
       {"promise_added promise.form.days > 3"}},
      {{{"promise: 5wd\n", ""}}, {"promise_removed promise"}},
      {{{"statutory: 20wd", "statutory: 15wd"}},
       {"statutory_changed statutory"}},
      {{{"limit: 2wd", "limit: 3wd"}}, {"limit_longer steps.look.limit"}},
      {{{"limit: 2wd", "limit: 1wd"}}, {"limit_shorter steps.look.limit"}},
      {{{"extension: 3wd", "extension: 3wd, delivery: 10wd"}},
       {"limit_added clocks.delivery"}},
      {{{", extension: 3wd", ""}}, {"limit_removed clocks.extension"}},
      {{{"supplement: 10wd", "supplement: 8wd"}},
       {"applicant_has_less_time clocks.supplement"}},
      {{{"supplement: 10wd", "supplement: 15wd"}},
       {"applicant_has_more_time clocks.supplement"}},
      {{{"extension: 3wd", "extension: 3wd, reminders: [1wd]"}},
       {"escalation_changed clocks"}},
      {{{"on_refused: continue, ", ""}},
       {"ending_changed steps.look.on_refused"}},
      {{{"undo: strike", "undo: unmake"},
        {"  strike: {title", "  unmake: {title"}},
       {"undo_changed services.office/register.undo"}},
      {{{"    undo: strike\n", ""}},
       {"undo_removed services.office/register.undo"}},
      {{{"output: {account: text}, sample",
         "output: {account: text}, undo: close, sample"},
        {"  account: {title: 开户, input",
         "  close: {title: 销户, input: {account: text}, output: {receipt: "
         "text}, sample: {receipt: C}}\n  account: {title: 开户, input"}},
       {"undo_added services.bank/account.undo"}},
      {{{"lead: office\nbasis", "lead: bank\nbasis"}},
       {"figure_grew metrics.departments", "lead_changed lead"}},
      {{{"role: 窗口", "role: 主任"}},
       {"office_changed services.office/look.role"}},
      {{{"    by: person\n    role: 窗口\n", "    by: system\n"}},
       {"office_changed services.office/look.role",
        "performer_changed services.office/look.by"}},
      {{{", not_by: [look]", ""}}, {"four_eyes_removed steps.again.not_by"}},
      {{{"not_by: [look]", "not_by: [look, part]"}},
       {"four_eyes_added steps.again.not_by"}},
      {{{"subject: name",
         "subject: name\nagents: {allowed: false, reason: 本人办}"}},
       {"agents_barred agents"}},
      {{{"subject: name", "subject: name\nagents: {grades: [a]}"}},
       {"agents_changed agents"}},
      {{{"subject: name", "subject: phone"}}, {"subject_changed subject"}},
      {{{"kind: text}, output", "kind: text, fax: text}, output"},
        {"kind: =form.route}", "kind: =form.route, fax: =\"1\"}"}},
       {"input_added services.bank/account.input.fax"}},
      {{{"kind: text}, output",
         "kind: text, fax: {type: text, optional: true}}, output"}},
       {"input_added_optional services.bank/account.input.fax"}},
      {{{"note: {type: text, optional: true}", "note: text"},
        {"with: {name: =form.name}, when: form.days > 3",
         "with: {name: =form.name, note: =\"x\"}, when: form.days > 3"},
        {"with: {name: =steps.account.account}",
         "with: {name: =steps.account.account, note: =\"y\"}"}},
       {"input_required services.office/look.input.note"}},
      {{{", note: {type: text, optional: true}", ""}},
       {"input_removed services.office/look.input.note"}},
      {{{"kind: text}, output", "kind: {type: text, optional: true}}, output"}},
       {"input_optional services.bank/account.input.kind"}},
      {{{"{type: text, max: 20, purpose: 登记}",
         "{type: text, max: 25, purpose: 登记}"}},
       {"input_wider services.office/register.input.name"}},
      {{{"{type: text, max: 20, purpose: 登记}",
         "{type: text, max: 15, purpose: 登记}"}},
       {"input_narrower services.office/register.input.name"}},
      {{{"days: int}", "days: money}"}},
       {"input_other_type services.office/register.input.days"}},
      {{{"output: {account: text}", "output: {account: text, branch: text}"},
        {"sample: {account: B-1}", "sample: {account: B-1, branch: X}"}},
       {"contract_term_changed services.bank/account.sample",
        "output_added services.bank/account.output.branch"}},
      {{{"output: {account: text}",
         "output: {account: text, branch: {type: text, optional: true}}"}},
       {"output_added_optional services.bank/account.output.branch"}},
      {{{", remark: {type: text, optional: true}", ""}},
       {"output_removed services.office/look.output.remark"}},
      {{{"remark: {type: text, optional: true}", "remark: text"}},
       {"output_required services.office/look.output.remark"}},
      {{{"clear: bool", "clear: {type: bool, optional: true}"}},
       {"output_optional services.office/look.output.clear"}},
      {{{"{type: text, min: 1}", "{type: text, min: 2}"}},
       {"output_narrower services.office/register.output.number"}},
      {{{"{type: text, min: 1}", "text"}},
       {"output_wider services.office/register.output.number"}},
      {{{"clear: bool", "clear: int"}},
       {"output_other_type services.office/look.output.clear"}},
      {{{"path: /registers", "path: /register"}},
       {"called_otherwise services.office/register.call"}},
      {{{"    undo: strike", "    on_unknown: ask\n    undo: strike"}},
       {"contract_term_changed services.office/register.on_unknown"}},
      {{{"  name: {title: 姓名, type: text}\nsteps",
         "  name: {title: 姓名, type: text}\n  age: {title: 年龄, type: "
         "int}\nsteps"}},
       {"called_workflow_changed steps.part"}},
      {{{"basis: 某条例第一条", "basis: 某条例第四条"}},
       {"law_changed services.office/register.basis"}},
      {{{"hint: 写全名", "hint: 写身份证上的名字"}},
       {"text_changed form.name.hint"}},
      {{{"stage: 生活", "stage: 生活\nretry: {attempts: 3}"}},
       {"contract_term_changed retry"}},
      {{{"stage: 生活",
         "stage: 生活\nbefore: {label: illustrative, steps: 9}"}},
       {"text_changed before"}},
      {{{"version: 1.0.0", "version: 1.0.1"}}, {"version_changed version"}},
      {{{"  check: {title",
         "  extra: {title: 另行, events: {done: {to: closed}}}\n  check: "
         "{title"},
        {"to: check,", "to: extra,"}},
       {"event_leads_elsewhere states.open.events.done.to",
        "state_added states.extra"},
       kLife},
      {{{"to: check,", "to: closed,"},
        {"  check: {title: 复查, steps: [again], events: {done: {to: closed}, "
         "late: {title: 超期, after: 9wd, to: stopped}}}\n",
         ""},
        {"steps: [look]", "steps: [look, again]"}},
       {"event_leads_elsewhere states.open.events.done.to",
        "state_other_steps states.open.steps", "state_removed states.check"},
       kLife},
      {{{"  open:\n",
         "  wait: {title: 等, events: {done: {to: open}}}\n  open:\n"}},
       {"state_added states.wait", "states_begin_elsewhere states"},
       kLife},
      {{{"steps: [again], events",
         "pauses_clock: true, steps: [again], events"}},
       {"state_other_kind states.check"},
       kLife},
      {{{"      stop:", "      halt: {title: 停, to: stopped}\n      stop:"}},
       {"event_added states.open.events.halt"},
       kLife},
      {{{"      stop: {title: 停, to: stopped, who: {department: office, role: "
         "窗口}}\n",
         ""}},
       {"event_removed states.open.events.stop"},
       kLife},
      {{{"after: 9wd", "after: 8wd"}},
       {"limit_shorter states.check.events.late.after"},
       kLife},
      {{{"role: 窗口}}", "role: 主任}}"}},
       {"office_changed states.open.events.stop.who"},
       kLife},
      {{{", when: 'form.name != \"\"'", ""}},
       {"condition_wider states.open.events.done.when"},
       kLife},
  };
  return kRows;
}

TEST(Changes, AreFoundWithTheirKindAndPlaceAndNothingElse) {
  for (const Row& row : rows()) {
    const std::vector<std::string> found =
        kinds_of(compared(row.edits, row.workflow));
    EXPECT_EQ(found, row.expected)
        << row.edits.front().first << " -> " << row.edits.front().second;
  }
}

TEST(Changes, AreEachTriedByAnExample) {
  std::set<std::string> tried = {"version_not_raised"};
  for (const Row& row : rows())
    for (const std::string& each : row.expected)
      tried.insert(each.substr(0, each.find(' ')));

  for (const ChangeRule& rule : change_rules())
    EXPECT_TRUE(tried.contains(std::string(rule.kind))) << rule.kind;
}

TEST(Changes, AreNoneWhereOnlyOrderLayoutAndCommentsDiffer) {
  const WorkflowChanges changes =
      compared({{"  photo: {title: 照片, when: form.days > 10}\n", ""},
                {"  lease:",
                 "  # 先写这一份\n  photo: {title: 照片, when: "
                 "\"form.days   >   (10)\"}\n  lease:"},
                {"{name: =form.name, days: =form.days}",
                 "{days: =form.days, name: =form.name}"},
                {"of: {short: 短, long: 长}", "of: {long: 长, short: 短}"}});

  EXPECT_EQ(kinds_of(changes), std::vector<std::string>{});
  EXPECT_NE(changes_in("text", changes, Language::en).find("means the same"),
            std::string::npos);
}

// For cases that begin now it is always there; those that are past it already
// may have none.
TEST(Changes, OfAConditionThatAsksForAnotherStepAreNotTheSame) {
  const WorkflowChanges changes = compared({{"after: 9wd, to: stopped",
                                             "after: 9wd, to: stopped, when: "
                                             "'steps.?look.hasValue()'"}},
                                           kLife);

  EXPECT_EQ(kinds_of(changes),
            (std::vector<std::string>{
                "condition_changed states.check.events.late.when"}));
}

TEST(Changes, OfConditionsComeWithAnExampleWhereTheyDiffer) {
  const WorkflowChanges changes =
      compared({{"when: form.days > 3", "when: form.days > 5"}});

  const std::string text = changes_in("json", changes, Language::en);
  EXPECT_NE(text.find("for example form.days > 3, < 5"), std::string::npos)
      << text;
}

TEST(Changes, ThatBreakSomethingAskForAnotherVersion) {
  const WorkflowChanges same = compared({{"type: phone", "type: email"}});
  const WorkflowChanges raised = compared(
      {{"type: phone", "type: email"}, {"version: 1.0.0", "version: 2.0.0"}});

  const auto has = [](const WorkflowChanges& changes, std::string_view kind) {
    return std::any_of(
        changes.changes.begin(), changes.changes.end(),
        [&](const Change& each) { return each.rule->kind == kind; });
  };
  EXPECT_TRUE(has(same, "version_not_raised"));
  EXPECT_FALSE(has(raised, "version_not_raised"));
  EXPECT_TRUE(has(raised, "version_changed"));
}

// What reads a renamed step says the same as before.
TEST(Changes, OfANameAreNoChangesOfWhatReadsIt) {
  const WorkflowChanges changes =
      compared({{"  register: {title", "  enter: {title"},
                {"number: =steps.register.number, kind",
                 "number: =steps.enter.number, kind"},
                {"outcome: {number: =steps.register.number",
                 "outcome: {number: =steps.enter.number"}});

  EXPECT_EQ(kinds_of(changes),
            (std::vector<std::string>{"step_renamed steps.enter"}));
}

TEST(Changes, InMarkdownKeepTheirTable) {
  const std::string text = changes_in(
      "markdown", compared({{"type: phone,", "type: text, pattern: 'a|b',"}}),
      Language::zh);

  EXPECT_NE(text.find("pattern a\\|b"), std::string::npos) << text;
}

}  // namespace
}  // namespace onething
