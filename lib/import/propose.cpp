// SPDX-License-Identifier: Apache-2.0
//
// A record as documents: what is the same once, what gives before what takes.

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "import/record.h"
#include "onething/import.h"

namespace onething {

namespace {

using import_::Record;
using import_::RecordField;
using import_::RecordItem;
using import_::RecordMaterial;

// In quotes, as JSON has them, which is YAML too.
std::string quoted(const std::string& text) { return to_json(Value(text)); }

// A comment has one line.
std::string remark(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return "# " + text + "\n";
}

// The same meaning: type and title.
using Meaning = std::pair<std::string, std::string>;
Meaning meaning(const RecordField& field) { return {field.type, field.title}; }

std::string numbered(const char* word, std::size_t index) {
  return std::string(word) + "_" + std::to_string(index + 1);
}

// Where an input comes from: another item's output, else the form.
struct Origin {
  std::optional<std::size_t> item;
  std::size_t output = 0;
  std::size_t field = 0;  // Of the form.
};

class Proposal {
 public:
  Proposal(Record record, Language language)
      : record_(std::move(record)), language_(language) {}

  Imported make() {
    find_departments();
    join_materials();
    find_origins();
    out_.left = record_.left;
    add("onething.yaml",
        "onething: 1\nproject: imported\nenvironments:\n  trial:\n"
        "    departments: {\"*\": stub}\n");
    for (std::size_t i = 0; i < departments_.size(); ++i)
      add("departments/" + numbered("department", i) + ".yaml", department(i));
    add("workflows/imported.yaml", workflow());
    return std::move(out_);
  }

 private:
  std::string word(Message message) const {
    return render(std::move(message), language_);
  }
  std::string todo(Message message) const {
    return remark("TODO " + word(std::move(message)));
  }
  void add(std::string path, std::string text) {
    out_.files.push_back({std::move(path), std::move(text)});
  }

  void find_departments() {
    const auto number = [&](const std::string& title) {
      const auto found =
          std::find(departments_.begin(), departments_.end(), title);
      const auto at = static_cast<std::size_t>(found - departments_.begin());
      if (found == departments_.end()) departments_.push_back(title);
      return at;
    };
    for (const RecordItem& item : record_.items)
      owners_.push_back(number(item.department));
    lead_ = record_.department.empty() ? owners_.front()
                                       : number(record_.department);
  }

  void join_materials() {
    const auto take = [&](const RecordMaterial& each, const std::string& by) {
      ++out_.materials.before;
      for (RecordMaterial& known : materials_) {
        if (known.title != each.title) continue;
        out_.merged.push_back(
            {"import.same_material", {{"title", each.title}, {"item", by}}});
        for (const std::string& said : each.remarks)
          if (std::find(known.remarks.begin(), known.remarks.end(), said) ==
              known.remarks.end())
            known.remarks.push_back(said);
        if (known.basis.empty()) known.basis = each.basis;
        return;
      }
      materials_.push_back(each);
    };
    for (const RecordMaterial& each : record_.materials)
      take(each, record_.title);
    for (const RecordItem& item : record_.items)
      for (const RecordMaterial& each : item.materials) take(each, item.title);
    out_.materials.after = materials_.size();
  }

  // Whether `from` comes after `to` already, by way of others.
  bool comes_after(std::size_t from, std::size_t to) const {
    std::set<std::size_t> seen;
    std::vector<std::size_t> left{from};
    while (!left.empty()) {
      const std::size_t at = left.back();
      left.pop_back();
      if (at == to) return true;
      if (!seen.insert(at).second) continue;
      const auto found = after_.find(at);
      if (found != after_.end())
        left.insert(left.end(), found->second.begin(), found->second.end());
    }
    return false;
  }

  void find_origins() {
    origins_.resize(record_.items.size());
    for (std::size_t i = 0; i < record_.items.size(); ++i)
      for (const RecordField& input : record_.items[i].inputs) {
        ++out_.fields.before;
        origins_[i].push_back(origin_of(i, input));
      }
    out_.fields.after = form_.size();
  }

  Origin origin_of(std::size_t item, const RecordField& input) {
    for (std::size_t other = 0; other < record_.items.size(); ++other) {
      const auto& outputs = record_.items[other].outputs;
      for (std::size_t n = 0; n < outputs.size(); ++n) {
        if (other == item || meaning(outputs[n]) != meaning(input)) continue;
        if (comes_after(other, item)) {
          out_.merged.push_back({"import.ring",
                                 {{"item", record_.items[item].title},
                                  {"other", record_.items[other].title},
                                  {"title", input.title}}});
          continue;
        }
        after_[item].insert(other);
        out_.merged.push_back({"import.after",
                               {{"item", record_.items[item].title},
                                {"other", record_.items[other].title},
                                {"title", input.title}}});
        return {other, n, 0};
      }
    }
    for (std::size_t n = 0; n < form_.size(); ++n) {
      if (meaning(form_[n]) != meaning(input)) continue;
      out_.merged.push_back(
          {"import.same_field",
           {{"title", input.title}, {"item", record_.items[item].title}}});
      return {std::nullopt, 0, n};
    }
    form_.push_back(input);
    return {std::nullopt, 0, form_.size() - 1};
  }

  std::string limits(const std::string& indent,
                     const std::optional<std::int64_t>& promised,
                     const std::optional<std::int64_t>& statutory) const {
    std::string text;
    if (promised) text = "promised: " + std::to_string(*promised) + "wd";
    if (statutory)
      text += (text.empty() ? "" : ", ") + std::string("statutory: ") +
              std::to_string(*statutory) + "wd";
    if (text.empty()) return indent + todo({"import.todo_limit", {}});
    return indent + "limit: {" + text + "}\n";
  }

  std::string department(std::size_t number) const {
    const std::string& title = departments_[number];
    std::string text =
        "onething: 1\ndepartment: " + numbered("department", number) + "\n";
    text += title.empty()
                ? todo({"import.todo_department", {}}) + "title: \"?\"\n"
                : "title: " + quoted(title) + "\n";
    std::string services;
    for (std::size_t i = 0; i < record_.items.size(); ++i)
      if (owners_[i] == number) services += service(i);
    return services.empty() ? text + "services: {}\n"
                            : text + "services:\n" + services;
  }

  std::string service(std::size_t number) const {
    const RecordItem& item = record_.items[number];
    const std::string indent = "    ";
    std::string text = "  " + numbered("item", number) + ":\n" + indent +
                       "title: " + quoted(item.title) + "\n";
    if (!item.code.empty())
      text += indent + "item: " + quoted(item.code) + "\n";
    text += item.basis.empty() ? indent + todo({"import.todo_basis", {}})
                               : indent + "basis: " + quoted(item.basis) + "\n";
    for (const std::string& said : item.remarks) text += indent + remark(said);
    text += indent + todo({"import.todo_call", {}});
    text += indent + "by: system\n";
    text += fields(indent, "input", "input", item.inputs, item.title);
    text += fields(indent, "output", "output", item.outputs, "");
    return text + limits(indent, item.promised, item.statutory);
  }

  std::string fields(const std::string& indent, const char* key,
                     const char* word, const std::vector<RecordField>& all,
                     const std::string& purpose) const {
    if (all.empty())
      return indent + todo({"import.todo_fields", {{"part", key}}}) + indent +
             key + ": {}\n";
    std::string text = indent + key + ":\n";
    for (std::size_t n = 0; n < all.size(); ++n) {
      text += indent + "  " + numbered(word, n) +
              ": {title: " + quoted(all[n].title) + ", type: " + all[n].type;
      if (!purpose.empty()) text += ", purpose: " + quoted(purpose);
      text += "}\n";
    }
    return text;
  }

  std::string workflow() const {
    std::string text = "onething: 1\nworkflow: imported\n";
    text += todo({"import.todo_ids", {}});
    text += "title: " + quoted(record_.title) + "\n";
    text += "lead: " + numbered("department", lead_) + "\n";
    if (record_.promised)
      text += "promise: " + std::to_string(*record_.promised) + "wd\n";
    else
      text += todo({"import.todo_promise", {}});
    if (record_.statutory)
      text += remark("statutory_days: " + std::to_string(*record_.statutory));
    text += record_.basis.empty() ? todo({"import.todo_basis", {}})
                                  : "basis: " + quoted(record_.basis) + "\n";
    for (const std::string& said : record_.remarks) text += remark(said);
    if (!record_.conditions.empty())
      text += todo({"import.todo_conditions", {}});
    for (const std::string& said : record_.conditions) text += remark(said);
    return text + form() + materials() + steps();
  }

  std::string form() const {
    if (form_.empty())
      return todo({"import.todo_fields", {{"part", "form"}}}) + "form: {}\n";
    std::string text = "form:\n";
    for (std::size_t n = 0; n < form_.size(); ++n)
      text += "  " + numbered("field", n) +
              ": {title: " + quoted(form_[n].title) +
              ", type: " + form_[n].type + "}\n";
    return text;
  }

  std::string materials() const {
    std::string text = materials_.empty() ? "" : "materials:\n";
    for (std::size_t n = 0; n < materials_.size(); ++n) {
      const RecordMaterial& each = materials_[n];
      for (const std::string& said : each.remarks) text += "  " + remark(said);
      if (!each.remarks.empty())
        text += "  " + todo({"import.todo_material", {}});
      text +=
          "  " + numbered("material", n) + ": {title: " + quoted(each.title);
      if (!each.basis.empty()) text += ", basis: " + quoted(each.basis);
      text += "}\n";
    }
    return text;
  }

  std::string steps() const {
    std::string text = "steps:\n";
    for (std::size_t i = 0; i < record_.items.size(); ++i) {
      text += "  " + numbered("step", i) +
              ":\n    title: " + quoted(record_.items[i].title) +
              "\n    uses: " + numbered("department", owners_[i]) + "/" +
              numbered("item", i) + "\n";
      std::string with;
      for (std::size_t n = 0; n < origins_[i].size(); ++n) {
        const Origin& from = origins_[i][n];
        with += "      " + numbered("input", n) + ": =" +
                (from.item ? "steps." + numbered("step", *from.item) + "." +
                                 numbered("output", from.output)
                           : "form." + numbered("field", from.field)) +
                "\n";
      }
      if (!with.empty()) text += "    with:\n" + with;
    }
    return text;
  }

  Record record_;
  Language language_;
  std::vector<std::string> departments_;
  std::vector<std::size_t> owners_;  // Of each item.
  std::size_t lead_ = 0;
  std::vector<RecordMaterial> materials_;
  std::vector<RecordField> form_;
  std::vector<std::vector<Origin>> origins_;
  std::map<std::size_t, std::set<std::size_t>> after_;
  Imported out_;
};

}  // namespace

Result<Imported> import_guide(std::string_view json, Language language) {
  OT_TRY(const Value root, parse_json(json));
  OT_TRY(Record record, import_::read_guide(root));
  return Proposal(std::move(record), language).make();
}

Result<Imported> import_items(std::span<const std::string> texts,
                              Language language) {
  Record record;
  std::size_t number = 0;
  for (const std::string& text : texts) {
    OT_TRY(const Value root, parse_json(text));
    OT_CHECK(
        import_::read_item(root, "[" + std::to_string(++number) + "]", record));
    record.title += (number == 1 ? "" : " + ") + record.items.back().title;
  }
  return Proposal(std::move(record), language).make();
}

}  // namespace onething
