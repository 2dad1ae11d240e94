// SPDX-License-Identifier: Apache-2.0

#include "check/law/citations.h"

#include <gtest/gtest.h>

#include "check/law/documents.h"

namespace onething::check {
namespace {

TEST(Citations, AreKnownByTheirMarks) {
  for (const char* basis :
       {"《税收征收管理法》第十六条", "国办发〔2020〕42号", "鲁政发2025年第3号",
        "民法典第二百零一条", "Tax Collection Law, article 16"})
    EXPECT_TRUE(looks_like_citation(basis)) << basis;
  for (const char* basis : {"按规定办理", "上级要求", "历来如此"})
    EXPECT_FALSE(looks_like_citation(basis)) << basis;
}

TEST(Citations, NameTheLawThatStandsWithoutAnArticle) {
  const auto names = named_without_article(
      "《行政许可法》；《优化营商环境条例》第三十五条；《关于某事的意见》");
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(names[0], "行政许可法");
  EXPECT_TRUE(named_without_article("《没有写完的法").empty());
}

std::string_view shared(const char* title) {
  Material material;
  material.title.zh = title;
  return shared_document(material);
}

TEST(Documents, AreRecognisedWhateverIsSaidAboutTheCopy) {
  EXPECT_EQ(shared("营业执照（副本）复印件"), "营业执照");
  EXPECT_EQ(shared("法定代表人身份证原件及复印件"), "身份证");
  EXPECT_EQ(shared("申请人的户口簿"), "户口簿");
}

TEST(Documents, OfOthersAndAboutDocumentsAreLeftAlone) {
  for (const char* title : {"营业执照遗失声明", "出租方营业执照",
                            "港澳居民身份证明文件", "公司章程", ""})
    EXPECT_EQ(shared(title), "") << title;
}

}  // namespace
}  // namespace onething::check
