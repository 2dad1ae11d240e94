// SPDX-License-Identifier: Apache-2.0

#include "unit/typing/formula.h"

#include <variant>

#include "expr/parse.h"

namespace onething::typing {

namespace {

std::string_view word(Mistake::Kind kind) {
  switch (kind) {
    case Mistake::Kind::unknown_name:
      return "unknown_name";
    case Mistake::Kind::unknown_member:
      return "unknown_member";
    case Mistake::Kind::no_overload:
      return "no_overload";
    case Mistake::Kind::absent_used:
      return "absent_used";
    case Mistake::Kind::not_an_option:
      return "not_an_option";
    case Mistake::Kind::silent_conversion:
      return "silent_conversion";
    case Mistake::Kind::bad_pattern:
      return "bad_pattern";
    case Mistake::Kind::mixed_list:
      return "mixed_list";
    case Mistake::Kind::never_equal:
      return "never_equal";
    case Mistake::Kind::needless_guard:
      return "needless_guard";
    case Mistake::Kind::constant_fails:
      return "constant_fails";
    case Mistake::Kind::not_bool:
      return "not_bool";
  }
  return "";
}

}  // namespace

Environment form_environment(Types& types) {
  const TypeId bank =
      types.record({{"number", text_type, false}, {"branch", text_type, true}});
  const TypeId permit = types.record({{"code", text_type, false},
                                      {"issuer", text_type, true},
                                      {"expires", date_type, false}});
  const TypeId form = types.record(
      {{"name", text_type, false},
       {"age", int_type, false},
       {"rate", double_type, false},
       {"capital", money_type, true},
       {"born", date_type, false},
       {"at", instant_type, false},
       {"limit", term_type, false},
       {"kind", types.enumeration({"company", "sole"}), false},
       {"kept", bool_type, false},
       {"bank", bank, true},
       {"permits", types.list(permit), false},
       {"tags", types.list(types.enumeration({"new", "old"})), false},
       {"extra", types.open_record({}), false}});
  Environment environment;
  environment.variables = {{"form", form}, {"any", dyn_type}};
  environment.report_unknown_names = true;
  return environment;
}

Judged judge(std::string_view formula, const Environment& environment,
             Types& types) {
  Judged judged;
  auto parsed = expr::parse(formula);
  if (const auto* error = std::get_if<expr::ParseError>(&parsed)) {
    judged.type = "syntax: " + render(error->message, Language::en);
    return judged;
  }
  Checked checked =
      check_types(std::get<expr::Ast>(parsed), environment, types);
  judged.type = types.spell(checked.type);
  judged.mistakes = std::move(checked.mistakes);
  return judged;
}

Judged judge(std::string_view formula) {
  Types types;
  const Environment environment = form_environment(types);
  return judge(formula, environment, types);
}

std::string in_words(const Judged& judged) {
  std::string out;
  for (const Mistake& mistake : judged.mistakes) {
    out += std::string(word(mistake.kind)) + ": " +
           render(mistake.found, Language::en) + "\n";
  }
  return out;
}

std::string verdict(std::string_view formula) {
  const Judged judged = judge(formula);
  if (judged.type.starts_with("syntax")) return judged.type;
  return judged.is_fine() ? "fine" : std::string(word(judged.mistakes[0].kind));
}

std::string pointed_at(std::string_view formula) {
  const Judged judged = judge(formula);
  if (judged.is_fine()) return "";
  const expr::Range range = judged.mistakes[0].range;
  return std::string(formula.substr(range.begin, range.end - range.begin));
}

}  // namespace onething::typing
