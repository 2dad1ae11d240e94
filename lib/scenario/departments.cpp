// SPDX-License-Identifier: Apache-2.0

#include "scenario/departments.h"

#include <utility>

#include "calendar/calendar.h"

namespace onething::scenario {

namespace {

// A text alone is the problem or the reason.
Value returned_document(const Value& given) {
  List defects;
  const List one = {given};
  for (const Value& item : given.list() != nullptr ? *given.list() : one)
    defects.push_back(item.object() != nullptr
                          ? item
                          : Value(Object{{"field", ""}, {"problem", item}}));
  return Object{{"returned", std::move(defects)}};
}

Value refused_document(const Value& given) {
  if (given.object() != nullptr) return Object{{"refused", given}};
  return Object{{"refused", Object{{"reason", given}}}};
}

bool is_sampled(const PlayedAnswer* played) {
  return played == nullptr || played->kind == PlayedAnswer::Kind::sample ||
         played->kind == PlayedAnswer::Kind::done;
}

}  // namespace

const PlayedAnswer* Departments::next_of(const std::string& step,
                                         const std::string& service) {
  for (const std::string& name : {step, service})
    for (const PlayedPart& part : scenario_.given) {
      if (part.name.text != name || part.answers.empty()) continue;
      if (part.is_always) return &part.answers.front();
      const std::size_t turn = used_[name]++;
      return turn < part.answers.size() ? &part.answers[turn] : nullptr;
    }
  return nullptr;
}

Departments::Turn& Departments::turn_of(const RunName& name,
                                        const engine::RunState& run,
                                        const std::string& service) {
  const std::string key = name.step + "#" + std::to_string(name.iteration) +
                          "#" + std::to_string(run.generation);
  const auto [found, is_new] = turns_.try_emplace(key);
  if (is_new) {
    found->second.answer = next_of(name.step, service);
    if (found->second.answer != nullptr)
      found->second.fails = found->second.answer->fails;
  }
  return found->second;
}

Reply Departments::reply(const RunName& name, const engine::RunState& run) {
  const std::string service = run.department + "/" + run.service;
  Turn& turn = turn_of(name, run, service);
  if (turn.fails > 0) {
    --turn.fails;
    Reply nothing;
    nothing.kind = Reply::Kind::nothing;
    nothing.span = turn.answer->span;
    return nothing;
  }
  return answer(turn.answer, service, run.input);
}

Reply Departments::reply(const std::string& task_kind) {
  return answer(next_of(task_kind, task_kind), {}, Object{});
}

Reply Departments::answer(const PlayedAnswer* played,
                          const std::string& service,
                          const Value& input) const {
  Reply reply;
  if (played != nullptr) {
    reply.span = played->span;
    reply.slow = played->slow;
    if (played->kind == PlayedAnswer::Kind::silent) return reply;
  }
  reply.kind = Reply::Kind::document;
  if (!is_sampled(played)) {
    reply.document = played->kind == PlayedAnswer::Kind::returned
                         ? returned_document(played->content)
                         : refused_document(played->content);
    return reply;
  }
  Value output = Object{};
  const stub::PlayedService* found = services_.find(service);
  if (found != nullptr && found->sample) {
    const Value* const roots[] = {&input};
    expr::EvalResult made =
        found->sample->evaluate({roots, &Calendar::china()});
    if (auto* error = std::get_if<expr::EvalError>(&made)) {
      reply.problem = std::move(error->message);
      return reply;
    }
    output = std::move(*std::get_if<Value>(&made));
  }
  if (played != nullptr && played->content.object() != nullptr &&
      output.object() != nullptr)
    for (const auto& [member, value] : *played->content.object())
      output.object()->set(member, value);
  reply.document = Object{{"done", std::move(output)}};
  return reply;
}

}  // namespace onething::scenario
