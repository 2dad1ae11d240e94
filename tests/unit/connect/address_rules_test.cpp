// SPDX-License-Identifier: Apache-2.0

#include "connect/address_rules.h"

#include <gtest/gtest.h>

namespace onething::connect {
namespace {

TEST(AddressRules, KnowsEveryRangeThatIsNotPublic) {
  const struct {
    const char* address;
    AddressKind kind;
  } rows[] = {
      {"127.0.0.1", AddressKind::loopback},
      {"127.255.255.255", AddressKind::loopback},
      {"::1", AddressKind::loopback},
      {"::ffff:127.0.0.1", AddressKind::loopback},
      {"64:ff9b::7f00:1", AddressKind::loopback},
      {"2002:7f00:1::", AddressKind::loopback},
      {"10.0.0.1", AddressKind::private_range},
      {"172.16.0.1", AddressKind::private_range},
      {"172.31.255.255", AddressKind::private_range},
      {"192.168.1.1", AddressKind::private_range},
      {"100.64.0.1", AddressKind::private_range},
      {"::ffff:10.0.0.1", AddressKind::private_range},
      {"fc00::1", AddressKind::private_range},
      {"fdff::1", AddressKind::private_range},
      {"fec0::1", AddressKind::private_range},
      {"169.254.169.254", AddressKind::link_local},
      {"::ffff:169.254.169.254", AddressKind::link_local},
      {"fe80::1", AddressKind::link_local},
      {"febf::1", AddressKind::link_local},
      {"0.0.0.0", AddressKind::unspecified},
      {"0.1.2.3", AddressKind::unspecified},
      {"::", AddressKind::unspecified},
      {"::ffff:0.0.0.0", AddressKind::unspecified},
      {"224.0.0.1", AddressKind::multicast},
      {"ff02::1", AddressKind::multicast},
      {"192.0.2.1", AddressKind::reserved},
      {"198.18.0.1", AddressKind::reserved},
      {"240.0.0.1", AddressKind::reserved},
      {"255.255.255.255", AddressKind::reserved},
      {"::127.0.0.1", AddressKind::reserved},
      {"2001:db8::1", AddressKind::reserved},
      {"2001::1", AddressKind::reserved},
      {"8.8.8.8", AddressKind::global},
      {"172.15.255.255", AddressKind::global},
      {"172.32.0.1", AddressKind::global},
      {"11.0.0.1", AddressKind::global},
      {"::ffff:8.8.8.8", AddressKind::global},
      {"2400:3200::1", AddressKind::global},
  };
  for (const auto& row : rows)
    EXPECT_EQ(classify(row.address), row.kind) << row.address;
}

TEST(AddressRules, TakesNoAddressFromWhatOnlyLooksLikeOne) {
  for (const char* text : {"", "localhost", "127.1", "0x7f000001", "[::1]",
                           "1.2.3.4.5", "2130706433"})
    EXPECT_EQ(classify(std::string_view(text)), std::nullopt) << text;
}

TEST(AddressRules, LetsOnlyHttpsOutToPublicAddresses) {
  const AddressPolicy https{Scheme::https, false, false};
  const AddressPolicy http{Scheme::http, true, true};

  EXPECT_EQ(judge(AddressKind::global, https), Verdict::allowed);
  EXPECT_EQ(judge(AddressKind::global, http), Verdict::refused_plain_http);
}

TEST(AddressRules, NeedsADeclarationForThisMachineAndForPrivateNetworks) {
  for (const Scheme scheme : {Scheme::http, Scheme::https}) {
    EXPECT_EQ(judge(AddressKind::loopback, {scheme, false, true}),
              Verdict::refused_address);
    EXPECT_EQ(judge(AddressKind::loopback, {scheme, true, false}),
              Verdict::allowed);
    EXPECT_EQ(judge(AddressKind::private_range, {scheme, true, false}),
              Verdict::refused_address);
    EXPECT_EQ(judge(AddressKind::private_range, {scheme, false, true}),
              Verdict::allowed);
  }
}

TEST(AddressRules, NeverLetsACallGoToMachinesCredentials) {
  for (const AddressKind kind :
       {AddressKind::link_local, AddressKind::unspecified,
        AddressKind::multicast, AddressKind::reserved})
    EXPECT_EQ(judge(kind, {Scheme::https, true, true}),
              Verdict::refused_address);
}

}  // namespace
}  // namespace onething::connect
