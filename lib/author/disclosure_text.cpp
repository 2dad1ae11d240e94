// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/disclosure.h"
#include "onething/text.h"

namespace onething {

namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kMark = 3;         // Cells of one department's column.
constexpr std::size_t kLabelLeast = 30;  // Below this no table is worth it.

std::string level(Sensitivity sensitivity, Language language) {
  switch (sensitivity) {
    case Sensitivity::open:
      return render({"disclosure.level_open", {}}, language);
    case Sensitivity::internal:
      return render({"disclosure.level_internal", {}}, language);
    case Sensitivity::personal:
      return render({"disclosure.level_personal", {}}, language);
    case Sensitivity::sensitive:
      return render({"disclosure.level_sensitive", {}}, language);
  }
  return {};
}

class TextMatrix {
 public:
  TextMatrix(const DisclosureMatrix& matrix, Language language)
      : matrix_(matrix), language_(language) {
    for (const DisclosedField& field : matrix.fields)
      if (std::find(departments_.begin(), departments_.end(),
                    field.department) == departments_.end())
        departments_.push_back(field.department);
    for (int i = 0; i <= static_cast<int>(Sensitivity::sensitive); ++i)
      level_width_ =
          std::max(level_width_,
                   display_width(level(static_cast<Sensitivity>(i), language)));
  }

  std::string run() {
    add_wrapped({"disclosure.head",
                 {{"workflow", matrix_.workflow},
                  {"title", matrix_.title.in(language_)}}},
                "");
    if (matrix_.fields.empty()) {
      add_wrapped({"disclosure.nothing", {}}, "");
      return std::move(out_);
    }
    const std::size_t marks = departments_.size() * kMark;
    if (marks + level_width_ + 1 + kLabelLeast <= kColumns)
      add_table(kColumns - marks - level_width_ - 1);
    for (const std::string& department : departments_)
      add_department(department);
    return std::move(out_);
  }

 private:
  std::string text(const Message& message) const {
    return render(message, language_);
  }

  void add_line(std::string line) {
    while (line.ends_with(' ')) line.pop_back();
    out_ += line + "\n";
  }

  void add_wrapped(const Message& message, const std::string& indent) {
    for (const std::string& line :
         wrap(text(message), kColumns - indent.size()))
      add_line(indent + line);
  }

  const DisclosedField& first_of(std::string_view department) const {
    return *std::find_if(matrix_.fields.begin(), matrix_.fields.end(),
                         [department](const DisclosedField& field) {
                           return field.department == department;
                         });
  }

  std::string label(const DisclosedField& field) const {
    const std::string& title = field.title.in(language_);
    return title.empty() ? field.field : field.field + "  " + title;
  }

  void add_table(std::size_t label_width) {
    add_line("");
    std::string numbers(label_width + level_width_ + 1, ' ');
    for (std::size_t i = 0; i < departments_.size(); ++i) {
      add_line(pad(std::to_string(i + 1), kMark) + departments_[i] + "  " +
               first_of(departments_[i]).department_title.in(language_));
      const std::string number = std::to_string(i + 1);
      numbers += std::string(kMark - number.size(), ' ') + number;
    }
    add_line("");
    add_line(numbers);
    for (std::size_t i = 0; i < matrix_.fields.size();) {
      const DisclosedField& field = matrix_.fields[i];
      std::string line =
          pad(shorten(label(field), label_width - 1), label_width) +
          pad(level(field.sensitivity, language_), level_width_) + " ";
      std::size_t end = i;
      while (end < matrix_.fields.size() &&
             matrix_.fields[end].field == field.field)
        ++end;
      for (const std::string& department : departments_)
        line += std::string("  ") + mark(department, i, end);
      add_line(std::move(line));
      i = end;
    }
    add_line("");
    add_wrapped({"disclosure.legend", {}}, "");
  }

  // `x` whatever the case is, `o` in some cases, `.` never.
  char mark(const std::string& department, std::size_t begin,
            std::size_t end) const {
    char found = '.';
    for (std::size_t i = begin; i < end; ++i) {
      const DisclosedField& field = matrix_.fields[i];
      if (field.department != department) continue;
      if (field.conditions.empty()) return 'x';
      found = 'o';
    }
    return found;
  }

  void add_department(const std::string& department) {
    add_line("");
    add_line(department + "  " +
             first_of(department).department_title.in(language_));
    std::vector<std::string> services;
    for (const DisclosedField& field : matrix_.fields)
      if (field.department == department &&
          std::find(services.begin(), services.end(), field.service) ==
              services.end())
        services.push_back(field.service);
    for (const std::string& service : services)
      add_service(department, service);
  }

  void add_service(const std::string& department, const std::string& service) {
    std::vector<const DisclosedField*> fields;
    for (const DisclosedField& field : matrix_.fields)
      if (field.department == department && field.service == service)
        fields.push_back(&field);
    const DisclosedField& first = *fields.front();
    add_wrapped(
        {"disclosure.service_head",
         {{"service", service}, {"title", first.service_title.in(language_)}}},
        "  ");
    if (!first.basis.empty())
      add_wrapped({"disclosure.basis_line", {{"basis", first.basis}}}, "    ");
    for (const std::string& condition : first.conditions)
      add_wrapped({"disclosure.when_line", {{"condition", condition}}}, "    ");
    for (const DisclosedField* field : fields) add_field(*field, first);
  }

  void add_field(const DisclosedField& field, const DisclosedField& first) {
    constexpr std::size_t indent = 4;
    constexpr std::size_t path = 34;
    const std::string empty = text({"disclosure.no_purpose", {}});
    std::string purpose = field.purpose.empty() ? empty : field.purpose;
    // What differs from the service's head is said with the field.
    if (field.basis != first.basis && !field.basis.empty())
      purpose += text({"disclosure.own_basis", {{"basis", field.basis}}});
    const std::size_t left = indent + path + level_width_ + 2;
    std::string head = std::string(indent, ' ') + pad(field.field, path);
    // A long path takes a line of its own.
    if (field.field.size() >= path) {
      add_line(std::move(head));
      head = std::string(indent + path, ' ');
    }
    head += pad(level(field.sensitivity, language_), level_width_) + "  ";
    for (const std::string& line : wrap(purpose, kColumns - left)) {
      add_line(head + line);
      head = std::string(left, ' ');
    }
  }

  const DisclosureMatrix& matrix_;
  Language language_;
  std::vector<std::string> departments_;
  std::size_t level_width_ = 0;
  std::string out_;
};

}  // namespace

std::string disclosure_text(const std::vector<DisclosureMatrix>& matrices,
                            Language language) {
  std::string out;
  for (const DisclosureMatrix& matrix : matrices) {
    if (!out.empty()) out += "\n";
    out += TextMatrix(matrix, language).run();
  }
  return out;
}

}  // namespace onething
