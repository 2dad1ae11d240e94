// SPDX-License-Identifier: Apache-2.0
//
// Shared: content that copies share until one of them is to be changed.
//
// Copying costs as much as a number, whatever the content is; whoever changes
// it gets its own first. A copy may be read and dropped in another thread, as
// if it shared nothing.

#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace onething {

template <typename T>
class Shared {
 public:
  Shared(T content) : kept_(new Kept(std::move(content))) {}
  Shared(const Shared& other) noexcept : kept_(other.kept_) {
    if (kept_ != nullptr) kept_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  Shared(Shared&& other) noexcept
      : kept_(std::exchange(other.kept_, nullptr)) {}
  Shared& operator=(Shared other) noexcept {
    std::swap(kept_, other.kept_);
    return *this;
  }
  ~Shared() {
    if (kept_ != nullptr && is_last()) delete kept_;
  }

  // What was moved away is as if it were empty.
  const T& get() const {
    static const T nothing{};
    return kept_ != nullptr ? kept_->content : nothing;
  }
  // To be changed: from here on nobody else sees it.
  T& own() {
    if (kept_ == nullptr)
      kept_ = new Kept(T{});
    else if (kept_->owners.load(std::memory_order_acquire) != 1)
      *this = Shared(kept_->content);
    return kept_->content;
  }
  bool is_same(const Shared& other) const { return kept_ == other.kept_; }

 private:
  struct Kept {
    explicit Kept(T given) : content(std::move(given)) {}
    std::atomic<std::uint32_t> owners = 1;
    T content;
  };

  // Nobody can begin to share what has one owner, who is about to go.
  bool is_last() {
    return kept_->owners.load(std::memory_order_acquire) == 1 ||
           kept_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1;
  }

  Kept* kept_;
};

}  // namespace onething
