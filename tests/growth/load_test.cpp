// SPDX-License-Identifier: Apache-2.0
//
// Reading an application that is four times as large takes about four times as
// long, in YAML and in JSON, also when everything in it is wrong.

#include <gtest/gtest.h>

#include "fuzz/input_file.h"
#include "onething/load.h"
#include "support/growth.h"

namespace onething {
namespace {

constexpr std::string_view kWorkflow =
    "onething: 1\nworkflow: convert\ntitle: 转型\nlead: registry\n"
    "form:\n  name: {type: text, max: 100000}\n"
    "  kind: {type: enum, of: {a: 甲, b: 乙}}\n"
    "  permits: {type: list, of: {code: text, ends: {type: date, optional: "
    "true}}}\n"
    "materials:\n  articles: 章程\n";

// Fields and materials beside those; `extra` of each.
const LoadedProject& project() {
  static const LoadedProject loaded = [] {
    std::string fields;
    std::string materials;
    for (int i = 0; i < 100; ++i) {
      const std::string number = std::to_string(i);
      fields += "  field_" + number + ": {type: text, optional: true}\n";
      materials += "  paper_" + number + ": 材料\n";
    }
    std::string text(kWorkflow);
    text.insert(text.find("materials:"), fields);
    return load_texts({{"onething.yaml", "onething: 1\nproject: p\n"},
                       {"convert.yaml", text + materials}});
  }();
  return loaded;
}

void expect_linear(std::string_view first, std::string_view part,
                   std::string_view last, std::size_t count = 100) {
  for (const char* ending : {".yaml", ".json"}) {
    const testing::InputFile file(ending);
    testing::expect_linear(
        [&](std::size_t times) {
          return
              [&, text = testing::repeated(first, part, last, count * times)] {
                const Project& all = project().project;
                ASSERT_EQ(all.workflows.size(), 1U);
                static_cast<void>(load_application(file.holding(text), all,
                                                   all.workflows.front()));
              };
        },
        ending + std::string(first) + "|" + std::string(part));
  }
}

TEST(Growth, OfASoundApplicationIsLinear) {
  expect_linear(R"({"form": {"name": "a", "permits": [)",
                R"({"code": "C@", "ends": "2027-01-31"}, )",
                R"({"code": "Z"}]}})");
  expect_linear(R"({"form": {"name": ")", "文字\\n", R"("}})");
  expect_linear("{\"form\": {\n", "\t\n", "\"name\": \"a\"}}", 800);
}

TEST(Growth, OfAnApplicationThatIsAllWrongIsLinear) {
  expect_linear(R"({"form": {)", R"("feild_@": "x", )", R"("name": "a"}})");
  expect_linear(R"({"form": {"permits": [)", R"({"cod": @, "ends": "31"}, )",
                R"({}]}})");
  expect_linear(R"({"form": {"name": "a"}, "materials": {)",
                R"("paper@": "a.pdf", )", R"("z": "a.pdf"}})");
  expect_linear(R"({"form": {"name": "a"}, "given": {)",
                R"("tax/chek_@": [{"done": {}}], )", R"("z/y": []}})");
  expect_linear(R"({"form": {"name": "a"}, )", R"("forn_@": 1, )",
                R"("z": 1})");
}

}  // namespace
}  // namespace onething
