// SPDX-License-Identifier: Apache-2.0

#include "audit/checkpoint_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include "base/base64.h"
#include "base/format.h"
#include "base/signature.h"
#include "onething/value.h"

namespace onething::audit {

namespace {

constexpr std::string_view kType = "onething/checkpoint/1";
constexpr std::string_view kLeaf = "onething/head/1";

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

void add_field(std::string& bytes, std::string_view field) {
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes += static_cast<char>(field.size() >> shift & 0xff);
  bytes += field;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::optional<Digest> parse_hex(const Value* value) {
  const std::string* text = value == nullptr ? nullptr : value->text();
  Digest digest{};
  if (text == nullptr || text->size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = hex_digit((*text)[2 * i]);
    const int low = hex_digit((*text)[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return digest;
}

std::string text_in(const Value& value, std::string_view name) {
  const Value* found = value.find(name);
  const std::string* text = found == nullptr ? nullptr : found->text();
  return text == nullptr ? std::string() : *text;
}

// -1 for what is no number or more than any count can be.
std::int64_t number_in(const Value& value, std::string_view name) {
  constexpr std::int64_t kMost = std::int64_t{1} << 53;
  const Value* found = value.find(name);
  const std::int64_t* number =
      found == nullptr ? nullptr : found->as<std::int64_t>();
  return number == nullptr || *number > kMost ? -1 : *number;
}

std::optional<CheckpointStatement> parse_statement(const std::string& line) {
  const Result<Value> parsed = parse_json(line);
  if (!parsed || text_in(parsed.value(), "type") != kType) return std::nullopt;
  const Value& value = parsed.value();
  CheckpointStatement statement;
  statement.number = number_in(value, "number");
  statement.cases = number_in(value, "cases");
  statement.events = number_in(value, "events");
  statement.key = text_in(value, "key");
  statement.previous = text_in(value, "previous");
  const auto at = parse_instant(text_in(value, "at"));
  const auto root = parse_hex(value.find("root"));
  if (!at || !root || statement.number < 1 || statement.cases < 0 ||
      statement.events < 0)
    return std::nullopt;
  statement.at = *at;
  statement.root = *root;
  return statement;
}

std::optional<CaseHead> parse_head(const std::string& line) {
  const Result<Value> parsed = parse_json(line);
  if (!parsed) return std::nullopt;
  const auto hash = parse_hex(parsed.value().find("head"));
  CaseHead head{text_in(parsed.value(), "case"),
                number_in(parsed.value(), "events"), Digest{}};
  if (!hash || head.length < 1) return std::nullopt;
  head.hash = *hash;
  return head;
}

std::optional<CheckpointFile> parse_file(std::istream& input) {
  CheckpointFile file;
  std::string line;
  if (!std::getline(input, file.signed_text) || !std::getline(input, line))
    return std::nullopt;
  const auto statement = parse_statement(file.signed_text);
  const Result<Value> seal = parse_json(line);
  if (!statement || !seal) return std::nullopt;
  file.statement = *statement;
  file.open_key =
      decode_base64(text_in(seal.value(), "public_key")).value_or("");
  file.signature =
      decode_base64(text_in(seal.value(), "signature")).value_or("");
  while (std::getline(input, line)) {
    auto head = parse_head(line);
    if (!head) return std::nullopt;
    file.heads.push_back(std::move(*head));
  }
  return file;
}

}  // namespace

std::string leaf_of(const CaseHead& head) {
  std::string bytes;
  add_field(bytes, kLeaf);
  add_field(bytes, head.id);
  add_field(bytes, format("{}", head.length));
  add_field(bytes, bytes_of(head.hash));
  return bytes;
}

std::string statement_text(const CheckpointStatement& statement) {
  return to_json(
      Object{{"at", to_text(statement.at)},
             {"cases", statement.cases},
             {"events", statement.events},
             {"hash", "sha-256"},
             {"key", statement.key},
             {"number", statement.number},
             {"previous",
              statement.previous.empty() ? Value() : Value(statement.previous)},
             {"root", to_hex(statement.root)},
             {"signature", "ed25519"},
             {"tree", "rfc9162"},
             {"type", std::string(kType)}});
}

std::string to_text(const CheckpointFile& file) {
  std::string text =
      file.signed_text + "\n" +
      to_json(Object{{"public_key", encode_base64(file.open_key)},
                     {"signature", encode_base64(file.signature)}}) +
      "\n";
  for (const CaseHead& head : file.heads)
    text += to_json(Object{{"case", head.id},
                           {"events", head.length},
                           {"head", to_hex(head.hash)}}) +
            "\n";
  return text;
}

Result<CheckpointFile> read_checkpoint(const std::string& path) {
  OT_TRY(const std::string text, read_whole(path));
  std::istringstream input(text);
  std::optional<CheckpointFile> file = parse_file(input);
  // Nothing may be in it that is neither signed nor bound by the root.
  if (!file || to_text(*file) != text)
    return Error{ErrorCode::invalid,
                 {"audit.not_a_checkpoint", {{"path", path}}}};
  return std::move(*file);
}

Message check_checkpoint(const CheckpointFile& file) {
  const Arg number{"number", format("{}", file.statement.number)};
  if (key_id(file.open_key) != file.statement.key ||
      !is_signed_by(file.open_key, file.signed_text, file.signature))
    return {"audit.bad_signature", {number}};
  MerkleTree tree;
  std::int64_t left = file.statement.events;  // Whoever signs can name any.
  for (std::size_t i = 0; i < file.heads.size(); ++i) {
    const CaseHead& head = file.heads[i];
    if (i > 0 && head.id <= file.heads[i - 1].id)
      return {"audit.bad_list", {number}};
    if (head.length > left) return {"audit.bad_list", {number}};
    tree.add(leaf_of(head));
    left -= head.length;
  }
  if (std::cmp_not_equal(file.heads.size(), file.statement.cases) ||
      left != 0 || tree.root() != file.statement.root)
    return {"audit.bad_list", {number}};
  return {};
}

std::string key_id(std::string_view open_key) {
  constexpr std::size_t kLetters = 32;
  return to_hex(sha256(open_key)).substr(0, kLetters);
}

std::string digest_of(const CheckpointFile& file) {
  return to_hex(sha256(file.signed_text));
}

Result<std::string> read_whole(const std::string& path) {
  std::ifstream input(path, std::ios::binary);
  if (!input)
    return Error{ErrorCode::not_found, {"audit.no_file", {{"path", path}}}};
  return std::string(std::istreambuf_iterator<char>(input), {});
}

}  // namespace onething::audit
