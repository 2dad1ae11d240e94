// SPDX-License-Identifier: Apache-2.0

#include "check/reform/promised_path.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "model/service_facts.h"

namespace onething::check {

namespace {

std::optional<std::int64_t> days_of(const Step& step, const Service* service) {
  if (!step.wait && service == nullptr) return std::nullopt;
  const auto& limit =
      step.wait ? step.wait : model::promised_limit(step, *service);
  if (!limit) return std::nullopt;
  const Term term = limit->term;
  const bool is_days =
      term.unit == TermUnit::days || term.unit == TermUnit::working_days;
  return is_days ? term.count : 0;
}

// Whoever waits comes after whom it waits for: it has more steps before it.
std::vector<std::size_t> in_order(const WorkflowFacts& facts) {
  std::vector<std::size_t> depth;
  depth.reserve(facts.waits.size());
  for (std::size_t step = 0; step < facts.waits.size(); ++step)
    depth.push_back(facts.before[step].count());
  std::vector<std::size_t> order(depth.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&depth](std::size_t a, std::size_t b) {
    return depth[a] < depth[b];
  });
  return order;
}

}  // namespace

PromisedPath::PromisedPath(const WorkflowFacts& facts) : facts_(facts) {
  std::vector<std::int64_t> known;
  for (const Step& step : facts.workflow.steps) {
    const std::optional<std::int64_t> days =
        days_of(step, facts.service_of(step));
    if (!days) return;
    known.push_back(*days);
  }
  order_ = in_order(facts);
  days_ = std::move(known);
}

std::optional<std::int64_t> PromisedPath::days(const Wait* without) const {
  if (days_.size() != facts_.workflow.steps.size()) return std::nullopt;
  std::vector<std::int64_t> end(days_.size(), 0);
  std::int64_t longest = 0;
  for (const std::size_t step : order_) {
    std::int64_t start = 0;
    for (const Wait& wait : facts_.waits[step])
      if (&wait != without) start = std::max(start, end[wait.to]);
    end[step] = start + days_[step];
    longest = std::max(longest, end[step]);
  }
  return longest;
}

}  // namespace onething::check
