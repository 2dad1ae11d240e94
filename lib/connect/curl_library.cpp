// SPDX-License-Identifier: Apache-2.0

#include "connect/curl_library.h"

#include <dlfcn.h>

#include <string>

#include "base/shared_library.h"

namespace onething::connect {

namespace {

constexpr unsigned kOldestVersion = 0x075500;  // 7.85.0

bool find_all(void* from, CurlLibrary& to) {
  return find_function(from, "curl_global_init", to.global_init) &&
         find_function(from, "curl_version_info", to.version_info) &&
         find_function(from, "curl_easy_init", to.easy_init) &&
         find_function(from, "curl_easy_setopt", to.easy_setopt) &&
         find_function(from, "curl_easy_getinfo", to.easy_getinfo) &&
         find_function(from, "curl_easy_cleanup", to.easy_cleanup) &&
         find_function(from, "curl_slist_append", to.slist_append) &&
         find_function(from, "curl_slist_free_all", to.slist_free_all) &&
         find_function(from, "curl_multi_init", to.multi_init) &&
         find_function(from, "curl_multi_setopt", to.multi_setopt) &&
         find_function(from, "curl_multi_add_handle", to.multi_add_handle) &&
         find_function(from, "curl_multi_remove_handle",
                       to.multi_remove_handle) &&
         find_function(from, "curl_multi_perform", to.multi_perform) &&
         find_function(from, "curl_multi_poll", to.multi_poll) &&
         find_function(from, "curl_multi_info_read", to.multi_info_read) &&
         find_function(from, "curl_multi_cleanup", to.multi_cleanup);
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
