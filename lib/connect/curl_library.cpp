// SPDX-License-Identifier: Apache-2.0

#include "connect/curl_library.h"

#include <dlfcn.h>

#include <string>

namespace onething::connect {

namespace {

constexpr unsigned kOldestVersion = 0x075500;  // 7.85.0

template <typename Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

bool find_all(void* from, CurlLibrary& to) {
  return find(from, "curl_global_init", to.global_init) &&
         find(from, "curl_version_info", to.version_info) &&
         find(from, "curl_easy_init", to.easy_init) &&
         find(from, "curl_easy_setopt", to.easy_setopt) &&
         find(from, "curl_easy_getinfo", to.easy_getinfo) &&
         find(from, "curl_easy_cleanup", to.easy_cleanup) &&
         find(from, "curl_slist_append", to.slist_append) &&
         find(from, "curl_slist_free_all", to.slist_free_all) &&
         find(from, "curl_multi_init", to.multi_init) &&
         find(from, "curl_multi_setopt", to.multi_setopt) &&
         find(from, "curl_multi_add_handle", to.multi_add_handle) &&
         find(from, "curl_multi_remove_handle", to.multi_remove_handle) &&
         find(from, "curl_multi_perform", to.multi_perform) &&
         find(from, "curl_multi_poll", to.multi_poll) &&
         find(from, "curl_multi_info_read", to.multi_info_read) &&
         find(from, "curl_multi_cleanup", to.multi_cleanup);
}

}  // namespace

Result<CurlLibrary> load_curl(const char* file) {
  void* library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr)
    return Error{ErrorCode::unavailable,
                 {"connect.curl_missing", {{"file", std::string(file)}}}};
  CurlLibrary found;
  if (!find_all(library, found) ||
      found.version_info(CURLVERSION_NOW)->version_num < kOldestVersion ||
      found.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return Error{ErrorCode::unavailable,
                 {"connect.curl_too_old", {{"file", std::string(file)}}}};
  return found;
}

}  // namespace onething::connect
