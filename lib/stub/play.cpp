// SPDX-License-Identifier: Apache-2.0

#include "stub/play.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "calendar/calendar.h"
#include "model/conform.h"
#include "onething/id.h"
#include "stub/read_ask.h"

namespace onething::stub {

namespace {

Instant now() {
  return from_milliseconds(
      std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::system_clock::now().time_since_epoch())
          .count());
}

Outcome problem(std::string word, int status, Message message,
                std::string field = {}) {
  Outcome outcome;
  outcome.word = std::move(word);
  outcome.status = status;
  outcome.problem = std::move(message);
  outcome.field = std::move(field);
  return outcome;
}

// The key that a question names, in its path or its body; else the one in its
// header, which is that of the question.
std::string key_of(const Value& input, std::string header) {
  constexpr std::string_view kQuestion = ".query";
  const Value* named = input.find("key");
  if (named != nullptr && named->text() != nullptr) return *named->text();
  if (header.ends_with(kQuestion))
    header.resize(header.size() - kQuestion.size());
  return header;
}

Outcome drop(std::string word) { return problem(std::move(word), 0, {}); }

Outcome done(Value answer) {
  Outcome outcome;
  outcome.word = "executed";
  outcome.executed = true;
  outcome.answer = std::move(answer);
  return outcome;
}

// RFC 9457.
std::string problem_text(const Outcome& outcome, Language language) {
  Object text{{"type", "about:blank"},
              {"status", outcome.status},
              {"code", std::string(outcome.problem.key)},
              {"detail", render(outcome.problem, language)}};
  if (!outcome.field.empty()) text.set("field", outcome.field);
  return to_json(text);
}

}  // namespace

Play::Play(const Project& project, const StubOptions& options,
           Services services, Faults faults)
    : seed_(options.seed),
      honours_keys_(options.honours_keys),
      language_(language_of(project.file.language)),
      services_(std::move(services)),
      faults_(std::move(faults)) {}

Result<std::unique_ptr<Play>> Play::make(const Project& project,
                                         const StubOptions& options) {
  OT_TRY(Services services, Services::compile(project));
  OT_TRY(Faults faults, parse_faults(options.faults, services));
  std::unique_ptr<Play> play(
      new Play(project, options, std::move(services), std::move(faults)));
  if (options.log_path.empty()) return play;
  std::vector<Value> lines;
  OT_TRY(play->log_, RequestLog::open(options.log_path, lines));
  play->remember(lines);
  return play;
}

void Play::remember(const std::vector<Value>& lines) {
  for (const Value& line : lines) {
    const Value* given = line.find("given");
    const Value* id = line.find("case");
    if (given != nullptr && id != nullptr && id->text() != nullptr) {
      // The project may have changed since; then the samples answer.
      Result<Script> script = parse_script(*given, services_);
      if (script) memory_.give(*id->text(), *given, std::move(script.value()));
    } else if (const std::optional<CallRecord> record = to_record(line)) {
      memory_.note(*record);
    }
  }
}

Status Play::give(const std::string& case_id, const Value& given) {
  OT_TRY(Script script, parse_script(given, services_));
  // In the form in which it is read back, so that giving it again is nothing
  // new.
  OT_TRY(Value plain, parse_json(to_json(given)));
  const Object line{
      {"at", to_text(now())}, {"case", case_id}, {"given", plain}};
  const std::lock_guard lock(mutex_);
  if (!memory_.give(case_id, std::move(plain), std::move(script)))
    return Done{};
  if (log_ == nullptr) return Done{};
  std::vector<Value> others;
  const bool written = log_->append(line, others) && log_->sync();
  remember(others);
  if (!written) return Error{ErrorCode::unavailable, {"stub.log_failed", {}}};
  return Done{};
}

void Play::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  stopped_.notify_all();
}

HttpResponse Play::answer(const HttpRequest& request) {
  Ask ask;
  std::optional<Outcome> refusal = read(request, ask);
  std::unique_lock lock(mutex_);
  std::vector<Value> others;
  if (log_ != nullptr) log_->catch_up(others);
  remember(others);
  const Outcome outcome = refusal ? std::move(*refusal) : act(ask, lock);
  return finish(ask, outcome, lock);
}

std::optional<Outcome> Play::read(const HttpRequest& request, Ask& ask) const {
  read_identity(request, ask.record);
  Route route = services_.route(
      request.header("onething-service"), request.method,
      request.query.empty() ? request.path
                            : request.path + "?" + request.query);
  if (route.service == nullptr)
    return problem("no_service", 404, std::move(route.problem));
  ask.service = route.service;
  ask.record.service = route.service->name;
  for (const Fault& fault : faults_of(ask))
    if (fault.kind == Fault::Kind::down) return drop("down");
  if (ask.record.key.empty())
    return problem("no_key", 400, {"stub.no_key", {}});
  Result<Value> input = read_input(request, route.parameters);
  if (!input)
    return problem("bad_input", 400,
                   {"stub.bad_body", {{"problem", input.error().message}}});
  ask.input = std::move(input.value());
  if (route.is_query) {
    ask.is_query = true;
    ask.record.key = key_of(ask.input, std::move(ask.record.key));
    return std::nullopt;
  }
  for (const auto& [name, value] : *ask.input.object())
    ask.record.fields.push_back(name);
  return std::nullopt;
}

Outcome Play::act(Ask& ask, std::unique_lock<std::mutex>& lock) {
  if (ask.is_query) return tell(ask);
  const CallRecord& record = ask.record;
  const KeyState* known = memory_.find(record.key);
  if (known != nullptr &&
      (known->digest != record.digest || known->service != record.service))
    return problem("refused_key", 422, {"stub.key_reused", {}});
  model::Conformed typed =
      model::conform_record(ask.input, ask.service->service->input);
  if (!typed.ok()) {
    const model::Defect& defect = typed.defects.front();
    const std::string field = dotted(defect.path);
    return problem(
        "bad_input", 400,
        {"stub.bad_input", {{"field", field}, {"problem", defect.problem}}},
        field);
  }
  ask.input = std::move(typed.value);
  const KeyState& key =
      memory_.meet(record.key, record.service, record.case_id, record.digest);
  ask.record.turn = key.turn;
  std::chrono::milliseconds delay{0};
  for (const Fault& fault : faults_of(ask))
    if (fault.kind == Fault::Kind::slow) delay += fault.delay;
  if (const Turn* turn = memory_.turn_of(key)) delay += turn->delay;
  if (delay.count() > 0)
    stopped_.wait_for(lock, delay, [this] { return is_stopped_; });
  if (std::optional<Outcome> trouble = misbehave(ask, key)) return *trouble;
  Outcome outcome;
  if (!key.answer.is_null() && honours_keys_) {
    outcome.word = "replayed";
    outcome.answer = key.answer;
  } else {
    outcome = execute(ask, key);
  }
  if (outcome.status == 200 && is_early(ask, key, outcome.executed))
    outcome.status = 202;
  if (outcome.status == 200 && loses(ask, key)) {
    outcome.word = "lost";
    outcome.status = 0;
  }
  return outcome;
}

// Whether the answer is still to come by `later:TERM`.
bool Play::is_early(const Ask& ask, const KeyState& key, bool is_new) const {
  for (const Fault& fault : faults_of(ask))
    if (fault.kind == Fault::Kind::later)
      return is_new || now() < key.executed_at +
                                   onething::milliseconds(fault.delay.count());
  return false;
}

// What became of a call: its answer, not yet, or that it never came.
Outcome Play::tell(const Ask& ask) const {
  const KeyState* key = memory_.find(ask.record.key);
  Outcome outcome;
  outcome.word = "asked";
  if (key == nullptr || key->answer.is_null() ||
      key->service != ask.record.service) {
    outcome.answer = Object{{"unknown", Object{}}};
    return outcome;
  }
  outcome.answer = is_early(ask, *key, false)
                       ? Value(Object{{"pending", Object{}}})
                       : key->answer;
  return outcome;
}

// Each trouble is over after as many calls of one key as it was told.
std::optional<Outcome> Play::misbehave(const Ask& ask,
                                       const KeyState& key) const {
  std::int64_t fails = 0;
  std::int64_t busy = 0;
  std::int64_t gone = 0;
  for (const Fault& fault : faults_of(ask)) {
    if (fault.kind == Fault::Kind::fail) fails += fault.count;
    if (fault.kind == Fault::Kind::twice) ++busy;
    if (fault.kind == Fault::Kind::gone) gone += fault.count;
  }
  if (const Turn* turn = memory_.turn_of(key)) fails += turn->fails;
  const unsigned roll = chance(ask);
  if (key.failed < fails || roll == 0)
    return problem("failed", 503, {"stub.failing", {}});
  if (key.dropped < gone) return drop("dropped");
  if (key.busy < busy || roll == 1)
    return problem("busy", 409, {"stub.still_busy", {}});
  if (roll == 2) return drop("dropped");
  return std::nullopt;
}

bool Play::loses(const Ask& ask, const KeyState& key) const {
  std::int64_t lost = 0;
  for (const Fault& fault : faults_of(ask))
    if (fault.kind == Fault::Kind::lose) lost += fault.count;
  return key.lost < lost || chance(ask) == 3;
}

// From the fourth call on everything goes well, so that whoever keeps trying
// gets there.
unsigned Play::chance(const Ask& ask) const {
  constexpr unsigned kWell = 15;
  constexpr std::int64_t kCalls = 3;
  const KeyState* key = memory_.find(ask.record.key);
  const std::int64_t calls = key == nullptr ? 0 : key->calls;
  if (seed_ == 0 || calls >= kCalls) return kWell;
  const Digest digest =
      sha256_of_fields({std::to_string(seed_), ask.record.service,
                        ask.record.key, std::to_string(calls)});
  return digest[0] % 16U;
}

const std::vector<Fault>& Play::faults_of(const Ask& ask) const {
  static const std::vector<Fault> kNone;
  const auto found = faults_.find(ask.record.service);
  return found == faults_.end() ? kNone : found->second;
}

Outcome Play::execute(const Ask& ask, const KeyState& key) const {
  const Turn* turn = memory_.turn_of(key);
  if (turn != nullptr && !turn->answer.is_null()) {
    const Value* laid_over = turn->answer.find("done");
    return laid_over == nullptr ? done(turn->answer)
                                : from_sample(ask, laid_over);
  }
  for (const Fault& fault : faults_of(ask)) {
    if (fault.kind == Fault::Kind::give_back &&
        !memory_.had_fault(key, "return")) {
      Outcome outcome = done(Object{
          {"returned", List{Object{{"field", ""}, {"problem", fault.text}}}}});
      outcome.fault = "return";
      return outcome;
    }
    if (fault.kind == Fault::Kind::refuse)
      return done(
          refusal_document(*ask.service->service, fault.text, language_));
  }
  return from_sample(ask, nullptr);
}

Outcome Play::from_sample(const Ask& ask, const Value* laid_over) const {
  Value output = Object{};
  if (ask.service->sample) {
    const Value* const roots[] = {&ask.input};
    expr::EvalResult made =
        ask.service->sample->evaluate({roots, &Calendar::china()});
    if (auto* error = std::get_if<expr::EvalError>(&made))
      return problem("bad_sample", 500,
                     {"stub.sample_failed",
                      {{"service", ask.record.service},
                       {"problem", std::move(error->message)}}});
    output = std::move(*std::get_if<Value>(&made));
  }
  if (laid_over != nullptr && laid_over->object() != nullptr &&
      output.object() != nullptr)
    for (const auto& [name, value] : *laid_over->object())
      output.object()->set(name, value);
  model::Conformed typed =
      model::conform_record(output, ask.service->service->output);
  if (!typed.ok()) {
    const model::Defect& defect = typed.defects.front();
    return problem("bad_sample", 500,
                   {"stub.sample_unfit",
                    {{"service", ask.record.service},
                     {"field", dotted(defect.path)},
                     {"problem", defect.problem}}});
  }
  // As it is sent and as it is read back, so that a repetition after a restart
  // is the same to the byte.
  Result<Value> plain = parse_json(to_json(typed.value));
  if (!plain)
    return problem("bad_sample", 500,
                   {"stub.sample_failed",
                    {{"service", ask.record.service},
                     {"problem", plain.error().message}}});
  return done(Object{{"done", std::move(plain.value())}});
}

HttpResponse Play::finish(Ask& ask, const Outcome& outcome,
                          std::unique_lock<std::mutex>& lock) {
  CallRecord& record = ask.record;
  record.at = now();
  record.outcome = outcome.word;
  record.status = outcome.status;
  record.executed = outcome.executed;
  record.fault = outcome.fault;
  if (outcome.executed) record.answer = outcome.answer;
  memory_.note(record);
  std::vector<Value> others;
  const bool written =
      log_ == nullptr || log_->append(to_value(record), others);
  remember(others);
  lock.unlock();
  HttpResponse response;
  // What is not in the log was never answered.
  response.drop_connection =
      outcome.status == 0 || !written || (log_ != nullptr && !log_->sync());
  response.status = outcome.status == 0 ? 500 : outcome.status;
  const bool well = outcome.status == 200 || outcome.status == 202;
  response.headers = {
      {"Content-Type", well ? "application/json" : "application/problem+json"}};
  if (outcome.status == 200) response.body = to_json(outcome.answer);
  if (outcome.status == 202) response.body = "{\"pending\":{}}";
  if (!well && outcome.status != 0)
    response.body = problem_text(outcome, language_);
  return response;
}

}  // namespace onething::stub
