// SPDX-License-Identifier: Apache-2.0

#include "base/limits.h"
#include "onething/value.h"
#include "value/json_read.h"
#include "value/json_text.h"

namespace onething {

namespace {

// Beyond this, programs that read JSON numbers as doubles round silently.
constexpr std::int64_t kExactMax = std::int64_t{1} << 53;

std::string key_text(const Value& key) {
  if (const std::string* text = key.text()) return *text;
  if (const bool* truth = key.as<bool>()) return *truth ? "true" : "false";
  std::string out;
  if (const auto* number = key.as<std::int64_t>())
    value::append_number(out, *number);
  else if (const auto* whole = key.as<std::uint64_t>())
    value::append_number(out, *whole);
  return out;
}

std::string real_text(double number) {
  std::string out = value::shortest(number);
  if (out == "nan") return "\"NaN\"";
  if (out == "inf") return "\"Infinity\"";
  if (out == "-inf") return "\"-Infinity\"";
  if (out.find_first_of(".e") == std::string::npos) out += ".0";
  return out;
}

// Prints depth first; how deep is bounded by the readers that make Values.
struct Printer {
  int indent;
  std::size_t depth = 0;
  std::string out = {};

  void line() {
    if (indent < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(indent) * depth, ' ');
  }

  template <typename Items, typename PrintItem>
  void group(std::string_view marks, const Items& items, PrintItem print_item) {
    out += marks[0];
    ++depth;
    bool is_first = true;
    for (const auto& item : items) {
      if (!is_first) out += ',';
      is_first = false;
      line();
      print_item(item);
    }
    --depth;
    if (!is_first) line();
    out += marks[1];
  }

  void name(std::string_view text) {
    value::append_quoted(out, text);
    out += indent < 0 ? ":" : ": ";
  }

  void quoted(std::string_view text) { value::append_quoted(out, text); }

  void operator()(std::monostate) { out += "null"; }
  void operator()(bool truth) { out += truth ? "true" : "false"; }
  void operator()(std::int64_t number) {
    const bool is_exact = number >= -kExactMax && number <= kExactMax;
    if (!is_exact) out += '"';
    value::append_number(out, number);
    if (!is_exact) out += '"';
  }
  void operator()(std::uint64_t number) {
    const bool is_exact = number <= static_cast<std::uint64_t>(kExactMax);
    if (!is_exact) out += '"';
    value::append_number(out, number);
    if (!is_exact) out += '"';
  }
  void operator()(double number) { out += real_text(number); }
  void operator()(Money money) { quoted(to_text(money)); }
  void operator()(const std::string& text) { quoted(text); }
  void operator()(const Bytes& bytes) { quoted(value::to_base64(bytes.data)); }
  void operator()(Date date) { quoted(to_text(date)); }
  void operator()(Instant instant) { quoted(to_text(instant)); }
  void operator()(Duration duration) { quoted(to_text(duration)); }
  void operator()(Term term) { quoted(to_text(term)); }
  void operator()(const TypeName& type) { quoted(type.name); }
  void operator()(const List& list) {
    group("[]", list, [this](const Value& item) { item.visit(*this); });
  }
  void operator()(const Object& object) {
    group("{}", object, [this](const Object::Member& member) {
      name(member.first);
      member.second.visit(*this);
    });
  }
  void operator()(const Map& map) {
    group("{}", map.entries, [this](const auto& entry) {
      name(key_text(entry.first));
      entry.second.visit(*this);
    });
  }
  void operator()(const Optional& optional) {
    if (optional.content.empty())
      out += "null";
    else
      optional.content.front().visit(*this);
  }
};

}  // namespace

std::string to_json(const Value& value, int indent) {
  Printer printer{indent};
  value.visit(printer);
  return std::move(printer.out);
}

Result<Value> parse_json(std::string_view json) {
  return value::read_json(json, {limits::json_depth_max, nullptr});
}

}  // namespace onething
