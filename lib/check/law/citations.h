// SPDX-License-Identifier: Apache-2.0
//
// What a `basis` says: which laws it names, and with or without an article.
//
// Reads marks that every Chinese citation has (《》, 〔〕, 第…条, 号); whether
// the law says what it is cited for, nobody here knows.

#pragma once

#include <string_view>
#include <vector>

namespace onething::check {

// Has at least one mark of a citation. A text with Latin letters counts as one:
// citations in other languages have no such marks.
bool looks_like_citation(std::string_view basis);

// Names of laws and regulations that have articles (…法, …条例, …规定, …办法)
// and are named without one, as written between 《 and 》.
std::vector<std::string_view> named_without_article(std::string_view basis);

// Whether it names 《市场主体登记管理条例》.
bool names_registration_of_market_entities(std::string_view basis);

}  // namespace onething::check
