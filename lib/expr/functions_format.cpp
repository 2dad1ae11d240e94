// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/format.h"
#include "expr/code_points.h"
#include "expr/functions.h"
#include "onething/text.h"

namespace onething::expr::functions {

namespace {

constexpr int kPrecisionMax = 100;

std::string special_double(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "Infinity" : "-Infinity";
}

// The bytes as text; each run of broken ones becomes one U+FFFD.
std::string repaired(std::string_view bytes) {
  std::string out;
  bool broken = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::string_view point = bytes.substr(at, width_at(bytes, at));
    if (is_valid_utf8(point)) {
      out += point;
      at += point.size();
      broken = false;
      continue;
    }
    if (!broken) out += "\uFFFD";
    broken = true;
    ++at;
  }
  return out;
}

std::string seconds_text(Duration duration) {
  const double seconds = static_cast<double>(duration.seconds) +
                         static_cast<double>(duration.nanos) / 1e9;
  return format("{}s", seconds);
}

// Fills one format string. `error_` is set instead of going on.
class Formatter {
 public:
  Formatter(Evaluation& e, std::string_view pattern, const Cell& list)
      : e_(e), pattern_(pattern), list_(list) {}

  Cell run() {
    while (at_ < pattern_.size() && !failed_) {
      const std::size_t percent =
          std::min(pattern_.find('%', at_), pattern_.size());
      add(pattern_.substr(at_, percent - at_));
      at_ = percent;
      if (at_ < pattern_.size()) directive();
    }
    if (failed_) return error_;
    return e_.text(std::move(out_));
  }

 private:
  void fail(Cell error) {
    if (!failed_) error_ = error;
    failed_ = true;
  }

  void add(std::string_view text) {
    if (!e_.fits_bytes(out_.size() + text.size()) ||
        !e_.spend_on_bytes(text.size()))
      return fail(e_.stop_cell());
    out_ += text;
  }

  void directive() {
    const std::size_t start = at_++;
    if (at_ < pattern_.size() && pattern_[at_] == '%') {
      ++at_;
      return add("%");
    }
    int precision = 6;
    bool has_precision = false;
    if (at_ < pattern_.size() && pattern_[at_] == '.') {
      ++at_;
      has_precision = read_precision(precision);
      if (!has_precision) return bad_directive(start);
    }
    if (at_ >= pattern_.size()) return bad_directive(start);
    const char verb = pattern_[at_++];
    if (used_ >= list_size(list_))
      return fail(e_.fail({"expr.format_too_few",
                           {{"count", std::to_string(list_size(list_))}}}));
    const Cell value = list_at(list_, used_++);
    const std::string_view text = pattern_.substr(start, at_ - start);
    if (has_precision && verb != 'f' && verb != 'e')
      return bad_directive(start);
    convert(verb, precision, value, text);
  }

  bool read_precision(int& precision) {
    precision = 0;
    const std::size_t begin = at_;
    while (at_ < pattern_.size() && pattern_[at_] >= '0' &&
           pattern_[at_] <= '9') {
      precision = precision * 10 + (pattern_[at_++] - '0');
      if (precision > kPrecisionMax) return false;
    }
    return at_ > begin;
  }

  void bad_directive(std::size_t start) {
    fail(e_.fail(
        {"expr.bad_format",
         {{"directive", std::string(pattern_.substr(start, at_ - start))}}}));
  }

  void convert(char verb, int precision, const Cell& value,
               std::string_view directive) {
    switch (verb) {
      case 's':
        return add_plain(value);
      case 'd':
        return decimal(value, directive);
      case 'f':
      case 'e':
        return real(verb, precision, value, directive);
      case 'x':
      case 'X':
        return hex(verb, value, directive);
      case 'o':
        return whole("{:o}", value, directive);
      case 'b':
        if (value.is(Tag::boolean)) return add(value.boolean ? "1" : "0");
        return whole("{:b}", value, directive);
      default:
        fail(e_.fail(
            {"expr.bad_format", {{"directive", std::string(directive)}}}));
    }
  }

  void cannot(const Cell& value, std::string_view directive) {
    fail(e_.fail({"expr.format_type",
                  {{"directive", std::string(directive)},
                   {"type", type_message(value)}}}));
  }

  // Recursion is bounded by the nesting of values; each one pays.
  void add_plain(const Cell& value) {
    if (failed_) return;
    if (!e_.spend(1)) return fail(e_.stop_cell());
    switch (value.tag) {
      case Tag::bytes:
        return add(repaired(value.text()));
      case Tag::text:
        return add(value.text());
      case Tag::duration:
        return add(seconds_text(value.duration()));
      case Tag::list:
        return add_list(value);
      case Tag::map:
        return add_map(value);
      case Tag::optional:
      case Tag::error:
        return cannot(value, "%s");
      default:
        add(plain_text(value).value_or(std::string()));
    }
  }

  void add_list(const Cell& list) {
    add("[");
    for (std::size_t i = 0; i < list_size(list) && !failed_; ++i) {
      if (i > 0) add(", ");
      add_plain(list_at(list, i));
    }
    add("]");
  }

  void add_map(const Cell& map) {
    std::vector<std::pair<std::string, Cell>> entries;
    for (std::size_t i = 0; i < map_size(map); ++i) {
      const auto [key, value] = map_at(map, i);
      if (!e_.spend(1)) return fail(e_.stop_cell());
      entries.emplace_back(plain_text(key).value_or(std::string()), value);
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    add("{");
    for (std::size_t i = 0; i < entries.size() && !failed_; ++i) {
      if (i > 0) add(", ");
      add(entries[i].first);
      add(": ");
      add_plain(entries[i].second);
    }
    add("}");
  }

  void decimal(const Cell& value, std::string_view directive) {
    if (!value.is_number()) return cannot(value, directive);
    add(plain_text(value).value_or(std::string()));
  }

  void real(char verb, int precision, const Cell& value,
            std::string_view directive) {
    if (!value.is_number()) return cannot(value, directive);
    const double number = value.is(Tag::real) ? value.real
                          : value.is(Tag::integer)
                              ? static_cast<double>(value.integer)
                              : static_cast<double>(value.unsigned_integer);
    if (!std::isfinite(number)) return add(special_double(number));
    add(verb == 'f' ? format("{:.{}f}", number, precision)
                    : format("{:.{}e}", number, precision));
  }

  void hex(char verb, const Cell& value, std::string_view directive) {
    const bool upper = verb == 'X';
    if (!value.is(Tag::text) && !value.is(Tag::bytes))
      return whole(upper ? "{:X}" : "{:x}", value, directive);
    std::string out;
    if (!e_.allow_bytes(2 * value.text().size())) return fail(e_.stop_cell());
    for (const char c : value.text())
      out += upper ? format("{:02X}", static_cast<unsigned char>(c))
                   : format("{:02x}", static_cast<unsigned char>(c));
    add(out);
  }

  void whole(std::string_view form, const Cell& value,
             std::string_view directive) {
    if (value.is(Tag::integer))
      return add(fmt::format(fmt::runtime(form), value.integer));
    if (value.is(Tag::unsigned_integer))
      return add(fmt::format(fmt::runtime(form), value.unsigned_integer));
    cannot(value, directive);
  }

  Evaluation& e_;
  std::string_view pattern_;
  const Cell& list_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t used_ = 0;
  bool failed_ = false;
  Cell error_;
};

}  // namespace

Cell format_text(Evaluation& e, Arguments a) {
  if (!a[0].is(Tag::text) || !a[1].is(Tag::list))
    return e.no_overload("format", a);
  return Formatter(e, a[0].text(), a[1]).run();
}

}  // namespace onething::expr::functions
