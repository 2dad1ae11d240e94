// SPDX-License-Identifier: Apache-2.0

#include "model/form_rules.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <variant>

#include "expr/parse.h"
#include "model/template.h"

namespace onething::model {
namespace {

Formula formula(const std::string& text) {
  auto parsed = expr::parse(text);
  const Span span{0,
                  {10, 2, 5},
                  {10 + static_cast<std::uint32_t>(text.size()), 2,
                   5 + static_cast<std::uint32_t>(text.size())}};
  return Formula(span, std::move(std::get<expr::Ast>(parsed)));
}

Field field(std::string id, TypeKind kind) {
  Field out;
  out.id.text = std::move(id);
  out.type.kind = kind;
  return out;
}

Workflow workflow() {
  Workflow out;
  Field kind = field("kind", TypeKind::enumeration);
  kind.type.options.push_back({{"company", {}}, {}});
  kind.type.options.push_back({{"sole", {}}, {}});
  out.form.push_back(std::move(kind));
  out.form.push_back(field("capital", TypeKind::money));
  out.form.back().when = formula("form.kind == \"company\"");
  out.form.push_back(field("pay_by", TypeKind::date));
  out.form.back().when = formula("form.capital > money(\"100\")");
  Material articles;
  articles.id.text = "articles";
  articles.when = formula("form.kind == \"company\"");
  out.materials.push_back(std::move(articles));
  Material premises;
  premises.id.text = "premises";
  premises.any_of = {{"deed", {}}, {"lease", {}}};
  premises.tolerate = Limit{{5, TermUnit::working_days}, {}};
  out.materials.push_back(std::move(premises));
  return out;
}

std::string said(const std::vector<Defect>& defects) {
  std::string out;
  for (const Defect& defect : defects) {
    for (const std::string& member : defect.path) out += member + " ";
    out += defect.problem.key;
    out += "\n";
  }
  return out;
}

TEST(FormRules, AskOnlyForFieldsWhoseConditionHolds) {
  const Workflow flow = workflow();
  const FormRules rules(flow);

  EXPECT_EQ(said(rules.check_form(Object{{"kind", "sole"}}).defects), "");
  EXPECT_EQ(said(rules.check_form(Object{{"kind", "company"}}).defects),
            "capital form.missing\n");
  EXPECT_EQ(
      said(rules.check_form(Object{{"kind", "company"}, {"capital", "300.00"}})
               .defects),
      "pay_by form.missing\n");
  EXPECT_EQ(
      said(
          rules.check_form(Object{{"kind", "sole"}, {"capital", "1"}}).defects),
      "capital form.not_asked\n");
}

TEST(FormRules, DoNotComplainAboutWhatAWrongFieldDecides) {
  const Workflow flow = workflow();
  const FormRules rules(flow);

  EXPECT_EQ(said(rules
                     .check_form(Object{{"kind", "firm"},
                                        {"capital", "300.00"},
                                        {"pay_by", "2026-03-02"}})
                     .defects),
            "kind form.not_option\n");
  EXPECT_EQ(said(rules.check_form(Object{}).defects), "kind form.missing\n");
}

TEST(FormRules, TakeAnEmptyTextForAFieldLeftEmpty) {
  const Workflow flow = workflow();
  const FormRules rules(flow);

  EXPECT_EQ(said(rules.check_form(Object{{"kind", "company"}, {"capital", ""}})
                     .defects),
            "capital form.missing\n");
}

TEST(FormRules, TakeMaterialsInEachWayOfWritingThem) {
  const Workflow flow = workflow();
  const FormRules rules(flow);
  const Value form = Object{{"kind", "company"}};
  const Value expected =
      Object{{"articles", Object{{"kind", "articles"}, {"file", "a.pdf"}}},
             {"premises", Object{{"kind", "lease"}, {"file", "l.pdf"}}}};

  const Value brief =
      Object{{"articles", "a.pdf"}, {"premises", Object{{"lease", "l.pdf"}}}};
  EXPECT_EQ(rules.check_materials(form, brief).value, expected);
  EXPECT_EQ(rules.check_materials(form, expected).value, expected);
}

TEST(FormRules, TolerateMaterialsThatMayFollow) {
  const Workflow flow = workflow();
  const FormRules rules(flow);
  const FormRules::Materials checked =
      rules.check_materials(Object{{"kind", "company"}}, Value());

  EXPECT_EQ(said(checked.defects), "articles form.material_missing\n");
  EXPECT_EQ(checked.tolerated, std::vector<std::string>{"premises"});
}

TEST(FormRules, RefuseMaterialsThatDoNotServe) {
  const Workflow flow = workflow();
  const FormRules rules(flow);
  const Value sole = Object{{"kind", "sole"}};
  const auto defects = [&](const Value& raw) {
    return said(rules.check_materials(sole, raw).defects);
  };

  EXPECT_EQ(defects(Object{{"articles", "a.pdf"}}),
            "articles form.material_not_asked\n");
  EXPECT_EQ(defects(Object{{"premises", "x.pdf"}}),
            "premises form.material_which\n");
  EXPECT_EQ(defects(Object{{"premises", Object{{"photo", "x.jpg"}}}}),
            "premises form.material_kind\n");
  EXPECT_EQ(defects(Object{{"premisses", "x.pdf"}}),
            "premisses form.material_unknown_guess\n");
  EXPECT_EQ(defects(Value("x.pdf")), "form.materials_not_record\n");
}

Template formula_template(const std::string& text) {
  Template out;
  out.kind = Template::Kind::formula;
  out.formula = formula(text);
  return out;
}

TEST(Template, GivesLiteralsFormulasTextsListsAndObjects) {
  constexpr std::string_view roots[] = {"form"};
  Template text;
  text.kind = Template::Kind::text;
  text.parts.push_back({"No. ", {}});
  text.parts.push_back({"", formula("form.number")});
  Template list;
  list.kind = Template::Kind::list;
  list.items.push_back(formula_template("form.name"));
  Template object;
  object.kind = Template::Kind::object;
  object.members.emplace_back(Spelled{"text", {}}, std::move(text));
  object.members.emplace_back(Spelled{"list", {}}, std::move(list));
  object.members.emplace_back(Spelled{"left_out", {}},
                              formula_template("form.?absent"));
  auto compiled = CompiledTemplate::compile(object, roots);
  ASSERT_TRUE(std::holds_alternative<CompiledTemplate>(compiled));

  const Value form = Object{{"number", 7}, {"name", "x"}};
  const Value* values[] = {&form};
  const expr::EvalResult result =
      std::get<CompiledTemplate>(compiled).evaluate({values});

  ASSERT_TRUE(std::holds_alternative<Value>(result));
  EXPECT_EQ(std::get<Value>(result),
            Value(Object{{"text", "No. 7"}, {"list", List{"x"}}}));
}

TEST(Template, PointsAtTheMistakeInsideItsFormula) {
  constexpr std::string_view roots[] = {"form"};
  const auto compiled =
      CompiledTemplate::compile(formula_template("1 + from.x"), roots);

  const auto* problem = std::get_if<CompiledTemplate::Problem>(&compiled);
  ASSERT_NE(problem, nullptr);
  EXPECT_EQ(problem->span.begin.column, 9U);
  EXPECT_EQ(problem->span.begin.byte, 14U);
}

}  // namespace
}  // namespace onething::model
