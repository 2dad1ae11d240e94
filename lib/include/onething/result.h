// SPDX-License-Identifier: Apache-2.0
//
// Result<T>: a value, or the Error that explains why there is none.
//
// Everything that touches a file, a database, a clock or a network returns one
// of these; nothing under lib/ throws. Two other kinds of bad news have types of
// their own and never travel as an Error:
//   - a mistake in a workflow file is a Diagnostic (diagnostic.h);
//   - the engine refusing a command is a Rejection (command.h).

#pragma once

#include <cstdlib>
#include <utility>
#include <variant>

#include "onething/message.h"

namespace onething {

// What the caller can do about it. A code exists only where some caller acts on
// it differently.
enum class ErrorCode {
  not_found,    // The thing named does not exist: check the name.
  conflict,     // Someone else changed or holds it: reload, decide again.
  unavailable,  // The outside did not answer: try again later.
  invalid,      // This input can never succeed: mend it.
  corrupt,      // Stored data contradicts itself: stop and call a person.
  unknown,      // It may or may not have happened: read the truth, then repeat.
};

struct Error {
  ErrorCode code;
  Message message;  // One clause for a person.
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}
  Result(Error error) : content_(std::move(error)) {}

  explicit operator bool() const { return content_.index() == 0; }

  // Asking for the half that is not there is a bug in the caller and stops the
  // program in every build.
  T& value() & {
    if (!*this) std::abort();
    return *std::get_if<0>(&content_);
  }
  T value() && {
    if (!*this) std::abort();
    return std::move(*std::get_if<0>(&content_));
  }
  const T& value() const& {
    if (!*this) std::abort();
    return *std::get_if<0>(&content_);
  }
  const Error& error() const {
    if (*this) std::abort();
    return *std::get_if<1>(&content_);
  }

 private:
  std::variant<T, Error> content_;
};

// What an operation returns when success has nothing to say.
struct Done {};
using Status = Result<Done>;

}  // namespace onething

#define ONETHING_JOIN_(a, b) a##b
#define ONETHING_JOIN(a, b) ONETHING_JOIN_(a, b)

// Unwraps `expression` into `declaration`, or returns its Error from the
// enclosing function. Once per line:
//   OT_TRY(std::string bytes, read_file(path));
#define OT_TRY(declaration, expression)                       \
  auto ONETHING_JOIN(result_, __LINE__) = (expression);       \
  if (!ONETHING_JOIN(result_, __LINE__))                      \
    return ONETHING_JOIN(result_, __LINE__).error();          \
  declaration = std::move(ONETHING_JOIN(result_, __LINE__).value())

// The same for an expression whose value is not needed.
#define OT_CHECK(expression)                                                  \
  if (auto ONETHING_JOIN(status_, __LINE__) = (expression);                   \
      !ONETHING_JOIN(status_, __LINE__))                                      \
  return ONETHING_JOIN(status_, __LINE__).error()
