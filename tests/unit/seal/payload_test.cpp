// SPDX-License-Identifier: Apache-2.0

#include "seal/payload.h"

#include <gtest/gtest.h>

#include "support/counted_randomness.h"

namespace onething::seal {
namespace {

class SealedPayload : public ::testing::TestWithParam<CipherSuite> {
 protected:
  CaseSeal seal_of(const std::string& id, char key) {
    return {cipher, randomness, id,
            *Secret::from(std::string(Secret::size, key))};
  }

  std::string sealed(const Payload& payload) {
    return seal_payload(seal, payload).value();
  }

  Cipher cipher = *Cipher::load(GetParam());
  testing::CountedRandomness randomness;
  CaseSeal seal = seal_of("case-a", 'k');
};

constexpr Payload kReceived{
    "case_received", 1,
    R"({"actor":{"channel":"online","id":"LI-NA","role":""},)"
    R"("form":{"name":"LI-NA"},"materials":{},"seed":{"$uint":"9"},)"
    R"("subject":"SUBJECT-1","workflow":"to_company"})"};

TEST_P(SealedPayload, HidesValuesAndLeavesTheCourseReadable) {
  const std::string text = sealed(kReceived);

  EXPECT_EQ(text.find("LI-NA"), std::string::npos);
  EXPECT_EQ(text.find("SUBJECT"), std::string::npos);
  EXPECT_NE(text.find(R"("workflow":"to_company")"), std::string::npos);
  EXPECT_NE(text.find(R"("materials":{})"), std::string::npos);
  EXPECT_NE(text.find(R"({"$sealed":"o:)"), std::string::npos);
  EXPECT_TRUE(is_sealed(text));
  EXPECT_FALSE(is_sealed(kReceived.text));
}

TEST_P(SealedPayload, ComesBackByteForByte) {
  EXPECT_EQ(open_payload(seal, {"case_received", 1, sealed(kReceived)}).value(),
            kReceived.text);
}

TEST_P(SealedPayload, SealsWhatNobodyHasNamedYet) {
  const Payload future{
      "note_added", 1,
      R"({"at_most":3,"price":{"$money":"1.00"},"text":"NOTE","to":["ANNA"],)"
      R"("until":{"$date":"2026-01-05"}})"};
  const std::string text = sealed(future);
  EXPECT_EQ(text.find("NOTE"), std::string::npos);
  EXPECT_EQ(text.find("ANNA"), std::string::npos);
  EXPECT_EQ(text.find("1.00"), std::string::npos);
  EXPECT_NE(text.find(R"("at_most":3)"), std::string::npos);
  EXPECT_NE(text.find(R"("until":{"$date":"2026-01-05"})"), std::string::npos);
  EXPECT_EQ(open_payload(seal, {"note_added", 1, text}).value(), future.text);
}

TEST_P(SealedPayload, IsBlankOnceErasedAndKeepsTheNumberOfElements) {
  EXPECT_EQ(blank_payload({"case_received", 1, sealed(kReceived)}).value(),
            R"({"actor":{"channel":"online","id":"","role":""},"form":{},)"
            R"("materials":{},"seed":{"$uint":"9"},"subject":"",)"
            R"("workflow":"to_company"})");
  const Payload expanded{"step_expanded", 1,
                         R"({"elements":["A",{"b":[1,2]}],"step":"permits"})"};
  const std::string text = sealed(expanded);
  EXPECT_EQ(open_payload(seal, {"step_expanded", 1, text}).value(),
            expanded.text);
  EXPECT_EQ(blank_payload({"step_expanded", 1, text}).value(),
            R"({"elements":[null,null],"step":"permits"})");
}

TEST_P(SealedPayload, KeepsTheShapeOfRecordsWithinARecord) {
  const Payload received{
      "case_received", 2,
      R"({"agent":{"id":"AGENT","kind":"lawyer","until":{"$date":"2026-01-05"}},)"
      R"("run":{"iteration":0,"step":"a"}})"};
  const std::string text = sealed(received);
  EXPECT_EQ(text.find("AGENT"), std::string::npos);
  EXPECT_EQ(open_payload(seal, {"case_received", 2, text}).value(),
            received.text);
  EXPECT_EQ(
      blank_payload({"case_received", 2, text}).value(),
      R"({"agent":{"id":"","kind":"lawyer","until":{"$date":"2026-01-05"}},)"
      R"("run":{"iteration":0,"step":"a"}})");
}

TEST_P(SealedPayload, IsBoundToItsCaseItsRecordItsVersionAndItsKey) {
  const std::string text = sealed(kReceived);
  const auto opens = [](const CaseSeal& with, const Payload& payload) {
    const Result<std::string> opened = open_payload(with, payload);
    return opened ? ErrorCode::unknown : opened.error().code;
  };
  EXPECT_EQ(opens(seal_of("case-b", 'k'), {"case_received", 1, text}),
            ErrorCode::corrupt);
  EXPECT_EQ(opens(seal_of("case-a", 'l'), {"case_received", 1, text}),
            ErrorCode::corrupt);
  EXPECT_EQ(opens(seal, {"case_supplemented", 1, text}), ErrorCode::corrupt);
  EXPECT_EQ(opens(seal, {"case_received", 2, text}), ErrorCode::corrupt);
}

TEST_P(SealedPayload, NoticesValuesThatWereSwapped) {
  const std::string text = sealed(
      {"step_done", 1, R"({"outcome":{"a":1},"output":{"a":2},"reason":"r"})"});
  const std::size_t begin = text.find("\"outcome\":") + 10;
  const std::size_t end = text.find(",\"output\":");
  const std::size_t second = end + 10;
  const std::size_t last = text.find(",\"reason\":");
  const std::string swapped =
      text.substr(0, begin) + text.substr(second, last - second) +
      ",\"output\":" + text.substr(begin, end - begin) + text.substr(last);

  EXPECT_FALSE(open_payload(seal, {"step_done", 1, swapped}));
}

// What is left after erasure is part of what is protected.
TEST_P(SealedPayload, NoticesAChangedShapeAndDamagedBase64) {
  const std::string text = sealed({"step_done", 1, R"({"output":{"a":2}})"});
  std::string shape = text;
  shape[shape.find("o:")] = 's';
  EXPECT_FALSE(open_payload(seal, {"step_done", 1, shape}));
  std::string damaged = text;
  damaged[damaged.find("o:") + 4] = '!';
  EXPECT_FALSE(open_payload(seal, {"step_done", 1, damaged}));
}

TEST_P(SealedPayload, IsNotTakenForAnObjectThatSomebodyNamedSo) {
  const std::string own = R"({"outcome":{"$object":{"$sealed":"s:AAAA"}}})";
  EXPECT_FALSE(is_sealed(own));
  EXPECT_EQ(open_payload(seal, {"case_granted", 1, own}).value(), own);
  const std::string quoted = R"({"title":"{\"$sealed\":\"s:AAAA\"}"})";
  EXPECT_FALSE(is_sealed(quoted));
  EXPECT_EQ(open_payload(seal, {"case_received", 1, quoted}).value(), quoted);
}

TEST_P(SealedPayload, RefusesWhatIsNoRecord) {
  for (const char* text : {"", "[]", "{", "{\"a\"}", "{\"a\":}", "{a:1}"})
    EXPECT_FALSE(seal_payload(seal, {"x", 1, text})) << text;
  EXPECT_TRUE(seal_payload(seal, {"x", 1, "{}"}));
}

TEST_P(SealedPayload, SaysSoWhenThereIsNoChance) {
  randomness.exhausted = true;
  EXPECT_EQ(seal_payload(seal, kReceived).error().code, ErrorCode::unavailable);
  EXPECT_FALSE(draw_key(randomness));
}

TEST_P(SealedPayload, GivesEachCaseDigestsOfItsOwn) {
  EXPECT_EQ(seal.digest("1"), seal_of("case-b", 'k').digest("1"));
  EXPECT_NE(seal.digest("1"), seal_of("case-a", 'l').digest("1"));
}

TEST_P(SealedPayload, KeepsItsKeyUnderAMasterKey) {
  const Secret master = *Secret::from(std::string(Secret::size, 'm'));
  const Secret other = *Secret::from(std::string(Secret::size, 'o'));
  const std::string wrapped =
      wrap_key(cipher, randomness, master, "case-a", seal.key()).value();

  const auto opened = unwrap_key(cipher, master, "case-a", wrapped);
  ASSERT_TRUE(opened);
  EXPECT_EQ(std::string(opened.value().data(), opened.value().data() + 32),
            std::string(32, 'k'));
  EXPECT_FALSE(unwrap_key(cipher, other, "case-a", wrapped));
  EXPECT_FALSE(unwrap_key(cipher, master, "case-b", wrapped));
  EXPECT_FALSE(unwrap_key(cipher, master, "case-a", ""));
}

INSTANTIATE_TEST_SUITE_P(Suites, SealedPayload,
                         ::testing::Values(CipherSuite::aes_256_gcm,
                                           CipherSuite::sm4_ctr_hmac_sm3));

}  // namespace
}  // namespace onething::seal
