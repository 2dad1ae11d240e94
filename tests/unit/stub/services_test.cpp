// SPDX-License-Identifier: Apache-2.0

#include "stub/services.h"

#include "support/played_departments.h"

namespace onething::stub {
namespace {

std::string matched(std::string_view pattern, std::string_view target) {
  const std::optional<Object> found = match_path(pattern, target);
  return found ? to_json(*found) : "none";
}

TEST(MatchPath, TakesParametersOutOfTheirPlaces) {
  EXPECT_EQ(matched("/a", "/a"), "{}");
  EXPECT_EQ(matched("/a/{x}", "/a/1%2F2"), R"({"x":"1/2"})");
  EXPECT_EQ(matched("/a/{x}/b/{y}", "/a/1/b/2"), R"({"x":"1","y":"2"})");
  EXPECT_EQ(matched("/a/{x}.json", "/a/1.json"), R"({"x":"1"})");
  EXPECT_EQ(matched("/a?x={x}&y={y}", "/a?x=1&y=2"), R"({"x":"1","y":"2"})");
  EXPECT_EQ(matched("/a/{x}", "/a/%zz"), R"({"x":"%zz"})");
}

TEST(MatchPath, RefusesWhatIsLongerShorterOrOtherwise) {
  EXPECT_EQ(matched("/a", "/a/b"), "none");
  EXPECT_EQ(matched("/a/b", "/a"), "none");
  EXPECT_EQ(matched("/a/{x}", "/a/1/2"), "none");
  EXPECT_EQ(matched("/a/{x}.json", "/a/1.xml"), "none");
  EXPECT_EQ(matched("/a/{x}", "/a/1?y=2"), "none");
}

class ServicesTest : public ::testing::Test {
 protected:
  std::string routed(std::string_view name, std::string_view method,
                     std::string_view target) {
    const Route route = services_.value().route(name, method, target);
    return route.service == nullptr ? std::string(route.problem.key)
                                    : route.service->name;
  }

  LoadedProject loaded_ = testing::load_played();
  Result<Services> services_ = Services::compile(loaded_.project);
};

TEST_F(ServicesTest, GoesByTheNameAndChecksTheAddress) {
  EXPECT_EQ(routed("tax/find", "GET", "/taxpayers/1"), "tax/find");
  EXPECT_EQ(routed("bank/find", "GET", "/taxpayers/1"), "bank/find");
  EXPECT_EQ(routed("bank/find", "POST", "/taxpayers/1"), "stub.other_address");
  EXPECT_EQ(routed("bank/fnd", "GET", "/taxpayers/1"),
            "stub.unknown_service_near");
  EXPECT_EQ(routed("tax/review", "POST", "/review"), "stub.by_person");
}

TEST_F(ServicesTest, GoesByTheAddressAloneWhereThatIsEnough) {
  EXPECT_EQ(routed("", "PUT", "/taxpayers/1"), "tax/carry_over");
  EXPECT_EQ(routed("", "POST", "/change"), "bank/change");
  EXPECT_EQ(routed("", "POST", "/bank/change"), "bank/change");
  EXPECT_EQ(routed("", "GET", "/bank/taxpayers/1"), "bank/find");
  EXPECT_EQ(routed("", "GET", "/taxpayers/1"), "stub.several_services");
  EXPECT_EQ(routed("", "POST", "/nothing"), "stub.no_service");
}

}  // namespace
}  // namespace onething::stub
