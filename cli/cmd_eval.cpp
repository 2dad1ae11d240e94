// SPDX-License-Identifier: Apache-2.0
//
// `eval`: one formula, or one a line for programs that test us.

#include <fstream>
#include <iostream>
#include <iterator>

#include "commands.h"
#include "onething/author.h"
#include "session.h"

namespace onething::cli {

namespace {

int answer_lines(const Session& session) {
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) continue;
    session.print(answer_line(line, session.language()) + "\n");
    // Whoever asked has gone.
    if (session.print_failure() != exit_done) break;
  }
  return exit_done;
}

Result<Object> read_data(const std::string& path) {
  if (path.empty()) return Object{};
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return Error{ErrorCode::not_found, {"cli.no_file", {{"path", path}}}};
  const std::string text{std::istreambuf_iterator<char>(file),
                         std::istreambuf_iterator<char>()};
  auto data = parse_json(text);
  if (!data) return data.error();
  if (data.value().object() == nullptr)
    return Error{ErrorCode::invalid,
                 {"cli.data_no_object",
                  {{"path", path}, {"example", R"({"form": {"age": 30}})"}}}};
  return *data.value().object();
}

}  // namespace

int command_eval(Session& session, const Arguments& arguments) {
  if (arguments.has("--lines")) return answer_lines(session);
  if (!arguments.has("FORMULA")) {
    session.say(
        {"cli.missing_argument", {{"command", "eval"}, {"name", "FORMULA"}}});
    return exit_usage;
  }
  const Result<Object> data = read_data(arguments.get("--with"));
  if (!data) return session.fail(data.error());
  const EvaluatedFormula answer =
      evaluate_formula(arguments.get("FORMULA"), data.value());
  if (!answer.value) {
    session.show(answer.diagnostics, answer.sources);
    return exit_content;
  }
  if (session.json()) {
    session.print(
        to_json(Object{{"value", *answer.value}, {"type", answer.type}}) +
        "\n");
  } else {
    const std::string& type =
        answer.static_type.empty() ? answer.type : answer.static_type;
    session.print(to_json(*answer.value, 2) + "\n" + type + "\n");
  }
  return exit_done;
}

}  // namespace onething::cli
