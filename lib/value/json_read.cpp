// SPDX-License-Identifier: Apache-2.0

#include "value/json_read.h"

#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/format.h"
#include "base/limits.h"
#include "onething/text.h"

namespace onething::value {

namespace {

using Count = rapidjson::SizeType;

Error invalid(Message message) {
  return {ErrorCode::invalid, std::move(message)};
}

Error number_range(std::string_view number) {
  return invalid({"json.number_range", {{"number", shorten(number, 40)}}});
}

// Up to this many members, comparing each with each is faster than sorting.
constexpr std::size_t kFewMembers = 12;

const std::string* find_duplicate(const Object& object) {
  if (object.size() <= kFewMembers) {
    for (auto later = object.begin(); later != object.end(); ++later)
      for (auto earlier = object.begin(); earlier != later; ++earlier)
        if (earlier->first == later->first) return &later->first;
    return nullptr;
  }
  std::vector<const std::string*> names;
  names.reserve(object.size());
  for (const Object::Member& member : object) names.push_back(&member.first);
  std::sort(names.begin(), names.end(),
            [](const auto* a, const auto* b) { return *a < *b; });
  const auto found =
      std::adjacent_find(names.begin(), names.end(),
                         [](const auto* a, const auto* b) { return *a == *b; });
  return found == names.end() ? nullptr : *found;
}

// A list or object that is still open.
struct Frame {
  Value container;
  std::string name;  // Of the member that is being read.
  bool is_literal;
};

// Receives the events of the reader; false stops it and leaves `error`.
struct Builder {
  const ReadOptions& options;
  bool has_escapes;
  std::vector<Frame> frames = {};
  Value root = {};
  std::optional<Error> error = {};

  bool fail(Message message) {
    error = invalid(std::move(message));
    return false;
  }

  bool add(Value value) {
    if (frames.empty()) {
      root = std::move(value);
      return true;
    }
    Frame& top = frames.back();
    if (Object* object = top.container.object())
      object->append(std::move(top.name), std::move(value));
    else
      top.container.as<List>()->push_back(std::move(value));
    return true;
  }

  bool open(Value container) {
    if (frames.size() >= static_cast<std::size_t>(options.depth_max))
      return fail(
          {"json.too_deep", {{"limit", format("{}", options.depth_max)}}});
    const bool is_literal = options.untag != nullptr && !frames.empty() &&
                            frames.back().container.object() != nullptr &&
                            !frames.back().is_literal &&
                            frames.back().name == literal_tag;
    frames.push_back({std::move(container), {}, is_literal});
    return true;
  }

  Frame close() {
    Frame frame = std::move(frames.back());
    frames.pop_back();
    return frame;
  }

  bool Null() { return add({}); }
  bool Bool(bool truth) { return add(truth); }

  bool RawNumber(const char* digits, Count length, bool) {
    const std::string_view text(digits, length);
    const char* end = digits + length;
    std::int64_t whole = 0;
    const auto as_whole = std::from_chars(digits, end, whole);
    if (as_whole.ec == std::errc{} && as_whole.ptr == end) return add(whole);
    double real = 0;
    const auto as_real = std::from_chars(digits, end, real);
    if (as_real.ec == std::errc{} && as_real.ptr == end) return add(real);
    error = number_range(text);
    return false;
  }
  // The reader hands out all numbers as texts.
  bool Int(int number) { return add(number); }
  bool Uint(unsigned number) { return add(std::int64_t{number}); }
  bool Int64(std::int64_t number) { return add(number); }
  bool Uint64(std::uint64_t number) { return add(number); }
  bool Double(double number) { return add(number); }

  // Escapes can spell half a surrogate pair, which is no text.
  bool is_text(std::string_view text) {
    return !has_escapes || is_valid_utf8(text) || fail({"json.bad_text", {}});
  }
  bool String(const char* text, Count length, bool) {
    const std::string_view found(text, length);
    return is_text(found) && add(found);
  }
  bool Key(const char* text, Count length, bool) {
    frames.back().name.assign(text, length);
    return is_text(frames.back().name);
  }

  bool StartObject() { return open(Object{}); }
  bool EndObject(Count) {
    Frame frame = close();
    if (const std::string* name = find_duplicate(*frame.container.object()))
      return fail({"json.duplicate_name", {{"name", *name}}});
    if (options.untag != nullptr && !frame.is_literal &&
        !options.untag(frame.container))
      return fail(
          {"json.bad_tag", {{"json", shorten(to_json(frame.container), 60)}}});
    return add(std::move(frame.container));
  }
  bool StartArray() { return open(List{}); }
  bool EndArray(Count) { return add(close().container); }
};

Error syntax_error(std::string_view json,
                   const rapidjson::ParseResult& result) {
  if (json.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return invalid({"json.empty", {}});
  if (result.Code() == rapidjson::kParseErrorNumberTooBig) {
    std::string_view number = json.substr(result.Offset());
    number = number.substr(0, number.find_first_not_of("+-.eE0123456789"));
    return number_range(number);
  }
  const std::string_view before =
      json.substr(0, std::min(result.Offset(), json.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;
  const std::size_t column = count_code_points(before.substr(line_start)) + 1;
  const std::string_view key =
      result.Code() == rapidjson::kParseErrorDocumentRootNotSingular
          ? "json.more_than_one"
          : "json.syntax";
  return invalid(
      {key,
       {{"line", format("{}", lines + 1)}, {"column", format("{}", column)}}});
}

}  // namespace

Result<Value> read_json(std::string_view json, const ReadOptions& options) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (json.size() > limits::json_bytes_max)
    return invalid({"json.too_large",
                    {{"limit", format("{}", limits::json_bytes_max >> 20)}}});
  if (json.starts_with(byte_order_mark))
    json.remove_prefix(byte_order_mark.size());
  // The reader takes a zero byte for the end.
  if (!is_valid_utf8(json) || json.find('\0') != std::string_view::npos)
    return invalid({"json.bad_text", {}});
  const std::string text(json);
  Builder builder{options, text.find("\\u") != std::string::npos};
  rapidjson::Reader reader;
  rapidjson::StringStream stream(text.c_str());
  constexpr unsigned flags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = reader.Parse<flags>(stream, builder);
  if (builder.error) return *builder.error;
  if (result.IsError()) return syntax_error(json, result);
  return std::move(builder.root);
}

}  // namespace onething::value
