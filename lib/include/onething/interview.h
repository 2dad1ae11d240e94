// SPDX-License-Identifier: Apache-2.0
//
// A form asked question by question: what comes next follows from what has been
// answered, and every answer can be taken back.
//
// Knows no terminal: whoever talks to people shows the question and hands in
// the line. Copies nothing of the workflow, which outlives it.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/plan.h"
#include "onething/value.h"
#include "onething/workflow.h"

namespace onething {

struct Question {
  enum class Kind {
    value,    // Written down.
    choice,   // One of `choices`, by number, id or title.
    yes_no,   // A yes or no that is an answer of the form.
    any,      // Whether there is one (more) of it.
    material  // The name of a file.
  };
  Kind kind = Kind::value;
  std::string path;   // "name.trade_name", "owners.2.id"
  std::string title;  // As people read it.
  std::string hint;
  bool is_optional = false;
  bool is_list = false;  // Several values, with commas between them.
  std::vector<std::pair<std::string, std::string>> choices;  // id, title
  const Type* type = nullptr;
};

class Interview {
 public:
  enum class Depth {
    situations,  // Of a list only whether it has anything.
    whole
  };
  Interview(const Workflow& workflow, Depth depth, Language language);

  // Values that are not to be asked for.
  void assume(const Value& form);

  // The next field that is asked for and has no answer, of these only where any
  // are named; nothing when all is said.
  std::optional<Question> next(const std::vector<std::string>& only = {}) const;
  // A document instead of a field.
  Question about(const Material& material) const;

  // Empty when the answer was taken, else what is wrong with it.
  Message answer(const Question& question, std::string_view text);
  // Forgets the last answer; false when there is none.
  bool back();

  bool is_answered(std::string_view path) const;
  std::size_t answers() const { return order_.size(); }
  // What has been said, typed.
  Value form() const;
  Value materials() const;

 private:
  using Fields = std::vector<Field>;
  std::optional<Question> in_fields(const Fields& fields,
                                    const std::string& path,
                                    const std::string& title,
                                    const Value& form) const;
  std::optional<Question> in_field(const Field& field, const std::string& path,
                                   const std::string& title,
                                   const Value& form) const;
  std::optional<Question> in_list(const Field& field, const std::string& path,
                                  const std::string& title,
                                  const Value& form) const;
  bool is_asked(const Field& field, const Value& form) const;
  Question ask(const Field& field, const Type& type, const std::string& path,
               const std::string& title) const;

  const Workflow& workflow_;
  Depth depth_;
  Language language_;
  Value assumed_ = Object{};
  std::map<std::string, Value, std::less<>> said_;
  std::vector<std::string> order_;
};

// An application file with these values, as YAML.
std::string application_text(const Workflow& workflow, const Value& form,
                             const Value& materials);

}  // namespace onething
