// SPDX-License-Identifier: Apache-2.0

#include "load/typed_words.h"

#include <array>

namespace onething::load {

namespace {

struct OtherName {
  std::string_view name;
  std::string_view word;
};
constexpr auto other_names = std::to_array<OtherName>({
    {"string", "text"},
    {"str", "text"},
    {"文本", "text"},
    {"文字", "text"},
    {"字符串", "text"},
    {"integer", "int"},
    {"整数", "int"},
    {"float", "number"},
    {"double", "number"},
    {"数字", "number"},
    {"小数", "number"},
    {"decimal", "money"},
    {"金额", "money"},
    {"boolean", "bool"},
    {"是否", "bool"},
    {"布尔", "bool"},
    {"日期", "date"},
    {"datetime", "time"},
    {"timestamp", "time"},
    {"时间", "time"},
    {"期限", "duration"},
    {"choice", "enum"},
    {"选项", "enum"},
    {"枚举", "enum"},
    {"array", "list"},
    {"列表", "list"},
    {"map", "object"},
    {"record", "object"},
    {"对象", "object"},
    {"附件", "file"},
    {"文件", "file"},
    {"id_card", "citizen_id"},
    {"身份证", "citizen_id"},
    {"身份证号", "citizen_id"},
    {"手机号", "phone"},
    {"手机", "phone"},
    {"mobile", "phone"},
    {"电话", "phone"},
    {"tel", "phone"},
    {"邮箱", "email"},
    {"mail", "email"},
    {"邮编", "postcode"},
    {"zip", "postcode"},
    {"银行账号", "bank_account"},
    {"银行卡号", "bank_account"},
    {"人员", "person"},
    {"统一社会信用代码", "uscc"},
    {"信用代码", "uscc"},
    {"组织机构代码", "organisation_code"},
    {"行政区划", "area_code"},
    {"行政区划代码", "area_code"},
});

struct UnitWord {
  std::string_view word;
  std::string_view unit;
};
constexpr auto unit_words = std::to_array<UnitWord>({
    {"个工作日", "wd"},
    {"工作日", "wd"},
    {"个自然日", "d"},
    {"自然日", "d"},
    {"日历日", "d"},
    {"小时", "h"},
    {"个小时", "h"},
    {"分钟", "min"},
    {"秒", "s"},
    {"天", ""},
    {"日", ""},
    {"days", ""},
    {"day", ""},
    {"hours", "h"},
    {"hour", "h"},
    {"minutes", "min"},
    {"m", "min"},
    {"bd", "wd"},
    {"working days", "wd"},
    {"WD", "wd"},
    {"D", "d"},
    {"H", "h"},
});

}  // namespace

std::string_view type_meant(std::string_view typed) {
  for (const OtherName& other : other_names)
    if (other.name == typed) return other.word;
  return {};
}

std::optional<std::string_view> unit_meant(std::string_view typed) {
  for (const UnitWord& word : unit_words)
    if (word.word == typed) return word.unit;
  return std::nullopt;
}

std::optional<bool> flag_meant(std::string_view typed) {
  for (const std::string_view word :
       {"是", "yes", "Yes", "True", "TRUE", "on", "对", "真"})
    if (typed == word) return true;
  for (const std::string_view word :
       {"否", "no", "No", "False", "FALSE", "off", "不", "假"})
    if (typed == word) return false;
  return std::nullopt;
}

}  // namespace onething::load
