// SPDX-License-Identifier: Apache-2.0

#include "check/privacy/telling_titles.h"

#include <algorithm>
#include <array>

namespace onething::check {

namespace {

struct Word {
  std::string_view ending;
  TypeKind kind;
};

// Endings only: 身份证号的类型 is not an identity number.
constexpr auto words = std::to_array<Word>({
    {"身份证号", TypeKind::citizen_id},
    {"身份证号码", TypeKind::citizen_id},
    {"身份证件号码", TypeKind::citizen_id},
    {"公民身份号码", TypeKind::citizen_id},
    {"手机", TypeKind::phone},
    {"手机号", TypeKind::phone},
    {"手机号码", TypeKind::phone},
    {"移动电话", TypeKind::phone},
    {"联系电话", TypeKind::phone},
    {"银行账号", TypeKind::bank_account},
    {"银行账户号", TypeKind::bank_account},
    {"银行卡号", TypeKind::bank_account},
    {"电子邮箱", TypeKind::email},
    {"电子邮件地址", TypeKind::email},
    {"identity card number", TypeKind::citizen_id},
    {"citizen number", TypeKind::citizen_id},
    {"mobile number", TypeKind::phone},
    {"mobile phone", TypeKind::phone},
    {"bank account number", TypeKind::bank_account},
    {"email address", TypeKind::email},
});

constexpr auto vague = std::to_array<std::string_view>(
    {"备用",     "备查",         "办理",         "办理业务",
     "办理需要", "办事",         "办事需要",     "工作",
     "工作需要", "管理需要",     "其他",         "其它",
     "使用",     "无",           "需要",         "业务",
     "业务办理", "业务需要",     "用途",         "暂无",
     "按需",     "as needed",    "business",     "business needs",
     "general",  "internal use", "just in case", "misc",
     "n/a",      "needed",       "none",         "other",
     "purpose",  "tbd",          "todo",         "work"});

std::string_view trimmed(std::string_view text) {
  while (text.ends_with("。"))
    text.remove_suffix(std::string_view("。").size());
  while (text.ends_with('.') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<TypeKind> kind_in_title(std::string_view title) {
  for (const Word& word : words)
    if (title.ends_with(word.ending)) return word.kind;
  return std::nullopt;
}

bool is_vague_purpose(std::string_view purpose) {
  const std::string_view text = trimmed(purpose);
  return std::find(vague.begin(), vague.end(), text) != vague.end();
}

}  // namespace onething::check
