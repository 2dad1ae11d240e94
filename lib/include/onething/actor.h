// SPDX-License-Identifier: Apache-2.0
//
// Actor: who gives a command, by which way, and what the project says of them.
//
// Plain values. What somebody may do is in policy.h; that they are who they say
// they are is nobody's promise here.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/message.h"

namespace onething {

// The way in.
enum class Channel : std::uint8_t {
  window,
  online,
  mobile,
  kiosk,
  video,
  onsite,
  post,
  system
};

// What somebody is in a project; the words are those of `roles:`.
enum class Role : std::uint8_t {
  applicant,
  agent,
  window,
  clerk,
  lead_clerk,
  supervisor,
  operations,
  auditor,
  data_protection,
  author,
  system
};

// What a project says of one of its people. `posts` are the roles of tasks;
// none means all of the department, and no channels mean every one.
struct Standing {
  std::string department;
  std::vector<std::string> posts;
  std::vector<Role> roles;
  std::vector<Channel> channels;
};

// Who acts. `id` is what is shown and recorded, not proof of identity.
struct Actor {
  std::string id;
  std::string role;
  Channel channel = Channel::system;
  // Without it nobody is asked: the program itself, or a project that names no
  // people. Never recorded.
  std::optional<Standing> standing = {};
};

std::span<const Channel> all_channels();
std::span<const Role> all_roles();
std::string_view channel_word(Channel channel);
std::string_view word_of(Role role);  // "lead_clerk"
std::optional<Channel> channel_of(std::string_view word);
std::optional<Role> role_of(std::string_view word);
Message name_of(Channel channel);
Message name_of(Role role);

}  // namespace onething
