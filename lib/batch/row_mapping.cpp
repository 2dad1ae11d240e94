// SPDX-License-Identifier: Apache-2.0

#include "onething/row_mapping.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <variant>

#include "batch/cell_value.h"
#include "batch/find_columns.h"
#include "batch/source.h"
#include "expr/parse.h"
#include "model/form_rules.h"
#include "model/type_facts.h"
#include "onething/result_columns.h"
#include "onething/text.h"

namespace onething {

namespace {

using batch::ColumnFinder;
using batch::RowReading;
using batch::Source;

constexpr std::array<std::string_view, 1> kRoots = {"row"};

Error invalid(Message message) {
  return {ErrorCode::invalid, std::move(message)};
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

Error no_column(const std::string& title, const Table& table) {
  std::vector<std::string_view> titles(table.titles.begin(),
                                       table.titles.end());
  const std::vector<std::string> close = did_you_mean(title, titles);
  if (!close.empty())
    return invalid({"batch.no_column_close",
                    {{"title", title}, {"close", joined(close)}}});
  return invalid({"batch.no_column", {{"title", title}}});
}

// What an author wrote, as a tree over this table.
class SourceMaker {
 public:
  SourceMaker(const Table& table, const ColumnFinder& finder)
      : table_(table), finder_(finder) {}

  // No deeper than the document.
  Result<Source> make(const Template& from) {
    Source source;
    switch (from.kind) {
      case Template::Kind::literal: {
        const auto column = finder_.title(from.literal);
        if (!column) return no_column(from.literal, table_);
        source.kind = Source::Kind::cell;
        source.column = *column;
        return source;
      }
      case Template::Kind::formula:
      case Template::Kind::text: {
        auto compiled = model::CompiledTemplate::compile(from, kRoots);
        if (auto* problem =
                std::get_if<model::CompiledTemplate::Problem>(&compiled))
          return invalid(std::move(problem->message));
        source.kind = Source::Kind::formula;
        source.formula.push_back(
            std::move(std::get<model::CompiledTemplate>(compiled)));
        OT_CHECK(check_titles(from));
        return source;
      }
      case Template::Kind::list:
        source.kind = Source::Kind::list;
        for (const Template& item : from.items) {
          OT_TRY(Source inner, make(item));
          source.items.push_back(std::move(inner));
        }
        return source;
      case Template::Kind::object:
        source.kind = Source::Kind::object;
        for (const auto& [member, inner] : from.members) {
          OT_TRY(Source made, make(inner));
          source.members.push_back({member.text, std::move(made)});
        }
        return source;
    }
    return source;
  }

  // Titles that formulas name, which count as used.
  const std::set<std::string>& named() const { return named_; }

 private:
  // row["…"] and row.name: a title that is not there would only show up with
  // each row.
  Status check_titles(const Template& from) {
    OT_CHECK(check_titles(from.formula));
    for (const Template::Part& part : from.parts)
      OT_CHECK(check_titles(part.formula));
    return Done{};
  }

  Status check_titles(const Formula& formula) {
    if (formula.empty()) return Done{};
    for (const expr::Node& node : formula.ast().nodes) {
      std::string title;
      if (node.op == expr::Op::index && node.children.size() == 2) {
        const expr::Node& of = formula.ast().nodes[node.children[0]];
        const expr::Node& by = formula.ast().nodes[node.children[1]];
        if (of.op == expr::Op::name && of.text == "row" &&
            by.value().text() != nullptr)
          title = *by.value().text();
      }
      if (node.op == expr::Op::select && node.children.size() == 1) {
        const expr::Node& of = formula.ast().nodes[node.children[0]];
        if (of.op == expr::Op::name && of.text == "row")
          title = std::string(node.text);
      }
      if (title.empty()) continue;
      if (std::find(table_.titles.begin(), table_.titles.end(), title) ==
          table_.titles.end())
        return no_column(title, table_);
      named_.insert(title);
    }
    return Done{};
  }

  const Table& table_;
  const ColumnFinder& finder_;
  std::set<std::string> named_;
};

// "operator.id" -> "经营者 › 身份证号码".
Message path_title(const std::vector<Field>& form,
                   const std::vector<std::string>& path) {
  const std::vector<Field>* fields = &form;
  static const std::vector<Field> person = model::person_fields();
  const Type* type = nullptr;
  Message out;
  for (const std::string& member : path) {
    Message part = {"load.quoted", {{"text", member}}};
    if (type != nullptr && type->kind == TypeKind::list) {
      part = {"form.element", {{"number", member}}};
      type = type->element.empty() ? nullptr : &type->element.front();
    } else {
      const Field* field = model::find_field(*fields, member);
      type = field == nullptr ? nullptr : &field->type;
      if (field != nullptr && !field->title.empty())
        part.args[0].value = field->title.in(Language::zh);
    }
    static const std::vector<Field> none;
    fields = type == nullptr ? &none
             : type->kind == TypeKind::person && type->fields.empty()
                 ? &person
                 : &type->fields;
    out =
        out.empty()
            ? std::move(part)
            : Message{"form.path",
                      {{"outer", std::move(out)}, {"inner", std::move(part)}}};
  }
  return out;
}

std::string dotted(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& member : path)
    out += (out.empty() ? "" : ".") + member;
  return out;
}

}  // namespace

class RowMapping::Impl {
 public:
  Impl(const Workflow& workflow, const Table& table)
      : workflow_(workflow), table_(table), rules_(workflow) {}

  Status make(const Columns* columns, std::string_view key) {
    ColumnFinder finder(workflow_, table_.titles);
    SourceMaker maker(table_, finder);
    for (const Field& field : workflow_.form) {
      Source source = finder.field(field);
      if (columns != nullptr)
        for (const auto& [id, from] : columns->form)
          if (id.text == field.id.text) {
            OT_TRY(source, maker.make(from));
          }
      form_.push_back(std::move(source));
    }
    for (const Material& material : workflow_.materials) {
      Source source = finder.material(material);
      if (columns != nullptr)
        for (const auto& [id, from] : columns->materials)
          if (id.text == material.id.text) {
            OT_TRY(source, maker.make(from));
          }
      materials_.push_back(std::move(source));
    }
    OT_CHECK(make_key(columns, key, finder, maker));
    return note_uses(columns, maker.named());
  }

  MappedRow map(const TableRow& row) const {
    MappedRow mapped;
    for (const auto& [column, problem] : row.problems)
      mapped.defects.push_back(
          {column < table_.titles.size() ? table_.titles[column] : "",
           "",
           {},
           problem});
    const bool is_whole = std::any_of(
        row.problems.begin(), row.problems.end(),
        [&](auto& each) { return each.first >= table_.titles.size(); });
    if (is_whole) return mapped;
    const Value texts = texts_of(row);
    RowReading reading{row, texts, {}};
    read_form(row, reading, mapped);
    read_key(reading, mapped);
    return mapped;
  }

  bool has_key() const { return has_key_; }
  std::span<const ColumnUse> uses() const { return uses_; }

 private:
  Status make_key(const Columns* columns, std::string_view key,
                  const ColumnFinder& finder, SourceMaker& maker) {
    if (key.empty() && columns != nullptr && columns->key) {
      has_key_ = true;
      OT_TRY(key_, maker.make(*columns->key));
      return Done{};
    }
    if (key.empty()) return Done{};
    has_key_ = true;
    if (key.starts_with('=')) {
      auto parsed = expr::parse(key.substr(1));
      if (auto* error = std::get_if<expr::ParseError>(&parsed))
        return invalid({"batch.bad_key", {{"why", std::move(error->message)}}});
      Template made;
      made.kind = Template::Kind::formula;
      made.formula = Formula({}, std::move(std::get<expr::Ast>(parsed)));
      OT_TRY(key_, maker.make(made));
      return Done{};
    }
    if (const auto column = finder.title(key)) {
      key_.kind = Source::Kind::cell;
      key_.column = *column;
      return Done{};
    }
    for (std::size_t i = 0; i < workflow_.form.size(); ++i)
      if (workflow_.form[i].id.text == key &&
          form_[i].kind != Source::Kind::nothing) {
        key_field_ = std::string(key);
        return Done{};
      }
    return no_column(std::string(key), table_);
  }

  Status note_uses(const Columns* columns, const std::set<std::string>& named) {
    std::map<std::string, std::size_t> used;
    for (std::size_t i = 0; i < form_.size(); ++i)
      batch::add_columns(form_[i], workflow_.form[i].id.text, used);
    paths_ = used;
    for (std::size_t i = 0; i < materials_.size(); ++i)
      batch::add_columns(materials_[i],
                         "materials." + workflow_.materials[i].id.text, used);
    bool has_any = !named.empty();
    for (std::size_t i = 0; i < table_.titles.size(); ++i) {
      ColumnUse use{table_.titles[i], ""};
      for (const auto& [path, column] : used)
        if (column == i) use.field = path;
      if (named.contains(use.title) && use.field.empty()) use.field = "row";
      if (has_key_ && key_.kind == Source::Kind::cell && key_.column == i &&
          use.field.empty())
        use.field = "key";
      has_any = has_any || !use.field.empty();
      OT_CHECK(must_be_meant(use, columns));
      uses_.push_back(std::move(use));
    }
    if (has_any) return Done{};
    return invalid(
        {"batch.nothing_fits",
         {{"titles", joined(table_.titles)}, {"workflow", workflow_.id.text}}});
  }

  // A column of which nothing is used may be a slip of the pen; what is close
  // to a field that no other column fills is refused.
  Status must_be_meant(const ColumnUse& use, const Columns* columns) const {
    if (!use.field.empty() || use.title.empty() || is_result_column(use.title))
      return Done{};
    if (columns != nullptr)
      for (const Spelled& ignored : columns->ignore)
        if (ignored.text == use.title) return Done{};
    std::vector<std::string_view> open;
    for (std::size_t i = 0; i < form_.size(); ++i)
      if (form_[i].kind == Source::Kind::nothing) {
        open.push_back(workflow_.form[i].id.text);
        if (!workflow_.form[i].title.zh.empty())
          open.push_back(workflow_.form[i].title.zh);
      }
    const std::vector<std::string> close = did_you_mean(use.title, open);
    if (close.empty()) return Done{};
    return invalid({"batch.column_unclear",
                    {{"title", use.title}, {"close", joined(close)}}});
  }

  Value texts_of(const TableRow& row) const {
    Object texts;
    for (std::size_t i = 0; i < table_.titles.size(); ++i)
      if (!table_.titles[i].empty())
        texts.set(table_.titles[i],
                  std::string(batch::bare_text(row.cells[i].text)));
    return texts;
  }

  void read_form(const TableRow& row, RowReading& reading,
                 MappedRow& mapped) const {
    Object raw;
    for (std::size_t i = 0; i < form_.size(); ++i) {
      const Field& field = workflow_.form[i];
      Value value =
          batch::read_source(form_[i], field.type, reading, field.id.text);
      if (!value.is_null()) raw.set(field.id.text, std::move(value));
    }
    std::set<std::string> told;
    for (const auto& [path, problem] : reading.problems) {
      told.insert(path);
      add_defect(mapped, split(path), problem);
    }
    for (const auto& [column, problem] : row.problems)
      for (const auto& [path, used] : paths_)
        if (used == column) told.insert(path);
    model::Conformed conformed = rules_.check_form(Value(std::move(raw)));
    Value sound = conformed.value;
    for (const model::Defect& defect : conformed.defects) {
      if (Object* fields = sound.object();
          fields != nullptr && !defect.path.empty())
        fields->erase(defect.path[0]);
      if (!told.contains(dotted(defect.path)))
        add_defect(mapped, defect.path, defect.problem);
    }
    mapped.application.workflow = workflow_.id.text;
    mapped.application.form = std::move(conformed.value);
    read_materials(sound, reading, mapped);
  }

  void read_materials(const Value& form, RowReading& reading,
                      MappedRow& mapped) const {
    Object raw;
    for (std::size_t i = 0; i < materials_.size(); ++i) {
      const Material& material = workflow_.materials[i];
      Value value = batch::read_text(materials_[i], reading,
                                     "materials." + material.id.text);
      if (value.is_null()) continue;
      raw.set(material.id.text, by_kind(material, std::move(value)));
    }
    model::FormRules::Materials checked =
        rules_.check_materials(form, Value(std::move(raw)));
    for (const model::Defect& defect : checked.defects) {
      RowDefect told;
      told.field = "materials." + dotted(defect.path);
      told.title = {"load.quoted", {{"text", defect.title.in(Language::zh)}}};
      told.problem = defect.problem;
      mapped.defects.push_back(std::move(told));
    }
    mapped.application.materials = std::move(checked.value);
  }

  // "lease: lease.pdf" where one of several kinds serves.
  static Value by_kind(const Material& material, Value value) {
    const std::string* text = value.text();
    if (text == nullptr || material.any_of.empty()) return value;
    for (const Spelled& kind : material.any_of) {
      const std::string& id = kind.text;
      if (!text->starts_with(id)) continue;
      std::string_view rest = std::string_view(*text).substr(id.size());
      constexpr std::string_view kWide = "：";
      if (rest.starts_with(':'))
        rest.remove_prefix(1);
      else if (rest.starts_with(kWide))
        rest.remove_prefix(kWide.size());
      else
        continue;
      return Object{{id, std::string(batch::bare_text(rest))}};
    }
    return value;
  }

  void read_key(RowReading& reading, MappedRow& mapped) const {
    if (!has_key_) return;
    Value value;
    if (!key_field_.empty()) {
      if (const Value* field = mapped.application.form.find(key_field_))
        value = *field;
    } else {
      value = batch::read_text(key_, reading, "key");
    }
    if (const std::string* text = value.text())
      mapped.key = *text;
    else if (!value.is_null())
      mapped.key = to_json(value);
    if (!mapped.key.empty()) return;
    RowDefect defect;
    defect.problem = {"batch.key_missing", {}};
    if (key_.kind == Source::Kind::cell)
      defect.column = table_.titles[key_.column];
    mapped.defects.push_back(std::move(defect));
  }

  void add_defect(MappedRow& mapped, const std::vector<std::string>& path,
                  const Message& problem) const {
    RowDefect defect;
    defect.field = dotted(path);
    defect.title = path_title(workflow_.form, path);
    defect.problem = problem;
    // Of a missing field of an object the outer one may have a column.
    for (std::size_t n = path.size(); n > 0 && defect.column.empty(); --n) {
      const auto found = paths_.find(dotted(
          {path.begin(), path.begin() + static_cast<std::ptrdiff_t>(n)}));
      if (found != paths_.end()) defect.column = table_.titles[found->second];
    }
    // One cell may go to several fields; what is wrong with it is said once.
    for (const RowDefect& told : mapped.defects)
      if (!told.column.empty() && told.column == defect.column &&
          told.problem.key == problem.key)
        return;
    mapped.defects.push_back(std::move(defect));
  }

  static std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= path.size();) {
      const std::size_t end = std::min(path.find('.', at), path.size());
      out.push_back(path.substr(at, end - at));
      at = end + 1;
    }
    return out;
  }

  const Workflow& workflow_;
  const Table& table_;
  model::FormRules rules_;
  std::vector<Source> form_;       // As Workflow::form.
  std::vector<Source> materials_;  // As Workflow::materials.
  bool has_key_ = false;
  Source key_;
  std::string key_field_;
  std::map<std::string, std::size_t> paths_;
  std::vector<ColumnUse> uses_;
};

RowMapping::RowMapping(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RowMapping::RowMapping(RowMapping&&) noexcept = default;
RowMapping& RowMapping::operator=(RowMapping&&) noexcept = default;
RowMapping::~RowMapping() = default;

Result<RowMapping> RowMapping::make(const Workflow& workflow,
                                    const Table& table, const Columns* columns,
                                    std::string_view key) {
  auto impl = std::make_unique<Impl>(workflow, table);
  OT_CHECK(impl->make(columns, key));
  return RowMapping(std::move(impl));
}

MappedRow RowMapping::map(const TableRow& row) const { return impl_->map(row); }
bool RowMapping::has_key() const { return impl_->has_key(); }
std::span<const ColumnUse> RowMapping::uses() const { return impl_->uses(); }

}  // namespace onething
