// SPDX-License-Identifier: Apache-2.0
//
// What the safety checks decide by: hosts as they are written, routes of which
// a case takes one, environments by name.

#include <gtest/gtest.h>

#include <string>

#include "check/safety/environments.h"
#include "check/safety/host.h"
#include "check/safety/routes.h"
#include "support/check_case.h"

namespace onething::check {
namespace {

TEST(Host, IsFoundInAnAddress) {
  EXPECT_EQ(host_of("https://tax.example.cn/onething"), "tax.example.cn");
  EXPECT_EQ(host_of("http://10.0.0.1:8080"), "10.0.0.1");
  EXPECT_EQ(host_of("https://user@tax.example.cn:1/a?b@c"), "tax.example.cn");
  EXPECT_EQ(host_of("https://[fd00::1]:8443/x"), "fd00::1");
  EXPECT_EQ(host_of("https://[fd00"), "fd00");
  EXPECT_EQ(host_of("https://"), "");
  EXPECT_EQ(host_of("tax"), "");
}

TEST(Host, IsJudgedByItsNumber) {
  EXPECT_EQ(kind_of_host("127.8.8.8"), HostKind::loopback);
  EXPECT_EQ(kind_of_host("localhost"), HostKind::loopback);
  EXPECT_EQ(kind_of_host("::1"), HostKind::loopback);
  EXPECT_EQ(kind_of_host("10.255.0.1"), HostKind::private_range);
  EXPECT_EQ(kind_of_host("172.31.0.1"), HostKind::private_range);
  EXPECT_EQ(kind_of_host("172.32.0.1"), HostKind::global);
  EXPECT_EQ(kind_of_host("192.168.1.1"), HostKind::private_range);
  EXPECT_EQ(kind_of_host("fd12::1"), HostKind::private_range);
  EXPECT_EQ(kind_of_host("169.254.169.254"), HostKind::never);
  EXPECT_EQ(kind_of_host("0.0.0.0"), HostKind::never);
  EXPECT_EQ(kind_of_host("224.0.0.1"), HostKind::never);
  EXPECT_EQ(kind_of_host("fe80::1"), HostKind::never);
}

TEST(Host, IsANameWhenItIsNoWholeNumber) {
  for (const char* name : {"10.0.0", "10.0.0.1.example.cn", "256.1.1.1", "",
                           "1.2.3.a", "10..0.1", "0010.1.1.1"})
    EXPECT_EQ(kind_of_host(name), HostKind::name) << name;
}

// `when` of the two steps of a small workflow.
bool are_routes(const std::string& one, const std::string& other) {
  const std::string text =
      "onething: 1\nworkflow: open\ntitle: 开办\nlead: tax\n"
      "form:\n"
      "  uscc: {title: 代码, type: uscc}\n"
      "  route: {title: 方式, type: enum, of: {a: 甲, b: 乙, c: 丙}}\n"
      "  moved: {title: 迁址, type: bool}\n"
      "steps:\n"
      "  a: {title: 甲, uses: tax/restore, with: {uscc: =form.uscc}, when: '" +
      one +
      "'}\n"
      "  b: {title: 乙, uses: tax/restore, with: {uscc: =form.uscc}, when: '" +
      other + "'}\n";
  const LoadedProject loaded = testing::check_over_base({{"open.yaml", text}});
  const Workflow* workflow = loaded.project.find_workflow("open");
  if (workflow == nullptr || workflow->steps.size() != 2) return false;
  const bool there =
      exclude_each_other(workflow->steps[0].when, workflow->steps[1].when);
  const bool back =
      exclude_each_other(workflow->steps[1].when, workflow->steps[0].when);
  EXPECT_EQ(there, back);
  return there;
}

TEST(Routes, AreKnownByDifferentAnswersToOneQuestion) {
  EXPECT_TRUE(are_routes("form.route == \"a\"", "form.route == \"b\""));
  EXPECT_TRUE(are_routes("\"a\" == form.route", "form.route != \"a\""));
  EXPECT_TRUE(
      are_routes("form.route in [\"a\", \"b\"]", "form.route == \"c\""));
  EXPECT_TRUE(are_routes("form.moved", "!form.moved"));
  EXPECT_TRUE(are_routes("form.moved && form.route == \"a\"",
                         "form.route == \"b\" && form.moved"));
}

TEST(Routes, AreNotSeenWhereBothMayHappen) {
  EXPECT_FALSE(are_routes("form.route == \"a\"", "form.route == \"a\""));
  EXPECT_FALSE(are_routes("form.route != \"a\"", "form.route != \"b\""));
  EXPECT_FALSE(are_routes("form.route == \"a\"", "form.moved"));
  EXPECT_FALSE(
      are_routes("form.route == \"a\" || form.moved", "form.route == \"b\""));
  EXPECT_FALSE(are_routes("form.route in [\"a\", \"b\"]",
                          "form.route in [\"b\", \"c\"]"));
}

Environment named(const std::string& id) {
  Environment environment;
  environment.id.text = id;
  return environment;
}

TEST(Environment, IsForPracticeOrForRealByItsName) {
  for (const char* id :
       {"trial", "test_2", "city_demo", "staging", "pre_prod_test"})
    EXPECT_TRUE(is_for_practice(named(id))) << id;
  EXPECT_TRUE(is_for_real(named("production")));
  EXPECT_FALSE(is_for_real(named("production_test")));
  EXPECT_FALSE(is_for_practice(named("city")));
  EXPECT_FALSE(is_for_real(named("city")));
}

TEST(Environment, ReachesADepartmentByItsOwnTargetBeforeAllOthers) {
  Environment environment = named("city");
  EXPECT_EQ(target_of(environment, "tax"), nullptr);
  environment.targets.resize(2);
  environment.targets[0].department = "*";
  environment.targets[1].department = "tax";

  EXPECT_EQ(target_of(environment, "tax"), &environment.targets[1]);
  EXPECT_EQ(target_of(environment, "seal"), &environment.targets[0]);
}

}  // namespace
}  // namespace onething::check
