// SPDX-License-Identifier: Apache-2.0

#include "check/law/documents.h"

#include <algorithm>
#include <array>

namespace onething::check {

namespace {

// "营业执照（副本）复印件" → "营业执照": what is said about the copy, not the
// document.
std::string_view without_remarks(std::string_view title) {
  constexpr auto copies = std::to_array<std::string_view>(
      {"复印件", "原件", "扫描件", "正本", "副本", "电子件", "照片", "及"});
  title = title.substr(0, title.find("（"));
  title = title.substr(0, title.find('('));
  bool cut = true;
  while (cut) {
    cut = false;
    for (const std::string_view word : copies)
      if (title.ends_with(word)) {
        title.remove_suffix(word.size());
        cut = true;
      }
  }
  return title;
}

// Whose document it is. Anything else before the name may mean another one:
// foreign, of another firm, lost.
std::string_view without_owner(std::string_view title) {
  constexpr auto owners = std::to_array<std::string_view>(
      {"申请人", "法定代表人", "经营者", "负责人", "投资人", "本人", "企业",
       "个体工商户", "单位", "的", "居民", "有效", "原", "现"});
  bool cut = true;
  while (cut) {
    cut = false;
    for (const std::string_view word : owners)
      if (title.starts_with(word)) {
        title.remove_prefix(word.size());
        cut = true;
      }
  }
  return title;
}

}  // namespace

bool is_certificate(const Material& material) {
  return material.title.zh.find("证明") != std::string::npos;
}

std::string_view shared_document(const Material& material) {
  constexpr auto shared = std::to_array<std::string_view>(
      {"营业执照", "身份证", "户口簿", "户口本", "结婚证", "离婚证",
       "不动产权证书", "不动产权证", "房产证", "出生医学证明",
       "统一社会信用代码证书", "社会保障卡", "残疾人证", "道路运输证",
       "税务登记证", "食品经营许可证", "组织机构代码证"});
  if (!material.any_of.empty()) return {};
  const std::string_view name =
      without_owner(without_remarks(material.title.zh));
  const auto found = std::find(shared.begin(), shared.end(), name);
  return found == shared.end() ? std::string_view() : *found;
}

}  // namespace onething::check
