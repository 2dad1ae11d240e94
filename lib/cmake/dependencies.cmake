# SPDX-License-Identifier: Apache-2.0
# Third-party libraries, each as one target named after what it is for us. Static
# where Debian ships an archive: every shared object costs time at each start.
# What is rarely needed (libcurl, cpp-httplib) is not linked but loaded when it is
# first used.
function(onething_third_party name header)
  find_path(ONETHING_${name}_INCLUDE ${header} REQUIRED)
  add_library(onething_3rd_${name} INTERFACE)
  target_include_directories(onething_3rd_${name} SYSTEM INTERFACE ${ONETHING_${name}_INCLUDE})
  foreach(library IN LISTS ARGN)
    find_library(ONETHING_${name}_${library} NAMES lib${library}.a ${library} REQUIRED)
    target_link_libraries(onething_3rd_${name} INTERFACE ${ONETHING_${name}_${library}})
  endforeach()
endfunction()

find_package(Threads REQUIRED)
onething_third_party(fyaml libfyaml.h fyaml)
onething_third_party(fmt fmt/format.h)
target_compile_definitions(onething_3rd_fmt INTERFACE FMT_HEADER_ONLY=1)
onething_third_party(crypto openssl/sha.h crypto)
target_link_libraries(onething_3rd_crypto INTERFACE Threads::Threads ${CMAKE_DL_LIBS})
onething_third_party(utf8proc utf8proc.h utf8proc)
onething_third_party(rapidjson rapidjson/reader.h)
onething_third_party(re2 re2/re2.h re2)
target_link_libraries(onething_3rd_re2 INTERFACE Threads::Threads)
onething_third_party(sqlitecpp SQLiteCpp/SQLiteCpp.h SQLiteCpp sqlite3)
target_link_libraries(onething_3rd_sqlitecpp INTERFACE Threads::Threads ${CMAKE_DL_LIBS} m)
onething_third_party(curl curl/curl.h)
target_link_libraries(onething_3rd_curl INTERFACE ${CMAKE_DL_LIBS})
# As Debian builds the library; its types differ without these.
onething_third_party(httplib httplib.h cpp-httplib)
target_compile_definitions(onething_3rd_httplib INTERFACE
  CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT CPPHTTPLIB_BROTLI_SUPPORT)
target_link_libraries(onething_3rd_httplib INTERFACE Threads::Threads)
onething_third_party(minizip minizip/unzip.h minizip z)
onething_third_party(expat expat.h expat)
target_link_libraries(onething_3rd_expat INTERFACE m)
onething_third_party(xlsxwriter xlsxwriter.h)
target_link_libraries(onething_3rd_xlsxwriter INTERFACE ${CMAKE_DL_LIBS})
onething_third_party(cli11 CLI/CLI.hpp)
