// SPDX-License-Identifier: Apache-2.0

#include "import/record.h"

#include <algorithm>
#include <set>
#include <utility>

#include "onething/type.h"

namespace onething::import_ {

namespace {

Error wrong(const std::string& place, std::string expected) {
  return {
      ErrorCode::invalid,
      {"import.wrong", {{"place", place}, {"expected", std::move(expected)}}}};
}

// One object of the record; says at the end which members nobody asked for.
class Members {
 public:
  Members(const Value& value, std::string place)
      : value_(value), place_(std::move(place)) {}

  const Value* find(const char* name) {
    asked_.insert(name);
    const Value* found = value_.find(name);
    return found == nullptr || found->is_null() ? nullptr : found;
  }
  Status text(const char* name, std::string& into) {
    const Value* found = find(name);
    if (found == nullptr) return Done{};
    if (found->text() == nullptr) return wrong(at(name), "text");
    into = *found->text();
    return Done{};
  }
  Status days(const char* name, std::optional<std::int64_t>& into) {
    const Value* found = find(name);
    if (found == nullptr) return Done{};
    const auto* count = found->as<std::int64_t>();
    if (count == nullptr || *count < 0 || *count > 3'650)
      return wrong(at(name), "0-3650");
    into = *count;
    return Done{};
  }
  // Kept as remarks, as they are.
  void remark(const char* name, std::vector<std::string>& into) {
    const Value* found = find(name);
    if (found == nullptr) return;
    const std::string* text = found->text();
    into.push_back(std::string(name) + ": " +
                   (text == nullptr ? to_json(*found) : *text));
  }
  template <typename Read>
  Status each(const char* name, Read read) {
    const Value* found = find(name);
    if (found == nullptr) return Done{};
    if (found->list() == nullptr) return wrong(at(name), "[…]");
    std::size_t number = 0;
    for (const Value& one : *found->list())
      OT_CHECK(read(one, at(name) + "[" + std::to_string(++number) + "]"));
    return Done{};
  }
  void leave(std::vector<std::string>& left) const {
    for (const auto& [name, member] : *value_.object())
      if (!asked_.contains(name)) left.push_back(at(name));
  }
  std::string at(const std::string& name) const {
    return place_.empty() ? name : place_ + "." + name;
  }

 private:
  const Value& value_;
  std::string place_;
  std::set<std::string, std::less<>> asked_;
};

Status read_material(const Value& value, const std::string& place,
                     Record& record, std::vector<RecordMaterial>& into) {
  RecordMaterial made;
  if (value.text() != nullptr) {
    made.title = *value.text();
  } else {
    if (value.object() == nullptr) return wrong(place, "{name}");
    Members members(value, place);
    OT_CHECK(members.text("name", made.title));
    OT_CHECK(members.text("basis", made.basis));
    for (const char* name : {"necessity", "source", "form", "submit"})
      members.remark(name, made.remarks);
    members.leave(record.left);
  }
  if (made.title.empty()) return wrong(place, "name");
  into.push_back(std::move(made));
  return Done{};
}

// A type that nobody knows is a text, and said to be left.
Status read_field(const Value& value, const std::string& place, Record& record,
                  std::vector<RecordField>& into) {
  RecordField made;
  if (value.object() == nullptr) return wrong(place, "{name, type}");
  Members members(value, place);
  OT_CHECK(members.text("name", made.title));
  OT_CHECK(members.text("type", made.type));
  members.leave(record.left);
  if (made.title.empty()) return wrong(place, "name");
  const auto kind = type_of_word(made.type);
  const bool is_plain = kind && *kind != TypeKind::enumeration &&
                        *kind != TypeKind::list && *kind != TypeKind::object;
  if (!made.type.empty() && !is_plain)
    record.left.push_back(members.at("type") + ": " + made.type);
  if (!is_plain) made.type = "text";
  into.push_back(std::move(made));
  return Done{};
}

}  // namespace

Status read_item(const Value& root, const std::string& place, Record& record) {
  if (root.object() == nullptr) return wrong(place, "{name, …}");
  Members members(root, place);
  RecordItem item;
  OT_CHECK(members.text("name", item.title));
  if (item.title.empty()) return wrong(members.at("name"), "text");
  OT_CHECK(members.text("code", item.code));
  OT_CHECK(members.text("department", item.department));
  OT_CHECK(members.text("basis", item.basis));
  OT_CHECK(members.days("promised_days", item.promised));
  OT_CHECK(members.days("statutory_days", item.statutory));
  OT_CHECK(members.each("inputs", [&](const Value& one, const auto& at) {
    return read_field(one, at, record, item.inputs);
  }));
  OT_CHECK(members.each("outputs", [&](const Value& one, const auto& at) {
    return read_field(one, at, record, item.outputs);
  }));
  OT_CHECK(members.each("materials", [&](const Value& one, const auto& at) {
    return read_material(one, at, record, item.materials);
  }));
  for (const char* name : {"conditions", "charges", "result"})
    members.remark(name, item.remarks);
  members.leave(record.left);
  record.items.push_back(std::move(item));
  return Done{};
}

Result<Record> read_guide(const Value& root) {
  if (root.object() == nullptr) return wrong("/", "{name, items}");
  Record record;
  Members members(root, "");
  OT_CHECK(members.text("name", record.title));
  if (record.title.empty()) return wrong("name", "text");
  OT_CHECK(members.text("department", record.department));
  OT_CHECK(members.text("basis", record.basis));
  OT_CHECK(members.days("promised_days", record.promised));
  OT_CHECK(members.days("statutory_days", record.statutory));
  OT_CHECK(members.each("conditions",
                        [&](const Value& one, const auto& at) -> Status {
                          if (one.text() == nullptr) return wrong(at, "text");
                          record.conditions.push_back(*one.text());
                          return Done{};
                        }));
  OT_CHECK(members.each("materials", [&](const Value& one, const auto& at) {
    return read_material(one, at, record, record.materials);
  }));
  OT_CHECK(members.each("items", [&](const Value& one, const auto& at) {
    return read_item(one, at, record);
  }));
  if (record.items.empty()) return wrong("items", "[{name}]");
  for (const char* name : {"charges", "faq"})
    members.remark(name, record.remarks);
  members.leave(record.left);
  return record;
}

}  // namespace onething::import_
