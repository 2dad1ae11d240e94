// SPDX-License-Identifier: Apache-2.0

#include <memory>
#include <utility>

#include "expr/ast.h"
#include "onething/type.h"

namespace onething {

Formula::Formula() = default;
Formula::Formula(std::string text, Span span,
                 std::unique_ptr<const expr::Ast> ast)
    : text_(std::move(text)), span_(span), ast_(std::move(ast)) {}
Formula::Formula(Formula&&) noexcept = default;
Formula& Formula::operator=(Formula&&) noexcept = default;
Formula::~Formula() = default;

}  // namespace onething
