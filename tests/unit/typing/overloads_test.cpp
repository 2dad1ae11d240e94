// SPDX-License-Identifier: Apache-2.0

#include "typing/overloads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "calendar/calendar.h"

namespace onething::typing {
namespace {

// Operators of the tree, which are no functions.
bool is_part(std::string_view name) {
  return name == "_[_]" || name == "_[?_]";
}

TEST(Overloads, ExistForEveryFunction) {
  for (const expr::Function& function : expr::all_functions())
    EXPECT_NE(find_entry(function.name, function.style), nullptr)
        << function.name;
}

TEST(Overloads, BelongToAFunctionAndItsCounts) {
  for (const FunctionEntry& entry : all_entries()) {
    if (is_part(entry.name)) continue;
    ASSERT_NE(entry.function, nullptr) << entry.name;
    for (const Overload& row : entry.overloads) {
      EXPECT_GE(row.signature.arguments, entry.function->least_arguments)
          << entry.name;
      EXPECT_LE(row.signature.arguments, entry.function->most_arguments)
          << entry.name;
    }
  }
}

TEST(Overloads, OfOneNameStandTogether) {
  const auto entries = all_entries();
  for (std::size_t i = 1; i < entries.size(); ++i)
    EXPECT_FALSE(entries[i].name == entries[i - 1].name &&
                 entries[i].style == entries[i - 1].style)
        << entries[i].name;
}

// A value of each type that a sign stands for; lists and the like hold what
// stands behind their sign.
class Samples {
 public:
  explicit Samples(expr::Evaluation& evaluation) : evaluation_(evaluation) {}

  expr::Cell next(const Signature& row, std::size_t& at) {
    switch (row.signs[at++]) {
      case 'b':
        return expr::cell_of(true);
      case 'u':
        return expr::cell_of(std::uint64_t{1});
      case 'f':
        return expr::cell_of(1.5);
      case 's':
        return expr::text_cell("1");
      case 'y':
        return expr::text_cell("1", expr::Tag::bytes);
      case 'm':
        return expr::cell_of(Money{10000});
      case 't':
        return expr::cell_of(Date{20'000});
      case '@':
        return expr::cell_of(Instant{1'700'000'000, 0});
      case 'l':
        return expr::cell_of(Duration{86'400, 0});
      case 'r':
        return expr::cell_of(Term{5, TermUnit::working_days});
      case '[': {
        expr::Cell list = evaluation_.list();
        list.cells->push_back(next(row, at));
        return list;
      }
      case '{': {
        expr::Cell map = evaluation_.map();
        const expr::Cell key = next(row, at);
        map.entries->emplace_back(key, next(row, at));
        return map;
      }
      case '?':
        return evaluation_.optional(next(row, at));
      default:  // int, and whatever a parameter may be.
        return expr::cell_of(std::int64_t{1});
    }
  }

 private:
  expr::Evaluation& evaluation_;
};

TEST(Overloads, AreNoneThatTheEvaluatorRefuses) {
  expr::Bindings bindings;
  bindings.calendar = &Calendar::china();
  for (const FunctionEntry& entry : all_entries()) {
    if (is_part(entry.name)) continue;
    for (const Overload& row : entry.overloads) {
      expr::Evaluation evaluation(bindings, expr::default_limits());
      Samples samples(evaluation);
      std::vector<expr::Cell> arguments;
      std::size_t at = 0;
      for (int i = 0; i < row.signature.arguments; ++i)
        arguments.push_back(samples.next(row.signature, at));
      if (row.signature.repeats) arguments.push_back(arguments[0]);
      // @map_insert adds to a map; here the key must be new.
      if (entry.name == "@map_insert") arguments[0] = evaluation.map();
      const expr::Cell result = entry.function->code(evaluation, arguments);
      if (!result.is_error()) continue;
      const Message message = evaluation.take_error(result).message;
      EXPECT_FALSE(message.key.starts_with("expr.no_overload"))
          << entry.name << "(" << row.arguments
          << "): " << render(message, Language::en);
    }
  }
}

}  // namespace
}  // namespace onething::typing
