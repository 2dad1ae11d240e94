// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <string>

#include "expr/lexer.h"

namespace onething::expr {

namespace {

bool is_high_surrogate(std::uint32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
bool is_low_surrogate(std::uint32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

class Unescaper {
 public:
  Unescaper(std::string_view body, std::uint32_t offset, bool bytes)
      : body_(body), offset_(offset), bytes_(bytes) {}

  std::variant<std::string, ParseError> run() {
    while (at_ < body_.size()) {
      if (body_[at_] != '\\') {
        out_ += body_[at_++];
        continue;
      }
      const std::size_t start = at_;
      if (!escape()) return error(start);
    }
    return std::move(out_);
  }

 private:
  ParseError error(std::size_t start) const {
    const std::size_t end = at_ > start + 1 ? at_ : start + 2;
    std::size_t stop = end < body_.size() ? end : body_.size();
    // What is quoted is text: never half a character.
    while (stop < body_.size() &&
           (static_cast<unsigned char>(body_[stop]) & 0xc0) == 0x80)
      ++stop;
    return {{static_cast<std::uint32_t>(offset_ + start),
             static_cast<std::uint32_t>(offset_ + stop)},
            {"expr.bad_escape",
             {{"escape", std::string(body_.substr(start, stop - start))}}},
            {"expr.bad_escape_help", {}}};
  }

  bool escape() {
    ++at_;
    if (at_ >= body_.size()) return false;
    const char c = body_[at_++];
    if (simple(c)) return true;
    switch (c) {
      case 'x':
      case 'X':
        return octet(2, 16);
      case 'u':
        return code_point(4);
      case 'U':
        return code_point(8);
      case '0':
      case '1':
      case '2':
      case '3':
        --at_;
        return octet(3, 8);
      default:
        return false;
    }
  }

  bool simple(char c) {
    constexpr std::string_view from = "abfnrtv\\?\"'`";
    constexpr std::string_view to = "\a\b\f\n\r\t\v\\?\"'`";
    const std::size_t found = from.find(c);
    if (found == std::string_view::npos) return false;
    out_ += to[found];
    return true;
  }

  bool digits(int count, int base, std::uint32_t& value) {
    value = 0;
    for (int i = 0; i < count; ++i) {
      if (at_ >= body_.size() || digit_of(body_[at_]) >= base) return false;
      value = value * static_cast<std::uint32_t>(base) +
              static_cast<std::uint32_t>(digit_of(body_[at_++]));
    }
    return true;
  }

  bool octet(int count, int base) {
    std::uint32_t value = 0;
    if (!digits(count, base, value)) return false;
    if (bytes_)
      out_ += static_cast<char>(value);
    else
      append_utf8(out_, value);
    return true;
  }

  bool code_point(int count) {
    std::uint32_t value = 0;
    if (bytes_ || !digits(count, 16, value)) return false;
    if (is_high_surrogate(value) && count == 4) {
      std::uint32_t low = 0;
      if (body_.substr(at_, 2) != "\\u") return false;
      at_ += 2;
      if (!digits(4, 16, low) || !is_low_surrogate(low)) return false;
      value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
    append_utf8(out_, value);
    return true;
  }

  std::string_view body_;
  std::uint32_t offset_;
  bool bytes_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

void append_utf8(std::string& out, std::uint32_t c) {
  const auto tail = [&out](std::uint32_t bits) {
    out += static_cast<char>(0x80 | (bits & 0x3F));
  };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    tail(c);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    tail(c >> 6);
    tail(c);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    tail(c >> 12);
    tail(c >> 6);
    tail(c);
  }
}

std::variant<std::string, ParseError> unescape(std::string_view body,
                                               std::uint32_t offset,
                                               LiteralForm form) {
  if (form.raw) return std::string(body);
  return Unescaper(body, offset, form.bytes).run();
}

}  // namespace onething::expr
