// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/format.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "connect/answer.h"
#include "connect/exchange_name.h"
#include "connect/file_text.h"
#include "connect/folder.h"
#include "onething/connector.h"
#include "onething/id.h"

namespace onething {

namespace {

using connect::ExchangeName;
using connect::FileBytes;
using connect::Folder;
using connect::Moved;

constexpr std::size_t kCasesAtOnce = 200;
constexpr std::size_t kCopiesMax = 1'000;
// Of a digest, in a name: enough to tell two answers to one call apart.
constexpr std::size_t kDigestCharacters = 16;
// Of a name, so that a number and ".reason" fit behind it.
constexpr std::size_t kNameBytesMax = 200;

// "NAME.json" with something before its end.
std::string name_with(const std::string& name, const std::string& part) {
  constexpr std::string_view end = ".json";
  if (!name.ends_with(end)) return name + "." + part;
  return name.substr(0, name.size() - end.size()) + "." + part +
         std::string(end);
}

std::string digest_of(std::string_view bytes) {
  return to_hex(sha256(bytes)).substr(0, kDigestCharacters);
}

// What a file is known by until it is put away: its name, and of what was read
// the digest, so that nothing is put away that came in its place since.
struct Receipt {
  std::string name;
  std::string digest;  // Empty: it could not be read.
};

std::string to_text(const Receipt& receipt) {
  return receipt.digest + "/" + receipt.name;
}

Receipt parse_receipt(const std::string& text) {
  const std::size_t slash = text.find('/');
  return {text.substr(slash + 1), text.substr(0, slash)};
}

// Names of files are any bytes; what people and programs read is text.
std::string shown(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const base::CodePoint point = base::first_code_point(name);
    out += point.valid ? name.substr(0, point.length) : "?";
    name.remove_prefix(point.length);
  }
  return out;
}

Message about_file(std::string_view key, const std::string& name) {
  return {key, {{"file", shown(name)}}};
}

// What a file is called in quarantine.
std::string short_name(const std::string& name) {
  if (name.size() <= kNameBytesMax) return name;
  return name.substr(0, kNameBytesMax - kDigestCharacters - 6) + "." +
         digest_of(name) + ".json";
}

std::string_view trouble_of(FileBytes::State state) {
  switch (state) {
    case FileBytes::State::not_plain:
      return "connect.file_not_plain";
    case FileBytes::State::too_big:
      return "connect.file_too_big";
    case FileBytes::State::unreadable:
    case FileBytes::State::absent:
    case FileBytes::State::read:
      break;
  }
  return "connect.file_unreadable";
}

struct Folders {
  Folder outbox;
  Folder inbox;
  Folder processing;  // What was claimed and is not put away yet.
  Folder done;
  Folder quarantine;
};

class FileConnector final : public Connector {
 public:
  FileConnector(Folders folders, std::chrono::milliseconds settle)
      : folders_(std::move(folders)), settle_(settle) {}

  void start(Call call) override {
    answers_.push_back(call.about.empty() ? send(call) : ask(call));
  }
  std::vector<Answer> wait(std::chrono::milliseconds) override {
    return std::exchange(answers_, {});
  }
  std::size_t in_flight() const override { return answers_.size(); }

  std::vector<std::string> cases_with_arrivals() override;
  std::vector<Arrival> arrivals(std::span<const std::string> cases) override;
  void put_away(const std::string& receipt, PutAway how,
                const Message& why) override;

 private:
  Answer send(const Call& call) const;
  Answer ask(const Call& call) const;
  Answer written(const Call& call, const std::string& name,
                 const std::string& text) const;
  std::set<std::string> names_lying() const;
  // Claimed and read. Nothing while it may still be written to, or when it is
  // gone.
  std::optional<Answer> take(const ExchangeName& name,
                             const std::string& file) const;
  FileBytes read_claimed(const std::string& file) const;
  bool is_ripe(const ExchangeName& name, const std::string& file) const;
  void keep_done(const Receipt& receipt) const;
  void quarantine(const Folder& from, const std::string& name,
                  const Message& why) const;

  Folders folders_;
  std::chrono::milliseconds settle_;
  std::vector<Answer> answers_;
};

Answer pending(const Call& call) {
  Answer answer = connect::answer_to(call);
  answer.document = Value(Object{{"pending", Object{}}});
  return answer;
}

Answer FileConnector::send(const Call& call) const {
  const std::optional<std::string> name = connect::file_name_of(call);
  const Arg service("service", call.service);
  if (!name)
    return connect::fail(call, CallFailure::rejected,
                         {"connect.file_bad_id", {service}});
  if (call.body.size() > limits::request_bytes_max)
    return connect::fail(
        call, CallFailure::rejected,
        {"connect.request_too_big",
         {service, {"limit", std::to_string(limits::request_bytes_max)}}});
  return written(call, *name, connect::request_text(call));
}

// The department has it as soon as it lies there. A file of that name with the
// same bytes is this very call, made before.
Answer FileConnector::written(const Call& call, const std::string& name,
                              const std::string& text) const {
  const Arg service("service", call.service);
  const Arg file("file", name);
  if (folders_.outbox.write(name, text) == connect::Written::yes)
    return pending(call);
  const FileBytes there =
      folders_.outbox.read(name, 2 * limits::request_bytes_max);
  if (there.state == FileBytes::State::absent)
    return connect::fail(call, CallFailure::unreachable,
                         {"connect.file_not_written",
                          {service, {"path", folders_.outbox.path()}}});
  if (there.bytes == text) return pending(call);
  return connect::fail(call, CallFailure::key_conflict,
                       {"connect.file_conflict", {service, file}});
}

// A request that still lies there was not fetched yet; else a question is laid
// beside it, whose answer is looked for the next time.
Answer FileConnector::ask(const Call& call) const {
  const std::optional<std::string> name = connect::file_name_of(call);
  if (!name)
    return connect::fail(call, CallFailure::rejected,
                         {"connect.file_bad_id", {{"service", call.service}}});
  if (std::optional<Answer> reply =
          take(*connect::parse_file_name(*name), *name)) {
    reply->key = call.key;
    reply->attempt = call.attempt;
    return std::move(*reply);
  }
  Call asked = call;
  asked.key = call.about;
  asked.about.clear();
  const std::string request = *connect::file_name_of(asked);
  const FileBytes there =
      folders_.outbox.read(request, 2 * limits::request_bytes_max);
  if (there.state == FileBytes::State::read) return pending(call);
  return written(call, *name, connect::request_text(call));
}

// Not perhaps half written.
bool FileConnector::is_ripe(const ExchangeName& name,
                            const std::string& file) const {
  const FileBytes there = folders_.inbox.read(file, limits::response_bytes_max);
  if (there.state == FileBytes::State::absent) return false;
  if (there.age >= settle_ || there.state == FileBytes::State::too_big)
    return true;
  return there.state == FileBytes::State::read &&
         !connect::read_answer_text(name, file, there.bytes).unsettled;
}

FileBytes FileConnector::read_claimed(const std::string& file) const {
  FileBytes there = folders_.processing.read(file, limits::response_bytes_max);
  // On file systems without renameat2 one may have died between its two names.
  if (there.state == FileBytes::State::not_plain &&
      folders_.inbox.move(file, folders_.processing, file) == Moved::yes)
    there = folders_.processing.read(file, limits::response_bytes_max);
  return there;
}

// What one who died had claimed comes first. Once claimed, nothing else can
// come to lie under that name: what is read is what is put away.
std::optional<Answer> FileConnector::take(const ExchangeName& name,
                                          const std::string& file) const {
  FileBytes there = read_claimed(file);
  if (there.state == FileBytes::State::absent) {
    if (!is_ripe(name, file) ||
        folders_.inbox.move(file, folders_.processing, file) != Moved::yes)
      return std::nullopt;
    there = read_claimed(file);
  }
  Answer answer;
  if (there.state == FileBytes::State::read) {
    answer = connect::read_answer_text(name, file, there.bytes).answer;
    answer.receipt = to_text({file, digest_of(there.bytes)});
    return answer;
  }
  answer.key = name.key;
  answer.failure = CallFailure::malformed;
  answer.detail = about_file(trouble_of(there.state), file);
  answer.receipt = to_text({file, ""});
  return answer;
}

std::set<std::string> FileConnector::names_lying() const {
  std::set<std::string> names;
  for (const Folder* folder : {&folders_.processing, &folders_.inbox})
    for (std::string& name : folder->names(limits::exchange_files_max))
      names.insert(std::move(name));
  return names;
}

std::vector<std::string> FileConnector::cases_with_arrivals() {
  std::set<std::string> cases;
  for (const std::string& file : names_lying()) {
    const auto name = connect::parse_file_name(file);
    if (name && !name->is_question) {
      cases.insert(name->case_id);
      if (cases.size() == kCasesAtOnce) break;
      continue;
    }
    // An answer to nothing: nobody would ever look for it.
    const bool is_settled = !name && file.ends_with(".json") &&
                            folders_.inbox.read(file, 0).age >= settle_;
    if (is_settled)
      quarantine(folders_.inbox, file,
                 about_file("connect.file_bad_name", file));
  }
  return {cases.begin(), cases.end()};
}

std::vector<Arrival> FileConnector::arrivals(
    std::span<const std::string> cases) {
  const std::set<std::string_view> wanted(cases.begin(), cases.end());
  std::vector<Arrival> found;
  for (const std::string& file : names_lying()) {
    const auto name = connect::parse_file_name(file);
    if (!name || name->is_question || !wanted.contains(name->case_id)) continue;
    if (std::optional<Answer> answer = take(*name, file))
      found.push_back({name->case_id, std::move(*answer)});
  }
  return found;
}

void FileConnector::put_away(const std::string& receipt, PutAway how,
                             const Message& why) {
  const Receipt file = parse_receipt(receipt);
  const FileBytes there =
      folders_.processing.read(file.name, limits::response_bytes_max);
  // Whoever wrote it still held it open: what it has become is yet to be read.
  if (!file.digest.empty() && digest_of(there.bytes) != file.digest) return;
  if (how == PutAway::taken)
    keep_done(file);
  else
    quarantine(folders_.processing, file.name, why);
}

// The same answer twice is one answer.
void FileConnector::keep_done(const Receipt& receipt) const {
  const std::string name = name_with(receipt.name, receipt.digest);
  const Folder& from = folders_.processing;
  if (from.move(receipt.name, folders_.done, name) == Moved::exists)
    from.remove(receipt.name);
}

void FileConnector::quarantine(const Folder& from, const std::string& name,
                               const Message& why) const {
  const std::string kept = short_name(name);
  for (std::size_t copy = 1; copy <= kCopiesMax; ++copy) {
    const std::string to =
        copy == 1 ? kept : name_with(kept, std::to_string(copy));
    const Moved moved = from.move(name, folders_.quarantine, to);
    if (moved == Moved::exists) continue;
    if (moved == Moved::no) return;
    const Object reason{{"message_id", std::string(why.key)},
                        {"zh", render(why, Language::zh)},
                        {"en", render(why, Language::en)}};
    static_cast<void>(
        folders_.quarantine.write(to + ".reason", to_json(reason) + "\n"));
    return;
  }
}

}  // namespace

Result<std::unique_ptr<Connector>> make_file_connector(FileTarget target) {
  using connect::Missing;
  const bool makes_done = target.done.empty();
  const bool makes_quarantine = target.quarantine.empty();
  if (makes_done) target.done = target.inbox + "/done";
  if (makes_quarantine) target.quarantine = target.inbox + "/quarantine";
  Folders folders;
  OT_TRY(folders.outbox, Folder::open(target.outbox, Missing::refuse));
  OT_TRY(folders.inbox, Folder::open(target.inbox, Missing::refuse));
  OT_TRY(folders.processing,
         Folder::open(target.inbox + "/processing", Missing::make));
  OT_TRY(folders.done, Folder::open(target.done, makes_done ? Missing::make
                                                            : Missing::refuse));
  OT_TRY(folders.quarantine,
         Folder::open(target.quarantine,
                      makes_quarantine ? Missing::make : Missing::refuse));
  return std::unique_ptr<Connector>(
      std::make_unique<FileConnector>(std::move(folders), target.settle));
}

}  // namespace onething
