// SPDX-License-Identifier: Apache-2.0
//
// Any text as a formula: parsing and checking end without a crash, point into
// the text, and say the same twice.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "expr/evaluate.h"
#include "typing/check_types.h"

namespace {

using onething::expr::Ast;
using onething::expr::ParseError;
using onething::expr::Range;

constexpr std::string_view kRoots[] = {"form", "steps", "each"};

void expect(bool holds) {
  if (!holds) std::abort();
}

void expect_within(Range range, std::size_t size) {
  expect(range.begin <= range.end && range.end <= size);
}

void check_all_types(const Ast& ast, std::size_t size) {
  using namespace onething::typing;
  Types types;
  Environment environment;
  environment.report_unknown_names = true;
  const TypeId person = types.record({{"name", text_type, false},
                                      {"age", int_type, true},
                                      {"born", date_type, true},
                                      {"paid", money_type, false}});
  environment.variables = {
      {"form", types.record({{"owner", person, true},
                             {"people", types.list(person), false},
                             {"kind", types.enumeration({"a", "b"}), false}})},
      {"steps", types.open_record({})},
      {"each", dyn_type}};
  const Checked checked = check_types(ast, environment, types);
  expect(checked.node_types.size() == ast.nodes.size());
  for (const Mistake& mistake : checked.mistakes) {
    expect_within(mistake.range, size);
    static_cast<void>(render(mistake.found, onething::Language::zh));
    static_cast<void>(render(mistake.help, onething::Language::en));
  }
  static_cast<void>(types.spell(checked.type));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed = onething::expr::parse(text);
  if (const auto* error = std::get_if<ParseError>(&parsed)) {
    expect_within(error->range, size);
    expect(!error->message.empty());
    return 0;
  }
  const Ast& ast = std::get<Ast>(parsed);
  for (const auto& node : ast.nodes) expect_within(node.range, size);
  const auto compiled = onething::expr::compile(ast, kRoots);
  const auto checked = onething::expr::check(ast, kRoots);
  expect(checked.has_value() == std::holds_alternative<ParseError>(compiled));
  static_cast<void>(onething::expr::references(ast));
  check_all_types(ast, size);
  return 0;
}
