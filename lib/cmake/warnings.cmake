# SPDX-License-Identifier: Apache-2.0
# Linked by our own targets and never by third-party code.
add_library(onething_warnings INTERFACE)
target_compile_options(onething_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-align -Wunused -Woverloaded-virtual -Wimplicit-fallthrough -Werror)
# g++ 12 invents these two inside std::string and std::variant once it optimises
# (GCC bugs 105562, 105651); sanitizers and clang watch for the real ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(onething_warnings INTERFACE -Wno-maybe-uninitialized -Wno-restrict)
endif()
# The table of sentences is sorted at compile time.
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  target_compile_options(onething_warnings INTERFACE -fconstexpr-steps=100000000)
endif()
if(ONETHING_SANITIZE)
  target_compile_options(onething_warnings INTERFACE -fsanitize=${ONETHING_SANITIZE}
    -fno-sanitize-recover=all)
  target_link_options(onething_warnings INTERFACE -fsanitize=${ONETHING_SANITIZE})
endif()
if(ONETHING_FUZZ)
  # Other warnings than those of the compiler that the rules are made for.
  target_compile_options(onething_warnings INTERFACE -fsanitize=fuzzer-no-link -Wno-error)
endif()
find_program(ONETHING_MOLD mold)
if(ONETHING_MOLD)
  target_link_options(onething_warnings INTERFACE -fuse-ld=mold)
endif()
