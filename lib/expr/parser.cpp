// SPDX-License-Identifier: Apache-2.0

#include "expr/parse.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "expr/builder.h"
#include "expr/lexer.h"
#include "expr/macros.h"
#include "expr/spelling.h"
#include "onething/text.h"

namespace onething::expr {

namespace {

constexpr std::string_view kKeywords[] = {"in", "true", "false", "null"};
constexpr std::string_view kReserved[] = {
    "as",        "break",  "const",  "continue", "else", "for",
    "function",  "if",     "import", "let",      "loop", "package",
    "namespace", "return", "var",    "void",     "while"};

bool contains(std::span<const std::string_view> words, std::string_view word) {
  // Words are never empty, and one byte tells most of them apart.
  return std::any_of(words.begin(), words.end(), [word](std::string_view one) {
    return one.size() == word.size() && one[0] == word[0] && one == word;
  });
}

Range cover(Range a, Range b) { return {a.begin, b.end}; }

// Recursive descent. Every function returns no_node once `error_` is set;
// nesting is bounded by limits::formula_depth_max in expression().
class Parser {
 public:
  Parser(std::string_view formula, const ParseOptions& options)
      : options_(options), builder_(formula) {}

  std::variant<Ast, ParseError> run() {
    auto tokens = lex(builder_.text());
    if (auto* error = std::get_if<ParseError>(&tokens))
      return std::move(*error);
    tokens_ = std::move(std::get<std::vector<Token>>(tokens));
    builder_.expect(tokens_.size() / 2 + 1);
    if (peek().kind == TokenKind::end)
      return ParseError{peek().range, {"expr.empty", {}}, {}};
    const NodeIndex root = expression();
    if (root != no_node && peek().kind != TokenKind::end) unexpected();
    if (!error_) check_tree_depth();
    if (error_) return std::move(*error_);
    return builder_.finish(root);
  }

 private:
  // Whoever walks the tree may recurse.
  void check_tree_depth() {
    const auto limit = static_cast<std::size_t>(options_.tree_depth_max);
    const NodeIndex deep = builder_.first_deeper_than(limit);
    if (deep == no_node) return;
    fail({place(deep),
          {"expr.too_many_steps", {{"limit", std::to_string(limit)}}},
          {"expr.too_many_steps_help", {}}});
  }

  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  const Token& take() { return tokens_[at_++]; }
  bool is_sign(std::string_view sign, std::size_t ahead = 0) const {
    const Token& token = peek(ahead);
    return token.kind == TokenKind::sign && token.spelling[0] == sign[0] &&
           token.spelling == sign;
  }
  bool is_word(std::string_view word) const {
    return peek().kind == TokenKind::identifier && peek().spelling == word;
  }
  bool accept(std::string_view sign) {
    if (!is_sign(sign)) return false;
    ++at_;
    return true;
  }

  // The `?` of optional syntax.
  bool accept_mark() { return options_.extensions && accept("?"); }

  Range place(NodeIndex index) { return builder_.node(index).range; }
  Range since(std::uint32_t begin) const {
    return {begin, tokens_[at_ - 1].range.end};
  }

  NodeIndex fail(ParseError error) {
    if (!error_) error_ = std::move(error);
    return no_node;
  }

  NodeIndex unexpected() {
    const Token& token = peek();
    if (token.kind == TokenKind::end)
      return fail({token.range, {"expr.unexpected_end", {}}, {}});
    if (token.kind == TokenKind::identifier)
      if (auto word = explain_word_operator(token.spelling, token.range))
        return fail(std::move(*word));
    if (is_sign("{")) return fail({token.range, {"expr.no_messages", {}}, {}});
    return fail({token.range,
                 {"expr.unexpected", {{"found", std::string(token.spelling)}}},
                 {}});
  }

  // A closing sign; `open` is where its partner stands.
  bool close(std::string_view sign, Range open) {
    if (accept(sign)) return true;
    if (peek().kind != TokenKind::end) {
      unexpected();
      return false;
    }
    fail({open,
          {"expr.not_closed", {{"sign", std::string(sign)}}},
          {"expr.not_closed_help", {{"sign", std::string(sign)}}}});
    return false;
  }

  // Conditions are collected and folded from the right, so that a long chain
  // of `a ? x : b ? y : z` does not nest.
  NodeIndex expression() {
    if (depth_ > options_.depth_max)
      return fail(
          {peek().range,
           {"expr.too_deep", {{"limit", std::to_string(options_.depth_max)}}},
           {}});
    ++depth_;
    std::vector<std::pair<NodeIndex, NodeIndex>> branches;
    NodeIndex last = disjunction();
    while (last != no_node && accept("?")) {
      const NodeIndex then = disjunction();
      if (then == no_node) break;
      if (!accept(":")) {
        unexpected();
        break;
      }
      branches.emplace_back(last, then);
      last = disjunction();
    }
    --depth_;
    if (error_) return no_node;
    for (auto branch = branches.rbegin(); branch != branches.rend(); ++branch)
      last = builder_.join(Op::conditional,
                           cover(place(branch->first), place(last)),
                           {branch->first, branch->second, last});
    return last;
  }

  NodeIndex disjunction() {
    return chain("||", Op::logical_or, &Parser::conjunction);
  }
  NodeIndex conjunction() {
    return chain("&&", Op::logical_and, &Parser::relation);
  }

  NodeIndex chain(std::string_view sign, Op op, NodeIndex (Parser::*part)()) {
    const NodeIndex first = (this->*part)();
    if (first == no_node || !is_sign(sign)) return first;
    std::vector<NodeIndex> parts = {first};
    while (accept(sign)) {
      parts.push_back((this->*part)());
      if (parts.back() == no_node) return no_node;
    }
    return balance(op, parts, 0, parts.size() - 1);
  }

  // A long chain becomes a tree of little depth, as in cel-go: for the three
  // parts of `a && b && c` that is (a && b) && c.
  NodeIndex balance(Op op, std::span<const NodeIndex> parts, std::size_t first,
                    std::size_t last) {
    if (first == last) return parts[first];
    const std::size_t middle = first + (last - first) / 2;
    const NodeIndex left = balance(op, parts, first, middle);
    const NodeIndex right = balance(op, parts, middle + 1, last);
    return builder_.join(op, cover(place(left), place(right)), {left, right});
  }

  std::string_view operator_among(std::span<const std::string_view> signs) {
    if (is_word("in") && contains(signs, "in")) return "in";
    if (peek().kind != TokenKind::sign) return {};
    return contains(signs, peek().spelling) ? peek().spelling
                                            : std::string_view();
  }

  NodeIndex binary(std::span<const std::string_view> signs,
                   NodeIndex (Parser::*part)()) {
    NodeIndex left = (this->*part)();
    while (left != no_node) {
      const std::string_view sign = operator_among(signs);
      if (sign.empty()) return left;
      const Range sign_range = take().range;
      const NodeIndex right = (this->*part)();
      if (right == no_node) return no_node;
      left = builder_.binary(cover(place(left), place(right)), sign_range,
                             function_of(sign), left, right);
    }
    return left;
  }

  static std::string_view function_of(std::string_view sign) {
    static constexpr std::string_view functions[] = {
        "_<_", "_<=_", "_>=_", "_>_", "_==_", "_!=_",
        "_+_", "_-_",  "_*_",  "_/_", "_%_"};
    for (const std::string_view function : functions)
      if (function.substr(1, function.size() - 2) == sign) return function;
    return "@in";
  }

  NodeIndex relation() {
    static constexpr std::string_view signs[] = {"<",  "<=", ">=", ">",
                                                 "==", "!=", "in"};
    return binary(signs, &Parser::addition);
  }
  NodeIndex addition() {
    static constexpr std::string_view signs[] = {"+", "-"};
    return binary(signs, &Parser::multiplication);
  }
  NodeIndex multiplication() {
    static constexpr std::string_view signs[] = {"*", "/", "%"};
    return binary(signs, &Parser::unary);
  }

  NodeIndex unary() {
    if (!is_sign("!") && !is_sign("-")) return member();
    const std::string_view sign = peek().spelling;
    std::vector<Range> signs;
    while (is_sign(sign)) signs.push_back(take().range);
    NodeIndex operand = no_node;
    if (sign == "!" && is_sign("-") && is_number(1)) {
      operand = member_behind_minus(take().range);
    } else if (sign == "-" && signs.size() == 1 && is_number(0)) {
      return member_behind_minus(signs[0]);
    } else {
      operand = member();
    }
    // Two of them undo each other, as in cel-go.
    if (operand == no_node || signs.size() % 2 == 0) return operand;
    return builder_.with_text(Op::call, cover(signs.front(), place(operand)),
                              signs.front(), sign == "!" ? "!_" : "-_",
                              {operand});
  }

  bool is_number(std::size_t ahead) const {
    const Token& token = peek(ahead);
    return token.kind == TokenKind::integer ||
           (token.kind == TokenKind::literal &&
            token.value.as<double>() != nullptr);
  }

  // A negative number is one literal, so that the smallest int can be written.
  NodeIndex member_behind_minus(Range minus) {
    const Token& token = take();
    const Range range = cover(minus, token.range);
    if (const double* real = token.value.as<double>())
      return postfix(builder_.literal(range, Value(-*real)));
    constexpr std::uint64_t most = std::uint64_t{1} << 63;
    if (token.magnitude > most) return number_too_big(token);
    const auto value = static_cast<std::int64_t>(0 - token.magnitude);
    return postfix(builder_.literal(range, Value(value)));
  }

  NodeIndex number_too_big(const Token& token) {
    return fail(
        {token.range,
         {"expr.number_too_big", {{"number", std::string(token.spelling)}}},
         {}});
  }

  NodeIndex member() {
    const NodeIndex start = primary();
    return start == no_node ? no_node : postfix(start);
  }

  NodeIndex postfix(NodeIndex target) {
    while (target != no_node) {
      if (is_sign(".")) {
        target = selection(target);
      } else if (is_sign("[")) {
        target = indexing(target);
      } else {
        return target;
      }
    }
    return target;
  }

  NodeIndex selection(NodeIndex target) {
    take();
    const bool optional = accept_mark();
    const Token& field = peek();
    const bool quoted =
        field.kind == TokenKind::quoted_identifier && options_.extensions;
    if (!quoted && (field.kind != TokenKind::identifier ||
                    contains(kKeywords, field.spelling)))
      return unexpected();
    ++at_;
    if (!optional && !quoted && is_sign("(")) return method(target, field);
    const Range range = cover(place(target), field.range);
    return builder_.select(optional ? Op::select_optional : Op::select, range,
                           field.range, field.spelling, target);
  }

  NodeIndex method(NodeIndex target, const Token& name) {
    std::vector<NodeIndex> arguments;
    if (!call_arguments(arguments)) return no_node;
    const Range range = since(place(target).begin);
    auto expanded = expand_macro(builder_, {name.spelling, target, arguments,
                                            range, options_.extensions});
    if (auto* error = std::get_if<ParseError>(&expanded))
      return fail(std::move(*error));
    if (const NodeIndex node = std::get<NodeIndex>(expanded); node != no_node)
      return node;
    arguments.insert(arguments.begin(), target);
    return builder_.with_text(Op::method, range, name.range, name.spelling,
                              std::move(arguments));
  }

  NodeIndex indexing(NodeIndex target) {
    const Range open = take().range;
    const bool optional = accept_mark();
    const NodeIndex key = expression();
    if (key == no_node || !close("]", open)) return no_node;
    return builder_.join(optional ? Op::index_optional : Op::index,
                         since(place(target).begin), {target, key});
  }

  // "(" up to ")"; false once there is an error.
  bool call_arguments(std::vector<NodeIndex>& arguments) {
    const Range open = take().range;
    if (accept(")")) return true;
    do {
      const NodeIndex argument = expression();
      if (argument == no_node) return false;
      arguments.push_back(argument);
    } while (accept(","));
    return close(")", open);
  }

  NodeIndex primary() {
    const Token& token = peek();
    switch (token.kind) {
      case TokenKind::identifier:
        return identifier({}, token.range.begin);
      case TokenKind::integer:
        if (token.magnitude > std::numeric_limits<std::int64_t>::max())
          return number_too_big(token);
        ++at_;
        return builder_.literal(
            token.range, Value(static_cast<std::int64_t>(token.magnitude)));
      case TokenKind::literal:
        ++at_;
        return builder_.literal(token.range, token.value);
      case TokenKind::sign:
        return opened();
      case TokenKind::end:
      case TokenKind::quoted_identifier:
        break;
    }
    return unexpected();
  }

  NodeIndex opened() {
    const Range open = peek().range;
    if (is_sign(".") && peek(1).kind == TokenKind::identifier) {
      take();
      return identifier(".", open.begin);
    }
    if (accept("(")) {
      const NodeIndex inner = expression();
      if (inner == no_node || !close(")", open)) return no_node;
      builder_.node(inner).range = since(open.begin);
      return inner;
    }
    if (accept("[")) return list(open);
    if (accept("{")) return map(open);
    return unexpected();
  }

  NodeIndex identifier(std::string_view prefix, std::uint32_t begin) {
    const Token& token = peek();
    const std::string_view word = token.spelling;
    const bool called = is_sign("(", 1);
    if (word == "true" || word == "false" || word == "null") {
      if (!prefix.empty()) return unexpected();
      ++at_;
      return builder_.literal(token.range,
                              word == "null" ? Value() : Value(word == "true"));
    }
    if (word == "in") return unexpected();
    if (contains(kReserved, word)) return reserved(token, called);
    const bool word_in_front = !called && peek(1).kind != TokenKind::sign &&
                               peek(1).kind != TokenKind::end;
    if (word_in_front && prefix.empty())
      if (auto help = explain_word_operator(word, token.range))
        return fail(std::move(*help));
    ++at_;
    if (called) return call(prefix, word, token.range, begin);
    return builder_.name(since(begin), with_prefix(prefix, word));
  }

  NodeIndex reserved(const Token& token, bool called) {
    return fail({token.range,
                 {"expr.reserved", {{"word", std::string(token.spelling)}}},
                 called ? advise_on_function(token.spelling) : Message{}});
  }

  // There may be space behind the dot.
  std::string_view with_prefix(std::string_view prefix, std::string_view word) {
    return prefix.empty() ? word
                          : builder_.keep(std::string(prefix).append(word));
  }

  // Macros are known by their bare names only.
  NodeIndex call(std::string_view prefix, std::string_view name,
                 Range name_range, std::uint32_t begin) {
    std::vector<NodeIndex> arguments;
    if (!call_arguments(arguments)) return no_node;
    const Range range = since(begin);
    auto expanded =
        expand_macro(builder_, {with_prefix(prefix, name), no_node, arguments,
                                range, options_.extensions});
    if (auto* error = std::get_if<ParseError>(&expanded))
      return fail(std::move(*error));
    if (const NodeIndex node = std::get<NodeIndex>(expanded); node != no_node)
      return node;
    return builder_.with_text(Op::call, range, name_range, name,
                              std::move(arguments));
  }

  NodeIndex list(Range open) {
    std::vector<NodeIndex> elements;
    std::vector<bool> marks;
    while (!is_sign("]")) {
      marks.push_back(accept_mark());
      elements.push_back(expression());
      if (elements.back() == no_node) return no_node;
      if (!accept(",")) break;
    }
    if (!close("]", open)) return no_node;
    return builder_.container(Op::list, since(open.begin), std::move(elements),
                              std::move(marks));
  }

  NodeIndex map(Range open) {
    std::vector<NodeIndex> keys_and_values;
    std::vector<bool> marks;
    while (!is_sign("}")) {
      marks.push_back(accept_mark());
      const NodeIndex key = expression();
      if (key == no_node) return no_node;
      if (!accept(":")) return unexpected();
      const NodeIndex value = expression();
      if (value == no_node) return no_node;
      keys_and_values.push_back(key);
      keys_and_values.push_back(value);
      if (!accept(",")) break;
    }
    if (!close("}", open)) return no_node;
    return builder_.container(Op::map, since(open.begin),
                              std::move(keys_and_values), std::move(marks));
  }

  std::vector<Token> tokens_;
  ParseOptions options_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Builder builder_;
  std::optional<ParseError> error_;
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr auto kWordCharacters = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz_"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_word_character(char c) {
  return kWordCharacters[static_cast<unsigned char>(c)];
}

// How many names a path has; 0 for what cannot be one.
int count_names(std::string_view formula) {
  int names = 1;
  for (const char c : formula) {
    if (is_word_character(c)) continue;
    if (c == '.')
      ++names;
    else if (c != '?')
      return 0;
  }
  return names;
}

// Keywords have no more letters than that.
constexpr std::size_t kKeywordBytesMax = 5;

// `form.name`, `steps.?tax.number`: most formulas are nothing else, and that
// needs no tokens. Nothing when it is something else, right or wrong.
std::optional<Ast> parse_path(std::string_view formula,
                              const ParseOptions& options) {
  const int names = count_names(formula);
  if (names == 0 || names > options.tree_depth_max) return std::nullopt;
  Builder builder(formula);
  builder.expect(static_cast<std::size_t>(names));
  NodeIndex target = no_node;
  for (std::uint32_t at = 0; at < formula.size(); ++at) {
    const bool is_root = target == no_node;
    const bool optional = !is_root && formula[at] == '?';
    if (optional) ++at;
    const std::uint32_t begin = at;
    if (at == formula.size() || !is_letter(formula[at])) return std::nullopt;
    while (at < formula.size() && is_word_character(formula[at])) ++at;
    const std::string_view word = builder.text().substr(begin, at - begin);
    const bool may_be_keyword = word.size() <= kKeywordBytesMax;
    if ((may_be_keyword && contains(kKeywords, word)) ||
        (is_root && contains(kReserved, word)))
      return std::nullopt;
    if (is_root)
      target = builder.name({begin, at}, word);
    else
      target = builder.select(optional ? Op::select_optional : Op::select,
                              {0, at}, {begin, at}, word, target);
    if (at == formula.size()) return builder.finish(target);
    if (formula[at] != '.') return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::variant<Ast, ParseError> parse(std::string_view formula,
                                    const ParseOptions& options) {
  const auto size = static_cast<std::uint32_t>(
      std::min<std::size_t>(formula.size(), 0xffffffff));
  if (formula.size() > options.bytes_max)
    return ParseError{
        {0, size},
        {"expr.too_long", {{"limit", std::to_string(options.bytes_max)}}},
        {}};
  const bool may_be_optional = formula.find('?') != formula.npos;
  if (options.extensions || !may_be_optional)
    if (std::optional<Ast> path = parse_path(formula, options))
      return std::move(*path);
  if (!is_valid_utf8(formula))
    return ParseError{{0, size}, {"expr.not_utf8", {}}, {}};
  return Parser(formula, options).run();
}

}  // namespace onething::expr
