// SPDX-License-Identifier: Apache-2.0

#include "conformance/debug_text.h"

#include <cmath>
#include <cstdlib>
#include <string_view>

#include "base/format.h"
#include "base/utf8.h"

namespace onething::conformance {

namespace {

using expr::Node;
using expr::NodeIndex;
using expr::Op;

std::string escape_byte(unsigned char byte) {
  constexpr std::string_view plain = "abtnvfr";
  constexpr std::string_view from = "\a\b\t\n\v\f\r";
  if (byte == '"') return "\\\"";
  if (byte == '\\') return "\\\\";
  const std::size_t known = from.find(static_cast<char>(byte));
  if (known != from.npos) return std::string("\\") + plain[known];
  return format("\\x{:02x}", byte);
}

bool is_plain(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

// What cannot be seen is escaped; only what the suite uses is told apart.
bool is_invisible(char32_t point) {
  return (point >= 0x80 && point <= 0xa0) || point == 0x1680 ||
         point == 0x180e || (point >= 0x2000 && point <= 0x200f) ||
         (point >= 0x2028 && point <= 0x202f) ||
         (point >= 0x205f && point <= 0x206f) || point == 0x3000 ||
         point == 0xfeff || (point >= 0xfff0 && point <= 0xfffb) ||
         (point >= 0x40000 && point <= 0xdffff);
}

std::string quote(std::string_view text, bool bytes) {
  std::string out = bytes ? "b\"" : "\"";
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text[0]);
    const base::CodePoint point = base::first_code_point(text);
    if (byte < 0x80 || point.length <= 1) {
      out += is_plain(byte) ? std::string(1, text[0]) : escape_byte(byte);
      text.remove_prefix(1);
      continue;
    }
    const auto number = static_cast<std::uint32_t>(point.value);
    if (is_invisible(point.value))
      out += number < 0x10000 ? format("\\u{:04x}", number)
                              : format("\\U{:08x}", number);
    else
      out += text.substr(0, point.length);
    text.remove_prefix(point.length);
  }
  return out + "\"";
}

std::string show_real(double value) {
  if (std::abs(value) < 1e6) {
    if (value == 0) return std::signbit(value) ? "-0" : "0";
    std::string text = format("{}", value);
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
  }
  // The shortest digits, with an exponent of two digits at least.
  const std::string digits = format("{}", value);
  for (int precision = 0; precision < 18; ++precision) {
    const std::string text = format("{:.{}e}", value, precision);
    if (std::strtod(text.c_str(), nullptr) == value) return text;
  }
  return digits;
}

class Printer {
 public:
  explicit Printer(const expr::Ast& ast) : ast_(ast) {}

  std::string run() {
    node(ast_.root);
    return std::move(out_);
  }

 private:
  void put(std::string_view text) {
    if (line_start_) out_.append(indent_ * 2, ' ');
    line_start_ = false;
    out_ += text;
  }
  void line() {
    out_ += '\n';
    line_start_ = true;
  }
  void kind(std::string_view name) { put(format("^#*expr.{}#", name)); }

  void node(NodeIndex index) {
    const Node& n = ast_.nodes[index];
    switch (n.op) {
      case Op::literal:
        return literal(n.value());
      case Op::name:
        put(n.text);
        return kind("Expr_IdentExpr");
      case Op::select:
      case Op::test_present:
        node(n.children[0]);
        put(format(".{}", n.text));
        if (n.op == Op::test_present) put("~test-only~");
        return kind("Expr_SelectExpr");
      case Op::index:
        return call("_[_]", n);
      case Op::call:
        return call(n.text, n);
      case Op::conditional:
        return call("_?_:_", n);
      case Op::logical_and:
        return call("_&&_", n);
      case Op::logical_or:
        return call("_||_", n);
      case Op::method:
        node(n.children[0]);
        put(".");
        return call(n.text, n, 1);
      case Op::list:
        return list(n);
      case Op::map:
        return map(n);
      case Op::comprehension:
        return fold(*n.fold());
      case Op::select_optional:
      case Op::index_optional:
        return put("optional syntax");
    }
  }

  void literal(const Value& value) {
    if (value.is_null()) {
      put("null");
      return kind("Constant_NullValue");
    }
    if (const auto* boolean = value.as<bool>()) {
      put(*boolean ? "true" : "false");
      return kind("Constant_BoolValue");
    }
    if (const auto* whole = value.as<std::int64_t>()) {
      put(std::to_string(*whole));
      return kind("Constant_Int64Value");
    }
    if (const auto* whole = value.as<std::uint64_t>()) {
      put(std::to_string(*whole) + "u");
      return kind("Constant_Uint64Value");
    }
    if (const auto* real = value.as<double>()) {
      put(show_real(*real));
      return kind("Constant_DoubleValue");
    }
    if (const auto* bytes = value.as<Bytes>()) {
      put(quote(bytes->data, true));
      return kind("Constant_BytesValue");
    }
    put(quote(*value.text(), false));
    kind("Constant_StringValue");
  }

  void call(std::string_view name, const Node& n, std::size_t first = 0) {
    put(format("{}(", name));
    if (n.children.size() > first) {
      ++indent_;
      line();
      for (std::size_t i = first; i < n.children.size(); ++i) {
        if (i > first) comma();
        node(n.children[i]);
      }
      --indent_;
      line();
    }
    put(")");
    kind("Expr_CallExpr");
  }

  void comma() {
    put(",");
    line();
  }

  void list(const Node& n) {
    put("[");
    ++indent_;
    for (std::size_t i = 0; i < n.children.size(); ++i) {
      if (i > 0) put(",");
      line();
      node(n.children[i]);
    }
    --indent_;
    if (!n.children.empty()) line();
    put("]");
    kind("Expr_ListExpr");
  }

  void map(const Node& n) {
    put("{");
    ++indent_;
    for (std::size_t i = 0; i < n.children.size(); i += 2) {
      if (i > 0) put(",");
      line();
      node(n.children[i]);
      put(":");
      node(n.children[i + 1]);
      kind("Expr_CreateStruct_Entry");
    }
    --indent_;
    if (!n.children.empty()) line();
    put("}");
    kind("Expr_StructExpr");
  }

  void part(std::string_view title) {
    line();
    put(format("// {}", title));
    line();
  }

  void fold(const expr::Comprehension& fold) {
    put("__comprehension__(");
    ++indent_;
    part("Variable");
    put(format("{},", fold.variable));
    part("Target");
    node(fold.range);
    put(",");
    part("Accumulator");
    put(format("{},", fold.accumulator));
    const std::pair<const char*, NodeIndex> rest[] = {
        {"Init", fold.initial},
        {"LoopCondition", fold.condition},
        {"LoopStep", fold.step},
        {"Result", fold.result}};
    for (const auto& [title, index] : rest) {
      part(title);
      node(index);
      put(index == fold.result ? ")" : ",");
    }
    --indent_;
    kind("Expr_ComprehensionExpr");
  }

  const expr::Ast& ast_;
  std::string out_;
  std::size_t indent_ = 0;
  bool line_start_ = true;
};

}  // namespace

std::string debug_text(const expr::Ast& ast) { return Printer(ast).run(); }

}  // namespace onething::conformance
