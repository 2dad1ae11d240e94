// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/limits.h"
#include "onething/value.h"
#include "value/json_read.h"
#include "value/json_text.h"

namespace onething {

namespace {

// A tagged map nests three levels where the Value nests one.
constexpr int kDepthMax = 4 * limits::json_depth_max;

bool has_tag_name(const Object& object) {
  return std::any_of(object.begin(), object.end(), [](const auto& member) {
    return member.first.starts_with('$');
  });
}

// Prints depth first; how deep is bounded by the readers that make Values.
struct Printer {
  std::string& out;

  void tagged(std::string_view tag, std::string_view text) {
    out += "{\"$";
    out += tag;
    out += "\":";
    value::append_quoted(out, text);
    out += '}';
  }

  void list(std::string_view open, const List& items, std::string_view close) {
    out += open;
    bool is_first = true;
    for (const Value& item : items) {
      if (!is_first) out += ',';
      is_first = false;
      item.visit(*this);
    }
    out += close;
  }

  void member(const Object::Member& member) {
    value::append_quoted(out, member.first);
    out += ':';
    member.second.visit(*this);
  }

  void members(const Object& object) {
    const auto by_name = [](const Object::Member& a, const Object::Member& b) {
      return a.first < b.first;
    };
    bool is_first = true;
    const auto print = [&](const Object::Member& item) {
      if (!is_first) out += ',';
      is_first = false;
      member(item);
    };
    if (std::is_sorted(object.begin(), object.end(), by_name)) {
      for (const Object::Member& item : object) print(item);
      return;
    }
    std::vector<const Object::Member*> sorted;
    sorted.reserve(object.size());
    for (const Object::Member& item : object) sorted.push_back(&item);
    std::sort(sorted.begin(), sorted.end(),
              [&](const auto* a, const auto* b) { return by_name(*a, *b); });
    for (const Object::Member* item : sorted) print(*item);
  }

  void operator()(std::monostate) { out += "null"; }
  void operator()(bool truth) { out += truth ? "true" : "false"; }
  void operator()(std::int64_t number) { value::append_number(out, number); }
  void operator()(std::uint64_t number) {
    std::string digits;
    value::append_number(digits, number);
    tagged("uint", digits);
  }
  void operator()(double number) {
    const std::string digits = value::shortest(number);
    // Digits alone would read back as an integer, "nan" and "inf" not at all.
    if (digits.find_first_of(".e") == std::string::npos)
      tagged("real", digits);
    else
      out += digits;
  }
  void operator()(Money money) { tagged("money", to_text(money)); }
  void operator()(const std::string& text) { value::append_quoted(out, text); }
  void operator()(const Bytes& bytes) {
    tagged("bytes", value::to_base64(bytes.data));
  }
  void operator()(Date date) { tagged("date", to_text(date)); }
  void operator()(Instant instant) { tagged("instant", to_text(instant)); }
  void operator()(Duration duration) { tagged("duration", to_text(duration)); }
  void operator()(Term term) { tagged("term", to_text(term)); }
  void operator()(const TypeName& type) { tagged("type", type.name); }
  void operator()(const List& items) { list("[", items, "]"); }
  void operator()(const Optional& optional) {
    list("{\"$optional\":[", optional.content, "]}");
  }
  void operator()(const Object& object) {
    const bool is_wrapped = has_tag_name(object);
    if (is_wrapped) out += "{\"$object\":";
    out += '{';
    members(object);
    out += '}';
    if (is_wrapped) out += '}';
  }
  void operator()(const Map& map) {
    std::vector<std::string> entries;
    entries.reserve(map.entries.size());
    for (const auto& [key, content] : map.entries) {
      std::string text = "[";
      Printer entry{text};
      key.visit(entry);
      text += ',';
      content.visit(entry);
      text += ']';
      entries.push_back(std::move(text));
    }
    // A map has no order of its own.
    std::sort(entries.begin(), entries.end());
    out += "{\"$map\":[";
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) out += ',';
      out += entries[i];
    }
    out += "]}";
  }
};

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return number;
}

template <typename T>
std::optional<Value> as_value(std::optional<T> found) {
  if (!found) return std::nullopt;
  return Value(std::move(*found));
}

std::optional<Value> from_text(std::string_view tag, const std::string& text) {
  if (tag == "$money") return as_value(parse_money(text));
  if (tag == "$date") return as_value(parse_date(text));
  if (tag == "$instant") return as_value(parse_instant(text));
  if (tag == "$duration") return as_value(parse_duration(text));
  if (tag == "$term") return as_value(parse_term(text));
  if (tag == "$type") return Value(TypeName{text});
  if (tag == "$uint") return as_value(parse_number<std::uint64_t>(text));
  if (tag == "$real") return as_value(parse_number<double>(text));
  if (tag == "$bytes") {
    std::optional<std::string> bytes = value::from_base64(text);
    if (bytes) return Value(Bytes{std::move(*bytes)});
  }
  return std::nullopt;
}

std::optional<Value> from_list(std::string_view tag, List& list) {
  if (tag == "$optional") {
    if (list.size() > 1) return std::nullopt;
    return Value(Optional{std::move(list)});
  }
  if (tag != "$map") return std::nullopt;
  Map map;
  map.entries.reserve(list.size());
  for (Value& item : list) {
    List* entry = item.as<List>();
    if (entry == nullptr || entry->size() != 2) return std::nullopt;
    map.entries.emplace_back(std::move((*entry)[0]), std::move((*entry)[1]));
  }
  return Value(std::move(map));
}

bool untag(Value& value) {
  Object& object = *value.object();
  if (!has_tag_name(object)) return true;
  if (object.size() != 1) return false;
  auto& [tag, content] = *object.begin();
  std::optional<Value> found;
  if (const std::string* text = content.text())
    found = from_text(tag, *text);
  else if (List* list = content.as<List>())
    found = from_list(tag, *list);
  else if (tag == value::literal_tag && content.object() != nullptr)
    found = std::move(content);
  if (!found) return false;
  value = std::move(*found);
  return true;
}

}  // namespace

std::string to_canonical(const Value& value) {
  std::string out;
  value::append_canonical(out, value);
  return out;
}

void value::append_canonical(std::string& out, const Value& value) {
  Printer printer{out};
  value.visit(printer);
}

Result<Value> parse_canonical(std::string_view text) {
  return value::read_json(text, {kDepthMax, untag});
}

}  // namespace onething
