// SPDX-License-Identifier: Apache-2.0

#include "stub/services.h"

#include <algorithm>
#include <utility>

#include "onething/text.h"

namespace onething::stub {

namespace {

constexpr std::string_view kRoots[] = {"input"};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// What is no escape stays as it is.
std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool whole = text[i] == '%' && i + 2 < text.size() &&
                       hex_digit(text[i + 1]) >= 0 &&
                       hex_digit(text[i + 2]) >= 0;
    if (!whole) {
      out += text[i];
      continue;
    }
    out +=
        static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
    i += 2;
  }
  return out;
}

PlayedService play(const Department& department, const Service& service) {
  PlayedService played;
  played.name = department.id.text + "/" + service.id.text;
  played.service = &service;
  played.method = "POST";
  played.pattern = "/" + service.id.text;
  if (const auto& http = service.call.http) {
    played.method = http->method;
    if (!http->path.empty()) played.pattern = http->path;
  }
  if (const auto& query = service.call.query) {
    played.query_method = query->method;
    played.query_pattern = query->path;
  }
  return played;
}

std::optional<Object> match_query(const PlayedService& service,
                                  std::string_view method,
                                  std::string_view target) {
  if (service.query_pattern.empty() || method != service.query_method)
    return std::nullopt;
  return match_path(service.query_pattern, target);
}

}  // namespace

std::optional<Object> match_path(std::string_view pattern,
                                 std::string_view target) {
  Object parameters;
  while (!pattern.empty()) {
    if (pattern.front() != '{') {
      if (target.empty() || target.front() != pattern.front())
        return std::nullopt;
      pattern.remove_prefix(1);
      target.remove_prefix(1);
      continue;
    }
    const std::size_t close = pattern.find('}');
    if (close == std::string_view::npos) return std::nullopt;
    const std::size_t end =
        std::min(target.find_first_of("/?&"), target.size());
    const std::string_view written = target.substr(0, end);
    const std::string_view name = pattern.substr(1, close - 1);
    pattern.remove_prefix(close + 1);
    target.remove_prefix(end);
    // Text of the pattern right behind the parameter, as in "{id}.json".
    const std::string_view tail = pattern.substr(
        0, std::min(pattern.find_first_of("/?&{"), pattern.size()));
    if (!written.ends_with(tail)) return std::nullopt;
    pattern.remove_prefix(tail.size());
    parameters.set(name,
                   decode(written.substr(0, written.size() - tail.size())));
  }
  if (!target.empty()) return std::nullopt;
  return parameters;
}

Result<Services> Services::compile(const Project& project) {
  Services all;
  for (const Department& department : project.departments) {
    for (const Service& service : department.services) {
      PlayedService played = play(department, service);
      if (service.sample) {
        auto sample = model::CompiledTemplate::compile(*service.sample, kRoots);
        if (auto* problem =
                std::get_if<model::CompiledTemplate::Problem>(&sample))
          return Error{ErrorCode::invalid,
                       {"stub.bad_sample",
                        {{"service", played.name},
                         {"problem", std::move(problem->message)}}}};
        played.sample =
            std::move(*std::get_if<model::CompiledTemplate>(&sample));
      }
      std::string name = played.name;
      all.services_.emplace(std::move(name), std::move(played));
    }
  }
  return all;
}

const PlayedService* Services::find(std::string_view name) const {
  const auto found = services_.find(name);
  return found == services_.end() ? nullptr : &found->second;
}

Error Services::unknown(std::string_view name) const {
  std::vector<std::string_view> names;
  names.reserve(services_.size());
  for (const auto& [known, service] : services_) names.push_back(known);
  const std::vector<std::string> meant = did_you_mean(name, names);
  if (meant.empty())
    return Error{ErrorCode::invalid,
                 {"stub.unknown_service", {{"service", std::string(name)}}}};
  return Error{ErrorCode::invalid,
               {"stub.unknown_service_near",
                {{"service", std::string(name)}, {"meant", meant.front()}}}};
}

Route Services::route(std::string_view name, std::string_view method,
                      std::string_view target) const {
  Route route;
  if (name.empty()) {
    route = route_by_address(method, target);
  } else if (const PlayedService* service = find(name)) {
    std::optional<Object> parameters = match_path(service->pattern, target);
    if (parameters && method == service->method) {
      route = {service, std::move(*parameters), false, {}};
    } else if (std::optional<Object> asked =
                   match_query(*service, method, target)) {
      route = {service, std::move(*asked), true, {}};
    } else {
      route.problem = {"stub.other_address",
                       {{"service", service->name},
                        {"method", service->method},
                        {"path", service->pattern}}};
    }
  } else {
    route.problem = unknown(name).message;
  }
  if (route.service != nullptr &&
      route.service->service->by != Performer::system) {
    route.problem = {"stub.by_person", {{"service", route.service->name}}};
    route.service = nullptr;
  }
  return route;
}

Route Services::route_by_address(std::string_view method,
                                 std::string_view target) const {
  Route plain;
  std::size_t fits = 0;
  for (const auto& [name, service] : services_) {
    if (service.method != method) continue;
    const std::size_t slash = name.find('/');
    std::optional<Object> parameters =
        match_path("/" + name.substr(0, slash) + service.pattern, target);
    if (parameters) return {&service, std::move(*parameters), false, {}};
    parameters = match_path(service.pattern, target);
    if (!parameters) continue;
    ++fits;
    plain = {&service, std::move(*parameters), false, {}};
  }
  if (fits == 1) return plain;
  Route none;
  none.problem = {fits == 0 ? "stub.no_service" : "stub.several_services",
                  {{"method", std::string(method)}}};
  return none;
}

}  // namespace onething::stub
