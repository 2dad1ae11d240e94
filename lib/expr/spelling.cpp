// SPDX-License-Identifier: Apache-2.0

#include "expr/spelling.h"

#include <span>
#include <string>

namespace onething::expr {

namespace {

struct Replacement {
  std::string_view typed;
  std::string_view instead;
};

constexpr Replacement kFullWidth[] = {
    {"（", "("},    {"）", ")"},    {"，", ","},       {"、", ","},
    {"。", "."},    {"：", ":"},    {"；", ","},       {"“", "\""},
    {"”", "\""},    {"‘", "'"},     {"’", "'"},        {"「", "\""},
    {"」", "\""},   {"＝＝", "=="}, {"＝", "=="},      {"＜", "<"},
    {"＞", ">"},    {"！＝", "!="}, {"！", "!"},       {"？", "?"},
    {"＆＆", "&&"}, {"＆", "&&"},   {"｜｜", "||"},    {"｜", "||"},
    {"＋", "+"},    {"－", "-"},    {"—", "-"},        {"×", "*"},
    {"＊", "*"},    {"÷", "/"},     {"／", "/"},       {"％", "%"},
    {"【", "["},    {"】", "]"},    {"［", "["},       {"］", "]"},
    {"｛", "{"},    {"｝", "}"},    {"≥", ">="},       {"≤", "<="},
    {"≠", "!="},    {"　", " "},    {"\xC2\xA0", " "},
};

constexpr Replacement kWords[] = {
    {"并且", "&&"},  {"而且", "&&"},     {"且", "&&"},    {"和", "&&"},
    {"与", "&&"},    {"或者", "||"},     {"或", "||"},    {"不等于", "!="},
    {"不是", "!="},  {"非", "!"},        {"不", "!"},     {"等于", "=="},
    {"是", "=="},    {"大于等于", ">="}, {"大于", ">"},   {"小于等于", "<="},
    {"小于", "<"},   {"属于", "in"},     {"加", "+"},     {"减", "-"},
    {"乘", "*"},     {"除以", "/"},      {"如果", "? :"}, {"真", "true"},
    {"假", "false"}, {"空", "null"},
};

constexpr Replacement kLatinWords[] = {
    {"and", "&&"}, {"or", "||"}, {"not", "!"},  {"eq", "=="}, {"ne", "!="},
    {"lt", "<"},   {"le", "<="}, {"gt", ">"},   {"ge", ">="}, {"is", "=="},
    {"mod", "%"},  {"div", "/"}, {"xor", "!="},
};

Range span(std::uint32_t offset, std::size_t length) {
  return {offset, static_cast<std::uint32_t>(offset + length)};
}

const Replacement* longest(std::span<const Replacement> table,
                           std::string_view rest) {
  const Replacement* best = nullptr;
  for (const Replacement& row : table)
    if (rest.starts_with(row.typed) &&
        (best == nullptr || row.typed.size() > best->typed.size()))
      best = &row;
  return best;
}

// Bytes of the run of characters beyond ASCII.
std::size_t foreign_run(std::string_view rest) {
  std::size_t length = 0;
  while (length < rest.size() &&
         static_cast<unsigned char>(rest[length]) >= 0x80) {
    if (longest(kFullWidth, rest.substr(length)) != nullptr) break;
    ++length;
    while (length < rest.size() &&
           (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80)
      ++length;
  }
  return length;
}

ParseError use_instead(Range range, std::string_view typed,
                       std::string_view instead) {
  return {range,
          {"expr.wrong_sign", {{"typed", std::string(typed)}}},
          {"expr.write_instead", {{"instead", std::string(instead)}}}};
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

ParseError explain_foreign(std::string_view rest, std::uint32_t offset) {
  const std::size_t length = foreign_run(rest);
  const std::string_view run = rest.substr(0, length);
  if (const Replacement* word = longest(kWords, run))
    if (word->typed.size() == run.size() || word->instead != "!")
      return use_instead(span(offset, word->typed.size()), word->typed,
                         word->instead);
  return {span(offset, length),
          {"expr.bare_text", {{"text", std::string(run)}}},
          {"expr.bare_text_help", {{"text", std::string(run)}}}};
}

}  // namespace

ParseError explain_stray(std::string_view rest, std::uint32_t offset) {
  if (const Replacement* wide = longest(kFullWidth, rest))
    return {span(offset, wide->typed.size()),
            {"expr.full_width", {{"typed", std::string(wide->typed)}}},
            {"expr.write_instead", {{"instead", std::string(wide->instead)}}}};
  constexpr Replacement signs[] = {
      {"<>", "!="}, {"=", "=="},  {"&", "&&"}, {"|", "||"},
      {"=>", ">="}, {"=<", "<="}, {";", ","},
  };
  if (const Replacement* sign = longest(signs, rest)) {
    if (sign->typed == "=" && offset == 0)
      return {span(0, 1), {"expr.leading_equals", {}}, {}};
    if (sign->typed == "=")
      return {span(offset, 1),
              {"expr.single_equals", {}},
              {"expr.write_instead", {{"instead", "=="}}}};
    return use_instead(span(offset, sign->typed.size()), sign->typed,
                       sign->instead);
  }
  if (static_cast<unsigned char>(rest[0]) >= 0x80)
    return explain_foreign(rest, offset);
  return {span(offset, 1),
          {"expr.stray_sign", {{"typed", std::string(rest.substr(0, 1))}}},
          {}};
}

bool begins_with_foreign_letter(std::string_view rest) {
  return foreign_run(rest) > 0 && longest(kWords, rest) == nullptr;
}

std::optional<ParseError> explain_word_operator(std::string_view word,
                                                Range range) {
  const std::string small = lower(word);
  for (const Replacement& row : kLatinWords)
    if (row.typed == small) return use_instead(range, word, row.instead);
  return std::nullopt;
}

Message advise_on_function(std::string_view name) {
  const std::string small = lower(name);
  if (small == "if" || small == "iif") return {"expr.advise_if", {}};
  if (small == "now" || small == "today") return {"expr.advise_now", {}};
  constexpr Replacement functions[] = {
      {"and", "a && b"},
      {"or", "a || b"},
      {"not", "!a"},
      {"len", "size(a)"},
      {"length", "size(a)"},
      {"count", "size(a)"},
      {"counta", "size(a)"},
      {"isblank", "!has(a.b)"},
      {"isempty", "size(a) == 0"},
      {"left", "a.substring(0, n)"},
      {"mid", "a.substring(from, to)"},
      {"upper", "a.upperAscii()"},
      {"lower", "a.lowerAscii()"},
      {"find", "a.indexOf(b)"},
      {"search", "a.indexOf(b)"},
      {"concatenate", "a + b"},
      {"concat", "a + b"},
      {"text", "string(a)"},
      {"value", "int(a)"},
      {"max", "math.greatest(a, b)"},
      {"min", "math.least(a, b)"},
      {"round", "math.round(a)"},
      {"abs", "math.abs(a)"},
      {"year", "a.getFullYear()"},
      {"workday", "addWorkingDays(a, n)"},
      {"networkdays", "workingDaysBetween(a, b)"},
      {"some", "list.exists(x, condition)"},
      {"any", "list.exists(x, condition)"},
      {"every", "list.all(x, condition)"},
      {"includes", "x in list"},
  };
  for (const Replacement& row : functions)
    if (row.typed == small)
      return {"expr.write_instead", {{"instead", std::string(row.instead)}}};
  return {};
}

}  // namespace onething::expr
