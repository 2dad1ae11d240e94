// SPDX-License-Identifier: Apache-2.0

#include "check/types/mapping.h"

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "check/types/known.h"
#include "check/types/sources.h"
#include "check/types/static_type.h"
#include "check/types/typed_workflow.h"
#include "logic/reading.h"
#include "model/conform.h"
#include "model/type_facts.h"

namespace onething::check {

namespace {

using expr::NodeIndex;
using typing::Kind;
using typing::TypeId;
using Path = std::span<const std::string_view>;

class Mapping {
 public:
  explicit Mapping(TypedWorkflow& typed) : typed_(typed) {}

  std::vector<MappingMisfit> run() {
    for (const Step& step : typed_.workflow().prefill) map(step);
    for (const Step& step : typed_.workflow().steps) map(step);
    return std::move(found_);
  }

  std::vector<MappingMisfit> run(const Service& contract) {
    const Workflow& workflow = typed_.workflow();
    const Template* outcome = workflow.outcome ? &*workflow.outcome : nullptr;
    if (outcome != nullptr && outcome->kind != Template::Kind::object)
      return {};
    for (const Field& field : contract.output) {
      field_ = &field;
      const Template* given =
          outcome == nullptr ? nullptr : member(*outcome, field.id.text);
      if (given != nullptr)
        value(*given, field.type, field.optional);
      else if (!field.optional)
        add({Misfit::Kind::absent, {}, {}, {}, {}},
            outcome == nullptr ? workflow.id.span : outcome->span);
    }
    return std::move(found_);
  }

 private:
  void map(const Step& step) {
    const Service* service = readable_service(typed_.project(), step);
    if (service == nullptr) return;
    step_ = &step;
    is_keep_ = false;
    for (const auto& [name, value] : step.with) {
      field_ = model::find_field(service->input, name.text);
      if (field_ != nullptr) top(value);
    }
    is_keep_ = true;
    for (const auto& [name, formula] : step.keep) {
      field_ = model::find_field(service->output, name.text);
      // What is kept may be absent on both sides.
      if (field_ != nullptr) this->formula(formula, field_->type, true);
    }
  }

  // A value without formulas was checked when it was loaded.
  void top(const Template& value) {
    if (value.kind != Template::Kind::literal)
      this->value(value, field_->type, field_->optional);
  }

  // Templates nest no deeper than the documents they come from.
  void value(const Template& value, const Type& type, bool may_be_absent) {
    switch (value.kind) {
      case Template::Kind::literal:
        return constant(Value(value.literal), type, value.span);
      case Template::Kind::formula:
        return formula(value.formula, type, may_be_absent);
      case Template::Kind::text:
        if (auto found = misfit(typed_.types(), typing::text_type, type))
          add(std::move(*found), value.span);
        return;
      case Template::Kind::list:
        return list(value, type);
      case Template::Kind::object:
        return object(value, type);
    }
  }

  void list(const Template& value, const Type& type) {
    if (type.kind != TypeKind::list)
      return add(other_kind(TypeKind::list, type), value.span);
    if (type.element.empty()) return;
    for (const Template& item : value.items)
      this->value(item, type.element[0], true);
  }

  void object(const Template& value, const Type& type) {
    const bool is_record =
        type.kind == TypeKind::object || type.kind == TypeKind::person;
    if (!is_record) return add(other_kind(TypeKind::object, type), value.span);
    if (type.fields.empty()) return;
    for (const auto& [name, member] : value.members)
      if (const Field* field = model::find_field(type.fields, name.text))
        this->value(member, field->type, field->optional);
      else
        add({Misfit::Kind::type,
             "." + name.text,
             {"check_types.surplus_member", {}},
             {"check_types.no_such_member", {}},
             {}},
            name.span);
    for (const Field& field : type.fields)
      if (!field.optional && member(value, field.id.text) == nullptr)
        add({Misfit::Kind::absent, "." + field.id.text, {}, {}, {}},
            value.span);
  }

  static const Template* member(const Template& object,
                                const std::string& name) {
    for (const auto& [id, value] : object.members)
      if (id.text == name) return &value;
    return nullptr;
  }

  static Misfit other_kind(TypeKind given, const Type& wanted) {
    return {Misfit::Kind::type,
            {},
            model::type_name(given),
            model::type_name(wanted.kind),
            {}};
  }

  void formula(const Formula& formula, const Type& type, bool may_be_absent) {
    const auto use = typed_.find(formula);
    if (!use) return;
    const typing::Checked& checked = typed_.checked(*use);
    const expr::Ast& ast = formula.ast();
    const TypeId whole = typed_.types().resolve(checked.type);
    if (!may_be_absent && typed_.types().kind(whole) == Kind::optional &&
        !has_value(*use, ast)) {
      add({Misfit::Kind::absent, {}, {}, {}, {}}, formula.span());
      found_.back().text = formula.text();
    }
    for (const Source& source : sources_of(ast))
      part(formula, checked, source, type);
  }

  bool has_value(std::size_t use, const expr::Ast& ast) {
    const auto claim = typed_.reasoner().has_value(ast, ast.root);
    if (!claim) return false;
    return typed_.reasoner().implies(typed_.premises(typed_.uses()[use]),
                                     *claim) == logic::Answer::yes;
  }

  void part(const Formula& formula, const typing::Checked& checked,
            const Source& source, const Type& type) {
    const expr::Ast& ast = formula.ast();
    const expr::Range range = ast.nodes[source.node].range;
    const Span span = formula.place(range.begin, range.end);
    const std::size_t before = found_.size();
    if (const auto value = logic::constant_value(ast, source.node)) {
      if (!value->is_null()) constant(*value, type, span);
    } else if (auto found = misfit(typed_.types(),
                                   checked.node_types[source.node], type)) {
      add(std::move(*found), span);
    } else {
      declared(ast, source.node, type, span);
    }
    if (found_.size() > before)
      found_.back().text =
          formula.text().substr(range.begin, range.end - range.begin);
  }

  void declared(const expr::Ast& ast, NodeIndex node, const Type& type,
                Span span) {
    const std::vector<std::string_view> path = logic::names_of(ast, node);
    if (path.empty()) return;
    const Type* given =
        path.front() == "each"
            ? element_type(path)
            : declared_type(typed_.project(), typed_.workflow(), path);
    if (given == nullptr) return;
    const bool is_typed_in = path.front() == "form";
    if (auto found = misfit(*given, type, is_typed_in))
      add(std::move(*found), span);
  }

  // The declared type of each.x, where for_each goes through a declared list.
  const Type* element_type(Path path) const {
    if (step_ == nullptr || step_->for_each.empty()) return nullptr;
    const expr::Ast& ast = step_->for_each.ast();
    NodeIndex list = ast.root;
    const expr::Node& root = ast.nodes[list];
    if (root.fold() != nullptr) {
      const auto use = typed_.find(step_->for_each);
      const NodeIndex range = root.fold()->range;
      const auto& types = typed_.checked(*use).node_types;
      // A filter leaves the elements as they are.
      if (!typed_.types().is_same(types[list], types[range])) return nullptr;
      list = range;
    }
    if (!logic::plain_path(ast, list)) return nullptr;
    const Type* type = declared_type(typed_.project(), typed_.workflow(),
                                     logic::names_of(ast, list));
    if (type == nullptr || type->element.empty()) return nullptr;
    type = &type->element[0];
    for (std::size_t i = 1; i < path.size(); ++i) {
      const Field* field = model::find_field(type->fields, path[i]);
      if (field == nullptr) return nullptr;
      type = &field->type;
    }
    return type;
  }

  // What is written out is known now, and so is whether it fits.
  void constant(const Value& value, const Type& type, Span span) {
    const model::Conformed conformed = model::conform(value, type);
    if (conformed.ok()) return;
    Misfit misfit;
    misfit.kind = type.kind == TypeKind::enumeration ? Misfit::Kind::option
                                                     : Misfit::Kind::type;
    misfit.wanted = model::type_name(type.kind);
    misfit.found = {"check_types.constant", {}};
    if (const std::string* text = value.text())
      misfit.found = {"check_types.quoted", {{"text", *text}}};
    add(std::move(misfit), span);
  }

  void add(Misfit misfit, Span span) {
    found_.push_back({std::move(misfit), span, step_, field_, is_keep_, {}});
  }

  TypedWorkflow& typed_;
  const Step* step_ = nullptr;
  const Field* field_ = nullptr;
  bool is_keep_ = false;
  std::vector<MappingMisfit> found_;
};

}  // namespace

std::vector<MappingMisfit> mapping_misfits(TypedWorkflow& typed) {
  return Mapping(typed).run();
}

std::vector<MappingMisfit> outcome_misfits(TypedWorkflow& typed,
                                           const Service& contract) {
  return Mapping(typed).run(contract);
}

}  // namespace onething::check
