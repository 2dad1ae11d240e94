// SPDX-License-Identifier: Apache-2.0

#include "conformance/cel_case.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace onething::conformance {

namespace {

std::string text_of(const Value* value) {
  return value != nullptr && value->text() != nullptr ? *value->text()
                                                      : std::string();
}

CelCase read_line(std::string line, std::size_t number) {
  CelCase out;
  auto json = parse_json(line);
  EXPECT_TRUE(json) << "line " << number << ": "
                    << render(json.error().message, Language::en);
  if (!json) return out;
  out.content = std::move(json).value();
  out.line = std::move(line);
  out.kind = out.text("kind");
  out.id = out.kind;
  for (const Value& section : *out.content.find("sections")->list())
    out.id += "/" + *section.text();
  const Value* first = out.content.find("sections");
  out.file = first->list()->empty() ? out.kind : *(*first->list())[0].text();
  const std::string name = out.original_text("name");
  out.id += "/" + (name.empty() ? std::to_string(number) : name);
  return out;
}

}  // namespace

std::string CelCase::text(std::string_view name) const {
  return text_of(content.find(name));
}

std::string CelCase::original_text(std::string_view name) const {
  return text_of(original(name));
}

const Value* CelCase::original(std::string_view name) const {
  const Value* whole = content.find("original");
  return whole == nullptr ? nullptr : whole->find(name);
}

bool CelCase::is_set(std::string_view flag) const {
  const Value* found = original(flag);
  const bool* value = found == nullptr ? nullptr : found->as<bool>();
  return value != nullptr && *value;
}

expr::ParseOptions plain_options(const CelCase& one) {
  expr::ParseOptions options;
  options.extensions = false;
  if (one.kind == "parsing") options.tree_depth_max = 32;
  return options;
}

std::vector<CelCase> read_cel_cases() {
  const char* wish = std::getenv("ONETHING_CEL_SPEC");
  const std::string path = wish != nullptr ? wish : ONETHING_CEL_SPEC;
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good())
      << "the cases of CEL are missing: ./dev test makes them, or by hand\n"
      << "  npm ci --prefix tests/js && node tests/js/cel_spec.mjs " << path;
  std::vector<CelCase> cases;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);)
    cases.push_back(read_line(std::move(line), ++number));
  return cases;
}

}  // namespace onething::conformance
