// SPDX-License-Identifier: Apache-2.0
//
// The fields of what stands inside events, listed as case_fields.h
// lists those of the events themselves.
//
// Names are part of the stored form and never change; the stored form has them
// in their order, whatever the order here.

#pragma once

#include "engine/codec/archive.h"

namespace onething::engine {

template <typename Archive>
void parts(Archive& a, typename Archive::template Ref<RunName> e) {
  a("iteration", e.iteration);
  a("step", e.step);
}

template <typename Archive>
void parts(Archive& a, typename Archive::template Ref<Renamed> e) {
  a("from", e.from);
  a("to", e.to);
}

template <typename Archive>
void parts(Archive& a, typename Archive::template Ref<SentField> e) {
  a("field", e.field);
  a("from", e.from);
  a("purpose", e.purpose);
  a("basis", e.basis);
  a("sensitivity", e.sensitivity);
}

template <typename Archive>
void parts(Archive& a, typename Archive::template Ref<SentGroup> e) {
  a("basis", e.basis);
  a("fields", e.fields);
  a("from", e.from);
  a("purpose", e.purpose);
  a("sensitivity", e.sensitivity);
}

template <typename Archive>
void parts(Archive& a, typename Archive::template Ref<Actor> e) {
  a("channel", e.channel);
  a("id", e.id);
  a("role", e.role);
}

template <typename Archive>
void parts(Archive& a, typename Archive::template Ref<CaseDefect> e) {
  a("field", e.field);
  a("title", e.title);
  a("problem", e.problem);
  a("message", e.message);
}

}  // namespace onething::engine
