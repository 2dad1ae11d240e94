// SPDX-License-Identifier: Apache-2.0

#include "engine/codec/codec.h"

#include <utility>

#include "engine/codec/archive.h"
#include "engine/codec/case_fields.h"
#include "engine/codec/flow_fields.h"
#include "engine/codec/life_fields.h"
#include "engine/codec/people_fields.h"
#include "engine/codec/step_fields.h"

namespace onething::engine {

namespace {

struct Written {
  std::string_view type;
  int version;
};

#define ONETHING_EVENT(Type, word, version) \
  Written written_as(const Type&) { return {word, version}; }
#include "engine/codec/event_types.def"

Error bad_event(std::string_view type, int version) {
  return {
      ErrorCode::corrupt,
      {"engine.bad_event",
       {{"type", std::string(type)}, {"version", std::to_string(version)}}}};
}

template <typename Type, typename Shape>
std::optional<Fact> read_fact(const Value& value) {
  Shape fact;
  Reader reader(value);
  if (!reader.is_object()) return std::nullopt;
  fields(reader, fact);
  if (!reader.is_complete()) return std::nullopt;
  return Type(std::move(fact));
}

std::optional<Fact> read_fact(std::string_view type, int version,
                              const Value& value) {
#define ONETHING_EVENT(Type, word, latest) \
  if (type == word && version == latest) return read_fact<Type, Type>(value);
#define ONETHING_EARLIER_EVENT(Type, Shape, word, earlier) \
  if (type == word && version == earlier) return read_fact<Type, Shape>(value);
#include "engine/codec/event_types.def"
  return std::nullopt;
}

}  // namespace

EncodedEvent encode(const Event& event) {
  return std::visit(
      [](const auto& fact) {
        Writer writer;
        fields(writer, fact);
        const Written written = written_as(fact);
        return EncodedEvent{written.type, written.version, writer.take()};
      },
      event.fact);
}

Result<Event> decode(std::string_view type, int version, Instant at,
                     std::string_view payload) {
  const Result<Value> value = parse_canonical(payload);
  if (!value) return bad_event(type, version);
  std::optional<Fact> fact = read_fact(type, version, value.value());
  if (!fact) return bad_event(type, version);
  return Event{at, std::move(*fact)};
}

}  // namespace onething::engine
