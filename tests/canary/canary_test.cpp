// SPDX-License-Identifier: Apache-2.0
//
// Nobody's data and no key where they do not belong: a case whose every field
// carries a canary is carried through the program, with departments that are
// programs, and then everything that was left is searched: what was printed,
// every file, and what the departments' processes could see of their parent.
//
// A canary counts in any dress: as it is, in base64, in hex, reversed, and cut
// by ends of lines. Allowed are what the applicant handed in and what the
// departments were sent and answered.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/base64.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

const std::string kKey =
    "c0ffee00c0ffee11c0ffee22c0ffee33c0ffee44c0ffee55c0ffee66c0ffee77";

std::vector<std::string> canaries() {
  std::vector<std::string> all;
  for (const char* field :
       {"subject", "owner", "phone", "street", "city", "child1", "child2",
        "material", "licence", "decision", "permit1", "problem", "corrected"})
    all.push_back("Zq7" + std::string(field) + "Xw9Kd");
  return all;
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    constexpr char digits[] = "0123456789abcdef";
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

// Base64 of a text depends on where it stands among three bytes; what does not
// depend on its neighbours is kept.
std::vector<std::string> dresses(const std::string& canary) {
  std::vector<std::string> all = {canary, hex(canary),
                                  std::string(canary.rbegin(), canary.rend())};
  for (std::size_t shift = 0; shift < 3; ++shift) {
    const std::string text = encode_base64(std::string(shift, 'x') + canary);
    const std::size_t begin = shift == 0 ? 0 : shift + 1;
    const std::size_t whole = (shift + canary.size()) / 3 * 4;
    all.push_back(text.substr(begin, whole - begin));
  }
  return all;
}

std::string without_line_ends(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
  return text;
}

// The first canary that stands in `text`, in whatever dress.
std::string found_in(const std::string& text) {
  const std::string joined = without_line_ends(text);
  for (const std::string& canary : canaries())
    for (const std::string& dress : dresses(canary))
      if (text.find(dress) != std::string::npos ||
          joined.find(dress) != std::string::npos)
        return canary;
  for (const std::string& dress : dresses(kKey))
    if (joined.find(dress) != std::string::npos) return "the master key";
  return {};
}

void write(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

constexpr const char* kProject = R"(onething: 1
project: canary
language: zh
store: sqlite:cases.db
sealing: {key: "file:key", with: SUITE}
environments:
  trial:
    departments:
      "*": {exec: {argv: ["FOLDER/recipient.sh"]}}
)";

constexpr const char* kDepartment = R"(onething: 1
department: office
title: 办事处
services:
  find:
    title: 查询
    input: {subject: {type: text, sensitivity: personal, purpose: 查询, basis: 条例第一条}}
    output: {licence: {type: text, sensitivity: personal}}
  decide:
    title: 决定
    input:
      owner: {type: text, sensitivity: personal, purpose: 核验, basis: 条例第二条}
      phone: {type: text, sensitivity: personal, purpose: 联系, basis: 条例第二条}
      street: {type: text, sensitivity: personal, purpose: 送达, basis: 条例第二条}
      licence: {type: text, sensitivity: personal, purpose: 核验, basis: 条例第二条}
    output: {decision: {type: text, sensitivity: personal}}
  permit:
    title: 许可
    input: {child: {type: text, sensitivity: personal, purpose: 许可, basis: 条例第三条}}
    output: {permit: {type: text, sensitivity: personal}}
)";

constexpr const char* kWorkflow = R"(onething: 1
workflow: canary_thing
title: 试办一件事
version: 1.0.0
lead: office
promise: 5wd
subject: subject
form:
  subject: {title: 主体, type: text, sensitivity: personal}
  owner: {title: 经营者, type: text, sensitivity: personal}
  phone: {title: 电话, type: text, sensitivity: personal}
  address:
    title: 住址
    type: object
    of:
      street: {title: 街道, type: text, sensitivity: personal}
      city: {title: 城市, type: text, sensitivity: personal}
  children: {title: 子女, type: list, of: {type: text, sensitivity: personal}}
steps:
  find: {uses: office/find, with: {subject: =form.subject}}
  decide:
    uses: office/decide
    with:
      owner: =form.owner
      phone: =form.phone
      street: =form.address.street
      licence: =steps.find.licence
  permits: {uses: office/permit, for_each: =form.children, with: {child: =each}}
outcome: {decision: =steps.decide.decision}
)";

constexpr const char* kForm = R"({
  "onething": 1,
  "application": "canary_thing",
  "form": {
    "subject": "Zq7subjectXw9Kd",
    "owner": "Zq7ownerXw9Kd",
    "phone": "Zq7phoneXw9Kd",
    "address": {"street": "Zq7streetXw9Kd", "city": "Zq7cityXw9Kd"},
    "children": ["Zq7child1Xw9Kd", "Zq7child2Xw9Kd"]
  }
})";

// Keeps what it was sent where it may, and what it can see of its parent where
// it will be searched.
constexpr const char* kRecipient = R"(#!/bin/sh
cat >> "FOLDER/allowed/received.txt"
{ tr '\0' '\n' < /proc/$$/environ; tr '\0' '\n' < /proc/$$/cmdline
  tr '\0' '\n' < /proc/$PPID/cmdline; ls -l /proc/$$/fd; } >> "FOLDER/seen.txt"
case "$ONETHING_SERVICE" in
  */find) echo '{"done":{"licence":"Zq7licenceXw9Kd"}}' ;;
  */decide) if [ -e "FOLDER/allowed/returned" ]
    then echo '{"done":{"decision":"Zq7decisionXw9Kd"}}'
    else touch "FOLDER/allowed/returned"
      echo '{"returned":[{"field":"phone","problem":"Zq7problemXw9Kd"}]}'
    fi ;;
  */permit) echo '{"done":{"permit":"Zq7permit1Xw9Kd"}}' ;;
esac
)";

class Canary : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    std::string pattern = fs::temp_directory_path() / "onething-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    fs::create_directory(folder_ / "allowed");
    put("onething.yaml", kProject);
    put("departments/office.yaml", kDepartment);
    put("workflows/canary_thing.yaml", kWorkflow);
    put("recipient.sh", kRecipient);
    put("allowed/form.json", kForm);
    put("allowed/more.json", R"({"form": {"phone": "Zq7correctedXw9Kd"}})");
    put("allowed/subject.txt", "Zq7subjectXw9Kd\n");
    put("key", kKey + "\n");
    fs::permissions(folder_ / "recipient.sh", fs::perms::owner_all);
    fs::permissions(folder_ / "key",
                    fs::perms::owner_read | fs::perms::owner_write);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void put(const std::string& name, std::string text) {
    replace(text, "FOLDER", folder_.string());
    replace(text, "SUITE", GetParam());
    write(folder_ / name, text);
  }
  static void replace(std::string& text, std::string_view from,
                      std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;
         at += to.size())
      text.replace(at, from.size(), to);
  }

  // What the program prints on both streams.
  std::string run(const std::string& arguments) {
    const std::string shell =
        "cd '" + folder_.string() +
        "' && ONETHING_LOG=log.jsonl ONETHING_NOW=2026-03-02T09:00:00+08:00 '" +
        ONETHING_BINARY + "' " + arguments + " 2>&1";
    std::string output;
    FILE* pipe = popen(shell.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe))
      output.append(buffer.data(), got);
    pclose(pipe);
    return output;
  }

  void expect_clean_output(const std::string& arguments) {
    const std::string output = run(arguments);
    EXPECT_EQ(found_in(output), "") << "$ onething " << arguments << "\n"
                                    << output;
  }

  // Everything that lies there, but for what may have it.
  void expect_clean_folder() {
    for (const auto& file : fs::recursive_directory_iterator(folder_)) {
      if (!file.is_regular_file()) continue;
      const std::string name =
          fs::relative(file.path(), folder_).generic_string();
      if (name.starts_with("allowed/") || name == "recipient.sh" ||
          name == "key")
        continue;
      EXPECT_EQ(found_in(read(file.path())), "") << name;
    }
  }

  std::string case_id() {
    const std::string list = run("case list --format json");
    const std::string mark = "\"case\": \"";
    const std::size_t at = list.find(mark);
    if (at == std::string::npos) return "none";
    return list.substr(at + mark.size(), 26);
  }

  fs::path folder_;
};

TEST_P(Canary, StandsNowhereButWithTheApplicantAndTheDepartments) {
  // The department's problem is shown to whoever must mend it; not searched.
  run("run workflows/canary_thing.yaml --form allowed/form.json --key k1");
  const std::string id = case_id();
  ASSERT_NE(id, "none");
  expect_clean_folder();
  run("case supplement " + id + " --form allowed/more.json");
  ASSERT_NE(run("case show " + id + " --format json").find("\"granted\""),
            std::string::npos)
      << run("case show " + id);

  for (const std::string language : {" --lang zh", " --lang en"})
    for (const std::string format : {"", " --format json"})
      for (const std::string command :
           {"case list", "case show ID", "case why ID", "case trace ID",
            "case resume ID", "task list", "privacy report", "privacy log",
            "check"}) {
        std::string typed = command;
        replace(typed, "ID", id);
        expect_clean_output(typed + language + format);
      }
  expect_clean_output("privacy report --format csv");
  expect_clean_output("privacy who-got - < allowed/subject.txt");
  expect_clean_output("case trace " + id + " --unmask");  // Without a reason.
  expect_clean_folder();
  // The search can fail: the departments did get it all.
  const std::string received = read(folder_ / "allowed/received.txt");
  for (const char* sent : {"subject", "owner", "phone", "corrected", "street",
                           "child1", "child2", "licence"})
    EXPECT_NE(received.find("Zq7" + std::string(sent) + "Xw9Kd"),
              std::string::npos)
        << sent;
  EXPECT_EQ(received.find("Zq7city"), std::string::npos);
  EXPECT_FALSE(read(folder_ / "seen.txt").empty());
}

TEST_P(Canary, IsShownToWhoeverAsksWithAReasonAndThatIsRecorded) {
  run("run workflows/canary_thing.yaml --form allowed/form.json --key k1");
  const std::string id = case_id();
  const std::string shown =
      run("case trace " + id + " --unmask --reason 核对 --as li_na");
  EXPECT_NE(shown.find("Zq7ownerXw9Kd"), std::string::npos) << shown;
  const std::string log = run("privacy log");
  EXPECT_NE(log.find("li_na"), std::string::npos) << log;
  EXPECT_NE(log.find(id), std::string::npos);
  expect_clean_folder();
}

TEST(CanarySearch, FindsACanaryInEveryDress) {
  const std::string canary = canaries().front();
  EXPECT_EQ(found_in("nothing"), "");
  EXPECT_EQ(found_in("..." + canary), canary);
  EXPECT_EQ(found_in(hex(canary)), canary);
  EXPECT_EQ(found_in(std::string(canary.rbegin(), canary.rend())), canary);
  EXPECT_EQ(found_in(canary.substr(0, 5) + "\n" + canary.substr(5)), canary);
  for (const char* before : {"", "a", "ab", "abc"})
    EXPECT_EQ(found_in(encode_base64(before + canary + "xyz")), canary);
  EXPECT_EQ(found_in(kKey), "the master key");
}

INSTANTIATE_TEST_SUITE_P(Suites, Canary,
                         ::testing::Values("aes-256-gcm", "sm4-ctr-hmac-sm3"));

}  // namespace
}  // namespace onething
