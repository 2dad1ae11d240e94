// SPDX-License-Identifier: Apache-2.0
//
// The functions of libcurl that we use, found when the first HTTP connector is
// made.
//
// Not linked: libcurl brings some forty shared objects along, and most runs of
// the program call nobody. Once loaded it stays loaded; unloading a library
// that has started OpenSSL is not safe.

#pragma once

#include <curl/curl.h>

#include "onething/result.h"

namespace onething::connect {

struct CurlLibrary {
  decltype(&curl_global_init) global_init = nullptr;
  decltype(&curl_version_info) version_info = nullptr;
  decltype(&curl_easy_init) easy_init = nullptr;
  decltype(&curl_easy_setopt) easy_setopt = nullptr;
  decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
  decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
  decltype(&curl_slist_append) slist_append = nullptr;
  decltype(&curl_slist_free_all) slist_free_all = nullptr;
  decltype(&curl_multi_init) multi_init = nullptr;
  decltype(&curl_multi_setopt) multi_setopt = nullptr;
  decltype(&curl_multi_add_handle) multi_add_handle = nullptr;
  decltype(&curl_multi_remove_handle) multi_remove_handle = nullptr;
  decltype(&curl_multi_perform) multi_perform = nullptr;
  decltype(&curl_multi_poll) multi_poll = nullptr;
  decltype(&curl_multi_info_read) multi_info_read = nullptr;
  decltype(&curl_multi_cleanup) multi_cleanup = nullptr;
};

// unavailable when the library is missing, older than 7.85 (which brought the
// last option we rely on) or will not start. `file` is a parameter for tests.
Result<CurlLibrary> load_curl(const char* file = "libcurl.so.4");

}  // namespace onething::connect
