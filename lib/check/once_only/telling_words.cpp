// SPDX-License-Identifier: Apache-2.0

#include "check/once_only/telling_words.h"

#include <algorithm>
#include <array>

namespace onething::check {

namespace {

constexpr auto general_ids = std::to_array<std::string_view>(
    {"account", "address", "agreed",      "amount",  "area",     "attachment",
     "basis",   "code",    "comment",     "contact", "content",  "count",
     "data",    "date",    "description", "email",   "expires",  "file",
     "form",    "from",    "gender",      "id",      "id_no",    "industry",
     "info",    "issued",  "item",        "items",   "kind",     "level",
     "list",    "mobile",  "mode",        "name",    "no",       "note",
     "number",  "phone",   "postcode",    "purpose", "quantity", "reason",
     "receipt", "region",  "remark",      "result",  "role",     "route",
     "scope",   "sex",     "status",      "time",    "title",    "to",
     "total",   "type",    "unit",        "value",   "year"});

constexpr auto general_titles = std::to_array<std::string_view>(
    {"编号",    "编码",     "备注",     "单位",       "地址",
     "电话",    "附件",     "回执",     "机构",       "价格",
     "金额",    "类别",     "类型",     "联系电话",   "联系人",
     "名称",    "名字",     "年份",     "情况",       "区域",
     "日期",    "身份证",   "身份证号", "身份证号码", "时间",
     "手机",    "手机号",   "手机号码", "数量",       "说明",
     "性别",    "姓名",     "邮箱",     "原因",       "账号",
     "证件号",  "证件号码", "种类",     "状态",       "住所",
     "address", "amount",   "date",     "id",         "identity number",
     "kind",    "name",     "number",   "phone",      "reason",
     "remark",  "status",   "title",    "type"});

constexpr auto apart = std::to_array<std::string_view>(
    {"新",    "原",       "旧",       "前",     "后",     "拟",
     "其他",  "另",       "变更",     "改",     "曾",     "new",
     "New",   "old",      "Old",      "former", "Former", "other",
     "Other", "previous", "Previous", "after",  "before", "changed"});

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words,
           std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_general_id(std::string_view id) { return is_in(general_ids, id); }

bool is_general_title(std::string_view title) {
  return is_in(general_titles, title);
}

std::string_view without_number(std::string_view title) {
  for (const std::string_view word : {"号码", "号", " number", " no."})
    if (title.ends_with(word))
      return title.substr(0, title.size() - word.size());
  return title;
}

bool sets_apart(std::string_view rest) {
  return std::any_of(apart.begin(), apart.end(), [rest](std::string_view word) {
    return rest.find(word) != std::string_view::npos;
  });
}

}  // namespace onething::check
