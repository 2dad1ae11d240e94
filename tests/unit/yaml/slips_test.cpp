// SPDX-License-Identifier: Apache-2.0
//
// What Chinese authors mistype: each slip has its code and, where only one
// thing can have been meant, its mend; the same signs in prose are silent.

#include <gtest/gtest.h>

#include "yaml/read.h"

namespace onething::yaml {
namespace {

struct Read {
  explicit Read(std::string text) {
    sources.add("a.yaml", std::move(text));
    document = read(sources, 0);
  }

  std::string mended() const {
    std::string text = sources.files[0].text;
    const Diagnostics& all = document.diagnostics;
    for (auto d = all.rbegin(); d != all.rend(); ++d)
      for (auto edit = d->edits.rbegin(); edit != d->edits.rend(); ++edit)
        text.replace(edit->span.begin.byte,
                     edit->span.end.byte - edit->span.begin.byte,
                     edit->replacement);
    return text;
  }

  Sources sources;
  Document document;
};

struct Slip {
  std::string_view text;
  std::string_view code;
  std::string_view mended;  // Empty where several things can have been meant.
};

constexpr Slip kSlips[] = {
    {"步骤：\n  - a\n", "OT1003", "步骤:\n  - a\n"},
    {"steps：\n  - id: a\n", "OT1003", "steps:\n  - id: a\n"},
    {"a：1\n", "OT1003", "a: 1\n"},
    {"a: {b：1}\n", "OT1003", "a: {b: 1}\n"},
    {"a:\n  － id: b\n", "OT1004", "a:\n  - id: b\n"},
    {"a: “x”\n", "OT1005", "a: \"x\"\n"},
    {"a: [1，2]\n", "OT1006", "a: [1, 2]\n"},
    {"a: [一、二]\n", "OT1006", "a: [一, 二]\n"},
    {"a: 1\xE3\x80\x80# c\n", "OT1007", "a: 1 # c\n"},
    {"a: 1\xC2\xA0\n", "OT1007", "a: 1\n"},
    {"a: #5\n", "OT1008", "a: \"#5\"\n"},
    {"a: *重点*\n", "OT1009", "a: \"*重点*\"\n"},
    {"a: !重要\n", "OT1009", "a: \"!重要\"\n"},
    {"a: @所有人\n", "OT1009", "a: \"@所有人\"\n"},
    {"a: %5\n", "OT1009", "a: \"%5\"\n"},
    {"a: 说明: 内容\n", "OT1012", "a: \"说明: 内容\"\n"},
    {"a: >\n  第一行\n  第二行\n", "OT1011", "a: |\n  第一行\n  第二行\n"},
    {"a:\n\tb: 1\n", "OT0003", "a:\n  b: 1\n"},
    {"a: yes\n", "OT1015", "a: \"yes\"\n"},
    // A list, or a text that begins with a dash?
    {"a: - b\n", "OT1014", ""},
    // Which of the two?
    {"名称: a\n名称: b\n", "OT1010", ""},
    // onething fmt --from gb18030 converts it, when a person has agreed.
    {"title: \xB0\xEC\xCA\xC2\xCF\xEE\n", "OT0002", ""},
};

TEST(Slips, EachHasItsCodeAndItsMend) {
  for (const Slip& slip : kSlips) {
    const Read file{std::string(slip.text)};
    ASSERT_FALSE(file.document.diagnostics.empty()) << slip.text;
    for (const Diagnostic& found : file.document.diagnostics)
      EXPECT_EQ(found.code, slip.code) << slip.text;
    EXPECT_EQ(file.mended(), slip.mended.empty() ? slip.text : slip.mended);
    if (!slip.mended.empty()) {
      EXPECT_TRUE(Read(file.mended()).document.diagnostics.empty());
    }
  }
}

TEST(Slips, SaysHowToConvertAFileInGb18030) {
  const Read file("title: \xB0\xEC\xCA\xC2\xCF\xEE\n");
  ASSERT_EQ(file.document.diagnostics.size(), 1U);
  for (const Language language : {Language::zh, Language::en})
    EXPECT_NE(render(file.document.diagnostics[0].help, language)
                  .find("onething fmt --from gb18030"),
              std::string::npos);
}

TEST(Slips, AreSilentInProse) {
  const Read file(
      "# 步骤：一、二，“三”　四\n"
      "a: 申请人提交材料，窗口受理：当场出具凭证\n"
      "b: 所谓“一件事”，就是：一次告知、一次办结\n"
      "c: |\n"
      "  步骤：\n"
      "  － 第一，　#5 *重点* @所有人\n"
      "d: \"[1，2]：“x”　# c\"\n"
      "e: 收费 5%，编号 A#5，邮箱 a@example.cn\n"
      "f: [申请人：本人, “一件事”流程]\n"
      "g:\n"
      "  - 身份证、户口簿\n"
      "  - 说明：内容\n");
  for (const Diagnostic& found : file.document.diagnostics)
    ADD_FAILURE() << render(found.found, Language::en);
}

}  // namespace
}  // namespace onething::yaml
