// SPDX-License-Identifier: Apache-2.0

#include <unistd.h>

#include <chrono>
#include <optional>
#include <string_view>

#include "connect/program.h"
#include "graph/picture.h"

namespace onething::graphs {

namespace {

constexpr std::chrono::seconds kTime{30};

Error unavailable(std::string_view key) {
  return Error{ErrorCode::unavailable, {key, {}}};
}

std::string program() {
  for (const char* path :
       {"/usr/bin/dot", "/usr/local/bin/dot", "/opt/homebrew/bin/dot"})
    if (access(path, X_OK) == 0) return path;
  return {};
}

void replace_all(std::string& text, std::string_view from,
                 std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

Result<std::string> svg_of(const std::string& dot) {
  const std::string path = program();
  if (path.empty()) return unavailable("graph.no_graphviz");
  std::optional<connect::ProgramRun> drawn = connect::run_to_end(
      {path, "-Tsvg"}, {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"}, dot, kTime);
  if (!drawn || drawn->exit_code != 0)
    return unavailable("graph.graphviz_failed");
  std::string& svg = drawn->output;
  replace_all(svg, "font-family=\"Noto Sans CJK SC\"",
              "font-family=\"Noto Sans CJK SC, Source Han Sans SC, "
              "PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, "
              "sans-serif\"");
  return std::move(svg);
}

}  // namespace onething::graphs
